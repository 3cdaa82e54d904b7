"""The tree: what a manuscript is after it was read. Nodes in, nodes out; no I/O, no state.

Every node is frozen and every sequence a tuple, so a transform makes a new tree and never changes one.
Note bodies stand beside the tree in reading order: a note's number is its position in `Document.notes`. A quotation
stores its role and the author's own marks, never the house's glyphs. Places take no part in equality.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place

Role = Literal[
    "scare", "term", "nickname", "quotation", "title.article", "title.book", "title.headline", "foreign", "keep"
]
Policy = Literal["house", "always", "never", "first", "keep"]
Scope = Literal["work", "section", ""]
Alignment = Literal["", "left", "right", "center"]


class Placed(Struct, frozen=True, eq=False, kw_only=True):
    """What stands somewhere in a source. Equality asks for what is given by position, and so not for places."""

    place: Place | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _given(self) == _given(other)

    def __ne__(self, other: object) -> bool:
        return not self == other  # a struct’s own answer would be whether it is the same object

    def __hash__(self) -> int:
        return hash((type(self), *_given(self)))


def _given(node: Placed) -> list[object]:
    return [getattr(node, name) for name in type(node).__match_args__]


class Attributes(Struct, frozen=True):
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


class Text(Placed, frozen=True):
    """A run of characters. Where `place` is set, the n-th character stands n columns further in the source."""

    value: str


class Emph(Placed, frozen=True):
    children: "Inlines"


class Strong(Placed, frozen=True):
    children: "Inlines"


class SmallCaps(Placed, frozen=True):
    children: "Inlines"


class Sub(Placed, frozen=True):
    children: "Inlines"


class Sup(Placed, frozen=True):
    children: "Inlines"


class Code(Placed, frozen=True):
    value: str


class Link(Placed, frozen=True):
    """A link as the author wrote it; `target` is a URL, or `#id` for a place in this work."""

    target: str
    children: "Inlines"
    title: str = ""
    attributes: Attributes = PLAIN


class Image(Placed, frozen=True):
    """A picture: `source` is a path relative to the manuscript, with forward slashes; `alt` plain text."""

    source: str
    alt: str
    title: str = ""
    attributes: Attributes = PLAIN


class LineBreak(Placed, frozen=True):
    """A line that ends where its author ended it."""


class Math(Placed, frozen=True):
    """A formula in TeX's notation, set as text: the editions carry no formula engine."""

    value: str
    display: bool = False


class Span(Placed, frozen=True):
    """A run with attributes. `role` is a role that the author gave (`[x]{.scare}`), an element's name of the
    allow-list of raw HTML (`abbr`, `cite`, `del` …), or empty."""

    role: str
    children: "Inlines"
    attributes: Attributes = PLAIN


class Decision(Struct, frozen=True):
    """Why a quotation has its role: reason code, confidence from 0 to 1, the words that decided, and whether a
    person signed it (an override in the manuscript or a signed line of the term sheet)."""

    code: str
    confidence: float
    evidence: str = ""
    signed: bool = False


class Enclosed(Placed, frozen=True, eq=False, kw_only=True):
    """What has an end in the source too."""

    end: Place | None = None


class Quote(Enclosed, frozen=True):
    """Quoted words. `written` keeps the author's marks (opening, closing; empty where there were none), `glyphs` the
    marks that the house sets, None until a house has decided. `policy` is what the term sheet says of the term:
    `house` leaves it to the house; `scope` is where it counts first uses anew. `place` is the opening mark's, `end` the
    closing's."""

    role: Role
    written: tuple[str, str]
    children: "Inlines"
    decision: Decision
    glyphs: tuple[str, str] | None = None
    policy: Policy = "house"
    scope: Scope = ""
    attributes: Attributes = PLAIN


class NoteRef(Placed, frozen=True):
    """A reference to the note of this label; several references may name one note. `joined` says that another one
    follows right behind, in whatever element."""

    label: str
    joined: bool = False


Inline = Text | Emph | Strong | SmallCaps | Sub | Sup | Code | Link | Image | LineBreak | Math | Span | Quote | NoteRef
Inlines = tuple[Inline, ...]
# The nodes that do nothing but hold others, by pandoc's names of them (pandoc-types, Text.Pandoc.Definition).
HOLDERS: dict[str, Callable[..., Inline]] = {
    "Emph": Emph,
    "Strong": Strong,
    "SmallCaps": SmallCaps,
    "Subscript": Sub,
    "Superscript": Sup,
}


