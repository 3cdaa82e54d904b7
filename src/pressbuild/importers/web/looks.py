"""Looks that a style sheet gives: a page's elements and its `StyleSheet` in, elements for these and the rest out.

A run of words in italics, bold, small capitals or raised becomes an element; a whole paragraph that looks so, or is
centred, stays as it is, for that may be the page's design, and is said.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.importers.documents.standins import LEFT
from pressbuild.importers.markup import short
from pressbuild.importers.web.elements import BLOCKS, HEADS, tag, text_of
from pressbuild.importers.web.stylesheets import StyleSheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LOOKS = (
    ("em", ("font-style",), re.compile(r"italic|oblique")),
    ("strong", ("font-weight",), re.compile(r"bold|[6-9]00")),
    ("smallcaps", ("font-variant", "font-variant-caps"), re.compile(r"small-caps")),
    ("sup", ("vertical-align",), re.compile(r"super")),
    ("capitals", ("text-transform",), re.compile(r"uppercase")),
    ("centre", ("text-align",), re.compile(r"center")),
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


def dress(root: "Element", sheet: StyleSheet) -> None:
    """Makes elements of what a style sheet makes of runs of words."""
    for element in root.iter("span", "{http://www.w3.org/1999/xhtml}span", "a", "{http://www.w3.org/1999/xhtml}a"):
        meant = meant_by(element, sheet)
        if tag(element) == "a":
            if "sup" in meant:
                element.set("data-raised", "1")
            continue
        if made := next((look for look in INLINE if look in meant), ""):
            element.tag = made
        if "smallcaps" in meant:
            element.tag = "span"
            element.set("class", "smallcaps")


def meant_by(element: "Element", sheet: StyleSheet) -> set[str]:
    """The looks that an element has by a style sheet and its own style."""
    declared = sheet.declared(element)
    meant = (
        {look for look, names, values in LOOKS if any(values.match(declared.get(name, "")) for name in names)}
        if declared
        else set()
    )
    centred = tag(element) == "center" or str(element.get("align") or "").lower() == "center"
    return meant | {"centre"} if centred else meant


def lost_looks(whole: "Element", sheet: StyleSheet) -> Iterator[Diagnostic]:
    """The looks of whole paragraphs that a manuscript has not, each with the first of them."""
    paragraphs = [element for element in whole.iter() if tag(element) in PARAGRAPHS and _is_paragraph(element)]
    have: dict[str, list[str]] = {}
    for element in paragraphs:
        outer = [element, *(above for above in element.iterancestors() if tag(above) in PARAGRAPHS)]
        for look in {look for one in outer for look in meant_by(one, sheet)} & LOST.keys():
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
