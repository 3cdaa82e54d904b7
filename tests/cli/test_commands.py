"""Every command as a person calls it: its help, its output, where that goes, and its exit status."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
import typer

from pressbuild import pandoc
from pressbuild.binding import EDITIONS
from pressbuild.cli.building import NAMES
from pressbuild.cli.program import GROUPS
from pressbuild.diagnostics import MachineLacks
from tests.desk import call, write

COMMANDS = "all html epub pdf pamphlet import check quotes show doctor".split()
TEXT = "---\ntitle: T\n---\nWords with a ‘mark’ and a note.[^1]\n\n[^1]: The ‘=note’ of it.\n"
WARNED = "---\ntitle: T\ncsl: x\n---\nText.\n"
FLAT = """A TITLE FOR A TEXT

By Ann Ames

The first paragraph of the text, which is long enough to be one, and says what it says.1

The second paragraph of it, which is no shorter than the first one and ends here.

Notes

1. The only note that there is.
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, TEXT)
    return tmp_path


# --- help and usage --------------------------------------------------------------------------------------------------


def test_each_command_is_in_the_group_that_has_it() -> None:
    for group, commands in GROUPS.items():
        app = typer.Typer()
        import_module(f"pressbuild.cli.{group}").register(app)
        assert tuple(command.name for command in app.registered_commands) == commands
    assert tuple(NAMES) == EDITIONS


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help(tmp_path: Path, command: str, option: str) -> None:
    done = call(tmp_path, command, option)
    assert done.status == 0
    assert done.err == ""
    assert f"pressbuild {command}" in done.out
    assert len(done.out.splitlines()) > 5


