"""Notes that no mark calls, among those that are called: what stands beside or behind these in, such notes out. Pure.

An old EPUB has lost a mark, or its link. A note without one still stands in the list of notes, with the number that is
due there: it is no further paragraph of the note above it, and no text.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.web.elements import BRACKETS, HEADS, tag, text_before, text_of
from pressbuild.importers.web.linklabels import ordinal, printed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note

BLOCK_LABELS = (*HEADS, "p", "div")


class Uncalled(Struct):
    """A note that nothing calls: its label, what holds it, and what of this is its label."""

    label: str
    body: "list[Element]"
    cut: "list[Element]"


def apart(
    note: "Note", gathered: "Sequence[Element]", behind: str, *, closed: bool
) -> "tuple[list[Element], list[Uncalled]]":
    """What stands behind a note, in its own paragraphs and the notes that nothing calls: those that begin with the
    number due, below that of the note `behind`. Where no note ends it (`closed`), they are dressed as the note is."""
    own: list[Element] = []
    others: list[Uncalled] = []
    due = int(note.label) + 1 if note.label.isdecimal() else 0
    for part in gathered:
        room = not behind.isdecimal() or due < int(behind)
        alike = closed or (tag(part), part.get("class")) == (tag(note.body[0]), note.body[0].get("class"))
        if due and room and alike and printed(str(due), spaced(part)):
            others.append(Uncalled(str(due), [part], label_block(part, str(due))))
            due += 1
        elif others and not closed:
            break
        else:
            (others[-1].body if others else own).append(part)
    return own, others


def beside_called(notes: "Sequence[Note]") -> "Iterator[Uncalled]":
    """The items of lists of notes that nothing calls, and the notes below headings that hold their number alone."""
    holders = {part for note in notes for part in note.body}
    parents = dict.fromkeys(note.body[0].getparent() for note in notes if tag(note.body[0]) in ("li", "dd"))
    for parent in (parent for parent in parents if parent is not None):
        items = [item for item in parent if tag(item) in ("li", "dd")]
        others = [item for item in items if item not in holders and text_of(item).strip()]
        if others and len(others) * 2 <= len(items):
            yield from (_item(item) for item in others)
    for note in notes:
        yield from _below_heads(note, holders)


def _item(item: "Element") -> Uncalled:
    term = item.getprevious() if tag(item) == "dd" else None
    if term is not None and tag(term) == "dt":
        return Uncalled(text_of(term).strip(BRACKETS), [item], [term])
    return Uncalled(ordinal(item), [item], [])


def _below_heads(note: "Note", holders: "Collection[Element]") -> "Iterator[Uncalled]":
    """The notes behind one whose label is a heading, as long as such stand there without a call."""
    last = note.body[-1]
    if not any(tag(part) in HEADS for part in note.cut) or not note.label.isdecimal():
        return
    due = int(note.label) + 1
    while (head := last.getnext()) is not None and (below := head.getnext()) is not None:
        if tag(head) not in HEADS or text_of(head).strip(BRACKETS) != str(due) or below in holders:
            return
        yield Uncalled(str(due), [below], [head])
        due, last = due + 1, below


def label_block(body: "Element", label: str) -> "list[Element]":
    """The block that holds a note's label and nothing else, at its beginning; none where the label stands in a line."""
    for inside in body.iter():
        if inside is body or tag(inside) not in BLOCK_LABELS:
            continue
        first = not (text_before(inside, body) or "").strip()
        alone = text_of(inside).strip(BRACKETS) == label
        return [inside] if first and alone and text_of(body).strip(BRACKETS) != label else []
    return []


def spaced(element: "Element") -> str:
    """The words of an element, those of its children apart."""
    return " ".join([element.text or "", *(f"{text_of(child)}{child.tail or ''}" for child in element if tag(child))])
