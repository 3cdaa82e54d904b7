"""Chapters checked and mended as their book has them, and fixes that are refused."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.proofreading import Reader
from pressbuild.proofreading.mending import mended
from pressbuild.rules import RULES, Copy
from tests.desk import call, write

BOOK = 'title = "Le bac"\nlang = "fr"\nchapters = ["un.md", "deux.md"]\n'
ONE = "# Un\n\nElle dit : « Voilà » ; puis  elle part ! Voir [la suite](deux.md#gué).\n"
TWO = (
    "# Deux\n\nUn gué{#gué} , puis l’eau.[^1]  Voir [le début](un.md).\n\n[^1]: Une note d’une ligne ; rien de plus.\n"
)


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, BOOK, "manuscript/bac/book.toml")
    write(tmp_path, ONE, "manuscript/bac/un.md")
    write(tmp_path, TWO.replace("Un gué{#gué}", "Un [gué]{#gué}"), "manuscript/bac/deux.md")
    return tmp_path


def said(press: Path, *arguments: str) -> list[tuple[str, str]]:
    findings = json.loads(call(press, "check", "--format", "json", *arguments).out)
    return [(finding["code"], Path(finding["file"]).name) for finding in findings]


def test_a_chapter_is_checked_as_its_book_has_it(press: Path) -> None:
    two = [("space-before-stop", "deux.md"), ("doubled-space", "deux.md")]
    assert said(press, "manuscript/bac/deux.md") == two
    assert said(press, "manuscript/bac/un.md") == [("doubled-space", "un.md")]
    assert said(press, "manuscript/bac") == [("doubled-space", "un.md"), *two]  # as the book has them


def test_the_chapters_of_a_book_keep_what_their_language_writes(press: Path) -> None:
    one, two = mended(press / "manuscript/bac", Reader())
    assert one.after == ONE.replace("puis  elle", "puis elle")
    assert "gué]{#gué}, puis l’eau.[^1] Voir" in two.after
    assert "d’une ligne ; rien" in two.after


def test_a_chapter_is_mended_alone(press: Path) -> None:
    done = call(press, "check", "--fix", "manuscript/bac/deux.md")
    assert done.status == 0
    assert [path.name for path in (press / "manuscript/bac").glob("*.before-fix")] == ["deux.md.before-fix"]
    assert (press / "manuscript/bac/un.md").read_text(encoding="utf-8") == ONE


def test_what_a_book_allows_holds_in_its_chapters(press: Path) -> None:
    allows = 'allow = ["doubled-space because they are the author’s"]\n'
    write(press, allows + BOOK, "manuscript/bac/book.toml")
    assert said(press, "manuscript/bac") == [("space-before-stop", "deux.md")]
    assert said(press, "manuscript/bac/un.md") == []
    assert [each.path.name for each in mended(press / "manuscript/bac", Reader()) if each.before != each.after] == [
        "deux.md"
    ]


def test_what_a_book_allows_for_nothing_is_unused(press: Path) -> None:
    write(press, 'allow = ["doubled-word because of the song"]\n' + BOOK, "manuscript/bac/book.toml")
    assert ("exception-unused", "book.toml") in said(press, "manuscript/bac")
    assert ("exception-unused", "book.toml") not in said(press, "manuscript/bac/un.md")


def test_a_book_that_cannot_be_read_is_said_for_its_chapter(press: Path) -> None:
    write(press, BOOK.replace("deux", "dex"), "manuscript/bac/book.toml")
    assert ("not-found", "book.toml") in said(press, "manuscript/bac/un.md")


def test_a_fix_that_would_change_a_word_is_left_out_and_the_others_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(copy: Copy) -> Iterator[Diagnostic]:
        fixes = copy.fix(Place(copy.name, 4, 1), "Ale", "Stout")
        yield found("space-missing", "wrong", Place(copy.name, 4, 1), fixes=fixes)

    monkeypatch.setitem(RULES, "space-missing", wrong)
    path = write(tmp_path, "---\ntitle: T\n---\nAle  is small.\n")
    done = call(tmp_path, "check", "--fix")
    assert path.read_text(encoding="utf-8").endswith("---\nAle is small.\n")
    assert "manuscript/essay.md:4:1: error: fidelity: the fix of space-missing would change a word, “Ale”" in done.out
    assert done.status == 1
    assert call(tmp_path, "check", "--diff").status == 1


@pytest.mark.parametrize("letter", "\u02bc\u02b9\u2032`´")
def test_a_letter_that_is_typed_for_an_apostrophe_is_mended_like_one(tmp_path: Path, letter: str) -> None:
    path = write(tmp_path, f"---\ntitle: T\n---\nIt isn{letter}t  small.\n")
    done = call(tmp_path, "check", "--fix")
    assert path.read_text(encoding="utf-8") == "---\ntitle: T\n---\nIt isn’t small.\n"
    assert (done.status, done.out) == (0, "")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("subtitle: 'Don''t go'", "subtitle: 'Don’t go'"),
        ("subtitle: 'Don''t ''go'' — isn''t  it'", "subtitle: 'Don’t ‘go’ — isn’t it'"),
        ('subtitle: "He said \\"so\\" and \\"it isn' + "'t" + '\\""', 'subtitle: "He said “so” and “it isn’t”"'),
        (r'subtitle: "A \\* isn’t  so"', r'subtitle: "A \\* isn’t so"'),
        ("subtitle: >\n  It isn't\n  'all'  here", "subtitle: >\n  It isn’t\n  ‘all’ here"),
        ('subtitle: "Ale:so they said"', 'subtitle: "Ale: so they said"'),
        ("subtitle: Ale:so they said",) * 2,  # a space behind the colon would make a key of the word
        ("description: 'It''s \"so\"'",) * 2,  # no text of the page
    ],
)
def test_a_fix_in_the_front_matter_is_written_as_yaml_has_it(tmp_path: Path, before: str, after: str) -> None:
    text = "---\ntitle: T\n{}\nlang: en\n---\nIt’s ‘so’ and{}so.\n"
    path = write(tmp_path, text.format(before, "  "))
    done = call(tmp_path, "check", "--fix")
    assert path.read_text(encoding="utf-8") == text.format(after, " ")
    assert done.status == 0
    assert "front-invalid" not in done.out


def test_a_place_behind_an_escape_of_yaml_is_right(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: 'Don''t ''go''  now'\n---\nSo.\n")
    [(line, column)] = [
        (finding["line"], finding["column"])
        for finding in json.loads(call(tmp_path, "check", "--format", "json").out)
        if finding["code"] == "doubled-space"
    ]
    assert (line, column) == (2, len("title: 'Don''t ''go''") + 1)
