"""Signs that do not show, and spaces of other kinds: the mended text in, each kind with its count and first places out.

Copying from web pages, Word and PDF files leaves them behind. `markup.clean` takes the ones out and makes the others
plain spaces; here is said what that came to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

LEFT_OUT = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "zero-width no-break space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
}
MADE_PLAIN = {
    "\u00a0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u2002": "en space",
    "\u2003": "em space",
    "\u2007": "figure space",
    "\u2009": "thin space",
    "\u200a": "hair space",
    "\u3000": "ideographic space",
} | dict.fromkeys("\u1680\u2000\u2001\u2004\u2005\u2006\u2008\u205f", "odd-width space")
NAMES = LEFT_OUT | MADE_PLAIN
SIGN = re.compile(f"[{''.join(NAMES)}]")
FIRST = 3  # places that are named


class Unseen(Struct, frozen=True):
    """A kind of sign: its name, whether it was left out or became a plain space, how many, and the first offsets."""

    name: str
    left_out: bool
    count: int
    first: tuple[int, ...]

    @property
    def said(self) -> str:
        """The sentence about it, without its places."""
        became = "left out" if self.left_out else "made plain"
        if self.count == 1:
            article = "an" if self.name[0] in "aeio" else "a"
            return f"{article} {self.name} was {became}"
        return f"{self.count:,} {self.name}s were {became}"


def unseen(text: str) -> Iterator[Unseen]:
    """Every kind that a text has, in order of first place. A mark of the byte order at its very start is none."""
    if text.isascii():
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    counts: defaultdict[str, int] = defaultdict(int)
    begin = len(text) - len(text.lstrip("\ufeff"))
    for found in SIGN.finditer(text, begin):
        name = NAMES[found[0]]
        counts[name] += 1
        if counts[name] <= FIRST:
            places[name].append(found.start())
    gone = frozenset(LEFT_OUT.values())
    for name, first in places.items():
        yield Unseen(name, name in gone, counts[name], tuple(first))
