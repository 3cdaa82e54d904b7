"""book.toml: the path of one in, the `Manuscript` of a title of several chapters out. Reads files.

It holds the keys of the front matter and, beside them, `chapters`, `[[part]]`, `web` and `[notes]`. Each chapter is a
manuscript of its own, whose front matter may give it a title, an author and what else stands at a chapter's head.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.manuscript import AS_THEY_ARE, Book, Manuscript, Part, edited, read_typescript
from pressbuild.manuscript.frontmatter import OUT, UNUSED, FrontMatter, Names, PressDefaults, read_defaults, validated
from pressbuild.manuscript.yamlhead import Value, legible
from pressbuild.press import decode, inside, press_folder, read_bytes, shown, toml_error
from pressbuild.settings.tables import Table
from pressbuild.settings.tomlkeys import key_place

HEAD = frozenset(
    {"title", "subtitle", "kicker", "standfirst", "author", "translator", "lang", "allow"}
)  # what a chapter says for itself
OWN = frozenset({"chapters", "part", "web", "notes"})
HEADER = re.compile(r"\s*\[\[?\s*[\w.-]+\s*\]\]?\s*(#.*)?$")
PART = re.compile(r"\s*\[\[\s*part\s*\]\]")
KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*=\s*(\"\"\"|'''|\"|'|)")


class PartTable(Table, frozen=True, kw_only=True):
    """A part: its chapters, and the title that they stand under where it has one."""

    title: str = ""
    chapters: Annotated[Names, Meta(min_length=1)]


class NotesTable(Table, frozen=True, kw_only=True):
    """How the notes are numbered, through the work or anew in each chapter, and whether they stand at the end of
    the book, of each chapter, or at the foot of printed pages; empty, as the house has it."""

    at: Literal["", "end", "chapter", "foot"] = ""
    numbering: Literal["", "work", "chapter"] = ""


class BookMatter(FrontMatter, frozen=True, kw_only=True):
    """The keys of a book.toml."""

    chapters: Names = ()
    part: tuple[PartTable, ...] = ()
    web: Literal["one", "pages"] = "one"
    notes: NotesTable = NotesTable()  # type: ignore[assignment]  # of an essay it is a word


def read_book(path: Path, instead: Mapping[Path, bytes] = AS_THEY_ARE) -> Manuscript:
    """The book of a book.toml; `instead` are other bytes that some of its chapters would have. Raises `PressError`
    where it or a chapter cannot be read or is not valid."""
    name = shown(path)
    data = read_bytes(path)
    source = legible(decode(data, name).replace("\r\n", "\n").replace("\r", "\n"), name)
    press = press_folder(path)
    defaults = read_defaults(press)
    loaded = _loads(source, name)
    values = dict(_values(source, loaded))
    matter, strange = validated(loaded, BookMatter, lambda complaint: key_place(source, name, complaint.path))
    own = {key: getattr(matter, key) for key in FrontMatter.__struct_fields__ if key not in OWN}
    front = FrontMatter(**own, notes=(matter.notes.at,))
    parts = tuple(_parts(matter, values, source, path, press, defaults, instead))
    book = Book(parts, matter.web, matter.notes.numbering)
    if not book.chapters:
        hint = 'name them in their order: chapters = ["one.md", "two.md"]'
        raise PressError(*strange, found("empty", "the book has no chapters", Place(name, 1, 1), hint))
    findings = (
        *strange,
        *_unused(values, name),
        *(each for chapter in book.chapters for each in _idle(chapter, front)),
    )
    whole = sha256(data + "".join(chapter.sha256 for chapter in book.chapters).encode()).hexdigest()
    return Manuscript(
        path=path,
        press=press,
        name=name,
        source=source,
        sha256=whole,
        values=values,
        loaded=loaded,
        body_line=source.count("\n") + 2,
        front=front,
        defaults=defaults,
        findings=findings,
        book=book,
    )


def _loads(source: str, name: str) -> dict[str, Any]:
    """The keys of a book.toml; TOML's own dates as the front matter has them."""
    try:
        loaded = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise toml_error("front-invalid", error, name) from None
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in loaded.items()}


