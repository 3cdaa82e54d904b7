"""Tables in flattened text: lines in, their rows of cells out, or None where they are no table.

Cells stand apart by tabs or by two spaces and more, and their columns are aligned, at the left or at the right; or
strokes are drawn between them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.flattened.drawntables import drawn_rows
from pressbuild.importers.flattened.lines import NEWLINE, SENTENCE_END, Line

Cell = tuple[int, int]
GAP = re.compile(r"\s(?:\s|(?<![ \u00a0]))")  # what parts cells
CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
FIGURE = re.compile("[\\d\u00b2\u00b3\u00b9\u2070-\u2089]")
RULE = re.compile(r"[-=_+|\s]{3,}")
ITEM = re.compile(r"[\[(^]*(?P<number>\d{1,4})(?P<sign>[.)\]:]*) ?")
SLACK = 1  # columns by which a cell may be out of line
FIGURES = 0.3  # the share of a table's cells that hold figures, where nothing else says that it is one
LONGEST_CELL = 60
STEP = 4  # from one item's number to the next, where few are lost


def rows(text: str, lines: Sequence[Line]) -> tuple[tuple[Cell, ...], ...] | None:
    """The cells of each row as spans of the text; empty spans for empty cells. Rules between rows are left out."""
    if drawn := drawn_rows(text, lines):
        return drawn
    shown = [line for line in lines if not RULE.fullmatch(text, line.start, line.end)]
    if len(shown) < 2:
        return None
    if all("\t" in text[line.start : line.end] for line in shown):
        return _tabbed(text, shown)
    if len(shown) < 3 or not any(GAP.search(text, line.start, line.end) for line in shown):
        return None
    found = [[one.span() for one in CELL.finditer(text, line.start, line.end)] for line in shown]
    if any(NEWLINE.search(text, line.start, line.end) for line in shown):
        return None  # a label with its note
    if any(end - start > LONGEST_CELL for cells in found for start, end in cells):
        return None
    placed = [_placed(line.indent - line.start, cells) for line, cells in zip(shown, found, strict=True)]
    columns = _columns_of(placed)
    if len(columns) < 2:
        return None
    if not _holds_figures(text, found) and len(shown) == len(lines):
        return None
    table = tuple(_row(cells, places, columns) for cells, places in zip(found, placed, strict=True))
    return table if all(any(a < b for a, b in row[1:]) for row in table) else None


def _tabbed(text: str, lines: Sequence[Line]) -> tuple[tuple[Cell, ...], ...] | None:
    table = []
    for line in lines:
        edges = [line.start, *(i for i in range(line.start, line.end) if text[i] == "\t"), line.end]
        table.append(tuple((a + (text[a] == "\t"), b) for a, b in pairwise(edges)))
    return tuple(table) if len({len(row) for row in table}) == 1 and not _are_items(text, table) else None


def _are_items(text: str, table: Sequence[Sequence[Cell]]) -> bool:
    """Are rows the items of a list or its notes: two cells each, the first a number that climbs, with its sign, or
    without one where most others are sentences?"""
    if any(len(row) != 2 for row in table):
        return False
    labels = [ITEM.fullmatch(text, *row[0]) for row in table]
    numbers = [int(label["number"]) if label else 0 for label in labels]
    ended = sum(SENTENCE_END.search(text, *row[1]) is not None for row in table)
    signed = all(label["sign"] for label in labels if label) or ended * 2 > len(table)
    return signed and all(numbers) and all(0 < below - above <= STEP for above, below in pairwise(numbers))


def _placed(shift: int, cells: Sequence[Cell]) -> Sequence[Cell]:
    """The columns of a line's cells."""
    return [(start + shift, end + shift) for start, end in cells] if shift else cells


def _columns_of(placed: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The columns [start, end) that hold all cells, each of them aligned at one of its edges."""
    columns: list[list[Cell]] = []
    last = -1
    for start, end in sorted(cell for cells in placed for cell in cells):
        if start <= last:
            columns[-1].append((start, end))
        else:
            columns.append([(start, end)])
        last = max(last, end)
    for cells in columns:
        for edge in zip(*cells, strict=True):
            if max(edge) - min(edge) <= SLACK:
                break
        else:
            return []
    return [(min(a for a, _ in cells), max(b for _, b in cells)) for cells in columns]


def _row(cells: Sequence[Cell], places: Sequence[Cell], columns: Sequence[Cell]) -> tuple[Cell, ...]:
    """A row's cells in their columns; two in one column are one cell."""
    row: list[Cell] = []
    before, here, count = cells[0][0], 0, len(cells)
    for _, end in columns:
        first = here
        while here < count and places[here][0] < end:
            here += 1
        row.append((cells[first][0], cells[here - 1][1]) if here > first else (before, before))
        before = row[-1][1]
    return tuple(row)


def _holds_figures(text: str, found: Sequence[Sequence[Cell]]) -> bool:
    cells = [FIGURE.search(text, start, end) is not None for row in found for start, end in row]
    return sum(cells) >= FIGURES * len(cells)
