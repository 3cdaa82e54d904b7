"""Every node of the tree, read from Markdown, with its place."""

from pathlib import Path

import pytest

from pressbuild.diagnostics import Place
from pressbuild.document import (
    Attributes,
    Block,
    BlockQuote,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Div,
    Emph,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Node,
    NoteRef,
    Paragraph,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)
from pressbuild.tree import everything, plain, walk
from tests.desk import blocks, call, codes, document, inlines, write

ABC = (Text("abc"),)


def at(node: Node) -> tuple[int, int] | None:
    place = node.place
    return (place.line, place.column) if place else None


@pytest.mark.parametrize(
    ("text", "node", "place"),
    [
        ("x *abc*", Emph(ABC), (1, 3)),
        ("x _abc_", Emph(ABC), (1, 3)),
        ("x **abc**", Strong(ABC), (1, 3)),
        ("x [abc]{.smallcaps}", SmallCaps(ABC), (1, 3)),
        ("x~abc~", Sub(ABC), (1, 2)),
        ("x^abc^", Sup(ABC), (1, 2)),
        ("x ~~abc~~", Span("del", ABC), (1, 3)),
        ("x `abc`", Code("abc"), (1, 3)),
        ("x `abc`{#i}", Span("", (Code("abc"),), Attributes(id="i")), (1, 3)),
        ("x [abc](https://e.org)", Link("https://e.org", ABC), (1, 3)),
        ('x [abc](https://e.org "T")', Link("https://e.org", ABC, "T"), (1, 3)),
        (
            "x <https://e.org>",
            Link("https://e.org", (Text("https://e.org"),)),
            (1, 3),
        ),
        ("x ![abc](a.png)", Image("a.png", "abc"), (1, 3)),
        ('x ![a *b* `c`](a.png "T")', Image("a.png", "a b c", "T"), (1, 3)),
        ('x ![abc](a.png){alt="other" width=50%}', Image("a.png", "other", attributes=Attributes(width="50%")), (1, 3)),
        ("x\\\nabc", LineBreak(), (1, 2)),
        ("x  \nabc", LineBreak(), (1, 2)),
        ("x [abc]{.scare}", Span("scare", ABC, Attributes(classes=("scare",))), (1, 3)),
        ("x [abc]{lang=fr}", Span("", ABC, Attributes(lang="fr")), (1, 3)),
        ("x <b>abc</b>", Strong(ABC), (1, 3)),
        ("x <i>abc</i>", Emph(ABC), (1, 3)),
        ("H<sub>abc</sub>", Sub(ABC), (1, 2)),
        ("x<sup>abc</sup>", Sup(ABC), (1, 2)),
        ("x <abbr>abc</abbr>", Span("abbr", ABC), (1, 3)),
        ("x<br>abc", LineBreak(), (1, 2)),
        ("x[^1]\n\n[^1]: n", NoteRef("1"), (1, 2)),
    ],
)
def test_inline(text: str, node: Inline, place: tuple[int, int]) -> None:
    [paragraph] = blocks(text)
    assert isinstance(paragraph, Paragraph)
    found = paragraph.children[1]
    assert found == node
    assert at(found) == place
    assert codes(text) == []


@pytest.mark.parametrize("role", "scare term nickname quote article book headline foreign keep apos".split())
def test_role(role: str) -> None:
    assert inlines(f"[abc]{{.{role}}}") == (Span(role, ABC, Attributes(classes=(role,))),)


def p(value: str, *, tight: bool = False) -> Paragraph:
    return Paragraph((Text(value),), tight=tight)


