"""Abbreviations, initials and dates as a house writes them: a text, `[abbr]` and `[dates]` in, the changes in it out.

Pure. `ABBREVIATED` tells an abbreviation's stop from a sentence's, for stops and note marks as well. Dates
change their order only in English, where two orders are in use.
"""

import re
from collections.abc import Iterator

from pressbuild.house.schema import Abbreviations, Dates
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import FUNCTION
from pressbuild.transforms.edits import Edit

SHORT = {
    "eg": lazily(r"(?<![\w.])e(?:\. ?)?g(?:\.|\b)(?!\w),?"),
    "ie": lazily(r"(?<![\w.])i(?:\. ?)?e(?:\.|\b)(?!\w),?"),
    "etc": lazily(r"(?<![\w.])etc(?:\.|\b)(?!\w)"),
}
# The text up to a full stop that is an abbreviation's: an initial, or one of the short forms that stand at an end.
ABBREVIATED = lazily(
    r"(?:\b[A-Za-z]|\.[A-Za-z]|\b(?:[Ee]tc|al|[Ii]bid|cf|vol|no|Mr|Mrs|Ms|Dr|St|Jr|Sr|Co|Ltd|Inc|Corp|Bros))\.$"
)
ENDS = lazily(r"[)\]”’»]*(?:\s+[^\sa-z]|\s*$)")
INITIALS = lazily(r"(?<![\w.’'])(?:[A-Z]\.[ \u00a0]?){1,4}(?=[ \u00a0]?(?P<surname>[A-Z\u00c0-\u00de][^\W\d_]+))")
STATES = frozenset({"US", "UK", "UN", "EU", "DC", "BC", "AD"})  # what is short for a thing and stands before a capital
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY_FIRST = lazily(rf"(?<![\w.,–-])(?P<day>\d\d?)\s(?P<month>{_MONTH})\b(?:\s(?P<year>\d{{4}})\b)?(?![-–]\d)")
MONTH_FIRST = lazily(
    rf"\b(?P<month>{_MONTH})\s(?P<day>\d\d?)(?![\w–-]|[.:]\d|,\d)(?:,?\s(?P<year>\d{{4}})\b(?![-–]\d))?"
)


def abbreviations(text: str, rules: Abbreviations) -> Iterator[Edit]:
    """The changes that a house's abbreviations make in a text."""
    for name, pattern in SHORT.items():
        wanted = getattr(rules, name)
        if wanted is not None:
            for match in pattern.finditer(text):
                yield Edit(match.start(), match.end(), _short(match, wanted))
    if rules.initials:
        for match in INITIALS.finditer(text):
            letters = "".join(re.findall(r"[A-Z]", match[0]))
            if letters not in STATES and match["surname"].lower() not in FUNCTION:  # Plan B. The next one
                yield Edit(match.start(), match.end(), _initials(match, letters, rules.initials))


def _short(match: re.Match[str], wanted: str) -> str:
    """The house's form. A full stop that ends the sentence as well stays; no comma is set before another stop."""
    follows = match.string[match.end() :]
    if match[0].endswith(".") and not wanted.endswith((".", ",")) and ENDS.match(follows):
        return f"{wanted}."
    return wanted.rstrip(",") if follows[:1] in tuple(",.;:?!)") else wanted


def _initials(match: re.Match[str], letters: str, model: str) -> str:
    """Initials after the model of `N. A.`: with or without stops, with or without spaces. The space before the surname
    is the author's or one that we set."""
    stop, space = "." if "." in model else "", " " if " " in model else ""
    gap = "" if match.string[match.end() : match.end() + 1].isspace() else " "
    return (stop + space).join(letters) + stop + gap


def dates(text: str, rules: Dates, lang: str) -> Iterator[Edit]:
    """The changes that a house's order of day and month makes in a text."""
    if rules.order is None or lang.partition("-")[0] != "en":
        return
    pattern = MONTH_FIRST if rules.order == "dmy" else DAY_FIRST
    for match in pattern.finditer(text):
        day, month, year = match["day"], match["month"], match["year"]
        if not 1 <= int(day) <= 31:
            continue
        if rules.order == "dmy":
            words = f"{day} {month}" + (f" {year}" if year else "")
        else:
            words = f"{month} {day}" + (f", {year}" if year else "")
        yield Edit(match.start(), match.end(), words)
