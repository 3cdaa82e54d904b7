"""Books bound: parts, chapters and their notes in every edition, and each edition read by what reads such."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from pressbuild.verify import PROOFS, book_words, prove_pages
from tests.binders.test_epub import Book
from tests.desk import call, write
from tests.test_books import BOOKS, copied
from tests.tools import ace, axe, browser, epubcheck, nu, pdf, readers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE = "the-ferry"
HEADS = ("A chapter with a name", "Ann Ames", "Another", "The book")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The anthology's editions."""
    press = copied("anthology", tmp_path_factory.mktemp("books") / "press")
    assert call(press, "all", "--quiet").status == 0
    return press / "dist" / TITLE


@pytest.fixture(scope="module")
def book(dist: Path) -> Book:
    return Book((dist / f"{TITLE}.epub").read_bytes())


def page(dist: Path, name: str) -> etree._Element:
    return html.document_fromstring((dist / f"{name}.html").read_bytes())


def texts(elements: list[etree._Element]) -> list[str]:
    return ["".join(map(str, element.itertext())) for element in elements]


# --- EPUB ----------------------------------------------------------------------------------------------------------


def test_a_document_for_each_part_and_chapter(book: Book) -> None:
    assert book.pages[3:-2] == [
        f"{name}.xhtml" for name in ("chapter-1", "part-1", "chapter-2", "chapter-3", "part-2", "chapter-4")
    ]
    roles = [book.strings(name, "//h:section/@role") for name in book.pages[3:-2]]
    assert [role for [role] in roles] == [
        "doc-chapter",
        "doc-part",
        "doc-chapter",
        "doc-chapter",
        "doc-part",
        "doc-chapter",
    ]


def test_the_contents_of_an_epub(book: Book) -> None:
    parts = texts(book.find("nav.xhtml", "//h:nav[@id='toc']/h:ol/h:li/h:a"))
    assert parts == ["Title page", "Foreword", "The boat", "The ‘other’ bank", "Notes", "Colophon"]
    chapters = texts(book.find("nav.xhtml", "//h:nav[@id='toc']/h:ol/h:li/h:ol/h:li/h:a"))
    assert chapters == [
        "The toll that was no ‘toll’ · Ann Ames",
        "The hull · Bob Barr and Cleo Crane",
        "The landing · Dora Dell",
    ]
    assert set(chapters) <= set(texts(book.find("toc.ncx", "//n:navLabel/n:text")))


def test_authors_of_chapters_are_creators(book: Book) -> None:
    assert texts(book.find("content.opf", "//d:creator")) == ["Ann Ames", "Bob Barr", "Cleo Crane", "Dora Dell"]
    assert texts(book.find("content.opf", "//d:contributor")) == ["Ida Quill"]


def test_notes_are_numbered_by_chapter(book: Book) -> None:
    heads = texts(book.find("notes.xhtml", "//h:h3"))
    assert heads == ["Foreword", "The toll that was no ‘toll’", "The hull", "The landing"]
    assert [len(book.find("notes.xhtml", f"//h:ol[{n}]/h:li")) for n in range(1, 5)] == [1, 3, 2, 1]
    calls = [texts(book.find(f"chapter-{n}.xhtml", "//h:a[@role='doc-noteref']")) for n in range(1, 5)]
    assert calls == [["1"], ["1", "2", "3", "2"], ["1", "2"], ["1"]]


def test_links_between_chapters(book: Book) -> None:
    assert book.strings("chapter-2.xhtml", "//h:section//h:a[not(@role)]/@href") == ["chapter-3.xhtml#c3-rope"]
    assert "chapter-4.xhtml#c4-the-landing" in book.strings("chapter-1.xhtml", "//h:a/@href")


@pytest.mark.java
def test_epubcheck(dist: Path) -> None:
    assert epubcheck.messages(dist / f"{TITLE}.epub") == []


@pytest.mark.browser
@pytest.mark.slow
def test_ace(dist: Path) -> None:
    assert ace.violations(dist / f"{TITLE}.epub") == []


