"""Bibliographies in flattened text: each entry is a paragraph of its own, and prose in lines stays one."""

from textwrap import wrap

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

PROSE = (
    "The price of bread in the valley followed the price of water, and the council knew it. When the river was low the"
    " stones stood still, and flour came by road at twice the cost; when it was high, nobody came at all."
)
NOTED = (
    (
        "Ashdown, Peter. The Millers of the Valley: A Study of Rural Trade in the East before the Railway. Orsby: Weir"
        " Press, 1961."
    ),
    "———. Bread and Tolls. London: Harrow, 1970.",
    "Brandt, Luise. “Die Mühlen im Tal.” Blätter für Wasserbau 14 (1932): 201–19.",
    "Marten, Joan. Rivers and Roads. 2nd ed. Tarn: Tarn University Press, 1988.",
    (
        "Olde, Martin, and Ruth Fenn, eds. Papers of the Carters’ Society, 1820–1840, with an Account of the Strike and"
        " of Those Who Took Part in It. 3 vols. Orsby: Weir Press, 1955–59."
    ),
)
DATED = (
    "Ashdown, P. (1961). The millers of the valley. Orsby: Weir Press.",
    (
        "Brandt, L., & Keller, O. (1932). Mills, weirs and what became of the people who lived by them. Valley History,"
        " 14(2), 201–219."
    ),
    "Marten, J. (1988). Rivers and roads. Tarn: Tarn University Press.",
)
WITHOUT_STOPS = (
    "Ashdown, Peter: Die Müller im Tal, in: Blätter für Wasserbau 14 (1932), S. 201–219",
    "Brandt, Luise: Brot und Zoll. Eine Untersuchung über den Handel auf dem Lande vor der Eisenbahn. Leipzig 1970",
    "von Olde, Martin: Flüsse und Wege, Tarn 1988",
)
FORMS = [NOTED, DATED, WITHOUT_STOPS]


def essay(*parts: str, width: int = 0) -> Imported:
    prose = "\n".join(wrap(PROSE, width)) if width else PROSE
    return import_plain(Source("x.txt", "\n\n".join(("Bread and water", prose, prose, prose, *parts)), "0"))


def listed(entries: tuple[str, ...], width: int, hang: int = 0, gap: str = "\n") -> str:
    return gap.join("\n".join(wrap(one, width or 999, subsequent_indent=" " * hang)) for one in entries)


def below(result: Imported, heading: str) -> list[str]:
    """The entries of the bibliography below a heading."""
    proved(result)
    opened = f"## {heading}\n\n::: bibliography\n\n"
    assert opened in result.markdown
    return result.markdown.split(opened)[1].split("\n\n:::")[0].split("\n\n")


@pytest.mark.parametrize("entries", FORMS)
@pytest.mark.parametrize("hang", [0, 2, 4])
@pytest.mark.parametrize("width", [0, 60, 66, 72])
def test_each_entry_is_a_paragraph(entries: tuple[str, ...], width: int, hang: int) -> None:
    result = essay(f"Bibliography\n\n{listed(entries, width, hang)}", width=width)
    assert below(result, "Bibliography") == list(entries)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heading",
    ["References", "Works Cited", "Sources", "Literature", "Literatur", "Bibliographie", "LITERATURVERZEICHNIS"],
)
def test_heading_of_any_name_right_above_the_entries(heading: str, gap: str) -> None:
    result = essay(f"{heading}\n{listed(NOTED, 66, gap=gap)}", width=66)
    assert below(result, heading) == list(NOTED)


def test_bibliography_before_the_notes() -> None:
    text = f"{PROSE}1\n\n{PROSE}2\n\nReferences\n\n{listed(NOTED, 0)}\n\nNotes\n\n1. Toll book.\n2. Letter."
    result = essay(text)
    assert below(result, "References") == list(NOTED)
    assert result.markdown.endswith(":::\n\n[^1]: Toll book.\n\n[^2]: Letter.\n")


def test_parts_of_a_bibliography_have_headings_of_their_own() -> None:
    parts = "Literature", "Primary sources", listed(NOTED[:2], 66), "Printed works", listed(NOTED[2:], 66)
    result = essay(*parts, width=66)
    assert below(result, "Primary sources") == list(NOTED[:2])
    assert below(result, "Printed works") == list(NOTED[2:])


def test_entries_are_known_without_a_heading() -> None:
    result = essay(listed(NOTED, 66), PROSE, width=66)
    proved(result)
    assert all(f"\n\n{entry}\n\n" in result.markdown for entry in NOTED)


def test_last_entry_is_no_heading() -> None:
    entries = WITHOUT_STOPS[0], "Brandt, Luise: Brot und Zoll. Leipzig 1970", WITHOUT_STOPS[2]
    assert below(essay(f"Literatur\n\n{listed(entries, 66, gap=chr(10) * 2)}", width=66), "Literatur") == list(entries)


def test_entries_go_on_over_the_edges_of_pages() -> None:
    lines = "\n".join(listed((PROSE, PROSE, *[PROSE] * 2), 60, gap="\n\n").split("\n")).split("\n")
    lines += ["", "Literatur", "", *listed(WITHOUT_STOPS, 60).split("\n")]
    cut = len(lines) - 3  # within the second entry
    pages = [lines[:9], lines[9:cut], lines[cut:]]
    text = "\f".join("\n".join(page) + f"\n\n{number}\n" for number, page in enumerate(pages, start=11))
    result = import_plain(Source("x.txt", f"Bread and water\n\n{text}", "0"))
    assert below(result, "Literatur") == list(WITHOUT_STOPS)


def test_numbered_entries_stay_a_list() -> None:
    text = "Bibliography\n\n" + "\n".join(f"{n}. {entry}" for n, entry in enumerate(DATED, start=1))
    result = essay(text)
    proved(result)
    assert "::: bibliography" not in result.markdown
    assert f"1. {DATED[0]}" in result.markdown


@pytest.mark.parametrize("width", [0, 60, 72])
def test_prose_below_such_a_heading_stays_prose(width: int) -> None:
    prose = (
        "The toll books of 1914 were lost in the flood of 1931. Orsby, Tarn and Leeds kept copies until 1950, and these"
        " are what I have read. Marten, Joan Marten above all, has written of them in 1988 and in 1990."
    )
    result = essay("Sources", "\n".join(wrap(prose, width)) if width else prose, PROSE, width=width)
    proved(result)
    assert f"## Sources\n\n{prose}" in result.markdown


def test_it_is_said() -> None:
    result = essay(f"Works cited\n\n{listed(NOTED, 66, hang=4)}", width=66)
    said = [finding for finding in result.findings if "entries" in finding.message]
    assert [finding.message for finding in said] == ["the bibliography below “Works cited” has 5 entries"]
    assert said[0].place
    assert said[0].place.line == 20
