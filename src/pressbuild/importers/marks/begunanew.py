"""Marks whose numbers begin anew above one list of notes: the figures of its text in, those that may be its marks out.

Such a list stands at the end of a chapter, and those of the chapters above it are lost, or were not read. Its marks are
those of the last chapter then, unless those of another are as many as its notes and the last one's are not: no one can
tell whose it is then.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from msgspec import Struct

from pressbuild.importers.marks.markchain import Chosen
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import SPACED
from pressbuild.importers.marks.markforms import shape_of
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.marks.stretches import Stretch

ANEW = "the numbers of marks begin anew"  # why a figure is refused
FEWEST = 2  # marks from 1 on without a gap, which begin a row
HALF = 2  # one in so many notes of a list that a row must call to be more than notes that are called again
MOST_ROWS = 64
CITED_ANEW = 3  # marks in square brackets, which name their notes outright, in one order twice


class Rows(Struct, frozen=True):
    """The figures above a list that may be its marks, their best chain, and those of rows whose notes are others."""

    own: list[Candidate]
    chain: tuple[Chosen, ...] = ()
    others: tuple[Candidate, ...] = ()


def rows_above(seen: list[Candidate], chain: tuple[Chosen, ...], part: Stretch) -> Rows:
    """What of the figures `seen` above the one list of a stretch, whose best `chain` is known, may be its marks: those
    behind the last place at which the numbers of marks begin anew, all where they do not, and none where that cannot be
    told."""
    highest = part.ranges[0].high
    if len(part.lists) > 1 or part.lowest != part.base + 1 or highest < FEWEST or not chain:
        return Rows(seen, chain)
    rows = [row for row in _rows(_alike(seen, chain)) if _is_row(row)]
    if len(rows) < FEWEST:
        return Rows(seen, chain)
    last, fitting = rows[-1], [row for row in rows if row[-1].number == highest]
    least = highest if shape_of(last[0]) == "square" else -(-highest // HALF)
    if len(last) < (min(highest, CITED_ANEW) if last in fitting else least):
        return Rows(seen, chain)
    if last in fitting or (not fitting and last[-1].number >= max(row[-1].number for row in rows)):
        start = last[0].start
        own = [each for each in seen if each.start >= start]
        return Rows(own, others=tuple(_all_of(rows[:-1])))
    return Rows([], others=tuple(_all_of(rows)))


def said_anew(marks: Sequence[Candidate]) -> tuple[str, str]:
    """What is said of such marks, and what to do about it."""
    numbers = [mark.number for mark in marks]
    figures = f"{len(marks)} figures from {min(numbers)} to {max(numbers)}"
    message = f"{figures} look like marks of notes that were not found: numbers begin anew behind them"
    return message, "add their notes, or set a line “Notes” above each list of notes"


def _all_of(rows: Iterable[Sequence[Candidate]]) -> Iterator[Candidate]:
    return (figure for row in rows for figure in row)


def _alike(seen: Sequence[Candidate], chain: Sequence[Chosen]) -> Iterator[Candidate]:
    """The figures that are marks by their looks, or look as those of a chain do, one at a place."""
    looks = {_look(link.candidate) for link in chain}
    alike = (
        each for each in seen if _look(each) in looks or (each.score >= STRONG and each.form not in ("round", *SPACED))
    )
    for _, readings in groupby(alike, key=lambda each: each.end):
        yield max(readings, key=lambda each: each.score)


def _look(candidate: Candidate) -> tuple[str, AbstractSet[str] | tuple[str, ...]]:
    return candidate.form, candidate.evidence[:1]


def _rows(figures: Iterable[Candidate]) -> list[list[Candidate]]:
    """The last rows of figures that climb from 1 on; one that an earlier row goes on behind is no row of its own."""
    rows: list[list[Candidate]] = []
    for figure in figures:
        steps = [figure.number - row[-1].number for row in rows]
        place = _last(steps, 1, 1) if 1 in steps else _last(steps, FEWEST, 1 + SKIPPED)
        if figure.number == 1:
            kept = rows[:-1] if rows and len(rows[-1]) == 1 else rows
            rows = [*kept[-MOST_ROWS:], [figure]]
        elif place is not None:
            del rows[place + 1 :]
            rows[place].append(figure)
    return rows


def _last(steps: Sequence[int], least: int, most: int) -> int | None:
    """The last place whose step is from `least` to `most`."""
    return next((index for index in reversed(range(len(steps))) if least <= steps[index] <= most), None)


def _is_row(row: Sequence[Candidate]) -> bool:
    return [figure.number for figure in row[:FEWEST]] == list(range(1, FEWEST + 1))
