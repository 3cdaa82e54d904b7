"""Setting a source's spans as Markdown: text and the changes to make in it in, Markdown out.

A change stands for what the flattening lost: a note's mark, a link, a dash. All words between changes are copied,
cleaned and escaped, so no word can be lost on the way.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.columns import FIGURE, rows
from pressbuild.importers.flattened.divisions import heading_lines
from pressbuild.importers.flattened.lines import Block, Line, Shape
from pressbuild.importers.flattened.links import Address
from pressbuild.importers.flattened.listing import Item
from pressbuild.importers.flattened.parted import AND
from pressbuild.importers.flattened.verse import VERSE, indented
from pressbuild.importers.marks.markcontext import CLOSERS, SPACES, STOPS
from pressbuild.importers.marks.notemarks import Mark
from pressbuild.importers.markup import clean, escape, escape_heading, escape_start

INDENT = "    "
GLUED = re.compile(r"[^\W_](?:-{1,2}|\u2010)$")
RANGE = re.compile(r"\d–$")
AND_MORE = re.compile(rf"(?:{'|'.join(sorted(AND))})(?![\w-])")
SPACED_STOP = re.compile(rf"[{SPACES}]+(?=[.,;:!?](?:\s|$))")


class Change(Struct, frozen=True):
    """What stands in the manuscript for the source's [start, end): finished Markdown."""

    start: int
    end: int
    markdown: str


def mark_change(text: str, mark: Mark) -> Change:
    """A reference, with the space behind it that copying has lost, without that before it, or before its stop."""
    space = " " if lost_space(text, mark) else ""
    start, end = mark.start - added_space(text, mark), mark.end
    if start < mark.start and (stop := SPACED_STOP.match(text, end)):
        end = stop.end()
    return Change(start, end, f"[^{mark.number}]{space}")


def added_space(text: str, mark: Mark) -> int:
    """How many spaces part a mark from the word or stop before it."""
    place = mark.start
    while place and text[place - 1] in SPACES:
        place -= 1
    before = text[place - 1] if place else ""
    return mark.start - place if mark.start < mark.end and (before.isalnum() or before in tuple(STOPS + CLOSERS)) else 0


def sign_of(item: Item, above: str = "") -> str:
    """What stands behind the number of an item, or is its bullet: another sign than that of a list right `above`, which
    would go on otherwise; none where letters stay text."""
    usual, other = ".)" if item.number else "-*"
    return "" if item.lettered else other if above == usual else usual


def lost_space(text: str, mark: Mark) -> bool:
    """Does a word, or an opening mark, stand right behind a note's mark? Scripts without cases have no spaces."""
    after = text[mark.end : mark.end + 1]
    return mark.start < mark.end and (after.isupper() or after.islower() or (after != "" and after in "“‘„«(¿¡"))


def link_change(address: Address) -> Change:
    """An autolink; an address without a scheme keeps its text and gets the scheme in its target."""
    shown, url = clean(address.text), clean(address.url)
    if url == shown and shown.isascii():
        return Change(address.start, address.end, f"<{shown}>")
    label = escape(shown).replace("]", "\\]")
    target = f"<{url}>" if set(url) & set("()[]&*~'\"") else url
    return Change(address.start, address.end, f"[{label}]({target})")


