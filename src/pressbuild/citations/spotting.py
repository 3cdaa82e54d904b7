"""Citations in a manuscript's source: the text in, where each stands out; pure.

pandoc's syntax (its manual, “Citation syntax”): `[see @key, p. 3; @other]`, `@key [p. 4]`, `@key`. Code, comments and
the front matter hold none, and no address does.
"""

import re
from collections.abc import Container, Iterator

from msgspec import Struct

from pressbuild.faircopy.definitions import ADDRESS as ADDRESSED
from pressbuild.faircopy.definitions import DEFINED
from pressbuild.manuscript.prose import CODE, DEFINITION, NEW_BLOCK, REFERENCE, blanked, fold, prose

NAME = r"(?:\{[^{}\s]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
KEY = re.compile(rf"(?<![\w\\@/.])-?@({NAME})")
# In brackets, on lines of one paragraph, and others within these that cite nothing.
ON = r"\\.|\n(?![ \t>]*\n)|"
WITHIN = rf"(?:{ON}[^\[\]\\\n]|\[(?!\^)(?:{ON}[^\[\]\\\n@])*\])"
# What makes a link or a span of the brackets before it (CommonMark 6.3; pandoc’s `bracketed_spans`).
ADDRESS = (
    r"\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
ATTRIBUTES = r"\{(?:\s*(?:[.#][^\s{}]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]*)|-))*\s*\}"
CITATION = re.compile(
    rf"(?<!\\)\[(?!\^)(?={WITHIN}*?(?<![\w\\@/.])@[\w{{]){WITHIN}+\](?!{ADDRESS}|{ATTRIBUTES})"
    rf"|(?<![\w\\@/.-])@{NAME}(?P<more>(?:[ ]*|\n(?![ \t>]*\n)[ \t>]*)\[(?!\^){WITHIN}+\](?!{ADDRESS}|{ATTRIBUTES}))?"
)
LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]")
# In brackets from the beginning, behind “see” or with a page behind it: nobody's handle.
BRACKETED = re.compile(
    rf"^(?:@{NAME}\s?)?\[(?:-?@|(?:see|cf|e\.\s?g|vgl|siehe|voir)\b[^@]*@)|@{NAME}(?:,|\s?\[)\s*(?:\w+\.?\s*)?\d",
    re.IGNORECASE,
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
    prose_only = _prose(source, body_line)
    masked, noted, calls = prose_only.masked, prose_only.noted, prose_only.calls
    for start, end in _spotted(masked):
        keys = tuple((key[1].strip("{}"), key.start()) for key in KEY.finditer(masked, start, end))
        label = noted.get(masked.count("\n", 0, start) + 1, "")
        read = calls.get(label, start) if label else start
        text = CONTINUED.sub(" ", prose_only.text[start:end])
        yield Citation(start, end, text, keys, bool(label), (read, start))


def own_notes(source: str, body_line: int) -> Iterator[tuple[int, int]]:
    """The notes that say more than citations, each by its place in the reading order of `Citation.order`: behind the
    citations that stand in it."""
    prose_only = _prose(source, body_line)
    bodies: dict[str, str] = {}
    for number, line in enumerate(prose_only.masked.split("\n"), start=1):
        if label := prose_only.noted.get(number):
            bodies[label] = f"{bodies.get(label, '')}\n{DEFINITION.sub('', line)}"
    for label, start in prose_only.calls.items():
        if any(character.isalpha() for character in CITATION.sub("", bodies.get(label, ""))):
            yield start, len(source)


def sections(source: str, body_line: int) -> Iterator[tuple[int, int]]:
    """The headings of the highest level that there is, each by its place in the reading order of `Citation.order`."""
    masked = _prose(source, body_line).masked
    headings = [(len(match["signs"]), match.start()) for match in HEADING.finditer(masked)]
    headings += [(1 + (match["line"][0] == "-"), match.start()) for match in UNDERLINED.finditer(masked)]
    top = min((level for level, _ in headings), default=0)
    yield from ((start, 0) for level, start in sorted(headings, key=lambda each: each[1]) if level == top)


def _spotted(masked: str) -> Iterator[tuple[int, int]]:
    """Where citations begin and end. Brackets that refer to an address, `[@ames][here]`, are a link, in whose text a
    key may stand; `[@ames]` is one where `[@ames]: https://…` says so."""
    addressed = {fold(match["label"]) for match in _addresses(masked)}
    at = 0
    while found := CITATION.search(masked, at):
        start, end = found.span()
        if found["more"] and (_refers(masked, end, addressed) or fold(found["more"].strip(" []\n")) in addressed):
            end = found.start("more")
        elif masked[start] == "[" and _refers(masked, end, addressed):
            at = start + 1
            continue
        at = end
        if fold(found[0][1:-1]) not in addressed:
            yield start, end


def _addresses(masked: str) -> Iterator[re.Match[str]]:
    """The definitions of addresses that links refer to."""
    for line in re.finditer(r"^.*\]:.*$", masked, re.MULTILINE):
        match = DEFINED.match(masked, line.start(), line.end())
        if match and ADDRESSED.search(match["target"]):
            yield match


def _refers(masked: str, end: int, addressed: Container[str]) -> bool:
    """Do brackets that end here refer to an address?"""
    label = LABEL.match(masked, end)
    return label is not None and fold(label[1]) in addressed


class _Prose(Struct, frozen=True):
    """A source in which all that is no prose is blanked, so that offsets stay (`text`), and code too (`masked`); the
    lines that belong to notes with the notes' labels; where each note is called first."""

    text: str
    masked: str
    noted: dict[int, str]
    calls: dict[str, int]


def _prose(source: str, body_line: int) -> _Prose:
    lines = [" " * len(line) for line in source.split("\n")]
    bare = lines.copy()
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
        lines[number - 1] = line
        bare[number - 1] = CODE.sub(blanked, line)
    masked = "\n".join(bare)
    calls: dict[str, int] = {}
    for call in REFERENCE.finditer(masked):
        calls.setdefault(fold(call[1]), call.start())
    return _Prose("\n".join(lines), masked, noted, calls)
