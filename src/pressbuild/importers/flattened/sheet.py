"""A sheet: a text in its lines, and what all that asks after notes wants to know of them, each read once and only when
it is asked for: the labels that begin lines, where marks may stand, the pages that form feeds end. Pure.

Figures that begin lines label notes where they climb in a run from 1, or from a heading “Notes”, and most of them are
marks of the text between the list before and the first of them: chapters have none above them, and pages only few.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from pressbuild.importers.flattened.chapternumbers import chapter_numbers
from pressbuild.importers.flattened.edges import FEWEST as FEWEST_PAGES
from pressbuild.importers.flattened.edges import Edges, edges
from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.lines import SUPERIORS, Line, label_at, text_lines
from pressbuild.importers.marks.notelabels import SKIPPED
from pressbuild.importers.notewords import heads_notes

HIGHEST = 9999
FEWEST, FEWEST_NAMED = 3, 2  # labels in a run
CALLED = 0.6  # the share of them whose marks stand above
MARK = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?…”’\"')\]—–-])[ \u00a0\u2009]?)"
    r"(?:(?P<bare>\d{1,4})|\[\^?(?P<square>\d{1,4})\]|\((?P<round>\d{1,4})\)|\^(?P<caret>\d{1,4})"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3}))(?!\w|[.,]\d)"
)
FIGURE = re.compile("[\\d⁰¹²³⁴-⁹]+")
ALONE = re.compile(r"\d{1,4}")
OPENING, LONGEST_OPENING = "[(^", 3  # before a figure: a space, a bracket and a caret at the most
SPACES = " \u00a0\u2009"


class Reset(Struct, frozen=True):
    """A text set anew, and the places in the source of what was moved, or has something put before it."""

    columns: Apart
    places: tuple[int, ...] = ()


class LineLabel(Struct, frozen=True):
    """A label that begins a line with more behind it: its number, its form (`n.`), and whether no small letter follows
    (`great`)."""

    number: int
    form: str
    great: bool


class LabelLine(Struct, frozen=True):
    """A line that may begin with a label: its index, the label's number, and whether a heading “Notes” stands above."""

    index: int
    number: int
    named: bool = False


class Calls(Struct, frozen=True, dict=True):
    """Where a text has what may be the marks of notes."""

    text: str

    @cached_property
    def places(self) -> Mapping[int, Sequence[int]]:
        """Where what may be the mark of each number begins."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for figure in FIGURE.finditer(self.text):  # to look for marks at each letter takes three times as long
            for start in _openings(self.text, figure.start()):
                if (mark := MARK.match(self.text, start)) and mark.start(mark.lastgroup or 0) == figure.start():
                    found[int(figure[0].translate(SUPERIORS))].append(start)
                    break
        return found

    def stand(self, number: int, start: int, end: int) -> bool:
        """Has the text in [start, end) what may be the mark of a number?"""
        places = self.places.get(number, ())
        return bisect_left(places, end) > bisect_left(places, start)


class Sheet(Struct, frozen=True, dict=True):
    """A text, its lines (None: one that shows nothing), and its possible marks."""

    text: str
    lines: Sequence[Line | None]
    calls: Calls

    @classmethod
    def of(cls, text: str, lines: Sequence[Line | None] | None = None) -> "Sheet":
        return cls(text, tuple(text_lines(text)) if lines is None else lines, Calls(text))

    def with_lines(self, lines: Sequence[Line | None]) -> "Sheet":
        """The same text with other lines."""
        return self if lines is self.lines else Sheet(self.text, lines, self.calls)

    @cached_property
    def labels(self) -> Mapping[int, LineLabel]:
        """The labels that begin lines, by the indexes of these."""
        found = ((index, self._label(line)) for index, line in enumerate(self.lines) if line)
        return {index: label for index, label in found if label}

    @cached_property
    def figures(self) -> Mapping[int, int]:
        """The numbers that are lines of their own, by the indexes of these."""
        text = self.text
        shown = ((index, line) for index, line in enumerate(self.lines) if line and text[line.start].isdecimal())
        return {i: int(text[x.start : x.end]) for i, x in shown if ALONE.fullmatch(text, x.start, x.end)}

    @cached_property
    def chapters(self) -> frozenset[int]:
        """The indexes of the lines that are chapters' numbers alone, where no form feed tells them from pages'."""
        return frozenset() if self.pages else chapter_numbers(self.text, self.lines)

    @cached_property
    def edges(self) -> Edges:
        """The numbers and running heads at the edges of pages."""
        return edges(self.text, self.lines, self.pages, self.figures)

    @cached_property
    def pages(self) -> list[list[int]]:
        """The indexes of the lines of each page that a form feed ends; empty where there are too few to tell."""
        if self.text.count("\f") < FEWEST_PAGES - 1:
            return []
        pages: list[list[int]] = [[]]
        feed = self.text.find("\f")
        for index, line in enumerate(self.lines):
            if line is None:
                continue
            while 0 <= feed < line.start:
                pages.append([])
                feed = self.text.find("\f", feed + 1)
            pages[-1].append(index)
            if 0 <= feed < line.end:  # between a label and its note
                feed = self.text.find("\f", line.end)
        return pages

    def headed(self, index: int) -> bool:
        """Is the line above one a heading “Notes”, but for blank ones?"""
        above = next((line for line in self.lines[index - 1 : max(0, index - 4) : -1] if line), None) if index else None
        return above is not None and heads_notes(self.text[above.start : above.end])

    def note_runs(self, labels: Sequence[LabelLine], *, apart: bool = False) -> Iterator[tuple[LabelLine, ...]]:
        """The runs among labels that label notes, in order. Where they may stand `apart`, at the feet of pages, each
        has its mark above itself."""
        begin = 0
        for run in _climbing(labels):
            first, last = self.lines[run[0].index], self.lines[run[-1].index]
            if first is None or last is None:
                continue
            ends = [line.start if apart and (line := self.lines[label.index]) else first.start for label in run]
            called = sum(self.calls.stand(label.number, begin, end) for label, end in zip(run, ends, strict=True))
            if (run[0].named and len(run) >= FEWEST_NAMED) or (len(run) >= FEWEST and called >= CALLED * len(run)):
                yield tuple(run)
                begin = last.end

    def _label(self, line: Line) -> LineLabel | None:
        found = label_at(self.text, line.start, line.end)
        if found is None or not 0 < found[0] <= HIGHEST or found[1] >= line.end:
            return None
        form = FIGURE.sub("n", self.text[line.start : found[1]]).strip()
        return LineLabel(found[0], form, not self.text[found[1]].islower())


def _openings(text: str, figure: int) -> range:
    """Where a mark may begin whose figure stands at a place: at its bracket or caret, at a space, at the figure."""
    before = text[figure - 1] if figure else ""
    if before in OPENING:
        return range(max(0, figure - LONGEST_OPENING), figure)
    return range(figure - 1, figure) if before in SPACES else range(figure, figure + 1)


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
