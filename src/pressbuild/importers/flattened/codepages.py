"""Encodings of one byte a letter that a text may be in: bytes in, by how many known words each is right out. Pure.

Nothing in such a file says which it is in. Its words with letters beyond ASCII are known words of some language in the
right one, and hardly in any other: `wczeœnie` and `wcze¶nie` are none, `wcześnie` is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pressbuild.importers.flattened.dictionary import Dictionary

WEST = ("cp1252", "mac_roman", "cp850", "cp437", "iso8859_15")
CENTRE = ("iso8859_2", "cp1250", "cp852")
WESTERN = "en fr de es it pt nl sv da nb fi".split()
CENTRAL = "pl cs sk hu sh sl ro".split()
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
PART = re.compile(r"[^\W\d_]+")
MOST = 400  # words that are looked up
ENOUGH = 0.5  # the share of them that shows that an encoding is right


def ranked(data: bytes) -> list[tuple[str, float]]:
    """The encodings in which words of a text are known words, with the share of those that are, the likeliest first."""
    words = list(islice(dict.fromkeys(word[0] for word in WORD.finditer(data)), MOST))
    found = _known(words, WEST, WESTERN)
    if not found or found[0][1] < ENOUGH:
        found += _known(words, CENTRE, CENTRAL)
    return sorted(found, key=lambda one: -one[1])


def _known(words: Sequence[bytes], encodings: Sequence[str], languages: Sequence[str]) -> list[tuple[str, float]]:
    """The share of words of which all is known, by encodings in the order in which they are likely."""
    read = {encoding: [frozenset(_parts(word, encoding)) for word in words] for encoding in encodings}
    unknown = {part for parts in read.values() for word in parts for part in word}
    for language in languages:
        dictionary = Dictionary(language, common=True)
        unknown -= {part for part in unknown if dictionary.frequency(part)}
    right = {
        encoding: sum(bool(word) and unknown.isdisjoint(word) for word in read[encoding]) for encoding in encodings
    }
    return [(encoding, count / len(words)) for encoding, count in right.items() if count]


def _parts(word: bytes, encoding: str) -> Iterator[str]:
    """The words between quotation marks and dashes that have letters beyond ASCII."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return
    yield from (part for part in PART.findall(text) if not part.isascii() and len(part) > 1)
