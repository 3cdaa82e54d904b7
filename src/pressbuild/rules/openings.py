"""Spanish questions and exclamations without their opening sign: `Copy` in, findings out. Pure.

Source: Real Academia Española, Ortografía de la lengua española (2010), III 3.4.9: ¿ and ¡ stand where the question or
exclamation begins; one sign may open and the other close; a sign in brackets alone, (?), is a doubt.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import MANNER, Copy

OPENING = {"?": "¿", "!": "¡"}
SIGNS = lazily(r"[¿¡]|[?!]+")
BEFORE = lazily(r"[^\W\d_][»”\"’)]?$")
BEHIND = lazily(r"[»”\"’)\]]*(?:$|[,;.…]|\s+(?![a-zà-ÿ]))")  # no name of a firm or show: la casa Sloe! vendió
SENTENCE = lazily(r"[^.:;…?!¿¡«“\"(—]*$")
ASKS = lazily(r"\b(?:qué|quién(?:es)?|cómo|dónde|cuándo|cuánt[oa]s?|cuál(?:es)?)\b", re.IGNORECASE)
SPANISH = lazily(
    r"\b(?:al|como|con|del|el|es|está|las|lo|los|más|muy|nos|para|pero|por|que|su|sus|una|y|ya|yo)\b", re.IGNORECASE
)
NAMED = lazily(r"\w\W+[A-ZÀ-Þ][^\W\d_]*$")
FAR = 300  # characters back to where a sentence begins


def question_unopened(copy: Copy) -> Iterator[Diagnostic]:
    """A sign that closes a question or exclamation which none has opened; of many the first, and how many more."""
    slips = [
        (passage, match)
        for passage in copy.passages
        if passage.kind != "verse" and ("?" in passage.text or "!" in passage.text)
        for match in _unopened(passage.text)
        if (passage.language(match.start()) or copy.language) == "es"
        and not passage.in_title(match.start() - 1)
        and not copy.others_words(passage.at(match.start()))
    ]
    more = f"; {len(slips) - 1} more are like it" if len(slips) > MANNER else ""
    for passage, match in slips[:1] if more else slips:
        sign = OPENING[match[0][0]]
        message = f"no “{sign}” opens what “{match[0]}” closes{more}"
        yield found("question-unopened", message, passage.at(match.start()), f"write “{sign}” where it begins")


def _unopened(text: str) -> Iterator[re.Match[str]]:
    """The closing signs behind Spanish words that have no opening one before them."""
    opened = 0
    for match in SIGNS.finditer(text):
        if match[0] in OPENING.values():
            opened += 1
        elif opened:
            opened = max(0, opened - len(match[0]))
        elif _closes_sentence(text, match):
            yield match


def _closes_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence of Spanish ends at a sign: its words tell the language, and unless it asks it ends in no name,
    which may hold the sign."""
    start = max(0, match.start() - FAR)
    if not BEFORE.search(text, start, match.start()) or not BEHIND.match(text, match.end()):
        return False
    sentence = SENTENCE.search(text, start, match.start())
    said = sentence[0] if sentence else ""
    return ASKS.search(said) is not None or (SPANISH.search(said) is not None and not NAMED.search(said.strip()))
