"""A tree laid flat for those who look for notes in plain text: blocks in, their letters, pieces and places out. Pure.

A raised figure becomes a superior one and an item of a numbered list gets its number back, so that a file whose notes
are typed and not linked is read as a flattened text is. Figures that can be no mark are
hidden: exponents, code.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    Code,
    Div,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    NoteRef,
    Paragraph,
    Sub,
    Sup,
    Text,
)
from pressbuild.importers.flattened import lines
from pressbuild.importers.notewords import ANY
from pressbuild.tree import inner, plain, rewrite_blocks, with_inner

WORD = re.compile(r"[^\W_]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
FIGURES = re.compile(r"[\s\[(]*\d{1,4}(?:[\s,;–-]+\d{1,4})*[\])\s]*")
LABEL = re.compile(r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.):]|[¹²³⁰⁴-⁹]+)\s*\S")
ONE = re.compile(r"\s*(?:\[1\]|\(1\)|1[.):]|¹)(?!\d)\s*\S")
ABOVE_NOTES = re.compile(rf"[\W_]*(?:{ANY})[\W_]*|[-–—_=*~.\s]{{3,}}", re.IGNORECASE)
EXPONENT = re.compile(r"(?:(?<![^\W_])(?:[a-z]|10)|=\s?\w{1,3})$")  # what a raised figure is the exponent of
SUPERIORS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HIDDEN = str.maketrans("0123456789¹²³⁰⁴⁵⁶⁷⁸⁹", "□" * 20)
NOT_THERE = "\0"  # what stands in the letters for a character that only the flat text has
SHORT = 30  # letters of a line above notes
APART = 4  # more lines than any paragraph has above it: a heading ends what stands before it


class Piece(Struct, frozen=True):
    """What may be one note: a paragraph, an item of a list, a line of a paragraph. [start, end) is its own text in the
    flat one, before which a label may stand that the tree has as an item's number; `letters` stand before it."""

    block: int
    content: Blocks
    start: int
    end: int
    letters: int


class Flat(Struct):
    """A tree's text: `shown` to look for notes in, `written` the same with the author's own characters."""

    shown: str = ""
    written: str = ""
    pieces: list[Piece] = field(default_factory=list)
    blocks: list[lines.Block] = field(default_factory=list)

    def letters(self, piece: Piece, place: int) -> int:
        """How many letters of the work stand before a place in a piece."""
        return piece.letters + count(self.written[piece.start : place])

    def at(self, place: int) -> Piece:
        """The piece in which a place lies."""
        low, high = 0, len(self.pieces)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.blocks[middle].start <= place else (low, middle)
        return self.pieces[low]


def count(text: str) -> int:
    """The letters and figures of a text, as the proof counts them."""
    return sum(map(len, WORD.findall(normalize("NFKC", UNSEEN.sub("", text)))))


def laid(blocks: Blocks, before: int = 0, *, parted: bool = False) -> Flat:
    """Blocks laid flat, each piece a line of its own; so many letters stand `before` them. `parted` sets what begins
    with the figure 1 off from what stands above it, where a heading further on shows that it does not end the work."""
    flat = Flat()
    last = max((n for n, block in enumerate(blocks) if isinstance(block, Heading)), default=-1)
    shown, written = [], []
    place, letters = 0, before
    for index, block in enumerate(blocks):
        for label, content in pieces(block):
            text = _Run(label)
            rewrite_blocks(content, text.read)
            start, end = place + len(label), place + max(1, len(text.shown))
            shown.append(f"{text.shown or NOT_THERE}\n")
            written.append(f"{text.written or NOT_THERE}\n")
            flat.pieces.append(Piece(index, content, start, end, letters))
            opens = parted and index < last and ONE.match(text.shown) is not None
            gap = APART if isinstance(block, Heading) else 1 + opens
            line = lines.Line(len(flat.pieces), place, end, 0)
            flat.blocks.append(lines.Block((line,), gap))
            place = end + 1
            letters += count(plain(content))
    flat.shown, flat.written = "".join(shown), "".join(written)
    return flat


def pieces(block: Block) -> Iterator[tuple[str, Blocks]]:
    """The pieces of a block, each with the label that it has by its place."""
    match block:
        case List(items=items, start=start):
            yield from ((f"{start + n}. " if start is not None else "□ ", item) for n, item in enumerate(items))
        case BlockQuote(children=children) | Div(role="", children=children):
            yield from (("", (child,)) for child in children)
        case Paragraph(children=children) if len(numbered := _lines(children)) > 1:
            yield from (("", (Paragraph(line),)) for line in numbered)
        case Heading():
            yield "□", (block,)
        case Break():
            yield "---", (block,)
        case _:
            yield "", (block,)


def together(block: Block, kept: list[Blocks], first: int) -> Blocks:
    """A block of those of its pieces that are left; `first` is the place of the first of them among all."""
    match block:
        case List(start=start):
            begins = start + first if start is not None else None
            return (replace(block, items=tuple(kept), start=begins),) if kept else ()
        case BlockQuote() | Div(role=""):
            inside = tuple(child for content in kept for child in content)
            return (replace(block, children=inside),) if inside else ()
        case Paragraph() if len(kept) > 1:
            runs = [part.children for content in kept for part in content if isinstance(part, Paragraph)]
            broken = (node for n, run in enumerate(runs) for node in ((LineBreak(),) if n else ()) + run)
            return (replace(block, children=tuple(broken)),)
        case _:
            return tuple(part for content in kept for part in content)


