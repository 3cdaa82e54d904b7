"""What speaks for a figure being a note mark: a stretch of text in, scored candidates out.

The points were measured on books: what stands before the figure weighs most, for a mark is glued to a stop, a closing
mark or a word; a unit, a range, a decimal or an abbreviation speaks against it. A score says nothing by itself: the
chain of `markchain` decides, with the order of all the marks.
"""

import re
from collections.abc import Iterator

from pressbuild.importers.marks.markcited import LONGEST as CITED_WITHIN
from pressbuild.importers.marks.markcited import is_cited
from pressbuild.importers.marks.markcontext import (
    CITED,
    LOOSE,
    SPACES,
    STRONG,
    WITHIN_CITED,
    YEAR,
    Candidate,
    Reading,
    no_range_ends,
    right_of,
    word_before,
)
from pressbuild.importers.marks.markforms import FIGURES, OWN_SIGN, form_of, form_reading, number_of
from pressbuild.importers.marks.markruns import marks_in_one, marks_together

MONEY = tuple("£$€¥")
SPACED = ("spaced", "loose")
NONE = -99.0
MOST_BEHIND = 2.0  # what may speak for a mark behind it
GROUP = re.compile(r"[0-9],$")
HIGHEST = 99_999  # no work has more notes
WITH_FIGURE = "run together with a figure"
LOST_SPACE = ("a space lost behind it", -0.5)


def strong_candidates(text: str, start: int, end: int, highest: int) -> Iterator[Candidate]:
    """The figures in text[start:end] that would be taken by themselves for marks from 1 to `highest`, in order of
    place. None of them is run in to a figure, or to another mark."""
    found = candidates(text, start, end, highest, run_in=False, least=STRONG)
    return (candidate for candidate in found if candidate.score >= STRONG)


def candidates(
    text: str, start: int, end: int, highest: int, *, run_in: bool = True, least: float = NONE
) -> Iterator[Candidate]:
    """Every reading of every figure in text[start:end] as a mark from 1 to `highest`, in order of place; with or
    without what is `run_in` to a figure, or to another mark, and what surely has not the `least` score."""
    width = len(str(highest))
    done = start
    for found in FIGURES.finditer(text, start, end):
        if found.start() < done:
            continue
        if together := marks_together(text, found, start, end, highest):
            yield from together
            done = together[-1].end
            continue
        figures = found[0]
        number = number_of(figures)
        may_be = number and figures[0] not in "0⁰" and number <= highest
        if may_be and (whole := _whole(text, found, number, start, end, least)):
            yield whole
        if run_in and len(figures) > 1:
            yield from marks_in_one(text, found, start, end, highest)
            if figures.isascii():
                yield from _tails(text, *found.span(), width, highest, end)


def _whole(text: str, found: re.Match[str], number: int, low: int, high: int, least: float) -> Candidate | None:
    """A figure that is the mark as it stands, bare or in the brackets of its form; None where what stands before it
    says that it has not the `least` score."""
    start = found.start()
    form, left, right = form_of(text, *found.span(), low, high)
    before = form_reading(text, left, form, low)
    if before[1] + MOST_BEHIND < least:
        return None
    readings = [before, *right_of(text, left, right, high)]
    if form in OWN_SIGN and readings[-1][0] == "part of a word":
        readings[-1] = LOST_SPACE
    if form == "glued" and start > low and text[start - 1] in SPACES:
        form = "loose" if readings[0] == LOOSE else "spaced"
    return _made(number, left, right, start, readings, form)


def _made(number: int, start: int, end: int, digit: int, readings: list[Reading], form: str) -> Candidate:
    score, names = 0.0, []
    for name, points in readings:
        score += points
        if points:
            names.append(name)
    return Candidate(number, start, end, digit, score, tuple(names), form)


def _tails(text: str, start: int, end: int, width: int, highest: int, high: int) -> Iterator[Candidate]:
    """The readings of a long figure as another figure with a mark run into it: `196810` as 1968 and 10."""
    behind = list(right_of(text, end - 1, end, high))  # of all of them, for a figure stands before each
    cited: bool | None = None
    for length in range(1, min(width, end - start - 1) + 1):
        cut = end - length
        number = int(text[cut:end])
        if text[cut] == "0" or number > highest:
            continue
        if cited is None:
            cited = is_cited(text, start, max(0, start - CITED_WITHIN), pages=True)
        readings = [_run_together(text, start, cut, end, cited=cited), *behind]
        yield _made(number, cut, end, cut, readings, "run together")


def _run_together(text: str, start: int, cut: int, end: int, *, cited: bool) -> Reading:
    figure = text[start:cut]
    if YEAR.fullmatch(figure):
        return "run together with a year", -1.0
    if len(figure) == 3 and GROUP.search(text, max(0, start - 2), start):
        return "run together with thousands", -1.0
    whole = end - start
    if cited:
        if whole < 4:
            return WITHIN_CITED, -9.0
        if CITED.fullmatch(word_before(text, start - 1, max(0, start - 20))):
            return "run together with a cited figure", -3.0
    word = word_before(text, start, max(0, start - 20))
    if len(word) in (1, 2) and word.isupper():
        return "behind a capital", -9.0  # G13
    if YEAR.fullmatch(text, start, end) and text[max(0, start - 1) : start] not in MONEY:
        return "the end of a year", -9.0
    if no_range_ends(text, start, cut, end):
        return "run together with the end of a range", -3.0
    # Figures of five and more are mostly written in groups; how often one of four that is no year is not, a work says.
    if whole == 4 and cut - start == 3:
        return "run together with three figures", -5.0
    return ("run together with a long figure", -5.0) if whole >= 4 else (WITH_FIGURE, -9.0)
