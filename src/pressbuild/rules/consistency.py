"""One thing written in two ways: `Copy` in, findings on the rarer way out. Pure.

Words of others are left out: quotations, titles, what is set apart. Names and words are compared with themselves alone,
so that JS Mill is no witness against J. Bentham; of dates, centuries and percentages the rarer form is named only where
the other is at least three times as frequent.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.rules.copy import Copy, Passage

MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
ORDINAL = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twenty-first"
    "|(?:eleven|twelf|(?:thir|four|fif|six|seven|eigh|nine)teen|twentie)th)"
)
FORMS: dict[str, dict[str, re.Pattern[str]]] = {
    "dates-mixed": {
        "16 March 2001": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}\b"),
        "March 16 2001": re.compile(rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"),
    },
    "centuries-mixed": {
        "19th century": re.compile(r"\b\d{1,2}(?:st|nd|rd|th)[ \u00a0-]centur(?:y|ies)\b"),
        "nineteenth century": re.compile(rf"\b{ORDINAL}[ -]centur(?:y|ies)\b", re.IGNORECASE),
    },
    "percent-mixed": {
        "5%": re.compile(r"\d[\d.,]*[ \u00a0\u202f]?%"),
        "5 per cent": re.compile(r"\d[\d.,]*[ \u00a0\n]per cent\b"),
        "5 percent": re.compile(r"\d[\d.,]*[ \u00a0\n]percent\b"),
    },
    "pages-mixed": {
        "p. 5": re.compile(r"\bpp?\.[ \u00a0]?\d[\d–-]*"),
        "p 5": re.compile(r"\bpp?[ \u00a0]\d[\d–-]*"),
        "p5": re.compile(r"\bpp?\d[\d–-]*"),
    },
}
# What every form of a code has, by which a passage without any is passed over quickly.
SIGNS: dict[str, re.Pattern[str]] = {
    "dates-mixed": re.compile(r"\d"),
    "centuries-mixed": re.compile("entur", re.IGNORECASE),
    "percent-mixed": re.compile("%|cent"),
    "pages-mixed": re.compile(r"p\.?[ \u00a0]?\d"),
}
RARE = 3  # times that the usual form is as frequent as the other
INITIALS = re.compile(r"(?<![\w.])((?:[A-Z]\.?[ \u00a0]?){1,3}(?<=[ \u00a0]))([A-Z][a-z]+(?:[-’][A-Z]?[a-z]+)*)\b")
SPELLING = re.compile(r"\b([A-Za-z]{3,}?)(is|iz)(e|ed|es|ing|ation|ations|er|ers)\b")
HYPHEN = re.compile(r"(?<![\w’/.-])([a-z]{2,})-([a-z]{2,})(?![\w’/-])")
APART = frozenset({"an", "re", "un"})  # re-form is not reform, and an-archy shows what the word is made of


class Found(NamedTuple):
    """One use of a form."""

    form: str
    text: str
    place: Place | None


def _own(copy: Copy) -> Iterator[Passage]:
    return (passage for passage in copy.passages if not passage.apart and passage.kind != "verse")


def _mixed(code: str) -> Callable[[Copy], Iterator[Diagnostic]]:
    """The rule of a code of `FORMS`."""

    def rule(copy: Copy) -> Iterator[Diagnostic]:
        if copy.language != "en":
            return
        uses = [
            Found(form, match[0], passage.at(match.start()))
            for passage in _own(copy)
            if SIGNS[code].search(passage.text)
            for form, pattern in FORMS[code].items()
            for match in pattern.finditer(passage.text)
            if not passage.in_title(match.start())
        ]
        own = [use for use in uses if not copy.others_words(use.place)]
        usual, often = Counter(use.form for use in own).most_common(1)[0] if own else ("", 0)
        for form, times in Counter(use.form for use in own).items():
            if form != usual and times * RARE <= often:
                for use in own:
                    if use.form == form:
                        message = f"“{use.text}” is written like “{form}”, {often} others like “{usual}”"
                        yield found(code, message, use.place, "write them alike")

    return rule


dates_mixed = _mixed("dates-mixed")
centuries_mixed = _mixed("centuries-mixed")
percent_mixed = _mixed("percent-mixed")
pages_mixed = _mixed("pages-mixed")


def _twofold(copy: Copy, code: str, uses: dict[str, list[Found]]) -> Iterator[Diagnostic]:
    """The rarer forms of each thing that has two; of two equally frequent ones the later."""
    for each in uses.values():
        own = [use for use in each if not copy.others_words(use.place)] if len({u.form for u in each}) > 1 else []
        usual = Counter(use.form for use in own).most_common(1)[0][0] if own else ""
        for use in own:
            if use.form != usual:
                message = f"“{use.text}” is “{usual}” elsewhere"
                yield found(code, message, use.place, "write it alike everywhere")


def initials_mixed(copy: Copy) -> Iterator[Diagnostic]:
    """One person's initials in two ways."""
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in _own(copy):
        for match in INITIALS.finditer(passage.text):
            if passage.in_title(match.start()):
                continue
            letters = re.sub(r"[^A-Z]", "", match[1])
            form = match[0].replace("\u00a0", " ")
            uses[f"{letters} {match[2]}"].append(Found(form, form, passage.at(match.start())))
    return _twofold(copy, "initials-mixed", uses)


def spelling_mixed(copy: Copy) -> Iterator[Diagnostic]:
    """One word with -ise and -ize."""
    if copy.language != "en":
        return
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in _own(copy):
        for match in SPELLING.finditer(passage.text):
            if passage.in_title(match.start()):
                continue
            stem = match[1].lower()
            uses[stem].append(Found(f"{stem}{match[2]}e", match[0], passage.at(match.start())))
    yield from _twofold(copy, "spelling-mixed", uses)


def hyphens_mixed(copy: Copy) -> Iterator[Diagnostic]:
    """One word with a hyphen and without."""
    if copy.language != "en":
        return
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in _own(copy):
        for match in HYPHEN.finditer(passage.text):
            if match[1] not in APART and not passage.in_title(match.start()):
                uses[match[1] + match[2]].append(Found(match[0], match[0], passage.at(match.start())))
    if not uses:
        return
    for passage in _own(copy):
        for match in re.finditer(r"(?<![\w’/.-])[a-z]{4,}(?![\w’/-])", passage.text):
            if match[0] in uses and not passage.in_title(match.start()):
                uses[match[0]].append(Found(match[0], match[0], passage.at(match.start())))
    yield from _twofold(copy, "hyphens-mixed", uses)
