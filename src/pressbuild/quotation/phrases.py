"""A quoted phrase whose surroundings say nothing: is it somebody's words, or words held at a distance?

A sum of weights, in units of log odds, for quotation against scare quotes; the logistic function makes it a
confidence. The weights are judgements set on texts labelled by hand, kept round on purpose: a finer fit would be a fit
to those texts. The first weight is the document's own habit: how many of its quotations are surely quotations.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from pressbuild.document import Decision, Role
from pressbuild.quotation.cues import ARCHAIC, FINITE, FUNCTION, SAY, VOICE, title_case, words
from pressbuild.quotation.facts import Facts, Quoted
from pressbuild.quotation.folding import fold

Judgement = tuple[Role, Decision]

BY_LENGTH = (-3.0, -3.0, -2.2, -1.3, -0.5, 0.2, 0.8, 1.3, 1.8, 2.4)  # none, one, two … nine words and more
HABIT = (1.1, 1.1, 1.1, 1.1, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3)  # by length, of the log odds of the document's share
SCALE = 0.8  # keeps the stated confidence true on the labelled texts
RAREST = 0.08  # however rare a thing is in a document, it may still happen
DETERMINED = re.compile(
    r"\b(?:the|an?|this|these|those|such|any|no|every|our|all|more|so|very|most|certain|other|new|old)\s*$",
    re.IGNORECASE,
)
SPEECH_NEAR = re.compile(rf"\b{SAY}\b[^.?!]*$")
OPENS_CLAUSE = re.compile(
    r"^(?:that|which|who|whose|when|where|if|to|in|with|by|for|from|must|and|but|how|what|as|is|are|be)\b"
)
ISM = re.compile(r"(?:isms?|ists?|ised|ized|ness|ification|phobi[ac])[,.]?$")


@dataclass(frozen=True, slots=True)
class Weight:
    """A sign, what it is worth, and what holds if it is there."""

    sign: str
    worth: float
    holds: Callable[[Quoted, Facts], bool]


def _noun_follows(quoted: Quoted, _: Facts) -> bool:
    """The marked words qualify the next: ‘safe’ seats, ‘no platform’ campaign."""
    match = re.match(r" ([a-z]\w+)", quoted.right)
    return match is not None and match[1] not in FUNCTION and not match[1].endswith(("ly", "ed"))


WEIGHTS: tuple[Weight, ...] = (
    Weight("a verb", 0.8, lambda q, _: words(q.inside) >= 3 and FINITE.search(q.inside) is not None),
    Weight("a person speaks", 0.7, lambda q, _: words(q.inside) >= 3 and VOICE.search(q.inside) is not None),
    Weight("an old form", 2.5, lambda q, _: ARCHAIC.search(q.inside) is not None),
    Weight("a clause begins", 0.8, lambda q, _: words(q.inside) >= 3 and OPENS_CLAUSE.match(q.inside) is not None),
    Weight("somebody speaks before", 1.0, lambda q, _: SPEECH_NEAR.search(q.left[-90:]) is not None),
    Weight("a determiner before", -0.6, lambda q, _: DETERMINED.search(q.left[-12:]) is not None),
    Weight("a noun behind", -1.2, _noun_follows),
    Weight("used again", -1.2, lambda q, f: f.repeated[fold(q.inside)] > 1),
    Weight("a name", -1.2, lambda q, _: title_case(q.inside)),
    Weight("a doctrine", -0.8, lambda q, _: ISM.search(q.inside) is not None),
    Weight("figures", 1.2, lambda q, _: words(q.inside) > 1 and re.search(r"\d", q.inside) is not None),
    Weight("a sum or a share", 4.5, lambda q, _: re.search(r"\d\s?%|per ?cent|[$£€]\d", q.inside) is not None),
    Weight("a note behind", 1.2, lambda q, _: q.noted and words(q.inside) > 1),
    Weight("the mark that quotes", 3.0, lambda q, f: f.quoting == q.kind and q.level == 0),
    Weight("the mark that does not quote", -1.0, lambda q, f: f.quoting not in {None, q.kind} and q.level == 0),
)  # fmt: skip


def weigh(quoted: Quoted, facts: Facts) -> tuple[float, Judgement]:
    """The log odds for a quotation, and the judgement that follows from them."""
    signs = [weight for weight in WEIGHTS if weight.holds(quoted, facts)]
    odds = _odds(quoted, facts, signs)
    return odds, judged(odds, quoted, ", ".join(weight.sign for weight in signs))


def chance(quoted: Quoted, facts: Facts) -> float:
    """The probability that a phrase is a quotation."""
    return _logistic(_odds(quoted, facts, [weight for weight in WEIGHTS if weight.holds(quoted, facts)]))


def _odds(quoted: Quoted, facts: Facts, signs: list[Weight]) -> float:
    count = min(words(quoted.inside), len(BY_LENGTH) - 1)
    share = min(max(facts.share.get(quoted.kind, 0.5), RAREST), 1 - RAREST)
    return BY_LENGTH[count] + HABIT[count] * math.log(share / (1 - share)) + sum(weight.worth for weight in signs)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds * SCALE))


def judged(odds: float, quoted: Quoted, evidence: str) -> Judgement:
    """What odds mean."""
    confidence = round(max(0.5, min(0.95, _logistic(abs(odds)))), 2)
    if odds > 0:
        return "quotation", Decision(_code(quoted, evidence), confidence, evidence)
    return "scare", Decision("DEFAULT_SHORT", confidence, evidence)


def _code(quoted: Quoted, evidence: str) -> str:
    if words(quoted.inside) >= 6:
        return "LONG_PHRASE"
    if "the mark that quotes" in evidence:
        return "MARK_CONVENTION"
    return "NUMBER_INSIDE" if "figures" in evidence else "SHORT_PHRASE"
