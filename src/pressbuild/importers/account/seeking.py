"""Many strings sought in a text at once: strings and a text in, where each of them stands out. Pure.

A book has thousands of titles, and to go through it once for each of them would take minutes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


class Sought:
    """Strings to be sought; empty ones are nowhere."""

    def __init__(self, strings: Iterable[str]) -> None:
        wanted = sorted(set(filter(None, strings)))
        self._width = min(map(len, wanted), default=0)
        self._alike: defaultdict[str, list[str]] = defaultdict(list)
        for string in wanted:
            self._alike[string[: self._width]].append(string)
        firsts = "".join(re.escape(first) for first in sorted({string[0] for string in wanted}))
        self._first = re.compile(f"[{firsts}]") if wanted else None

    def within(self, text: str) -> Iterator[tuple[str, int]]:
        """Each string that a text holds and where it begins, in order of place; those that overlap too."""
        for first in self._first.finditer(text) if self._first else ():
            place = first.start()
            for string in self._alike.get(text[place : place + self._width], ()):
                if text.startswith(string, place):
                    yield string, place
