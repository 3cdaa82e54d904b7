"""The tools that judge the editions, judged: each has nothing to say of a sound file and something of a broken one."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tools import BrokenTool, ace, axe, browser, epubcheck, nu, pdf, readers, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6f2b0c5e-0000-4000-8000-000000000001</dc:identifier>
<dc:title>A Sound Book</dc:title><dc:language>en</dc:language><dc:creator>Nobody</dc:creator>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text only.</meta>
<dc:source>urn:isbn:none</dc:source>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="text"/><itemref idref="notes"/></spine>
</package>"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>A Sound Book</title></head>
<body>{}</body>
</html>"""

NAV = """<nav epub:type="toc" role="doc-toc" aria-label="Contents"><h1>Contents</h1>
<ol><li><a href="text.xhtml">The text</a></li><li><a href="notes.xhtml">Notes</a></li></ol></nav>"""

TEXT = """<section epub:type="chapter" role="doc-chapter" aria-labelledby="h"><h1 id="h">The text</h1>
<p>Words<a id="ref1" href="notes.xhtml#note1" epub:type="noteref" role="doc-noteref">1</a> and more
words.<a id="ref2" href="notes.xhtml#note2" epub:type="noteref" role="doc-noteref">2</a></p></section>"""

NOTES = """<section epub:type="endnotes" role="doc-endnotes" aria-labelledby="h"><h1 id="h">Notes</h1>
<ol><li id="note1"><p>The first note. <a href="text.xhtml#ref1" role="doc-backlink">Back</a></p></li>
<li id="note2"><p>The second note. <a href="text.xhtml#ref2" role="doc-backlink">Back</a></p></li></ol></section>"""

HTML = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A sound page</title></head>
<body><main><h1>A sound page</h1><p>Words.</p></main></body></html>"""


def bind(path: Path, **files: str) -> Path:
    """An EPUB of two notes; `files` stand in for its own (package, nav, text, notes)."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("EPUB/book.opf", files.get("package", PACKAGE))
        book.writestr("EPUB/nav.xhtml", PAGE.format(files.get("nav", NAV)))
        book.writestr("EPUB/text.xhtml", PAGE.format(files.get("text", TEXT)))
        book.writestr("EPUB/notes.xhtml", PAGE.format(files.get("notes", NOTES)))
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return bind(tmp_path / "sound.epub")


def test_run_tells_a_crash_from_a_verdict() -> None:
    assert run(["sh", "-c", "echo heard; exit 2"], statuses=(0, 2)) == "heard\n"
    with pytest.raises(BrokenTool, match="ended with 3"):
        run(["sh", "-c", "exit 3"], statuses=(0, 2))


@pytest.mark.java
def test_epubcheck(sound: Path, tmp_path: Path) -> None:
    assert epubcheck.messages(sound) == []
    broken = bind(tmp_path / "broken.epub", text=TEXT.replace("#note1", "#nowhere"))
    [message] = epubcheck.messages(broken)
    assert (message.severity, message.code, message.path) == ("ERROR", "RSC-012", "EPUB/text.xhtml")
    deprecated = bind(
        tmp_path / "deprecated.epub", notes=NOTES.replace('<li id="note1">', '<li id="note1" role="doc-endnote">')
    )
    assert [message.severity for message in epubcheck.messages(deprecated)] == ["WARNING"]


@pytest.mark.java
def test_epubcheck_on_what_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "no.epub").write_bytes(b"no book")
    assert "FATAL" in {message.severity for message in epubcheck.messages(tmp_path / "no.epub")}


@pytest.mark.browser
@pytest.mark.slow
def test_ace(sound: Path, tmp_path: Path) -> None:
    assert ace.violations(sound) == []
    broken = bind(tmp_path / "broken.epub", text=TEXT.replace("<p>", '<p><img src="" />', 1))
    assert "image-alt" in {violation.rule for violation in ace.violations(broken)}


