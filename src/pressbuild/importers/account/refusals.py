"""What an import says of figures and symbols that look like notes' marks and were left: all that was found in,
diagnostics out. Where they are many, they are said in one sentence."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pressbuild.diagnostics import NOTE, WARNING, Diagnostic
from pressbuild.importers.account.report import Reading
from pressbuild.importers.marks.begunanew import ANEW, said_anew
from pressbuild.importers.marks.markcontext import STRONG
from pressbuild.importers.marks.notemarks import BELOW_FIRST, NO_MARKS, OTHER_FORM, OUT_OF_ORDER, Refused
from pressbuild.importers.marks.symbolnotes import NO_MARK
from pressbuild.importers.marks.symbols import FORM

MOST_ABOVE = 12  # figures above the number of notes, each of which is said
MOST_SYMBOLS = 100  # symbols that were left as they are, each of which is said
NO_NUMBER = "if it is one, write the number that its note has in the manuscript, or add the note"


def adrift(reading: Reading) -> Iterator[Diagnostic]:
    """Marks of notes that were not found, all in one sentence."""
    recovery = reading.recovery
    above = [refused.candidate for refused in recovery.rejected if refused.is_beyond]
    marks = recovery.adrift or (above if len(above) > MOST_ABOVE else ())
    if marks:
        lines = [reading.place(mark.digit).line for mark in (marks[0], marks[-1])]
        notes, count = len(recovery.bodies), len(marks) + len(recovery.marks)
        message = f"the text has {count} marks and {notes or 'no'} notes: a list of notes was probably not recognised"
        hint = f"lines {lines[0]} to {lines[1]} have the marks; set a line “Notes” above each list and import again"
        yield Diagnostic("note-over-n", message, reading.place(marks[0].digit), hint, WARNING)


def begun_anew(reading: Reading) -> Iterator[Diagnostic]:
    """Marks whose own notes were not found, for numbers begin anew between them and the notes below."""
    marks = [refused.candidate for refused in reading.recovery.rejected if refused.why == ANEW]
    if marks:
        message, hint = said_anew(marks)
        yield Diagnostic("note-missing", message, reading.place(marks[0].digit), hint, WARNING)


def refusals(reading: Reading) -> Iterator[Diagnostic]:
    """Figures that look like marks and symbols that may be, left as they are."""
    summed = sum(refused.is_beyond for refused in reading.recovery.rejected) > MOST_ABOVE
    symbols = [refused for refused in reading.recovery.rejected if refused.candidate.form == FORM]
    if len(symbols) > MOST_SYMBOLS:
        yield from _symbols(reading, symbols)
    for refused in reading.recovery.rejected:
        candidate = refused.candidate
        if (summed and refused.is_beyond) or refused.why == ANEW:
            continue
        if candidate.form == FORM:
            if len(symbols) <= MOST_SYMBOLS:
                yield _symbol(reading, refused)
            continue
        if candidate.score < STRONG or candidate.form in NO_MARKS:
            continue
        code = "note-order" if refused.why in (OUT_OF_ORDER, OTHER_FORM) else "note-over-n"
        code = "note-missing" if refused.why.startswith(BELOW_FIRST) else code
        message = f"“{candidate.number}” looks like a note's mark and was left as a figure: {refused.why}"
        hint = f"if it is one, write [^{refused.number}]" if refused.number else NO_NUMBER
        yield Diagnostic(code, message, reading.place(candidate.digit), hint, WARNING)


def _symbols(reading: Reading, left: Sequence[Refused]) -> Iterator[Diagnostic]:
    """Many symbols that were left as they are: the first for each reason, and how many more have it."""
    reasons = Counter(refused.why for refused in left)
    firsts = {refused.why: refused for refused in reversed(left)}
    for why, count in reasons.items():
        yield _symbol(reading, firsts[why], count - 1)


def _symbol(reading: Reading, refused: Refused, more: int = 0) -> Diagnostic:
    """A symbol that was left as it is, and how many `more` were: doubtful where the text has notes with symbols."""
    candidate = refused.candidate
    symbol = reading.text[candidate.digit : candidate.end].rstrip(")]")
    left = f"was left as it is ({more} more like it)" if more else "was left as it is"
    message = f"“{symbol}” may belong to a note and {left}: {refused.why}"
    severity = WARNING if reading.recovery.by_symbol else NOTE
    code = "note-orphan" if refused.why == NO_MARK else "note-missing"
    return Diagnostic(code, message, reading.place(candidate.digit), "tie it to its note by hand if it does", severity)
