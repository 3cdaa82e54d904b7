"""A title proof-read: a manuscript's path in, every finding out. Reads manuscripts; `mending` makes their safe fixes.

What a build does before anything is bound, without what only binding needs: an editor runs it on every save.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import ERROR, WARNING, Diagnostic, MachineLacks, Place, PressError
from pressbuild.press import is_book, shown, title_file
from pressbuild.workers import beside, call

if TYPE_CHECKING:  # imported late: the program's own import must be quick
    from pressbuild.document import Document
    from pressbuild.edition import Edition
    from pressbuild.faircopy import Sent
    from pressbuild.house import House
    from pressbuild.manuscript import Manuscript, Typescript
    from pressbuild.rules import Copy

ANY_DAY = "2000-01-01"  # nothing of an edition's files is looked at
IN_EDITIONS = frozenset({"note-astray", "overfull", "renderer"})  # which a build alone finds
# Something of what texts are looked through for.
LINE = "‘Nets’, so A. B. Ames said – on 12 May 1990, p. 5 f. – hold 1,000 fish, or 5 %… (a half-truth). Is it? No!"
NOTHING: Mapping[Path, bytes] = MappingProxyType({})  # the files as they lie there


class Reader(Struct, frozen=True):
    """How a title is to be proof-read: house (empty: the manuscript's own), codes to allow, `strict`, what it must be
    fit for (`store`, `print`), and whether Vale reads it too."""

    house: str = ""
    allow: frozenset[str] = frozenset()
    strict: bool = False
    aims: frozenset[str] = frozenset()
    vale: bool = False


def findings(path: Path, reader: Reader, instead: Mapping[Path, bytes] = NOTHING) -> tuple[Diagnostic, ...]:
    """Everything there is to say of a title, or of what it would be with other bytes of its files, in the order of its
    lines; of a chapter what its book's proof-reading says of it. Raises `PressError` where it cannot be read."""
    from pressbuild.manuscript.belonging import title_of

    title = title_of(path)
    return _of_file(path, title, _found(*_sent(title, instead), reader))


def _of_file(path: Path, title: Path, said: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """What is said of the file that was asked for: of a title everything, of a chapter what stands in its own file."""
    if title == title_file(path):
        return said
    name = shown(path)
    return tuple(finding for finding in said if finding.place and finding.place.file == name)


def all_findings(paths: Iterable[Path], reader: Reader) -> Iterator[tuple[Diagnostic, ...] | PressError]:
    """The findings of each title, or why it cannot be read. This process hands the titles to pandoc, and another, which
    has got ready meanwhile, reads them as a proof-reader. Raises `MachineLacks`."""
    second = call(get_ready)
    from pressbuild.manuscript.belonging import title_of

    try:
        for path in paths:
            try:
                title = title_of(path)
                yield _of_file(path, title, second.submit(_found, *_sent(title), reader).result())
            except MachineLacks:
                raise
            except PressError as error:
                yield _besides(path, error, reader)
    finally:
        second.dismiss()


def _besides(path: Path, refused: PressError, reader: Reader) -> tuple[Diagnostic, ...] | PressError:
    """Why a title was refused, and what is said of it without the lines of its front matter that are to blame; where it
    cannot be read without them either, all that was refused."""
    from pressbuild.manuscript.belonging import title_of
    from pressbuild.proofreading.salvaging import PASSES, besides, struck_out, unread

    title, faults, instead = title_of(path), list(refused.diagnostics), dict[Path, bytes]()
    for _ in range(PASSES):
        without = struck_out(title, refused, instead)
        if without is None:
            break
        instead = without
        try:
            said = _found(*_sent(title, instead), reader)
        except MachineLacks:
            raise
        except PressError as error:
            refused = error
            faults += (each for each in error.diagnostics if each not in faults)
        else:
            return _of_file(path, title, besides(faults, said, instead))
    return unread(faults)


def get_ready() -> None:
    """Imports what a proof-reader needs, and reads a line: most expressions that texts are looked through with are
    compiled then, while pandoc is still at work (`patterns`)."""
    from pressbuild import allowances, citations, quotation, reading, termsheet
    from pressbuild.document import Document, Front, Paragraph, Text
    from pressbuild.edition import Spec, prepare
    from pressbuild.house import DEFAULT, read_house
    from pressbuild.manuscript import frontmatter
    from pressbuild.rules import RULES, Copy

    del allowances, citations, frontmatter, quotation, reading, termsheet
    house = read_house(DEFAULT, Path())
    line = Document(Front(), (Paragraph((Text(LINE),), place=Place("", 1, 1)),))
    as_set = prepare(line, house, Spec("", ANY_DAY, {}, {})).document
    _proofread((Copy(line, line, as_set, LINE, "", 1, house),), RULES)


def _sent(path: Path, instead: Mapping[Path, bytes] = NOTHING) -> "tuple[Typescript, tuple[Sent, ...]]":
    """A title's file, and what pandoc has of it. An essay without citations goes to pandoc before its front matter is
    judged."""
    from pressbuild.faircopy import send

    if typescript := _typescript(path, instead.get(path)):
        return typescript, send(typescript)
    from pressbuild.citations import read_title

    manuscript = read_title(path, instead)
    return manuscript, send(manuscript)


def _typescript(file: Path, data: bytes | None) -> "Typescript | None":
    """An essay without citations; None for any other title."""
    from pressbuild.manuscript import read_typescript

    typescript = None if is_book(file) else read_typescript(file, data)
    return typescript if typescript and "bibliography" not in typescript.values else None


def _found(title: "Typescript", sent: "tuple[Sent, ...]", reader: Reader) -> tuple[Diagnostic, ...]:
    manuscript = _judged_front(title)
    return _judged(manuscript, sent, _house(manuscript, reader), reader)


def _judged_front(title: "Typescript") -> "Manuscript":
    from pressbuild.citations import uncited
    from pressbuild.manuscript import Manuscript, edited

    return title if isinstance(title, Manuscript) else uncited(edited(title))


def _house(manuscript: "Manuscript", reader: Reader) -> "House":
    from pressbuild.house import DEFAULT, read_house

    name = reader.house or manuscript.front.house or manuscript.defaults.house or DEFAULT
    return read_house(name, manuscript.press, None if reader.house else manuscript.place("house"))


def _judged(
    manuscript: "Manuscript", sent: "tuple[Sent, ...]", house: "House", reader: Reader
) -> tuple[Diagnostic, ...]:
    from pressbuild.allowances import Permit, permit_of
    from pressbuild.edition import Spec, prepare
    from pressbuild.manuscript.unlisted import unlisted
    from pressbuild.quotation import recognise, remarks
    from pressbuild.reading import read
    from pressbuild.rules import OF_A_SET_COPY, RULES
    from pressbuild.termsheet import read_terms

    sheet = read_terms(manuscript)
    typed = read(manuscript, sent)
    marked = recognise(typed, sheet)
    marked_copies = tuple(_copies(manuscript, (typed, marked, marked), house, reader.aims))
    by_rules = beside(lambda: _proofread(marked_copies, RULES.keys() - OF_A_SET_COPY))
    edition = prepare(marked, house, Spec(manuscript.slug, ANY_DAY, {}, {}, numbering=manuscript.numbering))
    as_set = edition.document
    permit = permit_of(manuscript, Permit(reader.allow, reader.strict), house.check.severities)
    said = [*as_set.findings, *_pictures(manuscript, typed), *remarks(marked, sheet)]
    said += unlisted(manuscript)
    said += _vale(manuscript) if reader.vale else ()
    copies = _copies(manuscript, (typed, marked, as_set), house, reader.aims, edition.shown)
    said += _proofread(copies, OF_A_SET_COPY)
    said += by_rules()
    unasked = _unasked(reader, printed=_is_printed(manuscript))
    said = [finding for finding in said if finding.code not in unasked]
    judged = manuscript.as_typed((*permit.judged(said), *permit.faults, *permit.unused(said, unasked)))
    whole = Place(manuscript.name, 1, 1)  # who is shown findings in their files sees none that has no place
    placed = (finding if finding.place else replace(finding, place=whole) for finding in judged)
    return manuscript.ordered(_strictly(placed, strict=reader.strict))


def _is_printed(manuscript: "Manuscript") -> bool:
    """Whether the title has editions that are set from the fonts that ship."""
    editions = manuscript.front.editions or manuscript.defaults.editions or ("pdf",)
    return not {"pdf", "pamphlet"}.isdisjoint(editions)


def _unasked(reader: Reader, *, printed: bool) -> frozenset[str]:
    """The codes that are none of this reading's: of what only a build finds, of aims that it does not have, of fonts
    for a title that is not `printed`."""
    aims = {f"metadata-{aim}" for aim in ("store", "print") if aim not in reader.aims}
    others = {"vale": reader.vale, "font-missing-glyph": printed}
    return IN_EDITIONS | aims | {code for code, asked in others.items() if not asked}


def _proofread(copies: "Iterable[Copy]", codes: Collection[str]) -> tuple[Diagnostic, ...]:
    from pressbuild.rules import proofread_all

    return proofread_all(tuple(copies), codes)


def demanded(
    manuscript: "Manuscript", typed: "Document", marked: "Document", edition: "Edition", *, strict: bool
) -> tuple[Diagnostic, ...]:
    """What the rules find that would be an error: a build asks for these alone. All may be where it is `strict`."""
    house = edition.house
    codes = {code for code, level in house.check.severities.items() if level == "error"}
    if not codes and not strict:
        return ()
    if strict:
        from pressbuild.rules import RULES

        codes |= RULES.keys()
    copies = _copies(manuscript, (typed, marked, edition.document), house, frozenset(), edition.shown)
    return _proofread(copies, codes)


def _copies(
    manuscript: "Manuscript",
    documents: "tuple[Document, Document, Document]",
    house: "House",
    aims: frozenset[str],
    shown: "Mapping[str, int] | None" = None,
) -> "Iterator[Copy]":
    """What the rules read: the title as it was read, recognised and set; of a book each chapter by itself, as its file
    is, and what book.toml says."""
    from pressbuild.house import house_css
    from pressbuild.rules import Copy
    from pressbuild.tree import by_chapter

    css = house_css(house.style.id, manuscript.press)
    stages = [by_chapter(document) if manuscript.book else (document,) for document in documents]
    # A bibliography that was written behind the chapters is in no file.
    for file, typed, marked, as_set in zip(manuscript.files, *stages, strict=False):
        own = aims if file is manuscript else frozenset[str]()
        given = frozenset(file.values)
        yield Copy(typed, marked, as_set, file.source, file.name, file.body_line, house, own, given, css, shown or {})


def _pictures(manuscript: "Manuscript", document: "Document") -> tuple[Diagnostic, ...]:
    """What is wrong with the pictures, and what their files tell that no edition does."""
    from pressbuild.edition import pictures

    if not document.front.cover and not pictures(document):
        return ()
    from pressbuild.assets import load_assets, tales

    _, said = load_assets(manuscript, document)
    return (*said, *tales(manuscript, document))


def _vale(manuscript: "Manuscript") -> tuple[Diagnostic, ...]:
    from pressbuild.proofreading.vale import read_with_vale

    return tuple(finding for file in manuscript.files if file.book is None for finding in read_with_vale(file))


def _strictly(said: Iterable[Diagnostic], *, strict: bool) -> Iterable[Diagnostic]:
    """With `strict`, a warning on the exceptions themselves is an error too."""
    for finding in said:
        own = finding.code.startswith("exception-") and finding.severity is WARNING
        yield replace(finding, severity=ERROR) if strict and own else finding
