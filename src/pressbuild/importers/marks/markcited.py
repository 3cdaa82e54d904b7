"""Numbers of sections, pages and versions, `section E.3`, `version 2.2`, `p. 731`: a place in a text in, whether a
figure there is a part of one out.

The last part of such a number stands behind a stop, as a mark does. What tells it is the word before, in the languages
of those who import, and that a letter and two figures, `I.7.2`, are never the end of a sentence.
"""

import re
from collections.abc import Iterator

WORDS = (
    r"§§?|sections?|sects?\.|secs?\.|chapters?|chaps?\.|chs?\.|parts?|pts?\.|paragraphs?|paras?\.|articles?|arts?\."
    r"|clauses?|cl\.|appendix|appendices|app\.|annex|tables?|tab\.|figures?|figs?\.|versions?|vers?\.|releases?"
    r"|volumes?|vols?\.|lines?|numbers?|nos?\.|nrs?\.|items?|points?|rules?|steps?|theorems?|lemmas?"
    r"|propositions?|equations?|eqs?\.|exercises?|examples?|schedules?|verses?|kernel|python|unicode"
    r"|abschnitt(?:e[ns]?|s)?|kapiteln?|kap\.|teil(?:e[ns]?)?|absatz|abs\.|artikeln?|ziffern?|ziff\.|anhang|tabellen?"
    r"|abbildung(?:en)?|abb\.|nummern?|band|bde?\.|fassung|rn\.|rz\."
    r"|chapitres?|parties?|alinéas?|annexes?|tableaux?|numéros?|n°|n[o°]s?\.?|tomes?|t\.|livres?"
    r"|secci(?:ón|ones)|capítulos?|cap\.|artículos?|apartados?|tablas?|figuras?|números?|núms?\."
    r"|versi(?:ón|ones)|anexos?|sezion[ei]|capitol[oi]|articol[oi]|paragraf[oi]|tabell[ae]|figur[ae]"
    r"|version[ei]|allegat[oi]|se[cç]ç(?:ão|ões)|artigos?|tabelas?|versões|versão|parág(?:rafo)?s?"
    r"|hoofdstuk(?:ken)?|paragra(?:af|fen)|artikelen|delen|deel|tabellen|figuren|versies?|bijlagen?"
)
PAGES = r"|pages?|pp?\.|seiten?|s\.|páginas?|págs?\.|pagin[ae]|pagg?\.|bladzijden?|blz\."
NUMBER = r"(?:[A-Z]{1,4}|[0-9]{1,4})(?:\.[0-9]{1,3})*"  # `12`, `B.4`, `III.2.1`
AND = r"(?:\s*[,;–&-]\s*|\s+(?:and|or|to|und|oder|bis|et|ou|à|y|o|e|en|of|tot)\s+)"
FIGURES = rf"\s*(?:{NUMBER}{AND}){{0,4}}(?:[A-Z]{{1,4}}\.)?(?:[0-9]{{1,4}}\.)*$"
CITED = re.compile(rf"(?<!\w)(?i:{WORDS}){FIGURES}")
CITED_OR_PAGE = re.compile(rf"(?<!\w)(?i:{WORDS}{PAGES}){FIGURES}")
LONGEST = 72  # characters before a figure in which its word stands
# What may stand between such a word and the figure, from one start to the next: a number, an “and”, the end of `n°s`.
BETWEEN = re.compile(r"(?:s?[0-9A-Z]+|and|or|to|und|oder|bis|et|ou|à|y|o|e|en|of|tot|s)[\s.,;&–-]*")
BOOKS = re.compile(
    r"(?<!\w)(?i:parts?|volumes?|vols?\.|books?|chapters?|ch\.|acts?|cantos?|teil|band|bd\.|buch|kapitel|kap\."
    r"|partie|tome|t\.|livre|chapitre|parte|libro|tomo|capítulo|capitolo|deel|boek|hoofdstuk)\s+[IVXLC]+\.$"
)
SECTION = re.compile(r"(?<!\w)[A-Z](?:\.[0-9]{1,2}){1,2}\.$")
LONG = re.compile(r"[1-9][0-9]+")
ENDS = re.compile(r"[0-9]{1,5}(?:\s+[“‘\"'(]*[A-Z]|\s*$|\n)")  # a figure behind which a sentence begins
PARTS = re.compile(r"(?:(?<![A-Za-z.])[A-Z]|(?<![0-9A-Za-z.,])[0-9]{1,3})\.[0-9]{1,3}\.$")  # `I.7.2`, `2.3.1`


def is_cited(text: str, place: int, low: int, *, pages: bool = False) -> bool:
    """Is the figure at a place a part of a number that a word before it, from `low` on, says to be one? Numbers of
    `pages`, which have no parts, count where they are asked for."""
    pattern, end = CITED_OR_PAGE if pages else CITED, place
    for start in _starts(text, place, max(low, place - LONGEST)):  # mostly the first word tells
        if pattern.match(text, start, place):
            return True
        if not BETWEEN.fullmatch(text, start, end):
            break
        end = start
    return False


def _starts(text: str, place: int, low: int) -> Iterator[int]:
    """Where words begin before a place, the nearest first."""
    inner = False  # is the character behind one of a word, or a sign of sections?
    for at in range(place - 1, low - 2, -1):
        within = at >= 0 and (text[at].isalnum() or text[at] == "_")
        if inner and not within:
            yield at + 1
        inner = within or (at >= 0 and text[at] == "§")


def may_end_book(text: str, place: int, low: int) -> bool:
    """Does the number of a part or volume end a sentence before a figure, `in Part II.3 The`?"""
    return ENDS.match(text, place) is not None and BOOKS.search(text, max(low, place - LONGEST), place) is not None


def may_end_section(text: str, place: int, low: int) -> bool:
    """May a section's number end a sentence before a figure of two digits and more, `section A.4.39 The`?"""
    ended = LONG.match(text, place) and ENDS.match(text, place)
    return ended is not None and SECTION.search(text, max(low, place - LONGEST), place) is not None


def is_part(text: str, place: int, low: int) -> bool:
    """Is the figure at a place the last part of a number that has three?"""
    return PARTS.search(text, max(low, place - LONGEST), place) is not None
