"""Titles: where their lines end, and in what size they are set."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pressbuild.binders.titling import Size, balance, bind_compounds, bind_dashes, break_title, breaks, size


def lines(title: str, measure: int) -> list[str]:
    edges = [-1, *breaks(title, measure), len(title)]
    return [title[a + 1 : b] for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    ("title", "measure", "broken"),
    [
        ("Short", 20, ["Short"]),
        ("Held at arm’s length", 16, ["Held", "at arm’s length"]),
        ("A useless product of 1970s radicalism", 22, ["A useless product", "of 1970s radicalism"]),
        ("On notes: a history", 30, ["On notes:", "a history"]),
        ("The decline and fall of the Roman empire", 24, ["The decline and fall", "of the Roman empire"]),
        ("Donaudampfschifffahrtsgesellschaft", 10, ["Donaudampfschifffahrtsgesellschaft"]),
    ],
)
def test_lines_end_by_sense(title: str, measure: int, broken: list[str]) -> None:
    assert lines(title, measure) == broken


@given(st.lists(st.text("abcdé", min_size=1, max_size=12), min_size=1, max_size=14), st.integers(12, 40))
def test_no_line_is_too_long_and_no_word_lost(words: list[str], measure: int) -> None:
    broken = lines(" ".join(words), measure)
    assert " ".join(broken).split() == words
    assert max(map(len, broken)) <= measure


def test_breaks_go_through_markup() -> None:
    run = etree.fromstring("<run>A title <em>with emphasis that</em> is long: and pauses</run>")
    break_title(run, 20)
    assert etree.tostring(run, encoding="unicode").count("<br/>") == len(breaks("".join(map(str, run.itertext())), 20))
    assert "".join(map(str, run.itertext())) == "A title with emphasis that is long: and pauses"


def test_the_largest_size_that_fits() -> None:
    sizes = (Size("large", 10, 2), Size("small", 20, 3), Size("smallest", 30, 9))
    assert [size(title, sizes).name for title in ("A word", "Three words here now", "Incomprehensibilities " * 3)] == [
        "large",
        "small",
        "smallest",
    ]


@pytest.mark.parametrize(
    ("caption", "broken"),
    [
        ("<p>A short one</p>", "<p>A short one</p>"),
        ("<p>One two three: <i>four five</i> six</p>", "<p>One two three: <br/><i>four five</i> six</p>"),
        ("<p>unbreakably-long-words</p>", "<p>unbreakably-long-words</p>"),
    ],
)
def test_lines_of_captions_are_alike(caption: str, broken: str) -> None:
    run = etree.fromstring(caption)
    balance(run, 14)
    assert etree.tostring(run, encoding="unicode") == broken


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("nets—<em>old</em>—tore", "nets~—<em>old</em>—tore"),
        ("‘nets’—and — open", "‘nets’~—and — open"),
        ("1970s–80s, pp. 12–18 – open", "1970s–~80s, pp. 12–~18 – open"),
        ("Anglo–Irish", "Anglo–Irish"),
    ],
)
def test_dashes_keep_to_the_word_before(said: str, bound: str) -> None:
    element = etree.fromstring(f"<p>{said}</p>")
    bind_dashes(element)
    bind_dashes(element)
    assert etree.tostring(element, encoding="unicode").replace("\u2060", "~") == f"<p>{bound}</p>"


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("St John-Stevas’s book-keeping", "St John-~Stevas’s book-~keeping"),
        ("<em>well-known</em>", "<em>well-~known</em>"),
        ("out-of-the-way", "out-~of-~the-~way"),
        ("never-to-be-forgotten-again", "never-to-be-forgotten-again"),
        ("it is - or was", "it is - or was"),
    ],
)
def test_compounds_of_titles_are_not_divided(said: str, bound: str) -> None:
    element = etree.fromstring(f"<p>{said}</p>")
    bind_compounds(element)
    assert etree.tostring(element, encoding="unicode").replace("\u2060", "~") == f"<p>{bound}</p>"
