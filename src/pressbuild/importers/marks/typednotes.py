"""Notes of a foreign file that are typed and not linked: a tree's blocks in, the same with real notes out. Pure.

`text.[1]` or a raised figure in the text, and at its end a list with the notes: the same chain as for flattened text
decides (`notes`, `notemarks`). The proof is told which letters of the source became marks, labels and notes.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic
from pressbuild.document import Blocks, Heading, Note, Paragraph, Text
from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.flattened.omissions import heads_of_notes
from pressbuild.importers.marks.laid import Cutter, Flat, Piece, laid, together
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notelabels import ARROWS
from pressbuild.importers.marks.notemarks import SURE, Body, Mark, Recovery
from pressbuild.importers.marks.notes import every_note, heads_of_lists
from pressbuild.importers.marks.outright import second_marks
from pressbuild.importers.marks.typedfindings import (
    above_notes,
    alone,
    below_notes,
    headless,
    left_typed,
    reasons,
    typed_findings,
    undecided,
    unread,
)
from pressbuild.importers.marks.unlisted import without_list
from pressbuild.importers.source import LeftOut, Typed
from pressbuild.tree import plain, rewrite_blocks

SPACES = " \t\u00a0\u202f\u2009"


class TypedNotes(Struct, frozen=True):
    """What was made of a work's blocks; `marks` by the labels of their notes, `spans` for the proof."""

    blocks: Blocks
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    spans: tuple[Typed, ...] = ()
    left: tuple[LeftOut, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


def typed_notes(blocks: Blocks, before: int = 0, linked: int = 0) -> TypedNotes:
    """The blocks with their typed notes, if any, made real ones; `before` letters of the source stand before them.
    Where so many notes are `linked` already, the typed ones get the labels behind theirs, if each surely has its
    mark."""
    flat = laid(blocks, before)
    recovery = _recovered(flat)
    if not recovery.bodies and (unlisted := without_list(flat.shown, addresses(flat.shown))):
        flat = laid(blocks, before, parted=True)
        recovery = _recovered(flat)
        if not recovery.bodies:
            found = () if linked else tuple(undecided(flat, unlisted))
            return TypedNotes(blocks, findings=(*found, *unread(flat, recovery)))
    if not recovery.bodies:
        raised = () if linked or recovery.unread else tuple(alone(flat))
        return TypedNotes(blocks, findings=(*raised, *headless(flat, linked), *unread(flat, recovery)))
    if linked and not _surely(recovery):
        return TypedNotes(blocks, findings=tuple(left_typed(flat, recovery)))
    making = _Making(blocks, flat, recovery, linked)
    numbers = {body.number for body in recovery.bodies}
    return TypedNotes(
        blocks=making.blocks_left(),
        notes=making.notes(),
        marks=tuple(replace(mark, number=mark.number + linked) for mark in recovery.marks if mark.number in numbers),
        spans=tuple(sorted(making.spans(), key=lambda span: span.start)),
        left=tuple(making.left()),
        findings=(
            *typed_findings(flat, recovery, linked),
            *unread(flat, recovery),
            *above_notes(flat, recovery, making.heads),
            *below_notes(flat, recovery),
        ),
    )


def _surely(recovery: Recovery) -> bool:
    """Has each note its mark, each mark its note, and no mark a doubt?"""
    numbers = sorted(body.number for body in recovery.bodies)
    sure = all(mark.confidence >= SURE for mark in recovery.marks)
    return sure and sorted({mark.number for mark in recovery.marks}) == numbers


def _recovered(flat: Flat) -> Recovery:
    if not flat.pieces:
        return Recovery()
    recovery = every_note(flat.shown, tuple(flat.blocks), FrontPage((), 0), 1, addresses(flat.shown))
    marks = tuple(replace(mark, evidence=reasons(flat, mark)) for mark in recovery.marks)
    return replace(recovery, marks=marks, bodies=tuple(_ended(flat, recovery.bodies)))


def _ended(flat: Flat, bodies: Sequence[Body]) -> Iterator[Body]:
    """Notes, the last one of each list without the paragraphs behind it (the author, more to read), unless another note
    has several, too."""
    firsts = {body.first for body in bodies}
    inside = [body for body in bodies if body.last + 1 in firsts]
    if any(_apart(flat, body) < body.last for body in inside):
        yield from bodies
        return
    for body in bodies:
        last = body.last if body.last + 1 in firsts else _apart(flat, body)
        yield replace(body, last=last, end=min(body.end, flat.pieces[last].end))


def _apart(flat: Flat, body: Body) -> int:
    """The last piece of a note before the first paragraph of its own that stands behind its label."""
    pieces = flat.pieces
    for index in range(body.first + 1, body.last + 1):
        alone = pieces[index].block != pieces[index - 1].block
        if alone and all(isinstance(part, Paragraph) for part in pieces[index].content):
            return index - 1
    return body.last


class _Making:
    """Makes the new tree of what was found."""

    def __init__(self, blocks: Blocks, flat: Flat, recovery: Recovery, linked: int = 0) -> None:
        self.blocks, self.flat, self.recovery, self.linked = blocks, flat, recovery, linked
        self.bodies = {index: body for body in recovery.bodies for index in range(body.first, body.last + 1)}
        self.heads = heads_of_lists(recovery) | set(_heads_of_chapters(blocks, flat, recovery))
        self.cuts: dict[int, list[tuple[int, int, str]]] = {}
        numbers = {body.number for body in recovery.bodies}
        called: tuple[Mark | Candidate, ...] = (*recovery.marks, *second_marks(recovery))
        found = [(mark.start, mark.end, self.label(mark)) for mark in called if mark.number in numbers]
        self.calls = sorted(found)
        for start, end, label in self.calls:
            piece = flat.at(start)
            self.cuts.setdefault(piece.start, []).append((self._without_space(start, end, piece), end, label))
        for body in recovery.bodies:
            piece = flat.pieces[body.first]
            self.cuts[piece.start] = [(piece.start, max(piece.start, body.text_start), "")]

    def label(self, one: Mark | Candidate | Body) -> str:
        return str(one.number + self.linked)

    def _without_space(self, start: int, end: int, piece: Piece) -> int:
        """Where a mark begins, with the space before it unless that parts two words."""
        shown = self.flat.shown
        if not shown[end : end + 1].isalnum():
            while start > piece.start and shown[start - 1] in SPACES:
                start -= 1
        return start

    def _cut(self, piece: Piece) -> Blocks:
        cuts = self.cuts.get(piece.start)
        return rewrite_blocks(piece.content, Cutter(cuts, piece.start).run) if cuts else piece.content

    def blocks_left(self) -> Blocks:
        gone = set(self.bodies) | self.heads
        whole: list[Blocks] = []
        rows: dict[int, list[int]] = {}
        for index, piece in enumerate(self.flat.pieces):
            rows.setdefault(piece.block, []).append(index)
        for number, indices in rows.items():
            kept = [index for index in indices if index not in gone]
            contents = [self._cut(self.flat.pieces[index]) for index in kept]
            whole.append(together(self.blocks[number], contents, kept[0] - indices[0] if kept else 0))
        return tuple(block for part in whole for block in part)

    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(self.label(body), self._body(body)) for body in sorted(self.recovery.bodies, key=_number))

    def _body(self, body: Body) -> Blocks:
        pieces = self.flat.pieces[body.first : body.last + 1]
        parts = [part for piece in pieces for part in self._cut(piece)]
        return tuple(_loose(part) if isinstance(part, Paragraph) else part for part in parts)

    def left(self) -> Iterator[LeftOut]:
        for index in sorted(self.heads):
            if words := plain(self.flat.pieces[index].content).strip():
                yield LeftOut("editions head their notes themselves", words)

    def spans(self) -> Iterator[Typed]:
        """What became of the source's letters."""
        flat = self.flat
        for index in self.heads:
            piece = flat.pieces[index]
            yield Typed("left", "", piece.letters, flat.letters(piece, piece.end))
        for start, end, label in self.calls:
            piece = flat.at(start)
            yield Typed("call", label, flat.letters(piece, start), flat.letters(piece, end))
        for body in self.recovery.bodies:
            first, last = flat.pieces[body.first], flat.pieces[body.last]
            text = flat.letters(first, max(first.start, body.text_start))
            after = body.last + 1
            end = flat.pieces[after].letters if after < len(flat.pieces) else flat.letters(last, last.end)
            yield Typed("mark", self.label(body), first.letters, text)
            yield Typed("note", self.label(body), text, end)


def _heads_of_chapters(blocks: Blocks, flat: Flat, recovery: Recovery) -> Iterator[int]:
    """The headings among notes, which say whose notes stand below them."""
    for index in heads_of_notes(flat.shown, flat.blocks, recovery):
        if isinstance(blocks[flat.pieces[index].block], Heading):
            yield index


def _number(body: Body) -> int:
    return body.number


def _loose(paragraph: Paragraph) -> Paragraph:
    """A note's paragraph, without the arrow back that a list of notes has at its end."""
    children = paragraph.children
    if (
        children
        and isinstance(last := children[-1], Text)
        and (bare := last.value.rstrip(ARROWS + SPACES)) != last.value
    ):
        children = (*children[:-1], *((Text(bare),) if bare else ()))
    return replace(paragraph, children=children, tight=False)
