"""One small work that holds every node of the tree, for the binders' tests: `document()`, `edition()`, `cover()`."""

from io import BytesIO

from msgspec.structs import replace
from PIL import Image as Picture

from pressbuild.document import (
    Attributes,
    BlockQuote,
    Break,
    Cell,
    Code,
    CodeBlock,
    Decision,
    Definitions,
    Div,
    Document,
    Emph,
    Figure,
    Front,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Role,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)
from pressbuild.edition import Asset, Edition, Spec, prepare
from pressbuild.house import House, Style

HOUSE = House(style=Style(id="test", name="Test <house>", lang="en", manual="none"))
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0L40 20" stroke="#000"/></svg>'
SURE = Decision("OVERRIDE", 1.0, signed=True)
ROLES: tuple[Role, ...] = (
    "scare",
    "term",
    "nickname",
    "quotation",
    "title.article",
    "title.book",
    "title.headline",
    "foreign",
    "keep",
)


def text(*parts: str | Inline) -> tuple[Inline, ...]:
    """Inlines, with strings for texts."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def p(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def quoted(role: Role, *parts: str | Inline, double: bool = False) -> Quote:
    return Quote(role, ("“", "”") if double else ("‘", "’"), text(*parts), SURE)


def cell(*parts: str | Inline, header: bool = False, rows: int = 1, columns: int = 1) -> Cell:
    return Cell((Paragraph(text(*parts), tight=True),), header=header, rows=rows, columns=columns)


FRONT = Front(
    title=text("All the kinds & “<b>”"),
    subtitle=text("A work to be ", quoted("scare", "read"), " by machines"),
    kicker=text("Tests"),
    standfirst=text("It is ", Emph(text("short")), " and has a note.", NoteRef("front")),
    authors=("Ada Byron Lovelace", "Jean Paul"),
    translators=("Charles Babbage",),
    editors=("Martin Luther King Jr",),
    contributors=("Index by nobody",),
    date="1843-10-01",
    lang="en-GB",
    publisher="The Press & Sons",
    rights="No rights < reserved",
    licence="CC BY-SA 4.0",
    description="What “every” node <looks> like & is",
    subjects=("Trees", "Nodes & leaves"),
    series="The series",
    url="https://press.example/everything?a=1&b=2",
    imprint="Made for tests.",
)

NOTES = (
    Note("front", (p("The note of the standfirst."),)),
    Note("again", (p("Called twice, with a ", Link("https://example.org/a?b=1&c=2", text("link")), "."),)),
    Note(
        "long",
        (
            p("The first of two paragraphs."),
            BlockQuote((p("A quotation in a note."),)),
            List(((Paragraph(text("an item"), tight=True),),)),
            p("The last."),
        ),
    ),
    Note("verse", (Verse(((text("A note that ends"), text("in verse")),)),)),
    Note("orphan", (p("Nothing refers to it."),), referred=False),
)

PROSE = (
    Div("epigraph", (p("Words before ", Emph(text("the words"))),)),
    Div("dedication", (p("To whom it may concern"),)),
    p("The opening, with ", SmallCaps(text("small capitals")), " and a note.", NoteRef("again")),
    Heading(2, text("A heading with a note", NoteRef("long"), " and ", Emph(text("a book")))),
    p(
        *(part for role in ROLES for part in (quoted(role, f"as {role}"), ", ")),
        "and ",
        quoted("quotation", "one in ", quoted("scare", "another"), double=True),
        ".",
        NoteRef("verse"),
    ),
    Heading(3, text("A deeper one")),
    p(
        Strong(text("bold", Emph(text(" italic")))), ", H", Sub(text("2")), "O, x", Sup(text("2")),
        ", ", Code("a < b && c"), ", ", Math("e^{i\\pi} < 0"), LineBreak(), "after a break",
    ),
    p(
        Span("", text("schöne Worte"), Attributes(lang="de")), ", ",
        Span("", text("שלום"), Attributes(lang="he", dir="rtl")), ", ",
        Span("abbr", text("HTML")), ", ", Span("del", text("gone")), ", ",
        Span("foreign", text("mot"), Attributes(id="mot", classes=("mine",), lang="fr")), ".", NoteRef("again"),
    ),
    p(
        Link("#mot", text("inside")), ", ", Link("https://example.org/?q=“x”&r=é", text("outside"), title="A “title”"),
        ", ", Link("mailto:a@example.org", text("a letter")), ", ", Image("rule.svg", "a stroke"), ".",
    ),
)  # fmt: skip

DISPLAYED = (
    Heading(4, text("Deeper still")),
    BlockQuote((p("Words of ", quoted("term", "somebody")), p("in two paragraphs"))),
    Verse(((text("A line,"), text("another line,")), (text("a stanza."),))),
    List(((Paragraph(text("one"), tight=True), List(((Paragraph(text("within"), tight=True),),))), (p("two"), p("2")))),
    List(((p("third"),), (p("fourth"),)), start=3, numerals="lower-roman"),
    Definitions(((text("Term"), ((p("its meaning"),), (p("its other meaning"),))),)),
    Table(
        text("A caption with ", Emph(text("italics"))),
        (
            (cell("Head", header=True), cell("over two", header=True, columns=2)),
            (cell("Stub", header=True, rows=2), cell("a"), Cell((p("b"),), "right")),
            (cell("c"), Cell((p("d"),), "center")),
            (cell("Sum"), cell("1"), cell("2")),
        ),
        heads=1,
        feet=1,
    ),
    Table((), ((cell("no"), cell("caption")),)),
    Figure(Image("figures/a drawing é.svg", "A line", attributes=Attributes(width="50%")), text("A caption")),
    Figure(Image("figures/dot.png", "A dot"), ()),
    Break(),
    p("After the break."),
    CodeBlock('if a < b && "c" > d:\n    pass', "python"),
    Div("", (p("In a division."),), Attributes(id="kept", classes=("aside",), lang="la")),
    Heading(2, text("The ", quoted("scare", "end"))),
    p("The end."),
)


def document() -> Document:
    """The work."""
    return Document(FRONT, (*PROSE, *DISPLAYED), NOTES)


def picture(media_type: str = "PNG") -> bytes:
    """A small picture."""
    drawn = BytesIO()
    Picture.new("RGB", (8, 8), "#8f1d1d").save(drawn, media_type)
    return drawn.getvalue()


def cover() -> bytes:
    """A cover of the right size."""
    drawn = BytesIO()
    Picture.new("RGB", (1600, 2560), "#fbfaf6").save(drawn, "PNG")
    return drawn.getvalue()


ASSETS = {
    "rule.svg": Asset("rule.svg", DRAWING, "image/svg+xml"),
    "figures/a drawing é.svg": Asset("a drawing é.svg", DRAWING, "image/svg+xml"),
    "figures/dot.png": Asset("dot.png", picture(), "image/png"),
}


def edition(work: Document | None = None, house: House = HOUSE, **spec: object) -> Edition:
    """The work, or another one, ready to be bound; `spec` are fields of the `Spec`."""
    usual = Spec("all-kinds", "1843-10-01", ASSETS, {})
    return prepare(work or document(), house, replace(usual, **spec))


def short(*blocks: object, notes: tuple[Note, ...] = (), **front: object) -> Document:
    """A work of a few blocks."""
    return Document(replace(Front(title=text("Short")), **front), blocks, notes)  # type: ignore[arg-type]
