"""The last look at an edition's links: the pages of one edition in, the same with every address settled; pure.

Elements are changed in place, before they are grafted into their shells. A link inside the work learns the file of its
anchor; one that leads nowhere, and one with a scheme that an edition may not carry, keeps its words and loses its
address. The reader has said so already in a diagnostic: this is the wall behind it. Addresses that are shown get places
to break.
"""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from pressbuild.binders.addresses import MAY_BREAK
from pressbuild.reading.links import unsafe

# An address that is shown breaks behind slashes and before other stops; the name of the host stays whole.
ADDRESS = re.compile(r"((?:https?://)?[\w.-]+\.[a-z]{2,})(/\S*)", re.IGNORECASE)
PLACE = re.compile(r"(?<=/)(?=[^/])|(?<=[^/])(?=[.\-_~?#%=&+,])")

Pages = Mapping[str, Iterable[etree._Element]]


def settle(pages: Pages) -> None:
    """Settle the links of some pages, given as the elements of each by its file's name."""
    files = {
        anchor: name
        for name, roots in pages.items()
        for root in roots
        for element in root.iter(etree.Element)
        if (anchor := element.get("id"))
    }
    for name, roots in pages.items():
        for root in roots:
            for link in root.iter("a"):
                _settle(link, name, files)
                _open_up(link)


def _settle(link: etree._Element, page: str, files: Mapping[str, str]) -> None:
    address = link.get("href")
    if address is None:
        return
    if not address.startswith("#"):
        if unsafe(address, None):
            del link.attrib["href"]
        return
    home = files.get(address[1:])
    if home is None:
        del link.attrib["href"]
    elif home != page:
        link.set("href", f"{home}{address}")


def _open_up(link: etree._Element) -> None:
    """Let a link whose words are an address break where an address may. A `wbr` leaves no trace when it is copied.
    One that has its places already (`addresses`, in print) is left alone."""
    open_already = len(link) > 0 or MAY_BREAK in (link.text or "")
    address = None if open_already else ADDRESS.fullmatch(link.text or "")
    if address is None:
        return
    first, *rest = PLACE.split(address[2])
    link.text = address[1] + first
    for part in rest:
        etree.SubElement(link, "wbr").tail = part
