"""The gap between marks that touch: “‘, ’” and ’‘ side by side; a document in, the same with the house's gaps out.

Tschichold's Penguin rules want a hair space there. Gaps come after the stops, which may yet part two marks.
"""

from msgspec.structs import replace

from pressbuild.document import Document, Inline, Inlines, Quote, Text
from pressbuild.house import House
from pressbuild.tree import inner, marks, rewrite_inlines, with_inner

HAIR = "\u200a"
OPENING, CLOSING = ("‘", "“", "„", "‚"), ("’", "”")


def gaps(document: Document, house: House) -> Document:
    """The document with the house's gap between marks that touch."""
    gap = house.marks.adjacent_gap
    return rewrite_inlines(document, lambda inlines: _gapped(inlines, gap)) if gap else document


def ungapped(inlines: Inlines) -> Inlines:
    """A run without the hair spaces that stand right inside or between quotations: a house sets its own."""
    nodes = tuple(with_inner(node, ungapped(inner(node))) if inner(node) else node for node in inlines)
    return tuple(
        with_inner(node, _without_edges(node.children)) if isinstance(node, Quote) and node.role != "keep" else node
        for index, node in enumerate(nodes)
        if not (_is_gap(node) and _marked(nodes[index - 1 : index]) and _marked(nodes[index + 1 : index + 2]))
    )


def _is_gap(node: Inline) -> bool:
    return isinstance(node, Text) and node.value != "" and not node.value.strip(HAIR)


def _marked(nodes: Inlines) -> bool:
    return any(isinstance(node, Quote) for node in nodes)


def _without_edges(children: Inlines) -> Inlines:
    """The inside of a quotation; a gap at its edge beside another quotation goes."""
    if len(children) > 1 and _is_gap(children[0]) and _marked(children[1:2]):
        children = children[1:]
    if len(children) > 1 and _is_gap(children[-1]) and _marked(children[-2:-1]):
        children = children[:-1]
    return children


def _gapped(inlines: Inlines, gap: str) -> Inlines:
    nodes: list[Inline] = []
    for node in inlines:
        inside = with_inner(node, _gapped(inner(node), gap)) if inner(node) else node
        if isinstance(inside, Quote) and inside.role != "keep":
            inside = replace(inside, children=_padded(inside, gap))
        if nodes and _last_mark(nodes[-1]) and not _elided(nodes[-1]) and _first_mark(inside):
            nodes.append(Text(gap))
        nodes.append(inside)
    return tuple(nodes)


def _padded(quote: Quote, gap: str) -> Inlines:
    """The inside of a quotation with a gap where a mark inside touches its own; guillemets bring their own space."""
    opening, closing = marks(quote)
    children = quote.children
    if opening and not opening[-1].isspace() and children and _first_mark(children[0]):
        children = (Text(gap), *children)
    if closing and not closing[0].isspace() and children and _last_mark(children[-1]):
        children = (*children, Text(gap))
    return children


def _first_mark(node: Inline) -> bool:
    """Whether a node shows a quotation mark or an apostrophe first."""
    if isinstance(node, Quote) and (opening := marks(node)[0]):
        return bool(opening)
    if isinstance(node, Text):
        return node.value.startswith(("’", *OPENING))
    return bool(inner(node)) and _first_mark(inner(node)[0])


def _elided(node: Inline) -> bool:
    """Whether a node ends with a letter and an apostrophe: l’« x », dell’“x” are one word with what follows."""
    if isinstance(node, Text):
        return node.value.endswith("’") and node.value[-2:-1].isalpha()
    return not isinstance(node, Quote) and bool(inner(node)) and _elided(inner(node)[-1])


def _last_mark(node: Inline) -> bool:
    if isinstance(node, Quote) and (closing := marks(node)[1]):
        return bool(closing)
    if isinstance(node, Text):
        return node.value.endswith(CLOSING)
    return bool(inner(node)) and _last_mark(inner(node)[-1])
