"""The labels of notes in flattened text: blocks in, the runs of labels that may label the notes of one list out.

A run climbs. Where its list is set off from the text, it may also begin above 1, as an excerpt's does, lack many notes,
or have one out of its place; a label that repeats the number above it is kept apart.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile, zip_longest

from msgspec import Struct, field

from pressbuild.importers.flattened.lines import Block, label_at

DIGITS = re.compile(r"[\d⁰¹²³⁴-⁹]+")
MOST_BETWEEN = 100  # lists in a chapter’s text
SKIPPED = 3  # labels that a list may lack in a row
MOST_LOST = 20  # labels that one set off from the text may lack, where the next has the form of the others
CLOSE = 5  # blocks from the last note of a list to the next, in which its further paragraphs and a head stand
MOST_SLIPS = 5  # labels that only repeat a number, one behind the other
DEEP = 5  # lists in a text beyond which a run is looked for
MOST_ASTRAY = 12  # a note that stands out of order is no further from its place
ARROWS = "↩↑⏎←⬆⤴^\ufe0e\ufe0f"  # at a note's end: the way back to its mark
BARE = "n"  # labels without a sign of their own
SIGN = r"[*†‡§‖¶]{1,3}"
OPENING = re.compile(
    rf"\[(?:(?:foot|end)?note\b\.?\s*(?P<label>\d{{1,4}}|[A-Z]{{1,2}}|{SIGN})?|(?P<sign>{SIGN}))\s*[:.]\s*",
    re.IGNORECASE,
)  # `[Footnote 1: `


class Label(Struct, frozen=True):
    """A label that may begin a note: its number, the index of its block, where the label and the body's text begin, and
    its form."""

    number: int
    block: int
    start: int
    text_start: int
    form: str = ""  # `n.` or `[n]`, with n for the number


class Run(Struct):
    """Labels that follow one another, and those that only repeat a number; `apart` from the text, or `beside` a list
    that is so."""

    labels: list[Label]
    apart: bool = False
    beside: bool = False
    repeats: list[Label] = field(default_factory=list)

    @property
    def first(self) -> Label:
        return self.labels[0]

    @property
    def highest(self) -> int:
        return max(label.number for label in self.labels[-MOST_ASTRAY:])

    @property
    def due(self) -> set[int]:
        """The numbers that go on: the next one, and the one behind those that a slip has repeated, 3, 3, 5."""
        return {self.highest + 1, self.next_but(0)}

    def next_but(self, slips: int) -> int:
        """The number that goes on behind some more slips."""
        last = self.labels[-1]
        return self.highest + 1 + slips + sum(label.block > last.block for label in self.repeats)

    def has(self, label: Label) -> bool:
        """Does a label only repeat the number right above it?"""
        last = self.labels[-1]
        return (self.apart or self.beside) and 1 < label.number == last.number and label.form == last.form

    def lacks(self, label: Label) -> bool:
        """Is a label, which does not follow, another of this run: one that stands too far down, or the first behind
        several that are lost?"""
        last = self.labels[-1]
        if not self.apart or label.form != last.form or label.form == BARE:
            return False
        jump = label.number - self.highest
        near = {other.number for other in self.labels[-MOST_ASTRAY:]}
        astray = label.number not in near and min(near) < label.number < self.highest
        return astray or 0 < jump <= MOST_LOST

    def cut(self, opens: Callable[[int], bool]) -> Iterator["Run"]:
        """The run, cut before each label whose block `opens` a list of its own, as a heading “Notes” at the end of each
        chapter does where notes are numbered through; uncut where its first label opens none."""
        opening = [n for n, label in enumerate(self.labels) if opens(label.block)]
        firsts = [0, *(opening[1:] if opening[:1] == [0] else ()), len(self.labels)]
        ends = [*(self.labels[n].block for n in firsts[1:-1]), self.labels[-1].block + 1]
        start = 0
        for first, last, end in zip(firsts, firsts[1:], ends, strict=False):
            own = [label for label in self.repeats if start <= label.block < end]
            yield Run(self.labels[first:last], self.apart, self.beside, own)
            start = end


def opens_note(text: str, start: int, end: int) -> bool:
    """Does a line begin a note in brackets?"""
    return text.startswith("[", start) and OPENING.match(text, start, end) is not None


def labels_of(text: str, blocks: Sequence[Block]) -> list[Label]:
    labels = []
    for index, block in enumerate(blocks):
        first = block.lines[0]
        label = label_at(text, first.start, first.end)
        if label and label[0] > 0:
            form = DIGITS.sub("n", text[first.start : label[1]]).strip()
            if form == BARE and label[1] >= block.end:
                continue  # a page's number, or a chapter's: no note is empty
            labels.append(Label(label[0], index, first.start, label[1], form))
    return labels


def label_runs(
    labels: Sequence[Label],
    set_off: Callable[[int], bool],
    heads: Sequence[int] = (),
    is_title: Callable[[int], bool] = lambda _: False,
    firsts: AbstractSet[int] = frozenset(),
) -> list[Run]:
    """The ascending runs that begin with 1, or above it where the list is set off from the text. The innermost open run
    takes a label first; a run that an outer one goes on after was a list inside a note or paragraph, and is dropped:
    no run goes on so behind one of the blocks `heads`, in order, for no note holds a heading of notes or a chapter's.
    What may be a title begins no list whose first notes are lost; the labels of the blocks `firsts` begin one each.
    """
    runs: list[Run] = []
    for index, (label, below) in enumerate(zip_longest(labels, labels[1:])):
        slip = _slipped(runs, labels[index : index + MOST_SLIPS])
        depth = _open_list(runs, label) if set_off(label.block) else None
        depth = _open_run(runs, label, heads) if depth is None else depth
        if label.block in firsts:
            runs.append(Run([label], apart=set_off(label.block), beside=_is_beside(runs, label)))
        elif slip is not None:
            del runs[slip + 1 :]
            runs[slip].repeats.append(label)
        elif label.number > 1 and depth is not None:
            del runs[depth + 1 :]
            runs[depth].labels.append(label)
        elif runs and runs[-1].has(label):
            runs[-1].repeats.append(label)
        elif runs and runs[-1].lacks(label):
            runs[-1].labels.append(label)
        elif label.number == 1 or ((label.number <= 1 + SKIPPED or _goes_on(label, below)) and set_off(label.block)):
            runs.append(Run([label], apart=set_off(label.block), beside=_is_beside(runs, label)))
        elif _begins_anew(runs, label, below) and not is_title(label.block):
            runs.append(Run([label]))
    return runs


def _slipped(runs: Sequence[Run], following: Sequence[Label]) -> int | None:
    """The run that goes on behind a label which only repeats its last number, 3, 3, 5: the last one, or the one that
    holds it within a note. The label is the first of `following`."""
    label = following[0]
    slips = len(list(takewhile(lambda other: other.number == label.number, following)))
    if slips == len(following):
        return None
    around = 2 if runs and runs[-1].beside else 1
    last = len(runs) - 1
    for depth in range(last, max(-1, last - around), -1):
        if runs[depth].has(label) and following[slips].number == runs[depth].next_but(slips):
            return depth
    return None


def _is_beside(runs: Sequence[Run], label: Label) -> bool:
    """Does a label stand right behind a list that is set off from the text, or behind one beside it?"""
    if not runs or not (runs[-1].apart or runs[-1].beside):
        return False
    last = runs[-1].labels[-1]
    return label.block - last.block <= CLOSE and label.form == last.form


def _begins_anew(runs: Sequence[Run], label: Label, below: Label | None) -> bool:
    """Does a list whose first notes are lost begin right behind another: does its number fall, and go on from there?"""
    if not runs or not 1 < label.number <= 1 + SKIPPED:
        return False
    last = runs[-1].labels[-1]
    close = label.block - last.block <= CLOSE and label.form == last.form
    return close and label.number < last.number and below is not None and _goes_on(label, below)


def _goes_on(label: Label, below: Label | None) -> bool:
    """Does an excerpt's list begin with a label: does the next one in its form follow it?"""
    return below is not None and below.form == label.form and 0 < below.number - label.number <= SKIPPED


def _open_list(runs: Sequence[Run], label: Label) -> int | None:
    """The innermost run that is set off from the text and that a label continues, which is so too: notes numbered
    through, under a heading in each chapter, with lists in the text between."""
    depths = range(len(runs) - 1, max(-1, len(runs) - MOST_BETWEEN), -1)
    return next((depth for depth in depths if runs[depth].apart and label.number - runs[depth].highest == 1), None)


def _open_run(runs: Sequence[Run], label: Label, heads: Sequence[int]) -> int | None:
    """The innermost run that a label continues; only the last run may lack numbers, and only where none has them."""
    for depth in range(len(runs) - 1, max(-1, len(runs) - DEEP), -1):
        if label.number in runs[depth].due:
            return depth
        if depth and _is_between(heads, runs[depth - 1].labels[-1].block, runs[depth].first.block):
            break
    return len(runs) - 1 if runs and 1 < label.number - runs[-1].highest <= 1 + SKIPPED else None


def _is_between(heads: Sequence[int], above: int, below: int) -> bool:
    """Does one of the blocks `heads`, in order, stand between two blocks?"""
    return bisect_right(heads, above) < bisect_left(heads, below)
