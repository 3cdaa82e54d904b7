"""Bare addresses become links; their text is never changed."""

import pytest
from hypothesis import given

from pressbuild.document import Document, Link, Text
from pressbuild.transforms.links import links
from pressbuild.tree import everything, plain, walk
from tests.desk import document
from tests.strategies import documents
from tests.transforms.setting import house_of

HOUSE = house_of("as-written")


def linked(markdown: str) -> list[tuple[str, str]]:
    return [(n.target, plain(n.children)) for n in walk(links(document(markdown), HOUSE).blocks) if isinstance(n, Link)]


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("see https://e.org/a.", "https://e.org/a", "https://e.org/a"),
        ("see http://e.org/a, or", "http://e.org/a", "http://e.org/a"),
        ("(www.example.org/a_(b))", "http://www.example.org/a_(b)", "www.example.org/a_(b)"),
        ("‘https://e.org/a’", "https://e.org/a", "https://e.org/a"),
        ("https://e.org/?a=1&b=2#c;", "https://e.org/?a=1&b=2#c", "https://e.org/?a=1&b=2#c"),
        ("*https://e.org/a*", "https://e.org/a", "https://e.org/a"),
        ("HTTPS://E.ORG/A", "HTTPS://E.ORG/A", "HTTPS://E.ORG/A"),
    ],
)
def test_an_address(text: str, target: str, shown: str) -> None:
    assert linked(text) == [(target, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "a@e.org",
        "ftp://e.org/a",
        "file:///etc/hostname",
        "javascript://e.org/%0Aalert(1)",
        "//e.org/a",
        "`https://e.org`",
        "e.g. this",
        "10.1093/abc",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert linked(text) == []


def test_links_stay_as_they_are() -> None:
    text = "[https://e.org/a](https://e.org/b) <https://e.org/c> [*www.e.org*](https://e.org/d)"
    assert [target for target, _ in linked(text)] == ["https://e.org/b", "https://e.org/c", "https://e.org/d"]


def test_places_go_on() -> None:
    [paragraph] = links(document("see https://e.org/a now\n"), HOUSE).blocks
    places = [(n.value, n.place.column) for n in walk([paragraph]) if isinstance(n, Text) and n.place]
    assert places == [("see ", 1), ("https://e.org/a", 5), (" now", 20)]


def test_in_notes_and_front() -> None:
    work = links(document("---\nstandfirst: www.example.org\n---\na[^1]\n\n[^1]: www.example.com.\n"), HOUSE)
    targets = [n.target for n in walk(everything(work)) if isinstance(n, Link)]
    assert targets == ["http://www.example.org", "http://www.example.com"]


@given(source=documents())
def test_idempotent_and_no_word_changes(source: Document) -> None:
    once = links(source, HOUSE)
    assert links(once, HOUSE) == once
    assert plain(everything(once)) == plain(everything(source))
