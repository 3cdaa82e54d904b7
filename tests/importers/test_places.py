"""Where a source's places are in its manuscript: as if each word of both had been written down."""

from itertools import pairwise
from random import Random

import pytest

from pressbuild.importers.account.nthwords import STRETCH, NthWords
from pressbuild.importers.account.places import PARTED, WORD, Places, _shown, _without
from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import Lineation
from pressbuild.importers.flattened.mending import mend
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.books import Shape, book
from tests.importers.printed import Press, printed

TEXTS = {
    "notes at the end": book(3, Shape(width=70)).text,
    "feet": book(4, Shape(place="page", anew=True, width=66)).text,
    "pages": printed(2, Press(gap=True)).text,
    "notes carried over pages": printed(3, Press(carried=True, rule="____")).text,
    "within paragraphs": "A Title\n\n" + "They rose [Footnote: Early.] and went [Footnote: Late.] on.\n\n" * 9,
}


def written_down(places: Places, offset: int) -> tuple[int, int] | None:
    """The same by a list of all words, in the source's order."""
    text, origin = places._text, places._lineation.origin
    moved = {start: (end, to) for start, end, to in places._carried}

    def to(place: int) -> tuple[int, int, int]:
        return next(((to, 0, place) for start, (end, to) in moved.items() if start <= place < end), (place, 1, place))

    spans = [word.span() for word in PARTED.finditer(_without(text, places._left_out))]
    went = sorted(spans, key=lambda span: to(span[0]))
    came = [word.span() for word in WORD.finditer(_shown(places._markdown))]
    if len(went) != len(came) or not went:
        return None
    words = sorted(zip(went, came, strict=True), key=lambda pair: origin(pair[0][0]))
    before = [pair for pair in words if origin(pair[0][0]) <= offset]
    place = 0
    if before:
        (start, _), (low, high) = before[-1]
        place = min(high, low + max(0, offset - origin(start)))
    above = places._markdown[:place].rsplit("\n", 1)
    return places._markdown.count("\n", 0, place), len(above[-1])


@pytest.mark.parametrize("name", TEXTS)
def test_a_place_of_the_source_is_where_its_word_is(name: str) -> None:
    places = import_plain(Source("x.txt", TEXTS[name], "0")).places
    assert places is not None
    chance = Random(7)
    offsets = [*range(40), *sorted(chance.sample(range(len(TEXTS[name])), 40)), len(TEXTS[name]) + 5]
    told = [places.of(offset) for offset in offsets]
    assert told == [written_down(places, offset) for offset in offsets]
    assert any(told)


def test_nothing_is_told_where_words_are_missing() -> None:
    assert Places("Two words.", [], [], "One\n", Lineation("Two words.")).of(3) is None
    assert Places("", [], [], "", Lineation("")).of(0) is None


def test_between_joints_what_stands_first_stood_first() -> None:
    source = "".join(chr(0x4E00 + n) for n in range(60))
    columns = Apart(source, [(0, 10, ""), (20, 30, "\n"), (10, 20, ""), (30, 60, "")], ())
    moved = Apart(columns.text, [(0, 5, ""), (41, 50, "\n\n"), (6, 41, ""), (50, 61, "")], (), columns)
    mended = mend(moved.text, moved.origin)
    cuts = sorted({0, *map(mended.after, moved.joints), len(mended.text)})
    for low, high in pairwise(cuts):
        own = [mended.origin(place) for place in range(low, high)]
        assert own == sorted(own)
    assert len(cuts) > 6
    assert Apart(source, [(0, 10, "\n"), (10, 60, "")], ()).joints == ()


@pytest.mark.parametrize("between", ["\n", " ", ",", "_", "\u200b"])
def test_words_by_their_numbers(between: str) -> None:
    """On one line as well, without a space too, or as one word."""
    text = between.join("one two, three-four" * (n % 40) for n in range(300))
    text = text if between in "\n " else text.replace(" ", between)
    words = NthWords(text, WORD)
    spans = [word.span() for word in WORD.finditer(text)]
    assert len(words) == len(spans) > STRETCH
    assert [words.span(n) for n in range(0, len(spans), 97)] == spans[::97]
    for offset in range(0, len(text) + 2, 101):
        assert words.before(offset) == sum(start < offset for start, _ in spans)
