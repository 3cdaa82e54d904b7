"""The EPUB's cover: an `Edition` in, the bytes of a PNG of 1600 × 2560 out, in the title page's design. Pure.

A picture that the front matter names as `cover` is taken instead.
"""

from io import BytesIO

from lxml import etree

from pressbuild.binders import pdf, titling, typesetter
from pressbuild.edition import Edition
from pressbuild.templates import render, stylesheet
from pressbuild.xhtml import Element, Renderer, graft

WIDTH, HEIGHT = 1600, 2560  # the stores' ratio of 1 : 1.6
SIZES = {"short": 10, "medium": 13, "long": 17}  # characters that a line of the title holds
COLOURS = 32  # paper, ink and accent, and the steps between them at the letters' edges


def cover(edition: Edition) -> bytes:
    """The cover picture: PNG, or the bytes of the picture that the author chose, in whatever format it has."""
    chosen = edition.spec.assets.get(edition.document.front.cover)
    if chosen:
        return chosen.data
    layout = typesetter.typeset(page(edition), [stylesheet("cover.css")], pdf.devices())
    return _picture(layout.pdf)


def page(edition: Edition) -> Element:
    """The cover as an XHTML page."""
    front = edition.document.front
    renderer = Renderer(edition, pdf.MEDIUM)
    runs = {
        name: renderer.inlines(etree.Element("run"), pdf.quiet(getattr(front, name)))
        for name in ("kicker", "title", "subtitle")
    }
    if not front.title:
        runs["title"].text = edition.title
    size = _size(edition.title)
    titling.break_title(runs["title"], SIZES[size])
    shell = render(
        "cover.html",
        lang=edition.lang,
        title=edition.full_title,
        size=size,
        kicker=bool(front.kicker),
        subtitle=bool(front.subtitle),
        author=edition.words.joined(front.authors),
        press=front.publisher if front.publisher not in front.authors else "",
    )
    return graft(shell, runs)


def _size(title: str) -> str:
    """The largest size in which the title takes no more than four lines and no word is wider than the page."""
    longest = max(map(len, title.split()), default=0)
    for size, measure in SIZES.items():
        if longest <= measure and len(titling.breaks(title, measure)) < 4:
            return size
    return "long"


def _picture(pdf_bytes: bytes) -> bytes:
    """The one page as PNG in few colours: an eighth of the bytes, and the same on every machine."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf_bytes) as document:
        leaf = document[0]
        picture = leaf.render(scale=WIDTH / leaf.get_width()).to_pil().convert("RGB").resize((WIDTH, HEIGHT))
        leaf.close()
    small = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
