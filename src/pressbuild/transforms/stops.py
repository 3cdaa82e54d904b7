"""Commas and full stops beside closing marks: a document in, the same with its stops where the house wants them out.

Logical placement (Hart's Rules; DOMAIN.md §1.1): a stop that belongs to the sentence stands outside the marks. A stop
inside stays where it belongs to what is quoted: in quotations, at a title's end, after a full sentence, after an
abbreviation. Only `,` and `.` ever move, out of the marks and before the note reference, which is a node and so is
never mistaken for digits.
"""

import re
from dataclasses import replace

from pressbuild.document import Document, Inline, Inlines, NoteRef, Quote, Role, Text
from pressbuild.house import House
from pressbuild.quotation.facts import Quoted, gather
from pressbuild.quotation.ledger import ledger
from pressbuild.tree import inner, rewrite_inlines, with_inner

# What a stop may leave, by role. No title ends with a comma; a full stop may be the title's own.
LEAVES: dict[Role, str] = {
    "scare": ",.",
    "term": ",.",
    "nickname": ",.",
    "foreign": ",.",
    "title.article": ",",
    "title.book": ",",
    "title.headline": ",",
}
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]|\.[A-Za-z]|\b(?:etc|al|Mr|Mrs|Ms|Dr|St|Jr|Sr|vol|no|Co|Ltd|Inc|cf|ibid))\.$")
_SENTENCE = re.compile(r"^[A-Z0-9][^\s]*(?:\s+\S+){3,}\.$")
_STOPS = tuple(",.;:?!…")


def stops(document: Document, house: House) -> Document:
    """The document with its stops placed as the house wants them."""
    if house.stops.placement == "as-written":
        return document
    roles = _roles(document, house)
    return rewrite_inlines(document, lambda inlines: _logical(inlines, roles)) if roles else document


def _roles(document: Document, house: House) -> frozenset[Role]:
    """The roles whose stops come out. A house that sets marks as they were written only mends slips: it leaves an
    author who puts every stop inside alone."""
    found = (Quoted("single", e.left, e.text, e.right, e.where) for e in ledger(document) if e.text)
    own = gather(found).stops
    return frozenset(role for role in LEAVES if own == "logical" or house.treatment(role).set != "written")


def _logical(inlines: Inlines, roles: frozenset[Role]) -> Inlines:
    """A run with the stops brought out, from the inmost quotation outwards."""
    nodes: list[Inline] = []
    for index, node in enumerate(inlines):
        inside = with_inner(node, _logical(inner(node), roles)) if inner(node) else node
        if not isinstance(inside, Quote) or inside.role not in roles or _stop_follows(inlines[index + 1 :]):
            nodes.append(inside)
            continue
        kept, moved = _parted(inside.children, LEAVES[inside.role])
        nodes.append(replace(inside, children=kept) if moved else inside)
        nodes.extend(moved)
    return tuple(nodes)


def _stop_follows(inlines: Inlines) -> bool:
    """Whether the next character, note references passed over, is a stop already."""
    for node in inlines:
        if isinstance(node, Text) and node.value:
            return node.value.startswith(_STOPS)
        if not isinstance(node, NoteRef):
            return False
    return False


def _parted(children: Inlines, may_leave: str) -> tuple[Inlines, Inlines]:
    """What stays inside a quotation, and the stop that comes out, with the note references that stood behind it."""
    last = len(children)
    while last and isinstance(children[last - 1], NoteRef):
        last -= 1
    if not last:
        return children, ()
    before, stop = _cut_off(children[last - 1], may_leave)
    if stop is None:
        return children, ()
    return (*children[: last - 1], before), (stop, *children[last:])


def _cut_off(node: Inline, may_leave: str) -> tuple[Inline, Text | None]:
    """A node without the stop at its end, and the stop."""
    if not isinstance(node, Text):
        inside = inner(node)
        if not inside or isinstance(node, Quote):
            return node, None
        before, stop = _cut_off(inside[-1], may_leave)
        return (with_inner(node, (*inside[:-1], before)), stop) if stop else (node, None)
    value = node.value
    if len(value) < 2 or value[-1] not in may_leave or value[-2] in _STOPS or _own(value):
        return node, None
    place = node.place and node.place.right(len(value) - 1)
    return replace(node, value=value[:-1]), Text(value[-1], place=place)


def _own(value: str) -> bool:
    """Whether a full stop belongs to the words: a sentence's or an abbreviation's."""
    return value.endswith(".") and bool(_ABBREVIATION.search(value) or _SENTENCE.match(value))
