"""Where each run of inlines stands: a document in, its runs with their zones out, in the order of `rewrite_inlines`."""

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
from pressbuild.tree import FRONT_TEXTS, languages, numbered_blocks

Zone = Literal["standfirst", "headings", "captions", "body", "notes"]


class Run(Struct, frozen=True):
    """A whole run of inlines and where it stands. `opens`: a heading of the body, so that a section begins; `front`: a
    text of the front matter; `quoted`: somebody else's words, in a block quotation, a verse or an epigraph; `lang`: the
    language of the work, or of its chapter."""

    inlines: Inlines
    zone: Zone
    opens: bool = False
    front: bool = False
    quoted: bool = False
    lang: str = ""


def runs(document: Document) -> tuple[Run, ...]:
    """Every run in the order of `rewrite_inlines`: front texts, notes, body."""
    spoken = languages(document)
    front = [
        Run(
            getattr(document.front, key),
            "standfirst" if key == "standfirst" else "headings",
            front=True,
            lang=spoken[0],
        )
        for key in FRONT_TEXTS
    ]
    notes = [
        Run(run.inlines, "notes", lang=spoken[note.chapter])
        for note in document.notes
        for run in _within(note.children)
    ]
    body = (replace(run, lang=spoken[chapter]) for chapter, block in numbered_blocks(document) for run in _of(block))
    return (*front, *notes, *body)


def reading_order(found: tuple[Run, ...]) -> list[int]:
    """The indices of the runs as a reader meets them: front texts, body, notes."""
    return sorted(range(len(found)), key=lambda index: (found[index].zone == "notes", index))


def _within(blocks: Iterable[Block]) -> Iterator[Run]:
    for block in blocks:
        yield from _of(block)


def _of(block: Block) -> Iterator[Run]:
    match block:
        case Heading():
            yield Run(block.children, "headings", opens=True)
        case Opening():
            yield Run(block.kicker, "headings", front=True)
            yield Run(block.heading.children, "headings", opens=True, front=True)
            yield Run(block.subtitle, "headings", front=True)
            yield Run(block.standfirst, "standfirst", front=True)
        case Paragraph():
            yield Run(block.children, "body")
        case BlockQuote() | Div():
            quoted = isinstance(block, BlockQuote) or block.role == "epigraph"
            yield from (replace(run, quoted=run.quoted or quoted) for run in _within(block.children))
        case Verse():
            yield from (Run(line, "body", quoted=True) for stanza in block.stanzas for line in stanza)
        case List():
            yield from _within(chain.from_iterable(block.items))
        case Definitions():
            for term, bodies in block.items:
                yield Run(term, "body")
                for body in bodies:
                    yield from _within(body)
        case Table():
            yield Run(block.caption, "captions")
            for row in block.rows:
                for cell in row:
                    yield from _within(cell.children)
        case Figure():
            yield Run(block.caption, "captions")
        case Break() | CodeBlock():
            return
