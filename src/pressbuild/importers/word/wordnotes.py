"""Notes of a Word file and their marks: prepared parts in, marks without a note and notes without a mark out. Pure."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.markup import short
from pressbuild.importers.source import LeftOut
from pressbuild.importers.word.wordmarkup import W, removed, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NOTES = {f"{W}footnoteReference": "word/footnotes.xml", f"{W}endnoteReference": "word/endnotes.xml"}
NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
UNCALLED = "it is a note that nothing calls"


class Apparatus(Struct, frozen=True):
    """The document and its parts with notes, by the parts' names; the notes by their parts and ids."""

    root: "Element"
    parts: "Mapping[str, Element]"
    notes: "Mapping[tuple[str, str | None], Element]" = field(default_factory=dict)

    @classmethod
    def of(cls, root: "Element", parts: "Mapping[str, Element]") -> "Apparatus":
        notes: dict[tuple[str, str | None], Element] = {}
        for name, part in parts.items():
            for note in part:
                notes.setdefault((name, note.get(f"{W}id")), note)
        return cls(root, parts, notes)

    def _note(self, mark: "Element") -> "Element | None":
        """The note that a mark calls."""
        return self.notes.get((NOTES[mark.tag], mark.get(f"{W}id")))

    def drop_empty_marks(self) -> Iterator[Diagnostic]:
        """Takes out the marks whose note is not there, which pandoc would make empty notes of."""
        for root in (self.root, *self.parts.values()):
            for mark in list(root.iter(*NOTES)):
                if self._note(mark) is None:
                    near = next((short(text_of(p)) for p in mark.iterancestors(f"{W}p")), "")
                    message = f"a mark in “{near}” calls a note that is not in the file; the mark is left out"
                    yield Diagnostic("note-missing", message, None, "add the note", WARNING)
                    removed(mark)

    def uncalled(self, deleted: "Mapping[Element, str]") -> Iterator[tuple[Diagnostic, LeftOut]]:
        """The notes that nothing calls; `deleted` says of some who deleted their marks."""
        called: set[Element] = set()
        waiting = [self.root]
        while waiting:
            found = [note for mark in waiting.pop().iter(*NOTES) if (note := self._note(mark)) is not None]
            waiting += [note for note in found if note not in called]
            called.update(found)
        for note in (note for part in self.parts.values() for note in part):
            text = " ".join(text_of(note).split())
            if note in called or note.get(f"{W}type") in NO_NOTES or not text:
                continue
            why = f"it is a note whose mark {deleted[note]} deleted" if note in deleted else UNCALLED
            message = f"left out, {why}: “{short(text)}”"
            yield (
                Diagnostic("note-orphan", message, None, "put it in yourself, if it is wanted", WARNING),
                LeftOut(why, text, said=True),
            )

    def marked(self, element: "Element") -> "list[Element]":
        """The notes that the marks within an element call."""
        return [note for mark in element.iter(*NOTES) if (note := self._note(mark)) is not None]

    def pairs(self) -> "Iterator[tuple[Element, Element]]":
        """Each mark of the text with the note that it calls."""
        for mark in list(self.root.iter(*NOTES)):
            if (note := self._note(mark)) is not None:
                yield mark, note
