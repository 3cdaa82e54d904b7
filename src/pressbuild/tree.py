"""Walking and rewriting the tree: nodes in, nodes or plain text out. Pure; the nodes are `document`'s."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import is_
from typing import Any

from msgspec.structs import replace

from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Credit,
    Definitions,
    Div,
    Document,
    Figure,
    Front,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    List,
    Math,
    Node,
    NoteRef,
    Opening,
    Paragraph,
    Quote,
    Sup,
    Table,
    Text,
    Verse,
)

RAISED = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")
FRONT_TEXTS = ("kicker", "title", "subtitle", "standfirst")


def everything(document: Document) -> tuple[Node, ...]:
    """The roots of the whole work in reading order: texts of the front matter, body, notes."""
    notes = [block for note in document.notes for block in note.children]
    return (*front_inlines(document.front), *document.blocks, *notes)


def front_inlines(front: Front) -> Inlines:
    """The texts of the front matter in the order of the page, and behind them the notes that its names call."""
    texts = [node for name in FRONT_TEXTS for node in getattr(front, name)]
    return (*texts, *_credited(front.credits))


def _credited(called: tuple[Credit, ...]) -> Inlines:
    return tuple(call for credit in called for call in credit.calls)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below one, in reading order."""
    match node:
        case Text() | Code() | Image() | LineBreak() | Math() | NoteRef() | Break() | CodeBlock():
            return
        case Verse(stanzas=stanzas):
            for stanza in stanzas:
                for line in stanza:
                    yield from line
        case List(items=items):
            for item in items:
                yield from item
        case Definitions(items=terms):
            for term, bodies in terms:
                yield from term
                for body in bodies:
                    yield from body
        case Table(caption=caption, rows=rows):
            yield from caption
            for row in rows:
                yield from row
        case Figure(image=image, caption=caption):
            yield image
            yield from caption
        case Opening(kicker=kicker, heading=heading, subtitle=subtitle, standfirst=standfirst, credits=called):
            yield from (*kicker, heading, *subtitle, *_credited(called), *standfirst)
        case _:
            yield from node.children


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node, each before its children, in reading order."""
    stack = [iter(nodes)]
    while stack:
        for node in stack[-1]:
            yield node
            stack.append(children(node))
            break
        else:
            stack.pop()


def plain(nodes: Iterable[Node]) -> str:
    """The words of some nodes without markup, note references or pictures; a line break is a space. The author's
    quotation marks stand, or the house's where it has set them."""
    return "".join(_plain(node) for node in nodes)


def _plain(node: Node) -> str:
    match node:
        case Text(value=value) | Code(value=value) | Math(value=value) | CodeBlock(value=value):
            return value
        case LineBreak():
            return " "
        case Image() | NoteRef() | Break():
            return ""
        case Quote(children=inner):
            opening, closing = marks(node)
            return opening + plain(inner) + closing
        case _:
            return plain(children(node))


def marks(quote: Quote) -> tuple[str, str]:
    """The marks that stand round a quotation: the house's where it has set them, else the author's."""
    return quote.written if quote.glyphs is None else quote.glyphs


def languages(document: Document) -> defaultdict[int, str]:
    """The language of each chapter of a book by its number; of everything else that of the work."""
    own = document.front.lang
    openings = (block for block in document.blocks if isinstance(block, Opening) and block.kind == "chapter")
    chapters = {number: opening.lang or own for number, opening in enumerate(openings, start=1)}
    return defaultdict(lambda: own, chapters)


def numbered_blocks(document: Document) -> Iterator[tuple[int, Block]]:
    """The blocks of a work, each with the number of its chapter; 0 where it is in none, as a part's title."""
    count = chapter = 0
    for block in document.blocks:
        if isinstance(block, Opening):
            count += block.kind == "chapter"
            chapter = count if block.kind == "chapter" else 0
        yield chapter, block


