"""Labels that go on within a run of lines: the runs of a text in, the same cut where the next label of a list stands.

A note's further paragraph may end in a short line at the foot of a page, and the next note begin right below it. Its
run of lines begins with no label, and would keep the labels of the notes that follow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.lines import SENTENCE_END, Block, Line, label_at
from pressbuild.importers.marks.notelabels import ARROWS, BARE, DIGITS
from pressbuild.importers.marks.notelist import MOST_PARAGRAPHS
from pressbuild.importers.notewords import heads_notes

WAY_BACK = re.compile(rf"[ \u00a0]*[→{ARROWS}][ \u00a0]*(?:\d+(?:, )?)*$")
FEWEST = 2  # labels in their order that make a list


class _List(Struct, frozen=True):
    """A list's last label so far and its form, how many it has in order, and how many runs without one follow it."""

    number: int
    form: str
    count: int = 1
    behind: int = 0

    def has_next(self, label: "_List | None") -> bool:
        return label is not None and (label.number, label.form) == (self.number + 1, self.form)


def cut_at_labels(text: str, runs: Iterable[Block]) -> Iterator[Block]:
    """The runs, each that holds the label due next cut in two before it, where the line above ends a sentence."""
    listed: _List | None = None
    for run in runs:
        cut = _due(text, run.lines, listed) if listed else None
        if cut:
            yield Block(run.lines[:cut], run.gap)
        rest = Block(run.lines[cut:], 0) if cut else run
        yield rest
        listed = _gone_on(text, rest.lines, listed)


def _due(text: str, lines: Sequence[Line], listed: _List) -> int | None:
    """The index of the line that has the label due next, where the run itself begins with none."""
    if listed.count < FEWEST or _label(text, lines[0]):
        return None
    found = (i for i in range(1, len(lines)) if listed.has_next(_label(text, lines[i])) and _ended(text, lines[i - 1]))
    return next(found, None)


def _gone_on(text: str, lines: Sequence[Line], listed: _List | None) -> _List | None:
    """A list behind one more run of lines: gone on, begun anew, or at its end."""
    headed = len(lines) > 1 and heads_notes(text[lines[0].start : lines[0].end])
    first = _label(text, lines[1 if headed else 0])
    if first is None:
        if listed is None or listed.behind >= MOST_PARAGRAPHS:
            return None
        return _List(listed.number, listed.form, listed.count, listed.behind + 1)
    count = listed.count + 1 if listed and listed.has_next(first) else 1
    last = _List(first.number, first.form, count)
    for above, line in pairwise(lines):
        label = _label(text, line)
        if label and last.has_next(label) and _ended(text, above):
            last = _List(label.number, label.form, last.count + 1)
    return last


def _label(text: str, line: Line) -> _List | None:
    """The label of a line that has a form of its own: a stop, brackets, or raised figures."""
    label = label_at(text, line.start, line.end)
    form = DIGITS.sub("n", text[line.start : label[1]]).strip() if label else BARE
    bare = form == BARE and text[line.start].isdecimal()
    return None if label is None or bare else _List(label[0], form)


def _ended(text: str, line: Line) -> bool:
    """Does a line end a sentence, or with the way back from a note to its page?"""
    back = WAY_BACK.search(text, line.start, line.end)
    return SENTENCE_END.search(text, line.start, back.start() if back else line.end) is not None
