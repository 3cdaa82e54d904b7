"""Vale: a manuscript in, the findings of the press's own Vale styles out, at their places in it. Runs Vale.

Vale reads prose by rules that a press keeps in its own `.vale.ini` and `styles/`; it is a program of its own, and one
that a machine may lack.
"""

import json
import subprocess
from itertools import islice
from shutil import which
from typing import Any
from unicodedata import normalize

from pressbuild.diagnostics import Diagnostic, MachineLacks, Place, PressError, Severity, found
from pressbuild.manuscript import Manuscript

CONFIGURATION = ".vale.ini"
LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "suggestion": Severity.NOTE}
LONGEST = 60  # seconds


def read_with_vale(manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """What Vale says of a manuscript. Raises `PressError` where the press has no configuration or Vale cannot read it,
    `MachineLacks` where Vale is not installed."""
    program = which("vale")
    if program is None:
        raise MachineLacks("Vale is not installed", "https://vale.sh/docs/install, or check without --vale")
    configuration = manuscript.press / CONFIGURATION
    if not configuration.is_file():
        hint = "Vale reads there which styles to use: https://vale.sh/docs/vale-ini"
        raise PressError(found("not-found", f"the press folder has no {CONFIGURATION}", hint=hint))
    command = [program, f"--config={configuration}", "--output=JSON", "--no-exit", str(manuscript.path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=LONGEST)
        return tuple(_finding(alert, manuscript) for alert in _alerts(done))
    except subprocess.TimeoutExpired:
        raise PressError(found("not-readable", f"Vale came to no end in {LONGEST} seconds")) from None
    except (ValueError, AttributeError, TypeError, KeyError):
        lines = filter(None, map(str.strip, f"{done.stderr}\n{done.stdout}".split("\n")))
        why = " ".join(islice(lines, 3)) or f"it ended with {done.returncode}"
        raise PressError(found("not-readable", f"Vale cannot read {manuscript.name}: {why}")) from None


def _alerts(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    """What Vale found. Raises `ValueError` where it has failed: with --no-exit, it ends otherwise for no finding."""
    if done.returncode:
        raise ValueError(done.stderr)
    return [alert for each in json.loads(done.stdout.strip() or "{}").values() for alert in each]


def _finding(alert: dict[str, Any], manuscript: Manuscript) -> Diagnostic:
    """One of Vale's alerts as a finding; the rule that it broke stands before its message."""
    line = int(alert["Line"])
    place = Place(manuscript.name, line, _column(manuscript, line, int(alert["Span"][0]), alert.get("Match", "")))
    level = LEVELS.get(alert["Severity"], Severity.WARNING)
    return Diagnostic("vale", f"{alert['Check']}: {alert['Message']}", place, _hint(alert), level)


def _column(manuscript: Manuscript, line: int, column: int, match: str) -> int:
    """Where the words stand in the composed text."""
    lines = manuscript.source.split("\n")
    text = manuscript.typed.get(line, lines[line - 1] if line <= len(lines) else "")
    return len(normalize("NFC", text[: _typed(text, column, match) - 1])) + 1


def _typed(text: str, column: int, match: str) -> int:
    """Where the words stand in their line as it was typed. Vale looks at a text whose markup is gone and maps its
    places back, not always rightly, so the words themselves are looked for, the nearest first; of words that go on in
    the next line, those of this one."""
    here = match.split("\n", 1)[0].rstrip()
    if not here or text.startswith(here, column - 1):
        return min(max(column, 1), len(text) + 1)
    places = [index + 1 for index in range(len(text)) if text.startswith(here, index)]
    return min(places, key=lambda place: abs(place - column), default=1)


def _hint(alert: dict[str, Any]) -> str:
    """What the rule proposes, where its action says what would come of it; else where it is explained."""
    action = alert.get("Action") or {}
    words = " or ".join(action.get("Params") or ())
    if action.get("Name") == "replace" and words:
        return f"write {words}"
    if action.get("Name") == "remove":
        return "leave it out"
    return str(alert.get("Link") or "")
