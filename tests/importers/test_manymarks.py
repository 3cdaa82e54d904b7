"""Texts whose marks repeat without end on one line: read in a time that grows with their length, and said in a line."""

from time import process_time

import pytest

from pressbuild.importers.account.doubts import doubts
from pressbuild.importers.source import Imported
from pressbuild.intake import proved
from tests.importers.desk import imported

NOTES = "\n\nNotes\n\n1. Of flour.\n\n2. Of salt.\n\n3. Of bread.\n"
FEW, TIMES = 2_500, 6
PIECES = [
    "bread.1 ",
    "bread.2 salt.1 ",
    "bread.[1] ",
    "bread[2] salt[1] ",
    "bread.¹ ",
    "bread (1) ",
    "bread 1 ",
    "section B.2, ",
    "731 ",
    "a1",
    "[Footnote 1: So.] ",
]


def taken(piece: str, count: int) -> tuple[float, Imported]:
    """How long the whole import of a piece takes that stands so many times on a line, in seconds of processor."""
    start = process_time()
    made = proved(imported(f"Of bread\n\n{piece * count}{NOTES}", "bread.txt"))
    doubts(made)
    return process_time() - start, made


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_of_a_line(piece: str) -> None:
    few = min(taken(piece, FEW)[0] for _ in range(2))
    many, made = taken(piece, FEW * TIMES)
    assert many < few * TIMES * 2.2 + 0.2  # its square would take six times as long
    assert len(made.findings) < 20


def test_a_mark_that_is_repeated_without_end_is_said_in_one_line() -> None:
    made = imported(f"Of bread\n\n{'bread.1 ' * 400}{NOTES}", "bread.txt")
    (said,) = [finding for finding in made.findings if finding.code == "note-repeated"]
    assert said.message == "399 figures look like second marks of notes; they were left as figures"
    assert len(made.report["repeated"]) == 399


def test_symbols_without_notes_are_said_in_one_line_where_they_are_many() -> None:
    made = imported(f"Of bread\n\n{'bread* ' * 400}", "bread.txt")
    (said,) = [finding for finding in made.findings if "may belong to a note" in finding.message]
    assert said.message == (
        "“*” may belong to a note and was left as it is (399 more like it): the text has no notes with this sign"
    )
    assert len(made.report["rejected"]) == 400
    assert [doubt.finding for doubt in doubts(made)].count(said) == 1


def test_the_report_lists_the_first_thousand_symbols() -> None:
    made = imported(f"Of bread\n\n{'bread* ' * 1_200}", "bread.txt")
    rows = made.report["rejected"]
    assert len(rows) == 1_000
    assert rows[-1]["offset"] == len("Of bread\n\n") + 999 * len("bread* ") + len("bread")


def test_symbols_are_said_one_by_one_where_they_are_few() -> None:
    made = imported(f"Of bread\n\n{'bread* ' * 100}", "bread.txt")
    assert sum("may belong to a note" in finding.message for finding in made.findings) == 100


def test_many_symbols_have_a_line_for_each_reason() -> None:
    calls = f"Salt is dear.† Rye is cheap.‡ {'Bread* ' * 400}"
    made = imported(f"Of bread\n\n{calls}\n\nNotes\n\n† By weight.\n\n‡ In autumn.\n\n§ Of old.\n", "bread.txt")
    said = [finding for finding in made.findings if "may belong to a note" in finding.message]
    assert ["(399 more like it)" in finding.message for finding in said] == [True]
    assert said[0].severity == "warning"


def test_a_figure_is_asked_about_where_it_stands_among_others_like_it() -> None:
    made = imported(f"Of bread\n\n{'bread.1 ' * 30}{NOTES}", "bread.txt")
    asked = [doubt for doubt in doubts(made) if doubt.finding and doubt.finding.code == "note-repeated"]
    row = made.markdown.split("\n")[asked[0].row]
    assert len({doubt.column for doubt in asked}) == len(asked) == 29
    assert {row[doubt.column] for doubt in asked} == {"1"}
