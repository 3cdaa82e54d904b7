"""Typesets XHTML with WeasyPrint: an element tree, stylesheets and assets in, a `Layout` (PDF and page numbers) out.

The only module that imports WeasyPrint, and late: the import alone takes as long as half an essay's layout. What
WeasyPrint may read is what it is given here, from memory; `file:` and the network do not exist for it.

An element with `data-page="ID"` holds noughts that are replaced by the number of the page on which ID stands. They are
filled in after the layout: `target-counter` would make every page with such a number again, a fifth of the whole time.
Only an index is laid out twice, since two uses on one page are one number there, and so is a work that calls a note at
the foot again on a later page, which then has a line for it.
"""

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from lxml import etree
from msgspec import Struct

from pressbuild.binders import (
    breaks,
    folios,
    fonts,
    grid,
    lines,
    pagetops,
    pagination,
    paragraphs,
    pointers,
    shortpages,
    tables,
    tagging,
    textlayer,
)
from pressbuild.binders.faces import needed
from pressbuild.diagnostics import Diagnostic, MachineLacks, PressError, found
from pressbuild.templates import stylesheet
from pressbuild.workers import scratch_folder

BASE = "https://press.invalid/"  # RFC 2606: a name that never resolves, and a base that urljoin knows
PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FATAL = ("Failed to load", "Failed to render", "cannot be loaded")
MISSING = re.compile(r'unsupported by fonts: (".*" \(U\+[0-9A-F]+\))', re.DOTALL)
SHEETS = ("print.css", "cover.css")
ASTRAY = "note {} stands at the foot of page {}, its call on page {}: the notes before it leave it no room"
ASTRAY_HINT = "shorten it or a note before it, put it into the text, or say `notes: end`"
OVERFULL_HINT = "reword it, end the line with a backslash, or give a picture a smaller `width`"
FONT_FILES = frozenset(f"fonts/{face.file}.ttf" for face in fonts.FACES)
Asset = tuple[bytes, str]


class Layout(Struct, frozen=True):
    """A typeset work: the PDF, how many pages it has, the page (from 1) on which each id stands, what was found."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    findings: tuple[Diagnostic, ...] = ()


class Matter(Struct, frozen=True):
    """What is typeset: an XHTML tree, stylesheets that follow the `@font-face` rules, and the bytes and media type of
    each asset by its address below `BASE`. `targets` puts the ids that links lead to in words, for readers who cannot
    see where a link goes: with it the PDF is tagged. Crosses from process to process, the tree as its text."""

    root: etree._Element
    styles: Sequence[str]
    assets: Mapping[str, Asset]
    targets: Mapping[str, str] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _matter, (etree.tostring(self.root), self.styles, self.assets, self.targets)


def _matter(root: bytes, *others: Any) -> Matter:
    return Matter(etree.fromstring(root), *others)


def warm() -> None:
    """Import WeasyPrint and typeset a line, so that a process of its own can do it while something else runs. Raises
    `MachineLacks`."""
    root = etree.fromstring("<html lang='en'><body><main><p>‘Warm’ <i>type</i></p></main></body></html>")
    typeset(Matter(root, [stylesheet("cover.css"), stylesheet("print.css"), "p { hyphens: none }"], {}, {}))


def learn(lang: str) -> None:
    """Load the hyphenation of a language, which takes a while, before it is wanted."""
    import pyphen

    if known := pyphen.language_fallback(lang):
        pyphen.Pyphen(lang=known)


def typeset(matter: Matter) -> Layout:
    """The layout of some matter.

    Raises `PressError` where a picture or a face is missing, `MachineLacks` without Pango."""
    weasyprint = _weasyprint()
    variant, finisher = None, None
    if matter.targets is not None:
        variant, finisher = "pdf/ua-1", tagging.finisher(matter.targets)
    with _complaints() as complaints, _wall(weasyprint), scratch_folder() as folder:
        document = _render(weasyprint, matter, variant, _shelf_maker()(folder))
        anchors = _anchors(document.pages) | pagination.pages_of_terms(document.pages)
        folios.fill(weasyprint, document.pages, anchors)
        overfull = (*_overfull(document.pages), *tables.too_wide(document.pages))
        strays = tuple(astray(matter.root, document))
        pdf = document.write_pdf(pdf_variant=variant, finisher=finisher)
    return Layout(pdf, len(document.pages), anchors, (*_judged(complaints), *overfull, *strays))


@contextmanager
def _wall(weasyprint: Any) -> Iterator[None]:
    """What asks for anything that is not part of the edition stops here."""
    try:
        yield
    except weasyprint.urls.FatalURLFetchingError as error:
        raise PressError(found("edition-broken", str(error))) from None


def _weasyprint() -> Any:
    """WeasyPrint, which has learnt what it does not know by itself. That no font is installed does not matter."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint
    except OSError as error:
        library = str(error).partition(":")[0].removeprefix("cannot load library ")
        raise MachineLacks(f"WeasyPrint does not find {library}, a part of Pango", PANGO) from error
    lines.teach(weasyprint.layout.inline)
    paragraphs.teach(weasyprint.layout, weasyprint.text)
    breaks.teach(weasyprint.layout)
    shortpages.teach(weasyprint.layout)
    pagetops.teach(weasyprint.layout, weasyprint.css.properties)
    tagging.teach(weasyprint.pdf.tags)
    textlayer.teach(weasyprint.pdf.fonts, weasyprint.text.ffi)
    return weasyprint


