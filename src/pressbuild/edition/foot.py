"""Notes at the foot of pages: a document in, what stands against it out; pure."""

from collections.abc import Iterator

from msgspec import Struct

from pressbuild.diagnostics import Place
from pressbuild.document import CodeBlock, Document, Figure, Image, Note, NoteRef, Table, Text
from pressbuild.tree import front_inlines, plain, walk

LONG_NOTE = 900  # characters from which a note is too long for the foot of a page: a dozen lines, a third of it
LONG_TABLE = 20  # rows from which a table may not end on the page that it begins
TWO_LINES = 140  # characters
TWICE_ON_A_PAGE = "numbered by section, two notes of one number could stand on one page"


class Hindrance(Struct, frozen=True):
    """Why notes cannot stand at the foot of pages, and where the first note stands that cannot."""

    why: str
    place: Place | None


def hindrance(document: Document, *, twice: bool) -> Hindrance | None:
    """What keeps the notes of a document from the foot of pages; None where they can stand there. Where one cannot,
    none does, for readers do not look in two places. `twice` says that a page could have two notes of one number."""
    if twice:
        return Hindrance(TWICE_ON_A_PAGE, document.notes[0].place)
    label, why = next(_hindered(document), ("", ""))
    note = next((note for note in document.notes if note.label == label), None)
    return Hindrance(why.format(_named(note)), note.place) if note else None


def _hindered(document: Document) -> Iterator[tuple[str, str]]:
    """The label of each note that cannot stand at the foot, and why."""
    for note in document.notes:
        if not note.referred:
            yield note.label, "nothing refers to {}"
        if len(plain(note.children)) > LONG_NOTE:
            yield note.label, f"{{}} is longer than {LONG_NOTE} characters"
        if any(isinstance(node, Table | Figure | Image | CodeBlock) for node in walk(note.children)):
            yield note.label, "{} holds more than text"
    if crowded := _crowded(document):
        yield crowded, "too much is to stand below the line that calls {}"
    yield from _closed(document)


def _named(note: Note) -> str:
    """A note as messages name it: by the label that its author typed, in a book with the number of its chapter."""
    return f"the note [^{note.typed}]" + (f" of chapter {note.chapter}" if note.chapter else "")


def _closed(document: Document) -> Iterator[tuple[str, str]]:
    """What a table or a picture calls and cannot stand at the foot of the page on which it ends."""
    lengths = {note.label: len(plain(note.children)) for note in document.notes}
    for block in walk(document.blocks):
        if isinstance(block, Table | Figure):
            called = dict.fromkeys(node.label for node in walk([block]) if isinstance(node, NoteRef))
            kind = "table" if isinstance(block, Table) else "picture"
            if sum(lengths.pop(label, 0) for label in called) > 2 * LONG_NOTE:
                yield next(reversed(called)), f"too much is to stand below the {kind} that calls {{}}"
            if called and isinstance(block, Table) and len(block.rows) > LONG_TABLE:
                yield next(iter(called)), "{} is called in a table that may go over two pages"


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
