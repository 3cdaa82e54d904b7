"""Lines that were to be a list or an indented verse, and are none: `Copy` in, findings out. Pure.

CommonMark makes no list of `(a)`, `a)` or a pasted •, and counts no spaces before a line of verse: the lines run
together in one paragraph, and the verse stands flush.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Inlines, Paragraph, Text, Verse
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.tree import everything, walk

LABEL = lazily(
    r"(?:> ?)*\s{0,3}(?P<label>(?P<round>\()?(?P<sign>[a-z]|[ivx]{2,4}|(?<=\()\d{1,2})\)|(?P<bullet>[•‣▪◦●]))\s+(?=\S)"
)
WITHIN = lazily(r"(?<=\s)\(?(?:[a-z]|[ivx]{2,4}|\d{1,2})\)\s")
ROMANS = {numeral: value for value, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
ENDED = lazily(r"(?:[.;:,!?)”’]|\b(?:and|or|und|oder|et|ou))\s*$")
KEPT = ("\\", "  ")  # the ends of lines that stay lines
STEP = 2  # spaces that nobody types before a line by a slip


def list_broken(copy: Copy) -> Iterator[Diagnostic]:
    """Lines that begin with the labels of a list, (a) and (b), and run together in one paragraph."""
    for node in walk(everything(copy.read)):
        if not isinstance(node, Paragraph) or not node.place or node.place.file != copy.name:
            continue
        first = node.place.line
        lines = [*takewhile(str.strip, copy.lines[first - 1 :])]
        labels = [(index, match) for index, line in enumerate(lines) if (match := LABEL.match(line))]
        if len(labels) > 1 and _are_items(lines, labels):
            (_, one), (at, other) = labels[0], labels[1]
            message = f"the lines that begin with “{one['label']}” and “{other['label']}” run together in one paragraph"
            hint = "begin them with 1. and 2. or with hyphens for a list, or end each line with \\ to keep the labels"
            yield found("list-broken", message, Place(copy.name, first + at, other.start("label") + 1), hint)


def _are_items(lines: Sequence[str], labels: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether labels are those of items: in their order, each behind a line that has ended, and none within a line, as
    it stands in a sentence that runs on: (a) malt, (b) hops."""
    if any(lines[index - 1].endswith(KEPT) for index, _ in labels[1:]):
        return False
    starts = {(index, match.start("label")) for index, match in labels}
    spots = ((index, match.start()) for index, line in enumerate(lines) for match in WITHIN.finditer(line))
    within = any(spot not in starts for spot in spots)
    ended = all(ENDED.search(lines[index - 1]) for index, _ in labels[1:])
    in_order = all(_follows(one, other) for (_, one), (_, other) in pairwise(labels))
    return in_order and not within and (ended or len(labels) > 2)


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a label is the next one of its kind."""
    if one["bullet"] or other["bullet"]:
        return bool(one["bullet"] == other["bullet"])
    return one["round"] == other["round"] and any(
        after == before + 1 for before, after in zip(_values(one["sign"]), _values(other["sign"]), strict=True)
    )


def _values(sign: str) -> tuple[int, int]:
    """What a label counts as a letter or figure, and as a Roman number; far apart where it is none."""
    letter = int(sign) if sign.isdigit() else ord(sign) if len(sign) == 1 else -9
    return letter, ROMANS.get(sign, -99 if letter < 0 else -9)


def verse_indent(copy: Copy) -> Iterator[Diagnostic]:
    """Lines of verse that spaces set in, of which no edition shows any."""
    for verse in (node for node in walk(everything(copy.read)) if isinstance(node, Verse)):
        places = [place for stanza in verse.stanzas for line in stanza if (place := _begin(line))]
        flush = min((place.column for place in places), default=0)
        indented = [place for place in places if place.column >= flush + STEP]
        if indented:
            count = "a line" if len(indented) == 1 else f"{len(indented)} lines"
            message = f"spaces set in {count} of this verse, and no edition shows them"
            yield found("verse-indent", message, indented[0], "write an em space (U+2003) for each step")


def _begin(line: Inlines) -> Place | None:
    """Where the words of a line begin, if it begins with words."""
    return line[0].place if line and isinstance(line[0], Text) else None
