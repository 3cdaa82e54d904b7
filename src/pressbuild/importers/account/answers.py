"""What an editor answers to the doubts of an import: doubts and answers in, the manuscript as he wants it out. Pure.

The manuscript is kept twice, a row a row: as it will be written, and with no more than the readings that the program
had offered (`confirmed`), by which the proof tells the editor's own words from the source's.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pressbuild.diagnostics import WARNING
from pressbuild.importers.account.doubts import HEADINGS, LEFT, MARKS, Doubt
from pressbuild.importers.account.settling import Decided, settled
from pressbuild.importers.marks.spots import REFERENCE, Spot, behind, figures
from pressbuild.importers.markup import escape
from pressbuild.importers.source import Imported

BEFORE = 32  # so many characters before a place find it again in a row that was written anew


class Answers:
    """An import on its way to what the editor wants."""

    def __init__(self, imported: Imported) -> None:
        self._imported = imported
        self.former = imported.markdown.split("\n")
        self.lines = list(self.former)
        self._confirmed = list(self.former)
        self._added: list[str] = []
        self._decided = Decided()
        self._placed: dict[int, Spot | None] = {}

    def holds(self, doubt: Doubt) -> bool:
        """Does what a doubt is about still stand in the manuscript?"""
        rows = doubt.rows or ((doubt.row,) if doubt.row >= 0 else ())
        return not rows or not doubt.find or any(doubt.find in self.lines[row] for row in rows)

    def reject(self, doubt: Doubt) -> None:
        """Takes the other reading."""
        if doubt.instead is None:
            return
        if doubt.kind == MARKS:
            self._decided.refused.add(doubt.index)
        elif doubt.kind == LEFT:
            self._decided.restored.add(doubt.index)
        elif doubt.kind == HEADINGS:
            self._decided.headings.append(doubt.name)
        if not doubt.find:
            self._added.append(doubt.instead)
        for row in doubt.rows or ((doubt.row,) if doubt.find else ()):
            for lines in (self.lines, self._confirmed):
                lines[row] = _instead(lines[row], doubt)
        self._settle(doubt)

    def accept(self, doubt: Doubt) -> None:
        """Agrees to what the program took for granted and had doubts about: it is none any more."""
        if doubt.kind == MARKS:
            self._decided.agreed.add(doubt.index)
        if doubt.finding and doubt.finding.code == "assumed" and doubt.finding.severity is WARNING:
            self._settle(doubt)

    def place(self, doubt: Doubt, spot: Spot) -> bool:
        """Puts a note's mark to a spot; False where the spot is gone."""
        mark = f"[^{doubt.note}]"
        found = [_column(self.former[spot.row], lines[spot.row], spot) for lines in (self.lines, self._confirmed)]
        if found[0] < 0:
            return False
        for lines, column in zip((self.lines, self._confirmed), found, strict=True):
            if column >= 0:
                line = lines[spot.row]
                after = line[column + len(spot.figure) :]
                space = " " if spot.figure and after[:1].isalpha() else ""
                lines[spot.row] = f"{line[:column]}{mark}{space}{after}"
        self._placed[doubt.note] = spot
        self._settle(doubt)
        return True

    def spots(self, doubt: Doubt) -> tuple[Spot, ...]:
        """The spots for a note's mark that lie behind those of the notes before it and ahead of those behind it."""
        placed = {number: (spot.row, spot.column) for number, spot in self._placed.items() if spot}
        low = max((place for number, place in placed.items() if number < doubt.note), default=(-1, 0))
        high = min((place for number, place in placed.items() if number > doubt.note), default=(len(self.lines), 0))
        return tuple(spot for spot in doubt.spots if low <= (spot.row, spot.column) <= high)

    def behind(self, doubt: Doubt, words: str) -> tuple[Spot, ...]:
        """The spots behind some words that the editor names. Where the note's figure stands there, glued to the last of
        them (`198412`) or behind their stop (`1984.12`), the mark stands for it."""
        if not doubt.stretch or not words:
            return ()
        figure = escape(doubt.printed)
        standing = tuple(figures(self.former, doubt.stretch, doubt.printed))
        glued = behind(self.former, doubt.stretch, words + doubt.printed) if words[-1].isdigit() else ()
        glued = tuple(replace(spot, column=spot.column - len(_tail(self.former, spot, figure))) for spot in glued)
        found = {
            (spot.row, spot.column): spot if spot.figure else self._with_figure(spot, figure)
            for spot in (*glued, *behind(self.former, doubt.stretch, words, standing))
        }
        return tuple(found.values())

    def _with_figure(self, spot: Spot, figure: str) -> Spot:
        return replace(spot, figure=_standing(self.former[spot.row], spot.column, figure))

    def write(self, row: int, line: str, doubt: Doubt | None = None) -> None:
        """Writes a row anew, as the editor has typed it; a doubt about what stood there is settled."""
        if line == self.lines[row]:
            return
        self.lines[row] = line
        if doubt and doubt.kind == MARKS and doubt.find in line:
            self.accept(doubt)
        elif doubt and doubt.finding and (doubt.finding.code == "assumed" or (doubt.find and doubt.find not in line)):
            self._settle(doubt)

    def typed(self, doubt: Doubt) -> bool:
        """Has the editor typed the mark of a doubt's note himself? Then it is settled."""
        mark = re.compile(rf"(?<!^)(?<!\\)\[\^{doubt.note}\]")
        if not doubt.note or not any(mark.search(line) for line in self.lines):
            return False
        self._placed[doubt.note] = None
        self._settle(doubt)
        return True

    def _settle(self, doubt: Doubt) -> None:
        if doubt.finding:
            self._decided.findings.append(doubt.finding)

    def imported(self) -> Imported:
        """The import as the editor wants it: what he has settled is no doubt any more."""
        edited, confirmed = (_joined(lines, self._added) for lines in (self.lines, self._confirmed))
        report, findings = settled(self._imported, self._decided, edited)
        same = edited == self._imported.markdown
        return replace(
            self._imported,
            report=report,
            findings=findings,
            edited="" if same else edited,
            confirmed="" if same else confirmed,
        )


