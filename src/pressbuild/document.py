"""The tree: what a manuscript is after it was read. Nodes in, nodes out; no I/O, no state.

Every node is a frozen dataclass and every sequence a tuple, so a transform makes a new tree and never changes one.
Note bodies stand beside the tree in reading order: a note's number is its position in `Document.notes`. A quotation
stores its role and the author's own marks, never the house's glyphs. Places take no part in equality.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pressbuild.diagnostics import Diagnostic, Place

Role = Literal[
    "scare", "term", "nickname", "quotation", "title.article", "title.book", "title.headline", "foreign", "keep"
]
Alignment = Literal["", "left", "right", "center"]


def _place() -> Place | None:
    return field(default=None, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an author may say of an element in braces; all other attributes are refused by the reader."""

    id: str = ""
    classes: tuple[str, ...] = ()
    lang: str = ""
    dir: str = ""
    cite: str = ""
    width: str = ""
    caption: str = ""
    first: str = ""
    style: str = ""


PLAIN = Attributes()


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters. Where `place` is set, the n-th character stands n columns further in the source."""

    value: str
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Emph:
    children: "Inlines"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Strong:
    children: "Inlines"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class SmallCaps:
    children: "Inlines"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Sub:
    children: "Inlines"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Sup:
    children: "Inlines"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Code:
    value: str
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the author wrote it; `target` is a URL, or `#id` for a place in this work."""

    target: str
    children: "Inlines"
    title: str = ""
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `source` is a path relative to the manuscript, with forward slashes; `alt` plain text."""

    source: str
    alt: str
    title: str = ""
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class LineBreak:
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX's notation, set as text: the editions carry no formula engine."""

    value: str
    display: bool = False
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Span:
    """A run with attributes. `role` is a role that the author gave (`[x]{.scare}`), an element's name of the
    allow-list of raw HTML (`abbr`, `cite`, `del` …), or empty."""

    role: str
    children: "Inlines"
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a quotation has its role: reason code, confidence from 0 to 1, the words that decided, and whether a
    person signed it (an override in the manuscript or a signed line of the term sheet)."""

    code: str
    confidence: float
    evidence: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words. `written` keeps the author's marks (opening, closing; empty where there were none), `glyphs` the
    marks that the house sets, None until a house has decided. `place` is the opening mark's, `end` the closing's."""

    role: Role
    written: tuple[str, str]
    children: "Inlines"
    decision: Decision
    glyphs: tuple[str, str] | None = None
    attributes: Attributes = PLAIN
    place: Place | None = _place()
    end: Place | None = _place()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to the note of this label; several references may name one note."""

    label: str
    place: Place | None = _place()


Inline = Text | Emph | Strong | SmallCaps | Sub | Sup | Code | Link | Image | LineBreak | Math | Span | Quote | NoteRef
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    children: Inlines
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `tight` is set for the text of an item in a list without blank lines (no paragraph of its own)."""

    children: Inlines
    tight: bool = False
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class BlockQuote:
    children: "Blocks"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas of lines, each line a run of inlines."""

    stanzas: tuple[tuple[Inlines, ...], ...]
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class List:
    """Items of blocks. `start` is None for bullets, else the first number; `numerals` is decimal, lower-alpha …"""

    items: tuple["Blocks", ...]
    start: int | None = None
    numerals: str = "decimal"
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms, each with one or more definitions."""

    items: tuple[tuple[Inlines, tuple["Blocks", ...]], ...]
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `header` marks a heading of its column or row."""

    children: "Blocks"
    align: Alignment = ""
    header: bool = False
    rows: int = 1
    columns: int = 1
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells: the first `heads` rows are the head, the last `feet` rows the foot."""

    caption: Inlines
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    feet: int = 0
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture alone in its paragraph, with its caption (which may be empty)."""

    image: Image
    caption: Inlines
    attributes: Attributes = PLAIN
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Break:
    """A section break."""

    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class CodeBlock:
    value: str
    language: str = ""
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Div:
    """A division: `role` is `epigraph`, `dedication` or empty for one that only carries attributes."""

    role: str
    children: "Blocks"
    attributes: Attributes = PLAIN
    place: Place | None = _place()


Block = Heading | Paragraph | BlockQuote | Verse | List | Definitions | Table | Figure | Break | CodeBlock | Div
Blocks = tuple[Block, ...]
Node = Block | Inline | Cell


@dataclass(frozen=True, slots=True)
class Note:
    """A note's body. `referred` is False for an orphan that the editor allowed."""

    label: str
    children: Blocks
    referred: bool = True
    place: Place | None = _place()


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says of the work. The texts are inlines, for they hold quotations; names are plain."""

    title: Inlines = ()
    subtitle: Inlines = ()
    kicker: Inlines = ()
    standfirst: Inlines = ()
    authors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    date: str = ""
    lang: str = "en"
    publisher: str = ""
    rights: str = ""
    licence: str = ""
    isbn: str = ""
    identifier: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    url: str = ""
    imprint: str = ""
    price: str = ""
    printing: str = ""
    cover: str = ""
    contents: bool | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole work. `findings` are what the stages so far had to say; they take no part in equality."""

    front: Front
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    findings: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)

    def with_findings(self, *findings: Diagnostic) -> "Document":
        return replace(self, findings=(*self.findings, *findings)) if findings else self


FRONT_TEXTS = ("kicker", "title", "subtitle", "standfirst")


def everything(document: Document) -> tuple[Node, ...]:
    """The roots of the whole work in reading order: texts of the front matter, body, notes."""
    front = [node for name in FRONT_TEXTS for node in getattr(document.front, name)]
    notes = [block for note in document.notes for block in note.children]
    return (*front, *document.blocks, *notes)


def children(node: Node) -> Iterator[Node]:
    """The nodes right below one, in reading order."""
    match node:
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
        case Text() | Code() | Image() | LineBreak() | Math() | NoteRef() | Break() | CodeBlock():
            return
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
            return replace(block, children=change(block.children))
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
        case Break() | CodeBlock():
            return block


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
            return replace(node, children=nodes)


def map_text(inlines: Inlines, change: Callable[[Text], Inline]) -> Inlines:
    """Some inlines with every `Text` changed, at any depth."""
    return tuple(
        change(node) if isinstance(node, Text) else with_inner(node, map_text(inner(node), change)) for node in inlines
    )
