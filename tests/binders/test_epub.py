"""The EPUB: valid, accessible, the same bytes each time, and its notes open in real reading systems."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec.structs import replace

from pressbuild.binders.epub import bind_epub
from pressbuild.binders.opf import file_as
from pressbuild.diagnostics import PressError
from pressbuild.document import Block, Figure, Heading, Link, Note, NoteRef, Paragraph, Text
from tests.binders import everything
from tests.tools import ace, epubcheck, readers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = f"{{{NS['e']}}}type"


class Book:
    """An EPUB opened: its files parsed."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(data))
        self.names = self.zip.namelist()

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(f"EPUB/{name}"))

    def find(self, name: str, path: str) -> list[etree._Element]:
        found = self.tree(name).xpath(path, namespaces=NS)
        assert isinstance(found, list)
        return found  # type: ignore[return-value]

    def strings(self, name: str, path: str) -> list[str]:
        return [str(value) for value in self.find(name, path)]

    @property
    def pages(self) -> list[str]:
        """The files of the spine, in its order."""
        items = {item.get("id"): item.get("href", "") for item in self.find("content.opf", "//o:item")}
        return [items[ref.get("idref")] for ref in self.find("content.opf", "//o:itemref")]


def bound(*args: object, **spec: object) -> Book:
    return Book(bind_epub(everything.edition(*args, **spec), everything.cover()))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def data() -> bytes:
    return bind_epub(everything.edition(), everything.cover())


@pytest.fixture(scope="module")
def book(data: bytes) -> Book:
    return Book(data)


