"""Notes that stand in brackets, `[Footnote 1: …]`, or that letters label, `[A] …`: a text's blocks in, each such note
tied to its call out, as a `Recovery`.

Transcribers set a note below the paragraph that calls it, or gather the notes at a chapter's end, and begin anew when
they like. What is a note is said by its brackets; which call is its own is decided by the order of all.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.lines import Block, Shape
from pressbuild.importers.marks.alignment import aligned_both
from pressbuild.importers.marks.markcontext import STRONG
from pressbuild.importers.marks.markevidence import candidates
from pressbuild.importers.marks.notelabels import OPENING, SIGN, Label
from pressbuild.importers.marks.notelist import NoteList, names_notes
from pressbuild.importers.marks.notemarks import Body, Mark, Missing, Recovery, Refused
from pressbuild.importers.marks.symbols import SURE, signs, symbol_candidate

LETTERED = re.compile(r"\[(?P<label>[A-Z]{1,2})\][:.]?\s+(?=\S)")
CALL = re.compile(rf"(?<=\S)[ \u00a0]?[\[{{](?P<label>\d{{1,4}}|[A-Z]{{1,2}}|{SIGN})[\]}}](?![a-z])")
FOOT = re.compile(r"\[(?:foot|end)", re.IGNORECASE)
NO_CALL = "no call above it has its label"
SECOND = "its note has another call"
HERE = "its note stands there"
AMID = "it stands amid a paragraph"
NO_ROW = "its letters are in no row of such labels"
LOST, FEWEST, NEARLY_ALL = 2, 3, 20  # letters: lost in a row, that make one, and that go before double ones
ITEM = re.compile(r"\s*(?:\d{1,4}[.)]|[-*•·‣–—o]|[a-z][.)])\s*")  # before a call: it stands at the start of an item
LONGEST = 40_000  # characters of one note; what is not closed by then is no note
MOST_PAIRS = 4_000_000  # what is looked at to tie the notes of one list


class _Note(Struct, frozen=True):
    """A note in brackets on blocks [first, last]: its label (empty: none), and where its text begins and ends."""

    label: str
    first: int
    last: int
    start: int
    text_start: int
    text_end: int
    lettered: bool = False
    foot: bool = False  # it says that it is a footnote
    amid: bool = False  # it stands within a paragraph
    above: int = 0  # where the note above begins


class _Call(Struct, frozen=True):
    """What calls a note of this label: [start, end) with its brackets."""

    label: str
    start: int
    end: int
    offset: int


def bracket_notes(text: str, blocks: Sequence[Block], first: int, *, amid: bool = False) -> Recovery:
    """The notes in brackets from block `first` on; those `amid` a paragraph are only reported, unless they are asked
    for. Those with ascending figures keep these as their numbers."""
    notes = list(_notes(text, blocks, first, amid=amid))
    spans = list(_outside(blocks, notes))
    calls = list(_calls(text, spans, {note.label for note in notes})) if notes else []
    both = [(n, _near_enough(text, n, tie)) for n, tie in zip(notes, _ties(notes, calls), strict=True)]
    row = _in_a_row(text, [(note.label, tie.call) for note, tie in both if tie and note.lettered])
    stray = {note.start for note, tie in both if tie and note.lettered and note.label not in row}
    both = [(note, None if note.start in stray else tie) for note, tie in both]
    kept = [(note, tie) for note, tie in both if tie or (not note.lettered and (note.label or note.foot))]
    taken = {note.start for note, _ in kept} | {tie.call.start for _, tie in kept if tie}
    labels = {note.label for note, _ in kept if note.label}
    refused = [
        *(_refused(n.start, n.text_start, n.start, NO_CALL) for n in notes if n.start not in taken and not n.lettered),
        *(_refused(n.start, n.start + len(n.label) + 2, n.start, NO_ROW) for n in notes if n.start in stray),
        *(_refused(c.start, c.end, c.offset, SECOND) for c in calls if c.start not in taken and c.label in labels),
        *(_refused(found.start(), found.end(), found.start(), AMID) for span in spans for found in _amid(text, *span)),
    ]
    return _recovery(text, blocks, kept, refused)


def _in_a_row(text: str, pairs: Sequence[tuple[str, _Call]]) -> AbstractSet[str]:
    """Of the letters that label notes those that follow one another, from A on, a few lost or not, or three from any
    on, and behind nearly all of the alphabet double ones; a single A is a label where its call is glued to a word.
    Others, `[UK]` `[SIC]`, stand in brackets for reasons of their own."""
    letters = sorted({label for label, _ in pairs if len(label) == 1})
    rows: list[list[str]] = []
    for letter in letters:
        if rows and ord(letter) - ord(rows[-1][-1]) <= 1 + LOST:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    single = len(pairs) == 1 and text[pairs[0][1].start - 1].isspace()
    held = {letter for row in rows if (row[0] == "A" and not single) or len(row) >= FEWEST for letter in row}
    return held | {label for label, _ in pairs if len(label) > 1 and len(held) >= NEARLY_ALL}


def _outside(blocks: Sequence[Block], notes: Sequence[_Note]) -> Iterator[tuple[int, int]]:
    """The text without the notes."""
    whole = {index for note in notes if not note.amid for index in range(note.first, note.last + 1)}
    within: defaultdict[int, list[_Note]] = defaultdict(list)
    for note in notes:
        within[note.first] += [note] if note.amid else []
    for index, block in enumerate(blocks):
        if index not in whole:
            place = block.start
            for note in within.get(index, ()):
                yield place, note.start
                place = note.text_end + 1
            yield place, block.end


def _near_enough(text: str, note: _Note, tie: "_Tie | None") -> "_Tie | None":
    """The call of a note; one within a paragraph that has no label is called by a sign right before it or by none."""
    free = tie and note.amid and not note.label and text[tie.call.end : note.start].strip()
    return None if free else tie


def _refused(start: int, end: int, offset: int, why: str) -> Refused:
    return Refused(symbol_candidate(start, end, offset, SURE, ""), why)


def _amid(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where notes in brackets open within a paragraph."""
    return (found for found in OPENING.finditer(text, start, end) if FOOT.match(found[0]))


