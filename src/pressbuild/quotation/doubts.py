"""What is wrong or uncertain about a document's marks: its readings in, findings out. Pure.

A mark without a partner is a slip only where correct prose has no reason for it: a quotation may run on into a passage
that is set apart, French closes two quotations that end together with one mark (Lexique de l'Imprimerie nationale), and
words may be clipped that no list holds (tho’, Scots gi’, Greek απ’).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import SAY, SPEAKER
from pressbuild.quotation.dialogue import unanswered
from pressbuild.quotation.elisions import CLIPPED, CLIPPED_ENDING, NOT_POSSESSED, WHOLE, may_be_clipped
from pressbuild.quotation.marks import CLOSES, OPENS, Mark
from pressbuild.quotation.marks import Reading as Read
from pressbuild.quotation.measures import FRACTIONS
from pressbuild.quotation.recognition import Reading, place_of

Readings = Sequence[Reading | None]
Spot = tuple[int, int]  # a passage's index and a mark's in it

_SLIPS: dict[str, tuple[str, str, str]] = {
    "lone-open": (
        "quote-unclosed",
        "nothing closes what {} opens, to the end of the paragraph",
        "add the closing mark; if it is an apostrophe, write [’word]{.apos}",
    ),
    "lone-close": (
        "quote-orphan-close",
        "no mark opens what {} closes",
        "add the opening mark; if it is an apostrophe, write [word’]{.apos}",
    ),
}
_ANSWERED = (
    "nothing closes what {} opens, and the next paragraph seems to be another speaker’s",
    "add the closing mark at the paragraph’s end; where one speaker goes on, all is well",
)
_UNLIKE = ("{} opens a quotation and {} closes it", "make a pair of them: {2} or {3}")
# Marks that are mistaken for one another, and the pairs that they are of.
_PARTNERS = {
    "“’": ("“…”", "‘…’"), "‘”": ("‘…’", "“…”"), "„‘": ("„…“", "‚…‘"), "„’": ("„…“", "‚…‘"), "‚“": ("‚…‘", "„…“"),
    "«”": ("«…»", "“…”"), "“»": ("“…”", "«…»"), "»“": ("»…«", "„…“"), "„«": ("„…“", "»…«"), "«›": ("«…»", "‹…›"),
    "‹»": ("‹…›", "«…»"), "»‹": ("»…«", "›…‹"), "›«": ("›…‹", "»…«"),
}  # fmt: skip
_DOUBT = "quote-ambiguous"
_OF_NINES = (
    "a closing mark stands on either side of “{}”",
    "write ‘ for the first; if it is an apostrophe, write [’word]{.apos}",
)
_BETWEEN_NINES = lazily(
    r"’(?<![^\s(\[—–-]’)(?P<first>[^\W\d_]{2,})(?P<more>(?:[ -][^\W_]+){0,5})’(?=[\s,;:.!?)\]—–]|$)"
    r"(?:\s(?P<next>[^\W\d_]+))?"
)
_OF_SINGLE = (
    "{} may be an apostrophe or a quotation mark; it was read as {}",
    "settle it with [word’]{.apos} or with a role: [words]{.quote}",
)
_OF_DOUBLE = ("{} may open a quotation or close one; it was read as {}", "settle it with a role: [words]{.quote}")
_NAMES = {"apostrophe": "an apostrophe", "open": "an opening mark", "close": "a closing mark", "prime": "a prime"}
_SINGLE = "'’‘‚"
_PRIMES = {"’": "′", "'": "′", "”": "″", '"': "″"}
_MEASURED = lazily(rf"[\d{FRACTIONS}°][ \u00a0]?$")

# Languages that clip whole words' ends: ich hab’, un po’. Their own closing marks are others.
_CLIPPING = frozenset({"de", "it"})
_WORD = lazily(r"[^\W\d_]+$")
_WHOLE = lazily(r"(?:tion|sion|ment|ness|ing|ism|ist|ity|ous|ive|ful|less|able|ible|ly|ed)$")
# Of English words, what no clipped one ends in: water’, night’.
_WHOLE_IN_ENGLISH = lazily(
    r"(?:ght|ck|ct|xt|pt|mp|rk|rm|[bfmpt]er|ther|ble|ple|tle|ure|[ae]nce|dom|hood|ship|ward|[ao]ry|ty)$"
)
_BARE = lazily(r"[^\W\d_]{4,}\b(?!['’])")
_LONG = 4  # letters from which a word that stands elsewhere in the text is hardly clipped: no’, de’, ma’ are
_CLIPPED_LONG = 6  # letters up to which one that no list has may be clipped, where the word in front of it is, too
_ALSO_CLIPPED = frozenset({"ever"})  # dialect for every
_SPOKEN = lazily(rf",?\s(?:{SPEAKER}\s+{SAY}|{SAY}\s+{SPEAKER})\b")


class _Document(Struct, frozen=True, dict=True):
    """The readings of a document, and the words that stand in it without a mark behind them."""

    readings: Readings

    @cached_property
    def words(self) -> frozenset[str]:
        texts = (reading.text for reading in self.readings if reading)
        return frozenset(word.lower() for text in texts for word in _BARE.findall(text))

    @cached_property
    def running_on(self) -> frozenset[Spot]:
        return frozenset(_running_on(self.readings))

    @cached_property
    def answered(self) -> frozenset[Spot]:
        return frozenset(unanswered(self.readings))


def doubts(readings: Readings) -> Iterator[Diagnostic]:
    """`quote-unclosed`, `quote-orphan-close` and `quote-ambiguous`, passage by passage."""
    document = _Document(readings)
    for number, reading in enumerate(readings):
        if reading:
            yield from _of(reading, number, document)


def _of(reading: Reading, number: int, document: _Document) -> Iterator[Diagnostic]:
    """What is wrong or uncertain about a passage's marks. Where one has no partner, its like are uncertain for that
    reason alone, and nothing is said of them."""
    read = tuple(zip(reading.marks, reading.pairing.readings, strict=True))
    slips = {index for index, (_, kind) in enumerate(read) if kind in _SLIPS and _slips(reading, index, document)}
    nines = [*_opened_by_nines(reading, document)] if "’" in reading.text and _is_english(reading) else []
    for each in nines:
        message, hint = _OF_NINES
        words = each["first"] + each["more"]
        yield found("quote-orphan-close", message.format(words), place_of(reading, each.start()), hint)
    slips -= {index for at, index in document.running_on if at == number} if slips else set()
    alone = {mark.glyph in _SINGLE for mark, kind in read if kind in _SLIPS}
    unlike = dict(_unlike(read, sorted(slips)))
    slips -= {*unlike.values()}
    for index, (mark, kind) in enumerate(read):
        single = mark.glyph in _SINGLE
        if any(mark.offset == each.end("more") for each in nines):
            continue
        if index in unlike:
            other = read[unlike[index]][0].glyph
            message, hint = (said.format(mark.glyph, other, *_PARTNERS[mark.glyph + other]) for said in _UNLIKE)
            yield found("quote-unclosed", message, place_of(reading, mark.offset), hint)
        elif index in slips:
            yield _slip(reading, mark, kind)
        elif (number, index) in document.answered:
            message, hint = _ANSWERED
            yield found("quote-unclosed", message.format(mark.glyph), place_of(reading, mark.offset), hint)
        elif kind == "prime" and mark.glyph == "”":
            yield _slip(reading, mark, "lone-close")
        elif kind not in _SLIPS and index in reading.pairing.doubtful and single not in alone:
            message, hint = _OF_SINGLE if single else _OF_DOUBLE
            yield found(_DOUBT, message.format(mark.glyph, _NAMES[kind]), place_of(reading, mark.offset), hint)


def _unlike(read: Sequence[tuple[Mark, Read]], slips: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Two marks without partners, one after the other, of which the first opens and the second closes in another way:
    “so’. They are one slip."""
    for one, other in pairwise(slips):
        (opening, first), (closing, second) = read[one], read[other]
        parted = (first, second) == ("lone-open", "lone-close")
        if parted and opening.glyph + closing.glyph in _PARTNERS:
            yield one, other


