"""A list that stands in the text as notes do not, below figures that may be its marks: a recovery in, the same without
it out."""

from collections.abc import Sequence

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.marks.notelist import LONGEST_HEADING, NoteList, Unread
from pressbuild.importers.marks.notemarks import Recovery
from pressbuild.importers.marks.textitems import cites

AMID = "the text goes on right behind it, and it cites nothing, though figures above it may be its marks"
HINT = "where it holds notes, put a line “Notes” above it and import again"


def without_list_amid_text(text: str, blocks: Sequence[Block], found: Recovery) -> Recovery:
    """The recovery, less the one list of notes that it has where that may as well be a list of the text."""
    if len(found.lists) != 1 or not _is_amid(text, blocks, found.lists[0]):
        return found
    labels = found.lists[0].labels
    first, last = str(labels[0].number), str(labels[-1].number)
    return Recovery(unread=(Unread(labels[0].start, first, last, AMID, HINT, labels[-1].text_start),))


def _is_amid(text: str, blocks: Sequence[Block], listed: NoteList) -> bool:
    """Does a list stand in the text close above and below, and cite nothing?"""
    set_off = listed.named or listed.gap or listed.heading is not None or listed.final or blocks[listed.first].foot
    if set_off or listed.last + 1 >= len(blocks) or cites(text, blocks, listed.labels):
        return False
    below = blocks[listed.last + 1]
    ends = SENTENCE_END.search(text, below.start, below.end) is not None
    return (below.length > LONGEST_HEADING or ends) and not is_division(text[below.start : below.end])
