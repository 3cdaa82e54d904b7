"""What a quotation mark may be, judged by its neighbours: a block's text in, the price of each reading out.

A mark can open or close a quotation, be an apostrophe or a prime, or stand alone as an opening or closing mark whose
partner is missing. Each reading has a price: 0 is what the neighbours ask for, 9 and more is what only a slip of the
author's explains. `pairing` then takes the cheapest reading of the whole block, so a price here is never a verdict.
Source of the classes: DOMAIN.md §2.2 (letter ’ letter; space ’ letter; definite and doubtful closing marks).
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from pressbuild.quotation.elisions import (
    CLIPPED,
    CLIPPED_ENDING,
    DECADE,
    DROPPED,
    DROPPED_OR_NOT,
    DUTCH,
    ELISIONS,
    GERMAN,
    HALF_ELISIONS,
    HYPHENS,
    ITALIAN,
    NOT_POSSESSED,
    SELDOM_CLIPPED,
    WHOLE,
    begins_elision,
    begins_speech,
    is_clipped_and,
)
from pressbuild.quotation.measures import in_dimensions, in_feet, is_figure, is_prime

Reading = Literal["apostrophe", "open", "close", "lone-open", "lone-close", "prime"]
Kind = Literal[
    "single", "double", "low", "low-single", "guillemet", "guillemet-single", "chevron", "chevron-single", "high",
    "high-single",
]  # fmt: skip
Prices = dict[Reading, float]

OPAQUE = "\ufffc"  # stands for code, a formula, a picture, a finished quotation: something that reads like a word

# Which pairs a mark can open or close. German „ “ and » «, Swedish and Finnish ” ” share glyphs with English ones.
OPENS: dict[str, Kind] = {
    "‘": "single", "“": "double", "'": "single", '"': "double", "„": "low", "‚": "low-single",
    "«": "guillemet", "‹": "guillemet-single", "»": "chevron", "›": "chevron-single", "”": "high", "’": "high-single",
}  # fmt: skip
CLOSES: dict[str, tuple[Kind, ...]] = {
    "’": ("single", "low-single", "high-single"), "”": ("double", "low", "high"),
    "'": ("single", "low-single"), '"': ("double", "low"), "“": ("low",), "‘": ("low-single",),
    "»": ("guillemet",), "›": ("guillemet-single",), "«": ("chevron",), "‹": ("chevron-single",),
}  # fmt: skip
MARKS = "".join(OPENS)
TWINS: dict[str, Kind] = {"»": "guillemet", "›": "guillemet-single"}
OPENED_BY_NINES = frozenset({"da", "fi", "nb", "nn", "no", "sv"})  # languages that may open with ” as they close
OPENED_BY_TWINS = frozenset({"fi", "sv"})  # languages that may set »x»
OPENED_LOW = frozenset({"bg", "cs", "de", "is", "sk", "sl"})  # languages whose own marks are „ “ and ‚ ‘
MARK = re.compile("[" + re.escape(MARKS) + "]")
FAR = 40  # characters on either side of a mark that say what it belongs to
SENTENCE = 400  # characters in which a sentence begins, as most do
AMID_SENTENCE = 2.0  # what a closing mark without a stop costs, in a sentence that began behind the last mark
LONGEST_RUN = 32  # marks that are passed over for a neighbour; a text that has more in a row is a trap
# Marks inside an address are part of it.
ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)[^\s<>]+", re.IGNORECASE)

ELIDING = frozenset({"ca", "fr", "it"})  # languages that join words by an apostrophe
ELIDED = {"de": GERMAN, "nl": DUTCH}
OPENERS = frozenset("«‹“‘„‚")  # a mark that opens right behind an apostrophe: l’« x », dell’“x”
_ELIDED = re.compile(r"[^\W\d_]['’]$")
_COMPOUND = re.compile(r"\w[-‐‑]([^\W_]+)$")
_WORD_RIGHT = re.compile(r"[^\W_]+")
_WORD_LEFT = re.compile(r"[^\W_]+$")
_CLOSED_WORD = re.compile(r"[^\W_]+[’”](?!\w)")
_CLOSED_PHRASE = re.compile(r"[^\W_]+(?:[ \n-][^\W_]+){1,2}’(?!\w)")
_QUOTED_NEXT = re.compile(r"\s[‘“«‹'\"]['’]?\w")
_AMID_WORD = re.compile(r"[^\W\d_].[^\W\d_]")
_SENTENCE_BEGINS = re.compile(r"[.!?…]\s+[A-ZÀ-Þ]")
_STOPS_BEFORE_WORD = re.compile(r"(?:\.{2,}|…|[(\[¿¡£$€#@&*~+]|[-–—](?=\w))")

BOUNDARY = frozenset(" \t\n\r\u00a0\u202f\u2009\u200a([{/|=<*_")
DASHES = frozenset("-–—―\u2010\u2011")

# (what stands left, what stands right) -> price of an apostrophe, of an opening and of a closing mark.
# w a word, p closing punctuation, b a boundary, d a dash, e the end of a word, o punctuation that may begin a sentence
SINGLE: dict[str, tuple[float, float, float]] = {
    "ww": (0, 12, 9), "we": (9, 12, 0), "wo": (9, 9, 1),
    "pw": (3.5, 4, 4), "pe": (14, 14, 0), "po": (14, 9, 1),
    "bw": (11, 0, 14), "be": (7.5, 6, 5), "bo": (12, 0.5, 6),
    "dw": (11, 0.3, 9), "de": (9, 8, 1), "do": (12, 2, 3),
}  # fmt: skip
DOUBLE: dict[str, tuple[float, float]] = {
    "ww": (5, 5), "we": (9, 0), "wo": (7, 1),
    "pw": (3.5, 3), "pe": (12, 0), "po": (8, 1),
    "bw": (0, 9), "be": (5, 4.5), "bo": (0.5, 6),
    "dw": (0.3, 4), "de": (7, 0.5), "do": (2, 3),
}  # fmt: skip
NEVER = 30.0
# What a single mark between letters costs as a closing one, and a straight one in front of a word: more than an opening
# mark, or two, that nothing closes.
BETWEEN_LETTERS, IN_FRONT = 16.0, 20.0
SHORT = 3  # letters up to which a word that no list has may be clipped: fu’, cam’, no’
SPEAKERS = frozenset("he she i they we you said says cried asked".split())
_NOWHERE = (1 << 62, 1 << 62)
LONE_OPEN, LONE_CLOSE = 9.0, 8.5  # on top of opening and closing: a partner that the author forgot


class Mark(Struct, frozen=True):
    """A mark at an offset of a block's text, with the price of each of its readings; `twin` says that it closes what it
    opens, as in »Stockholm»."""

    offset: int
    glyph: str
    prices: Prices
    twin: bool = False

    @property
    def opens(self) -> Kind:
        """What kind of quotation the mark can open."""
        return TWINS[self.glyph] if self.twin else OPENS[self.glyph]

    def alone(self) -> Reading:
        """What the mark is where no partner is found."""
        readings: tuple[Reading, ...] = ("apostrophe", "prime", "lone-open", "lone-close")
        return min((r for r in readings if r in self.prices), key=lambda r: self.prices[r])


def find_marks(text: str, lang: str = "") -> tuple[Mark, ...]:
    """Every mark of a block's text that is not part of an address. In some languages ” and ’ open too."""
    language = lang.partition("-")[0].lower()
    twins = language in OPENED_BY_TWINS and "«" not in text
    german = language == "de" and "‚" in text and "‘" in text
    marks = []
    addresses = addresses_in(text)
    start, end = next(addresses, _NOWHERE)
    for match in MARK.finditer(text):
        offset = match.start()
        while offset >= end:
            start, end = next(addresses, _NOWHERE)
        if offset < start:
            prices = _prices(text, offset, language)
            own = _german(prices) if german and match[0] == "’" else prices
            marks.append(Mark(offset, match[0], own, twin=twins and match[0] in TWINS))
    return tuple(marks)


