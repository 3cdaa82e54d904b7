"""Manuscripts on disk: every key of the front matter, its places, and what no manuscript may be."""

from pathlib import Path

import pytest
from msgspec.structs import asdict

from pressbuild.diagnostics import Place, PressError
from pressbuild.manuscript import Manuscript, read_manuscript
from pressbuild.manuscript.frontmatter import UNUSED, FrontMatter
from pressbuild.reading import read
from pressbuild.tree import plain
from tests.desk import inside, write

KEYS = """title subtitle kicker standfirst author translator editor date lang publisher rights licence isbn identifier
    description subjects series url house terms editions cover caption contributors imprint price printing index allow
    notes toc bibliography csl""".split()

WHOLE = """---
title: A title
subtitle: A subtitle
kicker: A kicker
standfirst: A standfirst
author: [Ann Ames, Bob Barr]
translator: Cy Cole
editor:
- Di Dunn
- Ed Eve
date: 2026-11-24
lang: en-GB
publisher: A press
rights: All reserved
licence: CC BY-SA 4.0
isbn: 978-0-306-40615-7
identifier: urn:example:1
description: What it is
subjects: [Notes, Quotes]
series: Papers
url: https://example.org/a
house: as-written
editions: [html, pdf]
cover: cover.png
caption: A caption
contributors: Flo Fay
imprint: Set by hand
price: 3.00
allow: [note-orphan]
toc: yes
---
Text.
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    return tmp_path


def taken(press: Path, text: str | bytes) -> Manuscript:
    with inside(press):
        return read_manuscript(write(press, text))


def refused(press: Path, text: str | bytes) -> tuple[str, str, str, tuple[int, int] | None]:
    """Code, message, hint and place of the first thing that is wrong with a manuscript."""
    with pytest.raises(PressError) as caught:
        taken(press, text)
    first = caught.value.diagnostics[0]
    where = (first.place.line, first.place.column) if first.place else None
    assert first.place is None or first.place.file == "manuscript/essay.md"
    return first.code, first.message, first.hint, where


def test_the_keys_are_the_contract_s() -> None:
    assert sorted(FrontMatter.__struct_fields__) == sorted(KEYS)


def test_every_key_is_read(press: Path) -> None:
    manuscript = taken(press, WHOLE)
    front = manuscript.front
    said = {key: value for key, value in asdict(front).items() if value != getattr(FrontMatter(), key)}
    assert said == {
        "title": "A title",
        "subtitle": "A subtitle",
        "kicker": "A kicker",
        "standfirst": "A standfirst",
        "author": ("Ann Ames", "Bob Barr"),
        "translator": ("Cy Cole",),
        "editor": ("Di Dunn", "Ed Eve"),
        "date": "2026-11-24",
        "lang": "en-GB",
        "publisher": "A press",
        "rights": "All reserved",
        "licence": "CC BY-SA 4.0",
        "isbn": "978-0-306-40615-7",
        "identifier": "urn:example:1",
        "description": "What it is",
        "subjects": ("Notes", "Quotes"),
        "series": "Papers",
        "url": "https://example.org/a",
        "house": "as-written",
        "editions": ("html", "pdf"),
        "cover": "cover.png",
        "caption": "A caption",
        "contributors": ("Flo Fay",),
        "imprint": "Set by hand",
        "price": "3.00",
        "allow": ("note-orphan",),
        "toc": True,
    }
    assert manuscript.body_line == 32
    assert manuscript.slug == "essay"
    assert [finding.code for finding in manuscript.findings] == ["assumed"]  # a caption is printed nowhere


@pytest.mark.parametrize("key", UNUSED)
def test_a_key_without_effect_is_said_to_be_one(press: Path, key: str) -> None:
    [finding] = taken(press, f"---\ntitle: T\n{key}: x\n---\nText.\n").findings
    assert (finding.code, finding.place) == ("front-unused", Place("manuscript/essay.md", 3, 1))


def test_no_front_matter_is_needed(press: Path) -> None:
    manuscript = taken(press, "Text.\n")
    assert manuscript.front == FrontMatter()
    assert manuscript.body_line == 1


def test_a_rule_at_the_top_is_no_front_matter(press: Path) -> None:
    assert taken(press, "---\n\nText.\n").body_line == 1


def test_empty_front_matter_and_empty_values(press: Path) -> None:
    assert taken(press, "---\n---\nText.\n").body_line == 3
    assert taken(press, "---\ntitle:\nisbn: ''\ndate:\n# a remark\n---\nText.\n").front == FrontMatter()


@pytest.mark.parametrize(
    ("front", "code", "message", "hint", "line"),
    [
        ("title: A\ntitle: B", "front-invalid", "“title” stands twice", "", 3),
        ('title: "On', "front-invalid", "the front matter is not YAML", "double quotes", 2),
        ("title: On: the dash", "front-invalid", "the front matter is not YAML", "double quotes", 2),
        ("- a\n- b", "front-invalid", "is not a list of `key: value` lines", "", 2),
        ("{title: T}", "front-invalid", "is not a list of `key: value` lines", "", 2),
        ("? [a]\n: b", "front-invalid", "a key of the front matter is no word", "", 2),
        ("title: {a: b}", "front-invalid", "title: a value is a text or a list of texts", "double quotes", 2),
        ("title: [a, [b]]", "front-invalid", "title: a value is a text or a list of texts", "double quotes", 2),
        ("author: &a [*a]", "front-invalid", "author: a value is a text or a list of texts", "double quotes", 2),
        ("title: [a]", "front-invalid", "title: ", "", 2),
        ('title: "a\\x01"', "not-text", "an escape in this value", "delete it", 2),
        ('title: "a\\x9b31mb"', "not-text", "an escape in this value", "delete it", 2),
        ("date: 24 November 2026", "front-invalid", "date: a date is a year, a year and month, or a day", "", 2),
        (
            "date: 2026-13",
            "front-invalid",
            "date: there is no such month as 2026-13: a year has the months 01 to 12",
            "",
            2,
        ),
        (
            "date: 2026-02-30",
            "front-invalid",
            "date: there is no such day as 2026-02-30: February 2026 has 28 days, 01 to 28",
            "",
            2,
        ),
        ("date: 20261124", "front-invalid", "date: a date is", "", 2),
        ("isbn: 978-0-306-40615-8", "front-invalid", "isbn: this is no ISBN", "", 2),
        ("isbn: 123", "front-invalid", "isbn: this is no ISBN", "", 2),
        ("lang: English", "front-invalid", "lang: ", "", 2),
        ("url: example.org", "front-invalid", "url: ", "", 2),
        ("url: javascript:alert(1)", "front-invalid", "url: ", "", 2),
        ("editions: [html, kindle]", "front-invalid", "editions: ", "", 2),
        ("toc: perhaps", "front-invalid", "toc: ", "", 2),
        ("allow: [note-orfan]", "front-invalid", "did you mean “note-orphan”?", "", 2),
        ("allow: link-unsafe", "front-invalid", "allow: “link-unsafe” cannot be allowed", "", 2),
    ],
)
def test_what_front_matter_may_not_be(press: Path, front: str, code: str, message: str, hint: str, line: int) -> None:
    got_code, got_message, got_hint, where = refused(press, f"---\n{front}\n---\nText.\n")
    assert got_code == code
    assert message in got_message
    assert hint in got_hint
    assert where is not None
    assert where[0] == line


@pytest.mark.parametrize(
    ("front", "message", "hint", "line"),
    [
        ("titel: T", "there is no key “titel”", "did you mean “title”?", 2),
        ("title: T\nauthors: A", "there is no key “authors”", "did you mean “author”?", 3),
        ("xyzzy: 1", "there is no key “xyzzy”", "the keys are title, subtitle", 2),
    ],
)
def test_a_key_that_there_is_not_is_found_and_may_be_allowed(
    press: Path, front: str, message: str, hint: str, line: int
) -> None:
    manuscript = taken(press, f"---\n{front}\n---\nText.\n")
    (finding,) = manuscript.findings
    assert (finding.code, finding.message, finding.severity) == ("front-unknown-key", message, "error")
    assert hint in finding.hint
    assert finding.place
    assert finding.place.line == line


def test_every_fault_is_told_at_once(press: Path) -> None:
    with pytest.raises(PressError) as caught:
        taken(press, "---\ntitel: T\ndate: soon\nisbn: 1\n---\nText.\n")
    assert sorted(d.code for d in caught.value.diagnostics) == ["front-invalid", "front-invalid", "front-unknown-key"]


@pytest.mark.parametrize("isbn", ["0-306-40615-2", "080442957X", "978 0 306 40615 7"])
def test_isbn(press: Path, isbn: str) -> None:
    assert taken(press, f"---\nisbn: {isbn}\n---\nText.\n").front.isbn == isbn


@pytest.mark.parametrize("date", ["2026", "2026-11", "2026-11-24"])
def test_date(press: Path, date: str) -> None:
    assert taken(press, f"---\ndate: {date}\n---\nText.\n").front.date == date


def test_front_matter_without_an_end(press: Path) -> None:
    code, message, hint, where = refused(press, "---\ntitle: T\n\nText.\n")
    assert (code, message, hint, where) == (
        "front-invalid",
        "the front matter has no end",
        "end it with a line `---`",
        (1, 1),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\n\ntitle: T\nlang: en\n\n---\nText.\n", 2),
        ("\n---\ntitle: T\n---\nText.\n", 1),
        ("---\n\nTitle: a word.\n\n---\nText.\n", 0),
        ("---\n\ntitle: T\n\nText.\n", 0),
    ],
)
def test_an_empty_line_above_the_keys(press: Path, text: str, line: int) -> None:
    if line:
        assert refused(press, text)[0::3] == ("front-invalid", (line, 1))
    else:
        assert taken(press, text).body_line == 1


def test_a_mark_of_byte_order_is_no_character(press: Path) -> None:
    manuscript = taken(press, b"\xef\xbb\xbf---\ntitle: T\n---\nText.\n")
    assert manuscript.front.title == "T"
    assert plain(read(manuscript).blocks) == "Text."


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(press: Path, end: str) -> None:
    text = "---\ntitle: T\nauthor: A\n---\nOne.[^1]\n\n::: verse\na\nb\n:::\n\n[^1]: Note\n[^2]: Orphan\n"
    manuscript = taken(press, text.replace("\n", end))
    plainly = taken(press, text)
    assert manuscript.source == text
    assert manuscript.sha256 != plainly.sha256
    document = read(manuscript)
    assert document == read(plainly)
    assert [(d.code, d.place) for d in document.findings] == [
        ("note-orphan", Place("manuscript/essay.md", 13, 1)),
    ]
    assert document.notes[0].place == Place("manuscript/essay.md", 12, 1)


@pytest.mark.parametrize(
    ("data", "code", "message", "hint", "where"),
    [
        (b"", "empty", "the manuscript is empty", "", (1, 1)),
        (b" \n\t\n", "empty", "the manuscript is empty", "", (1, 1)),
        (
            b"One.\nCaf\xe9.\n",
            "not-utf8",
            "byte 9 (0xe9) is not UTF-8; the file looks like ISO-8859-1",
            "iconv",
            (2, 4),
        ),
        (
            b"A \x93word\x94.\n",
            "not-utf8",
            "byte 3 (0x93) is not UTF-8; the file looks like Windows-1252",
            "iconv",
            (1, 3),
        ),
        ("Text.".encode("utf-16"), "not-utf8", "is in UTF-16", "save it as UTF-8", (1, 1)),
        (b"a\0b", "not-text", "is no text file", "it looks like a binary file", (1, 1)),
        (b"PK\x03\x04rest", "not-text", "is no text file", "Word", (1, 1)),
        (b"%PDF-1.7", "not-text", "is no text file", "PDF", (1, 1)),
        (b"\x89PNG\r\n\x1a\n", "not-text", "is no text file", "binary", (1, 1)),
        ("A \x93word\x94.\n".encode(), "not-text", "the character U+0093 has no place in a text", "delete it", (1, 3)),
        (b"One.\nTwo\x0bthree.\n", "not-text", "the character U+000B has no place in a text", "delete it", (2, 4)),
        ("a\uffffb".encode(), "not-text", "the character U+FFFF", "delete it", (1, 2)),
    ],
)
def test_what_no_manuscript_may_be(
    press: Path, data: bytes, code: str, message: str, hint: str, where: tuple[int, int]
) -> None:
    got_code, got_message, got_hint, got_where = refused(press, data)
    assert (got_code, got_where) == (code, where)
    assert message in got_message
    assert hint in got_hint


def test_a_folder_and_a_file_that_is_not_there(press: Path) -> None:
    write(press, "Text.")
    with pytest.raises(PressError, match=r"not-readable: .*manuscript is a folder"):
        read_manuscript(press / "manuscript")
    with pytest.raises(PressError, match="not-found: there is no file") as caught:
        read_manuscript(press / "manuscript" / "esay.md")
    assert caught.value.diagnostics[0].hint == "did you mean essay.md?"
    with pytest.raises(PressError, match="not-readable"):
        read_manuscript(press / ("n" * 300 + ".md"))
    (press / "circle.md").symlink_to("circle.md")
    with pytest.raises(PressError, match="not-readable"):
        read_manuscript(press / "circle.md")


def test_the_press_folder(tmp_path: Path) -> None:
    alone = read_manuscript(write(tmp_path / "alone", "Text.", "essay.md"))
    assert alone.press == tmp_path / "alone"
    write(tmp_path / "press", 'publisher = "P"\nhouse = "newspaper-uk"\neditions = ["html"]\n', "pressbuild.toml")
    deep = read_manuscript(write(tmp_path / "press", "Text.", "manuscript/deep/essay.md"))
    assert deep.press == tmp_path / "press"
    assert asdict(deep.defaults) == {"publisher": "P", "house": "newspaper-uk", "editions": ("html",)}


@pytest.mark.parametrize(
    ("toml", "message", "where"),
    [
        ("publisher =\n", "the file is not TOML: Invalid value", (1, 12)),
        ('publisher = "P"\nhose = "x"\n', "there is no key “hose”", (2, 1)),
        ('\neditions = ["scroll"]\n', "editions: there is no “scroll”", (2, 13)),
    ],
)
def test_what_pressbuild_toml_may_not_be(press: Path, toml: str, message: str, where: tuple[int, int]) -> None:
    write(press, toml, "pressbuild.toml")
    with inside(press), pytest.raises(PressError) as caught:
        read_manuscript(write(press, "Text."))
    [finding] = caught.value.diagnostics
    assert message in finding.message
    assert finding.place == Place("pressbuild.toml", *where)
