"""The index at the back: an edition's terms in, a section of XHTML out, which every medium carries. Pure.

Alphabetical in the text's language, letter by letter (ISO 999, 8.2). On paper a locator is a page number, elsewhere a
number that leads to the use. EPUB Indexes 1.0 names the parts; DPUB-ARIA the section (`doc-index`).
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from unicodedata import normalize

from lxml import etree

from pressbuild.edition import Edition
from pressbuild.quotation.concordance import Term
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element

# Letters of their own, and behind which letter they stand; all other letters are filed without their accents.
LETTERS: dict[str, dict[str, str]] = {"es": {"ñ": "n\uffff"}}
Locator = Callable[[Element, str, int], None]


def numbered(link: Element, term: str, number: int) -> None:
    """A locator on the screen: the use's number, and for who only hears it, of which term."""
    link.text = str(number)
    link.set("aria-label", f"{term} {number}")


def index(edition: Edition, renderer: Renderer, locator: Locator = numbered) -> list[Element]:
    """The index as a section, or nothing where the work has none. `locator` writes a link's text, given its term and
    which of the uses it leads to."""
    if not edition.index:
        return []
    section = etree.Element("section", {"id": "index", "class": "index", "role": "doc-index"})
    section.set("aria-labelledby", "index-heading")
    renderer.medium.typed(section, "index")
    etree.SubElement(section, "h2", {"id": "index-heading"}).text = edition.words.index
    entries = etree.SubElement(section, "ul")
    renderer.medium.typed(entries, "index-entry-list")
    for _, terms in groupby(filed(edition.index, edition.lang), key=lambda term: filing(term.term, edition.lang)[:1]):
        entries.extend(_entry(term, renderer, locator) for term in terms)
        entries[-1].set("class", "letter-end")  # white above a letter would stand at the head of a column
    return [section]


def filed(terms: Iterable[Term], lang: str) -> list[Term]:
    """Terms in the order of an index."""
    return sorted(terms, key=lambda term: (filing(term.term, lang), term.term))


def filing(text: str, lang: str) -> str:
    """What a term is filed by: its letters and figures."""
    letters: Mapping[str, str] = LETTERS.get(lang.split("-", maxsplit=1)[0].lower(), {})
    parts = (letters.get(sign) or normalize("NFD", sign) for sign in normalize("NFC", text.casefold()))
    return "".join(sign for sign in "".join(parts) if sign.isalnum() or sign == "\uffff")


def _entry(term: Term, renderer: Renderer, locator: Locator) -> Element:
    item = etree.Element("li")
    renderer.medium.typed(item, "index-entry")
    words = etree.SubElement(item, "span", {"class": "indexed"})
    renderer.medium.typed(words, "index-term")
    words.text, words.tail = term.term, ", "
    for number, use in enumerate(term.quoted, start=1):
        link = etree.SubElement(item, "a", {"href": renderer.medium.href(use.anchor), "class": "locator"})
        renderer.medium.typed(link, "index-locator")
        locator(link, term.term, number)
        link.tail = ", " if number < len(term.quoted) else None
    return item
