"""A manuscript on disk: a path in, a `Manuscript` out (source text, front matter, press folder). Reads files.

A file as it lies there is a `Typescript`, which is all that pandoc needs: its front matter is YAML between two lines
`---` (`yamlhead`), and all that it may say is known (`frontmatter`). A title of several chapters has a `book.toml` in
its place (`book`).
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field
from msgspec.structs import asdict

from pressbuild.diagnostics import Diagnostic, Place, PressError, found, in_order
from pressbuild.manuscript.composed import as_typed, composed, typed_place
from pressbuild.manuscript.yamlhead import Value, compose, legible, split
from pressbuild.press import check_manuscript, decode, is_book, press_folder, read_bytes, shown, slug

if TYPE_CHECKING:  # imported late: it is not needed to hand a page to pandoc
    from pressbuild.manuscript.frontmatter import FrontMatter, PressDefaults

TEXT_KEYS = ("kicker", "title", "subtitle", "standfirst")  # their values are text like the body
NAME_KEYS = ("author", "translator", "editor")  # names, behind which notes may be called
AS_THEY_ARE: Mapping[Path, bytes] = MappingProxyType({})  # no file has other bytes than those on disk


class Edit(Struct, frozen=True):
    """Markdown that is read in the place of the source from one offset to another."""

    start: int
    end: int
    text: str


class Written(Struct, frozen=True):
    """What is read in the place of a source whose citations are written out: edits, in order, and what comes behind
    the source's last line."""

    edits: tuple[Edit, ...] = ()
    tail: str = ""


class Part(Struct, frozen=True):
    """Chapters of a book under one title; chapters that stand by themselves have none."""

    title: Value | None
    chapters: "tuple[Manuscript, ...]"


class Book(Struct, frozen=True):
    """What book.toml says besides the front matter: the parts, whether the web edition is one file or linked pages,
    and how notes are numbered (empty: as the house has it)."""

    parts: tuple[Part, ...]
    web: Literal["one", "pages"] = "one"
    numbering: Literal["", "work", "chapter"] = ""

    @property
    def chapters(self) -> "tuple[Manuscript, ...]":
        return tuple(chapter for part in self.parts for chapter in part.chapters)


