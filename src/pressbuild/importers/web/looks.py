"""Looks that a stylesheet gives: a page's elements and what its classes mean in, elements for these and the rest out.

A run of words in italics, bold, small capitals or raised becomes an element; a whole paragraph that looks so, or is
centred, stays as it is, for that may be the page's design, and is said.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.importers.documents.standins import LEFT
from pressbuild.importers.markup import short
from pressbuild.importers.web.elements import BLOCKS, HEADS, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"(?:[a-z]+)?\.([\w-]+)$", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LOOKS = (
    ("em", re.compile(r"font-style\s*:\s*(italic|oblique)")),
    ("strong", re.compile(r"font-weight\s*:\s*(bold|[6-9]00)")),
    ("smallcaps", re.compile(r"font-variant(-caps)?\s*:\s*small-caps")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("capitals", re.compile(r"text-transform\s*:\s*uppercase")),
    ("centre", re.compile(r"text-align\s*:\s*center")),
)
INLINE = ("em", "strong", "sup")  # what a run becomes, the first of them
LOST = {
    "em": "in italics",
    "strong": "in bold",
    "smallcaps": "in small capitals",
    "capitals": "in capitals",
    "centre": "centred",
}
PARAGRAPHS = BLOCKS | {"center"}
HINT = "the words are there; where it meant something, mark them: *emphasis*, [x]{.smallcaps}, ::: verse"
USUAL = 0.5  # of a page's paragraphs: a look that so many have is its design


def classes(css: str) -> dict[str, set[str]]:
    """What a stylesheet makes of its classes."""
    looks: dict[str, set[str]] = {}
    for selectors, rules in RULE.findall(COMMENT.sub("", css)):
        meant = {look for look, pattern in LOOKS if pattern.search(rules.lower())}
        for selector in selectors.split(",") if meant else ():
            if named := SELECTOR.fullmatch(selector.strip()):
                looks.setdefault(named[1], set()).update(meant)
    return looks


def dress(root: "Element", looks: Mapping[str, set[str]]) -> None:
    """Makes elements of what the looks of classes make of runs of words."""
    for element in root.iter("span", "{http://www.w3.org/1999/xhtml}span", "a", "{http://www.w3.org/1999/xhtml}a"):
        meant = meant_by(element, looks)
        if tag(element) == "a":
            if "sup" in meant:
                element.set("data-raised", "1")
            continue
        if made := next((look for look in INLINE if look in meant), ""):
            element.tag = made
        if "smallcaps" in meant:
            element.tag = "span"
            element.set("class", "smallcaps")


def meant_by(element: "Element", looks: Mapping[str, set[str]]) -> set[str]:
    """The looks that an element has by its classes and its own style."""
    style = str(element.get("style") or "").lower()
    meant = {look for name in str(element.get("class") or "").split() for look in looks.get(name, ())}
    meant |= {look for look, pattern in LOOKS if pattern.search(style)}
    centred = tag(element) == "center" or str(element.get("align") or "").lower() == "center"
    return meant | {"centre"} if centred else meant


def lost_looks(whole: "Element", looks: Mapping[str, set[str]]) -> Iterator[Diagnostic]:
    """The looks of whole paragraphs that a manuscript has not, each with the first of them."""
    paragraphs = [element for element in whole.iter() if tag(element) in PARAGRAPHS and _is_paragraph(element)]
    have: dict[str, list[str]] = {}
    for element in paragraphs:
        outer = [element, *(above for above in element.iterancestors() if tag(above) in PARAGRAPHS)]
        for look in {look for one in outer for look in meant_by(one, looks)} & LOST.keys():
            have.setdefault(look, []).append(" ".join(text_of(element).split()))
    for look in (look for look in LOST if 0 < len(have.get(look, ())) <= max(1, USUAL * len(paragraphs))):
        first = f"“{short(have[look][0])}”"
        several = f"{len(have[look])} paragraphs, first {first}, stand"
        stand = several if len(have[look]) > 1 else f"{first} stands"
        yield found("assumed", f"{stand} {LOST[look]} on the page, which is not in the manuscript", None, HINT)


def _is_paragraph(element: "Element") -> bool:
    """Does an element hold words and no further paragraph or heading? What says that it is front matter is none, nor
    what is bold as a whole, which may be taken for a heading."""
    text = text_of(element)
    within = list(element.iterdescendants())
    whole = not any(tag(inside) in PARAGRAPHS | HEADS for inside in within)
    bold = any(tag(inside) in ("b", "strong") and text_of(inside).strip() == text.strip() for inside in within)
    return whole and not bold and bool(text.strip()) and LEFT not in text
