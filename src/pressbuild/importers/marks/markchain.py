"""The best strictly increasing chain of note marks: candidates in, the chosen ones with their margins out.

A chain climbs in number as it goes on in the text. Its worth is the sum of its candidates' scores less a price for
every number left out. The best one is found by dynamic programming over prefix maxima in O(k log n).
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.marks.markcontext import Candidate

SKIP = 2.0  # the price of a number without a mark
NONE = -1


class Chosen(Struct, frozen=True):
    """A candidate of the best chain; `margin` is by how much the chain is better than the best one without it, and
    `rival` the candidate of the same number in that one, if it has one."""

    candidate: Candidate
    margin: float
    rival: Candidate | None


class _Maxima:
    """Prefix maxima over the numbers 1 to n: a Fenwick tree of (worth, index)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree: list[tuple[float, int]] = [(0.0, NONE)] * (size + 1)

    def put(self, number: int, worth: float, index: int) -> None:
        entry = (worth, -index)
        while number <= self._size:
            self._tree[number] = max(self._tree[number], entry)
            number += number & -number

    def best(self, number: int) -> tuple[float, int]:
        """The best of the numbers below `number`, the earliest in the text of equals."""
        best = (0.0, 1)
        number -= 1
        while number > 0:
            best = max(best, self._tree[number])
            number -= number & -number
        return best[0], -best[1]


def best_chain(found: Sequence[Candidate], lowest: int, highest: int) -> tuple[Chosen, ...]:
    """The best chain of candidates whose numbers lie from `lowest` to `highest`; candidates come in order of place."""
    usable = [c for c in found if lowest <= c.number <= highest]
    size = highest - lowest + 1
    starts, ends = [c.start for c in usable], [c.end for c in usable]
    forward, before = _swept(usable, [c.number - lowest + 1 for c in usable], size, starts, ends)
    backward, _ = _swept(
        usable, [highest - c.number + 1 for c in usable], size, *([-at for at in ats] for ats in (ends, starts))
    )
    if not usable:
        return ()
    through = [f + b - c.score for f, b, c in zip(forward, backward, usable, strict=True)]
    whole = [f + SKIP * (c.number - lowest + 1) for f, c in zip(forward, usable, strict=True)]
    last = max(range(len(usable)), key=lambda i: (whole[i], -i))
    if whole[last] <= 0:
        return ()
    return tuple(_judged(usable, through, list(_back(before, last))[::-1]))


def _swept(
    found: Sequence[Candidate], ranks: Sequence[int], size: int, opens: Sequence[int], closes: Sequence[int]
) -> tuple[list[float], list[int]]:
    """For each candidate the worth of the best chain that ends with it, less SKIP for every number up to it, and the
    index of the candidate before it in that chain. One that opens before another closes never follows it in a chain:
    two readings of one figure overlap."""
    maxima = _Maxima(size)
    worth, before = [0.0] * len(found), [NONE] * len(found)
    closing = sorted(range(len(found)), key=closes.__getitem__)
    closed = 0
    for index in sorted(range(len(found)), key=opens.__getitem__):
        while closed < len(closing) and closes[closing[closed]] <= opens[index]:
            above = closing[closed]
            maxima.put(ranks[above], worth[above] + SKIP * ranks[above], above)
            closed += 1
        best, before[index] = maxima.best(ranks[index])
        # With w = worth + SKIP * rank, the price of the numbers between two links falls out of their difference.
        worth[index] = found[index].score + best - SKIP * (ranks[index] - 1)
    return worth, before


def _back(before: Sequence[int], last: int) -> Iterator[int]:
    while last >= 0:
        yield last
        last = before[last]


def _judged(found: Sequence[Candidate], through: Sequence[float], chain: Sequence[int]) -> Iterator[Chosen]:
    rivals: dict[int, int] = {}
    members = set(chain)
    for index, candidate in enumerate(found):
        if index not in members:
            best = rivals.get(candidate.number)
            if best is None or through[index] > through[best]:
                rivals[candidate.number] = index
    for index in chain:
        candidate = found[index]
        margin, rival = candidate.score + SKIP, rivals.get(candidate.number)
        if rival is not None and through[index] - through[rival] < margin:
            yield Chosen(candidate, through[index] - through[rival], found[rival])
        else:
            yield Chosen(candidate, margin, None)
