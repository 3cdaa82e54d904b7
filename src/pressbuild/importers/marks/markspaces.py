"""Marks behind a space, `strikers 1.` or `strikers (1),`: candidates in, the same with what they gain where marks stand
so out.

A figure behind a space is mostly a number of something. Where nearly every note of a list has one in its order, it
stands where marks do, and no one word stands before many of them, they are marks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from pressbuild.importers.marks.markchain import Chosen
from pressbuild.importers.marks.markcontext import APART, LOOSE, Candidate

GAIN = 5.0  # what a figure behind a stop and a space gains
APART_GAIN = 8.0  # what one behind a word and a space does
LOOSE_SUPPORT = 0.4  # the share of notes whose marks must then be seen
APART_SUPPORT = 0.8
LIST_SUPPORT = 0.9  # the same for `(1) … (2)`, which are mostly a list within a paragraph
LEAST, LEAST_LISTED = 3, 6  # notes
ENDED = frozenset(("before a stop", "at the end of a line", "before a closing mark"))


def spaced_readings(seen: Sequence[Candidate], notes: int) -> Iterator[tuple[float, list[Candidate]]]:
    """The candidates as they count where marks stand behind spaces, and the share of notes that must have one then."""
    yield LOOSE_SUPPORT, [_gained(c, GAIN) if c.form == "loose" else c for c in seen]
    if notes >= LEAST:
        yield APART_SUPPORT, [_gained(c, GAIN if c.form == "loose" else APART_GAIN if _apart(c) else 0) for c in seen]
    if notes >= LEAST_LISTED:
        yield LIST_SUPPORT, [_gained(c, APART_GAIN if _listed(c) else 0) for c in seen]


def _gained(candidate: Candidate, gain: float) -> Candidate:
    return replace(candidate, score=candidate.score + gain) if gain else candidate


def _apart(candidate: Candidate) -> bool:
    """Does a figure behind a word and a space end its sentence or clause, as a mark does?"""
    behind = candidate.evidence[:1] == (APART[0],) or candidate.evidence[:1] == (f"in round brackets, {APART[0]}",)
    return behind and not ENDED.isdisjoint(candidate.evidence)


def _listed(candidate: Candidate) -> bool:
    """Does a figure stand in round brackets behind a space, as marks and the numbers of items do?"""
    return candidate.evidence[:1] in ((f"in round brackets, {LOOSE[0]}",), (f"in round brackets, {APART[0]}",))


def counts_things(chain: Iterable[Chosen], word_before: Callable[[Candidate], str]) -> bool:
    """Does one word stand before most figures of a chain: lot 1, lot 2?"""
    words = Counter(word_before(link.candidate).lower() for link in chain if _apart(link.candidate))
    return bool(words) and max(words.values()) > 1 and max(words.values()) * 2 >= words.total()
