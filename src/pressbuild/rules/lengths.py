"""Paragraphs and notes too long or too short for where they are read: `Copy` in, findings out. Pure.

What is too long a house says itself, in the `[check]` of its style.toml.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Note, Paragraph
from pressbuild.rules.cited import cited_at
from pressbuild.rules.copy import MANNER, Copy
from pressbuild.tree import plain

# Kobo asks nine characters of what it shows in a pop-up (kobolabs/epub-spec); the link back has three.
SHORTEST = 9 - len(" ↩\ufe0e")
FEWER = "fewer than the nine characters that Kobo wants of a pop-up"


def paragraph_long(copy: Copy) -> Iterator[Diagnostic]:
    """A paragraph that fills pages without a break."""
    limit = copy.house.check.longest_paragraph
    running = (passage for passage in copy.passages if passage.kind == "paragraph" and not passage.note)
    long = [(words, passage.place) for passage in running if (words := len(passage.text.split())) > limit]
    if len(long) <= MANNER:
        for words, place in long:
            message = f"this paragraph has {words:,} words, and the house wants {limit:,} at most"
            hint = f"break it where its thought turns; {_key('longest_paragraph')}"
            yield found("paragraph-long", message, place, hint)
        return
    words, longest = max(long, key=lambda each: each[0])
    line = f" in line {longest.line}" if longest else ""
    message = f"{len(long)} paragraphs have more than {limit:,} words; the longest{line} has {words:,}"
    hint = f"break them where their thought turns; {_key('longest_paragraph')}"
    yield found("paragraph-long", message, long[0][1], hint)


def note_too_long(copy: Copy) -> Iterator[Diagnostic]:
    """A note of which some e-book readers show the beginning alone, or no pop-up at all."""
    limit = copy.house.check.longest_note
    for note in copy.read.notes:
        if (length := len(plain(note.children).strip())) > limit:
            message = f"the note [^{note.typed}] has {length:,} characters, and the house wants {limit:,} at most"
            hint = f"move some of it into the text; {_key('longest_note')}"
            yield found("note-too-long", message, note.place, hint)


def _key(name: str) -> str:
    return f"`{name}` in the [check] of the house’s style.toml sets the limit"


def note_too_short(copy: Copy) -> Iterator[Diagnostic]:
    """A note that some e-book readers do not show in a pop-up, as the house sets it: it may write “ibid.” out. Those
    that a citation style has written are said once, where the first of them is cited."""
    as_set = {note.label: note for note in copy.set.notes}
    numbered = enumerate((as_set.get(note.label, note) for note in copy.read.notes), start=1)
    short = [(number, note, words) for number, note in numbered if (words := _too_few(note))]
    for _, note, words in short:
        if note.place:
            message = f"“{words}” and its link back have {FEWER}"
            yield found("note-too-short", message, note.place, "say it in a few words more")
    of_style = [(number, words) for number, note, words in short if not note.place]
    if of_style:
        number, words = of_style[0]
        message = f"the citation style writes “{words}”, which with its link back has {FEWER}"
        if others := len(of_style) - 1:
            message += f"; so it is with {others} more of its notes"
        hint = "cite it with a few words more, as in [see @key, chapter 3], or take a style that says more"
        yield found("note-too-short", message, cited_at(copy, number), hint)


def _too_few(note: Note) -> str:
    """The words of a note that is too short for a pop-up; empty for one that is long enough or holds more than text."""
    text = plain(note.children).strip()
    return text if len(text) < SHORTEST and all(isinstance(block, Paragraph) for block in note.children) else ""
