"""The blocks of a text: text in, its paragraphs, headings, notes, stanzas and tables out as blocks of lines.

A block is a run of lines between blank ones, or one line where the lines of a text are its paragraphs; labels, bullets,
indents and the marks of quoted mail part a run, and a page's foot parts nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.bibliography import entry_cuts, under_heads
from pressbuild.importers.flattened.columns import rows
from pressbuild.importers.flattened.divisions import number_cut
from pressbuild.importers.flattened.labelcuts import label_cuts, within_sentences
from pressbuild.importers.flattened.labelsdue import cut_at_labels
from pressbuild.importers.flattened.lettering import letter_cuts
from pressbuild.importers.flattened.lines import (
    BULLET,
    BULLETS,
    LONGEST_WRAPPED,
    RAGGED,
    SHORTEST_WRAPPED,
    UNDERLINE,
    Block,
    Line,
    Shape,
    broken_by,
    label_at,
)
from pressbuild.importers.flattened.pagebreaks import closed_up
from pressbuild.importers.flattened.signcuts import called_above, signed_cuts, symbol_cuts
from pressbuild.importers.flattened.verse import TERCET, VERSE, WIDE, all_anew, capitals, is_stanza, runs_full
from pressbuild.importers.marks.notelabels import opens_note

MAIL_QUOTE = re.compile(r"(?:>[ \t]?)+")
SHORTEST_COLUMN = 24  # of a column's lines, most of which begin small
FEWEST_IN_COLUMN = 6  # lines
SHORTEST_OWN = 30  # a quotation's measure
FURTHER_IN = 2  # columns by which a list within a list stands further in
DOUBTFUL = "o–—"  # bullets that may be a word or a dash, where not every line has one


class _Habit(Struct, frozen=True):
    """The length at which a text's lines are broken (0: its lines are paragraphs), how often a line of its prose begins
    with a capital, where the runs below a bibliography's heading start, and how wide lines of their own measure are."""

    measure: int
    capitals: float
    listed: frozenset[int] = frozenset()
    wide: int = WIDE


def blocks(
    text: str,
    lines: Iterable[Line | None],
    left_out: Collection[int] = (),
    notes: Collection[int] = (),
    *,
    columned: bool = False,
) -> tuple[Block, ...]:
    """The blocks of a text's lines, without those that begin at the offsets `left_out`. A paragraph that such lines cut
    in two goes on behind them. The lines that begin at the offsets `notes` begin notes at the feet of pages, whose
    measure is their own. Prose in lines as short as a text's that stood in columns, or is `columned`, is no verse."""
    if left_out:
        lines = closed_up(text, list(lines), left_out, notes, lambda given: measured(text, given, notes))
    raw = tuple(_runs(lines))
    prose = [block for block in raw if block.start not in notes]
    whole = tuple(cut_at_labels(text, raw))
    habit = _Habit(
        _measure(text, prose),
        capitals(text, [block.lines for block in prose]),
        under_heads(text, whole),
        SHORTEST_COLUMN if columned else WIDE,
    )
    return tuple(part for block in whole for part in _whole_or_parts(text, block, habit, foot=block.start in notes))


def _whole_or_parts(text: str, block: Block, habit: _Habit, *, foot: bool) -> Iterator[Block]:
    if foot:
        yield replace(block, foot=True)
    elif cuts := entry_cuts(text, block.lines, habit.measure, named=block.start in habit.listed):
        yield from _cut(block, cuts, Shape.PROSE)
    else:
        yield from _parts(text, block, habit)


def measured(text: str, lines: Iterable[Line | None], notes: Collection[int] = ()) -> int:
    """The length at which lines are broken, or 0 where they are not; what `notes` begin says nothing of it."""
    return _measure(text, [block for block in _runs(lines) if block.start not in notes])


def parted(parts: tuple[Block, ...], index: int, line: int) -> tuple[Block, ...]:
    """The blocks with block `index` cut in two before its line `line`, counted from 0."""
    block = parts[index]
    above, below = Block(block.lines[:line], block.gap, block.shape), Block(block.lines[line:], 0, block.shape)
    return (*parts[:index], above, below, *parts[index + 1 :])


def _runs(lines: Iterable[Line | None]) -> Iterator[Block]:
    """The runs of lines between blank ones."""
    run: list[Line] = []
    gap = before = 0
    for line in lines:
        if line is None:
            gap += 1
            continue
        if gap and run:
            yield Block(tuple(run), before)
            run = []
        if not run:
            before = gap
        gap = 0
        run.append(line)
    if run:
        yield Block(tuple(run), before)


