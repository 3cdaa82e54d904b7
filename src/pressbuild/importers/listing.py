"""Lists in flattened text: blocks in, the runs of them that are items out.

Items follow one another with the same bullet, or with the numbers 1, 2, 3 … and the same sign behind them. One item is
no list.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pressbuild.importers.lines import BULLET, Block, Shape

NUMBERED = re.compile(r"(?P<number>\d{1,3})(?P<sign>[.)])[ \t\u00a0]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item: the index of its block, where its text begins, its bullet or sign, and its number (0: none)."""

    block: int
    text_start: int
    sign: str
    number: int


def lists(text: str, blocks: Sequence[Block], left_out: Collection[int]) -> tuple[tuple[Item, ...], ...]:
    """The lists among the blocks that are not `left_out`."""
    runs: list[list[Item]] = []
    for item in _items(text, blocks, left_out):
        above = runs[-1][-1] if runs else None
        if above and item.block == above.block + 1 and item.sign == above.sign and item.number == _next(above):
            runs[-1].append(item)
        elif item.number <= 1:
            runs.append([item])
    return tuple(tuple(run) for run in runs if len(run) > 1)


def _next(item: Item) -> int:
    return item.number + 1 if item.number else 0


def _items(text: str, blocks: Sequence[Block], left_out: Collection[int]) -> Iterator[Item]:
    for index, block in enumerate(blocks):
        if index in left_out or block.shape is not Shape.PROSE or block.quoted:
            continue
        if found := BULLET.match(text, block.start, block.end):
            yield Item(index, found.end(), found[1], 0)
        elif found := NUMBERED.match(text, block.start, block.end):
            yield Item(index, found.end(), found["sign"], int(found["number"]))
