"""Notes that may stand at the feet of pages that nothing ends: what was read in, a diagnostic out.

Figures that begin lines, climb, and have their marks above them are notes' numbers. Where they were read as nothing,
that is said, for the text has lost what parts its pages.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.account.report import Reading
from pressbuild.importers.flattened.feet import label_of, marks_in
from pressbuild.importers.flattened.labelruns import LabelLine, note_runs
from pressbuild.importers.flattened.lines import text_lines

SHOWN = 4
FEWEST = 3
HINT = "where they stand at the feet of pages, keep the form feeds that end these (`pdftotext` without `-nopgbrk`)"


def at_feet(reading: Reading) -> Iterator[Diagnostic]:
    """The numbers that begin lines below their marks and were read as no notes', where no form feed ends a page."""
    if "\f" in reading.text:
        return
    lines = list(text_lines(reading.text))
    labels = [LabelLine(i, label[0]) for i, line in enumerate(lines) if (label := label_of(reading.text, line))]
    if len(labels) < FEWEST:
        return
    known = {body.number for body in reading.recovery.bodies} | {body.printed for body in reading.recovery.bodies}
    for run in note_runs(lines, labels, marks_in(reading.text), apart=True):
        begun = [(label.number, line) for label in run if (line := lines[label.index])]
        left = [(number, line) for number, line in begun if number not in known]
        if len(left) < max(FEWEST, len(begun) // 2):
            continue
        where = [str(reading.lineation.at(line.start)[0]) for _, line in left]
        named = ", ".join(where[:SHOWN]) + (" and further on" if len(where) > SHOWN else "")
        message = (
            f"{len(left)} numbers from {left[0][0]} to {left[-1][0]} begin lines below their marks (lines {named})"
        )
        message += " and were not read as those of notes"
        yield Diagnostic("note-missing", message, reading.place(left[0][1].start), HINT, WARNING)
