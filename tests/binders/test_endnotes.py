"""Notes in every edition: numbered anew in sections, called from wherever a text can stand, and none lost."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from pressbuild.binders.epub import bind_epub
from pressbuild.binders.pdf import lay_out
from pressbuild.binders.web import bind_web
from pressbuild.document import CodeBlock, Document, Heading, Note, NoteRef
from pressbuild.edition import Edition
from pressbuild.house import House
from pressbuild.house.schema import Notes
from tests.binders import everything
from tests.binders.everything import p
from tests.binders.test_epub import Book
from tests.binders.test_web import parsed
from tests.desk import call, write
from tests.tools import browser, pdf, readers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HEADS = ("The rope", "The pole", "The oar")
UNCALLED = "Not referred to in the text"


def ferry() -> Document:
    """Three sections below some words, each with two notes of its own; the second is called in the third again."""
    notes = ["before", *(f"{head}-{n}" for head in HEADS for n in (1, 2)), "nobody"]
    blocks = [p("Words before any head.", NoteRef("before"))]
    for head in HEADS:
        heading = everything.text(head, NoteRef(f"{head}-1")) if head == "The pole" else everything.text(head)
        blocks.append(Heading(2, heading))  # type: ignore[arg-type]
        first = [] if head == "The pole" else [NoteRef(f"{head}-1")]
        blocks.append(p("Some words.", *first, " Others.", NoteRef(f"{head}-2")))
        blocks.append(Heading(3, everything.text("Below it")))  # type: ignore[arg-type]
    blocks.append(p("Once more.", NoteRef("The rope-2")))
    bodies = tuple(Note(label, (p(f"Note {label}."),), referred=label != "nobody") for label in notes)
    return everything.short(*blocks, notes=bodies)


@pytest.fixture(scope="module")
def sections() -> Edition:
    return everything.edition(ferry(), numbering="section")


def test_numbers_begin_anew_in_each_section(sections: Edition) -> None:
    assert [sections.shown[note.label] for note in sections.document.notes] == [1, 1, 2, 1, 2, 1, 2, 1]
    assert [group.notes[0].label for group in sections.groups] == [
        "before", "The rope-1", "The pole-1", "The oar-1", "nobody",
    ]  # fmt: skip
    assert sorted(sections.numbers.values()) == list(range(1, 9))


def test_a_house_may_number_by_section() -> None:
    house = everything.HOUSE
    wanted = House(style=house.style, notes=Notes(numbering="section"))
    assert max(everything.edition(ferry(), wanted).shown.values()) == 2
    assert max(everything.edition(ferry(), house).shown.values()) == 8
    assert len(everything.edition(ferry(), house).groups) == 1


def test_sections_of_the_web_page(sections: Edition) -> None:
    tree = parsed(bind_web(sections))
    [notes] = tree.xpath("//*[@role='doc-endnotes']")
    assert [element.text_content() for element in notes.iter("h3")] == [*HEADS, UNCALLED]
    assert [element.tag for element in notes] == ["h2", "ol", *["h3", "ol"] * 4]
    assert notes.xpath("ol/li/@value") == list("11212121")
    assert [call.text for call in tree.xpath("//a[@role='doc-noteref']")] == list("11212122")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_sections_of_the_epub(sections: Edition) -> None:
    book = Book(bind_epub(sections, everything.cover()))
    assert book.strings("notes.xhtml", "//h:section/h:h3/text()") == [*HEADS, UNCALLED]
    assert book.strings("notes.xhtml", "//h:li/@value") == list("11212121")
    assert all(" 1" not in label for label in book.strings("nav.xhtml", "//h:a/text()"))


def test_sections_on_paper(sections: Edition) -> None:
    layout = lay_out(sections)
    printed = " ".join("".join(pdf.pages(layout.pdf)[layout.anchors["notes"] - 1 :]).split())
    told = [printed.index(f"{head} Note {head}-1.") for head in HEADS]
    assert told == sorted(told)
    assert f"{UNCALLED} Note nobody." in printed
    assert " 1. 1. 2. 1. 2. 1. 2. 1. " in printed
    page = layout.anchors["ref-1"]
    assert printed.count(f"→ {page}") == 7  # one that is called twice on a page leads there once


def test_a_note_that_nothing_calls_is_none_of_the_last_section(tmp_path: Path) -> None:
    """Allowed, it is built in every edition and proved there; where one heading or none is, it comes last."""
    text = "# Rope\n\nOne.[^a]\n\n{}Two.[^b]\n\n[^a]: First.\n[^b]: Second.\n[^c]: Third.\n"
    for head, titles, shown in (("# Pole\n\n", ["Rope", "Pole", UNCALLED], "111"), ("", [], "123")):
        write(tmp_path, f"---\ntitle: Ferry\nnotes: by-section\n---\n\n{text.format(head)}", "manuscript/ferry.md")
        done = call(tmp_path, "all", "--quiet", "--force", "--allow", "note-orphan")
        assert done.status == 0, done.err
        [notes] = parsed((tmp_path / "dist/ferry/ferry.html").read_bytes()).xpath("//*[@role='doc-endnotes']")
        assert [element.text_content() for element in notes.iter("h3")] == titles
        assert notes.xpath("ol/li/@value") == list(shown)


def test_no_return_mark_stands_alone_on_a_page() -> None:
    """Behind a table, code or a quotation the mark has a line of its own, which stays with what is above it."""
    numbers = range(1, 41)
    notes = [
        Note(str(n), (p("A rope is long. " * (1 + n % 9)), CodeBlock("pull\nhold\nlet go", place=None)))
        for n in numbers
    ]
    document = everything.short(*(p("Rope.", NoteRef(str(n))) for n in numbers), notes=tuple(notes))
    layout = lay_out(everything.edition(document))
    printed = pdf.pages(layout.pdf)[layout.anchors["notes"] - 1 :]
    assert len(printed) > 5
    assert [page for page in printed if re.match(r"(?:Notes to pages? [\d–]+ )?→", page)] == []


def test_the_front_matter_numbers_by_section(tmp_path: Path) -> None:
    text = "One.[^a]\n\n## Head\n\nTwo.[^b]\n\n## Another[^c]\n\n[^a]: First.\n\n[^b]: Second.\n\n[^c]: Third.\n"
    for said, shown in (("by-section", "111"), ("[foot, by-section]", "111"), ("end", "123")):
        write(tmp_path, "---\ntitle: Rope\nnotes: " + said + "\n---\n\n" + text, "manuscript/rope.md")
        assert call(tmp_path, "html", "--quiet", "--force").status == 0
        page = parsed((tmp_path / "dist/rope/rope.html").read_bytes())
        assert [link.text for link in page.xpath("//a[@role='doc-noteref']")] == list(shown)
    assert call(tmp_path, "pdf", "--quiet").status == 0


def test_notes_of_sections_do_not_stand_at_the_foot(tmp_path: Path) -> None:
    text = "One.[^a]\n\n## Head\n\nTwo.[^b]\n\n[^a]: First of them.\n\n[^b]: Second of them.\n"
    write(tmp_path, "---\ntitle: Rope\nnotes: [foot, by-section]\n---\n\n" + text)
    said = call(tmp_path, "check").out
    assert "notes-at-end: the notes stand at the end of the print: numbered by section, two notes of one number" in said


def test_links_back_tell_sections_apart(sections: Edition) -> None:
    page = parsed(bind_web(sections))
    called = [str(link.get("aria-label")) for link in page.xpath("//a[@role='doc-backlink']")]
    assert len(set(called)) == len(called)
    assert "Back to reference 1" in called
    assert "Back to reference 1, The pole" in called


# --- wherever a text can stand -------------------------------------------------------------------------------------

PLACES = """\
---
title: A title of notes
kicker: Beside[^kicker]
standfirst: It is *short.*[^standfirst]
author: Nobody[^maker]
translator: Nobody else[^helper]
---

