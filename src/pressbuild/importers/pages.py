"""What a printed page leaves in the text copied from it: lines in, its numbers and running heads among them out.

A page's number stands alone, goes up by one from page to page, and cuts sentences in two; so does a running head, which
comes back again and again beside it. Numbered sections do neither, and stay.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressbuild.importers.headings import is_division
from pressbuild.importers.lines import Line

NUMBER = re.compile(
    r"[\W_]*(?:page |p\. ?)?(?P<number>\d{1,4}|(?=[ivxlc])[ivxlc]{1,8})(?: ?(?:of|/) ?\d{1,4})?[\W_]*", re.IGNORECASE
)
HEAD = re.compile(r"(?:(?P<first>\d{1,4})[\s|·•–—-]+)?(?P<text>\D.{1,78}?)(?:[\s|·•–—-]+(?P<last>\d{1,4}))?")
ENDS = re.compile(r"[.!?:;…][\W\d]*$|[”’\"')\]]\W*$")
LONGEST = 90
FEWEST = 5  # pages that show a habit
SKIPPED = 3  # pages without a number, where a chapter begins
SHORTEST_PAGE, LONGEST_PAGE = 300, 9000  # characters
CUT = 0.1  # the share of pages that end within a sentence, at the least; sections never do
NEAR = 4  # lines between a page's number and its running head
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is no part of the text, and what it is."""

    line: Line
    why: str


def furniture(text: str, lines: Sequence[Line | None]) -> tuple[Furniture, ...]:
    """The page numbers and running heads among the lines of a text."""
    alone = [index for index, line in enumerate(lines) if line and _alone(text, lines, index)]
    numbers = _chain(text, lines, list(_numbers(text, lines, alone)))
    heads = set(_heads(text, lines, alone, numbers))
    found = sorted({*numbers, *heads})
    return tuple(
        Furniture(line, "a page's number" if index in numbers else "a running head")
        for index in found
        if (line := lines[index])
    )


def _alone(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """A short line with a blank one above or below, or at a page's edge."""
    line = lines[index]
    if line is None or line.length > LONGEST:
        return False
    above, below = lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None
    return above is None or below is None or _at_edge(text, line)


def _at_edge(text: str, line: Line) -> bool:
    return "\f" in text[max(0, line.start - 3) : line.start] or "\f" in text[line.end : line.end + 3]


def _numbers(text: str, lines: Sequence[Line | None], alone: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines that may be page numbers, with the numbers: alone, or beside a running head."""
    for index in alone:
        line = lines[index]
        if line is None:
            continue
        words = text[line.start : line.end]
        if found := NUMBER.fullmatch(words):
            yield index, _value(found["number"])
        elif (
            not is_division(words)
            and (found := HEAD.fullmatch(words))
            and (found["first"] or found["last"])
            and not ENDS.search(found["text"])
        ):
            yield index, int(found["first"] or found["last"])


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [ROMAN[c] for c in number.lower()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chain(text: str, lines: Sequence[Line | None], found: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The longest run of numbers that go up page by page; empty where it is no run of pages."""
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
    return frozenset(index for index, _ in run) if _are_pages(text, lines, run) else frozenset()


def _are_pages(text: str, lines: Sequence[Line | None], run: Sequence[tuple[int, int]]) -> bool:
    """Do these numbers part pages of about one length, and sentences?"""
    if len(run) < FEWEST:
        return False
    places = [(line.start, number) for index, number in run if (line := lines[index])]
    lengths = sorted((b - a) / (n - m) for (a, m), (b, n) in pairwise(places))
    usual = lengths[len(lengths) // 2]
    alike = sum(0.5 * usual <= length <= 1.6 * usual for length in lengths)
    cut = sum(_cuts(text, lines, index) for index, _ in run)
    return SHORTEST_PAGE <= usual <= LONGEST_PAGE and alike * 5 >= len(lengths) * 3 and cut >= max(2, CUT * len(run))


def _cuts(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Does a sentence go on behind this line that was begun before it?"""
    above = next((line for line in lines[index - 1 : max(0, index - 9) : -1] if line), None) if index else None
    below = [line for line in lines[index + 1 : index + 9] if line][:2]
    begun = above is not None and not ENDS.search(text[above.start : above.end])
    return begun and any(text[line.start].islower() for line in below)


def _heads(text: str, lines: Sequence[Line | None], alone: Sequence[int], numbers: frozenset[int]) -> Iterator[int]:
    """The lines that come back beside page numbers, or at the edges of pages."""
    near = {index + step for index in numbers for step in range(-NEAR, NEAR + 1)}
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for index in alone:
        line = lines[index]
        if line and index not in numbers and (index in near or _at_edge(text, line)):
            words = re.sub(r"[\W\d]+", " ", text[line.start : line.end]).strip().lower()
            if words:
                seen[words].append(index)
    for indexes in seen.values():
        cut = sum(_cuts(text, lines, index) for index in indexes)
        if len(indexes) >= 3 and (numbers or (len(indexes) >= FEWEST and cut >= max(2, CUT * len(indexes)))):
            yield from indexes
