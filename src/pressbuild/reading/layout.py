"""The page that pandoc reads: a manuscript and its labels in, text and the way back to the source's places out; pure.

The front matter's texts (title, standfirst …) hold quotations and emphasis like the body, so they are read in the same
run of pandoc: the lines of the front matter are blanked, and each text stands as a heading on the line where it begins.
Above all else stands one paragraph of references to the notes that nothing calls, since pandoc drops such notes; and
references inside notes are made plain text, since pandoc drops them or comes to no end with them.
"""

from bisect import bisect_right
from dataclasses import dataclass

from pressbuild.diagnostics import Place
from pressbuild.manuscript import Value
from pressbuild.reading.labels import Labels

HASH = "# "
END = "<!-- -->"  # so that a text that ends in hashes keeps them, and no definition takes the references for its term


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a front text: its column in the heading, its line and column in the source."""

    column: int
    line: int
    written: int


@dataclass(frozen=True, slots=True)
class Layout:
    """`text` is what pandoc reads; `spots` are the words of front texts by the line of their heading, `above` how many
    lines stand over the source's first, `lines` the source's own."""

    text: str
    lines: tuple[str, ...]
    above: int
    spots: dict[int, tuple[Spot, ...]]

    def place(self, name: str, line: int, column: int) -> Place | None:
        """Where in the source stands what pandoc saw at a line and column; None for what is not in the source."""
        line -= self.above
        if line < 1:
            return None
        spots = self.spots.get(line)
        if spots is None:
            return Place(name, line, column)
        spot = spots[max(0, bisect_right(spots, column, key=lambda spot: spot.column) - 1)]
        return Place(name, spot.line, max(1, spot.written + column - spot.column))


def lay_out(source: str, body_line: int, texts: dict[str, Value], labels: Labels) -> Layout:
    """The layout of a manuscript's source, front texts and labels."""
    lines = source.split("\n")
    page = [""] * (body_line - 1) + lines[body_line - 1 :]
    for place in sorted(labels.nested, reverse=True):
        line = page[place.line - 1]
        page[place.line - 1] = line[: place.column - 1] + "\\" + line[place.column - 1 :]
    for value in texts.values():
        page[value.line - 1] = HASH + " ".join(value.text.split()) + END
    head = [" ".join(f"[^{label}]" for label in labels.unused), "", END, ""] if labels.unused else []
    spots = {value.line: _spots(value, lines[: body_line - 1]) for value in texts.values()}
    return Layout("\n".join((*head, *page)), tuple(lines), len(head), spots)


def _spots(value: Value, lines: list[str]) -> tuple[Spot, ...]:
    """Every word of a front text with its place in the front matter. A word that YAML writes otherwise, with an
    escape, is taken to stand where the one before it ended."""
    spots = []
    line, at = value.line, value.column - 1
    column = len(HASH) + 1
    for word in value.text.split():
        found = _find(word, lines, line, at)
        if found:
            line, at = found
        spots.append(Spot(column, line, at + 1))
        column += len(word) + 1
        at += len(word)
    return tuple(spots)


def _find(word: str, lines: list[str], line: int, at: int) -> tuple[int, int] | None:
    """The line and index of a word from a place on."""
    for number in range(line, len(lines) + 1):
        index = lines[number - 1].find(word, at if number == line else 0)
        if index >= 0:
            return number, index
    return None
