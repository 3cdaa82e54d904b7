"""An edition: a document as a house sets it, with all that a binder needs to know of the work. Pure.

`prepare` runs the house's transforms and counts what every medium shares: note numbers, references, contents, metadata.
"""

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from pressbuild.diagnostics import found
from pressbuild.document import Blocks, Div, Document, Image, Opening, Text
from pressbuild.edition.backmatter import completed, raised
from pressbuild.edition.contents import Entry, contents_of, of_kind, shows_contents
from pressbuild.edition.foot import hindrance
from pressbuild.edition.notes import Group, count_references, grouped, printed_numbers, shared
from pressbuild.house import House
from pressbuild.quotation.concordance import Term, concordance
from pressbuild.quotation.terms import numbered
from pressbuild.transforms import apply
from pressbuild.tree import everything, plain, walk
from pressbuild.words import Words, words

MEDIA = ("html", "epub", "pdf", "pamphlet")


class Asset(Struct, frozen=True):
    """A picture of the work: its file name in the editions, its bytes and media type."""

    name: str
    data: bytes
    media_type: str


class Spec(Struct, frozen=True):
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


class Edition(Struct, frozen=True):
    """A work ready to be bound. `numbers` gives a note's number in the work by label, which its anchor has, `shown` the
    number that is printed, `groups` the notes as they stand at the end, `references` how often one is referred to;
    `creators` are the authors of the work and of its chapters; `index` are the terms of the index at the back, none
    where the work has no index; `at_foot` has the notes stand at the foot of printed pages, `at_chapters` those of each
    chapter of a book at its end; `sections` names the section or chapter of each note, where numbers begin anew;
    `bibliography` are the last blocks of the document, where it ends with one: behind the notes."""

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
    sections: Mapping[str, str] = {}
    bibliography: Blocks = ()

    @property
    def is_book(self) -> bool:
        """Whether the work has chapters."""
        return any(isinstance(block, Opening) for block in self.document.blocks)

    @property
    def text(self) -> Blocks:
        """The blocks of the document without the bibliography with which it ends."""
        return self.document.blocks[: len(self.document.blocks) - len(self.bibliography)]

    def all_contents(self, *, on_paper: bool = False) -> tuple[Entry, ...]:
        """The contents with the lines for the back matter that a medium has."""
        notes = bool(self.document.notes) and not self.at_chapters and not (on_paper and self.at_foot)
        return completed(self.contents, self.bibliography, self.words, notes=notes, index=bool(self.index))

    def designs(self, medium: str) -> tuple[str, ...]:
        """The stylesheets of ours that a medium (`print`, `epub`, `web`) needs besides its own: what a work has that
        others have not."""
        cited = bool(self.bibliography) or any(
            isinstance(node, Div) and node.role == "bibliography" for node in self.document.blocks
        )
        return (*([f"{medium}-book.css"] if self.is_book else []), *(["bibliography.css"] if cited else []))

    @property
    def chapter_entries(self) -> tuple[Entry, ...]:
        """The chapters of a book as its contents have them."""
        return tuple(of_kind(self.contents, "chapter"))

    @property
    def translators(self) -> tuple[str, ...]:
        """Who translated the work and its chapters."""
        openings = [block for block in self.document.blocks if isinstance(block, Opening)]
        own = [name for opening in openings for name in opening.translators]
        return tuple(dict.fromkeys((*self.document.front.translators, *own)))

    @property
    def lang(self) -> str:
        return self.document.front.lang

    def back_to(self, label: str, place: int) -> str:
        """What the link back to the n-th reference of a note is called; where numbers begin anew, after its section or
        chapter too: `Back to reference 4, Malt`."""
        called = self.words.back_to(self.shown[label], place)
        return f"{called}, {title}" if (title := self.sections.get(label)) else called

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
    document, bibliography = raised(apply(numbered(document), house), words(document.front.lang).bibliography)
    front = document.front
    title = plain(front.title) or spec.slug
    subtitle = plain(front.subtitle)
    total = sum(len(plain([block]).split()) for block in document.blocks)
    contents = contents_of(document)
    numbering = spec.numbering or house.notes.numbering
    uncalled = words(front.lang).unreferred
    groups = grouped(document, contents, numbering, (Text(uncalled[:1].upper() + uncalled[1:]),))
    by_section = numbering == "section" and not any(entry.kind for entry in contents)
    if by_section:
        document = document.with_findings(*shared(document, contents))
    shown = printed_numbers(groups, numbering)
    anew = len(set(shown.values())) < len(shown)
    at = (front.notes_at or house.notes.at) if document.notes else ""
    hindered = hindrance(document, twice=by_section and anew) if at == "foot" else None
    if hindered:
        message = f"the notes stand at the end of the print: {hindered.why}"
        hint = "mend that, or say `notes: end`, and nothing is said"
        document = document.with_findings(found("notes-at-end", message, hindered.place, hint))
    return Edition(
        document=document,
        house=house,
        words=words(front.lang),
        spec=spec,
        title=title,
        full_title=f"{title}: {subtitle}" if subtitle else title,
        description=front.description or plain(front.standfirst),
        numbers={note.label: number for number, note in enumerate(document.notes, start=1)},
        shown=shown,
        groups=groups,
        references=count_references(document),
        contents=contents,
        show_contents=shows_contents(front, contents, total),
        word_count=total,
        creators=tuple(dict.fromkeys((*front.authors, *(name for entry in contents for name in entry.authors)))),
        index=concordance(document) if front.index else (),
        at_foot=at == "foot" and not hindered,
        at_chapters=at == "chapter" and any(entry.kind == "chapter" for entry in contents),
        sections={note.label: plain(group.title) for group in groups for note in group.notes} if anew else {},
        bibliography=bibliography,
    )


def pictures(document: Document) -> tuple[Image, ...]:
    """Every picture of a work, in reading order."""
    return tuple(node for node in walk(everything(document)) if isinstance(node, Image))
