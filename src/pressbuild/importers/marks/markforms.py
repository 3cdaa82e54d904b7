"""The forms of note marks: a figure's place in, the form of the mark that it stands in and what that replaces out."""

import re
from collections.abc import Iterable

from pressbuild.importers.flattened.lines import NAME
from pressbuild.importers.marks.markcontext import (
    APART,
    CITED,
    COUNTED,
    NAMED_NOTE,
    SPACES,
    Candidate,
    Reading,
    is_digit,
    is_year,
    left_of,
    word_before,
)

FIGURES = re.compile(r"[0-9⁰¹²³⁴-⁹](?:(?<=[0-9])[0-9]*|(?<![0-9])[⁰¹²³⁴-⁹]*)")  # plain or raised, none of both
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MOST_FIGURES = 5
MOST_SPACES = 4  # between a word and a figure
WRAPPED = (
    ("\\[", "\\]", "square"),
    ("[^", "]", "square"),
    ("^[", "]", "caret"),
    ("^(", ")", "caret"),
    ("^{", "}", "caret"),
    ("[", "]", "square"),
    ("[", ".]", "square"),
    ("(", ")", "round"),
    ("{", "}", "curly"),
    ("<", ">", "angle"),
    ("^", "^", "caret"),
    ("^", "", "caret"),
)
JOINED = tuple("/-–£$€")  # what stands before the figure of a sum, a date or a fraction
OPENERS = tuple({opens[-1] for opens, _, _ in WRAPPED})
NAMED = re.compile(rf"\[(?:{NAME}|(?:foot|end)n)\.?[ \u00a0]?$", re.IGNORECASE)  # `[note 3]`, `[fn3]`
NAMED_ROUND = re.compile(rf"\((?:{NAME})\.?[ \u00a0]?$", re.IGNORECASE)  # `(Anm. 3)`
SLASHED = re.compile(r"/(?=[\s.,;:!?)\]”’»—–]|$)")  # `1/`, as typewriters had it
BRACKETED = frozenset(("square", "round", "curly", "angle", "caret", "named", "slash"))
# Words that a number in round brackets follows: what is numbered so, and what leads up to it.
NUMBERED_ROUND = frozenset(
    "about above after almost and around article at before below between by case clause equal equals equation example"
    " exercise exactly except figure for formula from group her his in into item lemma level line lines near nearly nor"
    " note notes footnote number of on only or our over page paragraph part phase plate point problem proposition"
    " question rule scene section see some stage step table than that the their these theorem those till to type under"
    " until up version with is are be been was were".split()
)
EXPONENT = 0.0  # `10³` is a power more often than a figure with a mark
OWN_SIGN = BRACKETED | {"superior"}
BARE = "bare"
LATIN_1 = frozenset("123")  # of superior figures it has these
FEWEST, SELDOM = 3, 20  # marks with signs that are a habit, and how many of them there are to one without


def number_of(figures: str) -> int:
    """The number that plain or superior figures show; 0 for more of them than a mark has."""
    if len(figures) > MOST_FIGURES:
        return 0
    return int(figures if figures.isascii() else figures.translate(SUPERSCRIPTS))


def form_of(text: str, start: int, end: int, low: int, high: int) -> tuple[str, int, int]:
    """The form of a mark whose figures stand in [start, end), and where it begins and ends with its brackets."""
    for opens, closes, form in WRAPPED if text[max(low, start - 1) : start] in OPENERS else ():
        left, right = start - len(opens), end + len(closes)
        if left >= low and right <= high and text.startswith(opens, left) and text.startswith(closes, end):
            return form, left, right
    if end < high and text[end] == "]" and (named := NAMED.search(text, max(low, start - 12), start)):
        return "square", named.start(), end + 1
    if end < high and text[end] == ")" and (named := NAMED_ROUND.search(text, max(low, start - 12), start)):
        return "named", named.start(), end + 1
    if end < high and SLASHED.match(text, end, high) and text[start - 1 : start] not in JOINED:
        return ("glued" if text[start - 1 : start].isspace() else "slash"), start, end + 1
    return ("glued" if text[start].isascii() else "superior"), start, end


def form_reading(text: str, left: int, form: str, low: int) -> Reading:
    """What the form of a mark and what stands before it say."""
    name, points = left_of(text, left, low)
    match form:
        case "glued":
            return name, points
        case "round":
            if name == COUNTED[0] and _ends_plainly(text, left, low):
                name, points = APART
            return f"in round brackets, {name}", min(points, 2.0) if points > 0 else max(points, -5.0)
        case "named":
            return NAMED_NOTE
        case "slash":
            return f"slash figure, {name}", points + 1.0 if points > 0 else points
        case "superior" | "caret" if name == "behind a unit":
            return name, -6.0
        case "superior" | "caret" if is_digit(text, left - 1, low) and not is_year(text, left, low):
            return f"{form} figure, behind a figure", EXPONENT
        case _:
            return f"{form} figure, {name}", 4.0 if points > -9 else 0.0


def _ends_plainly(text: str, left: int, low: int) -> bool:
    """Does a word stand before a figure in round brackets that may count one without them, `law 2`, and no such one,
    `law (2)`?"""
    near = max(low, left - MOST_SPACES)
    word = word_before(text, near + len(text[near:left].rstrip(SPACES)), low)
    return len(word) > 1 and word.lower() not in NUMBERED_ROUND and not CITED.fullmatch(word)


def shape_of(candidate: Candidate) -> str:
    """What a work's marks have in common: brackets, a caret, superior figures, or nothing of the kind (`bare`)."""
    return candidate.form if candidate.form in OWN_SIGN else BARE


def are_signed(marks: Iterable[Candidate]) -> bool:
    """Do a work's marks all have a sign of their own, so that a bare figure is none? Where only ¹, ² and ³ are raised,
    the others may have lost that: they have an older encoding."""
    every = list(marks)
    signed = [mark for mark in every if mark.form in OWN_SIGN]
    raised = [mark.number for mark in signed if mark.form == "superior"]
    if raised and LATIN_1.issuperset("".join(map(str, raised))):
        return False
    return len(signed) >= FEWEST and len(every) - len(signed) <= max(1, len(signed) // SELDOM)
