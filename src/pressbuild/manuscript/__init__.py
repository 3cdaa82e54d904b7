"""A manuscript on disk: a path in, a `Manuscript` out (source text, front matter, press folder). Reads files.

Front matter is YAML between two lines `---`, composed rather than loaded, so that every key and value keeps its line
and column. Unknown keys are refused with the nearest name. A title of several chapters has a `book.toml` in its place
(`manuscript.book`).
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from pressbuild.diagnostics import Diagnostic, Place, PressError, found, permissible
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

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
KEY = re.compile(r"[\w-]+:(\s|$)")
# What XML 1.0 (2.2) has no place for, and the controls that HTML (13.2.3.5) calls errors and terminals obey.
ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Edition = Literal["html", "epub", "pdf", "pamphlet"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _dated(value: Any) -> Any:
    """A date as the specifications of EPUB and Atom want it: a year, a year and month, or a day (ISO 8601)."""
    import datetime

    rest = {4: "-01-01", 7: "-01", 10: ""}.get(len(value)) if isinstance(value, str) and DATE.fullmatch(value) else None
    try:
        if rest is not None:
            datetime.date.fromisoformat(value + rest)
            return value
    except ValueError:
        pass
    raise ValueError("a date is a year, a year and month, or a day: 2026, 2026-11, 2026-11-24")


def _isbn(value: Any) -> Any:
    """An ISBN with its check digit (ISO 2108), ten or thirteen digits."""
    digits = [10 if c in "xX" else int(c) for c in str(value) if c.isdigit() or c in "xX"]
    weights = {10: range(10, 0, -1), 13: (1, 3) * 6 + (1,)}.get(len(digits))
    if weights is None or sum(d * w for d, w in zip(digits, weights, strict=True)) % (11 if len(digits) == 10 else 10):
        raise ValueError("this is no ISBN: its check digit does not fit")
    return value


def _language(value: Any) -> Any:
    """A language tag (BCP 47), without its rarer forms."""
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(value)):
        raise ValueError("a language is a short tag: en, en-GB, de")
    return value


def _address(value: Any) -> Any:
    if not re.fullmatch(r"https?://\S+", str(value)):
        raise ValueError("an address begins with http:// or https://")
    return value


def _codes(value: Any) -> Any:
    """Codes of diagnostics that a person may allow, each with its reason: `note-order because …`."""
    entries = _listed(value)
    for entry in entries if isinstance(entries, list) else ():
        code, _, rest = str(entry).partition(" ")
        if refused := permissible(code):
            raise ValueError(refused)
        if rest.strip() and not re.match(r"because\s+\S", rest.strip()):
            raise ValueError(f"behind “{code}” comes its reason: {code} because …")
    return entries


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Model = TypeVar("Model", bound=BaseModel)


class FrontMatter(BaseModel):
    """The keys of the front matter, CONTRACT.md's list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    subtitle: str = ""
    kicker: str = ""
    standfirst: str = ""
    author: Names = ()
    translator: Names = ()
    editor: Names = ()
    date: Annotated[str, BeforeValidator(_dated)] = ""
    lang: Annotated[str, BeforeValidator(_language)] = "en"
    publisher: str = ""
    rights: str = ""
    licence: str = ""
    isbn: Annotated[str, BeforeValidator(_isbn)] = ""
    identifier: str = ""
    description: str = ""
    subjects: Names = ()
    series: str = ""
    url: Annotated[str, BeforeValidator(_address)] = ""
    house: str = ""
    terms: str = ""
    editions: Annotated[tuple[Edition, ...], BeforeValidator(_listed)] = ()
    cover: str = ""
    caption: str = ""
    contributors: Names = ()
    imprint: str = ""
    price: str = ""
    printing: str = ""
    index: Literal["", "terms"] = ""
    allow: Annotated[tuple[str, ...], BeforeValidator(_codes)] = ()
    notes: Annotated[tuple[Literal["", "end", "chapter", "foot", "by-section"], ...], BeforeValidator(_listed)] = ()
    toc: bool | None = None
    bibliography: Names = ()
    csl: str = ""


TEXT_KEYS = ("kicker", "title", "subtitle", "standfirst")  # their values are text like the body
UNUSED = ("printing",)


