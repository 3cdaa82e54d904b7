"""Passages in; their marks paired, their quotations judged and cut out. `recognise` puts it together."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Inlines, NoteRef, Quote
from pressbuild.quotation.facts import Quoted, gather
from pressbuild.quotation.flat import Cut, Flat, cut, flatten, place_at
from pressbuild.quotation.marks import LONE_OPEN, LONGEST_RUN, MARKS, OPAQUE, OPENS, Kind, Mark, find_marks
from pressbuild.quotation.overrides import signed
from pressbuild.quotation.pairing import (
    DOUBTFULLY_GOES_ON,
    HARDLY_GOES_ON,
    NOT_REOPENED,
    PERHAPS_GOES_ON,
    SPEECH_GOES_ON,
    Pair,
    Pairing,
    pair,
)
from pressbuild.quotation.passages import Passage
from pressbuild.quotation.roles import Judgement, judge
from pressbuild.quotation.stanzas import left_open, repeating
from pressbuild.tree import walk

LEFT, RIGHT = 400, 200  # how much of the passage the rules may see


class Reading(Struct, frozen=True):
    """A passage read: its runs laid flat, their common text, the marks in it and how they pair."""

    passage: Passage
    flats: tuple[Flat, ...]
    text: str
    marks: tuple[Mark, ...]
    pairing: Pairing

    def quoted(self) -> Iterator[tuple[Pair, Quoted]]:
        """Each quotation with its surroundings."""
        closings: list[int] = []
        notes = self.notes()
        for each in self.pairing.pairs:
            start = self.marks[each.opening].offset
            end = len(self.text) if each.closing is None else self.marks[each.closing].offset
            while closings and closings[-1] < start:
                closings.pop()
            left = self.text[max(0, start - LEFT) : start]
            right = self.text[end + 1 : end + 1 + RIGHT]
            noted = not notes.isdisjoint(range(end + 1, end + 4))
            inside = self.text[start + 1 : end]
            yield each, Quoted(each.kind, left, inside, right, self.passage.where, len(closings), noted)
            closings.append(end)

    def notes(self) -> frozenset[int]:
        """The offsets at which note references stand."""
        offsets: set[int] = set()
        start = 0
        for flat in self.flats:
            offsets.update(start + leaf.start for leaf in flat.leaves if isinstance(leaf.node, NoteRef))
            start += len(flat.text) + 1
        return frozenset(offsets)


def read(passages: tuple[Passage, ...]) -> tuple[Reading | None, ...]:
    """Every passage's reading; None for one that was recognised before."""
    laid = [None if _recognised(p) else tuple(flatten(signed(run)) for run in p.runs) for p in passages]
    texts = ["" if flats is None else "\n".join(flat.text for flat in flats) for flats in laid]
    marks = [find_marks(text, passage.lang) for text, passage in zip(texts, passages, strict=True)]
    marks = [_resuming(own) if goes_on else own for own, goes_on in zip(marks, _go_on(passages, texts), strict=True)]
    marks = [
        _unrepeated(own, text) if len(p.runs) > 1 else own for own, text, p in zip(marks, texts, passages, strict=True)
    ]
    readings: list[Reading | None] = []
    following: Reading | None = None
    for passage, flats, text, own in reversed(list(zip(passages, laid, texts, marks, strict=True))):
        if flats is None:
            following = None
        else:
            reopened = _reopened(passage, following) if following is not None else NOT_REOPENED
            following = Reading(passage, flats, text, own, pair(own, reopened))
        readings.append(following)
    return tuple(reversed(readings))


def _go_on(passages: tuple[Passage, ...], texts: list[str]) -> Iterator[bool]:
    """Of each passage whether it begins with », and the paragraph or stanza before left a « open: so French and Spanish
    set the paragraphs of a long quotation (guillemets de suite)."""
    before, is_open = None, False
    for passage, text in zip(passages, texts, strict=True):
        follows = before is not None and (before.goes_on or (before.flows and passage.flows))
        goes_on = is_open and follows and text.lstrip().startswith("»")
        yield goes_on
        before, is_open = passage, left_open(text, resumes=goes_on)


