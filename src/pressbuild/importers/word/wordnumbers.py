"""The numbers that Word sets before headings: a document and its styles in, what it prints there out (ECMA-376, 17.9).

A heading has a number by its own paragraph or by its style, `1.2` or `Chapter II`; the counters are the list's.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.archive import Archive
from pressbuild.importers.documents.headnumbers import whole, written
from pressbuild.importers.word.wordmarkup import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NUMBERING, STYLES = "word/numbering.xml", "word/styles.xml"
FORMS = {"upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a"}
LEVEL = re.compile(r"%([1-9])")
MOST_STYLES = 10  # that one is based on


class _Level(Struct, frozen=True):
    """A level of a list: the number that it begins with, how it is written, and the text around it."""

    start: int
    form: str
    text: str


def printed_numbers(archive: Archive, root: "Element", headings: "list[Element]") -> "dict[Element, str]":
    """The number before each heading that has one; `headings` are paragraphs of the document."""
    if NUMBERING not in archive:
        return {}
    lists = _lists(archive.xml(NUMBERING))
    styles = {}
    if STYLES in archive:
        styles = {str(style.get(f"{W}styleId")): style for style in archive.xml(STYLES).iter(f"{W}style")}
    wanted = set(headings)
    counts: dict[str, dict[int, int]] = {}
    printed: dict[Element, str] = {}
    for paragraph in root.iter(f"{W}p"):
        named, level = _numbering(paragraph, styles)
        levels = lists.get(named)
        if levels is None or level not in levels[1]:
            continue
        count = counts.setdefault(levels[0], {})
        count[level] = count.get(level, levels[1][level].start - 1) + 1
        for lower in [one for one in count if one > level]:
            del count[lower]
        if paragraph in wanted and (text := _text(levels[1], level, count)):
            printed[paragraph] = text
    return printed


def _lists(root: "Element") -> dict[str, tuple[str, dict[int, _Level]]]:
    """The levels of each list, with the name of what counts them."""
    kinds = {
        str(kind.get(f"{W}abstractNumId")): {
            whole(level.get(f"{W}ilvl"), 0): _Level(
                whole(_value(level, "start"), 1), _value(level, "numFmt") or "decimal", _value(level, "lvlText")
            )
            for level in kind.iter(f"{W}lvl")
        }
        for kind in root.iter(f"{W}abstractNum")
    }
    named = {str(one.get(f"{W}numId")): _value(one, "abstractNumId") for one in root.iter(f"{W}num")}
    return {number: (kind, kinds[kind]) for number, kind in named.items() if kind in kinds}


def _value(element: "Element", name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val") or "") if found is not None else ""


def _numbering(paragraph: "Element", styles: "Mapping[str, Element]") -> tuple[str, int]:
    """The list and the level that a paragraph has, by itself or by its style; no list: it has none."""
    named, level = "", ""
    for said in _said(paragraph, styles):
        named = named or _value(said, "numId")
        level = level or _value(said, "ilvl")
        if named:
            break
    return ("" if named == "0" else named), whole(level, 0)


def _said(paragraph: "Element", styles: "Mapping[str, Element]") -> "Iterator[Element]":
    own = paragraph.find(f"{W}pPr/{W}numPr")
    if own is not None:
        yield own
    properties = paragraph.find(f"{W}pPr")
    name = _value(properties, "pStyle") if properties is not None else ""
    for _ in range(MOST_STYLES):
        style = styles.get(name)
        if style is None:
            return
        numbering = style.find(f"{W}pPr/{W}numPr")
        if numbering is not None:
            yield numbering
        name = _value(style, "basedOn")


def _text(levels: Mapping[int, _Level], level: int, count: Mapping[int, int]) -> str:
    """What is printed before a paragraph of a level."""

    def number(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        said = levels.get(index)
        return written(count.get(index, said.start), FORMS.get(said.form, "1")) if said else ""

    return "" if levels[level].form in ("none", "bullet") else LEVEL.sub(number, levels[level].text).strip()
