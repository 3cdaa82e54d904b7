"""The main job, end to end, as an editor does it: the real essay and a book of the corpus, from text to editions."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.desk import call
from tests.tools import epubcheck, pdf

WORD = re.compile(r"[^\W_]+")


@pytest.fixture(scope="module")
def press(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press folder in which the real essay was imported, with its report, and built."""
    folder = tmp_path_factory.mktemp("press")
    source = shared / "essay" / "essay.txt"
    assert call(folder, "import", source, "-o", "manuscript/essay.md", "--report", "r.json").status == 0
    done = call(folder, "all")
    assert done.status == 0, done.err
    assert "5 sheets of A4" in done.out
    assert "short edge" in done.out
    return folder


def score(shared: Path, name: str, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, shared / "score" / name, *arguments], capture_output=True, text=True, check=False
    )
    return done.stdout


def test_note_marks(shared: Path, press: Path) -> None:
    printed = score(shared, "notes.py", shared / "essay" / "essay.json", press / "r.json")
    assert "precision 1.0000 recall 1.0000 of 13; missed and not reported: []" in printed


def test_quotations(shared: Path, press: Path) -> None:
    ledger = press / "q.json"
    ledger.write_text(call(press, "quotes", "manuscript/essay.md", "--format", "json").out, encoding="utf-8")
    printed = score(shared, "roles.py", shared / "essay" / "gold.json", ledger)
    pairs, roles, subkinds = (int(n) for n in re.findall(r"(\d+)/141", printed))
    assert pairs == 141
    assert (roles >= 139, subkinds >= 133) == (True, True), printed


@pytest.mark.java
def test_epub_is_valid(press: Path) -> None:
    assert epubcheck.messages(press / "dist" / "essay" / "essay.epub") == []


def test_notes_are_linked_both_ways(press: Path) -> None:
    page = (press / "dist" / "essay" / "essay.html").read_text(encoding="utf-8")
    with ZipFile(press / "dist" / "essay" / "essay.epub") as archive:
        book = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml"))
    for text in (page, book):
        assert (text.count('role="doc-noteref"'), text.count('role="doc-backlink"')) == (13, 13)


def test_no_word_of_the_source_is_lost(shared: Path, press: Path) -> None:
    """Every word and number below the front page, in order, in the web page; the figures of note marks apart."""
    report = json.loads((press / "r.json").read_text(encoding="utf-8"))
    source = (shared / "essay" / "essay.txt").read_text(encoding="utf-8")
    characters = list(source)
    for mark in report["notes"]:
        for offset in range(mark["offset"], mark["offset"] + len(str(mark["number"]))):
            characters[offset] = " "
    for body in report["bodies"]:
        label = re.match(r"\d+\.", source[body["start"] :])
        assert label is not None
        characters[body["start"] : body["start"] + label.end()] = " " * label.end()
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    first = max(item["end"] for item in gold["front"])
    wanted = WORD.findall("".join(characters[first:]))
    page = (press / "dist" / "essay" / "essay.html").read_text(encoding="utf-8")
    text = re.sub(r"<a [^>]*(?:doc-noteref|doc-backlink)[^>]*>.*?</a>|<[^>]+>", "\0", page[page.index("<main") :])
    got = "".join(WORD.findall(re.sub("\0+", " ", text)))
    assert "".join(wanted) in got.replace("Notes", "")


def test_front_page_as_an_editor_sets_it(shared: Path, press: Path) -> None:
    gold = {item["kind"]: item["text"] for item in json.loads((shared / "essay" / "gold.json").read_text())["front"]}
    head = (press / "manuscript" / "essay.md").read_text(encoding="utf-8").split("---")[1]
    values = {line.partition(": ")[0]: line.partition(": ")[2].strip("'\"") for line in head.strip().splitlines()}
    assert values["title"] == gold["title-main"]
    assert values["kicker"] == gold["kicker"]
    assert values["author"] == gold["author"]
    assert WORD.findall(values["standfirst"]) == WORD.findall(gold["standfirst"])
    assert values["caption"] == gold["caption"]


def test_fonts_are_ours(press: Path) -> None:
    names = pdf.fonts((press / "dist" / "essay" / "essay.pdf").read_bytes())
    assert names
    assert all("Garamond" in name for name in names)


@pytest.mark.slow
@pytest.mark.java
def test_a_book_in_four_editions(shared: Path, tmp_path: Path) -> None:
    shutil.copy(shared / "corpus" / "on-liberty.txt", tmp_path)
    done = call(tmp_path, "all", "on-liberty.txt")
    assert done.status == 0
    assert set(re.findall(r"(?:error|warning): ([\w-]+):", done.err)) == {"quote-drift"}
    assert "gatherings" in done.out
    folder = tmp_path / "dist" / "on-liberty"
    assert {file.suffix for file in folder.iterdir()} == {".html", ".epub", ".pdf", ".json"}
    assert epubcheck.messages(folder / "on-liberty.epub") == []
