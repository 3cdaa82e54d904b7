"""How far the words of a paragraph reach: a paragraph's box of WeasyPrint in, its places to break out.

Pango is asked once for a whole text how wide each of its letters is and where a line may end behind it. A place within
a word is one where WeasyPrint's own dictionary divides it. What is measured stays with the paragraph's box.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, chain
from typing import Any

from msgspec import Struct

from pressbuild.binders.totalfit import Place

PANGO = """
    const char * pango_layout_get_text (PangoLayout *layout);
    void pango_glyph_item_get_logical_widths (PangoGlyphItem *item, const char *text, int *widths);
"""
UNITS = 1024  # Pango's to a pixel
OPPORTUNITY = re.compile(" +|[-‐–—/…?!|\u200b]")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SPACES = " \u00a0"
FOUNT = ("font_family", "font_size", "font_style", "font_weight", "letter_spacing")
LONGEST = 24_000  # letters of a paragraph that is measured


class Run(Struct):
    """A text of a paragraph in one style, its box. From the paragraph's beginning on, for each of its letters and for
    its end: how far the text before it reaches, how many spaces and how many bytes that has. The letters before which
    a line may begin."""

    box: Any
    text: str
    style: Any
    reach: list[float]
    spaces: list[int]
    bytes: list[int]
    ends: frozenset[int]


class Measured(Struct):
    """A paragraph that is measured: its texts and all their bytes; its places to break but for divided words, and with
    these, where they were wanted. What is planned: by the bytes before each of its lines on a page, where that ends."""

    runs: list[Run]
    bytes: bytes
    places: list[Place]
    divided: list[Place] | None = None
    plan: dict[int, Place] = {}
    page: int | None = None

    @property
    def space(self) -> float:
        """How wide the first of its spaces is, in pixels; 0 without one."""
        found = (run.reach[at + 1] - run.reach[at] for run in self.runs if (at := run.text.find(" ")) >= 0)
        return next(found, 0.0)


class Measure:
    """Measures paragraphs with WeasyPrint's package of text."""

    def __init__(self, text: Any) -> None:
        text.ffi.ffi.cdef(PANGO, override=True)
        self.lines, self.ffi, self.pango = text.line_break, text.ffi.ffi, text.ffi.pango
        self.hyphens: dict[tuple[Any, ...], float] = {}

    def of(self, context: Any, paragraph: Any) -> Measured | None:
        """A paragraph's measures, which it keeps; none of one that holds anything but texts."""
        if not hasattr(paragraph, "measured"):
            texts = list(_texts(paragraph))
            plain = all(box is not None and "\n" not in box.text for box in texts)
            short = plain and sum(len(box.text) for box in texts) <= LONGEST
            paragraph.measured = self._measure(context, texts) if short and texts else None
        found: Measured | None = paragraph.measured
        return found

    def _measure(self, context: Any, texts: list[Any]) -> Measured:
        runs: list[Run] = []
        reached, spaces, before = 0.0, 0, 0
        for box in texts:
            reach, ends = self._reach(context, box.text, box.style, reached)
            blank = list(accumulate((letter in SPACES for letter in box.text), initial=spaces))
            length = list(accumulate(map(len, map(str.encode, box.text)), initial=before))
            runs.append(Run(box, box.text, box.style, reach, blank, length, ends))
            reached, spaces, before = reach[-1], blank[-1], length[-1]
        return Measured(runs, "".join(box.text for box in texts).encode(), list(_places(runs)))

    def _reach(self, context: Any, text: str, style: Any, at: float = 0) -> tuple[list[float], frozenset[int]]:
        """How far each letter of a text that begins at a place reaches, that place first; the letters behind which a
        line may end."""
        layout = self.lines.create_layout(text, style, context, None, 0)
        run = layout.get_first_line()[0].runs
        raw = self.pango.pango_layout_get_text(layout.layout)
        pieces: list[tuple[int, list[int]]] = []  # from right to left they stand as they are seen
        while run != self.ffi.NULL:
            count = run.data.item.num_chars
            found = self.ffi.new("int[]", count)
            self.pango.pango_glyph_item_get_logical_widths(run.data, raw, found)
            pieces.append((run.data.item.offset, self.ffi.unpack(found, count)))
            run = run.next
        widths = chain.from_iterable(piece for _, piece in sorted(pieces))
        logs = self.pango.pango_layout_get_log_attrs_readonly(layout.layout, self.ffi.NULL)
        places = (match.end() for match in OPPORTUNITY.finditer(text))
        ends = frozenset(end for end in places if logs[end].is_line_break)
        layout.deactivate()
        return [at + width / UNITS for width in accumulate(widths, initial=0)], ends

    def all_places(self, context: Any, measured: Measured) -> list[Place]:
        """The places between words, and those at which words may be divided, in order."""
        if measured.divided is None:
            both = [*measured.places, *self._divided(context, measured)]
            measured.divided = sorted(both, key=lambda place: place.resume)
        return measured.divided

    def _divided(self, context: Any, measured: Measured) -> Iterator[Place]:
        """The places at which words may be divided, as WeasyPrint divides them."""
        for number, run in enumerate(measured.runs):
            style = run.style
            lang = style["lang"] and self.lines.pyphen.language_fallback(style["lang"])
            if style["hyphens"] != "auto" or not lang or style["white_space"] == "nowrap":
                continue
            total, left, right = style["hyphenate_limit_chars"]
            key = (lang, left, right, total)
            if key not in context.dictionaries:
                context.dictionaries[key] = self.lines.pyphen.Pyphen(lang=lang, left=left, right=right)
            hyphen, stems = self._hyphen(context, style), context.dictionaries[key].stems
            for word in WORD.finditer(run.text):
                start, end = word.span()
                for stem in stems(word[0]) if end - start >= total else ():
                    letter = start + len(stem)
                    reach, spaces, resume = run.reach[letter], run.spaces[letter], run.bytes[letter]
                    held = resume - run.bytes[0]
                    yield Place(reach + hyphen, reach, spaces, spaces, resume, number, held, divided=True)

    def _hyphen(self, context: Any, style: Any) -> float:
        """How wide the hyphen is in a style."""
        key = (style["hyphenate_character"], *(style[name] for name in FOUNT))
        if key not in self.hyphens:
            self.hyphens[key] = self._reach(context, style["hyphenate_character"], style)[0][-1]
        return self.hyphens[key]


