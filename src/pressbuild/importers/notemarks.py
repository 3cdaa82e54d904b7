"""The recovery of note marks that flattening has turned into figures: text and its lists of notes in, a `Recovery` out.

All marks of a stretch of text are found together, as the best strictly increasing chain of candidates (`markchain`);
numbers that it leaves out are looked for between their neighbours among weaker candidates, and taken only where one
stands out. What is not found is reported with the stretch to look in; nothing is guessed in silence.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby, islice, zip_longest
from math import exp

from pressbuild.importers.lines import Block
from pressbuild.importers.links import Address
from pressbuild.importers.markchain import Chosen, best_chain
from pressbuild.importers.markevidence import HIGHEST, Candidate, candidates
from pressbuild.importers.notelist import LONGEST_HEADING, Label, NoteList

STRONG = 1.5  # a candidate that would be taken for a mark by itself
STANDS_OUT = 1.0  # by how much a mark must be better than anything else in its place
REPEATED = 2.6  # strong candidates of one number no further apart than this are a mark and its repetition
LOOSE_GAIN = 5.0  # what a figure behind a stop and a space gains where marks stand so
FILL = 8.0  # what a weak candidate gains where its number is missing between two neighbours
FILLED = 0.8  # the margin that a filled gap is worth
MARKED_ALIKE = 0.65  # the share of a work's marks that have one form, so that another form is more likely no mark
HOPELESS = -4.4  # no gap is filled with a candidate below this
SUPPORT = 0.6  # the share of a list's notes whose marks must be seen for it to be taken for notes by them alone
HIGHEST_UNLISTED = 999  # so many marks are looked for where no list of notes says how many there are
MOST_LISTS = 200  # a work's chapters whose notes stand together
MOST_READINGS = 2_000_000  # no work has more; what is fed to the program as a trap may
BUDGET = 6  # how often the text may be gone through in search of lists that are notes


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was found: [start, end) is what it stands in, `offset` its first digit, `number` that of its note
    in the whole work, `printed` what the text has, which differs where numbering begins anew."""

    number: int
    printed: int
    start: int
    end: int
    offset: int
    confidence: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A note's body: [start, end) from its label to its end, its text from `text_start`, on blocks [first, last]."""

    number: int
    printed: int
    start: int
    text_start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A note without a mark, which must stand in [after, before) if it stands anywhere."""

    number: int
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A figure that looks like a mark and was not taken for one."""

    candidate: Candidate
    why: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found of a text's notes, each in order of place; `lists` are the lists that hold them."""

    marks: tuple[Mark, ...] = ()
    bodies: tuple[Body, ...] = ()
    missing: tuple[Missing, ...] = ()
    repeated: tuple[Candidate, ...] = ()
    rejected: tuple[Refused, ...] = ()
    lists: tuple[NoteList, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of text with the lists that hold its notes, the first of them numbered from `base` + 1."""

    start: int
    end: int
    lists: tuple[NoteList, ...]
    base: int

    @property
    def highest(self) -> int:
        return self.base + sum(listed.highest for listed in self.lists)


def recover(text: str, blocks: Sequence[Block], lists: Sequence[NoteList], links: Sequence[Address]) -> Recovery:
    """The notes of a text whose possible lists of notes are `lists`."""
    held: list[Recovery] = []
    start = base = spent = 0
    for group in _groups(blocks, lists):
        if not (group[0].named or group[0].gap or group[-1].final):
            continue
        stretch = _Stretch(start, blocks[group[0].top].start, group, base)
        spent += stretch.end - stretch.start
        if spent > BUDGET * len(text) and not group[0].named:
            continue
        found = _found(text, blocks, stretch, links)
        if _holds_notes(group, found):
            held.append(found)
            start, base = blocks[group[-1].last].end, stretch.highest
    return Recovery(*(tuple(chain.from_iterable(getattr(one, name) for one in held)) for name in Recovery.__slots__))


def without_list(text: str, links: Sequence[Address]) -> tuple[Candidate, ...]:
    """The marks 1, 2, 3 … that a text without a list of notes seems to have; empty unless three or more stand out."""
    seen = (c for c in _outside(links, candidates(text, 0, len(text), HIGHEST_UNLISTED)) if c.score >= STRONG)
    marks = [c.candidate for c in _kept(best_chain(list(islice(seen, MOST_READINGS)), 1, HIGHEST_UNLISTED))]
    complete = len(marks) > 2 and marks[-1].number == len(marks)
    return tuple(marks) if complete else ()


def _groups(blocks: Sequence[Block], lists: Sequence[NoteList]) -> Iterator[tuple[NoteList, ...]]:
    """The lists that follow one another with at most a heading between them: one list whose numbering begins anew."""
    group: list[NoteList] = []
    for listed in lists:
        if group and not (len(group) < MOST_LISTS and _follows(blocks, group[-1], listed)):
            yield tuple(group)
            group = []
        group.append(listed)
    if group:
        yield tuple(group)


def _follows(blocks: Sequence[Block], above: NoteList, below: NoteList) -> bool:
    between = blocks[above.last + 1 : below.first]
    return not between or (len(between) == 1 and between[0].length <= LONGEST_HEADING)


def _holds_notes(group: tuple[NoteList, ...], found: Recovery) -> bool:
    """Are these notes? A heading says so, else enough marks in the text: all but a few where the list stands amid the
    text or close to it, any where it stands apart at the end."""
    if group[0].named:
        return True
    if not found.marks:
        return False
    apart = group[0].gap and group[-1].final
    return apart or len(found.marks) >= SUPPORT * len(found.bodies)


def _found(text: str, blocks: Sequence[Block], stretch: _Stretch, links: Sequence[Address]) -> Recovery:
    """The notes of one stretch."""
    beyond = min(HIGHEST, max(listed.highest for listed in stretch.lists) * 5 // 4 + 20)
    seen = list(_outside(links, candidates(text, stretch.start, stretch.end, beyond)))
    numbered = list(islice(_numbered(seen, stretch), MOST_READINGS))
    numbered, best = _best(numbered, stretch)
    marked = _filled(numbered, best, stretch)
    taken = {chosen.candidate.number for chosen in marked}
    repeated, rejected = _others(seen, numbered, marked, stretch)
    bodies = tuple(_bodies(blocks, stretch))
    marks = tuple(_mark(chosen, stretch) for chosen in marked)
    missing = tuple(_missing(marked, stretch, [body.number for body in bodies if body.number not in taken]))
    return Recovery(marks, bodies, missing, repeated, rejected, stretch.lists)


def _outside(links: Sequence[Address], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that stand in no web address."""
    starts = [link.start for link in links]
    for candidate in found:
        index = bisect_right(starts, candidate.digit) - 1
        if index < 0 or candidate.digit >= links[index].end:
            yield candidate


def _numbered(found: Iterable[Candidate], stretch: _Stretch) -> Iterator[Candidate]:
    """Each candidate as a mark of every list that has its number, numbered through the whole work."""
    bases = list(accumulate((listed.highest for listed in stretch.lists[:-1]), initial=stretch.base))
    for candidate in found:
        for base, listed in zip(bases, stretch.lists, strict=True):
            if candidate.number <= listed.highest:
                yield replace(candidate, number=base + candidate.number) if base else candidate


def _best(numbered: list[Candidate], stretch: _Stretch) -> tuple[list[Candidate], tuple[Chosen, ...]]:
    """The candidates and their best chain; figures behind a stop and a space count as marks where most are such."""
    best = _kept(best_chain(numbered, stretch.base + 1, stretch.highest))
    notes = stretch.highest - stretch.base
    if len(best) * 2 < notes:
        loose = [replace(c, score=c.score + LOOSE_GAIN) if c.form == "loose" else c for c in numbered]
        other = _kept(best_chain(loose, stretch.base + 1, stretch.highest))
        if len(other) >= SUPPORT * notes:
            return loose, other
    return numbered, best


def _kept(chain: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """The links of a chain that stand out, or are so strong that a rival is only a repetition: the one in the form of
    the work's other marks, or of two that are about as likely the first, for a note is called again further on."""
    links = tuple(chain)
    common = _common_form(links)
    kept: list[Chosen] = []
    for link, below in zip_longest(links, links[1:]):
        rival = _placed(link.rival, kept[-1] if kept else None, below)
        if rival and common in (forms := [_shape(c) for c in (rival, link.candidate)]) and forms[0] != forms[1]:
            kept.append(Chosen(rival if forms[0] == common else link.candidate, STANDS_OUT, None))
        elif rival and link.margin < REPEATED and rival.start < link.candidate.start:
            kept.append(Chosen(rival, 0.0, link.candidate))
        elif link.margin >= STANDS_OUT or link.candidate.score >= STRONG:
            kept.append(link)
    return tuple(kept)


def _placed(rival: Candidate | None, above: Chosen | None, below: Chosen | None) -> Candidate | None:
    """The rival, where it is strong and stands between its neighbours' marks."""
    if rival is None or rival.score < STRONG:
        return None
    start, end = above.candidate.end if above else 0, below.candidate.start if below else rival.end
    return rival if start < rival.start and rival.end <= end else None


def _common_form(links: Sequence[Chosen]) -> str:
    """The form that nearly all marks of a work have; empty where they differ, or are too few to tell."""
    forms = Counter(_shape(link.candidate) for link in links)
    form, count = max(forms.items(), key=lambda item: item[1], default=("", 0))
    return form if count > 1 and count >= MARKED_ALIKE * len(links) else ""


def _shape(candidate: Candidate) -> str:
    """What a work's marks have in common: brackets, a caret, superior figures, or nothing of the kind."""
    return candidate.form if candidate.form in ("square", "round", "caret", "superior") else "bare"


def _filled(found: Sequence[Candidate], chain: tuple[Chosen, ...], stretch: _Stretch) -> tuple[Chosen, ...]:
    """The chain with the numbers that it left out, where one weak candidate between the neighbours stands out."""
    starts = [candidate.start for candidate in found]
    filled: list[Chosen] = []
    for low, high, after, before, chosen in _gaps(chain, stretch):
        if low <= high:
            inside = found[
                bisect_right(starts, after) if after > stretch.start else 0 : bisect_right(starts, before - 1)
            ]
            weak = [replace(c, score=c.score + FILL) for c in inside if low <= c.number <= high and _may_fill(c)]
            filled += [_as_filled(c) for c in best_chain(weak, low, high) if c.margin >= STANDS_OUT + 1]
        if chosen:
            filled.append(chosen)
    return tuple(filled)


def _as_filled(chosen: Chosen) -> Chosen:
    """A weak candidate taken because its number is missing just there: a person should look at it."""
    candidate = chosen.candidate
    evidence = (*candidate.evidence, "the only one between its neighbours")
    return Chosen(replace(candidate, score=candidate.score - FILL, evidence=evidence), FILLED, None)


def _gaps(chain: Sequence[Chosen], stretch: _Stretch) -> Iterator[tuple[int, int, int, int, Chosen | None]]:
    """Before each link and after the last: the lowest and highest number left out there, the stretch of text in which
    they must stand, and the link."""
    low, after = stretch.base + 1, stretch.start
    for chosen in chain:
        candidate = chosen.candidate
        yield low, candidate.number - 1, after, candidate.start, chosen
        low, after = candidate.number + 1, candidate.end
    yield low, stretch.highest, after, stretch.end, None


def _may_fill(candidate: Candidate) -> bool:
    return candidate.score >= HOPELESS and candidate.form not in ("spaced", "loose")


def _mark(chosen: Chosen, stretch: _Stretch) -> Mark:
    candidate = chosen.candidate
    printed = candidate.number - stretch.base
    for listed in stretch.lists:
        if printed <= listed.highest:
            break
        printed -= listed.highest
    rival = (f"as likely at {chosen.rival.digit}",) if chosen.rival and chosen.margin < STANDS_OUT else ()
    confidence = round(1 - exp(-max(0.0, chosen.margin) / 1.6) / 2, 3)
    evidence = (*candidate.evidence, *rival)
    return Mark(candidate.number, printed, candidate.start, candidate.end, candidate.digit, confidence, evidence)


def _bodies(blocks: Sequence[Block], stretch: _Stretch) -> Iterator[Body]:
    base = stretch.base
    for listed in stretch.lists:
        for label, below in zip(listed.labels, (*listed.labels[1:], None), strict=True):
            last = below.block - 1 if below else listed.last
            yield _body(blocks, label, last, base)
        base += listed.highest


def _body(blocks: Sequence[Block], label: Label, last: int, base: int) -> Body:
    end = blocks[last].end
    return Body(base + label.number, label.number, label.start, label.text_start, end, label.block, last)


def _missing(chain: Sequence[Chosen], stretch: _Stretch, numbers: Sequence[int]) -> Iterator[Missing]:
    found = [chosen.candidate.number for chosen in chain]
    for number in numbers:
        index = bisect_right(found, number)
        after = chain[index - 1].candidate.end if index else stretch.start
        before = chain[index].candidate.start if index < len(chain) else stretch.end
        yield Missing(number, after, before)


def _others(
    seen: Sequence[Candidate], numbered: Sequence[Candidate], chain: Sequence[Chosen], stretch: _Stretch
) -> tuple[tuple[Candidate, ...], tuple[Refused, ...]]:
    """The figures that look like marks and are none of the chain: repetitions of a mark, and those refused."""
    taken = {chosen.candidate.end for chosen in chain}
    numbers = {chosen.candidate.number for chosen in chain}
    highest = max(listed.highest for listed in stretch.lists)
    repeated: list[Candidate] = []
    rejected: list[Refused] = []
    left_over = (c for c in (*numbered, *(c for c in seen if c.number > highest)) if c.end not in taken)
    for _, readings in groupby(sorted(left_over, key=lambda c: c.end), key=lambda c: c.end):
        best = max(readings, key=lambda c: c.score)
        if best.score >= STRONG and best.number in numbers:
            repeated.append(best)
        elif best.score > HOPELESS and best.form not in ("spaced", "loose"):
            rejected.append(Refused(best, _why(best, highest, stretch)))
    return tuple(repeated), tuple(rejected)


def _why(candidate: Candidate, highest: int, stretch: _Stretch) -> str:
    if candidate.score < STRONG:
        return f"too weak: {', '.join(candidate.evidence)}"
    if candidate.number > max(highest, stretch.highest):
        return f"above the number of notes, {highest}"
    return "out of order"
