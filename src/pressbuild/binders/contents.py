"""The contents of a work as a tree: the flat list of its headings in, branches and nested HTML lists out; pure."""

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from pressbuild.edition.contents import Entry
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element


class Branch(Struct, frozen=True):
    """A heading and those below it."""

    entry: Entry
    below: tuple["Branch", ...]


def branches(entries: Sequence[Entry]) -> tuple[Branch, ...]:
    """Each heading with the deeper ones that follow it."""
    grown: list[Branch] = []
    start = 0
    while start < len(entries):
        end = start + 1
        while end < len(entries) and entries[end].level > entries[start].level:
            end += 1
        grown.append(Branch(entries[start], branches(entries[start + 1 : end])))
        start = end
    return tuple(grown)


def listed(tree: Sequence[Branch], renderer: Renderer) -> Element:
    """Branches as an ordered list of links, with a list in each item that has branches below it."""
    items = etree.Element("ol")
    for branch in tree:
        item = etree.SubElement(items, "li")
        link = etree.SubElement(item, "a", {"href": renderer.medium.href(branch.entry.anchor)})
        renderer.medium.spoken(renderer.inlines(link, branch.entry.children), branch.entry.lang)
        if branch.entry.authors:
            author = etree.SubElement(item, "span", {"class": "of-chapter"})
            author.text = renderer.edition.words.joined(branch.entry.authors)
        if branch.below:
            item.append(listed(branch.below, renderer))
    return items
