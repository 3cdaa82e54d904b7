"""Numbers that are left free for the notes of lists that were not read: a recovery and those lists in, the recovery
numbered so and the lists with their places in the numbering out.

Where numbers begin anew with every list, a list amid the text that stays a list would hand the numbers of its notes to
those of the next. Its marks are figures in the text above it that no other note has; so its notes are counted, and
whoever ties them later finds the others as he left them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressbuild.importers.marks.lostlasts import numbered_on
from pressbuild.importers.marks.notelist import Unread
from pressbuild.importers.marks.notemarks import SURE, Mark, Missing, Recovery


def with_numbers_free(found: Recovery, unread: Sequence[Unread]) -> tuple[Recovery, tuple[Unread, ...]]:
    """The recovery with numbers left free for the lists that `own` marks and have other notes behind them."""
    ends: list[int] = []
    lists: list[Unread] = []
    released: list[Mark] = []
    for listed in sorted(unread, key=lambda listed: listed.start):
        above = [body.number for body in found.bodies if body.start < listed.start]
        if listed.owns and len(above) < len(found.bodies):
            number = max(above, default=0)
            lists.append(replace(listed, base=number + len(ends)))
            ends += [number] * len(listed.numbers)
            released += _doubtful(found.marks, listed, number)
        else:
            lists.append(listed)
    return (numbered_on(_without(found, released), (), ends) if ends else found), tuple(lists)


def _doubtful(marks: Sequence[Mark], listed: Unread, base: int) -> Iterator[Mark]:
    """The marks of notes below a list that stand in it, which holds none, and the doubtful ones above it, which may be
    its own."""
    below = (mark for mark in marks if mark.number > base and mark.start < listed.end)
    return (mark for mark in below if mark.start >= listed.start or mark.confidence < SURE)


def _without(found: Recovery, released: Sequence[Mark]) -> Recovery:
    """The recovery without some marks, whose notes lack one then."""
    marks = [mark for mark in found.marks if mark not in released]
    starts = [mark.start for mark in marks]
    begins = {body.number: body.start for body in found.bodies}
    gaps = list(found.missing)
    for mark in released:
        place = bisect_right(starts, mark.start)
        gaps.append(Missing(mark.number, mark.start, starts[place] if place < len(starts) else begins[mark.number]))
    gaps.sort(key=lambda gap: gap.number)
    return replace(found, marks=tuple(marks), missing=tuple(gaps))