def by_chapter(document: Document) -> tuple[Document, ...]:
    """A book taken apart: its front matter and the titles of its parts, then each chapter with its notes, in its own
    language."""
    parts: list[Block] = []
    chapters: list[list[Block]] = []
    for block in document.blocks:
        if isinstance(block, Opening) and block.kind == "part":
            parts.append(block)
            continue
        if isinstance(block, Opening):
            chapters.append([])
        chapters[-1].append(block)
    spoken = languages(document)
    return (
        Document(document.front, tuple(parts)),
        *(
            Document(
                Front(lang=spoken[number]),
                tuple(blocks),
                tuple(note for note in document.notes if note.chapter == number),
            )
            for number, blocks in enumerate(chapters, start=1)
        ),
    )


def rewrite_inlines(document: Document, change: Callable[[Inlines], Inlines]) -> Document:
    """The document with `change` applied to every whole run of inlines: each paragraph, heading, line of verse, term,
    caption and text of the front matter, in the body and in the notes. `change` descends by itself."""
    texts: dict[str, Any] = {name: change(getattr(document.front, name)) for name in FRONT_TEXTS}
    front = replace(document.front, **texts)
    notes = tuple(replace(note, children=rewrite_blocks(note.children, change)) for note in document.notes)
    return replace(document, front=front, blocks=rewrite_blocks(document.blocks, change), notes=notes)


def rewrite_blocks(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """`rewrite_inlines` for some blocks."""
    return tuple(_rewrite_block(block, change) for block in blocks)


def _rewrite_block(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    match block:
        case Heading() | Paragraph():
            inlines = change(block.children)
            return block if same(inlines, block.children) else replace(block, children=inlines)
        case BlockQuote() | Div():
            return replace(block, children=rewrite_blocks(block.children, change))
        case Verse():
            return replace(block, stanzas=tuple(tuple(change(line) for line in stanza) for stanza in block.stanzas))
        case List():
            return replace(block, items=tuple(rewrite_blocks(item, change) for item in block.items))
        case Definitions():
            return replace(
                block,
                items=tuple(
                    (change(term), tuple(rewrite_blocks(body, change) for body in bodies))
                    for term, bodies in block.items
                ),
            )
        case Table():
            return replace(
                block,
                caption=change(block.caption),
                rows=tuple(
                    tuple(replace(cell, children=rewrite_blocks(cell.children, change)) for cell in row)
                    for row in block.rows
                ),
            )
        case Figure():
            return replace(block, caption=change(block.caption))
        case Opening():
            return replace(
                block,
                kicker=change(block.kicker),
                heading=replace(block.heading, children=change(block.heading.children)),
                subtitle=change(block.subtitle),
                standfirst=change(block.standfirst),
            )
        case Break() | CodeBlock():
            return block


def ends_raised(node: Inline) -> bool:
    """Whether the last that an inline prints is a raised figure."""
    match node:
        case Text(value=value):
            return value.endswith(RAISED)
        case Sup():
            return plain([node])[-1:].isdigit()
        case Quote() if marks(node)[1]:
            return False
        case _:
            return ends_raised(last) if (last := next(reversed(inner(node)), None)) else False


def inner(node: Inline) -> Inlines:
    """The inlines inside an inline; empty for a leaf."""
    match node:
        case Text() | Code() | Image() | LineBreak() | Math() | NoteRef():
            return ()
        case _:
            return node.children


def with_inner(node: Inline, nodes: Inlines) -> Inline:
    """The inline with other inlines inside; a leaf as it is."""
    match node:
        case Text() | Code() | Image() | LineBreak() | Math() | NoteRef():
            return node
        case _:
            return node if same(nodes, node.children) else replace(node, children=nodes)


def same(nodes: Inlines, others: Inlines) -> bool:
    """Whether nothing was changed: most transforms leave most nodes as they are, and to make one anew is slow."""
    return len(nodes) == len(others) and all(map(is_, nodes, others))


def map_text(inlines: Inlines, change: Callable[[Text], Inline]) -> Inlines:
    """Some inlines with every `Text` changed, at any depth."""
    return tuple(
        change(node) if isinstance(node, Text) else with_inner(node, map_text(inner(node), change)) for node in inlines
    )


def without_references(inlines: Inlines) -> Inlines:
    """Some inlines without the references to notes in them, at any depth: for contents, running heads and metadata."""
    return tuple(with_inner(node, without_references(inner(node))) for node in inlines if not isinstance(node, NoteRef))
