"""The golden cases of tests/cases/quotes, and what holds of the house's marks for any document."""

from collections import Counter

import pytest
from hypothesis import given
from msgspec.structs import replace

from pressbuild.document import Document, Emph, Front, Heading, Paragraph, Quote, Span, Text
from pressbuild.house import Marks, Scare
from pressbuild.quotation import recognise
from pressbuild.settings.complaints import settled
from pressbuild.transforms.quotes import quotes
from pressbuild.tree import everything, plain, walk
from tests.golden import run_cases
from tests.quotation.plain_document import document
from tests.strategies import documents
from tests.transforms.setting import house_of, set_text, written
from tests.words import words_of

test_cases = run_cases("quotes", set_text)

HOUSES = ("as-written", "newspaper-uk")
OPENING, CLOSING = "‘“'\"", "’”'\""


def set_in(house: str, source: Document) -> Document:
    return quotes(recognise(source), house_of(house))


def marks_of(source: Document) -> int:
    return sum(character in "‘’“”'\"" for character in plain(everything(source)))


@pytest.mark.parametrize("house", HOUSES)
@given(source=documents())
def test_idempotent(house: str, source: Document) -> None:
    once = set_in(house, source)
    assert quotes(once, house_of(house)) == once


@pytest.mark.parametrize("house", HOUSES)
@given(source=documents())
def test_words_never_change(house: str, source: Document) -> None:
    assert words_of(set_in(house, source)) == words_of(source)


@given(source=documents())
def test_as_written_neither_adds_nor_loses_a_mark(source: Document) -> None:
    """Save where an author's override gives marks to words that had none, and never of another kind."""
    recognised = recognise(source)
    bare = [
        q for q in walk(everything(recognised)) if isinstance(q, Quote) and q.decision.signed and q.written == ("", "")
    ]
    done = quotes(recognised, house_of("as-written"))
    assert marks_of(source) <= marks_of(done) <= marks_of(source) + 2 * len(bare)

    def kinds(of: Document) -> Counter[str]:
        return Counter("double" if c in '“”"' else "single" for c in plain(everything(of)) if c in "‘’“”'\"")

    if not bare:
        assert kinds(source) == kinds(done)


def test_a_house_without_marks_takes_only_certain_ones_away() -> None:
    base = house_of("newspaper-uk")
    house = replace(base, role=replace(base.role, scare=Scare(set="none", type="italic")))
    (block,) = quotes(recognise(document("the so-called ‘free’ lunch, an ‘early’ one")), house).blocks
    assert isinstance(block, Paragraph)
    assert written(block.children) == "the so-called *free* lunch, an ‘early’ one"


@pytest.mark.parametrize(("letters", "node"), [("sans", Span), ("italic", Emph)])
def test_letters_of_a_role_are_set_once(letters: str, node: type) -> None:
    base = house_of("newspaper-uk")
    house = replace(base, role=replace(base.role, scare=settled({"set": "none", "type": letters}, Scare)))
    source = recognise(Document(Front(), (Paragraph((Span("scare", (Text("x"),)),)),)))
    once = quotes(source, house)
    (quote,) = [q for q in walk(once.blocks) if isinstance(q, Quote)]
    assert isinstance(quote.children[0], node)
    assert quotes(once, house) == once


def test_headings_and_standfirst_want_single_marks() -> None:
    source = Document(
        Front(title=(Text("“Nets,” he said: “‘Nets’”"),), standfirst=(Text("She said: “Nets.”"),)),
        (Heading(2, (Text("“Nets”, said Hollis"),)), Paragraph((Text("“Nets”, said Hollis"),))),
    )
    done = set_in("newspaper-uk", source)
    assert written(done.front.title) == "‘Nets,’ he said: ‘“Nets”’"
    assert written(done.front.standfirst) == "She said: ‘Nets.’"
    assert [plain([block]) for block in done.blocks] == ["‘Nets’, said Hollis", "“Nets”, said Hollis"]


def test_another_apostrophe() -> None:
    house = replace(house_of("as-written"), marks=Marks(apostrophe="'"))
    (block,) = quotes(recognise(document("it’s 'the boys’ room'")), house).blocks
    assert plain([block]) == "it's ‘the boys' room’"


def test_a_continued_quotation_gets_only_its_opening_mark() -> None:
    done = set_in("newspaper-uk", document("Hollis said: 'One, two and three.\n\n'Four, five and six.'"))
    assert [plain([block]) for block in done.blocks] == ["Hollis said: “One, two and three.", "“Four, five and six.”"]


@pytest.mark.parametrize(("lang", "closing"), [("de", "“‘"), ("cs-CZ", "“‘"), ("pl", "”’")])
def test_a_straight_mark_that_closes_a_low_one_has_its_language_s_form(lang: str, closing: str) -> None:
    typed = Document(Front(lang=lang), (Paragraph((Text("It: „ja\" und ‚so'."),)),))
    set_so = [node.glyphs for node in walk(everything(set_in("as-written", typed))) if isinstance(node, Quote)]
    assert set_so == [("„", closing[0]), ("‚", closing[1])]
