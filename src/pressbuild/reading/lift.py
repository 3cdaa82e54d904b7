"""pandoc's JSON tree lifted into our nodes, with places: blocks in, `Blocks` and `Note`s out; pure but for raw HTML.

With `sourcepos` pandoc wraps each token in a span or a division that carries `wrapper="1"` and `data-pos`; a note
called twice comes as two equal notes, told to be one by the label that stands at the reference's place.
"""

import re
from collections.abc import Callable
from typing import Any

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import (
    Alignment,
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Div,
    Emph,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    Note,
    NoteRef,
    Paragraph,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
    join_texts,
    plain,
)
from pressbuild.reading.attributes import allowed, anchor
from pressbuild.reading.links import unsafe
from pressbuild.reading.rawhtml import html_blocks, is_comment, tag_role, without_tags

ROLES = ("scare", "term", "nickname", "quote", "article", "book", "headline", "foreign", "keep", "apos")
DIVISIONS = ("epigraph", "dedication")
UNDEFINED = re.compile(r"\[\^([^\]\s]+)\]")
ALIGNMENTS: dict[str, Alignment] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
NUMERALS = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}
SIMPLE: dict[str, Callable[..., Inline]] = {
    "Emph": Emph,
    "Strong": Strong,
    "SmallCaps": SmallCaps,
    "Subscript": Sub,
    "Superscript": Sup,
}
ELEMENTS = {"Strikeout": "del", "Underline": "u"}


