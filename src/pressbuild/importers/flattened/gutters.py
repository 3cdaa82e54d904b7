"""Columns of a page that were copied line by line: a text in, the text with each page's columns one below the other and
the way back out. Pure.

A column begins at one place in many lines, with blanks before it in all of them, and the lines of all are prose,
broken at their column's measure: no table has that. Lines that go across part what is above from what is below.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from pressbuild.importers.flattened.lines import Lineation

GAP = re.compile(r"[ \u00a0](?<=\S.)[ \u00a0]+(?=\S)")
BREAK = re.compile(r"\r\n|[\n\r\f]")
NARROWEST = 18  # characters of a column
FEWEST = 8  # lines that have both
LIKE = 0.4  # the share of the clearest gutter's lines that another one has at the least
CROSSING = 0.15  # of the lines that reach a gutter, at the most
SHARE = 0.6  # of the lines between the first and the last that has both; of a column's measure, that its lines fill
FULL = 0.85
FAR_IN = 8  # columns
DOUBTFUL = 0.4
WORDS = 3  # of a line of a column
LABEL = re.compile(r"[\[(]?(\d{1,4})[.)\]]+ ")
FEWEST_LABELS = 2  # in each column
WINDOW = 60  # lines that are looked at together, where no form feed ends a page
ENDED = (".", "!", "?", ":", "”", "’", '"')


class Gutter(Struct, frozen=True):
    """The lines [first, last] of a source, from 1, that stand in so many columns; `sure`: they were read one below the
    other."""

    first: int
    last: int
    columns: int
    sure: bool


class _Region(Struct, frozen=True):
    """Lines in columns by their indexes, where each column but the first begins, and whether that is sure."""

    first: int
    last: int
    edges: tuple[int, ...]
    sure: bool


class _Line(Struct, frozen=True):
    start: int
    end: int
    text: str


class Apart:
    """A text in another order, its columns one below the other or the ends of notes behind their beginnings, and
    `origin(offset)`: where a place of it stands in the source. The pieces may be of such a text that is `above`.
    Between its `joints` nothing was moved before what it stood behind; it has none where nothing was at all."""

    def __init__(
        self,
        source: str,
        pieces: Sequence[tuple[int, int, str]],
        gutters: Sequence[Gutter],
        above: "Apart | None" = None,
    ) -> None:
        self.gutters, self._above = tuple(gutters), above
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
        further = above.joints if above else ()
        moved = bool(further) or any(a > b for a, b in pairwise(self._origins))
        self.joints: tuple[int, ...] = tuple(_joints(pieces, further) if pieces else further) if moved else ()

    def origin(self, offset: int) -> int:
        if self._starts:
            index = max(0, bisect_right(self._starts, offset) - 1)
            offset = self._origins[index] + offset - self._starts[index]
        return offset if self._above is None else self._above.origin(offset)


def _joints(pieces: Sequence[tuple[int, int, str]], above: Sequence[int]) -> Iterator[int]:
    """Where pieces and what is put behind them begin, and within them the joints of the text `above`, in order."""
    place = 0
    for start, end, put in pieces:
        yield place
        yield from (place + joint - start for joint in above[bisect_right(above, start) : bisect_right(above, end)])
        place += end - start
        if put:
            yield place
            place += len(put)


def apart(text: str) -> Apart:
    """The text with the columns of its pages one below the other, where it surely has some."""
    if "\t" in text or sum(1 for _ in zip(range(FEWEST), GAP.finditer(text), strict=False)) < FEWEST:
        return Apart(text, (), ())
    lines = list(_lines(text))
    at = Lineation(text).at
    gutters: list[Gutter] = []
    pieces: list[tuple[int, int, str]] = []
    place = 0
    for region in _regions(text, lines):
        first, last = lines[region.first], lines[region.last]
        gutters.append(Gutter(at(first.start)[0], at(last.start)[0], len(region.edges) + 1, region.sure))
        if region.sure:
            pieces.append((place, first.start, ""))
            pieces += _columns(lines[region.first : region.last + 1], region.edges)
            place = last.end
    if not pieces:
        return Apart(text, (), gutters)
    return Apart(text, [*pieces, (place, len(text), "")], gutters)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for found in BREAK.finditer(text):
        yield _Line(start, found.start(), text[start : found.start()])
        start = found.end()
    yield _Line(start, len(text), text[start:])


def _regions(text: str, lines: Sequence[_Line]) -> Iterator[_Region]:
    """The stretches of lines in columns."""
    for begin, end in _windows(text, lines):
        edges = _edges(lines[begin:end])
        run: list[int] = []
        for index in range(begin, end + 1):
            if edges and index < end and not (_crosses(lines[index].text, edges) or _parts(lines, index)):
                run.append(index)
                continue
            if edges and (found := _judged(lines, run, edges)):
                yield found
            run = []


def _windows(text: str, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """The pages of a text by their form feeds, or else pieces of it that end at blank lines."""
    begin, fed = 0, "\f" in text
    for index, line in enumerate(lines):
        full = not fed and index + 1 - begin >= WINDOW and not line.text.strip()
        if text[line.end : line.end + 1] == "\f" or full or index + 1 == len(lines):
            yield begin, index + 1
            begin = index + 1


def _edges(lines: Sequence[_Line]) -> tuple[int, ...]:
    """The columns of characters at which columns of text begin: where most lines have text behind a gap, and others
    that hardly any line goes across; empty where there is none."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update(found.end() for found in GAP.finditer(line.text) if found.end() > NARROWEST)
    near = {column: starts[column] + starts[column - 1] + starts[column + 1] for column in starts}
    best = max(near, key=lambda column: (near[column], starts[column]), default=0)
    if not best or near[best] < FEWEST:
        return ()
    chosen = [best]
    for column in sorted(near, key=lambda column: (-near[column], -starts[column])):
        if near[column] < max(FEWEST, LIKE * near[best]) or min(abs(column - other) for other in chosen) <= NARROWEST:
            continue
        beyond = [line.text for line in lines if len(line.text.rstrip()) > column]
        if sum(_crosses(line, (column,)) for line in beyond) <= CROSSING * len(beyond):
            chosen.append(column)
    return tuple(sorted(column - 1 if starts[column - 1] > 1 else column for column in chosen))


