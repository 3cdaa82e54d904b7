"""A page shown in Chromium in, axe-core's accessibility violations out (WCAG 2.2 AA and best practices)."""

from typing import TYPE_CHECKING

from msgspec import Struct

from tests.tools import BrokenTool, node_module

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Violation(Struct, frozen=True):
    """`nodes` are CSS selectors of the elements that break `rule`."""

    impact: str
    rule: str
    text: str
    nodes: tuple[str, ...]


def violations(page: "Page", tags: tuple[str, ...] = TAGS) -> list[Violation]:
    """All violations on the page as it is now: its width, its colour scheme, what is open on it."""
    page.evaluate(node_module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    report = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", list(tags))
    if not report["passes"] and not report["violations"]:
        raise BrokenTool("axe looked at nothing")
    return [
        Violation(
            str(entry["impact"]), entry["id"], entry["help"], tuple(str(node["target"][0]) for node in entry["nodes"])
        )
        for entry in report["violations"]
    ]
