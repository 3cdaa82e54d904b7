"""Notes that symbols label in flattened text: its blocks in, each such note tied to its mark out, as a `Recovery`.

Symbols begin anew on every page or in every chapter, so a note belongs to the nearest mark of its symbol above it that
is younger than the last note of that symbol. The notes that stand together are tied together, in order: `*` before `†`
before `‡`. Lines that only look like notes, such as bullets, have no marks, and stay text; what is only half certain
stays too, and is reported: so does a note of two marks that would do as well, and has none then.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.alignment import aligned_both
from pressbuild.importers.marks.notelabels import Label
from pressbuild.importers.marks.notelist import NoteList
from pressbuild.importers.marks.notemarks import Body, Mark, Missing, Recovery, Refused
from pressbuild.importers.marks.symbolgroups import Group, groups, labelled, signs_outside
from pressbuild.importers.marks.symbols import LIKELY, SURE, Sign, symbol_candidate

SUPPORT = 0.6  # the share of the notes that look like some whose marks must be found
CALLED = 0.8  # the share of the symbols in the text of such a list that must be marks of its notes
MOST_RIVALS = 3  # so many marks for one note are a sign that has another meaning: `*` for what is out of print
MOST_PAIRS = 3_000_000  # what is looked at in a work to tie its notes
NO_MARK = "no mark above it has this sign"


class _Tie(Struct, frozen=True):
    """A note and its mark; `doubtful` where another would do as well."""

    sign: Sign
    doubtful: bool = False


class _Tied(Struct, frozen=True):
    """A group of lines with the marks of those that have one."""

    group: Group
    ties: tuple[_Tie | None, ...]
    called: bool = False  # the text above has about as many of their symbols as there are lines

    @property
    def count(self) -> int:
        return sum(tie is not None for tie in self.ties)


def symbol_notes(
    text: str, blocks: Sequence[Block], first: int, usual_gap: int, closed: Sequence[tuple[int, int]]
) -> Recovery:
    """The notes that symbols label from block `first` on. No mark is taken from the spans `closed`. The notes are
    numbered from 1."""
    lines = labelled(text, blocks, first)
    shut = sorted(closed)
    seen = [sign for sign in signs_outside(text, blocks, lines) if is_open(shut, sign.start)]
    tying = _Tying(seen)
    tied = [tying.tied(group) for group in groups(text, blocks, lines, seen, usual_gap)]
    alone = [one for one in tied if not one.group.repeats]
    count = sum(one.count for one in alone)
    held = count > 0 and count >= SUPPORT * sum(len(one.group.lines) for one in alone)
    notes = [one for one in tied if (_listed(one) if one.group.repeats else held or one.group.named)]
    return _recovery(blocks, notes, seen, [one.group for one in alone])


def is_open(closed: Sequence[tuple[int, int]], place: int) -> bool:
    """Does a place lie in none of some spans, which are in order?"""
    index = bisect_left(closed, (place + 1,)) - 1
    return index < 0 or place >= closed[index][1]


# --- which mark belongs to which note ------------------------------------------------------------------------------


class _Tying:
    """Gives each group, in order of place, its marks: those above it that no earlier note has, nor stand before one of
    the same symbol."""

    def __init__(self, seen: Sequence[Sign]) -> None:
        self._seen = seen
        self._by_symbol: defaultdict[str, list[Sign]] = defaultdict(list)
        for sign in seen:
            self._by_symbol[sign.symbol].append(sign)
        self._free: defaultdict[str, int] = defaultdict(int)  # for each symbol where its last note stands
        self._left = MOST_PAIRS

    def tied(self, group: Group) -> _Tied:
        near = self._near(group)
        ties = tuple(_ties(group, near)) if self._affords(group, near) else (None,) * len(group.lines)
        if group.repeats and not _support(ties, self._seen, group.top):
            ties = (None,) * len(ties)
        if any(ties) or not (group.alike and group.repeats):
            self._free |= {line.symbol: group.top for line in group.lines}
        return _Tied(group, ties, sum(sign.score == SURE for sign in near) * 2 >= len(ties))

    def _near(self, group: Group) -> list[Sign]:
        near: list[Sign] = []
        for symbol in {line.symbol for line in group.lines}:
            own, places = self._by_symbol[symbol], (self._free[symbol], group.top)
            low, high = (bisect_left(own, place, key=lambda sign: sign.start) for place in places)
            self._left -= high - low
            near += own[low:high] if self._left > 0 else ()
        return sorted(near, key=lambda sign: sign.start)

    def _affords(self, group: Group, near: Sequence[Sign]) -> bool:
        alike = [line.symbol for line in group.lines] == [sign.symbol for sign in near]
        cost = len(near) if alike else len(near) * len(group.lines)
        if cost > self._left:
            return False
        self._left -= cost
        return True


def _support(ties: Sequence[_Tie | None], seen: Sequence[Sign], top: int) -> bool:
    """Are lines notes that may be bullets? Most have marks, and most symbols behind the first of these are marks."""
    count = sum(tie is not None for tie in ties)
    if not count or count < SUPPORT * len(ties):
        return False
    first = min(tie.sign.start for tie in ties if tie)
    low, high = (bisect_left(seen, place, key=lambda sign: sign.start) for place in (first, top))
    return count >= CALLED * sum(sign.score == SURE for sign in seen[low:high])


def _ties(group: Group, near: Sequence[Sign]) -> Iterator[_Tie | None]:
    """The mark of each note of a group, or None. Where notes repeat a symbol, only what has no other reading holds."""
    notes = [note.symbol for note in group.lines]
    last, first = aligned_both(notes, [sign.symbol for sign in near], [sign.score for sign in near])
    rivals = Counter(sign.symbol for sign in near)
    for symbol, nearest, other in zip(notes, last, first, strict=True):
        if nearest is None:
            yield None
        elif nearest == other:
            yield _Tie(near[nearest])
        elif group.repeats or other is None or rivals[symbol] >= MOST_RIVALS:
            yield None
        else:
            yield _Tie(near[nearest], doubtful=True)


def _listed(one: _Tied) -> bool:
    """Are lines notes that may be bullets? Their marks say so, or their heading together with their symbols, or with
    such symbols in the text where a mark is lost and none can be told from another."""
    return one.count > 0 or (one.group.named and (one.called or not one.group.alike))


# --- what was found ------------------------------------------------------------------------------------------------


def _recovery(
    blocks: Sequence[Block], notes: Sequence[_Tied], seen: Sequence[Sign], alone: Sequence[Group]
) -> Recovery:
    marks: list[Mark] = []
    bodies: list[Body] = []
    missing: list[Missing] = []
    lists: list[NoteList] = []
    after = 0
    for one in notes:
        lists.append(_list(blocks, one.group, len(bodies)))
        top = one.group.top
        ties = [tie if tie and not tie.doubtful else None for tie in one.ties]
        for index, (note, last, tie) in enumerate(zip(one.group.lines, one.group.lasts, ties, strict=True)):
            number = len(bodies) + 1
            end = blocks[last].end
            bodies.append(Body(number, note.symbol, note.start, note.text_start, end, note.block, last))
            if tie:
                marks.append(_mark(number, tie))
            else:
                low, high = _between(ties, index, after, top)
                missing.append(Missing(number, low, high))
        after = bodies[-1].end
    tied = {mark.number for mark in marks}
    unmarked = {str(body.printed) for body in bodies if body.number not in tied}
    rejected = (*_unlisted(seen, marks, unmarked, established=bool(marks)), *_unmarked(alone, bodies))
    return Recovery(
        marks=tuple(sorted(marks, key=lambda mark: mark.start)),
        bodies=tuple(bodies),
        missing=tuple(missing),
        rejected=tuple(sorted(rejected, key=lambda refused: refused.candidate.start)),
        by_symbol=tuple(lists),
    )


def _list(blocks: Sequence[Block], group: Group, base: int) -> NoteList:
    labels = tuple(
        Label(base + count, note.block, note.start, note.text_start) for count, note in enumerate(group.lines, start=1)
    )
    first, last = group.lines[0].block, group.lasts[-1]
    return NoteList(labels, first, last, group.heading, group.named, False, last == len(blocks) - 1, goes_on=True)


def _mark(number: int, tie: _Tie) -> Mark:
    sign = tie.sign
    sure = sign.score == SURE
    evidence = [f"“{sign.symbol}”", "the nearest above its note", *([] if sure else ["in an unusual place"])]
    confidence = 0.95 if sure else 0.85
    return Mark(number, sign.symbol, sign.start, sign.end, sign.offset, confidence, tuple(evidence))


def _between(ties: Sequence[_Tie | None], index: int, after: int, before: int) -> tuple[int, int]:
    """Where the mark of a note must stand if it stands anywhere: between those of its neighbours."""
    above = next((tie.sign.end for tie in reversed(ties[:index]) if tie), after)
    below = next((tie.sign.start for tie in ties[index + 1 :] if tie), before)
    return (above, below) if above <= below else (after, before)


def _unlisted(
    seen: Sequence[Sign], marks: Sequence[Mark], symbols: Collection[str], *, established: bool
) -> Iterator[Refused]:
    taken = {mark.start for mark in marks}
    for sign in seen:
        why = "no note below it has this sign" if established else "the text has no notes with this sign"
        if sign.symbol in symbols:
            why = "it is not certain to which of the notes with this sign it belongs"
        if sign.start not in taken:
            yield Refused(symbol_candidate(sign.start, sign.end, sign.offset, sign.score, sign.symbol), why)


def _unmarked(groups: Sequence[Group], bodies: Sequence[Body]) -> Iterator[Refused]:
    taken = {body.start for body in bodies}
    for note in (note for group in groups for note in group.lines):
        if note.start not in taken:
            start, end = note.start, note.start + len(note.symbol)
            candidate = symbol_candidate(start, end, start, LIKELY, note.symbol)
            yield Refused(candidate, NO_MARK)
