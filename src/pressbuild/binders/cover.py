"""The EPUB's cover: an `Edition` in, the bytes of a PNG of 1600 × 2560 out, in the title page's design. Pure.

A picture that the front matter names as `cover` is taken instead.
"""

from io import BytesIO

from lxml import etree

from pressbuild.binders import pdf, titling, typesetter
from pressbuild.binders.titling import Size
from pressbuild.binders.typesetter import Layout, Matter
from pressbuild.edition import Edition
from pressbuild.templates import render, stylesheet
from pressbuild.templates.grafting import graft
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.medium import Element

WIDTH, HEIGHT = 1600, 2560  # the stores' ratio of 1 : 1.6
SIZES = (Size("short", 10, 3), Size("medium", 13, 4), Size("long", 17, 6), Size("endless", 24, 9))
PAPER, INK, ACCENT = (0xFB, 0xFA, 0xF6), (0x1C, 0x1A, 0x17), (0x8F, 0x1D, 0x1D)  # as cover.css has them
STEPS = 16
SUBTITLE = 26  # characters that a line of the subtitle holds


def cover(edition: Edition) -> bytes:
    """The cover picture: PNG, or the bytes of the picture that the author chose, in whatever format it has."""
    return chosen(edition) or picture(typesetter.typeset(matter(edition)))


def chosen(edition: Edition) -> bytes | None:
    """The picture that the author chose."""
    asset = edition.spec.assets.get(edition.document.front.cover)
    return asset.data if asset else None


def matter(edition: Edition) -> Matter:
    """What the typesetter gets of a cover."""
    return Matter(page(edition), [stylesheet("cover.css")], pdf.devices())


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
    size = titling.size(edition.title, SIZES)
    titling.break_title(runs["title"], size.measure)
    titling.break_title(runs["subtitle"], SUBTITLE)
    shell = render(
        "cover.html",
        lang=edition.lang,
        title=edition.full_title,
        size=size.name,
        kicker=bool(front.kicker),
        subtitle=bool(front.subtitle),
        author=edition.words.joined(front.authors),
        press=front.publisher if front.publisher not in front.authors else "",
    )
    return graft(shell, runs)


def picture(layout: Layout) -> bytes:
    """The one page as PNG in few colours: an eighth of the bytes, and the same on every machine."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(layout.pdf) as document:
        leaf = document[0]
        picture = leaf.render(scale=WIDTH / leaf.get_width()).to_pil().resize((WIDTH, HEIGHT))
        leaf.close()
    palette = Image.new("P", (1, 1))
    palette.putpalette(_colours())
    out = BytesIO()
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _colours() -> list[int]:
    """The palette: from paper to ink and from paper to accent, in as many steps as the letters' edges need. Chosen
    beforehand, for to find the best one in the picture takes longer than all the rest."""
    return [
        round(paper + (other - paper) * step / (STEPS - 1))
        for colour in (INK, ACCENT)
        for step in range(STEPS)
        for paper, other in zip(PAPER, colour, strict=True)
    ]
