"""A manuscript on disk: a path in, a `Manuscript` out (source text, front matter, press folder). Reads files.

Front matter is YAML between two lines `---` (`yamlhead`), and all that it may say is known (`frontmatter`). A title of
several chapters has a `book.toml` in its place (`book`).
"""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.manuscript.frontmatter import UNUSED, FrontMatter, PressDefaults, complaint_found, validated
from pressbuild.manuscript.yamlhead import Value, compose, legible, split
from pressbuild.press import (
    check_manuscript,
    decode,
    is_book,
    press_folder,
    read_bytes,
    read_text,
    shown,
    slug,
    toml_error,
)
from pressbuild.settings.complaints import Complaint, complaints
from pressbuild.settings.tomlkeys import key_place


@dataclass(frozen=True, slots=True)
class Edit:
    """Markdown that is read in the place of the source from one offset to another."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is read in the place of a source whose citations are written out: edits, in order, and what comes behind
    the source's last line."""

    edits: tuple[Edit, ...] = ()
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters of a book under one title; chapters that stand by themselves have none."""

    title: Value | None
    chapters: "tuple[Manuscript, ...]"


@dataclass(frozen=True, slots=True)
class Book:
    """What book.toml says besides the front matter: the parts, whether the web edition is one file or linked pages,
    and how notes are numbered (empty: as the house has it)."""

    parts: tuple[Part, ...]
    web: Literal["one", "pages"] = "one"
    numbering: Literal["", "work", "chapter"] = ""

    @property
    def chapters(self) -> "tuple[Manuscript, ...]":
        return tuple(chapter for part in self.parts for chapter in part.chapters)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as read from disk. `name` is how messages call the file; `values` are the front matter's scalars
    by key; `body_line` is the first line below the front matter; `source` the whole file, decoded, its lines ended by
    a line feed alone; `sha256` is over the bytes that were read. A `book` has its chapters as manuscripts of their
    own, and is itself nothing but front matter; its `sha256` is over theirs too. `listed` is how a book names the file
    of this chapter. `written` says what is read instead where citations are written out; `beside` are the files that it
    took."""

    path: Path
    press: Path
    name: str
    source: str
    sha256: str
    front: FrontMatter
    values: dict[str, Value]
    body_line: int
    defaults: PressDefaults
    findings: tuple[Diagnostic, ...]
    book: Book | None = None
    listed: str = ""
    written: Written | None = None
    beside: tuple[Path, ...] = ()

    @property
    def slug(self) -> str:
        return slug(self.path)

    @property
    def files(self) -> "tuple[Manuscript, ...]":
        """The manuscript and its chapters, in order."""
        return (self, *(self.book.chapters if self.book else ()))

    @property
    def numbering(self) -> str:
        """How the title has its notes numbered; empty, as the house has it."""
        return self.book.numbering if self.book else "section" if "by-section" in self.front.notes else ""

    def place(self, key: str) -> Place | None:
        """Where the value of a key of the front matter stands; None where it has none."""
        value = self.values.get(key)
        return Place(self.name, value.line, value.column) if value else None


def read_manuscript(path: Path, data: bytes | None = None) -> Manuscript:
    """The manuscript at `path`, or as it would be with other bytes. Raises `PressError` where it cannot be read or its
    front matter is not valid."""
    if is_book(path):
        from pressbuild.manuscript.book import read_book

        return read_book(path)
    press = press_folder(path)
    return read_file(path, press, read_defaults(press), data)


def read_file(path: Path, press: Path, defaults: PressDefaults, data: bytes | None = None) -> Manuscript:
    """An essay, or a chapter of a book, of a press."""
    name = shown(path)
    check_manuscript(path)
    data = read_bytes(path) if data is None else data
    source = legible(decode(data, name).replace("\r\n", "\n").replace("\r", "\n"), name)
    if not source.strip():
        raise PressError(found("empty", "the manuscript is empty", Place(name, 1, 1)))
    head, body_line = split(source, name)
    values, loaded = compose(head, name)

    def placed(complaint: Complaint) -> Place:
        value = values.get(str(complaint.path[0]))
        return Place(name, value.line, 1 if complaint.unknown else value.column) if value else Place(name, 1, 1)

    front = validated(FrontMatter, loaded, placed)
    findings = tuple(
        found("front-unused", f"“{key}” has no effect in this version", Place(name, values[key].line, 1))
        for key in UNUSED
        if key in values
    )
    if front.csl and not front.bibliography:
        message = "“csl” has no effect without a bibliography"
        findings += (found("front-unused", message, Place(name, values["csl"].line, 1)),)
    if "chapter" in front.notes:
        message = "“notes: chapter” has no effect: an essay has no chapters, and its notes stand at its end"
        findings += (found("front-unused", message, Place(name, values["notes"].line, 1)),)
    if front.caption:
        message = f"the line “{front.caption}” is kept as `caption` and printed in no edition"
        findings += (found("assumed", message, Place(name, values["caption"].line, values["caption"].column)),)
    return Manuscript(path, press, name, source, sha256(data).hexdigest(), front, values, body_line, defaults, findings)


def read_defaults(press: Path) -> PressDefaults:
    """pressbuild.toml of a press folder, or nothing set."""
    file = press / "pressbuild.toml"
    if not file.is_file():
        return PressDefaults()
    text = read_text(file)
    try:
        return PressDefaults(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise toml_error("front-invalid", error, shown(file)) from None
    except ValidationError as error:
        said = complaints(error, PressDefaults)
        raise PressError(*(complaint_found(c, key_place(text, shown(file), c.path)) for c in said)) from None
