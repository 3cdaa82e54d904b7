"""One thing written in two ways: what one hand wrote in, findings on the rarer way out. Pure.

Words of others are left out: quotations, titles, what is set apart. A name or word is compared with itself; dates,
centuries, percentages, pages, thousands and what names and words have in common over the whole text. A few uses of a
form are named one by one where another is at least three times as frequent; many, or a mixture without a usual form,
are said once, with the first place of each. Of several chapters only what differs between them is said, once.
What the house writes out in one way is not spoken of.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.cues import FUNCTION
from pressbuild.rules.copy import MANNER
from pressbuild.rules.forms import FORMS, IN_A_SENTENCE_ALONE, PER_CENT, SIGNS, THINGS
from pressbuild.rules.hands import Hand
from pressbuild.rules.prosewords import NO_NAME_BEFORE, NO_NAME_BEHIND
from pressbuild.rules.spellings import spellings

# What a house writes out in one way, whatever the author wrote.
SETTLED: dict[str, Callable[[House], object]] = {
    "dates-mixed": lambda house: house.dates.order,
    "centuries-mixed": lambda house: house.numerals.century,
    "pages-mixed": lambda house: house.numerals.page_prefix,
    "initials-mixed": lambda house: house.abbr.initials,
    "thousands-mixed": lambda house: house.numerals.thousands is not None,
    "signs of percentages": lambda house: house.spaces.unit == "",
    "abbreviations of English": lambda house: house.abbr.eg is not None,
    "dashes-mixed": lambda house: house.dash.convert,
}
# The languages of a kind, where it is none of English alone; empty, all.
IN_LANGUAGE = {
    "signs of percentages": "",
    "ß and ss": "de",
    "thousands abroad": "da de es it nb nl pt sv",
    "abbreviations of German": "de",
    **{f"percentages in {language}": language for language in PER_CENT},
}
RARE = 3  # times that the usual form is as frequent as the other
INITIALS = lazily(r"(?<![\w.])((?:[A-Z]\.?[ \u00a0]?){1,3}(?<=[ \u00a0.]))([A-Z][a-z]+(?:[-’][A-Z]?[a-z]+)*)\b")
# Between two words; a name that is cut short (D—n) has a letter alone before it.
DASH = lazily(r"(?:[ \u00a0\u2009\u202f][–—][ \u00a0\u2009\u202f]|—)(?=(?P<right>[“‘«„(]?[^\W\d_]+))")
BEFORE_DASH = lazily(r"[^\W\d_]{2,}[,;:)\]’”»]?$")
BLANKS = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
LABEL = 3  # spaces before a dash that may stand behind a label: Small beer – a drink
SPELLING = lazily(r"\b([A-Za-z]{3,}?)(is|iz)(e|ed|es|ing|ation|ations|er|ers)\b")
SMALL_WORD = lazily(r"[a-z]{4,}")
HYPHEN = lazily(rf"{NO_NAME_BEFORE}([a-z]{{2,}}|e)-([a-z]{{2,}}){NO_NAME_BEHIND}")
UNHYPHENED = lazily(rf"{NO_NAME_BEFORE}[a-z]{{4,}}{NO_NAME_BEHIND}")
SUSPENDED = lazily(r"\w[-‐] (?:and|or|to|nor) $")
HYPHEN_MEANT = frozenset({"an", "re", "un"})  # re-form is not reform, and an-archy shows what the word is made of


class Found(NamedTuple):
    """One use of a form."""

    form: str
    text: str
    place: Place | None


def _mixed(code: str, *kinds: str) -> Callable[[Hand], Iterator[Diagnostic]]:
    """The rule of a code, by the forms of each kind of thing that it is about."""

    def rule(hand: Hand) -> Iterator[Diagnostic]:
        if not _is_settled(code, hand.house):
            for kind in filter(partial(_is_asked, hand), kinds or (code,)):
                uses = _uses(hand, kind)
                yield from _between(code, kind, uses) if hand.several else _weighed(code, kind, uses)

    return rule


def _is_asked(hand: Hand, kind: str) -> bool:
    languages = IN_LANGUAGE.get(kind, "en").split()
    return (not languages or hand.language in languages) and not _is_settled(kind, hand.house)


def _is_settled(code: str, house: House) -> bool:
    return code in SETTLED and bool(SETTLED[code](house))


def _uses(hand: Hand, kind: str) -> list[Found]:
    """The author's own uses of the forms of a kind."""
    uses = [
        Found(form, match[0], passage.at(match.start()))
        for passage in hand.prose
        if SIGNS[kind].search(passage.text) and not (kind in IN_A_SENTENCE_ALONE and passage.kind == "cell")
        for form, pattern in FORMS[kind].items()
        for match in pattern.finditer(passage.text)
        if not passage.in_title(match.start()) and match[0].rpartition(" ")[2].lower() not in FUNCTION
    ]
    return [use for use in uses if not hand.others_words(use.place)]


