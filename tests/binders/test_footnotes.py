"""Notes at the foot of the page: each below its call, on the same page, tagged as a note, linked both ways."""

import ctypes
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace

from pressbuild.binders.pdf import lay_out, page
from pressbuild.binders.pointers import point_back
from pressbuild.binders.typesetter import Layout, astray
from pressbuild.document import (
    BlockQuote,
    Blocks,
    Cell,
    Emph,
    Figure,
    Heading,
    Image,
    Note,
    NoteRef,
    Table,
    Verse,
)
from pressbuild.edition import Edition
from tests.binders import everything
from tests.binders.everything import p, text
from tests.binders.test_pdf import SENTENCE, prose, tree
from tests.desk import call, write


def essay(length: int, paragraphs: int = 60) -> Edition:
    """An essay with a note of some sentences to every fourth paragraph; the first note is called twice."""
    notes = tuple(Note(str(n), (p(f"Note to paragraph {n}. {SENTENCE * length}"),)) for n in range(0, paragraphs, 4))
    again = p(SENTENCE, NoteRef("0"), NoteRef("4"))
    blocks = (*prose(paragraphs // 2), Heading(2, text("A heading")), *prose(paragraphs)[paragraphs // 2 :], again)
    return everything.edition(everything.short(*blocks, notes=notes, notes_at="foot"))


@pytest.fixture(scope="module")
def layout() -> Layout:
    return lay_out(essay(2))


def pages(layout: Layout) -> list[str]:
    return pages_of(layout.pdf)


def pages_of(pdf: bytes | Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("length", [0, 1, 3])
def test_each_note_is_on_the_page_of_its_call(length: int) -> None:
    laid = lay_out(essay(length))
    assert all(laid.anchors[f"note-{n}"] == laid.anchors[f"ref-{n}"] for n in range(1, 16))
    assert laid.findings == ()


def test_each_note_is_there_once_and_nothing_at_the_end(layout: Layout) -> None:
    said = "\n".join(pages(layout))
    assert all(said.count(f"Note to paragraph {n}.") == 1 for n in range(0, 60, 4))
    assert "Notes\r\n" not in said


def test_notes_are_tagged_with_an_id_and_their_number_as_label(layout: Layout) -> None:
    opened = pikepdf.open(BytesIO(layout.pdf))
    structure = tree(opened.Root.StructTreeRoot.K[0])
    notes = [element for _, kind, element in structure if kind == "Note"]
    assert len({str(note.ID) for note in notes}) == len(notes) >= 15
    for note in notes:
        inside = [kind for _, kind, _ in tree(note)]
        assert inside.index("Lbl") < inside.index("Link")


def test_a_second_call_elsewhere_has_a_link_of_its_own(layout: Layout) -> None:
    last = layout.anchors["ref-1-2"]
    assert last > layout.anchors["ref-1"]
    foot = pages(layout)[layout.anchors["note-1"] - 1]
    assert f"→\u00a0{last}" in foot.replace("→ ", "→\u00a0")


def test_a_later_page_that_calls_a_note_again_says_on_which_it_stands() -> None:
    notes = (Note("a", (p("What a note says."),)), Note("b", (p("What the next says."),)))
    first, later = (
        p("Malt", NoteRef("a"), " and hops", NoteRef("a"), "."),
        p("Rye", NoteRef("a"), " is", NoteRef("b"), "."),
    )
    blocks = (first, *prose(40), later, p("Last", NoteRef("a"), ", ", NoteRef("b"), "."))
    laid = lay_out(everything.edition(everything.short(*blocks, notes=notes, notes_at="foot")))
    home, last = laid.anchors["note-1"], laid.anchors["ref-1-3"]
    assert home == laid.anchors["ref-1-2"] < last == laid.anchors["ref-1-4"] == laid.anchors["note-2"]
    there = pages(laid)[last - 1].replace("→ ", "→\u00a0")
    assert there.count("→") == there.count(f"→\u00a0{home}") == 1
    assert there.index(f"→\u00a0{home}") < there.index("What the next says.")
    assert laid.findings == ()


def test_lines_come_and_go_until_the_pages_stand() -> None:
    def line(note: int, place: int) -> str:
        return f"<div data-note='note-{note}' data-call='ref-{note}-{place}' data-unset=''/>"

    root = etree.fromstring(f"<main>{line(1, 2)}{line(1, 3)}{line(2, 2)}</main>")
    pages = {"note-1": 3, "ref-1-2": 5, "ref-1-3": 5, "note-2": 5, "ref-2-2": 5}

    def standing() -> list[bool]:
        return [each.get("data-unset") is None for each in root]

    assert point_back(root, pages)
    assert standing() == [True, False, False]
    assert not point_back(root, pages)
    assert point_back(root, pages | {"ref-1-3": 6, "ref-2-2": 6})
    assert standing() == [True, True, True]
    assert point_back(root, pages | {"ref-1-2": 3, "ref-1-3": 4})
    assert standing() == [False, True, False]


def test_a_second_call_on_the_same_page_has_none() -> None:
    notes = (Note("a", (p("What a note says."),)),)
    blocks = (p("Malt", NoteRef("a"), " and hops", NoteRef("a"), "."), *prose(40), p("Last", NoteRef("a"), "."))
    laid = lay_out(everything.edition(everything.short(*blocks, notes=notes, notes_at="foot")))
    home, last = laid.anchors["note-1"], laid.anchors["ref-1-3"]
    assert laid.anchors["ref-1-2"] == home < last
    foot = pages(laid)[home - 1].replace("→ ", "→\u00a0")
    assert [sign for sign in foot.split() if sign.isdecimal() or "→" in sign].count(f"{home}") == 1  # its folio
    assert f"→\u00a0{last}" in foot


def test_a_note_is_set_by_itself_whatever_its_call_stands_in() -> None:
    song = Verse(((text("First"),), (text("Last"),)))
    notes = (Note("a", (p("See ", Emph(text("Ale")), ", ", Emph((*text("very "), Emph(text("old"))))), song)),)
    called = p(Emph((*text("Malt"), NoteRef("a"))))
    layout = lay_out(everything.edition(everything.short(called, notes=notes, notes_at="foot")))
    see, ale, very, old, first, last = (_seen(layout, word) for word in ("See", "Ale", "very", "old", "First", "Last"))
    assert see[0] < first[0] == pytest.approx(last[0], abs=1)  # but for what a letter keeps free at its left
    assert [word[1] for word in (see, ale, very, old)] == [False, True, True, False]


def _seen(layout: Layout, word: str) -> tuple[float, bool]:
    """The left edge of a word on the first page of the text, and whether it is in italics."""
    page = pypdfium2.PdfDocument(layout.pdf)[2].get_textpage()
    index = page.get_text_range().index(word)
    name = ctypes.create_string_buffer(64)
    pypdfium2.raw.FPDFText_GetFontInfo(page, index, name, 64, ctypes.c_int())
    return page.get_charbox(index)[0], b"Italic" in name.value


QUOTED = BlockQuote((p("Fares are low.", NoteRef("1"), " And again", NoteRef("front")),))
ALONE = Table((), ((Cell((p("Fares", NoteRef("1")),)),),))


@pytest.mark.parametrize(
    "blocks",
    [
        (p("Fares are low.", NoteRef("1")),),
        (Heading(2, text("The quay")), QUOTED),
        (Verse(((text("Fares are "), (*text("low."), NoteRef("1"))),)), p("So it is.")),
        (ALONE, p("So it is.")),
    ],
)
def test_what_the_title_page_calls_stands_at_the_foot_of_the_text_s_first_page(blocks: Blocks) -> None:
    notes = (Note("front", (p("Of the standfirst."),)), Note("1", (p("Of the fares."),)))
    short = everything.short(*blocks, notes=notes, notes_at="foot")
    front = replace(short.front, standfirst=(*text("What ferries carry."), NoteRef("front")))
    edition = everything.edition(replace(short, front=front))
    assert edition.at_foot
    laid = lay_out(edition)
    assert laid.anchors["ref-1"] == 1
    assert laid.anchors["note-1"] == laid.anchors["note-2"] == laid.anchors["ref-2"] == 3
    foot = pages(laid)[2]
    assert foot.index("standfirst.") < foot.index("fares.")
    assert laid.findings == ()


def test_a_book_names_the_note_as_it_was_typed(tmp_path: Path) -> None:
    book = tmp_path / "manuscript" / "beer"
    write(book, 'title = "Beer"\nchapters = ["one.md"]\nhouse = "own"\n', "book.toml")
    write(book, f"---\ntitle: One\n---\nSmall.[^1]\n\n[^1]: {'It was small. ' * 80}\n", "one.md")
    house = '[style]\nid = "own"\nname = "Own"\nlang = "en"\nmanual = "Ours"\n[notes]\nat = "foot"\n'
    write(tmp_path, house, "styles/own/style.toml")
    assert "the note [^1] of chapter 1 is longer than" in call(tmp_path, "check", book).out


@pytest.mark.parametrize("above", range(4, 13))
def test_what_a_table_or_a_caption_calls_stands_at_the_foot_of_its_page(above: int) -> None:
    notes = tuple(Note(name, (p(f"Note {name}. {SENTENCE}"),)) for name in ("before", "caption", "cell", "figure"))
    rows = (
        (everything.cell("Malt"), everything.cell("1", NoteRef("cell"))),
        (everything.cell("b"), everything.cell("c")),
    )
    figure = Figure(Image("p.png", "A picture"), text("Shown", NoteRef("figure")))
    blocks = (
        *prose(above),
        p("Here", NoteRef("before")),
        Table(text("What", NoteRef("caption")), rows),
        figure,
        *prose(2),
    )
    laid = lay_out(everything.edition(everything.short(*blocks, notes=notes, notes_at="foot")))
    assert [laid.anchors[f"note-{n}"] - laid.anchors[f"ref-{n}"] for n in range(1, 5)] == [0, 0, 0, 0]


def test_a_table_that_calls_too_much_or_is_too_long_has_none_at_the_foot() -> None:
    long = Note("n", (p("Malt. " * 140),))
    for rows, notes in (
        (30, (Note("n", (p("Malt."),)),)),
        (3, (long, replace(long, label="m"), replace(long, label="o"))),
    ):
        called = everything.cell("a", *(NoteRef(note.label) for note in notes))
        table = Table((), ((called,), *((everything.cell("b"),) for _ in range(rows))))
        assert not everything.edition(everything.short(table, notes=notes, notes_at="foot")).at_foot


@pytest.mark.parametrize(("length", "step"), [(0, 4), (1, 4), (2, 7)])
def test_no_page_ends_early_for_a_note(length: int, step: int) -> None:
    called = range(0, 60, step)
    notes = tuple(Note(str(n), (p(f"Note to paragraph {n}. {SENTENCE * length}"),)) for n in called)
    blocks = [
        p(SENTENCE * (2 + n % 3), *([NoteRef(str(n))] if n in called else []), SENTENCE * (1 + n % 2))
        for n in range(60)
    ]
    laid = lay_out(everything.edition(everything.short(*blocks, notes=notes, notes_at="foot")))
    assert laid.findings == ()
    assert min(len(said.splitlines()) for said in pages(laid)[2:-2]) >= 26  # of 33; a page was half empty


@pytest.mark.parametrize(("lines", "length"), [(16, 1), (0, 2)])
def test_no_heading_is_left_behind_where_a_note_sends_its_text_on(lines: int, length: int) -> None:
    notes = tuple(Note(str(n), (p(f"Note {n}. {SENTENCE * length}"),)) for n in range(6))
    called = [p("Rain fell on the mill. " * 3, NoteRef(str(n)), SENTENCE) for n in range(5)]
    above = [
        *called,
        *(p("Rain on the weir.") for _ in range(lines)),
        p("Rain on the mill and the town.", NoteRef("5")),
    ]
    heads = Heading(2, text("A heading")), Heading(3, text("One below it"))
    blocks = (*above, *heads, p("The river rose above the mill and the town below it.", SENTENCE * 3), *prose(12))
    laid = lay_out(everything.edition(everything.short(*blocks, notes=notes, notes_at="foot")))
    (page,) = [said.split() for said in pages(laid) if "A heading One below it" in " ".join(said.split())]
    assert page[page.index("heading") + 4 :][:3] == ["The", "river", "rose"]


def test_a_note_that_finds_no_room_is_named_by_its_printed_number_and_pages() -> None:
    """Numbered by section, the fourth note of a work may be printed as 1. What the title page calls is never astray."""
    root = etree.fromstring(
        "<main><p>A<a id='ref-4'/><div class='footnote' id='note-4'><p><a class='footnote-number'>1</a>B</p></div>"
        "C<a id='ref-5'/><div class='footnote' id='note-5'><p><a class='footnote-number'>2</a>D</p></div></p>"
        "<div class='footnote' id='note-6' data-front=''><p><a class='footnote-number'>3</a>E</p></div></main>"
    )
    anchors = (
        {"ref-6": (0, 0)},
        {"ref-4": (0, 0), "ref-5": (0, 0), "note-5": (0, 0)},
        {"note-4": (0, 0), "note-6": ()},
    )
    document = SimpleNamespace(pages=[SimpleNamespace(anchors=each) for each in anchors])
    [finding] = astray(root, document)
    assert (finding.code, finding.message) == (
        "note-astray",
        "note 1 stands at the foot of page 3, its call on page 2: the notes before it leave it no room",
    )
    assert finding.hint


def test_a_title_breaks_by_its_sense_and_not_its_note(tmp_path: Path) -> None:
    write(tmp_path, 'title = "T"\nchapters = ["a.md"]\n[notes]\nat = "foot"\n', "manuscript/b/book.toml")
    title = "Bread in the Years of the Short Harvest: an Account of the Millers of the North"
    write(tmp_path, f"# {title}[^1]\n\nText.\n\n[^1]: Flour, rye, salt; and no more.\n", "manuscript/b/a.md")
    assert call(tmp_path, "pdf", "manuscript/b", "--quiet").status == 0
    [printed] = [text for text in pages_of(tmp_path / "dist/b/b.pdf") if "Flour" in text]
    assert "Flour, rye, salt; and no\u00a0more." in printed
    assert "Harvest: \r\nan Account" in printed


def test_a_note_is_not_the_last_word_of_its_paragraph() -> None:
    notes = (Note("n", (p("A note about it all."),)),)
    words = p("They did what they came for and went on.", NoteRef("n"))
    root = page(everything.edition(everything.short(words, notes=notes, notes_at="foot")))
    [paragraph] = [each for each in root.iterfind(".//main//p") if each.find(".//div") is not None]
    assert "went\u00a0on." in "".join(map(str, paragraph.itertext()))
