"""Typesets XHTML with WeasyPrint: an element tree, stylesheets and assets in, a `Layout` (PDF and page numbers) out.

The only module that imports WeasyPrint, and late: the import alone takes longer than an essay's layout. What WeasyPrint
may read is what it is given here, from memory; `file:` and the network do not exist for it.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from lxml import etree

from pressbuild.binders import fonts
from pressbuild.diagnostics import Diagnostic, MachineLacks, PressError, found

BASE = "https://press.invalid/"  # RFC 2606: a name that never resolves, and a base that urljoin knows
PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FATAL = ("Failed to load", "cannot be loaded", "font-face")
Finisher = Callable[[Any, Any], None]


@dataclass(frozen=True, slots=True)
class Layout:
    """A typeset work: the PDF, how many pages it has, the page (from 1) on which each id stands, what was found."""

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    findings: tuple[Diagnostic, ...] = ()


def warm() -> None:
    """Import WeasyPrint, so that a thread can do it while something else runs. Raises `MachineLacks`."""
    _weasyprint()


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        library = str(error).partition(":")[0].removeprefix("cannot load library ")
        raise MachineLacks(f"WeasyPrint finds no {library or 'Pango'} on this machine", PANGO) from error
    return weasyprint


def typeset(
    root: etree._Element,
    styles: Sequence[str],
    assets: Mapping[str, tuple[bytes, str]],
    variant: str | None = None,
    finisher: Finisher | None = None,
) -> Layout:
    """The layout of an XHTML tree in the bundled faces and some stylesheets.

    `assets` gives bytes and media type by the address below `BASE`; `variant` is WeasyPrint's name of a PDF standard;
    `finisher` may change the PDF's objects before they are written. Raises `PressError` where a picture or a face is
    missing, `MachineLacks` without Pango."""
    weasyprint = _weasyprint()
    with _complaints() as complaints:
        document = _render(weasyprint, root, styles, assets, variant)
        pdf = document.write_pdf(pdf_variant=variant, pdf_identifier=b"pressbuild", finisher=finisher, full_fonts=False)
    return Layout(pdf, len(document.pages), _anchors(document.pages), _judged(complaints))


def _render(
    weasyprint: Any,
    root: etree._Element,
    styles: Sequence[str],
    assets: Mapping[str, tuple[bytes, str]],
    variant: str | None,
) -> Any:
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    fetcher = _fetcher(assets)
    configuration = FontConfiguration()
    faces = fonts.font_faces(fonts.FACES, "ttf", lambda name: f"{BASE}fonts/{name}")
    try:
        sheets = [
            weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=configuration)
            for text in (faces, *styles)
        ]
        page = _page(weasyprint, root, fetcher)
        return page.render(font_config=configuration, stylesheets=sheets, pdf_variant=variant)
    except FatalURLFetchingError as error:
        raise PressError(found("edition-broken", str(error))) from None


def _page(weasyprint: Any, root: etree._Element, fetcher: Any) -> Any:
    """WeasyPrint's page of a tree that is parsed already: its HTML parser would take a tenth of the whole layout."""
    from cssselect2 import ElementWrapper

    page = weasyprint.HTML.__new__(weasyprint.HTML)
    page.base_url, page.url_fetcher, page.media_type = BASE, fetcher, "print"
    page.etree_element = _plain_tree(root)
    page.wrapper_element = ElementWrapper.from_html_root(page.etree_element, content_language=None)
    return page


def _plain_tree(element: etree._Element) -> ET.Element:
    """The tree in the standard library's elements: WeasyPrint keys styles by an element's identity, which lxml's
    short-lived proxies do not keep."""
    copy = ET.Element(str(element.tag), {str(key): str(value) for key, value in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend(_plain_tree(child) for child in element if isinstance(child.tag, str))
    return copy


def _fetcher(assets: Mapping[str, tuple[bytes, str]]) -> Any:
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


FONT_FILES = frozenset(f"fonts/{face.file}.ttf" for face in fonts.FACES)


def _anchors(pages: Sequence[Any]) -> dict[str, int]:
    anchors: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return anchors


class _Listener(logging.Handler):
    """Keeps what a logger says."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint complains of meanwhile; nothing of it reaches the terminal."""
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [listener], False
    try:
        yield listener.records
    finally:
        logger.handlers, logger.propagate = before


def _judged(records: Sequence[logging.LogRecord]) -> tuple[Diagnostic, ...]:
    """The complaints as diagnostics. Raises `PressError` for those after which the PDF would lack something."""
    messages = [record.getMessage() for record in records]
    broken = [found("edition-broken", f"WeasyPrint: {m}") for m in messages if any(sign in m for sign in FATAL)]
    if broken:
        raise PressError(*broken)
    return tuple(found("renderer", f"WeasyPrint: {message}") for message in dict.fromkeys(messages))
