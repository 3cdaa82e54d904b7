"""The chapters of a book by the hands that wrote them: a `Copy` of each in, a `Hand` for each author out; and what is
found where one has straight marks in some chapters and curly ones in others. Pure.

Conventions are one author's, or one editor's where the chapters name no authors of their own; so an anthology is read
chapter by chapter, unless one author wrote several. Chapters in another language have conventions of their own.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Opening
from pressbuild.house import House
from pressbuild.rules.characters import CURLY, straight_marks
from pressbuild.rules.copy import Copy, Passage


class Hand(Struct, frozen=True, dict=True):
    """What one hand wrote: an essay or a chapter, which is read by itself, or several chapters, which are compared with
    one another after each was read by itself."""

    copies: tuple[Copy, ...]

    @property
    def several(self) -> bool:
        return len(self.copies) > 1

    @property
    def language(self) -> str:
        return self.copies[0].language

    @property
    def house(self) -> House:
        return self.copies[0].house

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that are neither verse nor a quotation which is set apart."""
        return tuple(passage for copy in self.copies for passage in copy.prose)

    def others_words(self, place: Place | None) -> bool:
        """Whether a place lies in what somebody else said or in a title."""
        return any(copy.others_words(place) for copy in self.copies)


def by_hand(copies: Sequence[Copy]) -> tuple[Hand, ...]:
    """The chapters of each hand, in the order of the book, which comes first itself."""
    whose = copies[0].read.front.authors
    hands: dict[tuple[str, tuple[str, ...]], list[Copy]] = {}  # by language, and authors that are not the book's
    for copy in copies:
        opening = next((block for block in copy.read.blocks if isinstance(block, Opening) and block.authors), None)
        authors = opening.authors if opening else whose
        hands.setdefault((copy.language, () if authors == whose else authors), []).append(copy)
    return tuple(Hand(tuple(own)) for own in hands.values())


def marks_between(hand: Hand) -> Iterator[Diagnostic]:
    """Chapters with straight marks alone beside chapters with curly ones alone. Those that mix them speak for
    themselves."""
    straight = [(copy, straight_marks(copy)) for copy in hand.copies]
    curly = {copy.name: sum(len(CURLY.findall(passage.text)) for passage in copy.passages) for copy in hand.copies}
    only = [(copy, marks) for copy, marks in straight if marks and not curly[copy.name]]
    others = [copy for copy, marks in straight if curly[copy.name] and not marks]
    if only and others and len(only) + len(others) == sum(bool(marks or curly[copy.name]) for copy, marks in straight):
        passage, offset, *_ = only[0][1][0]
        said = (_named([copy for copy, _ in only]), _named(others))
        message = "straight marks stand in {}, curly ones in {}; the editions curl them all".format(*said)
        yield found("marks-mixed", message, passage.at(offset), "type them all in one way")


def _named(copies: Sequence[Copy]) -> str:
    first = copies[0].name.rpartition("/")[2]
    return first if len(copies) == 1 else f"{first} and {len(copies) - 1} more of the chapters"
