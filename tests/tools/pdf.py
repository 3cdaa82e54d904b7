"""PDF bytes in; out: the text of its pages, its fonts, and what is wrong with its structure (pypdfium2, pikepdf)."""

import re
from io import BytesIO

import pikepdf
import pypdfium2

# Layout breaks a word at a hyphen of its own making, U+2010; an author's hyphen at a line's end PDFium gives as U+FFFE.
ADDED_HYPHEN = re.compile("\u2010(?:\\r?\\n|$)")
OWN_HYPHEN = re.compile("\ufffe(?:\\r?\\n)?|(?<=\\w)-\\r?\\n(?=\\w)")


def pages(pdf: bytes) -> list[str]:
    """The text of each page in reading order, words that were hyphenated at line ends joined, white space single."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_text(page) for page in document]


def _text(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    try:
        return " ".join(OWN_HYPHEN.sub("-", ADDED_HYPHEN.sub("", words.get_text_range())).split())
    finally:
        words.close()
        page.close()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts in the file, without their subset's prefix."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            re.sub(r"^/?[A-Z]{6}\+", "", str(thing.BaseFont)).lstrip("/")
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }


def problems(pdf: bytes) -> list[str]:
    """What pikepdf has to say against the file's syntax; a file that cannot be opened is one problem."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return [str(problem) for problem in document.check_pdf_syntax()]
    except pikepdf.PdfError as error:
        return [str(error)]
