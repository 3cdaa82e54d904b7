"""The chances of a quotation's roles: all quotations of a document in, for each what is to be seen of it and the three
chances that follow out: that the words are held at a distance, that they are somebody's, that they are a title.

What each sign is worth (`weights`) is added up, in log odds against words held at a distance. The document's habit is
a sign too: how much of it is somebody's words is found from the chances themselves, in a few rounds.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from pressbuild.quotation.cues import words
from pressbuild.quotation.facts import Facts, Quoted
from pressbuild.quotation.marks import Kind
from pressbuild.quotation.rules import Row, matches
from pressbuild.quotation.signs import signs
from pressbuild.quotation.weights import WEIGHTS

Chances = tuple[float, float, float]
Weights = Mapping[str, tuple[float, float]]

NO_RULE = "no rule"
PRIOR, PRIOR_WEIGHT = 0.4, 3.0  # of a document of which nothing is known: the share of somebody's words …
TITLES, TITLES_WEIGHT = 0.1, 1.0  # … and of titles
ROUNDS = 3  # after which the habit hardly moves
LONGEST = 9  # words, from which the document's habit says nothing any more
RAREST = 0.08  # however rare a thing is in a document, it may still happen
SHARPNESS = 1.15  # the weights are drawn towards nought; so much more sure is what they say (bench/roles.py)


class Seen(Struct, frozen=True):
    """A quotation with the rows that match it and the names of its signs, codes of rows among them."""

    quoted: Quoted
    rows: tuple[Row, ...]
    signs: tuple[str, ...]


def look(quotations: Sequence[Quoted], facts: Facts) -> list[Seen]:
    """Every quotation with what is to be seen of it."""
    found = []
    for quoted in quotations:
        rows = tuple(matches(quoted, facts))
        codes = tuple(row.code for row in rows) or (NO_RULE,)
        found.append(Seen(quoted, rows, (*codes, *signs(quoted, facts))))
    return found


def chances(seen: Sequence[Seen], weights: Weights = WEIGHTS) -> list[Chances]:
    """The three chances of every quotation, by its signs and by the document's habit."""
    own = [odds(((name, 1.0) for name in each.signs), weights) for each in seen]
    summed = own
    for _ in range(ROUNDS):
        more = habits(seen, [shared(*each) for each in summed])
        worth = [odds(habit, weights) for habit in more]
        summed = [(a + c, b + d) for (a, b), (c, d) in zip(own, worth, strict=True)]
    return [shared(a * SHARPNESS, b * SHARPNESS) for a, b in summed]


def habits(seen: Sequence[Seen], found: Sequence[Chances]) -> list[list[tuple[str, float]]]:
    """What a document's use of each kind of marks says of every quotation in them, in log odds: how many of all are
    somebody's words, and for one with a capital, how many are titles."""
    said: defaultdict[Kind, float] = defaultdict(lambda: PRIOR * PRIOR_WEIGHT)
    spoken: defaultdict[Kind, float] = defaultdict(lambda: PRIOR_WEIGHT)
    titles: defaultdict[Kind, float] = defaultdict(lambda: TITLES)
    every: defaultdict[Kind, float] = defaultdict(lambda: TITLES_WEIGHT)
    for each, (_, quotation, title) in zip(seen, found, strict=True):
        kind = each.quoted.kind
        said[kind] += quotation
        spoken[kind] += 1 - title
        titles[kind] += title
        every[kind] += 1
    words_in = {kind: _logit(said[kind] / spoken[kind]) for kind in said}
    titles_in = {kind: _logit(titles[kind] / every[kind]) for kind in titles}
    return [_habit(each.quoted, words_in, titles_in) for each in seen]


def _habit(quoted: Quoted, words_in: Mapping[Kind, float], titles_in: Mapping[Kind, float]) -> list[tuple[str, float]]:
    count = words(quoted.inside)
    habit = []
    if count < LONGEST:
        length = "short" if count <= 2 else "middling" if count <= 5 else "long"
        habit.append((f"{length} words in such marks", words_in[quoted.kind]))
    if quoted.inside[:1].isupper():
        habit.append(("titles in such marks", titles_in[quoted.kind]))
    return habit


def _logit(share: float) -> float:
    share = min(max(share, RAREST), 1 - RAREST)
    return math.log(share / (1 - share))


def odds(named: Iterable[tuple[str, float]], weights: Weights) -> tuple[float, float]:
    """What signs are worth, each as often as its value says: the log odds for somebody's words and for a title."""
    quotation = title = 0.0
    for name, value in named:
        if (worth := weights.get(name)) is not None:
            quotation += value * worth[0]
            title += value * worth[1]
    return quotation, title


def shared(quotation: float, title: float) -> Chances:
    """Log odds against words held at a distance, as three chances."""
    highest = max(0.0, quotation, title)
    parts = math.exp(-highest), math.exp(quotation - highest), math.exp(title - highest)
    whole = sum(parts)
    return parts[0] / whole, parts[1] / whole, parts[2] / whole
