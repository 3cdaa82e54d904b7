"""What an import has to say of the edges of pages, and of the notes there: what was found in, diagnostics out."""

from collections.abc import Iterator

from pressbuild.diagnostics import WARNING, Diagnostic, Place, found
from pressbuild.importers.account.report import Reading
from pressbuild.importers.markup import short

SHOWN = 4
FEWEST_APART = 3  # labels without their notes, which are no chance


def pages(reading: Reading) -> Iterator[Diagnostic]:
    yield from _joined(reading)
    yield from _cut(reading)
    yield from _apart(reading)
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


def _words(reading: Reading) -> Iterator[Diagnostic]:
    """The words that stood on two pages."""
    if words := reading.over.words:
        first = words[0]
        whole = f"{first.head}{'' if first.joined else '-'}{first.tail}"
        count = "a word" if len(words) == 1 else f"{len(words)} words"
        message = f"{count} that the edge of a page had parted came together again, first “{whole}”"
        yield found("assumed", message, Place(reading.source.name, *reading.lineation.at_source(first.hyphen)))
