"""Where a source's places are in its manuscript: both texts in, rows and columns of the manuscript out. Pure.

Both have the same words in the same order, but for those of notes that are carried below their paragraph; so the n-th
word of the one is the n-th of the other. That is worked out when it is asked for, and for the places that are asked for
alone: a book has a million words.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from pressbuild.importers.account.nthwords import NthWords
from pressbuild.importers.flattened.lines import INVISIBLE, Lineation

WORD = re.compile(r"[^\W_]+")
PARTED = re.compile(rf"[^\W_]+(?:[{INVISIBLE}]+[^\W_]+)*")  # what does not show parts no word
# The Markdown that the importer of flattened text writes, and no other. Its first signs come before what may not stand
# before them, so that they are found at once.
TARGET = re.compile(r"\](?<!\\\])\((?:<[^<>]*>|[^\s()<>]*)\)")
FENCE = re.compile(r"^(?: {4})?:::.*$", re.MULTILINE)
DEFINITION = re.compile(r"^\[\^\d+\]:", re.MULTILINE)
REFERENCE = re.compile(r"\[(?<!\\\[)\^\d+\]")
NUMBER = re.compile(r"^ *\d+[.)](?= )", re.MULTILINE)
SPAN = re.compile(r"\{(?<!\\\{)\.book\}")
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
        if len(self._went) != len(self._came) or not len(self._went):
            return None
        place, number = 0, self._number(offset)
        if number >= 0:
            low, high = self._came.span(self._carried_to(number))
            place = min(high, low + max(0, offset - self._lineation.origin(self._went.span(number)[0])))
        row = bisect_right(self._rows, place) - 1
        return row, place - self._rows[row]

    def of_line(self, line: int, column: int) -> tuple[int, int] | None:
        """The same for a line and column of the source, from 1."""
        return self.of(self._lineation.offset(line, column))

    def _number(self, offset: int) -> int:
        """The source's last word that begins at its offset or before, by its number in the mended text; -1: none."""
        index = bisect_right(self._stretches, offset, key=lambda stretch: stretch[0]) - 1
        if index < 0:
            return -1
        _, start, end = self._stretches[index]
        origin = self._lineation.origin
        number = self._went.before(start + bisect_right(range(start, end), offset, key=origin)) - 1
        # What was put between pieces of the source counts on from the one before.
        while (
            number + 1 < len(self._went) and origin(begins := self._went.span(number + 1)[0]) <= offset and begins < end
        ):
            number += 1
        return number

    def _carried_to(self, number: int) -> int:
        """The number that a word of the mended text has in the manuscript."""
        numbers, moved = self._moves
        return number + moved[bisect_right(numbers, number) - 1]

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row of the manuscript begins."""
        return [0, *accumulate(len(line) + 1 for line in self._markdown.split("\n"))]

    @cached_property
    def _went(self) -> NthWords:
        return NthWords(_without(self._text, self._left_out), PARTED)

    @cached_property
    def _came(self) -> NthWords:
        return NthWords(_shown(self._markdown), WORD)

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int]]:
        """The stretches of the mended text that the source has in one piece, from their first words on, in the order of
        the source: where that word begins there, and [start, end) of the stretch."""
        cuts = sorted({0, *self._lineation.joints, len(self._text) + 1})
        found: list[tuple[int, int, int]] = []
        for low, high in pairwise(cuts):
            first = self._went.before(low)
            if first < self._went.before(high):
                start = self._went.span(first)[0]
                found.append((self._lineation.origin(start), start, high))
        return sorted(found)

    @cached_property
    def _moves(self) -> tuple[list[int], list[int]]:
        """The numbers of the mended text's words with which its pieces between places that words are carried from or to
        begin, and how much higher those words' numbers are in the manuscript."""
        moved = {start: (end, to) for start, end, to in self._carried}
        starts = sorted(moved)
        cuts = sorted({0, len(self._text) + 1, *(place for each in self._carried for place in each)})
        numbers = [self._went.before(cut) for cut in cuts]
        higher, reached = [0] * (len(cuts) - 1), 0
        for piece in sorted(range(len(higher)), key=lambda piece: _moved_to(cuts[piece], starts, moved)):
            higher[piece] = reached - numbers[piece]
            reached += numbers[piece + 1] - numbers[piece]
        return numbers, higher


def _moved_to(offset: int, starts: Sequence[int], moved: Mapping[int, tuple[int, int]]) -> tuple[int, int, int]:
    """The place of an offset among all: where its span is carried to, before what stands there."""
    index = bisect_right(starts, offset) - 1
    if index >= 0 and offset < moved[starts[index]][0]:
        return moved[starts[index]][1], 0, offset
    return offset, 1, offset


def _shown(markdown: str) -> str:
    """A manuscript with blanks for all that is none of its source's words."""
    head = markdown.index("\n---\n", 3) + 5 if markdown.startswith("---\n") else 0
    text = HEADLINE.sub(_value_only, markdown[:head]) + FENCE.sub(_blank, markdown[head:])
    for markup in (DEFINITION, REFERENCE, TARGET, SPAN, NUMBER):
        text = markup.sub(_blank, text)
    return text


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
