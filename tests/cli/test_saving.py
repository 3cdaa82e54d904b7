"""The command line that an editor gives on each save: read without Typer, and as Typer reads it."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressbuild.cli import checking
from pressbuild.cli.program import app
from pressbuild.cli.saving import Report, plain
from pressbuild.diagnostics import Diagnostic
from pressbuild.proofreading import Reader
from tests.desk import call, write

Asked = tuple[list[Path], Report, Reader]
SCRAPS = (
    "essay.md",
    "manuscript/other.md",
    "no such file.md",
    "",
    "-",
    "--",
    "--strict",
    "--format",
    "json",
    "text",
    "--format=sarif",
    "--format=",
    "--house",
    "oxford",
    "--house=chicago",
    "--house=",
    "--fix",
    "--allow=note-order",
    "-h",
    "--nonsense",
    "--strict=1",
)


def by_typer(arguments: Iterable[str]) -> Asked | None:
    """What Typer makes of the arguments of `check`; None where it refuses them."""
    said: list[Asked] = []

    def note(paths: list[Path], form: Report, reader: Reader, _: Iterable[Diagnostic]) -> int:
        said.append((paths, form, reader))
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "proofread", note)
        with pytest.raises(SystemExit):
            app("check")(["check", *arguments])
    return said[0] if said else None


@given(st.lists(st.sampled_from(SCRAPS), max_size=6))
@example(["essay.md"])
@example(["--strict", "essay.md", "--format", "json", "--house=oxford", "manuscript/other.md"])
def test_what_is_read_without_typer_is_read_as_typer_does(arguments: list[str]) -> None:
    asked = plain(arguments)
    assert asked is None or asked == by_typer(arguments)


@pytest.mark.parametrize(
    "arguments", [["a.md"], ["--format=github", "a.md", "--strict"], ["a.md", "b.md", "--house", "oxford"]]
)
def test_what_editors_ask_for_is_read_without_typer(arguments: list[str]) -> None:
    assert plain(arguments) is not None


def test_what_the_environment_says_is_left_to_typer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSBUILD_HOUSE", "nowhere")
    assert plain(["a.md"]) is None
    write(tmp_path, "---\ntitle: T\n---\nText.\n")
    assert "house-unknown" in call(tmp_path, "check", "manuscript/essay.md").out


def test_a_check_on_save_imports_no_typer(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\nText.\n")
    asked = (
        "import sys; from pressbuild.cli import main\nsys.argv = ['pressbuild', 'check', 'manuscript/essay.md']\n"
        "try: main()\nexcept SystemExit: print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout
    assert not {"typer", "click", "rich", "pydantic"} & set(done.stdout.split())
