"""What speaks for a figure being a note mark: a stretch of text in, scored candidates out.

The points were measured on books: what stands before the figure weighs most, for a mark is glued to a stop, a closing
mark or a word; a unit, a range, a decimal or an abbreviation speaks against it. A score says nothing by itself: the
chain of `markchain` decides, with the order of all the marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIGURES = re.compile(r"[0-9]+|[⁰¹²³⁴-⁹]+")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
STOPS, COMMAS, CLOSERS = ".!?…", ",;:", "”’»\")]}'›"
FIXED = "-–/\\_£$€¥#§@=+×÷<>*&°([{“‘«‹„‚~^|"  # a figure glued to these belongs to them
SPACES = " \t\u00a0\u202f\u2007\u2009"
BREAKS = "\n\r\v\f\x85\u2028\u2029"
DASHES = "-–"
SPACED = ("spaced", "loose")
ABBREVIATIONS = frozenset(
    "no nos p pp vol vols v vv ch chs chap art arts sec sect cap bk fig figs ff fol f para par pt pl tab ver vers"
    " col cols cf ibid op c ca st n nn q lib tom act sc ed edn eq cl reg stat matt rom cor tim thess pet gen exod lev"
    " deut josh kings chron isa jer ezek dan hos mk lk jn mt km cm mm kg ft lb lbs oz hl ha".split()
)
ABBREVIATED_WORDS = frozenset("art act no par fig cap tom".split())  # without a stop these are words
UNITS = frozenset("m km cm mm dm ft in yd mi s kg x y".split())
ROMAN = re.compile(r"[ivxlc]+")
YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
CITED = re.compile(
    r"paragraphs?|pages?|chapters?|sections?|articles?|verses?|lines?|numbers?|clauses?|parts?", re.IGNORECASE
)
THOUSANDS = re.compile(r"[0-9],[0-9]{3}$")
GROUP = re.compile(r"[0-9],$")
STRONG = 1.5  # a candidate that would be taken for a mark by itself
HIGHEST = 99_999  # no work has more notes
# With these a figure is no mark, however rare its number.
RULED_OUT = frozenset(
    (
        "at the start of a line",
        "part of another sign",
        "behind an abbreviation",
        "behind an opening mark",
        "part of a range",
        "before a sign",
        "part of a word",
        "before an ending",
        "before a stop and a figure",
        "the end of a year",
        "a verse or an hour",
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
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
LOOSE: Reading = ("behind a stop and a space", -4.0)


def candidates(text: str, start: int, end: int, highest: int) -> Iterator[Candidate]:
    """Every reading of every figure in text[start:end] as a mark from 1 to `highest`, in order of place."""
    width = len(str(highest))
    for found in FIGURES.finditer(text, start, end):
        figures = found[0].translate(SUPERSCRIPTS)
        if not figures.startswith("0") and len(figures) <= width and int(figures) <= highest:
            yield _whole(text, found, int(figures), start, end)
        if found[0].isascii():
            yield from _tails(text, found.start(), found.end(), width, highest, end)


def _whole(text: str, found: re.Match[str], number: int, low: int, high: int) -> Candidate:
    """A figure that is the mark as it stands, bare or in the brackets of its form."""
    start, end = found.span()
    before, after = text[start - 1 : start] if start > low else "", text[end : end + 1] if end < high else ""
    if not found[0].isascii():
        form = "superior"
    elif before + after in ("[]", "()") or (before == "^"):
        form = {"[": "square", "(": "round", "^": "caret"}[before]
    else:
        form = "glued"
    if form in ("square", "round"):
        left, right = start - 1, end + 1
    else:
        left, right = start - (form == "caret"), end
    readings = [_form(text, left, form, low), *_right(text, left, right, high)]
    if form == "glued" and before and before in SPACES:
        form = "loose" if readings[0] == LOOSE else "spaced"
    return _made(number, left, right, start, readings, form)


def _made(number: int, start: int, end: int, digit: int, readings: list[Reading], form: str) -> Candidate:
    score = sum(points for _, points in readings)
    return Candidate(number, start, end, digit, score, tuple(name for name, points in readings if points), form)


def _form(text: str, left: int, form: str, low: int) -> Reading:
    """What the form of a mark and what stands before it say."""
    name, points = _left(text, left, low)
    match form:
        case "glued":
            return name, points
        case "round":
            return f"in round brackets, {name}", min(points, 2.0) if points > 0 else max(points, -5.0)
        case "superior" if name == "behind a unit":
            return name, -6.0
        case _:
            return f"{form} figure, {name}", 4.0 if points > -9 else 0.0


def _left(text: str, start: int, low: int) -> Reading:
    """What stands before a mark."""
    before = text[start - 1] if start > low else "\n"
    if before in BREAKS:
        return "at the start of a line", -9.0
    if before in SPACES:
        return _spaced(text, start, low)
    if before in STOPS:
        return _behind_stop(text, start, low)
    if before == ":" and _digit(text, start - 2, low) and not YEAR.fullmatch(text, start - 5, start - 1):
        return "a verse or an hour", -6.0
    if before in COMMAS:
        return ("behind a figure and a comma", -3.0) if _digit(text, start - 2, low) else ("behind a comma", 3.0)
    if before in CLOSERS:
        opening = before in "'’\"" and (start - 1 <= low or text[start - 2] in SPACES + BREAKS + "([{“‘—")
        return ("behind an opening mark", -9.0) if opening else ("behind a closing mark", 3.0)
    if before.isalpha():
        return _behind_word(text, start, low)
    if before in FIXED:
        return "part of another sign", -9.0
    return ("behind a dash", -1.0) if before == "—" else ("behind a sign", 0.0)


def _spaced(text: str, start: int, low: int) -> Reading:
    place = start - 1
    while place > low and text[place - 1] in SPACES:
        place -= 1
    ended = place > low and text[place - 1] in STOPS + "”’\"')" and not _digit(text, place - 2, low)
    if not ended or (text[place - 1] == "." and _word_before(text, place - 1, low).lower() in ABBREVIATIONS):
        return "behind a space", -6.0
    return LOOSE


def _behind_stop(text: str, start: int, low: int) -> Reading:
    if text[start - 1] != ".":
        return "behind a stop", 3.0
    if _digit(text, start - 2, low):
        if THOUSANDS.search(text, max(low, start - 6), start - 1):
            return "behind thousands and a stop", -2.0
        # `3.62` is a decimal unless a sentence ends with it; `1877.62` is hardly one.
        year = YEAR.fullmatch(text, max(low, start - 5), start - 1) and not _digit(text, start - 6, low)
        return ("behind a year and a stop", -2.0) if year else ("behind a figure and a stop", -6.0)
    word = _word_before(text, start - 1, low)
    if len(word) == 1 and word.isupper():
        return "behind an initial", -2.0
    if word == "c" and text.startswith("&", start - 3):
        return "behind a stop", 2.0
    if word.lower() in ABBREVIATIONS:
        return "behind an abbreviation", -6.0
    if word and ROMAN.fullmatch(word) and word not in ("i", "civil", "mild", "livid", "vivid", "mix", "ill", "mill"):
        return "behind a Roman number", -3.0
    return "behind a stop", 3.0


def _behind_word(text: str, start: int, low: int) -> Reading:
    word = _word_before(text, start, low)
    if word in UNITS:
        return "behind a unit", -4.0
    if word.lower() in ABBREVIATIONS and word not in ABBREVIATED_WORDS:
        return "behind an abbreviation", -6.0
    if len(word) < 3 and not word.islower():
        return "behind a capital", -7.0  # MI5, G8, B12
    if len(word) < 2 or word.isupper():
        return "behind a letter or capitals", -3.0
    return ("glued to a word", 2.0) if word.islower() else ("glued to a name", 1.5)


def _right(text: str, left: int, end: int, high: int) -> Iterator[Reading]:
    """What stands behind a mark."""
    after = text[end] if end < high else "\n"
    below = text[end + 1] if end + 1 < high else "\n"
    if after in BREAKS:
        yield "at the end of a line", 1.5
    elif after in SPACES:
        yield "before a space", 1.0
        if below.isupper() and left and text[left - 1] in STOPS + "”’":
            yield "before a sentence", 1.0
    elif after in ".,;:!?…":
        yield ("before a stop and a figure", -6.0) if "0" <= below <= "9" else ("before a stop", 0.5)
    elif after in "’'" and below.isalpha():
        yield "before an ending", -6.0
    elif after in CLOSERS:
        yield "before a closing mark", 0.5
    elif after in DASHES:
        yield "part of a range", -5.0
    elif after.isalpha():
        glued = left > 0 and text[left - 1] in STOPS + CLOSERS and after.isupper() and below.islower()
        yield ("before a sentence, its space lost", -1.0) if glued else ("part of a word", -6.0)
    elif after in "%°′″/\\_=+×*$£€&#@":
        yield "before a sign", -6.0


def _tails(text: str, start: int, end: int, width: int, highest: int, high: int) -> Iterator[Candidate]:
    """The readings of a long figure as another figure with a mark run into it: `196810` as 1968 and 10."""
    for length in range(1, min(width, end - start - 1) + 1):
        cut = end - length
        number = int(text[cut:end])
        if text[cut] == "0" or number > highest:
            continue
        readings = [_run_together(text, start, cut, end), *_right(text, cut, end, high)]
        yield _made(number, cut, end, cut, readings, "run together")


def _run_together(text: str, start: int, cut: int, end: int) -> Reading:
    figure = text[start:cut]
    if YEAR.fullmatch(figure):
        return "run together with a year", -1.0
    if len(figure) == 3 and GROUP.search(text, max(0, start - 2), start):
        return "run together with thousands", -1.0
    whole = end - start
    if whole >= 4 and CITED.fullmatch(_word_before(text, start - 1, max(0, start - 20))):
        return "run together with a cited figure", -3.0
    # Figures of five and more are mostly written in groups; of four, only what is no year is rare enough to tell.
    year = YEAR.fullmatch(text, start, end)
    rare = whole >= 5 or (whole == 4 and cut - start == 2 and not year)
    if year:
        return "the end of a year", -9.0
    return "run together with a figure", -5.0 if rare else -9.0


def _digit(text: str, place: int, low: int) -> bool:
    return place >= low and "0" <= text[place] <= "9"


def _word_before(text: str, end: int, low: int) -> str:
    """The letters right before a place; twenty are enough to know an abbreviation or a name."""
    start = end
    while start > low and end - start < 20 and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
