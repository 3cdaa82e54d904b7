"""The words that the program adds: whole in every language, and the text's language decides."""

import re

import pytest
from msgspec.structs import asdict

from pressbuild.words import words

LANGUAGES = "en fr de es it pt nl".split()
PLACES = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_every_word_with_the_places_of_the_english_one(lang: str) -> None:
    own, english = asdict(words(lang)), asdict(words("en"))
    for name, said in own.items():
        assert said, name
        if isinstance(said, str):
            assert sorted(PLACES.findall(said)) == sorted(PLACES.findall(english[name])), name


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_language_is_no_english(lang: str) -> None:
    own, english = asdict(words(lang)), asdict(words("en"))
    same = {name for name in own if own[name] == english[name]}
    assert same <= set("note notes index minute minutes page licence text colophon".split())


def test_a_region_is_of_its_language_and_the_unknown_is_english() -> None:
    assert words("pt-BR") == words("pt")
    assert words("cy") == words("en")
