"""The first lines of divisions: a line in, whether it is a part's, a chapter's or a section's, and what of it is title
out. Pure.

A division is known by its number (`II`, `CHAPTER 2`, `Kapitel 3`), or by a name that books give their parts.
"""

import re
from collections.abc import Sequence

from pressbuild.importers.flattened.lines import SHORTEST_WRAPPED, UNDERLINE, Block, Line

ORDINALS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty(?:-\\w+)?|thirty(?:-\\w+)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    "|tenth|the\\s+\\w+|premier|première|last"
)
DIVISION = re.compile(
    r"(?P<kind>chapter|part|book|section|volume|act|lecture|letter|appendix|essay|kapitel|teil|abschnitt|buch|chapitre"
    r"|partie|livre|capítulo|capitolo|parte|libro|hoofdstuk|deel|canto|akt|acte|acto|atto|aufzug"
    r"|scene|szene|auftritt|scène|escena|scena)\s+"
    rf"(?P<number>[ivxlcdm]+|\d{{1,3}}(?:\.\d{{1,2}})?|[a-h]|{ORDINALS})"
    r"(?!\w)(?P<sign>[.:]?(?:\s*(?:--|[-–—.:])(?!\w*\d))?)(?:\s*(?P<title>[^\W\d_].{0,160}))?",
    re.IGNORECASE,
)
ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?|C[IVXL]*\.?")
FIGURE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?|\([A-Z1-9]\)|[A-H]\.")
# A number before a title; what its form is says how deep it stands.
PREFIX = re.compile(
    r"(?:(?i:section|abschnitt|§)\s*)?(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})(?:[.):]|(?=\s|$))"
    r"|(?P<roman>(?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))[.):]|(?P<letter>[A-H])[.):])(?:\s+(?=\S)|$)"
)
# What bibliographies are called, in the languages of those who import one.
BIBLIOGRAPHY = (
    r"(?:(?:(?:select(?:ed)?|annotated|short|general|working) )?bibliograph(?:y|ies)|bibliographical references"
    r"|(?:works|literature|books|sources|texts) (?:cited|consulted|referenced|used)|list of (?:works|references)"
    r"|references(?: cited)?|reference list"
    r"|(?:(?:primary|secondary|printed|published|unpublished|archival|manuscript) )?sources"
    r"(?: and (?:literature|bibliography|further reading|references))?|(?:secondary |primary )?literature"
    r"|(?:suggestions for )?further reading|(?:suggested|recommended) (?:further )?reading"
    r"|(?:auswahl)?bibliogra(?:ph|f)ie|(?:(?:zitierte|weiterführende|verwendete) )?literatur(?:verzeichnis|angaben"
    r"|hinweise|liste)?|quellen(?:verzeichnis|angaben)?(?: und literatur(?:verzeichnis)?)?"
    r"|quellen- und literaturverzeichnis|bibliographie (?:sélective|choisie)|(?:ouvrages|œuvres|oeuvres) cité(?:e)?s"
    r"|références(?: bibliographiques)?|sources et bibliographie"
    r"|bibliograf[ií]a(?: (?:citada|selecta|consultada|essenziale))?|obras citadas|fuentes"
    r"|refer[eê]ncias(?: bibliográficas)?|fontes|fonti|opere citate|riferimenti(?: bibliografici)?"
    r"|(?:geraadpleegde )?literatuur(?:lijst|opgave)?|bronnen(?:lijst)?"
    r"|litteratur(?:lista|liste|förteckning|fortegnelse)?|käll(?:or|förteckning)|referenser)"
)
NAMED = re.compile(
    r"(?:preface|foreword|introduction|introductory|prologue|epilogue|conclusions?|afterword|postscript|abstract|contents"
    r"|acknowledge?ments|appendix|dedication|translator’s note|author’s note|summary)\b.{0,30}"
    rf"|{BIBLIOGRAPHY}|glossary|index",
    re.IGNORECASE,
)
PARTS = frozenset(("part", "book", "volume", "teil", "buch", "partie", "livre", "parte", "libro", "deel"))
SECTIONS = frozenset(("section", "abschnitt", "scene", "szene", "auftritt", "scène", "escena", "scena"))
LONGEST = 80
LONGEST_TITLE = 120
LONGEST_CAPITALS = 240  # a title in capitals may go over some lines
MOST_LINES = 4
OPEN_ENDS = (",", ";", ":", "—", "–", "-")  # behind these a sentence goes on
ENDINGS = (".", "!", *OPEN_ENDS)
INNER_END = re.compile(r"\w\w(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!?][”’\"')]*\s+[^\W\d_a-z]")


def is_division(line: str) -> bool:
    """Does a line begin a division of a book, or a part that has a name of its own (Preface, Introduction)?"""
    line = line.strip()
    return bool(DIVISION.fullmatch(line) or ROMAN.fullmatch(line) or (len(line) <= LONGEST and NAMED.fullmatch(line)))


def division(line: str) -> str | None:
    """`part`, `chapter` or `section` where a line is the head of one, by its number and perhaps its title: `Part II`,
    `Chapter 3: Title`, `CHAPTER 4. Of Bread.`, but not a sentence that begins so."""
    found = DIVISION.fullmatch(line)
    if found is None or not line[0].isupper():
        return None
    kind, title = found["kind"].lower(), found["title"]
    if title and not (title[0].isupper() and _is_title(title, parted=bool(found["sign"]))):
        return None
    if kind in PARTS:
        return "part"
    return "section" if kind in SECTIONS else "chapter"


def _is_title(title: str, *, parted: bool) -> bool:
    """May these words be a title? One that ends in a full stop must be `parted` from the number before it, and no more
    than one sentence."""
    if title.endswith(OPEN_ENDS):
        return False
    return title.isupper() or not title.endswith(ENDINGS) or (parted and not INNER_END.search(title))


def numbered(line: str) -> str:
    """The form of a division's number, where a line is one and no more: `chapter`, `part`, `roman`, `figure`."""
    if ROMAN.fullmatch(line):
        return "roman"
    found = DIVISION.fullmatch(line)
    return "figure" if FIGURE.fullmatch(line) else found["kind"].lower() if found and not found["title"] else ""


def heading_lines(text: str, block: Block) -> tuple[Line, ...]:
    """The lines of a heading without the one that underlines it."""
    last = block.lines[-1]
    ruled = len(block.lines) > 1 and UNDERLINE.fullmatch(text, last.start, last.end)
    return block.lines[:-1] if ruled else block.lines


def number_cut(text: str, lines: Sequence[Line]) -> list[int]:
    """The line below a division's number, where a run of lines begins with one: `CHAPTER I` above its title or its
    text. A number above one in small letters is none, nor one above another number."""
    first, second = (text[line.start : line.end] for line in lines[:2])
    named = DIVISION.fullmatch(first)
    roman = ROMAN.fullmatch(first) and (len(lines) == 2 or lines[1].length >= SHORTEST_WRAPPED)
    alone = bool(named and not named["title"]) or bool(roman)
    if roman and second[0] == first[0] and second[-1].isdigit():  # a letter of an index
        return []
    if not alone or not first[0].isupper() or second[0].islower() or is_division(second) or numbered(second):
        return []
    return [0, 1]
