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


def written_of(document: Document) -> list[tuple[object, ...]]:
    """What each quotation is, how it was written, and why it is taken for that."""
    return [(quote.role, quote.written, quote.decision) for quote in quotes_of(document)]


def in_order(document: Document) -> Document:
    """A document with its notes in reading order, as every house has them."""
    return apply(document, house_of("as-written"))


@given(documents())
def test_any_document_is_the_same_in_every_house(source: Document) -> None:
    """All the houses in one test: to draw a document takes longer than to set it in one."""
    recognised = recognise(source)
    same_in_every_house(recognised)
    for name in HOUSES:
        marks_go_only_where_the_house_says_so(recognised, name)


def same_in_every_house(source: Document) -> None:
    """Neither letters nor figures, nor the order of the notes' marks, nor what a quotation is and how it was written
    change: that is what lets any house be set after any other from the same tree. Set twice the text is as set once."""
    before = in_order(source)
    said, called, quoted = words_of(before), notes_of(before), written_of(before)
    for name in HOUSES:
        done = apply(source, house_of(name))
        assert words_of(done) == said, name
        assert notes_of(done) == called, name
        assert written_of(done) == quoted, name
        if len(said) < SHORT:
            assert apply(done, house_of(name)) == done, name


def marks_go_only_where_the_house_says_so(source: Document, name: str) -> None:
    """In random documents no role is certain but by an override; whatever nobody signed keeps its marks."""
    for quote in quotes_of(apply(source, house_of(name))):
        assert quote.glyphs is not None
        if not quote.decision.signed and quote.decision.code not in DESERVING:
            assert [bool(mark) for mark in quote.glyphs] == [bool(mark) for mark in quote.written], name


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
