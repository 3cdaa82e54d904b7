"""Notes that are called behind the names of those who made a work: printed beside the name, and in no metadata."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from pressbuild.document import Credit, Front, Heading, NoteRef, Opening, Text
from pressbuild.edition.byline import authors_line, helper_lines
from pressbuild.tree import plain, walk
from pressbuild.words import words
from tests.binders.test_books import page
from tests.binders.test_chapternotes import strings
from tests.binders.test_epub import Book
from tests.desk import call, document, write
from tests.tools import ace, epubcheck, nu, pdf

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ESSAY = """---
title: The ferry at Thornby
standfirst: What it carried.[^cargo]
author:
  - Ida Quill[^ida]
  - Ben Sloe [^ben][^boat]
  - Tom Reed
translator: Ann Ames[^ann]
editor: "Eve[^eve] Oak"
lang: en
date: 2026-11-24
description: A ferry.
---
# The boat

The ferry was old.[^old]

[^cargo]: Of the cargo.

[^ida]: She keeps the books of the ferry.

[^ben]: He rows it.

[^boat]: His is the boat.

[^ann]: She came by boat.

[^eve]: Of the press.

[^old]: As ferries are.
"""
CHAPTER = """---
title: One
author: Ida Quill[^ida]
translator: Ann Ames[^ann]
standfirst: It is short.[^short]
---
A text.[^1]

[^ida]: She keeps the books.

[^ann]: She came by boat.

[^short]: As chapters are.

