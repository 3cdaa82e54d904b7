"""Words that a line's end parts: a text in, the repairs that put them together and the hyphens in doubt out.

Where a line ends in a hyphen, the word may be one that the printer broke or one that has the hyphen (`self-made`). The
text's own use decides first, then a dictionary of its language: how frequent the whole is, and how frequent its parts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from msgspec import Struct

from pressbuild.importers.flattened.dictionary import Dictionary
from pressbuild.importers.flattened.repairs import Repair
from pressbuild.tongue import tongue

PARTED = "a word in two lines"
RAISED = "⁰¹²³⁴-⁹"  # a note's mark behind a word is no letter of it
# A hyphen at a line's end; what stands before it, and what behind.
HYPHEN = re.compile(r"[-\u2010\u00ad](?P<gap>[ \t]{0,20}(?:\r\n|\n|\r)[ \t]{0,40})(?=[^\W\d_])")
HEAD = re.compile(r"(?P<before>[ \t]?)(?P<open>[^\s\w]{0,2})(?P<head>(?<![^\W_])[^\W\d_]{2,40})$")
TAIL = re.compile(rf"(?P<tail>[^\W\d_{RAISED}]{{1,40}})(?P<rest>\S{{0,80}})(?P<space>[ \t]?)")
WORD = re.compile(rf"[^\W\d_{RAISED}]+")
COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]{1,40}+(?:-[^\W\d_]{1,40}+)+")
FIRST_PART, LONGEST_PART = re.compile(r"(?<![\w-])[^\W\d_]{1,40}$"), 40  # of a compound, up to its hyphen
# What stands before a hyphen that stays, where the whole is no frequent word.
HEADS = frozenset(
    "all anti arch by co cross double eight ex extra far fifty first five forty four full good great half hard"
    " heavy high ill inter large late left life light long low mid middle much multi near neo new nine non north"
    " old once one open out over own part post pre pro quasi re ready red right second self semi seven short"
    " single six sixteen sixty small so south state still sub super ten third thirty three time top trade twenty"
    " two ultra under upper vice water well white wide work working world would year young".split()
)
# Prefixes before which a word of its own keeps its hyphen, unless the whole is frequent; those of the second kind are
# more often no prefix at all (`retail`, `extort`), but before their own vowel (`re-elect`).
PREFIXES = frozenset("anti co counter half mid multi neo non post quasi self semi ultra vice".split())
LATIN = frozenset("de ex pre pro re".split())
PARTICLES = frozenset("fore out over under up with".split())  # what they begin is nearly always one word
# Second parts of compounds that most houses write with a hyphen.
TAILS = frozenset(
    "based born bound bred century class coloured eyed faced footed haired handed headed hearted known legged like"
    " looking made minded owned paid priced ridden sided sized spoken willed worn".split()
)
# Syllables that dictionaries have as words (prepositions and abbreviations, mostly), and that no compound begins or
# ends with.
BEGINNINGS = frozenset(
    "ab ac ad af ag al am an ap ar as at be bi but com con dis do em en es for go god he her his im in ir is it la le"
    " me mis mo no of or pa per sa su sub te the to un us ve we".split()
)
ENDINGS = frozenset(
    "able ably age al als ally an ance ant ants ary ate ated ation ations cal ed en ence ent er ers es est ful fully"
    " hood ial ian ians ible ic ical ically ics il ing ings ion ions ise ised ising ism isms ist ists ity ive ively ize"
    " ized izing ies less ly men ment ments ness nesses or ors ous ously ship sion son th tic tion tional tions tive"
    " tory ty ure".split()
)
AND = frozenset("and or to und oder bis et ou y e o en och".split())  # `pre- and post-war`
LINKS = frozenset("a and at by da de du en et for in of off on than the to und up".split())  # `mother-in-law`
SOLID = frozenset(("da", "de", "fi", "nb", "nl", "sv"))  # languages that write compounds as one word
FREQUENT = 4.0  # a word that is surely one
KNOWN = 1.2  # a whole that is a word and no misprint
WHOLE = 3.0  # a part that is a word
PART = 2.5  # a part that may be one, beside an unknown whole
RARE = 2.7  # a whole that may be a word, or a careless writing of two
SELDOM = 2.0  # the same of a whole behind a particle, or beside parts that are rare too
RATHER = 1.5  # how much more frequent than its parts beside one another a sure whole is
PER = 9.0  # the scale's logarithm: parts beside one another by chance


class Verdict(Enum):
    """What a hyphen at a line's end is."""

    JOIN = "the word is one"
    PERHAPS_JOIN = "the word is probably one"
    KEEP = "the word has the hyphen"
    PERHAPS_KEEP = "the word probably has the hyphen"


class Doubt(Struct, frozen=True):
    """A hyphen at a line's end, its offset in the source, that was left out or kept without proof."""

    start: int
    head: str
    tail: str
    joined: bool


