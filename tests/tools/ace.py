"""EPUB in, the accessibility violations that Ace by DAISY finds out (npm @daisy/ace-cli, in the system's Chromium)."""

import json
import tempfile
from pathlib import Path
from typing import Any

from msgspec import Struct
from playwright._impl._driver import compute_driver_executable

from tests.tools import BrokenTool, node_module, program, run
from tests.tools.browser import CHROMIUM


class Violation(Struct, frozen=True):
    """`impact` is critical, serious, moderate or minor; `rule` one of Ace's or axe's; `path` a file of the book."""

    impact: str
    rule: str
    path: str
    text: str


def violations(epub: Path) -> list[Violation]:
    """All violations, whatever their impact."""
    # Ace 1.4 wants Node 20, Debian 12 has 18: Playwright brings one of its own.
    node: str
    node, _ = compute_driver_executable()
    with tempfile.TemporaryDirectory() as folder:
        command: list[str | Path] = [
            node,
            node_module("@daisy/ace-cli/bin/ace.js"),
            "--silent",
            "--exiterror2",
            "--force",
        ]
        run(
            [*command, "--tempdir", f"{folder}/work", "--outdir", folder, epub],
            statuses=(0, 2),  # 2: the book fails; 1: Ace crashed
            PUPPETEER_EXECUTABLE_PATH=program(*CHROMIUM),
        )
        report = Path(folder, "report.json")
        if not report.is_file():
            raise BrokenTool("Ace wrote no report")
        return _read(json.loads(report.read_text(encoding="utf-8")))


def _read(report: dict[str, Any]) -> list[Violation]:
    found = []
    for page in report["assertions"]:
        for assertion in page["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            path = page["earl:testSubject"]["url"]
            found.append(Violation(test["earl:impact"], test["dct:title"], path, result["dct:description"]))
    return found
