"""Quotations right below one another: apart where the first says whose words it is, else one, and said."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read as read_book
from tests.importers.test_word import p, read, t


def said(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings if "quotation" in finding.message]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<cite>Ann Ames</cite>", "Ann Ames"),
        ("<footer>Ann Ames</footer>", "Ann Ames"),
        ("<p>Ann Ames, <i>The Oven</i>, p. 4</p>", "Ann Ames, *The Oven*, p. 4"),
        ("<p>— Ann Ames.</p>", "— Ann Ames."),
    ],
)
def test_a_quotation_ends_where_it_says_whose_words_it_is(source: str, written: str) -> None:
    quotes = f"<blockquote><p>Bread is dear.</p>{source}</blockquote><blockquote><p>It is not.</p></blockquote>"
    for result in (imported(quotes, "essay.html"), read_book({"a.xhtml": quotes})):
        assert body(result) == f"> Bread is dear.\n>\n> {written}\n\n> It is not.\n"
        assert said(result) == []
        proved(result)


def test_a_source_on_the_last_line() -> None:
    quotes = "<blockquote>Bread is dear.<br>— Ann Ames</blockquote><blockquote>It is not.</blockquote>"
    assert body(imported(quotes, "essay.html")) == "> Bread is dear.\\\n> — Ann Ames\n\n> It is not.\n"


def test_quotations_without_a_source_are_one_and_said() -> None:
    quotes = "<blockquote><p>Bread is dear.</p></blockquote>" * 3
    result = imported(quotes, "essay.html")
    assert body(result) == ">\n".join(["> Bread is dear.\n"] * 3)
    assert said(result) == ["2 quotations are one with the quotation right above"]
    proved(result)


def test_paragraphs_that_a_word_processor_styles_are_one() -> None:
    """Lines of a song, each a paragraph, none with a stop."""
    lines = [p(t(line), "Quote") for line in ("We knead", "we bake", "and pay")]
    result = read("".join(lines))
    assert body(result) == "> We knead\n>\n> we bake\n>\n> and pay\n"
    assert said(result) == []
