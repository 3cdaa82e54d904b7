"""Names of authors in a manuscript's first lines: text in, names out.

A byline says so (`By Jane Doe`); a standfirst names its author with a verb of writing (`… - Jane Doe examines …`,
`… asks Jane Doe`); a line of its own is a name where its words are capitalised and none of them is a common word of the
text.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

BYLINE = re.compile(
    r"(?P<how>(?:words?|text|story|written|author|von|par|translated|edited|interview|report)?:?\s*(?:by|von|par)?:?)\s+"
    r"(?P<names>\S.*)",
    re.IGNORECASE,
)
HOW = re.compile(
    r"(?:(?:text|words?|story|written|interview|report|translated|edited)\s+)?by:?|(?:text|words?|author):|von|par",
    re.IGNORECASE,
)
PARTICLES = frozenset("de da di du del della van von der den ten le la al bin ibn y".split())
# Words that begin a sentence or name a body of people, never a person.
NO_NAME = frozenset(
    "die ein eine einer einem eines une los las gli het een"
    " the a an in on at from to of for with by as is are was were and or but not no why how what when where who after"
    " before since if this that these those it its he she we they his her our their i you my your new old all some"
    " party union league congress committee council government state states kingdom republic army police church"
    " labour socialist communist workers conservative liberal democratic national international university press"
    " times guardian review weekly journal company trust society association federation institute foundation court"
    " office bank ministry department chapter part section book volume street road city war revolution great"
    " january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday".split()
)
# Given names that are common words too: they do not tell against a name.
GIVEN = frozenset(
    "mark will rose grace hope bill jack frank grant dawn joy art pat rob sue drew max ray faith june april victor"
    " miles guy dean earl duke ernest gene lance nick rich chuck don jean penny ruby sandy wade violet daisy iris lily"
    " olive heather holly ivy hazel robin jay chase cliff dale glen reed brook forest bob tony christian major".split()
)
WRITES = frozenset(
    "argues asks analyses analyzes assesses begins believes calls charts compares concludes condemns considers"
    " continues criticises criticizes debates defends describes discusses dissects draws examines explains explores"
    " finds gives interviews introduces investigates investigates looks makes marks meets offers outlines pays points"
    " ponders presents proposes puts questions reads recalls reflects remembers replies reports responds reviews"
    " revisits says sees sets shows speaks summarises surveys takes talks tells thinks traces unpicks urges visits"
    " warns weighs welcomes wonders writes".split()
)
WORD = re.compile(r"[^\s,;:.!?()“”\"‘…–—-]+(?:-[^\W\d_]+)*\.?|[,;:.!?()“”\"‘…–—-]")


class Credit(Struct, frozen=True):
    """Names that a line gives, and what they did: `author`, `translator` or `editor`."""

    role: str
    names: tuple[str, ...]


def byline(line: str) -> Credit | None:
    """The names of a line that says `By …`, `Translated by …`, `Edited by …`."""
    found = BYLINE.fullmatch(line.rstrip("."))
    if found is None or not HOW.fullmatch(found["how"].strip()) or not found["names"][:1].isupper():
        return None
    names = _split(found["names"])
    if len(names[0].split()) > 6:
        return None
    how = found["how"].lower()
    role = "translator" if "translated" in how else "editor" if "edited" in how else "author"
    return Credit(role, names)


def lone_name(line: str, is_common: Callable[[str], bool]) -> Credit | None:
    """The names on a line that holds nothing else. `is_common` tells whether the text has a word in small letters."""
    names = _split(line)
    if not all(_is_name(name.split(), is_common) for name in names):
        return None
    return Credit("author", names)


def _split(line: str) -> tuple[str, ...]:
    parts = re.split(r",\s+(?:and\s+)?|\s+(?:and|&|und|et)\s+", line.strip())
    whole = all(1 < len(part.split()) <= 5 and part[:1].isupper() for part in parts)
    return tuple(parts) if whole else (line.strip(),)


def _is_name(words: Sequence[str], is_common: Callable[[str], bool]) -> bool:
    if not 2 <= len(words) <= 5 or not all(_capitalised(word) or word.lower() in PARTICLES for word in words):
        return False
    if any(word.isupper() and len(word) > 3 for word in words) or not _capitalised(words[-1]):
        return False
    bare = [word.strip(".").lower() for word in words]
    if any(word in NO_NAME for word in bare):
        return False
    return not any(is_common(w) for w in bare if len(w) > 2 and w not in GIVEN and w not in PARTICLES)


def _capitalised(word: str) -> bool:
    return word[:1].isupper() and all(c.isalpha() or c in ".’'-" for c in word) and not word.endswith(("’s", "'s"))


def author_inside(standfirst: str) -> tuple[str, ...]:
    """The author whom a standfirst names: a name before a verb of writing or behind one; empty where it names none."""
    words = [found[0] for found in WORD.finditer(standfirst)]
    for start, end in _name_runs(words):
        before = words[start - 1].lower() if start else ""
        after = words[end].lower() if end < len(words) else ""
        opens = start == 0 or not before[0].isalnum()
        if after in WRITES or (opens and after.endswith("s") and len(after) > 4) or before in WRITES or before == "by":
            return (" ".join(words[start:end]),)
    return ()


def _name_runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of two to four capitalised words that may be a person's name."""
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and (_capitalised(words[end]) or (end > start and words[end] in PARTICLES)):
            end += 1
        first = start
        while first < end and words[first].strip(".").lower() in NO_NAME:
            first += 1
        if 2 <= end - first <= 4 and not any(word.lower() in NO_NAME for word in words[first:end]):
            yield first, end
        start = max(end, start + 1)
