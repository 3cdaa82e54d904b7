"""`pressbuild import`: the proof and its loss, the account, the merge, the walk through a terminal."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressbuild import pandoc
from pressbuild.importers import word
from tests.desk import call, write
from tests.importers.test_word import call as mark
from tests.importers.test_word import note, p, t
from tests.importers.test_word import word as docx

TEXT = p(t("Bread"), "Title") + p(t("Bread rose.") + mark(1) + t(" It fell.")) + p(t("Salt helps."))
NOTES = note(1, "See Miller.")


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, docx(TEXT, NOTES), "essay.docx")
    return tmp_path


def test_words_and_notes_are_counted_and_an_account_lies_beside(press: Path) -> None:
    done = call(press, "import", "essay.docx", "--report", "r.json")
    assert done.status == 0
    assert "9 words in, 9 out; 1 note in, 1 out" in done.out
    report = json.loads((press / "r.json").read_text(encoding="utf-8"))
    assert report["words"]["in"] == report["words"]["out"] == 9
    account = (press / "manuscript/essay.import.md").read_text(encoding="utf-8")
    assert account.startswith("# What the import of essay.docx assumed\n")
    assert "the title is “Bread” (essay.md, line 2)" in account
    assert call(press, "all", "--quiet").status == 0
    assert [path.name for path in (press / "dist").iterdir()] == ["essay"]


def losing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pandoc loses a word."""
    read = pandoc.read_word

    def without(data: bytes, name: str) -> object:
        tree, warnings = read(data, name)
        return json.loads(json.dumps(tree).replace('"helps."', '"."')), warnings

    monkeypatch.setattr(word, "read_word", without)


def test_a_lost_word_is_an_error_and_nothing_is_written(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    losing(monkeypatch)
    done = call(press, "import", "essay.docx", "--report", "r.json")
    assert done.status == 1
    assert "error: fidelity: the text differs behind “Bread rose It fell Salt”: the source has “helps”" in done.err
    assert not (press / "manuscript").exists()
    assert json.loads((press / "r.json").read_text(encoding="utf-8"))["words"]["out"] == 8
    assert call(press, "all", "essay.docx").status == 1
    assert not (press / "dist").exists()


def test_a_loss_that_is_accepted_is_said(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    losing(monkeypatch)
    done = call(press, "import", "essay.docx", "--accept-loss")
    assert done.status == 0
    assert "9 words in, 8 out" in done.out
    assert "warning: fidelity" in done.err
    assert "error" not in done.err
    assert (press / "manuscript/essay.md").is_file()


def test_a_second_import_refuses_and_merges(press: Path) -> None:
    assert call(press, "import", "essay.docx").status == 0
    manuscript = press / "manuscript/essay.md"
    edited = manuscript.read_text(encoding="utf-8").replace("Salt helps.", "Salt helps, they say.")
    write(press, edited)
    write(press, docx(TEXT.replace("It fell.", "It fell at once."), NOTES), "essay.docx")
    assert call(press, "import", "essay.docx").status == 1
    assert manuscript.read_text(encoding="utf-8") == edited
    done = call(press, "import", "essay.docx", "--merge")
    assert done.status == 0
    assert "11 words in, 13 out" in done.out
    assert "you have changed the manuscript: the text differs behind" in done.out
    assert "11 words in, 13 out" in (press / "manuscript/essay.import.md").read_text(encoding="utf-8")
    assert manuscript.read_text(encoding="utf-8") == edited.replace("It fell.", "It fell at once.")


def test_what_both_have_changed_is_an_error_with_its_place(press: Path) -> None:
    assert call(press, "import", "essay.docx").status == 0
    manuscript = press / "manuscript/essay.md"
    write(press, manuscript.read_text(encoding="utf-8").replace("Salt helps.", "Salt helps, they say."))
    write(press, docx(TEXT.replace("Salt helps.", "Salt helps nobody."), NOTES), "essay.docx")
    done = call(press, "import", "essay.docx", "--merge")
    assert done.status == 1
    assert "manuscript/essay.md:7:1: error: merge-conflict" in done.err
    assert "Salt helps, they say.\n\n<!-- the source has here now:\nSalt helps nobody.\n-->" in manuscript.read_text(
        encoding="utf-8"
    )
    assert call(press, "html", "--quiet").status == 0
    assert "nobody" not in (press / "dist/essay/essay.html").read_text(encoding="utf-8")


def test_nothing_is_merged_where_no_import_is_known(press: Path) -> None:
    write(press, "---\ntitle: T\n---\n\nMine.\n")
    done = call(press, "import", "essay.docx", "--merge")
    assert done.status == 2
    assert "nothing can be merged" in done.err
    assert call(press, "import", "essay.docx", "--merge", "--force").status == 2


def test_a_page_of_one_s_own_is_no_account(press: Path) -> None:
    write(press, "mine", "manuscript/essay.import.md")
    done = call(press, "import", "essay.docx")
    assert done.status == 1
    assert (press / "manuscript/essay.import.md").read_text(encoding="utf-8") == "mine"


# --- in a terminal -------------------------------------------------------------------------------------------------


COMMAND = [sys.executable, "-m", "pressbuild", "import", "essay.txt", "--interactive"]


def walked(folder: Path, *answers: str) -> tuple[int, str]:
    """`pressbuild import --interactive` in a pseudo-terminal, with a person's answers; its exit status and screen."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ |= {"TERM": "xterm", "COLUMNS": "200", "NO_COLOR": "1"}
        os.execv(sys.executable, COMMAND)  # noqa: S606  # in the terminal runs this program
    screen, waiting, end = "", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        try:
            screen += os.read(terminal, 65536).decode("utf-8", "replace") if ready else ""
        except OSError:  # the child has ended
            break
        asked = screen.count("[a]ccept") + screen.count("\r\n> ")
        if waiting and asked > len(answers) - len(waiting) and not ready:
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), screen


FLAT = """On bread

By Ann Ames

The first paragraph of this text is long enough to be one, and it ends in a mark of a note.1

Of yeast

Another paragraph follows the heading, and it is long enough to be one, too, I should think.



1. See Miller.
"""


def test_doubts_are_walked_through_in_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, FLAT, "essay.txt")
    status, screen = walked(tmp_path, "l\r")
    assert status == 0, screen
    manuscript = tmp_path / "manuscript/essay.md"
    assert "# Of yeast" in manuscript.read_text(encoding="utf-8")
    asked = [line for line in screen.splitlines() if " of " in line and line[:1].isdigit()]
    assert asked


def test_a_heading_is_rejected_and_a_title_edited(tmp_path: Path) -> None:
    write(tmp_path, FLAT, "essay.txt")
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


# --- late ----------------------------------------------------------------------------------------------------------


def test_a_build_of_a_manuscript_loads_no_importer(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\n\nText.\n")
    program = (
        "import sys; from pressbuild.cli import main\nsys.argv = ['pressbuild', 'html', 'manuscript/essay.md']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "late = ('pressbuild.intake', 'pressbuild.importers', 'pressbuild.collation')\n"
        "print('loaded:', [name for name in sys.modules if name.startswith(late)])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: []\n")


def test_the_account_names_the_lines_of_source_and_manuscript(tmp_path: Path) -> None:
    write(tmp_path, FLAT, "essay.txt")
    assert call(tmp_path, "import", "essay.txt").status == 0
    account = (tmp_path / "manuscript/essay.import.md").read_text(encoding="utf-8")
    assert "the title is “On bread” (essay.txt, line 1; essay.md, line 2)" in account
    assert "“Of yeast” is a heading (essay.md, line " in account
