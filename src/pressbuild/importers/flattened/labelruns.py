"""Runs of labels that lines begin with, and what shows that they label notes: labels and the text's marks in, the runs
that are lists of notes out. Pure.

A run begins with 1, or below a heading “Notes”, and climbs. It labels notes where that heading stands above it, or
where most of its numbers are marks of the text between the list before and its first label: chapters have none above
them, and pages only few.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.lines import Line
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.marks.notelist import NOTES_HEADING

FEWEST, FEWEST_NAMED = 3, 2  # labels
CALLED = 0.6  # the share of them whose marks stand above


class LabelLine(Struct, frozen=True):
    """A line that may begin with a label: its index, the label's number, and whether a heading “Notes” stands above."""

    index: int
    number: int
    named: bool = False


def note_runs(
    lines: Sequence[Line | None],
    labels: Sequence[LabelLine],
    marks: Mapping[int, Sequence[int]],
    *,
    apart: bool = False,
) -> Iterator[tuple[LabelLine, ...]]:
    """The runs among labels that label notes, in order. Where they may stand `apart`, at the feet of pages, each has
    its mark above itself."""
    begin = 0
    for run in _climbing(labels):
        first, last = lines[run[0].index], lines[run[-1].index]
        if first is None or last is None:
            continue
        ends = [line.start if apart and (line := lines[label.index]) else first.start for label in run]
        called = sum(_has(marks.get(label.number, ()), begin, end) for label, end in zip(run, ends, strict=True))
        if (run[0].named and len(run) >= FEWEST_NAMED) or (len(run) >= FEWEST and called >= CALLED * len(run)):
            yield tuple(run)
            begin = last.end


def headed(text: str, lines: Sequence[Line | None], index: int) -> bool:
    """Is the line above one a heading “Notes”, but for blank ones?"""
    above = next((line for line in lines[index - 1 : max(0, index - 4) : -1] if line), None) if index else None
    return above is not None and NOTES_HEADING.fullmatch(text, above.start, above.end) is not None


def _climbing(labels: Sequence[LabelLine]) -> Iterator[list[LabelLine]]:
    """The runs: each label goes on with the one before, begins a new one, or is none."""
    run: list[LabelLine] = []
    for label in labels:
        if run and not label.named and 0 < label.number - run[-1].number <= 1 + SKIPPED:
            run.append(label)
        elif label.number == 1 or label.named:
            yield from [run] if run else []
            run = [label]
    yield from [run] if run else []


def _has(places: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(places, end) > bisect_left(places, start)
