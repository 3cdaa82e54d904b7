"""What the manuscript has no longer as words: what was found in a text in, the spans that are left out and why out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pressbuild.importers.account.report import Omission, Reading
from pressbuild.importers.flattened.divisions import numbered
from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.flattened.pages import Furniture
from pressbuild.importers.marks.amidnotes import amid
from pressbuild.importers.marks.notemarks import Recovery
from pressbuild.importers.marks.notes import heads_of_lists
from pressbuild.importers.marks.stretches import follows
from pressbuild.importers.source import Typed

# What the front matter derives from a line of the front page.
DERIVED = frozenset(("author", "translator", "editor"))  # keys whose values are names out of a line


def omissions(
    text: str, parts: Sequence[Block], front: FrontPage, recovery: Recovery, printed: Sequence[Furniture]
) -> Iterator[Omission]:
    for piece in printed:
        yield Omission(piece.line.start, piece.line.end, piece.why)
    for line in front.lines:
        if line.role == "date":
            yield Omission(line.start, line.end, f"written as date: {''.join(line.value or ())}")
        elif line.role in DERIVED:
            yield Omission(line.start, line.end, f"written as {line.role}: {', '.join(line.value or ())}")
    for index in sorted(heads_of_lists(recovery)):
        block = parts[index]
        yield Omission(block.start, block.end, "editions head their notes themselves")
    for index in heads_of_notes(text, parts, recovery):
        yield Omission(
            parts[index].start, parts[index].end, "a chapter's head among the notes, which are numbered through"
        )


def heads_of_notes(text: str, parts: Sequence[Block], recovery: Recovery) -> Iterator[int]:
    """The blocks above a list of notes that say to which chapter it belongs: between it and another one, or below the
    heading “Notes”. A sentence is no head."""
    for above, below in pairwise((None, *recovery.lists)):
        yield from sorted(below.heads) if below else ()
        if below is None or below.goes_on:
            continue
        first = below.first
        if above and follows(parts, above, below):
            first = above.last + 1
        elif below.named:
            first = below.top
        for index in range(first, below.first):
            line = text[parts[index].start : parts[index].end]
            sentence = (SENTENCE_END.search(line) and not numbered(line)) or line[0].islower()
            if index != below.heading and not sentence:
                yield index


def typed(reading: Reading) -> Iterator[Typed]:
    """What became of the spans of a text that are no text in its manuscript: by this the import is proved, and the
    places of the one are found in the other."""
    whole = {body.start for body in amid(reading.recovery)}
    for mark in reading.recovery.marks:  # a note amid a paragraph stands where its mark would
        yield Typed("call", str(mark.number), mark.start, mark.start if mark.start in whole else mark.end)
    for body in reading.recovery.bodies:
        yield Typed("mark", str(body.number), body.start, body.text_start)
        yield Typed("note", str(body.number), body.text_start, body.end)
    for line in reading.front.lines:
        if line.role not in DERIVED and line.role != "date":
            yield Typed(line.role, "", line.start, line.end)
    for item in (item for listed in reading.listed for item in listed):
        yield Typed("left", "", reading.blocks[item.block].start, item.text_start)
    for start, end in reading.recovery.closings:
        yield Typed("left", "", start, end)
    for omission in reading.omissions:
        yield Typed("left", "", omission.start, omission.end)
