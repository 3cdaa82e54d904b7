"""Which marks belong together: a block's marks in, the cheapest reading of them all out.

A block is read left to right with a stack of open quotations; each mark takes one of its readings, and the reading of
the whole block with the lowest price wins (Viterbi's algorithm over the stacks). That settles what no local rule can:
a plural possessive inside single marks, an elision before an opening mark, a mark without its partner. Restarts at
each block (BookNLP's `litbank_quote.py` does so too). How far the second-best reading is away says how sure we are.
"""

from collections.abc import Mapping

from msgspec import Struct

from pressbuild.quotation.marks import CLOSES, NEVER, Kind, Mark, Reading

Stack = tuple[Kind, ...]

SAME_INSIDE = 7.0  # the same marks directly inside themselves: no house nests so
TOO_DEEP = 8.0  # a fourth level
LEFT_OPEN_INSIDE = 1.0  # of two opening marks before one closing it is the first that nothing closes
DEEPEST = 5
# A quotation left open, and the next paragraph repeats its opening mark. Where that one's quotation ends as speech
# does, or goes on in its turn, a mark that may be a possessive's more likely is one; where it ends at a bare word it
# may be a term beside other terms, and the mark is doubtful, more so where that end is doubtful too. Where its first
# mark is read as no opening one: hardly.
SPEECH_GOES_ON, DOUBTFULLY_GOES_ON, PERHAPS_GOES_ON, HARDLY_GOES_ON = -0.6, 0.4, 1.4, 2.0
SURE = 1.0  # a reading closer than this to another one is doubtful
HOPELESS = 40.0  # a reading so much dearer than the best never wins


class Pair(Struct, frozen=True):
    """A quotation of a block: the indices of its marks, None for a closing mark where the next block goes on."""

    kind: Kind
    opening: int
    closing: int | None


class Pairing(Struct, frozen=True):
    """How each mark of a block was read, which belong together, and which readings are doubtful (by index)."""

    readings: tuple[Reading, ...]
    pairs: tuple[Pair, ...]
    doubtful: tuple[int, ...]


class _Step(Struct, frozen=True):
    """One reading of one mark: from a stack to a stack, at a price."""

    before: Stack
    reading: Reading
    after: Stack
    price: float


NOT_REOPENED: Mapping[Kind, float] = {}


def pair(marks: tuple[Mark, ...], reopened: Mapping[Kind, float] = NOT_REOPENED) -> Pairing:
    """The cheapest reading of a block's marks. `reopened`: the kinds that the next block's first mark can open, and
    the price of a quotation that goes on there."""
    best: dict[Stack, float] = {(): 0.0}
    columns: list[list[_Step]] = []
    for mark in marks:
        steps = [step for stack in best for step in _steps(mark, stack)]
        columns.append(steps)
        best = _cheapest(best, steps)
    ends = {stack: _end(stack, reopened) for stack in best}
    return _choose(columns, ends)


def _steps(mark: Mark, stack: Stack) -> list[_Step]:
    """What a mark can do to a stack of open quotations."""
    steps = []
    for reading, price in mark.prices.items():
        if reading == "open":
            kind = mark.opens
            if len(stack) < DEEPEST:
                steps.append(_Step(stack, reading, (*stack, kind), price + _nesting(kind, stack)))
        elif reading == "close":
            if stack and stack[-1] in CLOSES[mark.glyph]:
                steps.append(_Step(stack, reading, stack[:-1], price))
        else:
            within = reading == "lone-open" and mark.opens in stack
            steps.append(_Step(stack, reading, stack, price + (LEFT_OPEN_INSIDE if within else 0.0)))
    return steps


def _nesting(kind: Kind, stack: Stack) -> float:
    same = SAME_INSIDE if stack and stack[-1] == kind else 0.0
    return same + (TOO_DEEP if len(stack) >= 3 else 0.0)


def _cheapest(best: dict[Stack, float], steps: list[_Step]) -> dict[Stack, float]:
    reached: dict[Stack, float] = {}
    for step in steps:
        price = best[step.before] + step.price
        if price < reached.get(step.after, NEVER * 1e6):
            reached[step.after] = price
    limit = min(reached.values()) + HOPELESS
    return {stack: price for stack, price in reached.items() if price <= limit}


def _end(stack: Stack, reopened: Mapping[Kind, float]) -> float:
    """The price of ending a block with quotations open: possible only where the next block takes one up again."""
    if not stack:
        return 0.0
    return reopened[stack[0]] if len(stack) == 1 and stack[0] in reopened else NEVER * 1e3


def _choose(columns: list[list[_Step]], ends: dict[Stack, float]) -> Pairing:
    """Backwards through the columns for the price that is still to come, then forwards along the cheapest way."""
    ahead: list[dict[Stack, float]] = [ends]
    for steps in reversed(columns):
        rest: dict[Stack, float] = {}
        for step in steps:
            price = step.price + ahead[-1].get(step.after, NEVER * 1e6)
            if price < rest.get(step.before, NEVER * 1e7):
                rest[step.before] = price
        ahead.append(rest)
    ahead.reverse()
    return _follow(columns, ahead)


def _follow(columns: list[list[_Step]], ahead: list[dict[Stack, float]]) -> Pairing:
    stack: Stack = ()
    opened: list[int] = []
    readings: list[Reading] = []
    pairs: list[Pair] = []
    doubtful: list[int] = []
    for index, steps in enumerate(columns):
        choices = sorted(
            (step.price + ahead[index + 1].get(step.after, NEVER * 1e6), order)
            for order, step in enumerate(steps)
            if step.before == stack
        )
        if len(choices) > 1 and choices[1][0] - choices[0][0] < SURE:
            doubtful.append(index)
        step = steps[choices[0][1]]
        readings.append(step.reading)
        if step.reading == "open":
            opened.append(index)
        elif step.reading == "close":
            pairs.append(Pair(stack[-1], opened.pop(), index))
        stack = step.after
    pairs.extend(Pair(kind, opening, None) for kind, opening in zip(stack, opened, strict=True))
    return Pairing(tuple(readings), tuple(sorted(pairs, key=lambda p: p.opening)), tuple(doubtful))
