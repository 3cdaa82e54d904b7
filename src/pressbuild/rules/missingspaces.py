"""Spaces too few: `Copy` in, findings with their fixes out. Pure.

No space behind a stop is the commonest slip of a typist, and `math.Floor`, `node.Next`, U.S.A., e.g.Roe, 12:30 and
`name,first,last` are none. So the words on either side decide: behind a full stop or a colon stands one that begins or
goes on with sentences; behind “why?” and in front of “so” any word will do.
"""

import re
from collections.abc import Callable, Collection, Iterator
from itertools import chain

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, Fix, Place, found
from pressbuild.patterns import lazily
from pressbuild.quotation.marks import ELIDING, OPENED_BY_NINES, OPENED_LOW
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.prosewords import BEGIN, BEGINNERS, FREE_BEFORE, GOES_ON, HIGH, LOW

FAR = 60  # characters from a word to the bracket that it stands in
# Before “opposite” and behind it: anti“slow”, “slow”ness.
PREFIXES = frozenset("anti pro non pre post neo semi quasi pseudo self counter sub super trans inter ultra".split())
# What English hangs on a word in marks: the “slow”ness of it, “box”es.
ENDINGS = frozenset(
    """able ably al ally an ance ation ations ed er ers es esque est ette ettes fication fied fold ful fully fy
    hood ian ians ible ic ical ically ify ified ing ings ise ised iser ises ish ising isation ism isms ist istic
    ists ite ites ity ize ized izer izes izing ization less let lets like ling ly ment ments ness nesses ous ship
    ships some ster th tion type ward wards wise""".split()
)
DERIVED = lazily(r"[a-z]{3,}(?:able|al|ary|ed|ful|ible|ic|ing|ish|ism|ist|ity|ive|less|ly|ment|ness|ous|tion|sion)$")
SHORTEST = 3  # letters of a word that may stand behind such marks
OPENING = {"”": "“", '"': '"'}
OF_GUILLEMETS = frozenset({"ca", "es", "fr", "it", "pt"})
# What stands before a person's name and is short for what he is; no name of a program or a file begins so.
TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Rev.", "Capt.", "Gen.", "Col.", "Sgt.", "St.", "Messrs.")
DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those der die das dem den ein eine".split()
)
# Words that a sentence goes on with behind a bracket, which in these languages may have an ending of a verb behind it:
# (volver a dar)se.
GOES_ON_ABROAD = {
    "es": frozenset("se que con por para pero como los las del al".split()),
    "it": frozenset("si che con per come del della al alla".split()),
}
VERB_ENDS = lazily(r"(?:r|ndo)\s*$")
CALLS = lazily(r"(?:\[\^[^\]\s]+\])+")

WORD = rf"{FREE_BEFORE}(?:(?:[A-Za-z]?[{LOW}]+[-‐])*"  # of letters and hyphens; its last part follows, and a bracket
ENDS = r"(?=[\s,.;:!?)’”]|$)"


class _Slip(Struct, frozen=True):
    """A pattern of what stands before the lost space, the signs without which a text holds none, and whether a match
    is one, by the text's language; whether the sign must stand somewhere without a space before it."""

    pattern: re.Pattern[str]
    signs: Collection[str]
    holds: Callable[[re.Match[str], str], bool]
    tight: bool = False


def _is_question(match: re.Match[str], language: str) -> bool:
    """Whether a question mark is one, and none that stands for a lost apostrophe: dell?Europa, which `character-stray`
    says."""
    return not (match[0].endswith("?") and language in ELIDING)


def _begins(match: re.Match[str], language: str) -> bool:
    """Whether a word begins a sentence; with a letter that no name of a program has, any may: fue.Volvió."""
    accented = match[0].islower() and not (match[0] + match["next"]).replace("’", "").isascii()
    return (match["next"] in BEGINNERS or accented) and _is_question(match, language)


def _goes_on(match: re.Match[str], _: str) -> bool:
    return match["next"] in GOES_ON


