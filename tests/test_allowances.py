"""Exceptions: where they hold, what they do to errors and the rest, and what is wrong with them."""

import json
from pathlib import Path

import pytest

from tests.desk import call, write

TWICE = "Beer was sold in the the yard."
ALLOW = "<!-- pressbuild: allow doubled-word because the song has it -->"

COMMA = "<!-- pressbuild: allow space-before-stop because the song has it -->"


def codes(folder: Path, text: str, *options: str) -> list[str]:
    write(folder, text if text.startswith("---") else f"---\ntitle: T\n---\n{text}")
    said = json.loads(call(folder, "check", "--format", "json", *options).out)
    return [f"{finding['line']} {finding['code']}" for finding in said]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{TWICE}\n", ["4 doubled-word"]),
        (f"One.\n\n{ALLOW}\n{TWICE}\n\n{TWICE}\n", ["9 doubled-word"]),
        (f"One.\n\n{ALLOW}\n\n{TWICE}\n\n{TWICE}\n", ["10 doubled-word"]),
        (f"One.\n\n{TWICE} {ALLOW}\n{TWICE}\n\n{TWICE}\n", ["9 doubled-word"]),
        (f"{ALLOW}\n\n{TWICE}\n\n{TWICE}\n", []),
        (f"{ALLOW}\n{TWICE}\n\n{TWICE}\n", ["7 doubled-word"]),
        (f"One.[^a]\n\n{ALLOW}\n[^a]: {TWICE}\n\n    {TWICE}\n\n{TWICE}\n", ["11 doubled-word"]),
        (f"One.[^a]\n\n[^a]: {TWICE} {ALLOW}\n", []),
        (f"{TWICE}\n\n```\n{ALLOW}\n```\n", ["4 doubled-word"]),
        (f"{TWICE} `{ALLOW}`\n", ["4 doubled-word"]),
        (f"{TWICE}\n\n    {ALLOW}\n", ["4 doubled-word"]),
        (f"One.\n\n{ALLOW}\n\n{COMMA}\n\n{TWICE} So , yes.\n", []),
        (f"One.\n\n{ALLOW}\n{COMMA}\n\n{TWICE} So , yes.\n", []),
        (f"- One.\n\n    {ALLOW}\n    {TWICE}\n", []),
    ],
)
def test_where_an_exception_holds(tmp_path: Path, text: str, left: list[str]) -> None:
    assert codes(tmp_path, text) == left


def test_the_colon_may_be_left_out(tmp_path: Path) -> None:
    assert codes(tmp_path, f"{ALLOW.replace(':', '', 1)}\n\n{TWICE}\n") == []


@pytest.mark.parametrize("said", ["pressbuild:allow", "Pressbuild: Allow", "PRESSBUILD : ALLOW"])
def test_capitals_and_spaces_make_no_difference(said: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"{ALLOW.replace('pressbuild: allow', said)}\n\n{TWICE}\n") == []


def test_an_exception_in_capitals_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert codes(tmp_path, f"<!-- Pressbuild: Alow doubled-word -->\n\n{TWICE}\n") == [
        "4 exception-invalid",
        "6 doubled-word",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "<!-- pressbuild; allow doubled-word because so -->",
        "<!-- press-build: allow doubled-word because so -->",
        "<!-- Press Build: allow doubled-word because so -->",
        "<!-- pressbuilt: allow doubled-word because so -->",
        "<!-- presbuild: alow doubled-wrod because so -->",
        "<!-- pressbuild - allow doubled-word -->",
        "<!-- pressbuild; doubled-word because so -->",
        "<!-- pressbuild; vale because so -->",
        "<!--- pressbuild: allow doubled-word because so --->",
        "<!-- allow doubled-word because so -->",
        "<!-- allow: doubled-word -->",
        "<!-- allow placeholder because so -->",
        "<!-- pressbuild: allow DOUBLED-WORD because so -->",
    ],
)
def test_a_comment_that_was_to_be_an_exception_is_said(said: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"One.\n\n{said}\n{TWICE}\n") == ["6 exception-invalid", "7 doubled-word"]


@pytest.mark.parametrize(
    "said",
    [
        "<!-- a remark on pressbuild: allow for it -->",
        "<!-- pressbuild allows empty lines here -->",
        "<!-- pressbuild is said to allow doubled-word because so -->",
        "<!-- press the seal; allow it to dry because the wax runs -->",
        "<!-- allow two lines here because the picture is late -->",
        "<!-- allow empty space for the seal -->",
        "<!-- see the doubled-word in line 3 -->",
        "<!-- -->",
        "<!---->",
    ],
)
def test_a_comment_that_only_speaks_of_exceptions_is_none(said: str, tmp_path: Path) -> None:
    assert codes(tmp_path, f"One.\n\n{said}\nTwo.\n") == []


@pytest.mark.parametrize("code", ["metadata-store", "metadata-print", "vale", "overfull", "note-astray"])
def test_an_exception_for_what_nobody_asked_is_not_unused(tmp_path: Path, code: str) -> None:
    assert codes(tmp_path, f"---\ntitle: T\nallow: {code} because it is so\n---\nOne.\n") == []


