"""Letters and figures that a machine has read or a shift key made for others: a `Copy` in, findings out. Pure.

aIl, l931, 19O2 and THe are slips; parseInt, McIntyre, PhD and H2O are none. So a word is one only where the text, or
any text, has it as it was meant, and figures where they are a year or an ordinal. Names of days and months have a
capital in English (New Hart's Rules, 5.10; Chicago, 8.88): on monday is a slip, he may march is none.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import FUNCTION
from pressbuild.rules.copy import MANNER, Copy, Passage
from pressbuild.rules.prosewords import BEGIN, NO_NAME_BEFORE

TRACE = lazily(r"[a-z]I|[A-Z][A-Z][a-z]|[lIO]\d|\d[lIO]")  # quickly looked for
SHAPES = lazily(
    rf"{NO_NAME_BEFORE}(?:(?P<capital>[a-z]+I[a-zI]*)|(?P<shift>[A-Z]{{2}}(?!s\b)[a-z]+)"
    r"|(?P<figures>(?=[lIO\d]*[lIO])(?:(?=\S?\S?\d{2}|\d\S?\d|\d\S\S\d)(?:[1lI][5-9O]|2[0O])[\dOlI]{2}"
    rf"|(?=[lIO]?\d)[\dlIO]{{2}}(?:st|nd|rd|th))))(?![\w’/])"
)
NAMES = 4  # letters up to which LCh is a name; ITs is a plural
AS_FIGURES = str.maketrans("lIO", "110")
WORD = lazily(r"\b[A-Za-z][a-z]{2,}\b")
DAY = lazily(r"(?:day|ary|june|july|april|ber|may|march|august)")  # quickly looked for
DAYS_AND_MONTHS = lazily(
    r"(?<![\w’'/.@#&-])(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|june|july|october"
    r"|(?P<abroad>april|september|november|december))(?![\w/@-]|\.\w)"
    r"|\b(?:in|of|by|from|since|until|till|early|late|\d{1,2}(?:st|nd|rd|th)?)[ \u00a0](?P<month>may|march|august),?"
    r"[ \u00a0](?:1[5-9]|20)\d\d\b"
)  # those that may be words have a year


def misread(copy: Copy) -> Iterator[Diagnostic]:
    """A capital I for l or i within a word, l, I and O for figures, and a second capital."""
    words: frozenset[str] = frozenset()
    for passage in copy.passages:
        for match in SHAPES.finditer(passage.text) if TRACE.search(passage.text) else ():
            words = words or BEGIN | FUNCTION | _words(copy)
            if meant := _meant(match, words):
                message = f"“{match[0]}” looks like “{meant}”"
                yield found("character-confusable", message, passage.at(match.start()), f"write “{meant}”")
    yield from _begun_small(copy)


def _begun_small(copy: Copy) -> Iterator[Diagnostic]:
    """Names of days and months with a small letter in English; of many, which are a manner, the first."""
    slips = [
        (passage, match, match["name"] or match["month"])
        for passage in copy.passages
        if not passage.set_apart and DAY.search(passage.text)
        for match in DAYS_AND_MONTHS.finditer(passage.text)
        if _is_slip(copy, passage, match)
    ]
    more = f"; {len(slips) - 1} more are like it" if len(slips) > MANNER else ""
    for passage, match, name in slips[:1] if more else slips:
        message = f"“{name}” begins with a small letter{more}"
        place = passage.at(match.start("name") if match["name"] else match.start("month"))
        yield found("character-confusable", message, place, f"write “{name.capitalize()}”")


def _is_slip(copy: Copy, passage: Passage, match: re.Match[str]) -> bool:
    """Whether a name is the author's own word of English; in notes november may be a foreign newspaper's."""
    start = match.start()
    english = (passage.language(start) or copy.language) == "en" and not (passage.note and match["abroad"])
    return english and not (passage.in_title(start) or passage.kept(start) or copy.others_words(passage.at(start)))


def _words(copy: Copy) -> frozenset[str]:
    """The words that the text has in small letters, or with one capital at their beginning."""
    return frozenset(word.lower() for passage in copy.passages for word in WORD.findall(passage.text))


def _meant(match: re.Match[str], words: frozenset[str]) -> str:
    """What a word or number was meant to be; empty where nobody can tell."""
    word = match[0]
    if match["figures"]:
        end = word[-2:] if word[-1].islower() and word[-2:] in {"st", "nd", "rd", "th"} else ""
        return word.removesuffix(end).translate(AS_FIGURES) + end
    if match["shift"]:
        meant = word.lower()
        own = meant in words and len(word) > NAMES and word[1:].lower() not in words  # CPython is a Python
        return word[0] + meant[1:] if own or meant in BEGIN | FUNCTION else ""
    return next((new for sign in "li" if (new := word.replace("I", sign)) in words), "")
