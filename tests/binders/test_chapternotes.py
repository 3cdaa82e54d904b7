"""Endnotes at the end of each chapter, in every edition: in their place, in order, linked both ways, and proved."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace

from pressbuild.binders.pdf import lay_out
from pressbuild.build import Order, prepare_title
from pressbuild.house import House
from pressbuild.house.schema import Notes
from pressbuild.verify import PROOFS, Words, book_words
from pressbuild.verify.printed import Link, strayed
from tests.binders import everything
from tests.binders.test_books import page, texts
from tests.binders.test_endnotes import ferry
from tests.binders.test_epub import Book
from tests.binders.test_pdf import SENTENCE
from tests.binders.test_web import box, now
from tests.desk import call, write
from tests.tools import ace, axe, browser, epubcheck, nu, pdf, readers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Element = etree._Element
CALLS = 24  # of the 22 notes of the three chapters that have any, two are called twice
LONG = " ".join([SENTENCE] * 4)


def chapter(name: str, notes: int, paragraphs: int) -> str:
    """A chapter whose paragraphs each call a note as long as there are some, and the last one the first once more."""
    said = [f"{LONG} {name} {n}." + (f"[^{n}]" if n <= notes else "") for n in range(1, paragraphs + 1)]
    again = "[^1]" if notes > 3 else ""
    bodies = [f"[^{n}]: Of {name.lower()}, number {n}: {SENTENCE * (n % 3)}" for n in range(1, notes + 1)]
    return "\n\n".join([f"# {name}", *said[:2], "## A section", *said[2:], f"The end of it.{again}", *bodies]) + "\n"


CHAPTERS = {
    "rope.md": chapter("The rope", 4, 6),
    "quiet.md": chapter("Quiet water", 0, 3),
    "pole.md": "---\nauthor: Ann Ames\n---\n" + chapter("The pole", 17, 20),
    "oar.md": "---\ntitle: L’aviron\nlang: fr\n---\nIl est court.[^1]\n\n[^1]: En bois, *dit-on*.\n\n    De chêne.\n",
}
TOML = """title = "Crossing"
author = "Ida Quill"
lang = "en-GB"
date = "2026-11-24"
chapters = ["rope.md", "quiet.md"]
[notes]
at = "chapter"
numbering = "NUMBERING"
[[part]]
title = "By hand"
chapters = ["pole.md", "oar.md"]
"""


def built(press: Path, numbering: str) -> Path:
    for name, text in CHAPTERS.items():
        write(press, text, f"manuscript/crossing/{name}")
    write(press, TOML.replace("NUMBERING", numbering), "manuscript/crossing/book.toml")
    done = call(press, "all", "--quiet")
    assert (done.status, done.err) == (0, "")
    return press / "dist/crossing"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of a book of four chapters, two of them in a part and one without notes."""
    return built(tmp_path_factory.mktemp("through"), "work")


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with notes that are numbered anew in each chapter."""
    return built(tmp_path_factory.mktemp("anew"), "chapter")


@pytest.fixture(scope="module")
def book(dist: Path) -> Book:
    return Book((dist / "crossing.epub").read_bytes())


def found(tree: Element, path: str) -> list[Element]:
    return cast("list[Element]", tree.xpath(path))


def strings(tree: Element, path: str) -> list[str]:
    return cast("list[str]", tree.xpath(path))


def words_of_book() -> Words:
    return book_words(TOML.replace("NUMBERING", "work"), CHAPTERS)


# --- the web page --------------------------------------------------------------------------------------------------


def test_each_chapter_of_the_page_ends_with_its_notes(dist: Path) -> None:
    tree = page(dist, "crossing")
    main = found(tree, "//main/header[@class='chapter'] | //main/header[@class='part'] | //main/section")
    order = [element.get("class") for element in main]
    assert order == [
        *("chapter", "notes chapter-end", "chapter", "part", "chapter", "notes chapter-end"),
        *("chapter", "notes chapter-end"),
    ]
    sections = found(tree, "//section[@role='doc-endnotes']")
    assert [section[0].tag for section in sections] == ["h3", "h4", "h4"]
    assert texts([section[0] for section in sections]) == ["Notes"] * 3
    assert [section.get("aria-labelledby", "").split()[0] for section in sections] == [
        f"notes-heading-{number}" for number in (1, 3, 4)
    ]
    ids = strings(tree, "//@id")
    assert len(ids) == len(set(ids))
    assert tree.xpath("string(//main/*[last()]/@class)") == "notes chapter-end"


@pytest.mark.parametrize(("kind", "shown"), [("dist", [1, 5, 22]), ("anew", [1, 1, 1])])
def test_numbers(kind: str, shown: list[int], request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(kind)
    tree = page(folder, "crossing")
    assert [int(value) for value in strings(tree, "//main/section/ol/li[1]/@value")] == shown
    assert len(found(tree, "//a[@role='doc-noteref']")) == CALLS
    epub = Book((folder / "crossing.epub").read_bytes())
    first = [epub.strings(f"chapter-{n}.xhtml", "//h:section/h:ol/h:li[1]/@value") for n in (1, 3, 4)]
    assert first == [[str(number)] for number in shown]
    numbers = [" ".join(text.split()) for text in pdf.pages((folder / "crossing.pdf").read_bytes())]
    [at] = [text for text in numbers if "Of the pole, number 1:" in text]
    assert re.search(rf" {shown[1]}\. ", at)


def test_a_chapter_in_another_language(dist: Path) -> None:
    tree = page(dist, "crossing")
    [section] = found(tree, "//section[@id='notes-4']")
    assert [element.get("lang") for element in section] == [None, "fr"]
    assert [link.get("lang") for link in section.iter("a")] == ["en-GB"]


@pytest.mark.browser
def test_notes_stand_beside_their_lines(chromium: "Browser", dist: Path) -> None:
    with browser.page(chromium, width=1400) as shown:
        shown.goto((dist / "crossing.html").as_uri())
        for number in (1, 4, 5, 21, 22):
            line, note = box(shown, f"#ref-{number}"), box(shown, f"#note-{number}")
            assert note["left"] > box(shown, "main")["left"] + 400
            assert abs(note["top"] - line["top"]) < 60
        assert axe.violations(shown) == []


@pytest.mark.browser
def test_notes_open_and_close(chromium: "Browser", dist: Path) -> None:
    with browser.page(chromium, width=360, height=700, reduced_motion="reduce") as shown:
        shown.goto((dist / "crossing.html").as_uri())
        for call_of, note in (("ref-2", "note-2"), ("ref-5-2", "note-5"), ("ref-21", "note-21")):
            shown.evaluate("id => document.getElementById(id).scrollIntoView({ block: 'center' })", call_of)
            place = now(shown).place
            shown.click(f"#{call_of}")
            assert (now(shown).opened, now(shown).place) == (note, place)
            shown.keyboard.press("Escape")
            assert (now(shown).opened, now(shown).focus) == ("", call_of)
        assert axe.violations(shown) == []


@pytest.mark.java
def test_valid_page(dist: Path) -> None:
    assert nu.messages(dist / "crossing.html", css=False) == []


def test_linked_pages_have_theirs_once(tmp_path: Path) -> None:
    for name, text in CHAPTERS.items():
        write(tmp_path, text, f"manuscript/crossing/{name}")
    write(tmp_path, 'web = "pages"\n' + TOML.replace("NUMBERING", "work"), "manuscript/crossing/book.toml")
    assert call(tmp_path, "html", "--quiet").status == 0
    rope = page(tmp_path / "dist/crossing", "rope")
    assert strings(rope, "//section[@role='doc-endnotes']/@id") == ["notes"]


# --- EPUB ----------------------------------------------------------------------------------------------------------


def test_each_file_ends_with_its_notes(book: Book) -> None:
    assert "notes.xhtml" not in book.pages
    for number, notes in ((1, 4), (2, 0), (3, 17), (4, 1)):
        name = f"chapter-{number}.xhtml"
        assert len(book.find(name, "//h:section/*[last()][self::h:section[@role='doc-endnotes']]//h:li")) == notes
        links = book.strings(name, "//h:a[@role='doc-noteref' or @role='doc-backlink']/@href")
        assert all(link.startswith("#") for link in links)
    assert book.strings("chapter-1.xhtml", "//h:section[@role='doc-endnotes']/@e:type") == ["endnotes"]
    for name in ("chapter-1.xhtml", "chapter-3.xhtml"):  # a pop-up wants its note behind the call
        order = book.strings(name, "//h:a[@role='doc-noteref']/@id | //h:section/h:ol/h:li/@id")
        assert [identifier.partition("-")[0] for identifier in order] == sorted(
            (identifier.partition("-")[0] for identifier in order), reverse=True
        )


def test_landmarks_and_contents(book: Book) -> None:
    marks = book.find("nav.xhtml", "//h:a[@e:type='endnotes']")
    assert [mark.get("href") for mark in marks] == [f"chapter-{n}.xhtml#notes-{n}" for n in (1, 3, 4)]
    assert texts(marks) == ["Notes · The rope", "Notes · The pole", "Notes · L’aviron"]
    assert "Notes" not in texts(book.find("nav.xhtml", "//h:nav[@id='toc']//h:a"))


@pytest.mark.java
def test_epubcheck(dist: Path, anew: Path) -> None:
    assert epubcheck.messages(dist / "crossing.epub") == []
    assert epubcheck.messages(anew / "crossing.epub") == []


@pytest.mark.browser
@pytest.mark.slow
def test_ace(dist: Path) -> None:
    assert ace.violations(dist / "crossing.epub") == []


@pytest.mark.browser
@pytest.mark.parametrize("read", [readers.foliate_notes, readers.epubjs_notes])
def test_readers_open_each_note(read: "Callable[..., list[readers.Note]]", chromium: "Browser", dist: Path) -> None:
    opened = read(chromium, dist / "crossing.epub", count=40)
    assert len(opened) == CALLS
    assert "Of the rope, number 2:" in " ".join(opened[1].text.split())
    assert "De chêne" in opened[-1].text  # the whole note
    backs = [f"ref-{n}" for n in (1, 2, 3, 4, 1, *range(5, 22), 5, 22)]
    assert [note.back for note in opened] == backs


# --- print ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(dist: Path) -> list[str]:
    return [" ".join(text.split()) for text in pdf.pages((dist / "crossing.pdf").read_bytes())]


def test_notes_follow_their_chapter_on_paper(printed: list[str]) -> None:
    whole = " ".join(printed)
    order = ("The rope 6.", "Of the rope, number 1:", "Quiet water 1.", "The pole 1.", "Of the pole, number 17:")
    places = [whole.index(text) for text in order]
    assert places == sorted(places)
    assert whole.index("En bois, dit-on.") > whole.index("Il est court.")
    assert [whole.count(f"Notes {first}") for first in ("Of the rope", "Of the pole", "En bois")] == [1, 1, 1]


def test_return_pages(printed: list[str]) -> None:
    for number in range(1, 18):
        [at] = [text for text in printed if f"Of the pole, number {number}:" in text]
        back = re.search(rf"Of the pole, number {number}:.*?→ (\d+)", at)
        assert back is None or f"The pole {number}." in printed[int(back[1]) - 1]


def test_running_heads(printed: list[str]) -> None:
    begins = next(n for n, text in enumerate(printed) if "Notes Of the pole" in text)
    assert "Notes to page" not in printed[begins]
    assert re.search("The pole|Ann Ames", printed[begins][:60] + printed[begins][-60:])
    ends = next(n for n, text in enumerate(printed) if "Of the pole, number 17:" in text)
    assert ends > begins
    for text in printed[begins + 1 : ends + 1]:
        found = re.search(r"Notes to pages? (\d+)(?:–(\d+))?", text)
        assert found
        assert "The pole" in printed[int(found[1]) - 1]


def test_bookmarks_have_the_notes_below_their_chapter(dist: Path) -> None:
    with pikepdf.open(dist / "crossing.pdf") as opened, opened.open_outline() as outline:
        titles = [(str(item.title), [str(below.title) for below in item.children]) for item in outline.root]
    assert titles == [
        ("Contents", []),
        ("The rope", ["A section", "Notes"]),
        ("Quiet water", ["A section"]),
        ("By hand", ["The pole", "L’aviron"]),
    ]


@pytest.mark.parametrize("lines", range(17, 26))  # 24 fill the page
def test_the_heading_of_notes_is_never_alone(lines: int, tmp_path: Path) -> None:
    text = "# Only\n\n" + "\\\n".join(["A line."] * lines) + "[^1][^2]\n\n[^1]: A note.\n\n[^2]: Another note.\n"
    write(tmp_path, text, "manuscript/only/only.md")
    toml = write(
        tmp_path, 'title = "T"\nchapters = ["only.md"]\n[notes]\nat = "chapter"\n', "manuscript/only/book.toml"
    )
    pages = pdf.pages(lay_out(prepare_title(toml, Order()).edition).pdf)
    [at] = [" ".join(text.split()) for text in pages if "A note." in text]
    assert "Notes A note." in at
    assert "Another note." in at
    below = "2 Notes A note." in at
    assert ("Notes to page" in at) == (not below)


# --- the proof -----------------------------------------------------------------------------------------------------


def said(findings: object) -> str:
    return "\n".join(finding.message for finding in findings)  # type: ignore[attr-defined]


def test_the_proof_passes_what_is_right(dist: Path, anew: Path) -> None:
    for folder in (dist, anew):
        for kind in ("html", "epub", "pdf"):
            assert PROOFS[kind]((folder / f"crossing.{kind}").read_bytes(), words_of_book(), kind) == ()


@pytest.mark.parametrize("kind", ["html", "epub", "pdf"])
def test_the_proof_sees_a_note_that_is_lost_or_changed(kind: str, dist: Path) -> None:
    data = (dist / f"crossing.{kind}").read_bytes()
    words = words_of_book()
    changed = {**words.notes, "3:2": (*words.notes["3:2"][:-1], "elsewhere")}
    assert "departs" in said(PROOFS[kind](data, replace(words, notes=changed), kind))
    more = (*words.order[:2], "1:9", *words.order[2:])
    assert PROOFS[kind](data, replace(words, order=more, notes={**words.notes, "1:9": ("lost",)}), kind)
    assert PROOFS[kind](data, replace(words, order=(*words.order[1:], words.order[0])), kind)


def test_the_proof_sees_notes_at_the_end_of_another_chapter(dist: Path) -> None:
    tree = page(dist, "crossing")
    first, second, _ = found(tree, "//section[@role='doc-endnotes']/ol")
    second.insert(0, first[-1])
    findings = PROOFS["html"](etree.tostring(tree), words_of_book(), "page")
    assert "the note “#note-4” is not at the end of the text that calls it" in said(findings)


def test_the_proof_sees_it_in_an_epub(dist: Path) -> None:
    moved = BytesIO()
    with ZipFile(dist / "crossing.epub") as epub, ZipFile(moved, "w") as copy:
        trees = {name: etree.fromstring(epub.read(name)) for name in epub.namelist() if "chapter-" in name}
        [one], [three] = ([t.find(".//{*}ol") for n, t in trees.items() if f"chapter-{k}." in n] for k in (1, 3))
        assert one is not None
        assert three is not None
        three.insert(0, one[-1])
        for name in epub.namelist():
            copy.writestr(name, etree.tostring(trees[name]) if name in trees else epub.read(name))
    assert "is not at the end of the text" in said(PROOFS["epub"](moved.getvalue(), words_of_book(), "epub"))


def test_the_proof_sees_it_on_paper() -> None:
    right = ["note-1", "ref-1", "note-2", "note-3", "note-2", "ref-2", "ref-2-2", "ref-3"]
    wrong = ["note-1", "note-2", "ref-2", "note-3", "ref-1", "ref-3"]
    for targets, sees in ((right, False), (wrong, True)):
        assert bool(strayed([Link(target, 1, 1) for target in targets], "pdf")) == sees


# --- a work without chapters ---------------------------------------------------------------------------------------


def test_an_essay_has_them_at_its_end() -> None:
    house = House(style=everything.HOUSE.style, notes=Notes(at="chapter"))
    own = replace(ferry(), front=replace(ferry().front, notes_at="chapter"))
    for edition in (everything.edition(ferry(), house), everything.edition(own)):
        assert not edition.at_chapters
        assert not edition.at_foot


def test_a_house_may_say_it_and_a_book_something_else(tmp_path: Path) -> None:
    house = '[style]\nid = "own"\nname = "Own"\nlang = "en"\nmanual = "Ours"\n[notes]\nat = "chapter"\n'
    write(tmp_path, house, "styles/own/style.toml")
    write(tmp_path, "# One\n\nA text.[^1]\n\n[^1]: A note of it.\n", "manuscript/b/one.md")
    for toml, homes in (("", ["notes-1"]), ('[notes]\nat = "end"\n', ["notes"])):
        text = f'title = "B"\nhouse = "own"\nchapters = ["one.md"]\n{toml}'
        write(tmp_path, text, "manuscript/b/book.toml")
        assert call(tmp_path, "html", "--quiet").status == 0
        assert strings(page(tmp_path / "dist/b", "b"), "//section[@role='doc-endnotes']/@id") == homes


def test_it_may_be_looked_at(tmp_path: Path) -> None:
    write(tmp_path, "# One\n\nA text.[^1]\n\n[^1]: A note of it.\n", "manuscript/b/one.md")
    write(tmp_path, 'title = "B"\nchapters = ["one.md"]\n[notes]\nat = "chapter"\n', "manuscript/b/book.toml")
    shown = call(tmp_path, "show", "manuscript/b", "--stage", "xhtml").out
    assert shown.count("doc-endnotes") == 1
    assert 'id="notes-1"' in shown


def test_notes_that_nothing_calls_and_calls_from_anywhere_are_proved(tmp_path: Path) -> None:
    one = (
        "# One\n\nA text.[^1]\n\n## Notes\n\nA section of that name.[^3]\n\n[^1]: Of the text.\n\n[^2]: Of nothing.\n\n"
    )
    write(tmp_path, one + "[^3]: With a list:\n\n    * of one\n    * of two\n", "manuscript/b/one.md")
    two = "---\ntitle: Two\nstandfirst: It stands first.[^x]\n---\n| a | b |\n|---|---|\n| c[^z] | d |\n\n"
    write(tmp_path, two + "[^x]: Of the standfirst.\n\n[^z]: Of the table.\n", "manuscript/b/two.md")
    toml = 'title = "B"\nchapters = ["one.md", "two.md"]\n[notes]\nat = "chapter"\n'
    write(tmp_path, toml, "manuscript/b/book.toml")
    assert call(tmp_path, "all", "--quiet", "--allow", "note-orphan").status == 0
    tree = page(tmp_path / "dist/b", "b")
    values = strings(tree, "//section[@role='doc-endnotes']/ol/li/@value")
    assert values == list("12345")
    assert strings(tree, "//li[@class='unreferred']/@value") == ["3"]
