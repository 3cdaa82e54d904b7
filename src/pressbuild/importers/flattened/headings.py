"""Headings in flattened text: blocks in, the headings among them out, with their levels.

A heading is a short line without a final stop that stands alone and has text below it. A number of its own (`I`,
`CHAPTER 2`) begins a division and takes the short line below it as its title. Restraint comes first: a signature, a
dateline, a line of verse or an item of a list is not a heading.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.contents import key
from pressbuild.importers.flattened.divisions import (
    ENDINGS,
    FIGURE,
    INNER_END,
    LONGEST,
    LONGEST_CAPITALS,
    LONGEST_TITLE,
    MOST_LINES,
    NAMED,
    PREFIX,
    ROMAN,
    division,
    is_division,
    numbered,
)
from pressbuild.importers.flattened.levels import levels
from pressbuild.importers.flattened.lines import UNDERLINE, Block, Shape
from pressbuild.importers.romans import VALUES, value

DATELINE = re.compile(r".*\b(?:1[4-9]|20)\d\d\W*")
INITIALS = re.compile(r"(?:[A-Z]\. ?)+[A-Z][\w’'-]+|.*\b[Yy]ours\b.*")
LONGEST_FIGURE = 4
FEWEST_STOPPED = 3  # titles that end in a stop, which show a habit
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
SMALL = frozenset(
    "a an and as at by for from in into la le les nor of on or the to upon with und von der die das den des de du et en"
    " y el los las i il".split()
)
SPEECH = re.compile(
    r".*,\s(?:(?:he|she|they|we|I)\s(?:said|says|asked|answered|replied|cried|thought|added|whispered)"
    r"|(?:said|says|asked|answered|replied|cried|added|whispered)\s(?:he|she|they|we|I))\b.*"
)
BRACKETED = re.compile(r"\[.*\]\W*")  # what an editor put in: `[Note: …]`, `[Illustration: …]`
MARK = re.compile(
    r"(?<=[.!?”’\"'…)])[\[(^]?(?:[\d¹²³⁰⁴-⁹]{1,4}|[*†‡§‖¶]{1,3})[\])]?$"
)  # of a note, at a paragraph's end
# “Hi Tom, the final text is below.” A message begins so that goes on in the line.
GREETING = re.compile(
    r"(?:hi|hello|hallo|hey|dear|liebe[rs]?|salut|cher|chère)(?: [A-ZÀ-Þ][\w’'-]+){1,2}, [^.!?]+[.!?](?:\s|$)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“‘\"'].*[”’\"']\W*", re.DOTALL)


class Heading(Struct, frozen=True):
    """A heading on the blocks [first, last]: `kind` is `part`, `chapter`, `named` or `section`, `level` Markdown's;
    `perhaps`: the short line below it may be its title, and was left as the first paragraph."""

    first: int
    last: int
    kind: str
    level: int = 2
    perhaps: bool = False


def headings(
    blocks: Sequence[Block],
    stretches: Sequence[tuple[int, int]],
    words: Callable[[Block], str],
    titles: frozenset[str] = frozenset(),
) -> tuple[Heading, ...]:
    """The headings among the blocks of the stretches [first, end). `words` gives a block's text without its note marks;
    `titles` are the keys of those that a table of contents names."""
    seen = _Seen(
        blocks,
        words,
        titles,
        _with_stopped_titles(blocks, stretches, words),
        _figures(blocks, stretches, words),
        _romans(blocks, stretches, words),
    )
    found = [heading for first, end in stretches for heading in _found(seen, first, end)]
    shown = [seen.words(heading.first) for heading in found]
    depth = levels([heading.kind for heading in found], shown)
    return tuple(replace(heading, level=level) for heading, level in zip(found, depth, strict=True))


class _Seen(Struct, frozen=True):
    """The blocks of a text, what gives their words, the titles that its table of contents names, and the forms of its
    divisions' numbers that have titles with a full stop below them; the figures that stand alone above text, 1, 2, 3 …
    to the last; and the values of the Roman numbers that short lines begin with."""

    blocks: Sequence[Block]
    words_of: Callable[[Block], str]
    titles: frozenset[str]
    stopped: frozenset[str]
    figures: frozenset[int] = frozenset()
    romans: frozenset[int] = frozenset()

    def words(self, index: int) -> str:
        return " ".join(self.words_of(self.blocks[index]).split())


def _with_stopped_titles(
    blocks: Sequence[Block], stretches: Sequence[tuple[int, int]], words: Callable[[Block], str]
) -> frozenset[str]:
    """The forms of divisions' numbers that have mostly a short line that ends in a stop below them. Those are titles;
    a first paragraph is so short only now and then."""
    seen = _Seen(blocks, words, frozenset(), frozenset())
    all_of: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for index, behind in ((index, end) for first, end in stretches for index in range(first, end)):
        form = numbered(seen.words(index)) if blocks[index].length <= LONGEST else ""
        all_of[form] += 1
        if form and _may_have_title(seen, index, behind):
            line = seen.words(index + 1)
            stopped[form] += _is_ended(line) and not _looks_like_title(line)
    return frozenset(f for f in stopped if stopped[f] >= FEWEST_STOPPED and stopped[f] * 5 >= all_of[f] * 3)


def _figures(
    blocks: Sequence[Block], stretches: Sequence[tuple[int, int]], words: Callable[[Block], str]
) -> frozenset[int]:
    """The figures that stand alone above paragraphs, where they go up from 1 by one and there are no others."""
    found: dict[int, int] = {}
    for index in (index for first, end in stretches for index in range(first, end - 1)):
        line = words(blocks[index]).strip().rstrip(".") if blocks[index].length <= LONGEST_FIGURE else ""
        if line.isdecimal() and blocks[index + 1].length > LONGEST:
            found[index] = int(line)
    goes_up = list(found.values()) == list(range(1, len(found) + 1))
    return frozenset(found) if len(found) > 1 and goes_up else frozenset()


def _romans(
    blocks: Sequence[Block], stretches: Sequence[tuple[int, int]], words: Callable[[Block], str]
) -> frozenset[int]:
    """The values of the Roman numbers that short lines without a stop begin with."""
    short = (blocks[i] for first, end in stretches for i in range(first, end) if blocks[i].length <= LONGEST)
    lines = (line for block in short if not (line := words(block).strip()).endswith(ENDINGS))
    return frozenset(map(_roman, lines))


def _roman(line: str) -> int:
    """The value of the Roman number that a line begins with, below 90, or 0."""
    number = PREFIX.match(line)
    letters = (number and number["roman"]) or ""
    return value(letters) if letters and VALUES.keys() >= set(letters.lower()) else 0


def _is_signed(seen: _Seen, line: str) -> bool:
    """Is a line a name with initials, or a letter's close? `V. Bread` is a title where another begins with IV or VI."""
    if INITIALS.fullmatch(line) is None:
        return False
    number = _roman(line)
    return number == 0 or seen.romans.isdisjoint({number - 1, number + 1} - {0})