class _Parted(Struct, frozen=True):
    """A word that a line's end parts: where what stands before it begins, the places of its hyphen, its tail and the
    end of that, and the pieces."""

    start: int
    hyphen: int
    tail_end: int
    end: int
    soft: bool
    newline: str
    pieces: dict[str, str]

    @property
    def broken(self) -> bool:
        """May the printer have broken it? A capital behind the hyphen is a name's, unless all are capitals."""
        head, tail = self.pieces["head"], self.pieces["tail"]
        return tail[0].islower() or (head.isupper() and tail.isupper())


class Vocabulary:
    """How often texts have each word, in small letters: those of lines that the text before had too are not counted
    anew, for one text after the other is looked at that is nearly the same."""

    def __init__(self) -> None:
        self._lines, self._words = Counter[str](), Counter[str]()

    def of(self, text: str) -> Counter[str]:
        lines = Counter(text.split("\n"))
        self._words.update(_counted(WORD.findall("\n".join((lines - self._lines).elements()))))
        self._words.subtract(_counted(WORD.findall("\n".join((self._lines - lines).elements()))))
        self._lines = lines
        return self._words


class _Use(Struct, frozen=True):
    """How a text writes its words where no line's end parts them, and the dictionary of its language."""

    words: Counter[str]
    compounds: Counter[str]
    dictionary: Dictionary


def parted_words(text: str, vocabulary: Vocabulary | None = None) -> tuple[list[Repair], list[Doubt]]:
    """The words that a line's end parts, put together on one of their lines, and the doubts; the `vocabulary` may know
    the words of a text that is nearly the same."""
    found = list(_found_parted(text))
    if not found:
        return [], []
    use = _use(text, found, vocabulary or Vocabulary())
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for parted in found:
        if not (parted.soft or parted.broken):
            continue
        verdict = Verdict.JOIN if parted.soft else _verdict(parted.pieces, use)
        joined = verdict in (Verdict.JOIN, Verdict.PERHAPS_JOIN)
        if joined:
            repairs += _joined(parted)
        if verdict in (Verdict.PERHAPS_JOIN, Verdict.PERHAPS_KEEP):
            doubts.append(Doubt(parted.hyphen, parted.pieces["head"], parted.pieces["tail"], joined))
    return repairs, doubts


def _found_parted(text: str) -> Iterator[_Parted]:
    for hyphen in HYPHEN.finditer(text):
        low = max(0, hyphen.start() - 44)
        head, tail = HEAD.search(text[low : hyphen.start()]), TAIL.match(text, hyphen.end())
        if head and tail:
            pieces = {**head.groupdict(), **tail.groupdict()}
            start, newline = low + head.start(), hyphen["gap"].strip(" \t")
            ends = tail.end("tail"), tail.end()
            yield _Parted(start, hyphen.start(), *ends, text[hyphen.start()] == "\u00ad", newline, pieces)


def _use(text: str, found: Sequence[_Parted], vocabulary: Vocabulary) -> _Use:
    whole = _without(text, found)
    return _Use(vocabulary.of(whole), _counted(compounds(text)), Dictionary(tongue(whole).language))


def _counted(words: Iterable[str]) -> Counter[str]:
    """How often each word stands there, in small letters: each of its writings is lowered once."""
    counts: Counter[str] = Counter()
    for word, times in Counter(words).items():
        counts[word.lower()] += times
    return counts


def compounds(text: str) -> Iterator[str]:
    """A text's words with hyphens, looked for at these: to look at each letter takes ten times as long."""
    place = text.find("-")
    while place >= 0:
        end = place + 1
        first = FIRST_PART.search(text, max(0, place - LONGEST_PART), place)
        if first and (found := COMPOUND.match(text, first.start())):
            yield found[0]
            end = found.end()
        place = text.find("-", end)


def _without(text: str, found: Sequence[_Parted]) -> str:
    """The text without the words that its lines part, for they say nothing of how they are written."""
    parts, place = [], 0
    for parted in found:
        parts.append(text[place : max(place, parted.start)])
        place = parted.tail_end
    return " ".join([*parts, text[place:]])


def _joined(parted: _Parted) -> Iterator[Repair]:
    """The word on the first of its lines, or where the second would be left empty, on the second. Where both would, it
    stays parted."""
    pieces = parted.pieces
    if pieces["space"]:
        yield Repair(parted.hyphen, parted.end, f"{pieces['tail']}{pieces['rest']}{parted.newline}", PARTED)
    elif pieces["before"]:
        whole = f"{parted.newline}{pieces['open']}{pieces['head']}{pieces['tail']}"
        yield Repair(parted.start, parted.tail_end, whole, PARTED)


class EdgeWord(Struct, frozen=True):
    """A word of a text that a page's edge parts: the place of its hyphen, [start, end) of what stands on the next page
    with the stop behind it, its pieces, whether it is one word, and whether that is beyond doubt."""

    hyphen: int
    start: int
    end: int
    head: str
    tail: str
    joined: bool
    sure: bool


