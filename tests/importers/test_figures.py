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
