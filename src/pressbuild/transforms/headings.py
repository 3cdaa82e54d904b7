"""Headings below the title: levels that begin at 2 and close up, and an anchor on every heading of the body. One in
which nothing stands is none: no edition has anything to show, and to a screen reader it would be a riddle."""

from collections.abc import Iterator, Mapping
from itertools import count

from msgspec.structs import replace

from pressbuild.document import Block, BlockQuote, Blocks, Definitions, Div, Document, Heading, List, Opening, Table
from pressbuild.house import House
from pressbuild.tree import walk

TOP, LOWEST = 2, 6


def headings(document: Document, house: House) -> Document:
    """The document with heading levels 2, 3 … without gaps (the title is level 1), and an id on each."""
    document = replace(document, blocks=tuple(block for block in document.blocks if not _is_empty(block)))
    found = [node for node in walk(document.blocks) if isinstance(node, Heading)]
    depth = {level: min(TOP + index, LOWEST) for index, level in enumerate(sorted({h.level for h in found}))}
    numbers = count(1)
    blocks = (_anchored(block, numbers) for block in _settled(document.blocks, depth))
    return replace(document, blocks=tuple(blocks))


def _is_empty(block: Block) -> bool:
    """Whether a heading holds nothing, and no link can lead to it."""
    return isinstance(block, Heading) and not block.children and not block.attributes.id


def _settled(blocks: Blocks, depth: Mapping[int, int]) -> Blocks:
    return tuple(_at_depth(block, depth) for block in blocks)


def _at_depth(block: Block, depth: Mapping[int, int]) -> Block:
    match block:
        case Heading():
            return replace(block, level=depth[block.level])
        case Opening():
            return replace(block, heading=replace(block.heading, level=depth[block.heading.level]))
        case BlockQuote() | Div():
            return replace(block, children=_settled(block.children, depth))
        case List():
            return replace(block, items=tuple(_settled(item, depth) for item in block.items))
        case Definitions():
            items = ((term, tuple(_settled(body, depth) for body in bodies)) for term, bodies in block.items)
            return replace(block, items=tuple(items))
        case Table():
            rows = (tuple(replace(c, children=_settled(c.children, depth)) for c in row) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case _:
            return block


def _anchored(block: Block, numbers: Iterator[int]) -> Block:
    """A heading with the id that contents, bookmarks and links use; the author's own stays."""
    if not isinstance(block, Heading):
        return block
    number = next(numbers)
    return replace(block, attributes=replace(block.attributes, id=block.attributes.id or f"section-{number}"))