def _german(prices: Prices) -> Prices:
    """What ’ costs in a text that closes with ‘: it is an apostrophe, or an Englishman's closing mark."""
    apostrophe, close = min(prices["apostrophe"], 1), max(prices["close"], 4)
    return prices | {"apostrophe": apostrophe, "close": close, "lone-close": close + LONE_CLOSE}


def is_turned(text: str, offset: int, lang: str = "") -> bool:
    """Whether an opening mark that belongs to no quotation can only be an apostrophe which a program has turned, as
    they do behind a space: ‘tis, the ‘60s, May ‘68, rock ‘n’ roll. Without a language the text is in English."""
    if text[offset] != "‘" or _left(text, offset) == "w":
        return False
    before = text[max(0, offset - FAR) : offset]
    english = lang.partition("-")[0].lower() in ("", "en")
    return _between_n(text, offset) or begins_elision(before, text[offset + 1 : offset + 1 + FAR], english=english)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand; closing marks and stops at an address's end are the sentence's."""
    for match in ADDRESS.finditer(text):
        start, end = match.span()
        while end > start and (MARK.match(text[end - 1]) or text[end - 1] in ".,;:!?)"):
            end -= 1
        yield start, end


def _prices(text: str, offset: int, language: str) -> Prices:
    glyph = text[offset]
    around = _left(text, offset) + _right(text, offset)
    if glyph in "'’‘":
        prices = _single(text, offset, around, language)
    elif glyph in '"“”':
        opening, closing = DOUBLE[around]
        prices = {"open": opening, "close": closing}
    else:
        opening, closing = DOUBLE[around]
        if around == "be":  # French guillemets stand with spaces inside
            opening, closing = (0, 6) if glyph in "«‹" else (6, 0)
        elif glyph in "«‹" and _ELIDED.search(text, max(0, offset - 2), offset):
            opening, closing = 0, 4
        prices = {"open": opening, "close": closing}
    if around == "bw" and glyph in "'\"":
        prices["close"] = IN_FRONT
    if glyph in "'\"”’" and in_dimensions(text, offset):
        _measure(glyph, prices)
    elif glyph in "'\"”" and is_figure(text[offset - 1 : offset]):
        if in_feet(text, offset):
            prices |= {"prime": 0, "open": 9, "close": 5}
            prices.pop("apostrophe", None)
        else:
            prices["prime"] = 3
    if glyph == "'" and is_prime(text, offset) and prices.get("prime") != 0:
        prices |= {"prime": 2, "close": min(prices["close"], 1)}
        prices.pop("apostrophe", None)
    _fix_sides(glyph, prices, language in OPENED_BY_NINES)
    if glyph == "‘" and is_turned(text, offset, language):
        prices |= _turned(text, offset)
    if "open" in prices:
        prices["lone-open"] = prices["open"] + LONE_OPEN
    if "close" in prices:
        prices["lone-close"] = prices["close"] + LONE_CLOSE
    return prices


def _fix_sides(glyph: str, prices: Prices, twins: bool) -> None:
    """A curly mark says itself which side it is on, save where both are `twins`."""
    if glyph in "‘“„‚":
        prices["open"] = 0
        if glyph in "„‚":
            del prices["close"]
    elif glyph in "’”" and not twins:
        del prices["open"]


def _single(text: str, offset: int, around: str, language: str) -> Prices:
    apostrophe, opening, closing = SINGLE[around]
    prices: Prices = {"apostrophe": apostrophe, "open": opening, "close": closing}
    glyph = text[offset]
    if around[1] == "w" and around[0] != "w":
        _leading(text, offset, around[0], prices, language)
    elif around == "ww" and glyph != "‘" and text[offset - 1 : offset + 2 : 2].isalpha():
        prices["close"] = BETWEEN_LETTERS
    elif around[1] == "e" and around[0] == "w":
        _trailing(text, offset, prices, language)
    if glyph in "'’" and around[0] == "w" and text[offset + 1 : offset + 2] in OPENERS:  # an elision
        prices["apostrophe"], prices["close"] = 0, 2
    if language in ELIDING and around == "ww" and _ELIDED.search(text, max(0, offset - 2), offset):  # l''idea'
        prices["apostrophe"], prices["open"] = 9, 0.5
    if around == "wo" and _hyphenated(text, offset):
        prices["apostrophe"], prices["close"] = 0, 5
    if _between_n(text, offset):
        prices["apostrophe"] = 0
        prices["open"] = prices["close"] = 6
    if glyph == "’" and around == "bw":
        prices["apostrophe"] = min(prices["apostrophe"], 1)
    if glyph == "‘":
        prices["apostrophe"] += 3
    return prices


def _turned(text: str, offset: int) -> Prices:
    """What an opening mark costs that a program may have made of an apostrophe. A closing mark that can be nothing else
    makes it a quotation all the same, ‘60s and all that’; one that may be a possessive does not, save where it is near
    or speech may begin here."""
    if _between_n(text, offset):
        return {"apostrophe": 0, "open": 6}
    after = text[offset + 1 : offset + 1 + FAR]
    if _CLOSED_WORD.match(after):
        return {}
    near = _CLOSED_PHRASE.match(after) or begins_speech(text[max(0, offset - FAR) : offset], after)
    return {"apostrophe": 0.5, "open": 1 if near else 5}


def _leading(text: str, offset: int, left: str, prices: Prices, language: str) -> None:
    """A mark before a word: an opening mark, unless the word is known to begin with an apostrophe."""
    match = _WORD_RIGHT.match(text, offset + 1)
    word = match[0].lower() if match else ""
    if left == "p" and word in {"s", "d", "ll", "re", "ve", "m", "t"}:  # etc.'s
        prices["apostrophe"] = 0
    elif word in ELISIONS | ELIDED.get(language, frozenset()) and not _is_letter(text, offset, word):
        prices["apostrophe"], prices["open"] = 0.2, 4.5 if _in_double(text, offset) else 2.5
    elif word in SELDOM_CLIPPED and text[offset] == "‘" and text[offset + 1 + len(word) :][:1] == "”":
        prices["apostrophe"] = 9
    elif word in HALF_ELISIONS or word in DROPPED:
        prices["apostrophe"], prices["open"] = 2, 0.5
    elif word in DROPPED_OR_NOT:
        prices["apostrophe"] = 7
    elif DECADE.match(text, offset + 1):
        prices["apostrophe"], prices["open"] = (0.2, 2) if word[-1:].isalpha() else (1, 1)


def _is_letter(text: str, offset: int, word: str) -> bool:
    """Whether a letter stands between marks and is spoken of: the letter 'n'."""
    return len(word) == 1 and text[offset + 2 : offset + 3] in tuple("'’")


def _in_double(text: str, offset: int) -> bool:
    """Whether a straight mark stands right behind a double one that opens: "'Tis so," he said."""
    return text[offset] == "'" and text[offset - 1 : offset] in ('"', "“") and _left(text, offset) != "w"


def _trailing(text: str, offset: int, prices: Prices, language: str) -> None:
    """A mark after a word: a closing mark, unless the word may be a plural's possessive or is known to be clipped."""
    match = _WORD_LEFT.search(text, max(0, offset - 40), offset)
    word = match[0].lower() if match else ""
    after = _WORD_RIGHT.match(text, offset + 2) if text[offset + 1 : offset + 2].isspace() else None
    contracted = match and _ELIDED.search(text, max(0, match.start() - 2), match.start())  # don’t is no clipped t’
    if word in (ITALIAN if language == "it" else CLIPPED) and not contracted:
        prices["apostrophe"], prices["close"] = (0.5, 2.5) if after else (4, 1)
    elif CLIPPED_ENDING.match(word):
        prices["apostrophe"] = 3
    elif word.endswith(("s", "x", "z")) or text[offset - 1].isdigit():
        quoted = _QUOTED_NEXT.match(text, offset + 1) is not None
        if after is None and not quoted:
            prices["apostrophe"] = 4
        elif after and after[0].lower() in NOT_POSSESSED:
            prices["apostrophe"], prices["close"] = 2.5, 1
        elif quoted:  # the boys’ ‘strike’: two quotations seldom stand side by side
            prices["apostrophe"], prices["close"] = 0.25, 2
        else:
            prices["apostrophe"], prices["close"] = (2, 1) if word[-1:].isdigit() else (1, 1.5)
            if match and _is_term(text, match.start(), offset):
                prices["apostrophe"], prices["close"] = prices["apostrophe"] + 0.25, prices["close"] - 0.6
        if (after or quoted) and _in_new_sentence(text, offset):
            prices["close"] += AMID_SENTENCE
    elif word.isalpha() and len(word) <= SHORT and word not in WHOLE and after and after[0].lower() not in SPEAKERS:
        prices["apostrophe"] = 7


