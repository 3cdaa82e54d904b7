"""The line that a finding speaks of: its place in, the line and a caret below it out, as a terminal has room for them.

A terminal counts cells: East Asian letters take two (Unicode Standard Annex 11), combining marks none.
"""

import shutil
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from pressbuild.diagnostics import Place

INDENT = "    "
WIDEST, NARROWEST = 76, 20  # cells of a line that are shown
VARIATION = "\ufe0f"  # asks for the coloured form of a sign, and terminals do not agree how wide that is


def room(stream: Any) -> int:
    """How many cells of a line a stream shows: on a terminal no more than fit between the indent and the dots."""
    if not stream.isatty():
        return WIDEST
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - len(INDENT) - len("……")))


def excerpt(place: Place | None, width: int = WIDEST) -> list[str]:
    """The line of the source, cut to a window round the column, and a caret below it; nothing where there is none."""
    if place is None:
        return []
    try:
        stat = Path(place.file).stat()
        line = _lines(Path(place.file).resolve(), (stat.st_ino, stat.st_mtime_ns, stat.st_size))[place.line - 1]
    except (OSError, ValueError, IndexError):
        return []
    start, end = _window(line, place.column - 1, width)
    shown = [_shown(character) for character in line[start:end]]
    if not "".join(shown).strip():
        return []
    before, after = "…" if start else "", "…" if end < len(line) else ""
    caret = len(before) + sum(map(_cells, "".join(shown[: place.column - 1 - start])))
    return [f"{INDENT}{before}{''.join(shown)}{after}".rstrip(), f"{INDENT}{' ' * caret}^"]


def _window(line: str, column: int, width: int) -> tuple[int, int]:
    """From where to where a line is shown, so that a column stands in the middle of so many cells."""
    column = min(column, len(line))
    start, cells = column, 0
    half = width // 2 if len(line) > width or sum(map(_cells, line)) > width else width
    while start and cells + _cells(line[start - 1]) <= half:
        start -= 1
        cells += _cells(line[start])
    end = column
    while end < len(line) and cells + _cells(line[end]) <= width:
        cells += _cells(line[end])
        end += 1
    return start, end


def _shown(character: str) -> str:
    if character == VARIATION:
        return ""
    return character if character.isprintable() else " "


def _cells(character: str) -> int:
    if character < "\u0300":
        return 1
    if character == VARIATION or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=8)
def _lines(path: Path, _state: tuple[int, int, int]) -> list[str]:
    """A file's lines; those of one state of it are read once, however many findings speak of them."""
    return path.read_text(encoding="utf-8-sig").split("\n")
