"""The figures of a text that may be marks: read once, given by place and number."""

from collections.abc import Iterator

import pytest

from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.marks import figures
from pressbuild.importers.marks.figures import Seen
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.markevidence import candidates

TEXT = "The baker sang.1 See www.bread.example/2 of it. The miller slept.12 All woke.3"


def numbers(found: list[Candidate]) -> list[int]:
    return [candidate.number for candidate in found if candidate.form == "glued"]


def test_figures_of_a_piece_up_to_a_number() -> None:
    seen = Seen(TEXT, addresses(TEXT))
    assert numbers(seen.within(0, len(TEXT), 20)) == [1, 12, 3]
    assert numbers(seen.within(0, len(TEXT), 9)) == [1, 3]
    assert numbers(seen.within(TEXT.index("The miller"), TEXT.index("All"), 20)) == [12]


def test_text_is_read_once_for_all_numbers_of_as_many_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(text: str, start: int, end: int, highest: int) -> Iterator[Candidate]:
        read.append(highest)
        return candidates(text, start, end, highest)

    monkeypatch.setattr(figures, "candidates", counted)
    seen = Seen(TEXT, ())
    for highest in (3, 20, 50, 9, 120, 21):
        seen.within(0, len(TEXT), highest)
    assert read == [99, 999]


@pytest.mark.parametrize("margin", ["", "   ", "\u00a0"])
def test_figure_that_begins_a_line_is_told_by_it_with_and_without_an_indent(margin: str) -> None:
    found = Seen(f"The baker sang of\n{margin}2 loaves.", ()).within(0, 40, 9)
    assert [candidate.evidence[0] for candidate in found] == ["at the start of a line"]


@pytest.mark.parametrize(
    ("figure", "mark", "reading"),
    [
        ("of 1650–518 and", 8, "run together with the end of a range"),
        ("of 1896–493 and", 3, "run together with the end of a range"),
        ("of 1650-5112 and", 12, "run together with the end of a range"),
        ("of 1650–1658 and", 8, "the end of a year"),
        ("of 1895–908 and", 8, "run together with a figure"),  # as likely its own end
        ("cost £8501 then", 1, "run together with three figures"),
        ("cost £1102 then", 2, "run together with three figures"),
        ("in 1102 then", 2, "the end of a year"),
        ("of 85012 loaves", 2, "run together with a long figure"),
        ("in A.D. 918.2 So", 2, "behind a year and a stop"),
        ("in 44 B.C.2 So", 2, "behind an initial"),
        ("by 918.2 So", 2, "behind a figure and a stop"),
        ("a G132 oven", 2, "behind a capital"),
        ("rye, spelt &c. 2 that", 2, "behind a stop and a space"),
        ("rye, c. 2 loaves", 2, "behind a word that numbers follow"),
        ("1845    7,100    2\n1846", 2, "in a row of figures"),
    ],
)
def test_what_a_figure_says_of_a_mark_behind_it(figure: str, mark: int, reading: str) -> None:
    found = [each for each in Seen(f"Bread {figure} went.", ()).within(0, 40, 99) if each.number == mark]
    assert [each.evidence[0] for each in found] == [reading]


@pytest.mark.parametrize("cited", ["2 Geo. III. c. 6", "2 Eliz. c. 17", "2 Will. IV, st. 2, cap. 9"])
def test_year_of_a_reign_is_no_mark(cited: str) -> None:
    found = next(each for each in Seen(f"Bread was free by {cited}, it is said.", ()).within(0, 22, 9))
    assert "the year of a reign" in found.evidence
