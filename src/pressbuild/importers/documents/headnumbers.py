"""The numbers of headings that a word processor counts and no text has: what it counts and what the text says in,
whether the headings are to have them and what is said of it out. Pure.

An edition's headings have no numbers, as a house's have none; but where the text speaks of one (“see section 1.2”) a
reader needs it, and then all are written, as the word processor shows them.
"""

import re
from collections.abc import Iterable, Sequence

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.markup import short

DIVISIONS = (
    r"§+|\b(?:sections?|sect?\.|chapters?|chaps?\.|parts?|paragraphs?|paras?\.|appendix|abschnitte?|abschn\.|kapiteln?|kap\."
    r"|teil|anhang|chapitres?|parties?|secci[oó]n(?:es)?|cap[ií]tulos?|sezion[ei]|capitol[oi]|hoofdstuk|paragraaf)"
)
LEADS = r"\b(?:see|see also|cf\.|compare|siehe|vgl\.|voir|voyez|v[eé]ase|vedi|zie)"
NUMBER = r"\s*(?P<number>[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)(?!\w)"
NAMED = re.compile(rf"(?:{DIVISIONS}){NUMBER}", re.IGNORECASE)
LED = re.compile(rf"{LEADS}{NUMBER}(?!\s*(?:%|per\s?cent|million|billion))|\((?P<alone>\d+(?:\.\d+)+)\)", re.IGNORECASE)
WORDED = re.compile(r"[^\W\d_]{3,}[ \u00a0]")
SHOWN = 3
MOST_DIGITS = 4
ROMAN = tuple(
    zip("M CM D CD C XC L XL X IX V IV I".split(), (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True)
)


def unnumbered(heads: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """The finding that these headings, each with the number printed before it, have none in the manuscript; none where
    there are none."""
    count, named = _named(heads)
    if not named:
        return ()
    message = f"the file numbers {count}, {named}: the manuscript has no such numbers"
    hint = "write them into the headings where the text speaks of them (“see 1.2”)"
    return (Diagnostic("assumed", message, None, hint, WARNING),)


def numbered(heads: Iterable[tuple[str, str]], reference: str) -> tuple[Diagnostic, ...]:
    """The finding that these headings have the numbers that the file sets before them, for the text's `reference`."""
    count, named = _named(heads)
    message = f"the file numbers {count}, {named}: the numbers are written, for the text says “{reference}”"
    return (found("assumed", message, None, "delete them all where no reader needs them"),)


def _named(heads: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """How many headings have a number, and the first of them with it."""
    shown = [f"“{number} {short(text.strip())}”" for number, text in heads if text.strip()]
    count = "a heading" if len(shown) == 1 else f"{len(shown)} headings"
    return count, ", ".join(shown[:SHOWN]) + (" …" if len(shown) > SHOWN else "")


def spoken_of(text: str, numbers: Sequence[str]) -> str:
    """The first words of a text that speak of a heading by one of the numbers printed before headings; empty where none
    do. A number of one level (`2`) needs a division's name before it."""
    known = {re.sub(r"[.):\s]+$", "", number).split()[-1].lstrip("(§") for number in numbers if number.strip()}
    places = [(named.start(), named[0]) for named in NAMED.finditer(text) if named["number"] in known]
    led = ((named, named["number"] or named["alone"]) for named in LED.finditer(text))
    places += [(named.start(), named[0]) for named, number in led if number in known and "." in number]
    return min(places, default=(0, ""))[1].strip("() ")


def lead(number: str) -> str:
    """A number as it stands before a heading's words; `Chapter 4` has a stop behind it."""
    stop = "." if WORDED.match(number) and number[-1] not in ".:)" else ""
    return f"{number}{stop} "


def whole(said: object, usual: int) -> int:
    """A number that a file says, or the `usual` one where it says none that a reader could count to."""
    words = str(said or "")
    return int(words) if words.isdecimal() and len(words) <= MOST_DIGITS else usual


def written(number: int, form: str) -> str:
    """A number in the form of `1`, `a`, `A`, `i` or `I`; behind z come aa, bb …"""
    if form in ("I", "i"):
        roman = ""
        for letters, value in ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "I" else roman.lower()
    if form in ("A", "a") and number > 0:
        letter = chr(ord(form) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    return str(number)
