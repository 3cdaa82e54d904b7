"""What an author writes where something is still to come: `Copy` in, findings out. Pure.

Each shape is one that nothing else looks like: XXX is thirty too, TK a person's initials, TBC a disease, and [?] is
what editors of manuscripts write beside a doubtful reading. So most count in some places or languages only.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage
from pressbuild.rules.prosewords import NO_NAME_BEFORE, NO_NAME_BEHIND

NOUNS = "date|year|source|ref|reference|citation|page|pages|spelling|sp"
# Three question marks right behind a word are a cry, and in marks of their own an answer.
ANYWHERE = lazily(
    rf"{NO_NAME_BEFORE}(?:TODO(?! (?:file|list|item)s?\b)|FIXME|TK{{1,2}}TK|[Ll]orem ipsum|XXXX+){NO_NAME_BEHIND}"
    rf"|\[(?:\?\?+|(?i:citation|source|date|page) needed|REF|TBC|TK|XXX|(?i:{NOUNS})\?"
    r"|[A-Z]*(?:INSERT|ADD|CHECK|FILL IN)\b[^\[\]\n]{0,40}|\.\.\. ?to come)\]"
    rf"|\((?:XXX|(?:{NOUNS}|p\.|pp\.)\?)\)"
    r"|(?<=[\s(\[])\?{3,}(?=[\s)\].,;]|$)|^\?{3,}(?=\s)"
    r"|\b(?:pp?\.|[Pp]ages?|SS?\.)[ \u00a0]?(?:0{1,4}|\?{1,4}|[xX]{4}|__+)(?:\s?[-–]\s?(?:0+|\?+|__+))?(?!\w|\.\d)"
)
# Of English editors alone. In a name, T. K. Sloe, in a compound, TK-Kost, as a speaker’s, TK:, or below a text TK is
# none.
ENGLISH = lazily(
    rf"{NO_NAME_BEFORE}(?:TB[CD](?! [A-Z])|(?<![–—] )TK(?=\.?$|: [a-z]|(?! ?[A-Z.])(?![:']))){NO_NAME_BEHIND}"
)
SOMEBODY = lazily(r"\bTK(?::(?! [a-z])|[’']s\b)")
COUNTED = (
    "Mark|Euro|Dollar|Pfund|Prozent|Seiten|Kilometer|euros?|dollars?|pounds?|francs?|marks?|pesetas?|people|miles|km"
)
# What an author is told to do; in what is quoted, such words may be the editor's: to [check this].
ERRAND = lazily(
    r"\[(?i:check|confirm|verify|ask|insert|add|fill in|find|look up|rewrite|expand) (?:this|with|whether|here"
    r"|(?:the )?(?:source|date|year|name|spelling|reference|page|quote|quotation|citation|figures?|number))\b"
    r"[^\[\]]{0,60}\]"
)
# Thirty, where other Roman figures stand in the text, and a film for adults.
XXX = lazily(
    r"\b(?:in|by|from|at|see|about|called|named|on|said|says|wrote) (?P<name>XXX)(?![\w-]| [A-Z]| ?(?:rat|film|movie))"
    r"|\b(?:pp?\.|[Pp]ages?)[ \u00a0](?P<page>XXX|xxx)(?!\w)"
    rf"|(?<![\w-])(?P<count>XXX)(?=[ \u00a0](?:{COUNTED})\b)"
)
ROMAN = lazily(r"\b(?!XXX\b)[XVI]{2,}\b|\b(?!xxx\b)[xvi]{2,}\b")
SPANISH = frozenset({"es", "pt", "gl", "ca", "it"})  # languages in which TODO is a word
SIGNS = tuple("TODO FIXME TBC TBD TK orem XX xxx [ ?? ?) p. 0 __ age S.".split())  # quickly looked for
OPENING, CLOSING = tuple("‘“'\"«„`"), tuple("’”'\"»“`")
HINT = "write what belongs here"


def placeholder(copy: Copy) -> Iterator[Diagnostic]:
    """A word or sign that an author writes where something is still to come, in the text or in the front matter."""
    roman = any(ROMAN.search(passage.text) for passage in copy.passages)
    for passage in copy.passages:
        for start, sign in (
            sorted(_signs(copy, passage, roman=roman)) if any(one in passage.text for one in SIGNS) else ()
        ):
            yield _finding(sign, passage.at(start))
    for value in _values(copy):
        for match in ANYWHERE.finditer(value):
            yield _finding(match[0], _in_front(copy, match[0]))


def _signs(copy: Copy, passage: Passage, *, roman: bool) -> Iterator[tuple[int, str]]:
    text = passage.text
    for match in ANYWHERE.finditer(text):
        if not _mentioned(text, match) and not (match[0] == "TODO" and _language(copy, passage, match) in SPANISH):
            yield match.start(), match[0]
    whole = [match.span() for match in ANYWHERE.finditer(text)]
    for match in ENGLISH.finditer(text):
        if (
            not any(start <= match.start() < end for start, end in whole)  # [TK], which is one
            and not (match[0] == "TK" and _is_person(copy))
            and not _mentioned(text, match)
            and _language(copy, passage, match) == "en"
        ):
            yield match.start(), match[0]
    for match in ERRAND.finditer(text) if "[" in text else ():
        if not (passage.set_apart or copy.others_words(passage.at(match.start()))):
            yield match.start(), match[0]
    for match in () if roman else XXX.finditer(text):
        yield match.start(match.lastgroup or 0), match[match.lastgroup or 0]


def _is_person(copy: Copy) -> bool:
    """Whether TK is somebody: who signs the work so, speaks in it or owns something."""
    front = copy.read.front
    initials = (
        "".join(part[0] for part in name.split()) for name in (*front.authors, *front.translators, *front.editors)
    )
    return "TK" in initials or any(SOMEBODY.search(passage.text) for passage in copy.passages)


def _language(copy: Copy, passage: Passage, match: re.Match[str]) -> str:
    return passage.language(match.start()) or copy.language


def _mentioned(text: str, match: re.Match[str]) -> bool:
    """Whether a sign stands in marks of its own: what “TK” means; “TODO,” it says."""
    behind = text[match.end() : match.end() + 2].lstrip(".,")
    return text[match.start() - 1 : match.start()] in OPENING and behind.startswith(CLOSING)


def _values(copy: Copy) -> tuple[str, ...]:
    """What the front matter says besides its texts, and editions print."""
    front = copy.read.front
    names = (*front.authors, *front.translators, *front.editors, *front.contributors)
    return (*names, front.publisher, front.rights, front.description, front.imprint)


def _in_front(copy: Copy, sign: str) -> Place | None:
    lines = copy.lines[: copy.body_line - 1]
    number = next((number for number, line in enumerate(lines, start=1) if sign in line), 0)
    return Place(copy.name, number, lines[number - 1].index(sign) + 1) if number else None


def _finding(sign: str, place: Place | None) -> Diagnostic:
    return found("placeholder", f"“{sign}” marks what is still to come", place, HINT)
