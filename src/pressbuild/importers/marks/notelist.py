"""Lists of notes in flattened text: blocks in, the lists that may be notes out, each with its bodies.

A list is a run of labels 1, 2, 3 … at the start of blocks. A list inside a note's body (1–3 in note 12, then 13) is
part of that note; a label that is not the one expected is text, for a note may begin with a year. Whether a list really
holds the notes is judged by `notemarks`, which looks for its marks in the text before it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import SENTENCE_END, Block, label_at
from pressbuild.importers.marks.markevidence import strong_candidates
from pressbuild.importers.marks.notelabels import SKIPPED, Label, Run, label_runs, labels_of
from pressbuild.importers.marks.notetail import end_of_last, ends_notes, is_tail
from pressbuild.importers.marks.textitems import items_of_text
from pressbuild.importers.notewords import heads_notes

RULE = re.compile(r"[-_*=—–\s]{3,}")
LONGEST_HEADING = 80
MOST_HEADS = 2  # a chapter's number and its title
MOST_ITEMS = 30  # of such a list
GOES_ON = ";,"  # what an item ends with that is not the last
MOST_PARAGRAPHS = 4  # behind a note's first, where the next note does not say that it ends


class NoteList(Struct, frozen=True):
    """A run of labels. `first` is the index of its first block, `last` that of the last block of its last note;
    `heading` the index of the block that sets it off, a heading or a rule, if one does; `named` is set where that says
    that these are notes, `gap` where a rule or more room than between paragraphs parts it from the text, `final` where
    nothing follows, or only what notes may have below them; `repeats` are the labels whose number another note has, and
    which are left in the note above; `heads` the blocks between its notes that say whose chapter the next are;
    `closed` is set where what follows notes stands behind the last."""

    labels: tuple[Label, ...]
    first: int
    last: int
    heading: int | None
    named: bool
    gap: bool
    final: bool
    goes_on: bool = False
    repeats: tuple[Label, ...] = ()
    heads: frozenset[int] = frozenset()
    closed: bool = False

    @property
    def top(self) -> int:
        """The index of the first block that is no longer text."""
        return self.first if self.heading is None else self.heading

    @property
    def highest(self) -> int:
        return max(label.number for label in self.labels)

    @property
    def lowest(self) -> int:
        """The number of the first note; 1 where it is so little above that only the first notes are lost."""
        first = min(label.number for label in self.labels)
        return first if first > 1 + SKIPPED else 1


class Unread(Struct, frozen=True):
    """A list from the offset `start` on that looks like notes, `first` to `last` by its labels, and why it was not
    read as such; the last of them begins at `end`. It `owns` the figures above it that may be its marks where no other
    note has them; `base` is the number of the note before it in the whole work, where numbers are left free for its
    own."""

    start: int
    first: str
    last: str
    why: str
    hint: str
    end: int = 0
    owns: bool = False
    base: int | None = None

    @property
    def numbers(self) -> range:
        """The numbers of its notes as they are printed; none where its labels are no figures."""
        figured = self.first.isdecimal() and self.last.isdecimal()
        return range(int(self.first), int(self.last) + 1) if figured else range(0)

    @property
    def message(self) -> str:
        name = self.first if self.first == self.last else f"{self.first} to {self.last}"
        return f"the list {name} stands where notes do; {self.why}, and it stays a list"


def note_lists(
    text: str, blocks: Sequence[Block], usual_gap: int, heads: AbstractSet[int] = frozenset()
) -> tuple[NoteList, ...]:
    """The lists of a text that may be notes, in order, none inside another; the blocks `heads` are read as heads of
    chapters."""

    def set_off(index: int) -> bool:
        return index > 0 and (blocks[index].gap > usual_gap or is_named(index))

    def is_named(index: int) -> bool:
        return _named_by(text, blocks, index, heads) is not None

    labels = [label for label in labels_of(text, blocks) if label.block not in heads and not blocks[label.block].foot]
    inside = {*_items_of_notes(text, blocks, labels), *items_of_text(text, blocks, labels, usual_gap)}
    labels = [label for label in labels if label.block not in inside]
    named = [index for index, block in enumerate(blocks) if names_notes(text, block)]
    of_text = set(_of_chapters(text, blocks, labels, named, heads))
    labels = [label for label in labels if label.block not in of_text]
    above = sorted({*heads, *named})
    runs = label_runs(labels, set_off, above, lambda index: _is_title(text, blocks, index), set(_firsts(labels, heads)))
    pieces = [(piece, n > 0) for run in runs for n, piece in enumerate(run.cut(is_named))]
    starts = [*(piece.first.block for piece, _ in pieces[1:]), len(blocks)][: len(pieces)]
    found = [
        _list(text, blocks, piece, end, usual_gap, heads, goes_on=goes_on)
        for (piece, goes_on), end in zip(pieces, starts, strict=True)
    ]
    return tuple(extended(text, blocks, [listed for listed in found if listed is not None], usual_gap, heads))


def _of_chapters(
    text: str, blocks: Sequence[Block], labels: Sequence[Label], named: Sequence[int], heads: AbstractSet[int]
) -> Iterator[int]:
    """The blocks of numbered paragraphs of chapters, from a chapter's head behind one heading of notes to the next such
    heading: the text there has the mark of the next note, or of one that begins anew."""
    places = [label.block for label in labels]
    for above, below in pairwise(named):
        inside = labels[bisect_right(places, above) : bisect_left(places, below)]
        head = next(
            (i for i in range(above + 1, below) if inside and _begins_chapter(text, blocks[i], i in heads)), below
        )
        further = [label.block for label in inside if label.block > head]
        due = max((label.number for label in inside if label.block < head), default=0) + 1
        marks = strong_candidates(text, blocks[head].end, blocks[below].start, due) if further else ()
        if any(mark.number in (1, due) for mark in marks):
            yield from further


def _begins_chapter(text: str, block: Block, known: bool) -> bool:
    return known or (block.length <= LONGEST_HEADING and is_division(text[block.start : block.end]))


def _firsts(labels: Sequence[Label], heads: AbstractSet[int]) -> Iterator[int]:
    """The blocks of labels right below heads of chapters that begin their lists, though their own first notes may be
    lost: where the numbers below most such heads are low, and do not climb from one to the next."""
    below = [label for label in labels if label.block - 1 in heads]
    low = [label for label in below if label.number <= 1 + SKIPPED]
    if len(low) * 2 > len(below) and any(label.number <= above.number for above, label in pairwise(below)):
        yield from (label.block for label in low)


def _items_of_notes(text: str, blocks: Sequence[Block], labels: Sequence[Label]) -> Iterator[int]:
    """The blocks of items that a note announces, right below its colon: `1. bread;` `2. salt;`."""
    number = note = 0
    for place, (above, label) in enumerate(pairwise(labels), start=1):
        ends = text[blocks[above.block].end - 1], text[blocks[label.block].end - 1]
        if label.block != above.block + 1:
            number = 0
        elif label.number == 1 and ends[0] == ":" and ends[1] in GOES_ON:
            number, note = 1, above.number
        elif number and label.number == number + 1 and ends[0] in GOES_ON:
            due = ends[1] not in GOES_ON and _is_due(labels[place : place + MOST_ITEMS], note + 1)
            number = 0 if due else label.number
        else:
            number = 0
        if number:
            yield label.block


def _is_due(labels: Sequence[Label], number: int) -> bool:
    """Is the first label the next note's, and does no other with this number follow before numbers begin anew?"""
    if labels[0].number != number:
        return False
    further = takewhile(lambda label: label.number > 1, labels[1:])
    return all(label.number != number for label in further)