def _values(source: str, loaded: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """The keys of the first table with their places, the parts' titles as `part-1` and so on; tables have the place of
    their first header."""
    part, first, open_string, seen = 0, True, "", set[str]()
    for number, line in enumerate(source.split("\n"), start=1):
        if open_string:
            open_string = "" if open_string in line else open_string
            continue
        name, column = "", 1
        if HEADER.match(line):
            first, part = False, part + bool(PART.match(line))
            name, column = line.strip(" []\r\t"), line.index("[") + 1
        elif key := KEY.match(line):
            name, column = key[1] if first else f"part-{part}" if key[1] == "title" else "", key.end() + 1
            open_string = key[2] if len(key[2]) == 3 and key[2] not in line[key.end() :] else ""
        if name and name not in seen:
            seen.add(name)
            yield name, Value(_said(loaded, name), number, column)


def _said(loaded: Mapping[str, Any], name: str) -> str:
    """The text of a key; empty where it is none."""
    titles = {f"part-{number}": part.get("title") for number, part in enumerate(_tables(loaded), start=1)}
    value = titles.get(name) if name in titles else loaded.get(name)
    return value if isinstance(value, str) else ""


def _tables(loaded: Mapping[str, Any]) -> list[dict[str, Any]]:
    tables = loaded.get("part")
    return [each for each in tables if isinstance(each, dict)] if isinstance(tables, list) else []


# --- chapters ------------------------------------------------------------------------------------------------------


def _parts(
    matter: BookMatter,
    values: Mapping[str, Value],
    source: str,
    path: Path,
    press: Path,
    defaults: PressDefaults,
    instead: Mapping[Path, bytes],
) -> Iterator[Part]:
    """The parts with their chapters read, each chapter once."""
    name, seen = shown(path), set[Path]()
    tables = [(None, matter.chapters), *((part.title, part.chapters) for part in matter.part)]
    for number, (title, names) in enumerate(tables):
        chapters = []
        for chapter in names:
            place = _place_of(chapter, source, name)
            file = _file(path, chapter, press, place)
            if file in seen:
                raise PressError(
                    found("front-invalid", f"the chapter “{chapter}” stands twice in the book", place, "name it once")
                )
            seen.add(file)
            own = path.parent / chapter
            typescript = read_typescript(own, instead.get(own), press)
            manuscript = edited(typescript, defaults)
            said = tuple(each for each in manuscript.findings if each.code != "front-unused")  # which `_idle` says
            chapters.append(replace(manuscript, listed=chapter, findings=said))
        if chapters:
            yield Part(values.get(f"part-{number}") if title else None, tuple(chapters))


def _file(path: Path, chapter: str, press: Path, place: Place) -> Path:
    """The file of a chapter. Raises `PressError` where it is none that can be read."""
    file = inside(press, path.parent, chapter, place)
    if file.suffix.lower() not in (".md", ".markdown"):
        raise PressError(
            found(
                "front-invalid",
                f"the chapter “{chapter}” is no manuscript: *.md",
                place,
                "import it first: pressbuild import",
            )
        )
    if not file.is_file():
        names = [each.name for each in file.parent.iterdir()] if file.parent.is_dir() else []
        near = get_close_matches(file.name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else "its path goes from the folder of book.toml"
        raise PressError(found("not-found", f"there is no chapter “{chapter}”", place, hint))
    return file


def _place_of(chapter: str, source: str, name: str) -> Place:
    """Where the name of a chapter stands."""
    for quoted in (f'"{chapter}"', f"'{chapter}'"):
        at = source.find(quoted)
        if at >= 0:
            return Place.at(source, name, at + 1)
    return Place(name, 1, 1)


def _unused(values: Mapping[str, Value], name: str) -> Iterator[Diagnostic]:
    for key in UNUSED:
        if key in values and key not in OWN:
            message = f"“{key}” has no effect in this version"
            yield found("front-unused", message, Place(name, values[key].line, 1), OUT)


def _idle(chapter: Manuscript, front: FrontMatter) -> Iterator[Diagnostic]:
    """What a chapter's front matter says and the book decides otherwise."""
    for key, value in chapter.values.items():
        if (
            key in FrontMatter.__struct_fields__
            and key not in HEAD
            and getattr(chapter.front, key) != getattr(front, key)
        ):
            message = f"“{key}” has no effect in a chapter of a book"
            hint = f"a chapter may have {', '.join(sorted(HEAD))}; the rest is said in book.toml"
            yield found("front-unused", message, Place(chapter.name, value.line, 1), hint)