def _is_english(reading: Reading) -> bool:
    return reading.passage.lang.partition("-")[0].lower() in ("", "en")


def _opened_by_nines(reading: Reading, document: _Document) -> Iterator[re.Match[str]]:
    """Words between two closing marks, of which the first is no known clipped word, the last no possessive: ’gas’."""
    read = zip(reading.marks, reading.pairing.readings, strict=True)
    closes = {mark.offset for mark, kind in read if mark.glyph == "’" and kind == "close"}
    for match in _BETWEEN_NINES.finditer(reading.text):
        last = (match["first"] + match["more"]).split()[-1].lower()
        if match.end("more") not in closes and not may_be_clipped(match["first"]) and _encloses(match, last, document):
            yield match


def _encloses(match: re.Match[str], last: str, document: _Document) -> bool:
    """Whether the second mark ends what the first one begins, and neither stands for letters that were left out."""
    if last in CLIPPED or CLIPPED_ENDING.match(last):
        return False
    if match["more"] and last.endswith(("s", "x", "z")) and match["next"]:
        return match["next"].lower() in NOT_POSSESSED and match["first"].lower() in document.words
    whole = len(last) > _CLIPPED_LONG or _is_whole(last, document) or match["first"].lower() in document.words
    return whole or not match["more"] or match["first"][:1].isupper()


