"""Reference marks (`*` `†` `‡` `§` `‖` `¶`, one or doubled) in flattened text: text in, what may be one out.

A symbol at the start of a line may label a note, one glued to the end of a word or to its stop may call it. A symbol
has other work too: emphasis, bullets, sums, births and deaths, ratings, sections of law. What may be such work is no
label and no mark here; whether the rest are is decided by `symbolnotes`, which ties them to one another.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from pressbuild.importers.marks.markcontext import STRONG, Candidate

SYMBOLS = "*†‡§‖¶"
SYMBOL = re.compile(f"[{SYMBOLS}]")
_RUN = r"\*{1,6}|†{1,3}|‡{1,3}|§{1,3}|‖{1,3}|¶{1,3}"
OPENERS = "“‘«„‹\"'([<$£€¿¡…"
LABEL = re.compile(
    rf"(?:\[(?P<square>{_RUN})\]|\((?P<round>{_RUN})\)|(?P<bare>{_RUN})\)?)"
    rf"(?:[ \t\u00a0]+(?=[\w§¶{re.escape(OPENERS)}])|(?=[^\W\d_]|[{re.escape(OPENERS)}]))"
)
MARK = re.compile(rf"\[(?P<square>{_RUN})\]|\((?P<round>{_RUN})\)|(?P<bare>{_RUN})")
RUN = re.compile(r"\*+")
STOPS, CLOSERS = ".,;:!?…", "”’»›\"')]"
LAW = re.compile(r"\d|[ivxlc]+\b", re.IGNORECASE)  # `§ 12`, `¶ iv`
WORD_END = re.compile(r"[^\W\d_]{2,}$")
FIGURE_END = re.compile(
    r"(?<![\d.,])(?:\d{2,4}|\d{1,3}(?:,\d{3})+)(?:th|%|½)?$"
)  # no `5*` hotel, no `0.35*` of a table
DECIMAL_END = re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,3}%?$")
LETTER_WORD_END = re.compile(r"(?<![\w.’'-])(?:a|[IVX])$")  # `of a†`, `Charles I†`
SENTENCES_MEET = re.compile(r"[^\W\d_]{5,}[.!?…][”’\"')]*\s+[^\W\d_a-z]")  # `Capt. Cook` is one
SURE, LIKELY = 1.0, 0.5
FORM = "symbol"


class Sign(Struct, frozen=True):
    """A symbol that may call a note: [start, end) with its brackets, and how likely it does (0 to 1)."""

    symbol: str
    start: int
    end: int
    offset: int
    score: float


def symbol_at(text: str, start: int, end: int, above: str = "") -> tuple[str, int] | None:
    """The symbol that labels a note at the start of a line, and where the note's text begins; None where none does.
    `above` is the symbol of the line above: behind `‡`, `§ 12` may be a note that begins with a figure."""
    if start >= end or (text[start] not in SYMBOLS and text[start] not in "[("):
        return None
    found = LABEL.match(text, start, end)
    if found is None:
        return None
    symbol = found["square"] or found["round"] or found["bare"]
    due = above and follow(above, symbol)
    if symbol[0] in "§¶" and not due and LAW.match(text, found.end(), end):
        return None
    if symbol[0] == "*" and glued(text, found.end()) and _closes(text, symbol, found.end(), end):
        return None
    return symbol, found.end()


def glued(text: str, text_start: int) -> bool:
    """Does a note's text begin right behind its label?"""
    return not text[text_start - 1].isspace()


def _closes(text: str, symbol: str, start: int, end: int) -> bool:
    """Does emphasis that begins here end in the same line?"""
    return any(run[0] == symbol and not text[run.start() - 1].isspace() for run in RUN.finditer(text, start, end))


def follow(above: str, below: str) -> bool:
    """Does a symbol come right behind another: `†` behind `*`, `**` behind `¶` or `*`?"""
    if above[0] == below[0]:
        return len(below) == len(above) + 1
    place = SYMBOLS.find(below[0]) - SYMBOLS.find(above[0])
    return (place == 1 and len(above) == len(below)) or (place == 1 - len(SYMBOLS) and len(below) == len(above) + 1)


