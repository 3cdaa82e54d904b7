"""Taking a source in: what is overwritten, and what never is."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from pressbuild import intake
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.desk import call, program, write

TEXT = "A title for the tests\n\nOne paragraph that is long enough to be one, and ends in a mark.1\n\n\n\n1. A note.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "essay.txt", "--force"],
        ["--report", "essay.txt", "--force"],
        ["-o", "link.md", "--force"],
        ["-o", "one.md", "--report", "one.md"],
    ],
)
def test_source_is_never_overwritten(source: Path, options: list[str]) -> None:
    (source.parent / "link.md").symlink_to(source)
    done = call(source.parent, "import", "essay.txt", *options)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert source.read_text(encoding="utf-8") == TEXT
    assert not (source.parent / "one.md").exists()


TWICE = """<h1>Salt</h1><p>The tide was out.<sup>1</sup> It rained.<sup>2</sup> It rained.<sup>2</sup>
We left.<sup>3</sup></p>
<p>1. At noon.</p><p>2. All day.</p><p>3. By cart.</p>"""


def test_a_mark_without_a_place_that_stands_twice_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "salt.html").write_text(TWICE, encoding="utf-8")
    done = call(tmp_path, "import", "salt.html", "-o", "salt.md", "--report", "salt.json")
    assert done.status == 0, done.err
    assert "“2” is taken for the mark of note 2" in (tmp_path / "salt.import.md").read_text(encoding="utf-8")
    notes = json.loads((tmp_path / "salt.json").read_text(encoding="utf-8"))["notes"]
    assert {(note["offset"], note["line"], note["column"]) for note in notes} == {(None, None, None)}


PAGE = """<title>Salt</title><h1>Salt</h1><p class="byline">By Ann Ames</p><nav>Go home</nav><p>The tide was out.
All day it rained, and at noon we left by cart.<sup><a href="#n1" id="r1">1</a></sup></p><h2>Notes</h2>
<p id="n1"><a href="#r1">1</a> To Hull.</p>"""
LETTER = f"From: Ann Ames <ann@example.org>\nSubject: Salt\n\n{TEXT}"


@pytest.mark.parametrize(("name", "text", "gone"), [("salt.html", PAGE, 3), ("salt.txt", LETTER, 2)])
def test_the_report_counts_as_the_line_that_is_printed(tmp_path: Path, name: str, text: str, gone: int) -> None:
    """What became front matter is not gone."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = call(tmp_path, "import", name, "-o", "salt.md", "--report", "salt.json")
    words = json.loads((tmp_path / "salt.json").read_text(encoding="utf-8"))["words"]
    assert (words["gone"], words["in"] - words["gone"]) == (gone, words["out"])
    assert f"{words['in']} words in, {gone} left out, {words['out']} out" in done.out


