"""Endnotes on paper: an edition and its rendered text in, the sections of its notes set for print out. Pure.

They stand at the end of the work, on a page of their own or below the text, or at the end of each chapter. Each link
back shows the page of its reference, in the place of noughts; the running head says to which pages the notes belong.
`folios` fills in both.
"""

from collections.abc import Iterable

from lxml import etree

from pressbuild.edition import Edition
from pressbuild.words import Words
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element

FEW = "5"  # lines of text on a last page, below which the notes begin although they are to have a page of their own


def at_end(edition: Edition, renderer: Renderer) -> list[Element]:
    """The endnotes of a whole work, where it has notes."""
    if not edition.document.notes:
        return []
    section = renderer.endnotes.section(edition.groups)
    own_page = edition.house.notes.start == "page" or edition.is_book
    section.set("class", "notes own-page" if own_page else "notes run-on")
    if own_page and not edition.is_book and not edition.show_contents:  # whose heads are on new pages too
        section.set("data-few", FEW)
    number_pages([section], edition.words)
    return [section]


def number_pages(elements: Iterable[Element], words: Words) -> None:
    """Have the sections of notes among some elements show the pages of their references."""
    for section in elements:
        if section.get("role") != "doc-endnotes":
            continue
        section.set("data-pages", words.notes_to_pages)
        section.set("data-single", words.notes_to_page)
        for note in section.iterfind("ol/li"):
            for link in note.iter("a"):
                if link.get("class") == "backlink":
                    link.set("data-page", link.get("href", "").removeprefix("#"))
                    link.set("data-once", note.get("id", ""))
                    _cling(link)


def _cling(link: Element) -> None:
    """Have a link back stand beside the last word of its note, never alone on a line."""
    before, parent = link.getprevious(), link.getparent()
    assert parent is not None
    text = (parent.text if before is None else before.tail) or ""
    rest, space, word = text.rstrip(" ").rpartition(" ")
    if not word:
        return
    together = etree.Element("span", {"class": "together"})
    together.text = f"{word}\u00a0"
    link.addprevious(together)
    if before is None:
        parent.text = rest + space
    else:
        before.tail = rest + space
    together.tail, link.tail = link.tail, None
    together.append(link)
