"""docs/terms.md: its walk-through, really walked with the specimen essay as a text without markup.

A line of an ellipsis stands for any lines.
"""

import re
from pathlib import Path

from pressbuild.termsheet import Term, parse
from tests.conftest import ROOT
from tests.desk import call

PAGE = ROOT / "docs" / "terms.md"
BLOCK = re.compile(r"^```(console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r'\[\[term\]\]\nmatch = \["(.*?)"\]\n(?:[^\[\n].*\n)*')


def flattened(markdown: str) -> str:
    """The specimen without its front matter, its picture and all markup: headings, notes and marks as texts come."""
    _, front, body = markdown.split("---\n", 2)
    title = re.search(r'^title: "(.*)"$', front, re.MULTILINE)
    assert title
    for pattern, plain in (
        (r"^!\[.*$\n*", ""),
        (r"^:::.*$\n*", ""),
        (r"(?<!!)\[([^\]^]+)\]\(<?[^)]*\)", r"\1"),
        (r"\[([^\]^]+)\]\{\.\w+\}", r"‘\1’"),
        (r"^\[\^(\d+)\]: ", r"\1. "),
        (r"\[\^(\d+)\]", r"\1"),
        (r"^(?:#+ |> |\*\*\*\n)", ""),
        (r"\*", ""),
        (r"(?<!/)doi\.org", "https://doi.org"),
    ):
        body = re.sub(pattern, plain, body, flags=re.MULTILINE)
    return f"{title[1]}\n\n{body.strip()}\n"


def matches(shown: str, said: str) -> bool:
    """Whether a command said what the page shows."""
    parts = re.split(r"^…$", shown.strip(), flags=re.MULTILINE)
    return re.fullmatch("(?s:.*)".join(map(re.escape, parts)), said.strip()) is not None


def test_the_walk_through(tmp_path: Path) -> None:
    specimen = next((ROOT / "manuscript").glob("*.md")).read_text(encoding="utf-8")
    (tmp_path / "essay.txt").write_text(flattened(specimen), encoding="utf-8")
    sheet = tmp_path / "manuscript" / "essay.terms.toml"
    walk = PAGE.read_text(encoding="utf-8").partition("## The keys")[0]
    for kind, text in BLOCK.findall(walk):
        if kind == "console":
            command, _, shown = text.partition("\n")
            done = call(tmp_path, *command.removeprefix("$ pressbuild ").split())
            assert done.status == 0, done.err
            assert matches(shown, done.out), f"{command}\n{done.out}"
        elif "signed = true" in text:
            edit(sheet, text)
        else:
            assert text in sheet.read_text(encoding="utf-8")
    page = (tmp_path / "dist" / "essay" / "essay.html").read_text(encoding="utf-8")
    assert "it was hard to find a dinner party at which" in re.sub(r"<[^>]+>", "", page)


def edit(sheet: Path, entries: str) -> None:
    """An editor's work: the drafts of these entries become them."""
    text = sheet.read_text(encoding="utf-8")
    for entry in ENTRY.finditer(entries):
        draft = next(found for found in ENTRY.finditer(text) if found[1] == entry[1])
        text = text.replace(draft[0], entry[0])
    sheet.write_text(text, encoding="utf-8")


def test_every_key_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(Term.__struct_encode_fields__)


def test_the_signed_entries_are_entries() -> None:
    for kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "toml" and "signed = true" in text:
            assert all(term.signed for term in parse(text, "terms.md").terms)
