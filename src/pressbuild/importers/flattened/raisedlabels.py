"""Labels of notes that a PDF's text has on lines of their own: lines in, each such label and its note as one line out.

A word processor raises the figure before a note at a page's foot, and pdftotext gives what is raised a line of its own:
with `-layout` right above the note, whose first line then begins where the figure ended; without it, above the note or,
if the note has several lines, below it. Which of the two it is can be known of a page only where every label has a note
behind it. Pure.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.edges import edges, fed_pages
from pressbuild.importers.flattened.feet import marks_in
from pressbuild.importers.flattened.lines import Line

FIGURE = re.compile(r"\d{1,4}")
FEWEST = 2  # labels, which show a habit
FAR = 2  # lines from a label to its note at the most


class Raised(Struct, frozen=True):
    """The lines with each label before its note, and the labels whose notes cannot be known."""

    lines: Sequence[Line | None]
    apart: tuple[Line, ...] = ()


def with_labels(text: str, lines: Sequence[Line | None]) -> Raised:
    """The lines of a text, those that are labels alone set before their notes."""
    alone = {index for index, line in enumerate(lines) if line and FIGURE.fullmatch(text, line.start, line.end)}
    if len(alone) < FEWEST:
        return Raised(lines)
    folios = edges(text, lines).numbers
    marks = marks_in(text)
    above: dict[int, int] = {}  # from a note's line to its label's
    apart: list[int] = []
    pages = fed_pages(text, lines)
    for before, page in zip(([], *pages), pages, strict=False):
        own = [index for index in page[1:] if index in alone and index not in folios]
        labels = list(_labels(text, lines, own, (before or page)[:1], marks))
        first = _before_notes(lines, page, labels)
        whole = [index for index in labels if first or _stands_in(lines, index, folios)]
        above |= {_below(lines, index): index for index in whole}
        apart += [index for index in labels if index not in whole]
    if len(above) + len(apart) < FEWEST:
        return Raised(lines)
    gone = {index for below, label in above.items() for index in range(label, below)}
    joined = (
        line._replace(number=label.number, start=label.start, indent=label.indent)
        if line and index in above and (label := lines[above[index]])
        else line
        for index, line in enumerate(lines)
        if index not in gone
    )
    return Raised(tuple(joined), tuple(line for index in apart if (line := lines[index])))


def _labels(
    text: str,
    lines: Sequence[Line | None],
    alone: Sequence[int],
    top: Sequence[int],
    marks: Mapping[int, Sequence[int]],
) -> Iterator[int]:
    """The figures `alone` on a page that go up by one, each with its mark above it, below the line `top`."""
    begin = next((line.start for index in top if (line := lines[index])), 0)
    last = 0
    for index in alone:
        if (line := lines[index]) is None:
            continue
        number = int(text[line.start : line.end])
        places = marks.get(number, ())
        called = bisect_left(places, line.start) > bisect_left(places, begin)
        if called and (not last or number == last + 1):
            last = number
            yield index


def _below(lines: Sequence[Line | None], index: int) -> int:
    """The next line that shows something, if it is near; else -1."""
    return next((i for i in range(index + 1, min(len(lines), index + 1 + FAR)) if lines[i]), -1)


def _stands_in(lines: Sequence[Line | None], index: int, folios: Collection[int]) -> bool:
    """Does the line right below a label begin where the label ends, no less far in than the next?"""
    label, line = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    further = lines[index + 2] if index + 2 < len(lines) else None
    if label is None or line is None or line.indent < label.indent + label.length:
        return False
    return further is None or index + 2 in folios or further.indent <= line.indent


def _before_notes(lines: Sequence[Line | None], page: Sequence[int], labels: Sequence[int]) -> bool:
    """Has every label of a page a note behind it, and a blank line before it, so that none stands below its note?"""
    notes = [_below(lines, index) for index in labels]
    return (
        all(note in page and note not in labels for note in notes)
        and all(lines[index - 1] is None for index in labels)
        and all(note < label for note, (_, label) in zip(notes, pairwise(labels), strict=False))
    )
