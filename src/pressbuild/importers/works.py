"""Titles that were italic before a text was flattened: text and its notes in, the likely titles with confidence out.

Without italics a title shows by its capital letter, by sentence case and by what stands around it: an author before it,
a year, a place or pages behind it. What a reader of bibliographies would take for a title with some certainty is
proposed; nothing is changed unless a person asks for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LEAST = 0.5  # what is less likely is not worth a line
NAME = r"(?:[A-Z][\w’'.-]*\.?|[A-Z]{1,3}|de|van|von|der|du|la|le|al|et)"
AUTHORS = rf"{NAME}(?: {NAME}){{0,3}}(?: and {NAME}(?: {NAME}){{0,2}})?"
BEFORE_AUTHOR = r"(?:^|[;.(] |see |See |cf |and |from |in |e\.?g\.?,? |also )"
AUTHOR = re.compile(rf"{BEFORE_AUTHOR}(?P<author>{AUTHORS}),? (?=[A-Z])")
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
PLACE = "|".join(
    """London Oxford Cambridge Paris Berlin Moscow Leiden Boston Chicago Edinburgh Glasgow Manchester Harmondsworth
    Penguin Dublin Princeton Toronto Vienna Leipzig Frankfurt Stuttgart Amsterdam Rome Milan Philadelphia Washington
    Basingstoke Brighton Bristol Sussex Yale Harvard Stanford Melbourne Sydney New_York""".split()
).replace("_", " ")
# The imprint behind a title: `(1979)`, `(London 1979)`, `London 1979`, `London: Mill, 1979`, `, 1979, p. 4`.
IMPRINT = re.compile(
    rf",? ?\((?:[^()\d]{{0,40}}[ ,:])?(?P<year>{YEAR})(?:[-–]\d+)?[^()]{{0,20}}\)"
    rf"|,? (?P<place>(?:{PLACE})[^.;()]{{0,30}}?,? {YEAR})"
    rf"|,? (?:vol|vols|pp?)\.? ?\d"
    rf"|, (?P<bare>{YEAR})(?=[.,;)\s]|$)"
)
STOPS = re.compile(r"[.!?]\s|[;()“”]|(?<!\w)‘|’(?!\w)")
# What comes right before a title, and is no part of it.
LEAD = re.compile(
    r"(?:[’']s|\b(?:books?|author of|contribution to|reviews? of|entitled|called|classic|novel|\) in)) (?=[A-Z])"
)
TRAILING = re.compile(r"(?:[\s,:]|\b(?:at|in|on|of|by|from|see|and|the|esp))+$")
LONGEST = 14  # words


@dataclass(frozen=True, slots=True)
class Work:
    """A likely title at [start, end), and how sure that is."""

    start: int
    end: int
    confidence: float


def works(text: str, bodies: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> tuple[Work, ...]:
    """The likely titles of a text, in order of place. `bodies` are the spans of its notes, where titles are looked for
    with their authors; `taken` what is something else: addresses, marks."""
    found: dict[int, Work] = {}
    first = min((start for start, _ in bodies), default=len(text))
    for start, end in (*bodies, (0, first)):
        for work in _cited(text, start, end, note=start >= first):
            found.setdefault(work.end, work)
    for work in list(_in_text(text, list(found.values()))):
        found.setdefault(work.end, work)
    free: list[Work] = []
    for work in sorted(found.values(), key=lambda work: work.start):
        inside = any(a < work.end and b > work.start for a, b in taken)
        if not inside and (not free or work.start >= free[-1].end):
            free.append(work)
    return tuple(free)


def _cited(text: str, start: int, end: int, *, note: bool) -> Iterator[Work]:
    """The titles with an imprint: behind an author or a lead. In the text itself only a lead and a year will do."""
    for imprint in IMPRINT.finditer(text, start, end):
        if not note and not imprint["year"]:
            continue
        low = max(start, imprint.start() - 160)
        before = text[low : imprint.start()]
        clause = max((stop.end() for stop in STOPS.finditer(before)), default=0)
        leads = [lead.end() for lead in LEAD.finditer(before, clause)]
        author = AUTHOR.search(before[clause:]) if note and not leads else None
        if not (note or leads):
            continue
        begin = low + (leads[-1] if leads else clause + (author.end() if author else 0))
        title = _trimmed(text, begin, imprint.start())
        if title is None:
            continue
        words = text[title[0] : title[1]].split()
        sure = 0.5 + 0.25 * bool(leads or author) + 0.15 * bool(imprint["place"] or imprint["year"])
        sure -= (
            0.25 * (len(words) == 1 or (not note and len(words) < 2)) + 0.2 * (len(words) > 10) + 0.3 * _is_name(words)
        )
        if sure >= LEAST and not any(c.isdigit() for c in text[title[0] : title[1]]):
            yield Work(*title, round(sure, 2))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span as a title: it begins with a capital, holds a word in small letters or two in capitals, and is short."""
    while start < end and not (text[start].isupper() or text[start].isdigit()):
        start += 1
    if trailing := TRAILING.search(text[start:end]):
        end = start + trailing.start()
    words = text[start:end].split()
    if not 1 <= len(words) <= LONGEST or end - start < 4 or "\n\n" in text[start:end]:
        return None
    return (start, end) if text[start].isupper() and any(len(word) > 3 for word in words) else None


def _is_name(words: Sequence[str]) -> bool:
    """Are these words a person's name or a newspaper's rather than a title in sentence case?"""
    return len(words) < 4 and all(word[0].isupper() for word in words)


def _in_text(text: str, cited: Iterable[Work]) -> Iterator[Work]:
    """The titles that are found, named again anywhere."""
    known = {text[w.start : w.end]: w.confidence for w in cited if len(text[w.start : w.end].split()) > 2}
    for title, confidence in known.items():
        place = text.find(title)
        while place >= 0:
            yield Work(place, place + len(title), round(min(0.95, confidence + 0.1), 2))
            place = text.find(title, place + len(title))