@pytest.mark.browser
def test_ace_on_what_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "no.epub").write_bytes(b"no book")
    with pytest.raises(BrokenTool):
        ace.violations(tmp_path / "no.epub")


@pytest.mark.java
def test_nu(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(HTML, encoding="utf-8")
    assert nu.messages(page) == []
    page.write_text(HTML.replace("<p>Words.</p>", "<p><b>Words.</p>"), encoding="utf-8")
    assert "error" in {message.kind for message in nu.messages(page)}
    page.write_text(HTML.replace("</head>", "<style>p { colour: red }</style></head>"), encoding="utf-8")
    assert len(nu.messages(page)) == 1
    assert nu.messages(page, css=False) == []
    with pytest.raises(BrokenTool):
        nu.messages(tmp_path / "absent.html")


@pytest.mark.browser
def test_axe(chromium: "Browser") -> None:
    with browser.page(chromium) as page:
        page.set_content(HTML)
        assert axe.violations(page) == []
        page.set_content(HTML.replace("<p>", '<p style="color: #ccc; background: #fff">'))
        assert [violation.rule for violation in axe.violations(page)] == ["color-contrast"]


@pytest.mark.browser
def test_a_page_whose_script_fails_fails_the_test(chromium: "Browser") -> None:
    with pytest.raises(AssertionError, match="on purpose"), browser.page(chromium) as page:
        page.set_content("<script>throw new Error('on purpose')</script>")


@pytest.mark.browser
@pytest.mark.parametrize("read", [readers.foliate, readers.epubjs])
def test_readers_show_the_book(
    read: "Callable[[Browser, Path], readers.Shown]", chromium: "Browser", sound: Path, tmp_path: Path
) -> None:
    shown = read(chromium, sound)
    assert shown.title == "A Sound Book"
    assert shown.contents == ("The text", "Notes")
    assert ["Words1 and more" in section for section in shown.sections] == [True, False]
    assert "The second note." in shown.sections[1]
    (tmp_path / "no.epub").write_bytes(b"no book")
    with pytest.raises(BrokenTool):
        read(chromium, tmp_path / "no.epub")


@pytest.mark.browser
def test_foliate_opens_notes(chromium: "Browser", sound: Path, tmp_path: Path) -> None:
    notes = readers.foliate_notes(chromium, sound, count=9)
    assert [" ".join(note.text.split()) for note in notes] == ["The first note. Back", "The second note. Back"]
    unmarked = bind(tmp_path / "unmarked.epub", notes=NOTES.replace("note2", "note3"))
    with pytest.raises(Exception, match=r"found no EPUB/notes\.xhtml#note2"):
        readers.foliate_notes(chromium, unmarked, count=9)


@pytest.mark.browser
def test_epubjs_jumps_to_notes(chromium: "Browser", sound: Path, tmp_path: Path) -> None:
    notes = readers.epubjs_notes(chromium, sound, count=9)
    assert [" ".join(note.text.split()) for note in notes] == ["The first note. Back", "The second note. Back"]
    assert {note.kind for note in notes} == {"notes.xhtml"}
    broken = bind(tmp_path / "broken.epub", notes=NOTES.replace("note2", "note3"))
    with pytest.raises(Exception, match=r"found no notes\.xhtml#note2"):
        readers.epubjs_notes(chromium, broken, count=9)


def test_pdf() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = """<html lang="en">
    <style>@page { size: 60mm 200mm } p { width: 15mm; hyphens: auto }</style>
    <p>Internationalisation of well-known incomprehensibility and of self-evident things.</p>
    <p style="break-before: page">Two.</p>"""
    made = weasyprint.HTML(string=html).write_pdf()
    assert pdf.pages(made) == [
        "Internationalisation of well-known incomprehensibility and of self-evident things.",
        "Two.",
    ]
    assert [tuple(round(side) for side in size) for size in pdf.sizes(made)] == [(170, 567)] * 2
    assert len(pdf.fonts(made)) == 1
    assert pdf.problems(made) == []
    assert pdf.problems(made[: len(made) // 2]) != []
