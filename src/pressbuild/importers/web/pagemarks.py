"""What a site or a printed book puts into the text of a page: elements in, which of them are left out and why. Pure.

Permalinks at headings (`¶`, `#`), as Sphinx, MkDocs and others set them; the numbers of a printed book's pages, as
EPUBs have them (EPUB Accessibility 1.1, 3.4), and Project Gutenberg's pages; the numbers of paragraphs, as OpenEdition
and other journals set them.
"""

import re
from typing import TYPE_CHECKING

from pressbuild.diagnostics import found
from pressbuild.importers.web.elements import BLOCKS, HEADS, tag, text_before, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pressbuild.importers.web.hypertext import Pages

PERMALINK = re.compile(r"[\s¶#§🔗⚓️∞]*")
NUMBER = re.compile(r"\W*(?:p(?:age|g|\.)?\.?\s?)?(?P<number>\d{1,4}|[ivxlc]{1,8})\W*", re.IGNORECASE)
NAMED = re.compile(r"page-?_?(?:num(?:ber)?|no|break)s?|folio|pb", re.IGNORECASE)
PLACE = re.compile(r"(?:page|pg|p|pagenum|pagebreak|pb)[-_.]?(?P<number>\d{1,4}|[ivxlc]{1,8})", re.IGNORECASE)
PARAGRAPHS = re.compile(
    r"(?:para?(?:graphe?)?|alinea)[-_]?(?:no|num(?:ber|ero)?)s?|(?:no|num(?:ber|ero)?)[-_]?(?:para?(?:graphe?)?|alinea)s?",
    re.IGNORECASE,
)
KINDS = ("role", "{http://www.idpf.org/2007/ops}type", "epub:type")
LONGEST = 30  # letters of a page's number with what stands round it
HOLDERS = frozenset("span a p div i small em sup b".split())


def leave_permalinks(pages: "Pages") -> None:
    """The links of headings to themselves that have no word."""
    left = 0
    for element in list(pages.home):
        head = next((outer for outer in element.iterancestors() if tag(outer) in HEADS), None)
        if tag(element) == "a" and head is not None and _leads_here(element, head):
            pages.leave(element, "a heading’s link to itself", said=True)
            left += bool(text_of(element).strip())
    if left:
        count = "a heading’s link to itself was" if left == 1 else f"{left} headings’ links to themselves were"
        pages.findings.append(found("assumed", f"{count} left out"))


def _leads_here(link: "Element", head: "Element") -> bool:
    """Does a link without a word lead to the heading that it stands in, or to what holds it?"""
    _, sign, place = str(link.get("href") or "").partition("#")
    if not sign or not PERMALINK.fullmatch(text_of(link)):
        return False
    around = (*head.iter(), *head.iterancestors())
    return place in {str(element.get(key) or "") for element in around for key in ("id", "name")} - {""}


def leave_page_numbers(pages: "Pages") -> None:
    """The numbers of a printed book's pages, with what holds nothing else."""
    _leave_numbers(pages, _page_numbers(pages), "a page's number", "numbers of pages")


def leave_paragraph_numbers(pages: "Pages") -> None:
    """The numbers that a journal sets before its paragraphs."""
    _leave_numbers(pages, _paragraph_numbers(pages), "a paragraph's number", "numbers of paragraphs")


def _leave_numbers(pages: "Pages", elements: "Iterator[Element]", one: str, many: str) -> None:
    numbers: list[str] = []
    for element in list(elements):
        if not any(outer in pages.removed for outer in element.iterancestors()):
            numbers.append(_number(element))
            pages.leave(element, one, said=True)
    if numbers:
        count = f"{one} was" if len(numbers) == 1 else f"{len(numbers)} {many} were"
        pages.findings.append(found("assumed", f"{count} left out, the first {numbers[0]}"))


def _page_numbers(pages: "Pages") -> "Iterator[Element]":
    for element in pages.home:
        if tag(element) in HOLDERS and (number := _number(element)) and _is_page(element, number):
            yield _alone(element)


def _paragraph_numbers(pages: "Pages") -> "Iterator[Element]":
    """What is named so, is a figure, and stands before all words of its paragraph."""
    for element in pages.home:
        named = any(PARAGRAPHS.fullmatch(name) for name in str(element.get("class") or "").split())
        if named and tag(element) in HOLDERS and _number(element).isdigit():
            block = next((outer for outer in element.iterancestors() if tag(outer) in BLOCKS), None)
            if block is not None and not (text_before(element, block) or "").strip():
                yield _alone(element)


def _alone(element: "Element") -> "Element":
    """A number, or the paragraph that holds nothing else."""
    parent = element.getparent()
    alone = parent is not None and tag(parent) in ("p", "div") and _number(parent) == _number(element)
    return parent if alone and parent is not None else element


def _number(element: "Element") -> str:
    """The number that an element's text is, and nothing else."""
    words = text_of(element)
    whole = NUMBER.fullmatch(words) if len(words) < LONGEST else None
    return whole["number"] if whole else ""


def _is_page(element: "Element", number: str) -> bool:
    """Does an element say that it is where a page began: by its type, its class, or an id with that number?"""
    kinds = " ".join(str(element.get(key) or "") for key in KINDS).split()
    if "doc-pagebreak" in kinds or "pagebreak" in kinds:
        return True
    if any(NAMED.fullmatch(name) for name in str(element.get("class") or "").split()):
        return True
    places = (PLACE.fullmatch(str(element.get(key) or "")) for key in ("id", "name"))
    return not element.get("href") and any(place and place["number"].lower() == number.lower() for place in places)
