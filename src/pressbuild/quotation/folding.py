"""What counts as the same term: a string in, its folded form out. Pure.

Source: DOMAIN.md §1.3, `fold = ["case", "plural", "possessive"]` with `case = "smart"`: a capital at the beginning is
the sentence's and folds, one inside is the author's and does not. The folded form is a key and is never printed:
“series” and “serie” may meet in it, `official communism` and `official communist` may not.
"""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
POSSESSIVE = re.compile(r"(?:(?<=[^\W_])’s|(?<=s)’)$")
SIBILANT = re.compile(r"(?:ss|x|ch|sh|zz)es$")
MEMORY = 4096  # words: a text has fewer, and every word of it is asked for again and again
SHORTEST = 4  # letters; “gas”, “its” and “SWP” are no plurals


def fold(text: str) -> str:
    """A term without the sentence's capital, stops, a plural's ending and a possessive's; nothing where there is
    no word. Folding twice changes nothing more."""
    text = text.replace("'", "’").strip()
    owner = POSSESSIVE.sub("", text.rstrip(",.;:!?… "))
    words = WORD.findall(owner)
    if not words:
        return ""
    words[0] = small(words[0])
    words[-1] = singular(words[-1])
    return " ".join(words)


@lru_cache(MEMORY)
def small(word: str) -> str:
    """A word without the capital that a sentence gives it: `Official`, but not `SWP`, `MPs` or `LaTeX`."""
    first, dash, rest = word.partition("-")
    return first[:1].lower() + first[1:] + dash + rest if first[1:] == first[1:].lower() else word


@lru_cache(MEMORY)
def singular(word: str) -> str:
    """A word without its plural's ending: `zones`, `parties`, `classes`; `class`, `crisis` and `bonus` have none."""
    while (shorter := _shorter(word)) != word:
        word = shorter
    return word


def _shorter(word: str) -> str:
    if len(word) > SHORTEST and word.endswith(("ies", "ie")):
        return word.removesuffix("s").removesuffix("ie") + "y"
    if SIBILANT.search(word):
        return word[:-2]
    if len(word) >= SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is", "’s")):
        return word[:-1]
    return word
