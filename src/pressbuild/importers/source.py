"""What every importer takes and gives: `Source` and `Imported`, with the `Part`s by which an import is proved."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct, field

from pressbuild.diagnostics import Diagnostic
from pressbuild.importers.account.places import Places

# Of the kinds of spans of a text (`Typed`) those whose words are none of the manuscript.
WORDLESS = frozenset(("call", "left", "mark"))
Dialect = Literal["markdown", "flattened", "word", "opendocument", "page", "xhtml"]


def _nothing(_path: str) -> bytes | None:
    return None


class Source(Struct, frozen=True):
    """A source file: its name as the user gave it, its decoded text (empty where it is no text), the sha256 of its
    bytes, the line that the user says holds the title (`--title-line`, from 1; None: find it), its bytes, the file's
    stem, and what gives the bytes of a file that lies beside it, such as a saved page's pictures;
    `works` is set where likely titles are to be marked (`--works`)."""

    name: str
    text: str
    sha256: str
    title_line: int | None = None
    data: bytes = b""
    stem: str = "essay"
    beside: Callable[[str], bytes | None] = _nothing
    works: bool = False


class Picture(Struct, frozen=True):
    """A picture of a source: its path beside the manuscript (`images/…`, of safe characters) and its bytes."""

    path: str
    data: bytes


class Typed(Struct, frozen=True):
    """A span [start, end) of a source's text that is no text of its manuscript: a `call` of the note of this label, the
    `mark` before its body, the `note` itself, what is `left` out, or a text of the front matter, by its key. It counts
    letters, title page and linked notes not among them; in a flattened text characters."""

    kind: str
    label: str
    start: int
    end: int


class Part(Struct, frozen=True):
    """A piece of a source's markup as it was found, for a reader of its own. `roles` says what became of some
    elements, by their number in document order: `left` (not in the manuscript), `mark` (a note's mark or label),
    `title` and other keys of the front matter, `note N` (a note's body), `said N title` (a note's mark that has the
    body in an attribute), `capitals` (words that a page shows so, and the manuscript has). `typed` are the notes that
    are typed into the text of all parts, and the first part has them; of a flattened text all spans that are no
    text."""

    data: bytes
    dialect: Dialect
    roles: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[str, "Part"] = field(default_factory=dict)
    typed: tuple[Typed, ...] = ()


class LeftOut(Struct, frozen=True):
    """Words of the source that the manuscript has no longer as text, and why; `said`: a finding says so already."""

    why: str
    text: str
    said: bool = False


class Imported(Struct, frozen=True):
    """A manuscript made from a source: its Markdown, the report of CONTRACT's `import --report` as JSON values, and
    what the importer had to assume or doubts; the source's pictures; its markup, by which the words are proved;
    `places` leads from the source to the manuscript, where that is known;
    `edited` is what an editor made of the Markdown on the way, and `confirmed` the Markdown with no more than the other
    readings that he chose, by which his own changes are told."""

    markdown: str
    report: dict[str, Any]
    findings: tuple[Diagnostic, ...] = field(default=())
    pictures: tuple[Picture, ...] = ()
    witness: tuple[Part, ...] = ()
    places: Places | None = None
    edited: str = ""
    confirmed: str = ""

    @property
    def flattened(self) -> bool:
        """Was the source a text that says nothing of itself, so that headings and marks were told by their looks?"""
        return any(part.dialect == "flattened" for part in self.witness)

    @property
    def wanted(self) -> str:
        """The Markdown to write: as the editor has answered the doubts, else as it was imported."""
        return self.edited or self.markdown
