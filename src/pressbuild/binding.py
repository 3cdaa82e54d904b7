"""Binding: an `Edition` in, its artefacts out, side by side on two cores. Runs processes; touches no file.

WeasyPrint is more than half of all the time of a build. So the typesetter has a process of its own, which imports
WeasyPrint while pandoc reads the manuscript; the web page and the EPUB are bound beside it.
"""

import ctypes
import ctypes.util
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pressbuild.diagnostics import Diagnostic

if TYPE_CHECKING:  # the heavy halves are imported where they are first needed
    from pressbuild.binders.typesetter import Layout
    from pressbuild.edition import Edition

EDITIONS = ("html", "epub", "pdf", "pamphlet")
PARENT_DEATH_SIGNAL = 1  # linux/prctl.h
PRINTED = frozenset({"pdf", "pamphlet"})
Proof = Callable[[str, bytes], tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Bound:
    """An artefact in memory, with its pages where it has pages; `anchors` gives the page of each id in a PDF."""

    edition: str
    data: bytes
    pages: int | None = None
    sheets: int | None = None
    blanks: int | None = None
    findings: tuple[Diagnostic, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def typesetting(wanted: frozenset[str]) -> Iterator[Executor]:
    """The room where matter is typeset, one piece after the other; it has begun to warm up, unless a web page is all
    that is wanted. Nothing named is everything wanted."""
    room = _room()
    if wanted != {"html"}:
        room.submit(_warm)
    try:
        yield room
    finally:
        room.shutdown(cancel_futures=True)


def _room() -> Executor:
    """A process where one can be forked in safety; else a thread, which is slower."""
    return processes(1) if _may_fork() else ThreadPoolExecutor(1)


def _may_fork() -> bool:
    """A fork is safe from a program of one thread; what it forks takes its memory along and has nothing to import."""
    return sys.platform == "linux" and threading.active_count() == 1


def processes(count: int) -> Executor:
    """Workers that leave with the program, forked where that is safe."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _may_fork() else "spawn")
    return ProcessPoolExecutor(count, context, initializer=leave_with_parent)


def leave_with_parent() -> None:
    """Makes a worker leave without a word: on Ctrl-C, which reaches every process of a terminal, and on Linux when the
    process that made it has ended, however that came (prctl(2), PR_SET_PDEATHSIG)."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda caught, _: os._exit(128 + caught))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _warm() -> None:
    from pressbuild.binders import typesetter

    with _by_soname():
        typesetter.warm()


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


def prime() -> None:
    """Imports what is needed after reading, so that a thread can do it while pandoc runs."""
    import pikepdf
    import pypdfium2

    from pressbuild import assets, quotation, verify
    from pressbuild.binders import cover, epub, package, pamphlet, pdf, web

    del pikepdf, pypdfium2, assets, quotation, verify, cover, epub, package, pamphlet, pdf, web


def bind(edition: "Edition", wanted: tuple[str, ...], room: Executor, prove: Proof) -> tuple[Bound, ...]:
    """The artefacts that are wanted, each with what its proof and its layout found. One layout serves both PDFs."""
    cover = _cover(edition, room) if "epub" in wanted else None
    layout = _layout(edition, room) if PRINTED & set(wanted) else None
    bound = []
    if "html" in wanted:
        from pressbuild.binders.web import bind_web

        bound.append(Bound("html", bind_web(edition)))
    if cover:
        from pressbuild.binders.epub import bind_epub

        bound.append(Bound("epub", bind_epub(edition, cover())))
    proved = [_proved(artefact, prove) for artefact in bound]
    if layout:
        printed = [artefact for artefact in _printed(layout.result(), wanted) if artefact.edition in wanted]
        proved += [_proved(artefact, prove) for artefact in printed]
    return tuple(proved)


def _proved(artefact: Bound, prove: Proof) -> Bound:
    return replace(artefact, findings=(*artefact.findings, *prove(artefact.edition, artefact.data)))


def _cover(edition: "Edition", room: Executor) -> Callable[[], bytes]:
    """The cover to come: it is typeset before the pages, so that the EPUB can be bound while those are."""
    from pressbuild.binders.cover import chosen, matter, picture
    from pressbuild.binders.typesetter import typeset

    if (own := chosen(edition)) is not None:
        return lambda: own
    layout = room.submit(typeset, matter(edition))
    return lambda: picture(layout.result())


def _layout(edition: "Edition", room: Executor) -> "Future[Layout]":
    from pressbuild.binders.pdf import matter
    from pressbuild.binders.typesetter import typeset

    return room.submit(typeset, matter(edition))


def _printed(layout: "Layout", wanted: tuple[str, ...]) -> Iterator[Bound]:
    yield Bound("pdf", layout.pdf, layout.pages, findings=layout.findings, anchors=layout.anchors)
    if "pamphlet" in wanted:
        from pressbuild.binders.pamphlet import impose

        pamphlet = impose(layout.pdf)
        yield Bound("pamphlet", pamphlet.pdf, pamphlet.pages, pamphlet.sheets, pamphlet.blanks, anchors=layout.anchors)
