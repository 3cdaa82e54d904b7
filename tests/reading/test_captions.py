"""Notes that captions of tables and pictures call: read, ordered, missed and proved like those of any text."""

from pathlib import Path

import pytest

from pressbuild.document import Document, Figure, NoteRef, Table
from pressbuild.tree import plain, walk
from pressbuild.verify import source_words
from tests.desk import call, write
from tests.transforms.setting import read_text

TABLE = """::: {{.table caption="{}"}}
| Ferry | Fare |
|-------|------|
| Ann   | 2    |
:::
"""


def essay(caption: str, notes: str = "[^1]: On fares.\n") -> Document:
    return read_text(f"---\ntitle: T\n---\n\nThe quay.\n\n{TABLE.format(caption)}\n{notes}")


def captions(document: Document) -> list[list[str]]:
    tables = [node for node in walk(document.blocks) if isinstance(node, Table)]
    return [[node.label if isinstance(node, NoteRef) else plain([node]) for node in table.caption] for table in tables]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize(
    ("caption", "read"),
    [
        ("Fares[^1]", ["Fares", "1"]),
        ("Fares[^1] of ferries[^1].", ["Fares", "1", " of ferries", "1", "."]),
        ("[^1]", ["1"]),
        ("Fares [1] of *ferries*", ["Fares [1] of *ferries*"]),
    ],
)
def test_a_caption_calls_notes(caption: str, read: list[str]) -> None:
    document = essay(caption)
    assert captions(document) == [read]
    called = "1" in read
    assert [(note.label, note.referred, plain(note.children)) for note in document.notes] == [
        ("1", called, "On fares.")
    ]
    assert codes(document) == [] if called else ["note-orphan"]


def test_a_note_that_the_text_calls_too() -> None:
    document = read_text(f"---\ntitle: T\n---\n{TABLE.format('Fares[^a]')}\nThe quay.[^a][^b]\n\n[^b]: B.\n[^a]: A.\n")
    assert captions(document) == [["Fares", "a"]]
    assert sorted(note.label for note in document.notes) == ["a", "b"]
    assert all(note.referred for note in document.notes)


def test_a_note_that_is_missing() -> None:
    document = essay("Fares[^2]")
    assert captions(document) == [["Fares[^2]"]]
    assert sorted(codes(document)) == ["note-missing", "note-orphan"]
    [missing] = [finding for finding in document.findings if finding.code == "note-missing"]
    assert str(missing.place).endswith(":7:27")


def test_a_table_in_a_note_calls_none() -> None:
    inner = "".join(f"    {line}\n" for line in TABLE.format("Fares[^1]").splitlines())
    assert "note-nested" in codes(essay("Fares", f"[^1]: On fares.[^2]\n\n{inner}\n[^2]: More.\n"))


def test_every_edition_holds_it(tmp_path: Path) -> None:
    text = f"---\ntitle: T\nlang: en\n---\nThe quay.[^1]\n\n{TABLE.format('Fares[^2]')}\nThe mole.[^3]\n\n"
    notes = "[^1]: On the quay.\n\n[^2]: On the fares.\n\n[^3]: On the mole.\n"
    write(tmp_path, text + notes, "manuscript/essay.md")
    assert call(tmp_path, "all").status == 0


def test_the_caption_of_a_picture_calls_notes() -> None:
    text = '![A quay](quay.png){{caption="The quay[^2]{}"}}\n\nIt was cold.[^1]\n\n[^1]: Very.\n[^2]: In winter.\n'
    document = read_text(f"---\ntitle: T\n---\n\n{text.format('.')}")
    [figure] = [node for node in document.blocks if isinstance(node, Figure)]
    assert [node.label if isinstance(node, NoteRef) else plain([node]) for node in figure.caption] == [
        "The quay",
        "2",
        ".",
    ]
    assert [(note.label, note.referred) for note in document.notes] == [("2", True), ("1", True)]


# --- captions in a line below the table ----------------------------------------------------------------------------

BARS = "| Ferry | Fare |\n|-------|------|\n| Ann[^2] | 2 |\n"
NOTES = "\n[^1]: On fares.\n\n[^2]: On Ann.\n"


