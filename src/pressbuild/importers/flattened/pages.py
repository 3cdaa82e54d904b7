"""What a printed page leaves in the text copied from it: lines in, its numbers and running heads among them out.

A page's number stands alone, goes up by one from page to page, and cuts sentences in two; so does a running head, which
comes back again and again beside it, set apart from the text and hardly ever within it. Numbered sections do neither,
and stay; so does a refrain.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.lines import SHORTEST_WRAPPED, Line, Lineation
from pressbuild.importers.flattened.pagenumbers import (
    CUT,
    FEWEST,
    FEWEST_PAGES,
    HEAD,
    SKIPPED,
    at_edge,
    at_foot,
    page_numbers,
)
from pressbuild.importers.flattened.runningheads import (
    ENDS,
    LONGEST,
    coming_back,
    cuts,
    cutting_heads,
    may_begin,
    opening,
    real_headings,
    said,
)
from pressbuild.importers.flattened.sheet import Sheet

NOTE = re.compile(r"(?:\d{1,4}[.)]|\d{1,4}(?=\s)|[\[(]\d{1,4}[\])]|[*†‡§‖¶]+|[⁰¹²³⁴-⁹]+)\s?[^\W\d].*[a-z].*[.!?”’)]$")
ADDRESSES = ("http", "www", "file:")  # a browser prints the page's above and below it
PIECE = re.compile(r"[,;-]$")
EDGES = 0.4  # the share of all form feeds that have a head beside them: on left or on right pages
TITLE_PAGE = 12  # lines
NUMBERED, RUNNING_HEAD, DOUBTFUL = "a page's number", "a running head", "perhaps a running head"
RULE = "a rule above a page's notes"
NEAR = 4  # lines between a page's number and its running head


class Furniture(Struct, frozen=True):
    """A line that is no part of the text, and what it is; one that is only perhaps none stays."""

    line: Line
    why: str


class _Chosen(Struct, frozen=True):
    """What was found as the text's pages are parted, by the indexes of lines: numbers, heads beyond doubt, heads that
    cut sentences, which may be headings, and what is perhaps furniture."""

    numbers: frozenset[int]
    heads: frozenset[int]
    cutting: frozenset[int]
    perhaps: frozenset[int]


def furniture(sheet: Sheet) -> tuple[Furniture, ...]:
    """The page numbers and running heads among the lines of a text, and what may be a running head."""
    text, lines = sheet.text, sheet.lines
    chapters = sheet.chapters
    alone = [i for i, line in enumerate(lines) if line and i not in chapters and _alone(text, lines, i)]
    alike = coming_back(text, lines)
    chosen = _between_feeds(sheet, alone) if sheet.pages else _unparted(sheet, alone, alike)
    numbers = chosen.numbers
    seen = _coming_back(text, lines, alone, numbers)
    heads = {*_heads(text, lines, seen, numbers), *chosen.cutting}
    heads -= set(real_headings(text, lines, alike.values(), heads | numbers))
    heads |= chosen.heads
    heads |= set(_above_title(text, lines, {*numbers, *heads}))
    heads -= set(_alone_on_page(sheet, {*numbers, *heads}))
    doubtful = {index for indexes in seen.values() if not heads.intersection(indexes) for index in indexes}
    kinds = dict.fromkeys(doubtful | chosen.perhaps, DOUBTFUL)
    kinds |= dict.fromkeys(heads, RUNNING_HEAD) | dict.fromkeys(numbers, NUMBERED)
    return tuple(Furniture(line, kinds[index]) for index in sorted(kinds) if (line := lines[index]))


def with_known(
    sheet: Sheet, found: tuple[Furniture, ...], known: Collection[int], lineation: Lineation
) -> tuple[Furniture, ...]:
    """What was found, and the lines that are `known` to be running heads by the places of their starts in the source: a
    head that cut a word cuts nothing any more when that word has been put together."""
    if not known:
        return found
    every = {one.line.start: one for one in found}
    numbers = {lineation.at_source(place)[0] for place in known}
    near = (line for line in sheet.lines if line and line.number in numbers and line.length <= LONGEST)
    heads = {line.start: Furniture(line, RUNNING_HEAD) for line in near if lineation.origin(line.start) in known}
    every |= {start: head for start, head in heads.items() if start not in every or every[start].why == DOUBTFUL}
    return tuple(every[start] for start in sorted(every))


def _between_feeds(sheet: Sheet, alone: Sequence[int]) -> _Chosen:
    """Where form feeds end the pages: what stands at their edges, and heads beside numbers that cut sentences."""
    text, lines, fed = sheet.text, sheet.lines, sheet.edges
    numbers, perhaps = (fed.numbers, frozenset[int]()) if fed.numbers else page_numbers(text, lines, alone, {})
    cutting, _ = cutting_heads(text, lines, {}, numbers)
    return _Chosen(numbers, fed.heads, frozenset(cutting), perhaps)


def _unparted(sheet: Sheet, alone: Sequence[int], again: Mapping[str, Sequence[int]]) -> _Chosen:
    """Where nothing says how pages end: numbers that go up, and lines that come back `again` and cut sentences."""
    text = sheet.text
    lines = [None if index in sheet.chapters else line for index, line in enumerate(sheet.lines)]
    numbers, maybe = page_numbers(text, lines, alone, again)
    cutting, perhaps = cutting_heads(text, lines, again, numbers)
    return _Chosen(numbers, frozenset(), frozenset(cutting), maybe | perhaps)


def _alone_on_page(sheet: Sheet, gone: set[int]) -> Iterator[int]:
    """The sentences on pages of which nothing would be left."""
    text, lines = sheet.text, sheet.lines
    for page in sheet.pages:
        if gone.issuperset(page):
            yield from (index for index in page if (line := lines[index]) and ENDS.search(text, line.start, line.end))


def _above_title(text: str, lines: Sequence[Line | None], gone: set[int]) -> Iterator[int]:
    """The text's first line, where it is the head of the first page: an address, or the title stands below it again."""
    shown = [index for index, line in enumerate(lines[:TITLE_PAGE]) if line]
    if not shown or shown[0] in gone:
        return
    words = said(text, lines[shown[0]])
    again = any(said(text, lines[index]) == words for index in shown[1:] if index not in gone)
    if (again or words.startswith(ADDRESSES)) and any(said(text, lines[index]) == words for index in gone):
        yield shown[0]


