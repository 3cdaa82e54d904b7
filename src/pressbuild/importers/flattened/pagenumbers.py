"""The numbers of pages: lines in, those that are pages' numbers out, and what may be. Pure.

A page's number goes up by one from page to page, at about one distance, and cuts sentences in two. Numbered sections
and notes do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.divisions import INNER_END, is_division
from pressbuild.importers.flattened.lines import Line, label_at
from pressbuild.importers.flattened.runningheads import ENDS, cuts

NUMBER = re.compile(
    r"[\W_]*(?:page |p\. ?)?(?P<number>\d{1,4}|(?=[ivxlc])[ivxlc]{1,8})(?: ?(?:of|/) ?\d{1,4})?[\W_]*", re.IGNORECASE
)
HEAD = re.compile(
    r"(?:(?P<first>\d{1,4})[\s|·•–—-]+)?(?P<text>\D.{1,78}?)"
    r"(?:[\s|·•–—-]+(?P<last>\d{1,4})(?: ?(?:of|/) ?\d{1,4})?)?"
)
FEWEST = 5  # pages that show a habit
FEWEST_PAGES = 3
FEWEST_FEET = 3  # of them that end in a number and a form feed
LONGEST_NUMBER = 20
LONGEST_HEAD = 50
SKIPPED = 3  # pages without a number, where a chapter begins
SHORTEST_PAGE, LONGEST_PAGE = 300, 9000  # characters
CUT = 0.1  # the share of pages that end within a sentence, at the least; sections never do
TRIES = 2
MOST_IN_FOOT = 24  # lines
BESIDE = 3  # lines between a page's number and a running head
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
NONE, PERHAPS, SURE = range(3)


class _Run(Struct, frozen=True):
    """Numbers that go up, by the index of their lines, and how sure it is that they are pages'."""

    numbers: frozenset[int] = frozenset()
    sure: int = NONE


def page_numbers(
    text: str, lines: Sequence[Line | None], alone: Sequence[int], again: Mapping[str, Sequence[int]]
) -> tuple[frozenset[int], frozenset[int]]:
    """The lines that are page numbers, and those that are perhaps some: first those at the feet of pages, for notes at
    a page's bottom have numbers too, and may have more of them; then those that stand `alone`; then any line of a
    number, or of one beside words that come back `again`."""
    known = frozenset(index for indexes in again.values() for index in indexes)
    found = list(_numbers(text, lines, alone))
    feet = [(index, number) for index, number in found if (line := lines[index]) and at_foot(text, line)]
    amid = [i for i, line in enumerate(lines) if line and (i in known or _is_number(text, line))]
    perhaps: frozenset[int] = frozenset()
    for numbers in (feet, found, sorted((dict(found) | dict(_numbers(text, lines, amid))).items())):
        run = _chain(text, lines, numbers, known)
        if run.sure == SURE:
            return run.numbers, frozenset()
        perhaps = perhaps or run.numbers
    return frozenset(), perhaps


def _is_number(text: str, line: Line) -> bool:
    return line.length <= LONGEST_NUMBER and NUMBER.fullmatch(text, line.start, line.end) is not None


def at_edge(text: str, line: Line) -> bool:
    """Does a line stand beside a form feed?"""
    return "\f" in text[max(0, line.start - 3) : line.start] or "\f" in text[line.end : line.end + 3]


def at_foot(text: str, line: Line) -> bool:
    return "\f" in text[line.end : line.end + 3]


