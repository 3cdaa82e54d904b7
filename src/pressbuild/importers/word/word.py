"""Word's .docx to a manuscript: a `Source` in, an `Imported` out; through pandoc's reader, prepared here. Pure.

What pandoc would lose is put into words that it keeps (`standins`): a cross-reference to a note, the styles of
title page and verse, a formula's text. Changes that were tracked are taken as accepted: what was inserted stays, what
was deleted goes, be it a word, a note's mark or a paragraph's end. Comments go into the report.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.archive import Archive, packed
from pressbuild.importers.documents.capitals import Capitals
from pressbuild.importers.documents.documents import Gathered, finished
from pressbuild.importers.documents.headnumbers import lead, numbered, spoken_of, unnumbered
from pressbuild.importers.documents.lifting import Lifter
from pressbuild.importers.documents.pagereferences import of_pages
from pressbuild.importers.documents.standins import cleaned, stand_in
from pressbuild.importers.documents.styles import FRONT, STYLED, Look, look
from pressbuild.importers.documents.titlepage import Styled, above_title, meanings
from pressbuild.importers.markup import short
from pressbuild.importers.pictures import Album
from pressbuild.importers.placeholders import named
from pressbuild.importers.source import Imported, LeftOut, Part, Source
from pressbuild.importers.word.wordcapitals import as_printed, in_capitals
from pressbuild.importers.word.worddrawings import undrawn
from pressbuild.importers.word.wordfields import form_fields, within_instructions
from pressbuild.importers.word.wordmarkup import (
    MC,
    M,
    W,
    author,
    descriptions,
    headings_by_name,
    joined,
    looks,
    opened,
    properties,
    removed,
    replaced,
    run,
    spaced,
    text_of,
)
from pressbuild.importers.word.wordnotes import NOTES, Apparatus
from pressbuild.importers.word.wordnumbers import printed_numbers
from pressbuild.importers.word.wordreferences import called_again, pages_named
from pressbuild.importers.word.wordsigns import lettered, own_marks, readings, unwrapped
from pressbuild.importers.word.wordtables import unseen_titles, whole_grids
from pressbuild.pandoc import read_word
from pressbuild.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAIN = "word/document.xml"
GONE = (f"{W}del", f"{W}moveFrom")
COME = (f"{W}ins", f"{W}moveTo")


def import_word(source: Source) -> Imported:
    """The manuscript of a Word file. Raises `PressError` (`not-readable`)."""
    archive = Archive(source.data, source.name)
    if MAIN not in archive:
        raise archive.refused("there is no Word document in it")
    page = _Page(archive)
    page.prepare()
    tree, warnings = read_word(packed(page.members), source.name)
    album = Album(source.name, source.stem, page.picture, descriptions(archive, page.root))
    lifter = Lifter(look, album.take, page.anchors)
    gathered = Gathered(
        metadata=page.metadata,
        left=tuple(page.left),
        findings=(*page.findings, *warnings),
        witness=(page.witness(),),
    )
    return finished(source, tree, lifter, album, gathered)


class _Page:
    """A Word document while it is prepared. `roles` are those of the witness."""

    def __init__(self, archive: Archive) -> None:
        from lxml import etree

        self.archive = archive
        self.root = archive.xml(MAIN)
        self.numbers = {element: number for number, element in enumerate(self.root.iter(etree.Element))}
        self.looks = looks(archive)
        self.headings = headings_by_name(archive)
        self.metadata = named(properties(archive))
        self.roles: dict[int, str] = {}
        self.left: list[LeftOut] = []
        self.findings: list[Diagnostic] = []
        self.members: dict[str, bytes] = {}
        self.apparatus = Apparatus.of(self.root, {n: archive.xml(n) for n in NOTES.values() if n in archive})
        self.deleted: dict[Element, str] = {}
        self.anchors: frozenset[str] = frozenset()
        self.leads: dict[int, str] = {}  # what is printed before a text, by its number
        self.capitals: Mapping[str, frozenset[int]] = {}  # the texts that are printed in capitals, by part

    def prepare(self) -> None:
        """Puts the document into the form that pandoc keeps everything of."""
        from lxml import etree

        self._capitals()
        for root in (self.root, *self.apparatus.parts.values()):
            cleaned(root)
            spaced(root)
            unwrapped(root)
            whole_grids(root)
            self.findings += unseen_titles(root)
            self._changes(root)
            self._signs(root)
            self._fields(root)
        self._numbers()
        self._comments()
        self._chunks()
        self._hidden()
        self._boxes()
        self._formulas()
        self._notes()
        self._references()
        for root in (self.root, *self.apparatus.parts.values()):
            unwrapped(root, f"{W}fldSimple")
        self._styles()
        self._links()
        self._running_heads()
        for finding, left in undrawn(self.root, self.archive):
            self.findings.append(finding)
            self.left += [left] if left else []
        kept = [name for name in self.archive.members if name.endswith((".xml", ".rels"))]
        self.members = dict.fromkeys(self.archive.members, b"")  # of a picture pandoc wants to know that it is there
        self.members |= {name: self.archive.read(name) for name in kept}
        for name, part in self.apparatus.parts.items():
            self.members[name] = self._note_part(part)
        for name in kept:
            if name != MAIN and name not in NOTES.values():
                self.archive.xml(name)  # no entities of its own in any of them
        self.members[MAIN] = etree.tostring(self.root, encoding="utf-8", xml_declaration=True)

    def _note_part(self, root: "Element") -> bytes:
        """A part with notes: formulas as text."""
        from lxml import etree

        for element in list(root.iter(f"{M}oMath")):
            replaced(element, run("".join(map(str, element.itertext(f"{M}t")))))
        return etree.tostring(root, encoding="utf-8", xml_declaration=True)

    def picture(self, source: str) -> bytes | None:
        name = f"word/{source}" if not source.startswith("word/") else source
        return self.archive.read(name) if name in self.archive else None

    def witness(self) -> Part:
        """The document as it was, and its notes."""
        notes = {
            kind.removeprefix(W): Part(self._as_printed(name), "word")
            for kind, name in NOTES.items()
            if name in self.archive
        }
        return Part(self._as_printed(MAIN), "word", self.roles, notes)

    def _as_printed(self, name: str) -> bytes:
        """A part with what the manuscript has of its look: the numbers before headings, and capitals."""
        leads, capitals = self.leads if name == MAIN else {}, self.capitals.get(name, frozenset())
        return as_printed(self.archive, name, leads, capitals) if leads or capitals else self.archive.read(name)

    def leave(self, element: "Element", why: str, role: str = "left") -> None:
        """Marks an element as left out for the witness, and lists its words."""
        if element in self.numbers:
            self.roles[self.numbers[element]] = role
        if text := text_of(element).strip():
            self.left.append(LeftOut(why, text))

    # -- steps

    def _capitals(self) -> None:
        """Words that Word shows in capitals within a paragraph have them. Nothing was changed before."""
        said = Capitals()
        self.capitals = in_capitals(self.archive, {MAIN: self.root, **self.apparatus.parts}, said)
        self.findings += said.findings()

    def _changes(self, root: "Element") -> None:
        """Accepts what was tracked in the text or in a part with notes."""
        marks = [e for e in root.iter(f"{W}del") if str(getattr(e.getparent(), "tag", "")) == f"{W}rPr"]
        ends = {p: author(e) for e in marks for p in e.iterancestors(f"{W}p")}
        for element in list(root.iter(*GONE)):
            self._gone(element)
        for element in list(root.iter(*COME)):
            if text := text_of(element).strip():
                self._say(f"inserted by {author(element)} and kept: “{short(text)}”")
            opened(element)
        for paragraph, who in ends.items():
            near = short(text_of(paragraph))
            if joined(paragraph):
                self._say(f"{who} deleted the end of a paragraph, which goes on now: “{near}”")

    def _signs(self, root: "Element") -> None:
        """Signs of symbol fonts, readings above characters, marks that an author chose."""
        self.findings += lettered(root)
        for reading in readings(root):
            self.leave(reading, "it is a reading above a character")
        if root is self.root:
            for text in own_marks(self.apparatus.pairs()):
                self.roles[self.numbers[text]] = "mark"

    def _fields(self, root: "Element") -> None:
        """What the fields of a form show, and not what stands in a field's instruction."""
        for text in list(within_instructions(root)):
            if text in self.numbers:
                self.roles[self.numbers[text]] = "left"
            removed(text)
        form_fields(root)

    def _numbers(self) -> None:
        """The numbers that Word sets before headings: the manuscript has them where its text speaks of one."""
        heads = [p for p in self.root.iter(f"{W}p") if self._kind(p).startswith("heading")]
        numbers = printed_numbers(self.archive, self.root, heads)
        heads = [head for head in numbers if text_of(head).strip()]
        words = "\n".join(text_of(root) for root in (self.root, *self.apparatus.parts.values()))
        if not (spoken := spoken_of(words, [numbers[head] for head in heads])):
            self.findings += unnumbered((numbers[head], text_of(head)) for head in heads)
            return
        fronts = self._front_matter()
        heads = [head for head in heads if head not in fronts]
        self.findings += numbered([(numbers[head], text_of(head)) for head in heads], spoken)
        for head in heads:
            texts = [text for text in head.iter(f"{W}t") if text in self.numbers and (text.text or "").strip()]
            for text in texts[:1]:
                self.leads[self.numbers[text]] = lead(numbers[head])
                text.text = lead(numbers[head]) + str(text.text).lstrip()

    def _front_matter(self) -> "set[Element]":
        """The paragraphs of the title page: a first heading may be the title."""
        paragraphs = list(self.root.iter(f"{W}p"))
        said = [Styled(self._kind(p), text_of(p).strip(), free=_is_free(p)) for p in paragraphs]
        kinds = meanings(said, plain(self.metadata.title))
        return {paragraph for paragraph, kind in zip(paragraphs, kinds, strict=True) if kind in FRONT}

    def _gone(self, element: "Element") -> None:
        who = author(element)
        text = "".join(map(str, element.itertext(f"{W}delText", f"{W}t")))
        if text.strip():
            self._say(f"deleted by {who} and left out: “{short(text)}”")
            if element.tag == f"{W}del":  # what was moved stands elsewhere
                self.left.append(LeftOut(f"it was deleted by {who}", text.strip(), said=True))
        self.deleted |= dict.fromkeys(self.apparatus.marked(element), who)
        if element in self.numbers:
            self.roles[self.numbers[element]] = "left"
        removed(element)

    def _chunks(self) -> None:
        """A document within the document, which Word reads in when it opens the file, or which a master document has
        in files of their own (ECMA-376, 17.17.2)."""
        for chunk in list(self.root.iter(f"{W}altChunk", f"{W}subDoc")):
            kind = str(chunk.tag).removeprefix(W)
            hint = "open the file in Word and save it: then it is text"
            if kind == "subDoc":
                hint = "expand the sub-documents in Word’s outline, unlink them, and save it: then they are text"
            message = f"a document that was put into this one (w:{kind}) is not read, and its words are missing"
            self.findings.append(found("fidelity", message, None, hint))
            removed(chunk)

    def _notes(self) -> None:
        """Marks without a note, and notes without a mark."""
        self.findings += self.apparatus.drop_empty_marks()
        for finding, left in self.apparatus.uncalled(self.deleted):
            self.findings.append(finding)
            self.left.append(left)

    def _say(self, message: str, hint: str = "") -> None:
        self.findings.append(Diagnostic("assumed", message, None, hint, WARNING))

    def _comments(self) -> None:
        if "word/comments.xml" not in self.archive:
            return
        texts = {
            c.get(f"{W}id"): (author(c), text_of(c)) for c in self.archive.xml("word/comments.xml").iter(f"{W}comment")
        }
        for mark in self.root.iter(f"{W}commentReference"):
            who, text = texts.pop(mark.get(f"{W}id"), ("", ""))
            near = next((short(text_of(p)) for p in mark.iterancestors(f"{W}p")), "")
            if text:
                self._say(f"{who} comments on “{near}”: “{short(text)}”", "comments are in no edition")

    def _hidden(self) -> None:
        for piece in list(self.root.iter(f"{W}r")):
            vanish = piece.find(f"{W}rPr/{W}vanish")
            if vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "none"):
                self.leave(piece, "it is hidden in the file")
                removed(piece)
        for block in list(self.root.iter(f"{W}sdt")):
            gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is not None and "Contents" in str(gallery.get(f"{W}val")):
                self.leave(block, "editions make their contents themselves")
                removed(block)

    def _boxes(self) -> None:
        """A text box's paragraphs stand behind the paragraph that it is fixed to."""
        for choice in list(self.root.iter(f"{MC}AlternateContent")):
            for fallback in choice.findall(f"{MC}Fallback"):
                if choice.find(f"{MC}Choice") is not None:
                    removed(fallback)
        last: dict[Element, Element] = {}
        for box in list(self.root.iter(f"{W}txbxContent")):
            anchor = next(box.iterancestors(f"{W}p"), None)
            if anchor is None or not text_of(box).strip():
                continue
            self._say(f"a text box stands behind its paragraph now: “{short(text_of(box))}”")
            for paragraph in list(box):
                last.get(anchor, anchor).addnext(paragraph)
                last[anchor] = paragraph

    def _formulas(self) -> None:
        for formula in list(self.root.iter(f"{M}oMath")):
            text = "".join(str(t.text or "") for t in formula.iter(f"{M}t"))
            self._say(f"the formula “{short(text)}” is plain text now", "write it as it should be read")
            replaced(formula, run(text))
        for formula in list(self.root.iter(f"{M}oMathPara")):
            for child in reversed(list(formula)):
                formula.addnext(child)
            removed(formula)

    def _references(self) -> None:
        roles, said = called_again(self.root)
        self.roles |= {self.numbers[text]: role for text, role in roles.items()}
        for message in said:
            self._say(message, "check it")
        roots = (self.root, *self.apparatus.parts.values())
        self.findings += of_pages([named for root in roots for named in pages_named(root, self._is_contents)])

    def _is_contents(self, paragraph: "Element") -> bool:
        return self._kind(paragraph) == "contents"

    def _styles(self) -> None:
        """Paragraphs whose style means something that pandoc does not know say so at their head."""
        paragraphs = list(self.root.iter(f"{W}p"))
        said = [Styled(self._kind(p), text_of(p).strip(), free=_is_free(p)) for p in paragraphs]
        for text in above_title(said):
            self._say(f"“{short(text)}” stands above the title in the file, and begins the text now")
        for paragraph, one, kind in zip(paragraphs, said, meanings(said, plain(self.metadata.title)), strict=True):
            if kind == "contents":
                self.leave(paragraph, "editions make their contents themselves")
                removed(paragraph)
            elif kind not in FRONT and (kind != one.kind or self._style(paragraph) in self.headings):
                self._mark(paragraph, kind)
            elif kind in STYLED and one.text:
                if kind in FRONT:
                    self._front(paragraph, kind)
                self._mark(paragraph, kind)

    def _kind(self, paragraph: "Element") -> str:
        return self.looks.get(self._style(paragraph), Look()).block

    def _style(self, paragraph: "Element") -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return str(style.get(f"{W}val")) if style is not None else ""

    def _front(self, paragraph: "Element", kind: str) -> None:
        if kind in ("author", "date"):
            self.leave(paragraph, f"written as {kind}")
        else:
            self.roles[self.numbers[paragraph]] = kind

    def _mark(self, paragraph: "Element", kind: str) -> None:
        if not kind:
            return
        said = paragraph.find(f"{W}pPr")
        for name in ("pStyle", "ind", "outlineLvl", "numPr"):
            for element in said.findall(f"{W}{name}") if said is not None else ():
                removed(element)
        head = run(stand_in("style", kind))
        if said is None:
            paragraph.insert(0, head)
        else:
            said.addnext(head)

    def _links(self) -> None:
        names = {str(link.get(f"{W}anchor")) for link in self.root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
        self.anchors = frozenset(name for name in names if not name.startswith("_"))

    def _running_heads(self) -> None:
        for name in self.archive.members:
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                text = text_of(self.archive.xml(name)).strip()
                if re.search(r"[^\W\d_]", text):
                    self.left.append(LeftOut("it is a running head or foot", text))


def _is_free(paragraph: "Element") -> bool:
    """Does a paragraph stand in the text itself, and not in a table or a box?"""
    return next(paragraph.iterancestors(f"{W}tbl", f"{W}txbxContent"), None) is None
