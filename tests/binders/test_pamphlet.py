"""The pamphlet: folded in software, its sheets read from first page to last; a file for paper, always the same."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.binders.pamphlet import (
    CREEP_FROM,
    MM,
    SADDLE,
    SHEET,
    Side,
    creep,
    gatherings,
    impose,
    imposition,
    padded,
)
from pressbuild.binders.pdf import lay_out
from tests.binders import everything
from tests.tools import pdf


def folded(sides: tuple[Side, ...]) -> list[int | None]:
    """The pages as a reader turns them: each gathering's sheets laid one in the other and folded, then one by one."""
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    starts = [number for number, (front, _) in enumerate(sheets) if front.depth == 0]
    read: list[int | None] = []
    for start, end in zip(starts, [*starts[1:], len(sheets)], strict=True):
        first_half: list[int | None] = []
        second_half: list[int | None] = []
        for front, back in sheets[start:end]:  # the outermost first
            first_half += [front.right, back.left]
            second_half = [back.right, front.left, *second_half]
        read += [*first_half, *second_half]
    return read


@given(st.integers(1, 700))
def test_folds_into_reading_order(pages: int) -> None:
    read = folded(imposition(pages))
    assert [page for page in read if page] == list(range(1, pages + 1))
    assert len(read) % 4 == 0
    assert len(read) - pages < 4


@given(st.integers(2, 700))
def test_blanks_stand_before_the_back_cover(pages: int) -> None:
    sequence = padded(pages)
    assert sequence[-1] == pages
    assert all(sequence[: pages - 1])


@given(st.integers(1, 700))
def test_two_pages_on_a_side_sum_to_one_more_than_all(pages: int) -> None:
    if pages % 4 == 0 and len(gatherings(pages // 4)) == 1:
        assert {side.left + side.right for side in imposition(pages) if side.left and side.right} == {pages + 1}


@given(st.integers(1, 200))
def test_gatherings_are_even(sheets: int) -> None:
    parts = gatherings(sheets)
    assert sum(parts) == sheets
    assert max(parts) <= SADDLE
    assert max(parts) - min(parts) <= 1


def test_sixteen_pages() -> None:
    first = [(side.left, side.right) for side in imposition(16)[:4]]
    assert first == [(16, 1), (2, 15), (14, 3), (4, 13)]


def test_creep_begins_with_the_sixth_sheet() -> None:
    assert creep(CREEP_FROM - 1, 4) == 0
    assert creep(CREEP_FROM, 0) == 0
    assert creep(CREEP_FROM, 5) == pytest.approx(0.6 * MM)


def leaves(count: int) -> bytes:
    """A PDF of A5 pages, each with its number on it."""
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(1, count + 1):
            page = document.add_blank_page(page_size=(419.53, 595.28))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = document.make_stream(f"BT /F 24 Tf 200 300 Td (page{number}) Tj ET".encode())
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def places(data: bytes) -> list[list[tuple[str, float]]]:
    """On each side, what is printed and how far from the spine it begins, from left to right."""
    sides = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            words = page.get_textpage()
            rects = [words.get_rect(index) for index in range(words.count_rects())]
            sides.append(sorted((round(r[0] - SHEET[0] / 2, 1), words.get_text_bounded(*r).strip()) for r in rects))
            words.close()
            page.close()
    return [[(word, x) for x, word in side] for side in sides]


def test_pages_stand_where_they_are_imposed() -> None:
    sides = [[word for word, _ in side] for side in places(impose(leaves(7)).pdf)]
    assert sides == [["page7", "page1"], ["page2"], ["page6", "page3"], ["page4", "page5"]]


def test_inner_sheets_move_to_the_spine() -> None:
    sides = places(impose(leaves(24)).pdf)
    outer, inner = dict(sides[0]), dict(sides[-1])
    assert inner["page12"] - outer["page24"] == pytest.approx(creep(6, 5), abs=0.2)
    assert outer["page1"] - inner["page13"] == pytest.approx(creep(6, 5), abs=0.2)


def test_is_for_paper() -> None:
    reading = lay_out(everything.edition()).pdf
    made = impose(reading)
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert all("/Annots" not in page for page in document.pages)
        assert document.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipShortEdge
        assert "All the kinds" in str(document.docinfo.Title)
    assert {(round(w), round(h)) for w, h in pdf.sizes(made.pdf)} == {(842, 595)}
    assert len(pdf.sizes(made.pdf)) == 2 * made.sheets
    assert made.pages + made.blanks == 4 * made.sheets
    assert pdf.problems(made.pdf) == []
    assert pdf.fonts(made.pdf) == pdf.fonts(reading)


def test_same_bytes() -> None:
    data = leaves(10)
    assert impose(data).pdf == impose(data).pdf


def test_a_book_is_sewn() -> None:
    made = impose(leaves(130))
    assert made.gatherings == 5
    assert made.sheets == 33
