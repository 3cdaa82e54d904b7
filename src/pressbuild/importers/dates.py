"""Dates that stand alone on a line: text in, an ISO 8601 date out, or None. No date is guessed: `3/4/2013` is none."""

import re
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
PUBLISHED = r"(?:(?:published|posted|date)(?:\s+on)?:?\s+)?"
FORMS = tuple(
    re.compile(PUBLISHED + WEEKDAY + form + r"\.?", re.IGNORECASE)
    for form in (
        rf"{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}",
        rf"{MONTH}\s+{DAY},?\s+{YEAR}",
        rf"{MONTH},?\s+{YEAR}",
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
    )
)


def iso_date(line: str) -> str | None:
    """The date that a whole line is: a day, or a month of a year."""
    for form in FORMS:
        if found := form.fullmatch(line):
            parts = found.groupdict()
            return _iso(parts["year"], parts["month"], parts.get("day"))
    return None


def _iso(year: str, month: str, day: str | None) -> str | None:
    number = int(month) if month.isdigit() else _month(month.lower())
    if not number:
        return None
    try:
        whole = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7]


def _month(name: str) -> int:
    """The number of a month's name or of its first letters, three at least; 0 for another word."""
    return next((number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)), 0)
