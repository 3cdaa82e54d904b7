"""pandoc's JSON tree of a foreign file to our tree: blocks in, a `Document`'s blocks and notes out. Pure.

Lenient where `reading` is strict: nobody wrote these attributes by hand, so what has no place in a manuscript is
dropped and counted in `dropped`. Styles come as `custom-style` on divisions and spans.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from pressbuild.directions import is_tag
from pressbuild.document import (
    HOLDERS,
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    Node,
    Note,
    NoteRef,
    Paragraph,
    Span,
    Table,
    Text,
    Verse,
)
from pressbuild.importers.documents.attributes import what_does
from pressbuild.importers.documents.preformatted import verse_in
from pressbuild.importers.documents.standins import put_back
from pressbuild.importers.documents.styles import Look
from pressbuild.importers.documents.styling import DIVISIONS, gathered, poem, styled
from pressbuild.tree import children, inner, plain, with_inner

ALIGNMENTS: dict[str, Alignment] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
LETTERED = frozenset(("LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"))
ELEMENTS = {"Strikeout": "del", "Underline": "u"}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
LONGEST_PASSAGE = 200  # words; more are a page's division
HEARD = 60  # characters that tell where a picture stood
MARKED = {"kbd", "mark", "abbr", "samp", "var", "cite"}


class Lifter(Struct):
    """Lifts one source's tree. `look` tells what a style means; `pictures` gives the name in the manuscript of a
    picture of the source, its text and the words before it, None for one that cannot be shown; `linked` are the ids
    that links lead to; `page` says that it is a page of the web, whose preformatted lines may be verse."""

    look: Callable[[str], Look]
    pictures: Callable[[str, str, str], tuple[str, str] | None]
    linked: frozenset[str] = frozenset()
    page: bool = False
    named: Mapping[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)  # the words that lost something of a kind first
    lost: list[str] = field(default_factory=list)
    joined: int = 0  # quotations that became one with the one above
    renumbered: list[str] = field(default_factory=list)
    versed: list[str] = field(default_factory=list)  # preformatted texts that became verse, and code
    coded: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    within: int = 0
    heard: str = ""

    # -- blocks

    def blocks(self, nodes: list[Any]) -> Blocks:
        lifted: list[Block] = []
        for node in nodes:
            lifted.extend(self.block(node))
        together = gathered(lifted)
        quoted = [node for node in nodes if node["t"] == "BlockQuote"]
        self.joined += max(0, len(quoted) - sum(isinstance(block, BlockQuote) for block in together))
        return together

    def block(self, node: Any) -> Blocks:
        content = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return self.paragraph(content, tight=node["t"] == "Plain")
            case "Header":
                level, (identifier, _, _), inlines = content
                kept = Attributes(id=identifier) if identifier in self.linked else Attributes()
                return (Heading(min(level, 6), self.inlines(inlines), kept),)
            case "Div":
                return self.division(content)
            case "BlockQuote":
                return (BlockQuote(self.blocks(content)),)
            case "BulletList":
                return (List(_tightened(tuple(self.blocks(item) for item in content))),)
            case "OrderedList":
                (start, style, _), items = content
                listed = List(_tightened(tuple(self.blocks(item) for item in items)), start)
                if style["t"] in LETTERED:
                    self.renumbered.append(plain((listed,)))
                return (listed,)
            case "DefinitionList":
                items = tuple((self.inlines(term), tuple(map(self.blocks, bodies))) for term, bodies in content)
                return (Definitions(items),)
            case "CodeBlock":
                return (self.preformatted(content),)
            case "HorizontalRule":
                return (Break(),)
            case "Table":
                return (self.table(content),)
            case "Figure":
                return self.figure(content)
            case "LineBlock":
                return (Verse((tuple(map(self.inlines, content)),)),)
            case _:
                self.lost.append(f"{node['t']}: {str(content)[:60]}")
                return ()

    def paragraph(self, content: list[Any], *, tight: bool) -> Blocks:
        """A paragraph: a figure where a picture is alone in it, a style's block where a stand-in at its head says."""
        self.heard += " "
        inlines = self.inlines(content)
        style = next((node.attributes.cite for node in inlines if isinstance(node, Span) and node.role == "style"), "")
        inlines = tuple(node for node in inlines if not (isinstance(node, Span) and node.role == "style"))
        shown = [node for node in inlines if not (isinstance(node, Text) and not node.value.strip())]
        if len(shown) == 1 and isinstance(shown[0], Image):
            return (Figure(shown[0], ()),)
        if not shown:
            return ()
        return styled((Paragraph(inlines, tight),), self.look(style)) if style else (Paragraph(inlines, tight),)

    def preformatted(self, content: Any) -> Block:
        """What stands in its own lines: a poem on a page that says of no language that it is code in it, else code."""
        (_, classes, _), text = content
        if not self.page or classes:
            return CodeBlock(text)
        stanzas = verse_in(text)
        (self.versed if stanzas else self.coded).append(" ".join(text.split()))
        return Verse(stanzas) if stanzas else CodeBlock(text)

    def division(self, content: Any) -> Blocks:
        (_, classes, pairs), inside = content
        style = dict(pairs).get("custom-style", "")
        role = next((kind for name in classes if (kind := self.look(name).block) in DIVISIONS), "")
        if role == "verse" and not style:
            return poem(self.stanzas(inside))
        blocks = self.blocks(inside)
        if style:
            return styled(blocks, self.look(style))
        if not role:
            self.drop(pairs, blocks)
        return styled(blocks, Look(role))

    def stanzas(self, nodes: list[Any]) -> list[Blocks]:
        """Blocks between empty paragraphs."""
        groups: list[list[Block]] = [[]]
        for node in nodes:
            lifted = self.block(node)
            groups[-1].extend(lifted)
            groups += [] if lifted else [[]]
        return [gathered(group) for group in groups]

    def table(self, content: Any) -> Table:
        _, (_, described), columns, head, bodies, foot = content
        aligns = [ALIGNMENTS.get(column[0]["t"], "") for column in columns]
        top = [self.row(row, aligns, header=True) for row in head[1]]
        middle = [self.row(row, aligns) for _, _, between, rows in bodies for row in (*between, *rows)]
        bottom = [self.row(row, aligns) for row in foot[1]]
        top = [row for row in top if any(cell.children for cell in row)]
        caption = tuple(node for block in self.blocks(described) for node in getattr(block, "children", ()))
        return Table(caption, (*top, *middle, *bottom), len(top), len(bottom))

    def row(self, row: Any, aligns: list[Alignment], *, header: bool = False) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for _, align, rows, columns, blocks in row[1]:
            index = min(sum(cell.columns for cell in cells), len(aligns) - 1)
            side = ALIGNMENTS.get(align["t"], aligns[index] if aligns else "")
            cells.append(Cell(self.blocks(blocks), side, header, rows, columns))
            if rows > 1 or columns > 1:
                self.dropped["a cell that reaches over several"] += 1
        return tuple(cells)

    def figure(self, content: Any) -> Blocks:
        _, (_, described), inside = content
        blocks = self.blocks(inside)
        caption = tuple(node for block in self.blocks(described) for node in getattr(block, "children", ()))
        if blocks and isinstance(blocks[0], Figure) and len(blocks) == 1:
            return (Figure(blocks[0].image, caption),)
        return (*blocks, *((Paragraph(caption),) if plain(caption).strip() else ()))

    # -- inlines

    def inlines(self, nodes: list[Any]) -> Inlines:
        lifted: list[Inline] = []
        for node in nodes:
            lifted.extend(self.inline(node))
        return put_back(_joined(lifted), self.look)

    def inline(self, node: Any) -> Inlines:
        content = node.get("c")
        match node["t"]:
            case "Str":
                self.heard = (self.heard + content)[-HEARD:]
                return (Text(content),)
            case "Space" | "SoftBreak":
                self.heard += " "
                return (Text(" "),)
            case "LineBreak":
                return (LineBreak(),)
            case kind if kind in HOLDERS:
                inside = self.inlines(content)
                if all(isinstance(within, NoteRef) for within in inside):
                    return inside  # a note's mark is raised by the house
                return (HOLDERS[kind](inside),)
            case "Strikeout" | "Underline" as kind:
                return (Span(ELEMENTS[kind], self.inlines(content)),)
            case "Quoted":
                opening, closing = QUOTES[content[0]["t"]]
                return (Text(opening), *self.inlines(content[1]), Text(closing))
            case "Cite":
                return self.inlines(content[1])
            case "Code":
                return (Code(content[1]),)
            case "Math":
                return (Math(content[1]),)
            case "Span":
                return self.span(content)
            case "Link":
                return self.link(content)
            case "Image":
                return self.image(content)
            case "Note":
                return self.note(content)
            case _:
                self.lost.append(f"{node['t']}: {str(content)[:60]}")
                return ()

    def span(self, content: Any) -> Inlines:
        (identifier, classes, pairs), inside = content
        named = dict(pairs)
        children = self.inlines(inside)
        if style := named.get("custom-style"):
            return self.look(style).inline(children)
        language = named.get("lang", "")
        kept = Attributes(
            id=identifier if identifier in self.linked else "",
            lang=language if is_tag(language) else "",
        )
        role = next((name for name in classes if name in MARKED), "")
        if run := next((meant for name in classes if (meant := self.look(name)).run), None):
            children = run.inline(children)
        self.drop([pair for pair in pairs if pair[0] != "lang"], children)
        if role and children:
            children = (Span(role, children),)
        return (Span("", children, kept),) if kept != Attributes() else children

    def link(self, content: Any) -> Inlines:
        _, inside, (target, _) = content
        children = self.inlines(inside)
        if target.startswith("#"):
            known = target[1:] in self.linked
            return (Link(target, children),) if known and plain(children) else children
        if re.match(r"(?:https?:|mailto:)", target, re.IGNORECASE) and plain(children).strip():
            return (Link(target, children),)
        self.dropped[f"a link to {target[:60]}"] += 1
        return children

    def image(self, content: Any) -> Inlines:
        _, described, (source, _) = content
        before = self.heard
        taken = self.pictures(source, plain(self.inlines(described)), before)
        return (Image(taken[0], taken[1]),) if taken else ()

    def drop(self, pairs: list[Any], inside: Sequence[Node]) -> None:
        """Counts what attributes that have no place in a manuscript do to some words. A division of a page is no
        passage, and what shows nothing loses nothing."""
        words = " ".join(_passages(inside)).split()
        if not words or len(words) > LONGEST_PASSAGE:
            return
        for kind in dict.fromkeys(kind for key, _ in pairs if (kind := what_does(key))):
            self.dropped[kind] += 1
            self.first.setdefault(kind, " ".join(words))

    # -- notes

    def note(self, content: list[Any]) -> Inlines:
        """A note of pandoc's. A manuscript's notes hold no notes: one within another is called right behind it."""
        label = str(len(self.notes) + 1)
        self.notes.append(Note(label, ()))
        outer, self.waiting = self.waiting, []
        self.within += 1
        body = self.blocks(content)
        self.within -= 1
        self.notes[int(label) - 1] = Note(label, body)
        inner_labels, self.waiting = self.waiting, outer
        if self.within:
            self.nested.append(label)
            self.waiting += [label, *inner_labels]
            return ()
        return (NoteRef(label), *map(NoteRef, inner_labels))


