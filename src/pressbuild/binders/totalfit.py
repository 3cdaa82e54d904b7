"""Where the lines of a justified paragraph end best: its places to break in, those that are taken out. Pure.

All lines are weighed together (Knuth and Plass, “Breaking paragraphs into lines”, 1981): a word that goes to the next
line early may spare the one after that its holes. Words are divided only where no setting without that is good.
"""

from collections.abc import Sequence
from math import inf

from msgspec import Struct

STRETCH, SHRINK = 1 / 2, 1 / 5  # of a space: what it may well gain, and what it may lose at most
GOOD = 1.3  # of the stretch: lines with no wider spaces need no divided words
DIVIDED = 1000.0  # of badness, which is 100 where each space has gained all its stretch
LADDER = 2  # lines running that may end on a hyphen
AGAIN = 6000.0  # of demerits, for a second division right below another
RUNT = 2.0  # ems; a last line that is shorter looks like none
ALONE = 20.0  # stretches, for a line that no space can fill
SHORT = 3000.0  # of demerits, for such a line


class Place(Struct, frozen=True, gc=False):
    """A place where a line may end: how far the words before it reach, with a hyphen where it divides one, and where
    those behind it begin, in pixels from the paragraph's beginning; how many spaces stand before either. For who makes
    the line: how many bytes of the paragraph stand before the next one; in which of its texts that one begins, and how
    many bytes of that text are the line's."""

    end: float
    start: float
    spaces: int
    passed: int
    resume: int
    text: int = 0
    held: int = 0
    divided: bool = False


def fitted(
    places: Sequence[Place], width: float, space: float, size: float, widest: float = inf, whole: int = 0
) -> tuple[int, ...] | None:
    """Which of some places end the lines, the last of them the paragraph: the first place is where it begins. `width`
    is that of a line, `space` that of a space between words as the fount has it, `size` an em, in pixels. None where a
    word alone is wider than a line, or a line would have spaces wider by more than so many stretches. The line of the
    number `whole`, from 1, ends with a whole word."""
    stretch, shrink = space * STRETCH, space * SHRINK
    starts, passed = [place.start for place in places], [place.passed for place in places]
    costs, before, rungs, lines = [0.0], [0], [int(places[0].divided)], [0]
    low = 0
    for index, place in enumerate(places[1:-1], start=1):
        end, spaces = place.end, place.spaces
        while low < index and end - starts[low] > width + shrink * (spaces - passed[low]):
            low += 1
        penalty = 10 + DIVIDED if place.divided else 10
        floor = min(costs[low:], default=inf)
        least, home = inf, 0
        for number in range(low, index if floor < inf else low):
            gap, between = width - end + starts[number], spaces - passed[number]
            room = between * (stretch if gap > 0 else shrink)
            ratio = abs(gap) / room if room else ALONE
            demerits = (penalty + 100 * ratio**3) ** 2
            if gap > 0 and (ratio > widest or floor + demerits > least):
                break  # further places make shorter lines
            cost = costs[number] + demerits
            if place.divided and (rungs[number] or lines[number] + 1 == whole):
                cost += AGAIN if rungs[number] < LADDER and lines[number] + 1 != whole else inf
            if cost < least:
                least, home = cost, number
        costs.append(least)
        before.append(home)
        lines.append(lines[home] + 1)
        rungs.append(rungs[home] + 1 if place.divided else 0)
    return _traced(before, _last(places, costs, width, size))


def _last(places: Sequence[Place], costs: Sequence[float], width: float, size: float) -> int | None:
    """The place behind which the last line begins."""
    end, spaces = places[-1].end, places[-1].spaces
    least, home = inf, None
    for number, (place, cost) in enumerate(zip(places, costs, strict=False)):
        length = end - place.start
        stub = place.divided and spaces == place.passed
        whole = cost + (SHORT if length < RUNT * size else 0)
        if length <= width and not stub and whole < least:
            least, home = whole, number
    return home


def _traced(before: Sequence[int], home: int | None) -> tuple[int, ...] | None:
    """The places that end the lines, from where each is reached."""
    if home is None:
        return None
    chosen = [len(before)]
    while home:
        chosen.append(home)
        home = before[home]
    return tuple(reversed(chosen))
