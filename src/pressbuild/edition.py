"""An edition: a document as a house sets it, with all that a binder needs to know of the work. Pure.

`prepare` runs the house's transforms and counts what every medium shares: note numbers, references, contents, metadata.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import (
    CodeBlock,
    Div,
    Document,
    Figure,
    Front,
    Heading,
    Image,
    Inline,
    Inlines,
    Note,
    NoteRef,
    Opening,
    Table,
    Text,
)
from pressbuild.house import House
from pressbuild.quotation.concordance import Term, concordance
from pressbuild.quotation.terms import numbered, without_ids
from pressbuild.transforms import apply
from pressbuild.tree import FRONT_TEXTS, plain, walk, without_references
from pressbuild.tree import everything as everything  # noqa: PLC0414  # binders ask for it here
from pressbuild.words import Words, words

LONG_WORK = 15_000  # words from which a table of contents helps more than it disturbs
LONG_NOTE = 900  # characters from which a note is too long for the foot of a page: a dozen lines, a third of it
LONG_TABLE = 20  # rows from which a table may not end on the page that it begins
TWO_LINES = 140  # characters
MEDIA = ("html", "epub", "pdf", "pamphlet")


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture of the work: its file name in the editions, its bytes and media type."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Spec:
    """What a build says of an edition besides the document: the slug of its files, the day for dates in files
    (`CCYY-MM-DD`), the pictures by the source that the manuscript names, the house's own CSS by medium (`web`, `epub`,
    `print`), and the editions that the press offers of this title. Of a book: whether its web edition is linked pages,
    and of any work how its notes are numbered (empty: as the house has it)."""

    slug: str
    date: str
    assets: Mapping[str, Asset]
    css: Mapping[str, str]
    offered: tuple[str, ...] = MEDIA
    pages: bool = False
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: heading level from 2, anchor, and the heading without note references. `kind` is `part`
    or `chapter` in a book, whose chapters may have authors and a language of their own."""

    level: int
    anchor: str
    children: Inlines
    kind: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that stand together among the endnotes, under the title of their chapter or section where it has one;
    `lang` is the chapter's language where it is not the book's, `chapter` its number in a book, from 1."""

    title: Inlines
    notes: tuple[Note, ...]
    lang: str = ""
    chapter: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """A work ready to be bound. `numbers` gives a note's number in the work by label, which its anchor has, `shown` the
    number that is printed, `groups` the notes as they stand at the end, `references` how often one is referred to;
    `creators` are the authors of the work and of its
    chapters; `index` are the terms of the index at the back, none where the work has no index; `at_foot` has the notes
    stand at the foot of printed pages, `at_chapters` those of each chapter of a book at its end."""

    document: Document
    house: House
    words: Words
    spec: Spec
    title: str
    full_title: str
    description: str
    numbers: Mapping[str, int]
    shown: Mapping[str, int]
    groups: tuple[Group, ...]
    references: Mapping[str, int]
    contents: tuple[Entry, ...]
    show_contents: bool
    word_count: int
    creators: tuple[str, ...] = ()
    index: tuple[Term, ...] = ()
    at_foot: bool = False
    at_chapters: bool = False

    @property
    def is_book(self) -> bool:
        """Whether the work has chapters."""
        return any(isinstance(block, Opening) for block in self.document.blocks)

    def designs(self, medium: str) -> tuple[str, ...]:
        """The stylesheets of ours that a medium (`print`, `epub`, `web`) needs besides its own: what a work has that
        others have not."""
        cited = any(isinstance(node, Div) and node.role == "bibliography" for node in self.document.blocks)
        return (*([f"{medium}-book.css"] if self.is_book else []), *(["bibliography.css"] if cited else []))

    @property
    def chapter_entries(self) -> tuple[Entry, ...]:
        """The chapters of a book as its contents have them."""
        return tuple(_of_kind(self.contents, "chapter"))

    @property
    def translators(self) -> tuple[str, ...]:
        """Who translated the work and its chapters."""
        openings = [block for block in self.document.blocks if isinstance(block, Opening)]
        own = [name for opening in openings for name in opening.translators]
        return tuple(dict.fromkeys((*self.document.front.translators, *own)))

    @property
    def lang(self) -> str:
        return self.document.front.lang

    @property
    def modified(self) -> str:
        """The package's `dcterms:modified` (EPUB 3.3, 5.5.3.1.6): the spec's day, never the clock."""
        return f"{self.spec.date}T00:00:00Z"

    def identifier(self, medium: str) -> str:
        """The work's identifier in one medium: an ISBN is the EPUB's or the print's alone, so it goes where the front
        matter's `printing` does not claim it; else the front matter's `identifier`, else a UUID of the work's stable
        name (RFC 9562, version 5), which survives revisions of the text."""
        front = self.document.front
        if front.isbn:
            return f"urn:isbn:{''.join(c for c in front.isbn if c.isalnum())}"
        if front.identifier:
            return front.identifier
        name = front.url or f"pressbuild:{front.publisher}/{self.spec.slug}"
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{name}#{medium}')}"


def prepare(document: Document, house: House, spec: Spec) -> Edition:
    """The edition of a document in a house style."""
    document = apply(numbered(document), house)
    front = document.front
    title = plain(front.title) or spec.slug
    subtitle = plain(front.subtitle)
    counts = _count_references(document)
    total = sum(len(plain([block]).split()) for block in document.blocks)
    contents = _contents(document)
    numbering = spec.numbering or house.notes.numbering
    groups = _groups(document, contents, numbering)
    if numbering == "section" and not any(entry.kind for entry in contents):
        document = document.with_findings(*_shared(document, contents))
    at = (front.notes_at or house.notes.at) if document.notes else ""
    hindered = hindrance(document) if at == "foot" else ""
    if hindered:
        document = document.with_findings(found("notes-at-end", f"the notes stand at the end of the print: {hindered}"))
    return Edition(
        document=document,
        house=house,
        words=words(front.lang),
        spec=spec,
        title=title,
        full_title=f"{title}: {subtitle}" if subtitle else title,
        description=front.description or plain(front.standfirst),
        numbers={note.label: number for number, note in enumerate(document.notes, start=1)},
        shown=_shown(groups, numbering),
        groups=groups,
        references=counts,
        contents=contents,
        show_contents=_shows_contents(front, contents, total),
        word_count=total,
        creators=tuple(dict.fromkeys((*front.authors, *(name for entry in contents for name in entry.authors)))),
        index=concordance(document) if front.index else (),
        at_foot=at == "foot" and not hindered,
        at_chapters=at == "chapter" and any(entry.kind == "chapter" for entry in contents),
    )


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
    front = walk(node for name in FRONT_TEXTS for node in getattr(document.front, name))
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


def pictures(document: Document) -> tuple[Image, ...]:
    """Every picture of a work, in reading order."""
    return tuple(node for node in walk(everything(document)) if isinstance(node, Image))


def _shows_contents(front: Front, contents: tuple[Entry, ...], words: int) -> bool:
    """Whether contents are printed, where the front matter does not say: those of a book are."""
    if front.contents is not None:
        return front.contents
    return any(entry.kind for entry in contents) or (words > LONG_WORK and len(contents) > 2)


def _groups(document: Document, contents: tuple[Entry, ...], numbering: str) -> tuple[Group, ...]:
    """The notes of each chapter of a book; of an essay whose notes are numbered by section those of each section of
    the top level, a note that several call with the first, one that none calls with the last."""
    titles = {number: entry.children for number, entry in enumerate(_of_kind(contents, "chapter"), start=1)}
    homes = {note.label: note.chapter for note in document.notes}
    if not titles and numbering == "section":
        top = _top(contents)
        titles = {number: entry.children for number, entry in enumerate(_of_level(contents, top), start=1)}
        homes = {}
        for section, reference in _calls(document, top):
            homes.setdefault(reference.label, section)
    last = max(homes.values(), default=0)
    gathered = groupby(document.notes, key=lambda note: homes.get(note.label, last))
    groups = [(home, tuple(notes)) for home, notes in gathered]
    langs = {number: entry.lang for number, entry in enumerate(_of_kind(contents, "chapter"), start=1)}
    return tuple(
        Group(titles.get(home, ()) if len(titles) > 1 else (), notes, langs.get(home, ""), home if langs else 0)
        for home, notes in groups
    )


def _of_kind(contents: tuple[Entry, ...], kind: str) -> list[Entry]:
    return [entry for entry in contents if entry.kind == kind]


def _of_level(contents: tuple[Entry, ...], level: int) -> list[Entry]:
    return [entry for entry in contents if entry.level == level]


def _top(contents: tuple[Entry, ...]) -> int:
    """The level of the headings that part an essay in sections."""
    return min((entry.level for entry in contents), default=0)


def _calls(document: Document, top: int) -> Iterator[tuple[int, NoteRef]]:
    """Each reference to a note with the number of its section; 0 before the first heading of the top level."""
    yield from ((0, node) for node in walk(fronts(document)) if isinstance(node, NoteRef))
    section = 0
    for block in document.blocks:
        section += isinstance(block, Heading) and block.level == top and has_words(block)
        yield from ((section, node) for node in walk([block]) if isinstance(node, NoteRef))


def _shared(document: Document, contents: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """Of notes that are numbered by section those that a second one calls: who looks for the number among that
    section's notes finds another note, or none."""
    homes: dict[str, int] = {}
    said = set[tuple[int, str]]()
    for section, reference in _calls(document, _top(contents)):
        label = reference.label
        if homes.setdefault(label, section) != section and (section, label) not in said:
            said.add((section, label))
            message = f"the note [^{label}] has its number in the section that calls it first, and is called here too"
            hint = "give this section a note of its own, or have the notes numbered through the work"
            yield found("note-shared", message, reference.place, hint)


def fronts(document: Document) -> list[Inline]:
    """The texts of the front matter, one behind the other."""
    return [node for name in FRONT_TEXTS for node in getattr(document.front, name)]


def _shown(groups: tuple[Group, ...], numbering: str) -> dict[str, int]:
    """The numbers of notes as they are printed: through the work, or from 1 in each group."""
    runs = [group.notes for group in groups]
    if numbering == "work":
        runs = [tuple(note for notes in runs for note in notes)]
    return {note.label: number for notes in runs for number, note in enumerate(notes, start=1)}


def _count_references(document: Document) -> dict[str, int]:
    counts: dict[str, int] = {}
    for node in walk(everything(document)):
        if isinstance(node, NoteRef):
            counts[node.label] = counts.get(node.label, 0) + 1
    return counts


def _contents(document: Document) -> tuple[Entry, ...]:
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
