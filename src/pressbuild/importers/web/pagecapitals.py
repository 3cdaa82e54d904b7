"""All capitals in web pages: what a stylesheet shows so within a paragraph is written so. A page's part in, changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.documents.capitals import Capitals, in_capitals
from pressbuild.importers.web.elements import INLINE, tag
from pressbuild.importers.web.hypertext import Pages
from pressbuild.importers.web.looks import meant_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RUNS = INLINE | frozenset("abbr acronym q u s del ins mark dfn kbd big tt code var samp time".split())


def write_capitals(pages: Pages, whole: "Element") -> None:
    """Writes runs of words that a page shows in capitals (CSS Text 3, 2.1) so, and tells the proof where they are."""
    said = Capitals()
    shown = [e for e in whole.iter() if tag(e) in RUNS and "capitals" in meant_by(e, pages.sheet) and pages.is_free(e)]
    blocks = dict.fromkeys(next(outer for outer in e.iterancestors() if tag(outer) not in RUNS) for e in shown)
    for block in blocks:
        spots = list(_spots(block, set(shown), capital=False))
        if said.of_paragraph([(str(getattr(element, where)), capital) for element, where, capital in spots]):
            for element, where, capital in spots:
                if capital:
                    setattr(element, where, in_capitals(str(getattr(element, where))))
            for element in (inside for inside in block.iter() if inside in shown):
                pages.role(element, "capitals")
    pages.findings += said.findings()


def _spots(element: "Element", shown: "set[Element]", *, capital: bool) -> "Iterator[tuple[Element, str, bool]]":
    """The texts of a block, blocks within it left aside, and whether each is shown in capitals."""
    if element.text:
        yield element, "text", capital
    for child in element:
        if tag(child) in RUNS:
            yield from _spots(child, shown, capital=capital or child in shown)
        if child.tail:
            yield child, "tail", capital
