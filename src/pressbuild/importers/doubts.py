"""What an editor should look at after an import: an `Imported` in, `Doubt`s in order of doubt out; pure.

A doubt knows where in the manuscript it is and, where there is another reading, what would stand there. The report for
people lists them; `import --interactive` walks through them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressbuild.diagnostics import Diagnostic, Severity
from pressbuild.importers.markup import clean, escape, escape_start
from pressbuild.importers.source import Imported

CERTAIN = 0.8  # a note's mark that is this sure is not asked about
ORDER = {Severity.ERROR: 0.0, Severity.WARNING: 0.4, Severity.NOTE: 0.9}
HEADING = re.compile(r"#{1,6} ")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question with how sure the program is (0 to 1). `find` is what stands in the manuscript, `instead` what would
    stand there if the program was wrong (None: it knows no other reading); `line` is the whole line that an editor
    may write anew, empty where the doubt is about no one place; `at` is the source's line, 0 where it has none."""

    message: str
    confidence: float
    hint: str = ""
    find: str = ""
    instead: str | None = None
    line: str = ""
    at: int = 0

    def rejected(self, markdown: str) -> str:
        """The manuscript with the other reading."""
        if self.instead is None:
            return markdown
        if not self.find:
            return _appended(markdown, self.instead)
        return self.written(markdown, self.line.replace(self.find, self.instead, 1))

    def written(self, markdown: str, line: str) -> str:
        """The manuscript with another line in the place of the doubt's."""
        lines = markdown.split("\n")
        if self.line in lines:
            lines[lines.index(self.line)] = line
        return "\n".join(lines)

    def found_in(self, markdown: str) -> "Doubt | None":
        """The doubt as it stands in a manuscript that was changed since; None where its place is gone."""
        if not self.line or self.line in markdown.split("\n"):
            return self
        line = next((line for line in markdown.split("\n") if self.find and self.find in line), None)
        return replace(self, line=line) if line else None


def doubts(imported: Imported) -> tuple[Doubt, ...]:
    """Everything that was assumed or could not be decided, the most doubtful first."""
    lines = imported.markdown.split("\n")
    found = [*_marks(imported, lines), *_findings(imported, lines), *_works(imported, lines)]
    found += [*_headings(imported, lines), *_left_out(imported)]
    return tuple(sorted(found, key=lambda doubt: doubt.confidence))


def _marks(imported: Imported, lines: list[str]) -> Iterator[Doubt]:
    """Note marks that were recovered with little evidence."""
    for note in imported.report["notes"]:
        if note["confidence"] < CERTAIN:
            mark = f"[^{note['number']}]"
            line = _line_with(lines, re.compile(rf"(?<!^){re.escape(mark)}"))
            message = f"“{note.get('printed') or note['number']}” is taken for the mark of note {note['number']}"
            evidence = ", ".join(note["evidence"])
            figure = escape(str(note.get("printed") or note["number"]))
            yield Doubt(message, 0.1 + 0.5 * note["confidence"], evidence, mark, figure, line)


def _findings(imported: Imported, lines: list[str]) -> Iterator[Doubt]:
    """What the importer says, less what is asked about with another reading to choose."""
    asked = {(note["line"], note["column"]) for note in imported.report["notes"] if note["confidence"] < CERTAIN}
    heads = {f"“{head['text']}” is a heading" for head in imported.report["headings"]}
    for finding in imported.findings:
        place = finding.place
        if place and finding.code == "assumed" and (place.line, place.column) in asked:
            continue
        if finding.message in heads or finding.message.startswith("left out, "):
            continue
        yield _asked(finding, lines)


def _asked(finding: Diagnostic, lines: list[str]) -> Doubt:
    """A finding, with the line of the manuscript that it speaks of where it names one."""
    named = re.match(r"the (title|subtitle|kicker|standfirst|author|date|caption) is ", finding.message)
    pattern = rf"{named[1]}: " if named else ""
    if picture := re.search(r"images/[\w./-]+", finding.message):
        pattern = r"!\[.*" + re.escape(picture[0])
    line = _line_with(lines, re.compile(pattern)) if pattern else ""
    at = finding.place.line if finding.place else 0
    return Doubt(finding.message, ORDER[finding.severity], finding.hint, "", None, line, at)


def _works(imported: Imported, lines: list[str]) -> Iterator[Doubt]:
    """Titles of works that may have been in italics: rejecting a proposal leaves the words plain, as they are."""
    for work in imported.report["works"]:
        text = escape(" ".join(clean(str(work["text"])).split()))
        marked = f"[{text}]{{.book}}"
        if line := _line_with(lines, re.compile(re.escape(marked))):
            yield Doubt(
                f"“{work['text']}” is marked as a work's title", float(work["confidence"]), "", marked, text, line
            )


def _headings(imported: Imported, lines: list[str]) -> Iterator[Doubt]:
    """Headings that were found by their looks: a paragraph may only look like one."""
    if imported.witness:
        return  # the file says that they are headings
    for line in lines:
        if mark := HEADING.match(line):
            words = line[mark.end() :]
            yield Doubt(f"“{words}” is a heading", 0.85, "", line, escape_start(words), line)


def _left_out(imported: Imported) -> Iterator[Doubt]:
    for left in imported.report["words"].get("left_out", ()):
        text = " ".join(clean(str(left["text"])).split())
        shown = text if len(text) <= 200 else text[:200].rsplit(" ", 1)[0] + " …"
        yield Doubt(f"left out, {left['why']}: “{shown}”", 0.8, "", "", escape_start(escape(text)))


def _line_with(lines: list[str], pattern: re.Pattern[str]) -> str:
    return next((line for line in lines if pattern.search(line)), "")


def _appended(markdown: str, paragraph: str) -> str:
    """The manuscript with a paragraph at the end of its text, before the notes."""
    blocks = markdown.rstrip("\n").split("\n\n")
    at = next((n for n, block in enumerate(blocks) if block.startswith("[^")), len(blocks))
    return "\n\n".join([*blocks[:at], paragraph, *blocks[at:]]) + "\n"
