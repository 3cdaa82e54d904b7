"""`recognise`: quotations cut into the tree, overrides, findings; and what holds for any document."""

from collections import Counter

import pytest
from hypothesis import given
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import (
    Attributes,
    Code,
    Document,
    Emph,
    Front,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Node,
    NoteRef,
    Paragraph,
    Quote,
    Span,
    Strong,
    Text,
    Verse,
)
from pressbuild.quotation import recognise
from pressbuild.tree import everything, plain, walk
from tests.quotation.plain_document import document, paragraph
from tests.strategies import documents


def quotes_of(recognised: Document) -> list[Quote]:
    return [node for node in walk(everything(recognised)) if isinstance(node, Quote)]


def run(*nodes: Inline) -> Inlines:
    """The inlines of a paragraph after `recognise`."""
    (block,) = recognise(Document(Front(), (Paragraph(nodes),))).blocks
    assert isinstance(block, Paragraph)
    return block.children


def shape(inlines: Inlines) -> str:
    """A run in a notation of one's own: [‘…’], *emphasis*, ^ for a note reference."""
    return "".join(_shape(node) for node in inlines)


def _shape(node: Inline) -> str:
    match node:
        case Text(value=value):
            return value
        case Quote(written=(opening, closing), children=inner):
            return f"[{opening}{shape(inner)}{closing}]"
        case Emph(children=inner):
            return f"*{shape(inner)}*"
        case Strong(children=inner):
            return f"**{shape(inner)}**"
        case Span(role=role, children=inner):
            return f"{{{role}:{shape(inner)}}}"
        case NoteRef():
            return "^"
        case Code(value=value):
            return f"`{value}`"
        case LineBreak():
            return "/"
        case Link(children=inner):
            return f"<{shape(inner)}>"
        case _:
            return "?"


@pytest.mark.parametrize(
    ("nodes", "shaped"),
    [
        ((Text("a ‘b’ c"),), "a [‘b’] c"),
        ((Text("a ‘"), Emph((Text("b"),)), Text("’ c")), "a [‘*b*’] c"),
        ((Text("a "), Emph((Text("‘b"),)), Text(" d’ c")), "a [‘*b* d’] c"),
        ((Text("a ‘b "), Emph((Text("d’ c"),))), "a [‘b *d*’]* c*"),
        ((Emph((Text("x ‘b"),)), Strong((Text("d’ y"),))), "*x *[‘*b***d**’]** y**"),
        ((Emph((Text("‘b’"),)), Text(".")), "*[‘b’]*."),
        ((Text("the ‘big b"), NoteRef("1"), Text("’"), NoteRef("2"), Text(" c")), "the [‘big b^’]^ c"),
        ((Text("‘the "), Code("‘"), Text("’ c")), "[‘the `‘`’] c"),
        ((Text("‘a"), LineBreak(), Text("b’ c")), "[‘a/b’] c"),
        ((Link("#x", (Text("‘b"),)), Text("’ c")), "[‘<b>’] c"),
        (
            (Text("‘see "), Link("https://a.org/'", (Text("https://a.org/'"),)), Text("’s b’ c")),
            "[‘see <https://a.org/'>’s b’] c",
        ),
        ((Text("“a ‘b “c” b’ a”"),), "[“a [‘b [“c”] b’] a”]"),
    ],
)
def test_quotations_are_cut_across_elements(nodes: Inlines, shaped: str) -> None:
    assert shape(run(*nodes)) == shaped


@pytest.mark.parametrize(
    ("nodes", "shaped", "roles"),
    [
        ((Span("scare", (Text("b"),)), Text(" c")), "[b] c", ["scare"]),
        ((Span("term", (Text("‘b’"),)), Text(" c")), "[‘b’] c", ["term"]),
        ((Text("‘"), Span("book", (Text("b"),)), Text("’ c")), "[‘b’] c", ["title.book"]),
        ((Span("quote", (Text("the “b” of it"),)),), "[the [“b”] of it]", ["quotation", "scare"]),
        ((Span("keep", (Text("the ‘b’ of 'it'"),)),), "[the ‘b’ of 'it']", ["keep"]),
        ((Span("keep", (Text("‘b’"),)),), "[‘b’]", ["keep"]),
        ((Span("keep", (Text("‘b’ and ‘c’"),)),), "[‘b’ and ‘c’]", ["keep"]),
        ((Text("a ‘"), Span("apos", (Text("workers’"),)), Text(" b’ c")), "a [‘{apos:workers’} b’] c", ["scare"]),
        ((Span("headline", (Text("‘b"),)), Text("’ c")), "[‘b]’ c", ["title.headline"]),
    ],
)
def test_what_an_author_says_in_braces_is_signed(nodes: Inlines, shaped: str, roles: list[str]) -> None:
    inlines = run(*nodes)
    assert shape(inlines) == shaped
    found = [node for node in walk(inlines) if isinstance(node, Quote)]
    assert [quote.role for quote in found] == roles
    if found[0].role != "scare" or nodes[0] == Span("scare", (Text("b"),)):
        assert (found[0].decision.code, found[0].decision.confidence, found[0].decision.signed) == (
            "OVERRIDE",
            1.0,
            True,
        )


def test_an_override_keeps_its_attributes() -> None:
    (quote,) = run(Span("quote", (Text("“b”"),), Attributes(cite="a report")))
    assert isinstance(quote, Quote)
    assert quote.attributes.cite == "a report"


