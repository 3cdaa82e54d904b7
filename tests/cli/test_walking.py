"""`import --interactive`: the walk through the doubts in a terminal, and what each answer leaves."""

import json
import os
import pty
import re
import select
import sys
import time
from pathlib import Path

import pytest

from tests.desk import call, write

COMMAND = [sys.executable, "-m", "pressbuild", "import", "essay.txt", "--interactive"]


def walked(folder: Path, *answers: str, columns: int = 200, more: tuple[str, ...] = ()) -> tuple[int, str]:
    """`pressbuild import --interactive` in a pseudo-terminal, with a person's answers; its exit status and screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": "1"}
        os.execv(sys.executable, [*COMMAND, *more])  # noqa: S606  # in the terminal runs this program
    screen, waiting, end = "", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        try:
            screen += os.read(terminal, 65536).decode("utf-8", "replace") if ready else ""
        except OSError:  # the child has ended
            break
        asked = sum(map(screen.count, ("\n? ", "\n> ", "\nthe words before the mark: ")))
        if waiting and asked > len(answers) - len(waiting) and not ready:
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


BREAD = """On bread

By Ann Ames

The first paragraph of this text is long enough to be one, and it ends in a mark of a note.1

Of yeast

Another paragraph follows the heading, and it is long enough to be one, too, I should think.



