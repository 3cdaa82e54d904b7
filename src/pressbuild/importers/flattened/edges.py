"""What stands at the edges of pages that form feeds part: lines in, page numbers and running heads there out. Pure.

A page's number is the place of its page and always the same number more; a running head comes back at the edge of other
pages. Where a form feed ends each page both are known for certain, whether blank lines set them off or not. A number
may also stand between the labels of a page's notes and these, as a PDF's text has them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.divisions import INNER_END, is_division
from pressbuild.importers.flattened.lines import SENTENCE_END, Line
from pressbuild.importers.flattened.pagenumbers import HEAD, LONGEST_HEAD, NUMBER, value
from pressbuild.importers.flattened.runningheads import may_begin, opening

FEWEST = 3  # pages that show a habit
FEWEST_BESIDE = 2  # pages that end with a head beside its number
DEPTH = 2  # lines at an edge that may be no text: a running head and a number
LONGEST = 90
COMES_BACK = 0.8  # of the pages, at the foot of which a sentence stands that is no note
ENDS = re.compile(r"[.!?:;,…-][\W\d]*$")


class Edges(Struct, frozen=True):
    """The indexes of lines at the edges of pages that are their numbers, and of those that are running heads."""

    numbers: frozenset[int]
    heads: frozenset[int]


class _Numbered(Struct, frozen=True):
    """What may be a page's number: the index of its line, the place of its page, how much more it is than that, whether
    it is Roman, and whether it stands `amid` the labels of notes."""

    index: int
    page: int
    more: int
    roman: bool = False
    amid: bool = False


def edges(text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], figures: Mapping[int, int]) -> Edges:
    """The numbers and running heads at the edges of pages, these by the indexes of their lines; `figures` are the
    numbers that are lines of their own."""
    numbers = _numbers(text, lines, pages, figures)
    return Edges(frozenset(numbers), frozenset(_heads(text, lines, pages, numbers, figures)))


def _numbers(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], figures: Mapping[int, int]
) -> set[int]:
    found: list[_Numbered] = []
    last = Counter(_shown(text, lines[page[-1]]) for page in pages if page)
    feet = {words for words in last if last[words] >= COMES_BACK * len(pages)}
    beside = _heads_below(text, lines, pages)
    for place, page in enumerate(pages):
        for index in dict.fromkeys((*page[:DEPTH], *page[-DEPTH:])):
            if _labels(text, lines, page, index) and _shown(text, lines[page[-1]]) not in feet:
                continue
            if number := _number(text, lines[index], head=index in page[:DEPTH] or index in beside):
                found.append(_Numbered(index, place, value(number) - place, not number.isdigit()))
        found += (_Numbered(index, place, number - place, amid=True) for index, number in _beside(lines, page, figures))
    often = Counter((one.more, one.roman) for one in found)
    habit = [one for one in found if often[one.more, one.roman] >= FEWEST]
    at_edge = {one.page for one in habit if not one.amid}
    known = {(one.more, one.page) for one in habit}
    return {one.index for one in habit if not (one.amid and one.page in at_edge)} | set(
        _behind_heads(text, lines, pages, known) if beside else ()
    )


def _behind_heads(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], known: Collection[tuple[int, int]]
) -> Iterator[int]:
    """The last lines of further pages that end in the number due there, where others end so: a head that stands on one
    page alone. `known` are how much more than its place a page's number is, and such places."""
    numbered, steps = {page for _, page in known}, {more for more, _ in known}
    for place, page in enumerate(pages):
        line = lines[page[-1]] if place not in numbered and len(page) > DEPTH else None
        number = _number(text, line, head=True)
        if line and number.isdigit() and int(number) - place in steps and text[line.start].isalpha():
            yield page[-1]


def _labels(text: str, lines: Sequence[Line | None], page: Sequence[int], index: int) -> bool:
    """Does a line at a page's foot stand right above its last, which is a sentence? So stands the label of a note."""
    last = lines[index + 1] if index + 1 == page[-1] and index not in page[:DEPTH] else None
    return last is not None and SENTENCE_END.search(text, last.start, last.end) is not None


