"""Binding: an `Edition` in, its artefacts out, side by side on two cores. Touches no file.

WeasyPrint is more than half of all the time of a build. So the typesetter is a worker of its own, who imports
WeasyPrint while pandoc reads the manuscript; the web page and the EPUB are bound beside it.
"""

import ctypes.util
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic
from pressbuild.workers import Worker, call

if TYPE_CHECKING:  # the heavy halves are imported where they are first needed
    from pressbuild.binders.typesetter import Layout
    from pressbuild.edition import Edition

EDITIONS = ("html", "epub", "pdf", "pamphlet")
PRINTED = frozenset({"pdf", "pamphlet"})
Proof = Callable[[str, bytes, Mapping[str, bytes]], tuple[Diagnostic, ...]]


class Bound(Struct, frozen=True):
    """An artefact in memory, with its pages where it has pages; `anchors` gives the page of each id in a PDF. `beside`
    are further files of it by name: the chapters of a book whose web edition is linked pages."""

    edition: str
    data: bytes
    pages: int | None = None
    sheets: int | None = None
    blanks: int | None = None
    findings: tuple[Diagnostic, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    beside: Mapping[str, bytes] = field(default_factory=dict)


@contextmanager
def typesetting(wanted: frozenset[str]) -> Iterator[Worker]:
    """The typesetter, who has begun to warm up, unless a web page is all that is wanted. Nothing named is everything
    wanted."""
    typesetter = call(warm) if wanted != {"html"} else Worker(_wait)
    try:
        yield typesetter
    finally:
        typesetter.dismiss()


def warm() -> None:
    """What a typesetter gets ready."""
    from pressbuild.binders import typesetter

    with _by_soname():
        typesetter.warm()


def _wait() -> None:
    """Nothing to get ready for."""


def _found_nowhere(name: str) -> str | None:
    del name
    return None


@contextmanager
def _by_soname() -> Iterator[None]:
    """On Linux, spares WeasyPrint's import a search for libraries under the names that other systems give them: each
    runs the linker, and all together they take a third of the import. It opens them by soname next."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def expect(typesetter: Worker, lang: str) -> None:
    """Have the typesetter get ready for a language."""
    typesetter.submit(_learn, lang)


def _learn(lang: str) -> None:
    from pressbuild.binders.typesetter import learn

    learn(lang)


class Typesetting(Struct, frozen=True):
    """An edition of which cover and pages are being typeset, where they are wanted: each gives its result when it is
    called."""

    edition: "Edition"
    wanted: tuple[str, ...]
    cover: Callable[[], bytes] | None
    layout: "Callable[[], Layout] | None"


def typeset(edition: "Edition", wanted: tuple[str, ...], typesetter: Worker) -> Typesetting:
    """Sets the typesetter to work on an edition. One layout serves both PDFs; the cover comes first, so that the EPUB
    can be bound while the pages are set."""
    cover = _cover(edition, typesetter) if "epub" in wanted else None
    layout = _layout(edition, typesetter).result if PRINTED & set(wanted) else None
    return Typesetting(edition, wanted, cover, layout)


def bind(work: Typesetting, prove: Proof) -> tuple[Bound, ...]:
    """The artefacts that are wanted, each with what its proof and its layout found."""
    edition, wanted = work.edition, work.wanted
    bound = []
    if "html" in wanted:
        from pressbuild.binders.webpages import web_files

        (_, first), *rest = web_files(edition).items()
        bound.append(Bound("html", first, beside=dict(rest)))
    if work.cover:
        from pressbuild.binders.epub import bind_epub

        bound.append(Bound("epub", bind_epub(edition, work.cover())))
    proved = [_proved(artefact, prove) for artefact in bound]
    if work.layout:
        import pikepdf  # before the pages come, not after

        del pikepdf
        proved += _printed(work.layout(), wanted, prove)
    return tuple(proved)


def _proved(artefact: Bound, prove: Proof) -> Bound:
    return replace(artefact, findings=(*artefact.findings, *prove(artefact.edition, artefact.data, artefact.beside)))


def _cover(edition: "Edition", typesetter: Worker) -> Callable[[], bytes]:
    """The cover to come: it is typeset before the pages, so that the EPUB can be bound while those are."""
    from pressbuild.binders.cover import chosen, matter, picture
    from pressbuild.binders.typesetter import typeset

    if (own := chosen(edition)) is not None:
        return lambda: own
    layout = typesetter.submit(typeset, matter(edition))
    return lambda: picture(layout.result())


def _layout(edition: "Edition", typesetter: Worker) -> "Future[Layout]":
    from pressbuild.binders.pdf import matter
    from pressbuild.binders.typesetter import typeset

    return typesetter.submit(typeset, matter(edition))


def _printed(layout: "Layout", wanted: tuple[str, ...], prove: Proof) -> Iterator[Bound]:
    """The PDFs of a layout; the pamphlet is imposed while its pages are proved."""
    from pressbuild.binders.pamphlet import impose

    with ThreadPoolExecutor(1) as table:
        imposing = table.submit(impose, layout.pdf) if "pamphlet" in wanted else None
        reading = Bound("pdf", layout.pdf, layout.pages, findings=layout.findings, anchors=layout.anchors)
        reading = _proved(reading, prove)
        if "pdf" in wanted:
            yield reading
        if imposing:
            one = imposing.result()
            findings = () if "pdf" in wanted else reading.findings
            yield Bound("pamphlet", one.pdf, one.pages, one.sheets, one.blanks, findings, layout.anchors)