class Heading(Placed, frozen=True):
    level: int
    children: Inlines
    attributes: Attributes = PLAIN


class Paragraph(Placed, frozen=True):
    """A paragraph; `tight` is set for the text of an item in a list without blank lines (no paragraph of its own)."""

    children: Inlines
    tight: bool = False


class BlockQuote(Placed, frozen=True):
    children: "Blocks"


class Verse(Placed, frozen=True):
    """Stanzas of lines, each line a run of inlines."""

    stanzas: tuple[tuple[Inlines, ...], ...]
    attributes: Attributes = PLAIN


class List(Placed, frozen=True):
    """Items of blocks. `start` is None for bullets, else the first number; `numerals` is decimal, lower-alpha …"""

    items: tuple["Blocks", ...]
    start: int | None = None
    numerals: str = "decimal"


class Definitions(Placed, frozen=True):
    """Terms, each with one or more definitions."""

    items: tuple[tuple[Inlines, tuple["Blocks", ...]], ...]


class Cell(Placed, frozen=True):
    """A table cell; `header` marks a heading of its column or row."""

    children: "Blocks"
    align: Alignment = ""
    header: bool = False
    rows: int = 1
    columns: int = 1


class Table(Placed, frozen=True):
    """Rows of cells: the first `heads` rows are the head, the last `feet` rows the foot."""

    caption: Inlines
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    feet: int = 0
    attributes: Attributes = PLAIN


class Figure(Placed, frozen=True):
    """A picture alone in its paragraph, with its caption (which may be empty)."""

    image: Image
    caption: Inlines
    attributes: Attributes = PLAIN


class Break(Placed, frozen=True):
    """A section break."""


class CodeBlock(Placed, frozen=True):
    value: str
    language: str = ""


class Div(Placed, frozen=True):
    """A division: `role` is `epigraph`, `dedication` or empty for one that only carries attributes."""

    role: str
    children: "Blocks"
    attributes: Attributes = PLAIN


Maker = Literal["author", "translator", "editor"]


class Credit(Struct, frozen=True):
    """The notes that are called behind a name, the `number`-th (from 0) of a role's names: references that touch."""

    role: Maker
    number: int
    calls: "tuple[NoteRef, ...]"


class Opening(Placed, frozen=True):
    """Where a part or a chapter of a book begins: what stands at its head. The blocks up to the next opening are its
    own. `anchor` is the id that links to the whole have, `name` what its files are called by, in ASCII; `lang` is the
    chapter's language, where it is not the book's."""

    kind: Literal["part", "chapter"]
    anchor: str
    name: str
    heading: Heading
    kicker: Inlines = ()
    subtitle: Inlines = ()
    authors: tuple[str, ...] = ()
    standfirst: Inlines = ()
    translators: tuple[str, ...] = ()
    lang: str = ""
    credits: tuple[Credit, ...] = ()


Block = (
    Heading | Paragraph | BlockQuote | Verse | List | Definitions | Table | Figure | Break | CodeBlock | Div | Opening
)
Blocks = tuple[Block, ...]
Node = Block | Inline | Cell


class Note(Placed, frozen=True):
    """A note's body. `referred` is False for an orphan that the editor allowed; `chapter` is that of a book in which
    it stands, from 1."""

    label: str
    children: Blocks
    referred: bool = True
    chapter: int = 0

    @property
    def typed(self) -> str:
        """The label as the file of its chapter has it: a book puts the chapter's number before it."""
        return self.label.removeprefix(f"{self.chapter}:") if self.chapter else self.label


class Front(Struct, frozen=True):
    """What the front matter says of the work. The texts are inlines, for they hold quotations; names are plain, and
    the notes that they call stand in `credits`, in the order of the page."""

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
    index: bool = False
    notes_at: str = ""
    credits: tuple[Credit, ...] = ()


class Document(Struct, frozen=True, eq=False):
    """A whole work. `findings` are what the stages so far had to say; they take no part in equality."""

    front: Front
    blocks: Blocks
    notes: tuple[Note, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self.work == other.work

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.work)

    @property
    def work(self) -> tuple[Front, Blocks, tuple[Note, ...]]:
        """The work itself, without what was said of it."""
        return self.front, self.blocks, self.notes

    def with_findings(self, *findings: Diagnostic) -> "Document":
        return replace(self, findings=(*self.findings, *findings)) if findings else self
