"""Where a source's places are in its manuscript: both texts in, rows and columns of the manuscript out. Pure.

Both have the same words in the same order, but for those of notes that are carried below their paragraph; so the n-th
word of the one is the n-th of the other. It is worked out when it is first asked for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from pressbuild.importers.flattened.lines import INVISIBLE, Lineation

WORD = re.compile(r"[^\W_]+")
PARTED = re.compile(rf"[^\W_]+(?:[{INVISIBLE}]+[^\W_]+)*")  # what does not show parts no word
# The Markdown that the importer of flattened text writes, and no other.
TARGET = re.compile(r"(?<!\\)\]\((?:<[^<>]*>|[^\s()<>]*)\)")
FENCE = re.compile(r"^(?: {4})?:::.*$", re.MULTILINE)
DEFINITION = re.compile(r"^\[\^\d+\]:", re.MULTILINE)
REFERENCE = re.compile(r"(?<!\\)\[\^\d+\]")
NUMBER = re.compile(r"^ *\d+[.)](?= )", re.MULTILINE)
SPAN = re.compile(r"(?<!\\)\{\.book\}")
HEADLINE = re.compile(r"^(?:(\w+): )?(.*)$", re.MULTILINE)
DERIVED = frozenset(("author", "translator", "editor", "date"))


class Places:
    """Leads from the source to the manuscript. `text` is the mended source, `left_out` and `carried` as the proof has
    them; `lineation` leads from the mended text to the source as it was."""

    def __init__(
        self,
        text: str,
        left_out: Sequence[tuple[int, int]],
        carried: Sequence[tuple[int, int, int]],
        markdown: str,
        lineation: Lineation,
    ) -> None:
        self._text, self._left_out, self._carried = text, left_out, carried
        self._markdown, self._lineation = markdown, lineation

    def of(self, offset: int) -> tuple[int, int] | None:
        """The manuscript's row and column, from 0, for the source's offset: within the word that stands there or,
        between words, at the end of the word before. None where the words do not tell."""
        words = self._words
        if not words:
            return None
        number = bisect_right(words, offset, key=self._origin) - 1
        start, _, low, high = words[max(0, number)]
        place = min(high, low + max(0, offset - self._lineation.origin(start))) if number >= 0 else 0
        row = bisect_right(self._rows, place) - 1
        return row, place - self._rows[row]

    def of_line(self, line: int, column: int) -> tuple[int, int] | None:
        """The same for a line and column of the source, from 1."""
        return self.of(self._lineation.offset(line, column))

    def _origin(self, word: tuple[int, int, int, int]) -> int:
        return self._lineation.origin(word[0])

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row of the manuscript begins."""
        return [0, *accumulate(len(line) + 1 for line in self._markdown.split("\n"))]

    @cached_property
    def _words(self) -> list[tuple[int, int, int, int]]:
        """Each word's span in the source and in the manuscript, in the source's order."""
        went = _words_in_order(_without(self._text, self._left_out), self._carried)
        came = _words_placed(self._markdown)
        words = [(*a, *b) for a, b in zip(went, came, strict=True)] if len(went) == len(came) else []
        return sorted(words, key=None if self._lineation.in_order else self._origin)


def _words_in_order(kept: str, carried: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The spans of a source's words in the manuscript's order: what is carried stands before the words at the place
    that it is carried to. The text is cut at these places, for it has hundreds of words between two of them."""
    spans = [word.span() for word in PARTED.finditer(kept)]
    moved = {start: (end, to) for start, end, to in carried}
    starts = sorted(moved)
    cuts = sorted({0, len(kept) + 1, *(place for each in carried for place in each)})
    pieces = [(_moved_to(low, starts, moved), low, high) for low, high in pairwise(cuts)]
    return [span for _, low, high in sorted(pieces) for span in _between(spans, low, high)]


def _between(spans: Sequence[tuple[int, int]], low: int, high: int) -> Sequence[tuple[int, int]]:
    """Of spans in order those that begin in [low, high)."""
    return spans[bisect_left(spans, (low,)) : bisect_left(spans, (high,))]


def _moved_to(offset: int, starts: Sequence[int], moved: Mapping[int, tuple[int, int]]) -> tuple[int, int, int]:
    """The place of an offset among all: where its span is carried to, before what stands there."""
    index = bisect_right(starts, offset) - 1
    if index >= 0 and offset < moved[starts[index]][0]:
        return moved[starts[index]][1], 0, offset
    return offset, 1, offset


def _words_placed(markdown: str) -> list[tuple[int, int]]:
    """The spans of a manuscript's words in it."""
    head = markdown.index("\n---\n", 3) + 5 if markdown.startswith("---\n") else 0
    text = HEADLINE.sub(_value_only, markdown[:head]) + FENCE.sub(_blank, markdown[head:])
    for markup in (DEFINITION, REFERENCE, TARGET, SPAN, NUMBER):
        text = markup.sub(_blank, text)
    return [word.span() for word in WORD.finditer(text)]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _value_only(found: re.Match[str]) -> str:
    """A line of front matter without its key; blank where its value was derived from others."""
    value = "" if found[1] is None or found[1] in DERIVED else found[2]
    return value.rjust(len(found[0]))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with blanks for some spans, so that offsets stay."""
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [text[place : max(place, start)], " " * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])