def list_of(
    text: str,
    blocks: Sequence[Block],
    run: Sequence[Label],
    end: int,
    usual_gap: int,
    heads: AbstractSet[int] = frozenset(),
    *,
    goes_on: bool,
) -> NoteList:
    first = run[0].block
    heading = _named_by(text, blocks, first, heads)
    named = heading is not None
    ruled = first > 0 and not named and _matches(RULE, text, blocks[first - 1])
    gap = ruled or blocks[first].gap > usual_gap
    last = _last_block(text, blocks, run, end, usual_gap, heads, set_off=named or gap)
    final = last == len(blocks) - 1
    inside = frozenset(_heads_inside(run, heads))
    top = first - 1 if ruled else heading
    return NoteList(tuple(run), first, last, top, named, gap, final, goes_on, heads=inside)


def _heads_inside(run: Sequence[Label], heads: AbstractSet[int]) -> Iterator[int]:
    """The heads right above the notes of a run but the first."""
    for above, below in pairwise(run):
        index = below.block - 1
        while index > above.block and index in heads:
            yield index
            index -= 1


def _named_by(text: str, blocks: Sequence[Block], first: int, heads: AbstractSet[int]) -> int | None:
    """The block that says that notes follow: right above their first, or above the head of the chapter whose they
    are."""
    for above in range(first - 1, max(-1, first - 2 - MOST_HEADS), -1):
        if names_notes(text, blocks[above]):
            return above
        if not _is_chapters_head(text, blocks[above], known=above in heads):
            break
    return None


