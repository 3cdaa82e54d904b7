"""All capitals in an .odt: its styles and its text in, the places that LibreOffice shows in capitals out. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.documents.capitals import Capitals
from pressbuild.importers.opendocument.odtmarkup import OFFICE, SVG, TEXT, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    Spot = tuple[Element, str]  # an element, and whether it is its own text or the one behind it

PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
OTHERS = (f"{TEXT}note", f"{TEXT}ruby-text", f"{OFFICE}annotation", f"{SVG}desc", f"{SVG}title", *PARAGRAPHS)


def in_capitals(root: "Element", styles: Styles, said: Capitals) -> "list[Spot]":
    """Writes into a text what it shows in capitals within a paragraph (`fo:text-transform`; OpenDocument 1.3, 20.225),
    and gives the places; `said` gathers what became of all."""
    written: list[Spot] = []
    for paragraph in root.iter(*PARAGRAPHS):
        if next(paragraph.iterancestors(f"{TEXT}tracked-changes"), None) is not None:
            continue
        capital = styles.capitals(str(paragraph.get(f"{TEXT}style-name"))) or False
        places = list(_places(paragraph, styles, capital=capital))
        shown = [(str(getattr(element, where)), capital) for element, where, capital in places]
        written += [places[index][:2] for index in said.of_paragraph(shown)]
    for element, where in written:
        setattr(element, where, str(getattr(element, where)).upper())
    return written


def _places(element: "Element", styles: Styles, *, capital: bool) -> "Iterator[tuple[Element, str, bool]]":
    """The texts of a paragraph, and whether each is shown in capitals; those of notes and boxes are none of them."""
    if element.text:
        yield element, "text", capital
    for child in element:
        if child.tag not in OTHERS:
            own = styles.capitals(str(child.get(f"{TEXT}style-name"))) if child.tag == f"{TEXT}span" else None
            yield from _places(child, styles, capital=capital if own is None else own)
        if child.tail:
            yield child, "tail", capital