def _render(weasyprint: Any, matter: Matter, variant: str | None, shelf: Any) -> Any:
    fetcher = _fetcher(matter.assets)
    faces = needed([matter.root], "\n".join(matter.styles))

    def sheet(text: str) -> Any:
        if text in map(stylesheet, SHEETS):
            return _shipped_sheet(text)
        return weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=shelf)

    def render(root: etree._Element, extra: Sequence[Any] = ()) -> Any:
        page = _page(weasyprint, root, fetcher)
        return page.render(font_config=shelf, stylesheets=[*sheets, *extra], pdf_variant=variant)

    rules = fonts.font_faces(faces, "ttf", lambda name: f"{BASE}fonts/{name}")
    sheets = [sheet(text) for text in (rules, *matter.styles)]
    roll = grid.Roll(matter.root, lambda root: render(root, [sheet(grid.ROLL)]).pages)
    tables.fit(matter.root, roll)
    grid.settle(matter.root, roll)
    document = render(matter.root)
    for _ in range(pointers.ROUNDS):
        if not pointers.point_back(matter.root, _anchors(document.pages)):
            break
        document = render(matter.root)
    return render(matter.root) if pagination.number_index(matter.root, _anchors(document.pages)) else document


def astray(root: etree._Element, document: Any) -> Iterator[Diagnostic]:
    """The footnotes that stand on another page than their call, save those that the title page calls; each by the
    number that is printed."""
    footnotes = (each for each in root.iter("div") if each.get("class") == "footnote" and each.get("id"))
    notes = [each for each in footnotes if each.get("data-front") is None]
    pages = _anchors(document.pages) if notes else {}
    for note in notes:
        name = str(note.get("id"))
        own, calling = pages.get(name), pages.get(name.replace("note-", "ref-"))
        if own != calling:
            number = note.xpath("string(.//a[@class='footnote-number'])")
            yield found("note-astray", ASTRAY.format(number, own, calling), hint=ASTRAY_HINT)


@cache
def _shipped_sheet(text: str) -> Any:
    """A stylesheet of ours, parsed once: it defines no face, so it belongs to no layout."""
    return _weasyprint().CSS(string=text, base_url=BASE, url_fetcher=_fetcher({}))