def _is_ended(line: str) -> bool:
    return line.rstrip("”’\"')").endswith((".", "!"))


def _found(seen: _Seen, first: int, end: int) -> Iterator[Heading]:
    index, blocks = first, seen.blocks
    romans = any(ROMAN.fullmatch(seen.words(i)) for i in range(first, end) if blocks[i].length < 8)
    while index < end:
        kind = _kind(seen, index, first, end, romans)
        if kind is None and index + 1 < end and _is_named(seen, index):
            kind = "section"
        if kind is None:
            index += 1
            continue
        last = index + _has_title(seen, index, end)
        yield Heading(index, last, kind, perhaps=last == index and _may_have_title(seen, index, end))
        index = last + 1


def _is_named(seen: _Seen, index: int) -> bool:
    """Is a short line named by the table of contents?"""
    block = seen.blocks[index]
    short = len(block.lines) == 1 and block.length <= LONGEST_TITLE
    return short and bool(seen.titles) and key(seen.words(index)) in seen.titles


def _kind(seen: _Seen, index: int, first: int, end: int, romans: bool) -> str | None:
    """What kind of heading a block is, if it is one."""
    block = seen.blocks[index]
    if block.length > LONGEST_CAPITALS or (index + 1 >= end and block.shape is Shape.PROSE):
        return None
    line = seen.words(index)
    if len(block.lines) > 1 or block.length > LONGEST_TITLE:
        return _of_lines(seen, index, first, end)
    if kind := division(line):
        return kind
    if ROMAN.fullmatch(line):
        return "chapter"
    if FIGURE.fullmatch(line):
        titled = _has_title(seen, index, end)
        return (
            ("section" if romans or "." in line.strip(".") else "chapter") if titled or index in seen.figures else None
        )
    if block.length <= LONGEST and NAMED.fullmatch(line) and not line.endswith(ENDINGS):
        return "named"
    return "section" if _is_heading(seen, index, first, end) and not GREETING.match(line) else None


