"""Pages of HTML to one text for pandoc: `Leaf`s in, prepared HTML, the notes and the witness's roles out. Pure.

What a web page and an EPUB have in common: the notes are found and stand behind the text as divisions of their own,
marks become stand-ins, and what a stylesheet makes of a class (italics, small capitals) becomes an element.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pressbuild.diagnostics import Diagnostic
from pressbuild.importers.documents.standins import stand_in
from pressbuild.importers.source import LeftOut
from pressbuild.importers.web.besidenotes import listed_again
from pressbuild.importers.web.elements import HEADS, NOTES, removed, shown_text, tag, text_of
from pressbuild.importers.web.innercalls import inner_calls
from pressbuild.importers.web.largeheads import large_heads
from pressbuild.importers.web.linkednotes import Finder
from pressbuild.importers.web.looks import dress
from pressbuild.importers.web.markings import ROLE, TYPE
from pressbuild.importers.web.notefindings import note_findings
from pressbuild.importers.web.notes import Leaf, Note
from pressbuild.importers.web.stylesheets import StyleSheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BODY = "pressbuild-note-"
CELLS = frozenset("td th tr tbody thead tfoot colgroup col".split())


class Pages(Struct):
    """Pages while they are prepared. `roles` are those of the witness, by page and by element's number."""

    leaves: Sequence[Leaf]
    numbers: "dict[str, dict[Element, int]]" = field(default_factory=dict)
    roles: dict[str, dict[int, str]] = field(default_factory=dict)
    left: list[LeftOut] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    removed: "set[Element]" = field(default_factory=set)
    home: "dict[Element, str]" = field(default_factory=dict)
    sheet: StyleSheet = field(default_factory=StyleSheet)

    def __post_init__(self) -> None:
        from lxml import etree

        for leaf in self.leaves:
            self.numbers[leaf.name] = {e: n for n, e in enumerate(leaf.root.iter(etree.Element))}
            self.roles[leaf.name] = {}
        self.home = {element: name for name, elements in self.numbers.items() for element in elements}

    def role(self, element: "Element", role: str) -> None:
        home = self.home[element]
        ends = self.roles[home].get(self.numbers[home][element]) == "ends"
        self.roles[home][self.numbers[home][element]] = f"ends {role}" if ends else role

    def is_free(self, element: "Element") -> bool:
        """Is an element one of the page as it was, of which nothing else was said?"""
        home = self.home.get(element)
        return home is not None and self.numbers[home][element] not in self.roles[home]

    def leave(self, element: "Element", why: str, *, said: bool = False) -> None:
        """Marks an element as left out, and lists its words; where many are `said` together, none is by itself. It is
        taken out of the page at the end."""
        self.role(element, "left")
        self.removed.add(element)
        if text := text_of(element).strip() if tag(element) not in ("script", "style") else "":
            self.left.append(LeftOut(why, " ".join(text.split()), said=said))

    # -- notes

    def find_notes(self) -> None:
        finder = Finder(self.leaves)
        self.notes = finder.notes()
        for head in finder.heads.sure:
            self.leave(head, "editions head their notes themselves")
        self.findings += note_findings(finder, self.notes)

    def set_notes(self, bodies: "Element") -> None:
        """Marks become stand-ins; the notes are moved into `bodies`."""
        holders = {part: number for number, note in enumerate(self.notes, start=1) for part in note.body}
        inner = inner_calls(self.notes, holders)
        self.findings += inner.findings()
        for number, note in enumerate(self.notes, start=1):
            for part in note.cut:
                self.role(part, f"label {number}")
            for part in () if note.attribute else note.body:
                self._note_role(part, number, note.prefix if part is note.body[0] else "")
        for number, note in enumerate(self.notes, start=1):
            behind = inner.behind(number)
            for call in note.calls:
                if call in inner.kept:
                    _raised(call)
                elif call in inner.gone:
                    self.role(call, f"inner {number}")
                    _worded(call, "")
                elif note.attribute and call is note.calls[0]:
                    self.role(call, f"said {number} {note.attribute} {note.prefix}".rstrip())
                    _worded(call, stand_in("note", str(number)))
                else:
                    self.role(call, f"call {number}" + "".join(f" {further}" for further in behind))
                    _worded(call, "".join(stand_in("note", str(called)) for called in (number, *behind)))
                    behind = []
        for number, note in enumerate(self.notes, start=1):
            self._move(note, number, bodies)
        for link in [element for element in self.home if tag(element) == "a"]:  # pandoc would make notes of them
            for name in [name for name in (ROLE, TYPE, "epub:type") if name in link.attrib]:
                del link.attrib[name]

    def _note_role(self, part: "Element", number: int, prefix: str) -> None:
        """Says what holds a note; of a line, where it begins, and where it ends if no other begins there."""
        words = f" {prefix}" if prefix else ""
        if part in self.home:
            self.role(part, f"note {number}{words}")
            return
        label = self.roles[self.home[part[0]]].get(self.numbers[self.home[part[0]]][part[0]])
        self.role(part[0], f"begins {number} {'label' if label else 'text'}{words}")
        following = part.getnext()
        if following is not None and following in self.home:
            said = self.roles[self.home[following]].get(self.numbers[self.home[following]][following])
            self.role(following, f"ends {said}" if said else "ends")

    def _move(self, note: Note, number: int, bodies: "Element") -> None:
        from lxml import etree

        division = etree.SubElement(bodies, "div")
        division.set("id", f"{BODY}{number}")
        for part in note.cut:
            _unbracketed(part)
            removed(part)
        for part in note.body:
            if part.getparent() is None and not note.attribute:
                continue
            removed(part)
            part.tail = None
            if tag(part) in ("li", "dd", "td", "tr", "aside", "section", "blockquote", "table"):
                cells = [cell for cell in part.iter() if tag(cell) in CELLS] if tag(part) == "table" else list(part)
                for cell in cells:
                    if tag(cell) in CELLS:
                        cell.tag = "div"
                part.tag = "div"
            division.append(part)
        if note.prefix:
            _without_prefix(division, note.prefix)
        elif note.cut:
            _without_stop(division)

    def drop_notes_heading(self, body: "Element") -> None:
        """The headings and the rule of the notes, which editions have themselves, where nothing else stands below."""
        holders = {part for note in self.notes for part in note.body}
        cut = {part for note in self.notes for part in note.cut}
        named = [
            e
            for e in body.iter()
            if tag(e) in HEADS or (tag(e) in ("p", "div") and NOTES.fullmatch(text_of(e).strip()))
        ]
        heads = [*named, *(e for e in body.iter() if tag(e) == "hr")]
        for head in (head for head in heads if head not in self.removed):
            following = _section(head, self.removed)
            inside = [e for sibling in following for e in sibling.iter()]
            notes_follow = any(e in holders for e in inside) or (not following and _only_notes(head, holders))
            below = {e for e in inside if tag(e) in HEADS and tag(head) != "hr"}  # of chapters whose notes these are
            words = "".join(text for e in following for text in shown_text(e, below | cut | self.removed))
            of_notes = "".join(text for e in inside if e in holders for text in shown_text(e, cut))
            if self.notes and notes_follow and len(re.sub(r"\s", "", words)) - len(re.sub(r"\s", "", of_notes)) < 3:
                for element in (head, *sorted(below, key=self.numbers[self.home[head]].__getitem__)):
                    self.leave(element, "editions head their notes themselves")

    def leave_repeated(self) -> None:
        """The lists that have the words of notes a second time, and the headings above them."""
        for element in list(listed_again(self.notes, list(self.home))):
            head = element.getprevious()
            self.leave(element, "the notes stand there a second time")
            if head is not None and NOTES.fullmatch(text_of(head).strip()):
                self.leave(head, "editions head their notes themselves")

    def dress(self, css: str) -> None:
        """Makes headings of what a style sheet sets as such, and elements of what it makes of runs of words."""
        self.sheet = StyleSheet(css)
        self.findings += large_heads([leaf.root for leaf in self.leaves], self.sheet)
        for leaf in self.leaves:
            dress(leaf.root, self.sheet)


