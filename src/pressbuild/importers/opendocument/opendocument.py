"""LibreOffice's .odt to a manuscript: a `Source` in, an `Imported` out; through pandoc's reader, prepared here. Pure.

What pandoc would lose is put into words that it keeps (`standins`): a second mark of a note, small capitals,
the styles of title page and verse. Fields become their text. Tracked changes are taken as accepted; comments are
reported.
"""

import re
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.archive import Archive, packed
from pressbuild.importers.documents.capitals import Capitals
from pressbuild.importers.documents.documents import Gathered, finished
from pressbuild.importers.documents.headnumbers import lead, numbered, spoken_of, unnumbered, whole
from pressbuild.importers.documents.lifting import Lifter
from pressbuild.importers.documents.pagereferences import of_pages
from pressbuild.importers.documents.standins import cleaned, stand_in
from pressbuild.importers.documents.styles import FRONT, STYLED, look
from pressbuild.importers.documents.titlepage import Styled, above_title, meanings
from pressbuild.importers.markup import short
from pressbuild.importers.opendocument.odtcapitals import in_capitals
from pressbuild.importers.opendocument.odtchanges import accept
from pressbuild.importers.opendocument.odtmarkup import (
    DC,
    DRAW,
    NAMES,
    OFFICE,
    STYLE,
    SVG,
    TEXT,
    XLINK,
    form_fields,
    headed,
    is_free,
    opened,
    pages_named,
    properties,
    removed,
    styles_of,
    text_of,
    worded,
)
from pressbuild.importers.opendocument.odtnotes import brought_back, move_out
from pressbuild.importers.opendocument.odtnumbers import ITEMS, out_of_lists, printed_numbers
from pressbuild.importers.pictures import Album
from pressbuild.importers.placeholders import named
from pressbuild.importers.source import Imported, LeftOut, Part, Source
from pressbuild.pandoc import read_opendocument
from pressbuild.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTENT = "content.xml"
LOWEST = 6  # level of a heading
TABLE = f"{{{NAMES}:table:1.0}}table"
MATH = "{http://www.w3.org/1998/Math/MathML}"
INDEXES = ("alphabetical", "illustration", "table", "object", "user")
KNOWN = frozenset(  # what pandoc makes something of, within a paragraph; all else there is a field
    """span a note note-citation note-body s tab line-break soft-page-break bookmark bookmark-start bookmark-end
    reference-mark reference-mark-start reference-mark-end change change-start change-end p h list list-item
    list-header""".split()
)
WRAPPERS = (f"{TEXT}ruby", f"{TEXT}ruby-base", f"{TEXT}meta", "{*}content-control")


