"""Where the mark of a note may belong that was not found: a manuscript's stretch in, numbered spots of it out. Pure.

A mark stands as a rule behind a sentence; or its figure still stands in the text, taken for a number. An editor who
knows the note's words chooses among these, or names the words that the mark stood behind.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

REFERENCE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
SENTENCE = re.compile(r"(?:[.!?…]|(?<=\w):)[”’\"')\]*}]*(?:\[\^[^\]\s]+\])*(?=\s|$)")
NO_TEXT = re.compile(r"\[\^|#|:::|\||\*\*\*$|<|!\[|    |---$")
WORD = re.compile(r"[^\W_]")


class Spot(Struct, frozen=True):
    """A place for a mark: row (from 0) and column of the manuscript, and the figure that it would stand for, if one
    stands there."""

    row: int
    column: int
    figure: str = ""


class Stretch(Struct, frozen=True):
    """The part of a manuscript that a mark belongs in: from `start` to `end`, each a row and a column."""

    start: tuple[int, int]
    end: tuple[int, int]

    def rows(self, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """The rows of running text in it, with the columns that it takes of them."""
        inside = _from_text(lines)
        for row in range(max(self.start[0], inside), min(self.end[0], len(lines) - 1) + 1):
            line = lines[row]
            if line and not NO_TEXT.match(line):
                low = self.start[1] if row == self.start[0] else 0
                high = min(len(line), self.end[1]) if row == self.end[0] else len(line)
                if low < high:
                    yield row, low, high


def spots(lines: Sequence[str], stretch: Stretch, printed: str) -> tuple[Spot, ...]:
    """The spots of a stretch in order of place: the ends of sentences, and figures that the mark may have become."""
    figures = list(_figures(lines, stretch, printed))
    found = [spot for spot in _ends(lines, stretch) if not any(_touch(spot, figure) for figure in figures)]
    return tuple(sorted((*found, *figures), key=lambda spot: (spot.row, spot.column)))


def behind(lines: Sequence[str], stretch: Stretch, words: str) -> tuple[Spot, ...]:
    """The spots behind some words that an editor has typed, and the stop that follows them."""
    parts = [re.escape(part) for part in re.findall(r"\w+", words)]
    if not parts:
        return ()
    pattern = re.compile(r"\b" + r"[\W_]+".join(parts) + r"\b[^\w\s\[(“‘]*", re.IGNORECASE)
    return tuple(
        Spot(row, _behind_marks(lines[row], found.end()))
        for row, low, high in stretch.rows(lines)
        for found in pattern.finditer(lines[row], low, high)
    )


def _behind_marks(line: str, column: int) -> int:
    while mark := REFERENCE.match(line, column):
        column = mark.end()
    return column


def _ends(lines: Sequence[str], stretch: Stretch) -> Iterator[Spot]:
    """The ends of sentences and paragraphs, but for those at which the mark before or the mark behind stands."""
    for row, low, high in stretch.rows(lines):
        line = lines[row]
        ends = [stop.end() for stop in SENTENCE.finditer(line, low, high)]
        if high == len(line) and high not in ends:
            ends.append(high)
        for above, column in pairwise((low, *ends)):
            if WORD.search(REFERENCE.sub("", line[above:column])) and not REFERENCE.match(line, column):
                yield Spot(row, column)


def _figures(lines: Sequence[str], stretch: Stretch, printed: str) -> Iterator[Spot]:
    """The places where the figure or symbol of a note's mark still stands in the text."""
    bare = "".join(rf"\\?{re.escape(sign)}" for sign in printed)
    pattern = re.compile(rf" ?(?<![\d.,\[^]){bare}(?![\d\]])|\\?\[\\?\^?{bare}\\?\]|\\\^{bare}(?!\d)|\({bare}\)")
    for row, low, high in stretch.rows(lines):
        for found in pattern.finditer(lines[row], low, high):
            yield Spot(row, found.start(), found[0])


def _touch(spot: Spot, figure: Spot) -> bool:
    return spot.row == figure.row and figure.column <= spot.column <= figure.column + len(figure.figure)


def _from_text(lines: Sequence[str]) -> int:
    """The first row behind the front matter."""
    return lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