def below(text: str) -> Document:
    return read_text(f"---\ntitle: T\n---\n\n{text}{NOTES}")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"{BARS}\n: Fares[^1] of *ferries*\n", ["Fares", "1", " of ", "ferries"]),
        (f"{BARS}: Fares[^1]\n", ["Fares", "1"]),
        (f"{BARS}\n:   *Fares*[^1],\n    old and new\n\nMore.\n", ["Fares", "1", ",", " ", "old and new"]),
        (f"> {BARS[:-1].replace(chr(10), chr(10) + '> ')}\n>\n> : Fares[^1]\n", ["Fares", "1"]),
        (f"- {BARS[:-1].replace(chr(10), chr(10) + '  ')}\n\n  : Fares[^1]\n", ["Fares", "1"]),
        (f'::: {{.table caption="Prices"}}\n{BARS}\n: Fares[^1]\n:::\n', ["Prices", " ", "Fares", "1"]),
        (f"A[^1]\n\n{BARS}\n:\n", []),
        (f"A[^1]\n\n{BARS}\n:Fares\n", []),
        (f"{BARS}\nFares[^1]\n:   prices\n", []),
        (f"::: {{.table}}\n{BARS}:::\n\n: Fares[^1]\n", ["Fares", "1"]),
        (f"::: epigraph\n{BARS}:::\n\n: Fares[^1]\n", []),
        (f"{BARS}\n***\n\n: Fares[^1]\n", []),
        (f"{BARS}\n<p>Ann</p>\n\n: Fares[^1]\n", []),
    ],
)
def test_a_line_below_a_table_that_begins_with_a_colon_is_its_caption(
    text: str, read: list[str], tmp_path: Path
) -> None:
    document = below(text)
    assert captions(document) == [read]
    assert codes(document) == [] if read else set(codes(document)) <= {"note-order"}
    write(tmp_path, f"---\ntitle: T\n---\n\nThe quay.\n\n{text}{NOTES}")
    result = call(tmp_path, "html", "--quiet")
    assert (result.status, result.err) == (0, "")


def test_a_table_in_html_has_its_own_caption(tmp_path: Path) -> None:
    text = "<table><caption>Old</caption><tr><td>Ann</td></tr></table>\n\n: Fares[^1]\n\nA[^2]\n"
    assert captions(below(text)) == [["Old"]]
    write(tmp_path, f"---\ntitle: T\n---\n\n{text}{NOTES}")
    assert call(tmp_path, "html", "--quiet").status == 0


def test_what_such_a_caption_calls_comes_before_what_the_table_calls() -> None:
    document = below(f"{BARS}\n: Fares[^1]\n")
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert [node.label for node in walk([table]) if isinstance(node, NoteRef)] == ["1", "2"]
    first = table.caption[0]
    assert first.place
    assert (first.place.line, first.place.column) == (9, 3)


def test_the_proof_sees_a_caption_that_was_lost_or_moved() -> None:
    words = source_words(f"Above.\n\n{BARS}\n: Fares[^1] here\n\nBelow.\n{NOTES}")
    assert " ".join(words.body) == "Above Fares here Ferry Fare Ann 2 Below"
    assert words.order == ("1", "2")
    for lines in ("| a |\n|---|---|", "| a | b |\n|---|", "a\n---"):  # no tables, but terms
        said = source_words(f"{lines}\n\n: Fares\n").body
        assert said[-1] == "Fares"


# --- captions in a line above the table ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"Table: Fares[^1] of *ferries*\n\n{BARS}", ["Fares", "1", " of ", "ferries"]),
        (f"table: Fares[^1],\nold and new\n\n{BARS}", ["Fares", "1", ",", " ", "old and new"]),
        (f"# Ferries\n\n: Fares[^1]\n\n{BARS}", ["Fares", "1"]),
        (f"> Table: Fares[^1]\n>\n> {BARS[:-1].replace(chr(10), chr(10) + '> ')}\n", ["Fares", "1"]),
        (f"- Table: Fares[^1]\n\n  {BARS[:-1].replace(chr(10), chr(10) + '  ')}\n", ["Fares", "1"]),
        (f"::: {{.table}}\nTable: Fares[^1]\n\n{BARS}:::\n", ["Fares", "1"]),
        (f"> Table: Fares[^1]\n\n{BARS}", []),
        (f"Table: Fares[^1]\n\n***\n\n{BARS}", []),
        (f"Table: Fares[^1]\n\nThey were old.\n\n{BARS}", []),
        (f"Table:Fares[^1]\n\n{BARS}", []),
        (f"Tables: Fares[^1]\n\n{BARS}", []),
    ],
)
def test_a_line_above_a_table_that_calls_itself_one_is_its_caption(text: str, read: list[str], tmp_path: Path) -> None:
    document = below(text)
    assert captions(document) == [read]
    assert codes(document) == []
    write(tmp_path, f"---\ntitle: T\n---\n\nThe quay.\n\n{text}{NOTES}")
    result = call(tmp_path, "html", "--quiet")
    assert (result.status, result.err) == (0, "")


def test_of_two_captions_the_one_above_is_the_tables(tmp_path: Path) -> None:
    text = f"Table: Fares[^1]\n\n{BARS}\n: Prices\n"
    assert captions(below(text)) == [["Fares", "1"]]
    write(tmp_path, f"---\ntitle: T\n---\n\nThe quay.\n\n{text}{NOTES}")
    assert call(tmp_path, "html", "--quiet").status == 0
