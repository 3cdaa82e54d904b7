"""Stretches of text and the lists that hold their notes: lists of notes in, what belongs together out.

Notes stand at the end of a work, of its chapters or of its pages, numbered through or anew each time. A stretch is text
whose marks are looked for together: all of it up to one list, or the pieces between lists that go on with one another's
numbers.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.notelist import LONGEST_HEADING, NoteList

MOST_LISTS = 200  # a work's chapters whose notes stand together
HEADS_BETWEEN = 2  # a list of notes may begin with the number and the title of their chapter


class Range(Struct, frozen=True):
    """The printed numbers `low` to `high`, and what to add to them for the number in the whole work."""

    low: int
    high: int
    add: int


class Stretch(Struct, frozen=True):
    """The pieces [start, end) of text with the lists that hold their notes, the first numbered from `base` + 1."""

    pieces: tuple[tuple[int, int], ...]
    lists: tuple[NoteList, ...]
    base: int
    ranges: tuple[Range, ...]

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    @property
    def lowest(self) -> int:
        """The number of the first note in the whole work."""
        return self.ranges[0].low + self.ranges[0].add

    @property
    def length(self) -> int:
        return sum(end - start for start, end in self.pieces)

    @property
    def highest(self) -> int:
        return self.ranges[-1].high + self.ranges[-1].add

    def range_of(self, number: int) -> Range:
        """The range that holds a note's number in the whole work."""
        return self.ranges[bisect_left(self.ranges, number, key=lambda part: part.high + part.add)]

    def printed(self, number: int) -> int:
        """What the text prints for a note's number in the whole work."""
        return number - self.range_of(number).add

    def adds(self) -> Iterator[int]:
        """For each list what to add to its printed numbers."""
        index = -1
        for listed in self.lists:
            index += not listed.goes_on or index < 0
            yield self.ranges[index].add

    def near(self, start: int, end: int, lists: tuple[NoteList, ...]) -> "Stretch":
        """The stretch between two places, with these lists."""
        clipped = tuple((max(start, a), min(end, b)) for a, b in self.pieces if a < end and b > start)
        return _stretch(clipped or ((start, start),), lists, self.base)

    def without(self, index: int) -> "Stretch":
        """The stretch where list `index` is no list but the end of the last note of the one before it."""
        above, false = self.lists[index - 1], self.lists[index]
        return self._joined(index, replace(above, last=false.last, final=false.final))

    def nested(self, index: int) -> "Stretch":
        """The stretch where list `index` begins inside the last note of the one before it, and then goes on with it."""
        above, below = self.lists[index - 1], self.lists[index]
        labels = (*above.labels, *(label for label in below.labels if label.number > above.highest))
        return self._joined(index, replace(above, labels=labels, last=below.last, final=below.final))

    def later(self) -> "Stretch":
        """The stretch where the first list, and what goes on with it, is no list of notes but text."""
        first = next((i for i, listed in enumerate(self.lists) if i and not listed.goes_on), len(self.lists))
        return _stretch(self.pieces, self.lists[first:], self.base)

    def _joined(self, index: int, joined: NoteList) -> "Stretch":
        return _stretch(self.pieces, (*self.lists[: index - 1], joined, *self.lists[index + 1 :]), self.base)


def _stretch(pieces: tuple[tuple[int, int], ...], lists: tuple[NoteList, ...], base: int) -> Stretch:
    ranges: list[Range] = []
    for listed in lists:
        if listed.goes_on and ranges:
            ranges[-1] = replace(ranges[-1], high=max(ranges[-1].high, listed.highest))
        else:
            ranges.append(Range(listed.lowest, listed.highest, ranges[-1].add + ranges[-1].high if ranges else base))
    return Stretch(pieces, lists, base, tuple(ranges))


def grouped(blocks: Sequence[Block], lists: Sequence[NoteList]) -> Iterator[tuple[NoteList, ...]]:
    """The lists that follow one another with at most a heading between them, which is one list whose numbering begins
    anew, or that go on with one another's numbers."""
    group: list[NoteList] = []
    for listed in lists:
        if group and not (len(group) < MOST_LISTS and follows(blocks, group[-1], listed)) and not listed.goes_on:
            yield tuple(group)
            group = []
        group.append(listed)
    if group:
        yield tuple(group)


def follows(blocks: Sequence[Block], above: NoteList, below: NoteList) -> bool:
    """Does a list of notes follow another with no more between them than a chapter's head?"""
    if (below.named or below.gap) and not (above.named or above.gap):
        return False  # numbered paragraphs, and then notes
    if above.closed:
        return False
    between = blocks[above.last + 1 : below.first]
    return len(between) <= HEADS_BETWEEN and all(block.length <= LONGEST_HEADING for block in between)


def stretch(blocks: Sequence[Block], start: int, group: tuple[NoteList, ...], base: int) -> Stretch:
    """The text from `start` that a group of lists belongs to."""
    pieces = [(start, blocks[group[0].top].start)]
    for above, below in pairwise(group):
        if below.goes_on or not follows(blocks, above, below):
            pieces.append((blocks[above.last].end, blocks[below.top].start))
    return _stretch(tuple(pieces), group, base)
