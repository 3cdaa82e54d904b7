"""The web page: an edition in, the bytes of one self-contained HTML5 file out; pure.

Fonts and pictures are data URIs, and a Content-Security-Policy forbids everything that the file does not hold. On a
wide screen each note stands in the margin beside its line, where the text is long enough (`margin`), and in browsers
without anchors below the text. A note that is called and not in sight opens as a popover (HTML, 6.12) by the page's one
script; without it the call is a link, and the note a sheet at the foot of a narrow screen.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from urllib.parse import quote

from lxml import etree
from msgspec import Struct

from pressbuild.binders import backindex, device, imprint, titling
from pressbuild.binders.contents import branches, listed
from pressbuild.binders.faces import on_screen
from pressbuild.binders.fonts import Face, font, font_faces
from pressbuild.binders.links import settle_for_screens
from pressbuild.binders.margin import margin
from pressbuild.binders.metadata import graph, linked_data
from pressbuild.directions import direction
from pressbuild.document import Note
from pressbuild.edition import Edition
from pressbuild.templates import render, stylesheet
from pressbuild.templates.grafting import graft
from pressbuild.tree import FRONT_TEXTS
from pressbuild.xhtml import Renderer
from pressbuild.xhtml.bibliography import bibliography
from pressbuild.xhtml.medium import Element, Medium

Slots = Mapping[str, list[Element] | Element]
FILES = {
    "epub": ("{}.epub", "application/epub+zip", "EPUB"),
    "pdf": ("{}.pdf", "application/pdf", "PDF"),
    "pamphlet": ("{}-pamphlet.pdf", "application/pdf", ""),
}


class Other(Struct, frozen=True):
    """Another edition of the work: its address beside the page, its media type, what its link says."""

    href: str
    type: str
    name: str


class Parts(Struct, frozen=True):
    """An edition rendered: a run for each text of the front matter and each line that names its makers, one
    each for the body, the notes, the bibliography and the index."""

    front: Mapping[str, Element]
    text: Element
    notes: Element
    bibliography: Element
    index: Element

    @property
    def runs(self) -> list[Element]:
        return [*self.front.values(), self.text, self.notes, self.bibliography, self.index]


class Step(Struct, frozen=True):
    """A page that a link leads to: its address and its name."""

    href: str
    name: str


class Way(Struct, frozen=True):
    """Where a chapter's page stands in its book: the first page's address, and the pages before and behind it."""

    home: str
    before: Step | None
    after: Step | None


class Page(Struct, frozen=True):
    """A page of an edition: what its template's slots are filled with, the notes that stand on it and its linked data
    (JSON); its title, its address on the web (empty: none that is known), whether it has the contents in the margin,
    and of a chapter's page its way through the book."""

    slots: Slots
    notes: Sequence[Note]
    data: str
    title: str
    address: str = ""
    show_contents: bool = False
    way: Way | None = None

    @property
    def text(self) -> Element:
        """The run of the text."""
        text = self.slots["text"]
        assert isinstance(text, etree._Element)
        return text

    @property
    def template(self) -> str:
        return "web-chapter.html" if self.way else "web.html"


def bind_web(edition: Edition) -> bytes:
    """The web page of an edition, UTF-8."""
    parts = _rendered(edition)
    contents = [listed(branches(edition.all_contents()), Renderer(edition, MEDIUM))]
    slots: dict[str, list[Element] | Element] = {
        **parts.front,
        "text": parts.text,
        "notes": parts.notes,
        "bibliography": parts.bibliography,
        "index": parts.index,
        "contents": contents,
    }
    front = edition.document.front
    whole = Page(
        slots, edition.document.notes, linked_data(edition), edition.full_title, front.url, edition.show_contents
    )
    return bind_page(edition, whole)


def bind_page(edition: Edition, page: Page) -> bytes:
    """A page of an edition, UTF-8."""
    runs = [run for run in page.slots.values() if isinstance(run, etree._Element)]
    css = _css(edition, on_screen(runs, edition.spec.css.get("web", "")))
    beside = margin(edition, page.text, page.notes)
    nonce = _nonce(css, beside)
    opening = stylesheet("web-notes.js").strip() if page.notes else ""
    scripts = [page.data, *filter(None, [opening])]
    shell = render(
        page.template,
        **_values(edition),
        page=page,
        graph=list(graph(edition, page.title, page.address)),
        policy=_policy(nonce, scripts, runs),
        nonce=nonce,
        card=device.address(stylesheet("web-card.css").encode(), "text/css"),
        margin=device.address(beside.encode(), "text/css") if beside else "",
        icon=device.picture(device.PAIR),
    )
    drawings = device.slots(namespaced=False)
    root = graft(
        shell, {**page.slots, "data": run_of(page.data), "css": run_of(css), "opening": run_of(opening), **drawings}
    )
    html = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return html.replace(b"</wbr>", b"") + b"\n"  # libxml2 knows HTML 4, in which wbr was no void element yet


