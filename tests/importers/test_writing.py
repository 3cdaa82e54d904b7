"""The writer of manuscripts: any document, written and read again, has the same words, notes and blocks."""

from random import Random

import pytest
from hypothesis import assume, given, settings

from pressbuild.document import (
    Block,
    BlockQuote,
    Cell,
    Code,
    CodeBlock,
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
    Note,
    NoteRef,
    Paragraph,
    SmallCaps,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)
from pressbuild.importers.documents.phrasing import phrase
from pressbuild.importers.documents.writing import manuscript
from pressbuild.tree import plain, walk
from pressbuild.verify.source import source_words, words
from tests.desk import codes, document, inlines
from tests.strategies import documents


def letters(nodes: object) -> str:
    return "".join(words(plain(nodes)))  # type: ignore[arg-type]


@settings(max_examples=30)
@given(documents())
def test_words_survive_the_way_through_a_manuscript(written: Document) -> None:
    deep = [node for node in walk(written.blocks) if isinstance(node, Definitions)]
    fenced = CodeBlock | Verse | Div | BlockQuote  # no importer finds one of these in a definition
    assume(not any(isinstance(node, fenced) for node in walk(deep)))
    text = manuscript(written)
    assert "".join(source_words(text).body) == letters(written.blocks), text
    assert letters(document(text).blocks) == letters(written.blocks), text


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ((Emph((Text("so"),)), Text("ever")), "*so*ever"),
        ((Emph((Text("“so”"),)), Text("ever")), "<em>“so”</em>ever"),
        ((Text("a"), Strong((Text(" b "),)), Text("c")), "a **b** c"),
        ((Emph((Text("a"),)), Emph((Text("b"),))), "*ab*"),
        ((Emph((Emph((Text("a"),)),)),), "*a*"),
        ((Emph((Text(" "),)), Text("a")), "a"),
        ((Emph((Text("a"), LineBreak())), Text("b")), "*a*\\\nb"),
        ((Emph((Text("a"),)), Strong((Text("b"),))), "<em>a</em>**b**"),
        ((SmallCaps((Text("a]b"),)),), "[a\\]b]{.smallcaps}"),
        ((Text("H"), Sub((Text("2"),)), Text("O")), "H~2~O"),
        ((Sup((Text("a b"),)),), "<sup>a b</sup>"),
        ((Text("see!"), Link("https://e.org", (Text("x"),))), "see\\![x](https://e.org)"),
        ((Link("https://e.org", (Text("https://e.org"),)),), "<https://e.org>"),
        ((Link("https://e.org/a_(b)", (Text("x"),)),), "[x](<https://e.org/a_(b)>)"),
        ((Text("a"), NoteRef("1"), Text("(b)")), "a[^1]\\(b)"),
        ((Text("[sic] * _so_ 5 < 6"),), "\\[sic] \\* \\_so\\_ 5 \\< 6"),
        ((Code("a`b"),), "``a`b``"),
        ((Text("‘a’ \"b\" 'c'"),), "‘a’ \"b\" 'c'"),
    ],
)
def test_inlines_as_a_person_would_write_them(nodes: tuple[Inline, ...], expected: str) -> None:
    assert phrase(nodes) == expected
    assert letters(inlines(f"{expected}\n\n[^1]: A note.")) == letters(nodes)


def test_a_paragraph_is_a_line_and_a_note_stands_at_the_end() -> None:
    blocks = (Heading(1, (Text("Of yeast"),)), Paragraph((Text("It rose."), NoteRef("1"))))
    note = Note("1", (Paragraph((Text("See."),)), Paragraph((Text("Also."),))))
    front = Front(title=(Text("Bread: a “life”"),), authors=("Ann Ames", "Bob Barr"), lang="en-GB")
    text = manuscript(Document(front, blocks, (note,)))
    assert text == (
        "---\ntitle: 'Bread: a “life”'\nauthor: ['Ann Ames', 'Bob Barr']\nlang: en-GB\n---\n\n"
        "# Of yeast\n\nIt rose.[^1]\n\n[^1]: See.\n\n    Also.\n"
    )
    assert codes(text) == []


SIGNS = r"""* malt|*malt|- malt|+ malt|# malt|> malt|1. malt|12) malt|a) malt|: malt|~ malt|^ malt|~~~ malt|``` malt
::: malt|[1]: malt|[^1]: malt|[malt]: hops|<b> malt|{#malt}|\* malt|malt\|![malt]|&copy; malt|=== malt|+-+|_ malt"""


