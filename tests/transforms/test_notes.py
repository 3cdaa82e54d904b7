"""Notes in reading order; and, in tests/cases/notes, notes as the editions render them."""

import re
import tempfile
from pathlib import Path

from hypothesis import given

from pressbuild.document import Document, Note, NoteRef
from pressbuild.transforms.notes import notes
from pressbuild.tree import everything, plain, walk
from tests.desk import call, document, write
from tests.golden import run_cases
from tests.strategies import documents
from tests.transforms.setting import house_of

HOUSE = house_of("as-written")


def rendered(markdown: str) -> str:
    """The XHTML that all editions share, a block or item a line."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), markdown)
        out = call(Path(folder), "show", path, "--stage", "xhtml").out
    return re.sub(r"(?<=>)(?=<(?:li|ol|p|section|h2|/ol|/section)\b)", "\n", out).lstrip("\n")


test_cases = run_cases("notes", rendered)


def test_the_order_is_that_of_the_page() -> None:
    front = "---\nstandfirst: S[^s]\ntitle: T[^t]\nkicker: K[^k]\n---\n"
    source = f"{front}B[^b]\n\n[^b]: x\n[^s]: x\n[^t]: x\n[^k]: x\n[^o]: x\n"
    assert [note.label for note in notes(document(source), HOUSE).notes] == ["k", "t", "s", "b", "o"]


@given(source=documents())
def test_idempotent(source: Document) -> None:
    once = notes(source, HOUSE)
    assert notes(once, HOUSE) == once


@given(source=documents())
def test_every_note_stays_and_every_call_has_its_note(source: Document) -> None:
    ordered = notes(source, HOUSE)
    assert sorted(note.label for note in ordered.notes) == sorted(note.label for note in source.notes)
    assert _letters(ordered) == _letters(source)
    called = [node.label for node in walk(everything(ordered)) if isinstance(node, NoteRef)]
    assert set(called) <= {note.label for note in ordered.notes}
    body = [node.label for node in walk(everything(Document(source.front, source.blocks))) if isinstance(node, NoteRef)]
    numbered = [note.label for note in ordered.notes if note.label in body]
    assert numbered == list(dict.fromkeys(body))
    assert sorted(_body(note) for note in ordered.notes) == sorted(map(_body, source.notes))


def _letters(document: Document) -> str:
    """All that a document says but its blanks and notes."""
    return "".join(plain(everything(Document(document.front, document.blocks))).split())


def _body(note: Note) -> str:
    """The words of a note; spaces at its ends, behind a call that was moved say, are none of it."""
    return plain(note.children).strip()
