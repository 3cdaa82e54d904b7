"""What stands on the pages of a tagged PDF: bytes in, `Printed` out, the texts of title page, body and notes. Pure.

Every text is taken by the element of the structure tree that it belongs to (ISO 32000-1, 14.7 and 14.8), in the order
in which it is painted or in that of the tree. Running heads and folios are artifacts and belong to none. What an
edition adds between the words, and says with elements of its own, is left out: the figures of references, the labels
of lists and of notes, the page numbers of links back. Text that belongs to no element and is no artifact is a
stranger and stays in.
"""

import ctypes
import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.words import Words

LEFT_OUT = frozenset({"Lbl", "Reference", "Figure"})  # a picture may hold text of its own, which is no word of ours
BACK = re.compile(r"\s*(?:→\s*\d+|\d+\s*→)\s*")  # in a line from right to left PDFium has it turned
CUT = re.compile(r"[‐\u00ad\ufffe\x02]\s*\n")  # a word where a line ends
HEADING = re.compile(r"H[1-6]")
ROOM = 20_000  # UTF-16 units; a line never has as many


class Piece(Struct, frozen=True):
    """A run of text, at most a line, and the kinds of the elements around it, outermost first. `again` marks the head
    or foot of a table that goes on from page to page, where it may be the same one once more."""

    text: str
    path: tuple[str, ...]
    again: bool = False


class Printed(Struct):
    """The texts of a PDF: of the title page the `title` and what else the author wrote (`beside`), the `body`, the
    `notes` one after another."""

    title: list[Piece] = field(default_factory=list)
    beside: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)


def text(pieces: Iterable[Piece]) -> str:
    """The text of pieces; words that are cut where a line ends are whole again."""
    return CUT.sub("", "\n".join(piece.text for piece in pieces))


def printed(data: bytes, own: Words, *, painted: bool = True) -> Printed:
    """What stands in a PDF in whose language our own sections are called by these words, in the order in which it is
    painted or in that of the structure tree. The first takes a float or what is positioned from its place, the second a
    list in an item."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [_Page(pypdfium2.raw, document.raw, number).pieces(painted=painted) for number in range(len(document))]
    finally:
        document.close()
    return _sorted(pages, "".join(own.notes.split()), "".join(own.index.split()))


# --- pages ---------------------------------------------------------------------------------------------------------


class _Page:
    """A page while it is read. PDFium is called as it is: its objects in Python would take as long as all the rest."""

    def __init__(self, raw: Any, document: Any, number: int) -> None:
        self.raw, self.document, self.number = raw, document, number
        self.line, self.name = (ctypes.c_ushort * ROOM)(), (ctypes.c_ushort * 32)()
        self.texts: dict[int, str] = {}
        self.paths: dict[int, tuple[str, ...]] = {}

    def pieces(self, *, painted: bool) -> list[Piece]:
        """The page's texts; strangers come last. Marked content is numbered as it is painted."""
        raw = self.raw
        page = raw.FPDF_LoadPage(self.document, self.number)
        letters, tree = raw.FPDFText_LoadPage(page), raw.FPDF_StructTree_GetForPage(page)
        try:
            self.gather(letters, [raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page))])
            for number in range(raw.FPDF_StructTree_CountChildren(tree) if tree else 0):
                self.visit(raw.FPDF_StructTree_GetChildAtIndex(tree, number), ())
        finally:
            raw.FPDF_StructTree_Close(tree)
            raw.FPDFText_ClosePage(letters)
            raw.FPDF_ClosePage(page)
        self.reach_deeper()
        order = [mark for mark in (sorted(self.paths) if painted else self.paths) if mark in self.texts]
        order += self.texts.keys() - self.paths.keys()
        return [Piece(self.texts[mark], self.paths.get(mark, ())) for mark in order]

    def reach_deeper(self) -> None:
        """PDFium shows no more than 32 levels of the tree. What is tagged and lies deeper has the path of what is
        painted before it, and at a page's beginning that of the text."""
        path: tuple[str, ...] = ("Part",)
        for mark in sorted(mark for mark in {*self.texts, *self.paths} if mark >= 0):
            path = self.paths.setdefault(mark, path)

    def gather(self, letters: Any, things: Iterable[Any]) -> None:
        """The texts of painted things by the number of their marked content, -1 for what has none."""
        raw = self.raw
        for thing in things:
            kind, mark = raw.FPDFPageObj_GetType(thing), raw.FPDFPageObj_GetMarkedContentID(thing)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                count = raw.FPDFFormObj_CountObjects(thing)
                self.gather(letters, [raw.FPDFFormObj_GetObject(thing, number) for number in range(count)])
            elif kind == raw.FPDF_PAGEOBJ_TEXT and (mark >= 0 or not self.artifact(thing)):
                size = raw.FPDFTextObj_GetText(thing, letters, self.line, 2 * ROOM)
                said = ctypes.string_at(self.line, max(0, size - 2)).decode("utf-16-le", "replace")
                self.texts[mark] = self.texts.get(mark, "") + said

    def artifact(self, thing: Any) -> bool:
        raw, size = self.raw, ctypes.c_ulong()
        for number in range(raw.FPDFPageObj_CountMarks(thing)):
            raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(thing, number), self.name, 64, size)
            if ctypes.string_at(self.name, max(0, size.value - 2)).decode("utf-16-le") == "Artifact":
                return True
        return False

    def visit(self, element: Any, path: tuple[str, ...]) -> None:
        """Note the path of each piece of marked content in an element."""
        raw = self.raw
        size = raw.FPDF_StructElement_GetType(element, self.name, 64)
        path = (*path, ctypes.string_at(self.name, max(0, size - 2)).decode("utf-16-le"))
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                self.visit(child, path)
            elif (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, number)) >= 0:
                self.paths[mark] = path[1:]  # the whole tree is one Document