def _weighed(code: str, kind: str, uses: list[Found]) -> Iterator[Diagnostic]:
    """Each use of a rare form, or the first of many; and, once, that forms are mixed of which none is rare."""
    counts, firsts = Counter(use.form for use in uses), _firsts(uses)
    often = max(counts.values(), default=0)
    usual = [form for form, times in counts.items() if times * RARE > often]
    if len(usual) > 1:
        yield _mixture(code, kind, counts, {form: first for form, first in firsts.items() if form in usual})
        return
    others = [use for use in uses if use.form not in usual]
    for use in others if len(others) <= MANNER else [firsts[form] for form in counts if form not in usual]:
        yield _rare(code, kind, use, (counts[use.form], firsts[use.form]), (often, firsts[usual[0]]))


def _rare(code: str, kind: str, use: Found, own: tuple[int, Found], usual: tuple[int, Found]) -> Diagnostic:
    """What is said of a use of a rare form: how often it stands and where first, and the same of the usual one."""
    times, first = own
    if times == 1:
        so = "alone is"
    elif use == first:
        so = f"and {times - 1} more are"
    else:
        so = f"is one of {times} (first in {_line(first, use)}) that are"
    like = f"{usual[0]} {THINGS[kind]} are like “{usual[1].text}” (first in {_line(usual[1], use)})"
    return found(code, f"“{use.text}” {so} written so; {like}", use.place, "write them alike")


def _between(code: str, kind: str, uses: list[Found]) -> Iterator[Diagnostic]:
    """Once, that chapters differ in the form that each of them uses most, at the first use of the rarest."""
    counts, usual = Counter(use.form for use in uses), _usual_of_files(uses)
    firsts = {form: first for form, first in _firsts(uses).items() if form in usual}
    if len(usual) > 1:
        yield _mixture(code, kind, counts, firsts, firsts[min(reversed(firsts), key=counts.__getitem__)])


def _usual_of_files(uses: Iterable[Found]) -> frozenset[str]:
    """The forms that are the most frequent of some file; of two the one that it has first."""
    files: dict[str, Counter[str]] = defaultdict(Counter)
    for use in uses:
        if use.place:
            files[use.place.file][use.form] += 1
    return frozenset(counts.most_common(1)[0][0] for counts in files.values())


def _mixture(
    code: str, kind: str, counts: Mapping[str, int], firsts: Mapping[str, Found], named: Found | None = None
) -> Diagnostic:
    """What is said of forms that are used alike often: how often each, and where first; at the use that is named, else
    at the first of the second form."""
    named = named or [*firsts.values()][1]
    ways = [f"{counts[form]} like “{use.text}” (first in {_line(use, named)})" for form, use in firsts.items()]
    message = f"{THINGS[kind]} are written in {len(ways)} ways: {', '.join(ways[:-1])} and {ways[-1]}"
    return found(code, message, named.place, "choose one")


