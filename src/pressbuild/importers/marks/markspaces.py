"""Marks behind a space, `strikers 1.` or `strikers (1),`: candidates in, the same with what they gain where marks stand
so out.

A figure behind a space is mostly a number of something. Where nearly every note of a list has one in its order, it
stands where marks do, and no one word stands before many of them, they are marks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.marks.markcontext import APART, BEHIND_COMMA, BEHIND_SPACE, LOOSE, NAMED_NOTE, Candidate

ROUND = "in round brackets, "
ENDED = frozenset(("before a stop", "at the end of a line", "before a closing mark"))


class Habit(Struct, frozen=True):
    """How the marks of a work stand behind spaces: what a figure gains by what stands before it, behind a word only if
    it ends a sentence or clause as a mark does; and the share of at least so many notes that must have a mark then."""

    gains: Mapping[str, float]
    support: float
    least: int = 1

    def gained(self, candidate: Candidate) -> Candidate:
        """A candidate as it counts where this is the habit."""
        gain = self._gain(candidate)
        return replace(candidate, score=candidate.score + gain) if gain else candidate

    def gains_on(self, candidate: Candidate) -> bool:
        return self._gain(candidate) > 0

    def _gain(self, candidate: Candidate) -> float:
        if not candidate.evidence or (self is WORDS and _apart(candidate) and ENDED.isdisjoint(candidate.evidence)):
            return 0.0
        return self.gains.get(candidate.evidence[0], 0.0)


STOPS = Habit({LOOSE[0]: 5.0}, 0.4)
WORDS = Habit({LOOSE[0]: 5.0, BEHIND_COMMA[0]: 5.0, APART[0]: 8.0, ROUND + APART[0]: 8.0}, 0.8, 3)
ROUNDS = Habit(dict.fromkeys((ROUND + name for name, _ in (LOOSE, APART, BEHIND_COMMA, BEHIND_SPACE)), 8.0), 0.9, 6)
LABELLED = Habit(dict(ROUNDS.gains), 0.6, 2)  # where the list of notes has its labels in such brackets
NAMES = Habit({NAMED_NOTE[0]: 13.0}, 0.6, 3)
HABITS = (STOPS, WORDS, ROUNDS, NAMES)  # `(1) … (2)` are mostly a list within a paragraph


def _apart(candidate: Candidate) -> bool:
    return candidate.evidence[0] in (APART[0], ROUND + APART[0])


def ends_clauses(chain: Sequence[Candidate]) -> bool:
    """Does half of a chain end sentences or clauses, as marks do and the items of `(1) bread, (2) salt` do not?"""
    return sum(not ENDED.isdisjoint(each.evidence) for each in chain) * 2 >= len(chain)


def lists_things(figures: Iterable[Candidate]) -> bool:
    """Does half of some figures in round brackets stand within a sentence, behind its commas, as items do, and fewer
    behind stops?"""
    rounded = Counter(each.evidence[0] for each in figures if each.form == "round" and each.evidence)
    commas = rounded[ROUND + BEHIND_COMMA[0]]
    return commas * 2 >= rounded.total() and commas > rounded[ROUND + LOOSE[0]]


def counts_things(chain: Iterable[Candidate], word_before: Callable[[Candidate], str]) -> bool:
    """Does one word stand before most figures of a chain: lot 1, lot 2?"""
    words = Counter(word_before(link).lower() for link in chain if _apart(link))
    return bool(words) and max(words.values()) > 1 and max(words.values()) * 2 >= words.total()
