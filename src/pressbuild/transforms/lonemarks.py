"""Marks that belong to no quotation: a run in, the same with them as the house and the text's language have them, out.
Pure. What is left of straight marks becomes an apostrophe or the mark that it was read as; primes stay.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import PLAIN, Inline, Inlines, Quote, Span, Text
from pressbuild.house import House, MarksName
from pressbuild.quotation.flat import cut, flatten
from pressbuild.quotation.marks import OPENED_LOW, Mark, find_marks, is_turned
from pressbuild.tree import inner, map_text, same, with_inner

STRAIGHT = ("'", '"')
LOW: dict[MarksName, MarksName] = {"double": "low", "single": "low_single"}  # English pairs, and German ones for them


class Lone(Struct, frozen=True):
    """What becomes of marks that belong to no quotation, in a text of this language."""

    pairs: Mapping[str, tuple[str, str]]
    apostrophe: str
    lang: str


def lone_marks(house: House, lang: str) -> Lone:
    """The house's marks for straight ones: the first of its own where these are not English, else those of the same
    kind, in the form of the text's language where the house leaves marks as they were written."""
    first, *others = house.nesting.order
    if first not in LOW:
        pairs = {'"': house.marks.pair(first), "'": house.marks.pair(others[0] if others else first)}
        return Lone(pairs, house.marks.apostrophe, lang)
    low = house.treatment("quotation").set == "written" and lang.partition("-")[0].lower() in OPENED_LOW
    names: tuple[MarksName, MarksName] = ("low", "low_single") if low else ("double", "single")
    pairs = dict(zip(('"', "'"), map(house.marks.pair, names), strict=True))
    return Lone(pairs, house.marks.apostrophe, lang)


def curled(inlines: Inlines, lone: Lone) -> Inlines:
    """The run with its straight marks outside quotations made the house's, and the spans of `[x]{.apos}` dissolved."""
    bare = _without_apos(inlines, lone.apostrophe)
    flat = flatten(bare)
    changes = {
        mark.offset: new
        for mark in find_marks(flat.text, lone.lang)
        if (new := _curl(flat.text, mark, lone)) != mark.glyph
    }
    if not changes:
        return bare if same(bare, inlines) else cut(flat, ())
    leaves = [
        replace(leaf, node=replace(leaf.node, value=_changed(leaf.node.value, leaf.start, changes)))
        if isinstance(leaf.node, Text)
        else leaf
        for leaf in flat.leaves
    ]
    return cut(replace(flat, leaves=tuple(leaves)), ())


def _curl(text: str, mark: Mark, lone: Lone) -> str:
    """What a mark without a partner becomes."""
    glyph, reading = mark.glyph, mark.alone()
    if is_turned(text, mark.offset, lone.lang) or (reading == "apostrophe" and glyph in "'’"):
        return lone.apostrophe
    pair = lone.pairs.get(glyph)
    if pair is None or reading == "prime":
        return glyph
    return pair[0] if reading == "lone-open" else pair[1]


def _changed(value: str, start: int, changes: dict[int, str]) -> str:
    return "".join(changes.get(start + index, character) for index, character in enumerate(value))


def _without_apos(inlines: Inlines, apostrophe: str) -> Inlines:
    """`[x]{.apos}` says that its marks are apostrophes; once they are, the span says nothing."""
    nodes: list[Inline] = []
    for node in inlines:
        if isinstance(node, Span) and node.role == "apos":
            inside = _without_apos(node.children, apostrophe)
            inside = map_text(inside, lambda text: replace(text, value=text.value.replace("'", apostrophe)))
            rest = replace(node.attributes, classes=tuple(c for c in node.attributes.classes if c != "apos"))
            nodes.extend(inside if rest == PLAIN else (replace(node, role="", attributes=rest, children=inside),))
        elif isinstance(node, Quote) and node.role == "keep":
            nodes.append(node)
        else:
            nodes.append(with_inner(node, _without_apos(inner(node), apostrophe)) if inner(node) else node)
    return tuple(nodes)