def test_the_front_matter_allows_in_the_whole_file(tmp_path: Path) -> None:
    head = "---\ntitle: T\nallow:\n  - doubled-word because the song has it\n---\n"
    assert codes(tmp_path, f"{head}{TWICE}\n\n{TWICE}\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"One.\n\n{ALLOW}\n\nBeer.\n\n{TWICE}\n", ["6 exception-unused", "10 doubled-word"]),
        ("---\ntitle: T\nallow: doubled-word because of a song\n---\nOne.\n", ["3 exception-unused"]),
        (f"<!-- pressbuild: allow doubled-word -->\n\n{TWICE}\n", ["4 exception-unexplained", "6 doubled-word"]),
        (f"<!--pressbuild: allow doubled-word because-->\n\n{TWICE}\n", ["4 exception-unexplained", "6 doubled-word"]),
        ("<!-- pressbuild: allow doubled-wrod because so -->\n\nOne.\n", ["4 exception-invalid"]),
        ("<!-- pressbuild: allow link-unsafe because so -->\n\nOne.\n", ["4 exception-invalid"]),
        ("<!-- pressbuild: permit doubled-word because so -->\n\nOne.\n", ["4 exception-invalid"]),
    ],
)
def test_what_is_wrong_with_an_exception(tmp_path: Path, text: str, found: list[str]) -> None:
    assert codes(tmp_path, text) == found
    assert call(tmp_path, "check").status == 1


ORPHAN = "Beer.\n\n{}[^1]: Nobody calls me.\n"
BECAUSE = "<!-- pressbuild: allow note-orphan because the printer wrote it -->\n"


def test_an_error_that_is_allowed_becomes_a_warning_and_is_built(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\n" + ORPHAN.format(""))
    refused = call(tmp_path, "html")
    assert refused.status == 1
    assert refused.err.startswith("manuscript/essay.md: nothing was built\n")
    write(tmp_path, "---\ntitle: T\n---\n" + ORPHAN.format(BECAUSE))
    assert call(tmp_path, "check", "--strict").status == 0
    assert "warning: note-orphan" in call(tmp_path, "check").out
    assert call(tmp_path, "html").status == 0
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "Nobody calls me." in page
    assert 'class="unreferred' in page


def test_a_build_refuses_an_exception_without_a_reason(tmp_path: Path) -> None:
    write(tmp_path, f"---\ntitle: T\n---\n<!-- pressbuild: allow doubled-word -->\n\n{TWICE}\n")
    done = call(tmp_path, "html")
    assert (done.status, "exception-unexplained" in done.err) == (1, True)


def test_an_entry_of_the_front_matter_without_a_reason_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\nallow: [note-orphan]\n---\n" + ORPHAN.format(""))
    done = call(tmp_path, "check")
    assert done.status == 0
    assert "3:9: warning: exception-unexplained" in done.out
    assert call(tmp_path, "check", "--strict").status == 1
    assert call(tmp_path, "html").status == 0


def test_what_comes_behind_a_code_is_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "---\nallow: note-orphan it is late\n---\nOne.\n")
    assert "behind “note-orphan” comes its reason" in call(tmp_path, "check").out


# --- severities of a house -----------------------------------------------------------------------------------------


def house(folder: Path, check: str) -> None:
    text = f'[style]\nid = "ours"\nname = "Ours"\nlang = "en"\nmanual = "Our own."\n\n[check]\n{check}\n'
    write(folder, text, "styles/ours/style.toml")


@pytest.mark.parametrize(
    ("level", "out"),
    [
        ("off", ""),
        ("note", "note: doubled-word"),
        ("warning", "warning: doubled-word"),
        ("error", "error: doubled-word"),
    ],
)
def test_a_house_gives_a_code_its_severity(tmp_path: Path, level: str, out: str) -> None:
    house(tmp_path, f'doubled-word = "{level}"')
    write(tmp_path, f"---\ntitle: T\nhouse: ours\n---\n{TWICE}\n")
    done = call(tmp_path, "check")
    assert out in done.out
    assert (done.status, done.out == "") == (int(level == "error"), level == "off")


def test_a_build_asks_for_what_the_house_has_made_an_error(tmp_path: Path) -> None:
    house(tmp_path, 'doubled-word = "error"\nplaceholder = "warning"')
    write(tmp_path, f"---\ntitle: T\nhouse: ours\n---\n{TWICE} TODO\n")
    done = call(tmp_path, "html")
    assert (done.status, "error: doubled-word" in done.err, "placeholder" in done.err) == (1, True, False)
    done = call(tmp_path, "html", "--allow", "doubled-word")
    assert (done.status, "warning: doubled-word" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ('doubled-wrod = "off"', "did you mean “doubled-word”?"),
        ('note-missing = "off"', "check.note-missing: this is always an error"),
        ('doubled-word = "fatal"', "check.doubled-word"),
    ],
)
def test_a_severity_that_is_none(tmp_path: Path, check: str, message: str) -> None:
    house(tmp_path, check)
    write(tmp_path, "---\ntitle: T\nhouse: ours\n---\nOne.\n")
    out = call(tmp_path, "check").out
    assert "house-invalid" in out
    assert message in out
