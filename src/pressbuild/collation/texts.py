"""The texts of a source or a manuscript: `Texts` gathers them; two of them in, their words side by side out. Pure."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct, field

from pressbuild.verify.source import words

TITLE_PAGE = ("title", "subtitle", "kicker", "standfirst", "caption")


class Texts(Struct):
    """The texts of a source: the body's, each note's in the order of the first calls, those of the title page by
    their keys; `calls` is how often notes are called, `labels` what their marks say. Where `named`, the notes have the
    labels that they have in the manuscript."""

    pieces: list[str] = field(default_factory=list)
    bodies: dict[str, list[str]] = field(default_factory=dict)
    order: dict[str, None] = field(default_factory=dict)
    heads: dict[str, list[str]] = field(default_factory=dict)
    calls: int = 0
    labels: dict[str, set[str]] = field(default_factory=dict)
    named: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def notes(self) -> dict[str, str]:
        """Each note by its label, in order."""
        return {label: "".join(self.bodies.get(label, ())) for label in self.order}

    @property
    def front(self) -> dict[str, str]:
        return {key: "".join(pieces) for key, pieces in self.heads.items()}

    def call(self, label: str) -> None:
        self.calls += 1
        self.order.setdefault(label)


def side_by_side(given: Texts, came: Texts) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """What each text is called and its words in both: what the title page of the first has, the text, each note. Where
    one has no such note, it has no words."""
    pairs = [(f"the {key}", given.front[key], came.front.get(key, "")) for key in TITLE_PAGE if key in given.front]
    notes = _by_label if given.named and came.named else _in_order
    pairs += [("the text", given.text, came.text), *notes(given.notes, came.notes)]
    yield from ((where, words(one), words(other)) for where, one, other in pairs)


def _by_label(given: Mapping[str, str], came: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for label in (*given, *(label for label in came if label not in given)):
        yield f"note {label}", given.get(label, ""), came.get(label, "")


def _in_order(given: Mapping[str, str], came: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    both = zip_longest(given.values(), came.values(), fillvalue="")
    for number, (one, other) in enumerate(both, start=1):
        yield f"note {number}", one, other