The text begins.[^again] *Italics with a call[^italic] in them* and ‘words that are quoted’.[^quoted][^touching]

## A head with a note[^head]

![A caption with a call.[^caption]](rope.svg)

| Rope | Pole |
|------|------|
| hemp[^cell] | ash |
> A quotation of somebody.[^block]

::: verse
A line of verse,
another[^verse] line.
:::

* An item.[^item]

Term
: Its meaning.[^meaning]

It is called again.[^again]

[^kicker]: In the kicker.
[^standfirst]: In the standfirst, with *italics.*
[^maker]: Behind a name.
[^helper]: Behind another name.
[^again]: Called twice.
[^italic]: In italics.
[^quoted]: Behind a quotation.
[^touching]: Beside another.
[^head]: In a head.
[^caption]: In a caption.
[^cell]: In a cell.
[^block]: In a quotation. It has two paragraphs.

    The second of them ends with a list:

    * an item
    * another
[^verse]: In verse, and with verse:

    ::: verse
    A line
    and another
    :::
[^item]: In an item.
[^meaning]: In a meaning.
"""
CALLS = 16  # fifteen notes, one of them twice


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    press = tmp_path_factory.mktemp("places")
    write(press, PLACES, "manuscript/places.md")
    write(press, everything.DRAWING.decode(), "manuscript/rope.svg")
    result = call(press, "all", "--quiet")
    assert (result.status, result.err) == (0, "")
    return press / "dist/places"


def test_no_note_is_lost_in_any_edition(places: Path) -> None:
    book = Book((places / "places.epub").read_bytes())
    page = parsed((places / "places.html").read_bytes())
    inside = [*book.pages[1:]]
    assert sum(len(book.find(name, "//*[@role='doc-noteref']")) for name in inside) == CALLS
    assert sum(len(book.find(name, "//*[@role='doc-backlink']")) for name in inside) == CALLS
    assert [len(page.xpath(f"//*[@role='doc-{kind}']")) for kind in ("noteref", "backlink")] == [CALLS, CALLS]
    assert page.xpath("//*[@role='doc-endnotes']/ol/li/@value") == [str(number) for number in range(1, 16)]
    printed = " ".join(" ".join(pdf.pages((places / "places.pdf").read_bytes())).split())
    for said in re.findall(r"\[\^\w+\]: (\w+ [\w ]+)", PLACES):
        assert printed.count(said) == 1


def test_titles_contents_and_metadata_have_no_number_of_a_note(places: Path) -> None:
    book = Book((places / "places.epub").read_bytes())
    assert "A head with a note" in book.strings("nav.xhtml", "//h:a/text()")
    assert book.strings("content.opf", "//d:description/text()") == ["It is short."]
    page = parsed((places / "places.html").read_bytes())
    assert page.xpath("string(//meta[@name='description']/@content)") == "It is short."


def test_a_link_back_stands_in_the_last_paragraph_or_in_one_of_its_own(places: Path) -> None:
    page = parsed((places / "places.html").read_bytes())
    notes = page.xpath("//*[@role='doc-endnotes']/ol/li")
    for note in notes:
        assert note[-1].tag == "p"
        assert note[-1].xpath("a[@role='doc-backlink']")
    alone = [note for note in notes if note[-1].text_content().strip() == "↑"]
    assert [note.get("value") for note in alone] == ["12", "13"]  # behind a list, and behind verse


def test_touching_calls_are_set_apart(places: Path) -> None:
    book = Book((places / "places.epub").read_bytes())
    page = parsed((places / "places.html").read_bytes())
    assert page.xpath("string(//main/p[1])").endswith("quoted’.7,8")
    assert book.strings("text.xhtml", "//h:span[@class='between-noterefs']/text()") == [","]


@pytest.mark.browser
@pytest.mark.parametrize("read", [readers.foliate_notes, readers.epubjs_notes])
def test_readers_open_each_note_and_come_back(read: object, chromium: "Browser", places: Path) -> None:
    opened = read(chromium, places / "places.epub", count=CALLS)  # type: ignore[operator]
    assert len(opened) == CALLS
    calls = ["ref-1", "ref-2", *(f"ref-{number}" for number in range(3, 16)), "ref-5"]  # a note leads to its first call
    assert [note.back for note in opened] == calls
    assert "another" in opened[11].text  # the last item of its list: the whole note


@pytest.mark.browser
@pytest.mark.parametrize("read", [readers.foliate_notes, readers.epubjs_notes])
def test_readers_open_the_notes_of_the_essay(read: object, chromium: "Browser", shared: Path, tmp_path: Path) -> None:
    source = shared / "essay" / "essay.txt"
    write(tmp_path, source.read_text(encoding="utf-8"), "essay.txt")
    assert call(tmp_path, "import", "essay.txt", "-o", "manuscript/essay.md").status == 0
    assert call(tmp_path, "epub", "--quiet").status == 0
    opened = read(chromium, tmp_path / "dist/essay/essay.epub", count=20)  # type: ignore[operator]
    assert [note.back for note in opened] == [f"ref-{number}" for number in range(1, 14)]
    assert all(len(note.text.strip()) > 9 for note in opened)


# --- where lines end -----------------------------------------------------------------------------------------------

SIGNS = ("…", "?", "!", "—", "–", "/", "-", "”", ")", "%", ".")


def lines_of_calls() -> Edition:
    """Paragraphs whose first line ends everywhere about a call, behind each sign that may stand before one."""
    ends = [(sign, length) for sign in SIGNS for length in range(1, 30)]
    blocks = [p("a few words " * 3 + "m" * n + " of them" + sign, NoteRef(f"{sign}{n}"), " rest") for sign, n in ends]
    notes = tuple(Note(f"{sign}{n}", (p("A note."),)) for sign, n in ends)
    return everything.edition(everything.short(*blocks, notes=notes))


def test_no_printed_line_begins_with_a_call() -> None:
    layout = lay_out(lines_of_calls())
    document = pypdfium2.PdfDocument(layout.pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document][: layout.anchors["notes"] - 1]
    assert sum(text.count("them") for text in pages) == len(SIGNS) * 29
    assert [line for text in pages for line in text.split("\r\n")[:-3] if re.match(r"\d+ rest", line)] == []


@pytest.mark.browser
def test_no_line_of_a_screen_begins_with_a_call(chromium: "Browser", tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(bind_web(lines_of_calls()))
    with browser.page(chromium, width=360) as shown:
        shown.goto(path.as_uri())
        parted = shown.evaluate(
            """() => [...document.querySelectorAll('main > p .noteref')].filter(call => {
                const before = document.createRange(), text = call.previousSibling
                before.setStart(text, text.length - 1)
                before.setEnd(text, text.length)
                return call.getBoundingClientRect().top > before.getBoundingClientRect().bottom - 2
            }).map(call => call.previousSibling.data.slice(-1))"""
        )
    assert parted == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1400])
def test_each_of_two_references_that_touch_is_touched_in_its_own_middle(
    chromium: "Browser", tmp_path: Path, width: int
) -> None:
    calls = "Ale was small.[^1][^2] *Rye*[^3][^4][^5] was dear."
    notes = "\n\n".join(f"[^{number}]: A note." for number in range(1, 6))
    write(tmp_path, f"---\ntitle: T\n---\n{calls}\n\n{notes}\n")
    assert call(tmp_path, "html", "manuscript/essay.md").status == 0
    with browser.page(chromium, width=width) as shown:
        shown.goto((tmp_path / "dist/essay/essay.html").as_uri())
        struck = shown.evaluate(
            """() => [...document.querySelectorAll('.noteref')].map(call => {
                const {left, right, top, bottom} = call.getBoundingClientRect()
                return [.2, .5, .8].map(share =>
                    document.elementFromPoint(left + share * (right - left), (top + bottom) / 2)?.textContent)
            })"""
        )
    assert struck == [[str(number)] * 3 for number in range(1, 6)]
