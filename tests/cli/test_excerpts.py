"""The line that a finding speaks of: what is shown of it, and the caret under wide, combining and hidden characters."""

from pathlib import Path

import pytest

from pressbuild.cli.excerpts import WIDEST, excerpt, room
from pressbuild.diagnostics import Place
from tests.desk import inside, write


def shown(tmp_path: Path, line: str, column: int, width: int = WIDEST) -> list[str]:
    write(tmp_path, f"{line}\n", "a.md")
    with inside(tmp_path):
        return excerpt(Place("a.md", 1, column), width)


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("The beer X", "The beer "),
        ("小さい beer X", "0123456789 1"),
        ("Cafe\u0301 ne\u0301e X", "Cafe nee "),
        ("\tone\ttwo X", " one two "),
        ("\U0001f469\u200d\U0001f33e X", "00 00 "),
        ("\u2764\ufe0f X", "0 "),
    ],
)
def test_the_caret_stands_below_its_character(tmp_path: Path, line: str, before: str) -> None:
    text, caret = shown(tmp_path, line, line.index("X") + 1)
    assert text.endswith("X")
    assert caret == "    " + " " * len(before) + "^"


@pytest.mark.parametrize("width", [20, 40, 76])
@pytest.mark.parametrize("word", ["beer ", "小麦 ", "e\u0301 "])
def test_a_long_line_is_cut_to_the_room_there_is(tmp_path: Path, width: int, word: str) -> None:
    text, caret = shown(tmp_path, f"{word * 60}X {word * 60}", len(word * 60) + 1, width)
    assert text.startswith("    …")
    assert text.endswith("…")
    assert abs(len(caret) - width // 2 - len("    …")) <= 3
    assert len(text) <= width + len("    ……") or "\u0301" in word


def test_a_line_that_fits_is_whole(tmp_path: Path) -> None:
    assert shown(tmp_path, "beer " * 15 + "X", 76)[0] == "    " + "beer " * 15 + "X"
    assert shown(tmp_path, "beer", 99) == ["    beer", "        ^"]
    assert shown(tmp_path, "  ", 1) == []
    assert excerpt(None) == []


class Stream:
    """A stream that is a terminal or none."""

    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def test_a_narrow_terminal_shows_less(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, cells in (("40", 34), ("200", 76), ("10", 20)):
        monkeypatch.setenv("COLUMNS", columns)
        assert room(Stream(terminal=True)) == cells
        assert room(Stream(terminal=False)) == 76
