"""All the notes of a flattened text: its blocks, front page and addresses in, a `Recovery` out.

Notes in brackets and those that symbols label are found first; what is left is searched for those that figures label.
All together are numbered through, the figures' first.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.flattened.links import Address
from pressbuild.importers.marks.bracketnotes import bracket_notes
from pressbuild.importers.marks.chapterheads import chapter_heads, titles_among_notes
from pressbuild.importers.marks.figures import Seen
from pressbuild.importers.marks.footlists import foot_lists
from pressbuild.importers.marks.letternotes import letter_notes
from pressbuild.importers.marks.lostlasts import with_lost_lasts
from pressbuild.importers.marks.notelabels import labels_of
from pressbuild.importers.marks.notelist import NoteList, note_lists
from pressbuild.importers.marks.notemarks import Body, Mark, Recovery, Refused
from pressbuild.importers.marks.numbersfree import with_numbers_free
from pressbuild.importers.marks.outright import named_outright
from pressbuild.importers.marks.recovering import recover
from pressbuild.importers.marks.symbolnotes import symbol_notes
from pressbuild.importers.marks.symbols import SURE, symbol_candidate
from pressbuild.importers.marks.textlists import without_list_amid_text
from pressbuild.importers.marks.unreadlists import unread_lists


def every_note(
    text: str, parts: tuple[Block, ...], front: FrontPage, usual: int, links: Sequence[Address], *, amid: bool = False
) -> Recovery:
    """The notes in brackets, also `amid` paragraphs where they are asked for, those that symbols label, and then those
    of figures in what is left; marks in square brackets may call a note again, or out of order (`outright`)."""
    labelled = _labelled(text, parts, front, usual, links, amid=amid)
    rest, kept = without(parts, labelled.by_symbol)
    seen = Seen(text, _closed(links, labelled))
    whole, headed = _whole(text, rest, front.blocks, usual)
    figures = recover(seen, rest, whole, headed, lambda: foot_lists(seen, rest, front.blocks, usual))
    figures = with_lost_lasts(figures)
    figures = without_list_amid_text(text, rest, figures)
    unread = (*figures.unread, *unread_lists(text, rest, whole, figures, links))
    figures, unread = with_numbers_free(figures, unread)
    return named_outright(replace(_joined(figures, labelled, kept), unread=unread))


def _whole(text: str, blocks: Sequence[Block], first: int, usual: int) -> tuple[list[NoteList], list[NoteList]]:
    """The lists from block `first` on that may be notes, and again with numbered heads of chapters as heads, if there
    may be some."""
    labels = labels_of(text, blocks)
    titles = titles_among_notes(text, blocks, labels)
    heads = chapter_heads(text, blocks, labels)
    whole = [found for found in note_lists(text, blocks, usual, titles) if found.top >= first]
    if not heads:
        return whole, []
    return whole, [found for found in note_lists(text, blocks, usual, titles | heads) if found.top >= first]


def _labelled(
    text: str, parts: tuple[Block, ...], front: FrontPage, usual: int, links: Sequence[Address], *, amid: bool
) -> Recovery:
    """The notes that brackets or symbols label, numbered through."""
    bracketed = bracket_notes(text, parts, front.blocks, amid=amid)
    closed = [(line.start, line.end) for line in front.lines if line.value is not None and line.role != "standfirst"]
    closed += [(link.start, link.end) for link in links] + [(mark.start, mark.end) for mark in bracketed.marks]
    closed += [(body.start, body.end) for body in bracketed.bodies if body.amid]
    rest, kept = without(parts, bracketed.by_symbol)
    lettered = letter_notes(text, rest, front.blocks, usual, closed)
    if lettered.bodies:
        bracketed = _both(bracketed, lettered, kept)
        closed += [(mark.start, mark.end) for mark in lettered.marks]
        rest, kept = without(parts, bracketed.by_symbol)
    symbols = symbol_notes(text, rest, front.blocks, usual, closed)
    return _both(bracketed, symbols, kept) if bracketed.bodies or bracketed.rejected else symbols


def _both(bracketed: Recovery, symbols: Recovery, kept: Sequence[int]) -> Recovery:
    """Both kinds, the symbols' numbered behind those in brackets. `kept` leads from the blocks that the symbols were
    looked for in back to all."""
    base = max((body.number for body in bracketed.bodies), default=0)
    marks = tuple(replace(mark, number=base + mark.number) for mark in symbols.marks)
    bodies = tuple(
        replace(body, number=base + body.number, first=kept[body.first], last=kept[body.last])
        for body in symbols.bodies
    )
    missing = tuple(replace(gap, number=base + gap.number) for gap in symbols.missing)
    lists = tuple(_moved(listed, kept, base) for listed in symbols.by_symbol)
    behind = replace(symbols, marks=marks, bodies=bodies, missing=missing, by_symbol=lists)
    return Recovery.together((bracketed, behind))


def _closed(links: Sequence[Address], symbols: Recovery) -> list[Address]:
    """The addresses, and the other notes with their marks, in which no figure is a mark."""
    marks = [(mark.start, mark.end) for mark in symbols.marks if mark.start < mark.end]
    spans = sorted([*marks, *((body.start, body.end) for body in symbols.bodies)])
    bodies = [Address(start, end, "") for start, end in spans]
    starts = [body.start for body in bodies]

    def free(link: Address) -> bool:
        index = bisect_right(starts, link.start) - 1
        return index < 0 or link.start >= bodies[index].end

    return sorted((*filter(free, links), *bodies), key=lambda address: address.start)


def without(blocks: Sequence[Block], lists: Sequence[NoteList]) -> tuple[list[Block], list[int]]:
    """The blocks that are no part of lists of notes, and the index of each among all."""
    inside = {index for listed in lists for index in range(listed.first, listed.last + 1)}
    kept = [index for index in range(len(blocks)) if index not in inside]
    return [blocks[index] for index in kept], kept


def _joined(figures: Recovery, symbols: Recovery, kept: Sequence[int]) -> Recovery:
    """Both kinds of notes. `kept` leads from the blocks that the figures were looked for in back to all. The symbols'
    are numbered on; one whose mark stands in a note, or that stands amid one, stays text and is reported."""
    bodies = tuple(replace(body, first=kept[body.first], last=kept[body.last]) for body in figures.bodies)
    base = max((*(body.number for body in bodies), *(mark.number for mark in figures.marks)), default=0)
    marks = {mark.number: mark for mark in symbols.marks}
    missing = {gap.number: gap for gap in symbols.missing}
    nested = {body.number for body in symbols.bodies if _nested(body, marks.get(body.number), bodies)}
    order = [body.number for body in symbols.bodies if body.number not in nested]
    number = {old: base + new if base else old for new, old in enumerate(order, start=1)}
    own = [replace(body, number=number[body.number]) for body in symbols.bodies if body.number in number]
    ends = {body.end for body in own}
    ahead = replace(
        figures,
        bodies=bodies,
        rejected=tuple(_free(one, base) if own else one for one in figures.rejected),
        lists=tuple(_moved(listed, kept) for listed in figures.lists),
    )
    behind = Recovery(
        marks=tuple(replace(marks[old], number=number[old]) for old in order if old in marks),
        bodies=tuple(own),
        missing=tuple(replace(missing[old], number=number[old]) for old in order if old in missing),
        rejected=(*symbols.rejected, *_released(symbols, nested)),
        by_symbol=tuple(_kept_lists(symbols.by_symbol, nested)),
        closings=tuple(closing for closing in symbols.closings if closing[0] in ends),
    )
    return Recovery.together((ahead, behind))


def _free(refused: Refused, base: int) -> Refused:
    """A figure above the last note of figures, whose number a note with a symbol has now."""
    return replace(refused, number=0) if refused.number > base else refused


def _released(symbols: Recovery, nested: Collection[int]) -> Iterator[Refused]:
    for mark in symbols.marks:
        if mark.number in nested:
            candidate = symbol_candidate(mark.start, mark.end, mark.offset, SURE, str(mark.printed))
            yield Refused(candidate, "notes hold no notes")


def _nested(body: Body, mark: Mark | None, bodies: Sequence[Body]) -> bool:
    """Does a note stand amid one of `bodies`, or its mark in one?"""
    places = (body.start,) if mark is None else (body.start, mark.start)
    above = (bodies[bisect_right(bodies, place, key=lambda other: other.start) - 1] for place in places if bodies)
    return any(other.start <= place < other.end for other, place in zip(above, places, strict=False))


def _kept_lists(lists: Sequence[NoteList], nested: Collection[int]) -> Iterator[NoteList]:
    """The lists, a note a list where some of their notes stay text."""
    for listed in lists:
        if not any(label.number in nested for label in listed.labels):
            yield listed
            continue
        ends = [below.block - 1 for _, below in pairwise(listed.labels)] + [listed.last]
        for label, last in zip(listed.labels, ends, strict=True):
            if label.number not in nested:
                heading = listed.heading if label.block == listed.first else None
                yield replace(listed, labels=(label,), first=label.block, last=last, heading=heading)


def _moved(listed: NoteList, kept: Sequence[int], base: int = 0) -> NoteList:
    labels = tuple(replace(label, number=base + label.number, block=kept[label.block]) for label in listed.labels)
    heading = None if listed.heading is None else kept[listed.heading]
    heads = frozenset(kept[index] for index in listed.heads)
    return replace(
        listed, labels=labels, first=kept[listed.first], last=kept[listed.last], heading=heading, heads=heads
    )


def heads_of_lists(recovery: Recovery) -> set[int]:
    """The blocks that set lists of notes off: headings, rules."""
    lists = (*recovery.lists, *recovery.by_symbol)
    return {listed.heading for listed in lists if listed.heading is not None}


def around_lists(recovery: Recovery) -> Iterator[tuple[int, int]]:
    """The blocks above and below notes that stand together."""
    spans = sorted((listed.top, listed.last) for listed in (*recovery.lists, *recovery.by_symbol))
    while spans:
        top, last = spans.pop(0)
        while spans and spans[0][0] <= last + 1:
            last = max(last, spans.pop(0)[1])
        yield top - 1, last + 1
