"""Lists in flattened text: blocks in, the runs of them that are items out.

Items follow one another with the same bullet, or with the numbers 1, 2, 3 …, letters or Roman numbers and the same sign
behind them. One item is no list; lines behind dashes that end in stops are talk.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.lettering import letters_at
from pressbuild.importers.flattened.lines import BULLET, BULLETS, Block, Shape

NUMBERED = re.compile(r"(?P<open>\(?)(?P<number>\d{1,3})(?P<sign>[.)])[ \t\u00a0]+(?=\S)")
TALK = re.compile(r"[.!?…”’\"'][\W\d]*$")
DASHES = "–—"
FURTHER_IN = 2  # columns


class Item(Struct, frozen=True):
    """An item: the index of its block, where its text begins, its bullet or the form of its number, that number (0:
    none), how many lists it stands within, and whether it keeps its letter as text."""

    block: int
    text_start: int
    sign: str
    number: int
    depth: int = 0
    lettered: bool = False


def lists(text: str, blocks: Sequence[Block], left_out: Collection[int]) -> tuple[tuple[Item, ...], ...]:
    """The lists among the blocks that are not `left_out`."""
    runs: list[list[Item]] = []
    last: dict[int, Item] = {}  # of each list that is open, by its depth
    for readings in _readings(text, blocks, left_out):
        goes_on = runs and runs[-1][-1].block == readings[0].block - 1
        if goes_on and (placed := _placed(blocks, last, readings)):
            runs[-1].append(placed)
            last = {depth: item for depth, item in last.items() if depth < placed.depth} | {placed.depth: placed}
        elif first := _first(readings):
            runs.append([first])
            last = {0: first}
    return tuple(tuple(run) for run in runs if len(run) > 1 and not _is_talk(text, blocks, run))


def _placed(blocks: Sequence[Block], last: Mapping[int, Item], readings: Sequence[Item]) -> Item | None:
    """An item as one of a run: the next of its innermost list or of one around that, or the first of a list within it;
    None where it is none of these."""
    indent = _indent(blocks, readings[0])
    for depth in sorted(last, reverse=True):
        further_in = indent - _indent(blocks, last[depth])
        for item in readings:
            beside = item.number or abs(further_in) < FURTHER_IN
            alike = item.sign == last[depth].sign or _is_astray(blocks, last[depth], item)
            if alike and item.number == _next(last[depth]) and beside:
                return replace(item, depth=depth)
    inner, first = max(last), _first(readings)
    return replace(first, depth=inner + 1) if first and indent - _indent(blocks, last[inner]) >= FURTHER_IN else None


def _is_astray(blocks: Sequence[Block], above: Item, item: Item) -> bool:
    """Has an item another bullet than the list right above it, whose it is?"""
    return {above.sign, item.sign} <= set(BULLETS) and blocks[item.block].gap == 0


def _first(readings: Sequence[Item]) -> Item | None:
    """What may be the first of a list: `i.` rather as a Roman number."""
    return next((item for item in reversed(readings) if item.number <= 1), None)


def _indent(blocks: Sequence[Block], item: Item) -> int:
    return blocks[item.block].lines[0].indent


def _next(item: Item) -> int:
    return item.number + 1 if item.number else 0


def _readings(text: str, blocks: Sequence[Block], left_out: Collection[int]) -> Iterator[list[Item]]:
    """The items that each block may be, if any."""
    for index, block in enumerate(blocks):
        if index in left_out or block.shape is not Shape.PROSE or block.quoted:
            continue
        start, end = block.start, block.end
        if found := BULLET.match(text, start, end):
            yield [Item(index, found.end(), found[1], 0)]
        elif found := NUMBERED.match(text, start, end):
            yield [Item(index, found.end(), found["open"] + found["sign"], int(found["number"]))]
        elif letters := [Item(index, start, x.form, x.number, lettered=True) for x in letters_at(text, start, end)]:
            yield letters


def may_be_item(text: str, block: Block) -> bool:
    """Does a block begin as an item does, whatever stands around it?"""
    start, end = block.start, block.end
    signed = BULLET.match(text, start, end) or NUMBERED.match(text, start, end)
    return bool(signed) or next(letters_at(text, start, end), None) is not None


def _is_talk(text: str, blocks: Sequence[Block], run: Sequence[Item]) -> bool:
    """Are these speeches, each behind its dash?"""
    if run[0].sign not in DASHES:
        return False
    ends = (blocks[item.block].end for item in run)
    return any(TALK.search(text, max(item.text_start, end - 9), end) for item, end in zip(run, ends, strict=True))
