"""Notes that letters or Roman numbers label: what is tied to its mark, what stays a list."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.romans import FIRST
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

PROSE = "The bakers of the town met early in the year and spoke of nothing else for a week."
ROMAN, LETTERS, RAISED = ("i", "ii", "iii"), ("a", "b", "c"), ("ᵃ", "ᵇ", "ᶜ")


def imported(text: str) -> Imported:
    return import_plain(Source("case.txt", f"Of bread\n\n{text}\n", "0"))


def essay(mark: str, label: str, names: tuple[str, ...], between: str = "\n\n", head: str = "") -> Imported:
    text = "\n\n".join(f"{PROSE} So said the baker.{mark.format(name)} {PROSE}" for name in names)
    notes = between.join(f"{label.format(name)} Of bread, part the {n}th." for n, name in enumerate(names, start=4))
    return imported(f"{text}\n\n{head}{notes}")


def called(result: Imported) -> list[str]:
    proved(result)
    assert not result.report["unread"]
    return [mark["printed"] for mark in result.report["notes"]]


@pytest.mark.parametrize("names", [ROMAN, LETTERS])
@pytest.mark.parametrize("label", ["{}.", "{})", "[{}]", "({})", "^{}"])
@pytest.mark.parametrize("mark", ["{}", "[{}]", "({})", "^{}", "^{{{}}}", "^({})"])
@pytest.mark.parametrize("head", ["", "Notes\n\n"])
def test_notes_in_order(mark: str, label: str, names: tuple[str, ...], head: str) -> None:
    result = essay(mark, label, names, head=head)
    assert called(result) == list(names)
    assert "baker.[^1] The" in result.markdown
    assert "\n[^3]: Of bread, part the 6th." in result.markdown


@pytest.mark.parametrize("label", ["{}.", "({})", "[{}]"])
def test_notes_without_blank_lines_between(label: str) -> None:
    assert called(essay("[{}]", label, LETTERS, "\n", "Notes\n\n")) == list(LETTERS)


@pytest.mark.parametrize("head", ["", "Notes\n\n"])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("count", [2, 3, 9, 43])
def test_roman_numbers_with_nothing_but_a_space(count: int, between: str, head: str) -> None:
    """As LibreOffice writes its endnotes to a text file."""
    names = FIRST[:count]
    result = essay("{}", "{}", names, between, head)
    assert called(result) == list(names)
    assert "baker.[^2] The" in result.markdown
    assert f"\n[^{count}]: Of bread, part the {count + 3}th." in result.markdown


def test_roman_numbers_behind_a_year() -> None:
    text = f"That was in 1871.i {PROSE} It was no better in 1872;ii {PROSE}\n\n"
    assert called(imported(f"{text}i Of bread, p. 4.\n\nii Of salt, p. 7.")) == ["i", "ii"]


def test_roman_numbers_that_most_marks_lack_are_said() -> None:
    names = FIRST[:5]
    said = [f"{PROSE} So said the baker{'.' if n < 2 else ''}{name} {PROSE}" for n, name in enumerate(names)]
    result = imported("\n\n".join([*said, *(f"{name} Of bread, part {n}." for n, name in enumerate(names))]))
    proved(result)
    assert [one["first"] for one in result.report["unread"]] == ["i"]
    assert "i Of bread, part 0." in result.markdown


def test_a_small_i_that_begins_a_sentence_is_no_label() -> None:
    text = f"i pani sono cari.i {PROSE}\n\nx is a number.x {PROSE}\n\nNobody came.ii\n\ni Of bread."
    result = imported(text)
    proved(result)
    assert not result.report["notes"]


def test_raised_letters() -> None:
    assert called(essay("{}", "{}", RAISED)) == list(LETTERS)


def test_note_whose_mark_is_lost_is_said() -> None:
    text = f"One sang.[a] {PROSE}\n\nOne slept.[c] {PROSE}\n\nOne woke.[d] {PROSE}\n\n"
    result = imported(text + "\n\n".join(f"{name}. Of bread {n}." for n, name in enumerate("abcd", start=1)))
    assert called(result) == ["a", "c", "d"]
    assert [gap["number"] for gap in result.report["missing"]] == [2]


def test_notes_of_each_chapter() -> None:
    chapter = f"One sang.[a] {PROSE} One slept.[b] {PROSE}\n\na. Of bread.\n\nb. Of salt.\n\n"
    assert called(imported(chapter * 3 + PROSE)) == ["a", "b"] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"There were (a) bakers, (b) millers and (c) smiths, as in section 3(a) and 3(b) and 3(c). {PROSE}",
        f"There were bakers, i.e. men, millers, e.g. women, and smiths at 5 p.m. or later. {PROSE}",
        f"One sang.[a] {PROSE}",
        f"The 2ᵃ and the 2ᵇ met, and the 2ᶜ stayed. {PROSE}",
        f"One sang.c {PROSE} One slept.b {PROSE} One woke.a {PROSE}",
    ],
)
def test_lists_that_nothing_calls_stay_lists(text: str) -> None:
    result = imported(f"{text}\n\na. Of bread.\n\nb. Of flour.\n\nc. Of salt.")
    assert result.report["notes"] == []
