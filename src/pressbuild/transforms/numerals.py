"""Figures as a house writes them: a text and `[numerals]` in, the changes in it out. Pure.

Page ranges after New Hart's Rules (4.2.1: as few figures as can be said, the teens whole) and the Chicago Manual of
Style (9.61); centuries, decades and thousands only where their form leaves no doubt.
"""

from collections.abc import Iterator

from pressbuild.house.schema import Numerals
from pressbuild.patterns import lazily
from pressbuild.transforms.edits import Edit, opens_sentence

_RANGE = r"\d{1,5}(?:[-–]\d{1,5})?(?![\w–-]|[.:]\d)"
PAGES = lazily(rf"(?<![\w.])(?P<word>pp?|pages?)(?P<gap>\.?[ \n\u00a0]?)(?P<list>{_RANGE}(?:, {_RANGE})*)")
RANGE = lazily(r"(\d+)([-–])(\d+)")
ORDINALS = dict(
    enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second".split(),
        start=1,
    )
)
NUMBERS = {word: number for number, word in ORDINALS.items()}
_CENTURY = r"(?=(?:-century\b| centur(?:y|ies)\b|[ -](?:and|or|to)[ -][\w-]+[ -]centur(?:y|ies)\b))"
CENTURY_IN_FIGURES = lazily(rf"(?<![\w.])(\d\d?)(?:st|nd|rd|th){_CENTURY}")
CENTURY_IN_WORDS = lazily(rf"\b({'|'.join(sorted(NUMBERS, key=len, reverse=True))}){_CENTURY}")
DECADE = lazily(r"(?<=\b[Tt]he )(?:(?:early|late|mid)[ -])?(1\d\d0)[’'](?=s\b(?! [A-Z]))")
GROUPED = lazily(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w/-]|[.,]\d)")
PLAIN = lazily(r"(?<![\w.,/+#-])(?<!No )(?<!No. )[1-9]\d{4,8}(?![\w/–-]|[.,:]\d)")


def numerals(text: str, rules: Numerals, lang: str) -> Iterator[Edit]:
    """The changes that a house's numerals make in a text; words only in English."""
    if rules.page_range or rules.page_prefix:
        yield from _pages(text, rules)
    if lang.partition("-")[0] != "en":
        return
    if rules.century == "words":
        yield from _centuries_in_words(text)
    elif rules.century == "20th":
        for match in CENTURY_IN_WORDS.finditer(text):
            yield Edit(match.start(1), match.end(1), _ordinal(NUMBERS[match[1]]))
    if rules.decade:
        for match in DECADE.finditer(text):
            yield Edit(match.end(1), match.end(), "")
    if rules.thousands is not None:
        yield from _thousands(text, rules.thousands)


# --- pages ---------------------------------------------------------------------------------------------------------


def _pages(text: str, rules: Numerals) -> Iterator[Edit]:
    for match in PAGES.finditer(text):
        several = "-" in match["list"] or "–" in match["list"] or match["word"] == "pp"
        if rules.page_prefix and match["word"] in ("p", "pp"):
            prefix = rules.page_prefix if several else rules.page_prefix.replace("pp", "p", 1)
            yield Edit(match.start(), match.start("list"), prefix)
        if rules.page_range:
            for pair in RANGE.finditer(text, match.start("list"), match.end("list")):
                yield Edit(pair.start(3), pair.end(3), last_page(pair[1], pair[3], rules.page_range))


def last_page(first: str, last: str, style: str) -> str:
    """The figures of a range's last page: `full`, `elide` (Hart) or `chicago`. A range that runs backwards, such as a
    number of a law, is left alone."""
    whole = first[: max(len(first) - len(last), 0)] + last
    if len(whole) == len(first) and int(whole) <= int(first):
        return last
    if style == "full" or len(whole) != len(first):
        return whole
    same = next(place for place in range(len(first)) if first[place] != whole[place])
    return _elided(whole, same) if style == "elide" else _chicago(int(first), whole, same)


def _elided(whole: str, same: int) -> str:
    teens = len(whole) > 1 and whole[-2] == "1" and same == len(whole) - 1
    return whole[-2:] if teens else whole[same:]


def _chicago(first: int, whole: str, same: int) -> str:
    if first < 100 or first % 100 == 0:
        return whole
    return whole[same:] if first % 100 < 10 else whole[min(same, len(whole) - 2) :]


# --- centuries, thousands ------------------------------------------------------------------------------------------


def _centuries_in_words(text: str) -> Iterator[Edit]:
    for match in CENTURY_IN_FIGURES.finditer(text):
        word = ORDINALS.get(int(match[1]))
        if word is not None:
            yield Edit(match.start(), match.end(), word.capitalize() if opens_sentence(text, match.start()) else word)


def _ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _thousands(text: str, between: str) -> Iterator[Edit]:
    """Numbers of five figures and more grouped, and all grouped ones with the house's sign: years and pages have four
    and none."""
    for match in (*GROUPED.finditer(text), *PLAIN.finditer(text)):
        yield Edit(match.start(), match.end(), f"{int(match[0].replace(',', '')):,}".replace(",", between))