def test_a_split_element_keeps_its_id_once() -> None:
    nodes = run(Span("", (Text("a ‘b"),), Attributes(id="here")), Text(" c’"))
    ids = [node.attributes.id for node in walk(nodes) if isinstance(node, Span)]
    assert ids == ["here", ""]


def test_a_quotation_over_paragraphs_has_one_closing_mark() -> None:
    recognised = recognise(document("He said: ‘One.\n\n‘Two.\n\n‘Three.’"))
    assert [quote.written for quote in quotes_of(recognised)] == [("‘", ""), ("‘", ""), ("‘", "’")]
    assert not recognised.findings


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("« Une partie.\n» Une autre. »", [("«", ""), ("»", "»")]),
        ("«Una parte.\n»Otra.\n»La «última» parte.» Y fin.", [("«", ""), ("»", ""), ("»", "»"), ("«", "»")]),
        ("« Une partie. »\nEt »Ja«, sagte er.\n»Nein.«", [("«", "»"), ("»", "«"), ("»", "«")]),
    ],
)
def test_paragraphs_of_a_quotation_that_begin_with_its_closing_mark(text: str, written: list[tuple[str, str]]) -> None:
    recognised = recognise(document(text))
    assert [quote.written for quote in quotes_of(recognised)] == written
    assert not recognised.findings


def test_a_quotation_over_the_lines_of_a_verse() -> None:
    lines = ((Text("‘One line"),), (Text("and two,"),), (Text("and three’ she sang"),))
    recognised = recognise(Document(Front(), (Verse((lines[:2], lines[2:])),)))
    assert [quote.written for quote in quotes_of(recognised)] == [("‘", ""), ("", ""), ("", "’")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a ‘b c", ["quote-unclosed 1:3"]),
        ("a b” c", ["quote-orphan-close 1:4"]),
        ("the 'rowers' boats' oars' ends", ["quote-ambiguous"]),
        ("the workers’ ‘b’ c", []),
    ],
)
def test_doubts_are_told_with_their_place(text: str, codes: list[str]) -> None:
    found = recognise(paragraph(text)).findings
    said = [f"{d.code} {d.place.line}:{d.place.column}" for d in found if d.place and d.hint]
    assert len(said) == len(found) >= len(codes)
    assert all(any(line.startswith(code) for line in said) for code in codes)
    assert bool(said) == bool(codes)


def test_an_unpaired_mark_stays_a_character() -> None:
    assert shape(run(Text("a ‘b c"))) == "a ‘b c"


def test_marks_in_the_front_matter_and_in_notes() -> None:
    source = Document(Front(title=(Text("‘a’"),), standfirst=(Text("“b”"),)), (), ())
    assert len(quotes_of(recognise(source))) == 2
    recognised = recognise(document("a[^1]\n\n[^1]: see ‘b’"))
    assert [quote.place for quote in quotes_of(recognised)] == [Place("text", 3, 11)]


def characters(nodes: tuple[Node, ...]) -> Counter[str]:
    """Every character of some nodes, marks and all."""
    return Counter(plain(nodes))


@given(documents())
def test_no_character_is_lost_or_added(source: Document) -> None:
    assert characters(everything(recognise(source))) == characters(everything(source))


@given(documents())
def test_the_text_stays_in_order(source: Document) -> None:
    assert plain(everything(recognise(source))) == plain(everything(source))


@given(documents())
def test_recognise_is_idempotent(source: Document) -> None:
    once = recognise(source)
    twice = recognise(once)
    assert twice == once
    assert twice.findings == once.findings


@given(documents())
def test_note_references_stay(source: Document) -> None:
    def labels(of: Document) -> list[str]:
        return [node.label for node in walk(everything(of)) if isinstance(node, NoteRef)]

    assert labels(recognise(source)) == labels(source)


def test_places_point_at_the_marks() -> None:
    source = "It’s ‘one’ and “two ‘three’ and” so.[^1] “Four[^1]”\n\n[^1]: ‘Five’"
    lines = source.split("\n")
    found = quotes_of(recognise(document(source)))
    assert len(found) == 5
    for quote in found:
        assert quote.place
        assert quote.end
        assert lines[quote.place.line - 1][quote.place.column - 1] == quote.written[0]
        assert lines[quote.end.line - 1][quote.end.column - 1] == quote.written[1]


@pytest.mark.parametrize(
    ("paragraphs", "terms"),
    [
        (("‘Markets’ are made.", "‘Brewers’ brewed.", "‘Workers’ struck."), ["Markets", "Brewers", "Workers"]),
        (("'Markets' rule the brewers' lives.", "'Taxes' rule the workers' lives."), ["Markets", "Taxes"]),
        (("‘Brewers’ guilds’ were many.", "‘Workers’ councils’ were few."), ["Brewers’ guilds", "Workers’ councils"]),
    ],
)
def test_paragraphs_that_each_begin_with_a_term_in_s(paragraphs: tuple[str, ...], terms: list[str]) -> None:
    recognised = recognise(document("\n".join(paragraphs)))
    assert [plain(quote.children) for quote in quotes_of(recognised)] == terms
    if "the" not in " ".join(paragraphs):
        assert not recognised.findings


@pytest.mark.parametrize(("lang", "findings"), [("de", 0), ("it-IT", 0), ("en", 0)])
def test_a_clipped_word_is_no_end_of_a_quotation(lang: str, findings: int) -> None:
    read = document("Ich hab’ Bier.")
    assert len(recognise(replace(read, front=Front(lang=lang))).findings) == findings
    assert recognise(replace(document("Bier’, sagte er,” so."), front=Front(lang="de"))).findings
