"""A repair of a damaged text: what stands where in the source in, what it has become out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """The source's [start, end) has become `text`; `kind` says what was wrong with it."""

    start: int
    end: int
    text: str
    kind: str
