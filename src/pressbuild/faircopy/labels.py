"""Note labels in the source text: what pandoc drops in silence. Source in, `Labels` out; pure.

pandoc keeps the first definition of a label, drops an orphan and every reference inside a note, and comes to no end
where a note refers to itself. The labels are therefore read a second time, by a path of their own: line by line,
outside comments and fenced code. Case does not tell labels apart (commonmark-hs).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressbuild.diagnostics import Diagnostic, Place, found

DEFINITION = re.compile(r"(?:\s*(?:>|[-+*:]\s|\d{1,9}[.)]\s))*\s{0,3}\[\^([^\]\s]+)\]:")
REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
FENCE = re.compile(r"(\s*)(`{3,}(?=[^`]*$)|~{3,})(.*)")
WRAPPER = re.compile(r"(?:\s*(?:>|[-+*:]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:))+")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
CAPTION = re.compile(r"""(?<=[\s{])caption=(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
NOT_NEWLINE = re.compile(r"[^\n]")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
NEW_BLOCK = re.compile(r" {0,3}(#{1,6}\s|>|:::|[-+*]\s|\d{1,9}[.)]\s|(\*\s*){3,}$|(-\s*){3,}$|(_\s*){3,}$)")


@dataclass(frozen=True, slots=True)
class Labels:
    """`defined` gives the place of each label's first definition, `unused` the labels without a reference, in the
    order of the file; `nested` are the references inside notes; `findings` are duplicates and nested notes. Labels
    are folded to one case."""

    defined: dict[str, Place]
    unused: tuple[str, ...]
    nested: tuple[Place, ...]
    findings: tuple[Diagnostic, ...]


def fold(label: str) -> str:
    """A label as it is compared."""
    return label.casefold()


def scan(source: str, body_line: int, name: str) -> Labels:
    """The labels of a manuscript's notes, and what is wrong with them."""
    defined: dict[str, Place] = {}
    used: set[str] = set()
    findings: list[Diagnostic] = []
    within, blank = "", True
    for number, line in prose(source, body_line):
        if start := DEFINITION.match(line):
            within = start[1]
            place = Place(name, number, line.index("[") + 1)
            if fold(within) in defined:
                message = f"[^{within}] is defined a second time; the first is in line {defined[fold(within)].line}"
                findings.append(found("note-duplicate", message, place, "give it a label of its own"))
            defined.setdefault(fold(within), place)
        elif line.strip() and not line.startswith((" ", "\t")) and (blank or NEW_BLOCK.match(line)):
            within = ""
        blank = not line.strip()
        for reference in REFERENCE.finditer(_without_code(line), start.end() if start else 0):
            if within:
                message = f"the note [^{within}] refers to the note [^{reference[1]}]"
                place = Place(name, number, reference.start() + 1)
                findings.append(found("note-nested", message, place, "write the second note's text into the first"))
            used.add(fold(reference[1]))
    front = "\n".join(source.split("\n")[: body_line - 1])
    used |= set(map(fold, REFERENCE.findall(front)))
    unused = tuple(label for label in defined if label not in used)
    nested = tuple(finding.place for finding in findings if finding.code == "note-nested" and finding.place)
    return Labels(defined, unused, nested, tuple(findings))


def orphan(label: str, place: Place | None) -> Diagnostic:
    """The finding for a note that nothing refers to."""
    hint = f"put [^{label}] where the note belongs, or allow note-orphan to print it without a reference"
    return found("note-orphan", f"nothing refers to the note [^{label}]", place, hint)


def prose(source: str, body_line: int) -> Iterator[tuple[int, str]]:
    """The numbered lines of the body outside fenced code; comments are blanked, so that columns stay."""
    fence, wrapped = "", False
    for number, line in enumerate(_without_comments(source).split("\n"), start=1):
        if number < body_line:
            continue
        wrapper = WRAPPER.match(line)
        if line.strip() and not line.startswith((" ", "\t")):
            wrapped = wrapper is not None
        mark = FENCE.match(line, wrapper.end() if wrapper else 0)
        if fence:
            if mark and mark[2].startswith(fence) and not mark[3].strip():
                fence = ""
            continue
        if mark and (wrapped or len(mark[1]) < 4):
            fence = mark[2]
        if not mark or DEFINITION.match(line):
            yield number, line


def _without_comments(source: str) -> str:
    """The source with comments blanked, so that columns stay."""
    parts, done = [], 0
    for start, end in comments(source):
        parts += [source[done:start], NOT_NEWLINE.sub(" ", source[start:end])]
        done = end
    return "".join((*parts, source[done:]))


def comments(source: str) -> Iterator[tuple[int, int]]:
    """Where comments stand: one that begins a line may hold empty lines (CommonMark 4.6, 2), one within a line not.

    What was found further on is kept, so that a text full of beginnings is read once.
    """
    start, end, empty = source.find("<!--"), 0, -1
    while start >= 0 and (end := end if end >= start + 4 else source.find("-->", start + 4)) >= 0:
        if empty < start + 4:
            gap = EMPTY_LINE.search(source, start + 4)
            empty = gap.start() if gap else len(source)
        whole = end < empty or _begins_line(source, start)
        if whole:
            yield start, end + 3
        start = source.find("<!--", end + 3 if whole else start + 4)


def _begins_line(source: str, place: int) -> bool:
    lead = source[max(0, place - 4) : place].rstrip(" ")
    indent = min(place, 4) - len(lead)
    return indent < 4 and (lead.endswith("\n") or indent == place)


def _blanked(match: re.Match[str]) -> str:
    return NOT_NEWLINE.sub(" ", match[0])


def _without_code(line: str) -> str:
    """The line with code spans and the captions of attributes blanked, so that columns stay: neither calls a note."""
    line = CODE.sub(_blanked, line) if "`" in line else line
    return CAPTION.sub(_blanked, line) if "caption=" in line else line
