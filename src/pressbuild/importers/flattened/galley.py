"""A text before it was made into pages: its lines and their furniture in, the lines with text and feet parted out.

Notes at the foot of a page are set off from its text, and from one another; where nothing but a short last line says
that a paragraph ends, the next is set off too; and it is told which paragraphs go on behind a foot. Pure.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.bibliography import lines_under_heads
from pressbuild.importers.flattened.feet import RULE, Foot, feet
from pressbuild.importers.flattened.foottails import Tail, is_open, tails
from pressbuild.importers.flattened.lines import BULLET, SENTENCE_END, Line, label_at
from pressbuild.importers.flattened.pagebreaks import INDENTS, Habit, goes_on, habit_of
from pressbuild.importers.flattened.sheet import Sheet

FEWEST = 2  # pages
FEWEST_FLUSH = 3  # paragraphs that begin without a sign, which show a habit
SLACK = 0.1  # of the measure, by which full lines of letters of many widths differ
CUT = 0.5  # of all feet: as many may end amid a sentence and be no habit
SHORT = 0.6  # of the measure: what no line within a paragraph is
Measured = Callable[[Sequence[Line | None]], int]


class Galley(Struct, frozen=True):
    """The lines of a text; the rules above notes, which are none of them; the starts of the lines that begin notes at
    feet, and of those with which a paragraph goes on behind a foot; how many begin behind short lines alone; the last
    lines of feet that end amid a sentence, where that is no habit; the lines with
    which notes go on a page later; the rules that no note is left below; and the
    end of each page's text, with the start of the next one's."""

    lines: Sequence[Line | None]
    rules: tuple[Line, ...] = ()
    notes: frozenset[int] = frozenset()
    runs_on: frozenset[int] = frozenset()
    begun: int = 0
    cut: tuple[Line, ...] = ()
    tails: tuple[Tail, ...] = ()
    bare: tuple[Line, ...] = ()
    edges: tuple[tuple[int, int], ...] = ()


def galley(sheet: Sheet, gone: Collection[int], measured: Measured) -> Galley:
    """The text without the edges of its pages. `gone` are the starts of the lines that are furniture, `measured` gives
    the length at which lines are broken."""
    text, lines = sheet.text, sheet.lines
    pages = _pages(sheet, gone)
    if len(pages) < FEWEST:
        return Galley(lines)
    found = feet(sheet, pages)
    bare = frozenset(_bare_rules(text, lines, pages, found))
    pages = [[index for index in page if index not in bare] for page in pages]
    kept = [page[: page.index(_top(foot))] if foot else page for page, foot in zip(pages, found, strict=True)]
    of_text = {index for page in kept for index in page}
    prose = [line if line is None or index in of_text else None for index, line in enumerate(lines)]
    habit = habit_of(prose, measured)
    cuts = _flush_cuts(text, lines, kept, habit) - lines_under_heads(text, lines)
    rules = [foot.rule for foot in found if foot and foot.rule is not None]
    before = {_top(foot) for foot in found if foot} | {index for foot in found if foot for index in foot.labels} | cuts
    before |= {below[0] for foot, below in zip(found, pages[1:], strict=False) if foot}
    notes = [line.start for foot in found if foot for index in foot.labels if (line := lines[index])]
    return Galley(
        tuple(_set_off(lines, before, frozenset(rules), _closed(text, lines, pages, found))),
        tuple(line for index in rules if (line := lines[index])),
        frozenset(notes),
        frozenset(_running_on(text, lines, kept, found, habit)),
        len(cuts),
        tuple(_cut(text, lines, pages, found)),
        tuple(tails(text, lines, pages, found)),
        tuple(line for index in bare if (line := lines[index])),
        tuple(_edges(lines, kept)),
    )


def _cut(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> Iterator[Line]:
    """The last lines of feet that end amid a sentence, among others that do not: the notes go on elsewhere."""
    last = [line for page, foot in zip(pages, found, strict=True) if foot and (line := lines[page[-1]])]
    open_ended = [line for line in last if is_open(text, line)]
    if len(open_ended) <= CUT * len(last):
        yield from open_ended


def _edges(lines: Sequence[Line | None], pages: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Where the text of each page ends, and where that of the next page begins."""
    for page, below in pairwise(page for page in pages if page):
        if (last := lines[page[-1]]) and (line := lines[below[0]]):
            yield last.end, line.start


