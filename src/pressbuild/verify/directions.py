"""Lines with words that run from right to left: pieces of a PDF in, the same in the order of the source out. Pure.

A PDF paints letters where they stand, and says nothing of the order in which they are read. PDFium guesses: each word
is whole, but within a line the words of Hebrew or Arabic may come from left to right, or Latin ones among them from
right to left. So a line is tried in the few orders that the Unicode Bidirectional Algorithm (UAX 9) can have made of
one sentence, and is left as it is where the source goes on with none of them: a word that is lost or swapped is seen.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from operator import itemgetter

from msgspec.structs import replace

from pressbuild.directions import LEFTWARD, LETTERS
from pressbuild.verify.pages import Piece
from pressbuild.verify.source import words

# A word with the marks that stand within one, צה״ל, or any other run of letters and figures.
UNIT = re.compile(rf"[{LETTERS}]+(?:[\"'’-]*[{LETTERS}]+)*|[^\W_]+")
CUT = re.compile(r"[‐\u00ad\ufffe\x02]\s*$")


def as_read(pieces: Sequence[Piece], wanted: Sequence[str]) -> list[Piece]:
    """The pieces, those with words from right to left in the order in which the source has them."""
    letters = "".join(wanted)
    if not LEFTWARD.search(letters):
        return list(pieces)
    read, at = [], 0
    for piece in pieces:
        said = "".join(words(piece.text))
        read.append(piece if letters.startswith(said, at) else _turned(piece, letters, at))
        at += len(said)
    return read


def _turned(piece: Piece, letters: str, at: int) -> Piece:
    units = UNIT.findall(piece.text)
    for order in _orders(units):
        if letters.startswith("".join(words(" ".join(order))), at):
            cut = CUT.search(piece.text)
            return replace(piece, text=" ".join(order) + (cut[0] if cut else ""))
    return piece


def _orders(units: Sequence[str]) -> Iterator[list[str]]:
    """The orders in which a line may have been written: its words from right to left turned, or its words from left to
    right, or all but one of these. Figures at the end of a run belong to it where it goes on in another line, and those
    behind a Latin word stand before it where PDFium has turned them."""
    cuts = [
        _runs(units, _leftward(units, before=before, after=after)) for before, after in product((False, True), repeat=2)
    ]
    cuts.append(_runs(units, _rightward(units)))
    cuts.append([run[::-1] for run in _runs(units[::-1], _rightward(units[::-1]))[::-1]])
    for runs in cuts:
        yield [unit for run in runs for unit in run[::-1]]
        yield [unit for run in runs[::-1] for unit in run]


def _runs(units: Sequence[str], marked: Sequence[bool]) -> list[list[str]]:
    """Units cut into runs of those that are marked and stand together; each other one is a run of its own."""
    runs: list[list[str]] = []
    for together, group in groupby(zip(marked, units, strict=True), key=itemgetter(0)):
        members = [unit for _, unit in group]
        runs += [members] if together else [[unit] for unit in members]
    return runs


def _leftward(units: Sequence[str], *, before: bool, after: bool) -> list[bool]:
    """Marks words from right to left and the figures between two of them, and where so said those that stand before
    the first of a run, or after its last."""
    kinds = [_kind(unit) for unit in units]
    marked = []
    for index, kind in enumerate(kinds):
        left = next((k for k in reversed(kinds[:index]) if k != "N"), "")
        right = next((k for k in kinds[index + 1 :] if k != "N"), "")
        marked.append(kind == "R" or (kind == "N" and (before or left == "R") and (after or right == "R")))
    return marked


def _rightward(units: Sequence[str]) -> list[bool]:
    """Marks words from left to right, and the figures behind one (UAX 9, W7)."""
    marked, last = [], ""
    for kind in map(_kind, units):
        last = kind if kind != "N" else last
        marked.append(last == "L")
    return marked


def _kind(unit: str) -> str:
    return "R" if LEFTWARD.search(unit) else "N" if unit.isdigit() else "L"
