"""Dashes, ellipses, ranges and spaces that must not break: a document in, the same as a compositor would set it out.

Spaced hyphens and `--` become the house's dash; three full stops its ellipsis; a hyphen between the figures of a range
its range dash. What the author already set as a dash stays that dash. Never in code, formulas or addresses.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import Document, Inline, Inlines, LineBreak, Quote, Text
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.flat import is_address
from pressbuild.quotation.marks import ADDRESS, OPAQUE
from pressbuild.transforms.typewriter import AT_EDGE, BLANK, BREAKS_OFF, DOUBLED, FAR_SPACE, NEAR_SPACE
from pressbuild.tree import inner, marks, rewrite_blocks, rewrite_inlines, with_inner

NBSP = "\u00a0"
_WORD_ENDS = rf"\w.,;:?!…%°)\]’”{OPAQUE}"  # what may stand before a dash that is closed up
_BEHIND_WORD = rf"(?:(?<=[{_WORD_ENDS}])|(?<=[\w.,;:?!…][»«›‹“‘]))"  # marks that open in one language close in another
_WORD_BEGINS = rf"\w‘“„‚«»‹›(\[¿¡{OPAQUE}"
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
_ENDING = lazily(f"[{_WORD_ENDS}]")
TELLING = lazily(r"[-–—…]|\.[ \u00a0\u202f]?\.")  # what a text holds of which one sees that it was changed
_ANY = lazily(r"[-–—.…\d;:?!]|\s,|\b[A-Z]\.")  # what a text must hold to be worth a look

Ruled = Callable[[str], str]  # a text in, the same as the rules set it out


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


def _cut(match: re.Match[str], house: House) -> str:
    """A dash that breaks off speech or a name, or begins a speech, keeps to its word: no house sets it between spaces
    (New Hart's Rules 4.11.2)."""
    return "—" if house.dash.open else house.dash.parenthetical


def _far(match: re.Match[str], house: House) -> str:
    """A dash with its space on the far side, behind a word that stays."""
    return (match["word"] or match["name"]) + _dash(match, house)


def _raya(match: re.Match[str], house: House) -> str:
    """A dash of an insertion that keeps to its word, and the space on its other side."""
    return match[0].replace("---", "--").replace("--", _cut(match, house))


def _undoubled(match: re.Match[str], house: House) -> str:
    """The dash that the author set, without the hyphens beside it."""
    return match["dash"] or match["last"]


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


def _closed_up(match: re.Match[str], house: House) -> str:
    """No space before a comma or full stop behind a closing mark or bracket, in any language."""
    return ""


def _unit(match: re.Match[str], house: House) -> str:
    return match[0] if house.spaces.unit is None else house.spaces.unit


def _range(match: re.Match[str], house: House) -> str:
    """Figures from … to. Not one that runs backwards (a score, a type of aeroplane), whose second figure is longer
    without a sign of pages (a telephone number), or that is the number of one thing; `--` is the dash that TeX has."""
    if match["hyphen"] == "--" and house.dash.range != "-":
        return match[0].replace("--", house.dash.range)
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


NEAR, FAR_SIDE = "a typewriter's dash with a space before it alone", "a typewriter's dash with a space behind it alone"
ONE_SIDED = Rule(lazily(NEAR_SPACE), _dash, NEAR, ("--",)), Rule(lazily(FAR_SPACE), _far, FAR_SIDE, ("--",))
IN_RAYA = Rule(lazily(NEAR_SPACE), _raya, NEAR, ("--",)), Rule(lazily(FAR_SPACE), _raya, FAR_SIDE, ("--",))
RAYA = frozenset({"ast", "ca", "es", "eu", "gl", "pt", "ro"})  # set an insertion –so– close to its words
RULES: tuple[Rule, ...] = (
    Rule(lazily(DOUBLED), _undoubled, "a dash with a hyphen beside it", ("–", "—")),
    *ONE_SIDED,
    Rule(
        lazily(rf"(?<=[^\s–—-]){BLANK}-{{1,3}} (?=[^\s–—-])(?<!\d{BLANK}- (?=\d))"),
        _dash,
        "a typewriter's dash",
        ("-",),
    ),
    Rule(
        lazily(rf"{_BEHIND_WORD}-{{2,3}}(?=[{_WORD_BEGINS}])(?<!\d--(?=\d))"),
        _dash,
        "a typewriter's closed dash",
        ("--",),
    ),
    Rule(
        lazily(
            rf"{_BEHIND_WORD}(?:-{{2,3}}(?=[)\]’”])|---(?=[\s,.;:?!]|$))|(?:(?<=[(\[‘“\s])|^)---(?= ?[\w‘“„«])"
            rf"|{AT_EDGE}|{BREAKS_OFF}"
        ),
        _cut,
        "a typewriter's dash that keeps to its word",
        ("--",),
    ),
    Rule(
        lazily(rf"(?<=[^\s–—-]){BLANK}[–—]{BLANK}(?=[^\s–—-])(?<!\d{BLANK}[–—]{BLANK}(?=\d))"),
        _converted,
        "an open dash of the author's",
        ("–", "—"),
    ),
    Rule(
        lazily(rf"{_BEHIND_WORD}—(?=[{_WORD_BEGINS}])(?<!\d—(?=\d))"),
        _converted,
        "a closed dash of the author's",
        ("—",),
    ),
    Rule(lazily(r"(?<=\S) (?=[–—] )"), _unbroken, "an open dash does not begin a line", ("–", "—")),
    Rule(
        lazily(rf"(?P<before>(?<=[^\s(\[]){BLANK})?(?<!\.)(?:\.\.\.|\.[ \u00a0\u202f]\.[ \u00a0\u202f]\.|…)(?![./])"),
        _ellipsis,
        "one ellipsis",
        ("…", *(f".{between}." for between in ("", " ", "\u00a0", "\u202f"))),
    ),
    Rule(
        lazily(
            r"(?<![\w./:–-])(?P<pages>pp?\.?[ \u00a0]?)?(?P<first>\d{1,4})(?P<s>s?)(?P<hyphen>--?)"
            r"(?P<second>\d{1,4})(?P=s)(?![\w/–-]|[.:]\d)"
        ),
        _range,
        "figures from … to",
        ("-",),
    ),
    Rule(lazily(r"(?<![\w.])(?:[A-Z]\. )(?=[A-Z])"), _unbroken, "initials keep to their name", (". ",)),
    Rule(
        lazily(rf"(?<=[\w…)\]’”»›{OPAQUE}])(?P<blank>{BLANK}?)(?P<stop>[;?!]+|:)(?=[\s»›”’)\]{OPAQUE}]|$)"),
        _before_stop,
        "a high stop or a colon stands off in French",
        tuple(";?!:"),
    ),
    Rule(
        lazily(rf"(?<=[»«”’“)\]{OPAQUE}]){BLANK}(?=[,.](?:\s|$))(?!\.[ \u00a0\u202f]?\.)"),
        _closed_up,
        "a comma keeps to its word",
        tuple(f"{blank}{stop}" for blank in (" ", "\u00a0", "\u202f") for stop in ",."),
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


def rules_of(language: str) -> tuple[Rule, ...]:
    """The rules for a work in a language."""
    raya = language.partition("-")[0].lower() in RAYA
    return tuple(IN_RAYA[ONE_SIDED.index(rule)] if rule in ONE_SIDED else rule for rule in RULES) if raya else RULES


def typography(document: Document, house: House) -> Document:
    """The document with the house's dashes, ellipses and spaces."""
    ruled = partial(_ruled, house=house, rules=rules_of(document.front.lang))
    document = rewrite_inlines(document, lambda inlines: _set(inlines, ruled))
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


def _set(inlines: Inlines, ruled: Ruled, before: str = "", after: str = "") -> Inlines:
    """A run, or the inside of an element; `before` and `after` stand for what is on either side of it."""
    return tuple(_node(node, ruled, *sides) for node, *sides in _between(inlines, before, after))


def _between(inlines: Inlines, before: str, after: str) -> Iterator[tuple[Inline, str, str]]:
    """The nodes of a run, each with what stands for its neighbours."""
    last = len(inlines) - 1
    for index, node in enumerate(inlines):
        left = _left(inlines[index - 1]) if index else before
        yield node, left, after if index == last else _right(inlines[index + 1])


def _left(node: Inline) -> str:
    """What a neighbour before is to a dash: a space, an opening bracket or a word."""
    if isinstance(node, LineBreak):
        return "\n"
    sign = node.value[-1:] if isinstance(node, Text) else OPAQUE
    return sign if sign.isspace() else OPAQUE if _ENDING.match(sign) else "("


def _right(node: Inline) -> str:
    """What a neighbour behind is to a dash: a space or a word."""
    sign = "\n" if isinstance(node, LineBreak) else node.value[:1] if isinstance(node, Text) else OPAQUE
    return sign if sign.isspace() else OPAQUE


def _within(node: Inline, before: str, after: str) -> tuple[str, str]:
    """What stands on either side of the words inside an element."""
    if not isinstance(node, Quote):
        return before, after
    opening, closing = marks(node)  # which are to its words what brackets are
    return "(" if opening else before, ")" if closing else after


def _is_shut(node: Inline) -> bool:
    """Whether an element is none, or stays as it is."""
    return is_address(node) or (isinstance(node, Quote) and node.role == "keep") or not inner(node)


def _node(node: Inline, ruled: Ruled, before: str, after: str) -> Inline:
    if isinstance(node, Text):
        return replace(node, value=_text(node.value, ruled, before, after)) if _ANY.search(node.value) else node
    return node if _is_shut(node) else with_inner(node, _set(inner(node), ruled, *_within(node, before, after)))


def matches(
    inlines: Inlines, before: str = "", after: str = "", *, rules: tuple[Rule, ...] = RULES
) -> Iterator[tuple[Text, int, Rule, re.Match[str]]]:
    """What rules may change in a run so that one sees it: the text, the offset in it, the rule and its match."""
    for node, *sides in _between(inlines, before, after):
        if isinstance(node, Text):
            for start, piece in _pieces(f"{sides[0]}{node.value}{sides[1]}") if TELLING.search(node.value) else ():
                for rule in rules:
                    for match in rule.pattern.finditer(piece) if rule.concerns(piece) else ():
                        yield node, start + match.start() - len(sides[0]), rule, match
        elif not _is_shut(node):
            yield from matches(inner(node), *_within(node, *sides), rules=rules)


def _text(value: str, ruled: Ruled, before: str, after: str) -> str:
    """A text with the rules applied, addresses in it left alone. A dash at its edge sees what stands beside it."""
    whole = before + value + after
    parts = []
    end = 0
    for start, piece in _pieces(whole):
        parts += [whole[end:start], ruled(piece)]
        end = start + len(piece)
    return "".join((*parts, whole[end:]))[len(before) :].removesuffix(after)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What of a text is no address, and where each piece begins."""
    end = 0
    for address in ADDRESS.finditer(text):
        yield end, text[end : address.start()]
        end = address.end()
    yield end, text[end:]


def _ruled(value: str, house: House, rules: tuple[Rule, ...]) -> str:
    for rule in rules:
        if rule.concerns(value):
            value = rule.pattern.sub(partial(rule.change, house=house), value)
    return value
