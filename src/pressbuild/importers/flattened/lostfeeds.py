"""Form feeds that a text of pages has lost, `pdftotext -nopgbrk`: a text in, the same with those put back that the
notes at the feet of its pages show out. Pure.

A page's notes cut its last sentence: labels whose marks stand above them, on the same page, and behind the last note
the sentence goes on in a small letter. Where several feet do so, or stand above numbers that go up, the others need
only a blank line or a running head below them. Pages without notes are told by their numbers alone.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from pressbuild.importers.flattened.feet import RULE
from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import SENTENCE_END, Line
from pressbuild.importers.flattened.runningheads import coming_back
from pressbuild.importers.flattened.sheet import Reset, Sheet
from pressbuild.importers.notewords import heads_notes

FEWEST = 3  # feet that cut sentences, or stand above the numbers of pages
LONGEST_NOTE = 24  # lines
MOST_LOST = 6  # notes between two feet that are known
NUMBER = re.compile(r"[-–—\[( ]*(?P<number>\d{1,4})[-–—\]) ]*")
FOOT_ENDED = re.compile(r"[.!?…:;)\]”’\"'\d/]$")
SURE = 0.5  # the share of feet that do


class _Foot(Struct, frozen=True):
    """Notes at the foot of a page: the indexes of their first line and of the next page's first, the number of the last
    note, that of the page where it stands below them (0: it does not), and whether they cut a sentence."""

    first: int
    below: int
    number: int
    page: int
    cuts: bool


def fed(columns: Apart, sheet: Sheet) -> Reset:
    """The text with a form feed behind each page whose foot shows where it ends."""
    text, lines = sheet.text, sheet.lines
    if "\f" in text or len(sheet.labels) < FEWEST:
        return Reset(columns)
    feet = list(_feet(sheet))
    paged = sum(0 < below.page - above.page <= MOST_LOST for above, below in pairwise(feet) if above.page)
    sure = max(sum(foot.cuts for foot in feet), paged + 1 if paged else 0)
    if sure < FEWEST or sure < SURE * len(feet):
        return Reset(columns)
    ends = sorted({*(foot.below for foot in feet), *_between(text, lines, feet, sheet.chapters)})
    places = [text.rfind("\n", 0, line.start) + 1 for index in ends if index < len(lines) and (line := lines[index])]
    pieces = [(start, end, "\f") for start, end in pairwise((0, *places))]
    parted = Apart(text, [*pieces, (places[-1], len(text), "")], columns.gutters, columns)
    return Reset(parted, tuple(columns.origin(place) for place in places))


def _feet(sheet: Sheet) -> Iterator[_Foot]:
    """The feet of pages in order, their notes numbered on, or anew."""
    heads = {index for indexes in coming_back(sheet.text, sheet.lines).values() for index in indexes}
    last = below = begin = 0
    listed = -LONGEST_NOTE - 1  # the last line that begins a note of a list below a heading
    form = ""
    for index, label in sheet.labels.items():
        if index - listed <= LONGEST_NOTE or _names_notes(sheet.text, _above(sheet, index)):
            listed = index
            continue
        due = label.number in (last + 1, 1) or (label.form == form and 0 < label.number - last <= MOST_LOST)
        foot = _foot(sheet, index, heads, begin) if due and index >= below else None
        if foot is None:
            continue
        yield foot
        last, below, form = foot.number, foot.below, label.form
        following = (line.start for i in range(below, len(sheet.lines)) if (line := sheet.lines[i]))
        begin = next(following, len(sheet.text))


def _foot(sheet: Sheet, first: int, heads: Collection[int], begin: int) -> _Foot | None:
    """The foot that a label begins; None where it is none. `begin` is where its page begins."""
    text, lines = sheet.text, sheet.lines
    last, top, number, note = _above(sheet, first), lines[first], sheet.labels[first].number, first
    if last is None or top is None or not sheet.calls.stand(number, begin, top.start):
        return None
    open_ended = not SENTENCE_END.search(text, last.start, last.end)
    for index in range(first + 1, min(len(lines), first + LONGEST_NOTE * 4)):
        if index in sheet.chapters:
            return None
        line, further = lines[index], sheet.labels.get(index)
        if further and further.number == number + 1 and sheet.calls.stand(number + 1, begin, top.start):
            number, note = number + 1, index
            continue
        if index - note > LONGEST_NOTE:
            return None
        if line is None or not _ended(text, lines, index):
            continue
        if sheet.calls.stand(number + 1, begin, top.start) and _is_labelled(sheet, index, number + 1):
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


def _above(sheet: Sheet, first: int) -> Line | None:
    """The line above one, blank ones and a rule left out; None where none stands near."""
    near = (sheet.lines[index] for index in range(first - 1, max(-1, first - 5), -1))
    return next((line for line in near if line and not _is_rule(sheet.text, line)), None)


def _names_notes(text: str, line: Line | None) -> bool:
    return line is not None and heads_notes(text[line.start : line.end])


def _is_labelled(sheet: Sheet, first: int, number: int) -> bool:
    """Does the label of a number begin a line from `first` on, within the length of a note?"""
    labels = (sheet.labels.get(index) for index in range(first, first + LONGEST_NOTE))
    return any(label is not None and label.number == number for label in labels)


def _ended(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does the last line above one end a note?"""
    above = next((line for line in (lines[index - 1], lines[index - 2]) if line), None)
    return above is not None and FOOT_ENDED.search(text, above.start, above.end) is not None


def _is_rule(text: str, line: Line | None) -> bool:
    return line is not None and RULE.fullmatch(text, line.start, line.end) is not None


def _between(
    text: str, lines: Sequence[Line | None], feet: Sequence[_Foot], chapters: Collection[int]
) -> Iterator[int]:
    """Where the pages without notes end that stand between two others, or behind the last: behind a line of the number
    due there."""
    for above, below in zip_longest(feet, feet[1:]):
        due = above.page + 1 if above.page else 0
        last = (below.page if below else due + len(feet)) if due else 0
        end = below.first if below else len(lines)
        for index in range(above.below, end):
            line = lines[index] if index not in chapters else None
            found = NUMBER.fullmatch(text, line.start, line.end) if line and due < last else None
            if found and int(found["number"]) == due:
                due += 1
                yield from [i for i in range(index + 1, end) if lines[i]][:1]
