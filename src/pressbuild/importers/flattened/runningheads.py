"""Running heads where no page's edge sets them apart: lines and page numbers in, the lines that are heads out. Pure.

A head comes back, and it cuts sentences in two: the line above it is not ended, and the line below begins small. No
heading does that, and a refrain does not stand amid long lines. Where a line has cut sentences again and again, it is a
head too where a sentence happens to end above it; but the first of its kind may be the title, or a chapter's heading,
which the heads repeat.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import SHORTEST_WRAPPED, Line

FOLIO = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")
ENDS = re.compile(r"[.!?:;…][\W\d]*$|[”’\"')\]]\W*$")
LONGEST = 90
OPENING = 3  # letters
FEWEST = 3  # lines that cut sentences, which show a habit where no page numbers do
FULL = 0.85  # of the length of long lines
GAP = "   "
FAR = 9  # lines within which the text goes on
BESIDE = 4  # lines between a page's number and its running head
SHARE = 0.5  # of the lines that come back, those that cut sentences; of page numbers, those with a head beside them


def said(text: str, line: Line | None) -> str:
    """What a line says without its numbers, by which a running head is known again."""
    if line is None or line.length > LONGEST:
        return ""
    words = text[line.start : line.end]
    if is_division(words):  # whose own number says which it is
        bare = FOLIO.sub("", words)
        return re.sub(r"\W+", " ", bare if is_division(bare) else words).strip().lower()
    return re.sub(r"[\W\d]+", " ", words).strip().lower()


def opening(words: str) -> str:
    """The first letters of what a line says."""
    return words[:OPENING].casefold()[:OPENING]


def may_begin(text: str, line: Line, openings: Collection[str]) -> bool:
    """May what a line says begin with one of some openings? Letters that begin a line begin what it says."""
    first = text[line.start : line.start + OPENING]
    return not first.isalpha() or opening(first) in openings


def coming_back(text: str, lines: Sequence[Line | None]) -> dict[str, list[int]]:
    """The lines that may be heads and come back, by what they say: none in small letters, none with a stop, and none
    that is as long as the text's lines are, but for one whose parts stand apart."""
    seen: defaultdict[str, list[int]] = defaultdict(list)
    lengths = sorted(line.length for line in lines if line)
    longest = min(LONGEST, FULL * lengths[len(lengths) * 95 // 100]) if lengths else 0
    for index, line in enumerate(lines):
        if line is None or line.length > LONGEST or text[line.start].islower():
            continue
        if line.length > longest and GAP not in text[line.start : line.end]:
            continue
        if not ENDS.search(text, max(line.start, line.end - 9), line.end) and len(words := said(text, line)) > 1:
            seen[words].append(index)
    return {words: indexes for words, indexes in seen.items() if len(indexes) > 1}


def cuts(text: str, lines: Sequence[Line | None], index: int, gone: Collection[int] = ()) -> bool:
    """Does a sentence go on behind this line that was begun before it, on lines that are not `gone`?"""
    above = next((line for i in _up(index) if (line := lines[i]) and i not in gone), None)
    below = next((line for i in _down(index, lines) if (line := lines[i]) and i not in gone), None)
    if above is None or below is None or above.length < SHORTEST_WRAPPED or not text[below.start].islower():
        return False
    return not ENDS.search(text, max(above.start, above.end - 9), above.end)


def _up(index: int) -> range:
    return range(index - 1, max(-1, index - 1 - FAR), -1)


def _down(index: int, lines: Sequence[Line | None]) -> range:
    return range(index + 1, min(len(lines), index + 1 + FAR))


def cutting_heads(
    text: str, lines: Sequence[Line | None], again: Mapping[str, Sequence[int]], numbers: Collection[int]
) -> tuple[set[int], set[int]]:
    """The heads among the lines that come back `again`, and those beside the pages' `numbers`; and what is perhaps one.
    The first of its kind is the title or a heading where it cuts no sentence."""
    near = {index + step for index in numbers for step in range(-BESIDE, BESIDE + 1)}
    cut_by = {
        said: {index for index in indexes if index not in numbers and cuts(text, lines, index, numbers)}
        for said, indexes in again.items()
    }
    habit = any(len(cut) >= FEWEST and len(cut) >= SHARE * (len(again[said]) - 1) for said, cut in cut_by.items())
    later = {said: set(indexes[indexes[0] not in cut_by[said] :]) - set(numbers) for said, indexes in again.items()}
    heads, perhaps = set(_beside(text, lines, set().union(*later.values()), numbers)), set[int]()
    for said, cut in cut_by.items():
        if cut and (habit or cut & near):
            heads |= later[said] if len(cut) > 1 else cut
        if habit or len(cut) > 1:
            perhaps |= later[said]
    return heads, perhaps - heads


def real_headings(
    text: str, lines: Sequence[Line | None], seen: Iterable[Sequence[int]], gone: Collection[int]
) -> Iterator[int]:
    """Of lines that come back as heads, the first ones that are a chapter's own heading: one that cuts no sentence, and
    is written otherwise than the heads are, or stands behind other pages' furniture."""
    for indexes in seen:
        first = indexes[0]
        if first not in gone or cuts(text, lines, first, gone) or not _begins_anew(text, lines, first, gone):
            continue
        shown = [re.sub(r"[\W\d]+", " ", text[line.start : line.end]) for i in indexes if (line := lines[i])]
        if shown[0] not in shown[1:] or sum(index < first for index in gone) >= FEWEST:
            yield first


def _begins_anew(text: str, lines: Sequence[Line | None], index: int, gone: Collection[int]) -> bool:
    """Is the text above a line ended, and does it go on below with a capital?"""
    above = next((line for i in _up(index) if (line := lines[i]) and i not in gone), None)
    below = next((line for i in _down(index, lines) if (line := lines[i]) and i not in gone), None)
    ended = above is None or ENDS.search(text, max(above.start, above.end - 9), above.end) is not None
    return ended and below is not None and not text[below.start].islower()


def _beside(text: str, lines: Sequence[Line | None], known: Collection[int], numbers: Collection[int]) -> Iterator[int]:
    """The lines right above the pages' numbers, or right below them, that cut sentences or are `known` to come back,
    where half of the numbers have one that cuts: heads may change from page to page."""
    for step in (-1, 1):
        found = [near for index in numbers if (near := _next_to(lines, index, step)) >= 0 and near not in numbers]
        again = [index for index in found if index in known]
        may = [index for index in found if index in known or _may_be_head(text, lines, index)]
        cut = [index for index in may if cuts(text, lines, index, numbers)]
        if len(cut) >= FEWEST and len({*cut, *again}) >= SHARE * len(numbers):
            yield from (*cut, *again)


def _next_to(lines: Sequence[Line | None], index: int, step: int) -> int:
    """The next line above or below that shows something, with nothing but one or two blank ones between; -1: none."""
    near = range(index + step, index + 4 * step, step)
    return next((i for i in near if 0 <= i < len(lines) and lines[i]), -1)


def _may_be_head(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """A short line that is neither begun in small letters nor ended, with a blank one on the side of the text."""
    line = lines[index]
    if line is None or line.length > LONGEST or text[line.start].islower():
        return False
    blank = any(not (0 <= i < len(lines)) or lines[i] is None for i in (index - 1, index + 1))
    return blank and not ENDS.search(text, line.start, line.end)