@pytest.mark.browser
@pytest.mark.parametrize("read", [readers.foliate, readers.epubjs])
def test_readers(read: "Callable[[Browser, Path], readers.Shown]", chromium: "Browser", dist: Path) -> None:
    shown = read(chromium, dist / f"{TITLE}.epub")
    assert shown.title == "The ferry: Four accounts of a ‘free’ crossing"
    assert {"The boat", "The hull · Bob Barr and Cleo Crane"} <= set(shown.contents)
    assert sum("Who held the rope" in section for section in shown.sections) == 1


@pytest.mark.browser
@pytest.mark.parametrize("notes", [readers.foliate_notes, readers.epubjs_notes])
def test_notes_in_readers(notes: "Callable[..., list[readers.Note]]", chromium: "Browser", dist: Path) -> None:
    opened = [" ".join(note.text.split()) for note in notes(chromium, dist / f"{TITLE}.epub", count=9)]
    assert len(opened) == 8
    assert sum("Two pence on Sundays." in note for note in opened) == 2


def test_the_proof_sees_chapters_that_changed_places(dist: Path) -> None:
    folder = BOOKS / "anthology/manuscript/the-ferry"
    toml = (folder / "book.toml").read_text(encoding="utf-8")
    chapters = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    names = [f"{TITLE}.html", *(f"{name}.html" for name in ("foreword", "toll", "hull", "landing"))]
    pages = {name: (dist / name).read_bytes() for name in names}
    epub, printed = ((dist / f"{TITLE}.{kind}").read_bytes() for kind in ("epub", "pdf"))
    for text, wrong in ((toml, False), (toml.replace('"toll.md", "hull.md"', '"hull.md", "toll.md"'), True)):
        said = book_words(text, chapters)
        assert bool(prove_pages(pages, said)) == wrong
        assert bool(PROOFS["epub"](epub, said, "e")) == wrong
        assert bool(PROOFS["pdf"](printed, said, "p")) == wrong
    del pages["hull.html"]
    assert prove_pages(pages, book_words(toml, chapters))


