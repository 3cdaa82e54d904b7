"""Two columns of a page that were copied line by line: a text in, the text with its left columns above its right ones
and the way back out. Pure.

The right column begins at one place in many lines, with blanks before it in all of them, and the lines on both sides
are prose, broken at their column's measure: no table has that. Lines that go across part what is above from what is
below.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from msgspec import Struct

from pressbuild.importers.flattened.lines import Lineation

GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
BREAK = re.compile(r"\r\n|[\n\r\f]")
NARROWEST = 18  # characters of a column
FEWEST = 8  # lines that have both
SHARE = 0.6  # of the lines between the first and the last that has both; of a column's measure, that its lines fill
FULL = 0.85
FAR_IN = 8  # columns
DOUBTFUL = 0.4
WORDS = 3  # of a line of a column
WINDOW = 60  # lines that are looked at together, where no form feed ends a page
ENDED = (".", "!", "?", ":", "”", "’", '"')


class Gutter(Struct, frozen=True):
    """The lines [first, last] of a source, from 1, that stand in two columns; `sure`: they were read one below the
    other."""

    first: int
    last: int
    sure: bool


class _Line(Struct, frozen=True):
    start: int
    end: int
    text: str


class Apart:
    """A text in another order, its columns one below the other or the ends of notes behind their beginnings, and
    `origin(offset)`: where a place of it stands in the source. `unmoved` leads there from what the pieces are of."""

    def __init__(
        self,
        source: str,
        pieces: Sequence[tuple[int, int, str]],
        gutters: Sequence[Gutter],
        unmoved: Callable[[int], int] = lambda offset: offset,
    ) -> None:
        self.gutters, self._unmoved = tuple(gutters), unmoved
        self._starts, self._origins, length, parts = array("q"), array("q"), 0, list[str]()
        for start, end, put in pieces:
            self._starts.append(length)
            self._origins.append(start)
            parts += [source[start:end], put]
            length += end - start
            if put:
                self._starts.append(length)
                self._origins.append(end)
                length += len(put)
        self.text = "".join(parts) if pieces else source

    def origin(self, offset: int) -> int:
        if not self._starts:
            return self._unmoved(offset)
        index = max(0, bisect_right(self._starts, offset) - 1)
        return self._unmoved(self._origins[index] + offset - self._starts[index])


def apart(text: str) -> Apart:
    """The text with the columns of its pages one below the other, where it surely has two."""
    if "\t" in text or sum(1 for _ in zip(range(FEWEST), GAP.finditer(text), strict=False)) < FEWEST:
        return Apart(text, (), ())
    lines = list(_lines(text))
    at = Lineation(text).at
    gutters: list[Gutter] = []
    pieces: list[tuple[int, int, str]] = []
    place = 0
    for first, last, edge, sure in _regions(text, lines):
        gutters.append(Gutter(at(lines[first].start)[0], at(lines[last].start)[0], sure))
        if sure:
            pieces.append((place, lines[first].start, ""))
            pieces += _columns(lines[first : last + 1], edge)
            place = lines[last].end
    if not pieces:
        return Apart(text, (), gutters)
    return Apart(text, [*pieces, (place, len(text), "")], gutters)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for found in BREAK.finditer(text):
        yield _Line(start, found.start(), text[start : found.start()])
        start = found.end()
    yield _Line(start, len(text), text[start:])


def _regions(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int, int, bool]]:
    """The stretches of lines in two columns: first, last, where the right column begins, and whether that is sure."""
    for begin, end in _windows(text, lines):
        edge = _edge(lines[begin:end])
        run: list[int] = []
        for index in range(begin, end + 1):
            if edge and index < end and not (_crosses(lines[index].text, edge) or _parts(lines, index)):
                run.append(index)
                continue
            if edge and (found := _judged(lines, run, edge)):
                yield found
            run = []


def _windows(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """The pages of a text by their form feeds, or else pieces of it that end at blank lines."""
    begin = 0
    for index, line in enumerate(lines):
        full = index + 1 - begin >= WINDOW and not line.text.strip() and "\f" not in text
        if text[line.end : line.end + 1] == "\f" or full or index + 1 == len(lines):
            yield begin, index + 1
            begin = index + 1


def _edge(lines: Sequence[_Line]) -> int:
    """The column at which right columns begin: where most lines have text behind a gap; 0 where there is none."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update(found.end() for found in GAP.finditer(line.text) if found.end() > NARROWEST)
    near = {column: starts[column] + starts[column - 1] + starts[column + 1] for column in starts}
    edge = max(near, key=lambda column: (near[column], starts[column]), default=0)
    if not edge or near[edge] < FEWEST:
        return 0
    return edge - 1 if starts[edge - 1] > 1 else edge


def _crosses(line: str, edge: int) -> bool:
    """Does a line go across the gutter?"""
    return len(line.rstrip()) > edge and line[edge - 2 : edge].strip() != ""


def _parts(lines: Sequence[_Line], index: int) -> bool:
    """Is a line the edge of a page: one of two blank ones, or a short one alone and far in, such as a number?"""
    line = lines[index].text
    above, below = (lines[i].text.strip() if 0 <= i < len(lines) else "" for i in (index - 1, index + 1))
    if not line.strip():
        return not below
    return not (above or below) and len(line.strip()) < NARROWEST and len(line) - len(line.lstrip()) > FAR_IN


def _judged(lines: Sequence[_Line], run: Sequence[int], edge: int) -> tuple[int, int, int, bool] | None:
    """A run of lines of which none crosses the gutter, from the first that has both columns to the last of either."""
    both = [i for i in run if lines[i].text[:edge].strip() and lines[i].text[edge:].strip()]
    if len(both) < FEWEST:
        return None
    shown = [i for i in run if i >= both[0] and lines[i].text.strip()]
    left, right = ([lines[i].text[a:b].strip() for i in both] for a, b in ((0, edge), (edge, None)))
    if min(median(map(len, left)), median(map(len, right))) < NARROWEST:
        return None
    within = [i for i in shown if i <= both[-1]]
    if len(both) < DOUBTFUL * len(within):
        return None
    sure = len(both) >= SHARE * len(within) and all(_is_prose(column) for column in (left, right))
    return both[0], shown[-1], edge, sure


def _is_prose(column: Sequence[str]) -> bool:
    """Are these lines of some words each that fill their measure, and go on from one to the next in small letters?"""
    measure = max(map(len, column))
    full = sum(len(line) >= SHARE * measure for line in column)
    wordy = median(len(line.split()) for line in column) >= WORDS
    small = sum(line[0].islower() for line in column)
    return wordy and full * 5 >= len(column) * 3 and small * 2 >= len(column)


def _columns(lines: Sequence[_Line], edge: int) -> Iterator[tuple[int, int, str]]:
    """The pieces of lines in two columns, the left ones first, each with what is put behind it."""
    left = [(line.start, line.start + len(line.text[:edge].rstrip())) for line in lines]
    right = [(line.start + len(line.text[:edge]), line.end) for line in lines]
    columns = [_without_blanks(column) for column in (left, right)]
    bottom = next(line.text[:edge].rstrip() for line in reversed(lines) if line.text[:edge].strip())
    goes_on = not bottom.endswith(ENDED) or len(bottom) >= FULL * max(end - start for start, end in columns[0])
    for number, column in enumerate(columns):
        for start, end in column[:-1]:
            yield start, end, "\n"
        yield *column[-1], "" if number else "\n" if goes_on else "\n\n"


def _without_blanks(column: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A column without the blank lines above and below it."""
    shown = [index for index, (start, end) in enumerate(column) if start < end]
    return list(column[shown[0] : shown[-1] + 1])