def _bare_rules(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> list[int]:
    """The rules at the ends of pages that have no notes left below them, where rules set feet off."""
    if sum(foot is not None and foot.rule is not None for foot in found) < FEWEST:
        return []
    ends = [page[-1] for page, foot in zip(pages, found, strict=True) if foot is None and len(page) > 1]
    return [index for index in ends if (line := lines[index]) and RULE.fullmatch(text, line.start, line.end)]


def _top(foot: Foot) -> int:
    return foot.first if foot.rule is None else foot.rule


def _pages(sheet: Sheet, gone: Collection[int]) -> list[list[int]]:
    """The lines of each page by their indexes, without furniture: between form feeds, or between the furniture."""
    lines = sheet.lines
    if sheet.pages:
        kept = ([index for index in page if (line := lines[index]) and line.start not in gone] for page in sheet.pages)
        return [page for page in kept if page]
    if not gone:
        return []
    parts: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        if line and line.start in gone:
            parts.append([])
        elif line:
            parts[-1].append(index)
    return [page for page in parts if page]


def _closed(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None]
) -> set[int]:
    """The blank lines between pages without notes whose sentence goes on in a small letter. Behind a title page a full
    line may end without a stop."""
    closed: set[int] = set()
    for foot, page, below in zip(found, pages, pages[1:], strict=False):
        last, line = lines[page[-1]], lines[below[0]]
        ended = last is None or SENTENCE_END.search(text, last.start, last.end)
        if not (foot or ended) and line and text[line.start].islower():
            closed.update(range(page[-1] + 1, below[0]))
    return closed


def _set_off(
    lines: Sequence[Line | None], before: Collection[int], gone: Collection[int], closed: Collection[int]
) -> Iterator[Line | None]:
    """The lines with a blank one before each of some, where there is none; a blank one stands for each that is gone,
    none for those that are `closed` up."""
    above: Line | None = None
    for index, line in enumerate(lines):
        if line is None and index in closed:
            continue
        if index in before and above is not None:
            yield None
        above = None if index in gone else line
        yield above


def _flush_cuts(text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], habit: Habit) -> set[int]:
    """The lines that begin paragraphs and headings where neither a blank line nor an indent says so: behind a sentence
    that ends in a short line. Empty where most such lines have another sign."""
    if not habit.measure:
        return set()
    flush: set[int] = set()
    signs = 0
    for page in pages:
        for place, index in enumerate(page[1:], start=1):
            above, line = lines[page[place - 1]], lines[index]
            if above is None or line is None or not _ends_short(text, above, line, habit.measure):
                continue
            if lines[index - 1] is None or line.indent - above.indent in INDENTS:
                signs += 1
            else:
                flush.add(index)
    if len(flush) < max(FEWEST_FLUSH, signs):
        return set()
    return flush | {index for page in pages for index in _headed(text, lines, page, habit.measure)}


def _ends_short(text: str, above: Line, line: Line, measure: int) -> bool:
    """Does a sentence end in a line that had room for the next word?"""
    if not SENTENCE_END.search(text, above.start, above.end):
        return False
    word = text[line.start : line.end].split(maxsplit=1)[0]
    return above.indent + above.length + 1 + len(word) <= measure * (1 - SLACK)


def _headed(text: str, lines: Sequence[Line | None], page: Sequence[int], measure: int) -> Iterator[int]:
    """The lines that begin headings, and those that begin the text below them: a heading is far too short to be broken
    by the measure, and stands between a sentence's end and a capital, a note's label or another heading."""
    headed = False  # is the line above one?
    for place, index in enumerate(page):
        line = lines[index]
        below = lines[page[place + 1]] if place + 1 < len(page) else None
        above = lines[page[place - 1]] if place else None
        begins = headed or above is None or SENTENCE_END.search(text, above.start, above.end) is not None
        headed = bool(line and below and begins and _may_head(text, line, measure))
        if headed and line and below and _may_follow(text, below, measure):
            yield from (index, page[place + 1])
        else:
            headed = False


def _may_head(text: str, line: Line, measure: int) -> bool:
    """Is a line short, begun with a capital and not ended?"""
    signed = label_at(text, line.start, line.end) or BULLET.match(text, line.start, line.end)
    small, ended = text[line.start].islower(), text[line.end - 1] in ".,;:-–—\u2010"
    return line.length <= SHORT * measure and not (signed or small or ended)


def _may_follow(text: str, below: Line, measure: int) -> bool:
    if label_at(text, below.start, below.end) or _may_head(text, below, measure):
        return True
    return below.length >= SHORT * measure and not text[below.start].islower()


def _running_on(
    text: str, lines: Sequence[Line | None], pages: Sequence[Sequence[int]], found: Sequence[Foot | None], habit: Habit
) -> Iterator[int]:
    """The starts of the lines with which a paragraph goes on behind the foot of a page."""
    for place, foot in enumerate(found[:-1]):
        above = next((page for page in reversed(pages[: place + 1]) if page), None)
        below = pages[place + 1]
        if not foot or not above or not below:
            continue
        last, line = lines[above[-1]], lines[below[0]]
        if last and line and goes_on(text, last, line, habit):
            yield line.start
