"""Marks of notes that were not found: a text and what was found of its notes in, figures that look like marks out."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pressbuild.importers.flattened.links import Address
from pressbuild.importers.marks.figures import outside
from pressbuild.importers.marks.markchain import best_chain
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import strong_candidates
from pressbuild.importers.marks.markforms import are_signed
from pressbuild.importers.marks.notemarks import ABOVE, MOST_READINGS, Recovery, kept

MANY = 5  # marks beside those whose notes were found, which are worth a word
LIKE_A_MARK = re.compile(r"[a-z][.,;:!?”’)]{1,2}[ ]?\d{1,3}(?![\w.,]\w)")
HIGHEST_UNLISTED = 999  # so many marks are looked for where no list of notes says how many there are
MOST, MOST_SIGNED = 0.8, 0.6  # the share of marks that a text may have kept; less where they have signs of their own
NOTHING = Recovery()
FOLLOWS = 2  # how far it is from one mark of notes that were not found to the next


def without_list(text: str, links: Sequence[Address], found: Recovery = NOTHING) -> tuple[Candidate, ...]:
    """The marks 1, 2, 3 … that a text without a list of notes seems to have; empty unless three or more stand out. Of a
    text some of whose notes were `found`, those beside them that nothing was said of, where these are more."""
    if found.bodies and not _may_be_more(text, len(found.marks)):
        return ()
    seen = outside(links, strong_candidates(text, 0, len(text), HIGHEST_UNLISTED))
    marks = [c.candidate for c in kept(best_chain(list(islice(seen, MOST_READINGS)), 1, HIGHEST_UNLISTED))]
    complete = len(marks) > 2 and _are_nearly_all(marks)
    if not found.bodies:
        return tuple(marks) if complete else ()
    known = {mark.end for mark in found.marks} | {one.candidate.end for one in found.rejected}
    left = [mark for mark in marks if mark.end not in known]
    return tuple(left) if complete and len(left) >= max(MANY, len(found.marks)) else ()


def _may_be_more(text: str, known: int) -> bool:
    """May a text have more marks than those that are known? As many as are looked for, and figures that look like
    them."""
    return known <= HIGHEST_UNLISTED and sum(1 for _ in LIKE_A_MARK.finditer(text)) >= MANY + 2 * known


def _are_nearly_all(marks: Sequence[Candidate]) -> bool:
    """Are marks all up to the last of them, or of many nearly all, or of those with signs of their own most?"""
    share = len(marks) / marks[-1].number
    signed = len(marks) >= MANY and share >= MOST_SIGNED and are_signed(marks)
    return share == 1 or signed or (len(marks) >= 2 * MANY and share >= MOST)


def marks_of(text: str, links: Sequence[Address]) -> Iterator[Candidate]:
    """All figures of a text that look like marks."""
    whole = outside(links, strong_candidates(text, 0, len(text), HIGHEST_UNLISTED))
    return (candidate for candidate in whole if candidate.form != "round")


def marks_refused(found: Recovery) -> int:
    """How many figures above the number of notes are marks beyond doubt, for they follow one another in their order: a
    reading that refuses more of them than it has of its own has missed the work's notes."""
    above = [one.candidate for one in found.rejected if one.candidate.score >= STRONG and one.why.startswith(ABOVE)]
    above = [candidate for candidate in above if candidate.form not in ("run together", "round")]
    follow = sum(0 < below.number - one.number <= FOLLOWS for one, below in pairwise(above))
    return len(above) if follow * 3 > len(above) * 2 else 0
