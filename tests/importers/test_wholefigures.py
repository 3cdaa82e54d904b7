"""Figures of the text where a mark was lost: what is a figure as it is written stays one, and the note is missing."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

WHOLE = (
    "the oven rose from a heat of 9:1 to 2.3 in the winter",
    "the flour was 2.3 per cent dearer",
    "the flour was dearer by 40,3 Prozent and more",
    "the flour was dearer by 40,3 per cent and more",
    "some 13 of the loaves were burnt",
    "in ’43 he went to the mill",
    "the loaf cost £1.3 a stone",
    "they rose at 10.3 p.m. and slept",
    "the baker read book iv.3 of the Bread of Old",
    "it held 28,003 loaves and more",
    "of 203 loaves none was left",
)
RUN_IN = (
    "so it was in 1871{} and later",
    "so it was in 1871.{} The oven was cold",
    "so it was in 1871–72,{} and later",
    "it was said by J. A.{} and by others",
    "so much as 45.{} The oven was cold",
)


def essay(sentence: str) -> str:
    text = (
        "The loaf was black in the old town.1 Nobody asked the baker why it was so. The miller kept his tongue.2\n\n"
        f"It was a hard winter, and {sentence}. The river stood still for weeks, and so did the mill.\n\n"
        "The smith came home in spring.4 He had not been told of it. The others had gone to the coast.5 So it ended."
    )
    notes = "\n\n".join(f"{n}. Baker, The Oven, p. {40 + n}." for n in range(1, 6))
    return f"Of Black Bread\n\n{text}\n\nNotes\n\n{notes}\n"


@pytest.mark.parametrize("sentence", WHOLE)
def test_figure_is_no_mark_because_one_is_lost(sentence: str) -> None:
    text = essay(sentence)
    made = import_plain(Source("bread.txt", text, "0"))
    assert [entry["number"] for entry in made.report["notes"]] == [1, 2, 4, 5]
    assert sentence in made.markdown
    (gap,) = made.report["missing"]
    assert gap["number"] == 3
    assert text[: gap["after"]].endswith("tongue.2")
    assert text[gap["before"] :].startswith("4 He")
    proved(made)


@pytest.mark.parametrize("sentence", RUN_IN)
def test_mark_that_is_run_together_with_a_figure_stays_one(sentence: str) -> None:
    made = import_plain(Source("bread.txt", essay(sentence.format(3)), "0"))
    assert [entry["number"] for entry in made.report["notes"]] == [1, 2, 3, 4, 5]
    assert sentence.format("[^3]") in made.markdown


def test_figures_tell_a_mark_in_a_work_that_has_lost_none() -> None:
    """Thirty marks are there; one more is run together with a figure."""
    said = " ".join(f"The loaf of the {n}th house was good.{n if n != 17 else ''}" for n in range(4, 34))
    said = said.replace("The loaf of the 18th", "There were 317 or so, as many said. The loaf of the 18th")
    notes = "\n\n".join(f"{n}. Baker, The Oven, p. {40 + n}." for n in range(1, 34))
    text = f"Of Black Bread\n\nOne.1 Two.2 Three.3 {said}\n\nNotes\n\n{notes}\n"
    made = import_plain(Source("bread.txt", text, "0"))
    assert [entry["number"] for entry in made.report["notes"]] == list(range(1, 34))
    assert "There were 3[^17] or so" in made.markdown
