"""Notes that captions of tables and pictures call: read, ordered, missed and proved like those of any text."""

from pathlib import Path

import pytest

from pressbuild.document import Document, Figure, NoteRef, Table
from pressbuild.tree import plain, walk
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
