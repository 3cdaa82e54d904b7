"""Where the mark of a note may belong that was not found: a manuscript's stretch in, numbered spots of it out. Pure.

A mark stands as a rule behind a sentence; or its figure still stands in the text, taken for a number: glued to a word
or its stop as marks are, behind a space, or run together with another figure. An editor who knows the note's words
chooses among these, or names the words that the mark stood behind.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

REFERENCE = re.compile(r"(?<!\\)\[\^[^\]\s]+\]")
SENTENCE = re.compile(r"(?:[.!?…]|(?<=\w):)[”’\"')\]*}]*(?:\[\^[^\]\s]+\])*(?=\s|$)")
NO_TEXT = re.compile(r"\[\^|#|:::|\||\*\*\*$|<|!\[|    |---$")
WORD = re.compile(r"[^\W_]")
YEAR = r"(?<![\d.,])(?:1[4-9]|20)\d\d"
DATED = re.compile(rf"{YEAR}(?:[-–]\d\d(?:\d\d)?)?s?[.,;:!?]?[”’\"')]*$")  # what a mark behind a year stands behind
WHOLE_YEAR = re.compile(rf"{YEAR}$")
GOES_ON = re.compile(r"[.,:/]\d|[%°\]]|[-–]\d|\d")  # behind a figure that is a piece of one
BEGINS = re.compile(r"$|[ \u00a0]+[“‘\"'(]*[^\W\d_a-z]")
PARTED = ".,:/-–"  # a figure's own stops
NEAR = 24  # characters beside a figure that say what it is
STOPS = ".,;:!?…”’\"')]*_}"


class Spot(Struct, frozen=True):
    """A place for a mark: row (from 0) and column of the manuscript, and the figure that it would stand for, if one
    stands there; `glued` where that stands as a mark does, and is no piece of a number."""

    row: int
    column: int
    figure: str = ""
    glued: bool = False


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
    """The spots of a stretch, the likeliest first: where the mark's figure stands as a mark does; then the ends of
    sentences, and other figures that it may have become, in order of place."""
    found = list(figures(lines, stretch, printed))
    taken = {(spot.row, spot.column + place) for spot in found for place in range(len(spot.figure) + 1)}
    ends = [spot for spot in _ends(lines, stretch) if (spot.row, spot.column) not in taken]
    return tuple(sorted((*ends, *found), key=lambda spot: (not spot.glued, spot.row, spot.column)))


def behind(lines: Sequence[str], stretch: Stretch, words: str, standing: Sequence[Spot] = ()) -> tuple[Spot, ...]:
    """The spots behind some words that an editor has typed, and the stop that follows them; where one of the figures
    that are `standing` there is among them as a mark is, or follows them, it is the spot."""
    parts = [re.escape(part) for part in re.findall(r"\w+", words)]
    if not parts:
        return ()
    end = r"(?!\d)" if words.rstrip()[-1:].isdigit() else r"\b"  # `1914.3`, and `In` glued to it
    pattern = re.compile(r"\b" + r"[\W_]+".join(parts) + end + r"[^\w\s\[(“‘]*", re.IGNORECASE)
    return tuple(
        _standing(row, found, standing) or Spot(row, _behind_marks(lines[row], found.end()))
        for row, low, high in stretch.rows(lines)
        for found in pattern.finditer(lines[row], low, high)
    )


def _standing(row: int, words: re.Match[str], standing: Sequence[Spot]) -> Spot | None:
    """The figure among some words, or right behind them."""
    near = [spot for spot in standing if spot.row == row and words.start() < spot.column <= words.end()]
    return next((spot for spot in reversed(near) if spot.glued or spot.column == words.end()), None)


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


def figures(lines: Sequence[str], stretch: Stretch, printed: str) -> Iterator[Spot]:
    """The places where the figure or symbol of a note's mark still stands in the text."""
    bare = "".join(rf"\\?{re.escape(sign)}" for sign in printed)
    dressed = rf" ?(?:\\?\[\\?\^?{bare}\\?\]|\\\^{bare}(?!\d)|\({bare}\))"
    pattern = re.compile(rf"(?P<dressed>{dressed})|(?<!\[\^)(?<!\[\^\d) ?{bare}")
    for row, low, high in stretch.rows(lines):
        for found in pattern.finditer(lines[row], low, high):
            free = found[0].startswith(" ")
            glued = not (free and "(" in found[0]) if found["dressed"] else _as_mark(lines[row], found, free)
            if glued is not None:
                yield Spot(row, found.start(), found[0], glued)


def _as_mark(line: str, found: re.Match[str], free: bool) -> bool | None:
    """Does a figure stand as a mark does (True), or may it be one all the same (False)? None where it is surely a piece
    of a printed figure: `3.3`, `1,300`, `1903`."""
    before, after = line[max(0, found.start() - NEAR) : found.start()], line[found.end() : found.end() + NEAR]
    if GOES_ON.match(after):
        return None
    if not before or free:
        return bool(before) and after[:1].isupper()
    last = before[-1]
    if DATED.search(before):
        return True
    if last.isdigit():  # run together
        return None if WHOLE_YEAR.search(before + found[0]) else False
    if last in PARTED and before[-2:-1].isdigit():
        return True if after[:1].isupper() else False if last == "." and BEGINS.match(after) else None
    return last.islower() or last in STOPS if last.isalpha() or last in STOPS else None


def _from_text(lines: Sequence[str]) -> int:
    """The first row behind the front matter."""
    return lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