# --- the notes and what calls them ---------------------------------------------------------------------------------


def _notes(text: str, blocks: Sequence[Block], first: int, *, amid: bool) -> Iterator[_Note]:
    index, above = first, 0
    while index < len(blocks):
        note = _note_at(text, blocks, index)
        for each in [note] if note else _within(text, blocks[index], index) if amid else ():
            yield replace(each, above=above)
            above = each.start
        index = note.last + 1 if note else index + 1


def _within(text: str, block: Block, index: int) -> Iterator[_Note]:
    """The notes that open and end within a paragraph."""
    place = block.start + 1
    for found in _amid(text, block.start, block.end) if block.shape is not Shape.TABLE else ():
        closing = _closing(text, found.end())
        if found.start() >= place and closing is not None and closing < block.end:
            label = (found["label"] or found["sign"] or "").upper()
            yield _Note(label, index, index, found.start(), found.end(), closing, foot=True, amid=True)
            place = closing + 1


def _note_at(text: str, blocks: Sequence[Block], index: int) -> _Note | None:
    start = blocks[index].start
    if text[start] != "[":
        return None
    if lettered := LETTERED.match(text, start, blocks[index].end):
        end = blocks[index].end
        return _Note(lettered["label"], index, index, start, lettered.end(), end, lettered=True)
    found = OPENING.match(text, start, blocks[index].end)
    closing = _closing(text, found.end()) if found else None
    if found is None or closing is None:
        return None
    last = index
    while last + 1 < len(blocks) and blocks[last + 1].start <= closing:
        last += 1
    if text[closing + 1 : blocks[last].end].strip(" .\u00a0"):
        return None  # the paragraph goes on behind it
    label = (found["label"] or found["sign"] or "").upper()
    return _Note(label, index, last, start, found.end(), closing, foot=FOOT.match(found[0]) is not None)


def _closing(text: str, start: int) -> int | None:
    """The bracket that closes what one before `start` opens."""
    depth = 1
    for found in re.compile(r"[\[\]]").finditer(text, start, start + LONGEST):
        depth += 1 if found[0] == "[" else -1
        if not depth:
            return found.start()
    return None


def _calls(text: str, spans: Sequence[tuple[int, int]], labels: AbstractSet[str]) -> Iterator[_Call]:
    """What may call notes with these labels, in order of place: in brackets, else figures and symbols that look like
    marks."""
    bracketed = [call for span in spans for call in _in_brackets(text, *span) if call.label in labels]
    other = labels - {call.label for call in bracketed}
    bare = [call for span in spans for call in _bare(text, *span, other)] if other else []
    yield from sorted((*bracketed, *bare), key=lambda call: call.start)


def _in_brackets(text: str, start: int, end: int) -> Iterator[_Call]:
    for found in CALL.finditer(text, start, end):
        if ITEM.fullmatch(text, max(start, text.rfind("\n", start, found.start()) + 1), found.start()):
            continue
        offset = found.start("label")
        yield _Call(found["label"], offset - 1, found.end(), offset)


def _bare(text: str, start: int, end: int, labels: AbstractSet[str]) -> Iterator[_Call]:
    highest = max((int(label) for label in labels if label.isdigit()), default=0)
    if highest:
        for each in candidates(text, start, end, highest):
            if each.score >= STRONG and str(each.number) in labels:
                yield _Call(str(each.number), each.start, each.end, each.digit)
    for sign in signs(text, start, end):
        if sign.score == SURE and (sign.symbol in labels or "" in labels):
            yield _Call(sign.symbol if sign.symbol in labels else "", sign.start, sign.end, sign.offset)


