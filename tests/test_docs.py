"""The documentation against the program: every code, every key, every command, and every example read."""

import re
import tempfile
from pathlib import Path

import pytest

from pressbuild.diagnostics import CODES
from pressbuild.importers import IMPORTERS
from pressbuild.manuscript.frontmatter import UNUSED, FrontMatter
from pressbuild.reading.classes import ROLES
from pressbuild.reading.rawhtml import NODES, SPANS
from pressbuild.rules import RULES
from tests.conftest import ROOT
from tests.desk import PNG, call, write

DIAGNOSTICS = (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8")
MANUSCRIPT = (ROOT / "docs/manuscript.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| \[`([a-z0-9-]+)`\]\(#([a-z0-9-]+)\) \| (\w+) \| (yes|never|–) \| (.*) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE_OF = {kind: re.compile(rf"^```{kind}\n(.*?)^```$", re.MULTILINE | re.DOTALL) for kind in ("toml", "css")}
QUIETLY = frozenset(("house-sets",))  # what a house sets otherwise is no fault
SECTIONS = dict(zip(*[iter(re.split(r"^## (.*)\n", DIAGNOSTICS, flags=re.MULTILINE)[1:])] * 2, strict=True))
WITH_EXAMPLES = [code for code, text in SECTIONS.items() if "```" in text]


def check(text: str, *options: str, house: str = "", css: str = "") -> str:
    """What `check` says of a manuscript; `house` is what a style.toml of the press says below its name, `css` what its
    house adds to the web page's design."""
    with tempfile.TemporaryDirectory() as folder:
        press = Path(folder)
        write(press, PNG, "manuscript/brewer.png")
        write(press, text)
        if house or css:
            write(press, f'[style]\nid = "own"\nname = "Own"\nextends = "as-written"\n{house}', "styles/own/style.toml")
            write(press, css, "styles/own/web.css")
            options = (*options, "--house", "own")
        done = call(press, "check", *options)
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
    """The bad one gives its code, and no rule but that; the good one does not."""
    house = "".join(EXAMPLE_OF["toml"].findall(SECTIONS[code]))
    aims = ("--for", code.removeprefix("metadata-")) if code.startswith("metadata-") else ()
    title = "---\ntitle: T\n---\n"
    if sheets := EXAMPLE_OF["css"].findall(SECTIONS[code]):
        bad, good = (check(f"{title}Text.\n", css=sheet) for sheet in sheets)
    else:
        bare = code == "front-missing-key"
        bad, good = (
            check(text if bare or text.startswith("---") else title + text, *aims, house=house)
            for text in EXAMPLE.findall(SECTIONS[code])
        )
    assert f": {code}: " in bad
    assert f": {code}: " not in good
    if code in RULES:
        assert said(bad) & RULES.keys() - QUIETLY <= {code}
        assert not said(good) & RULES.keys() - QUIETLY


def said(report: str) -> set[str]:
    return set(re.findall(r": (?:error|warning|note): ([a-z0-9-]+): ", report))


def test_every_rule_has_its_examples() -> None:
    assert RULES.keys() <= set(WITH_EXAMPLES)


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
    assert set(FrontMatter.__struct_fields__) <= named
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