def test_the_term_sheet_of_a_book(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    sheet = '[[term]]\nmatch = ["free"]\npolicy = "replace"\nreplace = "so-called free"\nsigned = true\n'
    write(press, sheet, "manuscript/the-ferry/book.terms.toml")
    assert call(press, "all", "--quiet").status == 0
    assert "Four accounts of a so-called free crossing" in page(press / "dist" / TITLE, TITLE).text_content()  # type: ignore[attr-defined]


# --- web pages -----------------------------------------------------------------------------------------------------


def test_linked_pages(dist: Path) -> None:
    first = page(dist, TITLE)
    hrefs = first.xpath("//nav[@role='doc-toc']//a/@href")
    assert hrefs == [
        "foreword.html#chapter-1", "toll.html#part-1", "toll.html#chapter-2", "hull.html#chapter-3",
        "landing.html#part-2", "landing.html#chapter-4",
    ]  # fmt: skip
    toll = page(dist, "toll")
    assert toll.xpath("//nav[@class='way']/a/@href") == ["foreword.html", "hull.html"]
    assert toll.xpath("string(//h1)") == "The ferry"
    assert texts(toll.xpath("//h2 | //h3"))[:2] == ["The boat", "The toll that was no ‘toll’"]  # type: ignore[arg-type]
    assert toll.xpath("count(//section[@role='doc-endnotes']//li)") == 3
    assert "hull.html#c3-rope" in toll.xpath("//main//a/@href")  # type: ignore[operator]


def test_pages_are_in_the_receipt(dist: Path) -> None:
    from pressbuild.build.receipt import read_receipt

    receipt = read_receipt(dist)
    assert receipt is not None
    files = [artefact.file for artefact in receipt.artefacts if artefact.edition == "html"]
    assert files == [f"{name}.html" for name in (TITLE, "foreword", "toll", "hull", "landing")]


@pytest.mark.java
def test_valid_pages(dist: Path) -> None:
    assert [nu.messages(dist / f"{name}.html", css=False) for name in (TITLE, "toll")] == [[], []]


@pytest.mark.browser
@pytest.mark.parametrize("name", [TITLE, "toll", "hull"])
def test_accessible_pages(name: str, chromium: "Browser", dist: Path) -> None:
    with browser.page(chromium) as shown:
        shown.goto((dist / f"{name}.html").as_uri())
        assert axe.violations(shown) == []


def test_one_file_by_choice(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    toml = press / "manuscript/the-ferry/book.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('web = "pages"\n', ""), encoding="utf-8")
    assert call(press, "html", "--quiet", "manuscript/the-ferry").status == 0
    assert [path.name for path in sorted((press / "dist" / TITLE).iterdir())] == ["build.json", "the-ferry.html"]
    whole = page(press / "dist" / TITLE, TITLE)
    assert texts(whole.xpath("//section[@role='doc-endnotes']/h3"))[0] == "Foreword"  # type: ignore[arg-type]
    assert "#c3-rope" in whole.xpath("//main//a/@href")  # type: ignore[operator]


# --- print ---------------------------------------------------------------------------------------------------------


def test_pages_of_a_book(dist: Path) -> None:
    pages = [" ".join(text.split()) for text in pdf.pages((dist / f"{TITLE}.pdf").read_bytes())]
    assert "The boat 7 The toll that was no ‘toll’ Ann Ames 9" in pages[2]
    assert [pages[number - 1] for number in (4, 6, 7, 8)] == ["", "", "The boat", ""]
    assert pages[8].startswith("The toll that was no ‘toll’ Ann Ames A penny")
    assert pages[13].startswith("Notes Foreword The board at the pier says ‘free’ too, in red. → 5 The toll that")


def test_running_heads(tmp_path: Path) -> None:
    text = "\n\n".join("Words enough to fill a page and to go on to the next one, and on." for _ in range(90))
    write(tmp_path, f"---\ntitle: A chapter with a name\nauthor: Ann Ames\n---\n{text}\n", "manuscript/b/one.md")
    write(tmp_path, f"# Another\n\n{text}\n", "manuscript/b/two.md")
    write(tmp_path, 'title = "The book"\nchapters = ["one.md", "two.md"]\n', "manuscript/b/book.toml")
    assert call(tmp_path, "pdf", "--quiet").status == 0
    pages = [" ".join(text.split()) for text in pdf.pages((tmp_path / "dist/b/b.pdf").read_bytes())]
    heads = [next((head for head in HEADS if f" {head} {n}" in text), "") for n, text in enumerate(pages, start=1)]
    second = heads.index("", 5)  # where the second chapter opens
    assert heads[4:7] == ["", "Ann Ames", "A chapter with a name"]
    assert heads[second : second + 3] in (["", "The book", "Another"], ["", "Another", "The book"])


def test_notes_at_the_foot(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    toml = press / "manuscript/the-ferry/book.toml"
    text = toml.read_text(encoding="utf-8").replace('numbering = "chapter"', 'numbering = "chapter"\nat = "foot"')
    toml.write_text(text, encoding="utf-8")
    assert call(press, "pdf", "--quiet", "--allow", "quote-drift").status == 0
    pages = [" ".join(text.split()) for text in pdf.pages((press / "dist" / TITLE / f"{TITLE}.pdf").read_bytes())]
    assert "1 The board at the pier says ‘free’ too, in red." in pages[4]
    assert "2 Two pence on Sundays. 3 Spoken" in pages[8]  # without a link to its own page
    assert "1 The word is the yard’s" in pages[9]


def test_an_index_of_linked_pages(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    toml = press / "manuscript/the-ferry/book.toml"
    toml.write_text('index = "terms"\n' + toml.read_text(encoding="utf-8"), encoding="utf-8")
    assert call(press, "html", "--quiet").status == 0
    links = page(press / "dist" / TITLE, TITLE).xpath("//a[@class='locator']/@href")
    assert links[:2] == ["#term-1-1", "foreword.html#term-1-2"]  # type: ignore[index]


# --- building ------------------------------------------------------------------------------------------------------


def test_a_book_is_built_once(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    folder = press / "dist" / TITLE
    assert "nothing has changed" not in call(press, "html").out
    assert "nothing has changed" in call(press, "html", "manuscript/the-ferry").out
    assert "nothing has changed" in call(press, "html", "manuscript/the-ferry/book.toml").out
    (folder / "hull.html").unlink()
    assert "nothing has changed" not in call(press, "html").out
    assert (folder / "hull.html").is_file()
    landing = press / "manuscript/the-ferry/landing.md"
    landing.write_text(landing.read_text(encoding="utf-8").replace("stones", "pebbles"), encoding="utf-8")
    assert "nothing has changed" not in call(press, "html").out


def test_a_chapter_that_goes_leaves_a_stale_page(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    call(press, "html", "--quiet")
    toml = press / "manuscript/the-ferry/book.toml"
    text = toml.read_text(encoding="utf-8").replace('chapters = ["foreword.md"]\n', "")
    toml.write_text(text, encoding="utf-8")
    done = call(press, "html", "--allow", "link-unsafe")
    assert done.status != 0  # the hull links to the foreword
    hull = press / "manuscript/the-ferry/hull.md"
    hull.write_text(hull.read_text(encoding="utf-8").replace("[foreword](foreword.md)", "foreword"), encoding="utf-8")
    assert "foreword.html is of an earlier state" in call(press, "html").out


def test_commands_that_look(tmp_path: Path) -> None:
    press = copied("anthology", tmp_path / "press")
    title = "manuscript/the-ferry"
    assert "manuscript/the-ferry/toll.md:6:15 " in call(press, "quotes", title).out
    assert '"file": "manuscript/the-ferry/book.toml"' in call(press, "quotes", title, "--format", "json").out
    assert "manuscript/the-ferry/hull.md:7:14" in call(press, "terms", title).out
    assert ",file,line," in call(press, "terms", title, "--format", "csv").out
    assert call(press, "show", title, "--stage", "source").out.startswith('title = "The ferry"')
    assert '"type": "Opening"' in call(press, "show", title).out
    assert "chapter-4" in call(press, "show", title, "--stage", "xhtml").out
    call(press, "terms", title, "--write")
    assert (press / title / "book.terms.toml").is_file()
    assert call(press, "check").status == 0
    assert "is a folder" in call(press, "all", "manuscript").err


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of a book with a chapter in another language, which somebody translated."""
    press = tmp_path_factory.mktemp("abroad")
    toml = (
        'title = "Two banks"\nlang = "en-GB"\ntranslator = "Gus Gale"\nchapters = ["here.md", "there.md", "end.md"]\n'
    )
    write(press, toml, "manuscript/banks/book.toml")
    write(press, "# Here\n\nOn this bank.[^1]\n\n[^1]: The left one.\n", "manuscript/banks/here.md")
    front = "---\ntitle: Drüben\nauthor: Ida Quill\ntranslator: [Ann Ames, Bob Barr]\nlang: de\n---\n\n"
    there = f"{front}Am anderen Ufer.[^1]\n\n## Das Seil\n\nEs war aus Hanf.\n\n[^1]: Das rechte.\n"
    write(press, there, "manuscript/banks/there.md")
    write(press, "# The end\n\nBack again.[^1]\n\n[^1]: The left one.\n", "manuscript/banks/end.md")
    done = call(press, "all", "--quiet")
    assert (done.status, done.err) == (0, "")
    return press / "dist/banks"


def test_a_chapter_in_another_language(abroad: Path) -> None:
    tree = page(abroad, "banks")
    spoken = list(tree.iterfind(".//main/*[@lang]"))
    assert [element.get("lang") for element in spoken] == ["de"] * 4
    assert texts(spoken)[1].startswith("Am anderen Ufer")
    assert [element.get("lang") for element in tree.iterfind(".//section[@id='notes']/*")] == [
        *(None, None, None),
        *("de", "de"),
        *(None, None),
    ]
    book = Book((abroad / "banks.epub").read_bytes())
    assert set(book.strings("chapter-2.xhtml", "//h:section/*/@xml:lang")) == {"de"}
    assert book.strings("chapter-3.xhtml", "//h:section/*/@xml:lang") == []


def test_a_chapter_s_translators_are_named(abroad: Path) -> None:
    [line] = page(abroad, "banks").iterfind(".//header[@class='chapter']/p[@class='helper']")
    assert (line.text, line.get("lang")) == ("Translated by Ann Ames and Bob Barr", "en-GB")
    book = Book((abroad / "banks.epub").read_bytes())
    translators = book.strings("content.opf", "//d:contributor/text()")
    assert translators == ["Gus Gale", "Ann Ames", "Bob Barr"]
    printed = " ".join(" ".join(pdf.pages((abroad / "banks.pdf").read_bytes())).split())
    assert "Ida Quill Translated by Ann Ames and Bob Barr" in printed


def test_a_bibliography_is_no_chapter(tmp_path: Path) -> None:
    press = copied("cited", tmp_path / "press")
    assert call(press, "epub", "--quiet").status == 0
    book = Book((press / "dist/salt/salt.epub").read_bytes())
    kinds = [(role, "doc-" + kind) for name in book.pages[3:7] for role, kind in zip(
        book.strings(name, "//h:section/@role"), book.strings(name, "//h:section/@e:type"), strict=True
    )]  # fmt: skip
    assert [role for role, _ in kinds] == ["doc-chapter", "doc-chapter", "doc-endnotes", "doc-bibliography"]
    assert all(role == kind for role, kind in kinds)
    assert len(book.find("bibliography.xhtml", "//*[@role='doc-bibliography']")) == 1
    assert book.strings("nav.xhtml", "//h:a[@e:type='bibliography']/@href") == ["bibliography.xhtml"]


@pytest.mark.slow
@pytest.mark.java
def test_a_long_book(shared: Path, tmp_path: Path) -> None:
    """A book of 300,000 characters, in two parts, a chapter for each heading that its import found."""
    write(tmp_path, (shared / "corpus/on-liberty.txt").read_bytes(), "on-liberty.txt")
    assert call(tmp_path, "import", "on-liberty.txt", "-o", "liberty.md").status == 0
    names = chapters_of((tmp_path / "liberty.md").read_text(encoding="utf-8"), tmp_path / "manuscript/liberty")
    first, rest = (str(part).replace("'", '"') for part in (names[:2], names[2:]))
    toml = (
        f'title = "On liberty"\nhouse = "oxford"\nchapters = {first}\n[[part]]\ntitle = "The rest"\nchapters = {rest}\n'
    )
    write(tmp_path, toml, "manuscript/liberty/book.toml")
    assert call(tmp_path, "all", "--quiet").status == 0
    folder = tmp_path / "dist/liberty"
    assert epubcheck.messages(folder / "liberty.epub") == []
    assert len(pdf.pages((folder / "liberty.pdf").read_bytes())) > 100


def chapters_of(markdown: str, folder: Path) -> list[str]:
    """An imported essay cut into a manuscript for each heading, notes with the chapter that calls them."""
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*(?:\n    .*|\n(?=\n    ))*)", markdown, re.MULTILINE))
    body = re.sub(r"^\[\^\d+\]: .*(?:\n    .*|\n(?=\n    ))*\n?", "", markdown, flags=re.MULTILINE)
    names = []
    for number, text in enumerate(re.split(r"^(?=#+ )", body, flags=re.MULTILINE)[1:]):
        called = dict.fromkeys(re.findall(r"\[\^(\d+)\]", text))
        if len(text) > 100:
            own = "\n".join(f"[^{label}]: {notes[label]}\n" for label in called)
            names.append(write(folder, f"{text}\n{own}", f"{number}.md").name)
    return names


def test_the_specimen_is_there() -> None:
    assert (BOOKS / "anthology/manuscript/the-ferry/book.toml").is_file()
