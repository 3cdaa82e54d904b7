"""Footnotes gathered as endnotes: a document in, the same with its notes in reading order out.

References in a link stand behind it, for a link holds no other link. Those that stand together touch, whatever space
was typed between them. A note's number is its position, so the
order of the references in the reading order of the page (kicker, title, subtitle, standfirst, names, body, and then
notes) decides it. Notes that nothing refers to come last, in a book last in their chapter.
"""

from msgspec.structs import replace

from pressbuild.document import Document, Image, Inline, Inlines, Link, NoteRef
from pressbuild.house import House
from pressbuild.transforms.touching import joined
from pressbuild.tree import front_inlines, inner, plain, rewrite_inlines, walk, with_inner, without_references


def notes(document: Document, house: House) -> Document:
    """The document with its notes sorted by their first references."""
    document = rewrite_inlines(document, lambda run: joined(_behind_links(run)))
    order: dict[str, int] = {}
    for node in walk([*front_inlines(document.front), *document.blocks]):
        if isinstance(node, NoteRef):
            order.setdefault(node.label, len(order))
    last = len(order)
    ordered = sorted(document.notes, key=lambda note: (note.chapter, order.get(note.label, last)))
    return replace(document, notes=tuple(ordered))


def _behind_links(run: Inlines) -> Inlines:
    """A run, at any depth, in which the references of a link stand behind it; of one that held nothing else only they
    are left."""
    nodes: list[Inline] = []
    for node in run:
        held = [one for one in walk([node]) if isinstance(one, NoteRef)] if isinstance(node, Link) else []
        if held:
            bare = with_inner(node, without_references(inner(node)))
            says = plain([bare]).strip() or any(isinstance(one, Image) for one in walk([bare]))
            nodes += [*([bare] if says else []), *held]
        else:
            nodes.append(with_inner(node, _behind_links(inner(node))) if inner(node) else node)
    return tuple(nodes)
