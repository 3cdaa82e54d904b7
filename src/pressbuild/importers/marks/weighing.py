"""Which numbered lines of a text begin notes: its numbered lines and figures in, the lists of the heaviest reading out.

A numbered line may begin a note, an item of a list in the text or in a note, a heading, or nothing of the kind; a
figure may be a mark or none. All readings of a text are weighed as a whole, in log odds: a mark weighs what speaks for
it; a note without a mark or a list in the text weigh against. Block by block the heaviest reading of each state is kept
(the Viterbi algorithm), so what a list is depends on all that stands before it and behind it.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notelabels import SKIPPED, Label

# What speaks for a reading.
DUE = 1.5  # a mark has the number that is due, which a figure seldom has by chance
NAMED, APART = 4.0, 1.0  # a list of notes has its heading above it, or more room than a paragraph
CITES = 1.0  # a note cites something
FOOT = 8.0  # it stands at the foot of its page
# What speaks against it.
WEAK = -1.0  # a figure that is hardly a mark has the number of one: more than nothing
UNMARKED = 1.3  # a note without a mark that can be told from other figures
OPEN, LATER = 6.0, 2.0  # a mark whose note never comes, or not on its page
LOST = 5.0  # a note whose label is lost
FORM = 3.0  # a note whose label has another form than the one above
ITEM, SECOND, THIRD, NEXT = 7.0, -4.5, -1.0, 0.1  # one item is no list, and two hardly are
APART_FROM_ABOVE = 1.0  # an item that text parts from the one above
ASTRAY, YEARS = 5.0, 1000  # a number that none goes before begins a paragraph; less where it may be a year
HEAD = 1.5  # a numbered heading
OPENS = 2.0  # a note looks like the head of the chapter that is due
BESIDE, BEHIND = 1.0, 2.0  # notes right behind a list in the text, and the other way round
ITEMISED = 6.0  # a note's paragraph is a whole list
ANNOUNCED = 3.0  # a list of notes stands below a colon
WITHIN, WITHIN_ANNOUNCED, WITHIN_SECOND = 5.5, 3.0, -2.0  # a note has a list, below a colon
PARAGRAPH, INDENTED = 1.0, 0.2  # a note has a further paragraph
# How far the search goes.
MOST_LOST = 12  # marks in a row
FEWEST_TAKEN, MOST_LEARNT = 5, 3.0  # figures of a kind from which it is learnt what the kind says, and that at most
MOST, SLACK = 16, 20.0  # readings at a time, and how much less than the heaviest they may weigh


class NumberedLine(Struct, frozen=True):
    """A line with a label as it looks: a heading, one that `opens` a chapter by its place among others, or one that
    cites something; below a colon, a heading of notes, or more room than between paragraphs; at the foot of a page
    that calls it. Where its paragraph holds further items, `1. Bread. 2. Salt.`, it goes on to the `last` of them."""

    label: Label
    is_head: bool
    opens: bool
    cites: bool
    announced: bool
    named: bool
    apart: bool
    at_foot: bool = False
    last: int = 0

    @property
    def is_list(self) -> bool:
        """Is its paragraph a whole list, or the beginning of one?"""
        return self.last > self.label.number


class Listed(Struct, frozen=True):
    """The labels of one list of notes; it `goes_on` with the numbers of the one above, or begins anew."""

    labels: tuple[Label, ...]
    goes_on: bool


class _State(Struct, frozen=True, cache_hash=True):
    """Where a reading stands: `inside` a note or in the text; so many marks and notes since numbers began anew; the
    last `item` of a list in text or note, below 0 where text stands behind it; the form of the notes' labels."""

    inside: bool = False
    marks: int = 0
    notes: int = 0
    item: int = 0
    form: str = ""

    @property
    def open(self) -> int:
        """The marks whose notes have not come."""
        return max(0, self.marks - self.notes)


class _Note(Struct, frozen=True):
    """A note of a reading, and those above; with it a list `opens`, whose numbers may begin `anew`."""

    label: Label
    opens: bool
    anew: bool
    above: "_Note | None"


class _Taken(Struct, frozen=True):
    """A figure that a reading takes for a mark, and those above."""

    figure: Candidate
    above: "_Taken | None"


class _Reading(Struct, frozen=True):
    """What a reading weighs, its last mark, and its last note."""

    weight: float = 0.0
    mark: _Taken | None = None
    note: _Note | None = None

    def less(self, cost: float) -> "_Reading":
        return _Reading(self.weight - cost, self.mark, self.note)


class _Numbering(Struct, frozen=True):
    """What it costs that a list's numbers begin `anew`, or that they go `on`."""

    anew: float = 1.0
    on: float = 0.0

    @classmethod
    def of(cls, lists: Sequence[Listed]) -> "_Numbering":
        """As often as the lists of a work do it; even where it has none, or one."""
        chance = (sum(not listed.goes_on for listed in lists[1:]) + 1) / (max(1, len(lists)) + 1)
        return cls(-log(chance), -log(1 - chance))


