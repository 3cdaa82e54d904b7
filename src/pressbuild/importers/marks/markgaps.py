"""Numbers that the best chain of marks leaves out: the chain and all figures in, the chain with its gaps filled out.

Between two marks of a chain stands what the numbers between them ask for. A weak candidate of such a number is taken
where it stands alone, and where a figure like it would hardly have its number by chance (`figures`).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import exp, log

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.marks.figures import Figures
from pressbuild.importers.marks.markchain import Chosen, best_chain
from pressbuild.importers.marks.markcontext import (
    ABBREVIATED,
    APART,
    BEFORE_SENTENCE,
    COUNTED,
    DECIMAL,
    GROUPED,
    LOOSE,
    ROMAN_NUMBER,
    RULED_OUT,
    WITHIN_CITED,
    Candidate,
    behind_space,
)
from pressbuild.importers.marks.markevidence import SPACED, WITH_FIGURE
from pressbuild.importers.marks.markforms import OWN_SIGN, are_signed
from pressbuild.importers.marks.stretches import Stretch

STANDS_OUT = 5.0  # by how much a filling must be better than anything else in its place: about 150 to 1
UNLIKELY = -3.0  # no form weighs less: how often figures stand so by chance is weighed by their rareness already
MOST_WEAK = 5_000  # so many in one gap say nothing any more
FILLED = 0.8  # the margin that a filled gap is worth
OWN_FORM = 4.0  # what it says for a figure behind a space that most marks of the work stand so
OFTEN = 4.0  # how many times more are lost in a text that may have lost any one
MANY = 20.0  # where so many are lost, a figure behind a space says nothing
ALONE = "the only one between its neighbours"
GROUP = 3  # figures behind a comma that make one number with those before it
ENDED = frozenset((BEFORE_SENTENCE, "at the end of a line", "before a closing mark"))
LAST = ENDED | {"before a stop"}
UNKNOWN = 0.5  # marks that a text may have lost though nothing shows it
SELDOM = 0.005  # so few of a work's marks are lost that nothing follows for the rest


class Gap(Struct, frozen=True):
    """The numbers `low` to `high` have no mark; it must stand in the text from `after` to `before`, ahead of `link`."""

    low: int
    high: int
    after: int
    before: int
    link: Chosen | None


def gaps(chain: Sequence[Chosen], stretch: Stretch) -> Iterator[Gap]:
    """The gap, empty or not, before each link of a chain and after the last."""
    low, after = stretch.lowest, stretch.start
    for chosen in chain:
        candidate = chosen.candidate
        yield Gap(low, candidate.number - 1, after, candidate.start, chosen)
        low, after = candidate.number + 1, candidate.end
    yield Gap(low, stretch.highest, after, stretch.end, None)


class Look:
    """A chain, all candidates with their printed numbers, and the stretch that they stand in."""

    def __init__(
        self, found: Sequence[Candidate], chain: tuple[Chosen, ...], stretch: Stretch, figures: Figures
    ) -> None:
        self._found, self._chain = found, chain
        self._stretch, self._figures = stretch, figures
        self._starts = [candidate.start for candidate in found]
        first = Counter(chosen.candidate.evidence[:1] for chosen in chain)
        self._usual = first.most_common(1)[0][0] if first else ()  # what most marks of the work stand behind
        self._signed = are_signed(chosen.candidate for chosen in chain)
        spaced = sum(chosen.candidate.form in SPACED for chosen in chain)
        self._spaced = spaced * 2 > len(chain) if chain else figures.habit is not None

    @property
    def notes(self) -> int:
        return self._stretch.highest - self._stretch.lowest + 1

    def lost(self) -> float:
        """How many marks the text has lost, as far as it shows: a number that no figure has between its neighbours is
        lost; where chance has put one there, that does not show, so each counts for as many as chance hides."""
        lost = 0.0
        for gap in gaps(self.filled(), self._stretch):
            if gap.low <= gap.high:
                there = {candidate.number for candidate in self._within(gap, self._may_fill)}
                room = gap.before - gap.after
                lost += sum(
                    exp(self._figures.by_chance(self._stretch.printed(number), room))
                    for number in range(gap.low, gap.high + 1)
                    if number not in there
                )
        return lost

    def filled(self, share: float = 0.0) -> tuple[Chosen, ...]:
        """The chain with the numbers that it left out, where one weak candidate between the neighbours stands out. The
        work has lost that `share` of its marks: the more it lost, the more is asked for."""
        lost = max(1.0, share / SELDOM)
        few = UNKNOWN / self.notes > OFTEN * SELDOM  # too few to tell that none is lost
        complete: list[Chosen] = []
        doubt = log(lost)
        for gap in gaps(self._chain, self._stretch):
            if gap.low <= gap.high:
                found = self._within(
                    gap, lambda c: self._may_fill(c) and not _is_whole(c, doubted=few or lost >= OFTEN)
                )
                weak = {(c.end, c.number): c for c in islice(found, MOST_WEAK)}
                worth = [replace(c, score=max(c.score, UNLIKELY) + self._worth(c, gap) - doubt) for c in weak.values()]
                best = [link for link in best_chain(worth, gap.low, gap.high) if link.margin >= STANDS_OUT]
                best = [link for link in best if not self._may_be_cited(link.candidate, gap)]
                complete += [_as_filled(weak[link.candidate.end, link.candidate.number]) for link in best]
                if not best and lost < MANY and (alone := self._alone(gap)):
                    complete.append(_as_filled(alone))
            if gap.link:
                complete.append(gap.link)
        return tuple(complete)

    def _worth(self, candidate: Candidate, gap: Gap) -> float:
        printed = self._stretch.printed(candidate.number)
        form = OWN_FORM if self._spaced else 0.0
        return form + self._figures.rareness(candidate, printed, gap.before - gap.after)

    def _may_be_cited(self, candidate: Candidate, gap: Gap) -> bool:
        """May the mark stand in a cited figure, `section 394` for 39 and 4, as well as in another that is as little
        likely to have one?"""
        if candidate.evidence[0] != WITH_FIGURE:
            return False
        found = self._within(gap, lambda each: WITHIN_CITED in each.evidence)
        return any(each.number == candidate.number for each in found)

    def _alone(self, gap: Gap) -> Candidate | None:
        """The figure behind a space that is the only one with the one number that a gap lacks, and ends its sentence or
        clause as marks do: a space came before this mark alone."""
        if self._spaced or self._signed or gap.low < gap.high:
            return None
        found = list(islice(self._within(gap, lambda _: True), 2))
        if len(found) != 1 or found[0].form not in SPACED or LAST.isdisjoint(found[0].evidence):
            return None
        return found[0] if found[0].evidence[0] in (LOOSE[0], APART[0]) else None

    def _within(self, gap: Gap, taken: Callable[[Candidate], bool]) -> Iterator[Candidate]:
        """The candidates in a gap that are `taken` for it, numbered as the gap wants them, in each of its ranges."""
        inside = slice(bisect_left(self._starts, gap.after), bisect_left(self._starts, gap.before))
        ranges = [r for r in self._stretch.ranges if r.low + r.add <= gap.high and r.high + r.add >= gap.low]
        for candidate in self._found[inside]:
            if candidate.end > gap.before or not taken(candidate):
                continue
            for part in ranges:
                number = candidate.number + part.add
                if part.low <= candidate.number <= part.high and gap.low <= number <= gap.high:
                    yield replace(candidate, number=number) if part.add else candidate

    def _may_fill(self, candidate: Candidate) -> bool:
        """A number behind a word such as `chapter`, one of `(1) … (2)`, and a bare one where all marks have signs of
        their own, are no marks that were only weak."""
        if self._signed and candidate.form not in OWN_SIGN:
            return False
        counted = candidate.form == "spaced" and candidate.evidence[:1] == (COUNTED[0],)
        listed = candidate.form == "round" and candidate.evidence[:1] != self._usual and behind_space(candidate)
        ruled_out = counted or listed or not _excused(candidate).issuperset(RULED_OUT.intersection(candidate.evidence))
        return self._spaced == (candidate.form in SPACED) and not ruled_out


def _excused(candidate: Candidate) -> frozenset[str]:
    """What does not rule a figure out: a sentence may end with a word that is an abbreviation elsewhere (`an act.`)."""
    return frozenset() if ENDED.isdisjoint(candidate.evidence) else frozenset((ABBREVIATED,))


def _is_whole(candidate: Candidate, *, doubted: bool) -> bool:
    """Is a figure with what stands before it one figure as it is written, `1.446` within a sentence, `28,446` or `464`?
    It has the number of a lost mark by no more than chance. No sentence goes on behind a stop and its mark; the others
    are figures where it is `doubted` that hardly a mark is lost."""
    if candidate.evidence[0] in (DECIMAL, ROMAN_NUMBER):
        return ENDED.isdisjoint(candidate.evidence)
    grouped = candidate.evidence[0] == GROUPED and candidate.end - candidate.digit == GROUP
    return doubted and (grouped or candidate.evidence[0] == WITH_FIGURE)


def _as_filled(candidate: Candidate) -> Chosen:
    """A weak candidate taken because its number is missing just there: a person should look at it."""
    return Chosen(replace(candidate, evidence=(*candidate.evidence, ALONE)), FILLED, None)
