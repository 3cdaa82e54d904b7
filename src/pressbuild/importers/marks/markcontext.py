"""What stands before a figure and behind it, and what that says of its being a note mark: places in a text in,
readings with their points out.

The points were measured on books: what stands before the figure weighs most, for a mark is glued to a stop, a closing
mark or a word; a unit, a range, a decimal or an abbreviation speaks against it.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from pressbuild.importers.marks.markcited import is_cited, is_part, may_end_book, may_end_section

STOPS, COMMAS, CLOSERS = ".!?…", ",;:", "”’»\")]}'›"
FIXED = "-–/\\_£$€¥#§@=+×÷<>*&°([{“‘«‹„‚~^|"  # a figure glued to these belongs to them
TURNED = "“‘«‹"  # German and others close with what English and French open with
SPACES = " \t\u00a0\u202f\u2007\u2009"
BREAKS = "\n\r\v\f\x85\u2028\u2029"
DASHES = "-–"
COLUMN_GAP = 2  # more spaces than a sentence has behind its stop
ABBREVIATIONS = frozenset(
    "no nos p pp vol vols v vv ch chs chap art arts sec sect cap bk fig figs ff fol f para par pt pl tab ver vers"
    " col cols cf ibid op c ca st n nn q lib tom act sc ed edn eq cl reg stat matt rom cor tim thess pet gen exod lev"
    " deut josh kings chron isa jer ezek dan hos mk lk jn mt km cm mm kg ft lb lbs oz hl ha".split()
)
ABBREVIATED_WORDS = frozenset("art act no par fig cap tom".split())  # without a stop these are words
UNITS_ABBREVIATED = frozenset("km cm mm kg ft lb lbs oz hl ha".split())
UNITS = frozenset("m km cm mm dm ft in yd mi s kg x y".split())
# What may be glued to a figure of its own.
ENDINGS = (UNITS - {"in"}) | frozenset("st nd rd th am pm bis ter mg ml ltr min sec hrs hr rpm mph pp ff".split())
LETTERS = re.compile(r"[^\W\d_]+")
ROMAN = re.compile(r"[ivxlc]+")
EQUALS = re.compile(r".?[=+×] ?$")
YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
CITED = re.compile(
    r"paragraphs?|pages?|chapters?|sections?|articles?|verses?|lines?|numbers?|clauses?|parts?", re.IGNORECASE
)
# Words that a number follows in plain prose.
NUMBERED = frozenset(
    "about above after age aged all almost and another around article at bar battalion before below between block"
    " book box by case channel class company corps council day days district division door equal equals example"
    " exercise exactly fewer figure first flat floor for from gate grade group had has have her highway his hour"
    " house hymn in into item its law least less letter level line lines lot map mark match minus model more most"
    " near nearly next number of on once only or our over page part phase plate platform plus point prize problem"
    " psalm question rate ratio round route rule scene score scored section set side since size some sonnet stage"
    " stanza step sum table team than that the their these theorem those till times to total track type under"
    " until unit up version volume war ward was week weeks were with year years zone is are be been won lost paid"
    " cost costs january february march april may june july august september october november december jan feb mar"
    " apr jun jul aug sep sept oct nov dec note notes footnote".split()
)
MONTHS = frozenset("jan feb febr mar apr jun jul aug sep sept oct nov dec".split())  # with a stop
MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai"
    r"|juni|juli|oktober|dezember)(?!\w)|(?:jan|febr?|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.",
    re.IGNORECASE,
)
REIGN = re.compile(r"[A-Z][a-z]{1,4}\. (?:[IVX]+\.?,? )?(?:st\. ?[0-9]+,? )?c(?:ap|h)?\. ?[0-9]")  # 1 Geo. III. c. 6
DAY_AND_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,?[ \u00a0]+\d{4}(?!\d)")
OF_AN_ERA, LONGEST_ERA = re.compile(r"\b(?:A\.? ?D|B\.? ?C)\.?[ \u00a0][0-9]{1,4}$"), 12
HOUR = re.compile(r"\bat (?:1?[0-9]|2[0-3])\.[0-5][0-9]$")
VERSE = re.compile(r"(?<!\d)\d{1,3}:\d{1,3}$")
INITIALS, LONGEST_INITIALS = re.compile(r"(?<!\w)[A-Z]\.\s?[A-Z]\.$"), 8
PER_CENT = re.compile(
    r"%|(?:per ?cent|p\. ?c\.|prozent|pour ?cent|por ?cien(?:to)?|por ?cento|per ?cento|procent)(?!\w)", re.IGNORECASE
)
WITHIN = re.compile(r"[0-9]+(?:[,;)\]]*\s+[a-z]|[,;])")  # behind a figure its sentence goes on
SENTENCE_BEHIND = re.compile(r"[(\[]?[0-9]{1,4}[)\]]?\s+[^\W\d_a-z]")
THOUSANDS = re.compile(r"[0-9],[0-9]{3}$")
ABBREVIATED = "behind an abbreviation"
WITHIN_CITED = "within a cited figure"  # page 312
STRONG = 1.5  # a candidate that would be taken for a mark by itself
# With these a figure is no mark, however rare its number.
RULED_OUT = frozenset(
    (
        "at the start of a line",
        "part of another sign",
        ABBREVIATED,
        "behind an opening mark",
        "part of a range",
        "before a sign",
        "part of a word",
        "behind a capital",
        "before an ending",
        "before a stop and a figure",
        "the end of a year",
        "a verse or an hour",
        "behind a cited figure and a stop",
        "the last part of a number",
        "behind a letter within a sentence",
        "part of a date",
        "the number of an item",
        "in a row of figures",
        "the year of a reign",
        WITHIN_CITED,
        "in round brackets with the word for notes",
    )
)


class Candidate(Struct, frozen=True):
    """A figure that may be the mark of note `number`. [start, end) is what the mark would replace, `digit` the offset
    of its first digit, `evidence` what its score is made of."""

    number: int
    start: int
    end: int
    digit: int
    score: float
    evidence: tuple[str, ...]
    form: str = "glued"


Reading = tuple[str, float]
LINE_START: Reading = ("at the start of a line", -9.0)
LOOSE: Reading = ("behind a stop and a space", -4.0)
COUNTED: Reading = ("behind a word that numbers follow", -6.0)
BEHIND_COMMA: Reading = ("behind a comma and a space", -6.0)
BEHIND_SPACE: Reading = ("behind a space", -6.0)
APART: Reading = ("behind a word and a space", -6.0)
CITED_FIGURE: Reading = ("behind a cited figure and a stop", -9.0)
VERSE_ENDED: Reading = ("behind a verse and a stop", -2.5)
DATED: Reading = ("part of a date", -9.0)
ITEM: Reading = ("the number of an item", -9.0)
OF_A_REIGN: Reading = ("the year of a reign", -9.0)
IN_ROW: Reading = ("in a row of figures", -9.0)  # `1845    2,100    2`, a table's
NAMED_NOTE: Reading = ("in round brackets with the word for notes", -9.0)  # `(note 3)` mostly speaks of a note
BEFORE_SENTENCE = "before a sentence"
DECIMAL, GROUPED = "behind a figure and a stop", "behind a figure and a comma"
ROMAN_NUMBER = "behind a Roman number"


def behind_space(candidate: Candidate) -> bool:
    """Does a figure, or its bracket, stand behind a space?"""
    return any(name.endswith((" space", COUNTED[0])) for name in candidate.evidence[:1])


def left_of(text: str, start: int, low: int) -> Reading:
    """What stands before a mark."""
    before = text[start - 1] if start > low else "\n"
    if before in BREAKS:
        return LINE_START
    if before in SPACES:
        return _spaced(text, start, low)
    if before in STOPS:
        return _behind_stop(text, start, low)
    if before == ":" and is_digit(text, start - 2, low) and not YEAR.fullmatch(text, start - 5, start - 1):
        return "a verse or an hour", -6.0
    if before in COMMAS:
        if not is_digit(text, start - 2, low):
            return "behind a comma", 3.0
        return ("behind a year and a comma", -2.0) if is_year(text, start - 1, low) else (GROUPED, -3.0)
    if before in CLOSERS:
        opening = before in "'’\"" and (start - 1 <= low or text[start - 2] in SPACES + BREAKS + "([{“‘—")
        return ("behind an opening mark", -9.0) if opening else ("behind a closing mark", 3.0)
    if before.isalpha():
        return _behind_word(text, start, low)
    if before in TURNED and closes(text, start - 1, low):
        return "behind a closing mark", 3.0
    if before in FIXED:
        return "part of another sign", -9.0
    return ("behind a dash", -1.0) if before == "—" else ("behind a sign", 0.0)


def closes(text: str, place: int, low: int) -> bool:
    """Is a quotation mark at a place one that closes: does it stand right behind a word or a stop?"""
    return place > low and (text[place - 1].isalnum() or text[place - 1] in STOPS + COMMAS + CLOSERS)


def _spaced(text: str, start: int, low: int) -> Reading:
    place = start - 1
    while place > low and text[place - 1] in SPACES:
        place -= 1
    if place == low or text[place - 1] in BREAKS:
        return LINE_START
    before = text[place - 1]
    if start - place > COLUMN_GAP and is_digit(text, place - 1, low):
        return IN_ROW
    if before == "." and word_before(text, place - 1, low).lower() in MONTHS:
        return DATED
    if before == "." and _is_figure(text, place - 1, low) and SENTENCE_BEHIND.match(text, start):
        return LOOSE
    closed = before in TURNED and closes(text, place - 1, low)
    ended = (closed or before in STOPS + "”’\"')") and not is_digit(text, place - 2, low)
    abbreviated = before == "." and _abbreviates(text, place - 1, low)
    if ended and not abbreviated:
        return LOOSE
    if abbreviated:
        return COUNTED
    if before in COMMAS and not is_digit(text, place - 2, low):
        return BEHIND_COMMA
    word = word_before(text, place, low)
    if word.lower() in NUMBERED or CITED.fullmatch(word):
        return COUNTED
    counted = len(word) < 3 or word.isupper() or text[place - len(word) - 1] in FIXED
    return BEHIND_SPACE if counted else APART


def _abbreviates(text: str, end: int, low: int) -> bool:
    """Does a word end here that cites what a figure numbers, `vol. 3`? Behind `&c.` none is cited."""
    word = word_before(text, end, low).lower()
    return word in ABBREVIATIONS and not (word == "c" and text.startswith("&", end - 2))


def _is_figure(text: str, end: int, low: int) -> bool:
    """Does a year end here, or a figure with its unit? Behind its stop a sentence may begin."""
    word = word_before(text, end, low)
    if not word:
        return is_year(text, end, low)
    return word in UNITS_ABBREVIATED and text[max(low, end - 12) : end - len(word)].rstrip(SPACES)[-1:].isdigit()


def is_year(text: str, end: int, low: int) -> bool:
    """Does a year end here, or two of them as in `1650–51`, or one that its era tells, `A.D. 918`?"""
    start = end - 7 if end - low > 7 and text[end - 3] in DASHES and text[end - 2 : end].isdigit() else end - 4
    stop = start + 4
    if YEAR.fullmatch(text, max(low, start), stop) and not is_digit(text, start - 1, low):
        return True
    return OF_AN_ERA.search(text, max(low, end - LONGEST_ERA), end) is not None


def no_range_ends(text: str, start: int, cut: int, end: int) -> bool:
    """Is text[start:end] behind a year and a dash the end of no range, where text[start:cut] may be one: `1650–518`?"""
    first = text[max(0, start - 5) : start - 1]
    if cut - start != 2 or text[start - 1] not in DASHES or not YEAR.fullmatch(first) or is_digit(text, start - 6, 0):
        return False
    return text[start:cut] > first[2:] or text[start:end] < first[start - end :]


def _behind_stop(text: str, start: int, low: int) -> Reading:
    if text[start - 1] != ".":
        return "behind a stop", 3.0
    if is_digit(text, start - 2, low):
        if THOUSANDS.search(text, max(low, start - 6), start - 1):
            return "behind thousands and a stop", -2.0
        if may_end_section(text, start, low):
            return DECIMAL, -6.0  # section A.4.39 The
        if is_cited(text, start, low):
            return CITED_FIGURE  # article 9.2
        if is_part(text, start, low):
            return "the last part of a number", -9.0  # I.7.2
        if VERSE.search(text, max(low, start - 8), start - 1):
            return VERSE_ENDED  # Romans 3:28.1
        if HOUR.search(text, max(low, start - 8), start + 2):
            return "a verse or an hour", -6.0
        # `3.62` is a decimal unless a sentence ends with it; `1877.62` is hardly one.
        return ("behind a year and a stop", -2.0) if is_year(text, start - 1, low) else (DECIMAL, -6.0)
    word = word_before(text, start - 1, low)
    if word.isupper() and is_cited(text, start, low) and not may_end_book(text, start, low):
        return CITED_FIGURE  # section E.3
    if len(word) == 1 and word.isupper():
        alone = WITHIN.match(text, start) and not INITIALS.search(text, max(low, start - LONGEST_INITIALS), start)
        return ("behind a letter within a sentence", -6.0) if alone else ("behind an initial", -2.0)
    if word == "c" and text.startswith("&", start - 3):
        return "behind a stop", 2.0
    if word.lower() in ABBREVIATIONS:
        return ABBREVIATED, -6.0
    if word.lower() in MONTHS and DAY_AND_YEAR.match(text, start):
        return DATED
    if word and ROMAN.fullmatch(word) and word not in ("i", "civil", "mild", "livid", "vivid", "mix", "ill", "mill"):
        return ROMAN_NUMBER, -3.0
    return "behind a stop", 3.0


def _behind_word(text: str, start: int, low: int) -> Reading:
    word = word_before(text, start, low)
    if EQUALS.match(text[max(low, start - len(word) - 2) : start - len(word)]):
        return "part of another sign", -9.0  # E = mc2
    if word in UNITS:
        return "behind a unit", -4.0
    if word.lower() in ABBREVIATIONS and word not in ABBREVIATED_WORDS:
        return ABBREVIATED, -6.0
    if len(word) < 3 and not word.islower():
        return ("behind a capital" if word.isupper() else "behind a short name"), -7.0  # MI5, G8, B12
    if len(word) < 2 or word.isupper():
        return "behind a letter or capitals", -3.0
    return ("glued to a word", 2.0) if word.islower() else ("glued to a name", 1.5)


def right_of(text: str, left: int, end: int, high: int) -> Iterator[Reading]:
    """What stands behind a mark."""
    after = text[end] if end < high else "\n"
    below = text[end + 1] if end + 1 < high else "\n"
    if after == "." and left and text[left - 1] in SPACES and _sentence_ends(text, left - 1):
        yield ITEM
    elif after in BREAKS:
        yield "at the end of a line", 1.5
    elif after in SPACES:
        yield from _before_space(text, left, end, high)
    elif after in ".,;:!?…":
        yield ("before a stop and a figure", -6.0) if "0" <= below <= "9" else ("before a stop", 0.5)
    elif after in "’'" and below.isalpha():
        yield "before an ending", -6.0
    elif after in CLOSERS or (after in TURNED and not below.isalnum()):
        yield "before a closing mark", 0.5
    elif after in DASHES:
        yield "part of a range", -5.0
    elif after.isalpha():
        yield _before_word(text, left, end, high)
    elif after in "%°½¼¾′″/\\_=+×*$£€&#@":
        yield "before a sign", -6.0


def _before_space(text: str, left: int, end: int, high: int) -> Iterator[Reading]:
    """What follows a space behind a figure says."""
    below = text[end + 1] if end + 1 < high else "\n"
    if below in "pP%" and PER_CENT.match(text, end + 1):
        yield "before a sign", -6.0
        return
    if below in ".,;:!?" and (end + 2 >= high or text[end + 2].isspace()):
        yield "before a stop", 0.5
        return
    yield "before a space", 1.0
    loose = left and text[left - 1] in SPACES
    if loose and MONTH.match(text, end + 1):
        yield DATED
    elif loose and REIGN.match(text, end + 1):
        yield OF_A_REIGN
    elif below.isupper() and left and text[left - 1] in STOPS + "”’":
        yield BEFORE_SENTENCE, 1.0
    elif loose and text[max(0, left - 4) : left].rstrip(SPACES).endswith("."):
        yield from _behind_a_loose_figure(below)


def _behind_a_loose_figure(below: str) -> Iterator[Reading]:
    """What the letter says that follows a figure behind a stop and a space: a sentence begins with a capital, or it
    begins with the figure."""
    if below.isupper():
        yield BEFORE_SENTENCE, 0.9
    elif below.islower():
        yield "before a small letter", -2.5


def _sentence_ends(text: str, end: int) -> bool:
    """Does a sentence end before the spaces that end here? A figure with a stop of its own behind it, `bread. 2. Salt`,
    numbers an item."""
    before = text[max(0, end - 24) : end + 1].rstrip(SPACES).rstrip(CLOSERS)
    return before.endswith(tuple(STOPS)) and not is_digit(before, len(before) - 2, 0)


def _before_word(text: str, left: int, end: int, high: int) -> Reading:
    """What a word says that is glued to a mark's end: copying may have lost the space between."""
    before = text[left - 1] if left else ""
    word = LETTERS.match(text, end, min(high, end + 24))
    found = word[0] if word else ""
    sentence = found[:1].isupper() and (found[1:].islower() or found in ("I", "A"))
    if sentence and before in STOPS + CLOSERS:
        return "before a sentence, its space lost", -0.5
    if found.islower() and len(found) > 1 and found not in ENDINGS and before in STOPS + COMMAS + CLOSERS:
        return "before a word, its space lost", -2.5
    if sentence and before.islower() and len(found) > 1 and len(word_before(text, left, max(0, left - 20))) > 2:
        return "before a capital, its space lost", -3.0
    return "part of a word", -6.0


def is_digit(text: str, place: int, low: int) -> bool:
    return place >= low and "0" <= text[place] <= "9"


def word_before(text: str, end: int, low: int) -> str:
    """The letters right before a place; twenty are enough to know an abbreviation or a name."""
    start = end
    while start > low and end - start < 20 and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
