"""Findings as a log in SARIF 2.1.0 (OASIS standard, section 3): diagnostics in, plain JSON values out."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from pressbuild.cli.explanations import explanations
from pressbuild.cli.printing import sentences
from pressbuild.diagnostics import CODES, Diagnostic


def log(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The log of some findings: one run, with a rule for each code that was found."""
    used = sorted({d.code for d in diagnostics})
    rules = [_rule(code) for code in used]
    driver = {"name": "pressbuild", "version": version("pressbuild"), "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(d, used.index(d.code)) for d in diagnostics],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    """A rule with what docs/diagnostics.md says of it, for readers of the log show that beside a finding (3.49.8 to
    3.49.14). There is no `helpUri`: the documentation has no address."""
    rule: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": CODES[code].summary},
        "defaultConfiguration": {"level": str(CODES[code].severity)},
    }
    if said := explanations().get(code):
        rule["fullDescription"] = {"text": said.meaning}
        rule["help"] = {"text": said.text, "markdown": said.markdown}
    return rule


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": str(diagnostic.severity),
        "message": {"text": sentences(diagnostic)},
    }
    if place := diagnostic.place:
        # Without an end it would be the rest of the line (3.30.8); the caret stands below one character.
        region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + 1}
        location = {"artifactLocation": {"uri": quote(place.file)}, "region": region}
        result["locations"] = [{"physicalLocation": location}]
    if diagnostic.fixes:
        result["fixes"] = [_fix(diagnostic)]
    return result


def _fix(diagnostic: Diagnostic) -> dict[str, Any]:
    """The safe changes of a finding (SARIF 2.1.0, 3.55): what is deleted, by its place, and what is inserted."""
    files: dict[str, list[dict[str, Any]]] = {}
    for fix in diagnostic.fixes:
        region = {
            "startLine": fix.place.line,
            "startColumn": fix.place.column,
            "endLine": fix.place.line,
            "endColumn": fix.place.column + len(fix.old),
        }
        change = {"deletedRegion": region, "insertedContent": {"text": fix.new}}
        files.setdefault(fix.place.file, []).append(change)
    changes = [
        {"artifactLocation": {"uri": quote(file)}, "replacements": replacements} for file, replacements in files.items()
    ]
    return {"description": {"text": diagnostic.hint or diagnostic.message}, "artifactChanges": changes}
