"""The documentation against the program: every code, every key, every command, and every example read."""

import re
import tempfile
from pathlib import Path

import pytest

from pressbuild.diagnostics import CODES
from pressbuild.importers import IMPORTERS
from pressbuild.manuscript import UNUSED, FrontMatter
from pressbuild.reading.classes import ROLES
from pressbuild.reading.rawhtml import NODES, SPANS
from tests.conftest import ROOT
from tests.desk import PNG, call, write

DIAGNOSTICS = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
MANUSCRIPT = (ROOT / "docs/manuscript.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| \[`([a-z0-9-]+)`\]\(#([a-z0-9-]+)\) \| (\w+) \| (yes|never|–) \| (.*) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = dict(zip(*[iter(re.split(r"^## (.*)\n", DIAGNOSTICS, flags=re.MULTILINE)[1:])] * 2, strict=True))
WITH_EXAMPLES = [code for code, text in SECTIONS.items() if "```" in text]


def check(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), PNG, "manuscript/brewer.png")
        write(Path(folder), text)
        done = call(Path(folder), "check")
    return done.out


def test_every_code_has_its_row() -> None:
    rows = {code: (anchor, severity, may, summary) for code, anchor, severity, may, summary in ROW.findall(DIAGNOSTICS)}
    assert rows == {
        code: (
            code,
            str(rule.severity),
            "–" if rule.severity != "error" else "yes" if rule.allowable else "never",
            rule.summary,
        )
        for code, rule in CODES.items()
    }


def test_every_code_has_its_section() -> None:
    assert list(SECTIONS) == list(CODES)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_examples_of_a_code(code: str) -> None:
    bad, good = EXAMPLE.findall(SECTIONS[code])
    title = "" if bad.startswith("---") or code == "front-missing-key" else "---\ntitle: T\n---\n"
    assert f": {code}: " in check(title + bad)
    assert f": {code}: " not in check(title + good)


@pytest.mark.parametrize("example", EXAMPLE.findall(MANUSCRIPT))
def test_an_example_of_the_syntax_has_no_fault(example: str) -> None:
    assert check(example if example.startswith("---") else f"---\ntitle: T\n---\n{example}") == ""


def test_the_syntax_as_a_whole_is_built() -> None:
    examples = [example for example in EXAMPLE.findall(MANUSCRIPT) if not example.startswith("---")]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), PNG, "manuscript/brewer.png")
        write(Path(folder), "---\ntitle: T\n---\n" + "\n".join(examples))
        done = call(Path(folder), "all", "--strict", "--quiet", "--allow", "renderer")
    assert (done.status, done.err) == (0, "")


def test_the_syntax_page_has_every_key_role_and_element() -> None:
    named = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`]+)`", EXAMPLE.sub("", MANUSCRIPT)))))
    assert set(FrontMatter.model_fields) <= named
    assert set(ROLES) <= named
    assert SPANS | NODES.keys() <= named
    kept = re.search(r"`([^`]+)` (?:are|is) kept for later\s+versions", MANUSCRIPT)
    assert kept is not None
    assert set(UNUSED) <= set(kept[1].split())


def test_the_readme_has_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        listed = re.findall(r"^│ (\w+)  ", call(Path(folder), "--help").out, re.MULTILINE)
    assert listed
    assert not [command for command in listed if not re.search(rf"\b{command}\b", readme)]


def test_the_page_on_importing_has_every_format_and_option() -> None:
    page = (ROOT / "docs/import.md").read_text(encoding="utf-8")
    assert not [suffix for suffix in IMPORTERS if f"`{suffix}`" not in page]
    with tempfile.TemporaryDirectory() as folder:
        options = set(re.findall(r"--[a-z-]+", call(Path(folder), "import", "--help", COLUMNS="200").out)) - {"--help"}
    assert {"--merge", "--interactive", "--accept-loss"} <= options
    assert not [option for option in options - {"--output"} if option not in page]


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))])
def test_links_between_pages(page: str) -> None:
    text = re.sub(r"^    .*$", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)  # but examples
    targets = [
        t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if not t.startswith(("http", "mailto", "#"))
    ]
    prose = EXAMPLE.sub("", text)
    missing = [t for t in targets if f"]({t}" in prose and t and not (ROOT / page).parent.joinpath(t).exists()]
    assert not missing
