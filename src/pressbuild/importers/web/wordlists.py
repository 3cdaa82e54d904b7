"""Lists that Word has saved as paragraphs: a page's paragraphs in, lists in their place out. Pure.

Word writes an item as a paragraph that begins with its sign or number: marked `mso-list:Ignore`, or, in a page that it
has “filtered”, parted from the words by blanks in a type of their own.
"""

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.diagnostics import found
from pressbuild.importers.markup import short
from pressbuild.importers.romans import FIRST
from pressbuild.importers.source import LeftOut
from pressbuild.importers.web.elements import tag, text_before, text_of
from pressbuild.importers.web.hypertext import Pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

IGNORED, SPACED = "mso-list:ignore", 'font:7.0pt"timesnewroman"'
LEVEL = re.compile(r"mso-list:l\d+level(\d)")
MARGIN = re.compile(r"margin-left:([\d.]+)(pt|cm|mm|in)")
POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
ROMANS = "|".join((*FIRST, *(number.upper() for number in FIRST)))
COUNTED = re.compile(rf"\(?(\d{{1,4}}|[a-z]|[A-Z]|{ROMANS})[.)]")
SIGN = re.compile(r"[^\d\s]")
WHY = "the number of a list's item"


class Item(Struct, frozen=True):
    """A paragraph that is an item: its label, what holds the label, and how deep it stands, in points or in levels."""

    paragraph: "Element"
    label: str
    holder: "Element"
    depth: float


def make_lists(pages: Pages, body: "Element") -> None:
    """Makes lists of the paragraphs that are items."""
    runs = list(_runs(body))
    lists = 0
    for run in runs:
        for item in run:
            _unlabelled(pages, item)
        lists += _nested(run)
    if runs:
        first = runs[0][0]
        words = short(text_of(first.paragraph).replace(first.label, "", 1))
        count = "a list that Word has saved as paragraphs is one" if lists == 1 else ""
        count = count or f"{lists} lists that Word has saved as paragraphs are lists"
        pages.findings.append(found("assumed", f"{count} again, the first at “{words}”"))


def _runs(body: "Element") -> "Iterator[list[Item]]":
    """Items that stand one behind the other."""
    run: list[Item] = []
    for item in [item for element in body.iter() if tag(element) == "p" and (item := _item(element))]:
        if run and not _follows(run[-1].paragraph, item.paragraph):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _follows(one: "Element", other: "Element") -> bool:
    return not (one.tail or "").strip() and next((e for e in one.itersiblings() if tag(e)), None) is other


def _item(paragraph: "Element") -> Item | None:
    """A paragraph as an item; None where it has no label of Word's before its words."""
    for mark in paragraph.iter():
        style = _style(mark)
        if mark is paragraph or not (IGNORED in style or SPACED in style):
            continue
        before = text_before(mark, paragraph) or ""
        label = (before + text_of(mark) if IGNORED in style else before).strip()
        holder = mark if IGNORED in style else mark.getparent()
        shown = text_of(mark).strip() if SPACED in style else before.strip()
        if shown or holder is None or not (COUNTED.fullmatch(label) or SIGN.fullmatch(label)):
            return None
        while (outer := holder.getparent()) is not paragraph and outer is not None and text_of(outer).strip() == label:
            holder = outer
        if text_of(holder).strip() != label and (holder.text or "").strip() != label:
            return None
        return Item(paragraph, label, holder, _depth(paragraph))
    return None


def _style(element: "Element") -> str:
    return re.sub(r"\s", "", str(element.get("style") or "")).replace("'", '"').lower() if tag(element) else ""


def _depth(paragraph: "Element") -> float:
    style = _style(paragraph)
    if level := LEVEL.search(style):
        return float(level[1])
    margin = MARGIN.search(style)
    return float(margin[1]) * POINTS[margin[2]] if margin else 0.0


def _unlabelled(pages: Pages, item: Item) -> None:
    """Takes an item's label off: a list writes its own."""
    if COUNTED.fullmatch(item.label):
        pages.left.append(LeftOut(WHY, item.label, said=True))
    if text_of(item.holder).strip() == item.label:
        pages.role(item.holder, "left")
        pages.removed.add(item.holder)
        return
    pages.role(item.holder, f"item {item.label}")
    item.holder.text = (item.holder.text or "").lstrip().removeprefix(item.label)


# --- what counts ---------------------------------------------------------------------------------------------------


class Count(Struct, frozen=True):
    """How a list counts (the `type` of HTML's `ol`, empty for signs), and the number of an item of it."""

    kind: str
    number: int


class Open(Struct, frozen=True):
    """A list that may go on, how deep it stands, and its last item's count."""

    element: "Element"
    depth: float
    last: Count


def _nested(run: "Sequence[Item]") -> int:
    """Puts lists in the place of a run of items, the deeper ones in the items before them; how many there are."""
    from lxml import etree

    made = 0
    lists: list[Open] = []
    for item in run:
        while lists and lists[-1].depth > item.depth:
            lists.pop()
        beside = lists.pop() if lists and lists[-1].depth == item.depth else None
        count = _count(item.label, beside.last if beside else None)
        if beside and _goes_on(beside.last, count):
            listed = beside.element
        else:
            listed = _list(count)
            made += 1
            if lists:
                lists[-1].element[-1].append(listed)
            elif beside:
                beside.element.addnext(listed)
            else:
                item.paragraph.addprevious(listed)
        item.paragraph.tail = None
        etree.SubElement(listed, "li").append(item.paragraph)
        lists.append(Open(listed, item.depth, count))
    return made


def _goes_on(last: Count, count: Count) -> bool:
    return count.kind == last.kind and (not count.kind or count.number == last.number + 1)


def _list(first: Count) -> "Element":
    from lxml import etree

    return etree.Element("ol", type=first.kind, start=str(first.number)) if first.kind else etree.Element("ul")


def _count(label: str, before: Count | None) -> Count:
    """What an item's label counts; `i.` is a letter where `h.` stands `before`."""
    counted = COUNTED.fullmatch(label)
    if counted is None:
        return Count("", 0)
    figure, small = counted[1], counted[1].islower()
    if figure.isdigit():
        return Count("1", int(figure))
    letter = Count("a" if small else "A", ord(figure[0].lower()) - ord("a") + 1)
    if figure.lower() in FIRST and not (before and len(figure) == 1 and _goes_on(before, letter)):
        return Count("i" if small else "I", FIRST.index(figure.lower()) + 1)
    return letter
