"""Marks in square brackets name their notes: they may call one again, and out of order."""

from random import Random

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source


def read(numbers: list[int], highest: int, label: str = "[{}] ", mark: str = "[{}]", head: str = "Notes") -> Imported:
    text = "\n\n".join(f"The miller came again{mark.format(n)} and went to the river. Nobody saw him." for n in numbers)
    notes = "\n\n".join(f"{label.format(n)}Miller, Flour, p. {n + 20}." for n in range(1, highest + 1))
    return import_plain(Source("mill.txt", f"The Mill Book\n\n{text}\n\n{head}\n\n{notes}\n", "0"))


def called(made: Imported) -> list[int]:
    return [int(mark["number"]) for mark in made.report["notes"]]


@pytest.mark.parametrize("label", ["[{}] ", "{}. ", "{} "])
@pytest.mark.parametrize(
    "numbers", [[1, 2, 1, 3, 2, 4, 1, 5, 3], [3, 1, 3, 2, 5, 4, 5, 3], [5, 4, 3, 2, 1], [1, 2, 1, 3, 4, 2, 5]]
)
def test_a_note_is_called_as_often_as_its_number_stands_in_brackets(numbers: list[int], label: str) -> None:
    made = read(numbers, 5, label)
    assert called(made) == numbers
    assert made.report["missing"] == []
    assert made.markdown.count("[^3]") == numbers.count(3) + 1


@pytest.mark.parametrize("numbers", [[1, 2, 2, 3, 4, 5], [1, 2, 3, 4, 5, 1]])
def test_a_mark_that_stands_twice_against_the_habit_is_said(numbers: list[int]) -> None:
    made = read(numbers, 5)
    assert called(made) == [1, 2, 3, 4, 5]
    assert [finding.code for finding in made.findings].count("note-repeated") == 1


@pytest.mark.parametrize("seed", range(6))
def test_citations_in_the_order_of_a_bibliography(seed: int) -> None:
    chance = Random(seed)
    numbers = [*range(1, 21), *(chance.randint(1, 20) for _ in range(30))]
    chance.shuffle(numbers)
    made = read(numbers, 20, head="References")
    assert called(made) == numbers
    assert sum("in brackets are taken for further marks" in finding.message for finding in made.findings) == 1


def test_numbers_that_begin_anew_call_nothing_again() -> None:
    """The notes of a second chapter are lost: its marks are none of the first one's."""
    made = read([1, 2, 3, 4, 1, 2, 3], 4)
    assert sorted(set(called(made))) == [1, 2, 3, 4]
    assert len(called(made)) == 4


def test_bare_figures_out_of_order_stay_figures() -> None:
    made = read([1, 2, 1, 3, 2, 4, 5], 5, "{}. ", "{}")
    assert called(made) == [1, 2, 3, 4, 5]


def test_a_figure_in_brackets_is_no_mark_where_marks_have_another_form() -> None:
    made = read([1, 2, 3, 4, 5], 5, "{}. ", ".{} As in [2]")
    assert called(made) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("label", "mark"), [("[fn{}] ", "[fn{}]"), ("[note {}] ", "[note {}]"), ("↑ {} ", "[{}]")])
def test_labels_of_other_kinds(label: str, mark: str) -> None:
    made = read([1, 2, 3, 4], 4, label, mark)
    assert called(made) == [1, 2, 3, 4]
    assert not [finding for finding in made.findings if finding.severity.value == "warning"]
