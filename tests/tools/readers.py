"""EPUB in; out: what foliate-js and epub.js show of it in Chromium, served on 127.0.0.1.

foliate-js opens a note as a popup, found by role or epub:type; epub.js jumps to it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tests.tools import NODE_MODULES, BrokenTool, browser, node_module

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
NOTEREF = 'a[role~="doc-noteref"], a[*|type~="noteref"]'


class Shown(Struct, frozen=True):
    """What a reader made of a book: its title, the labels of its contents, the text of each file of its spine."""

    title: str
    contents: tuple[str, ...]
    sections: tuple[str, ...]


class Note(Struct, frozen=True):
    """What opening a note reference led to: the text of the popup, or of the element that was jumped to; and the id of
    the reference to which the note's link back leads from there."""

    text: str
    kind: str
    back: str = ""


class Handler(SimpleHTTPRequestHandler):
    """Serves the readers, the pages that drive them, and one book."""

    def __init__(self, *args: Any, book: bytes, **kwargs: Any) -> None:
        self.book = book
        super().__init__(*args, directory=str(NODE_MODULES), **kwargs)

    def do_GET(self) -> None:
        match self.path:
            case "/book.epub":
                self._send(self.book, "application/epub+zip")
            case "/foliate.html" | "/epubjs.html":
                self._send((HERE / self.path[1:]).read_bytes(), "text/html; charset=utf-8")
            case "/favicon.ico":
                self._send(b"", "image/x-icon")
            case _:
                super().do_GET()

    def _send(self, body: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the base class's)
        pass


@contextmanager
def _opened(chromium: "Browser", epub: Path, reader: str) -> "Iterator[Page]":
    node_module("foliate-js")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, book=epub.read_bytes()))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with browser.page(chromium) as page:
            page.goto(f"http://127.0.0.1:{server.server_port}/{reader}.html")
            page.wait_for_function("window.ready !== undefined")
            if problem := page.evaluate("window.ready.then(() => '', String)"):
                raise BrokenTool(f"{reader} could not open the book: {problem}")
            yield page
    finally:
        server.shutdown()
        server.server_close()


def foliate(chromium: "Browser", epub: Path) -> Shown:
    """The book as foliate-js reads it; `BrokenTool` when it cannot."""
    with _opened(chromium, epub, "foliate") as page:
        return _shown(page.evaluate("shown()"))


def foliate_notes(chromium: "Browser", epub: Path, count: int = 1) -> list[Note]:
    """Click the first `count` note references and return the popups, `kind` what foliate-js takes the note for."""
    with _opened(chromium, epub, "foliate") as page:
        return [Note(**entry) for entry in page.evaluate("args => notes(...args)", [NOTEREF, count])]


def epubjs(chromium: "Browser", epub: Path) -> Shown:
    """The book as epub.js reads it; `BrokenTool` when it cannot."""
    with _opened(chromium, epub, "epubjs") as page:
        return _shown(page.evaluate("shown()"))


def epubjs_notes(chromium: "Browser", epub: Path, count: int = 1) -> list[Note]:
    """Click the first `count` note references and return what epub.js jumped to, `kind` the file's name."""
    with _opened(chromium, epub, "epubjs") as page:
        return [Note(**entry) for entry in page.evaluate("args => notes(...args)", [NOTEREF, count])]


def _shown(entry: dict[str, Any]) -> Shown:
    return Shown(entry["title"], tuple(entry["contents"]), tuple(entry["sections"]))
