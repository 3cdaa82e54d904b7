"""Lists of notes amid a text, at the ends of its pages and chapters: blocks in, the lists that are notes out."""

import re
from collections.abc import Sequence

from pressbuild.importers.flattened.lines import SENTENCE_END, Block
from pressbuild.importers.flattened.links import Address
from pressbuild.importers.marks.chapterheads import heads_in_text, titles_among_notes
from pressbuild.importers.marks.figures import outside
from pressbuild.importers.marks.markchain import SKIP
from pressbuild.importers.marks.markcontext import RULED_OUT, Candidate
from pressbuild.importers.marks.markevidence import HIGHEST, SPACED, candidates
from pressbuild.importers.marks.notelabels import Label, labels_of
from pressbuild.importers.marks.notelist import LONGEST_HEADING, NoteList, extended, list_of, names_notes
from pressbuild.importers.marks.weighing import NumberedLine, weighed

CITED = re.compile(r"\b(?:ibid|op\. ?cit|cf|see|pp?\.)|\((?:[^()]*\D)?(?:1[5-9]|20)\d\d\)|https?://", re.IGNORECASE)


def foot_lists(
    text: str, blocks: Sequence[Block], first: int, usual_gap: int, links: Sequence[Address]
) -> tuple[NoteList, ...]:
    """The lists from block `first` on whose notes are called in the text right above them."""
    labels = [label for label in labels_of(text, blocks) if label.block >= first]
    highest = min(HIGHEST, max((label.number for label in labels), default=0))
    figures = (c for block in blocks for c in candidates(text, block.start, block.end, highest) if _may_be_mark(c))
    heads = heads_in_text(text, blocks, labels)
    lines = {label.block: _line(text, blocks, label, usual_gap, opens=label.block in heads) for label in labels}
    found = weighed(blocks, lines, list(outside(links, figures)))
    all_heads = heads | titles_among_notes(text, blocks, labels)
    ends = [*(listed.labels[0].block for listed in found[1:]), len(blocks)]
    lists = [
        list_of(text, blocks, listed.labels, end, usual_gap, all_heads, goes_on=listed.goes_on)
        for listed, end in zip(found, ends, strict=False)
    ]
    return tuple(extended(text, blocks, lists, usual_gap, all_heads))


def _may_be_mark(figure: Candidate) -> bool:
    return figure.score > -SKIP or (figure.form not in SPACED and RULED_OUT.isdisjoint(figure.evidence))


def _line(text: str, blocks: Sequence[Block], label: Label, usual_gap: int, *, opens: bool) -> NumberedLine:
    block = blocks[label.block]
    above = blocks[label.block - 1] if label.block else None
    return NumberedLine(
        label,
        is_head=block.length <= LONGEST_HEADING and SENTENCE_END.search(text, block.start, block.end) is None,
        opens=opens,
        cites=CITED.search(text, label.text_start, block.end) is not None,
        announced=above is not None and text[above.end - 1] == ":",
        named=above is not None and names_notes(text, above),
        apart=block.gap > usual_gap,
        at_foot=block.foot,
    )
