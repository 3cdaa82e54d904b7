"""The last look at an edition's links: the pages of one edition in, the same with every address settled; pure.

Elements are changed in place, before they are grafted into their shells. A link inside the work learns the file of its
anchor; one that leads nowhere, and one with a scheme that an edition may not carry, keeps its words and loses its
address. The reader has said so already in a diagnostic: this is the wall behind it.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from lxml import etree

from pressbuild.binders.addresses import open_on_screen
from pressbuild.reading.links import unsafe

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


def settle_for_screens(pages: Pages) -> None:
    """Settle the links of some pages whose addresses break as those of screens do."""
    settle(pages)
    for root in chain.from_iterable(pages.values()):
        open_on_screen(root)


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
