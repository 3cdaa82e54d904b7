"""The numbers of lines in the margin of verse go, and are said; figures that are no such run stay."""

from collections.abc import Callable

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

PROSE = (
    "The bakers of the town met early in the year, for the price of flour had risen again, and spoke of nothing else"
    " until the lamps were brought in. Nobody slept, and the wheels were heard all night across the water."
)
POEM = (
    "The mill upon the weir that never slept\nWas heard by all the town; and those who lay\n"
    "Awake within their houses told the time\nBy every turning of the patient wheel,\n"
    "And rose before the bells to knead their bread,\nAnd baked it for the council and the clerk,\n"
    "Who wrote their names, and wondered at the price,\nAnd never paid; for so the law was made\n"
    "In years when there was neither corn nor law.\nThe miller counted sacks beside the lamp\n"
    "And called them by the names of all his dead,\nTill morning came across the water-meadow\n"
    "And with the morning carts, and with the carts\nThe carters, singing of another town\n"
    "Where bread was cheap and water ran uphill."
).split("\n")


def imported(lines: list[str]) -> Imported:
    text = "\n".join(lines)
    result = import_plain(Source("x.txt", f"Flour and its friends\n\n{PROSE}\n\n{text}\n\n{PROSE}", "0"))
    proved(result)
    return result


def verse(result: Imported) -> list[str]:
    return result.markdown.split("::: verse\n", 1)[1].split("\n:::", 1)[0].split("\n")


def left_out(result: Imported) -> list[str]:
    return [part["text"] for part in result.report["words"]["left_out"]]


def numbered(set_line: Callable[[str, int], str], every: int = 5, stanza: int = 99) -> list[str]:
    lines = [set_line(line, number * (number % every == 0)) for number, line in enumerate(POEM, start=1)]
    return [f"{line}\n" if index % stanza == 0 else line for index, line in enumerate(lines, start=1)]


FORMS: list[Callable[[str, int], str]] = [
    lambda line, number: f"{line:60}{number}" if number else line,
    lambda line, number: f"{line}\t{number}" if number else line,
    lambda line, number: f"{line} {number}" if number else line,
    lambda line, number: f"{line}{number}" if number else line,
    lambda line, number: f"{number or '':<5}{line}",
    lambda line, number: f"{number} {line}" if number else line,
    lambda line, number: f"{line}\n{number}" if number else line,
]


@pytest.mark.parametrize("form", FORMS)
def test_numbers_in_a_margin_go_and_are_said(form: Callable[[str, int], str]) -> None:
    result = imported(numbered(form))
    assert verse(result) == POEM
    assert left_out(result) == ["5", "10", "15"]
    said = [finding.message for finding in result.findings if "margin" in finding.message]
    assert said == ["3 numbers of lines in the margin of verse were left out"]


@pytest.mark.parametrize("stanza", [3, 4, 5])
def test_stanzas_are_counted_through(stanza: int) -> None:
    result = imported(numbered(FORMS[0], stanza=stanza))
    assert [line for line in verse(result) if line] == POEM
    assert left_out(result) == ["5", "10", "15"]


def test_a_heading_within_a_poem_shifts_the_count_by_a_line() -> None:
    lines = numbered(FORMS[0])
    result = imported([*lines[:7], "\nII\n", *lines[7:], *numbered(FORMS[0])])
    assert left_out(result) == ["5", "10", "15", "5", "10", "15"]


def test_two_numbers_are_a_run_only_in_a_margin() -> None:
    assert left_out(imported(numbered(FORMS[0], every=5)[:12])) == ["5", "10"]
    assert left_out(imported(numbered(FORMS[2], every=5)[:12])) == []


@pytest.mark.parametrize(
    "numbers",
    [
        {5: "5"},  # one says nothing
        {5: "5", 10: "13", 15: "18"},  # no step
        {4: "5", 11: "10", 14: "15"},  # not where they should be
        dict(zip(range(1, 16), map(str, range(1, 16)), strict=True)),  # a list
        {5: "1905", 10: "1910", 12: "1911"},
        {5: "15", 10: "10", 15: "5"},
    ],
)
@pytest.mark.parametrize("gap", ["      ", " "])
def test_other_figures_at_the_ends_of_lines_stay(numbers: dict[int, str], gap: str) -> None:
    lines = [f"{line}{gap}{numbers[n]}" if n in numbers else line for n, line in enumerate(POEM, start=1)]
    result = imported(lines)
    assert left_out(result) == []
    assert all(f"{POEM[n - 1]} {number}" in " ".join(result.markdown.split()) for n, number in numbers.items())


def test_notes_of_a_list_are_no_numbers_of_lines() -> None:
    notes = "\n".join(f"{number} See the ledger of ward {number}, and its copy." for number in range(1, 21))
    text = " ".join(f"The miller of ward {n} was heard of in that year.{n}" for n in range(1, 21))
    result = import_plain(Source("x.txt", f"On mills\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    proved(result)
    assert [body["number"] for body in result.report["bodies"]] == list(range(1, 21))