class Typescript(Struct, frozen=True, kw_only=True):
    """A title's file as it lies there. `press` is its press folder; `name` is how messages call the file; `source` is
    the whole file, decoded, its lines ended by a line feed alone and its letters composed; `typed` are the lines whose
    letters are not, as they were typed, by number; `sha256` is over the bytes that were read; `values` are the front
    matter's scalars by key, `loaded` all of its values as plain ones; `body_line` is the first line below the front
    matter. `written` says what is read instead where citations are written out."""

    path: Path
    press: Path
    name: str
    source: str
    sha256: str
    values: dict[str, Value]
    loaded: dict[str, Any]
    body_line: int
    written: Written | None = None
    typed: Mapping[int, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return slug(self.path)

    @property
    def files(self) -> "tuple[Typescript, ...]":
        """The title's own file and those of its chapters, in order."""
        return (self,)

    @property
    def texts(self) -> dict[str, Value]:
        """The texts of the front matter by key, in the order of their lines."""
        return _texts((key, self.values[key]) for key in TEXT_KEYS if key in self.values)

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names of the front matter by key, as they were typed; of a book none, for its file holds no notes."""
        if is_book(self.path):
            return {}
        said = {key: self.loaded[key] for key in NAME_KEYS if key in self.loaded}
        return {key: (value,) if isinstance(value, str) else tuple(value) for key, value in said.items()}

    def as_typed(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings with their places and fixes as the files have them, whose letters need not be composed."""
        files = {file.name: file.typed for file in self.files if file.typed}
        return tuple(as_typed(finding, files) for finding in findings) if files else tuple(findings)

    def ordered(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings in the order of the files and their lines."""
        return in_order(findings, [file.name for file in self.files])

    def typed_place(self, place: Place) -> Place:
        """A place of the composed text as its file has it."""
        return next((typed_place(place, file.typed) for file in self.files if file.name == place.file), place)

    def place(self, key: str) -> Place | None:
        """Where the value of a key of the front matter stands; None where it has none."""
        value = self.values.get(key)
        return Place(self.name, value.line, value.column) if value else None

    def place_within(self, value: Value, words: str) -> Place:
        """Where some words of a value stand; where its lines do not hold them, the value's first line."""
        first = value.line
        lines = self.source.split("\n")[: self.body_line - 1]
        line = next((number for number in range(first, len(lines) + 1) if words in lines[number - 1]), first)
        return Place(self.name, line, lines[line - 1].find(words) + 1 or 1)


class Manuscript(Typescript, frozen=True, kw_only=True):
    """A title whose front matter holds good. A `book` has its chapters as manuscripts of their own, and is itself
    nothing but front matter; its `sha256` is over theirs too. `listed` is how a book names the file of this chapter;
    `beside` are the files that citations took."""

    front: "FrontMatter"
    defaults: "PressDefaults"
    findings: tuple[Diagnostic, ...]
    book: Book | None = None
    listed: str = ""
    beside: tuple[Path, ...] = ()

    @property
    def files(self) -> "tuple[Manuscript, ...]":
        return (self, *(self.book.chapters if self.book else ()))

    @property
    def texts(self) -> dict[str, Value]:
        """The texts of the front matter, and the titles of a book's parts."""
        parts = self.book.parts if self.book else ()
        titles = ((f"part-{part.title.line}", part.title) for part in parts if part.title)
        return _texts([*super().texts.items(), *titles])

    @property
    def numbering(self) -> str:
        """How the title has its notes numbered; empty, as the house has it."""
        return self.book.numbering if self.book else "section" if "by-section" in self.front.notes else ""


def _texts(values: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return dict(sorted(((key, value) for key, value in values if value.text.strip()), key=lambda item: item[1].line))


def read_manuscript(path: Path, instead: Mapping[Path, bytes] = AS_THEY_ARE) -> Manuscript:
    """The manuscript at `path`; `instead` are other bytes that some of its files would have. Raises `PressError` where
    it cannot be read or its front matter is not valid."""
    if is_book(path):
        from pressbuild.manuscript.book import read_book

        return read_book(path, instead)
    return edited(read_typescript(path, instead.get(path)))


def read_typescript(path: Path, data: bytes | None = None, press: Path | None = None) -> Typescript:
    """The file of an essay or of a chapter, or what it would be with other bytes; of its own press folder, where none
    is given. Raises `PressError` where it cannot be read or its front matter is no list of keys and values."""
    name = shown(path)
    check_manuscript(path)
    data = read_bytes(path) if data is None else data
    written = legible(decode(data, name).replace("\r\n", "\n").replace("\r", "\n"), name)
    source, typed = composed(written)
    if not source.strip():
        raise PressError(
            found("empty", "the manuscript is empty", Place(name, 1, 1), "write it, or import one: pressbuild import")
        )
    head, body_line = split(source, name)
    values, loaded = compose(head, name)
    return Typescript(
        path=path,
        press=press or press_folder(path),
        name=name,
        source=source,
        sha256=sha256(data).hexdigest(),
        values=values,
        loaded=loaded,
        body_line=body_line,
        typed=typed,
    )


def edited(typescript: Typescript, defaults: "PressDefaults | None" = None) -> Manuscript:
    """The manuscript of a typescript, by its press's defaults where none are given. Raises `PressError` where its front
    matter is not valid."""
    from pressbuild.manuscript.frontmatter import read_defaults, read_front

    front, findings = read_front(typescript)
    defaults = defaults or read_defaults(typescript.press)
    return Manuscript(**asdict(typescript), front=front, defaults=defaults, findings=findings)