def _texts(box: Any) -> Iterator[Any]:
    """The boxes of texts in a box, and None for what is no text."""
    for child in box.children:
        if hasattr(child, "text"):
            yield child
        elif not child.is_in_normal_flow():
            continue
        elif type(child).__name__ == "InlineBox":
            yield from _texts(child)
        else:
            yield None


def _places(runs: list[Run]) -> Iterator[Place]:
    """The places between words, and the end."""
    all_bytes = runs[-1].bytes[-1]
    for number, run in enumerate(runs):
        for match in OPPORTUNITY.finditer(run.text) if run.style["white_space"] != "nowrap" else ():
            start, end = match.span()
            if end in run.ends and run.bytes[end] < all_bytes:
                last = start if match[0][0] == " " else end
                held = run.bytes[last] - run.bytes[0]
                yield Place(
                    run.reach[last], run.reach[end], run.spaces[last], run.spaces[end], run.bytes[end], number, held
                )
    last = len(run.text.rstrip(" "))
    yield Place(run.reach[last], run.reach[last], run.spaces[last], run.spaces[last], all_bytes, number)


def begin(measured: Measured, at: int, indent: float) -> Place:
    """The place where a line begins that has so many bytes before it."""
    run = next(run for run in reversed(measured.runs) if run.bytes[0] <= at)
    letter = bisect_left(run.bytes, at)
    start = run.reach[letter] - indent
    return Place(start, start, run.spaces[letter], run.spaces[letter], at)