def edge_words(text: str, edges: Sequence[tuple[int, int]], vocabulary: Vocabulary | None = None) -> list[EdgeWord]:
    """The words that are parted between pages. Each edge is the end of a page's last line of text, and the start of the
    next one's first."""
    found = [(start, word) for end, start in edges if (word := _at_edge(text, end, start))]
    if not found:
        return []
    use = _use(text, [word for _, word in found], vocabulary or Vocabulary())
    return [_judged(start, word, use) for start, word in found]


def _at_edge(text: str, end: int, start: int) -> _Parted | None:
    """What may be a word that goes on from the one place to the other."""
    soft = text[end : end + 1] == "\u00ad"
    hyphen = end if soft else end - 1
    low = max(0, hyphen - 44)
    head, tail = HEAD.search(text[low:hyphen]), TAIL.match(text, start)
    if head is None or tail is None or text[hyphen] not in "-\u2010\u00ad" or not text[start].islower():
        return None
    if tail["tail"] in AND:
        return None
    pieces = {**head.groupdict(), **tail.groupdict()}
    return _Parted(low + head.start("head"), hyphen, tail.end("tail"), tail.end("rest"), soft, "", pieces)


def _judged(start: int, word: _Parted, use: _Use) -> EdgeWord:
    verdict = Verdict.JOIN if word.soft else _verdict(word.pieces, use)
    joined = verdict in (Verdict.JOIN, Verdict.PERHAPS_JOIN)
    sure = verdict in (Verdict.JOIN, Verdict.KEEP)
    return EdgeWord(word.hyphen, start, word.end, word.pieces["head"], word.pieces["tail"], joined, sure)


def put_together(text: str, repair: Repair) -> str:
    """The whole word of a repair, which may hold no more than its second half."""
    head, word = HEAD.search(text[max(0, repair.start - 44) : repair.start]), WORD.search(repair.text)
    return (head["head"] if head else "") + (word[0] if word else "")


def _verdict(pieces: dict[str, str], use: _Use) -> Verdict:
    """What the hyphen is: by the text's own use where it has the word elsewhere, whole or with its hyphen; else by the
    dictionary."""
    head, tail = pieces["head"].lower(), pieces["tail"].lower()
    whole, compound = use.words[head + tail], use.compounds[f"{head}-{tail}"]
    if whole or compound:
        return Verdict.JOIN if whole >= compound else Verdict.KEEP
    if (pieces["open"].endswith("-") and head in LINKS) or (pieces["rest"].startswith("-") and tail in LINKS):
        return Verdict.KEEP
    if tail in AND and not use.dictionary.frequency(head + tail):
        return Verdict.KEEP
    return _looked_up(head, tail, use)


def _looked_up(head: str, tail: str, use: _Use) -> Verdict:
    """What the dictionary says: the whole a word and not both parts, one word; both parts and not the whole, two; both
    possible, what is more frequent; neither, one word by guess."""
    whole = use.dictionary.frequency(head + tail)
    parts = _as_part(head, use, BEGINNINGS), _as_part(tail, use, ENDINGS)
    if _is_prefix(head, tail) and parts[1] >= WHOLE and whole < FREQUENT:
        return Verdict.PERHAPS_KEEP if whole else Verdict.KEEP
    if tail in TAILS and parts[0] >= WHOLE > whole:
        return Verdict.KEEP
    if min(parts) >= WHOLE and use.dictionary.language in SOLID:
        return Verdict.JOIN if whole >= RARE else Verdict.PERHAPS_JOIN
    if min(parts) >= PART and whole < (RARE if head in HEADS else SELDOM) and head not in PARTICLES | LATIN:
        return Verdict.KEEP if not whole and min(parts) >= WHOLE else Verdict.PERHAPS_KEEP
    if whole >= FREQUENT or (whole >= KNOWN and min(parts) < WHOLE):
        return Verdict.JOIN
    if whole >= KNOWN:
        return _both(head, whole, sum(parts) - PER)
    if min(parts) >= WHOLE:
        return Verdict.KEEP
    return Verdict.PERHAPS_KEEP if head in HEADS else Verdict.PERHAPS_JOIN


def _both(head: str, whole: float, beside: float) -> Verdict:
    """Where the whole and the parts are words: is the whole more frequent than its parts `beside` one another?"""
    least = SELDOM if head in PARTICLES else RARE
    if whole >= least and (whole - beside >= RATHER or head in LATIN | PARTICLES):
        return Verdict.JOIN if whole >= WHOLE else Verdict.PERHAPS_JOIN
    return Verdict.PERHAPS_KEEP


def _is_prefix(head: str, tail: str) -> bool:
    return head in PREFIXES or (head in LATIN and head[-1] == tail[0])


def _as_part(word: str, use: _Use, syllables: frozenset[str]) -> float:
    """How frequent a part is as a word of its own; a syllable is none."""
    if word in syllables:
        return 0.0
    return max(use.dictionary.frequency(word), WHOLE if use.words[word] else 0.0)
