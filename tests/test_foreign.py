"""Each format that is imported, from its file to four editions: `pressbuild all essay.docx` and the like."""

import re
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.desk import PNG, call, write
from tests.importers import odt
from tests.importers.test_epubbook import MAKERS, book
from tests.importers.test_webpage import PAGES
from tests.importers.test_word import call as mark
from tests.importers.test_word import note, p, t, word
from tests.tools import epubcheck

PARAGRAPHS = p(t("Bread"), "Title") + p(t("Bread rose.") + mark(1) + t(" It fell,") + mark(2) + t(" too."))
NOTES = note(1, "See Miller.") + note(2, "And Baker, p. 4.")
TYPED = "<h1>Bread</h1><p>Bread rose.[1] It fell,[2] too.</p><h2>Notes</h2><p>1. See Miller.</p><p>2. And Baker.</p>"
OPEN = odt.p("Bread", "Title") + odt.p(f"Bread rose.{odt.note(1, 'See Miller.')} It fell.{odt.note(2, 'And Baker.')}")
SOURCES: dict[str, bytes] = {
    "bread.docx": word(PARAGRAPHS, NOTES),
    "bread.epub": book(MAKERS["Calibre"]),
    "bread.html": (PAGES / "gutenberg.html").read_bytes().replace(b"<head>", b"<head><title>Bread</title>"),
    "bread.odt": odt.odt(OPEN),
}
UNLINKED: dict[str, bytes] = {
    "bread.docx": word(p(t("Bread"), "Title") + "".join(p(t(text)) for text in re.findall("<p>(.*?)</p>", TYPED))),
    "bread.epub": book({"text.xhtml": TYPED}),
    "bread.html": f"<head><title>Bread</title></head><body>{TYPED}</body>".encode(),
    "bread.odt": odt.odt(
        odt.p("Bread", "Title") + "".join(odt.p(text) for text in re.findall("<p>(.*?)</p>", TYPED)),
    ),
}


def built(folder: Path, name: str) -> None:
    done = call(folder, "all", name)
    assert done.status == 0, done.err
    assert f"imported {name} as manuscript/bread.md" in done.out
    made = folder / "dist" / "bread"
    assert {file.name for file in made.iterdir()} == {
        *("bread.html", "bread.epub", "bread.pdf", "bread-pamphlet.pdf", "build.json"),
    }
    assert epubcheck.messages(made / "bread.epub") == []
    with ZipFile(made / "bread.epub") as archive:
        pages = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml"))
    assert pages.count('role="doc-noteref"') >= 2
    assert "See Miller." in pages or "The miller" in pages


@pytest.mark.java
@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_from_a_file_to_four_editions(tmp_path: Path, name: str) -> None:
    write(tmp_path, SOURCES[name], name)
    built(tmp_path, name)


@pytest.mark.java
@pytest.mark.slow
@pytest.mark.parametrize("name", UNLINKED)
def test_from_notes_without_links_to_four_editions(tmp_path: Path, name: str) -> None:
    write(tmp_path, UNLINKED[name], name)
    built(tmp_path, name)


@pytest.mark.java
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_from_libreoffice_to_four_editions(tmp_path: Path, libreoffice: Path) -> None:
    shutil.copy(libreoffice / "bread.odt", tmp_path)
    built(tmp_path, "bread.odt")
    assert any((tmp_path / "manuscript/images").iterdir())


def test_a_saved_page_s_pictures_come_along(tmp_path: Path) -> None:
    write(tmp_path, PNG, "bread_files/oven.png")
    write(tmp_path, b"secret", "../outside.png")
    page = """<html><head><title>Bread</title></head><body><p>Text.</p><p><img src="bread_files/oven.png" alt="An
            oven"></p>
        <p><img src="../outside.png" alt="x"><img src="https://example.org/far.png" alt="y"></p></body></html>"""
    write(tmp_path, page, "bread.html")
    done = call(tmp_path, "import", "bread.html")
    assert done.status == 0
    [picture] = (tmp_path / "manuscript/images").iterdir()
    assert picture.read_bytes() == PNG
    assert done.err.count("image-missing") == 2
    assert call(tmp_path, "html", "--quiet").status == 0
