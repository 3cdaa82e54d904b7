"""Headings in flattened text: blocks in, the headings among them out, with their levels.

A heading is a short line without a final stop that stands alone and has text below it. A number of its own (`I`,
`CHAPTER 2`) begins a division and takes the short line below it as its title. Restraint comes first: a signature, a
dateline, a line of verse or an item of a list is not a heading.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pressbuild.importers.flattened.contents import key
from pressbuild.importers.flattened.lines import UNDERLINE, Block, Shape

DIVISION = re.compile(
    r"(?P<kind>chapter|part|book|section|volume|act|lecture|letter|appendix)\s+"
    r"(?P<number>[ivxlcdm]+|\d{1,3}(?:\.\d{1,2})?|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten|the\s+\w+)"
    r"\b[.:]?(?:\s*[-–—.:]?\s*(?P<title>[^\W\d_].{0,100}))?",
    re.IGNORECASE,
)
ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?|C[IVXL]*\.?")
FIGURE = re.compile(r"\d{1,2}\.?|\([A-Z1-9]\)|[A-H]\.")
NAMED = re.compile(
    r"(?:preface|foreword|introduction|introductory|prologue|epilogue|conclusions?|afterword|postscript|abstract|contents"
    r"|acknowledge?ments|appendix|dedication|translator’s note|author’s note|summary)\b.{0,30}"
    r"|(?:select(?:ed)? )?bibliography|works cited|further reading",
    re.IGNORECASE,
)
PARTS = frozenset(("part", "book", "volume"))
DATELINE = re.compile(r".*\b(?:1[4-9]|20)\d\d\W*")
INITIALS = re.compile(r"(?:[A-Z]\. ?)+[A-Z][\w’'-]+|.*\b[Yy]ours\b.*")
LONGEST = 80
LONGEST_TITLE = 120
ENDINGS = (".", ",", ";", ":", "!", "—", "–", "-")
SPEECH = re.compile(
    r".*,\s(?:(?:he|she|they|we|I)\s(?:said|says|asked|answered|replied|cried|thought|added|whispered)"
    r"|(?:said|says|asked|answered|replied|cried|added|whispered)\s(?:he|she|they|we|I))\b.*"
)
BRACKETED = re.compile(r"\[.*\]\W*")  # what an editor put in: `[Note: …]`, `[Illustration: …]`
QUOTED = re.compile(r"[“‘\"'].*[”’\"']\W*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on the blocks [first, last]: `kind` is `part`, `chapter`, `named` or `section`, `level` Markdown's."""

    first: int
    last: int
    kind: str
    level: int = 2


def is_division(line: str) -> bool:
    """Does a line begin a division of a book, or a part that has a name of its own (Preface, Introduction)?"""
    line = line.strip()
    return bool(DIVISION.fullmatch(line) or ROMAN.fullmatch(line) or (len(line) <= LONGEST and NAMED.fullmatch(line)))


def headings(
    blocks: Sequence[Block],
    first: int,
    end: int,
    words: Callable[[Block], str],
    titles: frozenset[str] = frozenset(),
) -> tuple[Heading, ...]:
    """The headings among blocks[first:end]. `words` gives a block's text without its note marks; `titles` are the keys
    of those that a table of contents names."""
    found = list(_found(blocks, first, end, words, titles))
    kinds = {heading.kind for heading in found}
    levels = {"part": 2, "chapter": 2 + ("part" in kinds), "named": 2}
    levels["section"] = 2 + ("part" in kinds) + bool(kinds & {"chapter"})
    return tuple(Heading(h.first, h.last, h.kind, levels[h.kind]) for h in found)


def _found(
    blocks: Sequence[Block], first: int, end: int, words: Callable[[Block], str], titles: frozenset[str]
) -> Iterator[Heading]:
    index = first
    romans = any(ROMAN.fullmatch(words(b)) for b in blocks[first:end] if b.length < 8)
    while index < end:
        kind = _kind(blocks, index, first, end, words, romans)
        if kind is None and _is_named(blocks[index], index + 1 < end, words, titles):
            kind = "section"
        if kind is None:
            index += 1
            continue
        last = index + _has_title(blocks, index, end, words)
        yield Heading(index, last, kind)
        index = last + 1