# --- parts ---------------------------------------------------------------------------------------------------------


def _sorted(pages: Sequence[Sequence[Piece]], notes: str, index: str) -> Printed:
    """The pieces by the part of the work that they stand in. The first page is the title page, the last the back
    cover; the text is the one Part, in which a section is the notes of a chapter. A section behind it says by its
    heading whether it holds notes, or an index of ours; any other is text."""
    sheet = Printed()
    leaves = [[piece for piece in page if _of_author(piece)] for page in pages]
    _title_page(sheet, leaves[0])
    inner = _repeated(leaves[1:-1], "THead")
    inner = [page[::-1] for page in _repeated([page[::-1] for page in inner[::-1]], "TFoot")][::-1]
    part: list[Piece] = []  # what stands before the text: imprint and contents
    begun = False
    pages_of_text = [piece for page in inner for piece in page]
    sheet.notes = [piece for piece in pages_of_text if "Note" in piece.path and "Sect" not in piece.path]
    text = [piece for piece in pages_of_text if "Note" not in piece.path or "Sect" in piece.path]
    for kind, group in groupby(text, key=lambda piece: piece.path[:2]):
        pieces = list(group)
        if kind == ("Part", "Sect"):
            own, pieces = _of_chapter(pieces, notes)
            sheet.notes += own
            part = sheet.body
        elif kind[:1] == ("Part",):
            part = sheet.body
        elif kind == ("Sect", "H2") and begun:
            own = sheet.notes if (heading := _run(pieces)) == notes else [] if heading == index else sheet.body
            part, pieces = own, pieces if own is sheet.body else []
        elif kind == ("Sect", "H3") and part is not sheet.body:
            pieces = []  # the title of the chapter to which notes belong
        begun = begun or part is sheet.body
        part += pieces
    return sheet


def _of_chapter(pieces: Sequence[Piece], notes: str) -> tuple[list[Piece], list[Piece]]:
    """The notes at a chapter's end, and what is none of them: all, where their heading is another."""
    heads = [piece for piece in pieces if HEADING.fullmatch("".join(piece.path[2:3]))]
    rest = [piece for piece in pieces if not HEADING.fullmatch("".join(piece.path[2:3]))]
    return (rest, []) if _run(heads) == notes else ([], list(pieces))


def _of_author(piece: Piece) -> bool:
    return LEFT_OUT.isdisjoint(piece.path) and not (piece.path[-1:] == ("Link",) and BACK.fullmatch(piece.text))


def _title_page(sheet: Printed, page: Sequence[Piece]) -> None:
    """The kicker stands before the title, subtitle and standfirst in the one division after it."""
    before = len(list(takewhile(lambda piece: piece.path[1:2] != ("H1",), page)))
    for place, piece in enumerate(page):
        if piece.path[1:2] == ("H1",):
            sheet.title.append(piece)
        elif place < before or piece.path[1:2] == ("Div",):
            sheet.beside.append(piece)


def _repeated(pages: Sequence[list[Piece]], kind: str) -> list[list[Piece]]:
    """The pages, where the head with which one begins is marked if a table before it has the same one."""
    marked: list[list[Piece]] = []
    last, within = "", False
    for page in pages:
        top = list(takewhile(lambda piece: kind in piece.path, page)) if within else []
        again = bool(top) and _run(top) == last
        marked.append([*(replace(piece, again=again) for piece in top), *page[len(top) :]])
        for inside, group in groupby(page, key=lambda piece: kind in piece.path):
            last = _run(group) if inside else last
        within = bool(page) and "Table" in page[-1].path
    return marked


def _run(pieces: Iterable[Piece]) -> str:
    return "".join("".join(piece.text for piece in pieces).split())