@cache
def _shelf_maker() -> Callable[..., Any]:
    """What makes a font configuration, in a folder, without the fonts of this machine: what the bundled ones lack shows
    as missing, instead of in a stranger's letters, and looking for them would take a tenth of a second."""
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)

    class Shelf(FontConfiguration):  # type: ignore[misc]
        """WeasyPrint's font configuration, but for `FcInitLoadConfigAndFonts` in its constructor and for its own
        folder, which would stay behind where Python is not taken down."""

        def __init__(self, folder: Any) -> None:
            self._config = fontconfig.FcConfigCreate()
            self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
            fontconfig.FcConfigDestroy(self._config)  # the map keeps a reference
            self._folder = folder
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}

    return Shelf


def _page(weasyprint: Any, root: etree._Element, fetcher: Any) -> Any:
    """WeasyPrint's page of a tree that is parsed already: its HTML parser would take a tenth of the whole layout."""
    page = weasyprint.HTML.__new__(weasyprint.HTML)
    page.base_url, page.url_fetcher, page.media_type = BASE, fetcher, "print"
    page.names = breaks.names("".join(map(str, root.itertext())))
    page.etree_element = _plain_tree(root)
    page.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(
        page.etree_element, content_language=None
    )
    return page


def _plain_tree(element: etree._Element) -> ET.Element:
    """The tree in the standard library's elements: WeasyPrint keys styles by an element's identity, which lxml's
    short-lived proxies do not keep."""
    copy = ET.Element(str(element.tag), {str(key): str(value) for key, value in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_plain_tree(child) for child in element)
    return copy


def _fetcher(assets: Mapping[str, Asset]) -> Any:
    """A fetcher that knows the assets and the bundled fonts, and stops the run at every other address."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Wall(URLFetcher):  # type: ignore[misc]
        """All that an edition may read."""

        def fetch(self, url: str, headers: object = None) -> Any:
            del headers
            name = url.removeprefix(BASE)
            if name in assets:
                data, kind = assets[name]
            elif name in FONT_FILES:
                data, kind = fonts.font(name.removeprefix("fonts/")), "font/ttf"
            else:
                raise FatalURLFetchingError(f"the edition asks for {url}, which is not part of it")
            return URLFetcherResponse(url, data, {"Content-Type": kind})

    return Wall()


def _anchors(pages: Sequence[Any]) -> dict[str, int]:
    anchors: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return anchors


def _overfull(pages: Sequence[Any]) -> Iterator[Diagnostic]:
    """The lines that are wider than the room they have: an address or a word that has no place to break."""
    for number, page in enumerate(pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001
            lines = [child for child in getattr(box, "children", ()) if type(child).__name__ == "LineBox"]
            for line in lines:
                if line.width > box.width + 1:
                    words = "".join(run.text for run in line.descendants() if hasattr(run, "text")).strip()
                    yield found(
                        "overfull", f"on page {number} “{words[:60]}” is wider than its line", hint=OVERFULL_HINT
                    )


class _Listener(logging.Handler):
    """Keeps what WeasyPrint says in one thread: covers and interiors are typeset side by side."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = logging.makeLogRecord({}).thread
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint complains of meanwhile."""
    logger, listener = logging.getLogger("weasyprint"), _Listener()
    logger.addHandler(listener)
    try:
        yield listener.messages
    finally:
        logger.removeHandler(listener)


def _judged(messages: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The complaints as diagnostics. Raises `PressError` for those after which the PDF would lack something."""
    messages = tuple(dict.fromkeys(messages))
    broken = [found("edition-broken", f"WeasyPrint: {m}") for m in messages if any(sign in m for sign in FATAL)]
    if broken:
        raise PressError(*broken)
    return tuple(_diagnostic(message) for message in messages)


def _diagnostic(message: str) -> Diagnostic:
    missing = MISSING.search(message)
    if not missing:
        return found("renderer", f"WeasyPrint: {message}")
    hint = "write it in other letters, or build web page and EPUB alone"
    return found("font-missing-glyph", f"the fonts of the printed editions have no {missing[1]}", hint=hint)
