"""Marks behind closing marks of other languages, and behind sentences that end in what is an abbreviation elsewhere."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source

NOTES = "\n\n".join(f"{n}. Müller, S. {n + 20}." for n in range(1, 8))


def read(sentences: list[str]) -> Imported:
    text = " ".join(sentence.format(n) for n, sentence in enumerate(sentences, start=1))
    return import_plain(Source("mill.txt", f"The Mill Book\n\n{text}\n\nNotes\n\n{NOTES}\n", "0"))


@pytest.mark.parametrize("quoted", ["»{}«", "„{}“", "‚{}‘", "›{}‹", "“{}”", "« {} »", "«{}»", '"{}"'])
@pytest.mark.parametrize(
    "sentence", ["He said {}{{}} and went.", "He said {}.{{}} Then he went.", "{}{{}} That was all."]
)
def test_marks_behind_closing_marks(quoted: str, sentence: str) -> None:
    shown = sentence.format(quoted.format("Das Mehl ist teuer."))
    made = read([shown] * 7)
    assert [mark["number"] for mark in made.report["notes"]] == list(range(1, 8))
    assert not any(mark["confidence"] < 0.8 for mark in made.report["notes"])


def test_a_figure_that_a_quotation_begins_with_is_no_mark() -> None:
    made = read(["He read „3 Mehl“ and »4 Salz« and “5 bread” and ‘6 cake’.{}"] * 7)
    assert [mark["number"] for mark in made.report["notes"]] == list(range(1, 8))
    assert made.report["missing"] == []


@pytest.mark.parametrize(
    "last", ["It was an act.", "He lived for art.", "She said no.", "They climbed the col.", "It is in 2 Kings."]
)
def test_a_sentence_may_end_in_what_is_an_abbreviation_elsewhere(last: str) -> None:
    sentences = ["The miller went.{}"] * 7
    sentences[3] = last + "{}"
    made = read(sentences)
    assert [mark["number"] for mark in made.report["notes"]] == list(range(1, 8))


def test_what_an_abbreviation_counts_is_no_mark() -> None:
    sentences = ["The miller went (art.4, no.4, p.4).{}"] * 7
    sentences[3] = "The miller went to see art.4 of it and col.4 of it."
    made = read(sentences)
    assert [mark["number"] for mark in made.report["notes"]] == [1, 2, 3, 5, 6, 7]
    assert [gap["number"] for gap in made.report["missing"]] == [4]
