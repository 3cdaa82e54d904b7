"""Paragraphs and notes too long or too short for where they are read: `Copy` in, findings out. Pure.

What is too long a house says itself, in the `[check]` of its style.toml.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Paragraph
from pressbuild.rules.copy import MANNER, Copy
from pressbuild.tree import plain

# Kobo asks nine characters of what it shows in a pop-up (kobolabs/epub-spec); the link back has three.
SHORTEST = 9 - len(" ↩\ufe0e")


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
    """A note that some e-book readers do not show in a pop-up, as the house sets it: it may write “ibid.” out."""
    as_set = {note.label: note for note in copy.set.notes}
    for note in (as_set.get(note.label, note) for note in copy.read.notes):
        text = plain(note.children).strip()
        if 0 < len(text) < SHORTEST and all(isinstance(block, Paragraph) for block in note.children):
            message = f"“{text}” and its link back have fewer than the nine characters that Kobo wants of a pop-up"
            yield found("note-too-short", message, note.place, "say it in a few words more")
