"""The recovery of a work's notes: its text and its possible lists of notes in, a `Recovery` out.

Which lists are notes, where one begins and whether it is only part of a note is decided by the marks that the text has
for it (`notemarks`): the reading that accounts for most of them holds.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.marks.chapterheads import LONGEST
from pressbuild.importers.marks.figures import Figures, Seen
from pressbuild.importers.marks.lostlists import with_lost_lists
from pressbuild.importers.marks.markcontext import STRONG
from pressbuild.importers.marks.markevidence import HIGHEST
from pressbuild.importers.marks.markspaces import Habit
from pressbuild.importers.marks.notelabels import labels_of
from pressbuild.importers.marks.notelist import MOST_PARAGRAPHS, NoteList
from pressbuild.importers.marks.notemarks import SURE, Recovery, found_in, found_in_all
from pressbuild.importers.marks.stretches import Stretch, grouped, stretch
from pressbuild.importers.marks.unlisted import marks_of, marks_refused
from pressbuild.importers.marks.worth import (
    accounts_for_as_much,
    accounts_for_more,
    figures_read,
    left_open,
    without_note,
    worth,
)

SUPPORT = 0.6  # the share of a list's notes whose marks must be seen for it to be taken for notes by them alone
FEW, LIKE = 2, 3  # notes of the last list that need no mark, and lists of notes above it that are set off as it is
CALLED = 2  # marks that make a list of three and more, which ends its text, one of notes
LIST_EFFORT = 100  # what looking at a list costs, in characters
ACCOUNTED = 0.9  # the share of a list's notes with marks from which on no other lists are looked for
OTHER = 1.5  # and how many times more labels than these notes have make others worth a look
MOST_RIVALS = 6  # lists in the text above a list of notes that may have its first marks
MOST_LOOKS = 4  # how often the lists of a stretch are looked at anew
FEWEST_ADRIFT = 5  # marks of notes that were not found
GIVEN_UP = 0.25  # the share of the notes below a heading that another reading may take for something else
FURTHER = 3  # lists behind two that may have their marks
BUDGET = 6  # how often the text may be gone through in search of lists that are notes


def recover(
    seen: Seen,
    blocks: Sequence[Block],
    lists: Sequence[NoteList],
    headed: Sequence[NoteList] = (),
    amid: Callable[[], tuple[Sequence[NoteList], Habit | None]] = lambda: ((), None),
) -> Recovery:
    """The notes of a text whose possible lists of notes are `lists`; or those of the lists `headed` by chapters'
    numbers, or of those `amid` the text, where these account for more of its figures. Each reading has the marks of
    chapters whose list is lost."""
    found = _of_lists(seen, blocks, headed or lists)
    best = with_lost_lists(seen, blocks, found)
    if headed and not _complete(best):
        other = with_lost_lists(seen, blocks, _of_lists(seen, blocks, lists))
        if best is not found:  # the chapters fit their lists
            best = max(best, other, key=_accounted)
        elif not accounts_for_as_much(best, other):
            best = other
    if (
        _complete(best)
        and not _holds_chapters(seen.text, blocks, best)
        and not _refuses(best, blocks, lists)
        and len(labels_of(seen.text, blocks)) < OTHER * len(best.bodies)
    ):
        return best
    within, habit = amid()
    groups = list(grouped(blocks, within))
    parts = with_lost_lists(seen, blocks, _all_of(blocks, groups, _figures(seen, blocks, groups, habit)))
    if len(parts.marks) >= SUPPORT * max(1, len(parts.bodies)) and not _gives_up(parts, best):
        best = max(best, parts, key=_accounted)
    named = any(listed.named for listed in best.lists)
    missed = not named and marks_refused(best) > max(len(best.marks), FEWEST_ADRIFT)
    return Recovery(adrift=tuple(marks_of(seen.text, seen.links))) if missed else best


def _accounted(found: Recovery) -> tuple[int, int]:
    return figures_read(found), worth(found)


def _gives_up(found: Recovery, named: Recovery) -> bool:
    """Does a reading leave many notes out that stand below a heading of notes?"""
    held = {body.start for body in found.bodies}
    listed = [label.start for each in named.lists if each.named for label in each.labels]
    return sum(start not in held for start in listed) > GIVEN_UP * len(listed)


def _refuses(found: Recovery, blocks: Sequence[Block], lists: Sequence[NoteList]) -> bool:
    """Are lists that stand apart from the text taken for no notes?"""
    taken = {listed.first for listed in found.lists}
    return any(taken.isdisjoint(one.first for one in group) for group in grouped(blocks, lists) if _set_off(group))


def _holds_chapters(text: str, blocks: Sequence[Block], found: Recovery) -> bool:
    """Does a note hold the head of a chapter, and so its text?"""
    long = (blocks[body.first + 1 : body.last + 1] for body in found.bodies if body.last - body.first > MOST_PARAGRAPHS)
    return any(is_division(text[each.start : each.end]) for body in long for each in body if each.length <= LONGEST)


def _of_lists(seen: Seen, blocks: Sequence[Block], lists: Sequence[NoteList]) -> Recovery:
    """The notes of those lists that stand apart from the text and are notes."""
    set_off = [group for group in grouped(blocks, lists) if _set_off(group)]
    figures = _figures(seen, blocks, set_off)
    held = _held(seen, blocks, set_off, figures)
    taken = {listed.first for one in held for listed in one.part.lists}
    left = [group for group in set_off if taken.isdisjoint(listed.first for listed in group)]
    if any(_is_like(seen.text, blocks, held, group) for group in left):
        held = _held(seen, blocks, set_off, figures, held)
    return Recovery.together(one.found for one in held)


def _all_of(blocks: Sequence[Block], groups: Sequence[tuple[NoteList, ...]], figures: Figures) -> Recovery:
    """The notes of lists that are all lists of notes."""
    parts: list[Stretch] = []
    start = base = 0
    for group in groups:
        parts.append(stretch(blocks, start, group, base))
        start, base = blocks[group[-1].last].end, parts[-1].highest
    return Recovery.together(found_in_all(blocks, parts, figures))


def _figures(
    seen: Seen, blocks: Sequence[Block], groups: Sequence[tuple[NoteList, ...]], habit: Habit | None = None
) -> Figures:
    """The figures of the text before the last list of notes, in the lists themselves left out."""
    lists = [listed for group in groups for listed in group]
    highest = min(HIGHEST, max((listed.highest for listed in lists), default=0) * 5 // 4 + 20)
    starts = [0, *(blocks[listed.last].end for listed in lists)]
    pieces = [(start, blocks[listed.top].start) for start, listed in zip(starts, lists, strict=False)]
    return Figures(seen, [(start, end) for start, end in pieces if start < end], highest, habit)


def _set_off(group: tuple[NoteList, ...]) -> bool:
    return group[0].named or group[0].gap or group[-1].final


def _complete(found: Recovery) -> bool:
    """Have nearly all notes marks, and is no figure left over that looks like one?"""
    if not found.bodies or len(found.marks) - 2 * without_note(found) < ACCOUNTED * len(found.bodies):
        return False
    return not found.repeated and all(refused.candidate.score < STRONG for refused in found.rejected)


class _Effort:
    """How much text may still be gone through in search of lists that are notes."""

    def __init__(self, length: int) -> None:
        self._left = length

    def affords(self, part: Stretch) -> bool:
        self._left -= part.length + LIST_EFFORT * len(part.lists)
        return self._left > 0


class _Held(Struct, frozen=True):
    """A stretch whose notes were found, and where its text begins."""

    part: Stretch
    found: Recovery
    start: int


def _held(
    seen: Seen,
    blocks: Sequence[Block],
    groups: Sequence[tuple[NoteList, ...]],
    figures: Figures,
    known: Sequence[_Held] = (),
) -> list[_Held]:
    """The stretches that hold notes; those of an earlier search are `known`."""
    held: list[_Held] = []
    effort = _Effort(BUDGET * len(seen.text))
    start = 0
    for group in groups:
        part = stretch(blocks, start, group, held[-1].part.highest if held else 0)
        if not effort.affords(part) and not group[0].named:
            continue
        part, found = _settled_best(blocks, part, figures, effort)
        while len(part.ranges) > 1 and not _holds_notes(part.lists, found) and effort.affords(part):
            part, found = _settled(blocks, part.later(), figures, effort)
        new = _Held(part, found, start)
        while rivals := _rivals(blocks, held, new, figures, effort):
            count, new = rivals
            del held[-count:]
        if not _holds_notes(new.part.lists, new.found) and not _is_like(
            seen.text, blocks, known or held, new.part.lists
        ):
            continue
        held.append(new)
        start = blocks[group[-1].last].end
    return held


def _settled_best(
    blocks: Sequence[Block], part: Stretch, figures: Figures, effort: _Effort
) -> tuple[Stretch, Recovery]:
    """The notes of a stretch, or those without its first list, which may stand in the text, where that accounts for
    more."""
    settled = _settled(blocks, part, figures, effort)
    may_be_text = len(part.ranges) > 1 and not (part.lists[0].named or part.lists[0].gap)
    if not (may_be_text and settled[1].missing and effort.affords(part)):
        return settled
    other = _settled(blocks, part.later(), figures, effort)
    return other if accounts_for_more(other[1], [settled[1]]) else settled


def _rivals(
    blocks: Sequence[Block], held: Sequence[_Held], below: _Held, figures: Figures, effort: _Effort
) -> tuple[int, _Held] | None:
    """How many of the last lists above one are no lists of notes, and the stretch with their text, which has its first
    marks; None where there are none."""
    lost = [gap.number - below.part.lowest + 1 for gap in below.found.missing]
    own = [below.found] if _holds_notes(below.part.lists, below.found) else []
    for count in range(1, min(len(held), MOST_RIVALS) + 1):
        above = held[-count:]
        taken = max(one.part.lists[0].highest for one in above)
        if sum(number <= taken for number in lost) * 2 <= taken:
            continue  # it has most of the marks that these could have taken from it
        alone = _without(blocks, above, below, figures, effort)
        if alone and accounts_for_more(alone.found, [*(one.found for one in above), *own]):
            return count, alone
    return None


def _without(
    blocks: Sequence[Block], above: Sequence[_Held], below: _Held, figures: Figures, effort: _Effort
) -> _Held | None:
    """A stretch with the text of those above it; None where these are notes beyond doubt."""
    if any(one.part.lists[0].named or len(one.part.lists[0].labels) == 1 for one in above):
        return None  # one item is no list in the text
    alone = stretch(blocks, above[0].start, below.part.lists, above[0].part.base)
    if not effort.affords(alone):
        return None
    return _Held(*_settled(blocks, alone, figures, effort), above[0].start)


def _settled(blocks: Sequence[Block], part: Stretch, figures: Figures, effort: _Effort) -> tuple[Stretch, Recovery]:
    """The notes of a stretch, less the lists that are part of a note: without such a list fewer marks are missing. What
    accounts for most is done first, and then all is looked at anew."""
    found = found_in(blocks, part, figures)
    for _ in range(MOST_LOOKS):
        if not (found.missing and found.marks and len(part.ranges) > 1):
            break
        edits = sorted(_edits(blocks, part, found, figures, effort), key=lambda edit: -edit.gain)
        lists = list(part.lists)
        taken: set[int] = set()
        done: list[_Edit] = []
        for edit in edits:
            if taken.isdisjoint(range(edit.first, edit.last)):
                taken |= {*range(edit.first, edit.last)}
                done.append(edit)
        for edit in sorted(done, key=lambda edit: -edit.first):
            lists[edit.first : edit.last] = edit.lists
        if not done:
            break
        part = part.near(part.start, part.end, tuple(lists))
        found = found_in(blocks, part, figures)
    return part, found


class _Edit(Struct, frozen=True):
    """Other lists in the place of the lists [first, last) of a stretch, and what is gained by them."""

    first: int
    last: int
    lists: tuple[NoteList, ...]
    gain: int


def _edits(
    blocks: Sequence[Block], part: Stretch, found: Recovery, figures: Figures, effort: _Effort
) -> Iterator[_Edit]:
    """What may be read otherwise: each two ranges of numbers that follow one another, one of which lacks marks, are
    looked at with the next few, the last first."""
    bounds = _bounds(part, found)
    firsts = [*(i for i, listed in enumerate(part.lists) if not i or not listed.goes_on), len(part.lists)]
    lacking = {part.ranges.index(part.range_of(gap.number)) for gap in found.missing}
    for here in range(len(bounds) - 1, 0, -1):
        last = min(here + FURTHER, len(bounds) - 1)
        if lacking.isdisjoint(range(here - 1, last + 1)):
            continue
        span = firsts[here - 1], firsts[last + 1]
        near = part.near(bounds[here - 1][0], bounds[last][1], part.lists[slice(*span)])
        if effort.affords(near):
            better = _better(blocks, near, firsts[here] - span[0], figures, opens=here == 1)
            if better:
                yield _Edit(*span, *better)


def _bounds(part: Stretch, found: Recovery) -> list[tuple[int, int]]:
    """For each range of numbers where its marks may stand: behind those of the ranges before, ahead of those after."""
    starts, ends = [part.start], []
    for each in part.ranges:
        marks = [mark for mark in found.marks if each.add + each.low <= mark.number <= each.add + each.high]
        starts.append(marks[-1].end if marks else starts[-1])
        ends.append(marks[0].start if marks else None)
    following = [part.end]
    for first in ends[:0:-1]:
        following.append(following[-1] if first is None else first)
    return list(zip(starts, following[::-1], strict=False))


def _better(
    blocks: Sequence[Block], near: Stretch, index: int, figures: Figures, *, opens: bool
) -> tuple[tuple[NoteList, ...], int] | None:
    """The lists of two ranges read otherwise, and what that gains: the second, from list `index` on, as a part of a
    note, or beginning as one, or without the first where it `opens` the stretch. None where as many marks are missing
    then, or marks are left over that now have notes."""
    above, listed = near.lists[index - 1 : index + 1]
    whole = not any(below.goes_on for below in near.lists[index + 1 : index + 2])
    now = found_in(blocks, near, figures)
    missing = left_open(now)
    readings: list[tuple[Stretch, int]] = []
    if 1 < above.highest <= missing and above.highest < listed.highest and not listed.named:
        readings.append((near.nested(index), above.highest))
    if 1 < listed.highest <= missing and whole and not listed.named:
        readings.append((near.without(index), listed.highest))
    if 1 < above.highest <= missing and opens and not (near.lists[0].named or near.lists[0].gap):
        readings.append((near.later(), above.highest))
    found = [(found_in(blocks, other, figures), other.lists, saved) for other, saved in readings]
    fitting = [
        (worth(one), lists)
        for one, lists, saved in found
        if left_open(one) + saved <= missing and figures_read(one) >= figures_read(now)
    ]
    if not fitting:
        return None
    most, lists = max(fitting, key=lambda one: one[0])
    return lists, most - worth(now)


def _holds_notes(group: tuple[NoteList, ...], found: Recovery) -> bool:
    """Are these notes? A heading says so, else enough marks in the text: all but a few where the list stands amid the
    text or begins above 1, two where it ends the text, any where it also stands apart."""
    if group[0].named and group[0].lowest == 1:
        return True
    if not found.marks:
        return False
    ends = group[-1].final and group[0].lowest == 1
    if ends and (group[0].gap or _called(group, found)):
        return True
    return len(found.marks) >= SUPPORT * len(found.bodies)


def _is_like(text: str, blocks: Sequence[Block], held: Sequence[_Held], group: tuple[NoteList, ...]) -> bool:
    """Is a list of a note or two, none of which is called, set off as all lists of notes are? It ends the text, or its
    items are sentences, as numbered heads of chapters are not."""
    if len(group) > 1 or not group[0].gap or not 1 <= group[0].highest == len(group[0].labels) <= FEW:
        return False
    ends = (blocks[label.block] for label in group[0].labels)
    if not group[0].final and not all(SENTENCE_END.search(text, each.start, each.end) for each in ends):
        return False
    lists = [listed for one in held for listed in one.part.lists]
    return len(held) >= LIKE and all(
        listed.gap and listed.labels[0].form == group[0].labels[0].form for listed in lists
    )


def _called(group: tuple[NoteList, ...], found: Recovery) -> bool:
    """Do marks that are beyond doubt call some notes of one list that ends a text, and hardly any a note that it has
    not?"""
    sure = sum(mark.confidence >= SURE for mark in found.marks)
    further = sum(one.candidate.score >= STRONG for one in found.rejected)
    return len(group) == 1 and len(group[0].labels) > CALLED <= sure > further