@pytest.mark.parametrize(
    ("text", "node", "place"),
    [
        ("## abc {#i}", Heading(2, ABC, Attributes(id="i")), (3, 1)),
        ("abc\n===", Heading(1, ABC), (3, 1)),
        ("abc", p("abc"), (3, 1)),
        ("> abc", BlockQuote((p("abc"),)), (3, 1)),
        ("***", Break(), (3, 1)),
        ("* * *", Break(), (3, 1)),
        ("- a\n- b", List(((p("a", tight=True),), (p("b", tight=True),))), (3, 1)),
        ("- a\n\n- b", List(((p("a"),), (p("b"),))), (3, 1)),
        ("3. a\n4. b", List(((p("a", tight=True),), (p("b", tight=True),)), 3), (3, 1)),
        ("t\n\n:   d", Definitions((((Text("t"),), ((p("d"),),)),)), (3, 1)),
        ("```py\nabc\n```", CodeBlock("abc", "py"), (3, 1)),
        ("    abc", CodeBlock("abc"), (3, 5)),
        ("``` {#i .py}\nabc\n```", Div("", (CodeBlock("abc", "py"),), Attributes(id="i")), (3, 1)),
        (
            "::: verse\na\nb\n\nc\n:::",
            Verse((((Text("a"),), (Text("b"),)), ((Text("c"),),)), Attributes(classes=("verse",))),
            (3, 1),
        ),
        ("::: verse\na\\\nb\n:::", Verse((((Text("a"),), (Text("b"),)),), Attributes(classes=("verse",))), (3, 1)),
        ("::: epigraph\nabc\n:::", Div("epigraph", (p("abc"),), Attributes(classes=("epigraph",))), (3, 1)),
        ("::: dedication\nabc\n:::", Div("dedication", (p("abc"),), Attributes(classes=("dedication",))), (3, 1)),
        ("::: {#i lang=fr dir=rtl}\nabc\n:::", Div("", (p("abc"),), Attributes(id="i", lang="fr", dir="rtl")), (3, 1)),
        ("![abc](a.png)", Figure(Image("a.png", "abc"), ABC), (3, 1)),
        ('![](a.png){caption="abc"}', Figure(Image("a.png", ""), ABC, Attributes(caption="abc")), (3, 1)),
        (
            '![abc](a.png){#i .c caption="xyz" width=30mm}',
            Figure(
                Image("a.png", "abc", attributes=Attributes(width="30mm")),
                (Text("xyz"),),
                Attributes(id="i", classes=("c",), caption="xyz"),
            ),
            (3, 1),
        ),
    ],
)
def test_block(text: str, node: Block, place: tuple[int, int]) -> None:
    document_of = document(f"before\n\n{text}\n\nafter\n")
    assert document_of.blocks == (p("before"), node, p("after"))
    assert at(document_of.blocks[1]) == place
    assert codes(text) == []


def test_table() -> None:
    text = '::: {#t .table .wide caption="cap"}\n| a | b |\n|---|--:|\n| c | *d* |\n:::\n'
    [table] = blocks(text)
    assert table == Table(
        (Text("cap"),),
        (
            (Cell((p("a", tight=True),), header=True), Cell((p("b", tight=True),), "right", header=True)),
            (Cell((p("c", tight=True),)), Cell((Paragraph((Emph((Text("d"),)),), tight=True),), "right")),
        ),
        heads=1,
        attributes=Attributes(id="t", classes=("wide",), caption="cap"),
    )
    [bare] = blocks("| a |\n|---|\n| c |\n")
    assert isinstance(bare, Table)
    assert bare.caption == ()


def test_a_table_division_without_a_table_says_so() -> None:
    assert codes('::: {.table caption="cap"}\nabc\n:::\n') == ["attribute-refused"]


def test_table_of_html() -> None:
    text = '<table><caption>cap</caption><tr><th>a</th><td colspan="2">b</td></tr></table>\n'
    [table] = blocks(text)
    assert isinstance(table, Table)
    assert [cell.columns for cell in table.rows[0]] == [1, 2]
    assert table.caption == (Text("cap"),)
    assert codes(text) == []


def test_comments_are_in_no_edition() -> None:
    assert blocks("a\n\n<!-- [^1] -->\n\n<!--\n[^2]: x\n-->\n\nb <!-- c --> d\n") == (
        p("a"),
        Paragraph((Text("b "), Text(" d"))),
    )
    assert codes("a\n\n<!-- [^1] -->\n\n<!--\n[^2]: x\n-->\n\nb <!-- c --> d\n") == []


def test_numerals_of_html() -> None:
    text = '<ol start="2" type="i"><li>x</li></ol>\n'
    assert blocks(text) == (List(((p("x", tight=True),),), 2, "lower-roman"),)
    assert codes(text) == []


@pytest.mark.parametrize("text", ["p. 45", "c. 1900", "i. e.", "(c) 2026 Ann", "A. Smith", "I. Kant", "a) x", "#. x"])
def test_what_only_looks_like_an_item(text: str) -> None:
    assert blocks(text) == (p(text),)
    assert plain(document(f"x[^1]\n\n[^1]: {text}\n").notes[0].children) == text


@pytest.mark.parametrize("text", ["[Head] and [Head][]", "[x][y]"])
def test_brackets_are_no_links(text: str) -> None:
    assert blocks(f"# Head\n\n{text}\n")[1] == p(text)


def test_what_changes_words_is_off() -> None:
    text = "'Smart' -- \"quotes\"... :smile: $x$ $$y$$ 12^th^ e.g.\n"
    assert inlines(text)[0] == Text("'Smart' -- \"quotes\"... :smile: $x$ $$y$$ 12")
    assert blocks("- [ ] x\n") == (List(((p("[ ] x", tight=True),),)),)
    assert blocks("> [!NOTE]\n> abc\n") == (BlockQuote((Paragraph((Text("[!NOTE]"), Text(" "), Text("abc"))),)),)


