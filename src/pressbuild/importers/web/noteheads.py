"""Heads of chapters among linked notes that are no headings: notes in, the paragraphs that are such heads out. Pure.

A list of notes says whose notes stand below: `The Yard`, `Chapter 2`. Such a paragraph stands right above a note, among
notes or below their heading, and says again what stands above a chapter of the text; or it is the number of a chapter
above a note 1. One that may be a head, for the numbers begin anew below it, is no more than doubtful.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.flattened.divisions import division, numbered
from pressbuild.importers.flattened.lines import SENTENCE_END
from pressbuild.importers.web.elements import BLOCKS, HEADS, NOTES, shown_text, tag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note

LONGEST = 80  # letters of a head
MOST = 2  # paragraphs: `Chapter 2` and its title
PARAGRAPHS = ("p", "div", "center")
NUMBER = re.compile(r"\W*(?:(?:chapter|part|section|kapitel|teil|chapitre|partie)\s+)?(?:\d{1,3}|[ivxlc]{1,7})\b\W*")


class NoteHeads(Struct, frozen=True):
    """The paragraphs that are heads of chapters, and those that may be, each with the note that stands below it."""

    sure: "tuple[Element, ...]" = ()
    doubtful: "Mapping[Element, Note]" = {}


def note_heads(notes: "Sequence[Note]", order: "Mapping[Element, int]") -> NoteHeads:
    """The heads among these notes. `order` has the elements of all pages."""
    calls = {inside for note in notes for call in note.calls for inside in call.iter()}
    held = {inside for note in notes for part in (*note.body, *note.cut) for inside in part.iter()}
    above = {note.body[0]: list(_above(note, calls, held)) for note in notes}
    if not any(above.values()):
        return NoteHeads()
    standing = {head for heads in above.values() for head in heads}
    names = _names(order, calls, held | standing)
    sure: list[Element] = []
    doubtful: dict[Element, Note] = {}
    for note in notes:
        for head in above[note.body[0]]:
            words = _words(head, calls)
            if not names.isdisjoint(_spellings(words)) or (note.label == "1" and _kind(words)):
                sure.append(head)
                continue
            anew = note.label == "1" or _kind(words)
            if anew and not SENTENCE_END.search(words) and _is_behind_a_note(head, held):
                doubtful[head] = note
            break  # what stands above it is no head of these notes
    kinds = {_kind(_words(head, calls)) for head in sure} - {""}
    sure += [head for head in doubtful if _kind(_words(head, calls)) in kinds]
    return NoteHeads(tuple(sure), {head: note for head, note in doubtful.items() if head not in sure})


def _above(note: "Note", calls: "set[Element]", held: "Collection[Element]") -> "Iterator[Element]":
    """The short paragraphs right above a note that may be heads of its chapter, from the lowest up."""
    element = note.cut[0] if note.cut and tag(note.cut[0]) == "dt" else note.body[0]
    for _ in range(MOST):
        before = _before(element)
        if before is None or tag(before) not in PARAGRAPHS or before in held:
            return
        words = _words(before, calls)
        short = 0 < len(words) <= LONGEST and not any(inside in calls or inside in held for inside in before.iter())
        if not short or NOTES.fullmatch(words) or _holds_blocks(before) or not _stands_among_notes(before, held):
            return
        yield before
        element = before


def _before(element: "Element") -> "Element | None":
    """The element right before one, outside of what holds it alone or begins with it."""
    while (before := element.getprevious()) is None or not tag(before):
        parent = element.getparent() if before is None else before
        if parent is None or (before is None and (tag(parent) == "body" or (parent.text or "").strip())):
            return None
        element = parent
    return None if (before.tail or "").strip() else before


def _stands_among_notes(head: "Element", held: "Collection[Element]") -> bool:
    """Does a note stand before a paragraph with no heading between them, or the heading of the notes?"""
    for before in head.itersiblings(preceding=True):
        if any(inside in held for inside in before.iter()):
            return True
        words = " ".join("".join(shown_text(before, set())).split())
        if NOTES.fullmatch(words):
            return True
        if tag(before) in HEADS:
            return False
    return False


def _is_behind_a_note(head: "Element", held: "Collection[Element]") -> bool:
    before = head.getprevious()
    return before is not None and before in held


def _names(order: "Mapping[Element, int]", calls: "set[Element]", others: "Collection[Element]") -> set[str]:
    """What stands above the text's chapters: its headings and short paragraphs."""
    names: set[str] = set()
    for element in order:
        alone = tag(element) in HEADS or (tag(element) in PARAGRAPHS and not _holds_blocks(element))
        if alone and element not in others:
            words = _words(element, calls)
            if len(words) <= LONGEST:
                names.update(_spellings(words))
    return names


def _spellings(words: str) -> Iterator[str]:
    """A head's letters, with its number and without."""
    for spelt in (words, NUMBER.sub("", words.casefold(), count=1)):
        if letters := re.sub(r"[\W_]+", "", spelt).casefold():
            yield letters


def _holds_blocks(element: "Element") -> bool:
    return any(tag(inside) in BLOCKS | HEADS for inside in element.iterdescendants())


def _kind(words: str) -> str:
    """What division a line is the number of, perhaps with its title; empty where it is none."""
    return numbered(words) or division(words) or ""


def _words(element: "Element", calls: "set[Element]") -> str:
    return " ".join("".join(shown_text(element, calls)).split())
