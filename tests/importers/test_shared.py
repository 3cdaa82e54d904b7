"""The real essay and the flattened books of ../shared, against their gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

BOOKS = ("a-vindication-of-the-rights-of-woman", "on-liberty", "roads-to-freedom", "the-communist-manifesto")


def report(path: Path) -> dict[str, Any]:
    """The report of an import that lost no word."""
    made = import_plain(Source(path.name, path.read_bytes().decode(), "0"))
    proved(made)
    return made.report


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("variant", ["", ".british", ".british.ascii"])
def test_marks_of_the_books(shared: Path, book: str, variant: str) -> None:
    gold = json.loads((shared / "corpus" / f"{book}.json").read_text(encoding="utf-8"))
    got = report(shared / "corpus" / f"{book}{variant}.txt")
    assert [[note["number"], note["offset"]] for note in got["notes"]] == gold["refs"]
    assert len(got["bodies"]) == gold["notes"]
    assert not [d for d in got["diagnostics"] if d["severity"] != "note"]


def test_essay(shared: Path) -> None:
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    got = report(shared / "essay" / "essay.txt")
    assert [(note["number"], note["offset"]) for note in got["notes"]] == [
        (ref["number"], ref["start"]) for ref in gold["note_refs"]
    ]
    assert [(body["start"], body["text_start"], body["end"]) for body in got["bodies"]] == [
        (note["start"], note["text_start"], note["end"]) for note in gold["notes"]
    ]
    assert [(link["start"], link["end"], link["url"]) for link in got["links"]] == [
        (url["start"], url["end"], url["url"]) for url in gold["urls"]
    ]
    assert [dash["offset"] for dash in got["dashes"]] == [dash["offset"] for dash in gold["dashes"]]
    assert [ellipsis["offset"] for ellipsis in got["ellipses"]] == [e["start"] for e in gold["ellipses"]]
    assert [(h["line"], h["text"]) for h in got["headings"]] == [(h["line"], h["text"]) for h in gold["headings"]]
    assert len(got["lost_headings"]) == 2
    gold_front = {front["kind"]: front["text"] for front in gold["front"]}
    assert [(front["role"], front["text"]) for front in got["front"]] == [
        ("caption", gold_front["caption"]),
        ("kicker", gold_front["kicker"]),
        ("title", gold_front["title-main"]),
        ("standfirst", gold_front["standfirst"]),
    ]


def test_essay_is_imported_without_a_doubt(shared: Path) -> None:
    path = shared / "essay" / "essay.txt"
    result = import_plain(Source(path.name, path.read_bytes().decode(), "0"))
    assert "\nauthor: Mike Macnair\n" in result.markdown
    assert not result.report["missing"]
    assert not result.report["repeated"]
    assert {str(finding.severity) for finding in result.findings} == {"note"}


@pytest.mark.parametrize("book", BOOKS)
def test_broken_lines_change_nothing(shared: Path, book: str) -> None:
    text = (shared / "corpus" / f"{book}.txt").read_text(encoding="utf-8")
    broken = "\n".join(line for paragraph in text.split("\n") for line in _broken(paragraph))
    assert len(broken) == len(text)
    whole, run_on = (import_plain(Source(book, shape, "0")).markdown for shape in (text, broken))
    assert run_on == whole


def _broken(paragraph: str) -> list[str]:
    """A paragraph in lines of seventy characters, each space that was broken at a newline."""
    lines = [""]
    for index, word in enumerate(paragraph.split(" ")):
        if index and len(lines[-1]) + 1 + len(word) > 70:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if index else word
    return lines
