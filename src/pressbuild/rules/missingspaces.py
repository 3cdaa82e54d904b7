"""Spaces too few: `Copy` in, findings with their fixes out. Pure.

No space behind a stop is the commonest slip of a typist, and `math.Floor`, `node.Next`, U.S.A., e.g.Roe, 12:30 and
`name,first,last` are none. So the words on either side decide: behind a full stop or a colon stands one that begins or
goes on with sentences and that nobody calls a part of a program; behind “why?” and in front of “so” any word will do.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Fix, Place, found
from pressbuild.quotation.cues import FUNCTION
from pressbuild.quotation.marks import OPENED_BY_NINES
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.stops import BEGIN

LOW, HIGH = "a-zß-öø-ÿœ’", "A-ZÀ-ÖØ-ÞŒ"
ENDS = r"(?=[\s,.;:!?)’”]|$)"
# What programs call their parts by too, so that one of them proves no sentence: query.Where, list.All, expect.To.
OF_PROGRAMS = frozenset(
    "all any where with that first last to is not has can on off for as by from at of if else do did does in into no "
    "only also over under between will".split()
)
GOES_ON = (FUNCTION | BEGIN) - OF_PROGRAMS
MORE = frozenset(
    """nobody everybody somebody everyone someone nothing everything each another such now perhaps maybe yes later soon
    dann aber doch dort da nun so man mein dein sein niemand jeder alle danach damals heute gestern
    ils elles nul puis alors ainsi ensuite personne aucun
    el los las ella ellos pero como cuando entonces il lo gli una poi però quando""".split()
)
BEGINNERS = frozenset(word.capitalize() for word in GOES_ON | MORE)
ELIDING = frozenset({"fr", "it", "ca"})  # languages that join words by an apostrophe
HIGH_STOPS = frozenset({"fr"})  # languages that set a space before ; : ! ?

_BEFORE = rf"(?<![^\s“‘\"'(*_—–])(?:(?:[A-Za-z]?[{LOW}]+[-‐])*"
# A word of the text that is no word of a product or a file: all of it small letters, one stop, and on it goes.
ANY_CAPITAL = re.compile(rf"{_BEFORE}[{LOW}]{{3,}})[?!](?=[{HIGH}][{LOW}]*[ ,;])")
BEGINS = re.compile(
    rf"(?:{_BEFORE}[{HIGH}]?[{LOW}]{{2,}})|(?<=[\s–-])\d{{2,}}|(?<=\w)[)\]])[.?!…](?=(?P<next>[{HIGH}][{LOW}]*){ENDS})"
)
COMMA = re.compile(rf"(?<![^\s“‘\"'(*_—–])[{HIGH}]?[{LOW}]{{2,}}[,;](?=[A-Za-zÀ-ÖØ-öø-ÿ][{LOW}]+(?:[\s.;:!?)’”]|,\s))")
COLON = re.compile(rf"{_BEFORE}[{HIGH}]?[{LOW}]{{2,}}):(?=(?P<next>[{LOW}]{{2,}})\s)")
BEHIND_MARK = re.compile(rf"[.?!…,]”(?=[A-Za-zÀ-ÖØ-öø-ÿ][{LOW}]+{ENDS})")
BEFORE_MARK = re.compile(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=“[\w‘])")
FAR = 60  # characters from a word to the bracket that it stands in
CALLS = re.compile(r"(?:\[\^[^\]\s]+\])+")


def space_missing(copy: Copy) -> Iterator[Diagnostic]:
    """A stop, or a closing mark, between two words and no space behind it."""
    for passage in copy.passages:
        seen: set[int] = set()
        for match in _slips(passage, passage.language(0) or copy.language):
            place = passage.at(match.end() - 1)
            fixes = _fix(copy, place, match[0][-1], passage.text[match.end()])
            if fixes and match.end() not in seen:
                seen.add(match.end())
                yield found("space-missing", f"no space stands behind “{match[0]}”", place, "write one", fixes)


def _fix(copy: Copy, place: Place | None, sign: str, following: str) -> tuple[Fix, ...]:
    """A space behind a sign, or behind the calls of notes that stand close behind it. None where markup stands between,
    whose end would move."""
    if place is None or not copy.holds(place, sign):
        return ()
    line, start = copy.lines[place.line - 1], place.column
    calls = CALLS.match(line, start)
    close = sign + (calls[0] if calls else "")
    return copy.fix(place, close + following, f"{close} {following}")


def _slips(passage: Passage, language: str) -> Iterator[re.Match[str]]:
    """Where a space is missing, in the order of the patterns."""
    text = passage.text
    for match in ANY_CAPITAL.finditer(text):
        if not _lost(match, language):
            yield match
    for match in BEGINS.finditer(text):
        if match["next"] in BEGINNERS and not _lost(match, language):
            yield match
    for match in COMMA.finditer(text):
        if not _is_argument(text, match.start()):
            yield match
    for match in COLON.finditer(text):
        if match["next"] in GOES_ON:
            yield match
    if "”" in text and language not in OPENED_BY_NINES and "„" not in text:
        for match in BEHIND_MARK.finditer(text):
            if text.rfind("“", 0, match.start()) > text.rfind("”", 0, match.start()):
                yield match
    if "“" in text and language not in OPENED_BY_NINES and "„" not in text:
        yield from BEFORE_MARK.finditer(text)


def _lost(match: re.Match[str], language: str) -> bool:
    """Whether a question mark stands for a lost apostrophe: dell?Europa, which `character-stray` says."""
    return match[0].endswith("?") and language in ELIDING


def _is_argument(text: str, offset: int) -> bool:
    """Whether a word stands in a list that is closed up in brackets, as programs and formulas have it: (row,col)."""
    opened = text.rfind("(", max(0, offset - FAR), offset)
    within = text[opened + 1 : text.find(")", offset) if opened >= 0 else 0]
    return opened >= 0 and " " not in within.strip() and ")" not in text[opened:offset] and "," in within
