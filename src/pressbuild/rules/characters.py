"""Characters that are not what they look like: `Copy` in, findings with their fixes out. Pure.

Source of the look-alikes: Unicode Technical Standard 39, the letters of Greek and Cyrillic whose usual shapes are those
of Latin ones.
"""

import re
import unicodedata
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Fix, found
from pressbuild.directions import runs_left
from pressbuild.document import Quote
from pressbuild.patterns import lazily
from pressbuild.quotation.marks import OPENED_LOW, find_marks, is_turned
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.misreadings import misread
from pressbuild.rules.othermarks import of_another_system
from pressbuild.tree import everything, plain, walk

LOOK_ALIKES = dict(
    zip(
        "аеорсухіјѕԁһӏАВЕКМНОРСТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧον",
        "aeopcyxijsdhlABEKMHOPCTXIJSYABEZHIKMNOPTYXov",
        strict=True,
    )
)
STRANGE = lazily("[\u0370-\u03ff\u0400-\u052f]")
WORD = lazily(r"[^\W\d_]+")
APOSTROPHES = "´`\u02b9\u2032\u02bc\u2018"
STRAY = lazily(
    "[\u00ad\u200b\u2060\ufeff\ufffd\ufb00-\ufb06\ue000-\uf8ff\u202a-\u202e\u2066-\u2069]"
    f"|(?<=[^\\W\\d_])[{APOSTROPHES}](?=(?:s|t|d|m|ll|re|ve)\\b)"
)
# Where a program knew no curly apostrophe it has left a question mark: don?t, l?une, dell?Europa.
LOST = lazily(
    r"(?<=[^\W\d_])\?(?=(?:s|t|d|m|ll|re|ve)\b)|(?<=\b[cdjlmnstCDJLMNST])\?(?=[^\W\d_]{2})"
    r"|(?:(?<=\b[DdNn]ell)|(?<=\b[Dd]all)|(?<=\b[Ss]ull)|(?<=\b[Qq]uell)|(?<=\b[Tt]utt))\?(?=[^\W\d_])|(?:(?<=\b[Aa]ll)|(?<=\b[Qq]u))\?(?=[^\W\d_])"
)
# A first byte of UTF-8 as Windows-1252 shows it, and what stands there for 80 to BF; DÉJÀ» is a word in capitals.
UNDECODED = lazily(
    "(?<![A-ZÀ-ÖØ-Þ])(?:[Â-ß][\u00a0-¿ŒœŠšŸŽžƒˆ˜–-›€™]|[à-ï][\u00a0-¿ŒœŠšŸŽžƒˆ˜–-›€™]{2}|ð[\u00a0-¿ŒœŠšŸŽžƒˆ˜–-›€™]{3})+"
)
NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a space of no width",
    "\u2060": "a word joiner",
    "\ufeff": "a byte-order mark",
    "\ufffd": "the sign of a character that was lost",
}
CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"})
OTHER_MARKS = frozenset("cs da de fi fr hu nb nn no pl ro ru sk sl sv uk".split())  # languages
CURLY, STRAIGHT = lazily("[‘’“”]"), lazily("['\"]")
MEASURE = lazily(r"\d'(?!\w)")  # feet, or what somebody calls so
FIGURES = lazily(r"\A\d.*\d\Z", re.DOTALL)


def character_confusable(copy: Copy) -> Iterator[Diagnostic]:
    """A word with a letter of another alphabet that looks like one of its own, or with a letter that was misread."""
    for passage, start, word, new in _mixed(copy):
        if new and len(word) > len("νm"):  # a formula
            place = passage.at(start)
            wrong = next(c for c, right in zip(word, new, strict=True) if c != right)
            message = f"the “{wrong}” in “{word}” is {_name(wrong)}, though it looks like one of the others"
            sure = bool(STRANGE.search(new)) == (2 * sum(map(_latin, word)) < len(word))  # as most letters are
            fixes = copy.fix(place, word, new) if sure else ()
            yield found("character-confusable", message, place, f"write “{new}”", fixes)
    yield from misread(copy)