def _resuming(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks of such a passage: its first one opens as « would."""
    return (Mark(marks[0].offset, "«", {"open": 0, "lone-open": LONE_OPEN}), *marks[1:])


def _unrepeated(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """The marks of a verse but for those that begin a line only because one was left open in the line before."""
    lines, at = text.split("\n"), 0
    again = repeating(lines)
    starts = set[int]()
    for number, line in enumerate(lines) if again else ():
        starts |= {at + len(line) - len(line.lstrip())} if number in again else set()
        at += len(line) + 1
    return tuple(mark for mark in marks if mark.offset not in starts) if starts else marks


def _recognised(passage: Passage) -> bool:
    return any(isinstance(node, Quote) for run in passage.runs for node in walk(run))


def _reopened(passage: Passage, following: Reading) -> Mapping[Kind, float]:
    """The kind of marks that a paragraph or a stanza begins with, and the price of a quotation that goes on there from
    the passage before: that depends on how its own quotation ends."""
    marks = following.marks
    may_go_on = passage.goes_on or (passage.flows and following.passage.flows)
    if not may_go_on or not marks or following.text[: marks[0].offset].strip():
        return NOT_REOPENED
    if marks[0].glyph not in OPENS:
        return NOT_REOPENED
    return {marks[0].opens: _price_of_going_on(following)}


def _price_of_going_on(following: Reading) -> float:
    if following.pairing.readings[0] not in {"open", "lone-open"}:
        return HARDLY_GOES_ON
    first = next((each for each in following.pairing.pairs if each.opening == 0), None)
    if first is None or first.closing is None:
        return SPEECH_GOES_ON
    end = following.marks[first.closing].offset
    inside = following.text[max(0, end - LONGEST_RUN) : end].rstrip(MARKS)
    at_word = inside[-1:].isalnum() or inside.endswith(OPAQUE)
    if not at_word:
        return SPEECH_GOES_ON
    return DOUBTFULLY_GOES_ON if first.closing in following.pairing.doubtful else PERHAPS_GOES_ON


def placed(reading: Reading) -> Iterator[tuple[Quoted, Place | None]]:
    """Each quotation of a passage and where its opening mark stands."""
    for each, quoted in reading.quoted():
        yield quoted, place_of(reading, reading.marks[each.opening].offset)


def judgements(readings: tuple[Reading | None, ...]) -> Iterator[Judgement]:
    """The role of every quotation of the document, in the order in which the readings have them. The chapters of an
    anthology are judged one by one."""
    quotations = [(r.passage.chapter, quoted) for r in readings if r for _, quoted in r.quoted()]
    chapters: dict[int, list[Quoted]] = {}
    for chapter, quoted in quotations:
        chapters.setdefault(chapter, []).append(quoted)
    judged = {chapter: iter(judge(own, gather(own))) for chapter, own in chapters.items()}
    yield from (next(judged[chapter]) for chapter, _ in quotations)


def rewritten(reading: Reading, judged: Iterator[Judgement]) -> tuple[Inlines, ...]:
    """The runs of a passage with their quotations as nodes; takes as many judgements as it has quotations."""
    cuts = []
    for each in reading.pairing.pairs:
        role, decision = next(judged)
        end = None if each.closing is None else reading.marks[each.closing].offset
        cuts.append(Cut(reading.marks[each.opening].offset, end, role, decision))
    runs = []
    start = 0
    for flat in reading.flats:
        own = [piece for each in cuts if (piece := _piece(each, start, start + len(flat.text))) is not None]
        if any(isinstance(element, Quote) for element in flat.elements):
            own = [piece for piece in own if not _breaks_override(flat, piece)]
        runs.append(cut(flat, tuple(own)))
        start += len(flat.text) + 1
    return tuple(runs)


def _piece(each: Cut, start: int, end: int) -> Cut | None:
    """The part of a quotation that lies in the run from `start` to `end`, in the run's own offsets."""
    assert each.start is not None
    if each.start >= end or (each.end is not None and each.end < start):
        return None
    opening = each.start - start if each.start >= start else None
    closing = each.end - start if each.end is not None and each.end < end else None
    return replace(each, start=opening, end=closing)


def _breaks_override(flat: Flat, each: Cut) -> bool:
    """Whether a quotation begins inside an author's override and ends outside: then its marks stay characters."""
    return _overrides(flat, each.start) != _overrides(flat, each.end)


def _overrides(flat: Flat, offset: int | None) -> tuple[int, ...]:
    if offset is None:
        return ()
    path = next(leaf.path for leaf in flat.leaves if leaf.start <= offset < leaf.start + leaf.length)
    return tuple(element for element in path if isinstance(flat.elements[element], Quote))


def place_of(reading: Reading, offset: int) -> Place | None:
    """Where a character of a reading’s text stands."""
    for flat in reading.flats:
        if offset < len(flat.text):
            return place_at(flat, offset)
        offset -= len(flat.text) + 1
    return None
