"""The chapters of a book joined: the documents of its parts in, one `Document` out; pure.

Each part and chapter begins with an `Opening`. A chapter's title is its front matter's, else the heading that it begins
with, else its file's name; the other headings come below it. Labels of notes get their chapter's number, so that the
same one in two chapters names two notes.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from posixpath import basename, splitext

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import (
    Attributes,
    Block,
    Document,
    Heading,
    Inline,
    Inlines,
    NoteRef,
    Opening,
    Text,
)
from pressbuild.reading.home import Home, chapter_anchor
from pressbuild.tree import inner, rewrite_inlines, with_inner

PART = 1  # the level of a part's heading, and of a chapter that stands in none


class Chapter(Struct, frozen=True):
    """A chapter as it was read, where in the book it stands, and its language where it says one."""

    document: Document
    home: Home
    lang: str = ""


Part = tuple[Inlines, Sequence[Chapter]]  # the title, empty for chapters that stand by themselves


def joined(matter: Document, parts: Sequence[Part]) -> Document:
    """A book: the document of its own front matter, and its parts."""
    chapters = [chapter for _, each in parts for chapter in each]
    moved = {chapter.home.number: _moved(chapter) for chapter in chapters}
    names = _names(chapters)
    blocks: list[Block] = []
    numbers = count(1)
    for title, own in parts:
        if title:
            anchor = f"part-{next(numbers)}"
            heading = Heading(PART, title, Attributes(id=anchor))
            blocks.append(Opening("part", anchor, anchor, heading))
        for chapter in own:
            level = PART + bool(title)
            number = chapter.home.number
            lang = chapter.lang if chapter.lang != matter.front.lang else ""
            blocks += _opened(replace(chapter, document=moved[number], lang=lang), level, names[number])
    notes = tuple(note for document in moved.values() for note in document.notes)
    return replace(matter, blocks=tuple(blocks), notes=notes).with_findings(
        *(finding for document in moved.values() for finding in document.findings)
    )


def _names(chapters: Sequence[Chapter]) -> dict[int, str]:
    """What the files of each chapter are called: as its manuscript, in ASCII; of two the second has its number too."""
    names: dict[int, str] = {}
    for chapter in chapters:
        stem = splitext(basename(chapter.home.file))[0]
        name = "".join(c if c.isascii() and c.isalnum() else "-" for c in stem).strip("-").lower() or "chapter"
        number = chapter.home.number
        names[number] = f"{name}-{number}" if name in names.values() or name.startswith("part-") else name
    return names


def _opened(chapter: Chapter, level: int, name: str) -> Iterator[Block]:
    """The blocks of a chapter whose heading has a level."""
    document, home = chapter.document, chapter.home
    front, blocks, anchor = document.front, document.blocks, chapter_anchor(home.number)
    first = blocks[0] if blocks else None
    heading = Heading(level, front.title or (Text(splitext(basename(home.file))[0].replace("-", " ")),))
    if not front.title and isinstance(first, Heading):
        heading, blocks = replace(first, level=level), blocks[1:]
    identifier = heading.attributes.id or anchor
    heading = replace(heading, attributes=replace(heading.attributes, id=identifier))
    yield Opening(
        "chapter",
        anchor,
        name,
        heading,
        front.kicker,
        front.subtitle,
        front.authors,
        front.standfirst,
        front.translators,
        chapter.lang,
        front.credits,
        place=heading.place,
    )
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    for block in blocks:
        yield replace(block, level=level + 1 + max(0, block.level - top)) if isinstance(block, Heading) else block


def _moved(chapter: Chapter) -> Document:
    """A chapter's document with labels as the book has them."""
    number = chapter.home.number
    document = rewrite_inlines(chapter.document, lambda run: tuple(_labelled(node, number) for node in run))
    notes = tuple(replace(note, label=f"{number}:{note.label}", chapter=number) for note in document.notes)
    called = tuple(
        replace(credit, calls=tuple(replace(call, label=f"{number}:{call.label}") for call in credit.calls))
        for credit in document.front.credits
    )
    return replace(document, front=replace(document.front, credits=called), notes=notes)


def _labelled(node: Inline, number: int) -> Inline:
    if isinstance(node, NoteRef):
        return replace(node, label=f"{number}:{node.label}")
    inside = tuple(_labelled(each, number) for each in inner(node))
    return with_inner(node, inside) if inside else node
