"""Days that no calendar has: `Copy` in, findings out. Pure."""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.rules.copy import Copy

SHORT_MONTHS = {
    "en": {"february": 29, "april": 30, "june": 30, "september": 30, "november": 30},
    "de": {"februar": 29, "feber": 29, "april": 30, "juni": 30, "september": 30, "november": 30},
    "fr": {"février": 29, "avril": 30, "juin": 30, "septembre": 30, "novembre": 30},
}
LAST = 31
LEAP = 29
DAY = re.compile(
    r"(?<![\w.,/–—-])(?P<day>29|3\d)(?:st|nd|rd|th|\.|er)?[ \u00a0](?P<month>[^\W\d_]{4,9})"
    r"(?:,?[ \u00a0](?P<year>\d{4}))?\b|\b(?P<month_behind>[A-Z][a-z]{3,8})[ \u00a0](?P<day_behind>29|3\d)"
    r"(?:st|nd|rd|th)?\b(?![-–—:.]\d|[ \u00a0]?%)(?:,[ \u00a0](?P<year_behind>\d{4})\b)?"
)
# What a figure before a month may count instead: pages, issues and volumes of a monthly.
COUNTS = re.compile(
    r"(?:\b(?:pp?|nos?|nr|vols?|bd|jg|hefte?|issue|ff?|n°|№|#)\.?[ \u00a0]?|\d[ \u00a0])$", re.IGNORECASE
)


def date_impossible(copy: Copy) -> Iterator[Diagnostic]:
    """A day that its month has not: 31 April, and 29 February of a year that is no leap year in any calendar."""
    for passage in copy.passages:
        for match in DAY.finditer(passage.text):
            language = passage.language(match.start()) or copy.language
            day, month, year = (match[name] or match[f"{name}_behind"] for name in ("day", "month", "year"))
            last = SHORT_MONTHS.get(language, {}).get(month.lower(), LAST)
            if month[0].islower() and language != "fr":
                continue  # some 31 april: no name
            before = passage.before(match.start())
            counts = COUNTS.search(before) or (match["month_behind"] and not year and not before.endswith("on "))
            if counts or not _missing(int(day), last, year):
                continue
            why = f"{year} had no 29 {month}" if int(day) == LEAP else f"{month} has {last} days"
            message = f"there is no “{match[0]}”: {why}"
            yield found("date-impossible", message, passage.at(match.start()), "see which day or month is meant")


def _missing(day: int, last: int, year: str | None) -> bool:
    return last < day <= LAST or (day == last == LEAP and year is not None and int(year) % 4 != 0)
