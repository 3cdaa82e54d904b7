"""The capitals of headings: a heading's text in, the changes in it out. Pure.

Title case after the Chicago Manual of Style (8.159): all words but articles, prepositions and conjunctions of the short
list, the first and the last always; English alone. Sentence case lowers a word only where the work itself writes it
small and never with a capital in the middle of a sentence, so no name loses its own.
"""

from collections.abc import Iterator

from pressbuild.patterns import lazily
from pressbuild.transforms.edits import Edit

WORD = lazily(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SMALL = frozenset(
    "a an the and but or nor for so yet as at by from in into of off on onto out over per to up upon via with within"
    " without about above across after against along among around before behind below beneath beside between beyond"
    " during except inside near outside past since through throughout till toward towards under until than".split()
)
_INSIDE = lazily(r"(?<=[\w,;] )[A-Z\u00c0-\u00de][^\W\d_]*")
_STARTS = lazily(r"(?:^|[:.?!]\s+)[(\[“‘\"'«]*$")


def title_case(text: str, *, first: bool, last: bool) -> Iterator[Edit]:
    """The changes to title case; `first` and `last` say whether the heading begins and ends with this text."""
    words = list(WORD.finditer(text))
    for number, word in enumerate(words):
        edge = (first and number == 0) or (last and number == len(words) - 1) or _opens(text, word.start())
        letters = word[0]
        if letters[1:] != letters[1:].lower():
            continue  # its capitals are its own: LaTeX, McCarthy, MPs
        small = letters.lower() in SMALL and not edge
        yield Edit(word.start(), word.end(), letters.lower() if small else letters[0].upper() + letters[1:])


def sentence_case(text: str, common: frozenset[str], *, first: bool) -> Iterator[Edit]:
    """The changes to sentence case; `common` are the words that may be small."""
    for number, word in enumerate(WORD.finditer(text)):
        letters = word[0]
        if (first and number == 0) or _opens(text, word.start()) or letters[1:] != letters[1:].lower():
            continue
        if letters.lower() in common:
            yield Edit(word.start(), word.end(), letters.lower())


def common_words(text: str) -> frozenset[str]:
    """The words that a text writes small, and never with a capital within a sentence."""
    names = {name.lower() for name in _INSIDE.findall(text)}
    return frozenset(word for word in WORD.findall(text) if word == word.lower() and word not in names)


def _opens(text: str, at: int) -> bool:
    return at > 0 and _STARTS.search(text[:at]) is not None
