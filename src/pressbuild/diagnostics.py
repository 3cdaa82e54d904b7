"""What the program has to say about a manuscript: codes in, `Diagnostic`s and `PressError`s out. No I/O.

A stage returns its diagnostics; only `cli` prints them. `PressError` is raised where the next stage cannot run.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(Struct, frozen=True, order=True):
    """A place in a source file. Lines and columns start at 1 and count Unicode code points."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def at(cls, text: str, file: str, offset: int) -> "Place":
        """The place of an offset of a file's text, in code points."""
        return cls(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def right(self, columns: int) -> "Place":
        """The place so many code points further on the same line."""
        return Place(self.file, self.line, self.column + columns)


class Rule(Struct, frozen=True):
    """One row of the table of codes; `docs/diagnostics.md` explains each."""

    severity: Severity
    summary: str
    allowable: bool = True


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Rule] = {
    "note-missing": Rule(ERROR, "a reference has no note"),
    "note-orphan": Rule(ERROR, "a note has no reference"),
    "note-duplicate": Rule(ERROR, "two notes have one label"),
    "note-nested": Rule(ERROR, "a note stands inside a note"),
    "note-indented": Rule(ERROR, "what belongs to a note is indented so that it is lost to it", allowable=False),
    "note-order": Rule(WARNING, "notes are not defined in the order of their references"),
    "note-over-n": Rule(WARNING, "a figure looks like the mark of a note above the last"),
    "note-repeated": Rule(WARNING, "a figure looks like a second mark of a note"),
    "note-empty": Rule(WARNING, "a note has no text"),
    "note-too-long": Rule(WARNING, "a note is too long for the pop-ups of e-book readers"),
    "quote-unclosed": Rule(WARNING, "a quotation is opened and not closed"),
    "quote-orphan-close": Rule(WARNING, "a closing mark has no opening one"),
    "quote-ambiguous": Rule(WARNING, "a mark may be read in two ways"),
    "style-self-reference": Rule(WARNING, "a sentence speaks of its own marks, which the house would have taken away"),
    "style-unsigned": Rule(NOTE, "the house would set a term otherwise, but its role is not certain"),
    "quote-drift": Rule(WARNING, "a term stands in marks in one place and without them in another"),
    "term-unsigned": Rule(WARNING, "an entry of the term sheet is not signed"),
    "term-unused": Rule(WARNING, "a signed entry of the term sheet is about nothing in the text"),
    "term-not-replaced": Rule(WARNING, "words that the term sheet replaces hold more than words"),
    "terms-invalid": Rule(ERROR, "the term sheet is not valid", allowable=False),
    "front-unknown-key": Rule(ERROR, "a key of the front matter is unknown"),
    "front-missing-key": Rule(WARNING, "the front matter lacks a key that the editions need"),
    "front-invalid": Rule(ERROR, "a value of the front matter is not of its kind", allowable=False),
    "note-astray": Rule(WARNING, "a footnote stands on another page than its call"),
    "note-shared": Rule(ERROR, "a note has its number in one section and is called in another"),
    "notes-at-end": Rule(NOTE, "the notes cannot stand at the foot of pages and stand at the end"),
    "front-unused": Rule(WARNING, "a key of the front matter has no effect in this version"),
    "chapter-unlisted": Rule(WARNING, "a manuscript in a book's folder is none of its chapters"),
    "image-missing": Rule(ERROR, "a picture is not there"),
    "image-outside": Rule(ERROR, "a picture lies outside the press folder", allowable=False),
    "image-unreadable": Rule(ERROR, "a file is no picture that the editions can show"),
    "image-alt-missing": Rule(WARNING, "a picture has no text for readers who cannot see it"),
    "table-surplus": Rule(ERROR, "a row of a table has more cells than its head", allowable=False),
    "link-unsafe": Rule(ERROR, "a link has a scheme that editions must not carry", allowable=False),
    "link-unused": Rule(WARNING, "a link’s address is defined and nothing uses it"),
    "link-dangling": Rule(WARNING, "a link leads to a place that does not exist"),
    "citation-missing": Rule(ERROR, "a citation names no work of the bibliography"),
    "bibliography-invalid": Rule(ERROR, "a bibliography or citation style cannot be used", allowable=False),
    "id-duplicate": Rule(WARNING, "two elements have one id"),
    "raw-html-unsafe": Rule(ERROR, "raw HTML outside the allow-list", allowable=False),
    "raw-format": Rule(ERROR, "raw text for another program than a browser"),
    "attribute-refused": Rule(ERROR, "an attribute outside the allow-list"),
    "attribute-unused": Rule(WARNING, "an attribute has no effect where it stands"),
    "class-unknown": Rule(WARNING, "a class is all but that of a role"),
    "not-utf8": Rule(ERROR, "the file is not UTF-8", allowable=False),
    "not-text": Rule(ERROR, "the file is no text", allowable=False),
    "empty": Rule(ERROR, "the manuscript is empty"),
    "not-found": Rule(ERROR, "a file is not there", allowable=False),
    "not-readable": Rule(ERROR, "a file cannot be read", allowable=False),
    "not-writable": Rule(ERROR, "a file or folder cannot be written", allowable=False),
    "outside-press": Rule(ERROR, "a path leads out of the press folder", allowable=False),
    "exists": Rule(ERROR, "a file is there already", allowable=False),
    "usage": Rule(ERROR, "the command was called wrongly", allowable=False),
    "merge-conflict": Rule(ERROR, "an editor and the source have both changed a passage", allowable=False),
    "merge-unresolved": Rule(ERROR, "a remark of a merge still stands in the manuscript", allowable=False),
    "house-unknown": Rule(ERROR, "no house has this name"),
    "house-invalid": Rule(ERROR, "a house's style.toml is not valid", allowable=False),
    "machine-lacks": Rule(ERROR, "something that the program needs is not installed", allowable=False),
    "fidelity": Rule(ERROR, "an edition's words differ from the manuscript's", allowable=False),
    "edition-notes": Rule(ERROR, "an edition does not hold every note and every reference", allowable=False),
    "edition-broken": Rule(ERROR, "an edition could not be made", allowable=False),
    "note-ibid": Rule(WARNING, "ibid. or op. cit. stands for a work named elsewhere"),
    "note-too-short": Rule(NOTE, "a note is too short for the pop-ups of some e-book readers"),
    "note-unlinked": Rule(WARNING, "a raised figure calls no note"),
    "marks-mixed": Rule(NOTE, "quotation marks of two kinds stand in one text"),
    "house-sets": Rule(NOTE, "the house sets otherwise than was typed"),
    "doubled-word": Rule(WARNING, "a word stands twice"),
    "doubled-space": Rule(NOTE, "two spaces stand side by side"),
    "note-spaced": Rule(WARNING, "a space stands before the call of a note"),
    "space-before-stop": Rule(WARNING, "a space stands before a stop"),
    "space-missing": Rule(WARNING, "no space stands behind a stop"),
    "space-inside": Rule(WARNING, "a space stands between a bracket or mark and what it encloses"),
    "dash-one-sided": Rule(WARNING, "a dash has a space on one side alone"),
    "word-broken": Rule(WARNING, "a word is broken by a hyphen and a space"),
    "form-wrong": Rule(WARNING, "an ordinal, an article or an accent has a form that it cannot have"),
    "stop-doubled": Rule(WARNING, "two stops stand where one is wanted"),
    "question-unopened": Rule(WARNING, "a Spanish question or exclamation has no opening sign"),
    "stop-missing": Rule(NOTE, "a paragraph ends without a stop"),
    "sentence-small": Rule(NOTE, "a sentence begins with a small letter"),
    "pages-backwards": Rule(WARNING, "a range of pages runs backwards"),
    "year-wrong": Rule(WARNING, "a year comes before the one that its range begins with, or after the work's own"),
    "date-impossible": Rule(WARNING, "a month has no such day"),
    "bracket-unmatched": Rule(WARNING, "a bracket has no partner"),
    "emphasis-unbalanced": Rule(WARNING, "a sign of emphasis emphasises nothing"),
    "character-confusable": Rule(WARNING, "a letter of another alphabet looks like one of the word's own"),
    "character-stray": Rule(WARNING, "a character that a copied text has brought along"),
    "script-mixed": Rule(NOTE, "a word has letters of two alphabets"),
    "placeholder": Rule(WARNING, "something is still to come"),
    "paragraph-repeated": Rule(WARNING, "a paragraph stands twice"),
    "paragraph-long": Rule(NOTE, "a paragraph is very long"),
    "heading-skip": Rule(WARNING, "a heading leaves out a level"),
    "heading-empty": Rule(WARNING, "a heading has no words"),
    "heading-broken": Rule(WARNING, "a line that was to be a heading is none"),
    "title-repeated": Rule(WARNING, "the text begins with its title"),
    "title-differs": Rule(WARNING, "the text's title is not the front matter's"),
    "language-unlike": Rule(WARNING, "the text is in another language than the front matter says"),
    "initials-mixed": Rule(NOTE, "one person's initials are written in two ways"),
    "dates-mixed": Rule(NOTE, "dates are written in two ways"),
    "pages-mixed": Rule(NOTE, "page numbers are written in two ways"),
    "centuries-mixed": Rule(NOTE, "centuries are written in two ways"),
    "percent-mixed": Rule(NOTE, "percentages are written in two ways"),
    "thousands-mixed": Rule(NOTE, "the thousands of numbers are set off in two ways"),
    "dashes-mixed": Rule(NOTE, "dashes are written in two ways"),
    "abbreviations-mixed": Rule(NOTE, "abbreviations are written in two ways"),
    "spelling-mixed": Rule(NOTE, "a word is spelt in two ways"),
    "hyphens-mixed": Rule(NOTE, "a word is written with a hyphen and without"),
    "table-broken": Rule(WARNING, "lines that were to be a table are none"),
    "division-broken": Rule(WARNING, "a division is written so that it is none, or never ends"),
    "list-broken": Rule(WARNING, "lines that were to be a list run together"),
    "verse-indent": Rule(NOTE, "spaces set in a line of verse"),
    "link-broken": Rule(WARNING, "a link is not written as one"),
    "link-stop": Rule(WARNING, "an address ends in a stop of the sentence"),
    "link-unlike": Rule(WARNING, "a link shows one address and leads to another"),
    "link-vague": Rule(NOTE, "a link's words do not say where it leads"),
    "link-bare": Rule(NOTE, "an address is no link"),
    "privacy-tracking": Rule(WARNING, "a link tells a third party who follows it"),
    "privacy-path": Rule(NOTE, "a path names somebody's folder"),
    "privacy-remote": Rule(WARNING, "a style sheet fetches from another machine"),
    "privacy-picture": Rule(NOTE, "a picture's file tells who made it, where or when"),
    "metadata-store": Rule(WARNING, "the front matter lacks what a shop asks for"),
    "metadata-print": Rule(WARNING, "the front matter lacks what a printed edition names"),
    "vale": Rule(WARNING, "Vale has found something"),
    "exception-unused": Rule(ERROR, "an exception allows nothing", allowable=False),
    "exception-unexplained": Rule(ERROR, "an exception gives no reason", allowable=False),
    "exception-invalid": Rule(
        ERROR, "an exception allows what there is not or what may not be allowed", allowable=False
    ),
    "font-missing-glyph": Rule(WARNING, "the edition's fonts lack a character"),
    "overfull": Rule(WARNING, "a line or picture is wider than the page"),
    "renderer": Rule(WARNING, "a program that pressbuild uses has complained"),
    "mended": Rule(WARNING, "a source's text was damaged and has been mended"),
    "assumed": Rule(NOTE, "the program had to assume something"),
}


