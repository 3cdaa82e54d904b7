"""Titles that were italic before a text was flattened: text and its notes in, the likely titles with confidence out.

Without italics a title shows by its capital letter, by sentence case and by what stands around it (`citing` for notes,
`naming` for running text). What a reader of bibliographies would take for a title with some certainty is proposed;
nothing is changed unless a person asks for it, and then only what is sure.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pressbuild.importers.works.citing import cited
from pressbuild.importers.works.naming import called, named
from pressbuild.importers.works.workcues import PERIODICAL, Work, is_no_work, plain_words

FIRST_WORD = re.compile(r"\w+")
SURE = 0.9  # what `--works` marks
AGAIN = 0.85  # a title that is this sure is looked for in all of the text


def works(text: str, bodies: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> tuple[Work, ...]:
    """The likely titles of a text, in order of place. `bodies` are the spans of its notes; `taken` what is something
    else: addresses, marks."""
    found = [work for start, end in bodies for each in (cited, called) for work in each(text, start, end)]
    found += [work for start, end in _between(text, bodies) for work in named(text, start, end)]
    found += _again(text, found)
    free: list[Work] = []
    closed = sorted(taken)
    for work in sorted(found, key=lambda work: (work.start, -work.confidence, -work.end)):
        below = bisect_left(closed, (work.end,))
        inside = below > 0 and closed[below - 1][1] > work.start
        if not inside and (not free or work.start >= free[-1].end):
            free.append(work)
    return tuple(free)


def _between(text: str, bodies: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches of text that are no notes."""
    at = 0
    for start, end in sorted(bodies):
        if at < start:
            yield at, start
        at = max(at, end)
    yield at, len(text)


def _again(text: str, found: Iterable[Work]) -> Iterator[Work]:
    """The titles that are found, named again anywhere: those that are hardly other words by chance. The text is gone
    through once, for a book has thousands of titles."""
    known = {text[work.start : work.end]: work.confidence for work in found if work.confidence >= AGAIN}
    by_word: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for title in sorted(filter(_is_telling, known), key=len, reverse=True):
        if first := FIRST_WORD.search(title):
            by_word[first[0]].append((title, first.start()))
    initials = re.escape("".join(sorted({word[0] for word in by_word})))
    # A word that begins in the middle of another is none.
    for word in re.compile(rf"[{initials}](?<!\w[{initials}])\w*").finditer(text) if by_word else ():
        for title, before in by_word.get(word[0], ()):
            start, end = word.start() - before, word.start() - before + len(title)
            if start >= 0 and text.startswith(title, start) and not FIRST_WORD.match(text, end):
                yield Work(start, end, known[title])


def _is_telling(title: str) -> bool:
    words = plain_words(title)
    joined = any(word[:1].islower() for word in words)
    return len(words) > 1 and not is_no_work(words) and (joined or len(words) > 2 or bool(PERIODICAL.search(title)))
