"""Word's markup: elements and parts of a .docx in, their words, styles and properties out. Pure."""

import re
from typing import TYPE_CHECKING

from pressbuild.directions import is_tag
from pressbuild.document import Front, Text
from pressbuild.importers.archive import Archive
from pressbuild.importers.documents.standins import without_stand_ins
from pressbuild.importers.documents.styles import Look, look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_KEYS = ((DC, "title"), (DC, "creator"), (DC, "language"), (CP, "keywords"))


def text_of(element: "Element") -> str:
    """The words of an element, a paragraph a line."""
    letters = (f"{W}t", f"{M}t")
    parts = element.iter(*letters, f"{W}p", f"{W}tab", f"{W}br", f"{W}ptab", f"{W}cr")
    return "".join(without_stand_ins(part.text or "") if part.tag in letters else " " for part in parts)


def author(element: "Element") -> str:
    return str(element.get(f"{W}author") or "somebody")


def run(text: str) -> "Element":
    from lxml import etree

    whole = etree.Element(f"{W}r")
    within = etree.SubElement(whole, f"{W}t")
    within.text = text
    within.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return whole


def removed(element: "Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def spaced(root: "Element") -> None:
    """Tabs and breaks that pandoc does not know as those that it knows."""
    for element in list(root.iter(f"{W}ptab", f"{W}cr")):
        element.tag = f"{W}tab" if element.tag == f"{W}ptab" else f"{W}br"
        element.attrib.clear()


def joined(paragraph: "Element") -> bool:
    """Puts a paragraph whose mark was deleted before the text of the next, whose look the whole has, as Word does; a
    space parts their words where none stands there. Was there a next one, and words in both?"""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return False
    first, second = text_of(paragraph)[1:], text_of(following)[1:]  # a paragraph's begin with a space
    pieces = [piece for piece in paragraph if piece.tag != f"{W}pPr"]
    if first.strip() and second.strip() and not (first[-1:].isspace() or second[:1].isspace()):
        pieces.append(run(" "))
    place = 1 if following.find(f"{W}pPr") is not None else 0
    for piece in reversed(pieces):
        following.insert(place, piece)
    removed(paragraph)
    return bool(first.strip() and second.strip())


def opened(element: "Element") -> None:
    """Puts what is in an element in its place."""
    for child in reversed(list(element)):
        element.addnext(child)
    removed(element)


def descriptions(archive: Archive, root: "Element") -> dict[str, str]:
    """The texts that an author gave to pictures, by the pictures' names."""
    relations = "word/_rels/document.xml.rels"
    if relations not in archive:
        return {}
    targets = {str(r.get("Id")): str(r.get("Target")) for r in archive.xml(relations)}
    texts: dict[str, str] = {}
    for drawing in root.iter(f"{W}drawing"):
        said = next((e.get("descr") or e.get("title") for e in drawing.iter(f"{WP}docPr")), None)
        for blip in drawing.iter(f"{A}blip") if said else ():
            texts[targets.get(str(blip.get(f"{R}embed")), "")] = str(said)
    return texts


def replaced(element: "Element", other: "Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, other)


def is_raised(text: "Element") -> bool:
    """Is a text set as the marks of notes are?"""
    holder = text.getparent()
    properties = holder.find(f"{W}rPr") if holder is not None else None
    if properties is None:
        return False
    raised, style = properties.find(f"{W}vertAlign"), properties.find(f"{W}rStyle")
    if raised is not None:
        return str(raised.get(f"{W}val")) == "superscript"
    return style is not None and re.search(r"(foot|end)note", str(style.get(f"{W}val")), re.IGNORECASE) is not None


def field_result(instruction: "Element") -> "list[Element]":
    """The texts of a field's result: between its separator and its end."""
    paragraph = next(instruction.iterancestors(f"{W}p"), None)
    texts: list[Element] = []
    seen = separated = False
    for element in paragraph.iter(f"{W}instrText", f"{W}fldChar", f"{W}t") if paragraph is not None else ():
        if element is instruction:
            seen = True
        elif seen and element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "end":
                break
            separated = separated or kind == "separate"
        elif separated and element.tag == f"{W}t":
            texts.append(element)
    return texts


def looks(archive: Archive) -> dict[str, Look]:
    """What each style means, by its id: its own name decides, else that of the style it is based on."""
    if "word/styles.xml" not in archive:
        return {}
    styles = {str(style.get(f"{W}styleId")): style for style in archive.xml("word/styles.xml").iter(f"{W}style")}
    return {identifier: _look(identifier, styles) for identifier in styles}


def _look(identifier: str, styles: "dict[str, Element]") -> Look:
    for _ in range(10):  # a style may be based on itself, round a corner
        style = styles.get(identifier)
        if style is None:
            break
        name, base = style.find(f"{W}name"), style.find(f"{W}basedOn")
        if name is not None and (meaning := look(str(name.get(f"{W}val")))) != Look():
            return meaning
        if base is None:
            break
        identifier = str(base.get(f"{W}val"))
    return Look()


def headings_by_name(archive: Archive) -> frozenset[str]:
    """The ids of the styles that are headings by a name that pandoc does not know for one, `Heading` of Pages."""
    if "word/styles.xml" not in archive:
        return frozenset()
    styles = {str(style.get(f"{W}styleId")): style for style in archive.xml("word/styles.xml").iter(f"{W}style")}
    names = {key: str(name.get(f"{W}val")) for key, s in styles.items() if (name := s.find(f"{W}name")) is not None}
    return frozenset(key for key, name in names.items() if look(name).block == "heading1" and not name[-1:].isdigit())


def properties(archive: Archive) -> Front:
    """The file's properties: title, author, language, keywords."""
    if "docProps/core.xml" not in archive:
        return Front()
    root = archive.xml("docProps/core.xml")
    values = {key: (root.findtext(f"{space}{key}") or "").strip() for space, key in _KEYS}
    title = values["title"]
    subjects = tuple(part.strip() for part in re.split(r"[,;]", values["keywords"]) if part.strip())
    language = values["language"] if is_tag(values["language"]) else "en"
    creator = (values["creator"],) if values["creator"] else ()
    return Front(title=(Text(title),) if title else (), authors=creator, lang=language, subjects=subjects)
