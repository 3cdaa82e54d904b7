"""A flattened text in its blocks: a source in, what its pages, its carrier and its table of contents put there told
apart, its columns one below the other and what two pages share put together. Pure.
"""

from collections.abc import Callable, Collection, Iterable

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.importers.flattened.apartlabels import tied
from pressbuild.importers.flattened.blocks import blocks, measured
from pressbuild.importers.flattened.carriers import Carrier, carrier
from pressbuild.importers.flattened.chapternumbers import set_off
from pressbuild.importers.flattened.contents import Contents, contents
from pressbuild.importers.flattened.contents import without as without_contents
from pressbuild.importers.flattened.elisions import unbroken
from pressbuild.importers.flattened.foottails import Tail
from pressbuild.importers.flattened.galley import galley
from pressbuild.importers.flattened.gluedlabels import unglued
from pressbuild.importers.flattened.gutters import Apart, apart
from pressbuild.importers.flattened.linenumbers import Numbered, hidden, line_numbers, without
from pressbuild.importers.flattened.lines import Block, Line, Lineation, Shape
from pressbuild.importers.flattened.lostfeeds import fed
from pressbuild.importers.flattened.mending import Mended, mend
from pressbuild.importers.flattened.overedges import Over, together
from pressbuild.importers.flattened.pages import (
    DOUBTFUL,
    RULE,
    RUNNING_HEAD,
    Furniture,
    furniture,
    head_as_title,
    with_known,
)
from pressbuild.importers.flattened.parted import EdgeWord, Vocabulary, edge_words
from pressbuild.importers.flattened.raisedcalls import called
from pressbuild.importers.flattened.raisedlabels import beside_notes, with_labels
from pressbuild.importers.flattened.sheet import Sheet
from pressbuild.importers.source import Source

PASSES = 2  # what was put together may show another word at an edge


class Unpaged(Struct, frozen=True):
    """A text in its blocks, without what its pages, its carrier and its table of contents put there. `text` is the
    mended one, with blanks for what carried it and for the numbers of lines; `runs_on` are the starts of the blocks
    that go on with a paragraph above a page's foot, `apart` the labels whose notes cannot be known, `over` what stood
    on two pages and was put together, `numbered` the lines of verse whose numbers stood in the margin, and `tied` the
    places in the source of the labels that were set before their notes."""

    columns: Apart
    mended: Mended
    lineation: Lineation
    text: str
    carrier: Carrier | None
    furniture: tuple[Furniture, ...]
    contents: Contents | None
    blocks: tuple[Block, ...]
    begun: int
    cut: tuple[Line, ...]
    runs_on: frozenset[int]
    apart: tuple[Line, ...]
    over: Over
    numbered: tuple[Numbered, ...]
    unbroken: tuple[int, ...] = ()
    called: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    unglued: tuple[int, ...] = ()
    feeds: tuple[int, ...] = ()

    @property
    def printed(self) -> list[Furniture]:
        return [piece for piece in self.furniture if piece.why != DOUBTFUL]

    @property
    def kept(self) -> list[Line]:
        return [piece.line for piece in self.furniture if piece.why == DOUBTFUL]

    @property
    def gone(self) -> Contents | None:
        return self.contents if self.contents and self.contents.sure else None


def unpaged(source: Source) -> Unpaged:
    """A source's blocks. Raises `PressError` where it has none."""
    columns = apart(source.text)
    sheet = Sheet.of(columns.text)
    places: list[tuple[int, ...]] = []
    for step in (unbroken, called, tied, unglued, fed):
        reset = step(columns, sheet)
        places.append(reset.places)
        if reset.columns is not columns:
            columns = reset.columns
            sheet = Sheet.of(columns.text)
    read = _read(source, columns, sheet, Over(), Vocabulary(), PASSES)
    unbroken_at, called_at, tied_at, unglued_at, fed_at = places
    return replace(read, unbroken=unbroken_at, called=called_at, tied=tied_at, unglued=unglued_at, feeds=fed_at)


