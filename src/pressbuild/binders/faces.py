"""The faces that an edition's text needs: rendered elements and the house's CSS in, bundled faces out; pure.

A web page carries its fonts, so it carries no face that none of its letters is set in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from pressbuild.binders.fonts import FACES, MONO, SANS, SERIF, Face, of_rarer
from pressbuild.shipped import rarer

ALWAYS = (FACES[0], FACES[1])
MONOSPACED = frozenset({"code", "kbd", "pre", "samp"})
HEAVY = re.compile(r"(?<!strong \{ )font-weight: (?:600|bold)")  # a house's own; the base design has it for `strong`
ITALIC = frozenset({"em", "cite", "var", "dfn", "i"})


def needed(roots: Iterable[etree._Element], css: str) -> tuple[Face, ...]:
    """Roman and italic, and of the others those that some element is set in or the house's CSS names."""
    wanted = {face for face in FACES if face.family != SERIF and face.family in css}
    if HEAVY.search(css):
        wanted.update(face for face in FACES if face.weight == 600 and face.style == "normal")
    for root in roots:
        for element in root.iter(etree.Element):
            wanted.update(_of(element))
    return tuple(face for face in FACES if face in ALWAYS or face in wanted)


def on_screen(roots: Sequence[etree._Element], css: str) -> tuple[Face, ...]:
    """The faces that a web page or an EPUB carries: with rarer letters those in which the text has some."""
    faces = needed(roots, css)
    homes = [home for root in roots for home in _homes_of_rarer(root)]
    if not homes:
        return faces
    wanted = {face for home in homes for each in (home, *home.iterancestors()) for face in _of(each)}
    wanted.update(needed((), css))
    return (*faces, *(of_rarer(face) for face in faces if face in wanted and face.family != MONO))


def _homes_of_rarer(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that hold a rarer letter of their own."""
    for element in root.iter(etree.Element):
        for text, home in ((element.text, element), (element.tail, element.getparent())):
            if text and home is not None and not text.isascii() and not rarer().isdisjoint(map(ord, text)):
                yield home


def _of(element: etree._Element) -> Iterable[Face]:
    if element.tag in MONOSPACED:
        return (face for face in FACES if face.family == MONO)
    if element.tag == "strong":
        return (face for face in FACES if face.weight == 600 and (face.style == "normal" or _slanted(element)))
    if "sans" in element.get("class", "").split():
        return (face for face in FACES if face.family == SANS)
    return ()


def _slanted(strong: etree._Element) -> bool:
    """Whether a bold run has italics round it or in it."""
    around = any(element.tag in ITALIC for element in strong.iterancestors())
    return around or any(element.tag in ITALIC for element in strong.iter())