def _slip(reading: Reading, mark: Mark, kind: Read) -> Diagnostic:
    code, message, hint = _SLIPS[kind]
    if mark.glyph not in _SINGLE:
        hint = hint.partition(";")[0]
    if kind == "lone-close" and mark.glyph in _PRIMES and _MEASURED.search(reading.text[: mark.offset][-2:]):
        prime = _PRIMES[mark.glyph]
        measure = "feet or minutes" if prime == "′" else "inches or seconds"
        hint = f"of {measure}, write {prime}; else {hint}"
    return found(code, message.format(mark.glyph), place_of(reading, mark.offset), hint)


def _slips(reading: Reading, index: int, document: _Document) -> bool:
    """Whether a mark that has no partner in its passage lacks one."""
    if reading.pairing.readings[index] == "lone-close":
        return not _clips(reading, index, document)
    return not _closed_with_another(reading, index)


def _clips(reading: Reading, index: int, document: _Document) -> bool:
    """Whether a mark is the apostrophe of a clipped word, where nothing is open that it could close: none behind a stop
    or before a speaker, and none behind a word that the text has whole."""
    mark, text = reading.marks[index], reading.text
    word = _WORD.search(text[max(0, mark.offset - 40) : mark.offset])
    if mark.glyph not in "'’" or word is None:
        return False
    if reading.passage.lang.partition("-")[0].lower() in _CLIPPING:
        return True
    before = zip(reading.marks[:index], reading.pairing.readings, strict=False)
    if any(kind == "lone-open" and each.glyph in _SINGLE for each, kind in before):
        return False
    said = word[0].lower()
    whole = _is_whole(said, document) or (_is_english(reading) and _is_whole_in_english(said))
    return not _SPOKEN.match(text, mark.offset + 1) and not whole


def _is_whole_in_english(word: str) -> bool:
    return word in WHOLE or (len(word) >= _LONG and _WHOLE_IN_ENGLISH.search(word) is not None)


def _is_whole(word: str, document: _Document) -> bool:
    if len(word) < _LONG or word in CLIPPED | _ALSO_CLIPPED:
        return False
    return _WHOLE.search(word) is not None or word in document.words


def _closed_with_another(reading: Reading, index: int) -> bool:
    """Whether a French quotation ends with one that it holds, at the passage's end."""
    if reading.marks[index].glyph != "«" or not reading.passage.lang.lower().startswith("fr"):
        return False
    inner = (each.closing for each in reading.pairing.pairs if each.kind == "guillemet" and each.opening > index)
    ends = [reading.marks[closing].offset for closing in inner if closing is not None]
    return bool(ends) and re.search(r"[^\W_]", reading.text[max(ends) + 1 :]) is None


# --- quotations that run on ----------------------------------------------------------------------------------------


def _running_on(readings: Readings) -> Iterator[Spot]:
    """The marks of quotations that open in one passage and close in another which is set apart from it."""
    for number, reading in enumerate(readings):
        opening = _last_open(reading) if reading else None
        if reading is None or opening is None:
            continue
        for further in _reached(readings, number):
            after = readings[further]
            closing = _first_close(after, reading.marks[opening]) if after else None
            if closing is not None:
                yield from ((number, opening), (further, closing))
                break
            if after is None or _last_open(after) is not None:
                break


def _reached(readings: Readings, number: int) -> Iterator[int]:
    """The passages behind one over which a quotation may run on: those set apart, and the next behind these."""
    first = readings[number]
    crossed = first is not None and first.passage.apart
    for further in range(number + 1, len(readings)):
        reading = readings[further]
        if reading is None or not (reading.passage.apart or crossed):
            return
        yield further
        if not reading.passage.apart:
            return
        crossed = True


def _last_open(reading: Reading) -> int | None:
    lone = [index for index, kind in enumerate(reading.pairing.readings) if kind == "lone-open"]
    return lone[-1] if lone else None


def _first_close(reading: Reading, opening: Mark) -> int | None:
    """The first mark that closes nothing in its passage and would close what was opened before."""
    kinds = enumerate(zip(reading.marks, reading.pairing.readings, strict=True))
    lone = next((index for index, (_, kind) in kinds if kind == "lone-close"), None)
    return lone if lone is not None and OPENS[opening.glyph] in CLOSES[reading.marks[lone].glyph] else None
