"""Lines and blocks: the text of a source in, its blocks out, each with the lines that it stands on.

All offsets count code points of the text as given, whatever its newlines. A block is what one paragraph, heading, note
or stanza stands in: a run of lines between blank ones, or one line where the lines of a text are its paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

# Form feeds and the Unicode separators break lines too, but editors do not count them.
NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
COUNTED = re.compile(r"\r\n|\n|\r")
# The byte-order mark, zero-width spaces, soft hyphens and direction marks that copying leaves behind.
INVISIBLE = "\ufeff\u200b\u2060\u00ad\u200e\u200f"
BLANK = INVISIBLE + "".join(map(chr, (*range(33), *range(0x7F, 0xA1)))) + "\u2007\u202f\u2028\u2029\u3000"
LABEL = re.compile(r"(?:\[\^?(\d{1,5})\]:?|\((\d{1,5})\)|\^?(\d{1,5})(?:[.):](?!\d)|(?=\s|$))|([⁰¹²³⁴-⁹]{1,5}))\s*")
SENTENCE_END = re.compile(r"[.!?:…][”’\"')\]]*[\d¹²³⁰⁴-⁹]*$")
UNDERLINE = re.compile(r"[-=_~*]{3,}")
SHORTEST_WRAPPED = 40
LONGEST_WRAPPED = 110  # no typewriter, mail program or Gutenberg file breaks its lines later
RAGGED = 10  # how much shorter than the measure a full line may be


class Shape(Enum):
    """How the lines of a block hang together."""

    PROSE = "one paragraph, its lines run on"
    LINES = "its line breaks stay"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that shows something: its span without the blanks around it, and the columns before it."""

    number: int
    start: int
    end: int
    indent: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `gap` blank lines stand before the first."""

    lines: tuple[Line, ...]
    gap: int
    shape: Shape = Shape.PROSE

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def number(self) -> int:
        return self.lines[0].number

    @property
    def indent(self) -> int:
        return min(line.indent for line in self.lines)

    @property
    def length(self) -> int:
        return self.end - self.start


class Lineation:
    """Where offsets lie in the source: `at(offset)` is its line and column, from 1; `origin` gives the source's offset
    for one of the mended text."""

    def __init__(self, text: str, origin: Callable[[int], int] = lambda offset: offset) -> None:
        self._starts = [0, *(newline.end() for newline in COUNTED.finditer(text))]
        self.origin = origin

    def at(self, offset: int) -> tuple[int, int]:
        return self.at_source(self.origin(offset))

    def at_source(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset of the source itself."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def blocks(text: str, left_out: Collection[int] = ()) -> tuple[Block, ...]:
    """The blocks of a text, without the lines that begin at the offsets `left_out`. A paragraph that such lines cut in
    two goes on behind them."""
    raw = tuple(_runs(_closed_up(text, text_lines(text), left_out) if left_out else text_lines(text)))
    measure = _measure(text, raw)
    return tuple(part for block in raw for part in _parts(text, block, measure))


def parted(parts: tuple[Block, ...], index: int, line: int) -> tuple[Block, ...]:
    """The blocks with block `index` cut in two before its line `line`, counted from 0."""
    block = parts[index]
    above, below = Block(block.lines[:line], block.gap, block.shape), Block(block.lines[line:], 0, block.shape)
    return (*parts[:index], above, below, *parts[index + 1 :])


def label_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The number of the label at the start of a line, and where its text begins; None where there is no label."""
    found = LABEL.match(text, start, end)
    if found is None:
        return None
    digits = found[1] or found[2] or found[3] or found[4]
    return int("".join(map(str, map(_digit, digits)))), found.end()


def _digit(character: str) -> int:
    import unicodedata

    return unicodedata.digit(character)


def _closed_up(text: str, lines: Iterable[Line | None], left_out: Collection[int]) -> Iterator[Line | None]:
    """The lines without those left out, and without the blank ones around these where a sentence goes on."""
    first: Line | None = None  # of the run of lines that the last line stands in
    last: Line | None = None
    blank = gone = 0
    for line in lines:
        if line is None:
            blank += 1
        elif line.start in left_out:
            gone += 1
        else:
            goes_on = gone and last and first and _goes_on(text, first, last, line)
            yield from [None] * (0 if goes_on else min(gone, 1) or blank)
            if first is None or (blank and not goes_on):
                first = line
            last, blank, gone = line, 0, 0
            yield line


