"""pandoc's JSON tree lifted into our nodes, with places: blocks in, `Blocks` and `Note`s out; pure but for raw HTML.

With `sourcepos` pandoc wraps each token in a span or a division that carries `wrapper="1"` and `data-pos`; a note
called twice comes as two equal notes, told to be one by the label that stands at the reference's place.
"""

import re
from typing import Any

from msgspec.structs import replace

from pressbuild.conflicts import is_remark, unresolved
from pressbuild.diagnostics import Place
from pressbuild.document import (
    PLAIN,
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    CodeBlock,
    Definitions,
    Div,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    List,
    Paragraph,
    Table,
    Text,
    Verse,
)
from pressbuild.manuscript.prose import REFERENCE
from pressbuild.reading.classes import missed_divisions
from pressbuild.reading.inlines import InlineLifter
from pressbuild.reading.rawhtml import html_blocks, is_comment
from pressbuild.reading.rows import is_piped, surplus
from pressbuild.tree import plain, walk

BAR_HINT = "where the bar is no border of a cell, in code too, write \\|"
IN_HTML = "write the block in Markdown: a list, a > quotation, a table"
ABOVE, BELOW = re.compile("(?:[Tt]able)?: "), re.compile(": ")  # signs of a table's caption
DIVISIONS = ("epigraph", "dedication", "bibliography")
ALIGNMENTS: dict[str, Alignment] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
NUMERALS = {
    "LowerAlpha": "lower-alpha",
    "UpperAlpha": "upper-alpha",
    "LowerRoman": "lower-roman",
    "UpperRoman": "upper-roman",
}