def signs(text: str, start: int, end: int) -> Iterator[Sign]:
    """The symbols that may call notes in a block of text, in order of place."""
    if not SYMBOL.search(text, start, end):  # as in most blocks
        return
    emphasis = _emphasis(text, start, end)
    for found in MARK.finditer(text, start, end):
        symbol = found["square"] or found["round"] or found["bare"]
        if found.start() in emphasis or _runs_on(text, found, start, end):
            continue
        left = _left(text, found, start)
        right = _right(text, found, end) if left else 0.0
        if left and right:
            offset = found.start(found.lastgroup or 0)
            yield Sign(symbol, found.start(), found.end(), offset, min(left, right))


def _runs_on(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Is this part of a longer run of symbols?"""
    before = text[found.start() - 1] if found.start() > start else ""
    after = text[found.end()] if found.end() < end else ""
    return bool(before and before in SYMBOLS) or bool(after and after in SYMBOLS)


def _left(text: str, found: re.Match[str], low: int) -> float:
    """What stands before a symbol: a mark is glued to a word, its stop or its closing mark, one in brackets may stand
    behind a space; `(***)` there is a rating."""
    place = found.start()
    if place <= low:
        return 0.0
    before = text[place - 1]
    if before.isspace():
        return LIKELY if found["square"] or found["round"] in tuple(SYMBOLS) else 0.0
    near = text[max(low, place - 24) : place]
    if before in STOPS or before in CLOSERS:
        opening = before in "'’\"" and (len(near) < 2 or near[-2].isspace() or near[-2] in OPENERS)
        return 0.0 if opening else SURE
    starred = found["bare"] is not None and found["bare"][0] == "*"
    if before.isalpha():
        if WORD_END.search(near):
            return SURE
        return LIKELY if not starred and LETTER_WORD_END.search(near) else 0.0  # `d*mn`, the Count of B***
    figure = FIGURE_END.search(near) or (not starred and DECIMAL_END.search(near))
    return LIKELY if figure else 0.0


def _right(text: str, found: re.Match[str], high: int) -> float:
    """What stands behind a symbol: a mark ends a word."""
    place = found.end()
    after = text[place] if place < high else "\n"
    if after.isspace() or after in "—–" or after in CLOSERS:
        return SURE
    if after in STOPS:
        below = text[place + 1] if place + 1 < high else "\n"
        return 0.0 if below.isalnum() else SURE
    lost_space = text[found.start() - 1] in STOPS and after.isupper() and text[place + 1 : place + 2].islower()
    return LIKELY if lost_space else 0.0


def _emphasis(text: str, start: int, end: int) -> frozenset[int]:
    """Where asterisks open and close emphasis, `*so*`."""
    opened: dict[str, int] = {}
    places: set[int] = set()
    for run in RUN.finditer(text, start, end):
        before = text[run.start() - 1] if run.start() > start else " "
        after = text[run.end()] if run.end() < end else " "
        if not before.isspace() and run[0] in opened:
            opener = opened.pop(run[0])
            places |= set() if _leaves_sentence(text, start, opener, run.start()) else {opener, run.start()}
        elif (before.isspace() or before in OPENERS + "—–-") and (after.isalpha() or after in OPENERS):
            opened[run[0]] = run.start()
    return frozenset(places)


def _leaves_sentence(text: str, low: int, start: int, end: int) -> bool:
    """Does what begins within a sentence go on behind its end, as no emphasis does: `the form *goed. Others … so.*`?"""
    before = text[low:start].rstrip()[-1:]
    return before.isalnum() and SENTENCES_MEET.search(text, start, end) is not None


def symbol_candidate(start: int, end: int, offset: int, score: float, symbol: str) -> Candidate:
    """A symbol as a mark that was not taken for one."""
    return Candidate(0, start, end, offset, STRONG * score, (f"“{symbol}”",), FORM)
