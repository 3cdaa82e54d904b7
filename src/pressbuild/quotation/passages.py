"""The stretches of a document over which marks are paired: a `Document` in, its passages in the tree's order out.

A passage is one block's run of inlines, save that the lines of a verse make one passage together: a quotation may run
over several lines, never over the border of a block. Where a stanza takes a quotation up by its opening mark, a further
passage begins, as with a paragraph that does.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import (
    Block,
    BlockQuote,
    Break,
    CodeBlock,
    Definitions,
    Div,
    Document,
    Figure,
    Heading,
    Inlines,
    List,
    Opening,
    Paragraph,
    Table,
    Verse,
)
from pressbuild.quotation.stanzas import parted
from pressbuild.tree import FRONT_TEXTS, languages, numbered_blocks, plain

Where = Literal["front", "body", "notes", "heading"]


class Passage(Struct, frozen=True):
    """One or more runs read as one, and where they stand. `flows`: a paragraph, whose quotation the next may
    continue. `goes_on`: stanzas, of which the next takes up the quotation that they leave open. `apart`: set apart from
    the text round it, as block quotations, verse and items of lists are. `chapter` is that of an anthology: each author
    has habits of their own; `lang` the language of the work, or of its chapter."""

    runs: tuple[Inlines, ...]
    where: Where
    flows: bool = False
    goes_on: bool = False
    chapter: int = 0
    lang: str = ""
    apart: bool = False


def passages(document: Document) -> tuple[Passage, ...]:
    """All passages in the order of `document.rewrite_inlines`: front texts, notes, body."""
    spoken = languages(document)
    front = [Passage((getattr(document.front, name),), "front", lang=spoken[0]) for name in FRONT_TEXTS]
    anthology = any(isinstance(block, Opening) and block.authors for block in document.blocks)
    notes = [
        replace(p, chapter=note.chapter if anthology else 0, lang=spoken[note.chapter])
        for note in document.notes
        for p in _within(note.children, "notes")
    ]
    body = [
        replace(p, chapter=chapter if anthology else 0, lang=spoken[chapter])
        for chapter, block in numbered_blocks(document)
        for p in _of(block, "body")
    ]
    return (*front, *notes, *body)


def in_reading_order(document: Document) -> tuple[Passage, ...]:
    """Front texts, body, notes."""
    found = passages(document)
    rank = {"front": 0, "body": 1, "heading": 1, "notes": 2}
    return tuple(sorted(found, key=lambda p: rank[p.where]))


def _within(blocks: Iterable[Block], where: Where) -> Iterator[Passage]:
    for block in blocks:
        yield from _of(block, where)


def _apart(block: BlockQuote | List, where: Where) -> Iterator[Passage]:
    blocks = block.children if isinstance(block, BlockQuote) else chain.from_iterable(block.items)
    return (replace(passage, apart=True) for passage in _within(blocks, where))


def _verse(verse: Verse, where: Where) -> Iterator[Passage]:
    runs = parted(["\n".join(map(plain, stanza)) for stanza in verse.stanzas])
    for run in runs:
        lines = tuple(line for stanza in run for line in verse.stanzas[stanza])
        yield Passage(lines, where, apart=True, goes_on=run is not runs[-1])


def _of(block: Block, where: Where) -> Iterator[Passage]:
    match block:
        case Heading():
            yield Passage((block.children,), "heading" if where == "body" else where)
        case Opening():
            yield from _opening(block, where)
        case Paragraph():
            yield Passage((block.children,), where, flows=True)
        case Div():
            yield from _within(block.children, where)
        case Verse():
            yield from _verse(block, where)
        case BlockQuote() | List():
            yield from _apart(block, where)
        case Definitions():
            for term, bodies in block.items:
                yield Passage((term,), where)
                for body in bodies:
                    yield from _within(body, where)
        case Table():
            yield Passage((block.caption,), where)
            for row in block.rows:
                for cell in row:
                    yield from _within(cell.children, where)
        case Figure():
            yield Passage((block.caption,), where)
        case Break() | CodeBlock():
            return


def _opening(opening: Opening, where: Where) -> Iterator[Passage]:
    for run in (opening.kicker, opening.heading.children, opening.subtitle):
        yield Passage((run,), "heading")
    yield Passage((opening.standfirst,), where)
