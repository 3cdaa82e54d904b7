"""Tables in print: XHTML elements in, changed in place. One that is wider than its page is set in smaller type, then
turned on its side, on a page of its own.

How wide a table is, is known only once it is laid out, so each is laid out by itself until it fits (`grid.Roll`). The
sizes are called by their names, brevier (8 pt) and minion (7 pt). What stands beyond a page's edge is lost: where
nothing else is of use, words are broken anywhere, and `too_wide` says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import etree

from pressbuild.binders import titling
from pressbuild.binders.grid import Roll
from pressbuild.diagnostics import Diagnostic, found

CAPTION = 82  # characters of a caption that stand on one line
CELL = 20  # characters; a shorter cell of a first column is not broken
FEW_COLUMNS = 4
TURNED, BROKEN = "turned", "broken"
STEPS = ("brevier", "minion", f"{TURNED} brevier", f"{TURNED} minion", f"{BROKEN} minion")
ROUNDING = 1  # CSS pixel
TOO_WIDE = "the table on page {} is too wide, also in small type or turned: its words and figures are broken"
BEYOND = "the table on page {} is wider than the room that it has"
TOO_WIDE_HINT = "make two tables of it, or turn its rows into columns"


def compose(root: etree._Element) -> None:
    """Have short cells of first columns keep to one line, and their captions be of lines that are alike."""
    for caption in root.iter("caption"):
        titling.balance(caption, CAPTION)
    for table in root.iter("table"):
        rows = list(table.iter("tr"))
        if max(map(len, rows), default=0) > FEW_COLUMNS:
            continue
        for row in rows:
            cell = row[0]
            if len("".join(map(str, cell.itertext()))) < CELL and cell.get("colspan") is None:
                cell.set("class", f"{cell.get('class', '')} unbroken".lstrip())


def fit(root: etree._Element, roll: Roll) -> None:
    """Set every table of a page so that it fits its page, but for those in notes at the foot, which only the layout of
    pages sets. One within a quotation, an item or a note is not turned."""
    wide = [table for table in root.iterfind("body//table") if not any(map(_is_footnote, table.iterancestors()))]
    for step in STEPS:
        if not wide:
            return
        outer = list(dict.fromkeys(map(_outermost, wide)))
        text, boxes = roll(outer)
        tables = [table for element in outer for table in element.iter("table")]
        fitting = {
            table for table, (box, holder) in zip(tables, _placed(boxes, text), strict=True) if _fits(box, holder, text)
        }
        wide = [table for table in wide if table not in fitting]
        for table in wide:
            if TURNED not in step or _outermost(table) is _outer(table):
                _set(table, step)


def too_wide(pages: Sequence[Any]) -> Iterator[Diagnostic]:
    """The tables that are wider than what holds them, or whose words are broken, each with the page on which it begins,
    from 1."""
    seen: list[Any] = []
    for number, page in enumerate(pages, start=1):
        for box, holder in _placed([page._page_box], None):  # noqa: SLF001 - pages show their boxes nowhere else
            broken = BROKEN in box.element.get("class", "").split()
            if (broken or not (_is_turned(holder.element) or _fits(box, holder, holder))) and box.element not in seen:
                seen.append(box.element)
                yield found("overfull", (TOO_WIDE if broken else BEYOND).format(number), hint=TOO_WIDE_HINT)


def _placed(boxes: Iterable[Any], holder: Any) -> Iterator[tuple[Any, Any]]:
    """The boxes of tables among some and in them, in order, each with the one that holds it."""
    for box in boxes:
        if box.is_table_wrapper:
            yield box, holder
        yield from _placed(getattr(box, "children", ()), box)


def _fits(box: Any, holder: Any, text: Any) -> bool:
    """Whether a table's box is no wider than what holds it; a turned one no wider than its page is high, nor higher
    than the page's text is wide."""
    if _is_turned(holder.element):
        return bool(box.width <= holder.height + ROUNDING and box.height <= text.width + ROUNDING)
    return bool(box.width <= holder.width + ROUNDING)


def _is_turned(element: Any) -> bool:
    return element is not None and element.get("class") == TURNED


def _is_footnote(element: etree._Element) -> bool:
    return element.get("class") == "footnote"


def _outermost(element: etree._Element) -> etree._Element:
    """The child of the page's text, or its notes behind the text, that an element is or is in."""
    while (parent := element.getparent()) is not None and parent.tag not in ("main", "body"):
        element = parent
    return element


def _outer(table: etree._Element) -> etree._Element:
    """A table, or the page that a turned one has for itself."""
    parent = table.getparent()
    return parent if parent is not None and _is_turned(parent) else table


def _set(table: etree._Element, step: str) -> None:
    """Set a table in the manner of a step, in place of the one before."""
    own = [name for name in table.get("class", "").split() if name not in " ".join(STEPS).split()]
    manner = [name for name in step.split() if name != TURNED]
    table.set("class", " ".join([*own, *manner]))
    page = _outer(table)
    if TURNED in step and page is table:
        page = etree.Element("div", {"class": TURNED})
        page.tail, table.tail = table.tail, None
        _replace(table, page)
        page.append(table)
    elif TURNED not in step and page is not table:
        table.tail = page.tail
        _replace(page, table)


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, new)
