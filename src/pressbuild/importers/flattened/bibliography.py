"""Bibliographies in flattened text: a run of lines in, those that begin entries out; the blocks that are such. Pure.

An entry is an author, a title and a date. Where its lines hang it begins at the margin; where they do not, behind a
line that ended before the measure did, or in the form and the order of the entries around it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pressbuild.importers.flattened.divisions import BIBLIOGRAPHY, LONGEST, PREFIX
from pressbuild.importers.flattened.headings import Heading
from pressbuild.importers.flattened.lines import (
    LONGEST_WRAPPED,
    SENTENCE_END,
    Block,
    Line,
    Shape,
    broken_by,
    label_at,
)
from pressbuild.importers.notewords import heads_notes

HEAD, LONGEST_HEAD = re.compile(BIBLIOGRAPHY, re.IGNORECASE), 50
AGAIN = re.compile(r"(?:[—–―⸺⸻]+|[-_]{2,})[.,:;]?[ \u00a0]")  # the author of the entry above
AUTHOR = re.compile(
    r"(?:(?:de|da|di|du|la|le|van|von|der|den|ten|ter|zu|zur|af|al)[ \u00a0-])*[^\W\d_a-z][\w’'-]*"
    r"(?:[ \u00a0][^\W\d_a-z][\w’'-]+){0,2}(?:,[ \u00a0]+[^\W\d_a-z]|[ \u00a0][A-Z]{1,2}(?:,|\.[ \u00a0,]))"
)
DATE = re.compile(
    r"(?<!\d)(?:1[4-9]|20)\d\d[a-z]?(?!\d)|\b(?:n\. ?d\.|o\. ?J\.|s\. ?[da]\.|z\. ?j\.|forthcoming|in press|im Druck)"
)
COMPLETE = re.compile(r"(?:(?:1[4-9]|20)\d\d[a-z]?|\d[-–]\d+)\)?$")  # its last words, where no stop ends an entry
OPENING = re.compile(r"[“‘„«\"'\[(]*[^\W\d_a-z]")
HANG = 2  # columns
FEWEST = 3  # entries, where no heading says that they are some
LONGEST_ENTRY, LONGEST_IN_LINES = 900, 8


def is_head(line: str) -> bool:
    """Is a line the heading of a bibliography, with its number or without one?"""
    if len(line) > LONGEST:
        return False
    number = PREFIX.match(line)
    words = (line[number.end() :] if number else line).strip(" .:_*=-–—")
    return len(words) <= LONGEST_HEAD and HEAD.fullmatch(words) is not None


def under_heads(text: str, runs: Sequence[Block]) -> frozenset[int]:
    """The starts of the runs of lines below the heading of a bibliography, as far as such have dates."""
    found: set[int] = set()
    below = False
    for run in runs:
        first, short = run.lines[0], len(run.lines) == 1 and run.length <= LONGEST
        headed = is_head(text[first.start : first.end])
        if below and not headed:
            named = heads_notes(text[first.start : first.end])
            below = not named and (short or DATE.search(text, run.start, run.end) is not None)
        below = below or headed
        if below and not (headed and len(run.lines) == 1):
            found.add(run.start)
    return frozenset(found)


def lines_under_heads(text: str, lines: Sequence[Line | None]) -> frozenset[int]:
    """The indexes of the lines below the heading of a bibliography, as far as there is an entry among a few."""
    found: set[int] = set()
    left = 0  # lines in which the next entry is due
    for index, line in enumerate(lines):
        if line is None:
            continue
        if left:
            found.add(index)
        formed = left and (_begins(text, line) or DATE.search(text, line.start, line.end))
        left = LONGEST_IN_LINES if formed or is_head(text[line.start : line.end]) else max(0, left - 1)
    return frozenset(found)


def entry_cuts(text: str, lines: Sequence[Line], measure: int, *, named: bool) -> list[int]:
    """The lines of a run that begin an entry, the first of them 0; none where it holds no entries. `measure` is that of
    the text (0: none), `named` is set below a bibliography's heading, which may be the run's first line."""
    top = int(named and len(lines) > 1 and is_head(text[lines[0].start : lines[0].end]))
    entries = lines[top:]
    if len(lines) < 2 or label_at(text, entries[0].start, entries[0].end):
        return []
    cuts = _hanging(entries) or _flush(text, entries, measure)
    good = _are_entries(text, entries, cuts, 1 if top else 2) if named else _are_surely(text, entries, cuts)
    return sorted({0, *(cut + top for cut in cuts)}) if good else []


def _hanging(lines: Sequence[Line]) -> list[int]:
    """The lines at the margin, where others hang from them."""
    margin = min(line.indent for line in lines)
    if lines[0].indent >= margin + HANG or all(line.indent < margin + HANG for line in lines):
        return []
    return [index for index, line in enumerate(lines) if line.indent < margin + HANG]


def _flush(text: str, lines: Sequence[Line], measure: int) -> list[int]:
    longest = max(line.indent + line.length for line in lines)
    wrapped = measure or any(text[line.start].islower() for line in lines[1:])
    if longest > LONGEST_WRAPPED or not wrapped:
        return list(range(len(lines)))
    full = list(broken_by(min(measure, longest) or longest, text, lines))
    cuts = [0]
    for index, broken in enumerate(full, start=1):
        first, above, line = lines[cuts[-1]], lines[index - 1], lines[index]
        begins = _begins(text, line)
        if broken:
            new = begins and _in_order(text, first, line) and _is_complete(text, first, above)
        else:
            new = begins or (OPENING.match(text, line.start) is not None and _is_complete(text, first, above))
        if new:
            cuts.append(index)
    return cuts


def _is_complete(text: str, first: Line, last: Line) -> bool:
    """Do lines end as an entry does, and have they a date?"""
    ended = any(end.search(text, last.start, last.end) for end in (SENTENCE_END, COMPLETE))
    return ended and DATE.search(text, first.start, last.end) is not None


def _begins(text: str, line: Line) -> bool:
    """Does a line begin as entries do, with an author or the dash for one?"""
    return bool(AGAIN.match(text, line.start, line.end) or AUTHOR.match(text, line.start, line.end))


def _in_order(text: str, above: Line, below: Line) -> bool:
    """Does an entry stand behind another in the alphabet? A dash may stand behind any."""
    first, second = (text[line.start : line.start + 1].casefold() for line in (above, below))
    return not second.isalpha() or not first.isalpha() or first <= second


def _are_entries(text: str, lines: Sequence[Line], cuts: Sequence[int], fewest: int) -> bool:
    """Below a heading: has every other part a date, or the form of an entry?"""
    parts = list(_parts(lines, cuts))
    good = sum(DATE.search(text, a.start, b.end) is not None or _begins(text, a) for a, b in parts)
    return len(parts) >= fewest and good * 2 >= len(parts)


def _are_surely(text: str, lines: Sequence[Line], cuts: Sequence[int]) -> bool:
    """Without a heading: do three parts and more begin with authors in the order of the alphabet, each with a date?"""
    parts = list(_parts(lines, cuts))
    formed = all(_begins(text, a) and DATE.search(text, a.start, b.end) for a, b in parts)
    return len(parts) >= FEWEST and formed and all(_in_order(text, a, b) for (a, _), (b, _) in pairwise(parts))


def _parts(lines: Sequence[Line], cuts: Sequence[int]) -> Iterator[tuple[Line, Line]]:
    """The first and the last line of each part."""
    for start, end in pairwise([*cuts, len(lines)]):
        yield lines[start], lines[end - 1]


def no_entries(text: str, blocks: Sequence[Block], heads: Sequence[Heading]) -> Iterator[Heading]:
    """The headings without those entries of bibliographies that are as short as one."""
    below = False
    for head in heads:
        first = blocks[head.first]
        below = below or _is_named(text, blocks, head)
        if not (below and _begins(text, first.lines[0]) and DATE.search(text, first.start, first.end)):
            yield head


def bibliographies(
    text: str, blocks: Sequence[Block], heads: Sequence[Heading], settled: Collection[int]
) -> Iterator[tuple[int, int]]:
    """The blocks [first, end) below the headings of bibliographies, and below those within them, that are entries; none
    of them is `settled` as something else."""
    firsts = [head.first for head in heads] + [len(blocks)]
    below = False  # such a heading, and what is none
    for head, behind in zip(heads, firsts[1:], strict=True):
        first = head.last + 1
        end = next((index for index in range(first, behind) if index in settled), behind)
        good = sum(_is_entry(text, part) for part in blocks[first:end])
        named = _is_named(text, blocks, head)
        below = named or (below and good * 3 >= (end - first) * 2)
        if below and end - first > 1 and good * 3 >= (end - first) * 2:
            yield first, end


def _is_named(text: str, blocks: Sequence[Block], head: Heading) -> bool:
    return is_head(" ".join(text[blocks[head.first].start : blocks[head.last].end].split()))


def _is_entry(text: str, block: Block) -> bool:
    if block.shape is not Shape.PROSE or block.length > LONGEST_ENTRY:
        return False
    dated = DATE.search(text, block.start, block.end) is not None
    return (dated and OPENING.match(text, block.start) is not None) or _begins(text, block.lines[0])
