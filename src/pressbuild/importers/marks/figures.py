"""The figures of a work that may be marks: pieces of text in, their candidates in order of place out, and how often
a figure of a kind has a number by chance."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log

from pressbuild.importers.flattened.links import Address
from pressbuild.importers.marks.markcontext import STRONG, Candidate, word_before
from pressbuild.importers.marks.markevidence import candidates
from pressbuild.importers.marks.markspaces import Habit

SURE = 4.5  # what speaks for a weak candidate before its rareness: marks are seldom lost, and one is due there
MOST = 16.0  # what rareness can weigh
MOST_BY_CHANCE = 2.0  # where more are expected, that none is there says little
FEWEST_DIGITS = 2  # of the numbers that are looked for at once


class Seen:
    """The figures of a `text` that may be marks and stand in none of its `links`, read once for all that look among
    them."""

    def __init__(self, text: str, links: Sequence[Address]) -> None:
        self.text, self.links = text, links
        self._highest = 0
        self._found: list[Candidate] = []
        self._starts: list[int] = []

    def within(self, start: int, end: int, highest: int) -> list[Candidate]:
        """The candidates in [start, end) up to a number."""
        if highest > self._highest:
            self._read(10 ** max(FEWEST_DIGITS, len(str(highest))) - 1)
        low, high = (bisect_left(self._starts, place) for place in (start, end))
        return [candidate for candidate in self._found[low:high] if candidate.number <= highest]

    def _read(self, highest: int) -> None:
        self._highest = highest
        self._found = list(outside(self.links, candidates(self.text, 0, len(self.text), highest)))
        self._starts = [candidate.start for candidate in self._found]


class Figures:
    """All candidates up to the number `highest` in pieces [start, end) of a text; where the work has a `habit`, as they
    count then."""

    def __init__(self, seen: Seen, pieces: Sequence[tuple[int, int]], highest: int, habit: Habit | None = None) -> None:
        self._text, self.habit = seen.text, habit
        found = chain.from_iterable(seen.within(start, end, highest) for start, end in pieces)
        self._all = list(map(habit.gained, found) if habit else found)
        self._starts = [candidate.start for candidate in self._all]
        self._length = max(1, sum(end - start for start, end in pieces))
        weak = [c for c in self._all if c.score < STRONG]
        self._kinds = Counter(map(_kind, weak))
        self._weak = Counter(c.number for c in weak)
        self._numbers = Counter((c.number, c.evidence[:1]) for c in weak)

    def within(self, pieces: Iterable[tuple[int, int]], highest: int) -> list[Candidate]:
        """The candidates in pieces of the text, up to a number."""
        slices = (self._all[bisect_left(self._starts, s) : bisect_left(self._starts, e)] for s, e in pieces)
        return [candidate for part in slices for candidate in part if candidate.number <= highest]

    def word_before(self, candidate: Candidate) -> str:
        return spaced_word(self._text, candidate)

    def by_chance(self, printed: int, room: int) -> float:
        """How many weak figures have a number in so many characters by chance."""
        return min(MOST_BY_CHANCE, self._weak[printed] * max(1, room) / self._length)

    def rareness(self, candidate: Candidate, printed: int, room: int) -> float:
        """What speaks for a candidate with a `printed` number in a gap of so many characters: the rarer one is by
        chance, the more. A kind has about as many figures of each number; a number that one work favours counts as
        often as it stands there."""
        name, digits = kind = _kind(candidate)
        alike = max(0.5, self._kinds[kind] - 0.5) / (9 * 10 ** (digits - 1))
        expected = max(alike, self._numbers[printed, name] - 1) * max(1, room) / self._length
        return min(MOST, SURE - log(max(expected, 1e-9)))


def _kind(candidate: Candidate) -> tuple[tuple[str, ...], int]:
    """What stands before a figure, and how many digits it has as a mark."""
    return candidate.evidence[:1], candidate.end - candidate.digit - (candidate.form in ("square", "round"))


def outside(links: Sequence[Address], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that stand in no web address."""
    starts = [link.start for link in links]
    for candidate in found:
        index = bisect_right(starts, candidate.digit) - 1
        if index < 0 or candidate.digit >= links[index].end:
            yield candidate


def spaced_word(text: str, candidate: Candidate) -> str:
    """The word before a figure that stands behind a space."""
    low = max(0, candidate.start - 4)
    return word_before(text, low + len(text[low : candidate.start].rstrip()), 0)
