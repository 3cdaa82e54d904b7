"""Tables that a page is laid out with, as pages of the 1990s were: a page's elements in, such tables opened out. Pure.

A table that holds the essay is no table: it holds most of the page's words, and one of its cells most of these, or each
of its rows has one cell with words. What heads, captions or headers a table has is a table of figures and words.
"""

from typing import TYPE_CHECKING

from pressbuild.diagnostics import found
from pressbuild.importers.web.article import NEVER_SHOWN
from pressbuild.importers.web.elements import shown_text, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from pressbuild.importers.web.hypertext import Pages

MOST = 0.6  # of the page's letters in a table, and of the table's in a cell
LEAST = 200  # letters of a table that may hold an essay
LINKED = 0.5  # of a cell's letters, from which on it is a menu
ROWS = frozenset("thead tbody tfoot tr".split())
OF_TABLES = frozenset("th caption thead tfoot".split())


def open_layout_tables(pages: "Pages", body: "Element") -> None:
    """Makes divisions of the tables that hold the essay, and leaves their menus out."""
    whole = _letters(body)
    opened = 0
    for table in [element for element in body.iter() if tag(element) == "table"]:
        cells = list(_cells(table))
        if not _lays_out(table, cells, whole):
            continue
        opened += 1
        for cell in cells:
            if (size := _letters(cell)) and _linked(cell) >= LINKED * size:
                pages.leave(cell, "it is a menu or stands beside the text")
        for part in [part for part in table.iter() if _table(part) is table]:
            part.tag = "div"
    if opened:
        count = (
            "a table that lays the page out is none"
            if opened == 1
            else f"{opened} tables that lay the page out are none"
        )
        pages.findings.append(found("assumed", f"{count} in the manuscript"))


def _lays_out(table: "Element", cells: "Sequence[Element]", whole: int) -> bool:
    size = _letters(table)
    if size < max(LEAST, MOST * whole) or any(
        tag(part) in OF_TABLES and _table(part) is table for part in table.iter()
    ):
        return False
    if max(map(_letters, cells), default=0) >= MOST * size:
        return True
    rows = [cell.getparent() for cell in cells if _letters(cell)]
    return len(set(rows)) == len(rows)  # one cell with words in each


def _cells(table: "Element") -> "Iterator[Element]":
    return (cell for cell in table.iter() if tag(cell) in ("td", "th") and _table(cell) is table)


def _table(part: "Element") -> "Element | None":
    """The table that a part of one belongs to: a table to itself; None for what is no part of a table's frame."""
    if tag(part) == "table":
        return part
    if tag(part) not in ROWS and tag(part) not in ("td", *OF_TABLES):
        return None
    return next((outer for outer in part.iterancestors() if tag(outer) == "table"), None)


def _letters(element: "Element") -> int:
    """How many letters a page shows in an element."""
    unshown = {inside for inside in element.iter() if tag(inside) in NEVER_SHOWN}
    return sum(len("".join(text.split())) for text in shown_text(element, unshown))


def _linked(cell: "Element") -> int:
    return sum(_letters(link) for link in cell.iter("a"))
