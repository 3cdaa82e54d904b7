"""Notes that small letters or Roman numbers label, `a.` `[b]` `(iii)`: a text's blocks in, each such note tied to its
mark out, as a `Recovery`.

Letters label items of lists far more often than notes. So a list is one of notes only where the text above it has the
marks of most of its labels, all in one form and in their order; what a mark looks like is a matter of its form.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase

from msgspec import Struct

from pressbuild.importers import romans
from pressbuild.importers.flattened.lines import Block, Shape
from pressbuild.importers.marks.alignment import aligned_both
from pressbuild.importers.marks.notelabels import Label
from pressbuild.importers.marks.notelist import NoteList, names_notes, note_end
from pressbuild.importers.marks.notemarks import Body, Mark, Missing, Recovery
from pressbuild.importers.marks.symbolnotes import is_open

ALPHABETS = (list(ascii_lowercase), list(romans.FIRST))
SUPERIOR = dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True))
RAISED = "".join(SUPERIOR)
LABEL = re.compile(
    rf"(?:\[(?P<square>[a-z]{{1,8}})\]|\((?P<round>[a-z]{{1,8}})\)|\^?(?P<bare>[a-z]{{1,8}})[.)]"
    rf"|\^(?P<caret>[a-z]{{1,8}})|(?P<superior>[{RAISED}]{{1,8}}))[:.]?\s+(?=\S)"
    r"|(?P<roman>[ivxl]{1,8})[ \t\u00a0]+(?=\S)"  # `ii Marten`, as LibreOffice writes endnotes to a text file
)
FORMS = {
    "square": re.compile(r"(?<=\S)[ \u00a0]?\[\^?(?P<label>[a-z]{1,8})\]"),
    "round": re.compile(r"(?<=[^\s\d(\[^])\((?P<label>[a-z]{1,8})\)"),  # no `section 3(a)`
    "caret": re.compile(
        r"(?<=\S)\^(?:\{(?P<curly>[a-z]{1,8})\}|\((?P<round>[a-z]{1,8})\)|(?P<label>[a-z]{1,8}))(?!\w)"
    ),
    "superior": re.compile(rf"(?<=[^\s\d{RAISED}])(?P<label>[{RAISED}]{{1,8}})(?!\w)"),  # no `2ⁿᵈ`
    "bare": re.compile(
        r"(?:(?<=[^\W\d_]{2}[.,;:!?])|(?<=(?:1[5-9]|20)\d\d[.,;:!?])|(?<=[.,;:!?][”’\"')])|(?<=[^\W\d_][”’\")]))"
        r"(?P<label>[a-z]{1,8})(?![\w.’'-])"
    ),
}
SUPPORT, NAMED_SUPPORT = 0.6, 0.4  # the share of a list's notes whose marks must be found
MOST_PARAGRAPHS = 4  # of one note
FEWEST = {"square": 2, "caret": 2, "superior": 2}  # marks of a work; of the other forms more
FEWEST_OTHER = 3
FEWEST_ROMAN = 2  # where each note has its mark


class _List(Struct, frozen=True):
    """The lines of a list, each with its label, and its last block; `named` below a heading of notes."""

    lines: tuple[tuple[str, Label], ...]
    last: int
    named: bool

    @property
    def first(self) -> int:
        return self.lines[0][1].block

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.lines]


class _Call(Struct, frozen=True):
    label: str
    start: int
    end: int
    offset: int


def letter_notes(
    text: str, blocks: Sequence[Block], first: int, usual_gap: int, closed: Sequence[tuple[int, int]]
) -> Recovery:
    """The notes that letters label from block `first` on, numbered from 1. No mark is taken from the spans `closed`."""
    lists = list(_lists(text, blocks, first, usual_gap))
    inside = {index for each in lists for index in range(each.first, each.last + 1)}
    shut = sorted(closed)
    best = Recovery()
    for form in FORMS if lists else ():
        calls = [
            call
            for index, block in enumerate(blocks)
            if index not in inside and block.shape is not Shape.TABLE
            for call in _calls(text, block, form)
            if is_open(shut, call.start)
        ]
        found = _recovery(blocks, lists, calls)
        fewest = FEWEST_ROMAN if _are_roman(found) else FEWEST.get(form, FEWEST_OTHER)
        if len(found.marks) >= fewest and len(found.marks) > len(best.marks):
            best = found
    return best


def _are_roman(found: Recovery) -> bool:
    """Has each note a mark, and one a Roman number that is no letter?"""
    return len(found.marks) == len(found.bodies) and any(body.printed == "ii" for body in found.bodies)


# --- lists and calls -----------------------------------------------------------------------------------------------


def _lists(text: str, blocks: Sequence[Block], first: int, usual_gap: int) -> Iterator[_List]:
    """The lines that follow one another with the first labels of an alphabet."""
    runs: list[list[tuple[str, Label]]] = []
    for index in range(first, len(blocks)):
        name, label = _label(text, blocks[index], index)
        if label is None:
            continue
        run = runs[-1] if runs else []
        follows = run and any([*_names(run), name] == alphabet[: len(run) + 1] for alphabet in ALPHABETS)
        if follows and _together(text, blocks, run, index, name):
            run.append((name, label))
        elif name in ("a", "i"):
            runs.append([(name, label)])
    runs = [run for run in runs if len(run) > 1 or not _is_bare(text, run[0][1])]
    ends = [*(run[0][1].block for run in runs[1:]), len(blocks)]
    for run, end in zip(runs, ends, strict=False):
        last, named = run[-1][1].block, _named(text, blocks, run)
        further = note_end(text, blocks, last, end, usual_gap) if named else None
        if further is None or any(_called(text, blocks[last + 1 : further + 1])):  # the next chapter calls its own
            further = last
        yield _List(tuple(run), further, named)


def _together(text: str, blocks: Sequence[Block], run: Sequence[tuple[str, Label]], index: int, name: str) -> bool:
    """Are the blocks between a list's last line and one that may be its next no more than paragraphs of a note?"""
    between = blocks[run[-1][1].block + 1 : index]
    alone = len(between) <= MOST_PARAGRAPHS and all(call.label != name for call in _called(text, between))
    return alone or _named(text, blocks, run)


