"""Divisions of words that are against the rules are seen, and words that are kept whole offer none."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from pressbuild.binders.breaks import Dictionaries, last_words, names, offences


@dataclass
class Run:
    """A line's text as layout leaves it."""

    text: str
    style: dict[str, str] = field(default_factory=lambda: {"hyphenate_character": "\u2010"})


@dataclass
class Line:
    children: list[Run]

    def descendants(self) -> list[Any]:
        return [self, *self.children]


def lines(*texts: str) -> list[Line]:
    return [Line([Run(text)]) for text in texts]


@pytest.mark.parametrize(
    ("paragraphs", "ends", "seen"),
    [
        ([["a line", "another"]], False, set()),
        ([["a compos\u2010", "itor at work"]], False, set()),
        ([["a com\u2010", "pound re\u2010", "lation and its con\u2010", "text"]], False, {"con"}),
        ([["a line that ends in com\u2010", "plaint."]], False, {"com"}),
        ([["a line that ends in com\u2010", "plaint, a"]], False, set()),
        ([["the page ends in ‘com\u2010"]], False, {"com"}),
        ([["the text ends in com\u2010"]], True, set()),
        ([["an author’s own hard-", "working hyphen-"]], False, set()),
        ([["one stub com\u2010", "plaint."], ["and a sec\u2010", "ond."], ["end"]], False, {"com", "sec"}),
    ],
)
def test_offences(paragraphs: list[list[str]], ends: bool, seen: set[str]) -> None:
    assert offences([lines(*texts) for texts in paragraphs], ends=ends) == seen


def test_names_are_told_by_their_capitals() -> None:
    said = (
        "However, the reader met Hamlet and Hamlet met the Queen. The queen spoke; Nonetheless was a name, nonetheless."
    )
    assert names(said) == {"Hamlet"}


class Dictionary:
    def iterate(self, word: str) -> Any:
        return iter([(word[:3], word[3:])])


def test_words_that_are_kept_whole() -> None:
    dictionaries = Dictionaries(frozenset({"Hamlet"}))
    dictionaries["en", 3, 3, 6] = Dictionary()
    dictionaries["de_DE", 3, 3, 6] = Dictionary()
    dictionaries.whole.add("com")
    english, german = dictionaries["en", 3, 3, 6], dictionaries["de_DE", 3, 3, 6]
    assert [list(english.iterate(word)) for word in ("Hamlet", "complaint", "reader")] == [[], [], [("rea", "der")]]
    assert list(german.iterate("Hamlet")) == [("Ham", "let")]


def test_last_words_are_those_that_end_paragraphs() -> None:
    assert last_words(["One that ends in a word.", "“And another!”", "→ 12", ""]) == {"word", "another"}
