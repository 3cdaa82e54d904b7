"""Marks of chapters whose whole list of notes is lost, where numbers begin anew with each: a work's figures, blocks and
recovery in, the recovery with those marks out.

Such a list leaves nothing to see: its chapter's marks 1, 2 would call the notes of the next list, and those behind it
the ones after that. What tells is the heads of chapters: the marks of each begin with 1, so a chapter more than there
are lists has lost its own. Which one it is says its place, where lists stand at chapters' ends; where they are gathered
at the end, the head above a list, or how many marks each chapter has.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.importers.flattened.divisions import is_division
from pressbuild.importers.flattened.lines import Block
from pressbuild.importers.marks.begunanew import ANEW
from pressbuild.importers.marks.chapterheads import heads_in_text
from pressbuild.importers.marks.figures import Figures, Seen
from pressbuild.importers.marks.markcontext import STRONG, Candidate
from pressbuild.importers.marks.markevidence import SPACED
from pressbuild.importers.marks.markforms import OWN_SIGN
from pressbuild.importers.marks.notelabels import SKIPPED, labels_of
from pressbuild.importers.marks.notelist import LONGEST_HEADING, MOST_HEADS, NoteList, names_notes
from pressbuild.importers.marks.notemarks import NO_MARKS, SURE, Mark, Recovery, found_in_all
from pressbuild.importers.marks.notetail import HEADING
from pressbuild.importers.marks.stretches import Stretch, grouped, stretch

LOST = "the list of its chapter is lost"
AS_LIKELY = "the list may be that of another chapter"
FEWEST, FITTING = 2, 0.5  # lists whose chapters have all their marks and no other such figures, and their share of all
DOUBTED = 0.6  # the confidence of a mark whose list may be another chapter's
# What it costs that a note has no mark or a mark no note, that a chapter with other figures has no list, or that it has
# the list which names another one; a list that is lost as a whole costs 1.
AMISS, UNTIDY, NEVER = 2, 4, 10**6


class Chapter(Struct, frozen=True):
    """A chapter's text [start, end), the words of its head, and its figures that look like marks."""

    start: int
    end: int
    names: frozenset[str]
    strong: tuple[Candidate, ...]

    @property
    def reached(self) -> int:
        """The number that its marks climb to, one by one from 1 on."""
        return _reached(self.strong)

    @property
    def ends_work(self) -> bool:
        """Is it no chapter but what follows notes, an index or an afterword?"""
        return any(HEADING.fullmatch(name) for name in self.names)

    @property
    def is_clean(self) -> bool:
        """Are its figures the marks 1, 2, 3 … and nothing else?"""
        return len(self.strong) == self.reached


class Place(Struct, frozen=True):
    """A chapter and its list of notes, if it has one; doubtful where that may as well be the list of another."""

    chapter: Chapter
    listed: NoteList | None = None
    doubtful: bool = False

    @property
    def fits(self) -> bool:
        """Has a chapter the marks of its notes, and no other figures that look like marks?"""
        return self.listed is not None and self.chapter.is_clean and self.chapter.reached == self.listed.highest

    @property
    def lacks_list(self) -> bool:
        return self.listed is None and self.chapter.reached > 0


def with_lost_lists(seen: Seen, blocks: Sequence[Block], found: Recovery) -> Recovery:
    """The recovery with the marks of chapters without a list, where these are beyond doubt, and with those that may as
    well stand in another chapter in their own; the same where no list is lost and no mark in doubt, or numbers go on
    from list to list."""
    lists = sorted(found.lists, key=lambda listed: listed.top)
    if len(lists) < FEWEST or any(listed.goes_on for listed in lists):
        return found
    left_open = found.repeated or found.missing or any(one.is_beyond or one.why == ANEW for one in found.rejected)
    if not left_open and not seen.within(blocks[lists[-1].last].end, len(seen.text), 1):
        return found
    heads = _heads(seen.text, blocks, lists)
    places = _placed_all(seen, blocks, lists, heads) if len(heads) >= FEWEST else []
    fitting = sum(place.fits for place in places)
    astray = found.repeated and _doubts(found)
    if fitting < max(FEWEST, len(lists) * FITTING) or not (astray or any(place.lacks_list for place in places)):
        return found
    read = _read(seen, blocks, places)
    more, fewer = len(read.marks) - len(found.marks), len(found.missing) - len(read.missing)
    surer = more == fewer == 0 and _doubts(read) < _doubts(found)
    return read if surer or more + fewer > 0 <= more else found


def _doubts(found: Recovery) -> int:
    """How many marks may as well stand elsewhere."""
    return sum(mark.confidence < SURE for mark in found.marks)


