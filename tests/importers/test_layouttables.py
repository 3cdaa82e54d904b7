"""Tables that pages of the 1990s are laid out with, and tables that are some."""

import pytest

from tests.importers.desk import body, imported, proved

BREAD = (
    "<p>Bread rose in the mill, and the miller wrote each sack of it into the book that he kept by the door.</p>" * 3
)
MENU = '<td width="150"><a href="/">Home</a><br><a href="/mills">Mills</a></td>'
MARK, NOTES = '<a href="#n1">(1)</a>', '<hr><p><a name="n1">1.</a> See Miller.</p>'


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


INNER = f"<table><tbody><tr>{cells(BREAD)}</tr></tbody></table>"
ROWS = "".join(f"<tr>{cells('', text)}</tr>" for text in BREAD.split("</p>"))
PAGES = {
    "a menu beside it": f"<table><tr>{MENU}{cells(BREAD)}</tr></table>",
    "a table in a table": f"<table><tr>{MENU}{cells(INNER)}</tr></table>",
    "a paragraph a row": f"<table>{ROWS}</table>",
    "with presentation": f'<table role="presentation"><tr>{cells(BREAD)}</tr></table>',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_table_that_holds_the_essay_is_none(page: str) -> None:
    result = imported(f"<title>Bread</title><body>{page}</body>", "essay.html")
    proved(result)
    assert body(result).count("Bread rose in the mill") == 3
    assert "|" not in body(result)
    assert "Mills" not in body(result)
    said = [finding.message for finding in result.findings if "lays the page out" in finding.message]
    assert len(said) == (page.count("<table") == 1)


def test_tables_within_it_and_its_notes_stay() -> None:
    data = f"<table><tr>{cells('rye', 'two sacks')}</tr><tr>{cells('oats', 'one sack')}</tr></table>"
    page = f"<table><tr>{MENU}{cells(BREAD + f'<p>It fell.{MARK}</p>' + data + NOTES)}</tr></table>"
    result = imported(f"<title>Bread</title>{page}", "essay.html")
    proved(result)
    assert "It fell.[^1]\n\n| | |\n|---|---|\n| rye | two sacks |\n| oats | one sack |\n" in body(result)
    assert "[^1]: See Miller." in body(result)


FIGURES = f"<tr>{cells('two sacks of it', 'one')}</tr>" * 30
TABLES = {
    "of figures": f"<table><tr>{cells('rye', 'oats')}</tr>{FIGURES}</table>",
    "with heads": f"<table><tr><th>Mill</th></tr><tr>{cells(BREAD)}</tr></table>",
    "with a caption": f"<table><caption>Mills</caption><tr>{cells(BREAD)}</tr></table>",
    "of two texts": f"<table><tr>{cells(BREAD, BREAD.replace('Bread', 'Rye'))}</tr></table>",
    "beside the essay": f"{BREAD * 4}<table><tr>{cells('rye', BREAD)}</tr></table>",
    "small": f"<table><tr>{cells('rye', 'So much of it there was that the miller wept for a day.')}</tr></table>",
}


@pytest.mark.parametrize("page", TABLES.values(), ids=TABLES)
def test_other_tables_stay(page: str) -> None:
    result = imported(f"<title>Bread</title><body>{page}</body>", "essay.html")
    proved(result)
    assert "|---|" in body(result)
