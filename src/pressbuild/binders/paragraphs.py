"""Justified paragraphs that are broken as a whole: a rule for WeasyPrint's layout, which fills line after line.

A paragraph's places to break are measured as its first line is made, and weighed (`totalfit`). Then each line gets the
words that are meant for it, which spares WeasyPrint the search for what fits. Where a line ends elsewhere all the same,
for a rule of the page, what follows is weighed anew.
"""

from collections.abc import Callable
from functools import wraps
from itertools import pairwise
from typing import Any

from msgspec import Struct

from pressbuild.binders.measures import Measure, Measured, begin
from pressbuild.binders.totalfit import GOOD, Place, fitted

WIDOWS = 2  # lines that go to the next page together
MANY = 3  # lines
ROOM = TALLEST = 1e5  # pixels: more than any line, or any page


class Told:
    """What is told of the line that is being made; and of the text that is being cut: what the line gets of it, the
    bytes of that, and those up to the next line's."""

    def __init__(self) -> None:
        self.line: Line | None = None
        self.cut: tuple[str, int, int | None] | None = None


class Room(Struct):
    """The room that a line has: its width, and where it begins on its page, and how much there must be below, in
    pixels."""

    width: float
    top: float
    below: float


class Line(Struct):
    """The end of a line: the box of the text with which it ends, none where that is the paragraph's; how many bytes of
    that text are the line's, how many stand before the next one; whether it divides a word."""

    box: Any
    held: int
    resume: int
    divided: bool


def teach(layout: Any, text: Any) -> None:
    """Teach WeasyPrint's package of layout, once; `text` is its package of text."""
    inline = layout.inline
    if getattr(inline.get_next_linebox, "weighs_paragraphs", False):
        return
    told = Told()
    inline.split_inline_box = _filler(inline.split_inline_box, layout.page.boxes.LineBox, told)
    inline.split_text_box = _cutter(inline.split_text_box, told)
    inline.split_first_line = _measurer(inline.split_first_line, text.line_break, told)
    inline.text_align = _aligner(inline.text_align, inline.justify_line, told)
    inline.get_next_linebox = _line_maker(inline.get_next_linebox, Weigher(Measure(text), text.line_break), told)


def _filler(split: Callable[..., Any], line: type, told: Told) -> Callable[..., Any]:
    """WeasyPrint's filler of lines, to which a line that it is told of is never full."""

    @wraps(split)
    def split_inline_box(context: Any, box: Any, left: float, right: float, *rest: Any) -> Any:
        return split(context, box, left, left + ROOM if told.line and isinstance(box, line) else right, *rest)

    return split_inline_box


def _cutter(split: Callable[..., Any], told: Told) -> Callable[..., Any]:
    """WeasyPrint's cutter of texts, which gives the line as much as it is told."""

    @wraps(split)
    def split_text_box(context: Any, box: Any, width: Any, skip: int, *rest: Any, **named: Any) -> Any:
        if told.line is None:
            return split(context, box, width, skip, *rest, **named)
        line, text = told.line, box.text.encode()
        if box is line.box:
            words = text[skip : line.held]
            hyphen = box.style["hyphenate_character"] if line.divided else ""
            told.cut = words.decode() + hyphen, len(words), line.resume - skip
        else:
            told.cut = text[skip:].decode(), len(text) - skip, None
        found = split(context, box, width, skip, *rest, **named)
        told.cut = None
        return found

    return split_text_box


def _measurer(split: Callable[..., Any], lines: Any, told: Told) -> Callable[..., Any]:
    """WeasyPrint's measurer of what fits a line, which measures what is cut."""

    @wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, width: Any, spacing: Any, *rest: Any, **named: Any
    ) -> Any:
        if told.cut is None:
            return split(text, style, context, width, spacing, *rest, **named)
        words, length, resume = told.cut
        layout = lines.create_layout(words, style, context, None, spacing)
        line, _ = layout.get_first_line()
        across, high = lines.line_size(line, style)
        baseline = lines.pango.pango_layout_get_baseline(layout.layout) * lines.FROM_UNITS
        layout.deactivate()
        return layout, length, resume, across, high, baseline

    return split_first_line


def _aligner(align: Callable[..., Any], justify: Callable[..., Any], told: Told) -> Callable[..., Any]:
    """WeasyPrint's aligner, which takes from the spaces of a line what it is too wide."""

    @wraps(align)
    def text_align(context: Any, line: Any, available: float, last: Any) -> Any:
        if told.line is None or last or line.width <= available:
            return align(context, line, available, last=last)
        justify(context, line, available - line.width)
        return 0

    return text_align


