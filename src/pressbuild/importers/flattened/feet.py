"""Notes at the feet of printed pages: the lines of each page in, where its text ends and its notes begin out. Pure.

A foot begins with a label whose mark the text above it has, on its page or the one before, and its labels go up from
there; from page to page they go on, or begin anew. The way through all pages that accounts for most holds.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.sheet import Sheet
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.notewords import heads_notes

FEWEST = 2  # notes at feet, which show a habit
MOST_NOTES = 100  # of a page; where lists at the end are taken for its foot, there are thousands
MOST_WAYS = 24  # through the pages that are followed at a time
RULE = re.compile(r"(?:[-_—–=―─]\s?){3,}")
MARKED, MARKED_BEFORE, UNMARKED, RULED, APART, GREAT, LISTED = 3.0, 1.0, -3.0, 4.0, 1.0, 1.5, -4.0
GOES_ON, LOST, NEW, FIRST = 2.0, -1.0, -0.5, -4.0


class Foot(Struct, frozen=True):
    """The notes at the foot of a page, by the indexes of lines: what begins them, a rule above that or none, and the
    lines that labels begin. Lines before the first label go on with a note of the page before."""

    first: int
    rule: int | None
    labels: tuple[int, ...]


class _Choice(Struct, frozen=True):
    """What may be a page's foot, the numbers of its notes, and how much speaks for it."""

    foot: Foot
    low: int
    high: int
    score: float


class _Way(Struct, frozen=True):
    """A way through the pages so far: its last number, how good it is, its last choice, and the way before that."""

    last: int
    score: float
    choice: _Choice | None = None
    before: "_Way | None" = None


def feet(sheet: Sheet, pages: Sequence[Sequence[int]]) -> list[Foot | None]:
    """The foot of each page, if it has one."""
    ways = [_Way(0, 0.0)]
    chosen: list[Foot | None] = [None] * len(pages)
    for place, page in enumerate(pages):
        above = sheet.lines[pages[place - 1][0]] if place and pages[place - 1] else None
        choices = list(_choices(sheet, page, above.start if above else None))
        if choices:
            ways = _further(ways, choices)
    way: _Way | None = max(ways, key=lambda one: one.score)
    at = {index: place for place, page in enumerate(pages) for index in page}
    while way is not None and way.choice is not None:
        chosen[at[way.choice.foot.labels[0]]] = way.choice.foot
        way = way.before
    return chosen if _are_most(sheet, pages, chosen) else [None] * len(pages)


def _are_most(sheet: Sheet, pages: Sequence[Sequence[int]], found: Sequence[Foot | None]) -> bool:
    """Do most lines that a label of their form begins stand at feet? Where notes stand at the end, they do not."""
    begun = {index for foot in found if foot for index in foot.labels}
    every = [label for page in pages for index in page if (label := sheet.labels.get(index))]
    forms = {sheet.labels[index].form for index in begun}
    alike = sum(label.form in forms and label.great for label in every)
    return len(begun) >= FEWEST and len(begun) * 2 >= alike


def _further(ways: Sequence[_Way], choices: Sequence[_Choice]) -> list[_Way]:
    """The best ways that go on to a page, or past it."""
    best: dict[int, _Way] = {way.last: way for way in ways}
    for choice in choices:
        for way in ways:
            if (joined := _joined(way.last, choice.low)) is None:
                continue
            further = _Way(choice.high, way.score + choice.score + joined, choice, way)
            if choice.high not in best or best[choice.high].score < further.score:
                best[choice.high] = further
    return sorted(best.values(), key=lambda way: -way.score)[:MOST_WAYS]


def _joined(last: int, low: int) -> float | None:
    """How well a foot whose first note is `low` follows one whose last is `last`; None where it does not."""
    if low == last + 1:
        return GOES_ON
    if low == 1:
        return NEW
    if not last:
        return FIRST
    return LOST * (low - last) if last < low <= last + 1 + SKIPPED else None


def _choices(sheet: Sheet, page: Sequence[int], before: int | None) -> Iterator[_Choice]:
    """What may be a page's foot, from every label of it on; `before` is where the page before begins."""
    lines, calls = sheet.lines, sheet.calls
    labelled = [(place, found) for place, index in enumerate(page) if (found := sheet.labels.get(index))]
    seen_before: set[tuple[int, str]] = set()
    for position, (place, label) in enumerate(labelled):
        low = label.number
        listed = (low - 1, label.form) in seen_before
        if label.great:
            seen_before.add((low, label.form))
        if not place:
            continue
        numbers, at = [low], [page[place]]
        for further, other in labelled[position + 1 :]:
            if other.number == numbers[-1] + 1 and other.form == label.form:
                numbers.append(other.number)
                at.append(page[further])
                if len(numbers) > MOST_NOTES:
                    break
        if len(numbers) > MOST_NOTES:
            continue
        line, above, top = lines[page[place]], lines[page[place - 1]], lines[page[0]]
        if not (line and above and top) or heads_notes(sheet.text[above.start : above.end]):
            continue
        here = sum(calls.stand(number, top.start, line.start) for number in numbers)
        begin = top.start if before is None else before
        seen = sum(calls.stand(number, begin, line.start) for number in numbers)
        ruled = RULE.fullmatch(sheet.text, above.start, above.end) is not None
        apart = lines[page[place] - 1] is None
        if seen * 2 < len(numbers) and not ruled and not (apart and len(numbers) == 1):
            continue
        score = (
            MARKED * here
            + MARKED_BEFORE * (seen - here)
            + UNMARKED * (len(numbers) - seen)
            + RULED * ruled
            + GREAT * label.great
            + APART * apart
        )
        score += LISTED * listed
        foot = Foot(page[place], page[place - 1] if ruled else None, tuple(at))
        yield _Choice(foot, low, numbers[-1], score)