def _goes_on(text: str, first: Line, last: Line, line: Line) -> bool:
    """Does a paragraph go on from one page to the next? A note at the foot of the first does not go on above."""
    if label_at(text, first.start, first.end):
        return False
    begun = not SENTENCE_END.search(text, last.start, last.end)
    full = text[last.end - 1] in ",;-–—" or last.length > SHORTEST_WRAPPED
    return text[line.start].islower() or (begun and full)


def text_lines(text: str) -> Iterator[Line | None]:
    """Every line of the text; None for one that shows nothing."""
    start, number = 0, 1
    for newline in NEWLINE.finditer(text):
        yield _line(text, start, newline.start(), number)
        start, number = newline.end(), number + (newline[0] in ("\n", "\r\n", "\r"))
    yield _line(text, start, len(text), number)


def _line(text: str, start: int, end: int, number: int) -> Line | None:
    raw = text[start:end]
    right = raw.rstrip(BLANK)
    if not right:
        return None
    left = len(right) - len(right.lstrip(BLANK))
    indent = sum(4 if c == "\t" else c not in INVISIBLE for c in raw[:left])
    return Line(number, start + left, start + len(right), indent)


def _runs(lines: Iterable[Line | None]) -> Iterator[Block]:
    """The runs of lines between blank ones."""
    run: list[Line] = []
    gap = before = 0
    for line in lines:
        if line is None:
            gap += 1
            continue
        if gap and run:
            yield Block(tuple(run), before)
            run = []
        if not run:
            before = gap
        gap = 0
        run.append(line)
    if run:
        yield Block(tuple(run), before)


def _measure(text: str, raw: Sequence[Block]) -> int:
    """The length at which the text's lines are broken, or 0 where its lines are paragraphs."""
    lengths = sorted(line.length + line.indent for block in raw for line in block.lines[:-1])
    if not lengths:
        return 0
    measure = lengths[len(lengths) * 95 // 100]
    if not SHORTEST_WRAPPED <= measure <= LONGEST_WRAPPED:
        return 0
    breaks = [full for block in raw for full in _full(text, block.lines, measure)]
    return measure if sum(breaks) * 2 >= len(breaks) else 0


def _full(text: str, lines: Sequence[Line], measure: int) -> Iterator[bool]:
    """For each line but the last: was it broken because the next line's first word had no room in it?"""
    for line, below in pairwise(lines):
        word = re.compile(r"\S*").match(text, below.start, below.end)
        yield line.indent + line.length + 1 + (len(word[0]) if word else 0) > measure - RAGGED


def _parts(text: str, block: Block, measure: int) -> Iterator[Block]:
    """What a run of lines really holds: one block, or several where labels, indents or long lines part it."""
    if len(block.lines) == 1:
        yield block
    elif len(block.lines) == 2 and UNDERLINE.fullmatch(text, block.lines[1].start, block.lines[1].end):
        yield replace(block, shape=Shape.LINES)
    elif any(line.length > LONGEST_WRAPPED for line in block.lines):
        yield from _cut(block, range(len(block.lines)), Shape.PROSE)
    elif cuts := _label_cuts(text, block.lines):
        if cuts[0]:
            yield from _parts(text, replace(block, lines=block.lines[: cuts[0]]), measure)
        notes = replace(block, lines=block.lines[cuts[0] :], gap=0 if cuts[0] else block.gap)
        yield from _cut(notes, [cut - cuts[0] for cut in cuts], Shape.PROSE)
    elif measure and sum(full := list(_full(text, block.lines, measure))) * 5 >= len(full) * 3:
        yield from _cut(block, _indent_cuts(block.lines), Shape.PROSE)
    else:
        yield replace(block, shape=Shape.LINES)


def _label_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines of a run that begin with labels 1, 2, 3 … or n, n+1 …: notes without blank lines between them."""
    cuts: list[int] = []
    expected = None
    for index, line in enumerate(lines):
        label = label_at(text, line.start, line.end)
        begins = expected is None and label and (index == 0 or label[0] == 1)
        if label and (begins or label[0] == expected):
            cuts.append(index)
            expected = label[0] + 1
    return cuts if len(cuts) > 1 else []


def _indent_cuts(lines: Sequence[Line]) -> list[int]:
    """The lines that begin a paragraph by their indent alone."""
    usual = sorted(line.indent for line in lines)[len(lines) // 2]
    return [i for i, line in enumerate(lines) if i == 0 or usual + 2 <= line.indent <= usual + 10]


def _cut(block: Block, cuts: Sequence[int], shape: Shape) -> Iterator[Block]:
    starts = sorted({0, *cuts})
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield Block(block.lines[start:end], block.gap if start == 0 else 0, shape)
