"""Paragraphs and notes too long or too short for where they are read: `Copy` in, findings out. Pure."""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Paragraph
from pressbuild.rules.copy import Copy
from pressbuild.tree import plain

LONGEST = 500  # words: two pages of a pamphlet without a break
# Kobo asks nine characters of what it shows in a pop-up (kobolabs/epub-spec); the link back has three.
SHORTEST = 9 - len(" ↩\ufe0e")


def paragraph_long(copy: Copy) -> Iterator[Diagnostic]:
    """A paragraph that fills two pages."""
    for passage in copy.passages:
        if passage.kind == "paragraph" and not passage.note and (words := len(passage.text.split())) > LONGEST:
            message = f"this paragraph has {words} words; two pages of a pamphlet hold {LONGEST}"
            yield found("paragraph-long", message, passage.place, "break it where its thought turns")


def note_too_short(copy: Copy) -> Iterator[Diagnostic]:
    """A note that some e-book readers do not show in a pop-up."""
    for note in copy.read.notes:
        text = plain(note.children).strip()
        if 0 < len(text) < SHORTEST and all(isinstance(block, Paragraph) for block in note.children):
            message = f"“{text}” and its link back have fewer than the nine characters that Kobo wants of a pop-up"
            yield found("note-too-short", message, note.place, "say it in a few words more")
