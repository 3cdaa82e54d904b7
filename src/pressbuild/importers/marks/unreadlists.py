"""Lists that look like notes and are not read as notes: a text with what was found of its notes in, those lists and
the reason out.

Nothing that stands where notes do stays text in silence. A list of figures says how many marks it has; one that
letters, small Roman numbers or carets label is said where the text has such marks.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from string import ascii_lowercase

from msgspec.structs import replace

from pressbuild.importers import romans
from pressbuild.importers.flattened.lines import Block, Line
from pressbuild.importers.flattened.links import Address
from pressbuild.importers.marks.footlists import WITHIN_A_FIGURE
from pressbuild.importers.marks.markchain import best_chain
from pressbuild.importers.marks.markcontext import DECIMAL, GROUPED, RULED_OUT, STRONG, VERSE_ENDED
from pressbuild.importers.marks.markevidence import candidates, strong_candidates
from pressbuild.importers.marks.markgaps import ENDED
from pressbuild.importers.marks.notelabels import Label, labels_of
from pressbuild.importers.marks.notelist import LONGEST_HEADING, NoteList, Unread
from pressbuild.importers.marks.notemarks import SURE, Recovery, kept
from pressbuild.importers.marks.textitems import cites

FEWEST = 3  # items of a list that stands close to the text
FIGURED = frozenset((DECIMAL, GROUPED, VERSE_ENDED[0]))
HALF = 2  # one in so many notes that cite something makes a list look like notes
PAGES = 3  # lists of notes whose numbers begin anew, which are a habit
SHOWN = 4
FURTHER = 3  # numbers above a list's that tell of marks that go on
UNNUMBERED = re.compile(r"\^(?!\d)")
LETTERED = re.compile(
    r"(?P<open>[\[(]?)(?P<label>[a-z]+)(?P<close>[\]).:]+)(?=\s)|(?P<roman>[ivxl]+)(?=[ \t\u00a0]+\S)"
)
NAME_NOTES = "where it holds notes, put a line “Notes” above it and import again"
NUMBER_NOTES = "where it holds notes, number them and their marks 1, 2, 3 … and import again"


def unread_lists(
    text: str, blocks: Sequence[Block], whole: Sequence[NoteList], found: Recovery, links: Sequence[Address]
) -> Iterator[Unread]:
    """The list of figures that ends a text, and those with other labels. `blocks` are those without other notes."""
    last = list(_of_figures(text, blocks, whole, found, links))
    yield from last
    said = {listed.start for listed in last}
    yield from (listed for listed in _amid(text, blocks, whole, found) if listed.start not in said)
    lines = list(_outside_notes(blocks, found))
    for alphabet in (romans.FIRST, list(ascii_lowercase)):
        if other := _lettered(text, lines, alphabet):
            yield other
            break
    yield from _unnumbered(text, lines)


def _outside_notes(blocks: Sequence[Block], found: Recovery) -> Iterator[Line]:
    starts = [body.start for body in found.bodies]
    for line in (line for block in blocks for line in block.lines):
        above = bisect_right(starts, line.start) - 1
        if above < 0 or line.start >= found.bodies[above].end:
            yield line


def _of_figures(
    text: str, blocks: Sequence[Block], whole: Sequence[NoteList], found: Recovery, links: Sequence[Address]
) -> Iterator[Unread]:
    taken = {index for listed in found.lists for index in range(listed.first, listed.last + 1)}
    for listed in whole[-1:]:
        apart = (listed.gap or listed.heading is not None) and (len(listed.labels) > 1 or found.lists != ())
        if not listed.final or listed.labels[-1].block in taken or not (apart or len(listed.labels) >= FEWEST):
            continue
        why = _why(text, blocks[listed.top].start, listed, links)
        if apart or why or cites(text, blocks, listed.labels):
            first, last = str(listed.lowest), str(listed.highest)
            yield Unread(listed.labels[0].start, first, last, why or "the text has no marks for it", NAME_NOTES)


def _amid(text: str, blocks: Sequence[Block], whole: Sequence[NoteList], found: Recovery) -> Iterator[Unread]:
    """The lists in the text of a work with notes on each page or of each chapter, numbered anew, that may be notes: the
    text above them has figures that may be the marks of all their items, or of half where they are set off as notes
    are, and the text below them those of the next notes."""
    notes = sorted(found.lists, key=lambda listed: listed.top)
    anew = _begins_anew_below_text(blocks, notes)
    if anew < HALF:
        return
    tops = [listed.top for listed in notes]
    set_off = {listed.first for listed in whole if listed.gap or listed.heading is not None}
    for run in _runs(labels_of(text, blocks)):
        place = bisect_right(tops, run[0].block)
        above, below = notes[place - 1 : place] if place else [], notes[place : place + 1]
        if above and run[0].block <= above[0].last:
            continue
        start, last = blocks[above[0].last].end if above else 0, run[-1].number
        apart = run[0].block in set_off
        further = apart or all(
            _has_marks(text, blocks[run[-1].block].end, blocks[each.top].start, min(last, each.highest))
            for each in below
        )
        if further and _has_marks(text, start, run[0].start, -(-last // HALF) if apart else last):
            why = "figures in the text above it may be its marks"
            sure = {mark.end for mark in found.marks if mark.confidence >= SURE}
            owns = _has_marks(text, start, run[0].start, last, sure)
            if owns or anew >= PAGES:
                yield Unread(run[0].start, "1", str(last), why, NAME_NOTES, run[-1].text_start, owns=owns)


def _begins_anew_below_text(blocks: Sequence[Block], notes: Sequence[NoteList]) -> int:
    """How many lists of notes begin anew below text of their own. Lists gathered at the end have none between them."""
    above = [0, *(listed.last + 1 for listed in notes)]
    return sum(
        not listed.goes_on and any(block.length > LONGEST_HEADING for block in blocks[start : listed.top])
        for start, listed in zip(above, notes, strict=False)
    )


def _runs(labels: Sequence[Label]) -> Iterator[list[Label]]:
    """The labels 1, 2, 3 … of one form that follow one another."""
    run: list[Label] = []
    for label in labels:
        if run and label.number == run[-1].number + 1 and label.form == run[-1].form:
            run.append(label)
            continue
        if len(run) >= HALF:
            yield run
        run = [label] if label.number == 1 else []
    if len(run) >= HALF:
        yield run


def _has_marks(text: str, start: int, end: int, highest: int, taken: Collection[int] = ()) -> bool:
    """Has a stretch of text the figures from 1 to `highest` in their order, each as a mark may be, a space before it or
    none, and not one that ends where a mark is `taken` for another note?"""
    due = 1
    for figure in candidates(text, start, end, highest, run_in=False):
        free = RULED_OUT.isdisjoint(figure.evidence) and figure.end not in taken
        if figure.number == due and figure.score > WITHIN_A_FIGURE and free:
            due += 1
            if due > highest:
                return True
    return False


def _why(text: str, end: int, listed: NoteList, links: Sequence[Address]) -> str:
    """What the text has of a list's marks; empty where it has none."""
    closed = [(link.start, link.end) for link in links]
    strong = [
        c
        for c in strong_candidates(text, 0, end, listed.highest + FURTHER)
        if not any(a <= c.digit < b for a, b in closed)
    ]
    numbers = [link.candidate.number for link in kept(best_chain(strong, 1, listed.highest + FURTHER))]
    own = [number for number in numbers if number <= listed.highest]
    if len(own) < len(numbers) and own:
        return f"the marks of the text go on to {numbers[-1]}"
    if len(own) == len(listed.labels):
        return "figures in the text may be its marks, or those of another list"
    if own:
        shown = ", ".join(map(str, own[:SHOWN])) + (" …" if len(own) > SHOWN else "")
        return f"of its {len(listed.labels)} notes the text has only marks for {len(own)} ({shown})"
    if behind := _behind_figures(text, end, listed):
        return f"figures behind a figure and a stop may be its marks ({behind}), or decimals"
    rounded = sum(f"({label.number})" in text[:end] for label in listed.labels) if "(" in listed.labels[0].form else 0
    return "figures in round brackets may be a list’s within a paragraph" if rounded >= HALF else ""