@pytest.fixture
def file(data: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "all-kinds.epub"
    path.write_bytes(data)
    return path


def long_work() -> bytes:
    """A work that is split: a preamble, then chapters of one heading each, with notes and links across files."""
    words = Paragraph((Text("word " * 8_000),))
    chapters = [
        block
        for number in range(1, 5)
        for block in (
            Heading(1, (Text(f"Chapter {number}"), NoteRef("a"))),
            words,
            Heading(2, (Text(f"Part of {number}"),)),
            Paragraph((Link("#section-1", (Text("back to the first"),)), NoteRef(str(number)))),
        )
    ]
    notes = [Note(label, (Paragraph((Text(f"The note {label}."),)),)) for label in ("a", "1", "2", "3", "4")]
    work = everything.short(Paragraph((Text("Before it all."),)), *chapters, notes=tuple(notes))
    return bind_epub(everything.edition(work), everything.cover())


def test_same_bytes(data: bytes) -> None:
    assert bind_epub(everything.edition(), everything.cover()) == data


@pytest.mark.java
@pytest.mark.slow
def test_epubcheck_has_nothing_to_say(file: Path) -> None:
    assert epubcheck.messages(file) == []


@pytest.mark.java
@pytest.mark.slow
def test_epubcheck_of_a_long_work(tmp_path: Path) -> None:
    path = tmp_path / "long.epub"
    path.write_bytes(long_work())
    assert epubcheck.messages(path) == []


@pytest.mark.java
@pytest.mark.slow
def test_epubcheck_of_a_bare_work(tmp_path: Path) -> None:
    path = tmp_path / "bare.epub"
    bare = everything.edition(everything.short(Paragraph((Text("Words."),)), title=(), lang="he"), assets={})
    path.write_bytes(bind_epub(bare, everything.picture("JPEG")))
    assert epubcheck.messages(path) == []


@pytest.mark.browser
@pytest.mark.slow
def test_ace_finds_no_violation(file: Path) -> None:
    assert ace.violations(file) == []


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("opened", [readers.foliate_notes, readers.epubjs_notes])
def test_notes_open_in_readers(opened: object, chromium: "Browser", file: Path) -> None:
    notes = opened(chromium, file, 9)  # type: ignore[operator]
    texts = [" ".join(note.text.split()) for note in notes]
    beginnings = ("The note of the", "Called twice", "The first of two", "A note that ends", "Called twice")
    assert len(texts) == len(beginnings)
    assert all(text.startswith(beginning) for text, beginning in zip(texts, beginnings, strict=True))
    assert "The last." in texts[2]


@pytest.mark.browser
@pytest.mark.slow
def test_reader_shows_the_contents(chromium: "Browser", file: Path) -> None:
    shown = readers.foliate(chromium, file)
    assert shown.contents[:3] == ("Title page", "All the kinds & “<b>”", "A heading with a note and a book")
    assert shown.contents[-2:] == ("Notes", "Colophon")


# --- container and package -----------------------------------------------------------------------------------------


def test_container(book: Book) -> None:
    first = book.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.zip.read("mimetype") == b"application/epub+zip"
    assert {entry.date_time for entry in book.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}  # ZIP knows no earlier day
    assert {entry.date_time[:3] for entry in bound(date="2026-11-24").zip.infolist()} == {(2026, 11, 24)}


def test_metadata(book: Book) -> None:
    says = {name: book.strings("content.opf", f"//d:{name}/text()") for name in (
        "title", "creator", "contributor", "publisher", "date", "description", "subject", "rights", "source", "language"
    )}  # fmt: skip
    assert says == {
        "title": ["All the kinds & “<b>”: A work to be ‘read’ by machines"],
        "creator": ["Ada Byron Lovelace", "Jean Paul"],
        "contributor": ["Charles Babbage", "Martin Luther King Jr", "Index by nobody"],
        "publisher": ["The Press & Sons"],
        "date": ["1843-10-01"],
        "description": ["What “every” node <looks> like & is"],
        "subject": ["Trees", "Nodes & leaves"],
        "rights": ["No rights < reserved"],
        "source": ["https://press.example/everything?a=1&b=2"],
        "language": ["en-GB"],
    }
    assert book.strings("content.opf", "//o:meta[@property='file-as']/text()") == [
        "Lovelace, Ada Byron", "Paul, Jean", "Babbage, Charles", "King, Martin Luther, Jr"
    ]  # fmt: skip
    assert book.strings("content.opf", "//o:meta[@property='role']/text()") == ["aut", "aut", "trl", "edt"]
    assert book.strings("content.opf", "//o:meta[@property='belongs-to-collection']/text()") == ["The series"]
    assert book.strings("content.opf", "//o:meta[@property='dcterms:modified']/text()") == ["1843-10-01T00:00:00Z"]
    assert book.tree("content.opf").get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"


def test_identifier_is_the_editions(book: Book) -> None:
    assert book.strings("content.opf", "//d:identifier/text()") == [everything.edition().identifier("epub")]


def test_accessibility_is_said_honestly(book: Book) -> None:
    said = book.strings("content.opf", "//o:meta[starts-with(@property, 'schema:')]/text()")
    assert {"textual", "visual", "alternativeText", "none"} <= set(said)
    assert not book.find("content.opf", "//o:meta[@property='dcterms:conformsTo']")
    work = everything.document()
    mute = replace(work, blocks=tuple(_without_words(block) for block in work.blocks))
    said = bound(mute).strings("content.opf", "//o:meta[starts-with(@property, 'schema:')]/text()")
    assert "alternativeText" not in said
    assert "textual,visual" in said


def _without_words(block: Block) -> Block:
    return replace(block, image=replace(block.image, alt="")) if isinstance(block, Figure) else block


@pytest.mark.parametrize(
    ("name", "lang", "filed"),
    [
        ("Virginia Woolf", "en", "Woolf, Virginia"),
        ("Plato", "en", "Plato"),
        ("Woolf, Virginia", "en", "Woolf, Virginia"),
        ("Martin Luther King Jr.", "en-US", "King, Martin Luther, Jr."),
        ("Esterházy Péter", "hu", "Esterházy Péter"),
    ],
)
def test_file_as(name: str, lang: str, filed: str) -> None:
    assert file_as(name, lang) == filed


@pytest.mark.parametrize(
    ("kind", "name"),
    [("PNG", "cover.png"), ("JPEG", "cover.jpg"), ("GIF", "cover.gif"), ("WEBP", "cover.webp")],
)
def test_cover_by_its_first_bytes(kind: str, name: str) -> None:
    book = Book(bind_epub(everything.edition(), everything.picture(kind)))
    [item] = book.find("content.opf", "//o:item[@properties='cover-image']")
    assert item.get("href") == name
    assert book.strings("content.opf", "//o:meta[@name='cover']/@content") == [item.get("id")]
    assert book.strings("cover.xhtml", "//h:img/@alt")[0].startswith("All the kinds & “<b>”")


def test_cover_that_no_reader_shows() -> None:
    with pytest.raises(PressError, match="no PNG"):
        bind_epub(everything.edition(), b"%PDF-1.7")


# --- files and navigation ------------------------------------------------------------------------------------------


def test_spine(book: Book) -> None:
    assert book.pages == ["cover.xhtml", "title.xhtml", "text.xhtml", "notes.xhtml", "colophon.xhtml"]
    assert "EPUB/fonts/OFL.txt" in book.names


def test_contents_follow_the_spine_and_the_ncx_says_the_same(book: Book) -> None:
    links = book.find("nav.xhtml", "//h:nav[@e:type='toc']//h:a")
    addresses = [link.get("href", "") for link in links]
    assert sorted(addresses, key=lambda address: book.pages.index(address.split("#")[0])) == addresses
    assert book.strings("toc.ncx", "//n:navPoint/n:content/@src") == addresses
    assert book.strings("toc.ncx", "//n:navLabel/n:text/text()") == [link.text for link in links]
    assert book.strings("toc.ncx", "//n:navPoint/@playOrder") == [str(n) for n in range(1, len(links) + 1)]


@pytest.mark.java
@pytest.mark.slow
def test_headings_without_words_are_in_no_contents(tmp_path: Path) -> None:
    blocks: list[Block] = [
        Heading(1, (NoteRef("n"),)),
        Paragraph((Text("Small. " * 20_000),)),
        Heading(1, (Text("Malt"),)),
        Paragraph((Text("Dear. " * 20_000),)),
    ]
    data = bind_epub(everything.edition(everything.short(*blocks, notes=(Note("n", ()),))), everything.picture())
    assert Book(data).strings("nav.xhtml", "//h:nav[@id='toc']//h:a/text()").count("Malt") == 1
    (tmp_path / "heads.epub").write_bytes(data)
    assert epubcheck.messages(tmp_path / "heads.epub") == []


def test_landmarks(book: Book) -> None:
    [marks] = book.find("nav.xhtml", "//h:nav[@e:type='landmarks']")
    assert marks.get("hidden") == "hidden"
    kinds = [str(link.get(TYPE)) for link in marks.iter(f"{{{NS['h']}}}a")]
    assert kinds == ["cover", "titlepage", "bodymatter", "endnotes", "colophon"]


def test_contents_are_a_page_where_they_help() -> None:
    work = everything.document()
    book = bound(replace(work, front=replace(work.front, contents=True)))
    assert book.pages[:4] == ["cover.xhtml", "title.xhtml", "nav.xhtml", "text.xhtml"]
    assert "toc" in book.strings("nav.xhtml", "//h:nav[@e:type='landmarks']//@e:type")


def test_every_note_is_called_and_calls_back(book: Book) -> None:
    called: list[tuple[str, str]] = []
    for name in ("title.xhtml", "text.xhtml"):
        for call in book.find(name, "//h:a[@role='doc-noteref']"):
            assert call.get(TYPE) == "noteref"
            assert call.getparent() is not None
            called.append((f"{name}#{call.get('id')}", str(call.get("href"))))
    backs = book.find("notes.xhtml", "//h:a[@role='doc-backlink']")
    assert sorted(str(back.get("href")) for back in backs) == sorted(source for source, _ in called)
    assert len({back.get("aria-label") for back in backs}) == len(backs) == 5
    items = [f"notes.xhtml#{anchor}" for anchor in book.strings("notes.xhtml", "//h:li[@e:type='endnote']/@id")]
    assert {target for _, target in called} == set(items[:4])  # the fifth is the orphan
    for back in backs:
        item = next(parent for parent in back.iterancestors() if parent.get("id", "").startswith("note-"))
        assert any(target.endswith(f"#{item.get('id')}") for source, target in called if source == back.get("href"))


def test_notes_come_after_their_references(book: Book) -> None:
    assert book.pages.index("notes.xhtml") > book.pages.index("text.xhtml")
    [section] = book.find("notes.xhtml", "//h:section[@role='doc-endnotes']")
    assert section.get(TYPE) == "endnotes"
    assert not book.find("notes.xhtml", "//*[@role='doc-endnote']")


def test_links_lead_somewhere(book: Book) -> None:
    _assert_links(book)
    assert book.strings("text.xhtml", "//h:a[.='inside']/@href") == ["#mot"]


def test_long_work_is_split() -> None:
    book = Book(long_work())
    assert book.pages[3:-2] == [f"text-{number}.xhtml" for number in range(1, 6)]
    _assert_links(book)
    assert book.strings("text-5.xhtml", "//h:a[.='back to the first']/@href") == ["text-2.xhtml#section-1"]
    assert book.strings("nav.xhtml", "//h:nav[@e:type='toc']/h:ol/h:li/h:a/text()") == [
        "Title page", "Short", "Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4", "Notes", "Colophon"
    ]  # fmt: skip


def _assert_links(book: Book) -> None:
    anchors = {name: set(book.strings(name, "//@id")) for name in [*book.pages, "nav.xhtml"]}
    for page in anchors:
        for address in book.strings(page, "//h:a/@href"):
            name, _, anchor = address.partition("#")
            if not re.match(r"https?:|mailto:", address):
                assert not anchor or anchor in anchors[name or page], address


def test_link_that_an_edition_may_not_carry_keeps_its_words() -> None:
    work = everything.short(Paragraph((Link("javascript:alert(1)", (Text("words"),)), Link("#no", (Text("more"),)))))
    book = bound(work)
    assert all(b"javascript:" not in book.zip.read(name) for name in book.names)
    assert book.strings("text.xhtml", "//h:a/text()") == ["words", "more"]
    assert not book.find("text.xhtml", "//h:a/@href")


def test_pictures_have_names_that_every_reader_finds(book: Book) -> None:
    pictures = [name for name in book.names if "/images/" in name]
    assert all(name.isascii() and " " not in name for name in pictures)
    assert {f"EPUB/{source}" for source in book.strings("text.xhtml", "//h:img/@src")} == set(pictures)


def test_languages(book: Book) -> None:
    for page in book.pages:
        assert book.tree(page).get("lang") == "en-GB"
    [word] = book.find("text.xhtml", "//h:span[.='שלום']")
    assert (word.get("lang"), word.get("{http://www.w3.org/XML/1998/namespace}lang"), word.get("dir")) == (
        "he",
        "he",
        "rtl",
    )


def test_css_of_the_house_is_last() -> None:
    book = bound(css={"epub": "p { color: green }"})
    assert book.zip.read("EPUB/epub.css").decode().endswith("p { color: green }")
