"""The report of an import after an editor's answers: what he settled and the text as he wants it in, the report and the
findings that are true of that text out. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from pressbuild.diagnostics import WARNING, Diagnostic, Place, as_json
from pressbuild.importers.account.account import gone
from pressbuild.importers.account.written import called
from pressbuild.importers.source import Imported

OF_A_NOTE = re.compile(r"note (\d+)\b|the text refers to note (\d+),")
HEADING = re.compile(r"“(.*)” is a heading", re.DOTALL)
NO_LETTER = re.compile(r"\[\^\d+\]|[\W_]")
SURE = 1.0


class Decided(Struct):
    """What an editor has decided so far: the findings that are none any more; by their index in the report the marks
    that he took back or agreed to and the parts that he wants in the text after all; the headings that are none."""

    findings: list[Diagnostic] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    agreed: set[int] = field(default_factory=set)
    restored: set[int] = field(default_factory=set)
    headings: list[str] = field(default_factory=list)


def settled(imported: Imported, decided: Decided, wanted: str) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The report and the findings of an import whose text is to be `wanted`."""
    former, now = called(imported.markdown), called(wanted)
    gained = {number for number in now if number not in former}
    lost = {number for number in former if number not in now}
    over = [finding for finding in imported.findings if _is_over(finding, gained, lost)]
    gone = [*decided.findings, *over, *(_refused(imported.findings, decided.headings) if imported.flattened else ())]
    new = _orphans(imported.report, decided, lost)
    report = _report(imported.report, decided, now, gained)
    shown = [as_json(finding) for finding in gone]
    kept = [finding for finding in report["diagnostics"] if finding not in shown]
    report["diagnostics"] = [*map(as_json, new), *kept]
    return report, (*new, *(finding for finding in imported.findings if finding not in gone))


def _is_over(finding: Diagnostic, gained: Collection[int], lost: Collection[int]) -> bool:
    """Does a finding say that a note lacks its mark, which it has now, or that a mark lacks its note, which is gone?"""
    named = OF_A_NOTE.match(finding.message)
    number = int(named[1] or named[2]) if named else 0
    return (finding.code == "note-orphan" and number in gained) or (finding.code == "note-missing" and number in lost)


def _refused(findings: Sequence[Diagnostic], headings: Sequence[str]) -> Iterator[Diagnostic]:
    """The findings that say of lines that they are headings, which the editor has taken back: one for each."""
    left = Counter(NO_LETTER.sub("", heading) for heading in headings)
    for finding in findings:
        named = HEADING.fullmatch(finding.message)
        letters = NO_LETTER.sub("", named[1]) if named else ""
        if named and left[letters]:
            left[letters] -= 1
            yield finding


def _orphans(report: Mapping[str, Any], decided: Decided, lost: Collection[int]) -> tuple[Diagnostic, ...]:
    """The notes that nothing calls any more since the editor took their marks back or wrote them away."""
    bodies = {body["number"] for body in report["bodies"]}
    found = []
    for index, note in enumerate(report["notes"]):
        if note["number"] in bodies & set(lost):
            printed = note.get("printed") or note["number"]
            why = f"you have left “{printed}” as it is" if index in decided.refused else "you have taken it out"
            message = f"note {note['number']} has no mark in the text: {why}"
            place = Place(str(report["source"]["path"]), note["line"], note["column"]) if note.get("line") else None
            hint = f"put [^{note['number']}] where it belongs"
            found.append(Diagnostic("note-orphan", message, place, hint, WARNING))
    return tuple(found)


def _report(former: Mapping[str, Any], decided: Decided, now: Counter[int], gained: Collection[int]) -> dict[str, Any]:
    notes = [_agreed(note) if n in decided.agreed else note for n, note in enumerate(former["notes"])]
    report = {**former, "notes": _still(notes, decided.refused, now)}
    report["missing"] = [gap for gap in former.get("missing", ()) if gap["number"] not in now]
    if gained:
        report["placed"] = [{"number": number} for number in sorted(gained)]
    headings = list(former["headings"])
    for text in decided.headings:
        first = next((heading for heading in headings if heading.get("text") == text), None)
        headings = [heading for heading in headings if heading is not first]
    report["headings"] = headings
    if left_out := former["words"].get("left_out"):
        kept = [part for n, part in enumerate(left_out) if n not in decided.restored]
        report["words"] = {**former["words"], "gone": gone(kept), "left_out": kept}
    return report


def _agreed(note: Mapping[str, Any]) -> dict[str, Any]:
    return {**note, "confidence": SURE, "evidence": [*note["evidence"], "confirmed in the dialogue"]}


def _still(notes: Sequence[Mapping[str, Any]], refused: Collection[int], now: Counter[int]) -> list[Mapping[str, Any]]:
    """The marks that the text still has."""
    return [note for n, note in enumerate(notes) if n not in refused and now[note["number"]]]