def head_as_title(sheet: Sheet, found: tuple[Furniture, ...]) -> tuple[Sheet, tuple[Furniture, ...]]:
    """The text and what is to go of them, with the head of the first page kept as the title, without its number, where
    the text itself begins right below it."""
    text, lines = sheet.text, sheet.lines
    shown = [index for index, line in enumerate(lines[:TITLE_PAGE]) if line]
    top = lines[shown[0]] if len(shown) > 1 else None
    piece = next((one for one in found if one.line == top and one.why != DOUBTFUL), None)
    if top is None or piece is None or not _is_paragraph(lines, shown[1]):
        return sheet, found
    words = HEAD.fullmatch(text, top.start, top.end)
    again = sum(said(text, one.line) == said(text, top) for one in found)
    if words is None or again < FEWEST_PAGES or not said(text, top) or text.startswith(ADDRESSES, top.start):
        return sheet, found
    start, end = words.span("text")
    title = top._replace(start=start, end=end)
    kept = [title if index == shown[0] else line for index, line in enumerate(lines)]
    numbers = [(top.start, start)] if words["first"] else [(end, top.end)] if words["last"] else []
    rest = [Furniture(top._replace(start=a, end=b), NUMBERED) for a, b in numbers]
    return sheet.with_lines(kept), (*rest, *(one for one in found if one is not piece))


