"""`fold`: what counts as the same term, and what does not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.quotation.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fresh fish", "Fresh fish"),
        ("tall ship", "tall ships"),
        ("lobby", "lobbies"),
        ("hippie", "hippies"),
        ("governing class", "governing classes"),
        ("box", "boxes"),
        ("warehouse", "warehouses"),
        ("progress", "progress,"),
        ("progress", "progress’s"),
        ("sceptic", "sceptics’"),
        ("reader's friend", "reader’s friends"),
        ("Mild-mannered", "mild-mannered"),
    ],
)
def test_one_term(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("official history", "official historian"),
        ("the Market", "the market"),
        ("US", "us"),
        ("MP", "mp"),
        ("critical", "criticals mass"),
        ("non-fiction", "fiction"),
        ("ship’s boys", "ships"),
    ],
)
def test_two_terms(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["class", "crisis", "bonus", "gas", "its", "Swiss"])
def test_no_plural(word: str) -> None:
    assert fold(word).lower() == word.lower()


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_essay(shared: Path) -> None:
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    terms = [q["text"] for q in gold["quotes"] if q["role"] == "scare"]
    assert len({fold(text) for text in terms}) == 78
