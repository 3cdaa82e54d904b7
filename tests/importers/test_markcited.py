"""Numbers of sections, pages and versions are no marks: what of them looks like one, and marks behind them."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.figures import Seen
from pressbuild.importers.source import Imported, Source

CITED = "behind a cited figure and a stop"
NAMES = "miller smith clerk porter groom sailor".split()
PROSE = "The bakers of the town met early in the year and spoke of nothing else for a week."


def reading(line: str, number: int) -> str:
    (found,) = [each for each in Seen(line, ()).within(0, len(line), 9_999) if each.number == number]
    return found.evidence[0]


@pytest.mark.parametrize(
    "line",
    [
        "As section E.3 shows, bread rose.",
        "As Section\nE.3 shows, bread rose.",
        "It rose (see sections B.1, C.4 and E.3) again.",
        "It rose under § 12.3 again.",
        "It rose in version 2.3 again.",
        "It rose by Art. 4.3 again.",
        "It rose by clauses 4.1 to 4.3 again.",
        "Es stand in Abschnitt 4.3 der Ordnung.",
        "Es stand in Kap. B.3 der Ordnung.",
        "On le lit au chapitre 4.3 du livre.",
        "Se lee en el artículo 4.3 de la ley.",
        "Si legge nella sezione 4.3 della legge.",
        "Het staat in hoofdstuk 4.3 daarvan.",
        "It rose by Appendix A.3, and fell.",
    ],
)
def test_the_last_part_of_a_number_that_a_word_tells(line: str) -> None:
    assert reading(line, 3) == CITED


@pytest.mark.parametrize(
    ("line", "number", "other"),
    [
        ("It rose by I.7.3 of it.", 3, "the last part of a number"),
        ("It rose with 2.0.3 of it.", 3, "the last part of a number"),
        ("It rose by B.3, then it fell.", 3, "behind a letter within a sentence"),
        ("It rose on p. 731 of it.", 31, "within a cited figure"),
        ("It rose on pp. 12 and 731 of it.", 31, "within a cited figure"),
        ("It rose on S. 731 davon.", 31, "within a cited figure"),
        ("So said B. A.3 and went.", 3, "behind an initial"),
        ("So said G. D.\nH.3 and went.", 3, "behind an initial"),
        ("It was plan B.3 The baker went.", 3, "behind an initial"),
        ("So it says in Part II.3 The baker went.", 3, "behind a stop"),
        ("So it says in section A.4.39 The baker went.", 39, "behind a figure and a stop"),
        ("So it says on page 12.3 The baker went.", 3, "behind a figure and a stop"),
        ("The parties of the USA.3 The baker went.", 3, "behind a stop"),
        ("It was the mill of Baker et al.3 The baker went.", 3, "behind a stop"),
    ],
)
def test_what_looks_like_such_a_number(line: str, number: int, other: str) -> None:
    assert reading(line, number) == other


def essay(mark: str, instead: str, lost: int = 3) -> Imported:
    """An essay of six paragraphs with a mark each; the one that is `lost` has something `instead`."""
    text = "\n\n".join(
        f"{PROSE} So said the {name}{instead if n == lost else f'.{mark.format(n)}'} {PROSE}"
        for n, name in enumerate(NAMES, start=1)
    )
    notes = "\n\n".join(f"{n}. Jane Baker, On the {name}." for n, name in enumerate(NAMES, start=1))
    return import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))


@pytest.mark.parametrize("mark", ["{}", "[{}]", "^{}"])
@pytest.mark.parametrize(
    "instead",
    [
        ", as section E.3 shows.",
        " (see section B.3) too.",
        " in I.7.3 of it.",
        " in version 2.3 of it.",
        " in section F.3 when he came.",
        " on p. 143 of it.",
    ],
)
def test_a_lost_mark_is_an_orphan_and_no_sections_number_is_its_mark(mark: str, instead: str) -> None:
    result = essay(mark, instead)
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 4, 5, 6]
    (gap,) = result.report["missing"]
    assert gap["number"] == 3
    assert gap["after"] < gap["before"]
    assert instead.strip().split()[-2] in result.markdown


@pytest.mark.parametrize("mark", ["[{}]", "({})", "^{}"])
@pytest.mark.parametrize("figure", [", who was born in 1903 and", " had 43 sons and", ".3 Yet"])
def test_a_bare_figure_is_no_mark_where_all_marks_have_signs(mark: str, figure: str) -> None:
    result = essay(mark, figure)
    assert [gap["number"] for gap in result.report["missing"]] == [3]
    said = [finding.message for finding in result.findings if "the other marks have another form" in finding.message]
    assert len(said) == (figure[0] == ".")


def test_a_bare_figure_is_a_mark_where_only_the_first_three_are_raised() -> None:
    result = essay("{}", ".3", lost=0)
    text = result.witness[0].data.decode()
    for plain, raised in (("miller.1", "miller.¹"), ("smith.2", "smith.²"), ("clerk.3", "clerk.³")):
        text = text.replace(plain, raised)
    made = import_plain(Source("case.txt", text, "0"))
    assert [note["number"] for note in made.report["notes"]] == [1, 2, 3, 4, 5, 6]