class Setter:
    """A source's text and its changes, none of which overlap; sets spans and blocks of it."""

    def __init__(self, text: str, changes: Sequence[Change]) -> None:
        self._text = text
        self._changes = sorted(changes, key=lambda change: change.start)
        self._starts = [change.start for change in self._changes]

    def inline(self, start: int, end: int) -> str:
        """The span as inline Markdown."""
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= end:
            return escape(clean(self._text[start:end])).strip()
        return "".join(self._pieces(start, end)).strip()

    def _pieces(self, start: int, end: int) -> Iterator[str]:
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            change = self._changes[index]
            if change.end > end:
                break
            if change.start < start:
                continue  # within what another one stands for
            words = escape(clean(self._text[start : change.start]))
            # `![` would begin a picture.
            image = words.endswith("!") and change.markdown.startswith("[") and not change.markdown.startswith("[^")
            yield words[:-1] + "\\!" if image else words
            yield change.markdown
            start = change.end
        yield escape(clean(self._text[start:end]))

    def heading(self, parts: Sequence[Block], level: int) -> str:
        """Blocks as one heading: a division's number and its title are parted by a full stop."""
        shown = [heading_lines(self._text, part) for part in parts]
        lines = [_run_on(self.inline(line.start, line.end) for line in part) for part in shown]
        number = lines[0].rstrip(".:") + ". " if len(lines) > 1 else ""
        return f"{'#' * level} {escape_heading(number + lines[-1])}"

    def block(self, block: Block, start: int | None = None, *, quote: bool = False, margin: int | None = None) -> str:
        """A block as a paragraph, a quotation, a table or verse, from `start` where its label ends. What is a poem's
        has the `margin` from which its indents count."""
        if block.shape is Shape.TABLE and start is None and (table := rows(self._text, block.lines)):
            return self._table(table)
        set_lines = [self._line(line, start) for line in block.lines]
        if block.shape is Shape.PROSE:
            paragraph = escape_start(_run_on(set_lines))
            return f"> {paragraph}" if quote else paragraph
        short = len(list(filter(None, set_lines))) < VERSE
        if short and block.quoted and margin is None:
            return "\\\n".join(f"> {escape_start(line)}" for line in set_lines if line)
        verse = not short or quote or margin is not None
        edge = block.indent if margin is None else margin
        indents = [indented(line, edge) if verse else "" for line in block.lines]
        lines = [f"{indent}{escape_start(line)}" for indent, line in zip(indents, set_lines, strict=True) if line]
        return "::: verse\n" + "\n".join(lines) + "\n:::" if verse else "\\\n".join(lines)

    def _table(self, table: Sequence[Sequence[tuple[int, int]]]) -> str:
        """Rows as a pipe table, its columns lined up; the first is the head unless it holds figures."""
        cells = [[self.inline(start, end).replace("\n", " ") for start, end in row] for row in table]
        if any(map(_is_figure, cells[0])):
            cells.insert(0, [""] * len(cells[0]))
        columns = list(zip(*cells, strict=True))
        widths = [max(3, *map(len, column)) for column in columns]
        right = [sum(map(_is_figure, column[1:])) * 2 > sum(map(bool, column[1:])) for column in columns]
        padded = [[_padded(*cell) for cell in zip(row, widths, right, strict=True)] for row in cells]
        shown = ["| " + " | ".join(row) + " |" for row in padded]
        rule = "|" + "|".join("-" * (w + 1) + (":" if r else "-") for w, r in zip(widths, right, strict=True)) + "|"
        return "\n".join([shown[0], rule, *shown[1:]])

    def items(self, blocks: Sequence[Block], items: Sequence[Item], sign: str) -> str:
        """Blocks as a list, `sign` behind its numbers or, where it has none, as its bullet; a list within it has the
        usual ones."""
        loose = any(block.gap for block in blocks[1:])
        margins = {0: ""}
        pieces: list[str] = []
        for block, item in zip(blocks, items, strict=True):
            head = "" if item.lettered else f"{item.number or ''}{sign_of(item) if item.depth else sign} "
            margin = margins[item.depth]
            margins[item.depth + 1] = margin + " " * len(head)
            if pieces:
                pieces.append("\n\n" if loose else "\\\n" if item.lettered else "\n")
            words = self.block(block, item.text_start).replace("\n", "\n" + margins[item.depth + 1])
            pieces.append(margin * bool(pieces) + head + words)
        return "".join(pieces)

    def run_on(self, block: Block) -> str:
        """A block's lines as the rest of a paragraph."""
        return _run_on(self._line(line, None) for line in block.lines)

    def _line(self, line: Line, start: int | None) -> str:
        begin = line.start if start is None else max(start, line.start)
        return self.inline(begin, line.end) if begin < line.end else ""

    def note(self, number: int, blocks: Sequence[Block], text_start: int) -> str:
        """A note's definition: its first paragraph behind the label, further ones indented."""
        paragraphs = [self.block(block, text_start) for block in blocks]
        paragraphs = [paragraph for paragraph in paragraphs if paragraph]
        if not paragraphs:
            return f"[^{number}]:"
        if paragraphs[0].startswith(":::"):
            paragraphs.insert(0, "")
        first, *others = [paragraph.replace("\n", "\n" + INDENT) for paragraph in paragraphs]
        return "\n\n".join([f"[^{number}]: {first}".rstrip(), *(INDENT + other for other in others)])


def _is_figure(cell: str) -> bool:
    return FIGURE.search(cell) is not None


def _padded(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)


def _run_on(lines: Iterable[str]) -> str:
    """Lines as one. A hyphen at a line's end stays and takes the next line without a space, as two of them for a dash
    do, and a dash between figures: whether a hyphen parts one word or two, no word is lost. Behind the hyphen of a
    word that leaves its second part to the next one (`pre- and post-war`) a space stays."""
    pieces: list[str] = []
    tail = ""  # the last characters so far
    for line in lines:
        joined = GLUED.search(tail) and line[:1].isalnum() and not AND_MORE.match(line)
        joined = joined or (RANGE.search(tail) and line[:1].isdigit())
        piece = line if joined or not tail else f" {line}" if line else ""
        pieces.append(piece)
        tail = (tail + piece[-3:])[-3:]
    return "".join(pieces)
