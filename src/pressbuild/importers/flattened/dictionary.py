"""The words of a language and how frequent they are: a text in, the dictionary of its language out.

The lists are wordfreq's (British and American forms, names and inflected forms among them). They are loaded only when
a word is looked up.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from math import log10

WORD = re.compile(r"[^\W\d_]+")
READ = 200_000  # characters tell which language a text is in
# Words that are frequent in one of these languages and rare in the others.
TELLING = {
    "en": frozenset("the and of that with was for this which they are have".split()),
    "de": frozenset("und der die das nicht ist ein eine mit auf sich auch".split()),
    "fr": frozenset("les des est une dans qui pour pas sur avec aux ces".split()),
    "it": frozenset("che il della di non sono gli nel anche questo più alla".split()),
    "es": frozenset("los las el por una con del pero como más sus muy".split()),
    "pt": frozenset("os uma não do da em com mas são ao pela mais".split()),
    "nl": frozenset("het een van niet zijn voor met ook aan werd deze naar".split()),
    "sv": frozenset("och att det som inte är av för till från när också".split()),
}
FEWEST = 0.02  # of a text's words tell its language, at the least


class Dictionary:
    """The words of a language, "" for one that has none here."""

    def __init__(self, language: str) -> None:
        self.language = language

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

        return get_frequency_dict(self.language, "best")


def dictionary(text: str) -> Dictionary:
    """The dictionary of the language that a text is in."""
    counts = Counter(word.lower() for word in WORD.findall(text, 0, READ))
    shares = {language: sum(counts[word] for word in words) for language, words in TELLING.items()}
    language = max(shares, key=lambda one: shares[one])
    return Dictionary(language if shares[language] > FEWEST * counts.total() else "")
