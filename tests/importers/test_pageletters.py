"""Pages in any encoding: what they say of themselves, else what their words tell."""

import pytest

from pressbuild.importers.web.pageletters import page_letters
from tests.importers import test_epubbook as epub
from tests.importers.desk import body, imported, proved
from tests.importers.test_encodings import GERMAN, POLISH

RUSSIAN = (
    "Пекари собирались рано, потому что мука той зимой была дорогой. Потом совет послал писаря, и тот считал мешки."
)
GREEK = "Οι φούρναροι μαζεύτηκαν νωρίς, γιατί το αλεύρι ήταν ακριβό εκείνο τον χειμώνα, και κανείς δεν πίστευε."


def page(text: str, head: str = "") -> str:
    code = "<script>var bread = 'not a word of it';</script>" * 9
    return f'<html lang="x"><head>{head}<title>Bread</title>{code}</head><body><p class="text">{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "the text seems to be in Windows-1251"),
        (GREEK, "cp1253", "the text seems to be in CP1253"),
        (POLISH, "iso8859_2", "the text seems to be in ISO 8859-2"),
        (POLISH, "cp1250", "the text seems to be in Windows-1250"),
        (GERMAN, "cp1252", "the text is in Windows-1252"),
        (GERMAN, "utf-16", "the text is in UTF-16"),
    ],
)
def test_a_page_that_says_nothing_is_read_by_its_words(text: str, encoding: str, said: str) -> None:
    made = imported(page(text).encode(encoding), "bread.html")
    assert body(made) == f"{text}\n"
    assert [
        f.message for f in made.findings if f.message.startswith("the text ") and "by its words" not in f.message
    ] == [said]
    proved(made)


@pytest.mark.parametrize(
    ("declared", "encoding", "said"),
    [
        ("windows-1251", "cp1251", ["the page says that it is in windows-1251"]),
        ("windows-1251", "utf-8", []),
        ("utf-8", "cp1251", ["the page says that it is in utf-8, and is not", "the text seems to be in Windows-1251"]),
        ("no-such-thing", "cp1251", [
            "the page says that it is in no-such-thing, and is not", "the text seems to be in Windows-1251"]),
        ("utf-16", "cp1251", ["the text seems to be in Windows-1251"]),
        ("idna", "cp1251", ["the text seems to be in Windows-1251"]),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(declared: str, encoding: str, said: list[str]) -> None:
    got = page_letters(page(RUSSIAN, f'<meta charset="{declared}">').encode(encoding), "bread.html")
    assert got.text == page(RUSSIAN, f'<meta charset="{declared}">')
    assert [finding.message for finding in got.findings] == said


def test_latin_1_is_read_as_browsers_read_it() -> None:
    text = page("“Bread” – so it was.", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
    assert page_letters(text.encode("cp1252"), "bread.html").text == text


def test_the_words_of_a_page_tell_and_not_its_scripts() -> None:
    text = page(RUSSIAN, "<style>/* été çà déjà naïve à où */</style>" * 20)
    got = page_letters(text.encode("cp1251", "replace"), "bread.html")
    assert RUSSIAN in got.text


def test_pages_of_an_epub_in_another_encoding() -> None:
    """The XML declaration says it; where it does not, the words tell. Each is said once, with its first page."""
    head = '<?xml version="1.0" encoding="{}"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    said = (head.format("windows-1251") + f"<body><p>{RUSSIAN}</p></body></html>").encode("cp1251")
    unsaid = said.replace(b' encoding="windows-1251"', b"")
    pages = dict.fromkeys(("a.xhtml", "b.xhtml", "c.xhtml"), "")
    made = epub.read(pages, a__xhtml=said, b__xhtml=unsaid, c__xhtml=unsaid)
    assert body(made).count(RUSSIAN) == 3
    proved(made)
    messages = {f.message: f.place.file for f in made.findings if f.place and f.place.file.endswith(".xhtml")}
    assert messages == {
        "the page says that it is in windows-1251": "OEBPS/a.xhtml",
        "the text seems to be in Windows-1251": "OEBPS/b.xhtml",
    }
