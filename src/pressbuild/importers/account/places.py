"""Where a source's places are in its manuscript: both texts in, rows and columns of the manuscript out. Pure.

Both have the same words in the same order, which the proof has shown; so the n-th word of the one is the n-th of the
other. It is worked out when it is first asked for.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from pressbuild.importers.account.proof import blanked, words_in_order, words_placed
from pressbuild.importers.flattened.lines import Lineation


class Places:
    """Leads from the source to the manuscript. `text` is the mended source, `left_out` and `carried` as the proof has
    them; `lineation` leads from the mended text to the source as it was."""

    def __init__(
        self,
        text: str,
        left_out: Sequence[tuple[int, int]],
        carried: Sequence[tuple[int, int, int]],
        markdown: str,
        lineation: Lineation,
    ) -> None:
        self._text, self._left_out, self._carried = text, left_out, carried
        self._markdown, self._lineation = markdown, lineation

    def of(self, offset: int) -> tuple[int, int] | None:
        """The manuscript's row and column, from 0, for the source's offset: within the word that stands there or,
        between words, at the end of the word before. None where the words do not tell."""
        words = self._words
        if not words:
            return None
        number = bisect_right(words, offset, key=self._origin) - 1
        start, _, low, high = words[max(0, number)]
        place = min(high, low + max(0, offset - self._lineation.origin(start))) if number >= 0 else 0
        row = bisect_right(self._rows, place) - 1
        return row, place - self._rows[row]

    def of_line(self, line: int, column: int) -> tuple[int, int] | None:
        """The same for a line and column of the source, from 1."""
        return self.of(self._lineation.offset(line, column))

    def _origin(self, word: tuple[int, int, int, int]) -> int:
        return self._lineation.origin(word[0])

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row of the manuscript begins."""
        return [0, *accumulate(len(line) + 1 for line in self._markdown.split("\n"))]

    @cached_property
    def _words(self) -> list[tuple[int, int, int, int]]:
        """Each word's span in the source and in the manuscript, in the source's order."""
        went = words_in_order(blanked(self._text, self._left_out), self._carried)
        came = words_placed(self._markdown)
        return sorted((*a, *b) for a, b in zip(went, came, strict=True)) if len(went) == len(came) else []
