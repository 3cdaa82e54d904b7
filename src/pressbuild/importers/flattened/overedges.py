"""What a page's edge has parted: a text and what goes on over its edges in, the text with both parts together out.

The ends of notes are set below the lines where they left off, the ends of words behind their beginnings, without the
hyphen where the word has none. Pure.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.foottails import Tail
from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.parted import EdgeWord


class Over(Struct, frozen=True):
    """What was put together, by its places in the source: the ends of notes, and the words of the text; and the running
    heads that stood between."""

    tails: tuple[int, ...] = ()
    words: tuple[EdgeWord, ...] = ()
    heads: frozenset[int] = frozenset()


class _Move(Struct, frozen=True, order=True):
    """The text's [start, end) goes behind the place `to`, `put` before it, where `less` characters go."""

    to: int
    start: int
    end: int
    put: str
    less: int = 0


def together(columns: Apart, tails: Sequence[Tail], words: Sequence[EdgeWord], before: Callable[[int], int]) -> Apart:
    """The text with its notes and words put together; `before` leads to a place of it."""
    moves = [_Move(before(tail.after.end), before(tail.first.start), before(tail.last.end), "\n") for tail in tails] + [
        _Move(before(word.hyphen), before(word.start), before(word.end), "", 1)
        if word.joined
        else _Move(before(word.hyphen) + 1, before(word.start), before(word.end), "")
        for word in words
    ]
    return Apart(columns.text, list(_pieces(sorted(moves), len(columns.text))), columns.gutters, columns)


def _pieces(moves: Sequence[_Move], end: int) -> Iterator[tuple[int, int, str]]:
    """The pieces of a text in their new order, each with what is put behind it."""
    place = 0
    stops = {move.start: move.end for move in moves}
    for point in sorted({*stops, *(move.to for move in moves)}):
        if stop := stops.get(point):
            yield place, point, ""
            place = stop
        own = [move for move in moves if move.to == point]
        if own:
            yield place, point, own[0].put
            yield from ((move.start, move.end, after.put) for move, after in pairwise(own))
            yield own[-1].start, own[-1].end, ""
            place = point + own[0].less
    yield place, end, ""
