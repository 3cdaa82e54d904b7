"""How two texts differ: the words of the manuscript and of an edition in, diagnostics out. Pure."""

from collections.abc import Sequence
from itertools import accumulate

from pressbuild.diagnostics import Diagnostic, found

HINT = (
    "a style sheet of your own house may hide it (display: none); where there is none, this is a fault of the program:"
    " please report it with the sentence"
)


def difference(wanted: Sequence[str], got: Sequence[str], name: str, *, flows: bool = False) -> list[Diagnostic]:
    """A diagnostic at the first letter that differs. Words that print divides are no loss, so letters decide; but in an
    edition that `flows` no two words of the manuscript may be one either."""
    at = first_difference(wanted, got)
    if at is None and flows:
        at = _first_joined(wanted, got)
    if at is None:
        return []
    before, after = word_at(wanted, at), word_at(got, at)
    context = " ".join(wanted[max(0, before - 6) : before + 4]) or "(nothing)"
    instead = " ".join(got[after : after + 4]) or "(nothing)"
    message = f"{name} departs from the manuscript after “{context}”: there it has “{instead}”"
    return [found("fidelity", message, None, HINT)]


def first_difference(wanted: Sequence[str], got: Sequence[str]) -> int | None:
    """How many letters two texts begin with alike; None where they have the same letters."""
    written, came = "".join(wanted), "".join(got)
    if written == came:
        return None
    shorter = min(len(written), len(came))
    return next((place for place in range(shorter) if written[place] != came[place]), shorter)


def _first_joined(wanted: Sequence[str], got: Sequence[str]) -> int | None:
    """How many letters stand before the first two words that came as one."""
    ends = set(accumulate(map(len, got)))
    return next((end for end in accumulate(map(len, wanted)) if end not in ends), None)


def word_at(words: Sequence[str], letter: int) -> int:
    """The number of the word in which a letter stands."""
    return next((number for number, end in enumerate(accumulate(map(len, words))) if end > letter), len(words))
