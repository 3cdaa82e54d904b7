"""The words of a source's markup: `Part`s in, the words of title page, text and notes out; pure.

One walk over the elements in document order. What an element's number says of it (`Part.roles`) is followed; of all
else only that is known which tells words from other things: where Word keeps its letters, which elements show none.
"""

import html as markup
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pressbuild.collation.typed import apart
from pressbuild.importers.source import Part
from pressbuild.importers.word.wordsigns import shown_text
from pressbuild.verify.source import in_order, source_words
from pressbuild.verify.source import words as letters

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPELT = re.compile(r"&#?\w{1,40};?")
UNPRINTED: dict[int, str | None] = dict.fromkeys((*range(9), *range(14, 32), 127))
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(slots=True)
class Words:
    """The texts of a source: the body's, each note's in the order of the first calls, those of the title page by
    their keys; `calls` is how often notes are called, `labels` what their marks say."""

    pieces: list[str] = field(default_factory=list)
    bodies: dict[str, list[str]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    heads: dict[str, list[str]] = field(default_factory=dict)
    calls: int = 0
    labels: dict[str, set[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def notes(self) -> list[str]:
        return ["".join(self.bodies.get(label, ())) for label in self.order]

    @property
    def front(self) -> dict[str, str]:
        return {key: "".join(pieces) for key, pieces in self.heads.items()}

    def call(self, label: str) -> None:
        self.calls += 1
        if label not in self.order:
            self.order.append(label)


def words_of(parts: Sequence[Part]) -> Words:
    """The words of all parts of a source, one after the other."""
    words = Words()
    for part in parts:
        if part.dialect in ("page", "xhtml"):
            _labels(part, words)
    for part in parts:
        match part.dialect:
            case "markdown":
                _read_markdown(part, words)
            case "word":
                _read_word(part, words)
            case _:
                _read_mixed(part, words)
    if parts and parts[0].typed:
        _take_typed(words, parts[0])
    return words


def _take_typed(words: Words, part: Part) -> None:
    """The notes that are typed into the text, taken out of it."""
    found = apart(letters(words.text), part.typed)
    words.pieces = [" ".join(found.body)]
    words.heads |= {"title": [" ".join(found.title)]} if found.title else {}
    words.bodies |= {label: [" ".join(note)] for label, note in found.notes.items()}
    for label in found.calls:
        words.call(label)
    words.order += [label for label in found.notes if label not in words.order]


def _root(part: Part) -> "Element":
    from lxml import etree, html

    if part.dialect == "page":
        return html.document_fromstring(part.data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(_spelt_out(part.data) if part.dialect == "xhtml" else part.data, parser)


def _spelt_out(data: bytes) -> bytes:
    """A page of XHTML with its references to characters as these: XML knows neither all of HTML's names nor all of
    the numbers that are written."""
    text = SPELT.sub(lambda reference: markup.escape(markup.unescape(reference[0])), data.decode())
    return text.translate(UNPRINTED | {0x0B: " ", 0x0C: " ", 0xFFFE: "", 0xFFFF: ""}).encode()


def _read_markdown(part: Part, words: Words) -> None:
    """Markdown is read as manuscripts are."""
    read = source_words(part.data.decode("utf-8-sig"))
    words.pieces.append(" ".join(read.body))
    words.calls = sum(read.calls.values())
    words.order = list(in_order(read.calls, read.notes))
    words.bodies = {label: [" ".join(note)] for label, note in read.notes.items()}
    words.heads = {key: [" ".join(text)] for key, text in (read.front or {}).items()}


# --- Word ----------------------------------------------------------------------------------------------------------


def _read_word(part: Part, words: Words) -> None:
    from lxml import etree

    root = _root(part)
    notes = {kind: _by_id(notes) for kind, notes in part.notes.items()}
    numbers = {element: number for number, element in enumerate(root.iter(etree.Element))}
    _walk_word(root, part.roles, numbers, words, words.pieces, notes)


def _by_id(part: Part) -> "dict[str, Element]":
    return {str(note.get(f"{W}id")): note for note in _root(part)}


def _walk_word(
    element: "Element",
    roles: Mapping[int, str],
    numbers: "Mapping[Element, int]",
    words: Words,
    into: list[str],
    notes: "Mapping[str, dict[str, Element]]",
) -> None:
    """Gathers the words of an element. A text box's come behind the paragraph that it is fixed to."""
    role = roles.get(numbers.get(element, -1), "")
    if role in ("left", "mark"):
        return
    if role.startswith("call "):
        words.call(role.removeprefix("call "))
        return
    if role:
        into = words.heads.setdefault(role, [])
    boxes: list[Element] = []
    stack = list(reversed(element))
    _shown_word(element, into, words, notes)
    while stack:
        child = stack.pop()
        if numbers.get(child) in roles or child.tag == f"{W}p":
            _walk_word(child, roles, numbers, words, into, notes)
        elif child.tag in (f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}instrText", f"{W}rt"):
            continue
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        else:
            _shown_word(child, into, words, notes)
            stack.extend(reversed(child))
    frame = element.find(f"{W}pPr/{W}framePr")
    if element.tag == f"{W}p" and (frame is None or frame.get(f"{W}dropCap") in (None, "none")):
        into.append("\n")  # a dropped capital belongs to the next paragraph
    for box in boxes:
        _walk_word(box, roles, numbers, words, into, notes)


def _shown_word(element: "Element", into: list[str], words: Words, notes: "Mapping[str, dict[str, Element]]") -> None:
    tag = str(element.tag)
    if tag in (f"{W}t", f"{W}sym"):
        into.append(shown_text(element))
    elif tag == f"{M}t":
        into.append(element.text or "")
    elif tag in (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"):
        into.append(" ")
    elif tag == f"{W}noBreakHyphen":
        into.append("\u2011")
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind, identifier = tag.removeprefix(W), str(element.get(f"{W}id"))
        note = notes.get(kind, {}).get(identifier)
        if note is not None:  # a mark without a note calls nothing
            label = str(len(words.order) + 1)
            words.call(label)
            body: list[str] = words.bodies.setdefault(label, [])
            _walk_word(note, {}, {}, words, body, notes)


# --- LibreOffice, web pages, EPUBs ---------------------------------------------------------------------------------

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
SILENT = frozenset(
    (
        *(
            f"{TEXT}{name}"
            for name in ("tracked-changes", "note-citation", "number", "sequence-decls", "variable-decls")
        ),
        *(
            f"{TEXT}{name}"
            for name in ("user-field-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file")
        ),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "binary-data", "event-listeners")),
        *(f"{SVG}{name}" for name in ("desc", "title")),
        *(f"{DRAW}{name}" for name in ("object", "object-ole")),
    )
)
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SPACE = frozenset((f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", "br", "hr"))
BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header html li main nav ol option p pre section summary table tbody td tfoot th thead tr
    ul""".split()
) | {f"{TEXT}p", f"{TEXT}h"}
UNSHOWN = frozenset(
    """script style noscript template iframe object embed video audio canvas svg annotation annotation-xml
    title textarea select""".split()
)
BACK = re.compile(
    r"(jump|go)?(back|return|up|zurück|retour)(to(the)?(main)?(text|content|top|article|essay|page|reference)\w*)?"
)
BACK_LINK = re.compile(r"back|referrer|return", re.IGNORECASE)
LETTERED = 3  # letters of a link back, at most


@dataclass(slots=True)
class _Walk:
    """A walk over a part of mixed text and elements."""

    part: Part
    words: Words
    numbers: "Mapping[Element, int]"
    page: bool
    boxes: "list[Element] | None" = None  # what is fixed to the paragraph that is read, and comes behind it

    def element(self, element: "Element", into: list[str]) -> None:
        name: object = element.tag
        if not isinstance(name, str):
            return  # a comment
        tag = name.rpartition("}")[2].lower() if self.page else name
        kind, _, said = self._role(element).removeprefix("ends ").partition(" ")
        if kind in ("left", "mark", "inner") or tag in (UNSHOWN if self.page else SILENT):
            return
        if kind == "call":
            for label in said.split():
                self.words.call(label)
            return
        if kind in ("label", "begins") and self._is_cut(element, kind, said):
            return
        into, prefix = self._where(kind, said, into)
        if tag == f"{TEXT}note":
            into = self._note()
        if tag in SPACE or tag in BLOCKS:
            into.append(" ")
        outer, self.boxes = self.boxes, [] if tag in PARAGRAPHS else self.boxes
        into.append((element.text or "").translate(UNPRINTED))
        outside, line = into, ("", "")
        for child in element:
            kind, _, said = self._role(child).partition(" ")
            if kind in ("begins", "ends"):
                self._end_line(line)
                line = _line(said) if kind == "begins" else ("", "")
                into = self.words.bodies.setdefault(line[0], []) if line[0] else outside
            if str(child.tag).startswith(DRAW) and self.boxes is not None and not tag.startswith(DRAW):
                self.boxes.append(child)
            else:
                self.element(child, into)
            into.append((child.tail or "").translate(UNPRINTED))
        self._end_line(line)
        into = outside
        if tag in BLOCKS:
            into.append("\n")
        boxes, self.boxes = self.boxes, outer
        for box in boxes or () if tag in PARAGRAPHS else ():
            self.element(box, into)
        if prefix:
            _without(into, prefix)

    def _where(self, kind: str, said: str, into: list[str]) -> tuple[list[str], str]:
        """Where an element's words belong by its role, and the label that is none of them."""
        if kind == "note":
            label, _, prefix = said.partition(" ")
            return self.words.bodies.setdefault(label, []), prefix if self._is_prefix(prefix, label) else ""
        if kind in ("", "label", "begins", "ends"):
            return into, ""
        return self.words.heads.setdefault(kind, []), ""

    def _is_cut(self, element: "Element", kind: str, said: str) -> bool:
        label, _, more = said.partition(" ")
        return (kind == "label" or more.startswith("label")) and self._is_label(element, label)

    def _role(self, element: "Element") -> str:
        return self.part.roles.get(self.numbers.get(element, -1), "")

    def _end_line(self, line: tuple[str, str]) -> None:
        """Takes the label off a note that is a line."""
        label, prefix = line
        if prefix and self._is_prefix(prefix, label):
            _without(self.words.bodies[label], prefix)

    def _is_prefix(self, said: str, label: str) -> bool:
        """Is what was taken off a note's words its mark's own letters, and do brackets or a stop part them from it?"""
        bare = _bare(said)
        return bare in self.words.labels.get(label, ()) and (not bare.isalpha() or said.strip().casefold() != bare)

    def _is_label(self, element: "Element", label: str) -> bool:
        """Is an element that was taken off a note its mark's own letters, or a way back?"""
        bare = _bare(_spelt(element))
        shown = " ".join(str(value) for inside in element.iter() for value in inside.attrib.values())
        back = BACK.fullmatch(bare) or BACK_LINK.search(shown) or (len(bare) <= LETTERED and "#" in shown)
        return not bare or bare in self.words.labels.get(label, ()) or bool(back)

    def _note(self) -> list[str]:
        label = str(len(self.words.order) + 1)
        self.words.call(label)
        return self.words.bodies.setdefault(label, [])


def _line(said: str) -> tuple[str, str]:
    """The label of the note that a line begins, and what stands before its words."""
    label, _, more = said.partition(" ")
    return label, more.partition(" ")[2]


def _without(into: list[str], prefix: str) -> None:
    into[:] = ["".join(into).lstrip().removeprefix(prefix)]


def _spelt(element: "Element") -> str:
    return "".join(str(text) for text in element.itertext())


def _bare(text: str) -> str:
    return "".join(letters(text)).casefold()


def _labels(part: Part, words: Words) -> None:
    """What the marks of notes say, by which their printed labels are told."""
    from lxml import etree

    for number, element in enumerate(_root(part).iter(etree.Element)):
        kind, _, said = part.roles.get(number, "").partition(" ")
        if kind in ("call", "inner"):
            words.labels.setdefault(said.split()[0], set()).add(_bare(_spelt(element)))


def _read_mixed(part: Part, words: Words) -> None:
    from lxml import etree

    root = _root(part)
    numbers = {element: number for number, element in enumerate(root.iter(etree.Element))}
    top = root.find(f".//{OFFICE}text") if part.dialect == "opendocument" else root
    if top is not None:
        _Walk(part, words, numbers, part.dialect != "opendocument").element(top, words.pieces)
