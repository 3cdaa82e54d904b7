"""Which numbered lines begin notes: the heaviest reading of lists in the text, in notes and at the ends of pages."""

from collections.abc import Mapping, Sequence

import pytest

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks import footlists
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.weighing import Listed, NumberedLine, weighed
from pressbuild.importers.source import Source

PROSE = "The bakers of the town met early in the year and spoke of nothing else for a week."
PAGE = f"One baker sang.1 {PROSE}\n\n1. Jane Baker, On bread (1861), p. 4.\n\n"
TORN = f"{PROSE} The loaves of 1817–311 were small. {PROSE}\n\n"  # a mark that nobody can tell


def printed(text: str) -> list[int | str]:
    report = import_plain(Source("case.txt", f"Of bread\n\n{text}{PROSE}\n", "0")).report
    assert not {gap["number"] for gap in report["missing"]} & {mark["number"] for mark in report["notes"]}
    return [body["printed"] for body in report["bodies"]]


DEMANDS = "They asked for:\n\n1. Bread at a penny;\n\n2. Salt at a farthing;\n\n3. An end to the mill.\n\n"


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        (f"{TORN}1. Jane Miller, On salt (1822), p. 9.\n\n", [1]),
        (f"{DEMANDS}{PROSE} So they sang.1 {PROSE}\n\n1. Jane Miller, On salt.\n\n", [1]),
        (f"So they sang.1 {PROSE}\n\n{DEMANDS}{PROSE} All slept.2\n\n1. Of salt.\n\n2. Of rye.\n\n", [1, 2]),
        (
            "All sang.1 All slept.2\n\n1. The song was long:\n\n1. bread;\n\n2. salt;\n\n3. rye.\n\n2. Of rye.\n\n",
            [1, 2],
        ),
        (f"{TORN}All slept.2 All woke.3\n\n1. Of bread.\n\n{PROSE}\n\n2. Of salt.\n\n3. Of rye.\n\n", [1, 2, 3]),
        (f"1914 was dear.1 {PROSE}\n\n1. The price rose.\n\n1915 was dearer.2\n\n2. It rose again.\n\n", [1, 2]),
    ],
)
def test_notes_of_a_page_among_others(page: str, notes: list[int]) -> None:
    assert printed(PAGE * 4 + page + PAGE * 2) == [1] * 4 + notes + [1] * 2


def test_list_of_which_nothing_is_called_is_a_list() -> None:
    assert printed(PAGE * 3 + DEMANDS + PROSE + "\n\n" + PAGE) == [1] * 4


@pytest.mark.parametrize("mark", [" {}", " ({})"])
@pytest.mark.parametrize("anew", [True, False])
def test_marks_behind_spaces_on_every_page(mark: str, *, anew: bool) -> None:
    pages = [
        f"One baker sang.{mark.format(n)} The millers,{mark.format(n + 1)} who slept, went home. {PROSE}\n\n"
        f"{n}. Jane Baker, On bread.\n\n{n + 1}. Jane Miller, On salt.\n\n"
        for n in ([1] * 6 if anew else range(1, 13, 2))
    ]
    text = f"Of bread\n\n{''.join(pages)}{PROSE}\n"
    report = import_plain(Source("case.txt", text, "0")).report
    assert [mark["number"] for mark in report["notes"]] == list(range(1, 13))


@pytest.mark.parametrize("last", [False, True])
def test_marks_amid_sentences_are_known_from_those_of_other_pages(*, last: bool) -> None:
    page = (
        f"One baker sang. 1 {PROSE} The miller 2 who woke at noon slept. {PROSE}\n\n1. Jane Baker, On bread.\n\n"
        "2. Jane Miller, On salt.\n\n"
    )
    other = (
        f"The clerk 1 who wrote of it and the groom 2 who read it and a smith 3 who did not were away. {PROSE}\n\n"
        "1. Of ink.\n\n2. Of paper.\n\n3. Of iron.\n\n"
    )
    assert printed(page * 6 + other if last else other + page * 6) == (
        [1, 2] * 6 + [1, 2, 3] if last else [1, 2, 3] + [1, 2] * 6
    )


@pytest.mark.parametrize(("second", "third"), [(" ", " "), (" ", "\n"), ("\n", " ")])
def test_list_within_a_paragraph_is_no_note(second: str, third: str) -> None:
    demands = f"1. Bread at a penny.{second}2. Salt at a farthing.{third}3. An end to the mill."
    page = f"All sang.1 {PROSE}\n\n{demands}\n\n{PROSE} They slept.2\n\n1. Of song.\n\n2. Of sleep.\n\n"
    assert printed(PAGE * 4 + page + PAGE * 2) == [1] * 4 + [1, 2] + [1] * 2


def test_list_right_above_the_notes_of_its_page_is_text_though_it_has_as_many_items() -> None:
    demands = "1. Bread at a penny.\n\n2. Salt at a farthing.\n\n"
    page = f"All sang.1 {PROSE} They slept.2\n\n{demands}1. Of song.\n\n2. Of sleep.\n\n"
    text = f"Of bread\n\n{PAGE * 4}{page}{PAGE * 2}{PROSE}\n"
    report = import_plain(Source("case.txt", text, "0")).report
    assert [text[body["text_start"] : body["end"]] for body in report["bodies"]][4:6] == ["Of song.", "Of sleep."]


