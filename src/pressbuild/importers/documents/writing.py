"""A document to a manuscript: the tree in, Markdown with front matter and notes out. Pure.

One line a paragraph, notes at the end in their order, nothing that the reader does not take for the same tree. What
Markdown has no place for is simplified: a table's merged cells are parted, paragraphs in a cell become lines.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pressbuild.document import (
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    CodeBlock,
    Definitions,
    Div,
    Document,
    Emph,
    Figure,
    Front,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    List,
    Note,
    Opening,
    Paragraph,
    Strong,
    Table,
    Text,
    Verse,
)
from pressbuild.importers.documents.phrasing import BREAK, phrase, picture, tidy
from pressbuild.importers.markup import clean, escape_heading, escape_start, yaml_quoted, yaml_value
from pressbuild.tree import inner, plain, with_inner

INDENT = "    "
EM_SPACE = "\u2003"
TEXTS = ("title", "subtitle", "kicker", "standfirst")
NAMES = {"author": "authors", "translator": "translators", "editor": "editors", "contributors": "contributors"}
VALUES = ("date", "lang", "publisher", "rights", "isbn", "description", "series", "url", "cover")
ALIGNMENTS = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}
FENCES = ("epigraph", "dedication")
EMPTY = Cell(())


def manuscript(document: Document) -> str:
    """The Markdown of a whole work."""
    head = "".join(f"{key}: {value}\n" for key, value in _front(document.front))
    parts = [*_blocks(document.blocks), *map(_note, document.notes)]
    return (f"---\n{head}---\n\n" if head else "") + "\n\n".join(parts) + "\n"


def _front(front: Front) -> Iterator[tuple[str, str]]:
    for key in TEXTS:
        if text := _one_line(getattr(front, key)):
            yield key, yaml_value(text)
    for key, field in NAMES.items():
        if names := getattr(front, field):
            yield key, _listed(names)
    for key in VALUES:
        if (value := " ".join(clean(getattr(front, key)).split())) and (key, value) != ("lang", "en"):
            yield key, value if key == "date" else yaml_value(value)
    if front.subjects:
        yield "subjects", _listed(front.subjects)


def _listed(names: tuple[str, ...]) -> str:
    """One name as a value, several as a list."""
    names = tuple(" ".join(clean(name).split()) for name in names)
    return yaml_value(names[0]) if len(names) == 1 else "[" + ", ".join(map(yaml_quoted, names)) + "]"


def _one_line(nodes: Inlines) -> str:
    return phrase(_unbroken(tidy(nodes)))


def _unbroken(nodes: Inlines) -> Inlines:
    """Inlines with spaces for the line breaks in them, at any depth."""
    return tuple(
        Text(" ") if isinstance(node, LineBreak) else with_inner(node, _unbroken(inner(node))) for node in nodes
    )


# --- blocks --------------------------------------------------------------------------------------------------------


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Blocks as Markdown; a comment parts two lists, which would be one else."""
    last: Block | None = None
    for block in blocks:
        written = _block(block)
        if not written:
            continue
        if isinstance(block, List) and isinstance(last, List) and (last.start is None) == (block.start is None):
            yield "<!-- -->"
        yield written
        last = block


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, children=children):
            name = f" {{#{block.attributes.id}}}" if block.attributes.id else ""
            text = _one_line(children)
            return f"{'#' * level} {escape_heading(text)}{name}" if text else ""
        case Opening(heading=heading):  # of a book, which no importer reads
            return _block(heading)
        case Paragraph(children=children):
            return _paragraph(children)
        case BlockQuote(children=children):
            return _prefixed("> ", _joined(children))
        case Verse(stanzas=stanzas):
            return _verse(stanzas)
        case List():
            return _list(block)
        case Definitions(items=items):
            return "\n\n".join(_definition(term, bodies) for term, bodies in items)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Break():
            return "***"
        case CodeBlock(value=value):
            fence = "`" * max(3, 1 + max(map(len, _ticks(value)), default=0))
            return f"{fence}\n{value}\n{fence}"
        case Div(role=role, children=children):
            inside = _joined(children)
            return f"::: {role}\n{inside}\n:::" if role in FENCES and inside else inside


