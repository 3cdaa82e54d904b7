"""Damage that copying does to a text: the text in, the mended text, its repairs and the way back to the source out.

Wrongly decoded letters (`â€™`, by ftfy), ligatures, decomposed accents, control characters, and words that a line's end
has parted. Every repair is listed; lines keep their numbers, for no repair adds or takes a newline.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from unicodedata import is_normalized, normalize

from pressbuild.importers.flattened.parted import Doubt, Vocabulary, parted_words
from pressbuild.importers.flattened.repairs import Repair

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = re.compile("[ﬀ-ﬆ]")
ODD = re.compile(r"[^\t-\r -~]")  # no sign of ASCII that shows something, or parts what does
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]+")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]+")  # overrides that show a text in another order than it has
ACCENT = re.compile("[^\u0300-\u036f\\s][\u0300-\u036f]+")
# The bytes of UTF-8 as Windows-1252 or ISO-8859-1 shows them: a leading byte, then what stands for 80 to BF.
TRAILING = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
UNDECODED = "\u00e2\u20ac\ufffd"  # a closing mark, E2 80 9D, of whose last byte Windows-1252 knows no sign
LEADING = re.compile("[\u00c2-\u00f4]")
MOJIBAKE = re.compile(f"(?:{UNDECODED}|[\u00c2-\u00f4][{TRAILING}]{{1,3}})+")
ENTITY = re.compile(r"&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z][a-z\d]{1,30});", re.IGNORECASE)
SPELT = re.compile(r"&amp;(?:#?\w{2,30});")
KEPT = 1000  # repairs of a kind that are listed


class Mended:
    """A mended text, the hyphens at lines' ends that are in doubt, and `origin(offset)`: where a place of it stands in
    the source. Of the repairs it keeps how many each kind has, and the first of each kind in the order of the source: a
    text may need one at every word. Where the text's columns were set apart before, `source` is what came of that, and
    `unmoved` leads from it to the true one."""

    def __init__(
        self,
        source: str,
        repairs: list[Repair],
        doubts: list[Doubt] | None = None,
        unmoved: Callable[[int], int] = lambda offset: offset,
    ) -> None:
        self.source, self.doubts, self.unmoved = source, tuple(doubts or ()), unmoved
        self.counts: Counter[str] = Counter()
        first: list[Repair] = []
        parts, place, length = [], 0, 0
        self._starts, self._origins = array("q", [0]), array("q", [0])
        for repair in repairs:
            self.counts[repair.kind] += 1
            if self.counts[repair.kind] <= KEPT:
                first.append(repair)
            parts += [source[place : repair.start], repair.text]
            length += repair.start - place
            self._add(length, repair.start)
            length += len(repair.text)
            self._add(length, repair.end)
            place = repair.end
        self.repairs = tuple(first)
        self.text = "".join([*parts, source[place:]])

    def _add(self, start: int, origin: int) -> None:
        self._starts.append(start)
        self._origins.append(origin)

    def origin(self, offset: int) -> int:
        return self.unmoved(self.before(offset))

    def before(self, offset: int) -> int:
        """Where a place stands in the text that was mended."""
        if not self.repairs:
            return offset
        index = bisect_right(self._starts, offset) - 1
        limit = self._origins[index + 1] if index + 1 < len(self._origins) else len(self.source)
        return min(self._origins[index] + offset - self._starts[index], limit)

    def after(self, place: int) -> int:
        """The first place of the mended text that stands at a place of the text that was mended, or behind it."""
        index = bisect_left(self._origins, place)
        begins = self._starts[index] if index < len(self._starts) else len(self.text)
        return min(self._starts[index - 1] + place - self._origins[index - 1], begins) if index else begins


def mend(
    text: str, unmoved: Callable[[int], int] = lambda offset: offset, vocabulary: Vocabulary | None = None
) -> Mended:
    """The text with all repairs; `unmoved` leads to the source, where its columns were set apart, `vocabulary` may
    know the words of a text that is nearly the same."""
    parted, doubts = parted_words(text, vocabulary)
    repairs = sorted((*_signs(text), *parted), key=lambda repair: repair.start)
    kept: list[Repair] = []
    for repair in repairs:
        if not kept or repair.start >= kept[-1].end:
            kept.append(repair)
    return Mended(text, kept, doubts, unmoved)


def _signs(text: str) -> Iterator[Repair]:
    odd = "".join({*ODD.findall(text)})
    yield from _named(text)
    for first, pattern, kind, became in (
        (LEADING, MOJIBAKE, "wrongly decoded", _undone),
        (LIGATURE, LIGATURE, "a ligature", lambda sign: LIGATURES[sign]),
        (CONTROL, CONTROL, "control characters", lambda _: ""),
        (DIRECTION, DIRECTION, "direction marks", lambda _: ""),
    ):
        for found in pattern.finditer(text) if first.search(odd) else ():
            fixed = became(found[0])
            if fixed != found[0]:
                yield Repair(*found.span(), fixed, kind)
    if not is_normalized("NFC", text):
        for found in ACCENT.finditer(text):
            if (whole := normalize("NFC", found[0])) != found[0]:
                yield Repair(*found.span(), whole, "an accent apart")


def _named(text: str) -> Iterator[Repair]:
    """The characters that stand by their names in HTML (`&rsquo;` `&#8220;`), where one at least is beyond ASCII, so
    that a page's source was copied; a text on HTML has their signs by name too (`&amp;rsquo;`)."""
    if "&" not in text or SPELT.search(text):
        return
    entities = [(found, unescape(found[0])) for found in ENTITY.finditer(text)]
    if any(not became.isascii() for _, became in entities):
        for found, became in entities:
            if became != found[0] and became.isprintable():
                yield Repair(*found.span(), became, "a character by name")


@lru_cache(maxsize=4096)
def _undone(run: str) -> str:
    from ftfy import fix_encoding

    fixed = fix_encoding(run.replace(UNDECODED, UNDECODED[:-1] + "\x9d"))
    return fixed if "\n" not in fixed and "\r" not in fixed else run
