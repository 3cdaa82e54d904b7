"""The places that are offered for a note's mark: the likeliest first, none within a printed figure."""

import pytest

from pressbuild.importers.account.answers import Answers
from pressbuild.importers.account.doubts import Doubt, doubts
from pressbuild.importers.marks.spots import Stretch, spots
from tests.importers.desk import imported

MILLS = """On mills

The wheels of Thornby were of oak, and stood below the weir for two hundred years.1 The weir fell.

Agents of the crown came by road.2 The clerk wrote their names into a ledger that nobody has read since, and died.

{}

The quay has gone, and the ledgers lie in a cellar of the town hall, below the stairs.4 Nobody asks.

Notes

1. See the roll of the mills.
2. See the clerk.
3. See the book of the quay.
4. See the hall's own list.
"""


def asked(line: str) -> tuple[Answers, Doubt]:
    result = imported(MILLS.format(line), "mills.txt")
    return Answers(result), next(doubt for doubt in doubts(result) if doubt.note == 3 and doubt.stretch)


def offered(line: str) -> list[str]:
    """A line with the mark at each of the spots in it, in their order."""
    stretch = Stretch((0, 0), (0, len(line)))
    return [
        f"{line[: spot.column]}[^3]{line[spot.column + len(spot.figure) :]}" for spot in spots([line], stretch, "3")
    ]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Corn failed. It began in 1914.3In the north", "Corn failed. It began in 1914.[^3]In the north"),
        ("Corn failed. It began in 1914;3In the north", "Corn failed. It began in 1914;[^3]In the north"),
        ("Corn failed. It began in 19143 in the north", "Corn failed. It began in 1914[^3] in the north"),
        ("Corn failed. It began in 1914–18.3 In the north", "Corn failed. It began in 1914–18.[^3] In the north"),
        ("Corn failed. It began in “1914”.3In the north", "Corn failed. It began in “1914”.[^3]In the north"),
        ("Corn failed. In the 1930s3 it began", "Corn failed. In the 1930s[^3] it began"),
        ("Corn failed. It began (in 1914)3 in the north", "Corn failed. It began (in 1914)[^3] in the north"),
        ("Corn failed. It began in war.3in the north", "Corn failed. It began in war.[^3]in the north"),
        ("Corn failed. It fell by 8.15.3The rest", "Corn failed. It fell by 8.15.[^3]The rest"),
        ("Corn failed. It began \\[3\\] in the north", "Corn failed. It began[^3] in the north"),
        ("Corn failed. The mill 3In the north", "Corn failed. The mill[^3]In the north"),
    ],
)
def test_the_figure_that_stands_as_a_mark_does_is_offered_first(line: str, first: str) -> None:
    assert offered(line)[0] == first


@pytest.mark.parametrize(
    "line",
    [
        "It rose by 3.3 points in 1903",
        "It rose by 1,300 in all",
        "It rose by 3% and by 3° in 1933",
        "It rose from £3.50 in 1983",
        "It lasted 3–4 years",
        "In 1913 it rose at 12:30",
        "It rose by 8,3 and[^13] fell",
    ],
)
def test_no_spot_is_within_a_printed_figure(line: str) -> None:
    assert offered(line) == [f"{line}[^3]"]


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("See paragraph 193 of it", ["See paragraph 19[^3] of it", "See paragraph 193 of it[^3]"]),
        ("It took 3 years", ["It took[^3] years", "It took 3 years[^3]"]),
        ("Agents of MI3 came", ["Agents of MI[^3] came", "Agents of MI3 came[^3]"]),
    ],
)
def test_figures_that_may_be_numbers_stand_in_the_order_of_the_text(line: str, both: list[str]) -> None:
    assert offered(line) == both
    assert offered(f"Corn failed. {line}")[0] == f"Corn failed.[^3] {line}"


@pytest.mark.parametrize(
    ("line", "words", "placed"),
    [
        ("Nobody came in 1914;3In the north.", "in 1914", "in 1914;[^3] In the north."),
        ("Nobody came in 1914;3In the north.", "1914;3In", "in 1914;[^3] In the north."),
        ("Some came in 1912.3In. Nobody came in 1914.3In.", "1914.3", "in 1914.[^3] In."),
        ("Some came in 1912.3In. Nobody came in 1914.3In.", "1914.3In", "in 1914.[^3] In."),
        ("In the year 1914 3 the mill fell.", "the year 1914", "the year 1914[^3] the mill fell."),
        ("Agents of MI3 came by boat.", "Agents of MI3", "Agents of MI3[^3] came"),
    ],
)
def test_words_with_the_figure_among_them_or_behind_them(line: str, words: str, placed: str) -> None:
    answers, doubt = asked(line)
    found = answers.behind(doubt, words)
    assert len(found) == 1
    assert answers.place(doubt, found[0])
    assert placed in answers.imported().wanted


def test_spots_in_a_longer_row_are_the_first_that_are_offered() -> None:
    answers, doubt = asked("See 3.3 for that. Some came in 1912.3In. Nobody came in 1914.3In.")
    first, second, *others = answers.spots(doubt)
    assert (first.glued, second.glued, first.column < second.column) == (True, True, True)
    assert others == sorted(others, key=lambda spot: (spot.row, spot.column))
    assert not any(spot.figure for spot in others)
