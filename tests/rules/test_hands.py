"""Conventions of a book: compared over all chapters of one hand, and said once."""

from pathlib import Path

import pytest

from tests.desk import call, write

ONE = "# One\n\nOn 1 May 1640 and 2 May 1640 J. B. Sloe brewed 5 per cent. They cooperate, realise, “so he said”.\n"
TWO = '# Two\n\nOn May 3, 1640 and May 4, 1640 J.B. Sloe brewed 6%. They co-operate, realize, "so he said".\n'
SAME = ONE.replace("# One", "# Three")
MIXED = ("dates-mixed", "hyphens-mixed", "initials-mixed", "marks-mixed", "percent-mixed", "spelling-mixed")


def said(folder: Path, heads: tuple[str, str] = ("", ""), toml: str = "") -> list[str]:
    """What `check` says of the conventions of a book of two chapters, which have these front matters."""
    for name, head, text in zip(("one", "two"), heads, (ONE, TWO), strict=True):
        write(folder, f"---\n{head}\n---\n{text}" if head else text, f"manuscript/beer/{name}.md")
    write(folder, f'title = "Beer"\nlang = "en"\n{toml}chapters = ["one.md", "two.md"]\n', "manuscript/beer/book.toml")
    lines = call(folder, "check", "manuscript/beer").out.split("\n")
    return [line for line in lines if "-mixed: " in line]


def test_what_differs_between_chapters_is_said_once_for_the_book(tmp_path: Path) -> None:
    found = said(tmp_path)
    assert sorted(line.split(": ")[2] for line in found) == sorted(MIXED)
    dates = "dates are written in 2 ways: 2 like “1 May 1640” (first in line 3 of one.md) and 2 like “May 3, 1640”"
    assert f"manuscript/beer/two.md:3:4: note: dates-mixed: {dates} (first in line 3)" in found
    initials = "initials are written in 2 ways: 1 like “J. B. Sloe” (first in line 3 of one.md) and 1 like “J.B. Sloe”"
    assert f"manuscript/beer/two.md:3:32: note: initials-mixed: {initials} (first in line 3)" in found
    hyphens = "“co-operate” stands once, first in line 3 of two.md, and “cooperate” once"
    assert f"manuscript/beer/one.md:3:65: note: hyphens-mixed: {hyphens}" in found
    assert any("straight marks stand in two.md, curly ones in one.md" in line for line in found)


@pytest.mark.parametrize(
    ("heads", "toml"),
    [
        (("author: Ann Ames", "author: Ben Sloe"), ""),
        (("", "author: Ben Sloe"), 'author = "Ann Ames"\n'),
        (("", "lang: en-GB\nauthor: [Ann Ames, Ben Sloe]"), 'author = "Ann Ames"\n'),
        (("", "lang: fr"), ""),
    ],
)
def test_an_anthology_is_read_chapter_by_chapter(tmp_path: Path, heads: tuple[str, str], toml: str) -> None:
    assert said(tmp_path, heads, toml) == []


@pytest.mark.parametrize(
    ("heads", "toml"),
    [
        (("author: Ann Ames", "author: Ann Ames"), 'editor = "Ben Sloe"\n'),
        (("author: Ann Ames", ""), 'author = "Ann Ames"\n'),
    ],
)
def test_chapters_of_one_author_are_compared(tmp_path: Path, heads: tuple[str, str], toml: str) -> None:
    assert len(said(tmp_path, heads, toml)) == len(MIXED)


def test_a_chapter_that_keeps_to_a_form_of_its_own_is_named_once(tmp_path: Path) -> None:
    names = ["one.md", "two.md", "three.md", "four.md", "five.md"]
    for name in names:
        write(tmp_path, TWO * 3 if name == "two.md" else SAME, f"manuscript/beer/{name}")
    write(tmp_path, f'title = "Beer"\nlang = "en"\nchapters = {names}\n'.replace("'", '"'), "manuscript/beer/book.toml")
    lines = [line for line in call(tmp_path, "check", "manuscript/beer").out.split("\n") if "-mixed: " in line]
    assert sorted(line.split(": ")[2] for line in lines) == sorted(MIXED)
    [dates] = [line for line in lines if "dates-mixed" in line]
    assert dates.startswith("manuscript/beer/two.md:3:4: ")
    assert "8 like “1 May 1640” (first in line 3 of one.md) and 6 like “May 3, 1640” (first in line 3)" in dates


def test_a_slip_within_a_chapter_is_the_chapter_s(tmp_path: Path) -> None:
    """Where all chapters have the same usual form, each slip is named once, in its chapter."""
    dates = "On 1 May 1640, 2 May 1640 and 3 May 1640; organise, organise, organise.\n"
    write(tmp_path, f"# One\n\n{dates}", "manuscript/beer/one.md")
    write(tmp_path, f"# Two\n\n{dates}\nBut on May 4, 1640 they organize.\n", "manuscript/beer/two.md")
    toml = 'title = "Beer"\nlang = "en"\nchapters = ["one.md", "two.md"]\n'
    write(tmp_path, toml, "manuscript/beer/book.toml")
    lines = [line for line in call(tmp_path, "check", "manuscript/beer").out.split("\n") if "-mixed: " in line]
    assert [line.partition(": “")[0] for line in lines] == [
        "manuscript/beer/two.md:5:8: note: dates-mixed",
        "manuscript/beer/two.md:5:25: note: spelling-mixed",
    ]


def test_a_chapter_that_mixes_marks_speaks_for_itself(tmp_path: Path) -> None:
    write(tmp_path, '# One\n\nHe said “so” and "no".\n', "manuscript/beer/one.md")
    write(tmp_path, '# Two\n\nHe said "so".\n', "manuscript/beer/two.md")
    write(tmp_path, "# Three\n\nHe said “so”.\n", "manuscript/beer/three.md")
    toml = 'title = "Beer"\nchapters = ["one.md", "two.md", "three.md"]\n'
    write(tmp_path, toml, "manuscript/beer/book.toml")
    lines = [line for line in call(tmp_path, "check", "manuscript/beer").out.split("\n") if "marks-mixed" in line]
    assert [line.partition(":")[0] for line in lines] == ["manuscript/beer/one.md"]
