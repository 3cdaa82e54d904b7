"""Numbered lists of the text, which are no notes: blocks in, the blocks of their items out.

A text whose notes are lost, as a word processor drops them when it saves as text, still has its marks, and a list of
three demands fits its first three. What tells is how the list stands: a line with a colon announces it and the text
goes on behind, or its items are pieces of one sentence. Notes cite, or end as sentences do, and nothing announces them
but a heading.
"""

import re
from collections.abc import Iterator, Sequence

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.notelabels import Label
from pressbuild.importers.notewords import heads_notes

CITES = re.compile(
    r"\b(?:(?:ibid|op\. ?cit|loc\. ?cit|cf|see)\b|pp?\.? ?\d|vols?\.)|\((?:[^()]*\D)?(?:1[5-9]|20)\d\d\)|https?://|www\.",
    re.IGNORECASE,
)
GOES_ON = re.compile(r"[;,](?:\s(?:and|or|und|oder|et|ou|y|o|e|en|of))?(?:[\[(^]?\d{1,3}[\])]?)?$")  # `salt;` `salt;5`
COLON = ":"
FEWEST = 2  # items of a list
HALF = 2  # one in so many items that cites something makes notes of a list


def items_of_text(text: str, blocks: Sequence[Block], labels: Sequence[Label], usual_gap: int) -> Iterator[int]:
    """The blocks of lists that a colon announces and behind which text follows, or that are pieces of one sentence."""
    for run in runs(labels):
        first, last = run[0].block, run[-1].block
        above = blocks[first - 1] if first else None
        if (
            above is None
            or blocks[first].foot
            or heads_notes(text[above.start : above.end])
            or cites(text, blocks, run)
        ):
            continue
        announced = text[above.end - 1] == COLON and blocks[first].gap <= usual_gap
        inside = any(label.block == first - 1 for label in labels)  # a note has a list of its own
        if not inside and (_goes_on(text, blocks, run) or (announced and last + 1 < len(blocks))):
            yield from range(first, last + 1)


def runs(labels: Sequence[Label]) -> Iterator[list[Label]]:
    """The labels 1, 2, 3 … of one form on blocks that follow one another."""
    run: list[Label] = []
    for label in labels:
        if run and (label.number, label.block, label.form) == (run[-1].number + 1, run[-1].block + 1, run[-1].form):
            run.append(label)
            continue
        if len(run) >= FEWEST:
            yield run
        run = [label] if label.number == 1 else []
    if len(run) >= FEWEST:
        yield run


def cites(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> bool:
    """Do half of a list's items cite something, as notes do?"""
    citing = sum(CITES.search(text, label.text_start, blocks[label.block].end) is not None for label in labels)
    return citing * HALF >= len(labels)


def _goes_on(text: str, blocks: Sequence[Block], run: Sequence[Label]) -> bool:
    """Do all items but the last end as pieces of a sentence do?"""
    return all(GOES_ON.search(text[label.text_start : blocks[label.block].end]) for label in run[:-1])