def _firsts(uses: Iterable[Found]) -> dict[str, Found]:
    """The first use of each form, in the order of the text."""
    placed = [(use, use.place or Place("", 0, 0)) for use in uses]
    files = {file: number for number, file in enumerate(dict.fromkeys(place.file for _, place in placed))}
    firsts: dict[str, Found] = {}
    for use, _ in sorted(placed, key=lambda each: (files[each[1].file], each[1])):
        firsts.setdefault(use.form, use)
    return firsts


def _line(use: Found, named: Found) -> str:
    """Where a use stands, seen from the one that is named: in another chapter the file is said too."""
    if use.place is None:
        return "line 0"
    other = named.place is not None and named.place.file != use.place.file
    return f"line {use.place.line}" + (f" of {use.place.file.rpartition('/')[2]}" if other else "")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


dates_mixed = _mixed("dates-mixed")
centuries_mixed = _mixed("centuries-mixed")
percent_mixed = _mixed(
    "percent-mixed", "percent-mixed", "signs of percentages", *(f"percentages in {each}" for each in PER_CENT)
)
abbreviations_mixed = _mixed("abbreviations-mixed", "abbreviations of English", "abbreviations of German")
pages_mixed = _mixed("pages-mixed")
thousands_mixed = _mixed("thousands-mixed", "thousands", "ten thousands", "thousands abroad")


def dashes_mixed(hand: Hand) -> Iterator[Diagnostic]:
    """Dashes between the words of sentences, open in one place and closed in another: one finding with how often each
    stands and where first."""
    code = "dashes-mixed"
    uses = [] if _is_settled(code, hand.house) else [*_dashes(hand)]
    counts, firsts = Counter(use.form for use in uses), _firsts(uses)
    if hand.several:
        yield from _between(code, code, uses)
    elif len(counts) > 1:
        yield _mixture(code, code, counts, firsts, firsts[min(reversed(firsts), key=counts.__getitem__)])


def _dashes(hand: Hand) -> Iterator[Found]:
    """The author's dashes within sentences of the text. One near a paragraph's beginning, or behind bold letters or
    italics, may stand behind a label, one between two names may lead from one to the other (London—Hull), and notes and
    headings have dashes between other things."""
    for passage in hand.prose:
        if passage.note or passage.kind != "paragraph" or not SIGNS["dashes-mixed"].search(passage.text):
            continue
        for match in DASH.finditer(passage.text):
            start, left = match.start(), BEFORE_DASH.search(passage.before(match.start(), 24))
            labelled = passage.text.count(" ", 0, start) < LABEL or passage.in_title(start - 1)
            if left is None or labelled or passage.in_title(start):
                continue
            route = match[0] == "—" and left[0][0].isupper() and match["right"][0].isupper()
            place = passage.at(start)
            if not route and not hand.others_words(place):
                form = match[0].translate(BLANKS)
                yield Found(form, f"{left[0]}{form}{match['right']}", place)


def _twofold(hand: Hand, code: str, uses: dict[str, list[Found]]) -> Iterator[Diagnostic]:
    """The rarer forms of each thing that has two; of two equally frequent ones the later. Where both are frequent it is
    said once, with the first place of each."""
    for each in uses.values():
        own = [use for use in each if not hand.others_words(use.place)] if len({u.form for u in each}) > 1 else []
        counts, firsts = Counter(use.form for use in own).most_common(), _firsts(own)
        if len(counts) < 2 or (hand.several and len(_usual_of_files(own)) < 2):
            continue
        (usual, often), (other, times), *_ = counts
        if hand.several or times >= RARE > often / times:
            line = _line(firsts[usual], firsts[other])
            message = f"“{usual}” stands {_times(often)}, first in {line}, and “{other}” {_times(times)}"
            yield found(code, message, firsts[other].place, "write it alike everywhere")
            continue
        rare = {form: count for form, count in counts if form != usual}
        others = [use for use in own if use.form in rare]
        for use in others if len(others) <= MANNER else [firsts[form] for form in rare]:
            so = rare[use.form]
            again = f"; so {_times(so)}, first in {_line(firsts[use.form], use)}" if so > 1 else ""
            first = _line(firsts[usual], use)
            message = f"“{use.text}” is “{usual}” {_times(often)} elsewhere, first in {first}{again}"
            yield found(code, message, use.place, "write it alike everywhere")