class Fix(Struct, frozen=True):
    """A change that is safe to make: at `place` of the source stands `old`, on one line, and `new` shall."""

    place: Place
    old: str
    new: str


class Diagnostic(Struct, frozen=True):
    """One finding: a code of `CODES`, a sentence, where it is (None: the whole file), what to do about it, and the
    changes that do it."""

    code: str
    message: str
    place: Place | None = None
    hint: str = ""
    severity: Severity = ERROR
    fixes: tuple[Fix, ...] = ()

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.severity}: {self.code}: {self.message}"


def found(
    code: str, message: str, place: Place | None = None, hint: str = "", fixes: tuple[Fix, ...] = ()
) -> Diagnostic:
    """A diagnostic with the severity that the table of codes gives."""
    return Diagnostic(code, message, place, hint, CODES[code].severity, fixes=fixes)


def permissible(code: str) -> str:
    """Why a person may not allow a code, as a sentence; empty where it may be allowed."""
    if code not in CODES:
        near = nearest(code)
        return f"there is no code “{code}”" + (f"; did you mean “{near}”?" if near else "")
    return "" if CODES[code].allowable else f"“{code}” cannot be allowed"


def nearest(code: str) -> str:
    """The code that one which may be misspelt is most like; empty where there is none."""
    return next(iter(get_close_matches(code.lower(), CODES, n=1)), "")


