"""Damage that copying does to a text: the text in, the mended text, its repairs and the way back to the source out.

Wrongly decoded letters (`â€™`, by ftfy), ligatures, decomposed accents, control characters, and words that a line's end
has parted. Every repair is listed; lines keep their numbers, for no repair adds or takes a newline.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import is_normalized, normalize

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[ﬀ-ﬆ]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]+")  # overrides that show a text in another order than it has
ACCENT = re.compile("[^\u0300-\u036f\\s][\u0300-\u036f]+")
# The bytes of UTF-8 as Windows-1252 or ISO-8859-1 shows them: a leading byte, then what stands for 80 to BF.
TRAILING = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
MOJIBAKE = re.compile(f"(?:[\u00c2-\u00f4][{TRAILING}]{{1,3}})+")
# A hyphen at a line's end; what stands before it, and what behind.
HYPHEN = re.compile(r"[-\u2010\u00ad](?P<gap>[ \t]{0,20}(?:\r\n|\n|\r)[ \t]{0,40})(?=[^\W\d_])")
HEAD = re.compile(r"(?P<before>[ \t]?)(?P<open>[^\s\w]{0,2})(?P<head>(?<![^\W_])[^\W\d_]{2,40})$")
TAIL = re.compile(r"(?P<tail>[^\W\d_]{1,40})(?P<rest>\S{0,80})(?P<space>[ \t]?)")
WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)+")
# What stands before a hyphen that stays, in a text too short to show its own habit.
HEADS = frozenset(
    "all anti arch by co cross double eight ex extra far fifty first five forty four full good great half hard"
    " heavy high ill inter large late left life light long low mid middle much multi near neo new nine non north"
    " old once one open out over own part post pre pro quasi re ready red right second self semi seven short"
    " single six sixteen sixty small so south state still sub super ten third thirty three time top trade twenty"
    " two ultra under upper vice water well white wide work working world would year young".split()
)


@dataclass(frozen=True, slots=True)
class Repair:
    """The source's [start, end) has become `text`; `kind` says what was wrong with it."""

    start: int
    end: int
    text: str
    kind: str


class Mended:
    """A mended text, its repairs in the order of the source, and `origin(offset)`: where a place of it stands there."""

    def __init__(self, source: str, repairs: list[Repair]) -> None:
        self.source, self.repairs = source, tuple(repairs)
        parts, place, length = [], 0, 0
        self._starts, self._origins, self._fixed = [0], [0], [False]
        for repair in repairs:
            parts += [source[place : repair.start], repair.text]
            length += repair.start - place
            self._add(length, repair.start, fixed=True)
            length += len(repair.text)
            self._add(length, repair.end, fixed=False)
            place = repair.end
        self.text = "".join([*parts, source[place:]])

    def _add(self, start: int, origin: int, *, fixed: bool) -> None:
        self._starts.append(start)
        self._origins.append(origin)
        self._fixed.append(fixed)

    def origin(self, offset: int) -> int:
        if not self.repairs:
            return offset
        index = bisect_right(self._starts, offset) - 1
        limit = self._origins[index + 1] if index + 1 < len(self._origins) else len(self.source)
        return min(self._origins[index] + offset - self._starts[index], limit)


def mend(text: str) -> Mended:
    """The text with all repairs."""
    repairs = sorted((*_signs(text), *_parted_words(text)), key=lambda repair: repair.start)
    kept: list[Repair] = []
    for repair in repairs:
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return Mended(text, kept)


def _signs(text: str) -> Iterator[Repair]:
    if text.isascii() and not CONTROL.search(text):
        return
    for pattern, kind, became in (
        (MOJIBAKE, "wrongly decoded", _undone),
        (LIGATURE, "a ligature", lambda sign: LIGATURES[sign]),
        (CONTROL, "control characters", lambda _: ""),
        (DIRECTION, "direction marks", lambda _: ""),
    ):
        for found in pattern.finditer(text):
            fixed = became(found[0])
            if fixed != found[0]:
                yield Repair(*found.span(), fixed, kind)
    if not is_normalized("NFC", text):
        for found in ACCENT.finditer(text):
            if (whole := normalize("NFC", found[0])) != found[0]:
                yield Repair(*found.span(), whole, "an accent apart")


def _undone(run: str) -> str:
    from ftfy import fix_encoding

    fixed = fix_encoding(run)
    return fixed if "\n" not in fixed and "\r" not in fixed else run


@dataclass(frozen=True, slots=True)
class _Parted:
    """A word that a line's end parts: where what stands before it begins, the places of its hyphen, its tail and the
    end of that, and the pieces."""

    start: int
    hyphen: int
    tail_end: int
    end: int
    soft: bool
    newline: str
    pieces: dict[str, str]


def _found_parted(text: str) -> Iterator[_Parted]:
    for hyphen in HYPHEN.finditer(text):
        low = max(0, hyphen.start() - 44)
        head, tail = HEAD.search(text[low : hyphen.start()]), TAIL.match(text, hyphen.end())
        if head and tail:
            pieces = {**head.groupdict(), **tail.groupdict()}
            start, newline = low + head.start(), hyphen["gap"].strip(" \t")
            ends = tail.end("tail"), tail.end()
            yield _Parted(start, hyphen.start(), *ends, text[hyphen.start()] == "\u00ad", newline, pieces)


def _parted_words(text: str) -> Iterator[Repair]:
    """The words that a line's end parts, put together on one of their lines."""
    found = list(_found_parted(text))
    if not found:
        return
    words = frozenset(word.lower() for word in WORD.findall(_without(text, found)))
    compounds = frozenset(word.lower() for word in COMPOUND.findall(text))
    for parted in found:
        if parted.soft or (parted.pieces["tail"][0].islower() and _is_one(parted.pieces, words, compounds)):
            yield from _joined(parted)


def _without(text: str, found: Sequence[_Parted]) -> str:
    """The text without the words that its lines part, for they say nothing of how they are written."""
    parts, place = [], 0
    for parted in found:
        parts.append(text[place : max(place, parted.start)])
        place = parted.tail_end
    return " ".join([*parts, text[place:]])


def _joined(parted: _Parted) -> Iterator[Repair]:
    """The word on the first of its lines, or where the second would be left empty, on the second. Where both would, it
    stays parted."""
    kind, pieces = "a word in two lines", parted.pieces
    if pieces["space"]:
        yield Repair(parted.hyphen, parted.end, f"{pieces['tail']}{pieces['rest']}{parted.newline}", kind)
    elif pieces["before"]:
        whole = f"{parted.newline}{pieces['open']}{pieces['head']}{pieces['tail']}"
        yield Repair(parted.start, parted.tail_end, whole, kind)


def _is_one(pieces: dict[str, str], words: frozenset[str], compounds: frozenset[str]) -> bool:
    """Is this one word? The text says so where it has the word elsewhere, whole or with its hyphen; else a second part
    that is a word of its own, or a first part that makes compounds, speaks for the hyphen."""
    head, tail = pieces["head"].lower(), pieces["tail"].lower()
    if head + tail in words:
        return True
    if f"{head}-{tail}" in compounds or pieces["rest"].startswith("-") or head in HEADS:
        return False
    return not (tail in words and head in words)