def test_every_text_stands_where_it_says() -> None:
    source = """---
title: "On ‘it’s’ and *more*"
kicker:   Notes  on
standfirst: >
  What it was, and 'what'
  it will be
---
# A *head*

One *two* **three**[^1] “four” &amp; \\* five
six [seven *eight*](https://e.org).

> nine

| ten | eleven |
|-----|--------|
| tw  | th     |

- a

  b

t
:   d

::: verse
v w
x
:::

[^1]: A note *of* words

    and more
"""
    lines = source.split("\n")
    seen = 0
    for node in walk(everything(document(source))):
        if isinstance(node, Text) and node.place and not node.value.endswith(("&", "*")):
            start = node.place.column - 1
            line = lines[node.place.line - 1] + " "
            assert line[start : start + len(node.value)] == node.value, node
            seen += 1
    assert seen > 30


def test_places_of_front_texts() -> None:
    source = "---\ntitle: 'It''s a *start*'\nkicker: Two  words\nstandfirst: |\n  One\n  two three\n---\nText.\n"
    front = document(source).front
    kicker, standfirst = (
        [(n.value, n.place.line, n.place.column) for n in walk(text) if isinstance(n, Text) and n.place]
        for text in (front.kicker, front.standfirst)
    )
    assert kicker == [("Two ", 3, 9), ("words", 3, 14)]
    assert standfirst == [("One ", 5, 3), ("two three", 6, 3)]
    starts = [n for n in front.title if isinstance(n, Emph)]
    assert starts[0].place == Place("essay.md", 2, 17)


@pytest.mark.parametrize("title", ["C #", "1. One", "- dash", "> more", "A `{#x}` b", "# hash"])
def test_front_texts_are_texts(title: str) -> None:
    front = document(f"---\ntitle: '{title}'\n---\nText.\n").front
    words = "".join(n.value for n in walk(front.title) if isinstance(n, Text | Code))
    assert words == title.replace("`", "")


def test_deep_nesting_is_no_traceback() -> None:
    from pressbuild.diagnostics import PressError

    with pytest.raises(PressError, match="nested too deeply"):
        document("> " * 500 + "x")


def test_illegible_entities() -> None:
    assert codes('a&#1;b [c&#2;](https://e.org) ![d](a.png "&#3;")') == ["not-text", "not-text", "not-text"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("| Roses are *red*,\n|   violets too.[^1]\n", [["Roses are red,", "violets too."]]),
        ("| One\n|\n| Two\n| *three*\n", [["One"], ["Two", "three"]]),
        ("> | One\n> | two\n", [["One", "two"]]),
        ("Text.[^1]\n", [["Of a note", "in two lines"]]),
        ("| One\ntwo\n", []),
        ("| a | b |\n| c | d |\n", []),
        ("|One\n|two\n", []),
        ("One | two\n", []),
        ("|\n", []),
    ],
)
def test_lines_that_begin_with_a_bar_are_verse(text: str, lines: list[list[str]], tmp_path: Path) -> None:
    note = "\n[^1]: | Of a note\n    | in two lines\n" if "[^1]" in text else ""
    work = document(f"---\ntitle: T\n---\n{text}{note}")
    verses = [node for node in walk(everything(work)) if isinstance(node, Verse)]
    stanzas = [[plain(line) for line in stanza] for verse in verses for stanza in verse.stanzas]
    assert stanzas == ([*lines, ["Of a note", "in two lines"]] if note and text != "Text.[^1]\n" else lines)
    write(tmp_path, f"---\ntitle: T\n---\nText.\n\n{text}{note}")
    result = call(tmp_path, "html", "--quiet")
    assert (result.status, result.err) == (0, "")


def test_a_line_of_verse_has_its_place() -> None:
    [verse] = [node for node in document("---\ntitle: T\n---\n| One\n|   two\n").blocks if isinstance(node, Verse)]
    places = [line[0].place for line in verse.stanzas[0]]
    assert [(place.line, place.column) for place in places if place] == [(4, 3), (5, 5)]


def test_what_stands_behind_a_tab_has_the_column_that_it_has_in_the_file() -> None:
    line = "A line\twith *a stone*\tand `code` \tin it, [a link](https://example.org)."
    places = [node.place for node in walk(blocks(line)) if isinstance(node, Emph | Code | Link)]
    assert [at.column for at in places if at] == [line.index(sign) + 1 for sign in ("*a", "`c", "[a")]