def _called(text: str, blocks: Sequence[Block]) -> Iterator[_Call]:
    return (call for block in blocks for form in FORMS for call in _calls(text, block, form))


def _is_bare(text: str, label: Label) -> bool:
    """Does nothing but a space part a label from its words? So may a sentence begin, in some language."""
    return text[label.start : label.text_start].rstrip().isalpha()


def _names(run: Sequence[tuple[str, Label]]) -> list[str]:
    return [name for name, _ in run]


def _named(text: str, blocks: Sequence[Block], run: Sequence[tuple[str, Label]]) -> bool:
    above = run[0][1].block - 1
    return above >= 0 and names_notes(text, blocks[above])


def _label(text: str, block: Block, index: int) -> tuple[str, Label | None]:
    found = LABEL.match(text, block.start, block.end)
    if found is None:
        return "", None
    return _plain(found[found.lastgroup or 0]), Label(0, index, block.start, found.end())


def _plain(label: str) -> str:
    return "".join(SUPERIOR.get(letter, letter) for letter in label)


def _calls(text: str, block: Block, form: str) -> Iterator[_Call]:
    for found in FORMS[form].finditer(text, block.start + 1, block.end):
        name = found.lastgroup or "label"
        yield _Call(_plain(found[name]), found.start(), found.end(), found.start(name))


# --- what was found ------------------------------------------------------------------------------------------------


def _recovery(blocks: Sequence[Block], lists: Sequence[_List], calls: Sequence[_Call]) -> Recovery:
    """The notes of those lists of which most notes have a call above them, behind the list before."""
    starts = [call.start for call in calls]
    marks: list[Mark] = []
    bodies: list[Body] = []
    missing: list[Missing] = []
    kept: list[NoteList] = []
    after = 0
    for each in lists:
        top = each.lines[0][1].start
        ties = _ties(each.labels, calls[bisect_left(starts, after) : bisect_left(starts, top)])
        if len(ties) < (NAMED_SUPPORT if each.named else SUPPORT) * len(each.lines):
            continue
        base = len(bodies)
        bodies += _bodies(blocks, each, base)
        marks += (_mark(base + index + 1, call) for index, call in ties.items())
        missing += (
            Missing(base + index + 1, *_between(ties, index, after, top))
            for index in range(len(each.lines))
            if index not in ties
        )
        kept.append(_listed(blocks, each, base))
        after = bodies[-1].end
    marks.sort(key=lambda mark: mark.start)
    return Recovery(marks=tuple(marks), bodies=tuple(bodies), missing=tuple(missing), by_symbol=tuple(kept))


def _ties(labels: Sequence[str], near: Sequence[_Call]) -> Mapping[int, _Call]:
    """The calls of a list's notes by their places in it, in the notes' order; one that is not certain is none."""
    own = [call for call in near if call.label in labels]
    last, first = aligned_both(labels, [call.label for call in own], [1.0] * len(own))
    both = enumerate(zip(last, first, strict=True))
    return {index: own[a] for index, (a, b) in both if a is not None and a == b}


def _bodies(blocks: Sequence[Block], each: _List, base: int) -> Iterator[Body]:
    ends = [*(below.block - 1 for (_, _), (_, below) in pairwise(each.lines)), each.last]
    for number, ((name, label), last) in enumerate(zip(each.lines, ends, strict=True), start=base + 1):
        yield Body(number, name, label.start, label.text_start, blocks[last].end, label.block, last)


def _mark(number: int, call: _Call) -> Mark:
    return Mark(number, call.label, call.start, call.end, call.offset, 0.9, ("the label of its note, in order",))


def _between(ties: Mapping[int, _Call], index: int, after: int, before: int) -> tuple[int, int]:
    above = max((call.end for place, call in ties.items() if place < index), default=after)
    below = min((call.start for place, call in ties.items() if place > index), default=before)
    return above, below


def _listed(blocks: Sequence[Block], each: _List, base: int) -> NoteList:
    labels = tuple(
        Label(number, label.block, label.start, label.text_start)
        for number, (_, label) in enumerate(each.lines, start=base + 1)
    )
    heading = each.first - 1 if each.named else None
    final = each.last == len(blocks) - 1
    return NoteList(labels, each.first, each.last, heading, each.named, False, final, goes_on=True)
