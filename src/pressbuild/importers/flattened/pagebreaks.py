"""Paragraphs over the edges of pages: lines and those that are left out as page numbers and running heads in, the lines
with each cut paragraph closed up out. Pure.

A sentence that is not ended goes on. Where it is ended, the paragraph does if its last line was broken because the next
page's first word had no room in it, or, in a text that begins paragraphs by an indent, if the next page has none.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.lines import SENTENCE_END, SHORTEST_WRAPPED, Line, label_at
from pressbuild.importers.marks.symbols import OPENERS, symbol_at

FEWEST_INDENTS = 5  # that show a habit
INDENTS = range(2, 11)
MOST_ABOVE, MOST_BELOW = 40, 12  # lines of a note of a list, on one page and on the next
FULL = 0.8  # the share of the measure that a line with more behind it takes up


class Habit(Struct, frozen=True):
    """The length at which lines are broken (0: they are not), and whether an indent begins paragraphs."""

    measure: int
    indents: bool


def closed_up(
    text: str,
    lines: Sequence[Line | None],
    left_out: Collection[int],
    notes: Collection[int],
    measured: Callable[[Sequence[Line | None]], int],
) -> Iterator[Line | None]:
    """The lines without those that begin at the offsets `left_out`, and without the blank ones around these where a
    paragraph goes on, or an indent says that another begins. `notes` are the starts of notes at the feet of pages,
    `measured` gives the length at which lines are broken."""
    habit = habit_of(lines, measured)
    first: Line | None = None  # of the run of lines that the last line stands in
    last: Line | None = None
    blank = gone = 0
    for index, line in enumerate(lines):
        if line is None:
            blank += 1
        elif line.start in left_out:
            gone += 1
        else:
            of_text = gone and last and first and not _is_note(text, first)
            listed = gone and not of_text and not notes and _list_goes_on(text, lines, index)
            closed = listed or (of_text and last and goes_on(text, last, line, habit))
            begins = of_text and habit.indents and line.indent in INDENTS
            yield from [None] * (0 if closed or begins else min(gone, 1) or blank)
            if first is None or (blank and not closed):
                first = line
            last, blank, gone = line, 0, 0
            yield line


def _list_goes_on(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does a note of a list go on at the top of a page: within a sentence, and is the next one right below it?"""
    line = lines[index]
    if line is None or not text[line.start].islower():
        return False
    above = next(
        (found[0] for one in lines[index - 1 : max(0, index - MOST_ABOVE) : -1] if (found := _label(text, one))), 0
    )
    below = next((found[0] for one in lines[index : index + MOST_BELOW] if (found := _label(text, one))), 0)
    return above > 0 and below == above + 1


def _label(text: str, line: Line | None) -> tuple[int, int] | None:
    found = label_at(text, line.start, line.end) if line else None
    return found if found and line and found[1] < line.end else None


def habit_of(lines: Sequence[Line | None], measured: Callable[[Sequence[Line | None]], int]) -> Habit:
    """How a text breaks its lines and begins its paragraphs. `measured` gives the length at which lines are broken."""
    return Habit(measured(lines), _has_indents(lines))


def _has_indents(lines: Sequence[Line | None]) -> bool:
    """Do indents, and not blank lines, begin the paragraphs?"""
    begun = sum(bool(a and b and b.indent and not a.indent and b.indent in INDENTS) for a, b in pairwise(lines))
    return begun >= FEWEST_INDENTS and begun * 2 > sum(a is None and b is not None for a, b in pairwise(lines))


def _is_note(text: str, first: Line) -> bool:
    """Does a run of lines begin a note at the foot of a page, which does not go on above?"""
    return bool(label_at(text, first.start, first.end) or symbol_at(text, first.start, first.end))


def goes_on(text: str, last: Line, line: Line, habit: Habit) -> bool:
    """Does a paragraph go on from the `last` line of a page to a `line` of the next?"""
    if text[line.start].islower():
        return True
    if not SENTENCE_END.search(text, last.start, last.end):
        return text[last.end - 1] in ",;-–—" or last.length > SHORTEST_WRAPPED
    if not habit.measure or line.length < FULL * habit.measure or text[line.start] in OPENERS:
        return False
    if habit.indents:
        return line.indent == 0 and last.length >= FULL * habit.measure
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return last.indent + last.length + 1 + len(word) > habit.measure
