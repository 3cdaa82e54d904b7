"""The chapters of a book by the hands that wrote them: a `Copy` of each in, one for each hand out; and what is found
where chapters of one hand are compared. Pure.

Conventions are one author's, or one editor's where the chapters name no authors of their own; so an anthology is read
chapter by chapter, unless one author wrote several. Chapters in another language have conventions of their own.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Document, Opening
from pressbuild.rules.characters import CURLY, straight_marks
from pressbuild.rules.copy import Copy

Hand = tuple[str, tuple[str, ...]]  # a language, and authors that are not the book's


def by_hand(copies: Sequence[Copy]) -> tuple[tuple[Copy, ...], ...]:
    """The chapters of each hand, in the order of the book, which comes first itself."""
    whose = copies[0].read.front.authors
    hands: dict[Hand, list[Copy]] = {}
    for copy in copies:
        hands.setdefault(_hand(copy, whose), []).append(copy)
    return tuple(map(tuple, hands.values()))


def _hand(copy: Copy, whose: tuple[str, ...]) -> Hand:
    opening = next((block for block in copy.read.blocks if isinstance(block, Opening) and block.authors), None)
    authors = opening.authors if opening else whose
    return copy.language, () if authors == whose else authors


def together(copies: Sequence[Copy]) -> Copy:
    """Some chapters as one copy. It has no source of its own, so nothing can be mended in it."""
    first = copies[0]
    read, marked, as_set = (
        _bound([getattr(copy, stage) for copy in copies]) for stage in ("read", "marked", "set")
    )  # fmt: skip
    return replace(first, read=read, marked=marked, set=as_set, source="", body_line=1, bound=True)


def _bound(documents: Sequence[Document]) -> Document:
    return Document(
        documents[0].front,
        tuple(block for document in documents for block in document.blocks),
        tuple(note for document in documents for note in document.notes),
    )


def marks_between(copies: Sequence[Copy]) -> Iterator[Diagnostic]:
    """Chapters with straight marks alone beside chapters with curly ones alone. Those that mix them speak for
    themselves."""
    straight = [(copy, straight_marks(copy)) for copy in copies]
    curly = {copy.name: sum(len(CURLY.findall(passage.text)) for passage in copy.passages) for copy in copies}
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