def _in_new_sentence(text: str, offset: int) -> bool:
    """Whether a sentence begins between a mark and the one before it that stands within no word."""
    before = text[max(0, offset - SENTENCE) : offset]
    last = max(
        (mark.end() for mark in MARK.finditer(before) if not _AMID_WORD.match(before, mark.start() - 1)), default=0
    )
    return _SENTENCE_BEGINS.search(before, last) is not None


def _is_term(text: str, start: int, offset: int) -> bool:
    """Whether a word between two marks more likely is a term than the first word of a longer quotation, as it is in
    ‘boys’ brigades’: no other mark stands behind the next word."""
    if not start or text[start - 1] not in "‘'":
        return False
    following = MARK.search(text, offset + 1)
    return following is None or len(text[offset + 1 : following.start()].split()) > 1


def _hyphenated(text: str, offset: int) -> bool:
    """A mark after a clipped word in the middle of a compound: will-o'-the-wisp."""
    match = _COMPOUND.search(text, max(0, offset - 10), offset)
    return match is not None and match[1].lower() in CLIPPED and text[offset + 1 : offset + 2] in tuple(HYPHENS)


def _between_n(text: str, offset: int) -> bool:
    """Either mark of rock 'n' roll and rock-'n'-roll."""
    return is_clipped_and(text, offset) or (offset > 1 and is_clipped_and(text, offset - 2))


def _measure(glyph: str, prices: Prices) -> None:
    """What a mark behind a measure costs: a prime, or a curly ’ that stays as it was typed; hardly a closing mark."""
    prices |= {"open": 9, "close": 5, ("apostrophe" if glyph == "’" else "prime"): 0}
    if glyph != "’":
        prices.pop("apostrophe", None)


def _left(text: str, offset: int) -> str:
    """What stands left of a mark, other marks passed over."""
    before = text[max(0, offset - 1 - LONGEST_RUN) : offset].rstrip(MARKS)
    if not before:
        return "b"
    character = before[-1]
    if character.isalnum() or character == OPAQUE:
        return "w"
    if character in BOUNDARY:
        return "b"
    return "d" if character in DASHES else "p"


def _right(text: str, offset: int) -> str:
    """What stands right of a mark, other marks passed over."""
    run = text[offset + 1 : offset + 1 + LONGEST_RUN]
    at = offset + 1 + len(run) - len(run.lstrip(MARKS))
    if at < len(text) and (text[at].isalnum() or text[at] == OPAQUE):
        return "w"
    return "o" if _STOPS_BEFORE_WORD.match(text, at) else "e"
