"""The writer of manuscripts: any document, written and read again, has the same words, notes and blocks."""

import pytest
from hypothesis import assume, given, settings

from pressbuild.document import (
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
from pressbuild.importers.phrasing import phrase
from pressbuild.importers.writing import manuscript
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


def test_a_table_without_a_head_and_with_wide_cells() -> None:
    cells = (Cell((Paragraph((Text("a|b"),)), Paragraph((Text("c"),))), columns=2), Cell((Paragraph((Text("d"),)),)))
    text = manuscript(Document(Front(title=(Text("T"),)), (Table((), (cells,)),)))
    assert "| a\\|b<br>c | | d |" in text
    [table] = document(text).blocks
    assert isinstance(table, Table)
    assert letters([table]) == "abcd"


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
