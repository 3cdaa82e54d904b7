"""The words of a book by the proof's own reader: in order, under their heads, and nothing lost."""

import pytest

from pressbuild.verify import book_words

TOML = """title = "The *book*"
chapters = ["one.md"]
[[part]]
title = "A ‘part’"
chapters = "deep/two.md"
"""
ONE = "# Head[^1] *line*\n\nText one.[^2]\n\n[^1]: First.\n[^2]: Second.\n"
HEAD = "---\nkicker: K\ntitle: Title\nsubtitle: S\nauthor: [A B, C]\nstandfirst: F\n---\n"
TWO = HEAD + "Text two.[^1]\n\n[^1]: Third.\n[^x]: Fourth.\n"


def test_words_and_notes() -> None:
    said = book_words(TOML, {"one.md": ONE, "deep/two.md": TWO})
    assert " ".join(said.body) == "Head line Text one A part K Title S A B and C F Text two"
    assert said.front == {"title": ("The", "book")}
    assert said.order == ("1:1", "1:2", "2:1", "2:x")
    assert [said.notes[label] for label in said.order] == [("First",), ("Second",), ("Third",), ("Fourth",)]
    assert said.calls == {"1:1": 1, "1:2": 1, "2:1": 1}


@pytest.mark.parametrize(
    ("chapter", "body"),
    [
        ("Title\n-----\n\nText.\n", "Title Text"),
        ("<!-- a comment -->\n\n## Title ##\n\nText.\n", "Title Text"),
        ("Text.\n\n# No title\n", "my chapter Text No title"),
        ("---\nsubtitle: Below\nauthor: Ann\n---\n# Title\n\nText.\n", "Title Below Ann Text"),
        ("- a list\n---\n", "my chapter a list"),
    ],
)
def test_titles(chapter: str, body: str) -> None:
    said = book_words('chapters = ["my-chapter.md"]', {"my-chapter.md": chapter})
    assert " ".join(said.body) == body


def test_escapes_in_what_was_put_in() -> None:
    """The proof reads words that the term sheet has put into a text with Markdown's escapes."""
    chapter = '---\ntitle: "A ‘so\\-called’ title"\n---\nText.\n'
    said = book_words('title = "The ‘so\\-called’ book"\nchapters = ["one.md"]\n', {"one.md": chapter})
    assert " ".join(said.body) == "A so called title Text"
    assert said.front == {"title": ("The", "so", "called", "book")}
