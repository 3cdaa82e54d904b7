"""On which page a term is printed: a page's elements in, marks on its blocks out; then its laid-out boxes in, page
numbers out. Pure.

An id on a span would tell it too, but every span breaks a line's letters into runs of their own: sixty of them made the
layout of an essay a sixth slower. So a block remembers behind how many letters each of its terms begins, and the
letters are counted on the pages.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from lxml import etree

TERM = "term-"  # how the ids of terms begin
TERMS = "data-terms"
BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 dt dd td th caption figcaption".split())
UNPRINTED = "visually-hidden"

Element = etree._Element


def remember(root: Element) -> None:
    """Take the ids of terms off their spans and have each block remember where its terms begin."""
    for block in root.iter(*BLOCKS):
        found = list(_terms(block))
        if found:
            block.set(TERMS, " ".join(f"{anchor}:{letters}" for anchor, letters in found))


def _terms(block: Element) -> Iterator[tuple[str, int]]:
    """The terms of a block: their ids, and how many letters stand before each."""
    letters = 0
    for element, text in _pieces(block):
        if element is not None and element.get("id", "").startswith(TERM):
            yield str(element.attrib.pop("id")), letters
        letters += _letters(text)


def _pieces(element: Element) -> Iterator[tuple[Element | None, str | None]]:
    """The text that an element prints, piece by piece, each that begins an element with it; blocks in it are apart."""
    if UNPRINTED not in element.get("class", "").split():
        yield element, element.text
        for child in element:
            if child.tag not in BLOCKS:
                yield from _pieces(child)
            yield None, child.tail


def _letters(text: str | None) -> int:
    return sum(map(str.isalpha, text or ""))


def pages_of_terms(pages: Sequence[Any]) -> dict[str, int]:
    """The page (from 1) on which each remembered term begins; one without letters at its block's end is on the last."""
    found: dict[str, int] = {}
    last: dict[int, int] = {}
    counts: Counter[int] = Counter()
    waiting: dict[int, list[tuple[str, int]]] = {}
    for number, page in enumerate(pages, start=1):
        for block, text in _texts(page._page_box, None):  # noqa: SLF001 - pages show their boxes nowhere else
            left = waiting.setdefault(id(block), _remembered(block))
            counts[id(block)] += _letters(text)
            last[id(block)] = number
            while left and left[0][1] < counts[id(block)]:
                found[left.pop(0)[0]] = number
    rest = {anchor: last[block] for block, left in waiting.items() for anchor, _ in left}
    return found | rest


def _remembered(block: Any) -> list[tuple[str, int]]:
    pairs = (item.rpartition(":") for item in block.get(TERMS).split())
    return [(anchor, int(letters)) for anchor, _, letters in pairs]


def _texts(box: Any, block: Any) -> Iterator[tuple[Any, str]]:
    """The pieces of text of the blocks that remember terms, in the order of the page."""
    element = getattr(box, "element", None)
    if element is not None and getattr(box, "element_tag", "") in BLOCKS:
        block = element
    if block is not None and hasattr(box, "text") and block.get(TERMS):
        yield block, box.text
    yield from chain.from_iterable(_texts(child, block) for child in getattr(box, "children", ()))


# --- the index at the back


def number_index(root: Element, anchors: Mapping[str, int]) -> bool:
    """Give the locators of a printed index their page numbers, one locator for all uses on a page; False where the
    page has no index. The lines are then of another length, so the page must be laid out again."""
    items = root.iterfind(".//section[@class='index']/ul/li")
    found = [_pages(item, anchors) for item in items]
    return any(found)


def _pages(item: Element, anchors: Mapping[str, int]) -> bool:
    seen: set[str] = set()
    for link in item.findall("a"):
        page = str(anchors.get(str(link.attrib.pop("data-page", "")), ""))
        if page in seen | {""}:
            item.remove(link)
        link.text = page
        seen.add(page)
    kept = item.findall("a")
    for link in kept:
        link.tail = None if link is kept[-1] else ", "
    return bool(kept)
