"""Pipe tables as the source has them: rows that are longer than the head, captions below; lines in, places out; pure.

GFM 4.10 drops the cells that a head has no column for, and with them their words. Mostly the bar was meant as a sign,
in code, where it parts cells too.
"""

import re
from collections.abc import Iterator, Sequence

from pressbuild.diagnostics import Place

BAR = re.compile(r"(?<!\\)\|")  # a backslash before it makes it a sign, itself escaped or not
DELIMITERS = re.compile(r"[\s>]*[|:]?[-:|\s]+$")


def surplus(lines: Sequence[str], head: Place, columns: int, rows: int) -> Iterator[Place]:
    """The bar behind which each row's surplus begins, of the table whose head stands at a place."""
    if not is_piped(lines, head):
        return
    for number in range(head.line + 1, min(head.line + 1 + rows, len(lines))):
        bars = _inner_bars(lines[number])
        if len(bars) >= columns:
            yield Place(head.file, number + 1, bars[columns - 1] + 1)


def is_piped(lines: Sequence[str], head: Place) -> bool:
    """Whether the table whose head stands at a place is one of bars and hyphens, and none in HTML."""
    return head.line < len(lines) and DELIMITERS.match(lines[head.line][head.column - 1 :]) is not None


def _inner_bars(line: str) -> list[int]:
    """Where the bars stand that part a row's cells."""
    bars = [found.start() for found in BAR.finditer(line)]
    if bars and not line[: bars[0]].strip(" \t>"):
        del bars[0]
    if bars and not line[bars[-1] + 1 :].strip():
        del bars[-1]
    return bars
