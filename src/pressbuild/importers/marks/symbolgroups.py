"""Lines that symbols label, and which of them stand together: blocks in, groups of lines and the symbols that may call
them out.

Such lines stand at the foot of a page or at a chapter's end, one after the other. What lies between two of them is a
note's further paragraph where it is indented, where a heading says that these are notes, or where the second has the
symbol that is due behind the first one's and its mark stands above both.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import Block, Shape
from pressbuild.importers.marks.notelist import LONGEST_HEADING, RULE, names_notes, note_end
from pressbuild.importers.marks.symbols import SURE, SYMBOLS, Sign, follow, glued, signs, symbol_at

MOST_PARAGRAPHS = 4  # behind a note's first
FEW = 0.2


class Line(Struct, frozen=True):
    """A line that a symbol labels."""

    symbol: str
    block: int
    start: int
    text_start: int


class Group(Struct, frozen=True):
    """Such lines that stand together, with the last block of each; `heading` is the heading or the rule above them,
    `named` says that it is a heading of notes."""

    lines: tuple[Line, ...]
    lasts: tuple[int, ...]
    heading: int | None
    named: bool

    @property
    def top(self) -> int:
        """Where the first begins."""
        return self.lines[0].start

    @property
    def alike(self) -> bool:
        """Does one symbol label them all, as bullets do?"""
        return len({line.symbol for line in self.lines}) == 1

    @property
    def repeats(self) -> bool:
        """Does a symbol label two of them, as bullets do, and as the notes of several pages do?"""
        return len({line.symbol for line in self.lines}) < len(self.lines)


def labelled(text: str, blocks: Sequence[Block], first: int) -> dict[int, Line]:
    """The lines from block `first` on that symbols label, by their blocks; where nearly all symbols stand apart from
    their notes, a glued one is no label."""
    found: dict[int, Line] = {}
    above, last = "", first
    for index in range(first, len(blocks)):
        block = blocks[index]
        label = symbol_at(text, block.start, block.lines[0].end, above if index - last <= MOST_PARAGRAPHS else "")
        if label and block.shape is not Shape.TABLE and not block.quoted:
            found[index] = Line(label[0], index, block.start, label[1])
            above, last = label[0], index
    close = [index for index, line in found.items() if glued(text, line.text_start)]
    for index in close if len(close) < FEW * len(found) else ():
        del found[index]
    return found


def signs_outside(text: str, blocks: Sequence[Block], lines: Collection[int]) -> Iterator[Sign]:
    """The symbols that may call notes in all blocks but those of `lines`."""
    for index, block in enumerate(blocks):
        if index not in lines and block.shape is not Shape.TABLE:
            yield from signs(text, block.start, block.end)


def groups(
    text: str, blocks: Sequence[Block], lines: dict[int, Line], seen: Sequence[Sign], usual_gap: int
) -> list[Group]:
    """The lines that stand together."""
    return list(_Grouping(text, blocks, lines, seen, usual_gap).groups())


class _Grouping:
    def __init__(
        self, text: str, blocks: Sequence[Block], lines: dict[int, Line], seen: Sequence[Sign], usual_gap: int
    ) -> None:
        self._text, self._blocks, self._lines, self._gap = text, blocks, lines, usual_gap
        self._places = [sign.start for sign in seen if sign.score == SURE]
        self._by_symbol: defaultdict[str, list[int]] = defaultdict(list)
        for sign in seen:
            self._by_symbol[sign.symbol].append(sign.start)

    def groups(self) -> Iterator[Group]:
        run: list[Line] = []
        lasts: list[int] = []
        before: dict[str, int] = {}  # where the last line with each symbol begins that stands above the run
        for index, line in self._lines.items():
            if run and lasts[-1] != index - 1:
                if self._goes_on(run, lasts[-1], line, before.get(line.symbol, 0)):
                    lasts[-1] = index - 1
                else:
                    yield self._group(run, lasts, index)
                    before |= {one.symbol: one.start for one in run}
                    run, lasts = [], []
            run.append(line)
            lasts.append(self._indented(index))
        if run:
            yield self._group(run, lasts, len(self._blocks))

    def _goes_on(self, run: Sequence[Line], last: int, line: Line, free: int) -> bool:
        """Are the few blocks between two lines the first note's further paragraphs?"""
        between = self._blocks[last + 1 : line.block]
        if len(between) > MOST_PARAGRAPHS or any(map(self._is_head, between)):
            return False
        same = self._by_symbol[line.symbol]
        if any(_count(places, between[0].start, between[-1].end) for places in (self._places, same)):
            return False
        calls = _count(same, free, run[0].start)
        called = calls > sum(one.symbol == line.symbol for one in run)
        due = follow(run[-1].symbol, line.symbol) or line.symbol == SYMBOLS[0]  # the next one, or another page's first
        return (called and due) or self._named(run[0].block)

    def _is_head(self, block: Block) -> bool:
        if block.length > LONGEST_HEADING:
            return False
        return is_division(self._text[block.start : block.end]) or names_notes(self._text, block)

    def _named(self, index: int) -> bool:
        return index > 0 and names_notes(self._text, self._blocks[index - 1])

    def _indented(self, index: int) -> int:
        """The last block of a note: those that are indented below its label belong to it."""
        last, indent = index, self._blocks[index].indent
        while (
            last + 1 < len(self._blocks) and last + 1 not in self._lines and self._blocks[last + 1].indent > indent + 1
        ):
            last += 1
        return last

    def _group(self, run: Sequence[Line], lasts: Sequence[int], end: int) -> Group:
        """The lines as a group; below a heading the last note has all its paragraphs, up to the next chapter."""
        above, last = run[0].block - 1, lasts[-1]
        named = self._named(run[0].block)
        ruled = above >= 0 and RULE.fullmatch(self._text, self._blocks[above].start, self._blocks[above].end)
        if named and (further := note_end(self._text, self._blocks, last, end, self._gap)) is not None:
            free = not _count(self._places, self._blocks[last].end, self._blocks[further].end)
            last = further if free else last
        return Group(tuple(run), (*lasts[:-1], last), above if named or ruled else None, named)


def _count(places: Sequence[int], start: int, end: int) -> int:
    """How many of some places lie in [start, end)."""
    return bisect_left(places, end) - bisect_left(places, start)
