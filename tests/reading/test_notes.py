"""Notes as they are read: labels, references, order, and all that pandoc drops without a word."""

from time import perf_counter

import pytest

from pressbuild.diagnostics import Place
from pressbuild.document import NoteRef
from pressbuild.faircopy.labels import scan
from pressbuild.tree import everything, plain, walk
from tests.desk import codes, document


def findings(text: str) -> list[tuple[str, int, int]]:
    return [
        (d.code, d.place.line, d.place.column)
        for d in document(text).findings
        if d.place and d.code != "front-missing-key"
    ]


def test_notes_stand_beside_the_tree_in_the_order_of_their_references() -> None:
    work = document("One[^b] two[^a] three[^b].\n\n[^a]: Ay.\n[^b]: Be.\n")
    assert [(note.label, plain(note.children), note.referred) for note in work.notes] == [
        ("b", "Be.", True),
        ("a", "Ay.", True),
    ]
    assert [node.label for node in walk(work.blocks) if isinstance(node, NoteRef)] == ["b", "a", "b"]
    assert findings("One[^b] two[^a] three[^b].\n\n[^a]: Ay.\n[^b]: Be.\n") == [("note-order", 3, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[^1] a [^2]{.scare}\n\n[^1]: x\n[^2]: y\n", []),
        ("a[^1]\n\n[^1]: x\n", []),
        ("ab[^9].\n", [("note-missing", 1, 3)]),
        ("a\n\n[^2]: x\n", [("note-orphan", 3, 1)]),
        ("a `b\n[^2] c` d\n\n[^2]: x\n", [("note-orphan", 4, 1)]),
        ("> a `b\n> [^2] c` d\n\n[^2]: x\n", [("note-orphan", 4, 1)]),
        ("- a ` b\n- [^2] ` c\n\n[^2]: x\n", []),
        ('![a](b.png){caption="c[^2]"}\n\n[^2]: x\n', []),
        ('![a](b.png){caption="c[^9]"}\n', [("note-missing", 1, 23)]),
        ('d ![a](b.png){caption="c[^2]"}\n\n[^2]: x\n', [("note-orphan", 3, 1)]),
        ('a[^1]\n\n[^1]: x\n\n    ![a](b.png){caption="c[^1]"}\n', [("note-nested", 5, 27)]),
        ("a[^1]\n\n[^1]: x\n[^1]: y\n", [("note-duplicate", 4, 1)]),
        ("a[^1]\n\n[^1]: x\n[^1]: y\n[^1]: z\n", [("note-duplicate", 4, 1), ("note-duplicate", 5, 1)]),
        ("a[^1] b[^2]\n\n[^1]: x[^2]\n[^2]: y\n", [("note-nested", 3, 8)]),
        ("a[^1]\n\n[^1]: x[^2]\n[^2]: y\n", [("note-nested", 3, 8), ("note-orphan", 4, 1)]),
        (
            "a\n\n[^1]: x[^2]\n[^2]: y[^2]\n",
            [("note-nested", 3, 8), ("note-nested", 4, 8), ("note-orphan", 3, 1), ("note-orphan", 4, 1)],
        ),
        ("a[^1]\n\n[^1]: x[^1]\n", [("note-nested", 3, 8)]),
        ("a[^1] b[^2]\n\n[^1]: x\n\n    more[^2]\n[^2]: y\n", [("note-nested", 5, 9)]),
        ("a[^1] b[^2]\n\n[^1]: x\nlazily[^2]\n\n[^2]: y\n", [("note-nested", 4, 7)]),
        ("a[^1]\n\n[^1]:\n", [("note-empty", 3, 1)]),
        ("a[^2] b[^1]\n\n[^1]: x\n\n[^2]: y\n", [("note-order", 3, 1)]),
        ("a[^A]\n\n[^a]: x\n", []),
        ("a[^1]\n\n[^1]: x\n\nb[^2]\n\n[^2]: y\n", []),
        ("a[^long-label_1]\n\n[^long-label_1]: x\n", []),
        ("`[^9]` and \\[^8\\]\n", []),
        ("```\n[^9]\n[^8]: x\n```\n", []),
        ("~~~~\n```\n[^8]: x\n~~~~\n", []),
        ("    [^8]: x\n", []),
        ("<!-- a[^9] -->\n\n<!--\n[^8]: x\n-->\n\nb\n", []),
        ("> a[^1]\n>\n> [^1]: x\n", []),
        ("| a[^1] | b[^1] |\n|---|---|\n| c | d |\n\n[^1]: x\n", []),
        ("# Head[^1]\n\n- item[^2]\n\n*em[^3]*\n\n[^1]: x\n[^2]: y\n[^3]: z\n", []),
        ("---\ntitle: T[^1]\n---\nb[^2]\n\n[^1]: x\n[^2]: y\n", []),
        ("---\ntitle: T[^9]\n---\nb\n", [("note-missing", 2, 9)]),
        ("a ![b[^1]](x.png)\n\n[^1]: x\n", [("note-nested", 1, 3)]),
        ("![b[^1]](x.png)\n\n[^1]: x\n", []),
        ("The 12^th^[^1] yard of 5 m^2^[^2].\n\n[^1]: x\n[^2]: y\n", []),
        ("a ^[b c] d\n", [("note-missing", 1, 3)]),
        ("<ul>\n<li>a[^1]</li></ul>\n\nb[^1]\n\n[^1]: x\n", [("raw-html-unsafe", 2, 6)]),
        ("<table><tr><td>a[^1]</td></tr></table>\n\nb\n\n[^1]: x\n", [("raw-html-unsafe", 1, 17)]),
        ("- <blockquote>a[^1]</blockquote>\n\n[^1]: x\n", [("raw-html-unsafe", 1, 16)]),
        ("---\ntitle: T\nauthor: Ann[^1]\n---\nb[^1]\n\n[^1]: x\n", []),
        ("---\ntitle: T\nauthor:\n- Ann\n- Bea[^1]\n---\nb[^1]\n\n[^1]: x\n", []),
        ("---\ntitle: T\npublisher: Ann[^1]\n---\nb[^1]\n\n[^1]: x\n", [("front-invalid", 3, 15)]),
        ("---\ntitle: T\ncontributors:\n- Ann\n- Bea[^1]\n---\nb[^1]\n\n[^1]: x\n", [("front-invalid", 5, 6)]),
        ("---\ntitle: T\nrights: All[^9]\n---\nb\n", [("front-invalid", 3, 12)]),
        ("---\ntitle: T^[no note]\n---\nb\n", [("front-invalid", 2, 9)]),
        ("---\ntitle: T\ncaption: a lamp[^1]\n---\nb[^1]\n\n[^1]: x\n", [("assumed", 3, 10)]),
    ],
)
def test_labels(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert findings(text) == expected


@pytest.mark.parametrize(
    "last", ["Text.", "- list", "> quote", "```\nopen", "::: epigraph\nopen", "| a |\n|---|", "<!-- c -->"]
)
def test_an_orphan_is_read_and_marked_whatever_stands_last(last: str) -> None:
    source = f"First.\n\n[^1]: Left *over*.\n\n{last}\n"
    work = document(source)
    [note] = work.notes
    assert (note.label, plain(note.children), note.referred) == ("1", "Left over.", False)
    assert work.blocks == document(source.replace("[^1]: Left *over*.", "")).blocks
    assert note.place is not None
    assert (note.place.line, note.place.column) == (3, 1)


def test_orphans_come_last_in_the_order_of_the_file() -> None:
    work = document("a[^4]\n\n[^1]: x\n[^4]: n\n[^3]: z\n")
    assert [(note.label, note.referred) for note in work.notes] == [("4", True), ("1", False), ("3", False)]


def test_every_reference_has_a_note_in_every_place_of_a_work() -> None:
    source = """---
title: A[^t]
---
# B[^h]

C[^p] *d[^p]* [e[^l]](https://e.org)

> f[^p]

| g[^c] |
|-------|
| h[^c] |

t[^d]
:   i[^d]

::: verse
j[^v]
k[^v]
:::

![l[^f]](x.png)

[^t]: n
[^h]: n
[^p]: n
[^l]: n
[^c]: n
[^d]: n
[^v]: n
[^f]: n
"""
    work = document(source)
    assert [note.label for note in work.notes] == ["t", "h", "p", "l", "c", "d", "v", "f"]
    called = [node.label for node in walk(everything(work)) if isinstance(node, NoteRef)]
    assert [called.count(note.label) for note in work.notes] == [1, 1, 3, 1, 2, 2, 2, 1]
    assert codes(source) == []


def test_calls_without_notes_are_letters_as_they_were_typed() -> None:
    """Two carets raise what stands between them."""
    work = document("One[^8] rises[^9] and [falls](#x).\n\n# X {#x}\n")
    first = work.blocks[0]
    assert plain(work.blocks[:1]) == "One[^8] rises[^9] and falls."
    assert [type(node).__name__ for node in first.children] == ["Text", "Link", "Text"]  # type: ignore[union-attr]
    assert first.children[1].place == Place("essay.md", 1, 23)  # type: ignore[union-attr]


def test_notes_that_call_each_other_come_to_an_end() -> None:
    work = document("a[^1] b[^2]\n\n[^1]: x[^2]\n[^2]: y[^1]\n")
    assert [plain(note.children) for note in work.notes] == ["x[^2]", "y[^1]"]


def test_a_reference_with_attributes_is_of_its_own_note() -> None:
    work = document("[^1] a [^2]{.scare} [^2]\n\n[^1]: x\n\n[^2]: y\n")
    assert [plain(note.children) for note in work.notes] == ["x", "y"]
    assert [node.label for node in walk(work.blocks) if isinstance(node, NoteRef)] == ["1", "2", "2"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("<!-- [^a]: x -->", []),
        ("   <!-- \n\n[^a]: x\n-->\n[^b]: y", ["b"]),
        ("w <!-- \n[^a]: x\n-->\n[^b]: y", ["b"]),
        ("w <!-- \n \n[^a]: x\n-->\n[^b]: y", ["a", "b"]),
        ("    <!--\n\n[^a]: x\n-->\n[^b]: y", ["a", "b"]),
        ("<!-- -->   <!--\n\n[^a]: x\n-->\n[^b]: y", ["a", "b"]),
        ("<!--\n[^a]: x", ["a"]),
    ],
)
def test_labels_in_comments(text: str, labels: list[str]) -> None:
    assert list(scan(text, 1, "essay.md").defined) == labels


@pytest.mark.parametrize("end", ["", "\n\n-->", "\n\n[^a]: x", "\n\n-->" * 2_000])
@pytest.mark.parametrize("start", ["", "w "])
def test_a_trap_of_comments_takes_no_minutes(start: str, end: str) -> None:
    began = perf_counter()
    scan(start + "<!-- " * 20_000 + end, 1, "essay.md")
    assert perf_counter() - began < 5


def test_a_label_with_a_space_calls_no_note_and_is_printed_as_it_was_typed() -> None:
    read = document("Ale.[^1 ] Beer.[^1]\n\n[^1]: A note of a line.\n")
    assert sum(isinstance(node, NoteRef) for node in walk(read.blocks)) == 1
    assert plain(read.blocks) == "Ale.[^1 ] Beer."
