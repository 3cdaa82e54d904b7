"""Verse in flattened text: its lines and indents stay, and prose in short lines is none."""

from textwrap import indent, wrap

import pytest

from pressbuild.diagnostics import NOTE, WARNING
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

LONG = (
    "The bakers of the town met early in the year, for the price of flour had risen again, and spoke of nothing else"
    " until the lamps were brought in. Nobody slept, and the wheels were heard all night across the water."
)
RHYMED = (
    "The mill goes round beside the weir,\nThe miller counts his pence;\nThe baker sheds a floury tear\nAnd leaves."
)
BLANK_VERSE = (
    "The mill upon the weir that never slept\nWas heard by all the town; and those who lay\nAwake within their houses"
    " told the time\nBy every turning of the patient wheel,\nAnd rose before the bells to knead their bread,\nAnd baked"
    " it for the council and the clerk."
)
COUPLETS = (
    "The loaf is low,\nThe oven slow;",
    "The clerk is late,\nThe bakers wait;",
    "The lamps are out,\nAnd so the stout.",
)
INDENTED = (
    "The mill goes round beside the weir,\n  The miller counts his pence;\nThe baker sheds a tear\n    And leaves."
)


SMALL_VERSE = (
    "the mill goes round beside the weir and never sleeps\nnor counts\nits hours by the lamp, but turns\nand turns all"
    " night and hears the river under it\nsay flour\nand flour again to those who lie awake"
)


def imported(*blocks: str, width: int = 0) -> Imported:
    prose = "\n".join(wrap(LONG, width)) if width else LONG
    return import_plain(Source("x.txt", "\n\n".join(("Flour and its friends", prose, *blocks, prose, prose)), "0"))


def verse(*blocks: str, width: int = 0) -> str:
    """What is set as verse."""
    got = imported(*blocks, width=width)
    proved(got)
    return got.markdown.split("::: verse\n", 1)[1].split("\n:::", 1)[0] if "::: verse" in got.markdown else ""


@pytest.mark.parametrize("width", [0, 44, 60, 72])
@pytest.mark.parametrize("stanza", [RHYMED, BLANK_VERSE])
def test_stanza_keeps_its_lines(stanza: str, width: int) -> None:
    assert verse(stanza, width=width) == stanza


@pytest.mark.parametrize("width", [0, 60])
def test_stanzas_are_one_poem(width: int) -> None:
    assert verse(RHYMED, RHYMED, width=width) == f"{RHYMED}\n\n{RHYMED}"
    assert verse(*COUPLETS, width=width) == "\n\n".join(COUPLETS)
    assert verse(RHYMED, COUPLETS[0], width=width) == f"{RHYMED}\n\n{COUPLETS[0]}"


@pytest.mark.parametrize("margin", ["", "      "])
def test_indents_within_a_poem_stay(margin: str) -> None:
    shown = INDENTED.replace("    ", "\u2003\u2003").replace("  ", "\u2003")
    assert verse(indent(f"{INDENTED}\n\n{INDENTED}", margin), width=60) == f"{shown}\n\n{shown}"


@pytest.mark.parametrize("width", range(26, 100, 7))
def test_prose_in_short_lines_is_no_verse(width: int) -> None:
    got = imported(width=width)
    assert got.markdown.split("\n\n")[-1].strip() == LONG
    assert "verse" not in got.markdown


def test_prose_of_many_capitals_is_no_verse() -> None:
    names = "Under Mehl und Brot lag Staub; Bäcker, Müller, Räte, Knechte und Mägde fegten Tag und Nacht Ofen und Hof. "
    prose = "\n".join(wrap(names * 4, 46))
    got = import_plain(Source("x.txt", "\n\n".join(["Mehl", *[prose] * 6]), "0"))
    assert "verse" not in got.markdown


@pytest.mark.parametrize(
    "block", ["Mr. John Doe\n12 Mill Lane\nBath", "Yours truly,\nJane Roe", "THE MILL\nTHE WEIR\nTHE TOWN"]
)
def test_an_address_is_no_verse(block: str) -> None:
    assert verse(block, width=60) == ""


def test_verse_is_said_and_what_may_be_prose_with_a_warning() -> None:
    said = [d for d in imported(RHYMED, width=60).findings if d.message.endswith("set as verse")]
    assert [(d.message, d.severity) for d in said] == [("lines 8 to 11 are set as verse", NOTE)]
    guests = "\n".join(
        wrap("There came Mr. Roe, Captain Barley, Miss Oats, Dr. Rye, Lady Wheat, and Colonel Hops.", 20)
    )
    said = [d for d in imported(guests, width=60).findings if d.message.endswith("set as verse")]
    assert [(d.message, d.severity) for d in said] == [("lines 8 to 12 are set as verse", WARNING)]


def indented_paragraphs(width: int) -> str:
    """Three paragraphs that an indent alone tells apart, as those of a printed page."""
    return "\n".join("\n".join(wrap(f"{LONG} {LONG}", width, initial_indent="  ")) for _ in range(3))


@pytest.mark.parametrize("width", [55, 62, 68, 75])
def test_paragraphs_narrower_than_the_first_are_no_verse(width: int) -> None:
    """A notice at the head of a PDF's text is set at another measure than its pages."""
    notice = "\n".join(wrap(f"{LONG} {LONG}", 90))
    pages = "\n\n".join(indented_paragraphs(width) for _ in range(3))
    result = import_plain(Source("x.txt", f"Flour and its friends\n\n{notice}\n\n{pages}\n", "0"))
    proved(result)
    assert not any("set as verse" in finding.message for finding in result.findings)
    assert result.markdown.count("across the water.\n\n") >= 8


def test_verse_in_small_letters_beside_a_measure_is_verse() -> None:
    assert verse(SMALL_VERSE, width=72).startswith("the mill goes round")


def test_a_stanza_beside_an_indented_quotation_is_verse() -> None:
    text = """On ropes

By Ann Example

They wrote to the owner of the yard before the spring:

    Sir, we have had no wages for six
    weeks, and we beg leave to say
    that we shall not come on Monday.

He did not answer, and the song of that spring went so:

    The sail is torn, the wind is cold,
    The captain counts his gold;
    The mate lies drunken in the hold
    And nobody is told.

In the second spring they were fewer, and those who had
gone to sea did not write. The yard was let to a rope-
maker, who had nine children and paid by the week.
"""
    result = import_plain(Source("x.txt", text, "0"))
    assert "> Sir, we have had no wages for six weeks, and we beg leave" in result.markdown
    assert "::: verse\nThe sail is torn, the wind is cold,\nThe captain" in result.markdown
    proved(result)