def _numbers(text: str, lines: Sequence[Line | None], alone: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines that may be page numbers, with the numbers: alone, or beside a running head."""
    for index in alone:
        line = lines[index]
        if line is None:
            continue
        words = text[line.start : line.end]
        if found := NUMBER.fullmatch(words):
            yield index, value(found["number"])
        elif (
            not is_division(words)
            and (found := HEAD.fullmatch(words))
            and (found["first"] or found["last"])
            and not ENDS.search(found["text"])
            and not _begins_text(text, lines, index)
        ):
            yield index, int(found["first"] or found["last"])


def _begins_text(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does a sentence end within a line, or text go on right below it that fills the measure? No head is so long."""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line is None:
        return False
    goes_on = below is not None and line.length > LONGEST_HEAD and text[below.start].islower()
    return goes_on or INNER_END.search(text, line.start, line.end) is not None


def value(number: str) -> int:
    """What a page's number counts, in figures or Roman."""
    if number.isdigit():
        return int(number)
    values = [ROMAN[c] for c in number.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chain(
    text: str, lines: Sequence[Line | None], found: Sequence[tuple[int, int]], known: frozenset[int], tries: int = TRIES
) -> _Run:
    """The longest run of numbers that go up page by page; where it is no run of pages, one of the next longest, for
    notes and lists have longer ones."""
    best: dict[int, tuple[int, int]] = {}  # for each number how long the best run up to it is, and its place in found
    before: list[int] = []
    for place, (_, number) in enumerate(found):
        length, last = max((best.get(number - step, (0, -1)) for step in range(1, SKIPPED + 1)), default=(0, -1))
        before.append(last)
        if length + 1 > best.get(number, (0, -1))[0]:
            best[number] = (length + 1, place)
    place = max(best.values(), default=(0, -1))[1]
    chain: list[int] = []
    while place >= 0:
        chain.append(place)
        place = before[place]
    run = [found[place] for place in reversed(chain)]
    sure = _are_pages(text, lines, run, known)
    if sure == SURE or not tries or len(run) < FEWEST_PAGES:
        return _Run(frozenset(index for index, _ in run), sure) if sure else _Run()
    taken = set(run)
    other = _chain(text, lines, [one for one in found if one not in taken], known, tries - 1)
    return other if other.sure > sure else _Run(frozenset(index for index, _ in run), sure) if sure else _Run()


def _are_pages(text: str, lines: Sequence[Line | None], run: Sequence[tuple[int, int]], known: frozenset[int]) -> int:
    """How surely do these numbers part pages of about one length, and sentences? What goes up above form feeds is
    pages. Few numbers are where lines that are `known` to come back stand beside them."""
    if len(run) >= FEWEST_FEET and all((line := lines[index]) and at_foot(text, line) for index, _ in run):
        return SURE
    if len(run) < FEWEST_PAGES:
        return NONE
    places = [(line.start, number) for index, number in run if (line := lines[index])]
    lengths = [(b - a) / (n - m) for (a, m), (b, n) in pairwise(places)]
    usual = sorted(lengths)[len(lengths) // 2]
    alike = sum(0.5 * usual <= length <= 1.6 * usual for length in lengths)
    if alike * 5 < len(lengths) * 3 or not SHORTEST_PAGE <= usual <= LONGEST_PAGE:
        return NONE
    gone = {index for index, _ in run}
    surely = {index for index in gone if cuts(text, lines, index, gone | known)}
    cut = sum(index in surely or _cuts(text, lines, index) for index in gone)
    beside = sum(any(i in known for i in range(index - BESIDE, index + BESIDE + 1)) for index in gone)
    headed = beside * 2 >= len(run)
    last_short = lengths[-1] < 0.5 * usual and len(run) > FEWEST_PAGES
    regular = len(run) >= FEWEST or alike + last_short == len(lengths)
    sure = cut >= max(2, CUT * len(run)) if regular or headed else False
    return SURE if sure or (surely and headed and regular) else PERHAPS if surely else NONE


def _cuts(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does a sentence go on behind this line that was begun before it, or above the notes before it?"""
    above = next((line for line in lines[index - 1 : max(0, index - 9) : -1] if line), None) if index else None
    below = [line for line in lines[index + 1 : index + 9] if line][:2]
    begun = above is not None and not ENDS.search(text[above.start : above.end])
    if begun and any(text[line.start].islower() for line in below):
        return True
    return bool(below) and text[below[0].start].islower() and _below_notes(text, lines, index)


def _below_notes(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Do the lines right above one begin with a note's label?"""
    near = iter(range(index - 1, max(-1, index - 1 - MOST_IN_FOOT), -1))
    first = next((i for i in near if lines[i]), -1)
    for place in range(first, max(-1, first - MOST_IN_FOOT), -1):
        line = lines[place]
        if line is None:
            return False
        if label_at(text, line.start, line.end):
            return True
    return False
