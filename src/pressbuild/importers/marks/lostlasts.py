"""Marks of the last notes of lists, where these are lost and numbers begin anew behind them: a recovery in, the same
with those marks out, all that follows numbered on.

A note that is lost amid a list leaves its number out, so that its mark calls a note that is not there. The last of a
list leaves nothing; but its mark stands behind the others of its list, before those of the next, and has the number
that is due.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.marks.notemarks import Body, Mark, Missing, Recovery

Numbered = TypeVar("Numbered", Mark, Body, Missing, Candidate)
SURE = 0.9
LOST = "its note is lost from the end of its list"


class _Numbering(Struct, frozen=True):
    """Notes whose printed numbers climb: what is added to these for those in the whole work, the last, and where its
    marks that are lost may stand."""

    add: int
    last: int
    after: int
    before: int


def with_lost_lasts(found: Recovery) -> Recovery:
    """The recovery with the marks beyond doubt of notes that lists lost from their ends; the same where all notes have
    one numbering."""
    numberings = list(_numberings(found.bodies, found.marks))
    if len(numberings) < 2:
        return found
    above = [one.candidate for one in found.rejected if one.is_beyond]
    starts = [candidate.start for candidate in above]
    marks: list[Mark] = []
    ends: list[int] = []  # for each note that is lost the number, as it was, of the one before it
    for each in numberings:
        near = above[bisect_left(starts, each.after) : bisect_left(starts, each.before)]
        for candidate in _due(near, each.last):
            ends.append(each.add + each.last)
            number = each.add + candidate.number + len(ends) - (candidate.number - each.last)
            marks.append(_mark(candidate, number))
    return numbered_on(found, marks, ends) if marks else found


def _numberings(bodies: Sequence[Body], marks: Sequence[Mark]) -> Iterator[_Numbering]:
    """The numberings of the notes in their order."""
    ordered = sorted((body for body in bodies if isinstance(body.printed, int)), key=lambda body: body.number)
    numbers = [mark.number for mark in marks]
    begins = sorted(body.start for body in bodies)
    after = 0
    for add, group in groupby(ordered, key=lambda body: body.number - int(body.printed)):
        own = [body.number for body in group]
        highest = max(own)
        index = bisect_right(numbers, highest)
        if not index or numbers[index - 1] < min(own):
            continue  # no mark of it is known, so none is behind its last
        after = max(after, marks[index - 1].end if index else 0)
        further = [marks[index].start] if index < len(marks) else []
        below = bisect_left(begins, after)
        yield _Numbering(add, highest - add, after, min((*further, *begins[below : below + 1]), default=after))


def _due(near: Sequence[Candidate], last: int) -> Iterator[Candidate]:
    """The figures that go on from a number by one, none of which stands twice, nor another than those that are due."""
    if len(near) <= SKIPPED and all(each.number == last + step for step, each in enumerate(near, start=1)):
        yield from near


def _mark(candidate: Candidate, number: int) -> Mark:
    place = candidate.start, candidate.end, candidate.digit
    return Mark(number, candidate.number, *place, SURE, (*candidate.evidence, LOST))


def numbered_on(found: Recovery, marks: Sequence[Mark], ends: Sequence[int]) -> Recovery:
    """The recovery with these marks, and each other number higher by as many as are left out before it: `ends` has, in
    order, for each of these the number of the note above it."""

    def moved(one: Numbered) -> Numbered:
        return replace(one, number=one.number + bisect_left(ends, one.number))

    taken = {mark.start for mark in marks}
    return replace(
        found,
        marks=tuple(sorted((*map(moved, found.marks), *marks), key=lambda mark: mark.start)),
        bodies=tuple(map(moved, found.bodies)),
        missing=tuple(map(moved, found.missing)),
        repeated=tuple(map(moved, found.repeated)),
        rejected=tuple(
            replace(one, number=one.number and one.number + bisect_left(ends, one.number))
            for one in found.rejected
            if one.candidate.start not in taken
        ),
    )
