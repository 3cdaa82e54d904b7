"""The index at the back: filing, locators, and the index of every medium."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree, html

from pressbuild.binders.backindex import filing
from pressbuild.binders.pagination import number_index
from pressbuild.build import Order, prepare_title
from pressbuild.edition import Edition
from tests.desk import call, inside, write
from tests.tools import epubcheck

TEXT = """---
title: Fish
index: terms
lang: {lang}
---
The ‘tall ship’ and the ‘fresh’ fish, the ‘Tall ships’ and the [‘éclair’]{{.scare}}.

The word ‘zeal’.[^1]

[^1]: And a ‘fresh’ one.
"""
WORDS = ["éclair", "fresh", "tall ship", "zeal"]


def edition(press: Path, text: str = TEXT.format(lang="en")) -> Edition:
    with inside(press):
        return prepare_title(write(press, text), Order()).edition


def test_terms_are_filed_without_accents_and_capitals() -> None:
    assert sorted(["zeal", "Éclair", "eclair b", "fresh"], key=lambda term: filing(term, "en")) == [
        "Éclair",
        "eclair b",
        "fresh",
        "zeal",
    ]


@pytest.mark.parametrize(("lang", "last"), [("es-ES", "ñandú"), ("en", "nube")])
def test_letters_of_their_own_are_filed_behind_theirs(lang: str, last: str) -> None:
    assert max(["nube", "ñandú"], key=lambda term: filing(term, lang)) == last


def test_uses_on_one_page_have_one_locator() -> None:
    root = etree.fromstring(
        "<html><body><section class='index'><ul><li><span>a</span>, <a data-page='x'>00</a>, <a data-page='y'>00</a>, "
        "<a data-page='z'>00</a></li></ul></section></body></html>"
    )
    assert number_index(root, {"x": 3, "y": 3, "z": 12})
    assert "".join(map(str, root.itertext())) == "a, 3, 12"
    assert not number_index(etree.fromstring("<html><body/></html>"), {})


@pytest.mark.parametrize(("lang", "name"), [("en", "Index"), ("de", "Register"), ("es", "Índice de términos")])
def test_the_web_page(lang: str, name: str, tmp_path: Path) -> None:
    write(tmp_path, TEXT.format(lang=lang))
    assert call(tmp_path, "html").status == 0
    root = html.fromstring((tmp_path / "dist/essay/essay.html").read_bytes())
    section = next(element for element in root.iter("section") if element.get("role") == "doc-index")
    assert section.findtext("h2") == name
    assert [term.text for term in section.iter("span")] == WORDS
    links = list(section.iter("a"))
    assert len(links) == 6
    ids = [element.get("id") for element in root.iter()]
    assert all(ids.count(link.get("href", "").removeprefix("#")) == 1 for link in links)
    assert [link.get("aria-label") for link in links][:2] == ["éclair 1", "fresh 1"]


def test_no_index_without_the_key_or_without_terms(tmp_path: Path) -> None:
    assert edition(tmp_path, TEXT.format(lang="en").replace("index: terms\n", "")).index == ()
    assert edition(tmp_path, "---\ntitle: T\nindex: terms\n---\nWords.\n").index == ()


def test_another_index_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\nindex: names\n---\nWords.\n")
    assert "front-invalid" in call(tmp_path, "check").out


@pytest.mark.java
def test_the_epub(tmp_path: Path) -> None:
    write(tmp_path, TEXT.format(lang="en"))
    assert call(tmp_path, "epub").status == 0
    file = tmp_path / "dist/essay/essay.epub"
    assert epubcheck.messages(file) == []
    with ZipFile(BytesIO(file.read_bytes())) as archive:
        page = archive.read("EPUB/index.xhtml").decode()
        nav = archive.read("EPUB/nav.xhtml").decode()
        package = archive.read("EPUB/content.opf").decode()
    assert 'epub:type="index" ' in page or 'epub:type="index">' in page
    assert 'href="text.xhtml#term-' in page
    assert 'href="notes.xhtml#term-' in page
    assert '<a href="index.xhtml">Index</a>' in nav
    assert '<a epub:type="index" href="index.xhtml">Index</a>' in nav
    assert '<meta property="schema:accessibilityFeature">index</meta>' in package
    assert package.index('idref="f-notes-xhtml"') < package.index('idref="f-index-xhtml"')


def test_the_printed_pages(tmp_path: Path) -> None:
    lines_enough = "[^1]\n\n" + "The fish was sold.\n\n" * 9  # for the notes to have a page of their own
    write(tmp_path, TEXT.format(lang="en").replace("[^1]\n\n", lines_enough, 1))
    done = call(tmp_path, "pdf")
    assert done.status == 0, done.err
    with pypdfium2.PdfDocument((tmp_path / "dist/essay/essay.pdf").read_bytes()) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    (number,) = [n for n, text in enumerate(pages, start=1) if "Index" in text and "zeal" in text]
    lines = [line.strip() for line in pages[number - 1].splitlines()]
    text = next(n for n, page in enumerate(pages, start=1) if "The word" in page)
    notes = next(n for n, page in enumerate(pages, start=1) if "one." in page and n > text)
    assert f"fresh, {text}, {notes}" in lines
    assert f"tall ship, {text}" in lines
