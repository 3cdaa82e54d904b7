"""Pages that Word has saved: a page's paragraphs in, those whose class names a style of Word marked or left out.

Word writes a style as a class (`MsoQuote`, `MsoToc1`), which no browser knows by name.
"""

import re
from typing import TYPE_CHECKING

from pressbuild.importers.documents.standins import stand_in
from pressbuild.importers.web.elements import tag
from pressbuild.importers.web.hypertext import Pages
from pressbuild.importers.web.wordlists import make_lists

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTENTS = re.compile(r"Mso(?:Toc\d|TocHeading|Index\w*|TableofFigures)")
QUOTE = re.compile(r"Mso(?:Intense)?Quote(?:CxSp\w+)?|MsoBlockText")


def dress_word(pages: Pages, body: "Element") -> None:
    """Makes quotations and lists of what Word has styled as such, and leaves its tables of contents and indexes
    out."""
    for element in [element for element in body.iter() if tag(element) in ("p", "h1")]:
        names = str(element.get("class") or "").split()
        if any(CONTENTS.fullmatch(name) for name in names):
            pages.leave(element, "editions make their contents themselves")
        elif any(QUOTE.fullmatch(name) for name in names):
            element.text = stand_in("style", "quote") + (element.text or "")
    make_lists(pages, body)
