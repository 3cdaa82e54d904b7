"""Emphasis that a flattened text has written out: what becomes emphasis, what stays, what is said."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

LONG = "the bakers met early in the year, for the price of flour had risen again, and nobody spoke of anything else"


def read(words: str) -> Imported:
    return import_plain(Source("x.txt", f"The mill\n\nIn that year {LONG}.\n\n{words}\n\nSo it went on.", "0"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"She wrote _Bread and Water_ when {LONG}.", "*Bread and Water* when"),
        (f"It was “_not_” so, (_never_) and _yes_! and {LONG}.", "“*not*” so, (*never*) and *yes*! and"),
        (f"It was *not* so, and **never** was, though {LONG}.", "was **not** so, and **never** was"),
        (f"The /Post/ and the /Daily Loaf/ said that {LONG}.", "The *Post* and the *Daily Loaf* said"),
        (f"_All of it: {LONG}._", f"*All of it: {LONG}.*"),
        ("_On ovens_\n\nIn that year they built ovens, " + LONG + ".", "\n## On ovens\n"),
    ],
)
def test_pairs_are_emphasis(words: str, expected: str) -> None:
    result = read(words)
    assert expected in result.markdown
    proved(result)
    assert any("became emphasis" in finding.message for finding in result.findings)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"The file a_b_c and _x of {LONG}.", "a_b_c and \\_x of"),
        (f"It was 2 * 3 * 4 when {LONG}.", "2 \\* 3 \\* 4"),
        (f"The one /Post/ said that {LONG}.", "The one /Post/ said"),
        (f"He wrote /usr/bin and /etc/ and /tmp/ where {LONG}.", "/usr/bin and /etc/ and /tmp/"),
        (f"Fill in ____ and ____ when {LONG}.", "\\_\\_\\_\\_ and \\_\\_\\_\\_ when"),
        (f"Half _of a pair, {LONG}.\n\nThe other_ half.", "Half \\_of a pair"),
        (f"See http://example.org/_a_/b where {LONG}.", "<http://example.org/_a_/b>"),
    ],
)
def test_what_is_no_emphasis(words: str, expected: str) -> None:
    result = read(words)
    assert expected in result.markdown
    assert not any("became emphasis" in finding.message for finding in result.findings)


def test_a_lone_underscore_is_said() -> None:
    said = [finding for finding in read(f"Half _of a pair, {LONG}.").findings if "pair with none" in finding.message]
    assert [(str(finding.place), finding.message) for finding in said] == [
        ("x.txt:5:6", "underscores that pair with none stand in line 5; they were left as they are")
    ]


def test_a_star_that_calls_a_note_is_none() -> None:
    markdown = read(f"The ovens were hot,* and *very* dear, for {LONG}.\n\n* Said the miller.").markdown
    assert "hot,[^1] and **very** dear" in markdown
    assert "[^1]: Said the miller." in markdown


def test_a_work_in_emphasis_is_not_marked_twice() -> None:
    words = f"See Ada Marlow, _Bread and Water_ (1931), and Ben Weir, Stone and Wheel (London, 1940), for {LONG}."
    source = Source("x.txt", f"The mill\n\n{words}\n\nNotes\n\n1. So.", "0", works=True)
    assert "*Bread and Water*" in import_plain(source).markdown


def test_emphasis_does_not_cross_the_edge_of_a_note_within_a_paragraph() -> None:
    text = f"The mill\n\nShe _went home [Footnote 1: It was_ late, _very_ late.] and {LONG}.\n\nSo it went on.\n"
    markdown = import_plain(Source("x.txt", text, "0")).markdown
    assert "*went" not in markdown
    assert "*very* late" in markdown
