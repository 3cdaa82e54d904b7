"""The golden cases of tests/cases/stops, and what holds of stops for any document."""

from collections import Counter

import pytest
from hypothesis import given
from msgspec.structs import replace

from pressbuild.document import Document, NoteRef
from pressbuild.house import Stops
from pressbuild.quotation import recognise
from pressbuild.transforms.quotes import quotes
from pressbuild.transforms.stops import stops
from pressbuild.tree import everything, plain, walk
from tests.golden import run_cases
from tests.quotation.plain_document import document
from tests.strategies import documents
from tests.transforms.setting import house_of, set_text

test_cases = run_cases("stops", set_text)

HOUSES = ("as-written", "newspaper-uk")


def ready(source: Document, house: str) -> Document:
    return quotes(recognise(source), house_of(house))


@pytest.mark.parametrize("house", HOUSES)
@given(source=documents())
def test_idempotent(house: str, source: Document) -> None:
    once = stops(ready(source, house), house_of(house))
    assert stops(once, house_of(house)) == once


@given(source=documents())
def test_no_character_is_lost(source: Document) -> None:
    before = ready(source, "newspaper-uk")
    after = stops(before, house_of("newspaper-uk"))
    assert Counter(plain(everything(after))) == Counter(plain(everything(before)))
    assert sum(isinstance(n, NoteRef) for n in walk(everything(after))) == sum(
        isinstance(n, NoteRef) for n in walk(everything(before))
    )


def test_a_house_may_leave_all_stops() -> None:
    house = replace(house_of("newspaper-uk"), stops=Stops(placement="as-written"))
    source = ready(document("the so-called ‘bait,’ and"), "newspaper-uk")
    assert stops(source, house) is source
