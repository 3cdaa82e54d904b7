"""The notes of a work as its editions have them: document and contents in, numbers, groups and calls out; pure."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Document, Heading, Inlines, Note, NoteRef
from pressbuild.edition.contents import Entry, has_words, of_kind, of_level, top_level
from pressbuild.tree import everything, front_inlines, walk


class Group(Struct, frozen=True):
    """Notes that stand together among the endnotes, under the title of their chapter or section where it has one;
    `lang` is the chapter's language where it is not the book's, `chapter` its number in a book, from 1."""

    title: Inlines
    notes: tuple[Note, ...]
    lang: str = ""
    chapter: int = 0


def grouped(
    document: Document, contents: tuple[Entry, ...], numbering: str, uncalled: Inlines = ()
) -> tuple[Group, ...]:
    """The notes of each chapter of a book; of an essay whose notes are numbered by section those of each section of
    the top level, a note that several call with the first; those that none calls stand behind them, under the title
    `uncalled`."""
    titles = {number: entry.children for number, entry in enumerate(of_kind(contents, "chapter"), start=1)}
    langs = {number: entry.lang for number, entry in enumerate(of_kind(contents, "chapter"), start=1)}
    homes = {note.label: note.chapter for note in document.notes}
    if not titles and numbering == "section":
        top = top_level(contents)
        titles = {number: entry.children for number, entry in enumerate(of_level(contents, top), start=1)}
        homes = {}
        for section, reference in _calls(document, top):
            homes.setdefault(reference.label, section)
    last = max(homes.values(), default=0)
    if not langs and len(titles) > 1:
        last = len(titles) + 1
        titles[last] = uncalled
    gathered = groupby(document.notes, key=lambda note: homes.get(note.label, last))
    groups = [(home, tuple(notes)) for home, notes in gathered]
    return tuple(
        Group(titles.get(home, ()) if len(titles) > 1 else (), notes, langs.get(home, ""), home if langs else 0)
        for home, notes in groups
    )


def printed_numbers(groups: tuple[Group, ...], numbering: str) -> dict[str, int]:
    """The numbers of notes as they are printed: through the work, or from 1 in each group."""
    runs = [group.notes for group in groups]
    if numbering == "work":
        runs = [tuple(note for notes in runs for note in notes)]
    return {note.label: number for notes in runs for number, note in enumerate(notes, start=1)}


def count_references(document: Document) -> dict[str, int]:
    """How often each note is referred to, by label."""
    counts: dict[str, int] = {}
    for node in walk(everything(document)):
        if isinstance(node, NoteRef):
            counts[node.label] = counts.get(node.label, 0) + 1
    return counts


def _calls(document: Document, top: int) -> Iterator[tuple[int, NoteRef]]:
    """Each reference to a note with the number of its section; 0 before the first heading of the top level."""
    yield from ((0, node) for node in walk(front_inlines(document.front)) if isinstance(node, NoteRef))
    section = 0
    for block in document.blocks:
        section += isinstance(block, Heading) and block.level == top and has_words(block)
        yield from ((section, node) for node in walk([block]) if isinstance(node, NoteRef))


def shared(document: Document, contents: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """A finding for each note that a second section calls, where notes are numbered by section: who looks for the
    number among that section's notes finds another note, or none."""
    homes: dict[str, int] = {}
    said = set[tuple[int, str]]()
    for section, reference in _calls(document, top_level(contents)):
        label = reference.label
        if homes.setdefault(label, section) != section and (section, label) not in said:
            said.add((section, label))
            message = f"the note [^{label}] has its number in the section that calls it first, and is called here too"
            hint = "give this section a note of its own, or have the notes numbered through the work"
            yield found("note-shared", message, reference.place, hint)
