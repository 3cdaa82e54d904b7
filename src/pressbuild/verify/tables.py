"""Pipe tables in a source, for their captions: a paragraph's lines in, whether they are a table out; pure."""

import re
from collections.abc import Sequence

from msgspec import Struct

BAR = re.compile(r"(?<!\\)\|")
DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")  # GFM 4.10


class Table(Struct, frozen=True):
    """Where a table stands: behind so many parts and calls of what was read, within so many quotations, so far from the
    margin. An edition has its caption above it."""

    parts: int
    calls: int
    quotes: int
    margin: int


def is_table(lines: Sequence[str]) -> bool:
    """Whether lines are a pipe table: as many cells in the head as in the line of hyphens below it (GFM 4.10)."""
    if len(lines) < 2 or not BAR.search(lines[0] + lines[1]) or not DELIMITERS.fullmatch(lines[1]):
        return False
    head, hyphens = (len(BAR.split(line.strip().removeprefix("|").removesuffix("|"))) for line in lines[:2])
    return head == hyphens
