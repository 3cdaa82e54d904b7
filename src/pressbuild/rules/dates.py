"""Days that no calendar has: `Copy` in, findings out. Pure."""

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import FUNCTION
from pressbuild.rules.copy import Copy, Passage

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
}
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday".split(),
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
}
SMALL = frozenset({"es", "fr", "it", "pt"})  # languages whose months have small letters
IN_FULL = frozenset({"es", "it", "pt"})  # whose shortened months are words too: mar, set
OTHER_NAMES = {"feber": "Februar"}
LAST = 31
LEAP = 29
SHORTENED = 4  # letters of a month that is written short without a stop, at most: Feb, Sept

_ORDINAL = "st|nd|rd|th"
_MONTH = r"[^\W\d_]{3,10}"
DAY_FIRST = lazily(
    rf"(?<![\w.,/–—-])(?P<day>29|[3-9]\d)(?P<ordinal>{_ORDINAL}|\.|er)?(?P<of>[ \u00a0](?:of|de))?[ \u00a0]"
    rf"(?P<month>{_MONTH}\b)(?P<stop>\.(?=[ \u00a0]))?(?:(?:,|[ \u00a0]del?)?[ \u00a0](?P<year>\d{{4}})\b)?"
)
MONTH_FIRST = lazily(
    rf"\b(?P<month>[A-Z][a-z]{{2,8}})\b(?P<stop>\.)?[ \u00a0](?P<day>29|3\d)(?P<ordinal>{_ORDINAL})?\b"
    r"(?![-–—:.]\d|[ \u00a0]?%)(?P<of>)(?:,[ \u00a0](?P<year>\d{4})\b(?P<sure>(?=[,.;:)!?]|\s*$)))?"
)
# What a figure before a month may count instead: pages, issues and volumes of a monthly.
COUNTS = lazily(
    r"(?:\b(?:pp?|nos?|nr|vols?|bd|jg|hefte?|issue|ff?|n°|№|ch|chapter|kapitel|chapitre|part|section|figs?|figure|table"
    r"|plate|line|verse|psalm|article|art|room|flat|lot|bus|route|aged?)\.?[ \u00a0]?|№|#|\d[ \u00a0])$",
    re.IGNORECASE,
)
# A name right before is a journal's, whose number the figure may be: New Left Review 35 May 1968.
BEHIND_NAME = lazily(r"(?P<name>[^\W\d_a-zß-öø-ÿ][^\W\d_]*)[ \u00a0]$")
BEHIND_WORD = lazily(
    r"(?:^|[(\[]|\b(?:on|by|until|till|since|dated|was|am|vom|zum|bis|seit|den|le|du|au)[ \u00a0])$", re.IGNORECASE
)
OF_DATES = FUNCTION | frozenset(
    "dated monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche am vom zum bis seit le du au "
    "el al del desde hasta il dal lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì "
    "giovedì venerdì sabato domenica".split()
)
WITH_WEEKDAY = lazily(
    r"\b(?P<weekday>[^\W\d_]{5,10}),?[ \u00a0](?:(?:the|den|le|el)[ \u00a0])?(?:"
    rf"(?P<day>\d{{1,2}})(?:{_ORDINAL}|\.|er)?[ \u00a0](?:(?:of|de)[ \u00a0])?(?P<month>{_MONTH}),?[ \u00a0]"
    r"(?:del?[ \u00a0])?"
    r"|(?P<first>[A-Z][a-z]{2,8})[ \u00a0](?P<second>\d{1,2}),?[ \u00a0])(?P<year>\d{4})\b"
)
WITH_YEAR = lazily(r"[ \u00a0]1[789]\d\d\b|[ \u00a0]20\d\d\b")  # quickly looked for
# The first whole year of English dates by the Gregorian calendar, and the last in which a Greek date was of the Julian.
GREGORIAN, JULIAN = 1753, 1923


class _Date(Struct, frozen=True):
    """A day of a month as it was found; `year` is empty where none is said, `month` the month's full name."""

    match: re.Match[str]
    text: str
    day: int
    month: str
    last: int
    year: str