def _beside(lines: Sequence[Line | None], page: Sequence[int], figures: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The figures of a page that stand alone between blank lines, next to other figures in whose row they are not, and
    their numbers: pdftotext may put the page's number between the labels of its notes and these."""
    for above, index, below in zip(page, page[1:], page[2:], strict=False) if len(page) > 2 * DEPTH else ():
        if index not in figures or lines[index - 1] or lines[index + 1]:
            continue
        number = figures[index]
        near = [figures[i] - number for i in (above, below) if i in figures]
        if near and not any(abs(step) == 1 for step in near):
            yield index, number


def _shown(text: str, line: Line | None) -> str:
    return text[line.start : line.end] if line else ""


def _heads_below(text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]]) -> set[int]:
    """The last lines of pages whose words come back at the ends of others, each time with a number of their own before
    or behind them: `4 Of Bread`. A note's label is no more than that once."""
    seen: defaultdict[str, list[int]] = defaultdict(list)
    numbers: dict[int, str] = {}
    for index in (page[-1] for page in pages if len(page) > DEPTH):
        if number := _number(text, lines[index], head=True):
            numbers[index] = number
            seen[_words(text, lines[index]).replace(number, "", 1).strip()].append(index)
    again = (indexes for words, indexes in seen.items() if words and len(indexes) >= FEWEST_BESIDE)
    return {index for indexes in again for index in indexes if len({numbers[i] for i in indexes}) == len(indexes)}


def _number(text: str, line: Line | None, *, head: bool) -> str:
    """The number that a line is, or has before or behind a running `head`; at a foot it may be that of a note."""
    if line is None or line.length > LONGEST:
        return ""
    words = text[line.start : line.end]
    if found := NUMBER.fullmatch(words):
        return found["number"]
    found = HEAD.fullmatch(words) if head and line.length <= LONGEST_HEAD and not INNER_END.search(words) else None
    if found is None or ENDS.search(found["text"]) or (is_division(words) and not is_division(found["text"])):
        return ""
    return found["first"] or found["last"] or ""


def _heads(
    text: str,
    lines: Sequence[Line | None],
    pages: Sequence[Sequence[int]],
    numbers: set[int],
    figures: Mapping[int, int],
) -> Iterator[int]:
    """What comes back at the edges of pages, and the first of them only where that is no heading of its own."""
    seen: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    numbered: set[int] = set()  # lines with a page's number above or below them on their page
    for page in pages:
        numbered |= {b for a, b in pairwise(page) if a in numbers} | {a for a, b in pairwise(page) if b in numbers}
        for foot, index in ((False, _outermost(page, numbers)), (True, _outermost(page[::-1], numbers))):
            # What ends a page without a blank line above it, and has no number below it, is a sentence that it cuts.
            cut = foot and index is not None and lines[index - 1] and not _above_folio(page, numbers, figures)
            if index is not None and not cut and (words := _words(text, lines[index])):
                seen[foot, words].append(index)
    openings = {opening(words) for _, words in seen}
    may = [line for line in lines if line and may_begin(text, line, openings)] if seen else []
    everywhere = Counter(_words(text, line) for line in may)
    for (_, words), indexes in seen.items():
        if len(indexes) < FEWEST - numbered.issuperset(indexes) or (everywhere[words] - len(indexes)) * 3 > len(
            indexes
        ):
            continue
        first = indexes[0]
        is_title = first not in numbered and not any(_words(text, line) == words for line in lines[:first])
        yield from indexes[1:] if is_title else indexes


def _above_folio(page: Sequence[int], numbers: set[int], figures: Mapping[int, int]) -> bool:
    """Does a page end with two lines below its text, the last its number and the other no note of a raised label?"""
    line, folio = page[-2:]
    return folio in numbers and folio == line + 1 and line - 1 not in figures


def _outermost(page: Sequence[int], numbers: set[int]) -> int | None:
    """The line of a page that stands outermost, but for its number."""
    return next((index for index in page[:DEPTH] if index not in numbers), None) if len(page) > DEPTH else None


def _words(text: str, line: Line | None) -> str:
    """What a line says, by which a running head is known again; empty where it is none. A division keeps its number."""
    if line is None or line.length > LONGEST or text[line.start].islower():
        return ""
    words = text[line.start : line.end]
    if ENDS.search(words):
        return ""
    return re.sub(r"[\W_]+", " ", words).strip().lower()