class Lifter:
    """Lifts one manuscript's tree. `source` are its lines, `shifts` how far texts of the front matter stand right of
    where pandoc saw them, by line. What was found wrong gathers in `findings`."""

    def __init__(self, name: str, source: list[str], shifts: dict[int, int]) -> None:
        self.name = name
        self.source = source
        self.shifts = shifts
        self.findings: list[Diagnostic] = []
        self.bodies: dict[str, Note] = {}
        self.ids: set[str] = set()

    # -- places

    def place(self, attributes: list[Any], outer: Place | None) -> Place | None:
        """Where an element begins: `data-pos` is `file@line:column-line:column`, several ranges set apart by `;`."""
        position = dict(attributes[2]).get("data-pos", "")
        starts = [part.rpartition("@")[2].split("-", 1)[0] for part in position.split(";") if part]
        spots = sorted(tuple(map(int, start.split(":"))) for start in starts if start)
        if not spots:
            return outer
        line, column = spots[0]
        return Place(self.name, line, column + self.shifts.get(line, 0))

    def complain(self, code: str, message: str, place: Place | None, hint: str = "") -> None:
        self.findings.append(found(code, message, place, hint))

    # -- blocks

    def blocks(self, nodes: list[Any], place: Place | None = None) -> Blocks:
        lifted: list[Block] = []
        for node in nodes:
            lifted.extend(self.block(node, place))
        return tuple(lifted)

    def block(self, node: Any, place: Place | None) -> Blocks:
        """One block of pandoc's as ours: none for a comment, several for a wrapper."""
        content = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return (Paragraph(self.inlines(content, place), tight=node["t"] == "Plain", place=place),)
            case "Header":
                level, attributes, inlines = content
                at = self.place(attributes, place)
                return (Heading(level, self.inlines(inlines, at), self.attributes(attributes, at)[0], place=at),)
            case "Div":
                return self.division(content[0], content[1], place)
            case "BlockQuote":
                return (BlockQuote(self.blocks(content, place), place=place),)
            case "BulletList":
                return (List(tuple(self.blocks(item, place) for item in content), place=place),)
            case "OrderedList":
                (start, style, _), items = content
                numerals = NUMERALS.get(style["t"], "decimal")
                return (List(tuple(self.blocks(item, place) for item in items), start, numerals, place=place),)
            case "DefinitionList":
                return (Definitions(tuple(self.definition(item, place) for item in content), place=place),)
            case "CodeBlock":
                (_, classes, _), value = content
                at = self.place(content[0], place)
                return (CodeBlock(value, classes[0] if classes else "", place=at),)
            case "HorizontalRule":
                return (Break(place=place),)
            case "Table":
                return (self.table(content, (), place),)
            case "Figure":
                return (self.figure(content, place),)
            case "LineBlock":
                return (Verse((tuple(self.inlines(line, place) for line in content),), place=place),)
            case "RawBlock":
                return self.raw_block(content[0], content[1], place)
            case _:
                self.complain("raw-format", f"pandoc's “{node['t']}” has no place in an edition", place)
                return ()

    def division(self, attributes: list[Any], content: list[Any], outer: Place | None) -> Blocks:
        place = self.place(attributes, outer)
        if dict(attributes[2]).get("wrapper"):
            return self.blocks(content, place)
        ours, _ = self.attributes(attributes, place)
        if "verse" in ours.classes:
            return (Verse(self.stanzas(self.blocks(content, place)), ours, place=place),)
        if "table" in ours.classes:
            caption = (Text(ours.caption),) if ours.caption else ()
            return tuple(self.captioned(block, caption) for block in self.blocks(content, place))
        role = next((name for name in ours.classes if name in DIVISIONS), "")
        return (Div(role, self.blocks(content, place), ours, place=place),)

    @staticmethod
    def captioned(block: Block, caption: Inlines) -> Block:
        return (
            Table(caption, block.rows, block.heads, block.feet, place=block.place)
            if isinstance(block, Table)
            else block
        )

    def stanzas(self, blocks: Blocks) -> tuple[tuple[Inlines, ...], ...]:
        """The paragraphs of a verse division as stanzas; every line break and every line of the source ends a line."""
        stanzas = []
        for block in blocks:
            if isinstance(block, Paragraph):
                stanzas.append(_lines(block.children))
            else:
                self.complain("raw-format", "verse holds lines and stanzas only", block.place)
        return tuple(stanzas)

    def definition(self, item: Any, place: Place | None) -> tuple[Inlines, tuple[Blocks, ...]]:
        term, bodies = item
        return self.inlines(term, place), tuple(self.blocks(body, place) for body in bodies)

    def table(self, content: Any, caption: Inlines, outer: Place | None) -> Table:
        attributes, (_, described), columns, head, bodies, foot = content
        place = self.place(attributes, outer)
        aligns = [ALIGNMENTS.get(column[0]["t"], "") for column in columns]
        top = [self.row(row, aligns, place, header=True) for row in head[1]]
        middle = [
            self.row(row, aligns, place, stub=stub) for _, stub, between, rows in bodies for row in (*between, *rows)
        ]
        bottom = [self.row(row, aligns, place) for row in foot[1]]
        top = [row for row in top if any(cell.children for cell in row)]
        for block in self.blocks(described, place):
            caption += block.children if isinstance(block, Paragraph) else ()
        return Table(caption, (*top, *middle, *bottom), len(top), len(bottom), place=place)

    def row(
        self, row: Any, aligns: list[Alignment], place: Place | None, *, header: bool = False, stub: int = 0
    ) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for _, align, rows, columns, blocks in row[1]:
            index = min(sum(cell.columns for cell in cells), len(aligns) - 1)
            side = ALIGNMENTS.get(align["t"], aligns[index])
            cells.append(Cell(self.blocks(blocks, place), side, header or index < stub, rows, columns, place=place))
        return tuple(cells)

    def figure(self, content: Any, outer: Place | None) -> Block:
        _, (_, caption), blocks = content
        place = self.blocks_place(blocks, outer)
        described = self.blocks(caption, place)
        pictures = [
            node for block in self.blocks(blocks, place) if isinstance(block, Paragraph) for node in block.children
        ]
        if len(pictures) != 1 or not isinstance(pictures[0], Image):
            return Div("", self.blocks(blocks, place), place=place)
        image = pictures[0]
        text = described[0].children if described and isinstance(described[0], Paragraph) else ()
        if image.attributes.caption:
            text = (Text(image.attributes.caption),)
        return Figure(image, text, image.attributes, place=image.place)

    def blocks_place(self, blocks: list[Any], outer: Place | None) -> Place | None:
        return outer if outer or not blocks else self.place(["", [], []], outer)

    def raw_block(self, source_format: str, text: str, place: Place | None) -> Blocks:
        if source_format != "html":
            self.raw_format(source_format, place)
            return ()
        if is_comment(text):
            return ()
        tree, findings = html_blocks(text, self.name, place)
        self.findings.extend(findings)
        return self.blocks(tree, place)

    def raw_format(self, source_format: str, place: Place | None) -> None:
        message = f"raw {source_format} has no place in a web page, an EPUB and a PDF at once"
        self.complain("raw-format", message, place, "write it in Markdown")

    # -- inlines

    def inlines(self, nodes: list[Any], place: Place | None) -> Inlines:
        """A run of inlines: wrappers opened, raw tags paired, touching texts joined."""
        lifted: list[Inline] = []
        for node in nodes:
            lifted.extend(self.inline(node, place))
        joined = join_texts(without_tags(lifted, self.findings))
        for node in joined:
            if isinstance(node, Text):
                self.undefined(node)
        return joined

    def undefined(self, text: Text) -> None:
        """A reference without a note stays in the text as it was typed: `[^9]`."""
        for mark in UNDEFINED.finditer(text.value) if "[^" in text.value else ():
            place = text.place.right(mark.start()) if text.place else None
            hint = f"write the note at the end of the file: [^{mark[1]}]: …"
            self.complain("note-missing", f"no note is defined for [^{mark[1]}]", place, hint)

    def inline(self, node: Any, place: Place | None) -> Inlines:
        content = node.get("c")
        match node["t"]:
            case "Str":
                return (Text(content, place=place),)
            case "Space":
                return (Text(" ", place=place),)
            case "SoftBreak":
                return (Text(" "),)
            case "LineBreak":
                return (LineBreak(place=place),)
            case "Emph" | "Strong" | "SmallCaps" | "Subscript" | "Superscript" as kind:
                return (SIMPLE[kind](self.inlines(content, place), place=place),)
            case "Strikeout" | "Underline" as kind:
                return (Span(ELEMENTS[kind], self.inlines(content, place), place=place),)
            case "Span":
                return self.span(content[0], content[1], place)
            case "Code":
                return (Code(content[1], place=place),)
            case "Math":
                return (Math(content[1], content[0]["t"] == "DisplayMath", place=place),)
            case "Link":
                return (self.link(content[0], content[1], content[2], place),)
            case "Image":
                return (self.image(content[0], content[1], content[2], place),)
            case "Note":
                return (self.reference(content, place),)
            case "RawInline":
                return self.raw_inline(content[0], content[1], place)
            case "Quoted":
                marks = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
                return (Text(marks[0]), *self.inlines(content[1], place), Text(marks[1]))
            case _:
                self.complain("raw-format", f"pandoc's “{node['t']}” has no place in an edition", place)
                return ()

    def span(self, attributes: list[Any], content: list[Any], outer: Place | None) -> Inlines:
        place = self.place(attributes, outer)
        if dict(attributes[2]).get("wrapper"):
            return self.wrapped(attributes, content, place)
        ours, _ = self.attributes(attributes, place)
        inside = self.inlines(content, place)
        if "smallcaps" in ours.classes:
            return (SmallCaps(inside, place=place),)
        role = next((name for name in ours.classes if name in ROLES), "")
        return (Span(role, inside, ours, place=place),)

    def wrapped(self, attributes: list[Any], content: list[Any], place: Place | None) -> Inlines:
        """The content of a position wrapper. One without a position holds a soft break."""
        lifted: list[Inline] = []
        for node in content:
            lifted.extend(self.inline(node, place if dict(attributes[2]).get("data-pos") else None))
        return tuple(lifted)

    def link(self, attributes: list[Any], content: list[Any], target: list[str], outer: Place | None) -> Inline:
        place = self.place(attributes, outer)
        ours, _ = self.attributes(attributes, place)
        text = self.inlines(content, place)
        if refused := unsafe(target[0], place):
            self.findings.append(refused)
            return Span("", text, ours, place=place)
        address = f"#{anchor(target[0][1:])}" if target[0].startswith("#") else target[0]
        return Link(address, text, target[1], ours, place=place)

    def image(self, attributes: list[Any], content: list[Any], target: list[str], outer: Place | None) -> Inline:
        place = self.place(attributes, outer)
        ours, named = self.attributes(attributes, place)
        alt = named.get("alt", plain(self.inlines(content, place)))
        return Image(target[0], alt, target[1], ours, place=place)

    def reference(self, content: list[Any], place: Place | None) -> Inline:
        label = self.label(place)
        if label not in self.bodies:
            self.bodies[label] = Note(label, ())  # holds the place in the order while the body is lifted
            body = self.blocks(content, place)
            self.bodies[label] = Note(label, body, place=_first_place(body) or place)
            if not plain(body).strip():
                self.complain("note-empty", f"the note [^{label}] is empty", place)
        return NoteRef(label, place=place)

    def label(self, place: Place | None) -> str:
        """The label written at a reference's place; for a reference that is not in the source, one of our own."""
        if place and place.line <= len(self.source):
            column = place.column - 1
            written = UNDEFINED.match(self.source[place.line - 1], column) if column >= 0 else None
            if written:
                return written[1]
        if place and place.line > len(self.source):  # the orphans' paragraph
            return f"\0{place.column}"
        return f"\0{len(self.bodies)}"

    def raw_inline(self, source_format: str, text: str, place: Place | None) -> Inlines:
        if source_format != "html":
            self.raw_format(source_format, place)
            return ()
        return () if is_comment(text) else (tag_role(text, place),)

    def attributes(self, attributes: list[Any], place: Place | None) -> tuple[Any, dict[str, str]]:
        ours, named, refused = allowed(attributes, place)
        self.findings.extend(refused)
        if ours.id and ours.id in self.ids:
            self.complain("id-duplicate", f"the id “{ours.id}” stands twice", place, "give each place an id of its own")
        self.ids.add(ours.id)
        return ours, named

    # -- notes

    def notes(self, orphans: tuple[str, ...]) -> tuple[Note, ...]:
        """The notes in the order of their first references; the orphans, which nothing refers to, come last."""
        lifted = list(self.bodies.values())
        split = len(lifted) - len(orphans) if orphans else len(lifted)
        kept = lifted[:split]
        loose = [
            Note(label, note.children, referred=False, place=note.place)
            for label, note in zip(orphans, lifted[split:], strict=False)
        ]
        return (*kept, *loose)


def _lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """A paragraph of verse cut at its line breaks and at the line ends of the source (texts without a place)."""
    lines: list[list[Inline]] = [[]]
    for node in inlines:
        if isinstance(node, LineBreak) or (node == Text(" ") and node.place is None):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(tuple(line) for line in lines if line)


def _first_place(blocks: Blocks) -> Place | None:
    return blocks[0].place if blocks else None
