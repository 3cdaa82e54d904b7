"""What an import says of notes that are typed and not linked: a tree laid flat and what was found of its notes in,
diagnostics out."""

from collections.abc import Iterator, Mapping, Sequence

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.marks.begunanew import ANEW, said_anew
from pressbuild.importers.marks.laid import Flat
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import strong_candidates
from pressbuild.importers.marks.notemarks import AS_LIKELY, SURE, Body, Mark, Recovery
from pressbuild.importers.marks.outright import second_marks, taken_again
from pressbuild.importers.markup import short
from pressbuild.importers.notewords import heads_notes
from pressbuild.tree import plain

NEAR = 45  # characters that say where something stands
FEW = 2  # raised figures that are told for marks without a list of notes


def typed_findings(flat: Flat, recovery: Recovery, linked: int) -> Iterator[Diagnostic]:
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
            message = f"“{_near(flat, mark.end)}”: “{mark.printed}” is taken for the mark of note {mark.number}"
            yield Diagnostic("assumed", message, None, f"see that it is: {', '.join(mark.evidence)}", WARNING)
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
    if marks := [refused.candidate for refused in recovery.rejected if refused.why == ANEW]:
        message, hint = said_anew(marks)
        yield Diagnostic(
            "note-missing", message, None, f"the first stands behind “{_near(flat, marks[0].start)}”; {hint}", WARNING
        )
    for refused in (one for one in recovery.rejected if one.why != ANEW):
        candidate = refused.candidate
        if candidate.score >= STRONG and candidate.form not in ("run together", "round"):
            named = f"“{_near(flat, candidate.end)}”: “{candidate.number}”"
            message = f"{named} looks like a note's mark and was left: {refused.why}"
            yield found("note-order" if refused.why == "out of order" else "note-over-n", message)


def unread(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
    """The lists that look like notes and are not read as notes, with the reason."""
    for listed in recovery.unread:
        end = flat.at(listed.start).end
        yield Diagnostic(
            "assumed", listed.message, None, f"it begins “{_begins(flat, listed.start, end)}”; {listed.hint}", WARNING
        )


def above_notes(flat: Flat, recovery: Recovery, heads: set[int]) -> Iterator[Diagnostic]:
    """The first lines of paragraphs of notes, where they are no heads that are known."""
    for body in recovery.bodies:
        above = flat.pieces[body.first - 1] if body.first and body.first - 1 not in heads else None
        taken = any(other.last == body.first - 1 for other in recovery.bodies)
        if above is not None and above.block == flat.pieces[body.first].block and not taken:
            message = f"“{_begins(flat, above.start, above.end)}” stands above the notes and is text"
            yield found("assumed", message, None, "where it heads them, strike it out")


def below_notes(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
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


def left_typed(flat: Flat, recovery: Recovery) -> Iterator[Diagnostic]:
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


def undecided(flat: Flat, unlisted: Sequence[Candidate]) -> Iterator[Diagnostic]:
    """Marks without a list of notes."""
    first, last = unlisted[0], unlisted[-1]
    message = f"the text seems to have note marks {first.number} to {last.number} and has no list of notes"
    hint = f"the first stands behind “{_near(flat, first.start)}”; put the notes at the end, below “Notes”"
    yield Diagnostic("note-missing", message, None, hint, WARNING)
    yield from headless(flat, 0)


def alone(flat: Flat) -> Iterator[Diagnostic]:
    """The raised figures 1, 2 … of a text without a list of notes, too few to be told for marks in any other dress."""
    seen = strong_candidates(flat.shown, 0, len(flat.shown), FEW)
    raised = [one for one in seen if one.form == "superior" and one.score >= STRONG]
    if [one.number for one in raised] == list(range(1, len(raised) + 1)) and raised:
        figures = "figure 1 looks like a note mark" if len(raised) == 1 else "figures 1 and 2 look like note marks"
        message = f"the raised {figures}, and the text has no list of notes"
        hint = f"the first stands behind “{_near(flat, raised[0].start)}”; put the notes at the end, below “Notes”"
        yield Diagnostic("note-missing", message, None, hint, WARNING)


def reasons(flat: Flat, mark: Mark) -> tuple[str, ...]:
    """What a mark is taken by; where it would stand as well is told by the words there."""
    return tuple(
        AS_LIKELY.sub(lambda found: f"as likely behind “{_near(flat, int(found[1]))}”", each) for each in mark.evidence
    )


def headless(flat: Flat, linked: int) -> Iterator[Diagnostic]:
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