def _is_in_sentence(match: re.Match[str], _: str) -> bool:
    """Whether a word stands in no list that is closed up in brackets, as programs and formulas have it: (row,col)."""
    text, offset = match.string, match.start()
    opened = text.rfind("(", max(0, offset - FAR), offset)
    within = text[opened + 1 : text.find(")", offset) if opened >= 0 else 0]
    return opened < 0 or " " in within.strip() or ")" in text[opened:offset] or "," not in within


def _is_aside(match: re.Match[str], _: str) -> bool:
    """Whether a bracket holds words of a sentence: boat(it was old), boat(in the yard), and neither boat(s) nor
    open(path, mode) or run(with force)."""
    first, _, more = match.string[match.end() + 1 : match.end() + FAR].partition(" ")
    return first in GOES_ON or (first in BEGIN and more.partition(" ")[0] in DETERMINERS)


def _is_small_word(match: re.Match[str], _: str) -> bool:
    """Whether a sentence goes on behind a figure and its comma: in 1920,and; no list of programs, 24,in,5."""
    return match["next"] in BEGIN and _begins_word(match)


def _names_person(match: re.Match[str], language: str) -> bool:
    """Whether a short title stands before a name: Mr.Smith. In German others are in names of places."""
    return _begins_word(match) and (language != "de" or match[0] in ("Dr.", "Prof."))


def _begins_word(match: re.Match[str]) -> bool:
    """Whether nothing stands before words that they would be a piece of: v1.Dr.Roe, 1,200,and."""
    before = match.string[: match.start()][-1:]
    return not before.isalnum() and before not in tuple("_.,:’'/$£€#+-")


def _follows_aside(match: re.Match[str], language: str) -> bool:
    """Whether a word goes on behind a bracket that holds several: (so they say)and, and neither (s)he nor f(x)is."""
    text, end = match.string, match.start()
    opened = text.rfind("(", max(0, end - FAR), end)
    within = text[opened + 1 : end] if opened >= 0 else ""
    goes_on = match["next"] in GOES_ON or (
        match["next"] in GOES_ON_ABROAD.get(language, ()) and not VERB_ENDS.search(within)
    )
    return goes_on and " " in within.strip() and "," not in within


def _opens_single(match: re.Match[str], language: str) -> bool:
    """Whether ‘ opens."""
    return language not in OPENED_LOW and "‚" not in match.string and _opens(match, language)


def _opens(match: re.Match[str], language: str) -> bool:
    """Whether “ opens and ” closes."""
    return language not in OPENED_BY_NINES and "„" not in match.string


def _closes(match: re.Match[str], language: str) -> bool:
    """Whether ” closes what “ has opened; of straight marks their pairs say so."""
    text, start = match.string, match.start()
    return match[0] == '"' or (_opens(match, language) and text.rfind("“", 0, start) > text.rfind("”", 0, start))


def _closes_word(match: re.Match[str], language: str) -> bool:
    """Whether a mark closes behind a word and a sentence goes on; none has an ending of its own, “slow”ness. What
    begins a compound, “green”house, no sentence goes on behind: in English several words begin none, nor does one that
    was derived, “official”boats."""
    if match["next"] in ENDINGS or not _closes(match, language):
        return False
    if match["next"] in GOES_ON:
        return True
    quoted = match.string[match.string.rfind(OPENING[match[0]], 0, match.start()) + 1 : match.start()]
    whole = " " in quoted.strip() or DERIVED.search(quoted) is not None
    return language == "en" and whole and len(match["next"]) >= SHORTEST


def _closes_guillemets(match: re.Match[str], language: str) -> bool:
    """Whether » closes what « has opened, in a language that sets them so."""
    text, start = match.string, match.start()
    return language in OF_GUILLEMETS and text.rfind("«", 0, start) > text.rfind("»", 0, start)


def _opens_behind(match: re.Match[str], language: str) -> bool:
    return match[0].lower() not in PREFIXES and _opens(match, language)


def _is_no_prefix(match: re.Match[str], _: str) -> bool:
    return match[0].lower() not in PREFIXES