def _ticks(value: str) -> list[str]:
    return ["`" * len(run) for run in "".join(c if c == "`" else " " for c in value).split()]


def _joined(blocks: Blocks) -> str:
    return "\n\n".join(_blocks(blocks))


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join((prefix + line).rstrip() for line in text.split("\n")) if text else ""


def _paragraph(children: Inlines) -> str:
    """A paragraph on one line, but for the breaks that the author made."""
    if len(children) == 1 and isinstance(children[0], Image):
        return picture(children[0], captioned=True)
    return "\n".join(escape_start(line) for line in phrase(_between_breaks(tidy(children))).split("\n"))


def _between_breaks(nodes: Inlines) -> Inlines:
    """Inlines without the breaks and spaces at both ends; a stroke that is text there is no break."""
    shown = [number for number, node in enumerate(nodes) if not _is_blank(node)]
    return nodes[shown[0] : shown[-1] + 1] if shown else ()


def _is_blank(node: Inline) -> bool:
    return isinstance(node, LineBreak) or (isinstance(node, Text) and not node.value.strip())


def _verse(stanzas: tuple[tuple[Inlines, ...], ...]) -> str:
    written = ["\n".join(filter(None, map(_line_of_verse, stanza))) for stanza in stanzas]
    text = "\n\n".join(filter(None, written))
    return f"::: verse\n{text}\n:::" if text else ""


def _line_of_verse(line: Inlines) -> str:
    """A line with the em spaces that indent it."""
    words, first = escape_start(_one_line(line)), next(iter(line), None)
    indent = first.value if isinstance(first, Text) else ""
    return EM_SPACE * (len(indent) - len(indent.lstrip(EM_SPACE))) + words if words else ""


def _list(block: List) -> str:
    """A list, its items close together where none holds more than a paragraph and lists that may go on right below."""
    start = block.start
    tight = all(_is_close(item) for item in block.items)
    items = []
    for number, item in enumerate(block.items):
        mark = "- " if start is None else f"{start + number}. "
        text = ("\n" if tight else "\n\n").join(_blocks(item))
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)).replace("\n" + " " * len(mark) + "\n", "\n\n"))
    return ("\n" if tight else "\n\n").join(items)


def _is_close(item: Blocks) -> bool:
    """A paragraph of a tight list, and at most one list in it, which must begin as a list within a paragraph can."""
    paragraph, *inside = item or (Paragraph((), tight=True),)
    if not inside:
        return _is_tight(paragraph)
    only = inside[0]
    close = len(inside) == 1 and isinstance(only, List) and only.start in (None, 1) and bool(_block(paragraph))
    return close and isinstance(paragraph, Paragraph) and paragraph.tight


def _is_tight(block: Block) -> bool:
    return (isinstance(block, Paragraph) and block.tight) or isinstance(block, List)


def _definition(term: Inlines, bodies: tuple[Blocks, ...]) -> str:
    if not (named := _one_line(term)) or not plain(term).strip():
        return "\n\n".join(filter(None, map(_joined, bodies)))
    parts = [_indented(_joined(body)) for body in bodies]
    return "\n".join([escape_start(named), *(f":   {part}" for part in parts if part)])


def _indented(text: str) -> str:
    return "\n".join(INDENT + line if line and number else line for number, line in enumerate(text.split("\n")))


def _figure(figure: Figure) -> str:
    """A picture alone in its paragraph. A caption that holds more than words stands as a line below the picture."""
    caption = phrase(figure.caption)
    if caption and not all(isinstance(node, Text) for node in tidy(figure.caption)):
        return f"{picture(figure.image)}{BREAK}{_paragraph(figure.caption)}"
    words = plain(figure.caption).strip()
    attributes = replace(figure.image.attributes, caption=words, id=figure.attributes.id)
    return picture(replace(figure.image, attributes=attributes), captioned=words != figure.image.alt)


def _note(note: Note) -> str:
    """A note's definition: its first paragraph behind the label, further ones indented."""
    parts = list(_blocks(note.children))
    if parts and not isinstance(note.children[0], Paragraph):
        parts.insert(0, "")
    first, *others = [part.replace("\n", "\n" + INDENT).replace("\n" + INDENT + "\n", "\n\n") for part in parts] or [""]
    return "\n\n".join([f"[^{note.label}]: {first}".rstrip(), *(INDENT + other for other in others)])


