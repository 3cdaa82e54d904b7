"""Pages of a source and their notes, as elements: what finds notes, sets them and speaks of them has them from here."""

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Leaf(Struct, frozen=True):
    """A page of a source: its name within it, and its root."""

    name: str
    root: "Element"


class Note(Struct):
    """A note: its label as printed, the elements that call it, those that hold it, and what within these is no word of
    it (label, ways back). `prefix` is a label that stands at its beginning as plain text; `further` are the paragraphs
    that were taken for its own because they end what stands below the heading of the notes. `attribute` of its first
    mark has its words, where they stand in no text."""

    label: str
    calls: "list[Element]" = field(default_factory=list)
    body: "list[Element]" = field(default_factory=list)
    cut: "list[Element]" = field(default_factory=list)
    prefix: str = ""
    further: "list[Element]" = field(default_factory=list)
    attribute: str = ""