def weighed(
    blocks: Sequence[Block], lines: Mapping[int, NumberedLine], figures: Sequence[Candidate]
) -> tuple[tuple[Listed, ...], float]:
    """The lists of notes that a text's heaviest reading has, and what it weighs; `lines` are given by their blocks. A
    first reading tells how the work numbers its notes, and what its marks look like."""
    first = _Weighing(blocks, lines, figures, _Numbering()).heaviest()
    lists = _lists(first.note)
    learnt = _learnt(figures, first.mark)
    if learnt == figures and all(listed.goes_on for listed in lists[1:]):
        return lists, first.weight
    second = _Weighing(blocks, lines, learnt, _Numbering.of(lists)).heaviest()
    return _lists(second.note), second.weight


def _learnt(figures: Sequence[Candidate], mark: _Taken | None) -> Sequence[Candidate]:
    """The figures, those of a kind nearly all of which a reading took for marks at what that says for each."""
    every = Counter(figure.evidence[:1] for figure in figures)
    taken: Counter[tuple[str, ...]] = Counter()
    while mark:
        taken[mark.figure.evidence[:1]] += 1
        mark = mark.above
    worth = {
        kind: min(MOST_LEARNT, log((count + 0.5) / (every[kind] - count + 0.5)))
        for kind, count in taken.items()
        if count >= FEWEST_TAKEN
    }
    return [_at_least(figure, worth.get(figure.evidence[:1], WEAK)) for figure in figures]


def _at_least(figure: Candidate, worth: float) -> Candidate:
    return replace(figure, score=worth) if worth > max(figure.score, WEAK) else figure


