"""Notes that go on at the foot of the next page: pages and their feet in, the lines that belong to the note before out.

Such lines stand below what sets feet off in this text, a rule or a blank line, or are longer than its measure; and
above the first label, or alone. Below a rule they are surely a note's. Else they are where the note before ends amid a
sentence and no paragraph of the text could look like them. Pure.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from pressbuild.importers.flattened.feet import RULE, Foot
from pressbuild.importers.flattened.lines import SENTENCE_END, Line, label_at

NOTE_END = re.compile(r"[.!?…:)\]”’\"'\d/]\s*$")
FEWEST = 2  # feet that show how feet are set off
SET_OFF = 0.2  # the share of feet that blank lines set off at the least; on full pages there is no room for one
LONGER = 1.15  # how much longer than the text's lines those of notes in smaller type are
WIDER = 1.03  # how much longer than the text's measure none of its lines is
RAGGED = 2  # lines of a note below a blank one, before the first that is longer than the text's
MOST_OPEN = 0.5  # the share of feet that may end without a stop, where that is still a sign
RARE = 0.5  # blank lines a page, at the most, in a text that parts its paragraphs otherwise


class Tail(Struct, frozen=True):
    """The lines [first, last] with which a note goes on whose last line before is `after`; spans in the text."""

    first: Line
    last: Line
    after: Line


class _Habit(Struct, frozen=True):
    """How a text sets feet off: by rules, or by blank lines, which are `rare` elsewhere; and the `measure` of its text,
    where lines of notes are longer (else 0)."""

    ruled: bool = False
    set_off: bool = False
    rare: bool = False
    measure: int = 0


class _Near(Struct, frozen=True):
    """What may be the end of a note: its first and last line, the line above them, the first of the next page, whether
    no other note stands below, and whether nothing else in the text looks like that."""

    first: Line
    last: Line
    above: Line
    below: Line | None
    alone: bool
    sure: bool


def is_open(text: str, line: Line) -> bool:
    """Does a note's line end amid a sentence?"""
    return not NOTE_END.search(text, line.start, line.end)


def tails(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> list[Tail]:
    """The ends of notes at the feet of next pages."""
    habit = _habit(text, lines, pages, found)
    joined: list[Tail] = []
    after: Line | None = None  # where the note left off that may go on
    ends: Line | None = None  # its last line so far
    for place, page in enumerate(pages):
        near = _near(text, lines, pages, place, found[place], habit) if ends else None
        sure = near is not None and (habit.ruled or (ends is not None and _belongs(text, ends, near)))
        if near and sure and after:
            joined.append(Tail(near.first, near.last, after))
        if found[place]:
            after = ends = lines[page[-1]]
        elif near and sure and is_open(text, near.last):
            ends = near.last
        else:
            after = ends = None
    return joined


def _habit(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> _Habit:
    """How a text sets its feet off."""
    feet = [foot for foot in found if foot]
    ruled = sum(foot.rule is not None for foot in feet)
    gaps = sum(lines[foot.first - 1] is None for foot in feet if foot.rule is None)
    last = [line for page, foot in zip(pages, found, strict=True) if foot and (line := lines[page[-1]])]
    if ruled >= FEWEST and ruled * 2 >= len(feet):
        return _Habit(ruled=True)
    set_off = gaps >= FEWEST and gaps >= SET_OFF * len(feet)
    rare = _gaps(lines, pages, found) <= RARE * len(pages)
    if sum(is_open(text, line) for line in last) > MOST_OPEN * len(last):
        return _Habit(set_off=set_off and rare, rare=rare)
    small, measure = _lengths(lines, pages, found, at_foot=True), _lengths(lines, pages, found, at_foot=False)
    return _Habit(
        set_off=set_off,
        rare=rare,
        measure=measure if small > LONGER * measure else 0,
    )


def _lengths(
    lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None], *, at_foot: bool
) -> int:
    """The length that hardly any line of the notes, or of the text, goes beyond."""
    lengths = sorted(
        line.length
        for page, foot in zip(pages, found, strict=True)
        if foot
        for index in page
        if (index >= foot.first) is at_foot and (line := lines[index])
    )
    return lengths[len(lengths) * 95 // 100] if lengths else 0


def _gaps(lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]) -> int:
    """How many blank lines part the lines of text within pages."""
    return sum(
        lines[index - 1] is None
        for page, foot in zip(pages, found, strict=True)
        for index in page[1:]
        if foot is None or index < foot.first
    )


def _near(
    text: str,
    lines: Sequence[Line | None],
    pages: Sequence[Sequence[int]],
    place: int,
    foot: Foot | None,
    habit: _Habit,
) -> _Near | None:
    """What may be the end of a note on a page, if there is any."""
    page = pages[place]
    run, sure = _below(text, lines, page, foot, habit)
    if not run:
        return None
    first, last, above = lines[run[0]], lines[run[-1]], lines[page[page.index(run[0]) - 1]]
    below = lines[pages[place + 1][0]] if place + 1 < len(pages) and pages[place + 1] else None
    return _Near(first, last, above, below, foot is None, sure) if first and last and above else None


def _below(
    text: str, lines: Sequence[Line | None], page: Sequence[int], foot: Foot | None, habit: _Habit
) -> tuple[list[int], bool]:
    """The lines of a page below what would set its foot off, above its first label; and whether nothing else in this
    text looks like that."""
    end = page.index(foot.first) if foot else len(page)
    if foot and (foot.rule is not None or (lines[foot.first - 1] is None and not habit.measure)):
        return [], False
    if habit.ruled:
        rules = [n for n in range(1, end) if (one := lines[page[n]]) and RULE.fullmatch(text, one.start, one.end)]
        return (list(page[rules[-1] + 1 : end]), True) if rules else ([], False)
    blank = [n for n in range(1, end) if lines[page[n] - 1] is None]
    gaps = blank if habit.set_off else []
    if habit.measure:
        long = [n for n in range(1, end) if (one := lines[page[n]]) and one.length > habit.measure * WIDER]
        if long and len(long) * 2 >= end - long[0] and not any(n > long[0] for n in gaps):
            set_off = [n for n in blank if long[0] - RAGGED <= n <= long[0]]  # a note's line may be short, too
            return list(page[(set_off or long)[-1 if set_off else 0] : end]), True
    return (list(page[gaps[-1] : end]), habit.rare) if gaps else ([], False)


def _belongs(text: str, ends: Line, near: _Near) -> bool:
    """Do the lines at a page's foot go on with a note that `ends` amid a sentence? Nothing else looks like them in this
    text, or its last sentence above them goes on with the next page."""
    first, last = near.first, near.last
    if not is_open(text, ends) or label_at(text, first.start, first.end):
        return False
    small = text[first.start].islower()
    cut = not SENTENCE_END.search(text, near.above.start, near.above.end)
    cut = cut and near.below is not None and text[near.below.start].islower()
    closed = near.alone or not is_open(text, last)
    return closed and ((near.sure and (small or not near.alone)) or (cut and small))