# --- tables --------------------------------------------------------------------------------------------------------


def _table(table: Table) -> str:
    rows = _spread(table.rows)
    if not rows:
        return ""
    width = max(map(len, rows))
    head = rows[0] if table.heads else []
    body = rows[1:] if table.heads else rows
    sides = [cell.align for cell in (head or body[0])]
    lines = [_row(head, width), "|" + "|".join(ALIGNMENTS[side] for side in _padded(sides, width)) + "|"]
    lines += [_row(row, width) for row in body]
    if not all(isinstance(node, Text) for node in tidy(table.caption)):  # in an attribute markup is letters
        return f"{chr(10).join(lines)}\n\n: {_paragraph(table.caption)}"
    caption = clean(plain(table.caption)).strip().replace("\\", "\\\\").replace('"', '\\"')
    fence = f'::: {{.table caption="{caption}"}}\n' if caption else ""
    return f"{fence}{chr(10).join(lines)}" + ("\n:::" if caption else "")


def _padded(sides: Sequence[str], width: int) -> list[str]:
    return [*sides, *[""] * (width - len(sides))][:width]


def _spread(rows: Sequence[tuple[Cell, ...]]) -> list[list[Cell]]:
    """Rows with an empty cell in each place that a cell beside it or above it reaches into."""
    below: Counter[int] = Counter()  # by column, the rows that a cell still reaches into
    spread = []
    for row in rows:
        cells, line = list(row), list[Cell]()
        while cells or below[len(line)]:
            if below[len(line)]:
                below[len(line)] -= 1
                line.append(EMPTY)
                continue
            cell = cells.pop(0)
            below.update(dict.fromkeys(range(len(line), len(line) + cell.columns), cell.rows - 1))
            line += [cell, *[EMPTY] * (cell.columns - 1)]
        spread.append(line)
    return spread


def _row(cells: list[Cell], width: int) -> str:
    texts = [_cell(cell) for cell in cells] + [""] * (width - len(cells))
    return "|" + "|".join(f" {text} " if text else " " for text in texts) + "|"


def _cell(cell: Cell) -> str:
    """What a cell says on one line: its paragraphs and items are lines of it."""
    lines = [phrase(_ended(line)).replace(BREAK, "<br>") for line in _lines(cell.children)]
    return "<br>".join(line for line in lines if line)


def _ended(line: Inlines) -> Inlines:
    """A line without the breaks at its end."""
    return _ended(line[:-1]) if line and isinstance(line[-1], LineBreak) else line


def _lines(blocks: Blocks) -> Iterator[Inlines]:
    """The runs of inlines in some blocks, one by one."""
    for block in blocks:
        match block:
            case Paragraph(children=children) | Heading(children=children):
                yield children
            case Verse(stanzas=stanzas):
                yield from (line for stanza in stanzas for line in stanza)
            case Figure(image=image, caption=caption):
                yield from ((image,), caption)
            case CodeBlock(value=value):
                yield from ((Text(line),) for line in value.split("\n"))
            case BlockQuote(children=inside) | Div(children=inside):
                yield from _lines(inside)
            case List() | Definitions() | Table():
                yield from _lines_of_parts(block)
            case Opening(heading=heading):
                yield heading.children
            case Break():
                pass


def _lines_of_parts(block: List | Definitions | Table) -> Iterator[Inlines]:
    match block:
        case List(items=items):
            yield from (line for item in items for line in _lines(item))
        case Definitions(items=terms):
            for term, bodies in terms:
                yield term
                yield from (line for body in bodies for line in _lines(body))
        case Table(rows=rows, caption=caption):
            yield caption
            yield from (line for row in rows for cell in row for line in _lines(cell.children))


def bold_off(nodes: Inlines) -> Inlines:
    """A heading's inlines without the strong type or emphasis that is round all of it: a heading's look is the
    house's."""
    while len(nodes) == 1 and isinstance(nodes[0], Strong | Emph):
        nodes = inner(nodes[0])
    return tuple(_unbold(node) for node in nodes)


def _unbold(node: Inline) -> Inline:
    return with_inner(node, bold_off(inner(node))) if isinstance(node, Strong) else node
