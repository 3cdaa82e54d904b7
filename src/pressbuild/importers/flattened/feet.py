"""Notes at the feet of printed pages: the lines of each page in, where its text ends and its notes begin out. Pure.

A foot begins with a label whose mark the text above it has, on its page or the one before, and its labels go up from
there; from page to page they go on, or begin anew. The way through all pages that accounts for most holds.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.lines import SUPERIORS, Line, label_at
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.marks.notelist import NOTES_HEADING

HIGHEST = 9999
FEWEST = 2  # notes at feet, which show a habit
MOST_NOTES = 100  # of a page; where lists at the end are taken for its foot, there are thousands
MOST_WAYS = 24  # through the pages that are followed at a time
RULE = re.compile(r"(?:[-_—–=―─]\s?){3,}")
MARK = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?…”’\"')\]—–-])[ \u00a0\u2009]?)"
    r"(?:(?P<bare>\d{1,4})|\[\^?(?P<square>\d{1,4})\]|\((?P<round>\d{1,4})\)|\^(?P<caret>\d{1,4})"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))(?!\w|[.,]\d)"
)
FIGURE = re.compile("[\\d⁰¹²³⁴-⁹]+")
OPENING, LONGEST_OPENING = "[(^", 3  # before a figure: a space, a bracket and a caret at the most
SPACES = " \u00a0\u2009"
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


def feet(text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]]) -> list[Foot | None]:
    """The foot of each page, if it has one."""
    marks = marks_in(text)
    ways = [_Way(0, 0.0)]
    chosen: list[Foot | None] = [None] * len(pages)
    for place, page in enumerate(pages):
        above = lines[pages[place - 1][0]] if place and pages[place - 1] else None
        choices = list(_choices(text, lines, page, marks, above.start if above else None))
        if choices:
            ways = _further(ways, choices)
    way: _Way | None = max(ways, key=lambda one: one.score)
    at = {index: place for place, page in enumerate(pages) for index in page}
    while way is not None and way.choice is not None:
        chosen[at[way.choice.foot.labels[0]]] = way.choice.foot
        way = way.before
    return chosen if _are_most(text, lines, pages, chosen) else [None] * len(pages)


def _are_most(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> bool:
    """Do most lines that a label of their form begins stand at feet? Where notes stand at the end, they do not."""
    begun = {index for foot in found if foot for index in foot.labels}
    every = {index: label for page in pages for index in page if (label := label_of(text, lines[index]))}
    forms = {every[index][1] for index in begun}
    alike = sum(form in forms and great for _, form, great in every.values())
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


def _choices(
    text: str, lines: Sequence[Line | None], page: Sequence[int], marks: Mapping[int, Sequence[int]], before: int | None
) -> Iterator[_Choice]:
    """What may be a page's foot, from every label of it on."""
    labelled = [(place, found) for place, index in enumerate(page) if (found := label_of(text, lines[index]))]
    seen_before: set[tuple[int, str]] = set()
    for position, (place, (low, form, great)) in enumerate(labelled):
        listed = (low - 1, form) in seen_before
        if great:
            seen_before.add((low, form))
        if not place:
            continue
        numbers, at = [low], [page[place]]
        for further, (number, other, _) in labelled[position + 1 :]:
            if number == numbers[-1] + 1 and other == form:
                numbers.append(number)
                at.append(page[further])
                if len(numbers) > MOST_NOTES:
                    break
        if len(numbers) > MOST_NOTES:
            continue
        line, above, top = lines[page[place]], lines[page[place - 1]], lines[page[0]]
        if not (line and above and top) or NOTES_HEADING.fullmatch(text, above.start, above.end):
            continue
        here = sum(_within(marks, number, top.start, line.start) for number in numbers)
        seen = sum(_within(marks, number, top.start if before is None else before, line.start) for number in numbers)
        ruled = RULE.fullmatch(text, above.start, above.end) is not None
        apart = lines[page[place] - 1] is None
        if seen * 2 < len(numbers) and not ruled and not (apart and len(numbers) == 1):
            continue
        score = (
            MARKED * here
            + MARKED_BEFORE * (seen - here)
            + UNMARKED * (len(numbers) - seen)
            + RULED * ruled
            + GREAT * great
            + APART * apart
        )
        score += LISTED * listed
        foot = Foot(page[place], page[place - 1] if ruled else None, tuple(at))
        yield _Choice(foot, low, numbers[-1], score)


def label_of(text: str, line: Line | None) -> tuple[int, str, bool] | None:
    """The number and the form of the label that begins a line with more behind it, and whether that is no small
    letter."""
    found = label_at(text, line.start, line.end) if line else None
    if line is None or found is None or not 0 < found[0] <= HIGHEST or found[1] >= line.end:
        return None
    form = re.sub(r"[\d⁰¹²³⁴-⁹]+", "n", text[line.start : found[1]]).strip()
    return found[0], form, not text[found[1]].islower()


def marks_in(text: str) -> defaultdict[int, list[int]]:
    """Where a text has what may be the mark of each number."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for figure in FIGURE.finditer(text):  # to look for marks at each letter takes three times as long
        for start in _openings(text, figure.start()):
            if (mark := MARK.match(text, start)) and mark.start(mark.lastgroup or 0) == figure.start():
                found[int(figure[0].translate(SUPERIORS))].append(start)
                break
    return found


def _openings(text: str, figure: int) -> range:
    """Where a mark may begin whose figure stands at a place: at its bracket or caret, at a space, at the figure."""
    before = text[figure - 1] if figure else ""
    if before in OPENING:
        return range(max(0, figure - LONGEST_OPENING), figure)
    return range(figure - 1, figure) if before in SPACES else range(figure, figure + 1)


def _within(marks: Mapping[int, Sequence[int]], number: int, start: int, end: int) -> bool:
    places = marks.get(number, ())
    return bisect_left(places, end) > bisect_left(places, start)
