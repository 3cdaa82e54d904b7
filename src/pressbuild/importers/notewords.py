"""The words that head a list of notes: a line in, whether it says that notes follow out. Pure.

One list for all importers and all languages: what language a text is in is not known where its notes are looked for,
and a translation may keep its first house's words.
"""

import re
from unicodedata import combining, normalize

WORDS = {
    "en": (
        "note, notes, endnotes, footnotes, endnote, footnote, notes and references, note and references, references,"
        "references and notes, works cited and notes, notes to text, notes to the text"
    ),
    "de": (
        "anmerkung, anmerkungen, fußnote, fußnoten, fussnoten, endnote, endnoten, noten, einzelnachweise,"
        "anmerkungen und nachweise, anmerkungen und quellen, anmerkungen und literatur"
    ),
    "fr": "notes de bas de page, note de bas de page, notes de fin, notes et références",
    "es": (
        "nota, notas, notas al pie, notas al pie de página, notas a pie de página, notas finales, notas y referencias"
    ),
    "it": "note a piè di pagina, note a pie’ di pagina, note di chiusura, note al testo, note e riferimenti",
    "pt": "notas de rodapé, notas de fim, notas e referências",
    "ca": "notes al peu, notes a peu de pàgina",
    "ro": "note de subsol, note de final",
    "nl": "noot, voetnoten, eindnoten, noten en referenties, noten en verwijzingen",
    "sv da no": "noter, fotnoter, fodnoter, slutnoter, sluttnoter",
    "fi": "viite, viitteet, alaviitteet, loppuviitteet",
    "pl": "przypis, przypisy, przypisy końcowe",
    "cs sk": "poznámka, poznámky, poznámky pod čarou, poznámky pod čiarou",
    "hu": "jegyzet, jegyzetek, lábjegyzetek, végjegyzetek",
    "ru": "примечание, примечания, примечания и ссылки, сноска, сноски",
    "uk": "примітка, примітки, виноски",
    "bg": "бележка, бележки, бележки под линия",
    "el": "σημείωση, σημειώσεις, υποσημειώσεις",
    "tr": "notlar, dipnotlar, sonnotlar",
}
OF_A_CHAPTER = re.compile(r"notes to (?:the )?chapter.{0,20}")
EDGE = re.compile(r"[\W_]*")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
LONGEST = 50  # characters of a line that may head notes


def _bare(words: str) -> str:
    """Words in small letters and without accents, which capitals often lack."""
    parts = normalize("NFD", words.lower()) if not words.isascii() else words.lower()
    return " ".join("".join(c for c in parts if not combining(c)).split())


SAID = tuple(word.strip() for words in WORDS.values() for word in words.split(","))
HEADS = frozenset(map(_bare, SAID))
SPELT = sorted({*SAID, *HEADS})
ANY = "|".join((*(r"\s+".join(map(re.escape, head.split())) for head in SPELT), OF_A_CHAPTER.pattern))  # an expression
STARTS = frozenset(word[:3] for word in (*SAID, *HEADS))


def heads_notes(line: str) -> bool:
    """Does a line say that notes follow, with or without a colon or stars round its words?"""
    start = EDGE.match(line).end()  # type: ignore[union-attr]  # which matches nothing, too
    if line[start : start + 3].lower() not in STARTS or len(line) - start > LONGEST:
        return False
    words = _bare(EDGES.sub("", line))
    return words in HEADS or OF_A_CHAPTER.fullmatch(words) is not None
