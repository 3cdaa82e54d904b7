"""Footnotes gathered as endnotes: a document in, the same with its notes in reading order out.

References that stand together touch, whatever space was typed between them. A note's number is its position, so the
order of the references in the reading order of the page (kicker, title, subtitle, standfirst, body, and then notes)
decides it. Notes that nothing refers to come last, in a book last in their chapter.
"""

from dataclasses import replace
from itertools import zip_longest

from pressbuild.document import Document, Inline, Inlines, NoteRef, Text
from pressbuild.house import House
from pressbuild.tree import FRONT_TEXTS, inner, rewrite_inlines, walk, with_inner


def notes(document: Document, house: House) -> Document:
    """The document with its notes sorted by their first references."""
    document = rewrite_inlines(document, _touching)
    front = [node for name in FRONT_TEXTS for node in getattr(document.front, name)]
    order: dict[str, int] = {}
    for node in walk([*front, *document.blocks]):
        if isinstance(node, NoteRef):
            order.setdefault(node.label, len(order))
    last = len(order)
    ordered = sorted(document.notes, key=lambda note: (note.chapter, order.get(note.label, last)))
    return replace(document, notes=tuple(ordered))


def _touching(inlines: Inlines) -> Inlines:
    """A run, at any depth, without the blanks between two references."""
    nodes: list[Inline] = []
    for node, following in zip_longest(inlines, inlines[1:]):
        blank = isinstance(node, Text) and not node.value.strip()
        if not (blank and nodes and isinstance(nodes[-1], NoteRef) and isinstance(following, NoteRef)):
            nodes.append(with_inner(node, _touching(inner(node))) if inner(node) else node)
    return tuple(nodes)
