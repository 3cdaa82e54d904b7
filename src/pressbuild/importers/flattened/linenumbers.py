"""The numbers of lines in the margin of verse: lines in, those without their numbers and where these stood out. Pure.

An edition of verse numbers every fifth or tenth line, before or behind it, in a margin or a line of its own. Such a run
goes up by one step, and so do its lines: as many stand between two numbers as these differ by. No other figures do.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pressbuild.importers.flattened.lines import Line

LINE_NUMBER = "a line’s number in the margin"
STEPS = (5, 10, 4)
BEHIND = re.compile(r".*[^\W\d_][^\w\s]*(?P<gap>[ \t\u00a0\u2000-\u200a]*)(?P<number>\d{1,4})$")
BEFORE = re.compile(r"(?P<number>\d{1,4})(?P<gap>[ \t\u00a0\u2000-\u200a]+)(?=\S*[^\W\d_])")
TAB = 4
WIDE = 2  # columns that set a number apart as a margin does
FEWEST, FEWEST_CLOSE = 2, 3  # numbers of a run that stand in a margin, and of one whose numbers stand close or alone
SLACK = range(-1, 4)  # lines by which a step may be off within a run that is known: a heading, a line of two speakers
LONGEST, LONGEST_NUMBER = 90, 4  # of a line of verse, with its number, and of a number


class Numbered(Struct, frozen=True):
    """A line with a number in its margin: the index of the line, how many lines of words stand before it, its number,
    the line without it (None: it holds nothing else), the number's span, and whether a margin parts both."""

    index: int
    count: int
    number: int
    rest: Line | None
    span: tuple[int, int]
    wide: bool


def line_numbers(text: str, lines: Sequence[Line | None]) -> tuple[Numbered, ...]:
    """The lines of a text whose numbers are those of verse."""
    figured = list(_figured(text, lines))
    found: dict[int, Numbered] = {}
    for numbered in (_behind(text, figured), _before(text, lines, figured), _alone(text, figured)):
        for run in _runs(list(numbered)):
            found |= {line.index: line for line in run if line.index not in found}
    return tuple(found[index] for index in sorted(found))


def without(lines: Sequence[Line | None], numbered: Sequence[Numbered]) -> Sequence[Line | None]:
    """The lines without those numbers, the same where there are none; a line of a number alone is gone."""
    if not numbered:
        return lines
    rests = {one.index: one.rest for one in numbered}
    return [rests.get(index, line) for index, line in enumerate(lines) if rests.get(index, line) or index not in rests]


def hidden(text: str, numbered: Sequence[Numbered]) -> str:
    """The text with blanks in the place of the numbers, so that offsets stay."""
    for start, end in (one.span for one in numbered):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


class _Figured(NamedTuple):
    """A line that may be verse and begins or ends with a figure, `at` its index; how many lines stand `above` it, and
    how many that are `worded`, more than a figure."""

    at: int
    line: Line
    above: int
    worded: int


def _figured(text: str, lines: Sequence[Line | None]) -> Iterator[_Figured]:
    count = alone = 0
    for index, line in enumerate(lines):
        if line is None:
            continue
        if text[line.end - 1].isdigit() or text[line.start].isdecimal():
            if line.length <= LONGEST:
                yield _Figured(index, line, count, count - alone)
            alone += _is_number(text, line)
        count += 1


def _behind(text: str, figured: Sequence[_Figured]) -> Iterator[Numbered]:
    for index, line, count, _ in figured:
        if text[line.end - 1].isdigit() and (found := BEHIND.match(text, line.start, line.end)):
            rest = line._replace(end=found.start("gap"))
            yield Numbered(index, count, int(found["number"]), rest, found.span("number"), _is_wide(found["gap"]))


def _before(text: str, lines: Sequence[Line | None], figured: Sequence[_Figured]) -> Iterator[Numbered]:
    for index, line, count, _ in figured:
        if text[line.start].isdecimal() and (found := BEFORE.match(text, line.start, line.end)):
            columns = sum(TAB if sign == "\t" else 1 for sign in found[0])
            beside = [
                near.indent for near in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]) if near
            ]
            margin = min(beside, default=0) >= line.indent + WIDE  # or the number stands where other lines begin
            rest = line._replace(start=found.end(), indent=line.indent + columns * margin)
            yield Numbered(index, count, int(found["number"]), rest, found.span("number"), _is_wide(found["gap"]))


def _alone(text: str, figured: Sequence[_Figured]) -> Iterator[Numbered]:
    """The numbers that copying set on lines of their own, below the lines that they count."""
    for index, line, _, worded in figured:
        if _is_number(text, line):
            yield Numbered(index, worded, int(text[line.start : line.end]), None, (line.start, line.end), wide=False)


def _is_number(text: str, line: Line) -> bool:
    return line.length <= LONGEST_NUMBER and text[line.start : line.end].isdecimal()


def _is_wide(gap: str) -> bool:
    return len(gap) >= WIDE or "\t" in gap


def _runs(found: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """The runs of numbers that go up as their lines do."""
    for step in STEPS:
        used: set[int] = set()
        for place, first in enumerate(found):
            if place in used or not first.number or first.number % step:
                continue
            run = [place]
            while (further := _next(found, run, step)) is not None:
                run.append(further)
            if _is_run([found[one] for one in run], step):
                run = [*_before_run(found, run[0], step), *run]
                used.update(run)
                yield [found[one] for one in run]
        if used:
            return


def _before_run(found: Sequence[Numbered], first: int, step: int) -> Iterator[int]:
    """The place of the number before a run that is known, where it is nearly as far from it."""
    for place in range(first - 1, -1, -1):
        off = found[first].count - found[place].count - step
        if off > max(SLACK) or found[first].number - step < found[place].number < found[first].number:
            return
        if found[place].number == found[first].number - step and off in SLACK and found[place].number > 0:
            yield from _before_run(found, place, step)
            yield place
            return


def _next(found: Sequence[Numbered], run: Sequence[int], step: int) -> int | None:
    """The place of the number that goes on with a run; None where another stands between, as in a list."""
    last = found[run[-1]]
    known = _is_run([found[one] for one in run], step)
    for place in range(run[-1] + 1, len(found)):
        off = found[place].count - last.count - step
        if off > max(SLACK) or last.number < found[place].number < last.number + step:
            return None
        if found[place].number == last.number + step and (off == 0 or (known and off in SLACK)):
            return place
    return None


def _is_run(run: Sequence[Numbered], step: int) -> bool:
    """Are there enough numbers, most of them as far from the last as they differ from it?"""
    exact = sum(below.count - above.count == step for above, below in pairwise(run))
    wide = all(line.wide for line in run) and run[0].number <= run[0].count + 1  # a year is more
    fewest = FEWEST if wide else FEWEST_CLOSE
    return len(run) >= fewest and exact >= fewest - 1
