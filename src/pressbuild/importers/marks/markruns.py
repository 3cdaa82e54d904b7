"""Marks that stand together, `1,2` `[1][2]` `[3–5]` `¹²`: a figure's place in, a candidate for each mark out.

Two marks on one word are set with a comma, a space or nothing between them, and three or more as a range; flattened,
`1,2` looks like a decimal and `[3–5]` like pages. So they must climb by one, and stand where one mark would.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.marks.markcontext import CLOSERS, SPACES, STOPS, STRONG, Candidate, left_of, right_of
from pressbuild.importers.marks.markforms import BRACKETED, form_of, form_reading, number_of


def _run(figure: str, between: str) -> re.Pattern[str]:
    """Figures together, the first two of them as groups, and no more than 25: in a column of figures each one would be
    the first of all that follow."""
    return re.compile(rf"({figure}){between}({figure})(?:{between}{figure}){{0,23}}")


RUN = _run(r"[0-9]{1,5}", r"(?:[,;][ \u00a0]?|[ \u00a0]|[-–])")
SUPERIOR = _run(r"[⁰¹²³⁴-⁹]{1,5}", r"(?:[,;·⁻–-][ \u00a0]?|[ \u00a0])")
PARTS = re.compile(r"[0-9⁰¹²³⁴-⁹]+")
RANGE = "-–⁻"
LONGEST_RANGE = 9
LARGEST_STEP = 40  # from one number to the next within one pair of brackets
FIRST_OF_RANGE = "the first of a range"
TOGETHER = "several marks together"
MOST_IN_ONE = 6  # digits of two marks
IN_ONE = "two marks run together"
IN_ONE_MOST = 1.0  # less than a mark by itself: only the chain can tell that `¹²` is no mark of note 12


def marks_together(text: str, found: re.Match[str], low: int, high: int, highest: int) -> list[Candidate]:
    """The marks of the run of figures that begins with `found`, each with what parts it from the next; none where it is
    no such run."""
    if found.end() >= high or text[found.end()] not in ",;-– \u00a0·⁻":
        return []
    run = (RUN if found[0].isascii() else SUPERIOR).match(text, found.start(), high)
    if run is None or not 0 < number_of(run[2]) - number_of(run[1]) <= LARGEST_STEP:
        return []
    parts = [part.span() for part in PARTS.finditer(text, run.start(), run.end())]
    numbers = [number_of(text[start:end]) for start, end in parts]
    gaps = [text[a[1] : b[0]] for a, b in pairwise(parts)]
    form, left, right = form_of(text, *run.span(), low, high)
    if text[run.start()] in "0⁰" or not _climbs(numbers, gaps, highest, close=form not in BRACKETED or form == "round"):
        return []
    readings = [form_reading(text, left, form, low), *right_of(text, left, right, high)]
    score = sum(points for _, points in readings)
    if score < STRONG or readings[0][1] < STRONG or not (form in BRACKETED or _ends(text, left, right, high, gaps)):
        return []
    starts = [left, *(start for start, _ in parts[1:])]
    ends = [*starts[1:], right]
    return [
        Candidate(number, start, end, digit, score, _evidence(readings, gap), form)
        for number, start, end, (digit, _), gap in zip(numbers, starts, ends, parts, [*gaps, ""], strict=True)
    ]


def _evidence(readings: Sequence[tuple[str, float]], gap: str) -> tuple[str, ...]:
    names = [name for name, points in readings if points]
    return (*names, FIRST_OF_RANGE if gap and gap in RANGE else TOGETHER)


def _climbs(numbers: Sequence[int], gaps: Sequence[str], highest: int, *, close: bool) -> bool:
    """Do the numbers of a run climb as those of marks do, by one where no brackets hold them together?"""
    if not numbers[0] > 0 or numbers[-1] > highest:
        return False
    for (above, below), gap in zip(pairwise(numbers), gaps, strict=True):
        most = LONGEST_RANGE if gap in RANGE else 1 if close else LARGEST_STEP
        if not 0 < below - above <= most:
            return False
    return True


def _ends(text: str, left: int, right: int, high: int, gaps: Sequence[str]) -> bool:
    """Does a run without brackets end as marks do? `war.2, 3 men` is one mark and a number of men."""
    if not any(gap[-1] in SPACES for gap in gaps):
        return True
    after, below = text[right : right + 1], text[right + 1 : right + 2]
    if right >= high or after in "\n\r" or after in STOPS + CLOSERS + ",;:":
        return not below.isdigit()
    return text[left - 1 : left] in tuple(STOPS + CLOSERS) and after in SPACES and below.isupper()


def marks_in_one(text: str, found: re.Match[str], low: int, high: int, highest: int) -> list[Candidate]:
    """The marks n and n + 1 that a figure such as `¹²` or `910` may be, if it stands where a mark would."""
    figures, (start, end) = found[0], found.span()
    if not 1 < len(figures) <= MOST_IN_ONE or figures[0] in "0⁰":
        return []
    cut = len(figures) // 2  # n + 1 has as many digits as n, or one more
    first, second = number_of(figures[:cut]), number_of(figures[cut:])
    if second != first + 1 or second > highest or figures[cut] in "0⁰":
        return []
    reading = left_of(text, start, low)
    readings = [(reading[0], 0.0), *right_of(text, start, end, high)]
    score = sum(points for _, points in readings)
    if reading[1] < 2.0 or score < 0:
        return []
    score = min(score, IN_ONE_MOST)
    names = (reading[0], IN_ONE)
    form = "run together" if figures.isascii() else "superior"
    places = ((first, start, start + cut), (second, start + cut, end))
    return [Candidate(number, a, b, a, score, names, form) for number, a, b in places]
