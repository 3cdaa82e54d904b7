"""Labels of a list of notes that stand on lines of their own right above their notes: lines in, each such label and the
first line of its note as one out. Pure.

A web page’s list, or a table of notes, is copied so. With blank lines between the notes a label and its note are one
block as they stand; without them a figure alone would be a heading’s.
"""

from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.flattened.feet import marks_in
from pressbuild.importers.flattened.labelruns import LabelLine, headed, note_runs
from pressbuild.importers.flattened.lines import LABEL, SUPERIORS, Line

LONGEST = 1200  # characters of a note, as most are at the most


def beside_notes(text: str, lines: Sequence[Line | None]) -> Sequence[Line | None]:
    """The lines of a text, the labels that stand alone in lists of notes set before their notes."""
    alone = [
        LabelLine(index, number, headed(text, lines, index))
        for index in range(len(lines) - 1)
        if (number := _alone(text, lines[index])) and (below := lines[index + 1]) and not _alone(text, below)
    ]
    if len(alone) < 2:
        return lines
    runs = (run for run in note_runs(lines, alone, marks_in(text)) if run[0].named or _are_close(lines, run))
    joined = {label.index for run in runs for label in run}
    return tuple(_with_label(lines, index, joined) for index in range(len(lines)) if index not in joined)


def _are_close(lines: Sequence[Line | None], run: Sequence[LabelLine]) -> bool:
    """Do labels stand as far apart as notes are long, and not as chapters are?"""
    starts = [line.start for label in run if (line := lines[label.index])]
    lengths = sorted(below - above for above, below in pairwise(starts))
    return bool(lengths) and lengths[len(lengths) // 2] <= LONGEST


def _with_label(lines: Sequence[Line | None], index: int, joined: set[int]) -> Line | None:
    line, label = lines[index], lines[index - 1] if index - 1 in joined else None
    if line is None or label is None:
        return line
    return line._replace(number=label.number, start=label.start, indent=label.indent)


def _alone(text: str, line: Line | None) -> int:
    """The number of a label that fills a line, or 0."""
    found = LABEL.fullmatch(text, line.start, line.end) if line else None
    return int(found[found.lastgroup or 0].translate(SUPERIORS)) if found else 0
