"""Calls of notes that a PDF's text has on lines of their own: a text in, each in the line that it belongs to out. Pure.

Where a call is raised far enough, pdftotext gives it a line: above the line of its word, with `-layout` in the column
behind that word, and with `-raw` amid its line, which goes on below. Such figures climb through the text amid its
sentences, have no mark beside them, and each has its label further on. In the line below a figure the place of the call
is the column, or the space that the call has left before a stop, or the one end of a sentence; where none of these
shows it, the figure stays a figure, behind the first word.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import SENTENCE_END, SHORTEST_WRAPPED, WORD, Line
from pressbuild.importers.flattened.sheet import Reset, Sheet
from pressbuild.importers.marks.notelabels import SKIPPED

FEWEST = 3  # calls, which show a habit
LABELLED = 0.8  # the share of calls that have their labels further on, and of a `-raw` text's labels above their notes
CALLED = 0.5  # the share of numbers that may have something like a mark beside
SELDOM, OFTEN = 0.1, 0.25  # the share of figures amid lines where pages have theirs above lines, and in a `-raw` text
AMID = 0.5  # the share of figures that stand amid sentences
HIGHEST = 999
TRIES = 4  # of the lines of a number that may be the next call
NEAR = 3  # columns by which letters of many widths shift a call
FIGURES = re.compile(r"\d{1,3}(?:[ \u00a0]+\d{1,3})*")
FIGURE = re.compile(r"\d{1,3}")
STOP = re.compile(r"[.,;:!?…)\]»”’]")
LEFT_SPACE = re.compile(r"(?<=[\w»”’)])[ \u00a0](?=[.,](?:\s|$))")
INNER_END = re.compile(r"(?<=[^\W\d_]{2})[.!?…][”’\"')»]*(?=\s+[“‘„«\"'(]*(?P<next>[^\W\d_])|$)")
BOUND = re.compile(r"(?<=\S)(?=\s|$)|(?<=\w)(?=[.,;:!?])")
SUPERIOR = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Row(Struct, frozen=True):
    """A line of nothing but figures: its index, and each figure's number and place."""

    index: int
    figures: tuple[tuple[int, int], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number, _ in self.figures)


class _Edit(Struct, frozen=True, order=True):
    """The text's [start, end) becomes what stands in its places `moved`, raised, and then `put`."""

    start: int
    end: int
    moved: tuple[tuple[int, int], ...] = ()
    put: str = ""


def called(columns: Apart, sheet: Sheet) -> Reset:
    """The text with its calls in their lines; the places are those of the figures that were set there."""
    if len(sheet.figures) < FEWEST:
        return Reset(columns)
    measure = _measure(sheet.lines)
    rows = _calls(sheet, measure)
    if not rows:
        return Reset(columns)
    share = sum(_is_raw(sheet, row, measure) for row in rows) / len(rows)
    if SELDOM < share < OFTEN:
        return Reset(columns)
    raw = share >= OFTEN
    edits = [edit for row in rows for edit in (_raw if raw else _set)(sheet, row)]
    if raw:
        edits += _labels(sheet, rows)
    pieces = list(_pieces(sheet.text, sorted(edits)))
    moved = Apart(sheet.text, pieces, columns.gutters, columns)
    return Reset(moved, tuple(columns.origin(start) for edit in edits for start, _ in edit.moved))


# --- which figures are calls ---------------------------------------------------------------------------------------