def _lines(nodes: Inlines) -> list[Inlines]:
    """The lines of a paragraph, if two or more of them, and the first, begin with a label, or if the first may head the
    notes and the next begins with the figure 1."""
    found: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, LineBreak):
            found.append([])
        else:
            found[-1].append(node)
    whole = [tuple(line) for line in found if plain(line).strip()]
    labelled = [_labelled(line) for line in whole]
    headed = labelled[1:2] == [True] and _may_head(plain(whole[0]).strip(), sum(labelled))
    return whole if (headed and _is_first(whole[1])) or (sum(labelled) > 1 and labelled[0]) else []


def _may_head(line: str, labels: int) -> bool:
    """May a line stand above so many notes of a paragraph: their head, a rule, a short line that ends no sentence?"""
    short = labels > 1 and len(line) <= SHORT and not lines.SENTENCE_END.search(line)
    return short or ABOVE_NOTES.fullmatch(line) is not None


def _is_first(line: Inlines) -> bool:
    raised = "".join(plain((node,)).translate(SUPERIORS) if isinstance(node, Sup) else plain((node,)) for node in line)
    return ONE.match(raised) is not None


def _labelled(line: Inlines) -> bool:
    """Does a line begin with a label, or with a raised figure and words behind it?"""
    if LABEL.match(plain(line)):
        return True
    first = next((place for place, node in enumerate(line) if plain((node,)).strip()), len(line) - 1)
    raised = isinstance(line[first], Sup) and FIGURES.fullmatch(plain((line[first],)))
    return bool(raised and plain(line[first + 1 :]).strip())


class _Run(Struct):
    """Reads the runs of inlines of a piece one after another."""

    label: str
    shown: str = ""
    written: str = ""
    begun: bool = False

    def __post_init__(self) -> None:
        self.shown, self.written = self.label, NOT_THERE * len(self.label)

    def read(self, nodes: Inlines) -> Inlines:
        if self.begun:
            self._put(" ", NOT_THERE)
        self.begun = True
        self._nodes(nodes, hidden=False)
        return nodes

    def _put(self, shown: str, written: str) -> None:
        self.shown += shown
        self.written += written

    def _nodes(self, nodes: Inlines, *, hidden: bool) -> None:
        for node in nodes:
            match node:
                case Text(value=value):
                    self._put(value.translate(HIDDEN) if hidden else value, value)
                case Code(value=value) | Math(value=value):
                    self._put(value.translate(HIDDEN), value)
                case LineBreak():
                    self._put("\n", "\n")
                case Sup(children=children) if not hidden and self._is_mark(plain(children)):
                    before = len(self.shown)
                    self._nodes(children, hidden=False)
                    if "[" not in self.shown[before:] and "(" not in self.shown[before:]:
                        self.shown = self.shown[:before] + self.shown[before:].translate(SUPERIORS)
                case Sup(children=children) | Sub(children=children):
                    self._nodes(children, hidden=True)
                case Link(children=children):
                    self._nodes(children, hidden=hidden or not FIGURES.fullmatch(plain(children)))
                case _:
                    self._nodes(inner(node), hidden=hidden)

    def _is_mark(self, raised: str) -> bool:
        return FIGURES.fullmatch(raised) is not None and not EXPONENT.search(self.shown[-8:])


# --- taking marks out ----------------------------------------------------------------------------------------------


class Cutter(Struct):
    """Takes spans out of a piece's text: `cuts` are [start, end) of the flat text, with the label of the note that is
    called there, or none; `place` is where its reading stands."""

    cuts: list[tuple[int, int, str]]
    place: int
    begun: bool = False

    def run(self, nodes: Inlines) -> Inlines:
        self.place += self.begun  # runs are parted by a space
        self.begun = True
        return self._nodes(nodes)

    def _nodes(self, nodes: Inlines) -> Inlines:
        return tuple(part for node in nodes for part in self._node(node))

    def _node(self, node: Inline) -> Inlines:
        match node:
            case Text(value=value):
                return tuple(self._text(value))
            case Code(value=value) | Math(value=value):
                self.place += len(value)
                return (node,)
            case LineBreak():
                self.place += 1
                return (node,)
            case _:
                inside = self._nodes(inner(node))
        if inside == inner(node):
            return (node,)
        bare = all(isinstance(part, NoteRef) or not WORD.search(plain((part,))) for part in inside)
        if bare and isinstance(node, Sup | Link):
            return tuple(part for part in inside if isinstance(part, NoteRef))
        return (with_inner(node, inside),) if inside else ()

    def _text(self, value: str) -> Iterator[Inline]:
        done, begin = 0, self.place
        for start, end, label in self.cuts:
            low, high = max(start - begin, 0), min(end - begin, len(value))
            if low > high or low < done or low == len(value) or (low == high and start < end):
                continue
            if value[done:low]:
                yield Text(value[done:low])
            if label and start >= begin:
                yield NoteRef(label)
            done = high
        if value[done:]:
            yield Text(value[done:])
        self.place += len(value)
