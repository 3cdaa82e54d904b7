"""`quotes`, `show` and `doctor` as a person calls them."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.desk import call, write

TEXT = "---\ntitle: T\n---\nWords with a ‘mark’ and a note.[^1]\n\n[^1]: The ‘=note’ of it.\n"
WARNED = "---\ntitle: T\ncsl: x\n---\nText.\n"


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, TEXT)
    return tmp_path


def test_quotes(press: Path) -> None:
    table = call(press, "quotes", "manuscript/essay.md")
    assert table.status == 0
    assert table.out.splitlines()[0].split() == ["place", "role", "sure", "reason", "words"]
    entries = json.loads(call(press, "quotes", "manuscript/essay.md", "--format", "json").out)
    assert [(e["line"], e["column"], e["text"]) for e in entries] == [(4, 14, "mark"), (6, 11, "=note")]
    rows = list(csv.DictReader(StringIO(call(press, "quotes", "manuscript/essay.md", "--format", "csv").out)))
    assert [row["text"] for row in rows] == ["mark", "'=note"]


def test_what_a_quotation_cites(tmp_path: Path) -> None:
    """In the ledger, and for programs in web page and EPUB; nobody reads it in print."""
    cited = '[‘a fair wind’]{.quote cite="Ames & Barr, \'1640\'"}, [“ale”]{.term cite="=1+1"}'
    write(tmp_path, f"---\ntitle: T\n---\nShe had {cited}, and ‘no’.\n")
    name = "manuscript/essay.md"
    entries = json.loads(call(tmp_path, "quotes", name, "--format", "json").out)
    assert [entry["cite"] for entry in entries] == ["Ames & Barr, '1640'", "=1+1", ""]
    rows = list(csv.DictReader(StringIO(call(tmp_path, "quotes", name, "--format", "csv").out)))
    assert [row["cite"] for row in rows] == ["Ames & Barr, '1640'", "'=1+1", ""]
    head, first, *_ = call(tmp_path, "quotes", name).out.splitlines()
    assert (head.split()[-1], first.endswith("a fair wind  Ames & Barr, '1640'")) == ("cite", True)
    done = call(tmp_path, "all", "--edition", "html", "--edition", "epub", "--edition", "pdf")
    assert done.status == 0, done.err
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert """class="quotation quote" data-cite="Ames &amp; Barr, '1640'">‘a fair wind’<""" in page


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    write(tmp_path, f"---\ntitle: T\n---\nHe said “{start}SUM(1)” aloud.\n")
    [row] = csv.DictReader(StringIO(call(tmp_path, "quotes", "manuscript/essay.md", "--format", "csv").out))
    assert row["text"] == f"'{start}SUM(1)"


def test_quotes_of_none(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nNone.\n")
    for form, out in (("json", "[]\n"), ("csv", "")):
        assert call(tmp_path, "quotes", "manuscript/essay.md", "--format", form).out == out
    assert call(tmp_path, "quotes", "manuscript/essay.md").status == 0


def test_quotes_of_a_manuscript_with_errors(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nA ‘mark’.[^9] ![x](gone.png)\n")
    assert call(tmp_path, "quotes", "manuscript/essay.md").status == 0


@pytest.mark.parametrize("stage", ["source", "document", "edition", "xhtml"])
@pytest.mark.parametrize("text", [TEXT, "A ‘mark’.[^9] ![x](gone.png)\n"])
def test_show(tmp_path: Path, stage: str, text: str) -> None:
    path = write(tmp_path, text)
    done = call(tmp_path, "show", path, "--stage", stage)
    assert done.status == 0
    if stage == "source":
        assert done.out == text
    elif stage == "xhtml":
        assert "<p>" in done.out
    else:
        assert json.loads(done.out)["type"] == "Document"


def test_doctor(tmp_path: Path) -> None:
    done = call(tmp_path, "doctor")
    assert done.status == 0
    assert "ok       pandoc: 3." in done.out
