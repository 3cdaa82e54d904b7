"""A run of inlines laid flat: inlines in, a string with a map back to the tree out; and quotations cut into the tree.

Marks are paired over a whole block, across emphasis, links and note references, so a block is read as one string. What
must not be looked into (code, formulas, addresses, finished quotations) stands in it with its words, but its marks
hidden. A quotation that crosses an element's border splits the element: no text is lost and order is kept.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import (
    Code,
    Decision,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Quote,
    Role,
    Span,
    Text,
)
from pressbuild.quotation.marks import ADDRESS, MARK, OPAQUE
from pressbuild.tree import inner, plain, with_inner

Path = tuple[int, ...]

# In a closed node's words: its marks, and what would make an address of the text that follows it.
HIDDEN = re.compile(MARK.pattern + r"|//|(?<=www)\.|(?<=mailto):")


class Leaf(Struct, frozen=True):
    """A node that is not looked into, where it starts in the string, and the elements round it, outermost first."""

    node: Inline
    start: int
    length: int
    path: Path


class Flat(Struct, frozen=True):
    """A run of inlines as a string, with the leaves in order and the elements that the paths speak of."""

    text: str
    leaves: tuple[Leaf, ...]
    elements: tuple[Inline, ...]


class Cut(Struct, frozen=True):
    """A quotation to be cut out of a run: `start` and `end` are the offsets of its marks, or, where it goes on from or
    into another run, None."""

    start: int | None
    end: int | None
    role: Role
    decision: Decision


def is_address(node: Inline) -> bool:
    """A link whose text is its own address."""
    if not isinstance(node, Link):
        return False
    text = plain(node.children)
    return text == node.target or ADDRESS.fullmatch(text) is not None


def is_closed(node: Inline) -> bool:
    """What is never looked into for marks."""
    return (
        isinstance(node, Code | Math | Image | NoteRef | LineBreak)
        or (isinstance(node, Span) and node.role == "apos")
        or (isinstance(node, Quote) and node.role == "keep")
        or is_address(node)
    )


def flatten(inlines: Inlines) -> Flat:
    """The string of a run and the way back. Linear in the length of the run."""
    leaves: list[Leaf] = []
    elements: list[Inline] = []
    parts: list[str] = []
    offset = 0

    def lay(nodes: Iterable[Inline], path: Path) -> None:
        nonlocal offset
        for node in nodes:
            if not isinstance(node, Text) and not is_closed(node) and inner(node):
                elements.append(node)
                lay(inner(node), (*path, len(elements) - 1))
                continue
            shown = _shown(node)
            leaves.append(Leaf(node, offset, len(shown), path))
            parts.append(shown)
            offset += len(shown)

    lay(inlines, ())
    return Flat("".join(parts), tuple(leaves), tuple(elements))


def _shown(node: Inline) -> str:
    """A leaf's part of the string; a closed node's marks are hidden, its length is that of its words."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, LineBreak):
        return "\n"
    return HIDDEN.sub(lambda match: OPAQUE * len(match[0]), plain([node])) or (
        OPAQUE if isinstance(node, Image | Code | Math) else ""
    )


def place_at(flat: Flat, offset: int) -> Place | None:
    """Where a character of the string stands in the source."""
    for leaf in flat.leaves:
        if leaf.start <= offset < leaf.start + leaf.length:
            place = leaf.node.place
            return place.right(offset - leaf.start) if place and isinstance(leaf.node, Text) else place
    return None


# --- cutting -------------------------------------------------------------------------------------------------------


class _Mark(Struct, frozen=True):
    """The opening or closing of a cut met on the way; the glyph is empty at the edge of the run."""

    cut: Cut
    opening: bool
    glyph: str
    place: Place | None
    path: Path


class _Frame(Struct):
    """An element or quotation under construction; the root has neither."""

    element: int | None = None
    mark: _Mark | None = None
    nodes: list[Inline] | None = None


def cut(flat: Flat, cuts: tuple[Cut, ...]) -> Inlines:
    """The run with its quotations as nodes. The cuts nest properly; their marks leave the text."""
    return _Builder(flat).build(list(_pieces(flat, cuts)))


