"""What quotations are for: all quotations of a document in, a role and a decision for each out.

First the rules, by what stands around each (`rules`); then phrases that nothing decides, by what they look like and by
the document's habit (`phrases`); last, neighbours and namesakes: a list of quoted words is quoted for one reason.
"""

import re
from collections import defaultdict
from dataclasses import replace

from pressbuild.document import Decision
from pressbuild.quotation import phrases
from pressbuild.quotation.facts import Facts, Quoted
from pressbuild.quotation.folding import fold
from pressbuild.quotation.marks import Kind
from pressbuild.quotation.phrases import Judgement
from pressbuild.quotation.rules import first_match

LIST = re.compile(r"[,;]?[”’\"'»][,;]?(?: (?:and|or|and the|or the|to|the|of)| –| -)? $")
PRIOR, PRIOR_WEIGHT = 0.4, 3.0  # a document of which nothing is known
ROUNDS = 3  # after which the share hardly moves
PULL = 1.5  # odds from which a phrase draws its neighbours in a list along


def judge(quotations: list[Quoted], facts: Facts) -> list[Judgement]:
    """The role of every quotation of a document, in its order."""
    ruled = [first_match(quoted, facts) for quoted in quotations]
    for _ in range(ROUNDS):
        facts = replace(facts, share=_shares(quotations, ruled, facts))
    judged: list[Judgement] = []
    lists = _lists(quotations)
    for members in lists:
        judged.extend(_judge_list([quotations[i] for i in members], [ruled[i] for i in members], facts))
    return _namesakes(quotations, judged)


def _shares(quotations: list[Quoted], ruled: list[Judgement | None], facts: Facts) -> dict[Kind, float]:
    """How many of a document's quotations in each kind of marks are somebody's words: those that a rule decided, and
    the others by what they would be in a document with the share found so far."""
    said: defaultdict[Kind, float] = defaultdict(lambda: PRIOR * PRIOR_WEIGHT)
    total: defaultdict[Kind, float] = defaultdict(lambda: PRIOR_WEIGHT)
    for quoted, rule in zip(quotations, ruled, strict=True):
        if rule is None or not rule[0].startswith("title"):
            total[quoted.kind] += 1
            said[quoted.kind] += phrases.chance(quoted, facts) if rule is None else rule[0] == "quotation"
    return {kind: said[kind] / total[kind] for kind in total}


def _lists(quotations: list[Quoted]) -> list[list[int]]:
    """The quotations grouped by lists: “a,” “b” and “c” are one group, most groups have one member."""
    groups: list[list[int]] = []
    for index, here in enumerate(quotations):
        if index and _follows(here, quotations[index - 1]):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _follows(here: Quoted, before: Quoted) -> bool:
    match = LIST.search(here.left[-14:])
    if match is None:
        return False
    rest = here.left[: len(here.left) - (len(match[0]))]
    return rest.endswith(before.inside[-20:].rstrip(",;."))


def _judge_list(quotations: list[Quoted], ruled: list[Judgement | None], facts: Facts) -> list[Judgement]:
    """What stands in one list is quoted for the same reason: a rule that decides one, or a phrase that is surely a
    quotation, decides the others."""
    weighed = [phrases.weigh(quoted, facts) for quoted in quotations]
    model = next((rule for rule in ruled if rule), None)
    highest = max(odds for odds, _ in weighed)
    judged: list[Judgement] = []
    for quoted, rule, (odds, judgement) in zip(quotations, ruled, weighed, strict=True):
        if rule is not None:
            judged.append(rule)
        elif model is not None and (not model[0].startswith("title") or quoted.inside[:1].isupper()):
            judged.append((model[0], Decision("SIBLING", min(0.85, model[1].confidence), model[1].evidence)))
        elif odds < 0 and highest > PULL:
            judged.append(("quotation", Decision("SIBLING", 0.75, judgement[1].evidence)))
        else:
            judged.append(judgement)
    return judged


def _namesakes(quotations: list[Quoted], judged: list[Judgement]) -> list[Judgement]:
    """A nickname is one wherever it stands."""
    names = {fold(q.inside) for q, j in zip(quotations, judged, strict=True) if j[0] == "nickname"}
    return [
        ("nickname", Decision("PSEUDONYM_CAP", 0.75, j[1].evidence))
        if j[1].code == "DEFAULT_SHORT" and q.inside[:1].isupper() and fold(q.inside) in names
        else j
        for q, j in zip(quotations, judged, strict=True)
    ]