def test_help_of_all(tmp_path: Path) -> None:
    done = call(tmp_path, "--help")
    assert done.status == 0
    assert all(command in done.out for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["all", "--nonsense"],
        ["all", "--edition", "scroll"],
        ["all", "--jobs", "-1"],
        ["all", "--jobs", "many"],
        ["all", "--allow", "note-orfan"],
        ["all", "--allow", "link-unsafe"],
        ["check", "--allow", "note-orfan"],
        ["check", "--format", "xml"],
        ["quotes"],
        ["quotes", "--format", "yaml", "manuscript/essay.md"],
        ["show", "--stage", "print", "manuscript/essay.md"],
        ["import"],
        ["import", "--title-line", "0", "x.txt"],
        ["all", "essay.xyz"],
        ["import", "essay.xyz"],
    ],
)
def test_bad_usage(press: Path, arguments: list[str]) -> None:
    write(press, "x", "essay.xyz")
    done = call(press, *arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err
    assert "Traceback" not in done.err
    assert not (press / "dist").exists()


def test_a_misspelt_code_is_put_right(press: Path) -> None:
    assert "did you mean “note-orphan”?" in " ".join(call(press, "all", "--allow", "note-orfan").err.split())


# --- building --------------------------------------------------------------------------------------------------------


def test_all(press: Path) -> None:
    done = call(press, "all")
    assert done.status == 0
    assert done.err == ""
    assert done.out.startswith("T · house as-written\n")
    for part in ("dist/essay/essay.html", "dist/essay/essay.epub", "pages, A5", "sheet", "flipped on the short edge"):
        assert part in done.out
    again = call(press, "all")
    assert again.out.startswith("T · house as-written · nothing has changed\n")


@pytest.mark.parametrize("command", ["html", "epub"])
def test_one_edition(press: Path, command: str) -> None:
    assert call(press, command, "manuscript/essay.md", "-o", "out").status == 0
    assert sorted(p.name for p in (press / "out/essay").iterdir()) == ["build.json", f"essay.{command}"]


def test_quiet_and_warnings(tmp_path: Path) -> None:
    write(tmp_path, WARNED)
    loud = call(tmp_path, "html")
    assert "warning: front-unused" in loud.err
    assert "warning" not in loud.out
    quiet = call(tmp_path, "html", "--force", "--quiet")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")
    strict = call(tmp_path, "html", "--force", "--strict", "--quiet")
    assert (strict.status, strict.out) == (1, "")
    assert "error: front-unused" in strict.err


def test_json(press: Path) -> None:
    write(press, WARNED, "manuscript/other.md")
    done = call(press, "html", "--json")
    receipts = json.loads(done.out)
    assert [receipt["slug"] for receipt in receipts] == ["essay", "other"]
    stored = json.loads((press / "dist/essay/build.json").read_text(encoding="utf-8"))
    assert receipts[0] == stored
    assert "front-unused" in done.err


def test_one_title_fails_and_the_others_are_built(press: Path) -> None:
    write(press, "a[^9]\n", "manuscript/bad.md")
    write(press, TEXT, "manuscript/good.md")
    done = call(press, "html", "--json")
    assert done.status == 1
    assert [receipt["slug"] for receipt in json.loads(done.out)] == ["essay", "good"]
    assert done.err.startswith("manuscript/bad.md: nothing was built\n")


def test_the_house_of_the_environment(press: Path) -> None:
    assert "house newspaper-uk" in call(press, "html", PRESSBUILD_HOUSE="newspaper-uk").out
    assert "house as-written" in call(press, "html", "--house", "as-written", PRESSBUILD_HOUSE="newspaper-uk").out


def test_a_source_is_imported_first(tmp_path: Path) -> None:
    write(tmp_path, FLAT, "essay.txt")
    done = call(tmp_path, "html", "essay.txt")
    assert done.status == 0, done.err
    assert done.out.startswith("imported essay.txt as manuscript/essay.md: 1 note called")
    manuscript = tmp_path / "manuscript/essay.md"
    manuscript.write_text(TEXT, encoding="utf-8")
    again = call(tmp_path, "html", "essay.txt")
    assert "manuscript/essay.md is there already" in again.out
    assert manuscript.read_text(encoding="utf-8") == TEXT


def test_the_machine_lacks_something(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lack() -> str:
        raise MachineLacks("pandoc is not installed", "pip install pypandoc_binary")

    monkeypatch.setattr(pandoc, "_program", lack)
    for command in ("html", "check"):
        done = call(press, command)
        assert done.status == 3
        assert "error: machine-lacks: pandoc is not installed" in done.err
        assert "hint: pip install" in done.err
    doctor = call(press, "doctor")
    assert doctor.status == 3
    assert "To mend it:\n  pip install pypandoc_binary" in doctor.out


def test_nothing_but_results_on_standard_output(press: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pressbuild", "html", "--json"], cwd=press, capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout)
    assert run.stderr == ""


@pytest.mark.parametrize("titles", [1, 2])
def test_ctrl_c_is_a_sentence(tmp_path: Path, titles: int) -> None:
    press = tmp_path
    text = TEXT + "\n".join(f"Paragraph {n} of a long book, with words in it.\n" for n in range(6000))
    for title in range(titles):
        write(press, text, f"manuscript/{title}.md")
    command = [sys.executable, "-m", "pressbuild", "all", "--quiet", "--jobs", "2"]
    running = subprocess.Popen(command, cwd=press, stderr=subprocess.PIPE, text=True, start_new_session=True)
    time.sleep(1.2)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err == "\nstopped; no edition is half written\n"
    assert not (press / "dist").exists()


# --- what bad input gets ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"caf\xe9\n", "not-utf8"),
        ("Text.".encode("utf-16"), "not-utf8"),
        (b"a\0b", "not-text"),
        (b"PK\x03\x04", "not-text"),
        (b"a\x07b", "not-text"),
        (b"a&#7;b", "not-text"),
        (b"", "empty"),
        (b"---\ntitle: T\n---\n", "empty"),
        (b"---\ntitel: T\n---\nText.\n", "front-unknown-key"),
        (b"---\ntitle: [\n---\nText.\n", "front-invalid"),
        (b"---\ntitle: &a [*a]\n---\nText.\n", "front-invalid"),
        (b"---\n\x01: T\n---\nText.\n", "not-text"),
        (b"---\nhouse: nowhere\n---\nText.\n", "house-unknown"),
        (b"---\ncover: gone.png\n---\nText.\n", "image-missing"),
        (b"![a](gone.png)\n", "image-missing"),
        (b"![a](../../../etc/hostname)\n", "image-outside"),
        (b"![a](https://example.org/a.png)\n", "image-outside"),
        (b"![a](broken.png)\n", "image-unreadable"),
        (b"a[^9]\n", "note-missing"),
        (b"a\n\n[^9]: x\n", "note-orphan"),
        (b"a[^1]\n\n[^1]: x[^1]\n", "note-nested"),
        (b"<script>alert(1)</script>\n", "raw-html-unsafe"),
        (b"<?php\n", "raw-html-unsafe"),
        (b"[a](javascript:alert(1))\n", "link-unsafe"),
        (b"[a]{onclick=x}\n", "attribute-refused"),
        (b"> " * 600 + b"x\n", "not-readable"),
    ],
)
@pytest.mark.parametrize("command", ["html", "check"])
def test_a_user_s_mistake_is_a_sentence(tmp_path: Path, command: str, data: bytes, code: str) -> None:
    press = tmp_path / "deep" / "press"
    write(press, b"\x89PNG\r\n\x1a\nbroken", "manuscript/broken.png")
    write(press, data)
    done = call(press, command, "manuscript/essay.md")
    assert done.status == 1
    assert f"error: {code}: " in (done.err if command == "html" else done.out)
    assert "Traceback" not in done.err
    assert not (press / "dist").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["all", "gone.md"], "not-found"),
        (["all", "gone.txt"], "not-found"),
        (["all", "manuscript"], "not-readable"),
        (["check", "gone.md"], "not-found"),
        (["quotes", "gone.md"], "not-found"),
        (["show", "gone.md"], "not-found"),
        (["import", "gone.txt"], "not-found"),
        (["import", "manuscript"], "not-readable"),
        (["import", "essay.txt", "-o", "manuscript/essay.md"], "exists"),
        (["import", "essay.txt", "-o", "essay.txt/essay.md"], "not-writable"),
        (["import", "essay.txt", "-o", "new.md", "--report", "manuscript"], "not-writable"),
        (["html", "-o", "essay.txt", "manuscript/essay.md"], "not-writable"),
        (["html", "--house", "nowhere", "manuscript/essay.md"], "house-unknown"),
        (["html", "n" * 300 + ".md"], "not-readable"),
        (["html", "circle.md"], "not-readable"),
    ],
)
def test_a_wrong_name_is_a_sentence(press: Path, arguments: list[str], code: str) -> None:
    write(press, FLAT, "essay.txt")
    (press / "circle.md").symlink_to("circle.md")
    done = call(press, *arguments)
    assert done.status == (2 if code == "usage" else 1)
    assert f"error: {code}: " in done.out + done.err
    assert "Traceback" not in done.err
    assert (press / "manuscript/essay.md").read_text(encoding="utf-8") == TEXT


