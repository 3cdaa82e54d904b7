"""Notes that a text has or ought to have and whose marks are not read: a recovery in, their numbers out with the
interval in which each mark stands.

A mark whose note was not found, or whose list was not read as notes, stays a figure; one that lost a digit with its
note's label is none. It is said in a sentence; here it has its number too, so that whoever counts the marks of a text
knows which of them are missing. A number that another note has is left out: where numbers begin anew it would say
nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notemarks import Missing, Recovery


def unread_marks(found: Recovery, unlisted: Sequence[Candidate]) -> tuple[Missing, ...]:
    """The marks of notes that were not found, `unlisted` or refused for being above their number, and the notes of
    lists that were not read, each number once and none that a note of the recovery has."""
    known = {gap.number for gap in found.missing}
    known |= {body.number for body in found.bodies} | {mark.number for mark in found.marks}
    missing: dict[int, Missing] = {}
    figures = _of_figures((*unlisted, *found.adrift, *_above(found)))
    for gap in (*figures, *_between(unlisted), *_of_lists(found), *_left_out(found)):
        if gap.number not in known:
            missing.setdefault(gap.number, gap)
    return tuple(missing[number] for number in sorted(missing))


def _above(found: Recovery) -> Iterator[Candidate]:
    """The figures that are marks by their looks and have numbers that the list of notes does not reach."""
    return (refused.candidate for refused in found.rejected if refused.is_beyond)


def _of_figures(marks: Sequence[Candidate]) -> Iterator[Missing]:
    return (Missing(mark.number, mark.start, mark.end) for mark in marks)


def _between(marks: Sequence[Candidate]) -> Iterator[Missing]:
    """The numbers that the marks of notes without a list leave out: theirs are lost, or not told from other figures."""
    for above, below in pairwise(marks):
        yield from (Missing(number, above.end, below.start) for number in range(above.number + 1, below.number))


def _of_lists(found: Recovery) -> Iterator[Missing]:
    """The notes of lists of figures that were not read as such: their marks stand above, if they stand anywhere. They
    have the numbers that are left free for them; where a list behind all notes begins anew, those that follow."""
    top = max((body.number for body in found.bodies), default=0)
    last = max((body.end for body in found.bodies), default=0)
    for listed in sorted(found.unread, key=lambda listed: listed.start):
        numbers = listed.numbers
        anew = 0 < last <= listed.start and numbers.start <= top
        base = top if anew else listed.base or 0
        after = max((mark.end for mark in found.marks if mark.number <= base), default=0)
        yield from (Missing(base + number, after, listed.start) for number in numbers)
        top = base + numbers.stop - 1 if anew else top


def _left_out(found: Recovery) -> Iterator[Missing]:
    """The numbers that lists of figures leave out and no mark has: label and mark may both be there and have lost a
    digit (`l5` for 15)."""
    bodies = sorted((body for body in found.bodies if isinstance(body.printed, int)), key=lambda body: body.number)
    marks = sorted(found.marks, key=lambda mark: mark.number)
    numbers = [mark.number for mark in marks]
    for above, below in pairwise(bodies):
        if above.number - int(above.printed) != below.number - int(below.printed):
            continue
        for number in range(above.number + 1, below.number):
            place = bisect_left(numbers, number)
            after = marks[place - 1].end if place else 0
            yield Missing(number, after, marks[place].start if place < len(marks) else below.start)