def _of_lines(seen: _Seen, index: int, first: int, end: int) -> str | None:
    """What kind of heading some lines are: one that is underlined, or a few in capitals that begin a division or stand
    between paragraphs."""
    block = seen.blocks[index]
    lines = seen.words_of(block).split("\n")
    if len(lines) == 2 and block.length < LONGEST and UNDERLINE.fullmatch(lines[-1].strip()):
        return division(lines[0].strip()) or "section"
    if len(lines) > MOST_LINES or not seen.words(index).isupper() or index + 1 >= end:
        return None
    if any(is_division(line) for line in lines[1:]):
        return None
    if kind := division(seen.words(index)):
        return kind
    alone = block.length <= LONGEST_TITLE and seen.blocks[index + 1].length > LONGEST
    begins = index == first or seen.words(index - 1).rstrip("”’\"')").endswith((".", "!", "?"))
    return "section" if alone and begins and not _is_ended(seen.words(index)) else None


def _has_title(seen: _Seen, index: int, end: int) -> bool:
    """Is the block below a number the title of its division?"""
    if not _may_have_title(seen, index, end):
        return False
    line = seen.words(index + 1)
    spoken = QUOTED.fullmatch(line) and line.rstrip("”’\"')").endswith("?")
    known = numbered(seen.words(index)) in seen.stopped or key(line) in seen.titles
    return known or not (_is_ended(line) or spoken) or _looks_like_title(line)


def _may_have_title(seen: _Seen, index: int, end: int) -> bool:
    """Is the block below a number a short line, or a few in capitals, with text or another number below it?"""
    if index + 2 >= end or not numbered(seen.words(index)):
        return False
    title, below, line = seen.blocks[index + 1], seen.blocks[index + 2], seen.words(index + 1)
    capitals = line.isupper() and len(title.lines) <= MOST_LINES and title.length <= LONGEST_CAPITALS
    if not capitals and (title.shape is Shape.LINES or title.length > LONGEST_TITLE):
        return False
    if title.gap > seen.blocks[index].gap + 1 or bool(numbered(line)) or line.endswith((",", ";", ":", "—")):
        return False
    if (not line[:1].isupper() and not QUOTED.match(line)) or INNER_END.search(line):
        return False
    return below.length > title.length or bool(numbered(seen.words(index + 2)))


def _looks_like_title(line: str) -> bool:
    """Is a line in capitals, or do all its words but articles and the like begin with one? One such word is no sign."""
    great = [word for word in WORD.findall(line) if word.lower() not in SMALL]
    return line.isupper() or (len(great) > 1 and all(not word[0].islower() for word in great))


def _is_heading(seen: _Seen, index: int, first: int, end: int) -> bool:
    """Is a line without a number a heading?"""
    blocks, block, line = seen.blocks, seen.blocks[index], seen.words(index)
    if (
        index + 1 >= end
        or block.length > LONGEST
        or line.rstrip("”’\"')").endswith(ENDINGS)
        or not _begins_like_one(line)
    ):
        return False
    if line.endswith(("?", "?”", "?’")) and not (line.istitle() or line.isupper() or block.gap > blocks[index + 1].gap):
        return False
    if (
        BRACKETED.fullmatch(line)
        or (DATELINE.fullmatch(line) and "," in line)
        or _is_signed(seen, line)
        or SPEECH.fullmatch(line)
    ):
        return False
    if index > first and seen.words(index - 1).endswith((",", ":", ";", "—")):
        return False
    if seen.words(index + 1)[:1].islower():  # a sentence that goes on, over the edge of a page
        return False
    return _text_follows(seen, index, end)


def _begins_like_one(line: str) -> bool:
    letters = line.lstrip("“‘\"'([0123456789.§ ")
    return bool(letters) and not letters[0].islower() and letters[0].isalpha() and not QUOTED.fullmatch(line)


def _text_follows(seen: _Seen, index: int, end: int) -> bool:
    """Below a heading stands a paragraph, a salutation, or one more heading with a paragraph below it."""
    for further in range(index + 1, min(index + 3, end)):
        below, line = seen.blocks[further], MARK.sub("", seen.words(further))
        if (
            below.length > LONGEST_TITLE
            or len(below.lines) > 1
            or line.endswith((".", "!", "?", ":", ":—", ",", "”", "’"))
        ):
            return below.length > LONGEST_TITLE or not DATELINE.fullmatch(line)
        if DATELINE.fullmatch(line) and "," in line:
            return False
    return False
