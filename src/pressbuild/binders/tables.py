"""Tables in print: XHTML elements in, changed in place. One that is wider than its page is set in smaller type, then
turned on its side, on a page of its own.

How wide a table is, is known only once it is laid out, so each is laid out by itself until it fits (`grid.Roll`). The
sizes are called by their names, brevier (8 pt) and minion (7 pt). What stands beyond a page's edge is lost: where
nothing else is of use, words are broken anywhere, and `too_wide` says so.
"""

from collections.abc import Iterator, Sequence
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
TOO_WIDE = (
    "the table on page {} is wider than the page, also in small type and turned: its words and figures are broken"
)
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
    """Set every table of a page's text so that it fits its page."""
    wide = [element for element in root.iterfind("body/main/*") if element.tag == "table"]
    for step in STEPS:
        if not wide:
            return
        text, boxes = roll([_outer(table) for table in wide])
        wide = [table for table, box in zip(wide, boxes, strict=True) if not _fits(box, text)]
        for table in wide:
            _set(table, step)


def too_wide(pages: Sequence[Any]) -> Iterator[Diagnostic]:
    """The tables whose words are broken, each with the page on which it begins, from 1."""
    seen: list[Any] = []
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001 - pages show their boxes nowhere else
            if box.is_table_wrapper and BROKEN in box.element.get("class", "").split() and box.element not in seen:
                seen.append(box.element)
                yield found("overfull", TOO_WIDE.format(number), hint=TOO_WIDE_HINT)


def _outer(table: etree._Element) -> etree._Element:
    """A table, or the page that a turned one has for itself."""
    parent = table.getparent()
    return parent if parent is not None and parent.get("class") == TURNED else table


def _fits(box: Any, text: Any) -> bool:
    """Whether a table's box is no wider than the text of its page; whether a turned one is no higher either."""
    if box.is_table_wrapper:
        return bool(box.width <= text.width + ROUNDING)
    table = next(each for each in box.descendants() if each.is_table_wrapper)
    return bool(table.width <= box.height + ROUNDING and table.height <= text.width + ROUNDING)


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
