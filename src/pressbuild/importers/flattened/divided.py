"""What divides a text, once its front page and its notes are known: its blocks in, headings, breaks, the gaps that may
have lost a heading, and what can be no list and no verse out. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.headings import Heading, headings
from pressbuild.importers.flattened.lines import Block, Line
from pressbuild.importers.flattened.listing import Item, may_be_item
from pressbuild.importers.marks.notemarks import Recovery
from pressbuild.importers.marks.stretches import follows

BREAKS = "*•·#~⁂=_—–-"
BREAK = re.compile(rf"(?:[{BREAKS}]\s*){{1,40}}")


def headings_between(
    parts: Sequence[Block],
    front: FrontPage,
    recovery: Recovery,
    words: Callable[[Block], str],
    titles: frozenset[str],
) -> Iterator[Heading]:
    """The headings, those among them that the table of contents names by its `titles`."""
    away = {index for listed in recovery.by_symbol for index in range(listed.top, listed.last + 1)}
    kept = [index for index in range(len(parts)) if index not in away]
    rest = [parts[index] for index in kept]
    stretches = _between_lists(parts, front, recovery)
    for head in headings(rest, [(bisect_left(kept, a), bisect_left(kept, b)) for a, b in stretches], words, titles):
        found = replace(head, first=kept[head.first], last=kept[head.last])
        if found.last - found.first == head.last - head.first:
            yield found


def _between_lists(parts: Sequence[Block], front: FrontPage, recovery: Recovery) -> Iterator[tuple[int, int]]:
    """The blocks [first, end) between the lists of notes."""
    first = front.blocks
    for above, listed in pairwise((None, *recovery.lists)):
        if listed and not (above and not listed.goes_on and follows(parts, above, listed)):
            yield first, max(first, listed.top)
        first = listed.last + 1 if listed else first
    yield first, len(parts)


def no_headings(parts: Sequence[Block], kept: Iterable[Line], labels: Iterable[Line]) -> Iterator[int]:
    """The blocks that are no headings: lines that are `kept` though they may be running heads, and nothing but the
    `labels` of notes."""
    heads, numbers = {line.start for line in kept}, {line.start for line in labels}
    for index, part in enumerate(parts):
        if (part.start in heads and len(part.lines) == 1) or (
            part.start in numbers and numbers.issuperset(line.start for line in part.lines)
        ):
            yield index


def no_items(text: str, parts: Sequence[Block], front: FrontPage, recovery: Recovery) -> Iterator[int]:
    """The blocks that are no items of lists: the front page, notes and breaks."""
    yield from range(front.blocks)
    for notes in (*recovery.lists, *recovery.by_symbol):
        yield from range(notes.top, notes.last + 1)
    yield from (index for index, block in enumerate(parts) if is_break(text, block))


def bare(text: str, spans: Sequence[tuple[int, int]]) -> Callable[[Block], str]:
    """What gives a block's text without its note marks and signs of emphasis, a line of it a line."""
    starts = [start for start, _ in spans]

    def words(block: Block) -> str:
        place, end, pieces = block.start, block.end, []
        first = bisect_left(starts, place)
        if first == len(starts) or starts[first] >= end:
            return text[place:end]
        for mark in spans[first : bisect_left(starts, end)]:
            pieces.append(text[place : mark[0]])
            place = mark[1]
        return "".join([*pieces, text[place:end]])

    return words


def usual_gap(text: str, parts: Sequence[Block]) -> int:
    """The blank lines between two paragraphs, as most stand; items of lists stand closer and say nothing of it."""
    gaps = Counter(block.gap for block in parts[1:] if block.gap or not may_be_item(text, block))
    return min(gaps, key=lambda gap: (-gaps[gap], gap), default=1)


def without_lists(blocks: Sequence[Block], parts: Sequence[Block], recovery: Recovery) -> list[Block]:
    """The blocks that are in no list of notes. Lists are counted in `parts`, which are the blocks but for a cut one."""
    lists = [(parts[listed.top].start, parts[listed.last].end) for listed in (*recovery.lists, *recovery.by_symbol)]
    starts = [start for start, _ in sorted(lists)]
    ends = [end for _, end in sorted(lists)]
    return [block for block in blocks if bisect_right(starts, block.start) == bisect_right(ends, block.start)]


def lost_headings(
    text: str,
    parts: Sequence[Block],
    front: FrontPage,
    recovery: Recovery,
    heads: Sequence[Heading],
    usual: int,
) -> Iterator[int]:
    """The blocks above which the gap is wider than between paragraphs, and no heading, break or page's end says why."""
    settled = {index for head in heads for index in (*range(head.first, head.last + 1), head.last + 1)}
    for listed in (*recovery.lists, *recovery.by_symbol):
        settled |= {*range(listed.top, listed.last + 2)}
    for index in range(front.blocks + 1, len(parts)):
        if parts[index].gap <= usual or index in settled or "\f" in text[parts[index - 1].end : parts[index].start]:
            continue
        if not any(is_break(text, parts[near]) for near in (index, index - 1)):
            yield index


def no_verse(
    parts: Sequence[Block],
    front: FrontPage,
    recovery: Recovery,
    heads: Sequence[Heading],
    listed: Sequence[Sequence[Item]],
) -> set[int]:
    """The blocks that are no verse, whatever their lines: the front page, notes, headings, items of lists."""
    settled = {index for head in heads for index in range(head.first, head.last + 1)} | {*range(front.blocks)}
    settled |= {item.block for items in listed for item in items}
    for notes in (*recovery.lists, *recovery.by_symbol):
        settled |= {*range(notes.top, notes.last + 1)}
    return settled | {index for index, block in enumerate(parts) if block.quoted}


def is_break(text: str, block: Block) -> bool:
    start = block.start
    return text[start] in BREAKS and block.length <= 80 and BREAK.fullmatch(text, start, block.end) is not None