1. See Miller.
"""


def test_doubts_are_walked_through_in_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, BREAD, "essay.txt")
    status, screen = walked(tmp_path, "l\r")
    assert status == 0, screen
    manuscript = tmp_path / "manuscript/essay.md"
    assert "# Of yeast" in manuscript.read_text(encoding="utf-8")
    asked = [line for line in screen.splitlines() if " of " in line and line[:1].isdigit()]
    assert asked


def test_all_of_a_kind_are_accepted_at_once(tmp_path: Path) -> None:
    """What is of another kind is asked about as before."""
    heads = "".join(
        f"Of {what}\n\nA paragraph follows the heading, and it is long enough.\n\n" for what in ("malt", "hops")
    )
    write(tmp_path, BREAD.replace("Of yeast", f"{heads}Of yeast"), "essay.txt")
    status, screen = walked(tmp_path, "k\r", *["a\r"] * 9)
    assert status == 0, screen
    assert "[a]ccept (as it is now), [r]eject (as in “else”)" in screen
    assert "accept this and 2 more of its [k]ind" in screen
    assert screen.count("is a heading\r\n    now:") == 1
    assert "the title is" in screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert all(f"# Of {what}\n" in text for what in ("malt", "hops", "yeast"))


def test_a_heading_is_rejected_and_a_title_edited(tmp_path: Path) -> None:
    write(tmp_path, BREAD, "essay.txt")
    answers: list[str] = []
    _, screen = walked(tmp_path, *["a\r"] * 12)
    (tmp_path / "manuscript/essay.md").unlink()
    for line in screen.splitlines():
        if line[:1].isdigit() and " of " in line:
            answers += (
                ["r\r"]
                if "is a heading" in line
                else ["e\r", "\x15title: Of bread\r"]
                if "title is" in line
                else ["a\r"]
            )
    status, screen = walked(tmp_path, *answers)
    assert status == 0, screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "title: Of bread\n" in text
    assert "\n\nOf yeast\n\n" in text


WARDS = "\n\n".join(
    f"The millers of ward {name} met early in the year. Flour was dear that winter.{number} The council sent a clerk."
    for number, name in enumerate(("North", "South", "East", "West", "Mill", "Quay"), start=1)
)
LEDGER = "\n".join(f"{number}. See the ledger, p. 4{number}." for number in range(1, 7))


def mill(lost: str, put: str = "", between: str = "", name: str = "essay.txt") -> dict[str, str]:
    text = WARDS
    for number in lost:
        text = text.replace(f"winter.{number}", f"winter.{put}")
    return {name: f"On flour\n\nBy Ann Ames\n\n{text}{between}\n\nNotes\n\n{LEDGER}\n"}


def asking(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        write(folder, text, name)


def test_a_note_without_a_mark_is_placed_by_number(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "X\r", "99\r", "3\r", "l\r", more=("--report", "r.json"))
    assert status == 0, screen
    assert re.search(r"\n1 of \d: note 3 has no mark in the text", screen)
    assert "the note: See the ledger, p. 43." in screen
    assert "The millers of ward East met early in the year.[2] Flour was dear that winter.[3]" in screen
    assert screen.count("is none of these") == 2
    assert "6 notes called, 6 written" in screen
    assert "153 words in, 1 left out, 152 out" in screen, screen
    assert "you have changed" not in screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "ward East met early in the year. Flour was dear that winter.[^3] The council" in text
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["missing"] == []
    assert report["placed"] == [{"number": 3}]
    assert report["words"]["in"] - report["words"]["gone"] == report["words"]["out"]
    assert not [shown for shown in report["diagnostics"] if shown["code"] == "note-orphan"]
    assert "no mark" not in (tmp_path / "manuscript/essay.import.md").read_text(encoding="utf-8")
    assert call(tmp_path, "html", "--quiet").status == 0


def test_two_marks_of_one_stretch_keep_their_order(tmp_path: Path) -> None:
    asking(tmp_path, mill("34"))
    status, screen = walked(tmp_path, "3\r", "1\r", "l\r")
    assert status == 0, screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "ward East met early in the year. Flour was dear that winter.[^3][^4] The council" in text


def test_a_mark_is_placed_behind_words(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "W\r", "the council\r", "w\r", "no such words\r", "w\r", "Ward east\r", "l\r")
    assert status == 0, screen
    assert "are there 2 times: name more of them" in screen
    assert "do not stand where the note belongs" in screen
    assert "ward East[^3] met" in (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stood", "words", "placed"),
    [
        ("at no. 8-3. The council", "at no. 8", "at no. 8-[^3]. The council"),
        ("with MI5-3. The council", "with MI5", "with MI5-[^3]. The council"),
    ],
)
def test_a_mark_named_behind_its_own_figure_stands_for_it(tmp_path: Path, stood: str, words: str, placed: str) -> None:
    """The figure that the mark was goes, glued to the words or behind their stop."""
    asking(tmp_path, {"essay.txt": mill("3")["essay.txt"].replace("winter. The", f"winter. They spoke {stood}", 1)})
    status, screen = walked(tmp_path, "w\r", f"{words}\r", "l\r")
    assert status == 0, screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "note 3 has no mark in the text" in screen
    assert f"They spoke {placed}" in text
    assert text.count("[^3]") == 2  # the mark and its note
    assert "you have changed" not in screen


def test_a_mark_is_typed_into_its_paragraph(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "e2\r", "\x15The millers[^3] of ward East met.\r", "l\r")
    assert status == 0, screen
    assert "\n\nThe millers[^3] of ward East met.\n\n" in (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "you have changed the manuscript: in the text, behind" in screen, screen


def test_the_figure_that_was_the_mark_becomes_it(tmp_path: Path) -> None:
    asking(tmp_path, mill("3", put=" Some 3 men came."))
    status, screen = walked(tmp_path, "4\r", "l\r")
    assert status == 0, screen
    assert "Some[4?]" in screen
    assert "Some[^3] men came." in (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "you have changed" not in screen


def test_the_figure_behind_a_year_is_the_first_place(tmp_path: Path) -> None:
    """Though it stands behind others; the space that was lost with it comes back, and the words are proved."""
    asking(tmp_path, mill("3", put=" So in 1914;3In"))
    status, screen = walked(tmp_path, "1\r", "l\r")
    assert status == 0, screen
    assert "1914;[1?]" in screen
    assert "The millers of ward East met early in the year.[3]" in screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "So in 1914;[^3] In The council" in text
    assert "you have changed" not in screen


def test_a_figure_that_was_left_becomes_a_mark(tmp_path: Path) -> None:
    asking(tmp_path, mill("", between=" So the ledger says.2 The end."))
    status, screen = walked(tmp_path, "R\r", "l\r")
    assert status == 0, screen
    assert "“2” looks like a second mark of a note" in screen
    assert "else: The millers of ward Quay" in screen
    assert "So the ledger says.[^2] The end." in (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "you have changed" not in screen


@pytest.mark.parametrize(("answer", "status"), [("q\r", 1), ("QUIT\r", 1), ("\x03", 130)])
def test_who_quits_has_changed_nothing(tmp_path: Path, answer: str, status: int) -> None:
    asking(tmp_path, mill("3"))
    ended, screen = walked(tmp_path, "3\r", answer)
    assert ended == status, screen
    assert "nothing was written" in screen
    assert not (tmp_path / "manuscript").exists()


def test_the_end_of_the_input_keeps_what_was_decided(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "3\r", "e\r", "\x15\x04", "\x04")
    assert status == 0, screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "winter.[^3] The council" in text
    assert "title: On flour" in text


def test_who_cannot_merge_is_asked_nothing(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    write(tmp_path, "---\ntitle: T\n---\n\nMine.\n\n<!-- the source has here now:\nTheirs.\n-->\n")
    write(tmp_path, "---\ntitle: T\n---\n\nOurs.\n", "manuscript/.essay.imported")
    status, screen = walked(tmp_path, more=("--merge",))
    assert status == 1, screen
    assert "merge-unresolved" in screen
    assert "[q]uit" not in screen


def test_an_input_that_ends_at_once_accepts_everything_and_says_so(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "\x04")
    assert status == 0, screen
    assert "end of the input: everything that was not answered is accepted as it stands" in screen


def test_where_there_is_no_terminal_nobody_is_asked(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    done = call(tmp_path, "import", "essay.txt", "--interactive")
    assert done.status == 2
    assert "there is no terminal to answer in" in done.err
    assert not (tmp_path / "manuscript").exists()


def test_a_mark_that_is_rejected_is_counted_no_more(tmp_path: Path) -> None:
    doubtful = WARDS.replace("Flour was dear that winter.4", "The agent was of MI5.4")
    write(tmp_path, f"On flour\n\nBy Ann Ames\n\n{doubtful}\n\nNotes\n\n{LEDGER}\n", "essay.txt")
    status, screen = walked(tmp_path, "r\r", "l\r")
    assert status == 0, screen
    assert "5 notes called, 6 written" in screen
    assert "note-orphan: note 4 has no mark in the text: you have left “4” as it is" in screen
    assert "is taken for" not in screen[screen.rindex("? l") :]
    assert "is taken for" not in (tmp_path / "manuscript/essay.import.md").read_text(encoding="utf-8")


def test_a_narrow_terminal_has_narrow_lines(tmp_path: Path) -> None:
    asking(tmp_path, mill("3"))
    status, screen = walked(tmp_path, "s\r", "l\r", columns=36)
    assert status == 0, screen
    asked = screen[: screen.index("essay.txt:")]
    assert max(len(line) for line in asked.splitlines()) <= 36
    assert "note-orphan: note 3 has no mark" in screen


def test_what_is_there_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    asking(tmp_path, mill("3") | {"manuscript/essay.md": "mine"})
    status, screen = walked(tmp_path)
    assert status == 1
    assert "is there already" in screen
    assert "doubt" not in screen


def test_a_long_stretch_is_shown_a_page_at_a_time(tmp_path: Path) -> None:
    asking(tmp_path, mill("12345"))
    status, screen = walked(tmp_path, "m\r", "m\r", "M\r", "2\r", "l\r")
    assert status == 0, screen
    assert "places 1 to 9 of 16" in screen
    assert "places 10 to 16 of 16" in screen
    text = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    assert "Flour was dear that winter.[^1] The council" in text


# --- late ----------------------------------------------------------------------------------------------------------
