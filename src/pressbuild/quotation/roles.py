"""What quotations are for: all quotations of a document in, a role and a decision for each out.

The likeliest of three chances wins (`chances`): words held at a distance, somebody's words, a title. Of the rows of the
rules that speak for it the first gives the role and the code; the chance is the confidence. Last, neighbours and
namesakes: a list of words is quoted for one reason, and a nickname is one wherever it stands.
"""

import re

from pressbuild.document import Decision, Role
from pressbuild.quotation.chances import Chances, Seen, chances, look
from pressbuild.quotation.cues import WHOLE_WORK, words
from pressbuild.quotation.facts import Facts, Quoted
from pressbuild.quotation.folding import fold
from pressbuild.quotation.weights import WEIGHTS

Judgement = tuple[Role, Decision]

DISTANCE, WORDS, TITLE = range(3)
LIST = re.compile(r"[,;]?[”’\"'»][,;]?(?: (?:and|or|and the|or the|to the|of)| –| -)? $")
SUREST = 0.98
ALONG = 0.25  # the chance from which a phrase without a rule goes along with its list
LONG = 6  # words
SHOWN = 3  # signs that are given as evidence


def judge(quotations: list[Quoted], facts: Facts) -> list[Judgement]:
    """The role of every quotation of a document, in its order."""
    seen = look(quotations, facts)
    found = chances(seen)
    judged = [_decided(each, chance) for each, chance in zip(seen, found, strict=True)]
    for members in _lists(quotations):
        _along(members, seen, found, judged)
    return _namesakes(quotations, judged)


def kind_of(role: Role) -> int:
    """Which of the three chances a role belongs to."""
    return WORDS if role == "quotation" else TITLE if role.startswith("title") else DISTANCE


def _decided(seen: Seen, chance: Chances) -> Judgement:
    kind = max(DISTANCE, WORDS, TITLE, key=chance.__getitem__)
    confidence = _stated(chance[kind])
    row = next((row for row in seen.rows if kind_of(row.role) == kind), None)
    if row is not None:
        return _work(row.role, seen.quoted), Decision(row.code, confidence, row.evidence)
    evidence = _evidence(seen, kind)
    if kind == TITLE:
        return _work("title.article", seen.quoted), Decision("TITLE_CASE", confidence, evidence)
    if kind == WORDS:
        return "quotation", Decision(_code(seen), confidence, evidence)
    return "scare", Decision("DEFAULT_SHORT", confidence, evidence)


def _stated(chance: float) -> float:
    return round(min(SUREST, chance), 2)


def _code(seen: Seen) -> str:
    """Why words that no rule explains are taken for somebody's."""
    if words(seen.quoted.inside) >= LONG:
        return "LONG_PHRASE"
    return "NUMBER_INSIDE" if "figures" in seen.signs else "SHORT_PHRASE"


def _evidence(seen: Seen, kind: int) -> str:
    """The signs that speak most for what won."""

    def worth(name: str) -> float:
        quotation, title = WEIGHTS.get(name, (0.0, 0.0))
        return (-max(quotation, title), quotation - max(0, title), title - max(0, quotation))[kind]

    best = sorted(seen.signs, key=worth, reverse=True)[:SHOWN]
    return ", ".join(name for name in best if worth(name) > 0)


def _work(role: Role, quoted: Quoted) -> Role:
    """A title with the kind of its work: a novel and a film are whole works, a poem and a paper are parts of one."""
    return "title.book" if role == "title.article" and WHOLE_WORK.search(quoted.left[-60:]) else role


# --- neighbours and namesakes --------------------------------------------------------------------------------------


def _lists(quotations: list[Quoted]) -> list[list[int]]:
    """The lists of quotations: “a,” “b” and “c”."""
    lists: list[list[int]] = []
    for index in range(1, len(quotations)):
        if not _follows(quotations[index], quotations[index - 1]):
            continue
        if lists and lists[-1][-1] == index - 1:
            lists[-1].append(index)
        else:
            lists.append([index - 1, index])
    return lists


def _follows(here: Quoted, before: Quoted) -> bool:
    match = LIST.search(here.left[-14:])
    if match is None:
        return False
    rest = here.left[: len(here.left) - (len(match[0]))]
    return rest.endswith(before.inside[-20:].rstrip(",;."))


def _along(members: list[int], seen: list[Seen], found: list[Chances], judged: list[Judgement]) -> None:
    """What stands in one list is quoted for one reason: the first member with a rule draws those without one along,
    unless they look too much like something else."""
    model = next((judged[i] for i in members if seen[i].rows and judged[i][1].code in _codes(seen[i])), None)
    if model is None:
        return
    role, decision = model
    for index in members:
        chance = found[index][kind_of(role)]
        if (
            not seen[index].rows
            and chance >= ALONG
            and (kind_of(role) != TITLE or seen[index].quoted.inside[:1].isupper())
        ):
            judged[index] = role, Decision("SIBLING", _stated(max(chance, 0.5)), decision.evidence)


def _codes(seen: Seen) -> set[str]:
    return {row.code for row in seen.rows}


def _namesakes(quotations: list[Quoted], judged: list[Judgement]) -> list[Judgement]:
    """A nickname is one wherever it stands."""
    names = {fold(q.inside) for q, j in zip(quotations, judged, strict=True) if j[0] == "nickname"}
    return [
        ("nickname", Decision("PSEUDONYM_CAP", j[1].confidence, j[1].evidence))
        if j[1].code == "DEFAULT_SHORT" and q.inside[:1].isupper() and fold(q.inside) in names
        else j
        for q, j in zip(quotations, judged, strict=True)
    ]
