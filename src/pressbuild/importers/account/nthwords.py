"""The words of a text by their numbers: a text and what a word is in, the span of its n-th word out. Pure.

They are counted for stretches, and found one by one only where they are asked for.
"""

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

from pressbuild.importers.flattened.lines import INVISIBLE

STRETCH = 1000  # letters, at the least
BETWEEN = re.compile(rf"[^\w{INVISIBLE}]")  # what stands in no word


class NthWords:
    """The words of a text, which are what a `pattern` finds: letters and figures, and what does not show among them."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._text, self._pattern = text, pattern
        self._starts = [0]
        while end := BETWEEN.search(text, self._starts[-1] + STRETCH):
            self._starts.append(end.start())
        stretches = pairwise([*self._starts, len(text)])
        self._numbers = [0, *accumulate(len(pattern.findall(text, start, end)) for start, end in stretches)]

    def __len__(self) -> int:
        return self._numbers[-1]

    def before(self, offset: int) -> int:
        """How many words begin before an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._numbers[index] + len(self._pattern.findall(self._text, self._starts[index], offset))

    def span(self, number: int) -> tuple[int, int]:
        """The span of the word that has so many before it."""
        index = bisect_right(self._numbers, number) - 1
        words = self._pattern.finditer(self._text, self._starts[index])
        return next(word.span() for before, word in enumerate(words, self._numbers[index]) if before == number)