def _is_chapters_head(text: str, block: Block, *, known: bool) -> bool:
    if known or block.length > LONGEST_HEADING:
        return known
    sentence = SENTENCE_END.search(text, block.start, block.end) or text[block.start].islower()
    return not sentence and label_at(text, block.start, block.end) is None


def _list(
    text: str, blocks: Sequence[Block], run: Run, end: int, usual_gap: int, heads: AbstractSet[int], *, goes_on: bool
) -> NoteList | None:
    """A run as a list of notes, or None where it cannot be one: a list's items lie close together."""
    labels = run.labels
    listed = list_of(text, blocks, labels, end, usual_gap, heads, goes_on=goes_on)
    listed = replace(listed, repeats=tuple(run.repeats))
    close = labels[-1].block - labels[0].block + 1 <= 3 * len(labels) + 3
    return listed if listed.named or close else None


def extended(
    text: str,
    blocks: Sequence[Block],
    lists: Sequence[NoteList],
    usual_gap: int,
    heads: AbstractSet[int] = frozenset(),
) -> Iterator[NoteList]:
    """The lists, those that are set off with all paragraphs of their last notes."""
    set_off, last = False, 0
    for listed, below in zip_longest(lists, lists[1:]):
        set_off = listed.named or listed.gap or (set_off and listed.first - last - 1 <= MOST_HEADS)
        until = next((i for i in range(listed.last + 1, below.top) if i in heads), below.top) if below else 0
        end = note_end(text, blocks, listed.last, until, usual_gap, listed.highest) if below else None
        if below and below.named and below.goes_on and end == below.top - 1:
            end = None  # what stands between is the text that the next notes belong to
        last = end if set_off and end is not None and not blocks[listed.last].foot else listed.last
        closed = below is not None and _is_closed(text, blocks, last + 1, below.first)
        yield replace(listed, last=last, closed=closed, final=below is None and _ends(text, blocks, listed, last))


def _is_closed(text: str, blocks: Sequence[Block], behind: int, first: int) -> bool:
    """Does a list end with what follows notes, and not with the head of the next list of notes?"""
    return behind + 1 < first and ends_notes(text, blocks[behind]) and not _is_title(text, blocks, behind + 1)


def _is_title(text: str, blocks: Sequence[Block], index: int) -> bool:
    """May a block be a title: is it short, and no sentence?"""
    block = blocks[index]
    return block.length <= LONGEST_HEADING and SENTENCE_END.search(text, block.start, block.end) is None


def _ends(text: str, blocks: Sequence[Block], listed: NoteList, last: int) -> bool:
    """Does a list end its text, but for what follows notes?"""
    return last == len(blocks) - 1 or is_tail(text, blocks, last + 1, blocks[listed.top].start, listed.highest)


def note_end(text: str, blocks: Sequence[Block], last: int, end: int, usual_gap: int, highest: int = 0) -> int | None:
    """The last block of a list's last note, where few blocks without marks part it from the next list or chapter.
    `highest` is the number that further marks go on from, unless they begin anew."""
    for index in range(last + 1, min(end, last + 2 + MOST_PARAGRAPHS)):
        block = blocks[index]
        if block.gap > usual_gap or ends_notes(text, block):
            end = index
            break
    if not last < end - 1 <= last + MOST_PARAGRAPHS:
        return None
    found = strong_candidates(text, blocks[last + 1].start, blocks[end - 1].end, highest + SKIPPED)
    return None if any(c.number <= SKIPPED or c.number > highest for c in found) else end - 1


def names_notes(text: str, block: Block) -> bool:
    return block.length <= LONGEST_HEADING and heads_notes(text[block.start : block.end])


def _matches(pattern: re.Pattern[str], text: str, block: Block) -> bool:
    return bool(pattern.fullmatch(text, block.start, block.end))


def _last_block(
    text: str,
    blocks: Sequence[Block],
    run: Sequence[Label],
    end: int,
    usual_gap: int,
    heads: AbstractSet[int],
    *,
    set_off: bool,
) -> int:
    """The index of the last block of the last note. At the end of a text all that follows belongs to the last note,
    up to a chapter's head, a wide gap or what follows notes; in the middle only what is indented does, for the text
    goes on."""
    at_end = end == len(blocks) and set_off
    index = run[-1].block
    if blocks[index].foot:
        return index
    end = next((head for head in range(index + 1, end) if head in heads), end)
    if at_end:
        end = end_of_last(text, blocks, run, end) + 1
    indent = blocks[index].indent
    while index + 1 < end:
        below = blocks[index + 1]
        if below.gap > usual_gap or not (at_end or below.indent > indent):
            break
        index += 1
    return index
