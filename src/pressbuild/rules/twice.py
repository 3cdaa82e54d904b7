"""Words that stand twice where names, songs and rhetoric do so, too, and yet are slips here: a match in, a verdict out.
Pure.

New York New York, la la la and mémoires de de Gaulle are none; The The ferry, por la la noche, Chapter Chapter 3 are.
"""

import re
from collections.abc import Iterator

from pressbuild.patterns import lazily

_BEGIN = "the a of in at to from with and but for his her its their our my this it he she they we you when if as is was"
# Words with which a sentence begins, that name nobody. The The is a band: a small letter must follow.
BEGINNING = {
    "en": frozenset(_BEGIN.split()),
    "de": frozenset("der die das ein eine in im am auf mit und aber es er sie wir".split()),
    "fr": frozenset("le les un une des dans en à avec et mais il elle ils elles on".split()),
    "es": frozenset("el los las un una en con por y pero".split()),
    "it": frozenset("il lo gli le un una in con per e ma".split()),
}
BEGINS = lazily(r"(?:^|[.!?…][)\]’”\"'»“]*[ \n])$")
SMALL_NEXT = lazily(r"[ \n][a-zß-öø-ÿœ’]{2}")
# Small words that nobody says three times for effect.
THRICE = {
    "en": frozenset("the of in to an at for with from and".split()),
    "de": frozenset("der die das und in mit von zu".split()),
    "fr": frozenset("le les de des et dans avec".split()),
    "es": frozenset("el los de en con por y".split()),
    "it": frozenset("il di in con per e".split()),
}
LABELS = frozenset(
    """chapter chapters part section sections figure figures table page pages volume note notes act scene plate appendix
    kapitel teil abschnitt abbildung tabelle seite seiten band anmerkung chapitre partie tome capítulo página tomo
    capitolo pagina""".split()
)
NUMBER_NEXT = lazily(r"[ \n\u00a0](?:\d|[IVXLC]+\b)")
# What stands before a word, and says that it is none of a song or of a letter.
BEHIND_PREPOSITION = {
    "es": {"la": lazily(r"\b(?:por|en|de|con|para|sobre|hacia|desde|entre|tras|sin|ante|bajo|según)[ \n]$")},
    "it": {"la": lazily(r"\b(?:per|con|tra|fra|verso|dopo|sotto|sopra|contro|lungo)[ \n]$")},
}
# A letter that is spoken of may stand before its like: de la a a la zeta.
BEHIND_LETTER = lazily(r"\b(?:la|una|le|un|lettera|letra|lettre|dalla|[b-df-hj-np-z])[ \n]$", re.IGNORECASE)
ALONE = {"es": frozenset("a y".split()), "it": frozenset("a e".split()), "fr": frozenset({"à"})}
# Where de stands twice before a name, that one may be a person’s, de Gaulle; these are places.
PLACES = frozenset(
    """Paris Lyon Marseille Lille Bordeaux Toulouse Nantes Rouen Strasbourg Genève Bruxelles Londres Rome Berlin Madrid
    Vienne Moscou France Belgique Suisse Italie Espagne Allemagne Angleterre Europe""".split()
)
NAME_NEXT = lazily(r"[ \n]([A-ZÀ-ÖØ-Þ]\w+)")
YEAR = lazily(r"(\d{4})\s\1")  # asked first, for it is rare
YEARS = lazily(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Ee]n|[Ss]eit|[Nn]el|[Aa]nno|[Jj]ahre?) )"
    r"(?P<word>(?:1\d|20)\d\d)[ \n](?P<again>(?P=word))"
    r"(?=[.;:!?)]|,(?!\d)|$|[ \n](?:it|he|she|they|we|you|I|the|an?|and|his|her|when|which|that|but|there|with)\b)"
)


def surely(match: re.Match[str], language: str) -> bool:
    """Whether two words that are alike, of which a name or a song could be made, are a slip."""
    text, word, again = match.string, match["word"], match["again"]
    small, end = word.lower(), match.end()
    before = text[max(0, match.start() - 12) : match.start()]
    if small in LABELS:
        return NUMBER_NEXT.match(text, end) is not None
    if again[0].isupper():
        begins = BEGINS.search(before) is not None and SMALL_NEXT.match(text, end) is not None
        return begins and small in BEGINNING.get(language, ())
    if small in THRICE.get(language, ()) and _stands_thrice(text, match):
        return True
    if small in BEHIND_PREPOSITION.get(language, {}):
        return BEHIND_PREPOSITION[language][small].search(before) is not None and not _stands_thrice(text, match)
    if small in ALONE.get(language, ()):
        return BEHIND_LETTER.search(before) is None and re.match(r"[ \n][^\W\d_]{2}", text[end:]) is not None
    name = NAME_NEXT.match(text, end)
    return language == "fr" and small == "de" and name is not None and name[1] in PLACES


def _stands_thrice(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands three times, and not four: that is a play."""
    further = re.compile(rf"(?:[ \n]{re.escape(match['word'])}(?![\w’'-]))*").match(text, match.end())
    return further is not None and len(further[0].split()) == 1


def years_twice(text: str) -> Iterator[re.Match[str]]:
    """Years that stand twice; in 1879 1879 men were there counts something."""
    return YEARS.finditer(text) if YEAR.search(text) else iter(())