def _each_or_all(hand: Hand, code: str, uses: dict[str, list[Found]]) -> Iterator[Diagnostic]:
    """The things that have two forms, or else that all together have; between chapters the other way about."""
    each, together = partial(_twofold, hand, code, uses), partial(_mixed(code), hand)
    first, second = (together, each) if hand.several else (each, together)
    yield from [*first()] or second()


def initials_mixed(hand: Hand) -> Iterator[Diagnostic]:
    """One person's initials in two ways."""
    if _is_settled("initials-mixed", hand.house):
        return
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in hand.prose:
        for match in INITIALS.finditer(passage.text):
            if passage.in_title(match.start()):
                continue
            letters = re.sub(r"[^A-Z]", "", match[1])
            form = match[0].replace("\u00a0", " ")
            uses[f"{letters} {match[2]}"].append(Found(form, form, passage.at(match.start())))
    yield from _each_or_all(hand, "initials-mixed", uses)


def spelling_mixed(hand: Hand) -> Iterator[Diagnostic]:
    """One word with -ise and -ize, or as Britain and as America write it; German as before 1996 and since."""
    if hand.language == "en":
        yield from _ise_or_ize(hand)
        yield from _twofold(hand, "spelling-mixed", _spelt_in_two_ways(hand))
    yield from _mixed("spelling-mixed", "ß and ss")(hand)


def _spelt_in_two_ways(hand: Hand) -> dict[str, list[Found]]:
    """The author's own uses of words that stand in both their spellings. With a capital they may be names."""
    own = hand.prose
    words = {word for passage in own for word in SMALL_WORD.findall(passage.text)} & spellings().keys()
    forms: dict[str, set[str]] = defaultdict(set)
    for word in words:
        key, form = spellings()[word]
        forms[key].add(form)
    mixed = [word for word in words if len(forms[spellings()[word][0]]) > 1]
    uses: dict[str, list[Found]] = defaultdict(list)
    if mixed:
        pattern = re.compile(rf"{NO_NAME_BEFORE}(?:{'|'.join(map(re.escape, mixed))})(?![\w/]|-\w)")
        for passage in own:
            for match in pattern.finditer(passage.text):
                if not passage.in_title(match.start()):
                    key, form = spellings()[match[0]]
                    uses[key].append(Found(form, match[0], passage.at(match.start())))
    return uses


def _ise_or_ize(hand: Hand) -> Iterator[Diagnostic]:
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in hand.prose:
        for match in SPELLING.finditer(passage.text):
            named = match[0][0].isupper() and re.search(r"\w $", passage.before(match.start()))
            if named or passage.in_title(match.start()):
                continue
            stem = match[1].lower()
            uses[stem].append(Found(f"{stem}{match[2]}e", match[0], passage.at(match.start())))
    yield from _each_or_all(hand, "spelling-mixed", uses)


def hyphens_mixed(hand: Hand) -> Iterator[Diagnostic]:
    """One word with a hyphen and without."""
    if hand.language != "en":
        return
    uses: dict[str, list[Found]] = defaultdict(list)
    for passage in hand.prose:
        for match in HYPHEN.finditer(passage.text):
            suspended = SUSPENDED.search(passage.before(match.start()))  # pre- and post-processing
            if match[1] not in HYPHEN_MEANT and not suspended and not passage.in_title(match.start()):
                uses[match[1] + match[2]].append(Found(match[0], match[0], passage.at(match.start())))
    if not uses:
        return
    for passage in hand.prose:
        for match in UNHYPHENED.finditer(passage.text):
            if match[0] in uses and not passage.in_title(match.start()):
                uses[match[0]].append(Found(match[0], match[0], passage.at(match.start())))
    yield from _twofold(hand, "hyphens-mixed", uses)