def test_note_that_has_another_volume_behind_it_is_one() -> None:
    page = f"All sang.1 {PROSE} They slept.2\n\n1. Of song, vol. I. 2. Aufl., York.\n\n2. Of sleep.\n\n"
    assert printed(PAGE * 4 + page + PAGE * 2) == [1] * 4 + [1, 2] + [1] * 2


def test_list_on_a_page_that_may_be_notes_is_said() -> None:
    """As likely three notes of one page with a list in the text, as the notes of two pages."""
    page = (
        f"All sang.1 All slept.2 {PROSE}\n\n1. Of song.\n\n2. Of sleep.\n\nThe clerk 1 who wrote of it and the groom 2 "
        f"who read it were away. {PROSE} So it went.3 {PROSE}\n\n1. Of ink.\n\n2. Of paper.\n\n3. Of rest.\n\n"
    )
    text = f"Of bread\n\n{PAGE * 4}{page}{PAGE * 2}{PROSE}\n"
    (listed,) = import_plain(Source("case.txt", text, "0")).report["unread"]
    assert (listed["offset"], listed["last"]) == (text.index("1. Of song"), "2")
    assert listed["why"] == "figures in the text above it may be its marks"
    named = text.replace("1. Of song", "Notes\n\n1. Of song")
    assert [body["printed"] for body in import_plain(Source("case.txt", named, "0")).report["bodies"]][4:-2] == [
        1,
        2,
        1,
        2,
        3,
    ]


def test_list_on_a_page_whose_notes_have_their_marks_above_it_is_no_news() -> None:
    demands, notes = "1. Bread at a penny.\n\n2. Salt.\n\n", "1. Of song.\n\n2. Of sleep.\n\n"
    page = f"All sang.1 All slept.2 {PROSE}\n\n{demands}{PROSE}\n\n{notes}"
    assert import_plain(Source("case.txt", f"Of bread\n\n{PAGE * 4}{page}{PAGE * 2}", "0")).report["unread"] == []


def test_numbers_of_things_on_every_page_are_no_marks() -> None:
    pages = [f"They met by barge {n}. So they went. {PROSE}\n\n{n}. It sank.\n\n" for n in range(1, 9)]
    assert printed("".join(pages)) == []


def test_text_without_figures_is_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    weighings: list[int] = []

    def counted(
        blocks: Sequence[Block], lines: Mapping[int, NumberedLine], figures: Sequence[Candidate]
    ) -> tuple[tuple[Listed, ...], float]:
        weighings.append(len(lines))
        return weighed(blocks, lines, figures)

    monkeypatch.setattr(footlists, "weighed", counted)
    assert printed("1. Bread at a penny.\n\n2. Salt at a farthing.\n\n3. An end to the mill.\n\n" * 3 + PROSE) == []
    assert weighings == [9]


@pytest.mark.parametrize("figure", ["£312{}", "1807–59{}", "in A.D. 489.{}"])
def test_mark_behind_a_figure_on_a_page_of_few_notes(figure: str) -> None:
    """The other pages say that the work loses no marks."""
    hidden = f"They slept.1 {PROSE} It was {figure.format(2)} by then. {PROSE} All woke.3\n\n"
    notes = "1. Jane Miller, On salt.\n\n2. Jane Miller, On rye.\n\n3. Jane Miller, On rest.\n\n"
    text = f"Of bread\n\n{PAGE * 6}{hidden}{notes}{PAGE * 6}{PROSE}\n"
    report = import_plain(Source("case.txt", text, "0")).report
    assert [mark["number"] for mark in report["notes"]] == list(range(1, 16))
    assert report["notes"][7]["offset"] == text.index(figure.format(2)) + len(figure.format(""))


def test_a_decimal_within_its_sentence_takes_no_marks_place() -> None:
    hidden = f"They slept.1 {PROSE} It was 8.52 by then. {PROSE} All woke.3\n\n"
    notes = "1. Jane Miller, On salt.\n\n2. Jane Miller, On rye.\n\n3. Jane Miller, On rest.\n\n"
    report = import_plain(Source("case.txt", f"Of bread\n\n{PAGE * 6}{hidden}{notes}{PAGE * 6}{PROSE}\n", "0")).report
    assert [gap["number"] for gap in report["missing"]] == [8]
    assert len(report["notes"]) == 14


def test_figure_is_no_mark_in_a_work_whose_other_pages_lose_marks() -> None:
    notes = "1. Jane Miller, On salt.\n\n2. Jane Miller, On rye.\n\n3. Jane Miller, On rest.\n\n"
    page = f"They slept.1 {PROSE} It was {{}} by then. {PROSE} All woke.3\n\n{notes}"
    pages = [page.format("8.52" if n == 3 else "late") for n in range(8)]
    text = f"Of bread\n\n{''.join(pages)}{PROSE}\n"
    report = import_plain(Source("case.txt", text, "0")).report
    assert [mark["printed"] for mark in report["notes"]] == [1, 3] * 8


def test_notes_above_their_text_are_weighed_though_no_list_has_its_marks() -> None:
    """A first reading that finds no list tells nothing of how the work numbers its notes."""
    labelled = "\n\n".join(f"Note {n}: Jane Miller, On salt, p. {n}." for n in range(4, 11))
    text = "\n\n".join(f"{PROSE} So said the dyer.{n} {PROSE}" for n in (*range(1, 9), 12))
    report = import_plain(Source("case.txt", f"310.\n\n206.\n\n{labelled}\n\n{text}\n", "0")).report
    assert report["notes"] == []
