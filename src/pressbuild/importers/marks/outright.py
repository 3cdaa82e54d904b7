"""Marks in square brackets, which name their notes outright: a recovery in, the same with those out that call a note
again, or out of the order of the others.

A work that cites by number gives an entry its number once and cites it as often as it likes, `[3]`, `[1]`, `[3]`. Where
all its marks stand in square brackets and such marks are its habit, they are marks too, unless the numbers begin anew
there. One that stands twice, `[3]`, `[3]`, `[4]`, may be a slip of whoever copied the text, and is none.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.notemarks import ABOVE, OUT_OF_ORDER, Mark, Recovery

FORM = "square"
SURE = 0.85
LINE = "at the start of a line"
AGAIN, ASTRAY = "one more mark of its note", "out of the order of the others"
FEWEST = 2  # notes that are called
LEAST, HABIT = 2, 0.2  # marks out of order that are a habit, and their share of those in order
ANEW = 3  # numbers in their order from 1 on that begin anew


def named_outright(found: Recovery) -> Recovery:
    """The recovery with all marks in square brackets, where its marks have no other form and its notes one list."""
    again = [each for each in found.repeated if _is_mark(each)]
    lost = {gap.number for gap in found.missing}
    refused = [each.candidate for each in found.rejected if each.why == OUT_OF_ORDER and _is_mark(each.candidate)]
    astray = [each for each in refused if each.number in lost]
    if (
        len(found.marks) + len(astray) < FEWEST
        or not _is_habit([*(each for each in again if _is_behind_others(each, found)), *astray], found)
        or not _is_of_one_form(found)
        or _begins_anew(found, [*again, *astray])
    ):
        return found
    taken = {*again, *astray}
    firsts: dict[int, Candidate] = {}
    for each in astray:
        firsts.setdefault(each.number, each)
    marks = [*found.marks]
    marks += [_mark(each, ASTRAY if each is firsts[each.number] else AGAIN) for each in astray]
    marks += [_mark(each, AGAIN) for each in again]
    return replace(
        found,
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
        missing=tuple(gap for gap in found.missing if gap.number not in firsts),
        repeated=tuple(each for each in found.repeated if each not in taken),
        rejected=tuple(each for each in found.rejected if each.candidate not in taken),
    )


def taken_again(found: Recovery) -> Iterator[Mark]:
    """The marks that were taken because they name their notes."""
    return (mark for mark in found.marks if mark.evidence[-1:] in ((AGAIN,), (ASTRAY,)))


def second_marks(recovery: Recovery) -> Iterator[Candidate]:
    """The repetitions of marks that are marks by their form, brackets or raised figures, as all others are."""
    forms = {" ".join(mark.evidence).partition(" ")[0] for mark in recovery.marks if mark.start < mark.end}
    if len(forms) == 1 and forms <= {"square", "superior"}:
        yield from (again for again in recovery.repeated if again.form in forms)


def _is_mark(candidate: Candidate) -> bool:
    begins = candidate.evidence[0].endswith(LINE)  # an item of a list in the text
    return candidate.form == FORM and candidate.score >= STRONG and not begins


def _is_habit(out_of_order: Sequence[Candidate], found: Recovery) -> bool:
    return len(out_of_order) >= max(LEAST, HABIT * len(found.marks))


def _is_behind_others(candidate: Candidate, found: Recovery) -> bool:
    """Do marks of other notes stand between a mark and the one before it of the same note?"""
    place = bisect_left(found.marks, candidate.start, key=lambda mark: mark.start)
    return place > 0 and found.marks[place - 1].number != candidate.number


def _mark(candidate: Candidate, why: str) -> Mark:
    evidence = (*candidate.evidence, why)
    place = candidate.start, candidate.end, candidate.digit
    return Mark(candidate.number, candidate.number, *place, SURE, evidence)


def _is_of_one_form(found: Recovery) -> bool:
    """Do all marks of a work stand in square brackets, none of them above its notes, and are the notes one list?"""
    one = all(listed.goes_on for listed in found.lists[1:]) and not found.by_symbol
    square = all(mark.evidence[0].startswith(FORM) for mark in found.marks if mark.start < mark.end)
    above = any(each.why.startswith(ABOVE) and _is_mark(each.candidate) for each in found.rejected)
    return one and square and not above


def _begins_anew(found: Recovery, others: Sequence[Candidate]) -> bool:
    """Do the numbers of all marks begin anew, 1, 2, 3, further on?"""
    places = sorted(
        [(mark.start, mark.number) for mark in found.marks] + [(each.start, each.number) for each in others]
    )
    numbers = [number for _, number in places]
    run, longest = 0, 0
    for above, number in pairwise(numbers):
        run = 1 if number == 1 else run + 1 if run and number == above + 1 else 0
        longest = max(longest, run)
    return longest >= min(ANEW, len(found.bodies))
