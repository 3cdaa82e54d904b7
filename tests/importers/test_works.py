"""Titles that were italic: which are proposed, which words are none, and what `--works` writes."""

import pytest

from pressbuild.importers.plain import import_plain
from pressbuild.importers.source import Source

LONG = "The brewers of the town met early in the year, for the price of barley had risen again, and they stayed late."


def proposed(note: str, sentence: str = "They drank.") -> list[str]:
    text = f"Small beer\n\n{LONG}1 {sentence}\n\nNotes\n\n1. {note}"
    return [work["text"] for work in import_plain(Source("x.txt", text, "0")).report["works"]]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("See NA Ames Small beer: the drink of the poor London 1994.", "Small beer: the drink of the poor"),
        ("A Ames and B Barr Brewing in the north New York 2000, p. 4.", "Brewing in the north"),
        ("J. Ames, The barley question (Oxford, 1921), pp. 3–9.", "The barley question"),
        ("Cited in a review of H Barr’s Strong ale and weak kings (Sydney 1996).", "Strong ale and weak kings"),
    ],
)
def test_a_title_in_a_note(note: str, title: str) -> None:
    assert proposed(note) == [title]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("It is told in the book Beyond the barrel (1979) by Ann Ames.", ["Beyond the barrel"]),
        ("They read Barr’s Dialectic of malt (1970).", ["Dialectic of malt"]),
        ("They met in London (1979) and in the Town Hall (1980).", []),
        ("Ann Ames (1901) and Bob Barr (1902) drank.", []),
    ],
)
def test_a_title_in_the_text(sentence: str, titles: list[str]) -> None:
    assert proposed("So they did.", sentence) == titles


def test_a_title_is_known_again() -> None:
    sentence = "It is told in the book Beyond the barrel (1979). In Beyond the barrel they drink."
    assert proposed("So they did.", sentence) == ["Beyond the barrel"] * 2


@pytest.mark.parametrize("asked", [True, False])
def test_titles_are_marked_where_a_person_asks_for_it(asked: bool) -> None:
    text = f"Small beer\n\n{LONG}\n\nIt is told in the book Beyond the barrel (1979) by Ann Ames."
    result = import_plain(Source("x.txt", text, "0", works=asked))
    assert ("[Beyond the barrel]{.book}" in result.markdown) is asked
    assert result.report["words"]["in"] == result.report["words"]["out"]
    assert result.report["works"][0]["confidence"] >= 0.7
