"""What stands behind a text: notes, bibliography, index, in this order, in the contents and in every edition."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressbuild.document import Attributes, Div, Document, Heading, Note, NoteRef, Opening
from pressbuild.edition import Edition
from tests.binders import everything
from tests.binders.everything import p, text
from tests.binders.test_epub import Book
from tests.binders.test_web import parsed
from tests.desk import call, write
from tests.tools import ace, axe, browser, epubcheck, nu, pdf

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ESSAY = """---
title: On rope
author: Ann Ames
lang: en-GB
%s---

# The strands

Rope is spun from what lies about.[^1] It is sold by the fathom.[^2]

# The knots

A knot is only ‘lent’ to a rope.

# Works cited

Those that were read.

## Printed

::: bibliography
Ames, A., *Twine* (Leigh 1911).

Barr, B., *Hemp and its uses* (Leigh 1912).
:::

[^1]: Ames, p. 3.
[^2]: Barr, p. 9.
"""
LISTED = Div("bibliography", (p("Ames, A., Twine."),), Attributes(classes=("bibliography",)))


def head(title: str, level: int = 2) -> Heading:
    return Heading(level, text(title), Attributes(id=title.lower().replace(" ", "-")))


def chapter(title: str, kind: str = "chapter", level: int = 3) -> Opening:
    anchor = title.lower()
    return Opening(kind, anchor, anchor, head(title, level))  # type: ignore[arg-type]


def behind(*blocks: object) -> Edition:
    work = everything.short(p("Words.", NoteRef("a")), *blocks, notes=(Note("a", (p("A note."),)),))
    return everything.edition(work)


def titles(edition: Edition, *, on_paper: bool = False) -> list[str]:
    return ["".join(t.value for t in entry.children) for entry in edition.all_contents(on_paper=on_paper)]  # type: ignore[union-attr]


def test_a_bibliography_stands_behind_the_notes() -> None:
    edition = behind(head("Twine"), p("More."), head("Works cited"), p("Those read."), LISTED)
    assert edition.bibliography == edition.document.blocks[-3:]
    assert edition.text == edition.document.blocks[:-3]
    assert titles(edition) == ["Twine", "Notes", "Works cited"]


def test_a_section_that_is_called_bibliography_is_one() -> None:
    assert len(behind(head("Twine"), p("More."), head("Bibliography"), p("Ames, A.")).bibliography) == 2


@pytest.mark.parametrize(
    "blocks",
    [
        (head("Works cited"), LISTED, head("Afterword"), p("The end.")),  # it does not end with it
        (head("Works cited"), p("See there.", NoteRef("a")), LISTED),  # its note would stand before its call
        (head("Sources"), p("Those read."), head("Printed", 3), p("Ames, A.")),  # nothing says what it is
        (head("Twine"), p("More about twine than is in print."), head("Printed", 3), LISTED),  # a part of a section
        (head("Bibliography"),),
    ],
)
def test_what_is_no_bibliography_stays_in_the_text(blocks: tuple[object, ...]) -> None:
    edition = behind(*blocks)
    assert edition.bibliography == ()
    assert edition.text == edition.document.blocks


def test_a_bibliography_belongs_to_no_part() -> None:
    blocks = (chapter("One", "part", 2), chapter("Twine"), p("Words."), chapter("Works"), head("Printed", 4), LISTED)
    edition = everything.edition(Document(everything.short().front, blocks))
    assert [(entry.anchor, entry.level) for entry in edition.contents] == [
        ("one", 2), ("twine", 3), ("works", 2), ("printed", 3),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An essay with contents, an index and a bibliography."""
    return built(tmp_path_factory.mktemp("listed"), "toc: true\nindex: terms\n")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("plain"), "")


def built(folder: Path, said: str) -> Path:
    write(folder, ESSAY % said, "manuscript/rope.md")
    done = call(folder, "all", "--quiet", "--house", "oxford")
    assert (done.status, done.err) == (0, "")
    return folder / "dist/rope"


def test_the_web_page_and_its_contents(listed: Path) -> None:
    tree = parsed((listed / "rope.html").read_bytes())
    assert [section.get("role") for section in tree.iter("section")] == [
        "doc-endnotes",
        "doc-bibliography",
        "doc-index",
    ]
    contents = [(link.text_content(), link.get("href")) for link in tree.xpath("//nav[@id='contents']//a")]
    assert contents[2:] == [
        ("Notes", "#notes"), ("Works cited", "#section-3"), ("Printed", "#section-4"), ("Index", "#index"),
    ]  # fmt: skip
    [works] = tree.xpath("//*[@role='doc-bibliography']")
    assert works.get("aria-labelledby") == "section-3"


def test_the_epub_and_its_landmarks(listed: Path) -> None:
    book = Book((listed / "rope.epub").read_bytes())
    assert book.pages[-4:] == ["notes.xhtml", "bibliography.xhtml", "index.xhtml", "colophon.xhtml"]
    assert book.strings("nav.xhtml", "//h:nav[@id='toc']/h:ol/h:li/h:a/text()")[-4:] == [
        "Notes", "Works cited", "Index", "Colophon",
    ]  # fmt: skip
    assert book.strings("nav.xhtml", "//h:nav[@id='landmarks']//h:a/@e:type")[-4:] == [
        "endnotes", "bibliography", "index", "colophon",
    ]  # fmt: skip
    [section] = book.find("bibliography.xhtml", "//h:section")
    assert section.get("role") == "doc-bibliography"
    assert book.strings("bibliography.xhtml", "//h:div/@role") == []


@pytest.mark.slow
@pytest.mark.java
@pytest.mark.browser
def test_no_checker_has_anything_against_it(listed: Path, chromium: "Browser") -> None:
    assert epubcheck.messages(listed / "rope.epub") == []
    assert ace.violations(listed / "rope.epub") == []
    assert nu.messages(listed / "rope.html") == []
    with browser.page(chromium) as page:
        page.goto((listed / "rope.html").as_uri())
        assert axe.violations(page) == []


def test_the_printed_pages_and_their_contents(listed: Path) -> None:
    pages = pdf.pages((listed / "rope.pdf").read_bytes())
    assert pages[2].startswith("Contents The strands 5 The knots 6 Notes 7 Works cited 8 Printed 8 Index 9")
    assert pages[7].startswith("Works cited Those that were read. Printed Ames, A., Twine")


def test_a_short_bibliography_runs_on_below_the_notes(plain: Path) -> None:
    pages = pdf.pages((plain / "rope.pdf").read_bytes())
    [home] = [page for page in pages if "Works cited" in page]
    assert home.index("Notes") < home.index("Ames, p. 3") < home.index("Works cited") < home.index("Hemp")


def test_the_running_head_of_a_bibliography(tmp_path: Path) -> None:
    entries = "\n\n".join(f"Author {number}, *A book of knots and splices*, volume {number}." for number in range(90))
    folder = built_from(tmp_path, ESSAY.replace("Ames, A., *Twine* (Leigh 1911).", entries) % "")
    pages = pdf.pages((folder / "rope.pdf").read_bytes())
    first = next(number for number, page in enumerate(pages) if "Works cited" in page)
    assert "Works cited" in pages[first + 1]
    assert "Works cited" in pages[first + 2]


def built_from(folder: Path, source: str) -> Path:
    write(folder, source, "manuscript/rope.md")
    done = call(folder, "pdf", "--quiet", "--house", "oxford")
    assert (done.status, done.err) == (0, "")
    return folder / "dist/rope"