class PressDefaults(BaseModel):
    """The keys of pressbuild.toml: what holds for every title of the press that does not say otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    publisher: str = ""
    house: str = ""
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar of the front matter with its place; `column` is that of its first character."""

    text: str
    line: int
    column: int


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
    head, body_line = _split(source, name)
    values, loaded = _compose(head, name)

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
        raise PressError(*(_complaint(c, key_place(text, shown(file), c.path)) for c in said)) from None


def legible(source: str, name: str) -> str:
    """The source, where every character may stand in a web page and an EPUB."""
    if stranger := ILLEGIBLE.search(source):
        before = source[: stranger.start()]
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the character U+{ord(stranger[0]):04X} has no place in a text"
        raise PressError(found("not-text", message, place, "delete it"))
    return source


# --- front matter --------------------------------------------------------------------------------------------------


def _split(source: str, name: str) -> tuple[str, int]:
    """The YAML of the front matter (empty without one) and the first line of the body."""
    lines = source.split("\n")
    if lines[0].rstrip() != "---" or not "".join(lines[1:2]).strip():
        return "", 1
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1 : number - 1]), number + 1
    if KEY.match(lines[1] if len(lines) > 1 else ""):
        message = "the front matter has no end"
        raise PressError(found("front-invalid", message, Place(name, 1, 1), "end it with a line `---`"))
    return "", 1


def _compose(head: str, name: str) -> tuple[dict[str, Value], dict[str, Any]]:
    """The front matter's values by key, with places, and as plain Python values for validation."""
    import yaml

    try:
        root = yaml.compose(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 2, mark.column + 1) if mark else Place(name, 1, 1)
        hint = "put a value that holds a colon, a hash or quotation marks in double quotes"
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise PressError(found("front-invalid", f"the front matter is not YAML: {problem}", place, hint)) from None
    if root is None:
        return {}, {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        message = "the front matter is not a list of `key: value` lines"
        raise PressError(found("front-invalid", message, Place(name, 2, 1)))
    values: dict[str, Value] = {}
    for key, node in root.value:
        place = Place(name, key.start_mark.line + 2, 1)
        if not isinstance(key.value, str):
            raise PressError(found("front-invalid", "a key of the front matter is no word", place))
        if key.value in values:
            raise PressError(found("front-invalid", f"“{key.value}” stands twice in the front matter", place))
        quoted = node.start_mark.column + (2 if getattr(node, "style", None) in ("'", '"') else 1)
        text = node.value if isinstance(node.value, str) else ""
        values[key.value] = Value(text, node.start_mark.line + 2, quoted)
    return values, {key.value: _loaded(node, name, key.value) for key, node in root.value}


def _loaded(node: Any, name: str, key: str) -> Any:
    """A YAML node as a string or a list of strings: no types are guessed, so that `date: 2026-11-24` stays as
    written. Nothing of the front matter goes deeper, so an alias cannot grow into a book."""
    if isinstance(node.value, str):
        return _legible_value(node, name)
    if node.id == "sequence" and all(isinstance(item.value, str) for item in node.value):
        return [_legible_value(item, name) for item in node.value]
    place = Place(name, node.start_mark.line + 2, node.start_mark.column + 1)
    hint = "put a value that begins with a bracket or a brace in double quotes"
    raise PressError(found("front-invalid", f"{key}: a value is a text or a list of texts", place, hint))


def _legible_value(node: Any, name: str) -> str:
    if ILLEGIBLE.search(node.value):
        place = Place(name, node.start_mark.line + 2, node.start_mark.column + 1)
        raise PressError(found("not-text", "an escape in this value has no place in a text", place, "delete it"))
    return str(node.value)


def validated(model: type[Model], loaded: dict[str, Any], placed: Callable[[Complaint], Place]) -> Model:
    """What was loaded, as a model has it; `placed` gives a complaint's place. Raises `PressError` with a finding for
    each key that is not valid."""
    try:
        return model(**{key: value for key, value in loaded.items() if value != ""})
    except ValidationError as error:
        said = [_complaint(each, placed(each)) for each in complaints(error, model)]
        raise PressError(*sorted(said, key=lambda finding: finding.place or Place("", 0, 0))) from None


def _complaint(complaint: Complaint, place: Place) -> Diagnostic:
    code = "front-unknown-key" if complaint.unknown else "front-invalid"
    return found(code, complaint.message, place, complaint.hint)
