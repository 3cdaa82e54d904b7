"""The report of an import as JSON values, CONTRACT.md's `import --report`: what was found in, plain values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pressbuild.diagnostics import Diagnostic
from pressbuild.importers.front import FrontPage
from pressbuild.importers.headings import Heading
from pressbuild.importers.lines import Block, Lineation
from pressbuild.importers.links import Address
from pressbuild.importers.markevidence import Candidate
from pressbuild.importers.markup import clean
from pressbuild.importers.notemarks import Recovery
from pressbuild.importers.proof import Proof
from pressbuild.importers.source import Source


@dataclass(frozen=True, slots=True)
class Omission:
    """A piece of the source that the manuscript has no longer as words, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a source."""

    source: Source
    lineation: Lineation
    blocks: tuple[Block, ...]
    front: FrontPage
    recovery: Recovery
    headings: tuple[Heading, ...]
    lost: tuple[int, ...]
    links: tuple[Address, ...]
    dashes: tuple[tuple[int, int], ...]
    ellipses: tuple[tuple[int, int], ...]
    omissions: tuple[Omission, ...]
    unlisted: tuple[Candidate, ...] = ()


def report(reading: Reading, proof: Proof, findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """The report of what was found and proved."""
    text, blocks = reading.source.text, reading.blocks
    return {
        "source": {"path": reading.source.name, "sha256": reading.source.sha256, "length": len(text)},
        "words": {"in": proof.words_in, "out": proof.words_out, "left_out": list(_omitted(reading))},
        **_notes(reading),
        "front": [_shown(text, line.start, line.end, line.line, role=line.role) for line in reading.front.lines],
        "headings": [
            _shown(text, blocks[h.first].start, blocks[h.last].end, blocks[h.first].number, level=h.level)
            for h in reading.headings
        ],
        "lost_headings": [{"line": blocks[index].number} for index in reading.lost],
        "links": [{"start": link.start, "end": link.end, "url": link.text} for link in reading.links],
        "dashes": [{"offset": start} for start, _ in reading.dashes],
        "ellipses": [{"offset": start} for start, _ in reading.ellipses],
        "works": [],
        "diagnostics": [_diagnostic(finding) for finding in findings],
    }


def _notes(reading: Reading) -> dict[str, Any]:
    recovery, at = reading.recovery, reading.lineation.at
    return {
        "notes": [
            {"number": m.number, "printed": m.printed, **_place(m.offset, at(m.offset))}
            | {"confidence": m.confidence, "evidence": list(m.evidence)}
            for m in recovery.marks
        ],
        "bodies": [
            {"number": b.number, "printed": b.printed, "start": b.start, "text_start": b.text_start, "end": b.end}
            for b in recovery.bodies
        ],
        "missing": [{"number": m.number, "after": m.after, "before": m.before} for m in recovery.missing],
        "repeated": [{"number": c.number, **_place(c.digit, at(c.digit))} for c in recovery.repeated],
        "rejected": [
            {
                "offset": r.candidate.digit,
                "text": reading.source.text[r.candidate.start : r.candidate.end],
                "why": r.why,
            }
            for r in recovery.rejected
        ],
    }


def _place(offset: int, place: tuple[int, int]) -> dict[str, int]:
    return {"offset": offset, "line": place[0], "column": place[1]}


def _shown(text: str, start: int, end: int, line: int, **more: str | int) -> dict[str, Any]:
    return {**more, "line": line, "text": " ".join(clean(text[start:end]).split())}


def _omitted(reading: Reading) -> Iterable[dict[str, Any]]:
    for omission in reading.omissions:
        line = reading.lineation.at(omission.start)[0]
        shown = _shown(reading.source.text, omission.start, omission.end, line, why=omission.why)
        yield {"start": omission.start, "end": omission.end, **shown}


def _diagnostic(finding: Diagnostic) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": finding.message,
        "hint": finding.hint,
    }
