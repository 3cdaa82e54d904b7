"""Pages of columns that were copied line by line: read column by column where that is sure, and said."""

from itertools import zip_longest
from textwrap import wrap

import pytest

from pressbuild.importers.flattened.gutters import apart
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import body, proved

WHAT = ("the barley", "the kiln", "the cellar", "the price of hops", "the long vat", "the new bridge")
WHO = ("old brewer", "young clerk", "tired miller", "council", "guild")


def paragraph(number: int) -> str:
    said = (
        f"The {WHO[(number + s) % 5]} spoke of {WHAT[(number * s) % 6]}, which nobody had seen, and of"
        f" {WHAT[(number + s) % 6]}; then they went home late."
        for s in range(5)
    )
    return " ".join(said)


PARAGRAPHS = [paragraph(number) for number in range(16)]


def printed(width: int, rows: int, edge: str, indent: str, gap: int = 5, columns: int = 2) -> str:
    """The paragraphs on pages of columns; `edge` stands between pages, an `indent` or a blank line begins each."""
    lines: list[str] = []
    for text in PARAGRAPHS:
        lines += [*wrap(text, width, initial_indent=indent), *([] if indent else [""])]
    pages = []
    for number, first in enumerate(range(0, len(lines), columns * rows), start=1):
        sides = [lines[first + rows * n : first + rows * (n + 1)] for n in range(columns)]
        across = (
            "".join(f"{cell:{width + gap}}" for cell in row).rstrip() for row in zip_longest(*sides, fillvalue="")
        )
        pages.append("\n".join(across) + edge.format(number=str(number).center(columns * (width + gap) - gap)))
    return "Small Beer\n\n\n" + "".join(pages)


def imported(text: str) -> Imported:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result


@pytest.mark.parametrize("edge", ["\n\n{number}\n\f", "\n\n{number}\n\n", "\n\f"])
@pytest.mark.parametrize(("width", "indent"), [(36, "  "), (30, "  "), (44, "   "), (38, "")])
def test_columns_are_read_one_below_the_other(width: int, indent: str, edge: str) -> None:
    text = printed(width, 30, edge, indent)
    result = imported(text)
    kept = body(result).strip().split("\n\n")
    assert sum(text in kept for text in PARAGRAPHS) >= len(PARAGRAPHS) - (0 if indent and "number" in edge else 5)
    said = [finding for finding in result.findings if "stand in two columns" in finding.message]
    assert len(said) == 1
    assert said[0].place is not None
    assert said[0].place.line == 4


@pytest.mark.parametrize("edge", ["\n\n{number}\n\f", "\n\f"])
@pytest.mark.parametrize(("columns", "count", "width"), [(3, "three", 36), (3, "three", 28), (4, "four", 30)])
def test_three_columns_and_more(columns: int, count: str, width: int, edge: str) -> None:
    """Every word stands in the order of its paragraph, whatever the last page has of columns."""
    text = printed(width, 24, edge, "  ", columns=columns)
    result = imported(text)
    kept = " ".join(body(result).split())
    assert sum(text in kept for text in PARAGRAPHS) >= len(PARAGRAPHS) - 1
    (said,) = [finding for finding in result.findings if f"stand in {count} columns" in finding.message]
    assert said.place is not None
    assert said.place.line == 4


def test_three_columns_of_a_table_are_none() -> None:
    table = "\n".join(
        f"{who:30}{what:30}{index * 7:>6}" for index, (who, what) in enumerate(zip(WHO * 3, WHAT * 3, strict=False))
    )
    assert apart(f"Small Beer\n\n{table}\n").text == f"Small Beer\n\n{table}\n"


@pytest.mark.parametrize("columns_of_page", [2, 3])
def test_places_are_those_of_the_source(columns_of_page: int) -> None:
    text = printed(36, 30, "\n\n{number}\n\f", "  ", columns=columns_of_page)
    columns = apart(text)
    assert columns.text != text
    assert sorted(columns.text.split()) == sorted(text.split())
    for place, letter in enumerate(columns.text):
        assert letter == "\n" or letter == text[columns.origin(place)]


def test_a_title_across_both_columns_stays_above_what_is_below_it() -> None:
    first, second = printed(36, 30, "\n\n", "  ").split("\n\n\n", 1)[1].split("\n\n", 1)
    across = "A heading that goes across both of the columns of this page"
    result = imported(f"Small Beer\n\n\n{first}\n\n{across}\n\n{second}")
    assert f"\n\n{across}\n\n" in result.markdown


