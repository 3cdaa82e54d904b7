"""Fixes: what they change and what never, their idempotence, the diff, the undo copy."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.diagnostics import Fix, Place
from pressbuild.document import Block
from pressbuild.proofreading import Reader, findings
from pressbuild.proofreading.fixing import fixed, same_words
from pressbuild.proofreading.mending import mended, write_mended
from pressbuild.rules import RULES
from pressbuild.tree import walk
from tests.desk import call, document, write
from tests.golden import cases

HEAD = "---\ntitle: T\n---\n"
GERMAN = "---\ntitle: T\nlang: de\n---\n"
FAULTY = "The  b\u0435er , it isn't ‘small’ , cost \ufb01ve pence,it is said.  So.\n"
MENDED = "The beer, it isn’t ‘small’, cost five pence, it is said. So.\n"


def mend(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        [one] = mended(write(Path(folder), text), Reader())
    return one.after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FAULTY, MENDED),
        ("\ufeff" + HEAD + FAULTY, "\ufeff" + HEAD + MENDED),
        ((HEAD + FAULTY).replace("\n", "\r\n"), (HEAD + MENDED).replace("\n", "\r\n")),
        ("‘So’ \"small\" is 'quoted' here.\n", "‘So’ “small” is ‘quoted’ here.\n"),
        ("It was ‘small’ in '45 and '46 at 5'.\n", "It was ‘small’ in ’45 and ’46 at 5'.\n"),
        ("'Struth, ‘small’ beer [^1].\n\n[^1]: So they said.\n", "’Struth, ‘small’ beer[^1].\n\n[^1]: So they said.\n"),
        ("It ended.[^1]The next day.\n\n[^1]: So they said.\n", "It ended.[^1] The next day.\n\n[^1]: So they said.\n"),
        ("‘Tis a ‘small’ rock ‘n’ roll.\n", "’Tis a ‘small’ rock ’n’ roll.\n"),
        (
            GERMAN + "Ein „Wolf“, „Huhn“, „Hase“, „Bär“ und »Fuchs«, ein „Reh“, eine „Maus“, der »alte „Hirsch“«.\n",
            GERMAN + "Ein „Wolf“, „Huhn“, „Hase“, „Bär“ und „Fuchs“, ein „Reh“, eine „Maus“, der »alte „Hirsch“«.\n",
        ),
        ("*It ended.*The next *day.*It was.\n",) * 2,
        ("1. [^1] ale [^1]\n\n[^1]: So they said.\n", "1. [^1] ale[^1]\n\n[^1]: So they said.\n"),
        ("So( it ) is, the oar( s ) in ]0, 1[ too.\n", "So (it) is, the oar(s) in ]0, 1[ too.\n"),
        ("- a\n\n    - b  c\n\n            d  e\n", "- a\n\n    - b c\n\n            d  e\n"),
        ("The the beer (small is *cheap.\n", "The the beer (small is *cheap.\n"),
        ("```\nx  = 'a  b'\ny [^1]\n```\n\nAle.[^1]\n\n[^1]: So they said.\n",) * 2,
        ("    a  b , c\n\n`a  b , c,d` and <https://example.org/a,b>\n",) * 2,
    ],
)
def test_what_is_mended(before: str, after: str) -> None:
    assert mend(before) == after


def test_fixes_that_meet_or_miss() -> None:
    def fix(column: int, old: str, new: str) -> Fix:
        return Fix(Place("f", 1, column), old, new)

    assert fixed("a  b\n", [fix(2, "  ", " "), fix(2, "  ", " "), fix(3, " b", "b")]) == "a b\n"
    assert fixed("a  b\n", [fix(1, "x", "y"), Fix(Place("f", 9, 1), "a", "b")]) == "a  b\n"


def test_words_are_the_same() -> None:
    assert same_words(FAULTY, MENDED)
    assert not same_words("ale", "ales")
    assert not same_words("small beer", "beer small")


PIECES = st.sampled_from(
    [
        *(
            "the",
            "beer",
            "isn't",
            "b\u0435er",
            "\ufb01ne",
            "a\u00adle",
            '"small"',
            "'so'",
            "‘so’",
            "“small”",
            "don´t",
            "3",
            "Mr.",
        ),
        *(
            " ",
            " ",
            "  ",
            "   ",
            " ,",
            ",",
            ", ",
            ". ",
            ".  ",
            " .",
            " ...",
            "…",
            " - ",
            "(",
            ")",
            "\n",
            "\n\n",
            "*",
            "_",
            "`",
        ),
        *(
            "[^a]",
            "> ",
            "- ",
            "# ",
            "    ",
            "| ",
            "<br>",
            "\\",
            "&amp;",
            "www.example.org/a,b",
            "[x](https://example.org)",
            "( ",
            " )",
            "[ ",
            " ]",
            "“ ",
            " ”",
            ",,",
            ";;",
            "..",
            ".[^a].",
            ",[^a],",
            "1. [^a] ",
            "\n# [^a] ",
            "\n\n:   [^a] ",
            "ended.[^a]The ",
            "ended.The ",
            "*ended.*The ",
            " ,so ",
            "“so.”He ",
        ),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=25))
def test_a_second_mending_changes_nothing_and_the_first_no_word(pieces: list[str]) -> None:
    text = f"{HEAD}A {''.join(pieces)}\n\n[^a]: A note of some length.\n"
    once = mend(text)
    assert mend(once) == once
    assert same_words(text, once)
    assert shape(once) == shape(text)


def shape(text: str) -> list[str]:
    """The kinds of a text's blocks, as pandoc's reader has them, in reading order."""
    return [type(node).__name__ for node in walk(document(text).blocks) if isinstance(node, Block)]


TEXTS = [
    pytest.param(case.input, id=f"{case.path.parent.name}-{case.name}")
    for case in (*cases("errors"), *cases("rules"))
    if case.path.stem in RULES and not case.options
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_cases_of_every_rule_are_mended_once(text: str) -> None:
    """The text that each rule blames and those that it leaves alone: words stay, and a second run has nothing to do."""
    before = text if text.startswith("---") else f"{HEAD}{text}"
    once = mend(before)
    assert same_words(before, once)
    assert mend(once) == once
    with tempfile.TemporaryDirectory() as folder:
        left = findings(write(Path(folder), once), Reader())
    assert [fix for finding in left for fix in finding.fixes] == []


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + FAULTY)
    for options in (["--diff"], ["--fix", "--diff"]):
        done = call(tmp_path, "check", *options)
        assert done.status == 0
        assert f"-{FAULTY.strip()}\n+{MENDED.strip()}\n" in done.out
        assert done.out.startswith("--- manuscript/essay.md\n+++ manuscript/essay.md\n@@ ")
        assert path.read_text(encoding="utf-8") == HEAD + FAULTY


def test_fix_mends_keeps_what_it_was_and_is_done(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + FAULTY)
    path.chmod(0o640)
    done = call(tmp_path, "check", "--fix")
    assert "mended manuscript/essay.md; as it was: manuscript/essay.md.before-fix" in done.err
    assert path.read_text(encoding="utf-8") == HEAD + MENDED
    assert path.stat().st_mode & 0o777 == 0o640
    undo = path.with_name("essay.md.before-fix")
    assert undo.read_text(encoding="utf-8") == HEAD + FAULTY
    again = call(tmp_path, "check", "--fix")
    assert "mended" not in again.err
    assert undo.read_text(encoding="utf-8") == HEAD + FAULTY
    assert sorted(file.name for file in path.parent.iterdir()) == ["essay.md", "essay.md.before-fix"]


def test_what_cannot_be_written_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, HEAD + FAULTY)

    def full(self: Path, target: Path) -> None:
        del self, target
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = call(tmp_path, "check", "--fix")
    assert (done.status, "not-writable" in done.err) == (1, True)
    assert [file.name for file in path.parent.iterdir()] == ["essay.md"]
    assert path.read_text(encoding="utf-8") == HEAD + FAULTY


def test_a_link_to_a_manuscript_stays_a_link(tmp_path: Path) -> None:
    real = write(tmp_path, HEAD + FAULTY, "real.md")
    link = tmp_path / "manuscript" / "essay.md"
    link.parent.mkdir()
    link.symlink_to(real)
    write_mended(link, "before", "after")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "after"
