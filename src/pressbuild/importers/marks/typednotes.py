"""Notes of a foreign file that are typed and not linked: a tree's blocks in, the same with real notes out. Pure.

`text.[1]` or a raised figure in the text, and at its end a list with the notes: the same chain as for flattened text
decides (`notes`, `notemarks`). The proof is told which letters of the source became marks, labels and notes.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.document import Blocks, Heading, Note, Paragraph, Text
from pressbuild.importers.flattened.front import FrontPage
from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.flattened.omissions import heads_of_notes
from pressbuild.importers.marks.laid import Cutter, Flat, Piece, laid, together
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import strong_candidates
from pressbuild.importers.marks.notelabels import ARROWS
from pressbuild.importers.marks.notemarks import SURE, Body, Mark, Recovery
from pressbuild.importers.marks.notes import every_note, heads_of_lists
from pressbuild.importers.marks.outright import taken_again
from pressbuild.importers.marks.unlisted import without_list
from pressbuild.importers.markup import short
from pressbuild.importers.notewords import heads_notes
from pressbuild.importers.source import LeftOut, Typed
from pressbuild.tree import plain, rewrite_blocks

NEAR = 45  # characters that say where something stands
FEW = 2  # raised figures that are told for marks without a list of notes
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
            found = () if linked else tuple(_undecided(flat, unlisted))
            return TypedNotes(blocks, findings=(*found, *_unread(flat, recovery)))
    if not recovery.bodies:
        raised = () if linked or recovery.unread else tuple(_alone(flat))
        return TypedNotes(blocks, findings=(*raised, *_headless(flat, linked), *_unread(flat, recovery)))
    if linked and not _surely(recovery):
        return TypedNotes(blocks, findings=tuple(_left_typed(flat, recovery)))
    making = _Making(blocks, flat, recovery, linked)
    numbers = {body.number for body in recovery.bodies}
    return TypedNotes(
        blocks=making.blocks_left(),
        notes=making.notes(),
        marks=tuple(replace(mark, number=mark.number + linked) for mark in recovery.marks if mark.number in numbers),
        spans=tuple(sorted(making.spans(), key=lambda span: span.start)),
        left=tuple(making.left()),
        findings=(
            *_findings(flat, recovery, linked),
            *_unread(flat, recovery),
            *_above(flat, recovery, making.heads),
            *_below(flat, recovery),
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
    return replace(recovery, bodies=tuple(_ended(flat, recovery.bodies)))


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


def second_marks(recovery: Recovery) -> Iterator[Candidate]:
    """The repetitions of marks that are marks by their form, brackets or raised figures, as all others are."""
    forms = {" ".join(mark.evidence).partition(" ")[0] for mark in recovery.marks if mark.start < mark.end}
    if len(forms) == 1 and forms <= {"square", "superior"}:
        yield from (again for again in recovery.repeated if again.form in forms)


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


# --- findings ------------------------------------------------------------------------------------------------------


def _findings(flat: Flat, recovery: Recovery, linked: int) -> Iterator[Diagnostic]:
    bodies: Mapping[int, Body] = {body.number: body for body in recovery.bodies}
    notes, signs = _counted(len(bodies), "note"), _counted(len(recovery.marks), "figure or sign", "figures or signs")
    are = "is" if len(recovery.marks) == 1 else "are"
    which = "some notes have no links" if linked else "the notes have no links"
    message = f"{which}: {signs} in the text {are} taken for marks of the {notes} below it"
    yield Diagnostic("assumed", message, None, "see that the first and the last mark call their own notes", WARNING)
    for gap in recovery.missing:
        where = f"between “{_near(flat, gap.after)}” and “{_near(flat, gap.before)}”"
        message = f"note {gap.number} has no mark in the text; it belongs {where}"
        yield Diagnostic("note-orphan", message, None, f"put [^{gap.number}] there", WARNING)
    for mark in recovery.marks:
        if mark.number not in bodies:
            message = f"the text refers to note {mark.number}, which the list of notes lacks: “{_near(flat, mark.end)}”"
            yield Diagnostic("note-missing", message, None, "add the note", WARNING)
        elif mark.confidence < SURE:
            reasons = ", ".join(mark.evidence)
            message = f"“{_near(flat, mark.end)}”: “{mark.printed}” is taken for the mark of note {mark.number}"
            yield Diagnostic("assumed", message, None, f"check it: {reasons}", WARNING)
    for mark in taken_again(recovery):
        message = f"“{_near(flat, mark.end)}”: “{mark.printed}” is taken for a mark of that note, {mark.evidence[-1]}"
        yield found("assumed", message, None, "check it")
    second = set(second_marks(recovery))
    for again in sorted(second, key=lambda again: again.start):
        message = f"“{_near(flat, again.end)}”: “{again.number}” is taken for one more mark of that note"
        yield found("assumed", message, None, "check it")
    for again in (one for one in recovery.repeated if one not in second):
        message = (
            f"“{_near(flat, again.end)}”: “{again.number}” looks like a second mark of a note; it was left as a figure"
        )
        yield Diagnostic("note-repeated", message, None, f"if it is one, write [^{again.number}]", WARNING)
    for refused in recovery.rejected:
        candidate = refused.candidate
        if candidate.score >= STRONG and candidate.form not in ("run together", "round"):
            named = f"“{_near(flat, candidate.end)}”: “{candidate.number}”"
            message = f"{named} looks like a note's mark and was left: {refused.why}"
            yield found("note-order" if refused.why == "out of order" else "note-over-n", message)


def _unread(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
    """The lists that look like notes and are not read as notes, with the reason."""
    for listed in recovery.unread:
        end = flat.at(listed.start).end
        yield Diagnostic(
            "assumed", listed.message, None, f"it begins “{_begins(flat, listed.start, end)}”; {listed.hint}", WARNING
        )


def _above(flat: Flat, recovery: Recovery, heads: set[int]) -> Iterator[Diagnostic]:
    """The first lines of paragraphs of notes, where they are no heads that are known."""
    for body in recovery.bodies:
        above = flat.pieces[body.first - 1] if body.first and body.first - 1 not in heads else None
        taken = any(other.last == body.first - 1 for other in recovery.bodies)
        if above is not None and above.block == flat.pieces[body.first].block and not taken:
            message = f"“{_begins(flat, above.start, above.end)}” stands above the notes and is text"
            yield found("assumed", message, None, "where it heads them, strike it out")


def _below(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
    """What stands below the notes that end a work, and is none of them."""
    last = max(body.last for body in recovery.bodies)
    below = [piece for piece in flat.pieces[last + 1 :] if plain(piece.content).strip()]
    if below and all(listed.last <= last for listed in (*recovery.lists, *recovery.by_symbol)):
        words = _begins(flat, below[0].start, below[0].end)
        stands = (
            "and what follows it stand below the notes and are" if len(below) > 1 else "stands below the notes and is"
        )
        message = f"“{words}” {stands} text"
        yield found("assumed", message, None, "where it belongs to the last note, put it there")


def _left_typed(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
    """Notes that seem to be typed beside linked ones, and are not sure enough."""
    first = min(recovery.bodies, key=lambda body: body.start)
    words = _begins(flat, first.start, flat.pieces[first.last].end)
    message = f"beside the linked notes {_counted(len(recovery.bodies), 'note')} may be typed at the end of the text"
    hint = f"the first begins “{words}”; where it is one, write [^label] for its mark and [^label]: before it"
    yield Diagnostic("note-missing", message, None, hint, WARNING)


def _begins(flat: Flat, start: int, end: int) -> str:
    return short(" ".join(flat.written[start:end].replace("\0", " ").split()), NEAR)


def _counted(count: int, name: str, several: str = "") -> str:
    return f"{count} {name}" if count == 1 else f"{count} {several or name + 's'}"


def _undecided(flat: Flat, unlisted: Sequence[Candidate]) -> Iterator[Diagnostic]:
    """Marks without a list of notes."""
    first, last = unlisted[0], unlisted[-1]
    message = f"the text seems to have note marks {first.number} to {last.number} and has no list of notes"
    hint = f"the first stands behind “{_near(flat, first.start)}”; put the notes at the end, below “Notes”"
    yield Diagnostic("note-missing", message, None, hint, WARNING)
    yield from _headless(flat, 0)


def _alone(flat: Flat) -> Iterator[Diagnostic]:
    """The raised figures 1, 2 … of a text without a list of notes, too few to be told for marks in any other dress."""
    seen = strong_candidates(flat.shown, 0, len(flat.shown), FEW)
    raised = [one for one in seen if one.form == "superior" and one.score >= STRONG]
    if [one.number for one in raised] == list(range(1, len(raised) + 1)) and raised:
        figures = "figure 1 looks like a note mark" if len(raised) == 1 else "figures 1 and 2 look like note marks"
        message = f"the raised {figures}, and the text has no list of notes"
        hint = f"the first stands behind “{_near(flat, raised[0].start)}”; put the notes at the end, below “Notes”"
        yield Diagnostic("note-missing", message, None, hint, WARNING)


def _headless(flat: Flat, linked: int) -> Iterator[Diagnostic]:
    """A head of notes without notes, or with more than the `linked` ones below it."""
    for piece, below in zip(flat.pieces, flat.pieces[1:], strict=False):
        words = plain(piece.content).strip()
        if 0 < len(words) <= NEAR and heads_notes(words):
            begins = _begins(flat, below.start, below.end)
            message = f"“{words}” seems to head notes, but which marks are theirs could not be told"
            if linked:
                message = f"“{words}” seems to head notes; what no link leads to still stands below it"
            yield Diagnostic("note-missing", message, None, f"below it stands “{begins}”", WARNING)


def _near(flat: Flat, place: int) -> str:
    """The words before a place, or behind it where it begins the text."""
    before = flat.written[max(0, place - NEAR) : place] if place > 1 else flat.written[:NEAR]
    words = before.replace("\0", " ").split("\n")
    shown = " ".join(next((line for line in reversed(words) if line.strip()), "").split())
    return shown.partition(" ")[2] or shown if place > NEAR else shown
