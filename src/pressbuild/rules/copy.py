"""What a proof-reader has on the desk: a `Document` as it was read and as its house sets it, and its source in; `Copy`
and its `Passage`s out. Pure.

A passage is a paragraph, a heading, a line of verse, a cell, a caption or a text of the front matter, laid flat, so
that a rule reads a string and still knows where each character stands in the source. The marks are those that the
author typed, for the rules read the document before its quotations were recognised.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.diagnostics import Fix, Place
from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Definitions,
    Div,
    Document,
    Emph,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    List,
    Math,
    Opening,
    Paragraph,
    Quote,
    Span,
    Strong,
    Table,
    Text,
    Verse,
)
from pressbuild.house import House
from pressbuild.manuscript.yamlhead import Value, compose, reads_so, spelled
from pressbuild.quotation.flat import Flat, flatten
from pressbuild.quotation.marks import ADDRESS, OPAQUE
from pressbuild.tree import FRONT_TEXTS, everything, walk

Kind = Literal["front", "heading", "paragraph", "verse", "cell", "caption"]
MANNER = 5  # times up to which each slip is named
TRAILING = tuple(".,;:!?)’”'\"]»")
STRAIGHT = ('"', "'")
ELSEWHERE = frozenset({"quotation", "title.article", "title.book", "title.headline", "foreign", "keep"})


class Passage(Struct, frozen=True):
    """A run of text. `text` has addresses, code and formulas hidden; `note` is the number of the note that it stands
    in, 0 in the body; `set_apart` says that it belongs to a quotation which is set apart; `lang` is the language of the
    division that it stands in, where its author gave one."""

    kind: Kind
    flat: Flat
    text: str
    note: int = 0
    set_apart: bool = False
    place: Place | None = None
    lang: str = ""

    def at(self, offset: int) -> Place | None:
        """Where a character of the text stands in the source."""
        index = bisect_right(self.flat.leaves, offset, key=lambda leaf: leaf.start) - 1
        while index >= 0 and not self.flat.leaves[index].length:
            index -= 1
        if index < 0:
            return self.place
        leaf = self.flat.leaves[index]
        place = leaf.node.place
        return (place.right(offset - leaf.start) if place and isinstance(leaf.node, Text) else place) or self.place

    def in_title(self, offset: int) -> bool:
        """Whether a character stands in italics, in bold letters or in a link, as titles and names of others do."""
        return any(isinstance(element, Emph | Strong | Link) for element in self._around(offset))

    def kept(self, offset: int) -> bool:
        """Whether an author wants a character as it is (`.keep`)."""
        return any(isinstance(each, Span | Quote) and each.role == "keep" for each in self._around(offset))

    def language(self, offset: int) -> str:
        """The language that the author gave to the words at a character, without its region; empty for the work's."""
        spans = (element.attributes.lang for element in self._around(offset) if isinstance(element, Span | Quote))
        return ([*filter(None, spans)] or [self.lang])[-1].partition("-")[0].lower()

    def _around(self, offset: int) -> Iterator[Inline]:
        """The elements that a character stands in, the outermost first."""
        index = bisect_right(self.flat.leaves, offset, key=lambda leaf: leaf.start) - 1
        path = self.flat.leaves[index].path if index >= 0 else ()
        return (self.flat.elements[each] for each in path)

    def before(self, offset: int, length: int = 12) -> str:
        """The last characters that stand before one, so that a rule need not read a passage from its beginning."""
        return self.text[max(0, offset - length) : offset]


