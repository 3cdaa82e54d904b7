"""Dashes and dots that a flattened text has lost: text in, the places of spaced hyphens and spaced dots out."""

import re

# A hyphen between spaces is a dash; at the start of a line it is a list's mark, between figures a minus or a range. The
# signs come before what stands before them, so that they are found at once.
SPACED_HYPHEN = re.compile(r"-(?<=\S[ \u00a0]-)-?(?=[ \u00a0]\S|\r?\n\S)")
SPACED_DOTS = re.compile(r"\.\.\.(?<=[ \u00a0\n]\.\.\.)(?!\.)")
DIGIT_BEFORE = re.compile(r"\d[ \u00a0]$")
DIGIT_AFTER = re.compile(r"[ \u00a0]\d")


def dashes(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the hyphens that stand for dashes."""
    spans = (found.span() for found in SPACED_HYPHEN.finditer(text))
    return tuple(span for span in spans if not _between_figures(text, *span))


def ellipses(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of three dots that follow a space: an ellipsis of its own. Dots behind a word stay the house's work."""
    return tuple(found.span() for found in SPACED_DOTS.finditer(text))


def _between_figures(text: str, start: int, end: int) -> bool:
    return bool(DIGIT_BEFORE.search(text, max(0, start - 2), start) and DIGIT_AFTER.match(text, end))
