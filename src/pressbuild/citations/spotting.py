"""Citations in a manuscript's source: the text in, where each stands out; pure.

pandoc's syntax (its manual, “Citation syntax”): `[see @key, p. 3; @other]`, `@key [p. 4]`, `@key`. Code, comments and
the front matter hold none, and no address does.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from pressbuild.manuscript.prose import CODE, DEFINITION, NEW_BLOCK, REFERENCE, fold, prose

NAME = r"(?:\{[^{}\s]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
KEY = re.compile(rf"(?<![\w\\@/.])-?@({NAME})")
INSIDE = r"(?:\\.|[^\[\]\\\n]|\n(?![ \t>]*\n))"
CITATION = re.compile(
    rf"(?<![\\!\]])\[(?={INSIDE}*?(?<![\w\\@/.])@[\w{{]){INSIDE}+\](?![(\[{{:])"
    rf"|(?<![\w\\@/.\[-])@{NAME}(?:[ ]\[(?:\\.|[^\[\]\\\n@])+\](?![(\[{{:]))?"
)
# In brackets from the beginning, behind “see” or with a page behind it: nobody's handle.
BRACKETED = re.compile(
    rf"^\[(?:-?@|(?:see|cf|e\.\s?g|vgl|siehe|voir)\b[^@]*@)|@{NAME}(?:,| \[)\s*(?:\w+\.?\s*)?\d", re.IGNORECASE
)
HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})\s+\S", re.MULTILINE)
UNDERLINED = re.compile(r"^ {0,3}[^\s>|#-][^\n]*\n {0,3}(?P<line>=+|-+)[ \t]*$", re.MULTILINE)
CONTINUED = re.compile(r"\n[ \t>]*")


class Citation(Struct, frozen=True):
    """A citation: its offsets in the source, its text on one line, the keys that it names with their offsets, whether
    it stands in a note, and its place in reading order: one in a note is read where the note is called first."""

    start: int
    end: int
    text: str
    keys: tuple[tuple[str, int], ...]
    in_note: bool
    order: tuple[int, int]


def citations(source: str, body_line: int) -> Iterator[Citation]:
    """The citations of a manuscript, in its order."""
    masked, noted = _masked(source, body_line)
    calls: dict[str, int] = {}
    for call in REFERENCE.finditer(masked):
        calls.setdefault(fold(call[1]), call.start())
    for found in CITATION.finditer(masked):
        keys = tuple((key[1].strip("{}"), found.start() + key.start()) for key in KEY.finditer(found[0]))
        label = noted.get(masked.count("\n", 0, found.start()) + 1, "")
        read = calls.get(label, found.start()) if label else found.start()
        text = CONTINUED.sub(" ", found[0])
        yield Citation(found.start(), found.end(), text, keys, bool(label), (read, found.start()))


def own_notes(source: str, body_line: int) -> Iterator[tuple[int, int]]:
    """The notes that say more than citations, each by its place in the reading order of `Citation.order`: behind the
    citations that stand in it."""
    masked, noted = _masked(source, body_line)
    bodies: dict[str, str] = {}
    for number, line in enumerate(masked.split("\n"), start=1):
        if number in noted:
            bodies[noted[number]] = f"{bodies.get(noted[number], '')}\n{DEFINITION.sub('', line)}"
    calls: dict[str, int] = {}
    for call in REFERENCE.finditer(masked):
        calls.setdefault(fold(call[1]), call.start())
    for label, start in calls.items():
        if any(character.isalpha() for character in CITATION.sub("", bodies.get(label, ""))):
            yield start, len(source)


def sections(source: str, body_line: int) -> Iterator[tuple[int, int]]:
    """The headings of the highest level that there is, each by its place in the reading order of `Citation.order`."""
    masked, _ = _masked(source, body_line)
    headings = [(len(match["signs"]), match.start()) for match in HEADING.finditer(masked)]
    headings += [(1 + (match["line"][0] == "-"), match.start()) for match in UNDERLINED.finditer(masked)]
    top = min((level for level, _ in headings), default=0)
    yield from ((start, 0) for level, start in sorted(headings, key=lambda each: each[1]) if level == top)


def _masked(source: str, body_line: int) -> tuple[str, dict[int, str]]:
    """The source with all that is no prose blanked, so that offsets stay, and the lines that belong to notes with the
    notes' labels."""
    lines = [" " * len(line) for line in source.split("\n")]
    noted: dict[int, str] = {}
    within, blank = "", True
    for number, line in prose(source, body_line):
        if start := DEFINITION.match(line):
            within = fold(start[1])
        elif line.strip() and not line.startswith((" ", "\t")) and (blank or NEW_BLOCK.match(line)):
            within = ""
        blank = not line.strip()
        if within:
            noted[number] = within
        lines[number - 1] = CODE.sub(lambda code: " " * len(code[0]), line)
    return "\n".join(lines), noted