def _read(
    source: Source, columns: Apart, known: Sheet | None, over: Over, vocabulary: Vocabulary, passes: int
) -> Unpaged:
    """The blocks of a source's text as it stands in its `columns`, of which a sheet may be `known`; what page edges
    part in it is put together, and all read anew, so many times."""
    mended = mend(columns.text, columns.origin, vocabulary)
    text, joints = mended.text, [mended.after(joint) for joint in columns.joints]
    lineation = Lineation(source.text, mended.origin, joints=joints)
    sheet = known if known and known.text == text else Sheet.of(text)
    lines = sheet.lines
    if columns.text is not source.text:
        lines = tuple(line and line._replace(number=lineation.at(line.start)[0]) for line in lines)
    carried_by = None if source.title_line else carrier(text, lines)
    if carried_by:
        lines = carried_by.text_lines(lines)
        text = carried_by.hide(text)
    numbered = line_numbers(text, lines)
    lines, text = without(lines, numbered), hidden(text, numbered)
    raised = with_labels(sheet.with_lines(lines) if text == sheet.text else Sheet.of(text, lines))
    labelled = beside_notes(raised.sheet)
    seen = with_known(labelled, furniture(labelled), over.heads, lineation)
    read, every = head_as_title(labelled, seen)
    listing = contents(text, read.lines)
    if listing and listing.sure:
        read = read.with_lines(without_contents(read.lines, listing))
        every = tuple(piece for piece in every if not listing.start <= piece.line.start < listing.end)
    away = frozenset(piece.line.start for piece in every if piece.why != DOUBTFUL)
    paged = galley(read, away, lambda given: measured(text, given))
    words = edge_words(text, paged.edges, vocabulary) if passes else []
    if passes and (paged.tails or words):
        further = _further(over, paged.tails, words, every, lineation.origin)
        columns = together(columns, paged.tails, words, mended.before)
        return _read(source, columns, None, further, vocabulary, passes - 1)
    every = (*every, *(Furniture(line, RULE) for line in (*paged.rules, *paged.bare)))
    away |= {line.start for line in paged.bare}
    chapters = frozenset(line.start for index in labelled.chapters if (line := labelled.lines[index]))
    parts = _no_verse(
        blocks(text, set_off(paged.lines, chapters), away, paged.notes, columned=bool(columns.gutters)),
        {line.start for line in raised.apart},
    )
    if not parts:
        raise PressError(found("empty", "the text is empty", Place(source.name, 1, 1)))
    return Unpaged(
        columns=columns,
        mended=mended,
        lineation=lineation,
        text=text,
        carrier=carried_by,
        furniture=every,
        contents=listing,
        blocks=parts,
        begun=paged.begun,
        cut=paged.cut,
        runs_on=paged.runs_on,
        apart=raised.apart,
        over=over,
        numbered=numbered,
    )


def _further(
    over: Over,
    tails: Iterable[Tail],
    words: Iterable[EdgeWord],
    every: Iterable[Furniture],
    origin: Callable[[int], int],
) -> Over:
    """What was put together over pages' edges, with further ends of notes and words, and the running heads between."""
    return Over(
        (*over.tails, *(origin(tail.first.start) for tail in tails)),
        (*over.words, *(replace(word, hyphen=origin(word.hyphen)) for word in words)),
        frozenset(origin(piece.line.start) for piece in every if piece.why == RUNNING_HEAD),
    )


def _no_verse(parts: tuple[Block, ...], labels: Collection[int]) -> tuple[Block, ...]:
    """The blocks; lines among which labels of notes stand are no verse."""

    def labelled(part: Block) -> bool:
        return part.shape is Shape.LINES and any(line.start in labels for line in part.lines)

    return tuple(replace(part, shape=Shape.PROSE) if labels and labelled(part) else part for part in parts)
