"""Notes at the foot of pages: a document in, what stands against it out; pure."""

from pressbuild.document import CodeBlock, Document, Figure, Image, Note, NoteRef, Table, Text
from pressbuild.tree import front_inlines, plain, walk

LONG_NOTE = 900  # characters from which a note is too long for the foot of a page: a dozen lines, a third of it
LONG_TABLE = 20  # rows from which a table may not end on the page that it begins
TWO_LINES = 140  # characters


def hindrance(document: Document) -> str:
    """Why the notes of a document cannot stand at the foot of pages; empty where they can. Where one cannot, none does,
    for readers do not look in two places."""
    for note in document.notes:
        if not note.referred:
            return f"nothing refers to {_named(document, note.label)}"
        if len(plain(note.children)) > LONG_NOTE:
            return f"{_named(document, note.label)} is longer than {LONG_NOTE} characters"
        if any(isinstance(node, Table | Figure | Image | CodeBlock) for node in walk(note.children)):
            return f"{_named(document, note.label)} holds more than text"
    if crowded := _crowded(document):
        return f"too much is to stand below the line that calls {_named(document, crowded)}"
    return _closed(document)


def _named(document: Document, label: str) -> str:
    """A note as messages name it: by the label that its author typed, in a book with the number of its chapter."""
    note = next((note for note in document.notes if note.label == label), Note(label, ()))
    return f"the note [^{note.typed}]" + (f" of chapter {note.chapter}" if note.chapter else "")


def _closed(document: Document) -> str:
    """Why what a table or a picture calls cannot stand at the foot of the page on which it ends."""
    lengths = {note.label: len(plain(note.children)) for note in document.notes}
    for block in walk(document.blocks):
        if isinstance(block, Table | Figure):
            called = dict.fromkeys(node.label for node in walk([block]) if isinstance(node, NoteRef))
            kind = "table" if isinstance(block, Table) else "picture"
            if sum(lengths.pop(label, 0) for label in called) > 2 * LONG_NOTE:
                return f"too much is to stand below the {kind} that calls {_named(document, next(reversed(called)))}"
            if called and isinstance(block, Table) and len(block.rows) > LONG_TABLE:
                return f"{_named(document, next(iter(called)))} is called in a table that may go over two pages"
    return ""


def _crowded(document: Document) -> str:
    """The label of the last of some notes that are called within two lines and are together too long for one foot. What
    the title page calls stands at the foot of the text's first page."""
    lengths = {note.label: len(plain(note.children)) for note in document.notes}
    front = walk(front_inlines(document.front))
    at, near = 0, list[tuple[int, int]]()
    for node in (*(node for node in front if isinstance(node, NoteRef)), *walk(document.blocks)):
        if isinstance(node, Text):
            at += len(node.value)
        elif isinstance(node, NoteRef):
            near = [(place, length) for place, length in near if place > at - TWO_LINES]
            near.append((at, lengths.pop(node.label, 0)))
            if sum(length for _, length in near) > 2 * LONG_NOTE:
                return node.label
    return ""
