"""Tables in flattened text: lines in, their rows of cells out, or None where they are no table.

Cells stand apart by tabs or by two spaces and more, and their columns are aligned, at the left or at the right.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.lines import Line

Cell = tuple[int, int]
CELL = re.compile(r"\S+(?:[ \u00a0]\S+)*")
RULE = re.compile(r"[-=_+|\s]{3,}")
SLACK = 1  # columns by which a cell may be out of line
FIGURES = 0.3  # the share of a table's cells that hold figures, where nothing else says that it is one
LONGEST_CELL = 60


def rows(text: str, lines: Sequence[Line]) -> tuple[tuple[Cell, ...], ...] | None:
    """The cells of each row as spans of the text; empty spans for empty cells. Rules between rows are left out."""
    shown = [line for line in lines if not RULE.fullmatch(text, line.start, line.end)]
    if len(shown) < 2:
        return None
    if all("\t" in text[line.start : line.end] for line in shown):
        return _tabbed(text, shown)
    found = [[one.span() for one in CELL.finditer(text, line.start, line.end)] for line in shown]
    placed = [[_columns(line, cell) for cell in cells] for line, cells in zip(shown, found, strict=True)]
    columns = _columns_of(placed)
    if len(columns) < 2 or len(shown) < 3 or any(end - start > LONGEST_CELL for cells in found for start, end in cells):
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
    return tuple(table) if len({len(row) for row in table}) == 1 else None


def _columns(line: Line, cell: Cell) -> Cell:
    return line.indent + cell[0] - line.start, line.indent + cell[1] - line.start


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
    row = []
    before = cells[0][0]
    for start, end in columns:
        own = [cell for cell, (a, _) in zip(cells, places, strict=True) if start <= a < end]
        row.append((own[0][0], own[-1][1]) if own else (before, before))
        before = row[-1][1]
    return tuple(row)


def _holds_figures(text: str, found: Sequence[Sequence[Cell]]) -> bool:
    cells = [text[start:end] for row in found for start, end in row]
    return sum(any(c.isdigit() for c in cell) for cell in cells) >= FIGURES * len(cells)
