"""Word's cross-references: a document in, those that call a note once more as stand-ins, what is to be said of others,
and the figures that name pages, out (ECMA-376, 17.16.5.33 and 35)."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.documents.standins import stand_in
from pressbuild.importers.word.wordmarkup import W, field_result, is_raised
from pressbuild.importers.word.wordnotes import NOTES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PAGES = re.compile(r"\s*(?:PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
NEAR = 60  # letters before a figure
NOTEREF = re.compile(r"\s*(?:NOTE)?REF\s+(\S+)", re.IGNORECASE)


def called_again(root: "Element") -> "tuple[dict[Element, str], list[str]]":
    """A cross-reference that looks like a note's mark calls that note once more. One within a sentence (`see note 4`)
    keeps its figure. The roles of the texts that call, for the witness, and a remark on each of the others."""
    labels, bookmarks = _labels(root)
    roles: dict[Element, str] = {}
    remarks: list[str] = []
    for instruction, texts in _fields(root):
        named = NOTEREF.match(instruction)
        if not (named and named[1] in bookmarks and texts):
            continue
        label = labels[bookmarks[named[1]]]
        if "\\f" in instruction.split() or all(is_raised(text) for text in texts):
            roles |= {text: f"call {label}" if text is texts[0] else "mark" for text in texts}
            for text in texts:
                text.text = stand_in("note", label) if text is texts[0] else ""
        else:
            shown = "".join(text.text or "" for text in texts)
            remarks.append(f"“{shown}” speaks of note {label} by its number, and stays a figure")
    return roles, remarks


def pages_named(root: "Element", is_contents: "Callable[[Element], bool]") -> "Iterator[tuple[str, str]]":
    """The figures that fields show for pages, each with the words of its paragraph up to it; a table of contents, known
    by its paragraphs, goes anyway."""
    for instruction, texts in _fields(root):
        paragraph = next(texts[0].iterancestors(f"{W}p"), None) if texts else None
        if paragraph is None or not PAGES.match(instruction) or is_contents(paragraph):
            continue
        every = list(paragraph.iter(f"{W}t"))
        last = max((place for place, text in enumerate(every) if text in texts), default=0)
        near = "".join(text.text or "" for text in every[: last + 1])
        yield "".join(text.text or "" for text in texts), near[-NEAR:]


def _fields(root: "Element") -> "Iterator[tuple[str, list[Element]]]":
    """The instruction of each field, and the texts of what it shows."""
    for field in root.iter(f"{W}fldSimple"):
        yield str(field.get(f"{W}instr")), list(field.iter(f"{W}t"))
    for said in root.iter(f"{W}instrText"):
        yield str(said.text), field_result(said)


def _labels(root: "Element") -> "tuple[dict[Element, str], dict[str, Element]]":
    """The label of each note's reference, as pandoc's notes will be counted, and the reference in each bookmark."""
    labels: dict[Element, str] = {}
    bookmarks: dict[str, Element] = {}
    opened: dict[str, str] = {}
    for element in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", *NOTES):
        if element.tag in NOTES:
            labels[element] = str(len(labels) + 1)
            for name in opened.values():
                bookmarks.setdefault(name, element)
        elif element.tag == f"{W}bookmarkStart":
            opened[str(element.get(f"{W}id"))] = str(element.get(f"{W}name"))
        else:
            opened.pop(str(element.get(f"{W}id")), None)
    return labels, bookmarks
