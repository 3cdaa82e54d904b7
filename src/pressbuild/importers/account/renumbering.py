"""An import whose notes have other numbers in the manuscript than in the source: it and the labels that a merge kept
in, the same with the manuscript's numbers in its report and its findings out. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic
from pressbuild.importers.source import Imported

NAMED = re.compile(r"“[^”]*”|(?P<lead>\bnote |\[\^)(?P<number>\d+)(?!\d)")
OF_THE_LIST = frozenset(("note-order", "note-duplicate"))  # what these say is of the source's own list
LISTS = ("notes", "bodies", "missing", "repeated")


def renumbered(imported: Imported, labels: Mapping[str, str]) -> Imported:
    """An import with the numbers that its notes have under other `labels`; what is `printed` in the source stays."""
    numbers = {int(a): int(b) for a, b in labels.items() if a != b and a.isdigit() and b.isdigit()}
    if not numbers:
        return imported
    report = dict(imported.report)
    for name in LISTS:
        report[name] = [_numbered(one, numbers) for one in report.get(name, ())]
    report["diagnostics"] = [_said(one, numbers) for one in report["diagnostics"]]
    findings = tuple(_finding(finding, numbers) for finding in imported.findings)
    return replace(imported, report=report, findings=findings)


def _numbered(one: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    number = one["number"]
    return {**one, "number": numbers.get(number, number)}


def _finding(finding: Diagnostic, numbers: Mapping[int, int]) -> Diagnostic:
    if _is_of_the_list(finding.code, finding.message):
        return finding
    return replace(finding, message=_named(finding.message, numbers), hint=_named(finding.hint, numbers))


def _said(one: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    if _is_of_the_list(one["code"], one["message"]):
        return dict(one)
    return {**one, "message": _named(one["message"], numbers), "hint": _named(one["hint"] or "", numbers)}


def _is_of_the_list(code: str, message: str) -> bool:
    return code in OF_THE_LIST or message.startswith("the list")


def _named(text: str, numbers: Mapping[int, int]) -> str:
    """A message with other numbers of notes, but in what it quotes."""

    def other(found: re.Match[str]) -> str:
        if found["number"] is None:
            return found[0]
        return f"{found['lead']}{numbers.get(int(found['number']), found['number'])}"

    return NAMED.sub(other, text)
