"""Labels of notes that a PDF's text has above all notes of a foot: a text in, each label before its note out. Pure.

pdftotext without `-layout` gives first the raised figures at the foot of a page or of one of its columns, each on a
line of its own, then a blank line and the notes. Where there are as many notes as figures, they go together in their
order, and stand below the text of their page; where that cannot be told, all stays as it is.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import SENTENCE_END, WORD, Line, label_at
from pressbuild.importers.flattened.sheet import Reset, Sheet

UNKNOWN = -1  # the number of the last note, where none has been found
FEWEST = 2  # labels in a text, which show a habit
BEGINS = re.compile(r"[“‘„«\"'(\[]*(?:[^\W\d_a-z]|\d)")
COMPLETE = re.compile(r"\d[a-z]?[)\]]?$")  # `p. 43`
RAGGED = 0.12  # of the longest line, by which full ones differ


class _Foot(Struct, frozen=True):
    """The lines that labels and their notes take up; each label with the first and the last line of its note, all by
    their indexes (-1: it stands before its note already); and the number of the last."""

    lines: range
    pairs: tuple[tuple[int, int, int], ...]
    last: int


class _Page(Struct, frozen=True):
    """A page's feet, and the index of the last line of its text, behind which the notes go."""

    feet: tuple[_Foot, ...]
    last: int


def tied(columns: Apart, sheet: Sheet) -> Reset:
    """The text with each label right before its note, and the notes of a page below its text."""
    text, lines = sheet.text, sheet.lines
    in_columns = any(gutter.sure for gutter in columns.gutters)
    if not (sheet.pages and (in_columns or len(sheet.figures) >= FEWEST)):
        return Reset(columns)
    pages = list(_pages(sheet, 0 if in_columns else UNKNOWN))
    feet = [foot for page in pages for foot in page.feet]
    labels = [label for foot in feet for label, _, _ in foot.pairs if label >= 0]
    if len(labels) < FEWEST and (not in_columns or sum(len(foot.pairs) for foot in feet) < FEWEST):
        return Reset(columns)
    pieces = list(_pieces(sheet, pages))
    moved = Apart(text, pieces, columns.gutters, columns)
    return Reset(moved, tuple(columns.origin(line.start) for label in labels if (line := lines[label])))


def _pages(sheet: Sheet, last: int) -> Iterator[_Page]:
    """The pages with labels of which each surely has its note; `last` is the number of the note before all of them."""
    lines = sheet.lines
    begin = 0  # of the page before, whose text may have the mark
    for page in sheet.pages:
        start = min((line.start for index in page[:1] if (line := lines[index])), default=0)
        inner = [index for index in page if index not in sheet.edges.numbers]
        feet = list(_feet(sheet, inner, _Above(sheet, begin, last)))
        taken = {index for foot in feet if foot for index in foot.lines}
        body = [index for index in inner if not (index in taken or index in sheet.edges.heads)]
        if feet and body and all(feet) and page[0] not in taken:
            yield _Page(tuple(foot for foot in feet if foot), body[-1])
        last = next((foot.last for foot in reversed(feet) if foot), last)
        begin = start


class _Above(Struct, frozen=True):
    """What stands above a foot: where the page before begins, and the number of the last note."""

    sheet: Sheet
    begin: int
    last: int

    def calls(self, number: int, line: Line) -> bool:
        """Has the text above a line, on its page or the one before, the mark of a note?"""
        return self.sheet.calls.stand(number, self.begin, line.start)


def _feet(sheet: Sheet, page: Sequence[int], above: _Above) -> Iterator[_Foot | None]:
    """The feet of a page or its columns; None for one whose notes cannot be told apart."""
    place, last = 0, above.last
    while place < len(page):
        run = _run(sheet, page[place:], above)
        own = [] if run else _own(sheet, page[place:], last, above)
        if not (run or own):
            place += 1
            continue
        last = sheet.figures[run[-1]] if run else last
        pairs, taken = _pairs(sheet, page[place + len(run) :], run, last) if run else ([], 0)
        own = own or _own(sheet, page[place + len(run) + taken :], last, above)
        place += len(run) + taken + sum(end - first + 1 for first, end in own)
        if run and not pairs:
            yield None
            continue
        pairs += [(-1, first, end) for first, end in own]
        last += len(own)
        yield _Foot(range(run[0] if run else own[0][0], pairs[-1][2] + 1), tuple(pairs), last)


def _pairs(sheet: Sheet, page: Sequence[int], run: Sequence[int], last: int) -> tuple[list[tuple[int, int, int]], int]:
    """Each label with its note, and how many lines of a page the notes take up: all in one piece, or, below columns,
    as many pieces as the labels stand in; none where that cannot be told."""
    lines = sheet.lines
    if run[-1] + 1 >= len(lines) or lines[run[-1] + 1]:
        return [], 0
    groups: list[list[int]] = []
    for index in run:
        groups = [*groups[:-1], [*groups[-1], index]] if groups and groups[-1][-1] == index - 1 else [*groups, [index]]
    for pieces in ([list(run)], groups):
        found: list[tuple[int, int, int]] = []
        place = 0
        for labels in pieces:
            notes = _notes(sheet, page[place:], last)
            shown = [line for index in notes if (line := lines[index])]
            firsts = [notes[start] for start in _starts(sheet.text, shown, len(labels))]
            place += len(notes)
            found += zip(labels, firsts, [*(first - 1 for first in firsts[1:]), *notes[-1:]], strict=False)
        if len(found) == len(run):
            return found, place
    return [], len(_notes(sheet, page, last))


