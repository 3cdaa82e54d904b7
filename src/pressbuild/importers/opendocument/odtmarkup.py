"""LibreOffice's markup: elements and parts of an .odt in, their words, styles and properties out. Pure."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.directions import is_tag
from pressbuild.document import Front, Text
from pressbuild.importers.archive import Archive
from pressbuild.importers.documents.standins import stand_in
from pressbuild.importers.documents.styles import Look, look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, OFFICE, STYLE = f"{{{NAMES}:text:1.0}}", f"{{{NAMES}:office:1.0}}", f"{{{NAMES}:style:1.0}}"
DRAW, SVG, FO = f"{{{NAMES}:drawing:1.0}}", f"{{{NAMES}:svg-compatible:1.0}}", f"{{{NAMES}:xsl-fo-compatible:1.0}}"
META, DC = f"{{{NAMES}:meta:1.0}}", "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"


# --- styles --------------------------------------------------------------------------------------------------------


PAGE_FIELDS = tuple(f"{TEXT}page-{name}" for name in ("number", "count", "continuation"))
REFERENCES = tuple(f"{TEXT}{name}-ref" for name in ("bookmark", "reference", "sequence", "note"))
NEAR = 60  # letters before a figure
TICKED, EMPTY = "☒", "☐"


class Styles:
    """The styles of a text by name: each knows its parent's name."""

    def __init__(self, styles: "dict[str, Element]") -> None:
        self._styles = styles

    def _chain(self, name: str) -> "list[Element]":
        chain: list[Element] = []
        while name in self._styles and len(chain) < 10:
            chain.append(self._styles[name])
            name = str(chain[-1].get(f"{STYLE}parent-style-name"))
        return chain

    def look(self, name: str) -> Look:
        for style in self._chain(name):
            for shown in (style.get(f"{STYLE}display-name"), style.get(f"{STYLE}name")):
                if shown and (meaning := look(str(shown))) != Look():
                    return meaning
        return look(name)

    def outline(self, name: str) -> str:
        """The level in the outline that paragraphs of a style have; empty where they have none."""
        levels = (style.get(f"{STYLE}default-outline-level") for style in self._chain(name))
        return next((str(level) for level in levels if level is not None), "")

    def small_capitals(self, name: str) -> bool:
        return self._property(name, f"{FO}font-variant") == "small-caps"

    def capitals(self, name: str) -> bool | None:
        """Does a style show its words in capitals? None where it says nothing of it."""
        said = self._property(name, f"{FO}text-transform")
        return said == "uppercase" if said else None

    def hidden(self, name: str) -> bool:
        return self._property(name, f"{TEXT}display") == "none"

    def raised(self, name: str) -> bool:
        named = any(
            re.search(r"(foot|end)note", str(style.get(f"{STYLE}name")), re.IGNORECASE) for style in self._chain(name)
        )
        return named or self._property(name, f"{STYLE}text-position").startswith(("super", "3", "5"))

    def _property(self, name: str, key: str) -> str:
        for style in self._chain(name):
            properties = style.find(f"{STYLE}text-properties")
            if properties is not None and properties.get(key):
                return str(properties.get(key))
        return ""


def styles_of(archive: Archive, content: "Element") -> Styles:
    roots = [content] + ([archive.xml("styles.xml")] if "styles.xml" in archive else [])
    found = {str(s.get(f"{STYLE}name")): s for root in reversed(roots) for s in root.iter(f"{STYLE}style")}
    return Styles(found)


# --- LibreOffice's markup ------------------------------------------------------------------------------------------


def text_of(element: "Element") -> str:
    """The words of an element without those of notes and descriptions within it."""
    if element.tag in (f"{TEXT}note", f"{OFFICE}annotation", f"{SVG}desc", f"{SVG}title"):
        return ""
    if element.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
        return " "
    return (element.text or "") + "".join(text_of(child) + (child.tail or "") for child in element)


def is_free(paragraph: "Element") -> bool:
    """Does a paragraph stand in the text itself, and not in a table, a box or a note?"""
    outer = (f"{{{NAMES}:table:1.0}}table", f"{DRAW}text-box", f"{TEXT}note")
    return next(paragraph.iterancestors(*outer), None) is None


def worded(element: "Element", words: str) -> None:
    """Makes plain words of an element."""
    for child in list(element):
        element.remove(child)
    element.tag = f"{TEXT}span"
    element.attrib.clear()
    element.text = words


def form_fields(root: "Element") -> None:
    """Writes into a form's field what LibreOffice shows there: the entry that is chosen, a box with a tick or without.
    They stand in its parameters alone."""
    for field in root.iter("{*}fieldmark"):
        said = [(_parameter(one, "name"), _parameter(one, "value")) for one in field if str(one.tag).endswith("}param")]
        entries = [value for name, value in said if name == "Dropdown_ListEntry"]
        chosen = next((value for name, value in said if name == "Dropdown_Selected"), "0" if entries else "")
        if chosen.isdigit() and int(chosen) < len(entries):
            worded(field, entries[int(chosen)])
        elif "CHECKBOX" in _parameter(field, "type"):
            worded(field, TICKED if ("Checkbox_Checked", "true") in said else EMPTY)


def _parameter(element: "Element", name: str) -> str:
    """An attribute of the namespace of forms' fields, which no two versions of LibreOffice name alike."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def pages_named(root: "Element") -> "Iterator[tuple[str, str]]":
    """The figures that fields show for pages, each with the words of its paragraph up to it."""
    for field in root.iter(*PAGE_FIELDS, *REFERENCES):
        paragraph = next(field.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
        if paragraph is None or (field.tag in REFERENCES and field.get(f"{TEXT}reference-format") != "page"):
            continue
        yield text_of(field), "".join(_up_to(paragraph, field))[-NEAR:]


def _up_to(element: "Element", field: "Element") -> "Iterator[str]":
    """The words of an element up to a field in it, and that."""
    within = set(field.iterancestors())
    if element not in within:
        yield text_of(element)
        return
    yield element.text or ""
    for child in element:
        yield from _up_to(child, field)
        if child is field or child in within:
            return
        yield child.tail or ""


def headed(paragraph: "Element", kind: str) -> None:
    """Puts a style's stand-in at the head of a paragraph, which then has no style."""
    if kind:
        paragraph.text = stand_in("style", kind) + (paragraph.text or "")
        paragraph.set(f"{TEXT}style-name", "Standard")


def removed(element: "Element") -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def opened(element: "Element", inside: "list[Element]") -> None:
    """Puts some elements of one in its place."""
    for child in reversed(inside):
        child.tail = None
        element.addnext(child)
    removed(element)


def properties(archive: Archive) -> Front:
    """The file's properties: title, author, language, keywords."""
    if "meta.xml" not in archive:
        return Front()
    root = archive.xml("meta.xml")
    title = (root.findtext(f".//{DC}title") or "").strip()
    author = (root.findtext(f".//{META}initial-creator") or root.findtext(f".//{DC}creator") or "").strip()
    language = (root.findtext(f".//{DC}language") or "").strip()
    subjects = tuple(str(k.text).strip() for k in root.iter(f"{META}keyword") if k.text)
    return Front(
        title=(Text(title),) if title else (),
        authors=(author,) if author else (),
        lang=language if is_tag(language) else "en",
        subjects=subjects,
    )
