"""The tree: walking, rewriting, plain words, joined texts, JSON."""

from typing import cast

import pytest
from msgspec.structs import replace

from pressbuild.cli.printing import tree_as_json
from pressbuild.diagnostics import Place, found
from pressbuild.document import (
    Block,
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
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)
from pressbuild.reading.joining import join_texts
from pressbuild.tree import everything, inner, map_text, marks, plain, rewrite_inlines, walk, with_inner


def t(value: str) -> Inlines:
    return (Text(value),)


QUOTE = Quote("scare", ("‘", "’"), t("six"), Decision("signed", 1.0))
INLINES: Inlines = (
    *t("one"),
    Emph(t("two")),
    Strong((SmallCaps(t("three")), Sub(t("four")), Sup(t("five")))),
    QUOTE,
    Code("seven"),
    Math("eight"),
    Link("#x", t("nine")),
    Span("", t("ten")),
    LineBreak(),
    NoteRef("n"),
    Image("a.png", "unseen"),
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, t("h")),
    Paragraph(INLINES),
    BlockQuote((Paragraph(t("bq")),)),
    Verse(((t("v1"), t("v2")), (t("v3"),))),
    List(((Paragraph(t("l1"), tight=True),), (Paragraph(t("l2"), tight=True),))),
    Definitions(((t("dt"), ((Paragraph(t("dd")),),)),)),
    Table(t("cap"), ((Cell((Paragraph(t("c1")),)), Cell((Paragraph(t("c2")),))),)),
    Figure(Image("b.png", "unseen"), t("fig")),
    Break(),
    CodeBlock("cb"),
    Div("epigraph", (Paragraph(t("div")),)),
)
WORK = Document(
    Front(title=t("T"), kicker=t("K"), subtitle=t("U"), standfirst=t("S")), BLOCKS, (Note("n", (Paragraph(t("nb")),)),)
)
READING_ORDER = "K T U S h one two three four five six nine ten bq v1 v2 v3 l1 l2 dt dd cap c1 c2 fig div nb".split()


def texts(document: Document) -> list[str]:
    return [node.value for node in walk(everything(document)) if isinstance(node, Text)]


def test_walk_meets_every_node_in_reading_order() -> None:
    assert texts(WORK) == READING_ORDER
    kinds = {type(node) for node in walk(everything(WORK))}
    assert (
        len(kinds)
        == len("Text Emph Strong SmallCaps Sub Sup Code Link Image LineBreak Math Span Quote NoteRef".split()) + 12
    )


def test_walk_gives_a_node_before_its_children() -> None:
    names = [type(node).__name__ for node in walk((Emph((Strong(t("a")), Text("b"))),))]
    assert names == ["Emph", "Strong", "Text", "Text"]


def test_walk_is_no_recursion() -> None:
    deep: Inlines = t("x")
    for _ in range(5000):
        deep = (Emph(deep),)
    assert sum(1 for _ in walk(deep)) == 5001


def test_rewrite_reaches_every_run_and_changes_nothing_else() -> None:
    def shout(run: Inlines) -> Inlines:
        return map_text(run, lambda text: replace(text, value=text.value.upper()))

    changed = rewrite_inlines(WORK, shout)
    assert texts(changed) == [word.upper() for word in READING_ORDER]
    assert rewrite_inlines(WORK, lambda run: run) == WORK
    assert texts(WORK) == READING_ORDER


def test_plain_words() -> None:
    assert plain(INLINES) == "onetwothreefourfive‘six’seveneightnineten "
    assert plain((replace(QUOTE, glyphs=("«", "»")),)) == "«six»"
    assert plain((replace(QUOTE, glyphs=("", "")),)) == "six"
    assert marks(QUOTE) == ("‘", "’")


def test_texts_join_where_they_touch() -> None:
    here = Place("f", 1, 1)
    a, b, far = Text("ab", place=here), Text("c", place=here.right(2)), Text("d", place=here.right(9))
    assert join_texts([a, b, far]) == (Text("abc"), Text("d"))
    joined = cast("Text", join_texts([a, b])[0])
    assert joined.place == here
    assert join_texts([Text("x"), Text("y")]) == (Text("xy"),)
    assert join_texts([a, Text("y")]) == (a, Text("y"))
    assert join_texts([Text("p", place=here), Text("q", place=here)]) == (Text("pq"),)
    assert join_texts([Text("x"), LineBreak(), Text("y")]) == (Text("x"), LineBreak(), Text("y"))


def test_inner_and_with_inner() -> None:
    for node in INLINES:
        assert with_inner(node, inner(node)) == node
    assert with_inner(Emph(t("a")), t("b")) == Emph(t("b"))
    assert with_inner(Code("a"), t("b")) == Code("a")


def test_places_take_no_part_in_equality() -> None:
    assert Text("a", place=Place("f", 1, 1)) == Text("a")
    assert WORK.with_findings(found("empty", "")) == WORK


def test_what_is_equal_does_not_differ() -> None:
    assert not (Text("a") != Text("a", place=Place("f", 1, 1)))  # noqa: SIM202  # a struct answers the two apart
    assert Text("a") != Text("b")
    assert not (Document(Front(), ()) != Document(Front(), (), findings=(found("empty", "m"),)))  # noqa: SIM202


def test_nodes_are_frozen() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        Text("a").value = "b"  # type: ignore[misc]  # that is what is tested


def test_as_json() -> None:
    node = Emph((Text("a", place=Place("f", 3, 4)),))
    assert tree_as_json(node) == {"type": "Emph", "children": [{"type": "Text", "value": "a", "place": [3, 4]}]}
    assert tree_as_json(()) == []