def _heads(text: str, blocks: Sequence[Block], lists: Sequence[NoteList]) -> list[int]:
    """The blocks outside lists of notes that are heads of chapters by their words or by their numbers."""
    inside = {index for listed in lists for index in range(listed.top, listed.last + 1)}
    numbered = heads_in_text(text, blocks, labels_of(text, blocks))
    short = (index for index, block in enumerate(blocks) if block.length <= LONGEST_HEADING and index not in inside)
    return [index for index in short if index in numbered or is_division(text[blocks[index].start : blocks[index].end])]


def _placed_all(seen: Seen, blocks: Sequence[Block], lists: Sequence[NoteList], heads: Sequence[int]) -> list[Place]:
    """The chapters of a work in their order, each with its list of notes. A list that is lost may have been longer
    than all others, so figures are looked for as long as they climb."""
    highest = max(listed.highest for listed in lists) + SKIPPED
    while True:
        places = list(_placed(_strong(seen, highest), seen.text, blocks, lists, heads))
        reached = max((place.chapter.reached for place in places), default=0)
        if reached + SKIPPED <= highest:
            return places
        highest = 2 * reached


def _placed(
    strong: Sequence[Candidate], text: str, blocks: Sequence[Block], lists: Sequence[NoteList], heads: Sequence[int]
) -> Iterator[Place]:
    """The chapters with their lists, as the figures `strong` have them."""
    longest = max(listed.highest for listed in lists)
    starts = [figure.start for figure in strong]
    begun = [(blocks[index].start, _names(text, blocks, index)) for index in heads]

    def chapters(start: int, end: int) -> list[Chapter]:
        places = [(start, frozenset[str]()), *(head for head in begun if start < head[0] < end)]
        ends = [*(place for place, _ in places[1:]), end]
        return [
            Chapter(low, high, names, _climbing(strong[bisect_left(starts, low) : bisect_left(starts, high)], longest))
            for (low, names), high in zip(places, ends, strict=True)
        ]

    start = 0
    groups = list(grouped(blocks, lists))
    for group in groups:
        above = chapters(start, blocks[group[0].top].start)
        yield from _last_has(above, group[0]) if len(group) == 1 else _aligned(text, blocks, above, group)
        start = blocks[group[-1].last].end
    if len(groups) == len(lists):
        below = chapters(start, len(text))[1:]
        yield from map(Place, takewhile(lambda chapter: chapter.is_clean and not chapter.ends_work, below))


def _climbing(figures: Sequence[Candidate], longest: int) -> tuple[Candidate, ...]:
    """The figures of a chapter that are no higher than the notes of the longest list, or than its own marks climb."""
    highest = max(longest, _reached(figures)) + SKIPPED
    return tuple(figure for figure in figures if figure.number <= highest)


def _reached(figures: Sequence[Candidate]) -> int:
    """The number that figures climb to, one by one from 1 on."""
    reached = 0
    for figure in figures:
        reached += figure.number == reached + 1
    return reached


def _strong(seen: Seen, highest: int) -> list[Candidate]:
    """The figures of a work that look like marks by themselves; where most have signs of their own, those alone."""
    whole = seen.within(0, len(seen.text), highest)
    strong = [each for each in whole if each.score >= STRONG and each.form not in (*NO_MARKS, *SPACED)]
    signed = [each for each in strong if each.form in OWN_SIGN]
    return signed if len(signed) * 2 > len(strong) else strong


def _names(text: str, blocks: Sequence[Block], index: int) -> frozenset[str]:
    """The lines of a chapter's head: the block `index`, and a short one below it."""
    short = [block for block in blocks[index : index + MOST_HEADS] if block.length <= LONGEST_HEADING]
    return frozenset(text[block.start : block.end].casefold() for block in short)


def _last_has(chapters: Sequence[Chapter], listed: NoteList) -> Iterator[Place]:
    """The chapters above one list: it belongs to the last of them that has marks, where each begins anew; else to all
    of them."""
    marked = [index for index, chapter in enumerate(chapters) if chapter.strong]
    anew = marked and chapters[marked[-1]].reached and all(chapters[index].is_clean for index in marked[:-1])
    first = marked[-1] if anew else 0
    yield from map(Place, chapters[:first])
    strong = tuple(figure for chapter in chapters[first:] for figure in chapter.strong)
    yield Place(Chapter(chapters[first].start, chapters[-1].end, chapters[first].names, strong), listed)


