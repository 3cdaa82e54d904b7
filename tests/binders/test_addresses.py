"""Addresses in print: where they break, and what is no address."""

import pytest
from lxml import etree

from pressbuild.binders.addresses import open_pairs, open_up, opened


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("www.example.org", ["www.example.org"]),
        ("https://example.org/", ["https://example.org/"]),
        ("https://example.org/a/b.html", ["https://example.org/", "a/", "b", ".html"]),
        ("example.org/a-b_c?d=e&f", ["example.org/", "a", "-b", "_c", "?d", "=e", "&f"]),
    ],
)
def test_places_to_break(address: str, pieces: list[str]) -> None:
    assert opened(address).split("\u200b") == pieces


@pytest.mark.parametrize("words", ["a note", "and/or", "the list", ""])
def test_words_are_left_alone(words: str) -> None:
    page = etree.fromstring(f'<p><a href="https://example.org/a/b">{words}</a></p>')
    before = etree.tostring(page)
    open_up(page)
    assert etree.tostring(page) == before


def test_an_address_is_never_hyphenated() -> None:
    page = etree.fromstring('<p><a class="mine" href="https://example.org/a/b">example.org/a/b</a></p>')
    open_up(page)
    assert page[0].get("class") == "mine address"


@pytest.mark.parametrize(
    ("said", "pieces"),
    [
        ("consciousness/experience", ["consciousness/", "experience"]),
        ("consciousness/<i>experience</i> here", ["consciousness/", "experience here"]),
        ("consciousness/‘experience’ here", ["consciousness/", "‘experience’ here"]),
        ("and/or he/she 12/13 km/h <code>left/right</code>", ["and/or he/she 12/13 km/h left/right"]),
        ('<a href="x">left/right</a> left/ right', ["left/right left/ right"]),
    ],
)
def test_pairs_of_words_break_behind_the_slash(said: str, pieces: list[str]) -> None:
    paragraph = etree.fromstring(f"<p>{said}</p>")
    open_pairs([paragraph])
    assert "".join(map(str, paragraph.itertext())).split("\u200b") == pieces