def _crosses(line: str, edges: Sequence[int]) -> bool:
    """Does a line go across a gutter?"""
    length = len(line.rstrip())
    return any(length > edge and line[edge - 2 : edge].strip() != "" for edge in edges)


def _parts(lines: Sequence[_Line], index: int) -> bool:
    """Is a line the edge of a page: one of two blank ones, or a short one alone and far in, such as a number?"""
    line = lines[index].text
    above, below = (lines[i].text.strip() if 0 <= i < len(lines) else "" for i in (index - 1, index + 1))
    if not line.strip():
        return not below
    return not (above or below) and len(line.strip()) < NARROWEST and len(line) - len(line.lstrip()) > FAR_IN


def _judged(lines: Sequence[_Line], run: Sequence[int], edges: Sequence[int]) -> _Region | None:
    """A run of lines of which none crosses a gutter, from the first that has two columns to the last of any. A column
    that hardly any of them has is none."""
    bounds = [0, *edges, None]
    cells = {i: [lines[i].text[a:b].strip() for a, b in pairwise(bounds)] for i in run}
    used = [n for n in range(len(bounds) - 1) if n == 0 or sum(bool(cell[n]) for cell in cells.values()) >= FEWEST / 2]
    several = [i for i in run if sum(map(bool, cells[i])) > 1]
    if len(several) < FEWEST or len(used) < 2:  # one column is none
        return None
    columns = [[cells[i][n] for i in several if cells[i][n]] for n in used]
    notes = _are_notes([[cells[i][n] for i in run if i >= several[0]] for n in used])
    if not all(columns) or (not notes and min(median(map(len, column)) for column in columns) < NARROWEST):
        return None
    shown = [i for i in run if i >= several[0] and lines[i].text.strip()]
    within = [i for i in shown if i <= several[-1]]
    lone = [i for i in within if not cells[i][0] and _begins(lines[i].text, edges)]
    clear = len(several) + 2 * len(lone)  # with those of a left column, lines that stand at heights of their own
    if clear < DOUBTFUL * len(within):
        return None
    sure = clear >= SHARE * len(within) and (notes or all(map(_is_prose, columns)))
    return _Region(several[0], shown[-1], tuple(bounds[n] or 0 for n in used[1:]), sure)


def _begins(line: str, edges: Sequence[int]) -> bool:
    """Does the first word of a line stand where a column begins?"""
    return any(abs(len(line) - len(line.lstrip()) - edge) <= 1 for edge in edges)


def _is_prose(column: Sequence[str]) -> bool:
    """Are these lines of some words each that fill their measure, and go on from one to the next in small letters?"""
    measure = max(map(len, column))
    full = sum(len(line) >= SHARE * measure for line in column)
    wordy = median(len(line.split()) for line in column) >= WORDS
    small = sum(line[0].islower() for line in column)
    return wordy and full * 5 >= len(column) * 3 and small * 2 >= len(column)


def _are_notes(columns: Sequence[Sequence[str]]) -> bool:
    """Do labels begin lines of each column, and go up by one through all of them, one below the other?"""
    labels = [[int(label[1]) for line in column if (label := LABEL.match(line))] for column in columns]
    every = [number for column in labels for number in column]
    return min(map(len, labels)) >= FEWEST_LABELS and all(below == above + 1 for above, below in pairwise(every))


def _columns(lines: Sequence[_Line], edges: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The pieces of lines in columns, the leftmost first, each with what is put behind it."""
    for left, right in pairwise([0, *edges, None]):
        column = _without_blanks(
            [(line.start + len(line.text[:left]), line.start + len(line.text[:right].rstrip())) for line in lines]
        )
        bottom = next(cell for line in reversed(lines) if (cell := line.text[left:right].rstrip()))
        goes_on = not bottom.endswith(ENDED) or len(bottom) >= FULL * max(end - start for start, end in column)
        yield from ((start, max(start, end), "\n") for start, end in column[:-1])
        yield *column[-1], "" if right is None else "\n" if goes_on else "\n\n"


def _without_blanks(column: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A column without the blank lines above and below it."""
    shown = [index for index, (start, end) in enumerate(column) if start < end]
    return list(column[shown[0] : shown[-1] + 1])
