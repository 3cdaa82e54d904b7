"""Symbols that label notes within a run of lines: one run in, those of its lines that begin such notes out.

A run that begins with a symbol holds notes of its own; below text or notes with figures a symbol begins a note where
the text above calls it, and is a bullet or emphasis elsewhere.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pressbuild.importers.flattened.labelcuts import ended
from pressbuild.importers.flattened.lines import UNDERLINE, Line
from pressbuild.importers.marks.symbols import SURE, glued, signs, symbol_at

FAR_ABOVE = 100_000  # characters in which a note's mark stands above it
NEAR = 200  # characters around a mark that tell whether it is one
MOST_TRIES = 8  # of a symbol's places above a note


def symbol_cuts(text: str, lines: Sequence[Line], within: Collection[int] = ()) -> list[int]:
    """The lines of a run that begin with symbols, `*` or `†`, where the first one does, or the first one is a rule, or
    the text above calls the first of them: notes at the foot of a page. A line `within` a sentence begins none."""
    labels = [None if i in within else symbol_at(text, line.start, line.end) for i, line in enumerate(lines)]
    alike = {glued(text, label[1]) for label in list(filter(None, labels))[:1]}  # do they stand apart from their notes?
    cuts = [index for index, label in enumerate(labels) if label and glued(text, label[1]) in alike]
    ruled = cuts[:1] == [1] and UNDERLINE.fullmatch(text, lines[0].start, lines[0].end)
    if ruled or (cuts[:1] == [0] and len(cuts) > 1):
        return [0, *cuts]
    return cuts if cuts and cuts[0] and called_above(text, lines, cuts[0]) else []


def called_above(text: str, lines: Sequence[Line], index: int) -> bool:
    """Does a line right below text label a note that this text calls, and not emphasis or a bullet?"""
    label = symbol_at(text, lines[index].start, lines[index].end)
    above = lines[index - 1]
    if label is None or glued(text, label[1]) or not ended(text, above):
        return False
    return any(sign.symbol == label[0] and sign.score == SURE for sign in signs(text, lines[0].start, above.end))


def signed_cuts(text: str, lines: Sequence[Line], among: Collection[int], within: Collection[int]) -> Iterator[int]:
    """The lines `among` those of notes with figures that begin notes with symbols: behind a note's end, each with a
    symbol that no other of these lines has, and that the text above calls."""
    labels = {
        index: label[0]
        for index in among
        if index not in within
        and (label := symbol_at(text, lines[index].start, lines[index].end))
        and not glued(text, label[1])
        and ended(text, lines[index - 1])
    }
    often = Counter(labels.values())
    yield from (i for i, sign in labels.items() if often[sign] == 1 and _is_called(text, sign, lines[0].start))


def _is_called(text: str, symbol: str, end: int) -> bool:
    """Does a text up to `end` have what is surely the mark of a note with this symbol?"""
    low, place = max(0, end - FAR_ABOVE), end
    for _ in range(MOST_TRIES):
        place = text.rfind(symbol, low, place)
        if place < 0:
            break
        near = signs(text, max(low, place - NEAR), min(end, place + NEAR))
        if any(sign.symbol == symbol and sign.score == SURE and sign.start <= place < sign.end for sign in near):
            return True
    return False
