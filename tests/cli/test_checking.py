"""`check` as a person calls it: findings on standard output, for people and for machines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk import call, write

TEXT = "---\ntitle: T\n---\nWords with a ‘mark’ and a note.[^1]\n\n[^1]: The ‘=note’ of it.\n"
WARNED = "---\ntitle: T\ncsl: x\n---\nText.\n"


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, TEXT)
    return tmp_path


def test_check_text(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nOne two[^9] three.\n")
    done = call(tmp_path, "check")
    assert done.status == 1
    assert done.out == (
        "manuscript/essay.md:4:8: error: note-missing: no note is defined for [^9]\n"
        "    One two[^9] three.\n"
        "           ^\n"
        "    hint: write the note at the end of the file: [^9]: …\n"
    )


def test_check_of_what_is_sound(press: Path) -> None:
    done = call(press, "check")
    assert (done.status, done.out, done.err) == (0, "", "nothing found\n")
    assert call(press, "check", "--format", "json").out == "[]\n"


def test_check_strict_and_allow(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\na\n\n[^1]: x\n")
    assert call(tmp_path, "check").status == 1
    assert call(tmp_path, "check", "--allow", "note-orphan").status == 0
    write(tmp_path, WARNED)
    assert call(tmp_path, "check").status == 0
    assert call(tmp_path, "check", "--strict").status == 1


def test_check_json(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\n\n“a” b[^9]\n")
    [finding] = json.loads(call(tmp_path, "check", "--format", "json").out)
    assert finding == {
        "code": "note-missing",
        "severity": "error",
        "file": "manuscript/essay.md",
        "line": 5,
        "column": 6,
        "message": "no note is defined for [^9]",
        "hint": "write the note at the end of the file: [^9]: …",
    }


def test_check_sarif(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\na[^9]\n", "manuscript/my essay.md")
    log = json.loads(call(tmp_path, "check", "--format", "sarif").out)
    [run] = log["runs"]
    [result] = run["results"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert (result["ruleId"], result["level"]) == ("note-missing", "error")
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "manuscript/my%20essay.md"
    assert where["region"] == {"startLine": 4, "startColumn": 2, "endColumn": 3}


def test_check_sarif_carries_fixes(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nSmall , and  cheap.\n")
    [run] = json.loads(call(tmp_path, "check", "--format", "sarif").out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["space-before-stop", "doubled-space"]
    [fix] = run["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "manuscript/essay.md"
    region = {"startLine": 4, "startColumn": 6, "endLine": 4, "endColumn": 8}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": ","}}]


def test_check_imports_nothing_that_only_binding_needs(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nBeer was small.[^a]\n\n[^a]: Very small.\n")
    asked = (
        "import sys; from pathlib import Path; from pressbuild import cli, proofreading\n"
        "proofreading.get_ready(); proofreading.findings(Path('manuscript/essay.md'), proofreading.Reader())\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    heavy = {"weasyprint", "ebooklib", "lxml", "PIL", "jinja2", "pikepdf", "pypdfium2", "tomlkit", "linkify_it", "nh3"}
    heavy |= {"pydantic"}
    assert not heavy & set(done.stdout.split())


def program(press: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as a shell runs it, with the proof-reader that was called early."""
    command = [sys.executable, "-m", "pressbuild", "check", "manuscript/essay.md", *arguments]
    return subprocess.run(command, cwd=press, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("text", [TEXT, WARNED, "One two[^9] three.\n", "As he says [@smith, p. 5].\n", "\x00", ""])
def test_the_program_says_what_check_says(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    done, inside = program(tmp_path), call(tmp_path, "check", "manuscript/essay.md")
    assert (done.returncode, done.stdout, done.stderr) == (inside.status, inside.out, inside.err)
    assert done.stdout + done.stderr


HOUSELESS = "---\ntitle: T\nhouse: nowhere\nterms: none.toml\n---\nText.\n"
TWO_TITLES = "manuscript/essay.md", "manuscript/other.md", "manuscript/essay.md"


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        (TEXT, ("--strict", "--house", "oxford", "--for", "store")),
        (TEXT, ("--house", "nowhere")),
        (TEXT, TWO_TITLES[1:]),
        (HOUSELESS, ()),
        (HOUSELESS, TWO_TITLES[1:]),
    ],
)
def test_the_program_says_what_it_is_asked(tmp_path: Path, text: str, arguments: tuple[str, ...]) -> None:
    write(tmp_path, text)
    write(tmp_path, "A ‘mark’ and  two spaces.\n", "manuscript/other.md")
    done, inside = program(tmp_path, *arguments), call(tmp_path, "check", "manuscript/essay.md", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (inside.status, inside.out, inside.err)
    assert done.stdout


def test_a_command_line_that_is_none_ends_the_program_whatever_was_begun(press: Path) -> None:
    assert program(press, "--nonsense").returncode == 2


def test_a_citation_without_a_bibliography_is_found(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nAs he says [@smith, p. 5].\n")
    done = call(tmp_path, "check")
    assert (done.status, "citation-missing" in done.out) == (1, True)


def test_what_is_mended_is_not_found_again(tmp_path: Path) -> None:
    path = write(tmp_path, "---\ntitle: T\n---\nBeer was small , and cheap.\n")
    done = program(tmp_path, "--fix")
    assert path.read_text(encoding="utf-8").endswith("Beer was small, and cheap.\n")
    assert (done.returncode, done.stdout) == (0, "")
    again = program(tmp_path, "--diff")
    assert (again.stdout, again.stderr) == ("", "nothing to mend\n")


def test_an_exception_for_fonts_that_allows_nothing_is_found(tmp_path: Path) -> None:
    remark = "<!-- pressbuild: allow font-missing-glyph because it is rare -->"
    write(tmp_path, f"---\ntitle: T\n---\n{remark}\n\nBeer was small.\n")
    assert "exception-unused" in call(tmp_path, "check").out


def test_check_github(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\na[^100%9]\n", "manuscript/a,b.md")
    line = call(tmp_path, "check", "--format", "github").out
    assert line.startswith(
        "::error file=manuscript/a%2Cb.md,line=4,col=2,title=note-missing::no note is defined for [^100%259]"
    )