class Lifter(InlineLifter):
    """Lifts one manuscript's tree; what was found wrong gathers in `findings`."""

    # -- blocks

    def blocks(self, nodes: list[Any], place: Place | None = None) -> Blocks:
        lifted: list[Block] = []
        with self.deeper():
            for node in nodes:
                for block in self.block(node, place):
                    self.append(lifted, block)
        return tuple(lifted)

    def append(self, blocks: list[Block], block: Block) -> None:
        """One more block. A paragraph that begins with a colon right below a table is its caption, and one right above
        it that begins with `Table:` or a colon (pandoc, extension `table_captions`)."""
        match blocks[-1:]:
            case [Paragraph() as above] if (
                isinstance(block, Table) and self.is_bare(block) and (caption := _said(above, ABOVE))
            ):
                blocks[-1:] = [replace(block, caption=caption)]
            case [Table(caption=(), place=Place() as at) as table] if is_piped(self.layout.lines, at):
                caption = _said(block, BELOW)
                blocks[-1:] = [replace(table, caption=caption)] if caption else [table, block]
            case _:
                blocks.append(block)

    def is_bare(self, table: Table) -> bool:
        """Whether a table of bars and hyphens has no caption. In a list it has the place of that."""
        first = next((node.place for node in walk([table]) if isinstance(node, Text) and node.place), None)
        places = [place for place in (table.place, first and replace(first, column=1)) if place]
        return not table.caption and any(is_piped(self.layout.lines, place) for place in places)

    def block(self, node: Any, place: Place | None) -> Blocks:
        """One block of pandoc's as ours: none for a comment, several for a wrapper."""
        content = node.get("c")
        match node["t"]:
            case "Para" if _is_captioned(content):  # pandoc takes a picture without alt text for no figure
                return (self.figure([["", [], []], [None, []], [node]], place),)
            case "Para" | "Plain":
                return (self.paragraph(content, place, tight=node["t"] == "Plain"),)
            case "Header":
                level, attributes, inlines = content
                at = self.place(attributes, place)
                return (Heading(level, self.inlines(inlines, at), self.attributes(attributes, at)[0], place=at),)
            case "Div":
                return self.division(content[0], content[1], place)
            case "BlockQuote":
                return (BlockQuote(self.blocks(content, place), place=place),)
            case "BulletList":
                return (List(tuple(self.item(item, place) for item in content), place=place),)
            case "OrderedList":
                (start, style, _), items = content
                numerals = NUMERALS.get(style["t"], "decimal")
                return (List(tuple(self.item(item, place) for item in items), start, numerals, place=place),)
            case "DefinitionList":
                return (Definitions(tuple(self.definition(item, place) for item in content), place=place),)
            case "CodeBlock":
                at = self.place(content[0], place)
                ours, _ = self.attributes(content[0], at)
                code = CodeBlock(content[1], "".join(content[0][1][:1]), place=at)
                named = replace(ours, classes=ours.classes[1:])
                return (code,) if named == PLAIN else (Div("", (code,), named, place=at),)
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
                self.placeless(node, place)
                return ()

    def paragraph(self, content: list[Any], place: Place | None, *, tight: bool) -> Block:
        """A paragraph, or verse where each of its lines begins with a bar."""
        inlines = self.inlines(content, place)
        stanzas = _barred(inlines)
        return Verse(stanzas, place=place) if stanzas else Paragraph(inlines, tight=tight, place=place)

    def division(self, attributes: list[Any], content: list[Any], outer: Place | None) -> Blocks:
        place = self.place(attributes, outer)
        if dict(attributes[2]).get("wrapper"):
            return self.blocks(content, place)
        ours, _ = self.attributes(attributes, place)
        if "verse" in ours.classes:
            return (Verse(self.stanzas(self.blocks(content, place)), ours, place=place),)
        if "table" in ours.classes:
            return self.captioned(self.blocks(content, place), ours, place)
        self.findings += missed_divisions(attributes[1], place)
        role = next((name for name in ours.classes if name in DIVISIONS), "")
        return (Div(role, self.blocks(content, place), ours, place=place),)

    def captioned(self, blocks: Blocks, attributes: Attributes, place: Place | None) -> Blocks:
        """The blocks of a table division, whose caption and attributes go to its first table."""
        index = next((i for i, block in enumerate(blocks) if isinstance(block, Table)), None)
        if index is None:
            self.complain("attribute-refused", "there is no table in this division", place, "take .table away")
            return blocks
        table = blocks[index]
        assert isinstance(table, Table)
        own = self.calling(attributes.caption, place) if attributes.caption else ()
        caption = (*own, Text(" "), *table.caption) if own and table.caption else own or table.caption
        named = replace(attributes, classes=tuple(name for name in attributes.classes if name != "table"))
        return (*blocks[:index], replace(table, caption=caption, attributes=named), *blocks[index + 1 :])

    def stanzas(self, blocks: Blocks) -> tuple[tuple[Inlines, ...], ...]:
        """The paragraphs of a verse division as stanzas; every line break and every line of the source ends a line."""
        stanzas = []
        for block in blocks:
            if isinstance(block, Paragraph):
                stanzas.append(_lines(block.children))
            else:
                self.complain("raw-format", "verse holds lines and stanzas only", block.place, "end the verse before")
        return tuple(stanzas)

    def definition(self, item: Any, place: Place | None) -> tuple[Inlines, tuple[Blocks, ...]]:
        term, bodies = item
        return self.inlines(term, place), tuple(self.item(body, place) for body in bodies)

    def item(self, nodes: list[Any], place: Place | None) -> Blocks:
        """The blocks of an item. A picture alone in it is a figure, as it is in a paragraph."""
        return self.blocks([_figure(node) for node in nodes], place)

    def table(self, content: Any, caption: Inlines, outer: Place | None) -> Table:
        attributes, (_, described), columns, head, bodies, foot = content
        place = self.place(attributes, outer)
        aligns = [ALIGNMENTS.get(column[0]["t"], "") for column in columns]
        top = [self.row(row, aligns, place, header=True) for row in head[1]]
        middle = [
            self.row(row, aligns, place, stub=stub) for _, stub, between, rows in bodies for row in (*between, *rows)
        ]
        bottom = [self.row(row, aligns, place) for row in foot[1]]
        for bar in surplus(self.layout.lines, place, len(columns), len(middle)) if place else ():
            self.complain("table-surplus", "this row has more cells than its head", bar, BAR_HINT)
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
        (identifier, *_), (_, caption), blocks = content
        inside = blocks[0]["c"] if len(blocks) == 1 else []
        if len(inside) != 1 or inside[0]["t"] != "Image":
            return Div("", self.blocks(blocks, outer), place=outer)
        attributes, content, target = inside[0]["c"]
        image = self.image(attributes, content, target, outer)
        if "caption" in dict(attributes[2]):  # an empty one too: the picture's text is for those who cannot see it
            self.uncalled(content, image.place)
            text = self.calling(image.attributes.caption, image.place)
        else:
            described = self.blocks(caption, outer)
            text = described[0].children if described and isinstance(described[0], Paragraph) else ()
        named = replace(image.attributes, id=image.attributes.id or self.attributes([identifier, [], []], outer)[0].id)
        bare = replace(image, attributes=Attributes(width=named.width))
        return Figure(bare, text, replace(named, width=""), place=image.place)

    def raw_block(self, source_format: str, text: str, place: Place | None) -> Blocks:
        if source_format != "html":
            self.raw_format(source_format, place)
            return ()
        if is_comment(text):
            self.findings += [unresolved(place)] if is_remark(text) else []
            return ()
        if REFERENCE.search(text):
            self.called_in_html(text, place)
            return ()
        tree, findings = html_blocks(text, self.name, place)
        self.findings.extend(findings)
        return self.blocks(tree, place)

    def called_in_html(self, text: str, place: Place | None) -> None:
        """A note called in a block of HTML, which holds no Markdown: its brackets would be printed."""
        for call in REFERENCE.finditer(text):
            before = text[: call.start()]
            at = replace(place, line=place.line + before.count("\n"), column=1) if place else None
            if at:
                typed = self.layout.lines[at.line - 1]  # the mark of a list or a quotation may stand before the block
                at = at.right(max(0, typed.find(call[0], len(before) - before.rfind("\n") - 1)))
            self.complain("raw-html-unsafe", f"{call[0]} calls no note: a block of HTML holds no Markdown", at, IN_HTML)


