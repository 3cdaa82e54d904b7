"""Dashes, ellipses, ranges and spaces that must not break: a document in, the same as a compositor would set it out.

Spaced hyphens and `--` become the house's dash; three full stops its ellipsis; a hyphen between the figures of a range
its range dash. What the author already set as a dash stays that dash. Never in code, formulas or addresses.
"""

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import Document, Inline, Inlines, Quote, Text
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.flat import is_address
from pressbuild.quotation.marks import ADDRESS, OPAQUE
from pressbuild.tree import inner, marks, rewrite_blocks, rewrite_inlines, with_inner

NBSP = "\u00a0"
_BLANK = "[ \t\n\u00a0\u202f]"
FAR = 24  # characters before figures that may say what they are
# The number of one article or law, and no figures from … to: art. L. 123-4, l’article 6-1, loi n° 55-82.
NUMBERED = lazily(
    r"(?:(?<![\w.])(?:L\.?O|[LRDA])\.[ \u00a0\u202f]?|\b[Ll][’']art(?:icle|\.)[ \u00a0\u202f]?"
    r"|\b(?:[Ll]ois?|décrets?|ordonnances?|arrêtés?|directives?|règlements?|décisions?|avis)[ \u00a0]n[°ºo]"
    r"[ \u00a0\u202f]?)$"
)
# Words for one thing, whose number may hold a hyphen: Rule 12-3, box 4-5, MS 12-13. Their plurals are of several, and
# so may abbreviations be that have none of their own: Figures 3-5, §§ 4-5, art. 3-5 are figures from … to.
ONE_THING = lazily(
    r"(?:(?:(?<!\w)(?:[Aa]rticle|[Bb]ox|[Cc]lause|[Ff]igure|[Ff]older|[Rr]egulation|[Rr]ule|[Ss]ection|[Tt]able|Act|Bill"
    r"|Case|Decree|Directive|Exhibit|File|Form|Law|Listing|Lot|Model|Order|Proposition|Resolution|Codex|Cod\.|Ms\.?|MS)"
    r"|(?<!§)§)[ \u00a0])$"
)
STANDARD = lazily(r"(?<!\w)(?:ANSI|ASTM|BS|DIN|ECMA|EN|IEC|IEEE|ISO|JIS|RFC)[ \u00a0]$")  # a year's figures, too
ONE_NUMBER = lazily(r"(?<!\w)(?:[Nn]o\.[ \u00a0]?|[Nn]umber[ \u00a0]|No[ \u00a0]|№[ \u00a0]?)$")
# Words for several, whose second figure may be longer than the first: lines 9-12.
SEVERAL = lazily(
    r"(?:(?<!\w)(?:[Nn]os|(?:[Aa]rticle|[Bb]ook|[Bb]oxe|[Cc]hapter|[Cc]hap|[Cc]h|[Cc]lause|[Cc]olumn|[Cc]ol|[Ff]igure|[Ff]ig"
    r"|[Ff]older|[Ii]ssue|[Ll]ine|[Nn]ote|[Nn]umber|[Pp]age|[Pp]aragraph|[Pp]ara|[Pp]art|[Pp]late|[Rr]egulation|[Rr]ule"
    r"|[Ss]ection|[Tt]able|[Vv]erse|[Vv]olume|[Vv]ol)s|MSS|nn|vv)\.?[ \u00a0]|§§[ \u00a0]?)$"
)
COUNTED = lazily(r" [a-z]{3,}s\b")  # behind figures: we box 4-5 apples, no 12-14 years
YEARS = range(1000, 2100)
ISSUES = 4  # numbers that one issue of a periodical may have
_ANY = lazily(r"[-–—.…\d;:?!]|\b[A-Z]\.")  # what a text must hold to be worth a look


class Rule(Struct, frozen=True):
    """A pattern, what it becomes in a house, and why; and signs of which a text must hold one to be searched."""

    pattern: re.Pattern[str]
    change: Callable[..., str]
    reason: str
    signs: tuple[str, ...]

    def concerns(self, text: str) -> bool:
        """Whether the pattern can be in a text: most are in few."""
        return any(sign in text for sign in self.signs)


def _dash(match: re.Match[str], house: House) -> str:
    """A parenthetical dash: an open one does not begin a line."""
    return f"{NBSP}{house.dash.parenthetical} " if house.dash.open else house.dash.parenthetical