def _calls(sheet: Sheet, measure: int) -> list[_Row]:
    """The rows of figures that climb through a text amid its sentences, if they are calls."""
    labels = _label_places(sheet)
    rows = [row for row in _rows(sheet) if all(_last(labels[n]) > row.index for n in row.numbers)]
    chain = list(_climbing(rows, labels, [page[0] for page in sheet.pages if page]))
    numbers = [number for row in chain for number in row.numbers]
    if len(numbers) < FEWEST:
        return []
    further = range(numbers[-1] + 1, numbers[-1] + 2 + SKIPPED)
    if all(_last(labels[number]) > chain[-1].index for number in further):  # pages are fewer than the notes on them
        return []
    marked = sum(_has_mark(sheet, number) for number in numbers)
    amid = sum(_is_amid(sheet, row, measure) for row in chain)
    return chain if marked <= CALLED * len(numbers) and amid >= AMID * len(chain) else []


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """The lines of figures with a line of text right below, which with the one above is as long as those of prose, or
    begins with a stop; or with the first labels of a page's notes below."""
    text, lines, folios = sheet.text, sheet.lines, sheet.edges.numbers
    for index, line in enumerate(lines[:-1]):
        if line is None or not text[line.start].isdecimal() or index in folios or index in sheet.chapters:
            continue
        below, above = lines[index + 1], lines[index - 1] if index else None
        if below is None or not FIGURES.fullmatch(text, line.start, line.end):
            continue
        figures = [(int(found[0]), found.start()) for found in FIGURE.finditer(text, line.start, line.end)]
        long = below.length + (above.length if above else 0) >= SHORTEST_WRAPPED
        if _is_last(sheet, index) if index + 1 in sheet.figures else long or STOP.match(text, below.start):
            yield _Row(index, tuple(figures))


def _is_last(sheet: Sheet, index: int) -> bool:
    """May a figure be the last call of a page's text, right above the label of an earlier note, or its own?"""
    above = sheet.lines[index - 1] if index else None
    first = above is not None and index - 1 not in sheet.figures
    return first and sheet.figures[index + 1] <= sheet.figures.get(index, 0)


