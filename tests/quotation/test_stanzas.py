"""Stanzas that take a quotation up by its opening mark: verses in, what is said of them and how they part out."""

from itertools import groupby

import pytest
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Document, Front, Quote, Text, Verse
from pressbuild.quotation import recognise
from pressbuild.quotation.stanzas import parted, repeating
from pressbuild.tree import everything, walk
from tests.quotation.plain_document import document

KEEPER = """“O keeper, lift the lantern high,
the night is on the quay;

“the ferry waits, the tide is by,
and nobody but me{}"""


def verse(text: str, lang: str = "en") -> Document:
    """A document of one verse, its stanzas parted by empty lines."""
    lines = [(Text(line, place=Place("v.md", n, 1)),) for n, line in enumerate(text.split("\n"), start=1)]
    stanzas = [tuple(group) for filled, group in groupby(lines, key=lambda line: bool(line[0].value)) if filled]
    return replace(document(""), front=Front(lang=lang), blocks=(Verse(tuple(stanzas), place=Place("v.md", 1, 1)),))


def codes(text: str, lang: str = "en") -> list[str]:
    return [each.code for each in recognise(verse(text, lang)).findings]


@pytest.mark.parametrize(
    "marks", ["“”", "‘’", '""', "''", "„“", "«»"], ids=["double", "single", "straight", "straight single", "low", "fr"]
)
def test_each_stanza_repeats_the_mark_that_opens_it(marks: str) -> None:
    first, last = marks[0], marks[1]
    text = f"{first}Keeper, come to the water;\ncome to the quay.\n\n{first}So came he, and answered:\nno.{last}"
    assert codes(text, {"„": "de", "«": "fr"}.get(first, "en")) == []


def test_the_last_stanza_must_close_what_all_have_opened() -> None:
    assert codes(KEEPER.format("”")) == []
    unclosed = recognise(verse(KEEPER.format(""))).findings
    assert [(each.code, each.place.line if each.place else 0) for each in unclosed] == [("quote-unclosed", 4)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Come, said the keeper,\nand came.\n\n“No,” she said.\n\nSo it went.", []),
        ("“Come, said the keeper,\nand came.\n\nSo it went.\n\n“No,” she said.", ["quote-unclosed"]),
        ("“Come, said the keeper,\nand came.\n\n‘No,’ she said.", ["quote-unclosed"]),
        ("“Come,” said the keeper.\n\n“No, she said.", ["quote-unclosed"]),
        ("“Come,” said the keeper.\n\n“No,” she said.", []),
    ],
)
def test_a_mark_that_no_next_stanza_repeats_is_unclosed(text: str, said: list[str]) -> None:
    """In the first it may go on, and nobody can tell that it does not."""
    assert codes(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("« Le bac s’en va,\nle soir.\n\n» Il revient,\nle matin. »", []),
        ("« Le bac s’en va,\nle soir.\n\n» Il revient.\n\n» Nul ne « vient »,\nle matin. »\n\nTout se tut.", []),
        ("« Le bac s’en va,\nle soir.\n\n» Il revient,\nle matin.", ["quote-unclosed"]),
        ("« Le bac s’en va »,\nle soir.\n\n» Il revient,\nle matin.", ["quote-orphan-close"]),
    ],
)
def test_guillemets_de_suite_open_each_stanza(text: str, said: list[str]) -> None:
    assert codes(text, "fr") == said


@pytest.mark.parametrize(
    ("stanzas", "runs"),
    [
        (["“A one;", "“a two,", "“a three.”", "Four."], [1, 1, 2]),
        (["“A one;", "a two,", "a three.”"], [3]),
        (["“A one.”", "“A two.”"], [2]),
        (["“A one;", "‘a two,’ and three.”"], [2]),
        (["‘A ‘term’ of one;", "‘a two.’"], [1, 1]),
        (["’Twas one;", "’twas two."], [2]),
        (["'Tis “one;", "'tis two.”"], [2]),
        (["He: “one;", "  “a two.”"], [1, 1]),
        (["It’s “one;", "“a two.”"], [1, 1]),
        (['"A one," he said.', '"A two."'], [2]),
        (['"A "one;', '"a two."'], [1, 1]),
        (["« A one;", "» a two,", "» a « three ».", "» A four. »", "Five."], [1, 1, 1, 2]),
        (["« A one. »", "» a two,"], [2]),
        ([""], [1]),
        ([], [0]),
    ],
)
def test_where_stanzas_part(stanzas: list[str], runs: list[int]) -> None:
    found = parted(stanzas)
    assert [len(run) for run in found] == runs
    assert [number for run in found for number in run] == list(range(len(stanzas)))


def test_the_quotation_of_each_stanza_ends_with_it() -> None:
    marked = recognise(verse(KEEPER.format("”") + "\n\nThe lamp was ‘dry’.\n"))
    written = [node.written for node in walk(everything(marked)) if isinstance(node, Quote)]
    assert written == [("“", ""), ("", ""), ("“", ""), ("", "”"), ("‘", "’")]
    assert recognise(marked) == marked


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("« Le bac s’en va,\n» le soir,\n» et revient. »", "fr"),
        ("« Le bac s’en va,\n« le soir,\n« et revient. »", "fr"),
        ("»Die Fähre geht,\n»am Abend,\n»und kommt.«", "de"),
        ("“The ferry goes,\n“at night,\n“and comes.”", "en"),
        ("‘The ferry goes,\n‘at night,\n‘and the boys’ boat.’", "en"),
        ('"The ferry goes,\n"at night,\n"and comes."', "en"),
        ("He said,\n“The ferry goes,\n“at night,\n“and comes.”\n“No,” said she.", "en"),
    ],
)
def test_each_line_of_a_verse_may_repeat_the_mark(text: str, lang: str) -> None:
    assert codes(text, lang) == []


@pytest.mark.parametrize(
    ("lines", "again"),
    [
        (["“One,", "“two,", "“three.”"], {1, 2}),
        (["“One,”", "“two,”", "“three.”"], set()),
        (["“One,", "two,", "“three.”"], set()),
        (["“One”, “two,", "“three.”"], {1}),
        (["« Un,", "» deux,", "» trois. »"], {1, 2}),
        (["« Un »,", "» deux."], set()),
        (["’Tis one;", "’tis two."], set()),
        (["'Tis one;", "'tis two."], set()),
        (["“One,", "‘two.’"], set()),
        ([], set()),
    ],
)
def test_which_lines_repeat_a_mark(lines: list[str], again: set[int]) -> None:
    assert repeating(lines) == again
