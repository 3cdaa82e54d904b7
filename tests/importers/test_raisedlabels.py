"""Labels of notes on lines of their own, as pdftotext gives what a word processor raised."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.flattened.raisedlabels import with_labels
from pressbuild.importers.flattened.sheet import Sheet
from pressbuild.importers.source import Source
from tests.importers.desk import proved

TEXT = "The {n} miller of the valley looked for the water{mark} and\nfound that the river had gone lower than before.\n"
ORDER = ("first", "second", "third", "fourth", "fifth")
NOTES = tuple(f"Miller, The {word} Valley, p. {n}0.\nHe says more of it." for n, word in enumerate(ORDER, 1))


def pages(note: str, folio: str = "") -> str:
    """Five pages with a note at the foot of each, made by a pattern of its label and its words."""
    made = (
        TEXT.format(n=word, mark=n) + note.format(n=n, words=words) + folio.format(n=f"{n + 6:>30}") + "\f"
        for n, (word, words) in enumerate(zip(ORDER, NOTES, strict=True), 1)
    )
    return "Of the Valley\n\n" + "".join(made)


@pytest.mark.parametrize("folio", ["", "{n}\n", "\n{n}\n"])
@pytest.mark.parametrize("note", ["\n{n}\n  {words}\n", "{n}\n   {words}\n", "\n{n}\n\n{words}\n\n"])
def test_labels_above_their_notes(note: str, folio: str) -> None:
    result = import_plain(Source("x.txt", pages(note, folio), "0"))
    assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3, 4, 5]
    for number, words in enumerate(NOTES, 1):
        assert f"[^{number}]: {words}".replace("\n", " ") in result.markdown
    assert "##" not in result.markdown
    proved(result)


def test_labels_below_their_notes_are_left_and_said() -> None:
    """Which note is whose cannot be known, so none is tied to a wrong one."""
    text = "Of the Valley\n\n" + "".join(
        TEXT.format(n=word, mark=2 * n - 1)
        + TEXT.format(n=word, mark=2 * n)
        + f"{words}\n{2 * n - 1}\n\n{words}\n{2 * n}\n\f"
        for n, (word, words) in enumerate(zip(ORDER, NOTES, strict=True), 1)
    )
    result = import_plain(Source("x.txt", text, "0"))
    assert result.report["notes"] == []
    (said,) = [finding for finding in result.findings if "apart from their notes" in finding.message]
    assert "pdftotext -layout" in said.hint
    proved(result)


@pytest.mark.parametrize(
    "text",
    [
        pages("\n{n}\n  {words}\n").replace("\f", ""),  # no pages
        pages("\n{n}\n  {words}\n").replace("water1", "water").replace("water2", "water").replace("water3", "water"),
        "1\n   The mill\n2\n   The river\n\f3\n   The bridge\n\f4\n   The road\n\f",  # chapters, without marks
    ],
)
def test_other_figures_stay_alone(text: str) -> None:
    sheet = Sheet.of(text)
    kept = with_labels(sheet).sheet.lines
    assert sum(line is not None for line in sheet.lines) - sum(line is not None for line in kept) <= 2
    assert all("1\n" not in text[line.start : line.end] for line in kept if line)
