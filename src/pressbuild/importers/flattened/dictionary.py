"""The words of a language and how frequent they are.

The lists are wordfreq's (British and American forms, names and inflected forms among them). They are loaded only when
a word is looked up.
"""

from collections.abc import Mapping
from functools import cached_property
from math import log10


class Dictionary:
    """The words of a language, "" for one that has none here; of one that is only to be told, the most frequent."""

    def __init__(self, language: str, *, common: bool = False) -> None:
        self.language, self.size = language, "small" if common else "best"

    def frequency(self, word: str) -> float:
        """How frequent a word is: the logarithm of how often a thousand million words have it, 0 where it is unknown.

        About 6 for `over`, 4 for `inform`, 2 for `proscribed`; below, misprints are as frequent as words (the scale is
        van Heuven's, 2014).
        """
        found = self._words.get(word.lower().replace("ß", "ss"), 0.0)
        return max(0.0, log10(found) + 9) if found else 0.0

    @cached_property
    def _words(self) -> Mapping[str, float]:
        if not self.language:
            return {}
        from wordfreq import get_frequency_dict

        return get_frequency_dict(self.language, self.size)
