"""`check --vale` with a Vale that is played: what it is asked, what becomes of its findings and of its faults."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.desk import call, write

TEXT = "---\ntitle: T\n---\nOne *very* small beer.\n\nA very last one.\n"


def play(folder: Path, answer: str, error: str = "", status: int = 0) -> str:
    """A program `vale` in a folder of its own that notes its arguments and says what it is told to; gives the PATH."""
    program = write(
        folder,
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"pathlib.Path({str(folder / 'asked')!r}).write_text(chr(10).join(sys.argv[1:]))\n"
        f"print({answer!r})\nprint({error!r}, file=sys.stderr)\nsys.exit({status})\n",
        "bin/vale",
    )
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def alert(line: int, start: int, match: str, severity: str, **others: object) -> dict[str, object]:
    span = [start, start + len(match) - 1]
    values = {"Check": "Press.Very", "Message": f"“{match}” says little", "Line": line, "Span": span, "Match": match}
    return values | {"Severity": severity} | others


def test_findings_are_merged_at_their_places(tmp_path: Path) -> None:
    write(tmp_path, "StylesPath = vale\n", ".vale.ini")
    path = write(tmp_path, TEXT)
    alerts = [
        alert(6, 3, "very", "error", Action={"Name": "replace", "Params": ["most"]}),
        alert(4, 5, "very", "suggestion", Link="https://example.org/very"),
        alert(4, 90, "beer", "warning"),
    ]
    done = call(tmp_path, "check", "--vale", "--format", "json", PATH=play(tmp_path, json.dumps({str(path): alerts})))
    said = [(d["line"], d["column"], d["severity"], d["hint"]) for d in json.loads(done.out)]
    assert said == [
        (4, 6, "note", "https://example.org/very"),
        (4, 18, "warning", ""),
        (6, 3, "error", "write most"),
    ]
    assert done.status == 1
    assert "Press.Very: “very” says little" in done.out
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == [f"--config={tmp_path / '.vale.ini'}", "--output=JSON", "--no-exit", str(path)]


def test_a_book_is_read_chapter_by_chapter(tmp_path: Path) -> None:
    write(tmp_path, "StylesPath = vale\n", ".vale.ini")
    write(tmp_path, 'title = "B"\nchapters = ["one.md"]\n', "manuscript/b/book.toml")
    path = write(tmp_path, "# One\n\nA very small beer.\n", "manuscript/b/one.md")
    played = play(tmp_path, json.dumps({str(path): [alert(3, 3, "very", "warning")]}))
    said = json.loads(call(tmp_path, "check", "--vale", "--format", "json", PATH=played).out)
    assert [(d["file"], d["line"], d["column"]) for d in said] == [("manuscript/b/one.md", 3, 3)]


def test_words_that_go_on_in_the_next_line_have_the_place_of_the_first(tmp_path: Path) -> None:
    write(tmp_path, "StylesPath = vale\n", ".vale.ini")
    path = write(tmp_path, "---\ntitle: T\n---\nSmall *beer* at\nthis point in time.\n")
    alerts = [
        alert(4, 12, "at\nthis point", "warning", Action={"Name": "remove", "Params": None}),
        alert(4, 1, "", "warning", Action={"Name": "", "Params": None}),
        alert(5, 80, "elsewhere", "warning"),
    ]
    done = call(tmp_path, "check", "--vale", "--format", "json", PATH=play(tmp_path, json.dumps({str(path): alerts})))
    said = [(d["line"], d["column"], d["hint"]) for d in json.loads(done.out)]
    assert said == [(4, 1, ""), (4, 14, "leave it out"), (5, 1, "")]


def test_an_exception_and_a_house_hold_for_vale_too(tmp_path: Path) -> None:
    write(tmp_path, "", ".vale.ini")
    path = write(tmp_path, TEXT.replace("A very", "<!-- pressbuild: allow vale because of the song -->\nA very"))
    answer = json.dumps({str(path): [alert(7, 3, "very", "warning")]})
    assert call(tmp_path, "check", "--vale", PATH=play(tmp_path, answer)).out == ""


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        ("", "", "nothing found"),
        ("{}", "", "nothing found"),
        (
            '{"Code": "E100", "Text": "no styles"}',
            "E100 no styles",
            "Vale cannot read manuscript/essay.md: E100 no styles",
        ),
        ("no JSON", "", "Vale cannot read manuscript/essay.md: no JSON"),
    ],
)
def test_what_vale_answers(tmp_path: Path, answer: str, error: str, said: str) -> None:
    write(tmp_path, "", ".vale.ini")
    write(tmp_path, TEXT)
    done = call(tmp_path, "check", "--vale", PATH=play(tmp_path, answer, error))
    assert said in done.out + done.err


def test_vale_that_fails_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "", ".vale.ini")
    write(tmp_path, TEXT)
    done = call(tmp_path, "check", "--vale", PATH=play(tmp_path, "", "E100 [loadConfig] Runtime error\n\nno styles", 2))
    assert "Vale cannot read manuscript/essay.md: E100 [loadConfig] Runtime error no styles" in done.out
    assert done.status == 1


def test_a_press_without_a_configuration(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    done = call(tmp_path, "check", "--vale", PATH=play(tmp_path, "{}"))
    assert (done.status, "the press folder has no .vale.ini" in done.out) == (1, True)


def test_a_machine_without_vale(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    done = call(tmp_path, "check", "--vale", PATH="")
    assert (done.status, "Vale is not installed" in done.err) == (3, True)
