"""Web pages under another name or in one file: the page is read, its pictures come along, and it is said."""

from base64 import b64encode

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.importers import Imported
from pressbuild.importers.web.webarchives import is_page
from tests.importers.desk import body, imported, proved
from tests.importers.test_pictures import bitmap

PNG = bitmap("PNG")
PAGE = (
    "<!DOCTYPE html><html><head><title>Bread</title></head><body><article><h1>Bread</h1><p>It rose—early."
    '<a href="#n1" id="r1"><sup>1</sup></a></p>{}<p id="n1"><a href="#r1">1</a> See Miller.</p></article></body></html>'
)
READ = "It rose—early.[^1]\n\n[^1]: See Miller.\n"


def archive(page: bytes, charset: str = "utf-8", picture: str = "https://oven.example/essays/loaf.png") -> bytes:
    """A page as browsers save it in one file."""
    return "\r\n".join(
        [
            "From: <Saved by Baker>",
            "Snapshot-Content-Location: https://oven.example/essays/bread.html",
            "Subject: Bread",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; type="text/html";',
            '\tboundary="--crumbs"',
            "",
            "----crumbs",
            f"Content-Type: text/html; charset={charset}",
            "Content-Transfer-Encoding: base64",
            "Content-Location: https://oven.example/essays/bread.html",
            "",
            b64encode(page).decode(),
            "----crumbs",
            "Content-Type: image/png",
            "Content-ID: <loaf@oven>",
            "Content-Transfer-Encoding: base64",
            f"Content-Location: {picture}",
            "",
            b64encode(PNG).decode(),
            "----crumbs--",
            "",
        ]
    ).encode()


def said(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings if "the file holds" in finding.message]


@pytest.mark.parametrize("name", ["bread.mhtml", "bread.mht", "bread.html", "bread.txt"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_saved_as_one_file(name: str, charset: str) -> None:
    result = imported(archive(PAGE.format("").encode(charset), charset), name)
    assert body(result) == READ
    assert said(result) == ["the file holds a web page that a browser has saved as one file, and is read as a page"]
    proved(result)


@pytest.mark.parametrize("address", ["https://oven.example/essays/loaf.png", "loaf.png", "cid:loaf@oven"])
def test_its_pictures_come_along(address: str) -> None:
    result = imported(archive(PAGE.format(f'<p><img src="{address}" alt="A loaf"></p>').encode()), "bread.mhtml")
    assert [picture.data for picture in result.pictures] == [PNG]
    assert "![A loaf](" in body(result)
    proved(result)


def test_a_file_without_a_page_is_refused() -> None:
    data = archive(b"It rose.").replace(b"text/html; charset", b"text/css; charset")
    with pytest.raises(PressError, match="holds no web page"):
        imported(data, "bread.mhtml")


def test_a_pages_source_in_a_text_file() -> None:
    for page in (PAGE.format(""), "\ufeff\n  " + PAGE.format("").replace("<!DOCTYPE html>", "<!-- saved -->")):
        result = imported(page, "bread.txt")
        assert body(result) == READ
        assert said(result) == ["the file holds the source of a web page, and is read as a page"]
        proved(result)


@pytest.mark.parametrize(
    "text",
    [
        "The element <html> holds a page.",
        "<p>A paragraph of markup alone.",
        "From: Ann\nTo: Bo\nSubject: Bread\n\nIt rose.",
        "Content-Type: multipart/related is a line of this text.\n\nIt rose.",
        "",
    ],
)
def test_other_texts_hold_no_page(text: str) -> None:
    assert not is_page(text.encode())
