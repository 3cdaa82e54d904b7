"""Calls of notes on lines of their own: set where their line shows the place, left figures and said where not."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import body, proved

ABOVE = """The Mill

The council of the bakers kept its accounts in two great books, of
which the second alone can still be read in the tower. No baker of
1
the valley would have trusted it. A copy was made by the clerk, as
nobody else could write so small a hand as he, and it was he who
2
went to the mill. Several of the bakers remembered that day, though
hardly any two of them agreed on the hour at which the bell rang.

The letters between the brothers show that the miller knew very
3
well the words of the office. His own mother had washed linen in
the northern villages and had seen the old tower taken down that
4
winter, stone by stone, and the bell carried to the new school.

1. See the archive, box 3.
2. Ibid., p. 45.
3. Miller, p. 3.
4. Holm, p. 9.
"""


def read(text: str) -> Imported:
    result = import_plain(Source("x.txt", text, "0"))
    proved(result)
    return result


def marks(result: Imported) -> list[int]:
    return [mark["printed"] for mark in result.report["notes"]]


def test_calls_above_their_lines_stand_behind_the_one_sentence_of_these() -> None:
    result = read(ABOVE)
    assert marks(result) == [1, 2, 3, 4]
    text = " ".join(body(result).split())
    for words in ("trusted it.[^1] A copy", "the mill.[^2] Several", "the office.[^3] His", "new school.[^4]"):
        assert words in text
    (said,) = [found for found in result.findings if "stood on lines of their own" in found.message]
    assert said.message.startswith("4 calls")
    assert said.place is not None
    assert said.place.line == 5


def test_a_call_whose_place_the_line_does_not_show_stays_a_figure_and_is_missing() -> None:
    result = read(ABOVE.replace("the mill. Several", "the mill with several"))
    assert marks(result) == [1, 3, 4]
    assert [gap["number"] for gap in result.report["missing"]] == [2]
    assert "it was he who went 2 to the mill with several" in " ".join(body(result).split())


@pytest.mark.parametrize("stop", [".", ","])
def test_a_call_has_left_a_space_before_its_stop(stop: str) -> None:
    result = read(ABOVE.replace("trusted it.", f"trusted it {stop}").replace("A copy", "a copy."))
    assert f"trusted it[^1]{stop}" in " ".join(body(result).split())


def test_figures_amid_sentences_that_have_marks_elsewhere_are_no_calls() -> None:
    """So stand the numbers of pages in a text whose notes have brackets."""
    text = ABOVE
    for number, words in enumerate(("a copy", "several", "his own", "stone by stone"), 1):
        text = text.replace(words.capitalize(), words).replace(f" {words}", f" {words}[{number}]", 1)
    result = read(text)
    assert not [found for found in result.findings if "stood on lines of their own" in found.message]


@pytest.mark.parametrize("last", [4, 9])
def test_numbered_sections_and_the_pages_of_a_text_with_more_notes_are_no_calls(last: int) -> None:
    """A figure above each paragraph cuts no sentence; more labels than figures belong to other calls."""
    sections = "\n".join(
        f"{n}\nThe bakers of the valley met in the {word} of the year and spoke of bread alone.\nThen they went home."
        for n, word in enumerate(("spring", "summer", "autumn", "winter"), 1)
    )
    notes = "\n".join(f"{n}. Miller, p. {n}." for n in range(1, last + 1))
    result = read(f"The Mill\n\n{sections}\n\n{notes}\n")
    assert not [found for found in result.findings if "stood on lines of their own" in found.message]
    more = read(ABOVE + "".join(f"{n}. Miller, p. {n}.\n" for n in range(5, 10)))
    assert not [found for found in more.findings if "stood on lines of their own" in found.message]


@pytest.mark.parametrize("newline", ["\n", "\r\n", " \n", "\n  "])
@pytest.mark.parametrize("elided", ["L", "d", "qu", "lorsqu", "nell", "C"])
def test_a_line_that_breaks_before_an_apostrophe_is_one(elided: str, newline: str) -> None:
    words = f"On ne vit que le moulin. {elided}{newline}’autre était parti vers la ville et ne revint plus."
    result = read(f"Le moulin\n\n{words}\n")
    assert f"{elided}’autre était" in result.markdown
    (said,) = [found for found in result.findings if "broke before an apostrophe" in found.message]
    assert said.place is not None
    assert said.place.line == 4


@pytest.mark.parametrize("words", ["He went up and", "It was I", "So said the baker"])
def test_a_word_that_begins_with_an_apostrophe_begins_a_line(words: str) -> None:
    result = read(
        f"The mill\n\nThey waited for the flour at the mill. {words}\n’twas late when they came home at last.\n"
    )
    assert f"{words} ’twas late" in result.markdown