def _behind_figures(text: str, end: int, listed: NoteList) -> str:
    """The first of a list's numbers in their order that stand behind figures, `Room 2.2`, and end a sentence, where
    half of its notes have one; empty where fewer do."""
    behind = [c for c in candidates(text, 0, end, listed.highest, run_in=False) if FIGURED.issuperset(c.evidence[:1])]
    ended = [replace(c, score=STRONG) for c in behind if not ENDED.isdisjoint(c.evidence)]
    numbers = [str(link.candidate.number) for link in best_chain(ended, 1, listed.highest)]
    return ", ".join(numbers[:SHOWN]) if len(numbers) * HALF >= max(len(listed.labels), FEWEST) else ""


def _lettered(text: str, lines: Sequence[Line], alphabet: Sequence[str]) -> Unread | None:
    """The last list whose labels are the first of an alphabet, where two of them are marks of the text above it."""
    run: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        label = LETTERED.match(text, line.start, line.end)
        if label is None:
            continue
        if len(run) < len(alphabet) and _name(label) == alphabet[len(run)]:
            run.append((line, label))
        elif _name(label) == alphabet[0]:
            run = [(line, label)]
    if len(run) < HALF or _called(text, [label for _, label in run]) < HALF:
        return None
    first, last = _name(run[0][1]), _name(run[-1][1])
    return Unread(run[0][0].start, first, last, "its labels are letters", NUMBER_NOTES)


def _name(label: re.Match[str]) -> str:
    return label["label"] or label["roman"]


def _called(text: str, labels: Sequence[re.Match[str]]) -> int:
    """How many labels stand in the text above the first of them as marks do, in order."""
    place, count, end = 0, 0, labels[0].start()
    for label in labels:
        name = re.escape(_name(label))
        shape = rf"(?<=\S)\({name}\)|\[{name}\]" if label["open"] else rf"(?<=[.,;:!?”’\"')]){name}(?![\w.])"
        if mark := re.compile(shape).search(text, place, end):
            place, count = mark.end(), count + 1
    return count


def _unnumbered(text: str, lines: Sequence[Line]) -> Iterator[Unread]:
    """The lines that begin with a caret, as notes copied from a web encyclopaedia do, in a text with marks."""
    carets = [line for line in lines if UNNUMBERED.match(text, line.start, line.end)]
    if len(carets) >= HALF and "[1]" in text[: carets[0].start]:
        hint = "write the number of each note for its ^ and import again"
        yield Unread(carets[0].start, "^", "^", "its notes have no numbers", hint)
