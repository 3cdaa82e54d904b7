"""The page that pandoc reads: a manuscript and its labels in, text and the way back to the source's places out; pure.

The front matter's texts (title, standfirst …) hold quotations and emphasis like the body, so they are read in the same
run of pandoc: the lines of the front matter are blanked, and each text stands as a heading on the line where it begins.
Above all else stands one paragraph of references to the notes that nothing calls, since pandoc drops such notes; and
references inside notes and those without a note are escaped, since pandoc drops the former or comes to no end with
them and makes raised letters of what stands between two of the latter. Where citations are
written out, that is what pandoc reads.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from pressbuild.diagnostics import Place
from pressbuild.faircopy.comments import without_blocks
from pressbuild.faircopy.labels import Labels
from pressbuild.manuscript import Edit, Written
from pressbuild.manuscript.yamlhead import Value, spelled

HASH = "# "
TAB = 4
END = "<!-- -->"  # so that a text that ends in hashes keeps them, and no definition takes the references for its term


class Spot(Struct, frozen=True):
    """From a column on: the line and column in the source; none for what is not in the source. In a front text every
    word has one."""

    column: int
    line: int
    written: int
    absent: bool = False


class Layout(Struct, frozen=True):
    """`text` is what pandoc reads; `spots` are the words of front texts by the line of their heading, `above` how many
    lines stand over the source's first, `lines` the source's own."""

    text: str
    lines: tuple[str, ...]
    above: int
    spots: dict[int, tuple[Spot, ...]]

    def place(self, name: str, line: int, column: int) -> Place | None:
        """Where in the source stands what pandoc saw at a line and column; None for what is not in the source."""
        line -= self.above
        if not 0 < line <= len(self.lines):
            return None
        spots = self.spots.get(line)
        if spots is None:
            return Place(name, line, _typed(self.lines[line - 1], column))
        spot = spots[max(0, bisect_right(spots, column, key=lambda spot: spot.column) - 1)]
        if spot.absent:
            return None
        return Place(name, spot.line, max(1, spot.written + column - spot.column))


def _typed(line: str, column: int) -> int:
    """The column of a line at which pandoc is, for which a tab has as many as it goes on (CommonMark 2.2)."""
    if "\t" not in line:
        return column
    reached = accumulate(line, lambda at, sign: at + (TAB - (at - 1) % TAB if sign == "\t" else 1), initial=1)
    return next((number for number, at in enumerate(reached, start=1) if at >= column), len(line) + 1)


def edited(source: str, written: Written | None) -> str:
    """The text that is read in the place of a source."""
    parts, done = [], 0
    for edit in written.edits if written else ():
        parts += [source[done : edit.start], edit.text]
        done = edit.end
    return "".join((*parts, source[done:], written.tail if written else ""))


def lay_out(
    source: str, body_line: int, texts: dict[str, Value], labels: Labels, written: Written | None = None
) -> Layout:
    """The layout of a manuscript's source, front texts and labels; the labels' places are those in the edited text."""
    lines = source.split("\n")
    page = [""] * (body_line - 1) + without_blocks(edited(source, written), body_line).split("\n")[body_line - 1 :]
    for place in sorted(labels.literal, reverse=True):
        line, column = page[place.line - 1], place.column  # two bare carets would raise all that stands between them
        page[place.line - 1] = line[: column - 1] + "\\[\\^" + line[column + 1 :]
    for value in texts.values():
        page[value.line - 1] = HASH + " ".join(value.text.split()) + END
    head = [" ".join(f"[^{label}]" for label in labels.unused), "", END, ""] if labels.unused else []
    spots = {value.line: _spots(value, lines[: body_line - 1]) for value in texts.values()}
    spots |= _moved(source, written.edits) if written else _shifted(labels.literal)
    return Layout("\n".join((*head, *page)), tuple(lines), len(head), spots)


def _shifted(literal: Iterable[Place]) -> dict[int, tuple[Spot, ...]]:
    """The lines in which references are escaped, and where what stands behind each of the two backslashes is in the
    source."""
    spots: dict[int, list[Spot]] = {}
    for place in sorted(literal):
        line = spots.setdefault(place.line, [Spot(1, place.line, 1)])
        for column in (place.column, place.column + 1):
            line.append(Spot(column + len(line), place.line, column))
    return {line: tuple(found) for line, found in spots.items()}


def _moved(source: str, edits: Iterable[Edit]) -> dict[int, tuple[Spot, ...]]:
    """The lines of the source in which something was written, and where its other words stand now. An edit has as many
    ends of lines as what it stands for."""
    spots: dict[int, list[Spot]] = {}
    shift: dict[int, int] = {}
    for edit in edits:
        begin, finish = (Place.at(source, "", offset) for offset in (edit.start, edit.end))
        line, column, last, behind = begin.line, begin.column, finish.line, finish.column
        start = column + shift.get(line, 0)
        before, _, after = edit.text.rpartition("\n")
        end = len(after) + (1 if before or last > line else start)
        spots.setdefault(line, [Spot(1, line, 1)]).append(Spot(start, line, 1, absent=True))
        spots.setdefault(last, []).append(Spot(end, last, behind))
        shift[last] = end - behind
    return {line: tuple(found) for line, found in spots.items()}


def _spots(value: Value, lines: list[str]) -> tuple[Spot, ...]:
    """Every word of a front text with its place in the front matter, and what stands behind a mark that YAML doubles
    there or writes with a backslash. A word with any other escape is taken to stand where the one before it ended."""
    spots: list[Spot] = []
    line, at = value.line, value.column - 1
    column = len(HASH) + 1
    for word in value.text.split():
        written = spelled(word, value.style)
        found = _find(written, lines, line, at)
        if found:
            line, at = found
        spots.append(Spot(column, line, at + 1))
        spots += _behind_escapes(word, value.style, Spot(column, line, at + 1)) if found and written != word else ()
        column += len(word) + 1
        at += len(written)
    return tuple(spots)


def _behind_escapes(word: str, style: str, begin: Spot) -> Iterator[Spot]:
    written = begin.written
    for index, letter in enumerate(word, start=1):
        longer = spelled(letter, style)
        written += len(longer)
        if longer != letter:
            yield Spot(begin.column + index, begin.line, written)


def _find(word: str, lines: list[str], line: int, at: int) -> tuple[int, int] | None:
    """The line and index of a word from a place on."""
    for number in range(line, len(lines) + 1):
        index = lines[number - 1].find(word, at if number == line else 0)
        if index >= 0:
            return number, index
    return None
