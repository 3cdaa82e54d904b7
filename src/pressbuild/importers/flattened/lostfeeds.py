"""Form feeds that a text of pages has lost, `pdftotext -nopgbrk`: a text in, the same with those put back that the
notes at the feet of its pages show out. Pure.

A page's notes cut its last sentence: labels whose marks stand above them, on the same page, and behind the last note
the sentence goes on in a small letter. Where several feet do so, or stand above numbers that go up, the others need
only a blank line or a running head below them. Pages without notes are told by their numbers alone.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from pressbuild.importers.flattened.feet import RULE, label_of, marks_in
from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import SENTENCE_END, Line, text_lines
from pressbuild.importers.flattened.runningheads import coming_back
from pressbuild.importers.marks.notelist import NOTES_HEADING

FEWEST = 3  # feet that cut sentences, or stand above the numbers of pages
LONGEST_NOTE = 24  # lines
MOST_LOST = 6  # notes between two feet that are known
NUMBER = re.compile(r"[-–—\[( ]*(?P<number>\d{1,4})[-–—\]) ]*")
FOOT_ENDED = re.compile(r"[.!?…:;)\]”’\"'\d/]$")
SURE = 0.5  # the share of feet that do


class Fed(Struct, frozen=True):
    """A text with its form feeds, and where they were put, by the places in the source."""

    columns: Apart
    feeds: tuple[int, ...] = ()


class _Foot(Struct, frozen=True):
    """Notes at the foot of a page: the indexes of their first line and of the next page's first, the number of the last
    note, that of the page where it stands below them (0: it does not), and whether they cut a sentence."""

    first: int
    below: int
    number: int
    page: int
    cuts: bool


def fed(columns: Apart) -> Fed:
    """The text with a form feed behind each page whose foot shows where it ends."""
    text = columns.text
    if "\f" in text:
        return Fed(columns)
    lines = list(text_lines(text))
    feet = list(_feet(text, lines))
    paged = sum(0 < below.page - above.page <= MOST_LOST for above, below in pairwise(feet) if above.page)
    sure = max(sum(foot.cuts for foot in feet), paged + 1 if paged else 0)
    if sure < FEWEST or sure < SURE * len(feet):
        return Fed(columns)
    ends = sorted({*(foot.below for foot in feet), *_between(text, lines, feet)})
    places = [text.rfind("\n", 0, line.start) + 1 for index in ends if index < len(lines) and (line := lines[index])]
    pieces = [(start, end, "\f") for start, end in pairwise((0, *places))]
    parted = Apart(text, [*pieces, (places[-1], len(text), "")], columns.gutters, columns.origin)
    return Fed(parted, tuple(columns.origin(place) for place in places))


def _feet(text: str, lines: Sequence[Line | None]) -> Iterator[_Foot]:
    """The feet of pages in order, their notes numbered on, or anew."""
    marks = marks_in(text)
    heads = {index for indexes in coming_back(text, lines).values() for index in indexes}
    last = index = begin = 0
    form = ""
    while index < len(lines):
        label = label_of(text, lines[index])
        due = label and (label[0] in (last + 1, 1) or (label[1] == form and 0 < label[0] - last <= MOST_LOST))
        foot = _foot(text, lines, index, heads, marks, begin) if due else None
        if foot is None:
            index += 1
            continue
        yield foot
        form = label[1] if label else form
        last, index = foot.number, foot.below
        begin = next((line.start for line in lines[index:] if line), len(text))


def _foot(
    text: str,
    lines: Sequence[Line | None],
    first: int,
    heads: set[int],
    marks: Mapping[int, Sequence[int]],
    begin: int,
) -> _Foot | None:
    """The foot that a label begins; None where it is none. `begin` is where its page begins."""
    above = next((i for i in range(first - 1, max(-1, first - 5), -1) if lines[i] and not _is_rule(text, lines[i])), -1)
    last, label, top = lines[above], label_of(text, lines[first]), lines[first]
    if above < 0 or last is None or label is None or top is None or not _called(marks, label[0], begin, top.start):
        return None
    if NOTES_HEADING.fullmatch(text, last.start, last.end):
        return None
    open_ended = not SENTENCE_END.search(text, last.start, last.end)
    number, note = label[0], first
    for index in range(first + 1, min(len(lines), first + LONGEST_NOTE * 4)):
        line = lines[index]
        further = label_of(text, line)
        if further and further[0] == number + 1 and _called(marks, number + 1, begin, top.start):
            number, note = number + 1, index
            continue
        if index - note > LONGEST_NOTE:
            return None
        if line is None or not _ended(text, lines, index):
            continue
        if _called(marks, number + 1, begin, top.start) and _is_labelled(
            text, lines[index : index + LONGEST_NOTE], number + 1
        ):
            continue
        page = NUMBER.fullmatch(text, line.start, line.end)
        below = index
        while below < len(lines) and ((below == index and page) or lines[below] is None):
            below += 1
        resumes = next((i for i in range(below, min(len(lines), below + 4)) if lines[i] and i not in heads), -1)
        goes_on = lines[resumes] if resumes >= 0 else None
        if goes_on and open_ended and text[goes_on.start].islower():
            return _Foot(first, below, number, int(page["number"]) if page else 0, cuts=True)
        if page or lines[index - 1] is None or index in heads:
            return _Foot(first, below, number, int(page["number"]) if page else 0, cuts=False)
    return None


def _is_labelled(text: str, lines: Sequence[Line | None], number: int) -> bool:
    return any((label := label_of(text, line)) is not None and label[0] == number for line in lines)


def _ended(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does the last line above one end a note?"""
    above = next((line for line in (lines[index - 1], lines[index - 2]) if line), None)
    return above is not None and FOOT_ENDED.search(text, above.start, above.end) is not None


def _called(marks: Mapping[int, Sequence[int]], number: int, begin: int, end: int) -> bool:
    places = marks.get(number, ())
    return bisect_left(places, end) > bisect_left(places, begin)


def _is_rule(text: str, line: Line | None) -> bool:
    return line is not None and RULE.fullmatch(text, line.start, line.end) is not None


def _between(text: str, lines: Sequence[Line | None], feet: Sequence[_Foot]) -> Iterator[int]:
    """Where the pages without notes end that stand between two others, or behind the last: behind a line of the number
    due there."""
    for above, below in zip_longest(feet, feet[1:]):
        due = above.page + 1 if above.page else 0
        last = (below.page if below else due + len(feet)) if due else 0
        end = below.first if below else len(lines)
        for index in range(above.below, end):
            line = lines[index]
            found = NUMBER.fullmatch(text, line.start, line.end) if line and due < last else None
            if found and int(found["number"]) == due:
                due += 1
                yield from [i for i in range(index + 1, end) if lines[i]][:1]
