"""Imposes a reading edition as a pamphlet: a PDF in A5 in, a PDF on A4 to print, fold and staple out. Pure.

Two pages on each side of a landscape sheet, printed on both sides and flipped on the short edge. Blank leaves never
interrupt the text: they stand before the last page, which stays the back cover. Links and tags are dropped, since an
imposed file is for paper alone.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from msgspec import Struct

MM = 72 / 25.4
SHEET = (297 * MM, 210 * MM)  # A4, landscape
SADDLE = 15  # sheets that a long-armed stapler still takes; above, the book is sewn from gatherings
GATHERING = 8  # sheets of one gathering
CREEP_FROM = 6  # sheets: below, the innermost leaf stands out by less than half a millimetre
PAPER = 0.1 * MM  # the thickness of paper of 80 g/m²
BULK = 1.2  # what a fold takes besides the paper's thickness


class Side(Struct, frozen=True):
    """One side of a sheet: the numbers of its pages (from 1; None for a blank) and its sheet's depth in the gathering,
    0 for the outermost."""

    left: int | None
    right: int | None
    depth: int


class Pamphlet(Struct, frozen=True):
    """An imposed PDF: sheets of paper, pages of the reading edition, blank pages, gatherings (1: one staple)."""

    pdf: bytes
    sheets: int
    pages: int
    blanks: int
    gatherings: int = 1


def imposition(pages: int) -> tuple[Side, ...]:
    """The sides in the order in which they are printed: front and back of the first sheet, then of the next.

    Sheet k of a gathering of N pages: front N−2k+2 | 2k−1, back 2k | N−2k+1 (the two always sum to N+1)."""
    sequence = padded(pages)
    sides: list[Side] = []
    start = 0
    for sheets in gatherings(len(sequence) // 4):
        sides += _gathering(sequence[start : start + 4 * sheets])
        start += 4 * sheets
    return tuple(sides)


def padded(pages: int) -> tuple[int | None, ...]:
    """The pages in reading order, made a multiple of four by blanks before the last."""
    blanks = (None,) * (-pages % 4)
    if pages < 2:
        return (*range(1, pages + 1), *blanks)
    return (*range(1, pages), *blanks, pages)


def gatherings(sheets: int) -> tuple[int, ...]:
    """The sheets of each gathering: one where a staple holds them, else several of like size."""
    if sheets <= SADDLE:
        return (sheets,)
    count = -(-sheets // GATHERING)
    return tuple(sheets // count + (index < sheets % count) for index in range(count))


def _gathering(sequence: Sequence[int | None]) -> list[Side]:
    last = len(sequence) - 1
    sides = []
    for depth in range(len(sequence) // 4):
        near, far = 2 * depth, last - 2 * depth
        sides.append(Side(sequence[far], sequence[near], depth))
        sides.append(Side(sequence[near + 1], sequence[far - 1], depth))
    return sides


def creep(sheets: int, depth: int) -> float:
    """How far (in points) the pages of a sheet move towards the spine, so that the trimmed fore edges align."""
    return depth * PAPER * BULK if sheets >= CREEP_FROM else 0.0


def impose(pdf: bytes) -> Pamphlet:
    """The pamphlet of a reading edition."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as source, pikepdf.new() as target:
        pages = len(source.pages)
        sides = imposition(pages)
        forms = {
            number: target.copy_foreign(page.as_form_xobject()) for number, page in enumerate(source.pages, start=1)
        }
        boxes = {number: [float(edge) for edge in page.mediabox] for number, page in enumerate(source.pages, start=1)}
        gathered = gatherings(len(sides) // 2)
        for side in sides:
            _add(target, side, forms, boxes, creep(max(gathered), side.depth))
        _describe(source, target)
        out = BytesIO()
        target.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Pamphlet(out.getvalue(), len(sides) // 2, pages, -pages % 4, len(gathered))


def _add(target: Any, side: Side, forms: dict[int, Any], boxes: dict[int, list[float]], shift: float) -> None:
    """One side of a sheet; both pages touch the spine in its middle."""
    from pikepdf import Array, Dictionary, Name

    width, height = SHEET
    xobjects, drawing = Dictionary(), []
    for number, name in ((side.left, "L"), (side.right, "R")):
        if number is None:
            continue
        left, bottom, right, top = boxes[number]
        x = width / 2 - (right - left) + shift if name == "L" else width / 2 - shift
        y = (height - (top - bottom)) / 2
        xobjects[f"/{name}"] = forms[number]
        drawing.append(f"q 1 0 0 1 {x - left:.3f} {y - bottom:.3f} cm /{name} Do Q")
    page = target.add_blank_page(page_size=(round(width, 3), round(height, 3)))
    page.obj.Resources = Dictionary(XObject=xobjects)
    page.obj.Contents = target.make_stream("\n".join(drawing).encode())
    page.obj.TrimBox = Array(page.obj.MediaBox)
    assert page.obj.Type == Name.Page


def _describe(source: Any, target: Any) -> None:
    """The title and dates of the reading edition; and how a printer has to turn the sheets."""
    from pikepdf import Dictionary, Name

    for key in ("/Title", "/Author", "/Subject", "/Creator", "/CreationDate", "/ModDate"):
        if key in source.docinfo:
            target.docinfo[key] = str(source.docinfo[key])
    target.Root.PageLayout = Name.SinglePage
    target.Root.ViewerPreferences = Dictionary(
        Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
    )
    if "/Lang" in source.Root:
        target.Root.Lang = str(source.Root.Lang)
