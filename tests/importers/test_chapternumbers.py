"""Bare numbers above chapters: they stay, as headings, and pages' numbers do not become chapters'."""

from random import Random

import pytest

from pressbuild.importers.flattened.chapternumbers import chapter_numbers
from pressbuild.importers.flattened.lines import text_lines
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved
from tests.importers.printed import Press, printed

TITLES = ("The Oven", "The Flood", "The Council", "After the Harvest")
SENTENCES = (
    "The bakers of the town met early in the year and spoke of nothing but the price of flour",
    "No miller of the valley would have trusted a measure that had been made without a witness",
    "Several of the clerks remembered the flood although hardly any two of them agreed about its hour",
)
HEADS = {
    "a title below": "{n}\n{title}\n",
    "a title apart": "{n}\n\n{title}\n",
    "a number alone": "{n}\n",
    "a number and a stop": "{n}.\n{title}\n",
}


def book(seed: int, head: str, notes: str, *, front: str = "") -> tuple[str, int]:
    """A book of chapters with their notes, and how many these are."""
    chance, count = Random(seed), 0
    text = f"THE BOOK OF BREAD\n\nAda Corn\n\n{front}"
    for number, title in enumerate(TITLES, 1):
        own: list[str] = []
        text += head.format(n=number, title=title) + "\n"
        for _ in range(5):
            for _ in range(4):
                called = chance.random() < 0.35
                own += [f"{len(own) + 1}. Miller, The Mill, p. {chance.randint(2, 400)}."] if called else []
                text += f"{chance.choice(SENTENCES)}.{len(own) if called else ''} "
            text = text.rstrip() + "\n\n"
        count += len(own)
        text += notes.join(own) + "\n\n"
    return text, count


def read(text: str) -> Imported:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("notes", ["\n", "\n\n"])
@pytest.mark.parametrize("kind", HEADS)
def test_bare_numbers_begin_chapters(kind: str, notes: str, seed: int) -> None:
    text, count = book(seed, HEADS[kind], notes)
    result = read(text)
    assert len(result.report["notes"]) == count
    for number, title in enumerate(TITLES, 1):
        assert f"\n## {number}{'. ' + title if '{title}' in HEADS[kind] else ''}\n" in result.markdown
    assert not [found for found in result.findings if "pages" in found.message]


def test_numbers_of_chapters_behind_a_preface_that_a_table_of_contents_names() -> None:
    listed = "\n".join(f"{n} {title}" for n, title in enumerate(TITLES, 1))
    preface = "This book was baked in two winters.1\n\n1. Those of the flood."
    front = f"Contents\n\nPreface\n{listed}\n\nPreface\n\n{preface}\n\n"
    text, count = book(4, HEADS["a title below"], "\n\n", front=front)
    result = read(text)
    assert len(result.report["notes"]) == count + 1
    assert all(f"\n## {n}. {title}\n" in result.markdown for n, title in enumerate(TITLES, 1))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "press", [Press(fed=False, first=1), Press(fed=False, first=1, parted=True, anew=True, gap=True)]
)
def test_numbers_of_pages_are_no_chapters(press: Press, seed: int) -> None:
    text = printed(seed, press).text
    assert not chapter_numbers(text, tuple(text_lines(text)))


@pytest.mark.parametrize(
    "parts",
    [
        ("1\nIbid., p. 4", "2\nMiller, The Mill", "3\nHill, The Flour, which is the longest of all books."),
        ("It rose.", "1\nOf Bread", "The bakers met in the town.", "2\nOf Bread", "The bakers met again there."),
        ("1\nThe Flood", "The bakers met, and as they were all of", "2\nThe Mill", "The bakers met again there."),
        ("1\nThe Flood", "The bakers met.", "2\nThe Mill", "They met again, and", "3\nThe Oven", "they met no more."),
        ("They spoke of bread.", "1", "The bakers met.", "2", "They met once more.", "3", "They went home."),
    ],
)
def test_what_only_looks_like_chapters(parts: tuple[str, ...]) -> None:
    """Labels above notes, running heads, sentences that are cut, and figures below the first text."""
    text = "\n\n".join(("The Oven", *parts)) + "\n"
    assert not chapter_numbers(text, tuple(text_lines(text)))
