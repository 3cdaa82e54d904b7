"""Breaks a title by sense: a heading element in, the same with `<br/>` where a reader would draw breath. Pure.

A line ends behind a colon or stop where it can, never behind an article or a preposition, never inside a word; lines
are of like length (Tschichold, “Penguin composition rules”: display lines are grouped by sense).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from lxml import etree
from msgspec import Struct

CLOSED_DASH = re.compile(r"(?<=\S)(?<![\u2060—])—")
RANGE = re.compile(r"(?<=[\ds])–(?=\d)")
COMPOUND = re.compile(
    r"(?<![\w-])(?=[\w’-]{3,24}(?![\w’-]))[\w’]+(?:-[\w’]+)+"
)  # one that is longer may need its breaks
PAUSES = tuple(":?!;")  # a full stop in a title is an abbreviation's
CLINGING = frozenset(
    # English, French, German, Spanish, Italian: words that belong to the next one
    "a an the of in on at to for by from with and or nor but as is its his her their our my your no not "
    "le la les un une des du de et ou en dans sur pour par au aux "
    "der die das den dem des ein eine einer eines und oder von vom zu zum zur im am für mit "
    "el los las una y o del al con por para il lo i gli e di da che".split()
)


class Size(Struct, frozen=True):
    """A size of title: the characters that a line of it holds, the lines that there is room for, its leading."""

    name: str
    measure: int
    lines: int
    leading: float = 0

    def height(self, title: str) -> float:
        return self.leading * (len(breaks(title, self.measure)) + 1)


class Density(Struct, frozen=True):
    """A way to set a title page, in points: the white above the opening mark, the height of the marks, the standfirst's
    leading and the characters that a line of it holds."""

    name: str
    gap: float
    mark: float
    leading: float
    measure: int

    @property
    def above(self) -> float:
        """What stands above the title and the white round it."""
        return 14 + self.gap + self.mark + 28

    def height(self, characters: int) -> float:
        """The height of a standfirst of so many characters."""
        return self.leading * -(-characters // self.measure)


def size(title: str, sizes: Sequence[Size]) -> Size:
    """The first size, of some from large to small, in which a title fits the lines that there are; else the last."""
    longest = max(map(len, title.split()), default=0)
    for known in sizes:
        if longest <= known.measure and len(breaks(title, known.measure)) < known.lines:
            return known
    return sizes[-1]


def break_title(element: etree._Element, measure: int) -> None:
    """Put line breaks into a run of inlines so that no line is longer than about `measure` characters."""
    _break(element, breaks("".join(map(str, element.itertext())), measure))


def balance(element: etree._Element, measure: int) -> None:
    """Put line breaks into a run of inlines so that it has no more lines than `measure` characters to a line make, all
    as long as each other as far as words allow."""
    text = "".join(map(str, element.itertext()))
    cuts = _filled(text, measure)
    while measure > 1 and len(narrower := _filled(text, measure - 1)) == len(cuts):
        measure, cuts = measure - 1, narrower
    _break(element, cuts)


def _filled(text: str, measure: int) -> tuple[int, ...]:
    """The offsets of the spaces at which lines end that are filled one after the other."""
    cuts: list[int] = []
    start, end = 0, text.find(" ")
    while end >= 0:
        following = text.find(" ", end + 1)
        if (following if following >= 0 else len(text)) - start > measure:
            cuts.append(end)
            start = end + 1
        end = following
    return tuple(cuts)


def _break(element: etree._Element, cuts: Sequence[int]) -> None:
    """Put line breaks for the spaces at `cuts`, offsets in the element's text."""
    position = 0
    for node, slot in list(texts(element)):
        value = getattr(node, slot) or ""
        inside = [cut - position for cut in cuts if position <= cut < position + len(value)]
        position += len(value)
        if inside:
            _cut(node, slot, value, inside)


def breaks(text: str, measure: int) -> tuple[int, ...]:
    """The offsets of the spaces at which lines end."""
    words = text.split(" ")
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word) + 1)
    if len(text) <= measure and not _has_pause(words[:-1]):
        return ()
    ideal = len(text) / max(1, -(-len(text) // measure))

    @cache
    def best(start: int) -> tuple[float, tuple[int, ...]]:
        if start == len(words):
            return 0.0, ()
        options = []
        for end in range(start + 1, len(words) + 1):
            length = starts[end] - starts[start] - 1
            if length > measure and end > start + 1:
                break
            rest, cuts = best(end)
            cost = _shape(length, ideal) + _sense(words[end - 1], words[end] if end < len(words) else "") + rest
            options.append((cost, (starts[end] - 1, *cuts)))
        return min(options)

    return best(0)[1][:-1]


def _has_pause(words: list[str]) -> bool:
    return any(word[-1:] in PAUSES for word in words)


def _shape(length: int, ideal: float) -> float:
    """How far a line is from the length that all lines should have; each further line costs a little."""
    return ((length - ideal) / ideal) ** 2 + 0.25


def _sense(word: str, following: str) -> float:
    """How ill a line ends between two words: well behind a stop or before a preposition, badly behind one."""
    if not following:
        return 0.0
    if word[-1:] in PAUSES:
        return -1.0
    if word[-1:] in ",–—":
        return -0.3
    if _clings(word):
        return 1.5
    return -0.4 if _clings(following) else 0.0


def _clings(word: str) -> bool:
    return word.lower().strip("‘“«„") in CLINGING


def texts(element: etree._Element, but: str = "") -> Iterator[tuple[etree._Element, str]]:
    """Where the texts of an element stand, in reading order: (node, "text" or "tail"); but for those within elements of
    one class."""
    yield element, "text"
    for child in element:
        if not but or child.get("class") != but:
            yield from texts(child, but)
        yield child, "tail"


def bind_dashes(element: etree._Element) -> None:
    """Have no line begin with a closed dash, nor with the end of a range of figures: a word joiner, which is no letter,
    keeps each to what stands before it."""
    for node, slot in texts(element):
        value = getattr(node, slot)
        if value and ("—" in value or "–" in value):
            setattr(node, slot, RANGE.sub("–\u2060", CLOSED_DASH.sub("\u2060—", value)))


def bind_compounds(element: etree._Element) -> None:
    """Have no line of a title or a name end at the hyphen of a word."""
    for node, slot in texts(element, but="footnote"):
        value = getattr(node, slot)
        if value and "-" in value:
            setattr(node, slot, COMPOUND.sub(lambda word: word[0].replace("-", "-\u2060"), value))


def _cut(node: etree._Element, slot: str, value: str, cuts: list[int]) -> None:
    """Replace the spaces at `cuts` by a space and a line break (the space keeps the words apart in extracted text)."""
    edges = [0, *(cut + 1 for cut in cuts), len(value)]
    pieces = [value[a:b] for a, b in pairwise(edges)]
    setattr(node, slot, pieces[0])
    parent = node if slot == "text" else node.getparent()
    assert parent is not None
    index = 0 if slot == "text" else parent.index(node) + 1
    for offset, piece in enumerate(pieces[1:]):
        line_break = etree.Element("br")
        line_break.tail = piece
        parent.insert(index + offset, line_break)
