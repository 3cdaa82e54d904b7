"""book.toml: what it may say, and what is said where it says something else."""

from pathlib import Path

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.manuscript import Manuscript, read_manuscript
from tests.desk import inside, write


def read(press: Path, toml: str, **chapters: str) -> Manuscript:
    for name, text in {"one": "# One\n\nText.\n", **chapters}.items():
        write(press, text, f"manuscript/book/{name}.md")
    write(press, toml, "manuscript/book/book.toml")
    with inside(press):
        return read_manuscript(Path("manuscript/book/book.toml"))


def complaint(press: Path, toml: str, **chapters: str) -> str:
    with pytest.raises(PressError) as raised:
        read(press, toml, **chapters)
    return str(raised.value.diagnostics[0]).replace("manuscript/book/", "")


def test_what_it_says(tmp_path: Path) -> None:
    toml = """# a book
title = "The ‘book’"
standfirst = '''
Over two
lines'''
author = ["Ann Ames"]
date = 2026-11-24
toc = true
web = "pages"
chapters = "one.md"
[notes]
numbering = "chapter"
[[part]]
title = "A part"
chapters = [
  "two.md",
]
"""
    manuscript = read(tmp_path, toml, two="# Two\n\nText.\n")
    assert manuscript.slug == "book"
    assert manuscript.front.title == "The ‘book’"
    assert manuscript.front.date == "2026-11-24"
    assert manuscript.front.toc is True
    assert manuscript.book is not None
    assert (manuscript.book.web, manuscript.book.numbering) == ("pages", "chapter")
    assert [file.name for file in manuscript.files] == [
        f"manuscript/book/{name}" for name in ("book.toml", "one.md", "two.md")
    ]
    assert [part.title and part.title.text for part in manuscript.book.parts] == [None, "A part"]
    assert str(manuscript.place("title")) == "manuscript/book/book.toml:2:10"
    assert manuscript.values["part-1"].line == 14
    assert manuscript.findings == ()


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('title = "B"\n', "book.toml:1:1: error: empty: the book has no chapters"),
        (
            '[[parts]]\ntitle = "P"\nchapters = ["one.md"]\n',
            "book.toml:1:1: error: front-unknown-key: there is no key “parts”",
        ),
        ("title = \n", "book.toml:1:9: error: front-invalid: the file is not TOML: Invalid value"),
        ('chapters = ["on.md"]\n', "book.toml:1:14: error: not-found: there is no chapter “on.md”"),
        (
            'chapters = [\n  "one.md",\n  "./one.md"\n]\n',
            "book.toml:3:4: error: front-invalid: the chapter “./one.md” stands twice in the book",
        ),
        (
            'chapters = ["../../../one.md"]\n',
            "book.toml:1:14: error: outside-press: “../../../one.md” lies outside the press folder",
        ),
        (
            'chapters = ["book.toml"]\n',
            "book.toml:1:14: error: front-invalid: the chapter “book.toml” is no manuscript: *.md",
        ),
        (
            'chapters = ["one.md"]\nweb = "two"\n',
            "book.toml:2:1: error: front-invalid: web: there is no “two”",
        ),
        (
            'chapters = ["one.md"]\n[notes]\nnumbering = "part"\n',
            "book.toml:3:1: error: front-invalid: notes.numbering: there is no “part”",
        ),
        (
            '[[part]]\ntitle = "P"\nchapters = []\n',
            "book.toml:3:1: error: front-invalid: part.chapters: the list is empty",
        ),
    ],
)
def test_what_is_wrong(tmp_path: Path, toml: str, said: str) -> None:
    assert complaint(tmp_path, toml) == said


def test_a_chapter_s_own_errors(tmp_path: Path) -> None:
    said = complaint(tmp_path, 'chapters = ["one.md"]\n', one="---\ndate: soon\n---\nText.\n")
    assert said.startswith("one.md:2:7: error: front-invalid: date: ")


def test_keys_that_there_are_not_are_said_once_each(tmp_path: Path) -> None:
    manuscript = read(tmp_path, 'titel = "B"\nchapters = ["one.md"]\n', one="---\nautor: Ann\n---\nText.\n")
    found = [(finding.code, str(finding.place)) for file in manuscript.files for finding in file.findings]
    assert found == [
        ("front-unknown-key", "manuscript/book/book.toml:1:1"),
        ("front-unknown-key", "manuscript/book/one.md:2:1"),
    ]


def test_what_a_chapter_may_not_decide(tmp_path: Path) -> None:
    chapter = "---\ntitle: One\nhouse: oxford\nlang: en-GB\nallow: note-orphan\n---\nText.\n"
    manuscript = read(tmp_path, 'lang = "en-GB"\nchapters = ["one.md"]\n', one=chapter)
    assert [(finding.code, str(finding.place)) for finding in manuscript.findings] == [
        ("front-unused", "manuscript/book/one.md:3:1")
    ]


def test_the_digest_is_over_the_chapters_too(tmp_path: Path) -> None:
    toml = 'chapters = ["one.md"]\n'
    first = read(tmp_path, toml).sha256
    assert read(tmp_path, toml).sha256 == first
    assert read(tmp_path, toml, one="# One\n\nOther text.\n").sha256 != first
