"""What follows a text's last list of notes: blocks and labels in, where the last note ends out.

An author's line, a bibliography or what a web page adds is no part of the last note. It stands further off than the
notes from each other, has a heading, or has no label where every other note is one paragraph.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.markevidence import strong_candidates
from pressbuild.importers.marks.notelabels import SKIPPED, Label

HEADING = re.compile(
    r"[\W_]*(?:(?:select(?:ed)? )?bibliography|literatur(?:verzeichnis)?|works cited|sources|see also|further reading"
    r"|(?:related|recommended|more|latest) (?:articles?|posts?|reading|stories)|related|about the (?:authors?|editors?"
    r"|translators?|publishers?)|comments|\d+ comments?|leave a (?:reply|comment)|like this|(?:general |subject )?index"
    r"(?: of .{1,30})?|register|glossary|glossar|colophon|impressum|imprint|credits|chronology|errata|afterword"
    r"|nachwort|postface|epilogue|the end|end|ende|fin|finis|fine|acknowledge?ments?|(?:picture|photo) credits"
    r"|appendi(?:x|ces)|anhang|annexe?|list of .{1,40}"
    r"|share(?: (?:this|on)\b.{0,30})?|tags)[\W_]*",
    re.IGNORECASE,
)
IMPRINT = re.compile(
    r"©|\(c\)\s*(?:1[5-9]|20)\d\d|copyright\b|all rights reserved|isbn\b|printed (?:in|by|at)\b|typeset (?:in|by)\b"
    r"|first published\b|(?:source|transcri(?:bed|ption)|html markup|online version|mark-?up|proofread)\b[^.:]{0,20}:"
    r"|\*{3}\s*(?:end|start) of\b|end of (?:the |this )?project gutenberg\b|transcriber[’']s notes?\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"(?:[*•·#~⁂=_—–-]\s*){3,40}|⁂|\*")
CHAPTER = re.compile(r"\d{1,2}\.?")  # a number that stands alone
LONGEST_HEADING = 80
SIGNATURE = re.compile(r"--[ \u00a0]?")  # parts a mail from what its sender is
ADDRESS = re.compile(r"https?://|www\.|doi:", re.IGNORECASE)
FEWEST = 3  # notes that say how many paragraphs one has
SHARE = 3  # what follows the notes is no longer than a third of the text before them


def end_of_last(text: str, blocks: Sequence[Block], labels: Sequence[Label], end: int) -> int:
    """The index of the last block of the last note of a list that nothing but its tail parts from the text's end."""
    last = labels[-1].block
    between = range(labels[0].block + 1, last + 1)
    widest = max((blocks[index].gap for index in between), default=end)
    single = len(labels) >= FEWEST and all(below.block - above.block == 1 for above, below in pairwise(labels))
    indent = blocks[last].indent
    while last + 1 < end:
        block = blocks[last + 1]
        if ends_notes(text, block) or block.gap > widest:
            break
        if single and block.indent <= indent and not _goes_on(text, blocks[last], block):
            break
        last += 1
    return last


def ends_notes(text: str, block: Block) -> bool:
    """Does a block begin what is no note: the heading of a part, a break, the words of an imprint?"""
    if IMPRINT.match(text, block.start, block.end) or BREAK.fullmatch(text, block.start, block.end):
        return True
    first = block.lines[0]
    if first.length > LONGEST_HEADING:
        return False
    shown = text[first.start : first.end]
    if HEADING.fullmatch(shown) or SIGNATURE.match(shown):
        return True
    return len(block.lines) == 1 and (is_division(shown) or CHAPTER.fullmatch(shown) is not None)


def _goes_on(text: str, above: Block, block: Block) -> bool:
    """Does a paragraph go on with the note above it: within a sentence, or with an address that it gives?"""
    begins = text[block.start]
    return begins.islower() or text[above.end - 1] in ":,;-" or ADDRESS.match(text, block.start, block.end) is not None


def is_tail(text: str, blocks: Sequence[Block], first: int, start: int, highest: int) -> bool:
    """May the blocks from `first` on be what follows a work's last notes, which begin at `start`: little, and without
    marks of further ones?"""
    begin, end = blocks[first].start, blocks[-1].end
    if (end - begin) * SHARE > start and not ends_notes(text, blocks[first]):
        return False
    further = strong_candidates(text, begin, end, highest + SKIPPED)
    return not any(c.number <= SKIPPED or c.number > highest for c in further)
