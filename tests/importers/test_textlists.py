"""Numbered lists of a text whose notes are lost: they stay lists, and its marks are missing notes, which is said."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import imported, proved

GOES_ON = "The ferry left at noon, with all hands and no bread. Nobody waved, for nobody had come to see it go."
MARKED = "So the ferry left.{} The quay was empty by noon.{} Nobody wrote it down.{}"
FRAGMENTS = "1. bread, in tins;\n2. rope, in coils;\n3. a bell."
SENTENCES = "1. Bread in tins, and rope.\n\n2. A bell of brass.\n\n3. One man, who could ring it."


def read(*parts: str) -> Imported:
    result = import_plain(Source("ferry.txt", "\n\n".join(("The Last Ferry", *parts)) + "\n", "0"))
    proved(result)
    return result


def marked(first: int = 1) -> str:
    return MARKED.format(*range(first, first + 3))


@pytest.mark.parametrize(
    "parts",
    [
        (marked(), GOES_ON, f"What was aboard? This:\n\n{FRAGMENTS}", GOES_ON),
        (marked(), GOES_ON, f"What was aboard? This:\n\n{FRAGMENTS}"),
        (marked(), GOES_ON, f"What was aboard\n\n{FRAGMENTS}", GOES_ON),
        (marked(), f"What was aboard? This:\n\n{SENTENCES}", GOES_ON),
        (marked(), f"What was aboard? This:\n\n{SENTENCES}", marked(4)),
        (marked(), marked(4), f"What was aboard? This:\n\n{SENTENCES}", GOES_ON, marked(7)),
        (marked(), f"What was aboard?\n\n{SENTENCES}", GOES_ON),
    ],
)
def test_list_of_the_text_is_no_list_of_notes(parts: tuple[str, ...]) -> None:
    result = read(*parts)
    assert result.report["notes"] == []
    assert "[^" not in result.markdown
    assert [gap["number"] for gap in result.report["missing"]][:3] == [1, 2, 3]
    said = ("has no list of notes", "the text goes on right behind it")
    assert any(words in finding.message for finding in result.findings for words in said)


def test_items_that_hold_a_mark_are_pieces_of_a_sentence() -> None:
    items = "    1. bread, in tins;5\n    2. rope, in coils;\n    3. a bell."
    result = read(marked(), "So it went.4", f"Aboard\n\n{items}", "And so on it went.6")
    assert result.report["notes"] == []
    assert [gap["number"] for gap in result.report["missing"]] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "parts",
    [
        (marked(), f"Notes\n\n{FRAGMENTS}", GOES_ON),
        (marked(), f"\n{SENTENCES}"),
        (marked(), "1. Tar, On tins, p. 4.\n\n2. Ibid., p. 9.\n\n3. A bell.", GOES_ON),
        (marked(), f"What was aboard? This:\n\n{FRAGMENTS}", GOES_ON, f"Notes\n\n{SENTENCES}"),
    ],
)
def test_notes_are_notes(parts: tuple[str, ...]) -> None:
    result = read(*parts)
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3]
    assert result.report["missing"] == []


def test_list_that_a_web_page_announces() -> None:
    raised = "".join(f"<p>So it left.<sup>{n}</sup> {GOES_ON}</p>" for n in (1, 2, 3))
    items = "".join(f"<p>{line}</p>" for line in FRAGMENTS.split("\n"))
    page = f"<article><h1>The Ferry</h1>{raised}<p>What was aboard? This:</p>{items}<p>{GOES_ON}</p></article>"
    result = imported(f"<html><body>{page}</body></html>", "ferry.html")
    assert "[^" not in result.markdown
    assert any("has no list of notes" in finding.message for finding in result.findings)
