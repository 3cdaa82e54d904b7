"""SARIF: what `check --format sarif` prints has the structure of OASIS SARIF 2.1.0: the properties that the standard
requires, none that it does not know, indices and places that exist."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from pressbuild.cli.explanations import explanations
from pressbuild.cli.sarif import log
from pressbuild.diagnostics import CODES, found
from tests.desk import call, write
from tests.golden import cases

# Of each object of the standard that we write: its required and its other properties (SARIF 2.1.0, section 3).
REQUIRED: dict[str, tuple[str, str]] = {
    "sarifLog": ("version runs", "$schema"),
    "run": ("tool", "results columnKind"),
    "tool": ("driver", ""),
    "toolComponent": ("name", "version rules"),
    "reportingDescriptor": ("id", "shortDescription fullDescription help defaultConfiguration"),
    "multiformatMessageString": ("text", "markdown"),
    "reportingConfiguration": ("", "level"),
    "result": ("message", "ruleId ruleIndex level locations fixes"),
    "message": ("text", ""),
    "location": ("", "physicalLocation"),
    "physicalLocation": ("artifactLocation", "region"),
    "artifactLocation": ("uri", ""),
    "region": ("startLine", "startColumn endLine endColumn"),
    "fix": ("artifactChanges", "description"),
    "artifactChange": ("artifactLocation replacements", ""),
    "replacement": ("deletedRegion", "insertedContent"),
    "artifactContent": ("text", ""),
}
INSIDE = {
    ("sarifLog", "runs"): "run",
    ("run", "tool"): "tool",
    ("run", "results"): "result",
    ("tool", "driver"): "toolComponent",
    ("toolComponent", "rules"): "reportingDescriptor",
    ("reportingDescriptor", "shortDescription"): "multiformatMessageString",
    ("reportingDescriptor", "fullDescription"): "multiformatMessageString",
    ("reportingDescriptor", "help"): "multiformatMessageString",
    ("reportingDescriptor", "defaultConfiguration"): "reportingConfiguration",
    ("result", "message"): "message",
    ("result", "locations"): "location",
    ("result", "fixes"): "fix",
    ("location", "physicalLocation"): "physicalLocation",
    ("physicalLocation", "artifactLocation"): "artifactLocation",
    ("physicalLocation", "region"): "region",
    ("fix", "description"): "message",
    ("fix", "artifactChanges"): "artifactChange",
    ("artifactChange", "artifactLocation"): "artifactLocation",
    ("artifactChange", "replacements"): "replacement",
    ("replacement", "deletedRegion"): "region",
    ("replacement", "insertedContent"): "artifactContent",
}
LISTS = frozenset("runs results rules locations fixes artifactChanges replacements".split())
NEVER_EMPTY = frozenset("artifactChanges replacements".split())
LEVELS = frozenset("none note warning error".split())


def hold(kind: str, value: dict[str, Any]) -> None:
    """An object and everything in it are as the standard has them."""
    required, others = (set(names.split()) for names in REQUIRED[kind])
    assert required <= value.keys() <= required | others, kind
    for key, inner in value.items():
        assert isinstance(inner, list) == (key in LISTS), key
        assert inner or key not in NEVER_EMPTY, key
        if name := INSIDE.get((kind, key)):
            for each in inner if isinstance(inner, list) else [inner]:
                hold(name, each)
    if kind == "region":
        assert all(isinstance(number, int) and number >= 1 for number in value.values())
        end = value.get("endLine", value["startLine"]), value.get("endColumn", value.get("startColumn", 1))
        assert end >= (value["startLine"], value.get("startColumn", 1))
    assert value.get("level", "none") in LEVELS


TEXTS = [case.input for case in cases("errors") if not case.options and "\x00" not in case.input]


@pytest.mark.parametrize("text", TEXTS[::3])
def test_every_log_is_one_of_the_standard(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    log = json.loads(call(tmp_path, "check", "--format", "sarif").out)
    hold("sarifLog", log)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        for location in result.get("locations", ()):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii()
            assert (tmp_path / unquote(uri)).exists()


def test_every_code_is_explained_where_a_log_is_read() -> None:
    """What GitHub and editors show beside a finding is the section of docs/diagnostics.md (SARIF 2.1.0, 3.49)."""
    rules = log([found(code, "so it is") for code in CODES])["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    for rule in rules:
        assert rule["fullDescription"]["text"].endswith((".", ":", "`")), rule["id"]
        assert "\n" not in rule["fullDescription"]["text"]
        assert rule["help"]["markdown"].startswith(rule["help"]["text"][:20])
        assert "](" not in rule["help"]["markdown"].replace("](https://", "") or "```" in rule["help"]["markdown"]
        assert "```" not in rule["help"]["text"]
    [nested] = [rule for rule in rules if rule["id"] == "note-nested"]
    assert "```markdown\nSmall.[^a] Cheap.[^b]" in nested["help"]["markdown"]
    assert "Better:" in nested["help"]["text"]


def test_links_to_other_pages_are_words() -> None:
    said = explanations()
    assert "draft the term sheet and sign" in said["quote-drift"].markdown
    assert "[vale.sh](https://vale.sh)" in said["vale"].markdown
    assert explanations().keys() == CODES.keys()
