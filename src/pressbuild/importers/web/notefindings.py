"""What is to be said of linked notes: the notes of some pages and their finder in, findings out. Pure.

Links that lead nowhere, notes without a mark or without words, paragraphs that were taken for a note's, heads that may
be none.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.markup import short
from pressbuild.importers.web.attributenotes import attribute_findings
from pressbuild.importers.web.elements import near, shown_text, tag, text_of
from pressbuild.importers.web.linkednotes import Finder
from pressbuild.importers.web.notes import Note

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def note_findings(finder: Finder, notes: Sequence[Note]) -> Iterator[Diagnostic]:
    """What an editor should look at, in the order of the kinds."""
    for mark in finder.leading_nowhere(notes):
        message = f"“{near(mark)}”: “{text_of(mark).strip()}” looks like a mark, and its link leads to no note"
        yield Diagnostic("note-missing", message, None, "look where it leads", WARNING)
    yield from attribute_findings(notes, finder.order)
    for number, note in enumerate(notes, start=1):
        yield from _of_note(number, note)
    yield from _doubtful_heads(finder, notes)


def _of_note(number: int, note: Note) -> Iterator[Diagnostic]:
    gone = {inside for part in note.cut for inside in part.iter()}
    words = "".join(text for part in note.body for text in shown_text(part, gone)).strip()
    if not note.calls:
        shown = short(words.removeprefix(note.prefix).strip())
        message = f"note {number}, printed “{note.label}”, has no mark in the text: “{shown}”"
        yield Diagnostic("note-orphan", message, None, f"put [^{number}] there", WARNING)
    if not words.removeprefix(note.prefix).strip(".:)] \u00a0") and not any(_pictured(e) for e in note.body):
        place = f": “{near(note.calls[0])}”" if note.calls else ""
        message = f"{named(number, note)} is empty{place}"
        yield Diagnostic("note-empty", message, None, "look where its words are", WARNING)
    for part in note.further:
        message = f"“{short(text_of(part))}” is taken for a further paragraph of {named(number, note)}"
        yield found("assumed", message, None, "no other note stands below it")


def _doubtful_heads(finder: Finder, notes: Sequence[Note]) -> Iterator[Diagnostic]:
    holders = {part: (number, note) for number, note in enumerate(notes, start=1) for part in note.body}
    numbers = {note.body[0]: number for number, note in enumerate(notes, start=1)}
    for head, below in finder.heads.doubtful.items():
        if head in holders:
            following = named(numbers[below.body[0]], below)
            message = f"“{short(text_of(head))}” is taken for a further paragraph of {named(*holders[head])}"
            hint = f"where it is the head of a chapter whose notes begin with {following}, strike it out"
            yield Diagnostic("assumed", message, None, hint, WARNING)


def named(number: int, note: Note) -> str:
    """A note as messages name it: by its number in the manuscript, and by what is printed where that differs."""
    return f"note {number}" if note.label == str(number) else f"note {number} (printed “{note.label}”)"


def _pictured(element: "Element") -> bool:
    return any(tag(inside) in ("img", "svg", "table") for inside in element.iter())