# --- changing a page -----------------------------------------------------------------------------------------------


def _worded(element: "Element", words: str) -> None:
    """Makes plain words of a mark, and takes the brackets away that stand round it."""
    _unbracketed(element)
    for child in list(element):
        element.remove(child)
    element.tag = "span"
    kept: dict[str | bytes, str | bytes] = {k: v for k, v in element.attrib.items() if k in ("id", "name")}
    element.attrib.clear()
    element.attrib.update(kept)
    element.text = words


def _raised(call: "Element") -> None:
    """Makes a raised figure of a mark, with its letters as they are and no link."""
    words = text_of(call)
    _worded(call, words)
    call.tag = "sup"


def _unbracketed(element: "Element") -> None:
    tail = element.tail or ""
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    for opening, closing in (("[", "]"), ("(", ")")):
        if text.rstrip().endswith(opening) and tail.lstrip().startswith(closing):
            element.tail = tail.lstrip()[1:]
            shorter = text.rstrip()[:-1]
            if before is not None:
                before.tail = shorter
            elif parent is not None:
                parent.text = shorter


def _without_prefix(division: "Element", prefix: str) -> None:
    """Takes a label off the beginning of a note's text."""
    left = re.sub(r"\s", "", prefix)
    for element, where in _texts(division):
        bare = (getattr(element, where) or "").lstrip()
        while left and bare and (bare[0].isspace() or bare[0] == left[0]):
            left = left if bare[0].isspace() else left[1:]
            bare = bare[1:]
        if getattr(element, where):
            setattr(element, where, bare.lstrip())
        if bare or not left:
            return


def _without_stop(division: "Element") -> None:
    """Takes off the stop that stood behind a label, `1. See …`, when the label is gone."""
    for element, where in _texts(division):
        text = getattr(element, where) or ""
        if text.strip():
            setattr(element, where, re.sub(r"^\s*(?:[\^↑]\s*|[.):\]]\s+)", "", text))
            return


def _texts(element: "Element") -> "Iterator[tuple[Element, str]]":
    """Where the texts of an element are, in order: an element, and whether they are its own or stand behind it."""
    yield element, "text"
    for child in element:
        yield from _texts(child)
        yield child, "tail"


def _section(head: "Element", gone: "set[Element]") -> "list[Element]":
    """What stands below a heading, up to the next of its level, but for what is `gone`."""
    level = tag(head) if tag(head) in HEADS else ""
    siblings = (e for e in head.itersiblings() if tag(e) and e not in gone)
    return list(takewhile(lambda e: tag(e) not in HEADS or not level or tag(e) > level, siblings))


def _only_notes(head: "Element", holders: "set[Element]") -> bool:
    parent = head.getparent()
    following = parent.getnext() if parent is not None else None
    return following is not None and any(e in holders for e in following.iter())
