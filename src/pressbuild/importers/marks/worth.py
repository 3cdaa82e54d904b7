"""What a reading of a work's notes accounts for: what was found in, how much of it holds together out."""

from collections.abc import Sequence

from pressbuild.importers.marks.markgaps import ALONE
from pressbuild.importers.marks.markruns import IN_ONE
from pressbuild.importers.marks.notemarks import Recovery


def worth(found: Recovery) -> int:
    """What a reading accounts for, less what it leaves open."""
    return figures_read(found) - len(found.missing) - without_note(found)


def without_note(found: Recovery) -> int:
    """How many marks call notes that are not there."""
    bodies = {body.number for body in found.bodies}
    return sum(mark.number not in bodies for mark in found.marks)


def figures_read(found: Recovery) -> int:
    """How many figures are marks beyond doubt; `12` as the marks 1 and 2 is one, and what only fills a gap says nothing
    of the list that lacks it."""
    return sum(ALONE not in mark.evidence for mark in found.marks) - _in_one(found)


def left_open(found: Recovery) -> int:
    """How many notes have no mark beyond doubt: what fills a gap would fill another reading's, too."""
    return len(found.missing) + len(found.marks) - figures_read(found)


def _in_one(found: Recovery) -> int:
    return sum(IN_ONE in mark.evidence for mark in found.marks) // 2


def accounts_for_more(found: Recovery, apart: Sequence[Recovery]) -> bool:
    """Has one list more of its marks than several have, and fewer notes without one?"""
    return figures_read(found) >= sum(map(figures_read, apart)) and worth(found) > sum(map(worth, apart))


def accounts_for_as_much(found: Recovery, other: Recovery) -> bool:
    """Has one reading as many marks as another, and as many of its notes?"""
    as_much = figures_read(found) >= figures_read(other) and worth(found) >= worth(other)
    return as_much and len(found.bodies) >= len(other.bodies) - without_note(other)