def _lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """A paragraph of verse cut at its line breaks and at the line ends of the source (texts without a place)."""
    lines: list[list[Inline]] = [[]]
    for node in inlines:
        if isinstance(node, LineBreak) or (node == Text(" ") and node.place is None):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(tuple(line) for line in lines if line)


def _barred(inlines: Inlines) -> tuple[tuple[Inlines, ...], ...]:
    """The stanzas of a paragraph each line of which begins with a bar and has no other (pandoc, extension
    `line_blocks`); a bar alone parts them. Nothing where one line has none."""
    if not isinstance(inlines[0] if inlines else None, Text) or not plain(inlines[:1]).startswith("|"):
        return ()
    stanzas: list[list[Inlines]] = [[]]
    for line in _lines(inlines):
        first, said = line[0], plain(line)
        if not isinstance(first, Text) or not first.value.startswith(("| ", "|")) or said.count("|") > 1:
            return ()
        if not said[1:].strip():
            stanzas.append([])
            continue
        if said[1] != " ":
            return ()
        text = first.value[1:].lstrip(" ")
        place = first.place.right(len(first.value) - len(text)) if first.place else None
        stanzas[-1].append((*([Text(text, place=place)] if text else []), *line[1:]))
    return tuple(tuple(stanza) for stanza in stanzas if stanza)


def _said(block: Block, sign: re.Pattern[str]) -> Inlines:
    """What a paragraph says behind the sign of a caption with which it begins; nothing where there is none."""
    first = block.children[0] if isinstance(block, Paragraph) and block.children else None
    signed = sign.match(first.value) if isinstance(first, Text) else None
    if signed is None or not isinstance(first, Text) or not isinstance(block, Paragraph):
        return ()
    said = first.value[signed.end() :].lstrip()
    place = first.place.right(len(first.value) - len(said)) if first.place else None
    return (*([Text(said, place=place)] if said else []), *block.children[1:])


def _is_captioned(inlines: Any) -> bool:
    """Whether a paragraph is one picture that has a `caption=`."""
    return len(inlines) == 1 and inlines[0]["t"] == "Image" and "caption" in dict(inlines[0]["c"][0][2])


def _figure(node: Any) -> Any:
    """A tight item that holds a picture alone as pandoc's figure; everything else as it is."""
    match node:
        case {"t": "Div", "c": [attributes, [inside]]} if dict(attributes[2]).get("wrapper"):
            return {"t": "Div", "c": [attributes, [_figure(inside)]]}
        case {"t": "Plain", "c": [{"t": "Image", "c": [_, alt, _]}]}:
            caption = [{"t": "Plain", "c": alt}] if alt else []
            return {"t": "Figure", "c": [["", [], []], [None, caption], [node]]}
        case _:
            return node