@pytest.mark.parametrize("line", SIGNS.replace("\n", "|").split("|"))
def test_no_sign_at_the_start_of_a_line_is_markup(line: str) -> None:
    run = (Text(line), LineBreak(), Text(line))
    paragraph = Paragraph((LineBreak(), *run, LineBreak()))
    text = manuscript(Document(Front(), (paragraph,), (Note("1", (paragraph,)),)))
    read = document(text)
    for held in (read.blocks, read.notes[0].children):
        assert [type(block) for block in held] == [Paragraph], text
        assert plain(held) == plain((Paragraph(run),)), text


def test_a_table_without_a_head_and_with_wide_cells() -> None:
    cells = (Cell((Paragraph((Text("a|b"),)), Paragraph((Text("c"),))), columns=2), Cell((Paragraph((Text("d"),)),)))
    text = manuscript(Document(Front(title=(Text("T"),)), (Table((), (cells,)),)))
    assert "| a\\|b<br>c | | d |" in text
    [table] = document(text).blocks
    assert isinstance(table, Table)
    assert letters([table]) == "abcd"


def test_a_cell_that_reaches_into_rows_below_leaves_its_places_empty() -> None:
    a, b, c, d, e = (Paragraph((Text(letter),)) for letter in "abcde")
    rows = ((Cell((a,)), Cell((b,), rows=2, columns=2)), (Cell((c,), rows=2),), (Cell((d,)), Cell((e,))))
    text = manuscript(Document(Front(title=(Text("T"),)), (Table((), rows),)))
    assert "| a | b | |\n| c | | |\n| | d | e |" in text


def test_a_picture_without_a_caption_has_none() -> None:
    text = manuscript(Document(Front(title=(Text("T"),)), (Figure(Image("images/a.png", "An oven"), ()),)))
    assert '![An oven](images/a.png){caption=""}' in text
    [figure] = document(text).blocks
    assert isinstance(figure, Figure)
    assert (figure.caption, figure.image.alt) == ((), "An oven")


@pytest.mark.parametrize("start", [None, 3])
def test_lists_within_lists(start: int | None) -> None:
    within = List(((Paragraph((Text("inner"),), tight=True),),))
    outer = List(((Paragraph((Text("one"),), tight=True), within), (Paragraph((Text("two"),), tight=True),)), start)
    [back] = document(manuscript(Document(Front(title=(Text("T"),)), (outer,)))).blocks
    assert isinstance(back, List)
    assert (len(back.items), back.start) == (2, start)
    assert [type(node) for node in walk([back]) if isinstance(node, List)] == [List, List]


def paragraph(chance: Random, *, tight: bool) -> Paragraph:
    words = ("one", "two loaves", "1968 was dry", "a) b", "+ x", "i. so", "- dash", "4. four")
    return Paragraph((Text(chance.choice(words)),), tight)


def listed(chance: Random, depth: int = 0) -> List:
    """A list of any kind: loose or tight, from any number, with quotations, code and lists in its items."""
    tight = chance.random() < 0.6
    items = []
    for _ in range(chance.randint(1, 3)):
        item: list[Block] = [paragraph(chance, tight=tight)]
        for likely in (0.4, 0.15):
            if depth < 3 and chance.random() < likely:
                item.append(listed(chance, depth + 1))
            if not tight and chance.random() < 0.3:
                item.append(paragraph(chance, tight=False))
        if chance.random() < 0.1:
            item.append(BlockQuote((paragraph(chance, tight=False),)))
        if chance.random() < 0.1:
            item.append(CodeBlock("x\n\n  y"))
        items.append(tuple(item))
    return List(tuple(items), chance.choice((None, None, 1, 4, 10, 0)))


def outline(block: Block) -> object:
    """A block without what Markdown decides: whether lists are loose."""
    match block:
        case List(items=items, start=start):
            return start, [list(map(outline, item)) for item in items]
        case BlockQuote(children=children):
            return "quote", list(map(outline, children))
        case Definitions(items=terms):
            return [(plain(term), [list(map(outline, body)) for body in bodies]) for term, bodies in terms]
        case _:
            return type(block), plain((block,)).rstrip("\n")


@pytest.mark.parametrize("seed", range(60))
def test_lists_of_every_kind_come_back(seed: int) -> None:
    chance = Random(seed)
    terms: list[tuple[tuple[Text, ...], tuple[tuple[Block, ...], ...]]] = [
        ((Text(term),), ((paragraph(chance, tight=False), listed(chance, 2)),)) for term in ("Flour", ": and 4. salt")
    ]
    between = Paragraph((Text("Between."),))
    blocks: tuple[Block, ...] = (listed(chance), listed(chance), between, Definitions(tuple(terms)), between)
    back = document(manuscript(Document(Front(title=(Text("T"),)), blocks))).blocks
    assert [outline(block) for block in back] == [outline(block) for block in blocks]
