"""What a Word file draws and no manuscript can hold: its parts in, findings with their places and the words out. Pure.

Charts and SmartArt have their words in parts of their own, WordArt in an attribute; linked pictures lie elsewhere.
"""

from collections.abc import Iterator
from posixpath import join, normpath
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.archive import Archive
from pressbuild.importers.markup import short
from pressbuild.importers.source import LeftOut
from pressbuild.importers.word.wordmarkup import WP, A, R, W, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RELATIONS = "word/_rels/document.xml.rels"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
HINT = "save it as PNG or SVG and put it in yourself, or do without"


def undrawn(root: "Element", archive: Archive) -> Iterator[tuple[Diagnostic, LeftOut | None]]:
    """Each drawing that is left out, with the words in it."""
    targets = _targets(archive)
    for element in root.iter(CHART, DIAGRAM, TEXTPATH, f"{A}blip"):
        if element.tag == TEXTPATH:
            what, words = "WordArt", str(element.get("string") or "")
        elif element.tag == f"{A}blip":
            if not element.get(f"{R}link") or element.get(f"{R}embed"):
                continue
            what, words = f"a picture that lies at {targets.get(str(element.get(f'{R}link')), 'another place')}", ""
        else:
            what = "a chart" if element.tag == CHART else "a SmartArt drawing"
            words = _words(archive, targets.get(str(element.get(f"{R}id") or element.get(f"{R}dm")), ""))
        said = next(
            (e.get("descr") or "" for d in element.iterancestors(f"{W}drawing") for e in d.iter(f"{WP}docPr")), ""
        )
        near = next((short(text_of(p)) for p in element.iterancestors(f"{W}p")), "")
        shown = f"{what} (“{said or short(words)}”)" if said or words else what
        message = f"left out: {shown}; it stood in “{near}”" if near else f"left out: {shown}"
        finding = Diagnostic("image-missing", message, None, HINT, WARNING)
        yield finding, LeftOut(f"it stands in {what}", words, said=True) if words.strip() else None


def _targets(archive: Archive) -> dict[str, str]:
    return {str(r.get("Id")): str(r.get("Target")) for r in archive.xml(RELATIONS)} if RELATIONS in archive else {}


def _words(archive: Archive, target: str) -> str:
    """The words of a chart's or a drawing's own part."""
    name = normpath(join("word", target)) if target else ""
    if name not in archive:
        return ""
    return " ".join(" ".join(str(text.text or "") for text in archive.xml(name).iter(f"{A}t")).split())