def _own(sheet: Sheet, page: Sequence[int], last: int, above: _Above) -> list[tuple[int, int]]:
    """The notes with which a page goes on that have their labels before them, the next numbers behind the `last`, up to
    a blank line: the first and the last line of each."""
    found: list[tuple[int, int]] = []
    for place, index in enumerate(page):
        line = sheet.lines[index]
        if line is None or (place and index > page[place - 1] + 1):
            break
        label = label_at(sheet.text, line.start, line.end)
        if (
            label
            and last != UNKNOWN
            and label[0] == last + 1 + len(found)
            and label[1] < line.end
            and above.calls(label[0], line)
        ):
            found.append((index, index))
        elif found:
            found[-1] = found[-1][0], index
        else:
            break
    return found


def _run(sheet: Sheet, page: Sequence[int], above: _Above) -> list[int]:
    """The figures with which a page goes on, each one more than the last and called in the text above."""
    run: list[int] = []
    last = 0
    for index in page:
        line, number = sheet.lines[index], sheet.figures.get(index, -1)
        if line is None or number < 0 or not above.calls(number, line) or (run and number != last + 1):
            break
        run.append(index)
        last = number
    return run


def _notes(sheet: Sheet, page: Sequence[int], last: int) -> list[int]:
    """The lines of the notes below labels: up to a blank one, or a note that has its own label before it."""
    notes: list[int] = []
    for index in page:
        line = sheet.lines[index]
        if line is None or (notes and index > notes[-1] + 1) or index in sheet.figures:
            break
        label = label_at(sheet.text, line.start, line.end)
        if label and label[0] == last + 1:
            break
        notes.append(index)
    return notes


def _starts(text: str, lines: Sequence[Line], count: int) -> list[int]:
    """The lines that begin notes, where there is one way to have so many: each line, each behind a sentence, or each
    behind one that ends before the measure does."""
    inner = range(1, len(lines))
    longest = max((line.length for line in lines), default=0)
    begins = [i for i in inner if BEGINS.match(text, lines[i].start)]
    behind = [i for i in begins if any(end.search(text, *_span(lines[i - 1])) for end in (SENTENCE_END, COMPLETE))]
    short = [i for i in behind if _has_room(text, lines[i - 1], lines[i], longest)]
    ways = (behind, short, begins if len(begins) == len(lines) - 1 else [])
    return next(([0, *way] for way in ways if lines and len(way) == count - 1), [])


def _span(line: Line) -> tuple[int, int]:
    return line.start, line.end


def _has_room(text: str, above: Line, below: Line, longest: int) -> bool:
    word = WORD.match(text, below.start, below.end)
    return above.length + 1 + (len(word[0]) if word else 0) <= longest * (1 - RAGGED)


def _pieces(sheet: Sheet, pages: Sequence[_Page]) -> Iterator[tuple[int, int, str]]:
    """The pieces of the text in their new order, each with what is put behind it. The number of a page that stands
    between labels and notes goes below these."""
    text, lines, numbers = sheet.text, sheet.lines, sheet.edges.numbers
    place = 0
    for page in pages:
        for foot in (foot for foot in page.feet if foot.lines[0] < page.last):  # the text goes on below
            yield place, _end(lines, _above(lines, foot)), "\n"
            below = next(line.start for line in lines[foot.lines[-1] + 1 :] if line)
            place = max(text.rfind("\n", 0, below), text.rfind("\f", 0, below)) + 1
        yield place, _end(lines, page.last), "\n\n"
        for label, first, last in (pair for foot in page.feet for pair in foot.pairs):
            if label >= 0:
                yield _start(lines, label), _end(lines, label), "  "
            yield _start(lines, first), _end(lines, last), "\n"
        for number in (number for foot in page.feet for number in foot.lines if number in numbers):
            yield _start(lines, number), _start(lines, number), "\n"
            yield _start(lines, number), _end(lines, number), "\n"
        place = _end(lines, page.last)
        for foot in (foot for foot in page.feet if foot.lines[0] > page.last):
            yield place, _end(lines, _above(lines, foot)), ""
            place = _end(lines, foot.lines[-1])
    yield place, len(text), ""


def _above(lines: Sequence[Line | None], foot: _Foot) -> int:
    return next(index for index in range(foot.lines[0] - 1, -1, -1) if lines[index])


def _start(lines: Sequence[Line | None], index: int) -> int:
    line = lines[index]
    return line.start if line else 0


def _end(lines: Sequence[Line | None], index: int) -> int:
    line = lines[index]
    return line.end if line else 0
