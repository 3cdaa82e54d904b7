"""Forms that what stands beside them contradicts, and accents that no dictionary has: `Copy` in, findings out. Pure.

3nd, a apple, on pp. 9; perchè, pò, qual’è, E’, as Italian dictionaries have none. Articles are judged by a list of
common words alone: an hour, a one-off, a European and an historian are right, or a manner.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import MANNER, Copy, Passage

VOWELS = "|".join(
    """action actor address age agent agreement answer apple argument army article artist attack attempt average
    early easy economic editor effort egg eighth election empty end enemy engine engineer enormous entire equal
    error escape essay estate evening event example excellent exception exchange excuse exhibition expensive
    experience experiment expert explanation expression extra eye idea ideal image immediate important impossible
    impression improvement income increase independent individual industrial industry influence insect inside
    instance instrument intelligent interest interesting internal international interview introduction invitation
    island issue item object obvious occasion offer office officer official old older open opening operation opinion
    opportunity orange order ordinary organisation organization original outside owner ugly umbrella uncle
    unexpected unhappy unknown unlikely unusual upper""".split()
)
CONSONANTS = "|".join(
    """bad bag ball bank bar beautiful bed better big bird black blue board boat body book box boy bridge brother
    building business car case cause century certain chance change child church city clear club common company
    complete copy country couple course cup dark daughter day dead deal death decade deep difference different
    difficult doctor dog door doubt face fact family farm farmer father few field film final fine fire first fish
    foot foreign form free friend full game garden gentleman girl glass good great green group large late law leader
    letter level library life light line list little long look lot low machine man market matter member message mile
    minute moment month morning mother mountain movement much name narrow nation national natural necessary new
    night note novel number page paper part party people period person picture piece place plan play poem poet point
    political poor position possible power problem public question quick quiet reason record red report rich right
    river road room school sea second secret sentence serious service ship shop short sign simple single sister
    small social soldier son song sort special state station step story street strong student subject sudden system
    table teacher term thing third time title town train tree trip very village visit voice vote wall war way week
    white whole wide wife wild window woman wonderful wooden word work worker world writer year young""".split()
)
# Sè stesso and piú are manners of houses.
ACCENTS = {
    **{f"{word}chè": f"{word}ché" for word in "per poi fin ben giac sic affin non cosic anzi".split()},
    "pò": "po’",
    "nè": "né",
    "cioé": "cioè",
    "caffé": "caffè",
    "quì": "qui",
    "quà": "qua",
    "fà": "fa",
    "stà": "sta",
}
ACCENTED = "|".join(ACCENTS)


class _Form(Struct, frozen=True):
    """A pattern of what may be wrong, the language it is of (empty: any), a sign without which no text has it, and what
    it should be, empty where all is well."""

    pattern: re.Pattern[str]
    language: str
    sign: re.Pattern[str]
    meant: Callable[[re.Match[str]], str]


def _ordinal(match: re.Match[str]) -> str:
    figures, end = match["figures"], match["end"]
    last = "th" if figures[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")
    return "" if end == last else figures + last


def _accent(match: re.Match[str]) -> str:
    meant = ACCENTS[match[0].lower()]
    return meant.capitalize() if match[0][0].isupper() else meant


FORMS = (
    _Form(
        lazily(r"(?<![\w.,/’'$£€–-])(?P<figures>\d{1,4})(?P<end>st|nd|rd|th)(?![\w/-])"),
        "en",
        lazily(r"\d(?:st|nd|rd|th)"),
        _ordinal,
    ),
    _Form(
        lazily(rf"(?<![\w.’'/“‘\"-])a[ \n](?P<word>{VOWELS})(?![\w’'-])"),
        "en",
        lazily(r"\ba[ \n][aeiou]"),
        lambda match: f"an {match['word']}",
    ),
    _Form(
        lazily(rf"(?<![\w.’'/“‘\"-])an[ \n](?P<word>{CONSONANTS})(?![\w’'-])"),
        "en",
        lazily(r"\ban[ \n][b-df-hj-np-z]"),
        lambda match: f"a {match['word']}",
    ),
    # Behind a comma pp. 312 may count the pages of a book.
    _Form(
        lazily(
            r"(?<=\b(?:on|at) )pp\.[ \u00a0](?P<page>\d{1,4})(?![\w–—/&-])(?![^.\n]{0,25}[\d–-]|,? (?:ff?|passim)\b)"
        ),
        "",
        lazily(r"(?:on|at) pp\."),
        lambda match: f"p. {match['page']}",
    ),
    _Form(lazily(rf"(?<![\w’'])(?i:{ACCENTED})(?!\w)"), "it", lazily("[èéìàò]"), _accent),
    _Form(lazily(r"\b[Qq]ual[’']è\b"), "it", lazily("ual[’']"), lambda match: f"{match[0][:4]} è"),
    _Form(lazily(r"(?:(?<=[.!?…] )|^)E[’'](?= [a-z])"), "it", lazily("E[’']"), lambda _: "È"),
)


def form_wrong(copy: Copy) -> Iterator[Diagnostic]:
    """An ordinal, an article, a sign of pages or an accent in a form that it cannot have. Of many alike the first."""
    for form in FORMS:
        slips = [
            (passage, match, meant)
            for passage in copy.passages
            if form.sign.search(passage.text)
            for match in form.pattern.finditer(passage.text)
            if _is_own(copy, passage, match.start(), form.language) and (meant := form.meant(match))
        ]
        more = f"; {len(slips) - 1} more are like it" if len(slips) > MANNER else ""
        for passage, match, meant in slips[:1] if more else slips:
            place, wrong = passage.at(match.start()), " ".join(match[0].split())
            message = f"“{wrong}” should be “{meant}”{more}"
            yield found("form-wrong", message, place, f"write “{meant}”, or allow it with a reason")


def _is_own(copy: Copy, passage: Passage, offset: int, language: str) -> bool:
    """Whether words are the author's own, in the language of a form."""
    own = language in ("", passage.language(offset) or copy.language)
    return own and not (passage.in_title(offset) or passage.kept(offset) or copy.others_words(passage.at(offset)))
