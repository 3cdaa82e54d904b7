"""What an import has to say of the edges of pages, and of the notes there: what was found in, diagnostics out."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from pressbuild.diagnostics import WARNING, Diagnostic, Place, found
from pressbuild.importers.account.report import Reading
from pressbuild.importers.flattened.sheet import LabelLine, Sheet
from pressbuild.importers.marks.markcontext import STRONG
from pressbuild.importers.marks.notemarks import OUT_OF_ORDER, Refused
from pressbuild.importers.markup import short

SHOWN = 4
FEWEST_MIXED = 4  # marks on a page
MOST_LACKING = 2  # marks of a page beside others that are mixed
FEWEST_APART = 3  # labels without their notes, which are no chance
FEWEST_AT_FEET = 3
FED_HINT = "where they stand at the feet of pages, keep the form feeds that end these (`pdftotext` without `-nopgbrk`)"


def pages(reading: Reading) -> Iterator[Diagnostic]:
    yield from _joined(reading)
    yield from _cut(reading)
    yield from _fed(reading)
    yield from _unbroken(reading)
    yield from _called(reading)
    yield from _tied(reading)
    yield from _unglued(reading)
    yield from _apart(reading)
    yield from _mixed(reading)
    yield from _words(reading)


def _joined(reading: Reading) -> Iterator[Diagnostic]:
    """The ends of notes that stood at the foot of the next page."""
    for offset in reading.over.tails:
        place = Place(reading.source.name, *reading.lineation.at_source(offset))
        words = short(reading.source.text[offset:].split("\n", 1)[0])
        message = f"a note goes on at the foot of the next page; its end there, “{words}”, was joined to it"
        yield found("assumed", message, place, "look whether it is the note’s")


def _cut(reading: Reading) -> Iterator[Diagnostic]:
    """The notes that go on at the foot of the next page, and whose ends were left in the text."""
    for line in reading.cut:
        words = short(reading.text[line.start : line.end])
        message = f"a note at the foot of a page ends amid a sentence: “{words}”; its end may stand in the text"
        hint = "look for it where the next page ended, and move it into the note"
        yield Diagnostic("assumed", message, reading.place(line.start), hint, WARNING)


def _fed(reading: Reading) -> Iterator[Diagnostic]:
    """The ends of pages that the text itself has no sign of."""
    if feeds := reading.feeds:
        places = [Place(reading.source.name, *reading.lineation.at_source(offset)) for offset in feeds]
        lines = ", ".join(str(place.line) for place in places[:SHOWN]) + (" …" if len(places) > SHOWN else "")
        message = f"pages begin at lines {lines}, as the notes at the feet of those before show"
        yield found("assumed", message, places[0], "a text with its form feeds says so itself")


def _unbroken(reading: Reading) -> Iterator[Diagnostic]:
    """The lines that broke before an apostrophe."""
    if breaks := reading.unbroken:
        which = f"{len(breaks)} lines" if len(breaks) > 1 else "a line"
        place = Place(reading.source.name, *reading.lineation.at_source(breaks[0]))
        yield found("assumed", f"{which} broke before an apostrophe, amid a word, and came together again", place)


def _called(reading: Reading) -> Iterator[Diagnostic]:
    """The calls of notes that stood on lines of their own."""
    if calls := reading.called:
        places = [Place(reading.source.name, *reading.lineation.at_source(offset)) for offset in calls]
        message = f"{len(calls)} calls of notes stood on lines of their own and were set into the text beside them"
        hint = "where a line did not show the place, the call stands behind its only sentence: look at some"
        yield found("assumed", message, places[0], hint)


def _tied(reading: Reading) -> Iterator[Diagnostic]:
    """The labels of notes that stood apart from them, as many as there were notes."""
    if labels := reading.tied:
        message = f"{len(labels)} numbers of notes stood apart from their notes and were set before them in their order"
        place = Place(reading.source.name, *reading.lineation.at_source(labels[0]))
        yield found("assumed", message, place, "check the first and the last")


def _unglued(reading: Reading) -> Iterator[Diagnostic]:
    """The labels of notes that were glued to their words."""
    if labels := reading.unglued:
        place = Place(reading.source.name, *reading.lineation.at_source(labels[0]))
        line = reading.source.text[: labels[0]].rpartition("\n")[2] + reading.source.text[labels[0] :].split("\n", 1)[0]
        which = f"{len(labels)} numbers of notes were" if len(labels) > 1 else "the number of a note was"
        message = f"{which} glued to the words, “{short(line.strip())}”; a space parts them now"
        yield found("assumed", message, place, "look at notes that begin with a figure")


def _apart(reading: Reading) -> Iterator[Diagnostic]:
    """The labels of notes that stand apart from them, so that nobody can say which note is whose."""
    if len(reading.apart) < FEWEST_APART:
        return
    lines = [reading.lineation.at(line.start)[0] for line in reading.apart]
    named = ", ".join(map(str, lines[:SHOWN])) + (" and further on" if len(lines) > SHOWN else "")
    message = (
        f"numbers of notes stand on lines of their own, apart from their notes (lines {named}); they were left there"
    )
    hint = "where the text was made by `pdftotext`, make it by `pdftotext -layout`, which keeps both together"
    yield Diagnostic("assumed", message, reading.place(reading.apart[0].start), hint, WARNING)


def _mixed(reading: Reading) -> Iterator[Diagnostic]:
    """The pages whose columns were mixed before the text came here: the marks on them go up in two rows at a time."""
    feeds = [found.start() for found in re.finditer("\f", reading.text)]
    marks = [(mark.offset, mark.number) for mark in reading.recovery.marks]
    marks += [(one.candidate.digit, one.candidate.number) for one in reading.recovery.rejected if _is_astray(one)]
    runs = [list(group) for _, group in groupby(sorted(marks), key=lambda mark: bisect_left(feeds, mark[0]))]
    mixed = [run for run in runs if feeds and _in_two_rows([number for _, number in run])]
    if mixed:  # other pages may lack a mark or two
        mixed = [run for run in runs if _in_two_rows([number for _, number in run], MOST_LACKING)]
    if mixed:
        lines = ", ".join(str(reading.lineation.at(run[0][0])[0]) for run in mixed[:SHOWN])
        further = " and further on" if len(mixed) > SHOWN else ""
        numbers = ", ".join(str(number) for _, number in mixed[0])
        message = (
            f"columns are mixed on the pages of lines {lines}{further}: the marks of notes there go {numbers}, and so"
            " does the text"
        )
        hint = "where the text was made by `pdftotext`, make it by `pdftotext -layout`, which keeps columns apart"
        yield Diagnostic("assumed", message, reading.place(mixed[0][0][0]), hint, WARNING)


def _is_astray(refused: Refused) -> bool:
    return refused.why == OUT_OF_ORDER and refused.candidate.score >= STRONG


def _in_two_rows(numbers: Sequence[int], lacking: int = 0) -> bool:
    """Are these all numbers from the least to the greatest but a few, in two rows that both go up, and not in one?"""
    if len(numbers) < FEWEST_MIXED or len({*numbers}) < len(numbers):
        return False
    if max(numbers) - min(numbers) + 1 - len(numbers) > lacking:
        return False
    rows = [0, 0]
    for number in numbers:
        row = next((index for index, last in enumerate(rows) if number > last), None)
        if row is None:
            return False
        rows[row] = number
        rows.sort(reverse=True)
    return rows[1] > 0


def _words(reading: Reading) -> Iterator[Diagnostic]:
    """The words that stood on two pages."""
    if words := reading.over.words:
        first = words[0]
        whole = f"{first.head}{'' if first.joined else '-'}{first.tail}"
        count = "a word" if len(words) == 1 else f"{len(words)} words"
        message = f"{count} that the edge of a page had parted came together again, first “{whole}”"
        yield found("assumed", message, Place(reading.source.name, *reading.lineation.at_source(first.hyphen)))


def at_feet(reading: Reading) -> Iterator[Diagnostic]:
    """The numbers that begin lines below their marks and were read as no notes', where no form feed ends a page."""
    if "\f" in reading.text:
        return
    sheet = Sheet.of(reading.text)
    labels = [LabelLine(index, label.number) for index, label in sheet.labels.items()]
    known = {body.number for body in reading.recovery.bodies} | {body.printed for body in reading.recovery.bodies}
    for run in sheet.note_runs(labels, apart=True):
        begun = [(label.number, line) for label in run if (line := sheet.lines[label.index])]
        left = [(number, line) for number, line in begun if number not in known]
        if len(left) < max(FEWEST_AT_FEET, len(begun) // 2):
            continue
        where = [str(reading.lineation.at(line.start)[0]) for _, line in left]
        named = ", ".join(where[:SHOWN]) + (" and further on" if len(where) > SHOWN else "")
        message = (
            f"{len(left)} numbers from {left[0][0]} to {left[-1][0]} begin lines below their marks (lines {named})"
        )
        message += " and were not read as those of notes"
        yield Diagnostic("note-missing", message, reading.place(left[0][1].start), FED_HINT, WARNING)
