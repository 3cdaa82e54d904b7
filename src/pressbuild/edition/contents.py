"""The contents of a work: a document in, its `Entry`s out; pure."""

from msgspec import Struct

from pressbuild.document import Document, Front, Heading, Inlines, Opening
from pressbuild.quotation.terms import without_ids
from pressbuild.tree import plain, without_references

LONG_WORK = 15_000  # words from which a table of contents helps more than it disturbs


class Entry(Struct, frozen=True):
    """A line of the contents: heading level from 2, anchor, and the heading without note references. `kind` is `part`
    or `chapter` in a book, whose chapters may have authors and a language of their own."""

    level: int
    anchor: str
    children: Inlines
    kind: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""


def contents_of(document: Document) -> tuple[Entry, ...]:
    """The headings of the body outside quotations that have words; references to notes stay out of the contents."""
    return tuple(
        _entry(block.heading, block.kind, block.authors, block.lang) if isinstance(block, Opening) else _entry(block)
        for block in document.blocks
        if isinstance(block, Opening) or (isinstance(block, Heading) and has_words(block))
    )


def has_words(heading: Heading) -> bool:
    """Whether a heading can be named in contents, bookmarks and running heads, and a file can be called after it."""
    return bool(plain(heading.children).strip())


def _entry(heading: Heading, kind: str = "", authors: tuple[str, ...] = (), lang: str = "") -> Entry:
    children = without_ids(without_references(heading.children))
    return Entry(heading.level, heading.attributes.id, children, kind, authors, lang)


def shows_contents(front: Front, contents: tuple[Entry, ...], words: int) -> bool:
    """Whether contents are printed, where the front matter does not say: those of a book are."""
    if front.contents is not None:
        return front.contents
    return any(entry.kind for entry in contents) or (words > LONG_WORK and len(contents) > 2)


def of_kind(contents: tuple[Entry, ...], kind: str) -> list[Entry]:
    """The lines of the contents of a kind: `part`, `chapter`."""
    return [entry for entry in contents if entry.kind == kind]


def of_level(contents: tuple[Entry, ...], level: int) -> list[Entry]:
    """The lines of the contents for headings of a level."""
    return [entry for entry in contents if entry.level == level]


def top_level(contents: tuple[Entry, ...]) -> int:
    """The level of the headings that part an essay in sections."""
    return min((entry.level for entry in contents), default=0)
