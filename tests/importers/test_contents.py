"""The table of contents of a flattened text: what is taken out, what is kept and said, what is none."""

import pytest

from pressbuild.importers.flattened.contents import contents
from pressbuild.importers.flattened.lines import text_lines
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source

TOP = "The Mill and the Oven\n\nBy Ada Marlow\n\n"
PROSE = (
    "The bakers met early in the year, for the price of flour had risen again, and nobody spoke of anything else until"
    " it was noon.\n\n"
)
SONG = "O the wind in the mill\nand the rain on the weir\nand the cold in the lane\nand the bread in the oven"
BODY = f"Introduction\n\n{PROSE * 2}The mill\n\n{PROSE * 3}Who owns the oven?\n\n{PROSE}An end\n\n{PROSE}"


def read(text: str) -> Imported:
    return import_plain(Source("x.txt", text, "0"))


@pytest.mark.parametrize(
    "listing",
    [
        "Contents\n\nIntroduction ........ 3\nThe mill . . . . 7\nWho owns the oven? ... 12\nAn end ........ 20\n\n",
        "CONTENTS\n\nIntroduction\nThe mill\nWho owns the oven?\nAn end\n\n",
        "Table of Contents\n\nIntroduction\n\nThe mill\n\nWho owns the oven?\n\n",
        "Contents\nIntroduction 3\n1. The mill 7\nII. Who owns the oven? 12\nChapter 3: An end 20\n\n",
        "Contents\nIntroduction vii\nThe mill\t7\nWho owns the oven?…… 12\n\n",
        "Introduction      3\nThe mill      7\nWho owns the oven?     12\nAn end     20\n\n",
        "Introduction\nThe mill\nWho owns the oven?\nAn end\n\n",
    ],
)
def test_it_is_taken_out_and_its_titles_are_headings(listing: str) -> None:
    result = read(TOP + listing + BODY)
    heads = [line for line in result.markdown.split("\n") if line.startswith("## ")]
    assert heads == ["## Introduction", "## The mill", "## Who owns the oven?", "## An end"]
    assert "***" not in result.markdown
    assert result.markdown.startswith("---\ntitle: The Mill and the Oven\nauthor: Ada Marlow\n---\n\n## Introduction\n")
    assert "the table of contents" in [omission["why"] for omission in result.report["words"]["left_out"]]
    assert any("a table of contents with" in finding.message for finding in result.findings)


def test_a_title_that_the_text_lacks_is_said() -> None:
    listing = "Contents\n\nIntroduction ... 3\nThe mill ... 7\nThe weir ... 9\nAn end ... 20\n\n"
    said = [finding for finding in read(TOP + listing + BODY).findings if "no line of the text" in finding.message]
    assert [(str(finding.place), finding.message) for finding in said] == [
        ("x.txt:9:1", "the table of contents names “The weir”, and no line of the text has that title")
    ]


def test_a_doubtful_one_is_kept_and_said() -> None:
    result = read(f"{TOP}Contents\n\nBarley and rye\nWater\n\n{BODY}")
    assert "Barley and rye" in result.markdown
    assert any("may begin a table of contents; it was kept" in finding.message for finding in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}Barley      3\nWheat      7\nRye     12\n\n{PROSE}",  # prices
        f"{SONG}\n\nIt was day\n\n{SONG}\n",
        f"Contents\n\n{PROSE * 3}",
        f"{PROSE}The contents of the barrels were as follows.\n\n{PROSE}",
        BODY,
    ],
)
def test_what_is_none(text: str) -> None:
    assert contents(text, list(text_lines(text))) is None