def _aligned(
    text: str, blocks: Sequence[Block], chapters: Sequence[Chapter], lists: Sequence[NoteList]
) -> Iterator[Place]:
    """The chapters above lists that stand together, each with the list that fits best; none where two ways fit as well
    and number the marks otherwise."""
    ways = [_way(chapters, lists, _costs(text, blocks, chapters, lists), early=early) for early in (True, False)]
    if _sizes(chapters, ways[0]) == _sizes(chapters, ways[1]):
        for chapter, listed, other in zip(chapters, *ways, strict=True):
            yield Place(chapter, listed, doubtful=listed != other)


def _costs(
    text: str, blocks: Sequence[Block], chapters: Sequence[Chapter], lists: Sequence[NoteList]
) -> list[list[int]]:
    """For each chapter what each list costs as its own."""
    every = frozenset[str]().union(*(chapter.names for chapter in chapters))
    named = [_named(text, blocks, listed, every) for listed in lists]
    return [
        [
            NEVER if name and name not in chapter.names else AMISS * abs(chapter.reached - listed.highest)
            for listed, name in zip(lists, named, strict=True)
        ]
        for chapter in chapters
    ]


def _named(text: str, blocks: Sequence[Block], listed: NoteList, names: AbstractSet[str]) -> str:
    """The line right above a list, or the one above that, which is one of the `names` of chapters; else nothing."""
    above = (blocks[index] for index in range(listed.first - 1, max(-1, listed.first - 1 - MOST_HEADS), -1))
    short = takewhile(lambda block: block.length <= LONGEST_HEADING and not names_notes(text, block), above)
    lines = (text[block.start : block.end].casefold() for block in short)
    return next((line for line in lines if line in names), "")


def _way(
    chapters: Sequence[Chapter], lists: Sequence[NoteList], costs: Sequence[Sequence[int]], *, early: bool
) -> list[NoteList | None]:
    """The list of each chapter as all together cost least, each as early, or as late, as it can be."""
    least = [[NEVER] * len(lists) + [0] for _ in range(len(chapters) + 1)]
    for index in range(len(chapters) - 1, -1, -1):
        for place in range(len(lists), -1, -1):
            taken = costs[index][place] + least[index + 1][place + 1] if place < len(lists) else NEVER
            least[index][place] = min(taken, _without_list(chapters[index]) + least[index + 1][place])
    way: list[NoteList | None] = []
    place = 0
    for index, chapter in enumerate(chapters):
        left = _without_list(chapter) + least[index + 1][place]
        taken = costs[index][place] + least[index + 1][place + 1] if place < len(lists) else NEVER
        takes = taken < left or (early and taken == left and place < len(lists))
        way.append(lists[place] if takes else None)
        place += takes
    return way if place == len(lists) else [None] * len(chapters)


def _without_list(chapter: Chapter) -> int:
    return int(chapter.reached > 0) + UNTIDY * (not chapter.is_clean)


def _sizes(chapters: Sequence[Chapter], way: Sequence[NoteList | None]) -> list[int]:
    """How many numbers each chapter takes."""
    return [listed.highest if listed else chapter.reached for chapter, listed in zip(chapters, way, strict=True)]


def _read(seen: Seen, blocks: Sequence[Block], places: Sequence[Place]) -> Recovery:
    """The notes of a work whose chapters have these lists, numbered through."""
    parts: list[Stretch] = []
    lost: list[Mark] = []
    doubtful: set[int] = set()
    base = 0
    for place in places:
        chapter, listed = place.chapter, place.listed
        if listed:
            part = stretch(blocks, 0, (listed,), base).near(chapter.start, chapter.end, (listed,))
            doubtful |= set(range(base + 1, part.highest + 1)) if place.doubtful else set()
            parts.append(part)
            base = part.highest
        else:
            lost += [_lost(figure, base) for figure in chapter.strong] if chapter.is_clean else []
            base += chapter.reached
    highest = max(place.listed.highest for place in places if place.listed) * 5 // 4 + 20
    figures = Figures(seen, [piece for part in parts for piece in part.pieces], highest)
    read = Recovery.together([*found_in_all(blocks, parts, figures), Recovery(marks=tuple(lost))])
    return replace(read, marks=tuple(_as_doubtful(mark) if mark.number in doubtful else mark for mark in read.marks))


def _lost(figure: Candidate, base: int) -> Mark:
    place = figure.start, figure.end, figure.digit
    return Mark(base + figure.number, figure.number, *place, SURE, (*figure.evidence, LOST))


def _as_doubtful(mark: Mark) -> Mark:
    return replace(mark, confidence=min(mark.confidence, DOUBTED), evidence=(*mark.evidence, AS_LIKELY))