def test_nothing_is_written_before_all_is_made(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(intake, "account", fails)
    with pytest.raises(ZeroDivisionError):
        intake.write(intake.take_in(source), source, source.with_suffix(".md"), source.with_suffix(".json"))
    assert list(source.parent.iterdir()) == [source]


def test_notes_that_a_merge_only_renumbers_are_not_said_to_be_the_editor_s(source: Path) -> None:
    folder, first = source.parent, "One paragraph that is long enough to be one, and ends in a mark.1"
    call(folder, "import", "essay.txt", "-o", "essay.md")
    made = folder / "essay.md"
    made.write_text(made.read_text(encoding="utf-8").replace("long enough", "short enough"), encoding="utf-8")
    text = TEXT.replace(first, f"Another stands before it, which nobody had read.1 {first[:-1]}2")
    source.write_text(text.replace("1. A note.", "1. Another note.\n2. A note."), encoding="utf-8")
    done = call(folder, "import", "essay.txt", "-o", "essay.md", "--merge")
    said = [line.partition("manuscript: ")[2] for line in done.out.splitlines() if "you have changed" in line]
    assert said == ["in the text, behind “paragraph that is”, “long” became “short”"]
    assert "[^1]: A note." in made.read_text(encoding="utf-8")


PARAGRAPH = "A paragraph about {} that is long enough to be one, and ends in a mark of its own.{}"
WHAT = ("salt", "flour", "yeast", "water")


def noted(*what: str, lost: str = "") -> str:
    """An essay with a note to each paragraph; one has lost its mark."""
    texts = [PARAGRAPH.format(name, "" if name == lost else n) for n, name in enumerate(what, start=1)]
    notes = [f"{n}. The note on {name}." for n, name in enumerate(what, start=1)]
    return "\n\n".join(["On bread", "by Ann Ames", *texts, "Notes", "\n".join(notes)])


def test_after_a_merge_the_account_has_the_manuscript_s_numbers(source: Path) -> None:
    """The source's note 1 is new, and its note 3, which lost its mark, is the manuscript's note 2."""
    folder, made = source.parent, source.with_suffix(".md")
    source.write_text(noted("salt", "flour", "yeast"), encoding="utf-8")
    call(folder, "import", "essay.txt", "-o", "essay.md")
    made.write_text(made.read_text(encoding="utf-8").replace("about salt", "of salt"), encoding="utf-8")
    source.write_text(noted("water", "salt", "flour", "yeast", lost="flour"), encoding="utf-8")
    done = call(folder, "import", "essay.txt", "-o", "essay.md", "--merge", "--report", "essay.json")
    text = made.read_text(encoding="utf-8")
    assert "about water that is long enough to be one, and ends in a mark of its own.[^4]" in text
    assert "[^2]: The note on flour." in text
    assert "note 2 has no mark in the text" in done.err
    assert "put [^2] there" in done.err
    report = json.loads((folder / "essay.json").read_text(encoding="utf-8"))
    assert [(note["number"], note["printed"]) for note in report["notes"]] == [(4, 1), (1, 2), (3, 4)]
    assert [body["number"] for body in report["bodies"]] == [4, 1, 2, 3]
    assert [gap["number"] for gap in report["missing"]] == [2]
    assert [one["hint"] for one in report["diagnostics"] if one["code"] == "note-orphan"] == ["put [^2] there"]
    assert "note 2 has no mark" in (folder / "essay.import.md").read_text(encoding="utf-8")


def test_report_that_is_there_stays(source: Path) -> None:
    report = source.parent / "kept.json"
    report.write_text("mine", encoding="utf-8")
    done = call(source.parent, "import", "essay.txt", "--report", "kept.json")
    assert (done.status, report.read_text(encoding="utf-8")) == (1, "mine")
    assert "exists" in done.err
    assert call(source.parent, "import", "essay.txt", "--report", "kept.json", "--force").status == 0
    assert report.read_text(encoding="utf-8").startswith("{")


def test_link_is_followed_and_stays(source: Path) -> None:
    real = source.parent / "real.md"
    real.write_text("old", encoding="utf-8")
    link = source.parent / "link.md"
    link.symlink_to(real)
    assert call(source.parent, "import", "essay.txt", "-o", "link.md", "--force").status == 0
    assert link.is_symlink()
    assert "A title for the tests" in real.read_text(encoding="utf-8")


def test_report_goes_down_a_pipe(source: Path) -> None:
    started = program(
        "import", "essay.txt", "-o", "x.md", "--report", "/dev/stdout", folder=source.parent, stdout=subprocess.PIPE
    )
    out, _ = started.communicate(timeout=60)
    assert started.returncode == 0
    assert out.startswith(b"{")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full on this machine")
def test_full_standard_output_is_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        started = program("--help", folder=tmp_path, stdout=full)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 1
    assert b"No space left" in said
    assert b"Traceback" not in said


@pytest.mark.parametrize("name", ["..md", "...md", "a" * 240 + ".md", "two\nlines.md", b"caf\xe9.md"])
def test_names_that_no_edition_can_have(tmp_path: Path, name: str | bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text("---\ntitle: T\n---\n\nA paragraph.\n", encoding="utf-8")
    done = call(tmp_path, "html", path)
    assert (done.status, "rename it" in done.err) == (1, True)
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_no_manuscript(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    done = call(tmp_path, "html", "pipe.md")
    assert (done.status, "is no file" in done.err) == (1, True)


@pytest.mark.parametrize("streams", [{"stdout": None}, {"stderr": None}])
def test_closed_streams_swallow_what_is_said(tmp_path: Path, streams: dict[str, None]) -> None:
    write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n", "manuscript/one.md")
    shut = "".join(f" {number}>&-" for name, number in (("stdout", 1), ("stderr", 2)) if name in streams)
    command = f"{shlex.quote(sys.executable)} -m pressbuild html{shut}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m pressbuild houses"
    done = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stream_of_few_letters_shows_the_others_as_question_marks(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: Ä “title”\n---\n\nA paragraph.\n", "manuscript/one.md")
    command = [sys.executable, "-m", "pressbuild", "html"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout[:11]) == (0, b"? ?title? ?")


def test_where_the_folder_is_gone_there_is_a_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {shlex.quote(str(gone))}; {shlex.quote(sys.executable)} -m pressbuild all"
    done = subprocess.run(["sh", "-c", command], cwd=gone, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"the current folder is no longer there" in done.stderr


@pytest.mark.parametrize("lost", ["", "in May"])
def test_the_proof_of_a_long_import_is_that_of_a_short_one(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Salt\n\nThe mill stood.1 It was as in May.2\n\n\nNotes\n\n1. In June.\n2. In July.\n"
    imported = import_plain(Source("x.txt", text, "0"))
    imported = replace(imported, markdown=imported.markdown.replace(lost, ""))
    here = intake.proved(imported)
    monkeypatch.setattr(intake, "LONG", 0)
    beside = intake.proved(imported)
    assert (beside.report, beside.findings) == (here.report, here.findings)
    assert bool(lost) is any("the text differs" in finding.message for finding in beside.findings)
