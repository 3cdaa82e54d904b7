"""Calls of notes within notes: notes and what holds them in, which calls move into the text and which stay out. Pure.

A manuscript's notes hold no notes. A note that only notes call is called right behind the first of these; where the
text calls it too, its number stays in the note as a raised figure, and is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.web.elements import BRACKETS, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note


class InnerCalls(Struct, frozen=True):
    """`moved`: by a note's number, those that are called behind it now; `gone`: the calls that these were; `kept`: the
    calls that stay as figures, with the numbers of the note that is called and of the one that it stands in."""

    moved: dict[int, list[int]] = field(default_factory=dict)
    gone: "set[Element]" = field(default_factory=set)
    kept: "dict[Element, tuple[int, int]]" = field(default_factory=dict)

    def behind(self, number: int) -> list[int]:
        """The notes to call behind a note, each with those that it called itself."""
        return [deep for inner in self.moved.get(number, ()) for deep in (inner, *self.behind(inner))]

    def findings(self) -> Iterator[Diagnostic]:
        for within, inner in self.moved.items():
            for number in inner:
                message = f"note {number} is called within note {within}; it is called right behind it now"
                yield Diagnostic("note-nested", message, None, "look whether both read well", WARNING)
        for call, (number, within) in self.kept.items():
            figure = text_of(call).strip(BRACKETS)
            message = (
                f"note {number} is called within note {within} too; there it stays a raised “{figure}” and no call"
            )
            yield Diagnostic("note-nested", message, None, f"write “see note {number}” there, say", WARNING)


def inner_calls(notes: "Sequence[Note]", holders: "Mapping[Element, int]") -> InnerCalls:
    """The calls within notes, by the numbers of the notes that elements hold."""
    calls = InnerCalls()
    places = [[_within(call, holders) for call in note.calls] for note in notes]
    outer = {number for number, within in enumerate(places, start=1) if not (within and all(within))}
    reached = set(outer)
    waiting = [number for number in range(1, len(notes) + 1) if number not in outer]
    while waiting:
        number = next((n for n in waiting if any(within in reached for within in places[n - 1])), waiting[0])
        waiting.remove(number)
        at = next((at for at, within in enumerate(places[number - 1]) if within in reached), 0)
        calls.moved.setdefault(places[number - 1][at], []).append(number)
        calls.gone.add(notes[number - 1].calls[at])
        reached.add(number)
    for number, (note, within) in enumerate(zip(notes, places, strict=True), start=1):
        calls.kept.update(
            {c: (number, w) for c, w in zip(note.calls, within, strict=True) if w and c not in calls.gone}
        )
    return calls


def _within(call: "Element", holders: "Mapping[Element, int]") -> int:
    return next((holders[outer] for outer in call.iterancestors() if outer in holders), 0)
