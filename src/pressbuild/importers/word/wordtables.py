"""Word's tables: a document's elements in, grids that have all their columns and no unseen titles out. Pure.

A table says its columns in a grid of its own (ECMA-376, 17.4.48). Word itself counts the cells where the grid is short
or says no widths, as programs write it; pandoc drops each cell for which the grid has no width.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.importers.documents.headnumbers import whole
from pressbuild.importers.markup import short
from pressbuild.importers.word.wordmarkup import W, removed, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WIDTH = "1000"  # twentieths of a point; all alike, for editions set their own
HINT = "where readers should see it, give the table a caption: a line below it that begins with a colon"
MOST = 63  # columns that Word knows


def whole_grids(root: "Element") -> None:
    """Gives each table a grid with a width for each of its columns, where its own lacks one."""
    from lxml import etree

    for span in [span for span in root.iter(f"{W}gridSpan") if whole(span.get(f"{W}val"), 1) < 1]:
        span.set(f"{W}val", "1")  # a cell over no column would be lost too
    for table in root.iter(f"{W}tbl"):
        columns = min(MOST, max((_columns(row) for row in table.findall(f"{W}tr")), default=0))
        grid = table.find(f"{W}tblGrid")
        said = [] if grid is None else [column.get(f"{W}w") for column in grid.findall(f"{W}gridCol")]
        if len(said) >= columns and all(said):
            continue
        if grid is None:
            grid = etree.Element(f"{W}tblGrid")
            properties = table.find(f"{W}tblPr")
            table.insert(0 if properties is None else table.index(properties) + 1, grid)
        for column in list(grid):
            grid.remove(column)
        for _ in range(max(columns, len(said))):
            etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", WIDTH)


def _columns(row: "Element") -> int:
    """How many columns a row takes, with those that it leaves free at its ends."""
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
    free = [row.find(f"{W}trPr/{W}{name}") for name in ("gridBefore", "gridAfter")]
    return sum(1 if span is None else whole(span.get(f"{W}val"), 1) for span in spans) + sum(
        whole(one.get(f"{W}val"), 0) for one in free if one is not None
    )


def unseen_titles(root: "Element") -> Iterator[Diagnostic]:
    """Takes the titles and descriptions off tables that Word has for screen readers and shows nowhere (`w:tblCaption`;
    ISO/IEC 29500-1, 17.4.62), and says those that no paragraph right above or below has: pandoc would make captions of
    them."""
    for table in root.iter(f"{W}tbl"):
        beside = {_words(one) for one in (table.getprevious(), table.getnext()) if one is not None}
        for name, what in (("tblCaption", "title"), ("tblDescription", "description")):
            for element in table.findall(f"{W}tblPr/{W}{name}"):
                removed(element)
                said = " ".join(str(element.get(f"{W}val") or "").split())
                if said and said not in beside:
                    has = f"the table that begins with “{short(_words(table), 40)}” has the {what} “{short(said)}”"
                    yield found("assumed", f"{has} in its alternative text, which Word does not show", None, HINT)


def _words(element: "Element") -> str:
    return " ".join(text_of(element).split())
