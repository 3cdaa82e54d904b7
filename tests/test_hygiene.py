"""What no file of the project may hold, and how long a function and a module may be."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "src").rglob("*.py"))

FUNCTION_LINES = 60
MODULE_LINES = 400

# Spelled in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": re.compile("/(?:work" + "/|home/[a-z]|root/\\.|Users/[A-Za-z])"),
    "an address of a package index": re.compile(
        "pypi\\.org|files\\.pythonhosted|registry\\.npmjs|registry\\.yarnpkg|deb\\.debian\\.org"
    ),
    "an option with an index": re.compile("--(?:extra-)?index" + "-url|--find" + "-links|--registry" + "[ =]"),
    "a resolved address": re.compile('"resolved"' + ': *"http'),
}


def tracked() -> list[Path]:
    """Every file that git tracks or would add; in a source tree without git, nothing can be said."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("this is no checkout")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}" for path, text in texts() for match in FORBIDDEN[what].finditer(text)
    ]
    assert not found


Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_flat(function: Function) -> bool:
    """Whether a function is one `match`, perhaps after one other statement: it may be as long as it likes."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return len(body) <= 2 and any(isinstance(statement, ast.Match) for statement in body)


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_can_be_read_in_a_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, Function)]
    flat = sum(length(function) for function in functions if is_flat(function))
    lines = len(text.splitlines()) - flat
    assert lines <= MODULE_LINES, "look for the second idea in it"
    too_long = [
        f"{function.name}: {length(function)} lines"
        for function in functions
        if length(function) > FUNCTION_LINES and not is_flat(function)
    ]
    assert not too_long


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md", "docs/diagnostics.md"]
)
def test_there_is(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_constraints_are_exact() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line)]


def test_npm_packages_are_exact() -> None:
    wanted = json.loads((ROOT / "tests/tools/package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((ROOT / "tests/tools/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert wanted == {name: locked[f"node_modules/{name}"]["version"] for name in wanted}


def test_lint_ignores_have_reasons() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    ignores = lines[lines.index("ignore = [") + 1 :]
    bare = [line for line in ignores[: ignores.index("]")] if "#" not in line]
    assert not bare
