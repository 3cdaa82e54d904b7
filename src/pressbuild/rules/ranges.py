"""Ranges that run backwards and years that cannot be: `Copy` in, findings out. Pure."""

import re
from collections.abc import Iterator
from itertools import chain

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy

DASH = r"[ \u00a0\u202f]?[-‐‑–—][ \u00a0\u202f]?"
PAGES = lazily(
    r"\b(?:pp?\.?|pages?|SS?\.|Seiten?)[ \u00a0\u202f]?"
    rf"(?:\d+(?:{DASH}\d+)?, )*(?P<first>\d{{1,5}}){DASH}(?P<last>\d{{1,5}})\b(?![.,]?\d)"
)
YEARS = lazily(
    rf"(?<![\d.,/§#$£€–-])(?P<first>1\d{{3}}|20\d\d){DASH}(?P<last>1\d{{3}}|20\d\d|\d\d)(?![\d%]|[.,/-]\d)\b"
)
# What makes other figures of four than years of a pair: numbers of laws, pages and telephones, years before Christ.
NO_YEARS = lazily(r"(?:\b(?:pp?|nos?|nrs?|ISSN|ISBN|S|tel|art|RFC|ll?|ff?|cols?|vv?|§|#)\.?:? ?|[–-])$", re.IGNORECASE)
BEFORE_CHRIST = lazily(r"[ \u00a0]?(?:B\.?C|v\. ?(?:Chr|u\. ?Z)|av\. ?J|a\. ?C)")
IMPRINT = lazily(r"\((?:[^()\d]{2,60}[,:]? )(?P<year>\d{3,5})\)")
# A year in brackets that pages follow: *Small Beer* (2028), p. 4.
CITED = lazily(r"(?<=[^\W_]) \((?P<year>\d{4})\)(?=[,:] (?:pp?\.|SS?\.)[ \u00a0]?\d)")
# Pages without a sign of such: behind the year of a periodical, at the end of what is cited.
OF_ARTICLE = lazily(
    rf"\((?:[^()\d]{{0,20}}[ ,])?(?:1[4-9]|20)\d\d\)[,:] (?P<first>\d{{2,5}}){DASH}(?P<last>\d{{2,5}})(?=[.,;)]|$)"
)
FIGURES = lazily(rf"\d{DASH}\d")
YEAR = lazily(r"\d{4}")


def pages_backwards(copy: Copy) -> Iterator[Diagnostic]:
    """A range of pages whose last page comes before its first."""
    for passage in copy.passages:
        if not FIGURES.search(passage.text):
            continue
        articles = OF_ARTICLE.finditer(passage.text) if passage.note else ()
        for match in (*PAGES.finditer(passage.text), *articles):
            first, last = match["first"], match["last"]
            whole = first[: max(0, len(first) - len(last))] + last  # 123–5 is 123 to 125
            if int(whole) < int(first):
                shown = match[0][match.start("first") - match.start() :]
                message = f"the pages “{shown}” run backwards"
                place = passage.at(match.start("first"))
                yield found("pages-backwards", message, place, "see which of the two figures is wrong")


def year_wrong(copy: Copy) -> Iterator[Diagnostic]:
    """Years that run backwards, and a year of publication after the work's own."""
    own = YEAR.match(copy.read.front.date)
    latest = int(own[0]) + 1 if own else 0
    for passage in copy.passages:
        for match in YEARS.finditer(passage.text) if FIGURES.search(passage.text) else ():
            if _backwards(match["first"], match["last"]) and not _other(passage.text, match):
                message = f"the years “{match[0]}” run backwards"
                yield found("year-wrong", message, passage.at(match.start()), "see which of the two is wrong")
        imprints = chain(IMPRINT.finditer(passage.text), CITED.finditer(passage.text))
        for match in imprints if latest and passage.note else ():
            if len(match["year"]) == 4 and latest < int(match["year"]) < 2 * latest - 1000:
                message = f"{match['year']} is later than the work itself, which is of {own[0] if own else ''}"
                place = passage.at(match.start("year"))
                yield found("year-wrong", message, place, "see whether two figures changed places")


def _backwards(first: str, last: str) -> bool:
    """Whether the second of two years comes before the first; 1999–05 is of the next century, 1979–05 a month."""
    if len(last) == 4:
        return int(last) < int(first)
    return int(first[2:]) > int(last) > 12 and not (int(first[2:]) >= 60 and int(last) <= 30)


def _other(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    return NO_YEARS.search(before) is not None or BEFORE_CHRIST.match(text, match.end()) is not None
