"""Titles in notes and bibliographies: a note's span in, its likely titles out. Pure.

A title is what stands between a beginning (an author, an editor, an article in quotation marks, a year in brackets) and
an end (an imprint, a volume, a date, pages), in the orders of Chicago, MHRA, Harvard, APA and of plain newspapers.
"""

import re
from collections.abc import Iterator

from pressbuild.importers.works.workcues import (
    AND,
    DATE,
    EDITED,
    FILED,
    GIVEN,
    INITIALS,
    MONTH,
    NO_WORK,
    PEOPLE,
    PERIODICAL,
    PERSON,
    PLACE,
    SENTENCE_WORDS,
    SURNAME,
    YEAR,
    Work,
    is_no_work,
    is_person,
    is_sentence_case,
    plain_words,
)

LEAST = 0.5  # what is less likely is not worth a line
WINDOW = 220  # a title and its author are not longer
LONGEST = 16  # words
HIDDEN = "\ue000"  # stands for each character of an article in quotation marks
QUOTED = re.compile(
    r"“[^“”]{1,300}”|‘[^‘“”]{1,300}?(?:[,?!.]’|’(?=[,.;:)]|\s+(?:in\b|[A-Z(\d])))|(?<!\w)\"[^\"\n]{1,300}\""
    r"|(?<!\w)'[^'\n]{3,200}'(?=[,.])"
)
PUBLISHER = r"[A-ZÀ-Þ][\w’&,. -]{1,40}?"
PAGES = r"(?:esp\. |at )?(?:vols?|pp?|chs?|chaps?|chapters?|S|fols?|bk)\.? ?\d"
SHORT_CALLS = r"(?:ed|eds|trans|tr|transl|dir)\. (?:by )?[A-Z]"
VOLUME = rf"\d{{1,4}}(?:\(\d+|, ?no\b|:\d|, \d+[-–]| \({YEAR}| \({MONTH})"
# What stands behind a title, by its kind.
BEHIND = (
    ("imprint", rf",? ?\((?:[^()\d]{{2,60}}[ ,:]|[^()]{{2,60}}, )(?:\[?{YEAR}\]?)(?:[-–]\d+)?[^()]{{0,30}}\)"),
    ("year", rf",? ?\(\[?{YEAR}\]?(?:[-–]\d+)?\)"),
    ("edition", rf",? ?\(?\b(?:\d+(?:st|nd|rd|th) edn?|\d+ vols\b|{SHORT_CALLS}|(?:edit|translat|direct)ed by)"),
    ("bare", rf",? (?:{PLACE})(?:: {PUBLISHER})?(?: and (?:{PLACE}))?,? {YEAR}"),
    ("house", rf"[.,] [A-Z][a-z]+(?: [A-Z][a-z]+)?: {PUBLISHER}(?:, {YEAR})?(?=[.;,]|$)"),
    ("issue", rf",? (?:vol\.? ?)?{VOLUME}|,? vol\. ?\d+, ?no\b|,? [Nn]o\.? ?\d+|, [IVXLC]+/\d+"),
    ("date", rf",? \(?{DATE}"),
    ("pages", rf",? {PAGES}"),
    ("plain", rf", {YEAR}(?=[.,;)]|$)"),
)
ENDS = re.compile("|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in BEHIND))
THEN_DATE = re.compile(rf",? {DATE}")
STOP = re.compile(r"(?P<word>[\w’]*)[.?!]\s+(?=[A-Z0-9À-Þ])")
ABBREVIATIONS = frozenset("Dr Mr Mrs St vol vols no nos ed eds cf Cf pp al trans tr esp Prof Sir bk ch vs Co".split())
BREAK = re.compile(rf"[;()“”{HIDDEN}\[\]]")
LEAD_IN = r"(?:^|(?<=\W))(?:(?:[Ss]ee|[Cc]f\.?|[Aa]lso|[Ff]rom|[Ii]n|and|e\.?g\.?|by|[Cc]ompare|[Qq]uoted in),? )*"
AUTHOR = re.compile(rf"{LEAD_IN}(?:{PEOPLE}|{FILED}){EDITED}?, (?=[A-ZÀ-Þ0-9])")
TWO_NAMES = rf"(?:{INITIALS}{{1,3}}{SURNAME}|{GIVEN} (?:{GIVEN} |{INITIALS})?{SURNAME})"
WITH_INITIALS = rf"{INITIALS}{{1,3}}{SURNAME}"
RUN_ON = re.compile(
    rf"(?:^ ?{LEAD_IN}{TWO_NAMES}(?:{AND}{TWO_NAMES})?|\b{WITH_INITIALS}(?:{AND}{WITH_INITIALS})?) (?=[A-ZÀ-Þ])"
)
# Further authors behind the first: `L Segal and H Wainwright`, `Harlow P, Wray L`. “A History” is none.
BY_INITIALS = (
    rf"(?:(?![AI] ){WITH_INITIALS}|{SURNAME} [A-Z]{{1,3}}(?![\w.’])|{SURNAME},? (?:[A-Z]\.[ -]?){{1,3}}(?<! ))"
)
FURTHER = re.compile(rf"(?:and |& )?{BY_INITIALS}(?:, {BY_INITIALS})*(?:{AND}{BY_INITIALS})?,? (?=[A-ZÀ-Þ])")
TWO_PEOPLE = re.compile(rf"{TWO_NAMES}{AND}{TWO_NAMES}\b")
IN_PERIODICAL = re.compile(
    r"(?:^|\b)(?:in|from) (?=(?:[A-ZÀ-Þ][\w’]+ (?:of |and |the |for ){0,2}){0,6}[A-ZÀ-Þ][\w’]+,?$)"
)
SERIES_OF_NAMES = re.compile(r"[A-ZÀ-Þ][\w-]+, [A-ZÀ-Þ][\w-]+,? and [A-ZÀ-Þ][\w-]+")  # `Ovens, Mills and Men`
CLAUSE = re.compile(r"\b(?:is|was|were|are|had|has|may be|can be|he|she|they|which|whom?)\b")
BROADCASTERS = frozenset("BBC ITV CNN NBC CBS ABC NPR AP AFP Reuters Sky".split())
ONLY_PEOPLE = re.compile(rf"{LEAD_IN}(?:{TWO_NAMES}|{SURNAME},? [A-Z]\.?(?:[ ,&A-Z.]|and|{SURNAME})*)")
FILED_BEFORE = re.compile(rf"(?:^|[;.] ){FILED}(?:{EDITED})?[.,]? $")
DATED = re.compile(rf"(?:{FILED}|{PEOPLE})(?: {EDITED})?,? \({YEAR}[a-z]?\)[.,:]? ?$")
BEHIND_QUOTED = re.compile(rf"[,. —–-]*(?:(?:in|from|In):? )?(?:{PEOPLE}(?: ?{EDITED},|,) (?=[A-ZÀ-Þ]))?")
DATED_QUOTED = re.compile(rf"{HIDDEN},? \({YEAR}\)$")
DATED_ARTICLE = re.compile(rf"\({YEAR}[a-z]?\)\. [^.?!]{{4,200}}[.?!] $")
EDITOR = re.compile(r"\(eds?\.?\),? ?$|, eds?\.,? ?$")
LEADS = re.compile(
    r"(?:[’']s|\b(?:books?|author of|reviews? of|entitled|called|novel|film|in his|in her)) (?=[A-ZÀ-Þ])"
)
TRAILING = re.compile(r"(?:[\s,:.]|\b(?:at|in|on|of|by|from|see|and|the|esp))+$")
PREPOSITION = re.compile(r"\b(?:at|in|of|from|to|near|and)$")
SURE = {
    "imprint": (0.95, 0.7),
    "bare": (0.95, 0.65),
    "house": (0.95, 0.6),
    "edition": (0.93, 0.7),
    "issue": (0.93, 0.7),
    "date": (0.6, 0.4),
    "year": (0.9, 0.45),
    "pages": (0.85, 0.3),
    "plain": (0.7, 0.1),
}


def cited(text: str, start: int, end: int) -> Iterator[Work]:
    """The titles of a note at [start, end), in order of place."""
    seen = QUOTED.sub(lambda found: HIDDEN * len(found[0]), text[start:end].replace("\n", " "))
    done = -1
    for stop in ENDS.finditer(seen):
        low = max(0, stop.start() - WINDOW, done)
        clause = _clause(seen, low, stop.start())
        if clause == done or (stop.lastgroup == "year" and ONLY_PEOPLE.fullmatch(seen[clause : stop.start()].strip())):
            continue  # still behind the title before; or a person's year
        how, begin = _beginning(seen, clause, stop.start())
        span = _trimmed(seen, begin, stop.start())
        if span is None or span[0] < done or _is_where(seen, span[1], stop):
            continue
        sure = _confidence(seen, span, how, stop)
        if sure >= LEAST:
            done = stop.start()
            yield Work(start + span[0], start + span[1], round(sure, 2))


def _clause(seen: str, low: int, end: int) -> int:
    """Where the clause begins that ends at `end`: behind a stop, a bracket, a quotation."""
    at = low
    for found in BREAK.finditer(seen, low, end):
        at = found.end()
    for found in STOP.finditer(seen, at, end):
        word = found["word"]
        if not (len(word) < 3 and word.isupper()) and word not in ABBREVIATIONS:
            at = found.end()
    return at


def _beginning(seen: str, clause: int, end: int) -> tuple[str, int]:
    """What stands before a title, and where the title begins; the clause itself where nothing does."""
    before, inside = seen[max(0, clause - WINDOW) : clause], seen[clause:end]
    if before.endswith(HIDDEN) or DATED_QUOTED.search(before):
        return "article", clause + BEHIND_QUOTED.match(inside).end()  # type: ignore[union-attr]  # it matches nothing too
    if EDITOR.search(before):
        return "editor", clause
    if not re.match(r",? ?and\b", inside) and (DATED.search(before) or DATED_ARTICLE.search(before)):
        return "dated", clause
    if place := IN_PERIODICAL.search(inside):
        return "in", clause + place.end()
    author, lead = AUTHOR.search(inside), _lead(inside)
    if lead and not (author and author.start() < lead[0]):
        return "lead", clause + lead[1]
    if author and SERIES_OF_NAMES.fullmatch(inside, author.start()):
        return "series", clause + author.start()
    if author:
        further = FURTHER.match(inside, author.end())
        return ("body" if _is_body(author[0]) else "author"), clause + (further or author).end()
    if FILED_BEFORE.search(before):
        return "author", clause
    if run := RUN_ON.search(inside):
        return ("body" if _is_body(run[0]) else "author"), clause + run.end()
    return "", clause


def _lead(inside: str) -> tuple[int, int] | None:
    """Where the words begin and end that announce a title; a possessor within the title (`The Miller’s`) is none."""
    found: tuple[int, int] | None = None
    for lead in LEADS.finditer(inside):
        owned = lead[0][0] in "’'"
        if owned and re.search(r"\b(?:The|A|An) [A-ZÀ-Þ][\w-]+$", inside[: lead.start()]):
            continue
        if found is None or re.fullmatch(PERSON, inside[found[1] : lead.start()]):
            found = (found[0] if found else lead.start(), lead.end())
    return found


def _is_body(author: str) -> bool:
    """Is the author a body of people? Its papers have titles that are hardly in italics."""
    return any(word.strip(",.’").lower() in NO_WORK for word in author.split())


def _trimmed(seen: str, start: int, end: int) -> tuple[int, int] | None:
    """The span as a title: it begins with a capital and is short."""
    if both := re.search(r"\band (?=The )", seen[start:end]):
        start += both.end()
    while start < end and not seen[start].isupper():
        start += 1
    if trailing := TRAILING.search(seen, start, end):
        end = trailing.start()
    words = seen[start:end].split()
    if not 1 <= len(words) <= LONGEST or end - start < 4 or HIDDEN in seen[start:end] or not seen[start].isupper():
        return None
    return (start, end) if any(len(word) > 3 for word in words) else None


def _is_where(seen: str, end: int, stop: re.Match[str]) -> bool:
    """Does the sentence go on into the imprint: `it was sold in London 1871`?"""
    return bool(PREPOSITION.search(seen[end : stop.start()].strip(" ,")))


def _confidence(seen: str, span: tuple[int, int], how: str, stop: re.Match[str]) -> float:
    title, kind = seen[slice(*span)], stop.lastgroup or ""
    words = plain_words(title)
    periodical, sentence = PERIODICAL.search(title) is not None, is_sentence_case(words)
    sure = SURE[kind][0 if how else 1]
    if how == "in":
        return 0.92 if periodical and kind in ("date", "issue", "year", "imprint") else 0.0
    if kind == "pages" and how == "article" and periodical:
        sure = 0.92
    if kind == "date":
        sure = 0.93 if how == "article" else 0.92 if periodical and not how else sure
    if not how and kind != "date":
        dated = kind == "issue" and THEN_DATE.match(seen, stop.end())
        sure += 0.22 * bool(periodical and kind == "issue") + 0.15 * sentence + 0.22 * bool(dated)
        sure += 0.22 * stop[0].lstrip(", (").startswith("dir")
    return sure - _against(words, how, kind, periodical=periodical, sentence=sentence)


def _against(words: list[str], how: str, kind: str, *, periodical: bool, sentence: bool) -> float:
    """What tells against a title."""
    strong = how in ("author", "article", "editor", "dated") and kind in (
        "imprint",
        "bare",
        "house",
        "issue",
        "edition",
    )
    against = 0.4 * (how == "author" and TWO_PEOPLE.match(" ".join(words)) is not None)  # who may be authors, too
    against += 0.4 * (is_no_work(words) and not (how == "article" and periodical)) + 0.3 * (how == "body")
    against += (0.04 if strong else 0.3) * (len(words) == 1) + 0.15 * (len(words) > 11)
    if not how:
        opens = words[0].lower() in SENTENCE_WORDS or (len(words) > 1 and words[1] in ("was", "is", "were", "are"))
        against += 0.5 * opens + 0.3 * (is_person(words) and not periodical and kind not in ("issue", "edition"))
    if how == "lead":
        against += 0.3 * (not sentence and is_person(words))
    against += 0.4 * (CLAUSE.search(" ".join(words)) is not None and kind not in ("bare", "imprint", "house"))
    against += 0.4 * (not BROADCASTERS.isdisjoint(words))
    digits = any(character.isdigit() for word in words for character in word)
    return against + 0.3 * digits + 0.1 * (how == "series")
