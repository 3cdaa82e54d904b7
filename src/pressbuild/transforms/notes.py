"""Footnotes gathered as endnotes: a document in, the same with its notes in reading order out.

A note's number is its position, so the order of the references in the reading order of the page (kicker, title,
subtitle, standfirst, body, and then notes) decides it. Notes that nothing refers to come last.
"""

from dataclasses import replace

from pressbuild.document import Document, NoteRef
from pressbuild.house import House
from pressbuild.tree import FRONT_TEXTS, walk


def notes(document: Document, house: House) -> Document:
    """The document with its notes sorted by their first references."""
    front = [node for name in FRONT_TEXTS for node in getattr(document.front, name)]
    order: dict[str, int] = {}
    for node in walk([*front, *document.blocks]):
        if isinstance(node, NoteRef):
            order.setdefault(node.label, len(order))
    last = len(order)
    return replace(document, notes=tuple(sorted(document.notes, key=lambda note: order.get(note.label, last))))
