"""Titles, headings and breaks that a file sets by looks alone: its front matter and blocks in, the same with them out.

Whoever writes everything in one style makes a heading by bold type and a break by three stars. Only where a file has no
headings of its own are bold lines taken for them; each is reported. Where it has no bold ones either (LibreOffice's
EPUBs), short lines that may be some are named. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Block, Blocks, Break, Front, Heading, Inlines, NoteRef, Paragraph, Strong, Text
from pressbuild.importers.documents.writing import bold_off
from pressbuild.importers.marks.laid import count
from pressbuild.importers.names import byline
from pressbuild.importers.source import LeftOut, Typed
from pressbuild.tree import plain, walk

BREAK = re.compile(r"\s*(?:[*•·#~⁂=_—–-]\s*){1,40}")
LEVEL = 2
LONGEST = 80
FEWEST, SHOWN = 2, 5  # short lines that may be headings
MOST_HEADS = 2  # one below the other
ENDS = (".", ",", ";", ":")


class Headed(Struct, frozen=True):
    """Front matter and blocks; `spans` for the proof are what went from the text into the front matter."""

    front: Front
    blocks: Blocks
    spans: tuple[Typed, ...] = ()
    left: tuple[LeftOut, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def letters(self) -> int:
        """How many letters of the text went into the front matter."""
        return max((span.end for span in self.spans), default=0)


def headed(front: Front, blocks: Blocks, *, titled: bool) -> Headed:
    """The blocks with headings for bold lines. The first may be the title, unless the file says which that is
    (`titled`); a title that stands there once more goes."""
    bold = not any(isinstance(node, Heading) for node in walk(blocks))
    title = 0 if titled else _title_lines(front, blocks, bold=bold)
    if title:
        front = replace(front, title=bold_off(_children(blocks[0])))
    names = _names(blocks[title:]) if title or titled else ()
    taken = title + bool(names)
    if names:
        front = replace(front, authors=names)
    rest = tuple(Break() if _is_break(block) else block for block in blocks[taken:])
    heads = set(_heads(rest)) if bold else set()
    lines = [] if heads or not bold else [_words(rest[index]) for index in _short_lines(rest)]
    return Headed(
        front=front,
        blocks=tuple(_heading(block) if index in heads else block for index, block in enumerate(rest)),
        spans=tuple(_spans(blocks[:taken], title)),
        left=tuple(LeftOut("written as author", _words(block)) for block in blocks[title:taken]),
        findings=(
            *(found("assumed", f"“{_words(rest[index])}” is a heading: it is bold") for index in sorted(heads)),
            *(_unmarked(lines) if len(lines) >= FEWEST else ()),
        ),
    )


def _title_lines(front: Front, blocks: Blocks, *, bold: bool) -> int:
    """Whether the first block is the title: 1 or 0."""
    if not blocks or not isinstance(blocks[0], Paragraph | Heading):
        return 0
    same = _letters(plain(front.title)) == _letters(_words(blocks[0])) != ""
    return int(same or not (front.title or not bold or not _is_bold(blocks[0])))


def _names(below: Blocks) -> tuple[str, ...]:
    """The authors that the line right below the title names."""
    if not below or not isinstance(below[0], Paragraph) or len(_words(below[0])) > LONGEST:
        return ()
    credit = byline(_words(below[0]))
    return credit.names if credit and credit.role == "author" else ()


def _spans(blocks: Blocks, title: int) -> Iterator[Typed]:
    place = 0
    for index, block in enumerate(blocks):
        letters = count(plain((block,)))
        yield Typed("title" if index < title else "left", "", place, place + letters)
        place += letters


def _heads(blocks: Blocks) -> Iterator[int]:
    """The bold lines below which other text stands."""
    for index, block in enumerate(blocks[:-1]):
        alone = not _is_bold(blocks[index + 1]) and not (index and _is_bold(blocks[index - 1]))
        if _is_bold(block) and alone and not isinstance(blocks[index + 1], Break):
            yield index


def _short_lines(blocks: Blocks) -> Iterator[int]:
    """The short lines without a stop, one or two above text, that may be headings whose style a file has lost."""
    runs = groupby(range(len(blocks)), key=lambda index: _may_be_head(blocks[index]))
    for short, run in ((short, list(run)) for short, run in runs):
        if (
            short
            and len(run) <= MOST_HEADS
            and run[-1] + 1 < len(blocks)
            and isinstance(blocks[run[-1] + 1], Paragraph)
        ):
            yield from run


def _may_be_head(block: Block) -> bool:
    words = _words(block) if isinstance(block, Paragraph) else ""
    return 0 < len(words) <= LONGEST and words[0].isupper() and not words.rstrip("”’\"')").endswith((*ENDS, "!", "?"))


def _unmarked(lines: Sequence[str]) -> Iterator[Diagnostic]:
    named = ", ".join(f"“{line}”" for line in lines[:SHOWN]) + (" …" if len(lines) > SHOWN else "")
    hint = "put ## before each that is one"
    yield found("assumed", f"the file marks no headings; {named} may be some, and stay paragraphs", hint=hint)


def _is_bold(block: Block) -> bool:
    """Is a block a short line of bold type that ends as a heading does?"""
    if not isinstance(block, Paragraph):
        return False
    shown = [node for node in block.children if not (isinstance(node, Text) and not node.value.strip())]
    words = _words(block)
    bold = bool(shown) and all(isinstance(node, Strong | NoteRef) for node in shown)
    return bold and 0 < len(words) <= LONGEST and not words.endswith(ENDS) and any(map(str.isalpha, words))


def _is_break(block: Block) -> bool:
    return isinstance(block, Paragraph) and BREAK.fullmatch(plain(block.children)) is not None


def _heading(block: Block) -> Heading:
    return Heading(LEVEL, bold_off(_children(block)))


def _children(block: Block) -> Inlines:
    """What a heading holds, without the bold type that made it one."""
    children = block.children if isinstance(block, Paragraph | Heading) else ()
    return tuple(part for node in children for part in (node.children if isinstance(node, Strong) else (node,)))


def _words(block: Block) -> str:
    return " ".join(plain((block,)).split())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
