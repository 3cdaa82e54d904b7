"""`pressbuild import`: the proof and its loss, the account, the merge, what comes along."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pressbuild import pandoc
from pressbuild.importers.word import word
from tests.cli.test_walking import BREAD
from tests.desk import PNG, call, write
from tests.importers.test_word import call as mark
from tests.importers.test_word import note, p, t
from tests.importers.test_word import word as docx

TEXT = p(t("Bread"), "Title") + p(t("Bread rose.") + mark(1) + t(" It fell.")) + p(t("Salt helps."))
NOTES = note(1, "See Miller.")
FLAT = """A TITLE FOR A TEXT

By Ann Ames

The first paragraph of the text, which is long enough to be one, and says what it says.1

The second paragraph of it, which is no shorter than the first one and ends here.

Notes

1. The only note that there is.
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, docx(TEXT, NOTES), "essay.docx")
    return tmp_path


def test_words_and_notes_are_counted_and_an_account_lies_beside(press: Path) -> None:
    done = call(press, "import", "essay.docx", "--report", "r.json")
    assert done.status == 0
    assert "1 note called, 1 written, 0 headings" in done.out
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
    assert "you have changed the manuscript: in the text, behind “once Salt helps”, “they say” was put in" in done.out
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
    assert "yours stays: “Salt helps, they say.”; the source has: “Salt helps nobody.”" in done.err
    merged = manuscript.read_text(encoding="utf-8")
    for command in (("check",), ("html", "--quiet"), ("import", "essay.docx", "--merge")):
        done = call(press, *command)
        assert done.status == 1
        assert "manuscript/essay.md:9:1: error: merge-unresolved: " in done.out + done.err
    assert manuscript.read_text(encoding="utf-8") == merged
    assert not (press / "dist/essay/essay.html").exists()
    write(press, merged.split("<!--")[0] + merged.split("-->\n")[1])
    assert call(press, "check").status == 0
    assert call(press, "import", "essay.docx", "--merge").status == 0
    assert "Salt helps, they say." in manuscript.read_text(encoding="utf-8")


def test_a_title_that_both_have_changed_stops_a_build_too(press: Path) -> None:
    typed = "Salt and rain\n\nSalt helps the millers of the coast, who have little rain.\n"
    write(press, typed, "essay.txt")
    assert call(press, "import", "essay.txt", "--force").status == 0
    manuscript = press / "manuscript/essay.md"
    write(press, manuscript.read_text(encoding="utf-8").replace("title: Salt and rain", "title: Salt and snow"))
    write(press, typed.replace("Salt and rain", "Salt and hail"), "essay.txt")
    assert call(press, "import", "essay.txt", "--merge").status == 1
    assert "manuscript/essay.md:3:1: error: merge-unresolved: " in call(press, "check").out
    assert call(press, "import", "essay.txt", "--merge").status == 1


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
    write(tmp_path, BREAD, "essay.txt")
    assert call(tmp_path, "import", "essay.txt").status == 0
    account = (tmp_path / "manuscript/essay.import.md").read_text(encoding="utf-8")
    assert "the title is “On bread” (essay.txt, line 1; essay.md, line 2)" in account
    assert "## Headings: 1\n" in account
    assert "- Of yeast: line 8\n" in account


def test_import(tmp_path: Path) -> None:
    write(tmp_path, FLAT, "essay.txt")
    done = call(tmp_path, "import", "essay.txt", "--report", "new/r.json")
    assert done.status == 0
    assert (tmp_path / "manuscript/essay.md").is_file()
    report = json.loads((tmp_path / "new/r.json").read_text(encoding="utf-8"))
    assert [note["number"] for note in report["notes"]] == [1]
    former = (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8")
    write(tmp_path, "touched", "manuscript/essay.md")
    again = call(tmp_path, "import", "essay.txt")
    assert again.status == 1
    assert "error: exists: manuscript/essay.md is there already" in again.err
    assert call(tmp_path, "import", "essay.txt", "--force").status == 0
    assert (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8") == former


def test_an_import_onto_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FLAT, "essay.txt")
    write(tmp_path, TEXT)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    done = call(tmp_path, "import", "essay.txt", "--force")
    monkeypatch.undo()
    assert done.status == 1
    assert "No space left on device" in done.err
    assert (tmp_path / "manuscript/essay.md").read_text(encoding="utf-8") == TEXT
    assert [p.name for p in (tmp_path / "manuscript").iterdir()] == ["essay.md"]


def test_pictures_come_along(tmp_path: Path) -> None:
    write(tmp_path, PNG, "manuscript/dot.png")
    write(tmp_path, "---\ntitle: T\n---\n![A dot](dot.png)\n")
    assert call(tmp_path, "html", "--strict").status == 0