def test_a_folder_without_a_manuscript(tmp_path: Path) -> None:
    done = call(tmp_path, "all")
    assert done.status == 1
    assert "error: not-found: there is no manuscript in manuscript" in done.err
    assert "hint: name one, or import a text" in done.err


# --- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_on_a_terminal_only(tmp_path: Path, no_color: str, coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    write(tmp_path, "a[^9]\n")
    main, terminal = pty.openpty()
    environment = os.environ | {"NO_COLOR": no_color, "COLUMNS": "100"}
    running = subprocess.Popen(
        [sys.executable, "-m", "pressbuild", "html"],
        cwd=tmp_path,
        stderr=terminal,
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    running.wait(timeout=60)
    os.close(terminal)
    said = os.read(main, 100_000).decode()
    os.close(main)
    assert ("\x1b[1;31merror\x1b[0m" in said) is coloured
    assert "reading …" in said


def test_no_escape_of_a_manuscript_reaches_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, "a\x9b31m[^9]\n")
    assert "\x9b" not in call(tmp_path, "check").out


def test_files_that_begin_with_a_dot_are_no_titles(tmp_path: Path) -> None:
    """MacOS lays `._essay.md` beside an essay on a disk of another kind, with bytes that are no text."""
    write(tmp_path, TEXT)
    write(tmp_path, b"\0\5\x16\7", "manuscript/._essay.md")
    write(tmp_path, TEXT, "manuscript/.draft.md")
    write(tmp_path, 'title = "B"\n', "manuscript/.trash/book.toml")
    assert call(tmp_path, "check").status == 0
    done = call(tmp_path, "html", "--quiet")
    assert done.status == 0
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["essay"]


def test_manuscripts_that_a_book_does_not_name_are_told_by_check_alone(tmp_path: Path) -> None:
    write(tmp_path, 'title = "B"\nlang = "en-GB"\nchapters = ["one.md", "sub/two.md"]\n', "manuscript/b/book.toml")
    for name in ("one.md", "sub/two.md", "three.md", "sub/four.md", "sub/four.import.md", "._five.md", "notes.txt"):
        write(tmp_path, f"# {name[-6:-3].title()}\n\nIt rose.\n", f"manuscript/b/{name}")
    told = call(tmp_path, "check").out
    where = "manuscript/b/book.toml:3:12: warning: chapter-unlisted: manuscript/b/"
    lines = [line for line in told.splitlines() if "chapter-unlisted: " in line]
    assert lines == [f"{where}{name} is no chapter: book.toml does not name it" for name in ("three.md", "sub/four.md")]
    assert "chapter-unlisted" not in call(tmp_path, "html", "--quiet").err
