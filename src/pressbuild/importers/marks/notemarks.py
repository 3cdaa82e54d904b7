"""The note marks of one stretch of text that flattening has turned into figures: a stretch in, a `Recovery` out.

All its marks are found together, as the best strictly increasing chain of candidates (`markchain`); numbers that it
leaves out are looked for between their neighbours among weaker candidates (`markgaps`), and taken only where one stands
out. What is not found is reported with the stretch to look in; nothing is guessed in silence.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, zip_longest
from math import exp

from msgspec import Struct
from msgspec.structs import fields, replace

from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.begunanew import ANEW, Rows, rows_above
from pressbuild.importers.marks.figures import Figures
from pressbuild.importers.marks.markchain import SKIP, Chosen, best_chain
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import SPACED
from pressbuild.importers.marks.markforms import OWN_SIGN, are_signed, shape_of
from pressbuild.importers.marks.markgaps import Look
from pressbuild.importers.marks.markruns import FIRST_OF_RANGE, IN_ONE
from pressbuild.importers.marks.markspaces import HABITS, LABELLED, counts_things, ends_clauses, lists_things
from pressbuild.importers.marks.notelabels import Label
from pressbuild.importers.marks.notelist import NoteList, Unread
from pressbuild.importers.marks.stretches import Range, Stretch

SURE = 0.8  # the confidence of a mark beyond doubt
AS_LIKELY = re.compile(r"^as likely at (\d+)$")  # the evidence of a mark that may stand at another offset of the text
STANDS_OUT = 1.0  # by how much a mark must be better than anything else in its place
REPEATED = 2.6  # strong candidates of one number no further apart than this are a mark and its repetition
MARKED_ALIKE = 0.65  # the share of a work's marks that have one form, so that another form is more likely no mark
# Why a figure is refused.
OTHER_FORM = "the other marks have another form"
OUT_OF_ORDER, BELOW_FIRST, ABOVE = "out of order", "the list of notes begins with", "above the number of notes"
NO_MARKS = ("run together", "round")  # what looks so is a figure or an item more often
HOPELESS = -4.4  # below this a figure looks too little like a mark to be worth a word
MOST_READINGS = 2_000_000  # no work has more; what is fed to the program as a trap may


class Mark(Struct, frozen=True):
    """A mark that was found: [start, end) is what it stands in, `offset` its first digit, `number` that of its note
    in the whole work, `printed` what the text has: a figure, which differs where numbering begins anew, or a symbol."""

    number: int
    printed: int | str
    start: int
    end: int
    offset: int
    confidence: float
    evidence: tuple[str, ...]


class Body(Struct, frozen=True):
    """A note's body: [start, end) from its label to its end, its text from `text_start`, on blocks [first, last], or
    `amid` the paragraph that is the block `first`."""

    number: int
    printed: int | str
    start: int
    text_start: int
    end: int
    first: int
    last: int
    amid: bool = False


class Missing(Struct, frozen=True):
    """A note without a mark, which must stand in [after, before) if it stands anywhere."""

    number: int
    after: int
    before: int


class Refused(Struct, frozen=True):
    """A figure that looks like a mark and was not taken for one; `number` is in the whole work that of the note that it
    would call, 0 where there is none such."""

    candidate: Candidate
    why: str
    number: int = 0

    @property
    def is_beyond(self) -> bool:
        """Is it a mark by its looks, with a number that the list of notes does not reach?"""
        candidate = self.candidate
        return self.why.startswith(ABOVE) and candidate.score >= STRONG and candidate.form not in NO_MARKS


class Recovery(Struct, frozen=True):
    """What was found of a text's notes, each in order of place; `lists` are the lists that hold them, `by_symbol` those
    whose labels are symbols or brackets, `closings` the ends of brackets that go with these, `unread` those that look
    like notes and are not read as such, `adrift` the marks of a work most of whose notes were not found."""

    marks: tuple[Mark, ...] = ()
    bodies: tuple[Body, ...] = ()
    missing: tuple[Missing, ...] = ()
    repeated: tuple[Candidate, ...] = ()
    rejected: tuple[Refused, ...] = ()
    lists: tuple[NoteList, ...] = ()
    by_symbol: tuple[NoteList, ...] = ()
    closings: tuple[tuple[int, int], ...] = ()
    unread: tuple[Unread, ...] = ()
    adrift: tuple[Candidate, ...] = ()

    @classmethod
    def together(cls, found: Iterable["Recovery"]) -> "Recovery":
        """What several searches of one text have found, numbered through already, as one."""
        every = tuple(found)
        chained = {kind.name: [one for each in every for one in getattr(each, kind.name)] for kind in fields(cls)}
        chained["marks"].sort(key=lambda mark: mark.start)
        chained["bodies"].sort(key=lambda body: body.start)
        chained["by_symbol"].sort(key=lambda listed: listed.first)
        return cls(**{name: tuple(things) for name, things in chained.items()})


def found_in(blocks: Sequence[Block], part: Stretch, figures: Figures) -> Recovery:
    """The notes of one stretch, its lists taken for lists of notes."""
    return next(found_in_all(blocks, [part], figures))


def found_in_all(blocks: Sequence[Block], parts: Sequence[Stretch], figures: Figures) -> Iterator[Recovery]:
    """The notes of each stretch of a work; how often its marks were lost is told by all of them."""
    rows = [_rows(part, figures) for part in parts]
    looks = [Look(row.own, row.chain, part, figures) for row, part in zip(rows, parts, strict=True)]
    lost = sum(look.lost() for look in looks) / max(1, sum(look.notes for look in looks))
    for row, part, look in zip(rows, parts, looks, strict=True):
        found = _found(blocks, part, row.own, _of_one_list(look.filled(lost), part))
        others = tuple(Refused(figure, ANEW) for figure in row.others)
        yield replace(found, rejected=(*others, *found.rejected)) if others else found


def _rows(part: Stretch, figures: Figures) -> Rows:
    """The figures that may be a stretch's marks with their best chain, and those whose lists are lost."""
    seen = figures.within(part.pieces, _most(part) * 5 // 4 + 20)
    rows = rows_above(seen, _best(seen, part, figures), part)
    return replace(rows, chain=_best(rows.own, part, figures)) if rows.others else rows


def _most(part: Stretch) -> int:
    return max(listed.highest for listed in part.lists)


def _found(blocks: Sequence[Block], part: Stretch, seen: Sequence[Candidate], marked: Sequence[Chosen]) -> Recovery:
    repeated, rejected = _others(seen, marked, part)
    bodies = tuple(_bodies(blocks, part))
    marks = tuple(_with_ranges([_mark(chosen, part) for chosen in marked]))
    taken = {mark.number for mark in marks}
    missing = tuple(_missing(marked, part, [body.number for body in bodies if body.number not in taken]))
    return Recovery(marks, bodies, missing, repeated, rejected, part.lists)


def _best(seen: Sequence[Candidate], part: Stretch, figures: Figures) -> tuple[Chosen, ...]:
    """The best chain of a stretch. Where few marks are glued, figures behind a space count as marks, if most notes have
    one."""
    best = kept(best_chain(_numbered(seen, part), part.lowest, part.highest))
    notes = part.highest - part.lowest + 1
    if _is_labelled_round(part) and (own := _in_the_labels_form(seen, part)) and len(own) > len(best):
        return own
    if len(best) * 2 >= notes:
        return best
    for habit in HABITS if not figures.habit else ():
        other = kept(best_chain(_numbered(map(habit.gained, seen), part), part.lowest, part.highest))
        enough = notes >= habit.least and len(other) >= habit.support * notes and len(other) > len(best)
        found = [link.candidate for link in other]
        if enough and not counts_things(found, figures.word_before) and not lists_things(found):
            return other
    return best


def _is_labelled_round(part: Stretch) -> bool:
    """Do all labels of a stretch's notes stand in round brackets?"""
    return all("(" in label.form for listed in part.lists for label in listed.labels)


def _in_the_labels_form(seen: Sequence[Candidate], part: Stretch) -> tuple[Chosen, ...]:
    """The best chain of figures in round brackets, as the labels are, also behind spaces; empty where it calls too few
    notes, or may be a list within a paragraph: a heading says that there are notes, or most of it ends clauses."""
    rounded = (LABELLED.gained(each) for each in seen if each.form == "round")
    chain = kept(best_chain(_numbered(rounded, part), part.lowest, part.highest))
    enough = len(chain) >= max(LABELLED.least, LABELLED.support * (part.highest - part.lowest + 1))
    named = any(listed.named for listed in part.lists)
    return chain if enough and (named or ends_clauses([link.candidate for link in chain])) else ()


def _of_one_list(chain: Sequence[Chosen], part: Stretch) -> tuple[Chosen, ...]:
    """The links less those that may be marks of two notes: where numbers begin anew, the list before or behind lacks a
    mark with the same figure there."""
    numbers = [part.lowest - 1, *(link.candidate.number for link in chain), part.highest + 1]
    kept: list[Chosen] = []
    for link, above, below in zip(chain, numbers, numbers[2:], strict=False):
        own = part.range_of(link.candidate.number)
        printed = link.candidate.number - own.add
        others = part.ranges if below - above > 2 else ()
        near = (each for each in others if each != own and each.low <= printed <= each.high)
        if not any(above < printed + each.add < below for each in near):
            kept.append(link)
    return tuple(kept)


def _numbered(seen: Iterable[Candidate], part: Stretch) -> list[Candidate]:
    """Each candidate as a mark of every list that has its number, numbered through the whole work. One that costs
    more than a number left out is never in the best chain."""
    readings = (
        replace(candidate, number=candidate.number + each.add) if each.add else candidate
        for candidate in seen
        if candidate.score > -SKIP
        for each in part.ranges
        if each.low <= candidate.number <= each.high
    )
    return list(islice(readings, MOST_READINGS))


def kept(chain: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """The links of a chain that stand out, or are so strong that a rival is only a repetition: the one in the form of
    the work's other marks, or of two that are about as likely the first, for a note is called again further on."""
    links = tuple(chain)
    if are_signed(link.candidate for link in links):
        links = tuple(link for link in links if link.candidate.form in OWN_SIGN)
    common = _common_form(links)
    kept: list[Chosen] = []
    for link, below in zip_longest(links, links[1:]):
        rival = _placed(link.rival, kept[-1] if kept else None, below)
        if rival and common in (forms := [shape_of(c) for c in (rival, link.candidate)]) and forms[0] != forms[1]:
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
    forms = Counter(shape_of(link.candidate) for link in links)
    form, count = max(forms.items(), key=lambda item: item[1], default=("", 0))
    return form if count > 1 and count >= MARKED_ALIKE * len(links) else ""


def _mark(chosen: Chosen, stretch: Stretch) -> Mark:
    candidate = chosen.candidate
    rival = (f"as likely at {chosen.rival.digit}",) if chosen.rival and chosen.margin < STANDS_OUT else ()
    confidence = round(1 - exp(-max(0.0, chosen.margin) / 1.6) / 2, 3)
    evidence = (*candidate.evidence, *rival)
    printed = stretch.printed(candidate.number)
    return Mark(candidate.number, printed, candidate.start, candidate.end, candidate.digit, confidence, evidence)


def _with_ranges(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, with those that `[3–5]` leaves out."""
    for mark, below in zip_longest(marks, marks[1:]):
        yield mark
        if below and mark.end == below.start and FIRST_OF_RANGE in mark.evidence:
            place, first = below.start, mark.number + 1
            for step, number in enumerate(range(first, below.number), start=1):
                printed = mark.printed + step if isinstance(mark.printed, int) else mark.printed
                yield Mark(number, printed, place, place, place, mark.confidence, ("within a range of marks",))


def _bodies(blocks: Sequence[Block], part: Stretch) -> Iterator[Body]:
    for listed, add in zip(part.lists, part.adds(), strict=True):
        for label, below in zip(listed.labels, (*listed.labels[1:], None), strict=True):
            last = below.block - 1 if below else listed.last
            while last in listed.heads:
                last -= 1
            yield _body(blocks, label, last, add)


def _body(blocks: Sequence[Block], label: Label, last: int, base: int) -> Body:
    end = blocks[last].end
    return Body(base + label.number, label.number, label.start, label.text_start, end, label.block, last)


def _missing(chain: Sequence[Chosen], stretch: Stretch, numbers: Sequence[int]) -> Iterator[Missing]:
    found = [chosen.candidate.number for chosen in chain]
    for number in numbers:
        index = bisect_right(found, number)
        after = chain[index - 1].candidate.end if index else stretch.start
        before = chain[index].candidate.start if index < len(chain) else stretch.end
        yield Missing(number, after, before)


def _others(
    seen: Sequence[Candidate], chain: Sequence[Chosen], part: Stretch
) -> tuple[tuple[Candidate, ...], tuple[Refused, ...]]:
    """The figures that look like marks and are none of the chain: repetitions of a mark, and those refused."""
    ends = [chosen.candidate.end for chosen in chain]
    taken, numbers = set(ends), {chosen.candidate.number for chosen in chain}
    signed = are_signed(chosen.candidate for chosen in chain)
    repeated: list[Candidate] = []
    rejected: list[Refused] = []
    free = (c for c in seen if c.end not in taken and IN_ONE not in c.evidence)
    for _, readings in groupby(free, key=lambda c: c.end):
        best = max(readings, key=lambda c: c.score)
        place = bisect_right(ends, best.digit)
        if place < len(chain) and chain[place].candidate.start <= best.digit:
            continue  # a part of a mark
        near = chain[max(0, bisect_right(ends, best.start) - 1)] if chain else None
        here = part.range_of(near.candidate.number) if near else part.ranges[0]
        if best.score >= STRONG and best.number <= here.high and best.number + here.add in numbers:
            repeated.append(replace(best, number=best.number + here.add))
        elif best.score > HOPELESS and best.form not in SPACED:
            below = part.range_of(chain[place].candidate.number) if place < len(chain) else here
            number = _would_call(best, part, here) if here == below else 0
            other = signed and best.form not in OWN_SIGN
            rejected.append(Refused(best, _why(best, here, other=other), number))
    return tuple(repeated), tuple(rejected)


def _would_call(candidate: Candidate, part: Stretch, here: Range) -> int:
    """The note that a figure would call: one of the list whose marks stand around it. Where numbers begin anew, one
    above its last would be a note of another list."""
    alone = part.ranges == (here,) and not here.add
    return candidate.number + here.add if alone or here.low <= candidate.number <= here.high else 0


def _why(candidate: Candidate, here: Range, *, other: bool) -> str:
    """Why a figure is refused; `other` where its form is not that of the marks."""
    if candidate.score < STRONG:
        return f"too weak: {', '.join(candidate.evidence)}"
    if candidate.number < here.low:
        return f"{BELOW_FIRST} {here.low}"
    if candidate.number > here.high:
        return f"{ABOVE}, {here.high}"
    return OTHER_FORM if other else OUT_OF_ORDER
