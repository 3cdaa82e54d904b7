"""The report of an import as JSON values, CONTRACT.md's `import --report`: what was found in, plain values out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, Place
from pressbuild.importers.flattened.carriers import Carrier
from pressbuild.importers.flattened.contents import Contents
from pressbuild.importers.flattened.divisions import heading_lines
from pressbuild.importers.flattened.emphasis import Pair
from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.gutters import Gutter
from pressbuild.importers.flattened.headings import Heading
from pressbuild.importers.flattened.lines import Block, Line, Lineation
from pressbuild.importers.flattened.links import Address
from pressbuild.importers.flattened.listing import Item
from pressbuild.importers.flattened.mending import KEPT, Mended
from pressbuild.importers.flattened.overedges import Over
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notemarks import AS_LIKELY, Body, Mark, Recovery, Refused
from pressbuild.importers.marks.symbols import FORM
from pressbuild.importers.marks.unreadmarks import unread_marks
from pressbuild.importers.markup import clean, short
from pressbuild.importers.source import Source
from pressbuild.importers.works.workcues import Work
from pressbuild.tongue import Tongue

SHOWN = 60
NEAR, WORDS_SHOWN = 60, 4  # characters before a place, and of them the words that say where it is


class Omission(Struct, frozen=True):
    """A piece of the source that the manuscript has no longer as words, and why."""

    start: int
    end: int
    why: str


class Reading(Struct, frozen=True):
    """All that was found in a source."""

    source: Source
    mended: Mended
    lineation: Lineation
    blocks: tuple[Block, ...]
    front: FrontPage
    recovery: Recovery
    headings: tuple[Heading, ...]
    lost: tuple[int, ...]
    links: tuple[Address, ...]
    dashes: tuple[tuple[int, int], ...]
    ellipses: tuple[tuple[int, int], ...]
    omissions: tuple[Omission, ...]
    listed: tuple[tuple[Item, ...], ...] = ()
    works: tuple[Work, ...] = ()
    contents: Contents | None = None
    emphasis: tuple[Pair, ...] = ()
    lone: tuple[int, ...] = ()  # the places of signs that may be half a pair
    unlisted: tuple[Candidate, ...] = ()
    carrier: Carrier | None = None
    gutters: tuple[Gutter, ...] = ()
    poems: tuple[tuple[int, int], ...] = ()  # the blocks [first, end) of each
    bibliographies: tuple[tuple[int, int], ...] = ()  # the blocks [first, end) of the entries of each
    kept_heads: tuple[tuple[int, int], ...] = ()  # lines that may be running heads
    begun: int = 0  # paragraphs that begin behind short lines alone
    cut: tuple[Line, ...] = ()  # the last lines of notes at feet that end amid a sentence
    apart: tuple[Line, ...] = ()  # the labels of notes that stand apart from them
    unbroken: tuple[int, ...] = ()  # the source's places of apostrophes before which a line broke
    called: tuple[int, ...] = ()  # the source's places of calls that stood on lines of their own
    tied: tuple[int, ...] = ()  # the source's places of labels that were set before their notes
    unglued: tuple[int, ...] = ()  # the source's places of labels that were parted from their notes' words
    feeds: tuple[int, ...] = ()  # the source's places where a page ends, as the notes at its foot show
    over: Over = Over()  # what stood on two pages and was put together
    tongue: Tongue = Tongue()
    runs_on: frozenset[int] = frozenset()  # the blocks that go on with a paragraph above the notes at a page's foot

    @property
    def text(self) -> str:
        """The mended text, of which all offsets are; `lineation` leads back to the source."""
        return self.mended.text

    def place(self, offset: int) -> Place:
        return Place(self.source.name, *self.lineation.at(offset))

    def before_mending(self, offset: int) -> tuple[int, int]:
        """Line and column of a place in the text that was mended."""
        return self.lineation.at_source(self.mended.unmoved(offset))

    def shown(self, start: int, end: int) -> str:
        """A span's words for a message, the first of them where it has many."""
        return short(self.text[start:end], SHOWN)


