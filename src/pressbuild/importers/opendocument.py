"""LibreOffice's .odt to a manuscript: a `Source` in, an `Imported` out; through pandoc's reader, prepared here. Pure.

What pandoc would lose is put into words that it keeps (`lifting.stand_in`): a second mark of a note, small capitals,
the styles of title page and verse. Fields become their text. Tracked changes are taken as accepted; comments are
reported.
"""

import re
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.document import Front, Text
from pressbuild.importers.archive import Archive, packed
from pressbuild.importers.documents import Gathered, finished, short
from pressbuild.importers.lifting import Lifter, cleaned, stand_in
from pressbuild.importers.pictures import Album
from pressbuild.importers.source import Imported, LeftOut, Part, Source
from pressbuild.importers.styles import FRONT, STYLED, Look, look
from pressbuild.pandoc import read_opendocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
TEXT, OFFICE, STYLE = f"{{{NAMES}:text:1.0}}", f"{{{NAMES}:office:1.0}}", f"{{{NAMES}:style:1.0}}"
DRAW, SVG, FO = f"{{{NAMES}:drawing:1.0}}", f"{{{NAMES}:svg-compatible:1.0}}", f"{{{NAMES}:xsl-fo-compatible:1.0}}"
META, DC = f"{{{NAMES}:meta:1.0}}", "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
CONTENT = "content.xml"
KNOWN = frozenset(  # what pandoc makes something of, within a paragraph; all else there is a field
    """span a note note-citation note-body s tab line-break soft-page-break bookmark bookmark-start bookmark-end
    reference-mark reference-mark-start reference-mark-end change change-start change-end p h list list-item list-header
    ruby ruby-base ruby-text meta""".split()
)


def import_opendocument(source: Source) -> Imported:
    """The manuscript of a LibreOffice text. Raises `PressError` (`not-readable`)."""
    archive = Archive(source.data, source.name)
    if CONTENT not in archive:
        raise archive.refused("there is no text in it")
    page = _Page(archive)
    page.prepare()
    tree, warnings = read_opendocument(packed(page.members), source.name)
    album = Album(source.name, source.stem, page.picture, page.descriptions)
    lifter = Lifter(look, album.take, page.anchors)
    gathered = Gathered(
        metadata=_properties(archive),
        left=tuple(page.left),
        findings=(*page.findings, *warnings),
        witness=(Part(archive.read(CONTENT), "opendocument", page.roles),),
    )
    return finished(source, tree, lifter, album, gathered)