def _line_maker(make: Callable[..., Any], weigher: "Weigher", told: Told) -> Callable[..., Any]:
    """WeasyPrint's maker of lines, which has each line end where its paragraph is set best."""

    @wraps(make)
    def get_next_linebox(
        context: Any, paragraph: Any, top: float, below: float, start: Any, block: Any, *rest: Any
    ) -> Any:
        outer = told.line
        weighed = paragraph.style["text_align_all"] == "justify" and hasattr(context.dictionaries, "open")
        measured = weigher.measure.of(context, paragraph) if weighed and not context.excluded_shapes else None
        told.line = (
            weigher.line(context, paragraph, measured, start, Room(block.width, top, below)) if measured else None
        )
        try:
            return make(context, paragraph, top, below, start, block, *rest)
        finally:
            told.line = outer

    get_next_linebox.weighs_paragraphs = True  # type: ignore[attr-defined]
    return get_next_linebox


class Weigher:
    """Weighs how the lines of paragraphs end."""

    def __init__(self, measure: Measure, lines: Any) -> None:
        self.measure, self.lines = measure, lines

    def line(self, context: Any, paragraph: Any, measured: Measured, start: Any, room: Room) -> Line | None:
        """How the line of a paragraph that begins at a place is to end; None where nothing is known to be better than
        to fill it."""
        at = 0 if start is None else _offset(paragraph, measured, start)
        if start is None or measured.page != context.current_page:  # whose end is in another place
            measured.plan, measured.page = {}, context.current_page
        place = measured.plan.get(at)
        refused = place is not None and place.divided and self.refused(context, measured, place)
        if place is None or refused:
            first = begin(measured, at, paragraph.text_indent if start is None else 0.0)
            height, _ = self.lines.strut(paragraph.style)
            high = min(context.page_bottom - room.below - room.top, TALLEST)  # of a roll it is endless
            lines = 1 if refused else int(high / max(height, 1) + 0.01)
            measured.plan |= self.plan(context, measured, first, room.width, lines)
            place = measured.plan.get(at)
        if place is None:
            return None
        run = measured.runs[place.text]
        box = run.box if place.resume < len(measured.bytes) else None
        return Line(box, place.held, place.resume - run.bytes[0], place.divided)

    def refused(self, context: Any, measured: Measured, place: Place) -> bool:
        """Whether a word that was to be divided must be whole, for a rule that only layout knows."""
        rules = context.dictionaries
        before = measured.runs[place.text].text.encode()[: place.held].decode() if rules.whole else ""
        return not rules.open or any(before.endswith(stem) for stem in rules.whole)

    def plan(self, context: Any, measured: Measured, first: Place, width: float, lines: int) -> dict[int, Place]:
        """How the lines of a paragraph from a place on are to end, by the bytes before each; the last of so many as
        there is room for on the page ends with a whole word."""
        size, space = measured.runs[0].style["font_size"], measured.space
        if not space:
            return {}
        places = [first, *(place for place in measured.places if place.resume > first.resume)]
        chosen = fitted(places, width, space, size, GOOD)
        if chosen is None:
            behind = self.measure.all_places(context, measured)
            places = [first, *(place for place in behind if place.resume > first.resume)]
            chosen = fitted(places, width, space, size)
            last = lines - 1 if chosen and len(chosen) == lines + 1 > WIDOWS else lines
            if chosen and 0 < last < len(chosen) and places[chosen[last - 1]].divided:
                chosen = fitted(places, width, space, size, whole=last)
        return {places[a].resume: places[b] for a, b in pairwise((0, *(chosen or ())))}


def lines_behind(paragraph: Any, start: Any) -> int | None:
    """How many lines a paragraph is to have from a place on, 3 for more; None where nothing is planned."""
    measured: Measured | None = getattr(paragraph, "measured", None)
    if measured is None or start is None:
        return None
    at, count = _offset(paragraph, measured, start), 0
    while count < MANY and at < len(measured.bytes):
        place = measured.plan.get(at)
        if place is None:
            return None
        at, count = place.resume, count + 1
    return count


def _offset(paragraph: Any, measured: Measured, start: Any) -> int:
    """The bytes of a paragraph's text before a line that begins at a place, which WeasyPrint gives as an index at each
    depth."""
    at = _bytes_before(paragraph, start)
    while measured.bytes[at : at + 1] == b" ":
        at += 1
    return at


def _bytes_before(box: Any, start: Any) -> int:
    """The bytes of text in a box before a place; all of them without one."""
    if hasattr(box, "text"):
        return len(box.text.encode()) if start is None else next(iter(start))
    children = box.children
    if start is None:
        return sum(_bytes_before(child, None) for child in children if _has_text(child))
    index, deeper = next(iter(start.items()))
    before = sum(_bytes_before(child, None) for child in children[:index] if _has_text(child))
    return before + (_bytes_before(children[index], deeper) if deeper and _has_text(children[index]) else 0)


def _has_text(box: Any) -> bool:
    return hasattr(box, "text") or (type(box).__name__ == "InlineBox" and box.is_in_normal_flow())
