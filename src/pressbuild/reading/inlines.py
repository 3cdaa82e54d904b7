"""pandoc's inlines lifted into our nodes, and the notes that they call: the half of `lift` that stays within a block.

A note called twice comes as two equal notes, told to be one by the label that stands at the reference's place.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import (
    HOLDERS,
    PLAIN,
    Blocks,
    Code,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Note,
    NoteRef,
    SmallCaps,
    Span,
    Text,
)
from pressbuild.faircopy.comments import STAND_IN
from pressbuild.faircopy.layout import Layout
from pressbuild.manuscript.prose import fold
from pressbuild.manuscript.yamlhead import ILLEGIBLE
from pressbuild.reading.attributes import allowed, anchor
from pressbuild.reading.classes import ROLES, dotted, idle, missed
from pressbuild.reading.home import ALONE, Home
from pressbuild.reading.joining import join_texts
from pressbuild.reading.links import unsafe
from pressbuild.reading.rawhtml import is_comment, tag_role, without_tags
from pressbuild.tree import plain

DEEPEST = 100  # levels of pandoc's tree; a quotation in a quotation is two
POSITION = re.compile(r"(?:[^@]*@)?(\d+):(\d+)-")
UNDEFINED = re.compile(r"\[\^([^\]\s]{1,999})\]")
ELEMENTS = {"Strikeout": "del", "Underline": "u"}


class InlineLifter(ABC):
    """Lifts one manuscript's tree, read from `layout`; `defined` says where each note is. What was found wrong gathers
    in `findings`, the notes' bodies by label in `bodies`, the authors' ids in `ids`. `home` says where in a book the
    manuscript stands."""

    def __init__(self, name: str, layout: Layout, defined: Mapping[str, Place], home: Home = ALONE) -> None:
        self.name = name
        self.home = home
        self.layout = layout
        self.defined = defined
        self.findings: list[Diagnostic] = []
        self.bodies: dict[str, Note] = {}
        self.loose: dict[str, list[Any]] = {}
        self.ids: set[str] = set()
        self.depth = 0

    # -- places

    def place(self, attributes: list[Any], outer: Place | None) -> Place | None:
        """Where an element begins: `data-pos` is `file@line:column-line:column`, several ranges set apart by `;`."""
        position = next((value for key, value in attributes[2] if key == "data-pos"), "")
        if position and ";" not in position:  # nearly all: a token on one line
            line, _, column = position.rpartition("@")[2].partition("-")[0].partition(":")
            return self.layout.place(self.name, int(line), int(column))
        starts = [part.rpartition("@")[2].split("-", 1)[0] for part in position.split(";") if part]
        spots = sorted(tuple(map(int, start.split(":"))) for start in starts if start)
        if not spots:
            return outer
        line, column = spots[0]
        return self.layout.place(self.name, line, column)

    def complain(self, code: str, message: str, place: Place | None, hint: str = "") -> None:
        self.findings.append(found(code, message, place, hint))

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level down. The layout of a page is a recursion too, and ends before this one would."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise RecursionError
        yield
        self.depth -= 1

    @abstractmethod
    def blocks(self, nodes: list[Any], place: Place | None = None) -> Blocks:
        """The blocks of a note, which `Lifter` lifts."""

    # -- inlines

    def inlines(self, nodes: list[Any], place: Place | None) -> Inlines:
        """A run of inlines: wrappers opened, raw tags paired, touching texts joined."""
        lifted: list[Inline] = []
        with self.deeper():
            for node in nodes:
                lifted.extend(self.inline(node, place))
        joined = join_texts(without_tags(lifted, self.findings))
        for node in joined:
            if isinstance(node, Text):
                self.findings.extend(dotted(node))
        return joined

    def inline(self, node: Any, place: Place | None) -> Inlines:
        content = node.get("c")
        match node["t"]:
            case "Words":  # of `gathered`
                return (Text(content[0], place=self.layout.place(self.name, content[1], content[2])),)
            case "Str":
                return (Text(self.legible(content, place), place=place),)
            case "Space" | "SoftBreak" as kind:
                return (Text(" ", place=place if kind == "Space" else None),)
            case "LineBreak":
                return (LineBreak(place=place),)
            case kind if kind in HOLDERS:
                return (HOLDERS[kind](self.inlines(content, place), place=place),)
            case "Strikeout" | "Underline" as kind:
                return (Span(ELEMENTS[kind], self.inlines(content, place), place=place),)
            case "Span":
                return self.span(content[0], content[1], place)
            case "Code":
                return (self.code(content[0], content[1], place),)
            case "Math":
                return (Math(content[1], content[0]["t"] == "DisplayMath", place=place),)
            case "Link":
                return (self.link(content[0], content[1], content[2], place),)
            case "Image":
                self.uncalled(content[1], self.place(content[0], place))
                return (self.image(content[0], content[1], content[2], place),)
            case "Note":
                return (self.reference(content, place),)
            case "RawInline":
                return self.raw_inline(content[0], content[1], place)
            case "Quoted":
                marks = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
                return (Text(marks[0]), *self.inlines(content[1], place), Text(marks[1]))
            case _:
                self.placeless(node, place)
                return ()

    def placeless(self, node: Any, place: Place | None) -> None:
        message = f"pandoc's “{node['t']}” has no place in an edition"
        self.complain("raw-format", message, place, "write it in other Markdown")

    def span(self, attributes: list[Any], content: list[Any], outer: Place | None) -> Inlines:
        place = self.place(attributes, outer)
        if dict(attributes[2]).get("wrapper"):
            return self.wrapped(attributes, content, place)
        ours, _ = self.attributes(attributes, place)
        inside = self.inlines(content, place)
        role = next((name for name in ours.classes if name in ROLES), "")
        self.findings.extend(tuple(missed(attributes[1], place)) or idle(role, ours, place))
        if "smallcaps" in ours.classes:
            return (SmallCaps(inside, place=place),)
        return (Span(role, inside, ours, place=place),)

    def wrapped(self, attributes: list[Any], content: list[Any], place: Place | None) -> Inlines:
        """The content of a position wrapper. One without a position holds a soft break."""
        at = place if dict(attributes[2]).get("data-pos") else None
        return tuple(lifted for node in content for lifted in self.inline(node, at))

    def link(self, attributes: list[Any], content: list[Any], target: list[str], outer: Place | None) -> Inline:
        place = self.place(attributes, outer)
        ours, _ = self.attributes(attributes, place)
        text = self.inlines(content, place)
        if chapter := self.home.address(target[0]):
            return Link(chapter, text, self.legible(target[1], place), ours, place=place)
        written = self.layout.lines[place.line - 1][place.column - 1 :] if place else ""
        if refused := unsafe(target[0], place, written):
            self.findings.append(refused)
            return Span("", text, ours, place=place)
        address = self.legible(target[0], place)
        if address.startswith("#"):
            address = f"#{self.home.own(anchor(address[1:]))}"
        return Link(address, text, self.legible(target[1], place), ours, place=place)

    def image(self, attributes: list[Any], content: list[Any], target: list[str], outer: Place | None) -> Image:
        place = self.place(attributes, outer)
        ours, named = self.attributes(attributes, place)
        alt = named.get("alt", self.legible(_plain(content), place))
        return Image(
            self.home.picture(self.legible(target[0], place)), alt, self.legible(target[1], place), ours, place=place
        )

    def uncalled(self, content: list[Any], place: Place | None) -> None:
        """A note called in the text of a picture within a line, which is no caption, would be lost."""
        if '"t": "Note"' in json.dumps(content):
            self.complain(
                "note-nested", "a note is called in the text of a picture", place, "call it behind the picture"
            )

    def code(self, attributes: list[Any], value: str, outer: Place | None) -> Inline:
        place = self.place(attributes, outer)
        ours, _ = self.attributes(attributes, place)
        code = Code(value, place=place)
        return code if ours == PLAIN else Span("", (code,), ours, place=place)

    def legible(self, text: str, place: Place | None) -> str:
        """A text without characters that XML has no place for; an entity such as `&#1;` makes one."""
        if text.isprintable() or not ILLEGIBLE.search(text):
            return text
        self.complain("not-text", "this entity stands for a character that has no place in a text", place, "delete it")
        return ILLEGIBLE.sub("\ufffd", text)

    def reference(self, content: list[Any], place: Place | None) -> Inline:
        label = self.label(content, place)
        if label not in self.bodies:
            self.bodies[label] = Note(label, ())  # holds the place in the order while the body is lifted
            self.bodies[label] = self.body(label, content, place)
        return NoteRef(label, place=place)

    def label(self, content: list[Any], place: Place | None) -> str:
        """The label of the note in whose definition the content stands; for an empty one, that at the reference's
        place. pandoc gives no label, and a reference with attributes has no place."""
        if position := POSITION.match(_first_position(content)):
            at = self.layout.place(self.name, int(position[1]), int(position[2]))
            before = [(start, label) for label, start in self.defined.items() if at and start <= at]
            if before:
                return max(before)[1]
        if place and (written := UNDEFINED.match(self.layout.lines[place.line - 1], place.column - 1)):
            return fold(written[1])
        return f"\0{len(self.bodies)}"

    def raw_inline(self, source_format: str, text: str, place: Place | None) -> Inlines:
        if source_format != "html":
            self.raw_format(source_format, place)
            return ()
        return () if is_comment(text) or STAND_IN.fullmatch(text) else (tag_role(text, place),)

    def raw_format(self, source_format: str, place: Place | None) -> None:
        message = f"raw {source_format} has no place in a web page, an EPUB and a PDF at once"
        self.complain("raw-format", message, place, "write it in Markdown")

    def attributes(self, attributes: list[Any], place: Place | None) -> tuple[Any, dict[str, str]]:
        identifier, classes, pairs = attributes
        clean = [[key, self.legible(value, place)] for key, value in pairs]
        ours, named, refused = allowed([identifier, classes, clean], place)
        self.findings.extend(refused)
        ours = replace(ours, id=self.home.own(ours.id))
        if ours.id and ours.id in self.ids:
            self.complain(
                "id-duplicate", f"the id “{identifier}” stands twice", place, "give each place an id of its own"
            )
        self.ids.add(ours.id)
        return ours, named

    # -- notes

    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their first references."""
        return tuple(self.bodies.values())

    def set_aside(self, paragraph: list[Any]) -> None:
        """Keeps the notes in the paragraph of references that the layout has put above all else: captions call them, or
        nothing does. A label whose definition is none, in a block of code say, has no note there."""
        for wrapper in paragraph[0]["c"][1][0]["c"] if paragraph else ():
            if wrapper["t"] == "Words":
                continue
            attributes, (node, *_) = wrapper["c"]
            if node["t"] == "Note":
                column = int(dict(attributes[2])["data-pos"].split("-")[0].split(":")[1])
                written = UNDEFINED.match(self.layout.text, column - 1)
                assert written
                self.loose[written[1]] = node["c"]

    def orphans(self) -> tuple[Note, ...]:
        """The notes that nothing calls."""
        lost = [label for label in self.loose if label not in self.bodies]
        return tuple(replace(self.body(label, self.loose[label], None), referred=False) for label in lost)

    def calling(self, text: str, place: Place | None) -> Inlines:
        """The letters of a caption, and the notes that it calls."""
        parts: list[Inline] = []
        done = 0
        begin = self.standing(text, place)

        def at(offset: int) -> Place | None:
            return begin.right(offset) if begin else place

        for reference in UNDEFINED.finditer(text):
            label = fold(reference[1])
            if label not in self.defined:
                continue
            if label in self.loose and label not in self.bodies:
                self.bodies[label] = self.body(label, self.loose[label], place)
            parts += [Text(text[done : reference.start()], place=at(done)), NoteRef(label, place=at(reference.start()))]
            done = reference.end()
        parts.append(Text(text[done:], place=at(done)))
        return tuple(part for part in parts if not isinstance(part, Text) or part.value)

    def standing(self, text: str, place: Place | None) -> Place | None:
        """Where a caption's letters stand in the line of its braces; None where that has them otherwise, escaped."""
        line = self.layout.lines[place.line - 1] if place else ""
        return replace(place, column=line.find(text) + 1) if place and text in line else None

    def body(self, label: str, content: list[Any], place: Place | None) -> Note:
        place = self.defined.get(label, place)
        children = self.blocks(content, place)
        if not plain(children).strip():
            hint = "write what it is to say, or take it out with its call"
            self.complain("note-empty", f"the note [^{label}] is empty", place, hint)
        return Note(label, children, place=place)


def _first_position(node: Any) -> str:
    """The first position that stands anywhere in a piece of pandoc's tree; empty where there is none."""
    match node:
        case ["data-pos", str() as position]:
            return position
        case {"t": "Words", "c": [_, line, column]}:
            return f"{line}:{column}-"
        case _:
            pass
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return next(filter(None, map(_first_position, inside)), "")


def _plain(nodes: list[Any]) -> str:
    """The words of pandoc's inlines, for a picture's text."""
    words = []
    for node in nodes:
        match node["t"]:
            case "Words":
                words.append(node["c"][0])
            case "Str":
                words.append(node["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                words.append(" ")
            case "Span" | "Link" | "Image" | "Quoted":
                words.append(_plain(node["c"][1]))
            case "Code" | "Math":
                words.append(node["c"][1])
            case "Note" | "RawInline":
                pass
            case _:
                words.append(_plain(node["c"]))
    return "".join(words)