def _is_named(block: Block, above: bool, words: Callable[[Block], str], titles: frozenset[str]) -> bool:
    """Is a short line, `above` a text, named by the table of contents?"""
    return (
        above
        and bool(titles)
        and len(block.lines) == 1
        and block.length <= LONGEST_TITLE
        and key(words(block)) in titles
    )


def _kind(
    blocks: Sequence[Block], index: int, first: int, end: int, words: Callable[[Block], str], romans: bool
) -> str | None:
    """What kind of heading a block is, if it is one."""
    block = blocks[index]
    if block.length > LONGEST_TITLE or (index + 1 >= end and block.shape is Shape.PROSE):
        return None
    if len(block.lines) == 2 and block.length < LONGEST and UNDERLINE.fullmatch(words(block).split("\n")[-1].strip()):
        return "section"
    line = words(block)
    if len(block.lines) > 1:
        return None
    if found := DIVISION.fullmatch(line):
        return _division(found, line)
    if ROMAN.fullmatch(line):
        return "chapter"
    if FIGURE.fullmatch(line):
        titled = _has_title(blocks, index, end, words)
        return ("section" if romans else "chapter") if titled else None
    if block.length <= LONGEST and NAMED.fullmatch(line) and not line.endswith(ENDINGS):
        return "named"
    return "section" if _is_heading(blocks, index, first, end, words) else None


def _division(found: re.Match[str], line: str) -> str | None:
    """`Part II`, `Chapter 3: Title`, but not a sentence that begins so."""
    kind, title = found["kind"].lower(), found["title"]
    if not line[0].isupper() or (title and (title.endswith(ENDINGS) or not title[0].isupper())):
        return None
    if kind in PARTS:
        return "part"
    return "section" if kind == "section" else "chapter"


def _is_numbered(line: str) -> bool:
    division = DIVISION.fullmatch(line)
    return bool(ROMAN.fullmatch(line) or FIGURE.fullmatch(line) or (division and not division["title"]))


def _has_title(blocks: Sequence[Block], index: int, end: int, words: Callable[[Block], str]) -> bool:
    """Is the block below a number the title of its division: a short line with text, or another number, below it?"""
    if index + 2 >= end or not _is_numbered(words(blocks[index])):
        return False
    title, below = blocks[index + 1], blocks[index + 2]
    if title.shape is Shape.LINES or title.length > LONGEST_TITLE or title.gap > blocks[index].gap + 1:
        return False
    line = words(title)
    if _is_numbered(line) or (not line[:1].isupper() and not QUOTED.match(line)) or line.endswith((",", ";", ":", "—")):
        return False
    return below.length > title.length or _is_numbered(words(below))


def _is_heading(blocks: Sequence[Block], index: int, first: int, end: int, words: Callable[[Block], str]) -> bool:
    """Is a line without a number a heading?"""
    block, line = blocks[index], words(blocks[index])
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
        or INITIALS.fullmatch(line)
        or SPEECH.fullmatch(line)
    ):
        return False
    if index > first and words(blocks[index - 1]).endswith((",", ":", ";", "—")):
        return False
    if words(blocks[index + 1])[:1].islower():  # a sentence that goes on, over the edge of a page
        return False
    return _text_follows(blocks, index, end, words)


def _begins_like_one(line: str) -> bool:
    letters = line.lstrip("“‘\"'([0123456789. ")
    return bool(letters) and not letters[0].islower() and letters[0].isalpha() and not QUOTED.fullmatch(line)


def _text_follows(blocks: Sequence[Block], index: int, end: int, words: Callable[[Block], str]) -> bool:
    """Below a heading stands a paragraph, a salutation, or one more heading with a paragraph below it."""
    for below in blocks[index + 1 : min(index + 3, end)]:
        line = words(below)
        if (
            below.length > LONGEST_TITLE
            or len(below.lines) > 1
            or line.endswith((".", "!", "?", ":", ":—", ",", "”", "’"))
        ):
            return not DATELINE.fullmatch(line)
        if DATELINE.fullmatch(line) and "," in line:
            return False
    return False
