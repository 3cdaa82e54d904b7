"""What the house sets otherwise than it was typed: `Copy` in, notes out, one for each kind. Pure.

The rules are the house's own, `transforms.typography`; spaces are not spoken of, for nobody sees which of them break.
"""

import re
from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.house import House
from pressbuild.rules.copy import Copy
from pressbuild.transforms.typography import RULES
from pressbuild.transforms.wording import changed

WORDS = "its own way with figures, dates, abbreviations and heads"
SPACES = re.compile("[ \u00a0\u202f\u2009\u200a]+")


def house_sets(copy: Copy) -> Iterator[Diagnostic]:
    """Dashes, points, ranges and words that the editions will have and the manuscript has not."""
    first: dict[tuple[str, str, str], Place | None] = {}
    times: dict[tuple[str, str, str], int] = {}
    for passage in copy.passages:
        for offset, kind in _changes(passage.text, copy.house):
            first.setdefault(kind, passage.at(offset))
            times[kind] = times.get(kind, 0) + 1
    for change in changed(copy.marked, copy.house):
        kind = (WORDS, change.old.strip(), change.words.strip())
        first.setdefault(kind, change.start)
        times[kind] = times.get(kind, 0) + 1
    for kind, place in first.items():
        _, old, new = kind
        often = "once" if times[kind] == 1 else f"{times[kind]} times"
        yield found("house-sets", f"the house sets “{new}” for “{old}”, {often}: {kind[0]}", place)


def _changes(text: str, house: House) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            old, new = match[0], rule.change(match, house=house)
            if SPACES.sub("", old) != SPACES.sub("", new):
                start = match.start() + len(old) - len(old.lstrip())
                yield start, (rule.reason, *_signs(old, new))


def _signs(old: str, new: str) -> tuple[str, str]:
    """What is changed, without figures and words that stay, and with the spaces that part it from them."""
    same = SPACES.sub(" ", old), SPACES.sub(" ", new)
    start = 0
    while start < min(map(len, same)) and same[0][start] == same[1][start] and same[0][start] != " ":
        start += 1
    end = 0
    while end < min(map(len, same)) - start and same[0][-1 - end] == same[1][-1 - end] and same[0][-1 - end] != " ":
        end += 1
    cut = (s[start : len(s) - end] for s in same)
    old, new = cut
    return (old.strip(), new.strip()) if old.strip() != new.strip() else (old, new)