class Copy(Struct, frozen=True, dict=True):
    """A work to be proof-read. `read` is the document as it was read, `marked` the same with its quotations, `set` as
    the house sets it; `source` the whole file; `aims` what it must be fit for: `store`, `print`. `given` are the keys
    that the front matter has; `css` is what the house adds to the design; `shown` are the numbers of the notes as the
    editions print them, by label, where the work was set."""

    read: Document
    marked: Document
    set: Document
    source: str
    name: str
    body_line: int
    house: House
    aims: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    css: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(self.source.split("\n"))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order: front texts, body, notes."""
        front = (_passage("front", getattr(self.read.front, name)) for name in FRONT_TEXTS)
        notes = (
            passage
            for number, note in enumerate(self.read.notes, start=1)
            for passage in _passages(note.children, number)
        )
        return tuple(p for p in (*front, *_passages(self.read.blocks), *notes) if p.text.strip())

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that are neither verse nor a quotation which is set apart."""
        return tuple(passage for passage in self.passages if not passage.set_apart and passage.kind != "verse")

    @property
    def language(self) -> str:
        return self.read.front.lang.partition("-")[0].lower()

    @cached_property
    def _words_of_others(self) -> dict[str, list[tuple[Place, Place]]]:
        quotes = (node for node in walk(everything(self.marked)) if isinstance(node, Quote))
        spans: dict[str, list[tuple[Place, Place]]] = {}
        for quote in quotes:
            if quote.place and quote.end and quote.role in ELSEWHERE:
                spans.setdefault(quote.place.file, []).append((quote.place, quote.end))
        return spans

    @cached_property
    def straight(self) -> dict[Place, Place]:
        """Where quotations between straight marks end, by where they begin."""
        quotes = (node for node in walk(everything(self.marked)) if isinstance(node, Quote))
        marked = (each for each in quotes if each.written[0] in STRAIGHT and each.written[1] in STRAIGHT)
        return {each.place: each.end for each in marked if each.place and each.end}

    def others_words(self, place: Place | None) -> bool:
        """Whether a place lies in what somebody else said or in a title."""
        return place is not None and any(
            start <= place <= end for start, end in self._words_of_others.get(place.file, ())
        )

    def fix(self, place: Place | None, old: str, new: str) -> tuple[Fix, ...]:
        """The change of `old` to `new`, where `old` stands at this very place of the source; in the front matter as
        YAML writes it, and only where YAML reads it so."""
        if place and place.line < self.body_line and self.lines[0].rstrip() == "---":
            return self._fix_in_front(place, old, new)
        return (Fix(place, old, new),) if place and self.holds(place, old) else ()

    def _fix_in_front(self, place: Place, old: str, new: str) -> tuple[Fix, ...]:
        values = self._front_values
        style = next((each.style for each in reversed(values.values()) if each.line <= place.line), "")
        written, wanted = spelled(old, style), spelled(new, style)
        if not self.holds(place, written):
            return ()
        line, at = self.lines[place.line - 1], place.column - 1
        changed = line[:at] + wanted + line[at + len(written) :]
        head = "\n".join((*self.lines[1 : place.line - 1], changed, *self.lines[place.line : self.body_line - 2]))
        return (Fix(place, written, wanted),) if reads_so(head, values, old, new) else ()

    @cached_property
    def _front_values(self) -> dict[str, Value]:
        return compose("\n".join(self.lines[1 : self.body_line - 2]), self.name)[0]

    def holds(self, place: Place | None, words: str) -> bool:
        """Whether these words stand at a place of the source as they are, with no markup or comment between."""
        if place is None or not words or place.line > len(self.lines):
            return False
        return self.lines[place.line - 1].startswith(words, place.column - 1)


def _passage(
    kind: Kind, inlines: Inlines, note: int = 0, set_apart: bool = False, place: Place | None = None
) -> Passage:
    flat = flatten(inlines)
    text = "".join(
        OPAQUE * leaf.length
        if isinstance(leaf.node, Code | Math | Link)
        else flat.text[leaf.start : leaf.start + leaf.length]
        for leaf in flat.leaves
    )
    text = ADDRESS.sub(_hidden, text) if "." in text else text
    return Passage(kind, flat, text, note, set_apart, place)


def _hidden(address: re.Match[str]) -> str:
    """An address hidden; a stop or mark behind it, and a bracket that it has not opened, are the sentence's."""
    text = address[0]
    while text[-1:] in TRAILING and not (text.endswith(")") and text.count("(") >= text.count(")")):
        text = text[:-1]
    return OPAQUE * len(text) + address[0][len(text) :]


def _passages(blocks: Blocks, note: int = 0, set_apart: bool = False) -> Iterator[Passage]:
    for block in blocks:
        yield from _of(block, note, set_apart)


def _of(block: Block, note: int, set_apart: bool) -> Iterator[Passage]:
    match block:
        case Heading():
            yield _passage("heading", block.children, note, set_apart, block.place)
        case Opening():
            for run in (block.kicker, block.heading.children, block.subtitle, block.standfirst):
                yield _passage("front", run, note, set_apart, block.place)
        case Paragraph():
            yield _passage("paragraph", block.children, note, set_apart, block.place)
        case BlockQuote():
            yield from _passages(block.children, note, set_apart=True)
        case Div():
            within = _passages(block.children, note, set_apart or block.role == "epigraph")
            lang = block.attributes.lang
            yield from (replace(each, lang=each.lang or lang) for each in within) if lang else within
        case Verse():
            for stanza in block.stanzas:
                for line in stanza:
                    yield _passage("verse", line, note, True, block.place)
        case List():
            yield from (passage for item in block.items for passage in _passages(item, note, set_apart))
        case Definitions():
            yield from (passage for term in block.items for passage in _defined(*term, note, set_apart, block.place))
        case Table():
            yield _passage("caption", block.caption, note, set_apart, block.place)
            cells = (cell for row in block.rows for cell in row)
            inside = (passage for cell in cells for passage in _passages(cell.children, note, set_apart))
            yield from (replace(passage, kind="cell", place=block.place) for passage in inside)
        case Figure():
            yield _passage("caption", block.caption, note, set_apart, block.place)
        case Break() | CodeBlock():
            return


def _defined(
    term: Inlines, bodies: tuple[Blocks, ...], note: int, set_apart: bool, place: Place | None
) -> Iterator[Passage]:
    yield _passage("paragraph", term, note, set_apart, place)
    for body in bodies:
        yield from _passages(body, note, set_apart)