class _Weighing:
    """The heaviest reading of each state, `now` behind the blocks that were read, and `further` behind one more."""

    def __init__(
        self,
        blocks: Sequence[Block],
        lines: Mapping[int, NumberedLine],
        figures: Sequence[Candidate],
        numbering: _Numbering,
    ) -> None:
        self._blocks, self._lines, self._figures, self._numbering = blocks, lines, figures, numbering
        self._has_feet = any(block.foot for block in blocks)
        self._now: dict[_State, _Reading] = {_State(): _Reading()}
        self._further: dict[_State, _Reading] = {}

    def heaviest(self) -> _Reading:
        starts = [figure.start for figure in self._figures]
        for index, block in enumerate(self._blocks):
            line = self._lines.get(index)
            self._further = {}
            self._as_text(line)
            figures = self._figures[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            if figures:
                self._with_marks(figures)
            if line:
                self._as_note(line)
            self._as_part_of_a_note(index, line)
            self._now = _heaviest(self._further)
        closed = (reading.less(OPEN * state.open) for state, reading in self._now.items())
        return max(closed, key=lambda reading: reading.weight)

    def _put(self, state: _State, reading: _Reading) -> None:
        known = self._further.get(state)
        if known is None or reading.weight > known.weight:
            self._further[state] = reading

    def _as_text(self, line: NumberedLine | None) -> None:
        """A block as a paragraph, a heading or an item."""
        for state, reading in self._now.items():
            if not (line or state.inside):
                self._put(replace(state, item=-state.item) if state.item > 0 else state, reading)
                continue
            item, cost = (0, LATER * state.open) if state.inside else (state.item, 0.0)
            if line and not line.opens:
                cost += _item(line, item) + CITES * line.cites + FOOT * line.at_foot
                cost += BEHIND + ANNOUNCED * line.announced if state.inside else 0.0  # the colon is the note's
            item = -abs(item) if not line else item if line.is_head else max(line.label.number, line.last)
            self._put(_State(False, state.marks, state.notes, item, state.form), reading.less(cost))

    def _with_marks(self, figures: Sequence[Candidate]) -> None:
        """Figures of the block as marks: each where it is the next one, or the first where numbers begin anew."""
        in_text: defaultdict[int, list[_State]] = defaultdict(list)  # the states in the text by their marks
        for state in self._further:
            in_text[state.marks].append(state)
        for figure in figures:
            number = figure.number
            marks = list(in_text) if number <= 1 + SKIPPED else range(number - 1 - MOST_LOST, number)
            for state in [state for each in marks for state in in_text.get(each, ())]:
                for marked, reading in self._with_mark(figure, state, self._further[state]):
                    if marked not in self._further:
                        in_text[number].append(marked)
                    self._put(marked, reading)

    def _with_mark(self, figure: Candidate, state: _State, reading: _Reading) -> Iterator[tuple[_State, _Reading]]:
        """What becomes of a state with a further mark."""
        number, lost = figure.number, figure.number - state.marks - 1
        if reading.mark and figure.start < reading.mark.figure.end:
            return
        weight, mark = reading.weight + max(figure.score, WEAK), _Taken(figure, reading.mark)
        if 0 <= lost <= MOST_LOST:
            gain = DUE if state.marks and not lost and figure.score > WEAK else 0.0
            further = _State(False, number, state.notes, state.item, state.form)
            yield further, _Reading(weight - (UNMARKED * lost - gain), mark, reading.note)
        if number <= 1 + SKIPPED and reading.note:
            cost = self._numbering.anew + OPEN * state.open + UNMARKED * (number - 1)
            yield _State(False, number, 0, state.item, state.form), _Reading(weight - cost, mark, reading.note)

    def _as_note(self, line: NumberedLine) -> None:
        """A numbered line as the next note, with or without its mark, or as the first where numbers begin anew."""
        label = line.label
        for state, reading in self._now.items():
            lost = label.number - state.notes - 1
            may_begin = label.number == 1 and state.notes and not state.inside
            if not (0 <= lost <= SKIPPED or may_begin):
                continue
            cost = FORM * (state.form not in ("", label.form)) + ANNOUNCED * line.announced + OPENS * line.opens
            cost += ITEMISED * line.is_list
            cost += FOOT * (self._has_feet and not line.at_foot)
            if not state.inside:
                cost -= NAMED if line.named else APART * line.apart
                cost += BESIDE * (state.item > 0) + ASTRAY * (0 < state.item == label.number - 1)
            if 0 <= lost <= SKIPPED:
                anew = not state.notes
                unmarked = UNMARKED * max(0, label.number - state.marks)
                on = 0.0 if anew or state.inside else self._numbering.on
                marks = max(state.marks, label.number)
                self._put_note(state, reading.less(cost + LOST * lost + unmarked + on), label, marks, anew=anew)
            if may_begin:
                cost += self._numbering.anew + UNMARKED + OPEN * state.open
                self._put_note(state, reading.less(cost), label, 1, anew=True)

    def _put_note(self, above: _State, reading: _Reading, label: Label, marks: int, *, anew: bool) -> None:
        note = _Note(label, not above.inside, anew, reading.note)
        self._put(_State(True, marks, label.number, 0, label.form), _Reading(reading.weight, reading.mark, note))

    def _as_part_of_a_note(self, index: int, line: NumberedLine | None) -> None:
        """A block as a further paragraph of a note, or as an item of a list in it."""
        block = self._blocks[index]
        for state, reading in self._now.items():
            if state.inside:
                cost = _item_of_a_note(line, state) if line else INDENTED if block.indent > 1 else PARAGRAPH
                cost += FOOT * (block.foot or self._blocks[index - 1].foot)  # a note there is one paragraph
                item = line.label.number if line else 0
                further = state if state.item == item else replace(state, item=item)
                self._put(further, reading.less(cost))


def _item(line: NumberedLine, above: int) -> float:
    """What a numbered line costs in the text, behind the item `above`, with the further items of its paragraph."""
    number = line.label.number
    further = sum(map(_next_item, range(number + 1, line.last + 1)))
    if line.is_head:
        return HEAD
    if number == 1:
        return ITEM + further - ANNOUNCED * line.announced
    if number == abs(above) + 1:
        return _next_item(number) + further + APART_FROM_ABOVE * (above < 0)
    return _astray(line) + further


def _next_item(number: int) -> float:
    return {2: SECOND, 3: THIRD}.get(number, NEXT)


def _item_of_a_note(line: NumberedLine, state: _State) -> float:
    number = line.label.number
    if 0 < state.item == number - 1:
        cost = WITHIN_SECOND if number == 2 else NEXT
    elif number == 1:
        cost = WITHIN - WITHIN_ANNOUNCED * line.announced
    else:
        cost = _astray(line) + ASTRAY * (number == state.notes + 1)  # the next note is due
    return cost + CITES * line.cites


def _astray(line: NumberedLine) -> float:
    return HEAD if line.is_head or line.label.number >= YEARS else ASTRAY


def _heaviest(readings: dict[_State, _Reading]) -> dict[_State, _Reading]:
    """The readings that may still become the heaviest: of all, and of all with no note to come."""
    if len(readings) <= MOST:
        return readings
    weights = {state: reading.weight for state, reading in readings.items()}
    settled = {state: weight - OPEN * state.open for state, weight in weights.items()}
    kept: dict[_State, _Reading] = {}
    for each in (weights, settled):
        order = sorted(each, key=each.__getitem__, reverse=True)[:MOST]
        kept |= {state: readings[state] for state in order if each[state] >= each[order[0]] - SLACK}
    return kept


def _lists(note: _Note | None) -> tuple[Listed, ...]:
    """The lists that end with a note, and those above."""
    lists: list[Listed] = []
    labels: list[Label] = []
    while note:
        labels.append(note.label)
        if note.opens:
            lists.append(Listed(tuple(reversed(labels)), goes_on=not note.anew))
            labels = []
        note = note.above
    return tuple(reversed(lists))
