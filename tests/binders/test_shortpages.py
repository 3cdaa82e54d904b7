"""Notes that begin below a text whose last page holds a few lines."""

import pypdfium2
import pytest

from pressbuild.binders.pdf import lay_out
from pressbuild.binders.typesetter import Layout
from pressbuild.document import Attributes, Figure, Image, LineBreak, Note, NoteRef, Paragraph
from tests.binders import everything
from tests.binders.everything import p
from tests.binders.test_pdf import SENTENCE

FULL = 27  # lines of the first page, below its sunk head


def verses(lines: int) -> Paragraph:
    """A paragraph of so many lines, the first of which calls thirty notes."""
    calls = tuple(NoteRef(str(number)) for number in range(30))
    rest = (part for _ in range(lines - 1) for part in (LineBreak(), "A line."))
    return p(*calls, *rest)


def laid(*blocks: object, **front: object) -> Layout:
    notes = tuple(Note(str(number), (p(f"Number {number}. {SENTENCE}"),)) for number in range(30))
    work = everything.short(*blocks, notes=notes, authors=("Ida Quill",), **front)
    return lay_out(everything.edition(work))


def said(layout: Layout) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(layout.pdf)]


@pytest.mark.parametrize("lines", [2, 4, 5, 6, 20])
def test_notes_begin_below_five_lines_or_fewer(lines: int) -> None:
    pages = said(layout := laid(verses(FULL + lines)))
    at = layout.anchors["notes"] - 1
    below = lines <= 5
    assert pages[at].count("A line.") == (lines if below else 0)
    assert pages[at - (not below)].count("A line.") == lines
    assert ("Ida Quill" in pages[at]) == below  # the text's running head, or none
    assert [head in pages[at] for head in ("Notes to page", "Notes to page 3")] == [False, False]
    assert "Notes to page 3" in pages[at + 1]  # where all are called
    assert "→ 3" in pages[at + 1]


def test_a_page_that_has_no_room_is_left_alone() -> None:
    picture = Image("figures/dot.png", "A dot", attributes=Attributes(width="100%"))
    pages = said(layout := laid(verses(FULL), Figure(picture, ()), p("A line below the picture.")))
    assert "A line below the picture." in pages[layout.anchors["notes"] - 2]


def test_sections_on_new_pages_have_their_notes_on_one_too() -> None:
    layout = laid(verses(FULL + 3), contents=True)
    pages = said(layout)
    assert "A line." not in pages[layout.anchors["notes"] - 1]


def test_a_text_of_one_page() -> None:
    layout = laid(p("A short text.", *(NoteRef(str(number)) for number in range(30))))
    assert layout.anchors["notes"] == layout.anchors["ref-1"] == 3


def test_lines_above_the_notes_stay_on_their_page() -> None:
    assert [said(laid(verses(FULL + 3)))[number].count("A line.") for number in (2, 3)] == [FULL - 1, 3]
