"""What holds of every house that ships: golden cases of one text in all eight, and properties of any document."""

from pathlib import Path

import pytest
from hypothesis import given

from pressbuild.document import Document, NoteRef, Quote
from pressbuild.house import houses
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from pressbuild.quotation import recognise
from pressbuild.transforms import apply
from pressbuild.transforms.safety import DESERVING
from pressbuild.tree import everything, walk
from tests.conftest import ROOT
from tests.golden import run_cases
from tests.strategies import documents
from tests.transforms.setting import house_of, read_text, set_text
from tests.words import words_of

HOUSES = sorted(houses(Path("nowhere")))
SHORT = 100_000  # letters; longer books would take too long to set twice
GLYPHS = frozenset("'\"‘’“”«»‹›„‚")


def in_all_houses(markdown: str) -> str:
    """The text in every house, each below its name."""
    return "\n".join(f"== {name}\n{set_text(markdown, name)}" for name in HOUSES)


test_cases = run_cases("houses", in_all_houses)


def notes_of(document: Document) -> list[str]:
    return [node.label for node in walk(everything(document)) if isinstance(node, NoteRef)]


def quotes_of(document: Document) -> list[Quote]:
    return [node for node in walk(everything(document)) if isinstance(node, Quote)]


def in_order(document: Document) -> Document:
    """A document with its notes in reading order, as every house has them."""
    return apply(document, house_of("as-written"))


@pytest.mark.parametrize("name", HOUSES)
@given(source=documents())
def test_words_notes_and_roles_never_change(name: str, source: Document) -> None:
    """Neither letters nor figures, nor the order of the notes' marks, nor what a quotation is and how it was written:
    that is what lets any house be set after any other from the same tree."""
    before = in_order(recognise(source))
    after = apply(recognise(source), house_of(name))
    assert words_of(after) == words_of(before)
    assert notes_of(after) == notes_of(before)
    assert [(q.role, q.written, q.decision) for q in quotes_of(after)] == [
        (q.role, q.written, q.decision) for q in quotes_of(before)
    ]


@pytest.mark.parametrize("name", HOUSES)
@given(source=documents())
def test_idempotent(name: str, source: Document) -> None:
    house = house_of(name)
    once = apply(recognise(source), house)
    assert apply(once, house) == once


@pytest.mark.parametrize("name", HOUSES)
@given(source=documents())
def test_marks_go_only_where_the_house_says_so_and_the_role_is_signed(name: str, source: Document) -> None:
    """In random documents no role is certain but by an override; whatever nobody signed keeps its marks."""
    for quote in quotes_of(apply(recognise(source), house_of(name))):
        assert quote.glyphs is not None
        if not quote.decision.signed and quote.decision.code not in DESERVING:
            assert [bool(mark) for mark in quote.glyphs] == [bool(mark) for mark in quote.written]


def same_in_every_house(source: Document) -> None:
    """Words, notes and roles are the same under every house, and set twice the text is as set once."""
    before = in_order(source)
    said, called, roles = words_of(before), notes_of(before), [(q.role, q.written) for q in quotes_of(before)]
    for name in HOUSES:
        done = apply(source, house_of(name))
        assert words_of(done) == said, name
        assert notes_of(done) == called, name
        assert [(q.role, q.written) for q in quotes_of(done)] == roles, name
        if len(said) < SHORT:
            assert apply(done, house_of(name)) == done, name


def test_the_specimen_is_the_same_in_every_house() -> None:
    specimen = next((ROOT / "manuscript").glob("*.md")).read_text(encoding="utf-8")
    same_in_every_house(read_text(specimen))


BOOKS = "a-vindication-of-the-rights-of-woman on-liberty roads-to-freedom the-communist-manifesto".split()


@pytest.mark.parametrize(
    "text",
    ["essay/essay.txt", *(f"corpus/{book}.british.txt" for book in BOOKS), f"corpus/{BOOKS[-1]}.british.ascii.txt"],
)
def test_the_real_essay_and_the_books_are_the_same_in_every_house(text: str, shared: Path) -> None:
    said = (shared / text).read_text(encoding="utf-8")
    same_in_every_house(read_text(import_plain(Source(text, said, "0")).markdown))
