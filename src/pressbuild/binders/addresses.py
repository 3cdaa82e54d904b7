"""Slashes and addresses: XHTML elements in, changed in place so that an address or a pair breaks where it may.

An address breaks behind its double slash, before a single one, and before full stops, hyphens and the like, and takes
no hyphen of its own (Chicago Manual of Style, 17th edition, 7.46); the name of the host stays whole. In print the
breaks are zero-width spaces, which leave no trace in the printed words, on the screen a `wbr`, which leaves none in
what is copied. So are those behind the slash between two words (7.42 there), without which a long pair tears the line
before it apart.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pressbuild.binders.titling import texts

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
HOST = re.compile(r"(https?://)?([^/]*)", re.IGNORECASE)
PLACE = re.compile(r"(?<!/)(?=[/.\-_~?#%=&+,][^\s/])")
PAIR = re.compile(r"(?<=[^\W\d_]{3}/)(?=$|[‘“(«„]?[^\W\d_]{3})")
MAY_BREAK = "\u200b"


def open_up(root: etree._Element) -> None:
    """Give every link whose words are an address its places to break, for print."""
    for link in _addresses(root):
        link.text = MAY_BREAK.join(parts(link.text or ""))


def open_on_screen(root: etree._Element) -> None:
    """Give every link whose words are an address its places to break, for screens."""
    for link in _addresses(root):
        link.text, *rest = parts(link.text or "")
        for part in rest:
            etree.SubElement(link, "wbr").tail = part


def _addresses(root: etree._Element) -> Iterator[etree._Element]:
    """The links whose words are an address, which takes no hyphens."""
    for link in root.iter("a"):
        if not len(link) and ADDRESS.fullmatch((link.text or "").strip()):
            link.set("class", f"{link.get('class', '')} address".strip())
            yield link


def open_pairs(paragraphs: Iterable[etree._Element]) -> None:
    """Give every two words with a slash between them a place to break."""
    for paragraph in paragraphs:
        for node, slot in texts(paragraph):
            if not (slot == "text" and node.tag in ("a", "code")):
                setattr(node, slot, PAIR.sub(MAY_BREAK, getattr(node, slot) or ""))


def parts(address: str) -> list[str]:
    """An address in the pieces between which it may break."""
    host = HOST.match(address)
    assert host is not None
    first, *rest = PLACE.split(address[host.end() :])
    return [*filter(None, [host[1]]), f"{host[2]}{first}", *rest]