def _is_paragraph(lines: Sequence[Line | None], index: int) -> bool:
    """Do several lines of text begin here, or a long one?"""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    return line is not None and (line.length > LONGEST or (below is not None and line.length >= SHORTEST_WRAPPED))


def _alone(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """A short line with a blank one above or below, or at a page's edge."""
    line = lines[index]
    if line is None or line.length > LONGEST:
        return False
    above, below = lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None
    return above is None or below is None or at_edge(text, line)


def _coming_back(
    text: str, lines: Sequence[Line | None], alone: Sequence[int], numbers: frozenset[int]
) -> dict[str, list[int]]:
    """The lines that come back beside page numbers, or at the edges of pages, by what they say."""
    near = {index + step for index in numbers for step in range(-NEAR, NEAR + 1)}
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for index in alone:
        line = lines[index]
        beside = line and index not in numbers and (index in near or at_edge(text, line))
        if beside and (words := said(text, line)) and _set_apart(text, lines, index, numbers):
            seen[words].append(index)
    return {words: indexes for words, indexes in seen.items() if len(indexes) > 1}


def _heads(
    text: str, lines: Sequence[Line | None], seen: Mapping[str, Sequence[int]], numbers: frozenset[int]
) -> Iterator[int]:
    """Those of such lines that stand hardly anywhere else, from the first of them on: the title may say the same."""
    often = {words: indexes for words, indexes in seen.items() if len(indexes) >= FEWEST_PAGES}
    begin = min((indexes[0] for indexes in often.values()), default=0)
    feeds = text.count("\f")
    openings = set(map(opening, often))
    may = [line for line in lines[begin:] if line and may_begin(text, line, openings)] if often else []
    everywhere = Counter(words for line in may if (words := said(text, line)) in often)
    numbered = Counter(said(text, lines[index]) for index in numbers) if often else Counter[str]()
    for words, indexes in often.items():
        elsewhere = everywhere[words] - len(indexes) - numbered[words]
        if elsewhere * 3 > len(indexes):
            continue
        cut = sum(cuts(text, lines, index, numbers) for index in indexes)
        habit = len(indexes) >= FEWEST and cut >= max(2, CUT * len(indexes))
        edge = sum(at_edge(text, line) for index in indexes if (line := lines[index]))
        sentence = any(ENDS.search(text, line.start, line.end) for index in indexes if (line := lines[index]))
        at_edges = edge == len(indexes) >= max(FEWEST, feeds * EDGES) and not sentence
        if numbers or habit or at_edges or _are_sides(text, lines, indexes):
            yield from indexes


def _set_apart(text: str, lines: Sequence[Line | None], index: int, numbers: frozenset[int]) -> bool:
    """Does a line stand between blank lines, page numbers and page edges, and is no piece of a sentence or stanza?"""
    line = lines[index]
    if line is None or PIECE.search(text, line.start, line.end):
        return False
    if text[line.start].islower() and not text.startswith(ADDRESSES, line.start):
        return False
    if NOTE.match(text, line.start, line.end):
        return False
    above = index == 0 or lines[index - 1] is None or index - 1 in numbers
    below = index + 1 == len(lines) or lines[index + 1] is None or index + 1 in numbers
    top = "\f" in text[max(0, line.start - 3) : line.start]
    return (above and below) or (top and below) or (at_foot(text, line) and above)


def _are_sides(text: str, lines: Sequence[Line | None], indexes: Sequence[int]) -> bool:
    """Are these the heads of all left-hand or all right-hand pages, their numbers going up by two?"""
    found = [HEAD.fullmatch(text, line.start, line.end) for index in indexes if (line := lines[index])]
    numbers = [int(one["first"] or one["last"] or 0) for one in found if one]
    steps = [after - before for before, after in pairwise(numbers)]
    return len(numbers) == len(indexes) >= FEWEST and all(0 < step <= 2 * SKIPPED and step % 2 == 0 for step in steps)