def _opens_guillemets(match: re.Match[str], language: str) -> bool:
    """Whether « opens: in these languages always, elsewhere it may close."""
    return language in OF_GUILLEMETS and match[0].lower() not in PREFIXES


def _opens_chevrons(match: re.Match[str], language: str) -> bool:
    """Whether a German text has »so«, and not «so»."""
    text = match.string
    return language in OPENED_LOW and -1 < text.find("»") < (text.find("«") if "«" in text else len(text))


def _closes_low(match: re.Match[str], _: str) -> bool:
    """Whether “ closes what „ has opened, and a sentence goes on."""
    text, start = match.string, match.start()
    return match["next"] in GOES_ON and text.rfind("„", 0, start) > text.rfind("“", 0, start)


SLIPS = (
    # A word of the text that is no word of a product or a file: all of it small letters, one stop, and on it goes.
    _Slip(lazily(rf"{WORD}[{LOW}]{{3,}})[?!](?=[{HIGH}][{LOW}]*[ ,;])"), "?!", _is_question),
    _Slip(
        lazily(
            rf"(?:{WORD}[{HIGH}]?[{LOW}]{{2,}})|(?<=[\s–-])\d{{2,}}|(?<=\s)[£$€]\d[\d.,]*\d|(?<=\w)[)\]])[.?!…](?=(?P<next>[{HIGH}][{LOW}]*){ENDS})"
        ),
        ".?!…",
        _begins,
    ),
    _Slip(
        lazily(
            rf"{FREE_BEFORE}[{HIGH}]?[{LOW}]{{2,}}[,;](?=[A-Za-zÀ-ÖØ-öø-ÿ][{LOW}]+(?:[\s.;:!?)’”]|,\s)"
            rf"|[aIà] [{LOW}]{{2,}}[\s,.;:!?)’”]|pp?\. ?\d)"
        ),
        ",;",
        _is_in_sentence,
    ),
    _Slip(
        lazily(rf"{FREE_BEFORE}[{HIGH}]?[{LOW}]{{3,}}(?=\((?P<next>[{LOW}]+) [^(),]{{2,60}}\){ENDS})"),
        "(",
        _is_aside,
        tight=True,
    ),
    _Slip(
        lazily(rf"(?:{'|'.join(each[:-1] for each in TITLES)})\.(?=[{HIGH}][{LOW}]{{2,}}{ENDS})"),
        TITLES,
        _names_person,
    ),
    _Slip(lazily(rf"\d{{2,4}},(?=(?P<next>[{LOW}]{{2,}})[\s])"), ",", _is_small_word, tight=True),
    _Slip(lazily(rf"(?<=\w)\)(?=(?P<next>[{LOW}]{{2,}}){ENDS})"), ")", _follows_aside),
    _Slip(lazily(rf"(?<=\w)”(?=(?P<next>[{LOW}]{{2,}}){ENDS})"), "”", _closes_word),
    _Slip(lazily(rf"(?<=[\w.?!…,\s])»(?=[{LOW}]{{2,}}{ENDS})"), "»", _closes_guillemets),
    _Slip(lazily(rf"{FREE_BEFORE}[{HIGH}]?[{LOW}]{{2,}}(?<!’)(?=“\w)"), "“", _opens_behind, tight=True),
    _Slip(lazily(rf"{WORD}[{HIGH}]?[{LOW}]{{2,}}):(?=(?P<next>[{LOW}]{{2,}})\s)"), ":", _goes_on),
    _Slip(lazily(rf"[.?!…,]”(?=[A-Za-zÀ-ÖØ-öø-ÿ][{LOW}]+{ENDS})"), "”", _closes),
    _Slip(lazily(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=“[\w‘])"), "“", _opens),
    _Slip(lazily(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=‘[A-Za-z][{LOW}]+[\s,.;:!?])"), "‘", _opens_single, tight=True),
    # Marks of other languages: „ opens everywhere, “ closes behind it, « and » as a language has them. A part of a
    # German word may stand between marks: Wort„spiel“.
    _Slip(lazily(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=„\w)"), "„", _is_no_prefix, tight=True),
    _Slip(lazily(rf"{FREE_BEFORE}[{LOW}]{{2,}}(?<!’)(?=„[{HIGH}])"), "„", _is_no_prefix, tight=True),
    _Slip(lazily(rf"(?<=[\w.,!?…])“(?=(?P<next>[{LOW}]{{2,}})\s)"), "„", _closes_low),
    _Slip(lazily(rf"{FREE_BEFORE}[{HIGH}]?[{LOW}]{{2,}}(?<!’)(?=«\s?\w)"), "«", _opens_guillemets, tight=True),
    _Slip(lazily(rf"(?:(?<=[{LOW}]{{2}})[,.;!?]|(?<=[{LOW}\s]):)(?=«\s?\w)"), "«", _opens_guillemets, tight=True),
    _Slip(lazily(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=»\w)"), "»", _opens_chevrons, tight=True),
)

# Straight marks are alike on either side; which of them opens and which closes is known where they are paired.
AT_CLOSING = lazily(rf"[.?!…,][\"'](?=[A-Za-zÀ-ÖØ-öø-ÿ][{LOW}]+{ENDS})")
BEHIND_WORD = lazily(rf"(?<=\w)\"(?=(?P<next>[{LOW}]{{2,}}){ENDS})")
AT_OPENING = lazily(rf"(?<=[{LOW}]{{2}})[,.:;?!](?=[\"']\w)")
# Behind a closing mark in prose; “author:"Roe"” and “name,"Roe",4” are for programs.
BEHIND = lazily(r"[\"'’”)\]]*(?:\[\^[^\]\s]+\])*[.,;:?!)]*(?:\s|$)")


def space_missing(copy: Copy) -> Iterator[Diagnostic]:
    """A stop, or a closing mark, between two words and no space behind it."""
    for passage in copy.passages:
        seen: set[int] = set()
        for match in chain(_slips(passage.text, passage.language(0) or copy.language), _straight(copy, passage)):
            place = passage.at(match.end() - 1)
            fixes = _fix(copy, place, match[0][-1], passage.text[match.end()])
            if fixes and match.end() not in seen:
                seen.add(match.end())
                yield found("space-missing", f"no space stands behind “{match[0]}”", place, "write one", fixes)


def _slips(text: str, language: str) -> Iterator[re.Match[str]]:
    """Where a space is missing, in the order of the patterns."""
    for slip in SLIPS:
        if any(text.count(sign) > (text.count(f" {sign}") if slip.tight else 0) for sign in slip.signs):
            yield from (match for match in slip.pattern.finditer(text) if slip.holds(match, language))


def _straight(copy: Copy, passage: Passage) -> Iterator[re.Match[str]]:
    """Where a space is missing behind a closing straight mark, or before an opening one."""
    if '"' not in passage.text and "'" not in passage.text:
        return
    for match in AT_CLOSING.finditer(passage.text):
        if passage.at(match.end() - 1) in copy.straight.values():
            yield match
    for match in BEHIND_WORD.finditer(passage.text):
        language = passage.language(0) or copy.language
        if passage.at(match.start()) in copy.straight.values() and _closes_word(match, language):
            yield match
    for match in AT_OPENING.finditer(passage.text):
        end = copy.straight.get(at) if (at := passage.at(match.end())) else None
        line = copy.lines[end.line - 1] if end else ""
        if end and BEHIND.match(line, end.column) and (match[0] != ":" or line[end.column - 2] in ".,?!…"):
            yield match


def _fix(copy: Copy, place: Place | None, sign: str, following: str) -> tuple[Fix, ...]:
    """A space behind a sign, or behind the calls of notes that stand close behind it. None where markup stands between,
    whose end would move."""
    if place is None or not copy.holds(place, sign):
        return ()
    line, start = copy.lines[place.line - 1], place.column
    calls = CALLS.match(line, start)
    close = sign + (calls[0] if calls else "")
    return copy.fix(place, close + following, f"{close} {following}")
