"""Where terms occur without their marks: folded terms and a text in, keys and ranges out. Pure.

One pass over the words; a word that begins no term costs one look into a table.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from re import Match

from pressbuild.quotation.folding import MEMORY, POSSESSIVE, WORD, singular, small

Range = tuple[int, int]


class Finder:
    """Finds terms by their keys (`folding.fold`)."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.single: set[str] = set()
        self.several: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for key in keys:
            first, *rest = key.split(" ")
            if rest:
                self.several[first].add(tuple(rest))
            else:
                self.single.add(first)

    def occurrences(self, text: str) -> Iterator[tuple[str, Range]]:
        """The keys of the terms that stand in a text, and where; a possessive's ending is not in the range."""
        words = list(WORD.finditer(text))
        for index, word in enumerate(words):
            length, first, key = _forms(word[0])
            if key in self.single:
                yield key, (word.start(), word.start() + length)
            for rest in self.several.get(first, ()):
                if end := _follows(text, words[index : index + 1 + len(rest)], rest):
                    yield " ".join((first, *rest)), (word.start(), end)


@lru_cache(maxsize=1 << 16)  # a book has some ten thousand different words, an essay two thousand
def _forms(word: str) -> tuple[int, str, str]:
    """How many letters of a word are its own, without a possessive's ending; the word as the first of several; and as
    the only one."""
    stem = _stem(word)
    return len(stem), small(word.replace("'", "’")), singular(small(stem))


def _follows(text: str, words: list[Match[str]], rest: tuple[str, ...]) -> int | None:
    """Where a term ends whose first word is the first of `words`; None where other words follow it."""
    if len(words) <= len(rest):
        return None
    *middle, last = words[1:]
    stem = _stem(last[0])
    if tuple(word[0].replace("'", "’") for word in middle) != rest[:-1] or singular(stem) != rest[-1]:
        return None
    gaps = (text[a.end() : b.start()] for a, b in pairwise(words))
    return last.start() + len(stem) if all(gap.isspace() for gap in gaps) else None


@lru_cache(MEMORY)
def _stem(word: str) -> str:
    """A word without a possessive's ending."""
    return POSSESSIVE.sub("", word.replace("'", "’"))