TABLES = [
    "\n".join(f"{who:24}{index * 7:>6} sacks of flour" for index, who in enumerate(WHO * 3)),
    "\n".join(f"{who:30}{what}" for who in WHO for what in WHAT),
    "\n".join(f"{line:42}" for line in wrap(" ".join(PARAGRAPHS[:3]), 40)),
    "\n".join(line.replace(", ", ",  ").replace(". ", ".  ") for line in wrap(" ".join(PARAGRAPHS[:6]), 70)),
]


@pytest.mark.parametrize("block", TABLES)
def test_what_is_no_pair_of_columns(block: str) -> None:
    columns = apart(f"Small Beer\n\n{block}\n")
    assert columns.text == f"Small Beer\n\n{block}\n"
    assert columns.gutters == ()


def test_what_may_be_two_columns_is_said() -> None:
    left = [f"{who.title()} and Sons, {what}" for who in WHO for what in WHAT[:3]]
    right = [f"Messrs. {what.title()}, of {who.title()}" for who in WHO for what in WHAT[:3]]
    text = "\n".join(f"{a:45}{b}" for a, b in zip(left, right, strict=True))
    result = imported(f"Small Beer\n\n{PARAGRAPHS[0]}\n\n{text}\n\n{PARAGRAPHS[1]}\n")
    assert any("seem to stand in two columns; they were read line by line" in f.message for f in result.findings)


def test_the_lines_of_columns_are_those_that_an_editor_counts() -> None:
    """A form feed begins no line of an editor's."""
    text = printed(36, 30, "\n\n{number}\n\f", "  ")
    lines = text.split("\n")
    both = [number for number, line in enumerate(lines, start=1) if "     " in line.lstrip("\f").strip()]
    gutters = apart(text).gutters
    assert gutters[0].first == both[0]
    assert 0 <= gutters[-1].last - both[-1] <= 1  # the left column may be a line longer


SIDE = ("Miller, The Long Vat, which tells of the kiln and of the cellar at some length, p. {n}.", "Ibid., p. {n}.")


def noted(count: int, width: int, indent: str) -> str:
    """The paragraphs in two columns with marks, and as many notes as these in two columns below."""
    lines: list[str] = []
    for number, text in enumerate(PARAGRAPHS[:count], 1):
        lines += wrap(text.replace("home late.", f"home late.{number}", 1), width, initial_indent=indent)
    notes = [line for n in range(1, count + 1) for line in wrap(f"{n}. {SIDE[n % 3 > 0].format(n=n)}", width)]
    page = [lines[: (len(lines) + 1) // 2], lines[(len(lines) + 1) // 2 :]]
    cut = next(n for n in range(len(notes) // 2, len(notes)) if notes[n][0].isdigit())
    rows = [
        "\n".join(f"{a:{width + 5}}{b}".rstrip() for a, b in zip_longest(*sides, fillvalue=""))
        for sides in (page, [notes[:cut], notes[cut:]])
    ]
    return f"Small Beer\n\n\n{rows[0]}\n\f\nNotes\n\n{rows[1]}\n"


@pytest.mark.parametrize("width", [34, 40, 46])
@pytest.mark.parametrize("count", [13, 14, 16])
def test_notes_in_two_columns_whose_numbers_go_on_are_read(count: int, width: int) -> None:
    result = imported(noted(count, width, "  "))
    assert [note["number"] for note in result.report["notes"]] == list(range(1, count + 1))
    for number in range(1, count + 1):
        assert f"[^{number}]: {SIDE[number % 3 > 0].format(n=number)}\n" in result.markdown + "\n"


def test_numbered_rows_side_by_side_are_no_notes_in_columns() -> None:
    rows = "\n".join(f"{n}. The price of malt in it   {n + 20}. The price of hops, too" for n in range(1, 14))
    assert not [gutter for gutter in apart(f"Small Beer\n\n\n{rows}\n").gutters if gutter.sure]


@pytest.mark.parametrize("width", [30, 36, 44])
def test_prose_in_columns_is_no_verse(width: int) -> None:
    """The lines of a list across the page are longer, and are not the measure of the columns."""
    across = "\n\n".join(
        "\n".join(wrap(f"Item {n} of the ledger is {WHAT[n]}, {WHAT[n - 1]} and {WHAT[n - 2]}. " * 5, 100))
        for n in range(6)
    )
    result = imported(f"{printed(width, 30, chr(10) + chr(12), '  ')}\n\n{across}\n")
    assert "::: verse" not in result.markdown
