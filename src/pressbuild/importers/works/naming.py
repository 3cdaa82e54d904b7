"""Titles that running text names: a stretch of text in, its likely titles out. Pure.

Running text has few imprints. A title shows by the word before it (`the novel`, `the newspaper`, `Barr’s`), by a year
in brackets behind it, or by being called as newspapers and ships are.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pressbuild.importers.works.citing import LEAST
from pressbuild.importers.works.workcues import (
    CONNECTORS,
    LANDS,
    PERIODICAL,
    YEAR,
    Work,
    is_no_work,
    is_person,
    is_sentence_case,
    plain_words,
)

WORKS = (
    "book|novel|novella|pamphlet|memoir|memoirs|autobiography|biography|study|monograph|play|opera|tract|trilogy|poem"
    "|film|documentary|collection of [a-z]+|book of [a-z]+|work|classic|treatise|history|textbook|bestseller|musical"
)
PERIODICALS = "journal|magazine|newspaper|weekly|monthly|daily|quarterly|periodical|fanzine"
SHIPS = "steamer|steamship|ship|cruiser|battleship|frigate|schooner|trawler|destroyer|liner|submarine|brig|ferry"
OF = "[Aa]uthor of|[Ee]ditor of|filmed as|published as|translated as|entitled|titled"
WHOSE = "’s|'s"
GAP = re.compile(r" (?=[A-ZÀ-Þ])")  # a lead ends in one, and has no other
LEAD = re.compile(
    rf"\b(?:(?P<work>{WORKS})|(?P<periodical>{PERIODICALS})|(?P<ship>{SHIPS}))(?:,| called| entitled| titled)?"
    rf"{GAP.pattern}"
    rf"|\b(?P<called>called){GAP.pattern}"
    rf"|\b(?P<of>{OF}){GAP.pattern}"
    rf"|(?<=\w)(?P<whose>{WHOSE}){GAP.pattern}"
    rf"|(?m:^|(?<=[.!?] ))(?P<within>In){GAP.pattern}"
)
# The last two letters before such a gap. Leads are looked for there alone: at each letter of a text takes ten times as
# long.
ENDS = frozenset(lead[-2:] for lead in f"{WORKS}|{PERIODICALS}|{SHIPS}|called|{OF}|{WHOSE}|In".split("|"))
FOREIGN = re.compile(r"[DIL](?<=[a-z,] .)(?:(?<=D)(?:as|ie|er)|(?<=L)(?:es|os|as|e|a)|(?<=I)l)(?= [A-ZÀ-Þ]?[a-zß-ÿ]+ )")
DATED = re.compile(rf"(?P<title>(?:[^.;()“”‘\n]|(?<=[A-Z])\.){{3,120}}?) \((?:[A-Z][a-z]+,? )?{YEAR}\)")
RUN = re.compile(r"[A-ZÀ-Þ][\w’-]*(?::? (?:[a-zß-ÿ]{1,5} ){0,2}[A-ZÀ-Þ0-9][\w’-]*){0,12}")
OWNER = re.compile(r"[A-ZÀ-Þ][\w-]*$")  # whose work it is
LONGEST = 40  # of a name
SHORT = re.compile(r"[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)?")
TOLD = frozenset({"work", "periodical", "of"})  # the word before says what it is
TWO_NAMES = re.compile(r"[A-ZÀ-Þ][\w’-]+ and [A-ZÀ-Þ][\w’-]+")  # a title, or who wrote one
THE = re.compile(r"\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Mm]y) (?:[a-z]+ )?$")
# What may follow a title, and no person who made a work: “the novel Middlemarch was”, but “the study Ames made”.
GOES_ON = re.compile(r"(?:[,;:.)]|$| (?:was|were|is|are|has been|had been|by|and|or|came out|appeared|which|where)\b)")
# Their first letters come before what stands before these, so that they are found at once.
PRESS = re.compile(
    r"(?:(?P<the>The )|the )(?<=[a-z,;] .{4})"
    r"(?P<name>(?:[A-ZÀ-Þ][a-z]+ ){1,2}(?:Gazette|Guardian|Herald|Tribune|Chronicle|Telegraph|Courier|Observer|Examiner"
    r"|Mercury|Argus|Messenger|Advertiser|Times|Zeitung|Weekly|Quarterly)\b"
    r"|(?:Quarterly|Monthly|Weekly) Review(?: of [A-Z]\w+)?|(?:Daily|Weekly|Sunday|Evening|Morning) [A-Z][a-z]+)"
    r"(?! [A-Z])"
)
NATIONAL = re.compile(
    r"(?P<name>The (?<=[a-z,;] .{4})(?:Guardian|Times|Independent|Observer|Economist|Spectator|Telegraph|Nation))\b"
    r"(?! [A-Z][a-z]+\b(?! \d))"
)
AT_START = re.compile(
    r"The (?:(?m:(?<=^.{4}))|(?<=[.!?] .{4}))"
    r"(?P<name>[A-ZÀ-Þ][a-z]+ (?:Gazette|Herald|Tribune|Chronicle|Telegraph|Courier|Advertiser)"
    r"|Daily [A-Z][a-z]+)(?! [A-Z])"
)
SHIP = re.compile(
    r"[HMRSU](?<!\w.)(?:(?<=H)MA?S|(?<=S)S|(?<=R)MS|(?<=U)SS|(?<=M)V) (?P<name>[A-ZÀ-Þ][a-z]+(?: [A-ZÀ-Þ][a-z]+)?)"
)


class _Lead(NamedTuple):
    """What stands before a title, its kind (a group of `LEAD`) and its place: the title begins at its end."""

    kind: str
    start: int
    end: int


def named(text: str, start: int, end: int) -> Iterator[Work]:
    """The titles that a stretch of running text names."""
    leads = [_Lead(found.lastgroup or "", *found.span()) for found in _leads(text, start, end)]
    leads += [_Lead("foreign", found.start(), found.start()) for found in FOREIGN.finditer(text, start, end)]
    for lead in sorted(leads, key=lambda lead: lead.start):
        if work := _behind(text, lead, end):
            yield work
    yield from called(text, start, end)


def _leads(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What leads to a title in a stretch of text."""
    for gap in GAP.finditer(text, start, end):
        if _may_end(text, start, gap.start()) and (found := LEAD.search(text, start, gap.end() + 1)):
            yield found
        start = gap.end()


