"""Lines: the text of a source in, its lines out, and what a line and a block of lines are.

All offsets count code points of the text as given, whatever its newlines. A block is what one paragraph, heading, note
or stanza stands in; `blocks` finds them.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pressbuild.importers.flattened.unseen import LEFT_OUT

# Form feeds and the Unicode separators break lines too, but editors do not count them.
NEWLINE = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
COUNTED = re.compile(r"\r\n|\n|\r")
# The byte-order mark, zero-width spaces, soft hyphens and direction marks that copying leaves behind.
INVISIBLE = "".join(LEFT_OUT)
BLANK = (
    INVISIBLE
    + "".join(map(chr, (*range(33), *range(0x7F, 0xA1), *range(0x2000, 0x200B), 0x2028, 0x2029)))
    + "\u1680\u202f\u205f\u3000"
)
NAME = r"(?:foot|end)?note|f(?:t)?n|n|nota|anm|anmerkung|fu(?:ß|ss)note|noot"  # what notes and their marks are called
LABEL = re.compile(
    rf"(?:(?:\\?\[(?:\^|(?:{NAME})\.?[ \u00a0]?)?(?P<square>\d{{1,5}})\.?\\?\]:?"
    rf"|\((?:(?:{NAME})\.?[ \u00a0]?)?(?P<round>\d{{1,5}})\)"
    r"|\{(?P<curly>\d{1,5})\}|<(?P<angle>\d{1,5})>|(?P<superior>[⁰¹²³⁴-⁹]{1,5}))"
    r"(?:[.:](?=\s|$))?"
    rf"|(?:{NAME})\.?[ \u00a0](?P<named>\d{{1,5}})[ \u00a0]?[.:]|(?:fn\.? ?|n\. ?)(?P<short>\d{{1,5}})[.:]?"
    r"|(?:\^|[↑⇑][ \u00a0]?)?(?P<bare>\d{1,5})"
    r"(?:(?:(?<=\^\d)|(?<=\^\d\d)|(?<=\^\d{3}))\^(?=\s)|\.?[ \u00a0]?[-–—](?=[ \u00a0]+[^\W\d])|[.):](?!\d)"
    r"|/(?=\s)|(?=\s|$)))"
    r"\s*",
    re.IGNORECASE,
)
LETTERS_OF_LABELS = "aAeEfFnN"  # of `Anm.`, `endnote`, `footnote`, `note`
SUPERIORS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SENTENCE_END = re.compile(r"[.!?:…][”’\"')\]]*[\d¹²³⁰⁴-⁹*†‡§‖¶]*$")
BULLET = re.compile(r"([-*•·‣◦▪▫■□●○⁃➢➤►o–—])[ \t\u00a0]+(?=\S)")
BULLETS = "-*•·‣◦▪▫■□●○⁃➢➤►"  # that nothing else is
LONGEST_WRAPPED = 110  # no typewriter, mail program or Gutenberg file breaks its lines later
SHORTEST_WRAPPED = 40  # no prose is broken at a shorter measure, but in a column
RAGGED = 10  # how much shorter than the measure a full line may be
WORD = re.compile(r"\S*")
UNDERLINE = re.compile(r"[-=_~*]{3,}")


class Shape(Enum):
    """How the lines of a block hang together."""

    PROSE = "one paragraph, its lines run on"
    TABLE = "rows of aligned columns"
    LINES = "its line breaks stay"


class Line(NamedTuple):
    """A line that shows something: its span without the blanks around it, and the columns before it."""

    number: int
    start: int
    end: int
    indent: int

    @property
    def length(self) -> int:
        return self.end - self.start


class Block(Struct, frozen=True):
    """Lines that belong together; `gap` blank lines stand before the first. A mail's quotation is `quoted`, its lines
    without their `>`; a note at the foot of a page is at its `foot`, and all of it there."""

    lines: tuple[Line, ...]
    gap: int
    shape: Shape = Shape.PROSE
    quoted: bool = False
    foot: bool = False

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end

    @property
    def number(self) -> int:
        return self.lines[0].number

    @property
    def indent(self) -> int:
        return min(line.indent for line in self.lines)

    @property
    def length(self) -> int:
        return self.end - self.start


class Lineation:
    """Where offsets lie in the source: `at(offset)` is its line and column, from 1; `origin` gives the source's offset
    for one of the mended text. What stands first in the one does in the other between the `joints` of the mended text,
    if it has any."""

    def __init__(
        self, text: str, origin: Callable[[int], int] = lambda offset: offset, *, joints: Sequence[int] = ()
    ) -> None:
        self._starts = [0, *(newline.end() for newline in COUNTED.finditer(text))]
        self.origin, self.joints = origin, joints

    def at(self, offset: int) -> tuple[int, int]:
        return self.at_source(self.origin(offset))

    def at_source(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset of the source itself."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The source's offset of a line and column."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1


def label_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The number of the label at the start of a line, and where its text begins; None where there is no label."""
    first = text[start : start + 1]
    if first.isalpha() and first not in LETTERS_OF_LABELS:  # as most lines begin
        return None
    found = LABEL.match(text, start, end)
    if found is None:
        return None
    return int(found[found.lastgroup or 0].translate(SUPERIORS)), found.end()


def broken_by(measure: int, text: str, lines: Sequence[Line], ragged: int = RAGGED) -> Iterator[bool]:
    """For each line but the last: was it broken because the next line's first word had no room in the measure, which
    is `ragged` by so many columns?"""
    full = measure - min(ragged, measure // 5)
    for (_, start, end, indent), below in pairwise(lines):
        filled = indent + end - start + 1
        word = WORD.match(text, below.start, below.end) if filled <= full else None
        yield filled + (len(word[0]) if word else 0) > full


def text_lines(text: str) -> Iterator[Line | None]:
    """Every line of the text; None for one that shows nothing."""
    start, number = 0, 1
    for newline in NEWLINE.finditer(text):
        end = newline.start()
        yield _line(text, start, end, number) if start < end else None
        start = newline.end()
        number += start - end == 2 or text[end] in "\n\r"
    yield _line(text, start, len(text), number)


def _line(text: str, start: int, end: int, number: int) -> Line | None:
    raw = text[start:end]
    shown = raw.strip(BLANK)
    if not shown:
        return None
    if len(shown) == len(raw):
        return Line(number, start, end, 0)
    left = raw.index(shown[0])
    blank = raw[:left]
    indent = (
        left if blank.isspace() and "\t" not in blank else sum(4 if c == "\t" else c not in INVISIBLE for c in blank)
    )
    return Line(number, start + left, start + left + len(shown), indent)