def date_impossible(copy: Copy) -> Iterator[Diagnostic]:
    """A day that its month has not: 31 April, 32 May, 29 February of a year that is no leap year in any calendar."""
    for passage in copy.passages:
        for pattern in (DAY_FIRST, MONTH_FIRST):
            for match in pattern.finditer(passage.text):
                date = _date(match, passage.language(match.start()) or copy.language)
                if date and _missing(date) and _meant(date, passage):
                    why = (
                        f"{date.year} had no 29 {date.month}"
                        if date.day == LEAP
                        else f"{date.month} has {date.last} days"
                    )
                    message = f"there is no “{date.text}”: {why}"
                    yield found(
                        "date-impossible", message, passage.at(match.start()), "see which day or month is meant"
                    )
        yield from _on_wrong_days(copy, passage)


def _on_wrong_days(copy: Copy, passage: Passage) -> Iterator[Diagnostic]:
    """Dates whose day of the week is another one in both calendars, as far as both were in use."""
    for match in WITH_WEEKDAY.finditer(passage.text) if WITH_YEAR.search(passage.text) else ():
        language = passage.language(match.start()) or copy.language
        said, months = match["weekday"].lower(), [month.lower() for month in MONTHS.get(language, [])]
        month, year = (match["month"] or match["first"]).lower(), int(match["year"])
        if said not in WEEKDAYS.get(language, ()) or month not in months or year < GREGORIAN:
            continue
        number, day = months.index(month) + 1, int(match["day"] or match["second"])
        if not 0 < day <= DAYS[number - 1] or (day == LEAP and number == 2):
            continue
        was = datetime.date(year, number, day).weekday()
        days = {was, _julian_weekday(year, number, day)} if year <= JULIAN else {was}
        if WEEKDAYS[language].index(said) not in days:
            message = f"“{match[0]}” was a {WEEKDAYS['en'][was].capitalize()}"
            yield found("date-impossible", message, passage.at(match.start()), "see which of the two is wrong")


def _julian_weekday(year: int, month: int, day: int) -> int:
    """The day of the week of a Julian date, Monday 0, by its Julian day number (Richards, Mapping Time, 1998)."""
    before = (14 - month) // 12
    years, months = year + 4800 - before, month + 12 * before - 3
    return (day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083) % 7


def _date(match: re.Match[str], language: str) -> _Date | None:
    """What was found, if it names a month; some 31 april is none in English and German. Behind a month's whole name a
    stop ends the sentence."""
    said = match["month"]
    if not said[1:].islower() or (said[0].islower() and language not in SMALL):
        return None
    said = OTHER_NAMES.get(said.lower(), said).lower()
    short = language not in IN_FULL and (bool(match["stop"]) or len(said) <= SHORTENED)
    for name, last in zip(MONTHS.get(language, []), DAYS, strict=False):
        ended = name.lower() == said and match["stop"]
        if name.lower() == said or (short and name.lower().startswith(said)):
            if ended and match.re.pattern == MONTH_FIRST.pattern:
                return None
            text = match[0][: match.start("stop") - match.start()] if ended else match[0]
            return _Date(match, text, int(match["day"]), name, last, "" if ended else match["year"] or "")
    return None


def _missing(date: _Date) -> bool:
    return date.day > date.last or (date.day == date.last == LEAP and bool(date.year) and int(date.year) % 4 != 0)


def _meant(date: _Date, passage: Passage) -> bool:
    """Whether a figure beside a month is meant for a day of it."""
    match, start = date.match, date.match.start()
    before = passage.before(start, 24)
    of = (match["of"] or "").strip() == "of"
    if COUNTS.search(before) or (of and match["ordinal"] in (None, ".", "er")):
        return False
    if match.re.pattern == MONTH_FIRST.pattern:
        if date.day > LAST and date.year:
            return match["sure"] is not None
        return bool(date.year or match["ordinal"] or before.endswith("on "))
    if match["ordinal"] in _ORDINAL.split("|") and (date.day <= LAST or of or date.year):
        return True
    name = BEHIND_NAME.search(before)
    if name and name["name"].lower() not in OF_DATES:
        return False
    return date.day <= LAST or (
        bool(date.year) and BEHIND_WORD.search(before) is not None and not _in_italics(start, passage)
    )


def _in_italics(start: int, passage: Passage) -> bool:
    """Whether a title stands right before a figure."""
    return start > 1 and passage.in_title(start - 2)