def allow(diagnostics: Iterable[Diagnostic], codes: frozenset[str], strict: bool = False) -> tuple[Diagnostic, ...]:
    """The same findings with the errors that a person allowed made warnings, and with `strict` warnings made errors."""
    return tuple(_judge(diagnostic, codes, strict) for diagnostic in diagnostics)


def _judge(diagnostic: Diagnostic, codes: frozenset[str], strict: bool) -> Diagnostic:
    allowed = diagnostic.code in codes and CODES[diagnostic.code].allowable
    if diagnostic.severity is ERROR and allowed:
        return replace(diagnostic, severity=WARNING)
    if diagnostic.severity is WARNING and strict and not allowed:
        return replace(diagnostic, severity=ERROR)
    return diagnostic


def shortened(text: str, longest: int) -> str:
    """A text as a message quotes it: on one line, and of `longest` characters at most, cut between words."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    room = text[: longest - 1]  # for a word and the space before the ellipsis
    return (room.rpartition(" ")[0] or room[:-1]) + " …"


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as `check --format json` prints it; line and column are null for a whole file."""
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": place.file if place else "",
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def from_json(values: dict[str, Any]) -> Diagnostic:
    """The diagnostic that `as_json` gave."""
    place = Place(values["file"], values["line"], values["column"]) if values["line"] else None
    return Diagnostic(values["code"], values["message"], place, values["hint"], Severity(values["severity"]))


def in_order(diagnostics: Iterable[Diagnostic], files: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """Findings as they are read: those of the whole title, then file by file as the title has its `files`, then others
    by name, each from its first line to its last."""
    rank = {file: number for number, file in enumerate(files)}

    def key(finding: Diagnostic) -> tuple[bool, int, Place]:
        place = finding.place or Place("", 0, 0)
        return finding.place is not None, rank.get(place.file, len(rank)), place

    return tuple(sorted(diagnostics, key=key))


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a build."""
    return tuple(d for d in diagnostics if d.severity is ERROR)


class PressError(Exception):
    """The next stage cannot run. Carries the diagnostics that say why; never a bug."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[object, ...]:
        """So that it crosses from a worker process with its diagnostics."""
        return PressError, self.diagnostics


class MachineLacks(PressError):
    """Something that the program needs is not installed on this machine (exit status 3)."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(found("machine-lacks", message, hint=hint))

    def __reduce__(self) -> tuple[object, ...]:
        return MachineLacks, (self.diagnostics[0].message, self.diagnostics[0].hint)
