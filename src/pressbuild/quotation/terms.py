"""Terms: a recognised `Document` in, the same with an anchor on each scare-quoted term out. Pure.

A term is what the author holds at a distance or talks about: the roles `scare`, `term` and `nickname`. Its first use in
reading order gives it a number, each use a place in it: `term-12-3` is the third use of the twelfth term.
"""

from msgspec.structs import replace

from pressbuild.document import Document, Image, Inline, Inlines, Link, Node, Quote, Span
from pressbuild.quotation.folding import fold
from pressbuild.quotation.passages import in_reading_order
from pressbuild.tree import everything, inner, plain, rewrite_inlines, walk, with_inner

ROLES = frozenset({"scare", "term", "nickname"})


def key_of(quote: Quote) -> str:
    """What makes two quotations uses of one term."""
    return fold(plain(quote.children))


def is_term(node: Node) -> bool:
    """Whether a node is a use of a term; a quotation that goes on from the line of verse before is none."""
    return isinstance(node, Quote) and node.role in ROLES and (bool(node.written[0]) or node.decision.signed)


def numbered(document: Document) -> Document:
    """The document with an id on every use of a term that has none of its author's."""
    ids = _ids(document)
    return rewrite_inlines(document, lambda run: _with_ids(run, ids))


def anchors(document: Document) -> tuple[str, ...]:
    """The ids of the uses of terms, in reading order."""
    return tuple(node.attributes.id for node in walk(everything(document)) if isinstance(node, Quote) and is_term(node))


def _ids(document: Document) -> dict[int, str]:
    """The ids by the identity of the nodes, which the caller keeps alive."""
    ids: dict[int, str] = {}
    uses: dict[str, tuple[int, int]] = {}
    for passage in in_reading_order(document):
        for node in walk(node for run in passage.runs for node in run):
            if isinstance(node, Quote) and is_term(node):
                number, place = uses.get(key_of(node), (len(uses) + 1, 0))
                uses[key_of(node)] = number, place + 1
                ids[id(node)] = node.attributes.id or f"term-{number}-{place + 1}"
    return ids


def _with_ids(inlines: Inlines, ids: dict[int, str]) -> Inlines:
    return tuple(_with_id(node, ids) for node in inlines)


def _with_id(node: Inline, ids: dict[int, str]) -> Inline:
    inside = with_inner(node, _with_ids(inner(node), ids)) if inner(node) else node
    if isinstance(inside, Quote) and id(node) in ids:
        return replace(inside, attributes=replace(inside.attributes, id=ids[id(node)]))
    return inside


def without_ids(inlines: Inlines) -> Inlines:
    """Some inlines that are shown a second time: an id stands once in a work."""
    return tuple(_without_id(node) for node in inlines)


def _without_id(node: Inline) -> Inline:
    inside = with_inner(node, without_ids(inner(node))) if inner(node) else node
    if isinstance(inside, Quote | Span | Link | Image) and inside.attributes.id:
        return replace(inside, attributes=replace(inside.attributes, id=""))
    return inside
