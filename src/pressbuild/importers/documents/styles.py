"""What a word processor's style means in a manuscript: the style's name in, a `Look` out. Pure.

Names are those of Word and LibreOffice in English and German and French, spelt as their files spell them, and what
people call their own styles. A style that is not known is none.
"""

import re

from msgspec import Struct

from pressbuild.document import Code, Emph, Inlines, SmallCaps, Strong
from pressbuild.tree import plain

BLOCKS: tuple[tuple[str, str], ...] = (
    (r"title|titel|titre", "title"),
    (r"sub-?title|untertitel|sous-titre", "subtitle"),
    (r"standfirst|deck|dek|lede|lead|abstract", "standfirst"),
    (r"kicker|overline", "kicker"),
    (r"author|by-?line|autor|auteur", "author"),
    (r"date|datum", "date"),
    (r"epigraph|motto", "epigraph"),
    (r"dedication|widmung|dédicace", "dedication"),
    (r"verse|poem|poetry|stanza|poésie|vers|gedicht", "verse"),
    (
        r"(block|intense|long|extract)?-?(quote|quotation|quotations|extract)(-block|-text)?|block-text|zitat|citation",
        "quote",
    ),
    (r"source-?(code|text)|preformatted-?text|html-preformatted|code(-block)?", "code"),
    (r"(heading|überschrift|titre|head)-?([1-6])|heading|überschrift", "heading"),
    (r"horizontal-line", "break"),
    (r"((image|figure|table|picture)-)?caption|illustration|figure|drawing|beschriftung|légende", "caption"),
    (r"toc-?(heading|\d)|contents-?(heading|\d)|table-of-contents", "contents"),
)
FRONT = ("title", "subtitle", "standfirst", "kicker", "author", "date")
INLINES: tuple[tuple[str, str], ...] = (
    (r"emphasis|subtle-emphasis|emph|italic|italics|book-title", "emph"),
    (r"strong|strong-emphasis|intense-emphasis|bold", "strong"),
    (r"small-?caps|small-capitals|smcap|smcp", "smallcaps"),
    (r"source-text|verbatim-char|code|html-code", "code"),
)
# What a word processor's style may be called besides headings; the rest is text.
STYLED = frozenset("title subtitle standfirst kicker author date epigraph dedication verse quote break caption".split())


class Look(Struct, frozen=True):
    """What a style makes of a block (`quote`, `heading2`, a key of the front matter …) or of a run of inlines."""

    block: str = ""
    run: str = ""

    def inline(self, nodes: Inlines) -> Inlines:
        match self.run:
            case "emph":
                return (Emph(nodes),)
            case "strong":
                return (Strong(nodes),)
            case "smallcaps":
                return (SmallCaps(nodes),)
            case "code":
                return (Code(plain(nodes)),)
            case _:
                return nodes


def look(name: str) -> Look:
    """What the style of this name means."""
    folded = re.sub(r"[\s_]+|_20_", "-", name.strip().replace("_20_", " ")).lower()
    block = next((kind for pattern, kind in BLOCKS if re.fullmatch(pattern, folded)), "")
    if block == "heading":
        block += folded[-1] if folded[-1].isdigit() else "1"  # Pages calls its first level Heading
    run = next((kind for pattern, kind in INLINES if re.fullmatch(pattern, folded)), "")
    return Look(block, run)