def import_opendocument(source: Source) -> Imported:
    """The manuscript of a LibreOffice text. Raises `PressError` (`not-readable`)."""
    archive = Archive(source.data, source.name)
    if CONTENT not in archive:
        raise archive.refused("there is no text in it")
    page = _Page(archive)
    page.prepare()
    tree, warnings = read_opendocument(packed(page.members), source.name)
    album = Album(source.name, source.stem, page.picture, page.descriptions)
    tree = brought_back(tree)
    lifter = Lifter(look, album.take, page.anchors)
    gathered = Gathered(
        metadata=page.metadata,
        left=tuple(page.left),
        findings=(*page.findings, *warnings),
        witness=(Part(page.as_printed(), "opendocument", page.roles),),
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
        self.styles = styles_of(archive, self.root)
        self.metadata = named(properties(archive))
        self.roles: dict[int, str] = {}
        self.left: list[LeftOut] = []
        self.findings: list[Diagnostic] = []
        self.members: dict[str, bytes] = {}
        self.descriptions: dict[str, str] = {}
        self.anchors: frozenset[str] = frozenset()
        self.leads: dict[int, str] = {}  # what is printed before a heading, by its number
        self.capitals: set[tuple[int, str]] = set()  # the texts that are printed in capitals, by element and place

    def prepare(self) -> None:
        """Puts the text into the form that pandoc keeps everything of."""
        from lxml import etree

        self._capitals()
        self._changes()
        self._comments()
        self._linked()
        self._hidden()
        self._left_out()
        self._headings_in_lists()
        self._numbers()
        self._unwrapped()
        self._running_heads()
        self._references()
        self._fields()
        self._small_capitals()
        self._paragraphs()
        self._boxes()
        self._pictures()
        move_out(self.root)
        links = {str(link.get(f"{XLINK}href")) for link in self.root.iter(f"{TEXT}a")}
        self.anchors = frozenset(link[1:] for link in links if link.startswith("#"))
        kept = [name for name in self.archive.members if name.endswith((".xml", ".rdf"))]
        self.members = dict.fromkeys(self.archive.members, b"")
        self.members |= {name: self.archive.read(name) for name in kept if name.endswith(".xml")}
        for name in kept:
            if name.endswith(".xml") and "/" not in name:
                self.archive.xml(name)  # no entities of its own in any of them
        self.members[CONTENT] = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)

    def _headings_in_lists(self) -> None:
        """An item of a list whose paragraph has a heading's style is a heading: LibreOffice writes those so that a list
        numbers."""
        for paragraph in [p for item in self.root.iter(*ITEMS) for p in item if p.tag == f"{TEXT}p"]:
            kind = self._kind(paragraph)
            if kind.startswith("heading") and is_free(paragraph) and text_of(paragraph).strip():
                paragraph.tag = f"{TEXT}h"
                paragraph.set(f"{TEXT}outline-level", kind.removeprefix("heading"))

    def _numbers(self) -> None:
        """The numbers that LibreOffice sets before headings: the manuscript has them where its text speaks of one."""
        heads = [(head, number) for head, number in printed_numbers(self.archive, self.root) if text_of(head).strip()]
        words = "\n".join(map(text_of, self.root.iter(f"{TEXT}p")))
        if not (spoken := spoken_of(words, [number for _, number in heads])):
            self.findings += unnumbered((number, text_of(head)) for head, number in heads)
            return
        fronts = self._front_matter()
        heads = [(head, number) for head, number in heads if head not in fronts]
        self.findings += numbered([(number, text_of(head)) for head, number in heads], spoken)
        for head, number in heads:
            self.leads[self.numbers[head]] = lead(number)
            head.text = lead(number) + (head.text or "")

    def _front_matter(self) -> "set[Element]":
        """The paragraphs of the title page: a first heading may be the title."""
        paragraphs = list(self.root.iter(f"{TEXT}p", f"{TEXT}h"))
        said = [Styled(self._kind(p), text_of(p).strip(), free=is_free(p)) for p in paragraphs]
        kinds = meanings(said, plain(self.metadata.title))
        return {paragraph for paragraph, kind in zip(paragraphs, kinds, strict=True) if kind in FRONT}

    def as_printed(self) -> bytes:
        """The text with the numbers before its headings and the capitals that the manuscript has, as LibreOffice
        prints it."""
        from lxml import etree

        if not self.leads and not self.capitals:
            return self.archive.read(CONTENT)
        root = self.archive.xml(CONTENT)
        for number, element in enumerate(root.iter(etree.Element)):
            for where in ("text", "tail"):
                if (number, where) in self.capitals:
                    setattr(element, where, str(getattr(element, where)).upper())
            if number in self.leads:
                element.text = self.leads[number] + (element.text or "")
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def picture(self, source: str) -> bytes | None:
        name = source.removeprefix("./")
        return self.archive.read(name) if name in self.archive else None

    def leave(self, element: "Element", why: str) -> None:
        """Marks an element as left out for the witness, and lists its words."""
        self.roles[self.numbers[element]] = "left"
        paragraphs = list(element.iter(f"{TEXT}p", f"{TEXT}h")) or [element]
        if text := " ".join(map(text_of, paragraphs)).strip():
            self.left.append(LeftOut(why, text))

    def _say(self, message: str, hint: str = "") -> None:
        self.findings.append(Diagnostic("assumed", message, None, hint, WARNING))

    # -- steps

    def _capitals(self) -> None:
        """Words that LibreOffice shows in capitals within a paragraph have them."""
        said = Capitals()
        spots = in_capitals(self.root, self.styles, said)
        self.capitals = {(self.numbers[element], where) for element, where in spots if element in self.numbers}
        self.findings += said.findings()

    def _changes(self) -> None:
        accepted = accept(self.root)
        self.findings += accepted.findings
        self.left += accepted.left

    def _linked(self) -> None:
        """Sections that are files of their own, as a master document has them (OpenDocument 1.3, 5.4.2)."""
        for source in self.root.iter(f"{TEXT}section-source"):
            section = source.getparent()
            if section is not None and not text_of(section).strip():
                name = source.get(f"{XLINK}href") or section.get(f"{TEXT}name")
                message = f"a section that is a file of its own, {name}, is not read, and its words are missing"
                hint = "open the file in LibreOffice, update its links, break them, and save it: then it is text"
                self.findings.append(found("fidelity", message, None, hint))

    def _hidden(self) -> None:
        """Sections, paragraphs and words that the file does not show."""
        for element in list(self.root.iter(f"{TEXT}section", f"{TEXT}p", f"{TEXT}h", f"{TEXT}span")):
            hidden = element.get(f"{TEXT}display") == "none" or (
                element.tag != f"{TEXT}section" and self.styles.hidden(str(element.get(f"{TEXT}style-name")))
            )
            if hidden and next(element.iterancestors(f"{OFFICE}text"), None) is not None:
                self.leave(element, "it is hidden in the file")
                removed(element)
        for field in list(self.root.iter()):
            unseen = field.get(f"{TEXT}is-hidden") == "true" or field.get(f"{TEXT}display") == "none"
            if unseen and next(field.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is not None:
                self.leave(field, "it is hidden in the file")
                removed(field)

    def _comments(self) -> None:
        for comment in list(self.root.iter(f"{OFFICE}annotation")):
            author = comment.findtext(f"{DC}creator") or "somebody"
            text = " ".join(text_of(p) for p in comment.iter(f"{TEXT}p"))
            near = next((short(text_of(p)) for p in comment.iterancestors(f"{TEXT}p", f"{TEXT}h")), "")
            self._say(f"{author} comments on “{near}”: “{short(text)}”", "comments are in no edition")
            removed(comment)

    def _left_out(self) -> None:
        for contents in list(self.root.iter(f"{TEXT}table-of-content")):
            self.leave(contents, "editions make their contents themselves")
            removed(contents)
        for index in list(self.root.iter(*(f"{TEXT}{name}-index" for name in INDEXES))):
            self.leave(index, "it is an index with the file's pages")
            removed(index)
        for kind in ("object", "object-ole"):
            for element in self.root.iter(f"{DRAW}{kind}"):
                shown = short(self._formula(element) or str(element.get(f"{XLINK}href") or kind))
                near = next((short(text_of(p)) for p in element.iterancestors(f"{TEXT}p", f"{TEXT}h")), "")
                self._say(f"an embedded object is left out: “{shown}” in “{near}”", "write it as it should be read")

    def _formula(self, element: "Element") -> str:
        """The words of a formula that a text holds as a document of its own."""
        name = f"{str(element.get(f'{XLINK}href') or '').removeprefix('./')}/{CONTENT}"
        root = self.archive.xml(name) if name in self.archive else None
        if root is None or not str(root.tag).endswith("}math"):
            return ""
        return " ".join("".join(map(str, root.itertext(f"{MATH}mi", f"{MATH}mo", f"{MATH}mn", f"{MATH}mtext"))).split())

    def _running_heads(self) -> None:
        """Heads and feet of pages, each once."""
        if "styles.xml" not in self.archive:
            return
        root = self.archive.xml("styles.xml")
        pieces = [e for e in root.iter() if str(e.tag).startswith((f"{STYLE}header", f"{STYLE}footer"))]
        for text in dict.fromkeys(" ".join(text_of(e).split()) for e in pieces):
            if re.search(r"[^\W\d_]", text):
                self.left.append(LeftOut("it is a running head or foot", text))

    def _unwrapped(self) -> None:
        """Paragraphs and words out of what pandoc does not look into: bibliographies, numbered paragraphs, tables in
        tables, headings in lists, content controls, characters with a reading above them."""
        from lxml import etree

        out_of_lists(self.root)
        for reading in list(self.root.iter(f"{TEXT}ruby-text")):
            self.leave(reading, "it is a reading above a character")
            removed(reading)
        etree.strip_tags(self.root, *WRAPPERS)
        for element in list(self.root.iter(f"{TEXT}number")):
            removed(element)
        for element in list(self.root.iter(f"{TEXT}bibliography", f"{TEXT}numbered-paragraph")):
            opened(element, list(element.iter(f"{TEXT}p", f"{TEXT}h")))
        for table in reversed(list(self.root.iter(TABLE))):
            if next(table.iterancestors(TABLE), None) is not None:
                self._say(f"a table within a table is paragraphs of its cell now: “{short(text_of(table))}”")
                opened(table, [block for cell in table.iter(f"{TABLE}-cell") for block in cell])

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
                worded(reference, stand_in("note", str(number)))
            elif number:
                shown = text_of(reference)
                self._say(f"“{shown}” speaks of note {number} by its number, and stays a figure", "check it")

    def _is_raised(self, element: "Element") -> bool:
        for span in element.iterancestors(f"{TEXT}span"):
            style = str(span.get(f"{TEXT}style-name"))
            if self.styles.raised(style):
                return True
        return False

    def _fields(self) -> None:
        """Dates, page numbers, cross-references, forms: what they show, as text."""
        form_fields(self.root)
        self.findings += of_pages(list(pages_named(self.root)))
        for element in list(self.root.iter()):
            if not str(element.tag).startswith(TEXT):
                continue
            inside = next(element.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is not None
            if inside and element.tag.removeprefix(TEXT) not in KNOWN:
                worded(element, text_of(element))

    def _small_capitals(self) -> None:
        for span in self.root.iter(f"{TEXT}span"):
            if self.styles.small_capitals(str(span.get(f"{TEXT}style-name"))) and text_of(span).strip():
                span.text = stand_in("open", "") + (span.text or "")
                if len(span):
                    span[-1].tail = (span[-1].tail or "") + stand_in("close", "small caps")
                else:
                    span.text += stand_in("close", "small caps")

    def _paragraphs(self) -> None:
        """Paragraphs whose style means something that pandoc does not know say so at their head."""
        paragraphs = list(self.root.iter(f"{TEXT}p", f"{TEXT}h"))
        said = [Styled(self._kind(p), text_of(p).strip(), free=is_free(p)) for p in paragraphs]
        for text in above_title(said):
            self._say(f"“{short(text)}” stands above the title in the file, and begins the text now")
        for paragraph, one, kind in zip(paragraphs, said, meanings(said, plain(self.metadata.title)), strict=True):
            if paragraph.tag == f"{TEXT}h" and kind not in FRONT:
                continue
            paragraph.tag = f"{TEXT}p"
            if kind.startswith("heading") and one.free:
                paragraph.tag = f"{TEXT}h"
                paragraph.set(f"{TEXT}outline-level", kind.removeprefix("heading"))
            elif kind != one.kind and kind not in FRONT:
                headed(paragraph, kind)
            elif kind in STYLED and one.text:
                if kind in ("author", "date"):
                    self.leave(paragraph, f"written as {kind}")
                elif kind in FRONT:
                    self.roles[self.numbers[paragraph]] = kind
                headed(paragraph, kind)
            elif not kind and next(paragraph.iterancestors(f"{TEXT}note"), None) is not None:
                paragraph.set(f"{TEXT}style-name", "Standard")  # LibreOffice indents notes; pandoc would quote them

    def _kind(self, paragraph: "Element") -> str:
        """What a paragraph's style means; a level that the paragraph or its style has in the outline makes it a
        heading."""
        name = str(paragraph.get(f"{TEXT}style-name"))
        kind, level = self.styles.look(name).block, self.styles.outline(name)
        if paragraph.tag == f"{TEXT}h":
            level = str(paragraph.get(f"{TEXT}outline-level") or level or kind.removeprefix("heading")[:1] or "1")
        return f"heading{min(max(1, whole(level, 1)), LOWEST)}" if level and kind not in FRONT else kind

    def _boxes(self) -> None:
        """The paragraphs of a text box or a drawn shape stand behind the paragraph that it is fixed to."""
        last: dict[Element, Element] = {}
        for box in list(self.root.iter(f"{TEXT}p", f"{TEXT}list")):
            shape = box.getparent()
            if shape is None or not str(shape.tag).startswith(DRAW):
                continue
            if text_of(box).strip():
                self._say(f"a text box stands behind its paragraph now: “{short(text_of(box))}”")
            outer = next((e for e in shape.iterancestors() if not str(e.tag).startswith(DRAW)), None)
            top = next((e for e in (shape, *shape.iterancestors()) if e.getparent() is outer), shape)
            anchor = next(shape.iterancestors(f"{TEXT}p", f"{TEXT}h"), top)
            box.tail = None
            last.get(anchor, anchor).addnext(box)
            last[anchor] = box

    def _pictures(self) -> None:
        for frame in self.root.iter(f"{DRAW}frame"):
            image = frame.find(f"{DRAW}image")
            if image is not None:
                text = frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""
                self.descriptions[str(image.get(f"{XLINK}href"))] = text
