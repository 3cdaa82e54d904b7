"""Where findings stand: each has a place, so that what shows them in their files shows them all."""

from pathlib import Path

import pytest

from pressbuild.diagnostics import Place, found
from pressbuild.press import shown
from pressbuild.proofreading import Reader, findings
from pressbuild.rules import RULES
from tests.desk import write


def test_a_finding_without_a_place_has_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "title-repeated", lambda _: [found("title-repeated", "nobody knows where")])
    path = write(tmp_path, "---\ntitle: Small beer\n---\nBeer.\n")
    [finding] = findings(path, Reader())
    assert finding.place == Place(shown(path), 1, 1)


def test_notes_that_cannot_stand_at_the_foot_have_the_place_of_the_first(tmp_path: Path) -> None:
    head = "---\ntitle: Rope\nnotes: [foot, by-section]\n---\n"
    path = write(tmp_path, f"{head}One.[^a]\n\n## Head\n\nTwo.[^b]\n\n[^a]: First of them.\n\n[^b]: Second of them.\n")
    [finding] = findings(path, Reader())
    assert (finding.code, finding.place) == ("notes-at-end", Place(shown(path), 11, 1))
