"""The faces that an edition's text needs: rendered elements and the house's CSS in, bundled faces out; pure.

A web page carries its fonts, so it carries no face that none of its letters is set in.
"""

import re
from collections.abc import Iterable

from lxml import etree

from pressbuild.binders.fonts import FACES, MONO, SANS, SERIF, Face

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
