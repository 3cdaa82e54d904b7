"""What an editor should look at after an import: an `Imported` in, `Doubt`s in order of doubt out; pure.

A doubt knows where in the manuscript it is and, where there is another reading, what would stand there; a note whose
mark was not found knows the stretch that it belongs in. The report for people lists them; `import --interactive` walks
through them, and `answers` writes what the editor says.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Severity
from pressbuild.importers.account.seeking import Sought
from pressbuild.importers.account.written import HEADING, MARK, NOTE
from pressbuild.importers.marks.notemarks import SURE
from pressbuild.importers.marks.spots import Spot, Stretch, spots
from pressbuild.importers.markup import clean, escape, escape_start, short
from pressbuild.importers.source import Imported

TAKEN = re.compile(r"is taken for the mark of note (\d+)$")
ORDER = {Severity.ERROR: 0.0, Severity.WARNING: 0.4, Severity.NOTE: 0.9}
HEADINGS, MARKED, MAYBE = "headings", "titles of works, marked", "titles of works, not marked"
MARKS, LEFT = "marks of notes", "left out"
MOST_ROWS, MOST_LETTERS = (
    300,
    200_000,
)  # of a stretch whose spots are counted out; in a longer one nobody chooses by number
LONGEST = 200  # of what was left out, in a question
KNOWN = 24  # letters of what was left out by which the finding about it is known
NOT_PLACED = 0.2  # a build refuses a note that nothing calls
UNMARKED = 0.5  # a title that is left as it is: the manuscript loses nothing


class Doubt(Struct, frozen=True):
    """A question with how sure the program is (0 to 1). `find` is what stands in the manuscript, `instead` what would
    stand there if the program was wrong (None: it knows no other reading); `row` is the row, from 0, that an editor
    may write anew and `column` where in it `find` stands (-1: no one place); `rows` are all of them where the answer
    holds for each; `at` is the source's line, 0 where it has none. A `note` whose mark is not placed has the `stretch`
    that it belongs in, the `spots` there, its number as it is `printed`, and its own words in `text`. Doubts of one
    `kind` may be listed together, each by its `name`; `index` is the place of a mark, or of a part that was left out,
    among those of the report."""

    message: str
    confidence: float
    hint: str = ""
    find: str = ""
    instead: str | None = None
    row: int = -1
    column: int = 0
    rows: tuple[int, ...] = ()
    at: int = 0
    note: int = 0
    printed: str = ""
    text: str = ""
    stretch: Stretch | None = None
    spots: tuple[Spot, ...] = ()
    finding: Diagnostic | None = None
    kind: str = ""
    name: str = ""
    index: int = -1


def doubts(imported: Imported) -> tuple[Doubt, ...]:
    """Everything that was assumed or could not be decided, the most doubtful first."""
    seen = _Seen(imported)
    marks = list(_marks(seen))
    asked = [doubt.finding for doubt in marks if doubt.finding]
    found = [*marks, *_findings(seen, asked), *_works(seen), *_headings(seen), *_left_out(imported)]
    return tuple(sorted(found, key=lambda doubt: (doubt.confidence, doubt.row if doubt.row >= 0 else len(seen.lines))))


class _Seen:
    """An import, the lines of its manuscript, and what is found in them."""

    def __init__(self, imported: Imported) -> None:
        self.imported, self.report = imported, imported.report
        self.lines = imported.markdown.split("\n")
        self.bodies = {body["number"]: body for body in self.report["bodies"]}

    @cached_property
    def called(self) -> dict[str, int]:
        """For each mark of a note the first row that has it, but as the beginning of a note."""
        return {mark[0]: row for row in reversed(range(len(self.lines))) for mark in MARK.finditer(self.lines[row])}

    @cached_property
    def _notes(self) -> dict[str, str]:
        return {found[1]: line[found.end() :] for line in reversed(self.lines) if (found := NOTE.match(line))}

    def row_with(self, pattern: str) -> int:
        """The first row with a pattern; -1 where there is none."""
        wanted = re.compile(pattern)
        return next((row for row, line in enumerate(self.lines) if wanted.search(line)), -1)

    def place(self, finding: Diagnostic) -> tuple[int, int]:
        """Row and column of what a finding about the source speaks of; (-1, 0) where that is not known."""
        if not finding.place or not self.imported.places:
            return -1, 0
        return self.imported.places.of_line(finding.place.line, finding.place.column) or (-1, 0)

    def proposed(self, works: Sequence[dict[str, Any]], rows: list[int]) -> list[int]:
        """Those rows in which one of the proposed titles stands; all of them where that is not known."""
        if not rows or not self.imported.places:
            return rows
        stand = {place[0] for work in works if (place := self.imported.places.of(work["start"]))}
        return [row for row in rows if row in stand]

    def note(self, number: int) -> str:
        """The words of a note."""
        return self._notes.get(str(number), "")


def _marks(seen: _Seen) -> Iterator[Doubt]:
    """Note marks that were recovered with little evidence."""
    said: dict[object, Diagnostic] = {}
    for finding in seen.imported.findings:
        taken = TAKEN.search(finding.message) if finding.code == "assumed" else None
        if finding.place and finding.code == "assumed":
            said[finding.place.line, finding.place.column] = finding
        elif taken:  # of a file that has no lines
            said[int(taken[1])] = finding
    for index, note in enumerate(seen.report["notes"]):
        if note["confidence"] < SURE:
            place = (note["line"], note["column"]) if note["line"] else note["number"]
            yield replace(_mark(seen, note), finding=said.get(place), kind=MARKS, index=index)


def _mark(seen: _Seen, note: dict[str, Any]) -> Doubt:
    mark, printed = f"[^{note['number']}]", str(note.get("printed") or note["number"])
    row = seen.called.get(mark, -1)
    column = seen.lines[row].find(mark, 1) if row >= 0 else 0
    message = f"“{printed}” is taken for the mark of note {note['number']}"
    sure, evidence = 0.1 + 0.5 * note["confidence"], ", ".join(note["evidence"])
    at, text = int(note["line"] or 0), seen.note(note["number"])
    return Doubt(message, sure, evidence, mark, escape(printed), row, column, at=at, text=text)


def _findings(seen: _Seen, asked: Sequence[Diagnostic]) -> Iterator[Doubt]:
    """What the importer says, less what is `asked` about with another reading to choose."""
    report = seen.report
    missing = {body["start"]: body["number"] for body in report["bodies"]}
    unplaced = {gap["number"]: gap for gap in report["missing"]} if missing else {}
    for finding in seen.imported.findings:
        if finding in asked:
            continue
        told = finding.message.endswith("” is a heading") and seen.imported.flattened
        if finding.message.startswith("left out, ") or told:
            continue
        gap = re.match(r"note (\d+) ", finding.message) if finding.code == "note-orphan" else None
        if gap and int(gap[1]) in unplaced and seen.imported.places:
            yield _unplaced(seen, finding, unplaced[int(gap[1])])
        else:
            yield _asked(seen, finding)


def _unplaced(seen: _Seen, finding: Diagnostic, gap: dict[str, Any]) -> Doubt:
    """A note without a mark, with the places where it may belong."""
    places, number = seen.imported.places, gap["number"]
    assert places is not None, "`_findings` has looked"
    after, before = places.of(gap["after"]) or (0, 0), places.of(gap["before"]) or (0, 0)
    stretch = Stretch(after, max(after, _up_to_mark(seen.lines, before)))
    printed = str(seen.bodies[number].get("printed") or number)
    rows = list(islice(stretch.rows(seen.lines), MOST_ROWS + 1))
    long = len(rows) > MOST_ROWS or sum(end - start for _, start, end in rows) > MOST_LETTERS
    found = () if long else spots(seen.lines, stretch, printed)
    place = finding.place.line if finding.place else 0
    return Doubt(
        finding.message,
        NOT_PLACED,
        finding.hint,
        at=place,
        note=number,
        printed=printed,
        text=seen.note(number),
        stretch=stretch,
        spots=found,
        finding=finding,
    )


def _up_to_mark(lines: Sequence[str], place: tuple[int, int]) -> tuple[int, int]:
    """From the last word before a mark on to the mark itself: the stop between them is still before it."""
    found = re.compile(r"[^\w\s\[]*").match(lines[place[0]], place[1])
    return place[0], found.end() if found else place[1]


def _asked(seen: _Seen, finding: Diagnostic) -> Doubt:
    """A finding, with the row of the manuscript that it speaks of."""
    named = re.match(r"the (title|subtitle|kicker|standfirst|author|date|caption) is ", finding.message)
    at = finding.place.line if finding.place else 0
    if finding.code in ("note-order", "note-over-n", "note-repeated") and (figure := _figure(seen, finding)):
        return figure
    if picture := re.search(r"images/[\w./-]+", finding.message):
        row = seen.row_with(r"!\[.*" + re.escape(picture[0]))
    elif named:
        row = seen.row_with(rf"^{named[1]}: ")
    elif unlisted := re.match(r"the text refers to note (\d+),", finding.message):
        return _without_body(seen, finding, int(unlisted[1]))
    else:
        row = seen.place(finding)[0]
    return Doubt(finding.message, ORDER[finding.severity], finding.hint, row=row, at=at, finding=finding)


def _figure(seen: _Seen, finding: Diagnostic) -> Doubt | None:
    """A figure that looks like a mark and was left: the other reading makes it one, where its note is there."""
    printed, mark = re.match(r"“([^”]+)”", finding.message), re.search(r"\[\^(\d+)\]", finding.hint)
    row, column = seen.place(finding)
    if not printed or row < 0:
        return None
    figure = escape(printed[1])
    line = seen.lines[row]
    near = {line.rfind(figure, 0, column + len(figure)), line.find(figure, column)} - {-1}
    if not near:
        return None
    column = min(near, key=lambda other: (abs(other - column), other))  # `19844`: the second 4
    number = int(mark[1]) if mark else 0
    instead = mark[0] if mark and number in seen.bodies else None
    hint = (
        finding.hint if instead else f"the list has no note {printed[1]}: if it is a mark, add the note below the text"
    )
    at, text = finding.place.line if finding.place else 0, seen.note(number)
    sure = ORDER[finding.severity]
    return Doubt(finding.message, sure, hint, figure, instead, row, column, at=at, text=text, finding=finding)


def _without_body(seen: _Seen, finding: Diagnostic, number: int) -> Doubt:
    """A mark whose note the list lacks: it may be a figure after all."""
    mark = f"[^{number}]"
    printed = next((n.get("printed") for n in seen.report["notes"] if n["number"] == number), None) or number
    row = seen.called.get(mark, -1)
    column = seen.lines[row].find(mark, 1) if row >= 0 else 0
    sure, at = ORDER[finding.severity], finding.place.line if finding.place else 0
    hint = f"{finding.hint}: a line [^{number}]: with its words, at the end of the manuscript"
    return Doubt(finding.message, sure, hint, mark, escape(str(printed)), row, column, at=at, finding=finding)


def _works(seen: _Seen) -> Iterator[Doubt]:
    """Titles of works that may have been in italics, each title once: marked or left plain, an editor may want the
    other."""
    order = sorted(seen.report["works"], key=lambda work: str(work["text"]))
    places = _titled(seen.lines, {escape(" ".join(clean(str(work["text"])).split())) for work in order})
    for _, group in groupby(order, key=lambda work: str(work["text"])):
        works = list(group)
        text = escape(" ".join(clean(str(works[0]["text"])).split()))
        marked, sure = f"[{text}]{{.book}}", max(float(work["confidence"]) for work in works)
        for find, instead, now in (
            (marked, text, "is marked as a work’s title"),
            (text, marked, "may be a work’s title, and is not marked"),
        ):
            held = places[text, find == marked]
            if rows := held if find == marked else seen.proposed(works, held):
                message = f"“{works[0]['text']}” {now}"
                certain = sure if find == marked else UNMARKED + sure / 2
                kind, name = MARKED if find == marked else MAYBE, str(works[0]["text"])
                yield Doubt(message, certain, "", find, instead, rows[0], rows=tuple(rows), kind=kind, name=name)


def _titled(lines: Sequence[str], titles: set[str]) -> dict[tuple[str, bool], list[int]]:
    """The rows that hold each of the titles, marked as one (True) and plain (False); all are looked for at once."""
    sought = Sought(titles)
    rows: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for row, line in enumerate(lines):
        for title, start in sought.within(line):
            if (marked := _is_marked(line, start, start + len(title))) is not None:
                found = rows[title, marked]
                found += [row] if found[-1:] != [row] else []
    return rows


def _is_marked(line: str, start: int, end: int) -> bool | None:
    """Is a title in a row marked as one? None where it is a piece of something longer."""
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    if line.startswith("]{.book}", end):
        return True if before == "[" else None
    return None if before in ("[", "_") or before.isalnum() or after == "_" or after.isalnum() else False


def _headings(seen: _Seen) -> Iterator[Doubt]:
    """Headings that were found by their looks: a paragraph may only look like one."""
    if not seen.imported.flattened:
        return  # the file says that they are headings
    for row, line in enumerate(seen.lines):
        if mark := HEADING.match(line):
            words = line[mark.end() :]
            message = f"“{words}” is a heading"
            yield Doubt(message, 0.85, "", line, escape_start(words), row, kind=HEADINGS, name=words)


def _left_out(imported: Imported) -> Iterator[Doubt]:
    for index, left in enumerate(imported.report["words"].get("left_out", ())):
        if str(left["why"]).startswith("written as"):
            continue  # it is asked about where it is written
        text = " ".join(clean(str(left["text"])).split())
        shown = short(text, LONGEST)
        message, other = f"left out, {left['why']}: “{shown}”", escape_start(escape(text))
        known = message[: len(message) - len(shown) - 1 + KNOWN]
        finding = next((f for f in imported.findings if f.message.startswith(known)), None)
        yield Doubt(message, 0.8, "", "", other, kind=LEFT, index=index, finding=finding)
