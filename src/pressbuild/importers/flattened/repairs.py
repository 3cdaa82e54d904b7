"""A repair of a damaged text: what stands where in the source in, what it has become out."""

from msgspec import Struct


class Repair(Struct, frozen=True):
    """The source's [start, end) has become `text`; `kind` says what was wrong with it."""

    start: int
    end: int
    text: str
    kind: str