# --- the page's parts ----------------------------------------------------------------------------------------------


def _rendered(edition: Edition) -> Parts:
    """The work's elements, in reading order, for that is how references count themselves."""
    renderer, document = Renderer(edition, MEDIUM), edition.document
    front = {name: renderer.inlines(run_of(), getattr(document.front, name)) for name in FRONT_TEXTS}
    if not document.front.title:
        front["title"].text = edition.title
    titling.bind_dashes(front["standfirst"])
    front |= imprint.credit_slots(document.front, renderer)
    text = run_of(inside=renderer.text(edition.text))
    at_end = document.notes and not edition.at_chapters
    notes = run_of(inside=[renderer.endnotes.section(edition.groups)] if at_end else [])
    works = run_of(inside=bibliography(renderer))
    parts = Parts(front, text, notes, works, run_of(inside=backindex.index(edition, renderer)))
    settle_for_screens({"": parts.runs})
    finish([text, notes, works], edition)
    return parts


def finish(runs: Sequence[Element], edition: Edition) -> None:
    """What only a page needs: tables that scroll, a block a line."""
    for number, table in enumerate([table for run in runs for table in run.iter("table")], start=1):
        _scroll(table, f"text-table-{number}", edition.words.table)
    for run in runs:
        for element in (*run, *run.iterfind("section/ol/li")):
            element.tail = "\n"


def _scroll(table: Element, name: str, label: str) -> None:
    """Put a table into a region that scrolls sideways and takes the keyboard's focus (WCAG 2.2, 1.4.10 and 2.1.1)."""
    region = etree.Element("div", {"class": "scrolling", "role": "region", "tabindex": "0"})
    caption, parent = table.find("caption"), table.getparent()
    if caption is None:
        region.set("aria-label", label)
    else:
        caption.set("id", name)
        region.set("aria-labelledby", name)
    assert parent is not None
    region.tail, table.tail = table.tail, None
    parent.replace(table, region)
    region.append(table)


def _values(edition: Edition) -> dict[str, object]:
    """What the page's template is filled with."""
    front, words = edition.document.front, edition.words
    return {
        "edition": edition,
        "front": front,
        "words": words,
        "lang": edition.lang,
        "direction": direction(edition.lang),
        "title_size": imprint.title_size(edition),
        "authors": imprint.authors(edition),
        "helpers": imprint.helpers(edition),
        "imprint": imprint.imprint(edition),
        "licence": imprint.licence_url(front.licence),
        "reading_time": imprint.reading_time(edition),
        "editions": _others(edition),
    }


def _others(edition: Edition) -> list[Other]:
    """The other editions that the press offers, as files beside this one."""
    slug = quote(edition.spec.slug)
    return [
        Other(file.format(slug), media_type, name or edition.words.pamphlet)
        for medium, (file, media_type, name) in FILES.items()
        if medium in edition.spec.offered
    ]


# --- CSS, drawings, policy -----------------------------------------------------------------------------------------


def _css(edition: Edition, faces: tuple[Face, ...]) -> str:
    """The page's stylesheet: faces, base design, the house's own. `</` cannot end the element early."""
    css = "\n".join(
        (_embedded(faces), _design(), *map(stylesheet, edition.designs("web")), edition.spec.css.get("web", ""))
    )
    return css.replace("</", "<\\/")


@cache
def _embedded(faces: tuple[Face, ...]) -> str:
    return font_faces(faces, "woff2", lambda name: device.address(font(name), "font/woff2"))


@cache
def _design() -> str:
    """The base design with the device drawn in it."""
    return stylesheet("web.css").replace(device.PAIR, device.picture(device.PAIR))


def _policy(nonce: str, scripts: list[str], runs: list[Element]) -> str:
    """The Content-Security-Policy (CSP 3): the stylesheets with this nonce, these style attributes, these scripts,
    pictures and fonts inside the file, and nothing else from anywhere. The linked data are no script, but checkers
    take them for one."""
    attributes = sorted({element.get("style", "") for run in runs for element in run.iter("img")} - {""})
    unsafe = ("'unsafe-hashes'", *map(_hash, attributes)) if attributes else ()
    styles = " ".join(("style-src", f"'nonce-{nonce}'", *unsafe))
    allowed = " ".join(("script-src", *map(_hash, scripts)))
    rest = "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; {styles}; {allowed}; {rest}"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def _nonce(*stylesheets: str) -> str:
    """A fingerprint of the stylesheets: the same in every build, and nothing written in a manuscript can know it."""
    return sha256("\0".join(stylesheets).encode()).hexdigest()[:32]


def run_of(text: str = "", inside: Iterable[Element] = ()) -> Element:
    """A run for `graft`: some text or some elements."""
    run = etree.Element("run")
    run.text = text
    run.extend(inside)
    return run


MEDIUM = Medium(href="#{}".format, src=lambda asset: device.address(asset.data, asset.media_type), back="↑")
