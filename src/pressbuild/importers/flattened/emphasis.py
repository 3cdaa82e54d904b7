"""Emphasis that a flattened text has written out, `_italics_`, `*bold*`, `/slanted/`: text and blocks in, the pairs of
its signs out. Pure.

Signs are emphasis where one opens before a word and one closes behind a word of the same block. A slash is one only in
a text that has it so more than once, and no paths.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.lines import Block, Shape

_OPENED = r"(?<![^\W_])(?<![\\/*_@#])"
_CLOSED = r"(?![^\W\d_])(?![/*_@])"
_INSIDE = r"(?=[^\s{0}])(?:[^{0}\r\n]|\r?\n(?![ \t]*\r?\n)){{1,{1}}}(?<=[^\s{0}])"
UNDERSCORES = re.compile(_OPENED + "_(?P<inside>" + _INSIDE.format("_", 1500) + ")_" + _CLOSED)
STARS = re.compile(
    _OPENED + r"(?P<run>\*{1,3})(?P<inside>" + _INSIDE.format("*", 200) + r")(?P=run)" + _CLOSED + r"(?!\d)"
)
SLASHES = re.compile(r"(?<![^\s(“‘\"'])/(?P<inside>[^\W\d_][^\W\d_'’,-]*(?: [^\W\d_'’,-]+){0,6})/(?![\w/])")
PATH = re.compile(r"(?:(?<=\s)|^)/\w+/[\w.]", re.MULTILINE)
LETTER = re.compile(r"[^\W\d_]")
LONE = re.compile(r"(?<![^\W_])_(?=[^\W_])|(?<=[^\W_])_(?![^\W_])")
FEWEST_SLASHES = 2


class Pair(Struct, frozen=True):
    """What stands in emphasis: its opening and its closing sign, and what Markdown has for them."""

    opening: tuple[int, int]
    closing: tuple[int, int]
    sign: str


def emphasis(
    text: str, blocks: Sequence[Block], taken: Sequence[tuple[int, int]], notes: Sequence[tuple[int, int]] = ()
) -> tuple[Pair, ...]:
    """The pairs of signs in their order, none within another. `taken` are spans that are something else: links, notes'
    marks and labels; `notes` within paragraphs hold both signs of a pair or none."""
    notes = sorted(notes)
    starts = [block.start for block in blocks]
    spans = sorted(taken)
    begins = [start for start, _ in spans]
    kept: list[Pair] = []
    for pair in sorted(_found(text), key=lambda pair: pair.opening):
        if kept and pair.opening[0] < kept[-1].closing[1]:
            continue
        if (
            _place(notes, pair.opening[0]) == _place(notes, pair.closing[0])
            and _within_one(blocks, starts, pair)
            and not any(_overlaps(spans, begins, sign) for sign in (pair.opening, pair.closing))
        ):
            kept.append(pair)
    return tuple(kept)


def plain_in(pairs: Sequence[Pair], whole: Sequence[tuple[int, int]]) -> tuple[Pair, ...]:
    """The pairs, those without emphasis that hold a `whole` span: a heading is set off as it is."""
    spans = frozenset(whole)
    return tuple(replace(p, sign="") if (p.opening[0], p.closing[1]) in spans else p for p in pairs)


def unpaired(text: str, pairs: Sequence[Pair], taken: Sequence[tuple[int, int]]) -> list[int]:
    """The underscores at the edge of a word that pair with none."""
    if "_" not in text:
        return []
    signs = {place for pair in pairs for place in (pair.opening[0], pair.closing[0])}
    spans = sorted(taken)
    begins = [start for start, _ in spans]
    found = (one.start() for one in LONE.finditer(text))
    return [place for place in found if place not in signs and not _overlaps(spans, begins, (place, place + 1))]


def _found(text: str) -> Iterator[Pair]:
    for written, pattern, sign in (("_", UNDERSCORES, "*"), ("*", STARS, "**")):
        for found in pattern.finditer(text) if written in text else ():
            if LETTER.search(found["inside"]):
                yield _pair(found, sign)
    slanted = list(SLASHES.finditer(text)) if "/" in text else []
    if len(slanted) >= FEWEST_SLASHES and not PATH.search(text):
        yield from (_pair(found, "*") for found in slanted)


def _pair(found: re.Match[str], sign: str) -> Pair:
    start, end = found.span("inside")
    return Pair((found.start(), start), (end, found.end()), sign)


def _within_one(blocks: Sequence[Block], starts: Sequence[int], pair: Pair) -> bool:
    """Do both signs stand in one block, and in one line of it where its lines stay?"""
    index = bisect_right(starts, pair.opening[0]) - 1
    if index < 0 or pair.closing[1] > blocks[index].end:
        return False
    block = blocks[index]
    line = block.lines[bisect_right(block.lines, pair.opening[0], key=lambda line: line.start) - 1]
    return pair.opening[1] <= line.end and (block.shape is Shape.PROSE or pair.closing[1] <= line.end)


def _place(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """Which of the spans an offset lies in, -1 for none."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index if index >= 0 and offset < spans[index][1] else -1


def _overlaps(spans: Sequence[tuple[int, int]], begins: Sequence[int], sign: tuple[int, int]) -> bool:
    index = bisect_right(begins, sign[1] - 1) - 1
    return index >= 0 and spans[index][1] > sign[0]