class _Page:
    """A text while it is prepared. `roles` are those of the witness."""

    def __init__(self, archive: Archive) -> None:
        from lxml import etree

        self.archive = archive
        self.root = archive.xml(CONTENT)
        cleaned(self.root)
        self.numbers = {element: number for number, element in enumerate(self.root.iter(etree.Element))}
        self.styles = _styles(archive, self.root)
        self.roles: dict[int, str] = {}
        self.left: list[LeftOut] = []
        self.findings: list[Diagnostic] = []
        self.members: dict[str, bytes] = {}
        self.descriptions: dict[str, str] = {}
        self.anchors: frozenset[str] = frozenset()

    def prepare(self) -> None:
        """Puts the text into the form that pandoc keeps everything of."""
        from lxml import etree

        self._changes()
        self._comments()
        self._left_out()
        self._references()
        self._fields()
        self._small_capitals()
        self._paragraphs()
        self._boxes()
        self._pictures()
        links = {str(link.get(f"{XLINK}href")) for link in self.root.iter(f"{TEXT}a")}
        self.anchors = frozenset(link[1:] for link in links if link.startswith("#"))
        kept = [name for name in self.archive.members if name.endswith((".xml", ".rdf"))]
        self.members = dict.fromkeys(self.archive.members, b"")
        self.members |= {name: self.archive.read(name) for name in kept if name.endswith(".xml")}
        for name in kept:
            if name.endswith(".xml") and "/" not in name:
                self.archive.xml(name)  # no entities of its own in any of them
        self.members[CONTENT] = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)

    def picture(self, source: str) -> bytes | None:
        name = source.removeprefix("./")
        return self.archive.read(name) if name in self.archive else None

    def leave(self, element: "Element", why: str) -> None:
        """Marks an element as left out for the witness, and lists its words."""
        self.roles[self.numbers[element]] = "left"
        if text := _text(element).strip():
            self.left.append(LeftOut(why, text))

    def _say(self, message: str, hint: str = "") -> None:
        self.findings.append(Diagnostic("assumed", message, None, hint, WARNING))

    # -- steps

    def _changes(self) -> None:
        for changes in list(self.root.iter(f"{TEXT}tracked-changes")):
            for region in changes:
                author = region.findtext(f".//{DC}creator") or "somebody"
                deletion = region.find(f"{TEXT}deletion")
                words = (
                    " ".join(_text(p) for p in deletion.iter(f"{TEXT}p", f"{TEXT}h")) if deletion is not None else ""
                )
                if words.strip():
                    self._say(f"deleted by {author} and left out: “{short(words)}”")
                if region.find(f"{TEXT}insertion") is not None:
                    inserted = self._inserted(str(region.get(f"{TEXT}id")))
                    self._say(f"inserted by {author} and kept: “{short(inserted)}”")
            _removed(changes)

    def _inserted(self, identifier: str) -> str:
        """The text between the marks of a change, within one paragraph."""
        for start in self.root.iter(f"{TEXT}change-start"):
            if start.get(f"{TEXT}change-id") == identifier:
                words, element = start.tail or "", start.getnext()
                while element is not None and element.tag != f"{TEXT}change-end":
                    words += _text(element) + (element.tail or "")
                    element = element.getnext()
                return words
        return ""

    def _comments(self) -> None:
        for comment in list(self.root.iter(f"{OFFICE}annotation")):
            author = comment.findtext(f"{DC}creator") or "somebody"
            text = " ".join(_text(p) for p in comment.iter(f"{TEXT}p"))
            near = next((short(_text(p)) for p in comment.iterancestors(f"{TEXT}p", f"{TEXT}h")), "")
            self._say(f"{author} comments on “{near}”: “{short(text)}”", "comments are in no edition")
            _removed(comment)

    def _left_out(self) -> None:
        for contents in list(self.root.iter(f"{TEXT}table-of-content")):
            self.leave(contents, "editions make their contents themselves")
            _removed(contents)
        for kind in ("object", "object-ole"):
            for element in self.root.iter(f"{DRAW}{kind}"):
                self._say(f"an embedded object is left out: {short(str(element.get(f'{XLINK}href') or kind))}")

    def _references(self) -> None:
        """A cross-reference that is set as a note's mark calls that note once more; one within a sentence (`see note
        4`) keeps its figure."""
        notes = {
            str(note.get(f"{TEXT}id")): number for number, note in enumerate(self.root.iter(f"{TEXT}note"), start=1)
        }
        for reference in list(self.root.iter(f"{TEXT}note-ref")):
            number = notes.get(str(reference.get(f"{TEXT}ref-name")))
            if number and self._is_raised(reference):
                self.roles[self.numbers[reference]] = f"call {number}"
                _worded(reference, stand_in("note", str(number)))
            elif number:
                shown = _text(reference)
                self._say(f"“{shown}” speaks of note {number} by its number, and stays a figure", "check it")

    def _is_raised(self, element: "Element") -> bool:
        for span in element.iterancestors(f"{TEXT}span"):
            style = str(span.get(f"{TEXT}style-name"))
            if self.styles.raised(style):
                return True
        return False

    def _fields(self) -> None:
        """Dates, page numbers, cross-references: what they show, as text."""
        for element in list(self.root.iter()):
            if not str(element.tag).startswith(TEXT):
                continue
            inside = next(element.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is not None
            if inside and element.tag.removeprefix(TEXT) not in KNOWN:
                _worded(element, _text(element))

    def _small_capitals(self) -> None:
        for span in self.root.iter(f"{TEXT}span"):
            if self.styles.small_capitals(str(span.get(f"{TEXT}style-name"))) and len(span) == 0 and span.text:
                span.text = stand_in("open", "") + span.text + stand_in("close", "small caps")

    def _paragraphs(self) -> None:
        """Paragraphs whose style means something that pandoc does not know say so at their head."""
        seen_text = False
        for paragraph in list(self.root.iter(f"{TEXT}p")):
            kind = self.styles.look(str(paragraph.get(f"{TEXT}style-name"))).block
            text = _text(paragraph).strip()
            within = next(paragraph.iterancestors(f"{TEXT}note", f"{DRAW}text-box"), None) is not None
            table = next(paragraph.iterancestors(f"{{{NAMES}:table:1.0}}table"), None) is not None
            if kind in FRONT and (seen_text or within or table):
                kind = {"title": "heading1", "subtitle": "heading2"}.get(kind, "")
                _headed(paragraph, kind)
            elif kind in STYLED and text:
                if kind in ("author", "date"):
                    self.leave(paragraph, f"written as {kind}")
                elif kind in FRONT:
                    self.roles[self.numbers[paragraph]] = kind
                _headed(paragraph, kind)
            elif not kind and next(paragraph.iterancestors(f"{TEXT}note"), None) is not None:
                paragraph.set(f"{TEXT}style-name", "Standard")  # LibreOffice indents notes; pandoc would quote them
            seen_text = seen_text or bool(text and kind not in FRONT and not within)

    def _boxes(self) -> None:
        """A text box's paragraphs stand behind the paragraph that it is fixed to."""
        for box in list(self.root.iter(f"{DRAW}text-box")):
            anchor = next(box.iterancestors(f"{TEXT}p", f"{TEXT}h"), None)
            if anchor is None:
                continue
            if _text(box).strip():
                self._say(f"a text box stands behind its paragraph now: “{short(_text(box))}”")
            for paragraph in reversed(list(box)):
                paragraph.tail = None
                anchor.addnext(paragraph)
            frame = box.getparent()
            if frame is not None:
                _removed(frame)

    def _pictures(self) -> None:
        for frame in self.root.iter(f"{DRAW}frame"):
            image = frame.find(f"{DRAW}image")
            if image is not None:
                text = frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""
                self.descriptions[str(image.get(f"{XLINK}href"))] = text


# --- styles --------------------------------------------------------------------------------------------------------


class _Styles:
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

    def small_capitals(self, name: str) -> bool:
        return self._property(name, f"{FO}font-variant") == "small-caps"

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


def _styles(archive: Archive, content: "Element") -> _Styles:
    roots = [content] + ([archive.xml("styles.xml")] if "styles.xml" in archive else [])
    found = {str(s.get(f"{STYLE}name")): s for root in reversed(roots) for s in root.iter(f"{STYLE}style")}
    return _Styles(found)


# --- LibreOffice's markup ------------------------------------------------------------------------------------------


def _text(element: "Element") -> str:
    """The words of an element without those of notes and descriptions within it."""
    if element.tag in (f"{TEXT}note", f"{OFFICE}annotation", f"{SVG}desc", f"{SVG}title"):
        return ""
    if element.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
        return " "
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)


def _worded(element: "Element", words: str) -> None:
    """Makes plain words of an element."""
    for child in list(element):
        element.remove(child)
    element.tag = f"{TEXT}span"
    element.attrib.clear()
    element.text = words


def _headed(paragraph: "Element", kind: str) -> None:
    """Puts a style's stand-in at the head of a paragraph, which then has no style."""
    if kind:
        paragraph.text = stand_in("style", kind) + (paragraph.text or "")
        paragraph.set(f"{TEXT}style-name", "Standard")


def _removed(element: "Element") -> None:
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


def _properties(archive: Archive) -> Front:
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
        lang=language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "en",
        subjects=subjects,
    )