def _pieces(flat: Flat, cuts: tuple[Cut, ...]) -> Iterator[Leaf | _Mark]:
    """The leaves with the marks taken out of their texts, and the marks in between. A leaf of length 0 stays."""
    at: dict[int, tuple[Cut, bool]] = {}
    for each in cuts:
        if each.start is not None:
            at[each.start] = (each, True)
        if each.end is not None:
            at[each.end] = (each, False)
    offsets = sorted(at, reverse=True)
    yield from (_Mark(each, True, "", None, ()) for each in cuts if each.start is None)
    for leaf in flat.leaves:
        done = leaf.start
        while offsets and offsets[-1] < leaf.start + leaf.length:
            offset = offsets.pop()
            yield from _part(leaf, done, offset)
            place = leaf.node.place
            yield _Mark(*at[offset], flat.text[offset], place and place.right(offset - leaf.start), leaf.path)
            done = offset + 1
        if done == leaf.start:
            yield leaf
        else:
            yield from _part(leaf, done, leaf.start + leaf.length)
    yield from (_Mark(each, False, "", None, ()) for each in reversed(cuts) if each.end is None)


def _part(leaf: Leaf, start: int, end: int) -> Iterator[Leaf]:
    if end > start and isinstance(leaf.node, Text):
        from_, to = start - leaf.start, end - leaf.start
        place = leaf.node.place
        yield Leaf(Text(leaf.node.value[from_:to], place=place and place.right(from_)), start, end - start, leaf.path)


def _common(left: Path, right: Path) -> Path:
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length]:
        length += 1
    return left[:length]


class _Builder:
    """Builds the tree again, piece by piece, with a stack of open elements and quotations."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.stack = [_Frame(nodes=[])]
        self.begun: set[int] = set()

    def build(self, pieces: list[Leaf | _Mark]) -> Inlines:
        levels = _levels(pieces)
        for piece in pieces:
            if isinstance(piece, Leaf):
                self.go(piece.path)
                self.add(piece.node)
            elif piece.opening:
                self.go(levels[id(piece.cut)])
                self.stack.append(_Frame(mark=piece, nodes=[]))
            else:
                self.go(levels[id(piece.cut)])
                self.close_quote(piece)
        self.go(())
        return tuple(self.stack[0].nodes or ())

    def add(self, node: Inline) -> None:
        nodes = self.stack[-1].nodes
        assert nodes is not None
        nodes.append(node)

    def go(self, path: Path) -> None:
        """Close the elements that are not on the way to `path`, and open those that are."""
        now = tuple(frame.element for frame in self.stack if frame.element is not None)
        keep = len(_common(now, path))
        for _ in now[keep:]:
            self.close_element()
        for element in path[keep:]:
            self.stack.append(_Frame(element=element, nodes=[]))

    def close_element(self) -> None:
        frame = self.stack.pop()
        assert frame.element is not None
        if not frame.nodes:
            return
        element = self.flat.elements[frame.element]
        if frame.element in self.begun:
            element = _without_id(element)
        self.begun.add(frame.element)
        self.add(with_inner(element, tuple(frame.nodes)))

    def close_quote(self, end: _Mark) -> None:
        frame = self.stack.pop()
        start = frame.mark
        assert start is not None
        assert start.cut is end.cut
        self.add(_quote(start, end, tuple(frame.nodes or ())))


def _levels(pieces: list[Leaf | _Mark]) -> dict[int, Path]:
    """For each cut the elements that hold both its marks: there the quotation will stand."""
    levels: dict[int, Path] = {}
    for piece in pieces:
        if isinstance(piece, _Mark):
            levels[id(piece.cut)] = _common(levels.get(id(piece.cut), piece.path), piece.path)
    return levels


def _quote(start: _Mark, end: _Mark, nodes: Inlines) -> Quote:
    """A quotation; where its whole content is an override without marks, the override gets the marks."""
    written = (start.glyph, end.glyph)
    if len(nodes) == 1 and isinstance(nodes[0], Quote) and nodes[0].decision.signed and nodes[0].written == ("", ""):
        return replace(nodes[0], written=written, place=start.place, end=end.place)
    return Quote(start.cut.role, written, nodes, start.cut.decision, place=start.place, end=end.place)


def _without_id(element: Inline) -> Inline:
    """The second part of a split element: one id stands once."""
    match element:
        case Link() | Span() | Quote():
            return replace(element, attributes=replace(element.attributes, id=""))
        case _:
            return element