def _label_places(sheet: Sheet) -> Mapping[int, Sequence[int]]:
    """The lines that may label each number, in order."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for index in sorted({*sheet.labels, *sheet.figures}):
        label = sheet.labels.get(index)
        places[sheet.figures[index] if label is None else label.number].append(index)
    return places


def _climbing(rows: Sequence[_Row], labels: Mapping[int, Sequence[int]], pages: Sequence[int]) -> Iterator[_Row]:
    """The rows whose numbers go up from 1, from each to the nearest that may come next: none below the label of the
    last on that page, which begins with one of the lines `pages`."""
    at: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        if all(a + 1 == b for a, b in pairwise(row.numbers)):
            at[row.numbers[0]].append(row)
    last, index = 0, -1

    def may_be_next(row: _Row) -> bool:
        top = max(index + 1, pages[bisect_right(pages, row.index) - 1]) if pages else row.index
        return bisect_left(labels[last], row.index) == bisect_left(labels[last], top)

    while True:
        due = range(last + 1, min(HIGHEST, last + 1 + SKIPPED) + 1)
        behind = (at[number][bisect_left(at[number], index + 1, key=lambda row: row.index) :] for number in due)
        near = [row for found in behind for row in found[:TRIES] if may_be_next(row)]
        if not near:
            return
        nearest = min(near, key=lambda row: row.index)
        yield nearest
        last, index = nearest.numbers[-1], nearest.index


def _last(places: Sequence[int]) -> int:
    return places[-1] if places else -1


def _has_mark(sheet: Sheet, number: int) -> bool:
    """Does the text have a number in brackets, raised, or glued to a word or its stop?"""
    return any(not sheet.text[place].isspace() for place in sheet.calls.places.get(number, ()))


def _is_amid(sheet: Sheet, row: _Row, measure: int) -> bool:
    """Does a sentence or a line go on from above a figure to below it?"""
    text, above, below = sheet.text, sheet.lines[row.index - 1] if row.index else None, sheet.lines[row.index + 1]
    if above is None or below is None:
        return False
    open_ended = SENTENCE_END.search(text, above.start, above.end) is None
    return open_ended or text[below.start].islower() or _is_raw(sheet, row, measure)


# --- where they belong ---------------------------------------------------------------------------------------------


def _measure(lines: Sequence[Line | None]) -> int:
    """The length that hardly any line goes beyond."""
    lengths = sorted(line.length for line in lines if line)
    return lengths[len(lengths) * 95 // 100]


def _is_raw(sheet: Sheet, row: _Row, measure: int) -> bool:
    """Does the line above a figure go on below it: with a stop, or are both together no longer than one line?"""
    above, below = sheet.lines[row.index - 1] if row.index else None, sheet.lines[row.index + 1]
    if above is None or below is None:
        return False
    return STOP.match(sheet.text, below.start) is not None or above.length + 1 + below.length <= measure


def _raw(sheet: Sheet, row: _Row) -> Iterator[_Edit]:
    """The figures behind the line above, which goes on with the line below."""
    above, line, below = (sheet.lines[row.index + step] if row.index + step >= 0 else None for step in (-1, 0, 1))
    if above and line and below:
        glued = STOP.match(sheet.text, below.start) is not None
        put = "\n" if row.index + 1 in sheet.figures else "" if glued else " "
        yield _Edit(above.end, below.start, _spans(row), put)


def _labels(sheet: Sheet, rows: Sequence[_Row]) -> list[_Edit]:
    """The labels of such a text that stand above their notes, each put before its note, where nearly all do."""
    places = _label_places(sheet)
    edits: list[_Edit] = []
    numbers = [(number, row.index) for row in rows for number in row.numbers]
    last = -1
    for number, call in numbers:
        found = next((i for i in places[number] if i > max(call, last) and i in sheet.figures), len(sheet.lines))
        label, note = (sheet.lines[i] if i < len(sheet.lines) else None for i in (found, found + 1))
        if label and note and found + 1 not in sheet.figures:
            edits.append(_Edit(label.end, note.start, (), "  "))
            last = found
    return edits if len(edits) >= LABELLED * len(numbers) else []


def _set(sheet: Sheet, row: _Row) -> Iterator[_Edit]:
    """The figures in the line below, as figures behind its first word where it does not show their place."""
    text, line, below = sheet.text, sheet.lines[row.index], sheet.lines[row.index + 1]
    if line is None or below is None or row.index + 1 in sheet.figures:
        return
    if places := _places(text, row, line, below):
        yield _Edit(_line_start(text, line.start), _line_start(text, below.start))
        for (number, start), (place, end) in zip(row.figures, places, strict=True):
            yield _Edit(place, end, ((start, start + len(str(number))),))
    elif word := WORD.match(text, below.start, below.end):
        yield _Edit(_line_start(text, line.start), _line_start(text, below.start))
        yield _Edit(word.end(), word.end(), (), f" {text[line.start : line.end]}")


def _places(text: str, row: _Row, line: Line, below: Line) -> list[tuple[int, int]]:
    """Where in the line below a row the calls stand, each with the end of the space that it has left; empty where that
    cannot be told."""
    count = len(row.figures)
    spaces = [found.span() for found in LEFT_SPACE.finditer(text, below.start, below.end)]
    if len(spaces) == count:
        return spaces
    if line.indent > below.indent:
        columns = (line.indent + start - line.start - below.indent for _, start in row.figures)
        near = [_near(text, below, below.start + column, spaces) for column in columns]
        return near if all(end >= 0 for _, end in near) and len({*near}) == count else []
    inner = INNER_END.finditer(text[: below.end], below.start) if not spaces else ()
    ends = [(found.end(), found.end()) for found in inner if not found["next"] or found["next"].isupper()]
    return ends if len(ends) == count else []


def _near(text: str, line: Line, place: int, spaces: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The end of a word nearest to a place, with the space that a call has left there if one of these is near; -1 where
    none is."""
    bounds = [(found.start(), found.start()) for found in BOUND.finditer(text[: line.end], line.start)]
    for ends in (spaces, bounds):
        best = min(ends, key=lambda span: abs(span[0] - place), default=(0, -1))
        if best[1] >= 0 and abs(best[0] - place) <= NEAR:
            return best
    return -1, -1


# --- the text anew -------------------------------------------------------------------------------------------------


def _spans(row: _Row) -> tuple[tuple[int, int], ...]:
    return tuple((start, start + len(str(number))) for number, start in row.figures)


def _line_start(text: str, place: int) -> int:
    return max(text.rfind(sign, 0, place) for sign in "\n\r\f") + 1


def _pieces(text: str, edits: Sequence[_Edit]) -> Iterator[tuple[int, int, str]]:
    """The pieces of a text in their new order, each with what is put behind it."""
    place = 0
    for edit in edits:
        yield place, edit.start, "" if edit.moved else edit.put
        for start, end in edit.moved:
            yield start, start, text[start:end].translate(SUPERIOR)
        if edit.moved and edit.put:
            yield edit.end, edit.end, edit.put
        place = edit.end
    yield place, len(text), ""