def _passages(nodes: Iterable[Node]) -> Iterator[str]:
    """The words of some nodes, of each paragraph by themselves."""
    level = tuple(nodes)
    if any(isinstance(node, Block) for node in level):
        for node in level:
            within = tuple(children(node))
            yield from _passages(within) if within else [plain((node,))]
    else:
        yield plain(level)


def _tightened(items: tuple[Blocks, ...]) -> tuple[Blocks, ...]:
    """Items without gaps between them where each is one paragraph: word processors know no other."""
    if all(len(item) == 1 and isinstance(item[0], Paragraph) for item in items):
        return tuple((replace(item[0], tight=True),) for item in items if isinstance(item[0], Paragraph))
    return items


def _joined(nodes: list[Inline]) -> Inlines:
    joined: list[Inline] = []
    for texts, group in groupby(nodes, lambda node: isinstance(node, Text)):
        run = list(group)
        joined += [Text("".join(node.value for node in run if isinstance(node, Text)))] if texts else run
    return tuple(joined)


def relabelled(nodes: Inlines, labels: Mapping[str, str]) -> Inlines:
    """Inlines with other labels on their notes."""
    return tuple(
        NoteRef(labels.get(node.label, node.label))
        if isinstance(node, NoteRef)
        else with_inner(node, relabelled(inner(node), labels))
        for node in nodes
    )