def _may_end(text: str, start: int, place: int) -> bool:
    """May a lead that begins at `start` or later end at a place, or `a collection of poems` do so?"""
    stop = place - text.endswith(",", start, place)
    last = text.rfind(" ", start, stop)
    return text[stop - 2 : stop] in ENDS or (last >= 0 and text.endswith(" of", start, last))


def called(text: str, start: int, end: int) -> Iterator[Work]:
    """The newspapers and ships that are called as such are."""
    for pattern, sure in ((PRESS, 0.92), (NATIONAL, 0.92), (AT_START, 0.9), (SHIP, 0.95)):
        for found in pattern.finditer(text, start, end):
            the = found.start("the") if "the" in pattern.groupindex and found["the"] else found.start("name")
            yield Work(the, found.end("name"), sure)


def _behind(text: str, lead: _Lead, end: int) -> Work | None:
    """The title behind a lead: up to a year in brackets, or as far as its capitals go."""
    dated = DATED.match(text, lead.end, end)
    if dated and "\n\n" not in dated[0]:
        title = dated["title"]
        owner = OWNER.search(text, max(0, lead.start - LONGEST), lead.start) if lead.kind == "whose" else None
        sure = _dated(title, lead.kind, owner[0] if owner else "")
        return Work(dated.start("title"), dated.end("title"), sure) if sure >= LEAST else None
    run = (SHORT if lead.kind == "ship" else RUN).match(text, lead.end, end)
    sure = _run(text, run, lead) if run else 0.0
    return Work(run.start(), run.end(), sure) if run and sure >= LEAST else None


def _dated(title: str, kind: str, owner: str) -> float:
    """How sure a title with its year is, behind a lead of this kind or the name of its `owner`."""
    words = plain_words(title)
    if (is_no_work(words) and kind not in TOLD) or len(words) > 14 or any(c.isdigit() for c in title):
        return 0.0
    sentence = is_sentence_case(words)
    clause = sentence and re.search(r"\b(?:is|was|were|are|had|has|he|she|they|that|which|who)\b", title)
    if kind in ("work", "periodical", "of", "called"):
        return 0.6 if clause or (is_person(words) and not title.startswith("The ")) else 0.95
    if kind == "whose":
        if clause or not owner or owner in LANDS:
            return 0.5 if sentence and not clause else 0.0
        return 0.92 if sentence else 0.4 if len(words) == 1 else 0.6 if is_person(words) else 0.8
    if kind == "within":
        return 0.85 if sentence and not clause and len(words) > 2 else 0.0
    return 0.8 if kind == "foreign" and len(words) > 2 and not clause else 0.0


def _run(text: str, run: re.Match[str], lead: _Lead) -> float:
    """How sure a title is that has nothing but its capitals to show where it ends."""
    words, kind = plain_words(run[0]), lead.kind
    goes_on = re.match(r" [a-z]", text[run.end() : run.end() + 2]) is not None
    connected = any(word in CONNECTORS for word in words[1:]) or words[0] in ("The", "A", "An")
    if kind not in ("work", "periodical", "ship", "of") or len(words) > 10:
        return 0.0
    if kind == "ship":
        return 0.85
    if kind == "periodical":
        return 0.9 if connected or PERIODICAL.search(run[0]) else 0.88 if len(words) == 1 else 0.55
    told = GOES_ON.match(text, run.end()) is not None
    if connected and len(words) > 1:
        return 0.6 if goes_on and not told and TWO_NAMES.fullmatch(run[0]) else 0.9
    if kind == "of" or run[0].endswith(("’s", "'s")):
        return 0.0
    named = told and THE.search(text, max(0, lead.start - LONGEST), lead.start)
    return 0.6 if named or (len(words) > 1 and not goes_on) else 0.0
