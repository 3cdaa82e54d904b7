"""Slashes in print: XHTML elements in, changed in place so that an address and a pair of words break where they may.

An address breaks in its path, behind slashes and before full stops, hyphens and the like, and takes no hyphen of its
own (Chicago Manual of Style, 17th edition, 14.18); the name of the host stays whole. The breaks are zero-width spaces,
which leave no trace in the printed words. So are those behind the slash between two words (7.42 there), without which a
long pair tears the line before it apart.
"""

import re
from collections.abc import Iterable

from lxml import etree

from pressbuild.binders.titling import texts

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
HOST = re.compile(r"(?:https?://)?[^/]*", re.IGNORECASE)
BREAK = re.compile(r"(?<=[^/])(?=[.\-_~?#%=&+,])|(?<=/)(?=[^/])")
PAIR = re.compile(r"(?<=[^\W\d_]{3}/)(?=$|[‘“(«„]?[^\W\d_]{3})")
MAY_BREAK = "\u200b"


def open_up(root: etree._Element) -> None:
    """Give every link whose words are an address its places to break."""
    for link in root.iter("a"):
        if not len(link) and ADDRESS.fullmatch((link.text or "").strip()):
            link.set("class", f"{link.get('class', '')} address".strip())
            link.text = opened(link.text or "")


def open_pairs(paragraphs: Iterable[etree._Element]) -> None:
    """Give every two words with a slash between them a place to break."""
    for paragraph in paragraphs:
        for node, slot in texts(paragraph):
            if not (slot == "text" and node.tag in ("a", "code")):
                setattr(node, slot, PAIR.sub(MAY_BREAK, getattr(node, slot) or ""))


def opened(address: str) -> str:
    """An address with its places to break."""
    host = HOST.match(address)
    assert host is not None
    return host[0] + BREAK.sub(MAY_BREAK, address[host.end() :])
