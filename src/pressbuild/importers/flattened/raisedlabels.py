"""Labels of notes that a PDF's text has on lines of their own: lines in, each such label and its note as one line out.

A word processor raises the figure before a note at a page's foot, and pdftotext gives what is raised a line of its own:
with `-layout` right above the note, whose first line then begins where the figure ended; without it, above the note or,
if the note has several lines, below it. Which of the two it is can be known of a page only where every label has a note
behind it. A web page’s list, or a table of notes, is copied so too, and has no pages: there its heading tells, or that
most of its labels are marks of the text above. Pure.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from pressbuild.importers.flattened.lines import LABEL, SUPERIORS, Line
from pressbuild.importers.flattened.sheet import LabelLine, Sheet

FEWEST = 2  # labels, which show a habit
LONGEST = 1200  # characters of a note, as most are at the most
FAR = 2  # lines from a label to its note at the most


class Raised(Struct, frozen=True):
    """The text with each label before its note, and the labels whose notes cannot be known."""

    sheet: Sheet
    apart: tuple[Line, ...] = ()


def with_labels(sheet: Sheet) -> Raised:
    """The text with the lines of its pages that are labels alone set before their notes."""
    if len(sheet.figures) < FEWEST or not sheet.pages:
        return Raised(sheet)
    lines, pages, folios = sheet.lines, sheet.pages, sheet.edges.numbers
    above: dict[int, int] = {}  # from a note's line to its label's
    apart: list[int] = []
    for before, page in zip(([], *pages), pages, strict=False):
        own = [index for index in page[1:] if index in sheet.figures and index not in folios]
        labels = list(_labels(sheet, own, (before or page)[:1]))
        first = _before_notes(lines, page, labels)
        whole = [index for index in labels if first or _stands_in(lines, index, folios)]
        above |= {_below(lines, index): index for index in whole}
        apart += [index for index in labels if index not in whole]
    if len(above) + len(apart) < FEWEST:
        return Raised(sheet)
    gone = {index for below, label in above.items() for index in range(label, below)}
    joined = (
        _with_label(line, lines[above[index]] if index in above else None)
        for index, line in enumerate(lines)
        if index not in gone
    )
    return Raised(sheet.with_lines(tuple(joined)), tuple(line for index in apart if (line := lines[index])))


def _labels(sheet: Sheet, alone: Sequence[int], top: Sequence[int]) -> Iterator[int]:
    """The figures `alone` on a page that go up by one, each with its mark above it, below the line `top`."""
    begin = next((line.start for index in top if (line := sheet.lines[index])), 0)
    last = 0
    for index in alone:
        line, number = sheet.lines[index], sheet.figures[index]
        if line and sheet.calls.stand(number, begin, line.start) and (not last or number == last + 1):
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


def beside_notes(sheet: Sheet) -> Sheet:
    """The text with the labels that stand alone in lists of notes set before their notes. With blank lines between the
    notes a label and its note are one block as they stand; without them a figure alone would be a heading's."""
    lines = sheet.lines
    alone = [
        LabelLine(index, number, sheet.headed(index))
        for index in range(len(lines) - 1)
        if index not in sheet.chapters
        and (number := _alone(sheet.text, lines[index]))
        and (below := lines[index + 1])
        and not _alone(sheet.text, below)
    ]
    if len(alone) < FEWEST:
        return sheet
    joined = {label.index for run in sheet.note_runs(alone) if run[0].named or _are_close(lines, run) for label in run}
    if not joined:
        return sheet
    kept = [index for index in range(len(lines)) if index not in joined]
    return sheet.with_lines(tuple(_with_label(lines[i], lines[i - 1] if i - 1 in joined else None) for i in kept))


def _are_close(lines: Sequence[Line | None], run: Sequence[LabelLine]) -> bool:
    """Do labels stand as far apart as notes are long, and not as chapters are?"""
    starts = [line.start for label in run if (line := lines[label.index])]
    lengths = sorted(below - above for above, below in pairwise(starts))
    return bool(lengths) and lengths[len(lengths) // 2] <= LONGEST


def _with_label(line: Line | None, label: Line | None) -> Line | None:
    """A line that begins with the label above it, if there is one."""
    return line._replace(number=label.number, start=label.start, indent=label.indent) if line and label else line


def _alone(text: str, line: Line | None) -> int:
    """The number of a label that fills a line, or 0."""
    found = LABEL.fullmatch(text, line.start, line.end) if line else None
    return int(found[found.lastgroup or 0].translate(SUPERIORS)) if found else 0