def _ellipsis(match: re.Match[str], house: House) -> str:
    spaced = match["before"] or " " in house.ellipsis.glyph  # spaced points stand apart from the word as well
    inside = match.start() > 0 and match.string[match.start() - 1] not in " \t\n\u00a0\u202f([«‹“‘„‚»›"
    return (house.ellipsis.before if spaced and inside else "") + house.ellipsis.glyph.replace(" ", NBSP)


def _converted(match: re.Match[str], house: House) -> str:
    """A dash that the author set, where the house has one of its own."""
    return _dash(match, house) if house.dash.convert else match[0]


def _before_stop(match: re.Match[str], house: House) -> str:
    """The house's space before a high stop or a colon; to close up takes away spaces that do not break, no others."""
    space = house.spaces.colon if match["stop"] == ":" else house.spaces.high_stops
    if space is None or (space == "" and match["blank"] == " "):
        return match[0]
    return space + match["stop"]


def _unit(match: re.Match[str], house: House) -> str:
    return match[0] if house.spaces.unit is None else house.spaces.unit


def _range(match: re.Match[str], house: House) -> str:
    """Figures from … to. Not one that runs backwards (a score, a type of aeroplane), whose second figure is longer
    without a sign of pages (a telephone number), or that is the number of one thing."""
    first, second = match["first"], match["second"]
    longer = len(second) > len(first) and not match["pages"] and not _is_of_several(match)
    whole = first[: -len(second)] + second if len(second) < len(first) else second
    if house.dash.range == "-" or longer or first.startswith("0") or int(whole) <= int(first):
        return match[0]
    return match[0] if _is_of_one(match, int(first), int(whole)) else match[0].replace("-", house.dash.range)


def _is_of_several(match: re.Match[str]) -> bool:
    """Whether a word before figures says that they are of several things: nos. 9-12."""
    here = max(0, match.start() - FAR), match.start()
    return len(match["second"]) == len(match["first"]) + 1 and SEVERAL.search(match.string, *here) is not None


def _is_of_one(match: re.Match[str], first: int, last: int) -> bool:
    """Whether figures are the number of one thing. A few that follow one another are those of one issue, no. 3-4; those
    of years are none: Home Rule 1912-14."""
    text, start = match.string, match.start()
    here = max(0, start - FAR), start
    if NUMBERED.search(text, *here) or STANDARD.search(text, *here):
        return True
    if first in YEARS or COUNTED.match(text, match.end()):
        return False
    return ONE_THING.search(text, *here) is not None or (
        last >= first + ISSUES and ONE_NUMBER.search(text, *here) is not None
    )


def _unbroken(match: re.Match[str], house: House) -> str:
    return match[0][:-1] + NBSP


RULES: tuple[Rule, ...] = (
    Rule(
        lazily(rf"(?<=[^\s–—-]){_BLANK}-{{1,3}} (?=[^\s–—-])(?<!\d{_BLANK}- (?=\d))"),
        _dash,
        "a typewriter's dash",
        ("-",),
    ),
    Rule(
        lazily(r"(?<=[\w.,;:?!’”)\]])-{2,3}(?=[\w‘“(\[])(?<!\d--(?=\d))"),
        _dash,
        "a typewriter's closed dash",
        ("--",),
    ),
    Rule(
        lazily(rf"(?<=[^\s–—-]){_BLANK}[–—]{_BLANK}(?=[^\s–—-])(?<!\d{_BLANK}[–—]{_BLANK}(?=\d))"),
        _converted,
        "an open dash of the author's",
        ("–", "—"),
    ),
    Rule(
        lazily(rf"(?<=[\w.,;:?!’”)\]»…{OPAQUE}])—(?=[\w‘“(\[«{OPAQUE}])(?<!\d—(?=\d))"),
        _converted,
        "a closed dash of the author's",
        ("—",),
    ),
    Rule(lazily(r"(?<=\S) (?=[–—] )"), _unbroken, "an open dash does not begin a line", ("–", "—")),
    Rule(
        lazily(rf"(?P<before>(?<=[^\s(\[]){_BLANK})?(?<!\.)(?:\.\.\.|\.[ \u00a0\u202f]\.[ \u00a0\u202f]\.|…)(?![./])"),
        _ellipsis,
        "one ellipsis",
        ("…", *(f".{between}." for between in ("", " ", "\u00a0", "\u202f"))),
    ),
    Rule(
        lazily(
            r"(?<![\w./:–-])(?P<pages>pp?\.?[ \u00a0]?)?(?P<first>\d{1,4})(?P<s>s?)-"
            r"(?P<second>\d{1,4})(?P=s)(?![\w/–-]|[.:]\d)"
        ),
        _range,
        "figures from … to",
        ("-",),
    ),
    Rule(lazily(r"(?<![\w.])(?:[A-Z]\. )(?=[A-Z])"), _unbroken, "initials keep to their name", (". ",)),
    Rule(
        lazily(rf"(?<=[\w…)\]’”»›{OPAQUE}])(?P<blank>{_BLANK}?)(?P<stop>[;?!]+|:)(?=[\s»›”’)\]{OPAQUE}]|$)"),
        _before_stop,
        "a high stop or a colon stands off in French",
        tuple(";?!:"),
    ),
    Rule(
        lazily(r"(?<=\d)[ \u00a0\u202f](?=(?:km|kg|mm|cm|ha|kWh|MW|GW|°C|%|per cent|million|billion)(?!\w))"),
        _unit,
        "a unit keeps to its number",
        tuple("0123456789"),
    ),
    Rule(
        lazily(r"(?<!\w)(?:pp?|Nos?|vols?|chs?|figs?)\.? (?=\d)"),
        _unbroken,
        "a number keeps to its word",
        tuple("0123456789"),
    ),
    Rule(
        lazily(r"(?<![\d.,])\d{1,3} (?=\d{3}(?!\d))"),
        _unbroken,
        "thousands keep to their number",
        tuple("0123456789"),
    ),
)