def script_mixed(copy: Copy) -> Iterator[Diagnostic]:
    """A word with letters of two alphabets that no likeness explains."""
    for passage, start, word, new in _mixed(copy):
        if not new and len(word) > len("Δλr"):  # a formula has a few letters of either
            hint = "write it in one alphabet, or allow it with a reason"
            yield found("script-mixed", f"“{word}” has letters of two alphabets", passage.at(start), hint)


def _mixed(copy: Copy) -> Iterator[tuple[Passage, int, str, str]]:
    """Words of Latin and other letters; each with what it was meant to be, empty where that is not known."""
    for passage in copy.passages:
        if not STRANGE.search(passage.text):
            continue
        for match in WORD.finditer(passage.text):
            if STRANGE.search(match[0]) and any(map(_latin, match[0])):
                yield passage, match.start(), match[0], _meant(match[0], copy.language)


def _latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _meant(word: str, language: str) -> str:
    """A word in one alphabet, that of the text's language where each letter has a likeness there, else the other; empty
    where neither has."""
    ways = (_cyrillic, _in_latin) if language in CYRILLIC else (_in_latin, _cyrillic)
    return next(filter(None, (way(word) for way in ways)), "")


def _in_latin(word: str) -> str:
    new = "".join(LOOK_ALIKES.get(c, c) for c in word)
    return "" if STRANGE.search(new) else new


def _cyrillic(word: str) -> str:
    cyrillic = {right: c for c, right in LOOK_ALIKES.items() if c >= "\u0400"}
    new = "".join(cyrillic.get(c, c) for c in word)
    return new if not any(map(_latin, new)) and not re.search("[\u0370-\u03ff]", word) else ""


def _name(letter: str) -> str:
    script, _, rest = unicodedata.name(letter, "a letter of its own").partition(" ")
    return f"{script.capitalize()} {rest.lower()}"


def character_stray(copy: Copy) -> Iterator[Diagnostic]:
    """A character that a copied text has brought along and that no reader sees as what it is."""
    for passage in copy.passages:
        for match in STRAY.finditer(passage.text):
            sign = match[0]
            if unicodedata.bidirectional(sign) in _BIDIRECTIONAL and runs_left(passage.text):
                continue
            place = passage.at(match.start())
            if not copy.holds(place, sign):
                continue  # an entity, or the sign that reading has set for one
            new = "’" if sign in APOSTROPHES else _plain(sign)
            fixes = copy.fix(place, sign, new) if new is not None else ()
            message = f"{_called(sign)} stands here"
            hint = "delete it" if new == "" else f"write “{new}”" if new else "write what belongs here"
            yield found("character-stray", message, place, hint, fixes)
        yield from _undecoded(passage)
        for match in LOST.finditer(passage.text) if "?" in passage.text else ():
            place = passage.at(match.start())
            yield found("character-stray", "“?” stands in a word in the place of an apostrophe", place, "write “’”")
    yield from _turned(copy)


def _undecoded(passage: Passage) -> Iterator[Diagnostic]:
    """Letters that were UTF-8 and were read as Windows-1252: ferryâ€™s, cafÃ©."""
    for match in UNDECODED.finditer(passage.text):
        if new := _decoded(match[0]):
            place = passage.at(match.start())
            message = f"“{match[0]}” was “{new}” before a program took it for another encoding"
            yield found("character-stray", message, place, f"write “{new}”, or import the text anew")


def _decoded(run: str) -> str:
    """What letters are when their bytes in Windows-1252 are read as UTF-8; empty where they are none."""
    try:
        return run.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _turned(copy: Copy) -> Iterator[Diagnostic]:
    """Opening marks that a program has made of apostrophes; those that open a quotation are left alone."""
    opening = {node.place for node in walk(everything(copy.marked)) if isinstance(node, Quote)}
    for passage in copy.passages:
        for offset in (match.start() for match in re.finditer("‘", passage.text)):
            place, language = passage.at(offset), passage.language(offset) or copy.language
            if (
                place not in opening
                and is_turned(passage.text, offset, language)
                and (fixes := copy.fix(place, "‘", "’"))
            ):
                message = "an opening mark stands in the place of an apostrophe"
                yield found("character-stray", message, place, "write “’”", fixes)


