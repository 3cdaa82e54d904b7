"""Numbered heads of chapters, `1. Rent` above a chapter and again above its notes: labels in, the blocks of those that
may be such heads out.

A head looks like a note's label. What tells it is that prose stands below it and the heads climb by one; that it stands
right above a note 1; or that it says again what stands above prose. Whether that is so is weighed by `recovering`, with
the reading that takes every label for a note's, and by `weighing`.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pressbuild.importers.flattened.divisions import is_division, numbered
from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.marks.notelabels import Label

LONGEST = 80
FEWEST = 2  # chapters
LEAST, ENOUGH = 80, 12  # letters below a head, and in how many blocks they are counted
LEAST_OF_SENTENCE = 40  # where they are a sentence that stands alone


class _Link(NamedTuple):
    """A label of a run, and the one above."""

    label: Label
    above: "_Link | None"


def chapter_heads(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> frozenset[int]:
    """The blocks of the labels that may be heads of chapters, in the text and above the notes of each."""
    return frozenset((*heads_in_text(text, blocks, labels), *_above_notes(text, blocks, labels)))


def titles_among_notes(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> frozenset[int]:
    """The blocks without labels, right above a label, that are heads of chapters: divisions, or what also stands above
    prose further up."""
    labelled = {label.block for label in labels}
    above = {block - 1 for block in labelled} - labelled
    titles: dict[str, int] = {}
    for index, (block, below) in enumerate(pairwise(blocks)):
        if block.length <= LONGEST < below.length:
            titles.setdefault(text[block.start : block.end].casefold(), index)
    found: set[int] = set()
    for last in above:
        index = last
        while index > 0 and index not in labelled and _is_title(text, blocks[index], titles, index):
            found.add(index)
            index -= 1
    return frozenset(found)


def _is_title(text: str, block: Block, titles: Mapping[str, int], index: int) -> bool:
    if block.length > LONGEST:
        return False
    line = text[block.start : block.end]
    if numbered(line):
        return True
    return not SENTENCE_END.search(line) and (is_division(line) or titles.get(line.casefold(), index) < index)


def heads_in_text(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> frozenset[int]:
    """The blocks of labels without a final stop that have prose below them and climb by one: of all such runs the one
    with the most text below its labels."""
    ends = _next_of_form(labels, len(blocks))
    best: dict[tuple[str, bool, int], tuple[int, _Link]] = {}  # by form, title or none, and number
    for label, end in zip(labels, ends, strict=True):
        block = blocks[label.block]
        prose = sum(below.length for below in blocks[label.block + 1 : min(end, label.block + 1 + ENOUGH)])
        least = LEAST_OF_SENTENCE if _is_sentence(text, blocks, label.block + 1, end) else LEAST
        if prose < least or block.length > LONGEST or _ends_sentence(text, blocks, label):
            continue
        kind = label.form, label.text_start < block.end
        above = best.get((*kind, label.number - 1))
        if above is None and label.number > 1:
            continue
        run = (above[0] if above else 0) + prose, _Link(label, above[1] if above else None)
        best[*kind, label.number] = max(run, best.get((*kind, label.number), (0, run[1])), key=lambda one: one[0])
    link = max(best.values(), key=lambda one: one[0])[1] if best else None
    heads: list[int] = []
    while link:
        heads.append(link.label.block)
        link = link.above
    return frozenset(heads if len(heads) >= FEWEST else ())


def _is_sentence(text: str, blocks: Sequence[Block], index: int, end: int) -> bool:
    """Is a block the only one ahead of block `end`, and does it end as a sentence does?"""
    return index + 1 == end and SENTENCE_END.search(text, blocks[index].start, blocks[index].end) is not None


def _next_of_form(labels: Sequence[Label], end: int) -> list[int]:
    """For each label the block of the next one in its form; others are no items of its kind, as a table's rows."""
    below: dict[str, int] = {}
    found: list[int] = []
    for label in reversed(labels):
        found.append(below.get(label.form, end))
        below[label.form] = label.block
    return found[::-1]


def _ends_sentence(text: str, blocks: Sequence[Block], label: Label) -> bool:
    """Does a label's line end as a sentence does? The label alone ends none."""
    return SENTENCE_END.search(text, label.text_start, blocks[label.block].end) is not None


def _above_notes(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> Iterator[int]:
    """The blocks of labels right above a note 1, and of those that are repeated so, with those that they repeat."""
    short = [label for label in labels if blocks[label.block].length <= LONGEST]
    numbers = {label.block: label.number for label in labels}
    ahead = (label for label in short if numbers.get(label.block + 1) == 1)
    above_notes = _climbing([label for label in ahead if not _ends_sentence(text, blocks, label)])
    in_text: dict[tuple[int, str], Label] = {}
    repeats: list[Label] = []
    for label in short:
        name = label.number, text[label.text_start : blocks[label.block].end].strip().casefold()
        if label.block + 1 not in numbers:
            in_text.setdefault(name, label)
        elif name in in_text:
            repeats += [in_text[name], label]
    pairs = _climbing(repeats[1::2])
    heads = [head for head, repeat in zip(repeats[::2], repeats[1::2], strict=True) if repeat in pairs]
    yield from (label.block for label in (*above_notes, *pairs, *heads))


def _climbing(labels: Sequence[Label]) -> list[Label]:
    """The longest run of labels of one form that climbs as chapters do; empty where it is one label."""
    runs: dict[str, list[list[Label]]] = defaultdict(list)  # for each length the run that ends with the lowest number
    for label in labels:
        ends = runs[label.form]
        place = bisect_left(ends, label.number, key=lambda run: run[-1].number)
        longer = [*ends[place - 1], label] if place else [label]
        ends[place : place + 1] = [longer]
    longest = max((run for ends in runs.values() for run in ends[-1:]), key=len, default=[])
    return longest if len(longest) >= FEWEST else []