INITIALS = r"(?:[A-Z]\.?[ \u00a0]){1,3}(?=[A-Z\u00c0-\u00de][\w’])"
NAME = lazily(rf"(?:(?<=[,;] )|(?<=\bin )|(?<=[(\[])|(?<=\band )|(?<=\bby )|(?<=\b[sS]ee )){INITIALS}")
FIRST_NAME = lazily(rf"{NAME.pattern}|^(?!I ){INITIALS}")  # I is a number there, or the author


def typography(document: Document, house: House) -> Document:
    """The document with the house's dashes, ellipses and spaces."""
    document = rewrite_inlines(document, lambda inlines: _set(inlines, house))
    notes = (replace(note, children=rewrite_blocks(note.children, _bind_initials)) for note in document.notes)
    return replace(document, notes=tuple(notes))


def _bind_initials(inlines: Inlines) -> Inlines:
    """The first names of those whom a note cites, capitals without stops, kept to their surnames. Only where a name may
    begin, for a lone capital is as often a word, a number or a mark."""
    return tuple(
        replace(node, value=(NAME if index else FIRST_NAME).sub(_together, node.value))
        if isinstance(node, Text)
        else node
        for index, node in enumerate(inlines)
    )


def _together(match: re.Match[str]) -> str:
    return match[0].replace(" ", NBSP)


def _set(inlines: Inlines, house: House, before: str = "", after: str = "") -> Inlines:
    """A run, or the inside of an element; `before` and `after` stand for what is on either side of it."""
    last = len(inlines) - 1
    return tuple(
        _node(node, house, before if index == 0 else OPAQUE, after if index == last else OPAQUE)
        for index, node in enumerate(inlines)
    )


def _node(node: Inline, house: House, before: str, after: str) -> Inline:
    if isinstance(node, Text):
        return replace(node, value=_text(node.value, house, before, after)) if _ANY.search(node.value) else node
    if is_address(node) or (isinstance(node, Quote) and node.role == "keep") or not inner(node):
        return node
    if isinstance(node, Quote):
        opening, closing = marks(node)  # which are to its words what brackets are
        before, after = "(" if opening else before, ")" if closing else after
    return with_inner(node, _set(inner(node), house, before, after))


def _text(value: str, house: House, before: str, after: str) -> str:
    """A text with the rules applied, addresses in it left alone. A dash at its edge sees what stands beside it."""
    whole = before + value + after
    parts = []
    end = 0
    for address in ADDRESS.finditer(whole):
        parts += [_ruled(whole[end : address.start()], house), address[0]]
        end = address.end()
    parts.append(_ruled(whole[end:], house))
    return "".join(parts)[len(before) :].removesuffix(after)


def _ruled(value: str, house: House) -> str:
    for rule in RULES:
        if rule.concerns(value):
            value = rule.pattern.sub(partial(rule.change, house=house), value)
    return value