_BIDIRECTIONAL = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _plain(sign: str) -> str | None:
    """What a stray character should be; None where nobody can tell."""
    if sign == "\ufffd" or unicodedata.category(sign) == "Co":
        return None
    return "" if unicodedata.category(sign) == "Cf" else unicodedata.normalize("NFKC", sign)


def _called(sign: str) -> str:
    if sign in NAMES:
        return NAMES[sign]
    if unicodedata.category(sign) == "Co":
        return "a character that one font alone can show"
    name = unicodedata.name(sign, "").lower()
    return f"“{sign}” ({name})" if sign.isprintable() else f"an unseen sign for the direction of writing ({name})"


def marks_mixed(copy: Copy) -> Iterator[Diagnostic]:
    """Straight marks in a text that has curly ones, ” among “ that close German quotations, and marks of another system
    than the text's own. The editions curl them all."""
    yield from _closed_high(copy)
    yield from of_another_system(copy)
    straight = straight_marks(copy)
    curly = sum(len(CURLY.findall(passage.text)) for passage in copy.passages)
    if not straight or not curly:
        return
    fixes = [*_paired(copy)]
    paired = {fix.place for fix in fixes}
    for passage, offset, glyph, reading in straight:
        single = reading == "apostrophe" and glyph == "'" and passage.at(offset) not in paired
        if single and not MEASURE.search(passage.text, offset - 1, offset + 2):
            fixes += copy.fix(passage.at(offset), "'", "’")
    passage, offset, *_ = straight[0]
    count = "a straight mark stands" if len(straight) == 1 else f"{len(straight)} straight marks stand"
    message = f"{count} beside {curly} curly; the editions curl them all"
    hint = "`pressbuild check --fix` curls those that are certain" if fixes else "type them all in one way"
    yield found("marks-mixed", message, passage.at(offset), hint, tuple(dict.fromkeys(fixes)))


def _closed_high(copy: Copy) -> Iterator[Diagnostic]:
    """Quotations „so”, as keyboards of other languages close them, among others „so“."""
    if copy.language not in OPENED_LOW:
        return
    quotes = [node for node in walk(everything(copy.marked)) if isinstance(node, Quote) and node.role != "keep"]
    low = sum(node.written == ("„", "“") for node in quotes)
    ends = [node.end for node in quotes if node.written == ("„", "”")]
    if ends and low:
        fixes = tuple(fix for end in ends for fix in copy.fix(end, "”", "“"))
        many = "one quotation closes" if len(ends) == 1 else f"{len(ends)} quotations close"
        message = f"{many} with ”, and {low} with “"
        yield found("marks-mixed", message, ends[0], "what „ opens “ closes; `pressbuild check --fix` writes it", fixes)


def straight_marks(copy: Copy) -> list[tuple[Passage, int, str, str]]:
    """The straight marks of a copy that are none of feet and minutes: passage, offset, glyph, what it is by itself."""
    return [
        (passage, mark.offset, mark.glyph, mark.alone())
        for passage in copy.passages
        if STRAIGHT.search(passage.text)
        for mark in find_marks(passage.text, passage.language(0) or copy.language)
        if mark.glyph in "'\"" and mark.alone() != "prime" and not passage.kept(mark.offset)
    ]


def _paired(copy: Copy) -> Iterator[Fix]:
    """The straight marks round the quotations that were recognised, where the text's language has English or German
    ones, and its author no »others«."""
    curls = {"'": "‘’", '"': "“”"} if copy.language not in OTHER_MARKS else {}
    if copy.language in OPENED_LOW and not any("»" in passage.text or "«" in passage.text for passage in copy.passages):
        curls = {"'": "‚‘", '"': "„“"}
    for node in walk(everything(copy.marked)):
        if isinstance(node, Quote) and node.role != "keep" and node.written[0] == node.written[1] in curls:
            if FIGURES.search(plain(node.children)):
                continue  # '46 to a height of 5': a year and feet as likely as a quotation
            for place, new in zip((node.place, node.end), curls[node.written[0]], strict=True):
                yield from copy.fix(place, node.written[0], new)
