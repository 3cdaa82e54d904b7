"""Notes that a source lost from the ends of its lists, where numbers begin anew behind them: their marks, and all that
follows."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.lostlasts import LOST
from pressbuild.importers.marks.notelabels import Label, label_runs
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

GUILDS = {
    "Bakers": "miller smith clerk".split(),
    "Weavers": "dyer fuller".split(),
    "Coopers": "joiner turner".split(),
    "Masons": "carter quarrier tiler".split(),
}
SAID = "They met early in the year and spoke of nothing else."


def read(text: str) -> Imported:
    result = import_plain(Source("guilds.txt", text, "0"))
    proved(result)
    return result


def chapter(number: int, guild: str, *, without: int = 0, more: str = "") -> str:
    names = GUILDS[guild]
    text = "\n\n".join(f"{SAID} So said the {name}.{n} {SAID}" for n, name in enumerate(names, 1))
    notes = "\n\n".join(f"{n}. Of the {name}, p. 4." for n, name in enumerate(names, 1) if n != without)
    return f"Chapter {number}\n\n{guild}\n\n{text}{more}\n\nNotes\n\n{notes}"


def work(*chapters: str) -> str:
    return "\n\n".join(("Of guilds", "By Anna Baker", *chapters)) + "\n"


def marks(result: Imported) -> list[tuple[int, int]]:
    return [(note["number"], note["printed"]) for note in result.report["notes"]]


def test_last_note_of_a_list_is_lost_and_its_mark_calls_it_all_the_same() -> None:
    result = read(work(chapter(1, "Bakers", without=3), chapter(2, "Weavers"), chapter(3, "Coopers")))
    assert marks(result) == [(1, 1), (2, 2), (3, 3), (4, 1), (5, 2), (6, 1), (7, 2)]
    assert [body["number"] for body in result.report["bodies"]] == [1, 2, 4, 5, 6, 7]
    assert result.report["notes"][2]["evidence"][-1] == LOST
    (finding,) = (finding for finding in result.findings if finding.code == "note-missing")
    assert finding.message == "the text refers to note 3, which the list of notes lacks"
    assert "So said the clerk.[^3]" in result.markdown
    assert "[^4]: Of the dyer" in result.markdown


def test_notes_without_marks_behind_it_are_numbered_on_too() -> None:
    weavers = chapter(2, "Weavers").replace("the dyer.1", "the dyer.")
    result = read(work(chapter(1, "Bakers", without=3), weavers, chapter(3, "Coopers")))
    assert [gap["number"] for gap in result.report["missing"]] == [4]
    assert "note 4 has no mark in the text" in " ".join(finding.message for finding in result.findings)


def test_no_figure_is_the_mark_of_two_notes() -> None:
    """Lists without marks of their own claim none of those behind the marks of others."""
    bakers = chapter(1, "Bakers", without=3)
    for number, name in enumerate(GUILDS["Bakers"], 1):
        bakers = bakers.replace(f"the {name}.{number}", f"the {name}.")
    weavers, coopers = (chapter(number, guild, without=2) for number, guild in ((2, "Weavers"), (3, "Coopers")))
    chapters = [bakers, weavers, coopers, chapter(4, "Masons")]
    texts, lists = zip(*(one.split("\n\nNotes\n\n") for one in chapters), strict=True)
    result = read(work(*texts, "Notes", *lists))
    assert len({note["offset"] for note in result.report["notes"]}) == len(result.report["notes"])
    assert all(f"[^{note['number']}]" in result.markdown for note in result.report["notes"])


def test_last_two_notes_are_lost() -> None:
    bakers = chapter(1, "Bakers").split("\n\n2. Of the smith")[0]
    result = read(work(bakers, chapter(2, "Weavers"), chapter(3, "Coopers")))
    assert [number for number, _ in marks(result)] == [1, 2, 3, 4, 5, 6, 7]
    assert [body["number"] for body in result.report["bodies"]] == [1, 4, 5, 6, 7]


def test_last_list_of_all_may_have_lost_its_last_note() -> None:
    result = read(work(chapter(1, "Weavers"), chapter(2, "Bakers", without=3)))
    assert marks(result)[-1] == (5, 3)


@pytest.mark.parametrize(
    "more",
    [
        " It was told again.3 Nobody heard.",  # which of the two is the mark?
        " It was told again.9 Nobody heard.",  # one of them is none
    ],
)
def test_where_another_figure_stands_there_it_is_left(more: str) -> None:
    result = read(work(chapter(1, "Bakers", without=3, more=more), chapter(2, "Weavers"), chapter(3, "Coopers")))
    assert [number for number, _ in marks(result)] == [1, 2, 3, 4, 5, 6]
    said = [finding.message for finding in result.findings if finding.code == "note-over-n"]
    assert len(said) == 2
    assert all("looks like a note's mark" in message for message in said)


def test_where_no_numbers_begin_anew_a_figure_above_the_last_note_is_left() -> None:
    result = read(work(chapter(1, "Bakers", without=3)))
    assert [number for number, _ in marks(result)] == [1, 2]
    assert [gap["number"] for gap in result.report["missing"]] == [3]


def gathered(*, lost: str = "") -> str:
    """The notes of three chapters one below the other at the end."""
    chapters = [chapter(n, guild).split("\n\nNotes\n\n") for n, guild in enumerate(("Bakers", "Masons", "Coopers"), 1)]
    text = work(*(text for text, _ in chapters), "Notes", *(notes for _, notes in chapters))
    return text.replace(f"{lost}\n\n", "") if lost else text


def test_list_that_lost_its_first_note_begins_anew_behind_another() -> None:
    whole, lost = read(gathered()), read(gathered(lost="1. Of the carter, p. 4."))
    assert marks(lost) == marks(whole) == [(1, 1), (2, 2), (3, 3), (4, 1), (5, 2), (6, 3), (7, 1), (8, 2)]
    assert [body["number"] for body in lost.report["bodies"]] == [1, 2, 3, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([1, 2, 3, 2, 3, 4], [[1, 2, 3], [2, 3, 4]]),
        ([1, 2, 3, 2, 1, 2], [[1, 2, 3], [1, 2]]),  # one that only falls begins none
        ([1, 2, 2, 3], [[1, 2, 3]]),  # nor one that repeats a number
        ([1, 2, 3, 4, 5, 6, 5, 6, 7], [[1, 2, 3, 4, 5, 6, 7]]),  # nor one in the midst of a list
    ],
)
def test_runs_of_labels(numbers: list[int], runs: list[list[int]]) -> None:
    labels = [Label(number, block, block * 9, block * 9 + 3, "n.") for block, number in enumerate(numbers)]
    found = label_runs(labels, lambda _: False)
    assert [[label.number for label in run.labels] for run in found] == runs


def test_title_that_only_falls_behind_a_list_begins_none() -> None:
    labels = [Label(number, block, block * 9, block * 9 + 3, "n.") for block, number in enumerate([1, 2, 3, 4, 3, 4])]
    (run,) = label_runs(labels, lambda _: False, is_title=lambda block: block > 3)
    assert [label.number for label in run.labels] == [1, 2, 3, 4]
