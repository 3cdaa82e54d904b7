"""A piece of a source's markup parsed: a `Part` in, its root element out; pure."""

import html as markup
import re
from typing import TYPE_CHECKING

from pressbuild.importers.source import Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SPELT = re.compile(r"&#?\w{1,40};?")
UNPRINTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(14, 32), 127))


def parsed(part: Part) -> "Element":
    """The root element of a part. Raises lxml's `ParserError` or `XMLSyntaxError`: an importer has read it before."""
    from lxml import etree, html

    if part.dialect == "page":
        return html.document_fromstring(part.data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(_spelt_out(part.data) if part.dialect == "xhtml" else part.data, parser)


def numbered(root: "Element") -> "dict[Element, int]":
    """The elements by their number in document order, by which `Part.roles` names them."""
    from lxml import etree

    return {element: number for number, element in enumerate(root.iter(etree.Element))}


def _spelt_out(data: bytes) -> bytes:
    """A page of XHTML with its references to characters as these: XML knows neither all of HTML's names nor all of
    the numbers that are written."""
    text = SPELT.sub(lambda reference: markup.escape(markup.unescape(reference[0])), data.decode())
    return text.translate(UNPRINTED | {0x0B: " ", 0x0C: " ", 0xFFFE: "", 0xFFFF: ""}).encode()