def report(reading: Reading, findings: Sequence[Diagnostic]) -> dict[str, Any]:
    """The report of what was found; the proof will count the words."""
    text, blocks, origin = reading.text, reading.blocks, reading.lineation.origin
    return {
        "source": {"path": reading.source.name, "sha256": reading.source.sha256, "length": len(reading.source.text)},
        "mended": [
            {
                "start": reading.mended.unmoved(r.start),
                "end": reading.mended.unmoved(r.end),
                "text": reading.mended.source[r.start : r.end],
                "became": r.text,
                "why": r.kind,
            }
            for r in reading.mended.repairs
        ],
        "mended_counts": dict(sorted(reading.mended.counts.items())),
        "hyphens": [
            {**_place(reading.mended.unmoved(d.start), reading.before_mending(d.start))}
            | {"head": d.head, "tail": d.tail, "joined": d.joined}
            for d in reading.mended.doubts[:KEPT]
        ]
        + [
            {**_place(word.hyphen, reading.lineation.at_source(word.hyphen))}
            | {"head": word.head, "tail": word.tail, "joined": word.joined}
            for word in reading.over.words[:KEPT]
            if not word.sure
        ],
        "words": {"left_out": list(_omitted(reading))},
        **_notes(reading),
        "front": [_shown(text, line.start, line.end, line.line, role=line.role) for line in reading.front.lines],
        "headings": [
            _shown(text, *_span_of(reading, h), blocks[h.first].number, level=h.level) for h in reading.headings
        ],
        "lost_headings": [{"line": blocks[index].number} for index in reading.lost],
        "links": [{"start": origin(link.start), "end": origin(link.end), "url": link.text} for link in reading.links],
        "dashes": [{"offset": origin(start)} for start, _ in reading.dashes],
        "ellipses": [{"offset": origin(start)} for start, _ in reading.ellipses],
        "works": [
            {"start": origin(w.start), "end": origin(w.end), "text": text[w.start : w.end], "confidence": w.confidence}
            for w in reading.works
        ],
        "diagnostics": [_diagnostic(finding) for finding in findings],
    }


def _notes(reading: Reading) -> dict[str, Any]:
    recovery, at, origin = reading.recovery, reading.lineation.at, reading.lineation.origin
    return {
        "notes": [
            {"number": m.number, "printed": m.printed, **_place(origin(m.offset), at(m.offset))}
            | {"confidence": m.confidence, "evidence": reasons(reading, m)}
            for m in recovery.marks
        ],
        "bodies": [{"number": b.number, "printed": b.printed, **_span(origin, b)} for b in recovery.bodies],
        "missing": [
            {"number": m.number, "after": origin(m.after), "before": origin(m.before)}
            for m in (*recovery.missing, *unread_marks(recovery, reading.unlisted))
        ],
        "repeated": [{"number": c.number, **_place(origin(c.digit), at(c.digit))} for c in recovery.repeated],
        "rejected": [
            {
                "offset": origin(r.candidate.digit),
                "text": reading.text[r.candidate.start : r.candidate.end],
                "why": r.why,
            }
            for r in _listed(recovery.rejected)
        ],
        "unread": [
            {"first": u.first, "last": u.last, "why": u.why, **_place(origin(u.start), at(u.start))}
            for u in recovery.unread
        ],
    }


def reasons(reading: Reading, mark: Mark) -> list[str]:
    """What a mark is taken by; where it would stand as well is told by the line and the words there."""
    return [AS_LIKELY.sub(lambda found: _where(reading, int(found[1])), each) for each in mark.evidence]


def _where(reading: Reading, offset: int) -> str:
    words = reading.text[max(0, offset - NEAR) : offset].rstrip("[(^{<").split()
    line = reading.lineation.at(offset)[0]
    return f"as likely in line {line}" + (f", behind “{clean(' '.join(words[-WORDS_SHOWN:]))}”" if words else "")


def _listed(rejected: Sequence[Refused]) -> Iterator[Refused]:
    """What was no mark, of symbols no more than the first `KEPT`: a text may have one at every word."""
    room = KEPT
    for refused in rejected:
        symbol = refused.candidate.form == FORM
        room -= symbol
        if room >= 0 or not symbol:
            yield refused


def _span(origin: Callable[[int], int], body: Body) -> dict[str, int]:
    return {"start": origin(body.start), "text_start": origin(body.text_start), "end": origin(body.end)}


def _place(offset: int, place: tuple[int, int]) -> dict[str, int]:
    return {"offset": offset, "line": place[0], "column": place[1]}


def _shown(text: str, start: int, end: int, line: int, **more: str | int) -> dict[str, Any]:
    return {**more, "line": line, "text": " ".join(clean(text[start:end]).split())}


def _span_of(reading: Reading, heading: Heading) -> tuple[int, int]:
    """From a heading's first letter to its last; what underlines it is no word of it."""
    last = heading_lines(reading.text, reading.blocks[heading.last])[-1]
    return reading.blocks[heading.first].start, last.end


def _omitted(reading: Reading) -> Iterable[dict[str, Any]]:
    for omission in reading.omissions:
        line = reading.lineation.at(omission.start)[0]
        shown = _shown(reading.text, omission.start, omission.end, line, why=omission.why)
        start, end = map(reading.lineation.origin, (omission.start, omission.end))
        yield {"start": start, "end": end, **shown}


def _diagnostic(finding: Diagnostic) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "message": finding.message,
        "hint": finding.hint,
    }
