"""Labels of notes that are glued to their words, `1See Miller`: a text in, the same with a space behind each out.

Web pages and PDFs are copied so: what raised the figure and parted it from its note is no text. Figures that begin
lines are such labels where they climb from 1 and most are marks of the text above them, or below a heading “Notes”.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.importers.flattened.gutters import Apart
from pressbuild.importers.flattened.sheet import LabelLine, Reset, Sheet
from pressbuild.importers.marks.notelabels import SKIPPED

GLUED = re.compile(
    r"(?P<number>[1-9]\d{0,3})(?:(?=[“‘„«\"'(\[]*[^\W\d_a-z])|(?=[“‘„«\"'(\[]+[^\W\d_])"
    r"|(?=(?!(?:st|nd|rd|th|[a-z])\b)[^\W\d_]{2,}))"
)
YEAR = re.compile(r"(?:1\d{3}|20\d\d)\b(?=[ \u00a0,–-])")  # the same, where no label below says that this is one
FIGURED = re.compile(r"\d+\b(?=[ \u00a0,–-])")  # a note's own first words: `621937 edition`


def unglued(columns: Apart, sheet: Sheet) -> Reset:
    """The text with a space behind each label that is glued to its note."""
    text, found = sheet.text, list(_labels(sheet))
    if len(found) < 2:
        return Reset(columns)
    places = [place for run in sheet.note_runs(found, apart=True) for place in _ends(sheet, run)]
    if not places:
        return Reset(columns)
    pieces = [(start, end, " ") for start, end in pairwise((0, *places))]
    parted = Apart(text, [*pieces, (places[-1], len(text), "")], columns.gutters, columns)
    return Reset(parted, tuple(columns.origin(place) for place in places))


def _labels(sheet: Sheet) -> Iterator[LabelLine]:
    """The lines that may begin with glued labels. Right below “Notes”, what the first note itself begins with may be a
    figure; elsewhere a year, where the number that is due stands before it."""
    text, first, due = sheet.text, None, 1
    for index, line in enumerate(sheet.lines):
        if line is None or not text[line.start].isdecimal():
            continue
        named = sheet.headed(index)
        if label := GLUED.match(text, line.start, line.end):
            number = int(label["number"])
            yield from [first] if first and number <= 2 + SKIPPED else []
            yield LabelLine(index, number, named)
            first, due = None, number + 1
        elif named:
            is_first = text[line.start] == "1" and FIGURED.match(text, line.start + 1, line.end)
            first, due = (LabelLine(index, 1, named), 2) if is_first else (None, due)
        elif text.startswith(str(due), line.start) and YEAR.match(text, line.start + len(str(due)), line.end):
            yield from [first] if first else []
            yield LabelLine(index, due)
            first, due = None, due + 1


def _ends(sheet: Sheet, run: Sequence[LabelLine]) -> Iterator[int]:
    """Where the labels of a run end, with those between them whose notes begin with a figure."""
    text, lines = sheet.text, sheet.lines
    for label, below in zip(run, [*run[1:], None], strict=True):
        if line := lines[label.index]:
            yield line.start + len(str(label.number))
        number = label.number + 1
        for index in range(label.index + 1, below.index if below else label.index + 1):
            inner = lines[index]
            if inner is None or below is None or number >= below.number:
                continue
            end = inner.start + len(str(number))
            if text[inner.start : end] == str(number) and FIGURED.match(text, end, inner.end):
                yield end
                number += 1
