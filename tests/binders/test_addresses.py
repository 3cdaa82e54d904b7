"""Addresses in print: where they break, and what is no address."""

from collections.abc import Callable

import pytest
from lxml import etree

from pressbuild.binders.addresses import open_on_screen, open_pairs, open_up, parts


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("www.example.org", ["www.example.org"]),
        ("https://example.org/", ["https://", "example.org/"]),
        ("https://example.org/a/b.html", ["https://", "example.org", "/a", "/b", ".html"]),
        ("example.org/a-b_c?d=e&f", ["example.org", "/a", "-b", "_c", "?d", "=e", "&f"]),
        ("example.org/a//b/.", ["example.org", "/a//b", "/."]),
    ],
)
def test_places_to_break(address: str, pieces: list[str]) -> None:
    assert parts(address) == pieces


@pytest.mark.parametrize("words", ["a note", "and/or", "the list", ""])
def test_words_are_left_alone(words: str) -> None:
    page = etree.fromstring(f'<p><a href="https://example.org/a/b">{words}</a></p>')
    before = etree.tostring(page)
    open_up(page)
    assert etree.tostring(page) == before


@pytest.mark.parametrize("opening", [open_up, open_on_screen])
def test_an_address_is_never_hyphenated(opening: Callable[[etree._Element], None]) -> None:
    page = etree.fromstring('<p><a class="mine" href="https://example.org/a/b">example.org/a/b</a></p>')
    opening(page)
    assert page[0].get("class") == "mine address"
    assert "".join(map(str, page.itertext())).replace("\u200b", "") == "example.org/a/b"


def test_on_the_screen_it_breaks_where_it_leaves_no_trace() -> None:
    page = etree.fromstring("<p><a>https://example.org/a/b</a></p>")
    open_on_screen(page)
    assert etree.tostring(page[0]) == b'<a class="address">https://<wbr/>example.org<wbr/>/a<wbr/>/b</a>'


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