# --- which call is whose -------------------------------------------------------------------------------------------


class _Tie(Struct, frozen=True):
    call: _Call
    rival: _Call | None = None


def _ties(notes: Sequence[_Note], calls: Sequence[_Call]) -> list[_Tie | None]:
    """The call of each note, or None: as many as can be in order, each above its note. Notes that stand together are
    looked at together, with the calls that are left above them."""
    ties: list[_Tie | None] = []
    after, starts = 0, [call.start for call in calls]
    for group in _groups(notes):
        top = group[0].start
        near = calls[bisect_left(starts, after) : bisect_left(starts, top)]
        near = [call for call in near if call.label or call.start > group[0].above]
        own = _tied(group, near, amid=starts != [] and starts[-1] > top)
        ties += own
        after = max((tie.call.end for tie in own if tie), default=after)
    return ties


def _groups(notes: Sequence[_Note]) -> Iterator[list[_Note]]:
    group: list[_Note] = []
    for note in notes:
        if group and group[-1].last != note.first - 1:
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def _tied(notes: Sequence[_Note], near: Sequence[_Call], *, amid: bool) -> list[_Tie | None]:
    """The calls of notes that stand together. Where two would do, it is the nearest above notes `amid` the text, else
    the first."""
    labels, called = [note.label for note in notes], [call.label for call in near]
    if labels != called and len(notes) * len(near) > MOST_PAIRS:
        return [None] * len(notes)
    ties: list[_Tie | None] = []
    for last, first in zip(*aligned_both(labels, called, [SURE] * len(near)), strict=True):
        if last is None or first is None:
            ties.append(None)
        else:
            own, other = (last, first) if amid else (first, last)
            ties.append(_Tie(near[own], None if own == other else near[other]))
    return ties


# --- what was found ------------------------------------------------------------------------------------------------


def _recovery(
    text: str, blocks: Sequence[Block], kept: Sequence[tuple[_Note, _Tie | None]], refused: Sequence[Refused]
) -> Recovery:
    numbers = _numbers([note.label for note, _ in kept])
    marks: list[Mark] = []
    bodies: list[Body] = []
    missing: list[Missing] = []
    after = 0
    for number, (note, tie) in zip(numbers, kept, strict=True):
        printed = int(note.label) if note.label.isdigit() else note.label or "[Footnote]"
        span = (note.start, note.text_start, note.text_end)
        bodies.append(Body(number, printed, *span, note.first, note.last, note.amid))
        if note.amid and not tie:
            marks.append(Mark(number, printed, note.start, note.text_end + 1, note.start, 0.97, (HERE,)))
        elif tie:
            marks.append(_mark(number, printed, tie))
            after = max(after, tie.call.end)
        else:
            below = (tie.call.start for _, tie in kept if tie and tie.call.start >= after)
            missing.append(Missing(number, after, min(min(below, default=note.start), note.start)))
    return Recovery(
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
        bodies=tuple(bodies),
        missing=tuple(missing),
        rejected=tuple(sorted(refused, key=lambda one: one.candidate.start)),
        by_symbol=tuple(
            _lists(text, blocks, [(n, note) for n, (note, _) in zip(numbers, kept, strict=True) if not note.amid])
        ),
        closings=tuple(
            (note.text_end, note.text_end + 1 if note.amid else blocks[note.last].end)
            for note, _ in kept
            if not note.lettered
        ),
    )


def _numbers(labels: Sequence[str]) -> list[int]:
    """The labels' own numbers where they climb, else the notes counted."""
    if all(label.isdigit() for label in labels):
        printed = [int(label) for label in labels]
        if all(a < b for a, b in zip([0, *printed], printed, strict=False)):
            return printed
    return list(range(1, len(labels) + 1))


def _mark(number: int, printed: int | str, tie: _Tie) -> Mark:
    call, rival = tie.call, tie.rival
    evidence = ("the label of its note", *([f"as likely at {rival.offset}"] if rival else ()))
    return Mark(number, printed, call.start, call.end, call.offset, 0.6 if rival else 0.97, evidence)


def _lists(text: str, blocks: Sequence[Block], kept: Sequence[tuple[int, _Note]]) -> Iterator[NoteList]:
    """The notes that stand together, as lists."""
    number = {note.start: number for number, note in kept}
    for group in _groups([note for _, note in kept]):
        yield _list(text, blocks, [(number[note.start], note) for note in group])


def _list(text: str, blocks: Sequence[Block], run: Sequence[tuple[int, _Note]]) -> NoteList:
    first, last = run[0][1].first, run[-1][1].last
    labels = tuple(Label(number, note.first, note.start, note.text_start) for number, note in run)
    named = first > 0 and names_notes(text, blocks[first - 1])
    heading = first - 1 if named else None
    return NoteList(labels, first, last, heading, named, False, last == len(blocks) - 1, goes_on=True)
