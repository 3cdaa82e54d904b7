"""Note labels in the source text: what pandoc drops in silence. Source in, `Labels` out; pure.

pandoc keeps the first definition of a label, and drops an orphan and every reference inside a note. The labels are
therefore read a second time, by a path of their own: line by line, outside fenced code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressbuild.diagnostics import Diagnostic, Place, found

DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]+)\](?!:)")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Labels:
    """`defined` gives the place of each label's first definition, `orphans` the labels without a reference, in the
    order of the file; `findings` are duplicates, nested notes and orphans."""

    defined: dict[str, Place]
    orphans: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def scan(source: str, body_line: int, name: str) -> Labels:
    """The labels of a manuscript's notes, and what is wrong with them."""
    defined: dict[str, Place] = {}
    used: set[str] = set()
    findings: list[Diagnostic] = []
    within = ""
    for number, line in _prose(source, body_line):
        if start := DEFINITION.match(line):
            within = start[1]
            place = Place(name, number, line.index("[") + 1)
            if within in defined:
                message = f"[^{within}] is defined a second time; the first is in line {defined[within].line}"
                findings.append(found("note-duplicate", message, place, "give it a label of its own"))
            defined.setdefault(within, place)
        elif line.strip() and not line.startswith((" ", "\t")):
            within = ""
        for reference in REFERENCE.finditer(_without_code(line), start.end() if start else 0):
            if within:
                message = f"the note [^{within}] refers to the note [^{reference[1]}]"
                place = Place(name, number, reference.start() + 1)
                findings.append(found("note-nested", message, place, "write the second note's text into the first"))
            used.add(reference[1])
    front = "\n".join(source.split("\n")[: body_line - 1])
    used |= set(REFERENCE.findall(front))
    orphans = tuple(label for label in defined if label not in used)
    findings += [_orphan(label, defined[label]) for label in orphans]
    return Labels(defined, orphans, tuple(findings))


def _orphan(label: str, place: Place) -> Diagnostic:
    hint = f"put [^{label}] where the note belongs, or allow note-orphan to print it without a reference"
    return found("note-orphan", f"nothing refers to the note [^{label}]", place, hint)


def _prose(source: str, body_line: int) -> Iterator[tuple[int, str]]:
    """The numbered lines of the body outside fenced code."""
    fence = ""
    for number, line in enumerate(source.split("\n"), start=1):
        if number < body_line:
            continue
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            yield number, line


def _without_code(line: str) -> str:
    """The line with code spans blanked, so that columns stay."""
    return CODE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