[^1]: Of the text.
"""
NAMES = ["Ida Quill", "Ben Sloe", "Tom Reed"]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    press = tmp_path_factory.mktemp("names")
    write(press, ESSAY, "manuscript/ferry.md")
    result = call(press, "all", "--quiet")
    assert (result.status, result.err) == (0, "")
    return press / "dist/ferry"


def lines(elements: object) -> list[str]:
    """What some elements say."""
    return ["".join(map(str, element.itertext())) for element in cast("list[Element]", elements)]


def test_names_are_read_plain_and_call_their_notes() -> None:
    front = document(ESSAY).front
    assert front.authors == tuple(NAMES)
    assert (front.translators, front.editors) == (("Ann Ames",), ("Eve Oak",))
    assert [(one.role, one.number, [ref.label for ref in one.calls]) for one in front.credits] == [
        ("author", 0, ["ida"]),
        ("author", 1, ["ben", "boat"]),
        ("translator", 0, ["ann"]),
        ("editor", 0, ["eve"]),
    ]
    assert document(ESSAY).findings == ()


def test_a_line_of_names_has_each_note_behind_its_name() -> None:
    one, two = NoteRef("a"), NoteRef("b")
    front = Front(authors=("Ida", "Ben"), translators=("Ann",), credits=(Credit("author", 1, (one, two)),))
    assert authors_line(front, words("en")) == (Text("Ida and Ben"), one, two)
    assert helper_lines(front, words("en")) == ((Text("Translated by Ann"),),)
    assert authors_line(Front(), words("en")) == ()
    assert authors_line(Front(authors=("Ida",)), words("en")) == (Text("Ida"),)


def test_the_title_pages_print_them_in_the_order_of_the_page(dist: Path) -> None:
    line = "Ida Quill2, Ben Sloe3,4 and Tom Reed|Translated by Ann Ames5|Edited by Eve Oak6"
    web = page(dist, "ferry")
    assert "|".join(lines(web.xpath("//p[@class='author' or @class='helper']"))) == line
    epub = Book((dist / "ferry.epub").read_bytes())
    assert "|".join(lines(epub.find("title.xhtml", "//h:p[@class='author' or @class='helper']"))) == line
    first = "".join(pdf.pages((dist / "ferry.pdf").read_bytes())[0].split())
    assert "".join(line.replace("|", "").split()) in first
    for note in ("She keeps the books of the ferry.", "Of the press."):
        assert sum(note in said for said in lines(web.xpath("//section[@role='doc-endnotes']/ol/li"))) == 1


def test_metadata_running_heads_and_covers_have_no_number_of_a_note(dist: Path) -> None:
    web = page(dist, "ferry")
    assert strings(web, "//meta[@name='author']/@content") == NAMES
    assert strings(web, "//meta[@property='article:author']/@content") == NAMES
    epub = Book((dist / "ferry.epub").read_bytes())
    assert epub.strings("content.opf", "//d:creator/text()") == NAMES
    assert epub.strings("content.opf", "//d:contributor/text()") == ["Ann Ames", "Eve Oak"]
    assert "Ida Quill, Ben Sloe and Tom Reed" in "".join(epub.strings("cover.xhtml", "//h:img/@alt"))
    pages = pdf.pages((dist / "ferry.pdf").read_bytes())
    assert "Ida Quill, Ben Sloe and Tom Reed" in " ".join(pages[-1].replace("\xa0", " ").split())


def test_they_may_stand_at_the_foot(tmp_path: Path) -> None:
    write(tmp_path, ESSAY.replace("lang: en", "lang: en\nnotes: foot"), "manuscript/ferry.md")
    result = call(tmp_path, "pdf", "--quiet")
    assert (result.status, result.err) == (0, "")
    text = pdf.pages((tmp_path / "dist/ferry/ferry.pdf").read_bytes())[2]
    assert text.index("ferry was old") < text.index("Of the cargo") < text.index("She keeps") < text.index("As ferries")


@pytest.mark.parametrize("web", ["one", "pages"])
def test_a_chapter_s_author_may_call_one(tmp_path: Path, web: str) -> None:
    write(tmp_path, CHAPTER, "manuscript/b/one.md")
    write(tmp_path, "# Two\n\nAnother.[^1]\n\n[^1]: Of the other.\n", "manuscript/b/two.md")
    toml = f'title = "Crossing"\nlang = "en"\nweb = "{web}"\nchapters = ["one.md", "two.md"]\n'
    write(tmp_path, toml, "manuscript/b/book.toml")
    result = call(tmp_path, "all", "--quiet")
    assert (result.status, result.err) == (0, "")
    tree = page(tmp_path / "dist/b", "one" if web == "pages" else "b")
    head = lines(tree.xpath("(//header[@class='chapter'])[1]/p"))
    assert head == ["Ida Quill1", "Translated by Ann Ames2", "It is short.3"]
    epub = Book((tmp_path / "dist/b/b.epub").read_bytes())
    assert epub.strings("content.opf", "//d:creator/text()") == ["Ida Quill"]
    assert any("One · Ida Quill" in label for label in epub.strings("nav.xhtml", "//h:a/text()"))


def test_an_opening_has_its_calls_in_the_order_of_its_head() -> None:
    opening = Opening(
        "chapter", "c", "c", Heading(1, (Text("One"),)), authors=("Ida",), standfirst=(NoteRef("s"),),
        credits=(Credit("author", 0, (NoteRef("i"),)),),
    )  # fmt: skip
    assert [node.label for node in walk([opening]) if isinstance(node, NoteRef)] == ["i", "s"]
    assert plain([opening]) == "One"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: T\nauthor: Ann[^9]\n---\nb\n", [("note-missing", 3, 12)]),
        ("---\ntitle: T\nauthor: Ann[^1]\nstandfirst: S[^2]\n---\nb\n\n[^2]: x\n\n[^1]: y\n", []),
        ("---\ntitle: T\nauthor: Ann[^1]\nstandfirst: S[^2]\n---\nb\n\n[^1]: x\n\n[^2]: y\n", [("note-order", 8, 1)]),
        ("---\ntitle: T\nauthor: Ann[^a]\n---\nb[^b]\n\n[^a]: x\n\n[^b]: y\n", []),
        ("---\ntitle: T\nauthor: Ann^[a note]\n---\nb\n", [("front-invalid", 3, 12)]),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, found: list[tuple[str, int, int]]) -> None:
    said = document(text).findings
    assert [(one.code, one.place.line, one.place.column) for one in said if one.place] == found


def test_a_book_s_own_names_call_none(tmp_path: Path) -> None:
    write(tmp_path, "# One\n\nA text.[^1]\n\n[^1]: Of the text.\n", "manuscript/b/one.md")
    toml = 'title = "Crossing"\nauthor = "Ida Quill[^1]"\nchapters = ["one.md"]\n'
    write(tmp_path, toml, "manuscript/b/book.toml")
    result = call(tmp_path, "check", "manuscript/b")
    assert result.status == 1
    assert "book.toml:2:20: error: front-invalid: a note, [^1], is called in “author”" in result.out
    assert "at a chapter’s head" in result.out


def test_a_book_s_titles_call_none_and_are_said_at_their_place(tmp_path: Path) -> None:
    write(tmp_path, "# One\n\nA text.\n", "manuscript/b/one.md")
    toml = 'title = "Crossing[^1]"\n[[part]]\ntitle = "The boat[^2]"\nchapters = ["one.md"]\n'
    write(tmp_path, toml, "manuscript/b/book.toml")
    result = call(tmp_path, "check", "manuscript/b")
    for place, label in (("1:18", 1), ("3:18", 2)):
        assert f"book.toml:{place}: error: note-missing: no note is defined for [^{label}]" in result.out
    assert result.out.count("hint: this file holds no notes: call it in a chapter") == 2


@pytest.mark.java
def test_epubcheck_and_nu(dist: Path) -> None:
    assert epubcheck.messages(dist / "ferry.epub") == []
    assert nu.messages(dist / "ferry.html") == []


@pytest.mark.browser
def test_ace(dist: Path) -> None:
    assert ace.violations(dist / "ferry.epub") == []