def _measure(text: str, raw: Sequence[Block]) -> int:
    """The length at which the text's lines are broken, or 0 where its lines are paragraphs. Verse says nothing of it. A
    measure as short as a column's has lines that go on without a stop, in small letters."""
    raw = [block for block in raw if len(block.lines) > 1 and not all_anew(text, block.lines, TERCET)]
    lengths = sorted(line.length + line.indent for block in raw for line in block.lines[:-1])
    if not lengths:
        return 0
    measure = lengths[len(lengths) * 95 // 100]
    small = sum(
        text[b.start].islower() and text[a.end - 1].isalnum() for block in raw for a, b in pairwise(block.lines)
    )
    column = len(lengths) >= FEWEST_IN_COLUMN and small * 2 >= len(lengths)
    shortest = SHORTEST_COLUMN if column else SHORTEST_WRAPPED
    if not shortest <= measure <= LONGEST_WRAPPED:
        return 0
    # Lines far below the measure are verse, lists or addresses, and say nothing of how prose is broken.
    long = [b.lines for b in raw if any(line.length + line.indent >= 0.6 * measure for line in b.lines[:-1])]
    breaks = [full for lines in long for full in broken_by(measure, text, lines)]
    share = 2 if measure < SHORTEST_WRAPPED else 1  # verse in small letters is as short
    return measure if sum(breaks) * 3 >= len(breaks) * share and sum(breaks) * 2 >= len(breaks) else 0


def _parts(text: str, block: Block, habit: _Habit) -> Iterator[Block]:
    """What a run of lines really holds: one block, or several where labels, bullets, indents or long lines part it."""
    if len(block.lines) > 1 and (cuts := _quote_cuts(text, block.lines)):
        for part in _cut(block, cuts, Shape.PROSE):
            yield from _unquoted(text, part, habit) if text[part.start] == ">" else _parts(text, part, habit)
    elif len(block.lines) == 1:
        yield block
    elif cuts := number_cut(text, block.lines):
        for part in _cut(block, cuts, Shape.PROSE):
            yield from _parts(text, part, habit)
    elif len(block.lines) == 2 and UNDERLINE.fullmatch(text, block.lines[1].start, block.lines[1].end):
        yield replace(block, shape=Shape.LINES)
    elif rows(text, block.lines) is not None:
        yield replace(block, shape=Shape.TABLE)
    elif any(line.length > LONGEST_WRAPPED for line in block.lines):
        yield from _cut(block, range(len(block.lines)), Shape.PROSE)
    elif (
        cuts := _opening_cuts(text, block.lines)
        or _outer_cuts(text, block.lines, within := within_sentences(text, block.lines, habit.measure))
        or _note_cuts(text, block.lines, within)
        or _list_cuts(text, block.lines, within)
        or symbol_cuts(text, block.lines, within)
    ):
        if cuts[0]:
            yield from _parts(text, replace(block, lines=block.lines[: cuts[0]]), habit)
        notes = replace(block, lines=block.lines[cuts[0] :], gap=0 if cuts[0] else block.gap)
        for part in _cut(notes, [cut - cuts[0] for cut in cuts], Shape.PROSE):
            yield from _cut(part, _inner_cuts(text, part.lines), Shape.PROSE)
    elif is_stanza(text, block.lines, habit.capitals):
        yield replace(block, shape=Shape.LINES)
    elif _fills(text, block.lines, habit.measure) or runs_full(
        text, block.lines, _indent_cuts(block.lines), habit.wide
    ):
        yield from _cut(block, _indent_cuts(block.lines), Shape.PROSE)
    elif (
        _hyphenated(text, block.lines)
        or _own_measure(text, block.lines, known=habit.measure > 0)
        or _goes_on_small(text, block.lines)
    ):
        yield block
    else:
        yield replace(block, shape=Shape.LINES)


def _fills(text: str, lines: Sequence[Line], measure: int) -> bool:
    """Are lines broken at the measure of the text, if it has one?"""
    full = list(broken_by(measure, text, lines)) if measure else []
    return bool(full) and sum(full) * 5 >= len(full) * 3


def _quote_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """Where a mail's quotation begins or ends within a run of lines, or its first line where all are quoted."""
    quoted = [text[line.start] == ">" for line in lines]
    if sum(quoted) < 2:
        return []
    return [index for index in range(len(lines)) if index == 0 or quoted[index] != quoted[index - 1]]


def _unquoted(text: str, block: Block, habit: _Habit) -> Iterator[Block]:
    """A mail's quotation without its `>`; an empty quoted line parts paragraphs."""
    paragraphs: list[list[Line]] = [[]]
    for line in block.lines:
        found = MAIL_QUOTE.match(text, line.start, line.end)
        start = found.end() if found else line.start
        start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
        if start >= line.end:
            paragraphs.append([])
        else:
            paragraphs[-1].append(Line(line.number, start, line.end, 0))
    for index, lines in enumerate(filter(None, paragraphs)):
        inner = Block(tuple(lines), 1 if index else block.gap)
        for part in _parts(text, inner, habit):
            goes_on = any(text[line.start].islower() for line in part.lines[1:]) and part.shape is Shape.LINES
            yield replace(part, quoted=True, shape=Shape.PROSE if goes_on else part.shape)


def _note_cuts(text: str, lines: Sequence[Line], within: Collection[int]) -> list[int]:
    """The lines of a run that begin notes with figures, and those right below one that begin notes with symbols."""
    cuts = label_cuts(text, lines, within)
    if not cuts and label_at(text, lines[0].start, lines[0].end) is None:
        return []
    notes = cuts or [0]
    signed = list(signed_cuts(text, lines, range(notes[0] + 1, len(lines)), within))
    return sorted({*notes, *signed}) if signed else cuts


def _list_cuts(text: str, lines: Sequence[Line], within: Collection[int] = ()) -> list[int]:
    return _bullet_cuts(text, lines, within) or letter_cuts(text, lines)


def _inner_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines of an item that begin items of a list within it: further in than the item, two and more."""
    inner = [index for index, line in enumerate(lines) if line.indent >= lines[0].indent + FURTHER_IN]
    further = [lines[index] for index in inner]
    bulleted = BULLET.match(text, lines[0].start, lines[0].end)  # within a numbered item numbers may be a note's words
    cuts = _list_cuts(text, further) or (label_cuts(text, further) if bulleted else []) if len(inner) > 1 else []
    return [inner[cut] for cut in cuts]


def _outer_cuts(text: str, lines: Sequence[Line], within: Collection[int]) -> list[int]:
    """The lines that begin with bullets, where every other one below the first of them stands further in."""
    cuts = _bullet_cuts(text, lines, within)
    if not cuts:
        return []
    others = (lines[index] for index in range(cuts[0], len(lines)) if index not in cuts)
    return cuts if all(line.indent >= lines[cuts[0]].indent + FURTHER_IN for line in others) else []


def _bullet_cuts(text: str, lines: Sequence[Line], within: Collection[int]) -> list[int]:
    """The lines of a run that begin with one bullet, where there are two and more, with those that begin with another
    right below one of them. One `within` a sentence is none."""
    found = [BULLET.match(text, line.start, line.end) for line in lines]
    bullets = [bullet[1] if bullet and index not in within else "" for index, bullet in enumerate(found)]
    first = next(filter(None, bullets), "")
    cuts = [index for index, bullet in enumerate(bullets) if bullet and bullet == first]
    outer = lines[cuts[0]].indent if cuts else 0
    if len(cuts) > 1 and first in BULLETS:
        others = (
            i for i, bullet in enumerate(bullets) if i > cuts[0] and bullet in BULLETS and bullet and bullet != first
        )
        cuts = sorted({*cuts, *(i for i in others if lines[i].indent == outer and not called_above(text, lines, i))})
    if first in DOUBTFUL and any(not b and line.indent <= outer for b, line in zip(bullets, lines, strict=True)):
        return []
    return cuts if len(cuts) > 1 else []


def _own_measure(text: str, lines: Sequence[Line], *, known: bool) -> bool:
    """Are these lines broken at a measure of their own, as an indented quotation's are? Verse begins each line anew, or
    ends it with a stop. Where the text has no `known` measure, not one line may."""
    longest = max(line.length for line in lines)
    small = sum(text[line.start].islower() for line in lines[1:])
    stopped = sum(not text[line.end - 1].isalnum() for line in lines[:-1])
    indent = max(line.indent for line in lines[1:])
    full = all(broken_by(longest + indent + RAGGED // 2, text, lines))
    anew = max(stopped, len(lines) - 1 - small)
    if not known:
        return len(lines) > 2 and longest >= SHORTEST_WRAPPED and full and not anew
    return len(lines) > 2 and longest >= SHORTEST_OWN and full and anew * 2 < len(lines)


def _goes_on_small(text: str, lines: Sequence[Line]) -> bool:
    """Are a few lines wider than verse in small letters is, and does each go on with the sentence of the one above?"""
    wide = len(lines) < VERSE and all(line.length >= WIDE and text[line.end - 1].isalnum() for line in lines[:-1])
    return wide and all(text[line.start].islower() for line in lines[1:])


def _hyphenated(text: str, lines: Sequence[Line]) -> bool:
    """Does a line end within a word? No verse does."""
    return any(
        text[a.end - 1] == "-" and text[a.end - 2].isalnum() and (text[b.start].islower() or text[b.start].isdigit())
        for a, b in pairwise(lines)
    )


def _opening_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines that begin notes in brackets, where these stand below text or below one another."""
    cuts = [index for index, line in enumerate(lines) if opens_note(text, line.start, line.end)]
    return cuts if cuts and cuts != [0] else []


def _indent_cuts(lines: Sequence[Line]) -> list[int]:
    """The lines that begin a paragraph by their indent alone."""
    usual = sorted(line.indent for line in lines)[len(lines) // 2]
    return [i for i, line in enumerate(lines) if i == 0 or usual + 2 <= line.indent <= usual + 10]


def _cut(block: Block, cuts: Sequence[int], shape: Shape) -> Iterator[Block]:
    starts = sorted({0, *cuts})
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        yield Block(block.lines[start:end], block.gap if start == 0 else 0, shape)