def _tail(lines: Sequence[str], spot: Spot, figure: str) -> str:
    """The figure that ends before a spot, with the stop behind it."""
    found = re.search(rf"{re.escape(figure)}[^\w\s]*$", lines[spot.row][: spot.column])
    return found[0] if found else ""


def _standing(line: str, column: int, figure: str) -> str:
    """The figure, where it stands at a place and no other goes on with it."""
    at_once = figure and line.startswith(figure, column) and not line[column + len(figure) :][:1].isdigit()
    return figure if at_once else ""


def _instead(line: str, doubt: Doubt) -> str:
    """A row with the other reading: everywhere where the answer holds for each, else where the doubt is."""
    if doubt.rows:
        return re.sub(rf"(?<![\w\[]){re.escape(doubt.find)}(?!\w|\]\{{\.book)", lambda _: str(doubt.instead), line)
    near = [found.start() for found in re.finditer(re.escape(doubt.find), line)]
    if not near:
        return line
    at = min(near, key=lambda column: abs(column - doubt.column))
    return line[:at] + str(doubt.instead) + line[at + len(doubt.find) :]


def _column(former: str, now: str, spot: Spot) -> int:
    """Where a spot of a former row is now, behind marks that were placed there since; -1 where it is gone."""
    if former == now:
        return spot.column
    before = REFERENCE.sub("", former[: spot.column])[-BEFORE:]
    bare, places = _without_marks(now)
    near = [found.end() for found in re.finditer(re.escape(before), bare)]
    if not near:
        return -1
    wanted = len(REFERENCE.sub("", former[: spot.column]))
    end = min(near, key=lambda column: abs(column - wanted))
    column = places[end - 1] + 1 if end else 0
    if not spot.figure:
        while mark := REFERENCE.match(now, column):
            column = mark.end()
    elif not now.startswith(spot.figure, column):
        return -1
    return column


def _without_marks(line: str) -> tuple[str, Sequence[int]]:
    """A row without its note marks, and the column of each character that is left."""
    inside = {column for mark in REFERENCE.finditer(line) for column in range(*mark.span())}
    places = [column for column in range(len(line)) if column not in inside]
    return "".join(line[column] for column in places), places


def _joined(lines: Sequence[str], added: Sequence[str]) -> str:
    """The rows as one text, with paragraphs that were taken back at its end, before the notes."""
    blocks = "\n".join(lines).rstrip("\n").split("\n\n")
    at = next((n for n, block in enumerate(blocks) if block.startswith("[^")), len(blocks))
    return "\n\n".join([*blocks[:at], *added, *blocks[at:]]) + "\n"
