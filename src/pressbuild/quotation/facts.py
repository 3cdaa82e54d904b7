"""What a document says of its own use of marks: quotations of the whole text in, `Facts` out.

Source: DOMAIN.md §2.3, "document facts first". The same sign means different things in different texts; a rule that
does not ask the document first fails on the next one.
"""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from pressbuild.quotation.folding import fold
from pressbuild.quotation.marks import Kind

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE = re.compile(r"[.?!…][\s)]*$|[.?!;] ")
RATIO = 1.5  # how much more like quotations the contents of one kind of marks must be
LIKE_SPEECH = 6.0  # and how much like quotations at all: words, and five for a sentence
FEWEST = 3
CONTRAST = 0.15  # of the quotations that stand in other marks: from fewer nobody learns what the usual marks mean
SPOKEN = 0.2  # of the quotations that begin a paragraph, from which a text is dialogue


class Quoted(Struct, frozen=True):
    """A quotation as the rules see it: the marks' kind, what stands between them, and what stands on either side.
    `level` counts the quotations round it; `noted`: a note reference stands right behind."""

    kind: Kind
    left: str
    inside: str
    right: str
    where: str
    level: int = 0
    noted: bool = False


class Facts(Struct, frozen=True):
    """`quoting`: the kind of marks that this document quotes with, None if it uses one kind or both alike. `stops`:
    where its commas and full stops stand. `repeated`: how often each quoted string occurs, folded.
    `dialogue`: many paragraphs begin with one, as in a story."""

    quoting: Kind | None = None
    stops: str = "logical"
    repeated: Counter[str] = field(default_factory=Counter)
    dialogue: bool = False


def gather(quotations: Iterable[Quoted]) -> Facts:
    """The facts of a document from all its quotations."""
    found = list(quotations)
    repeated = Counter(fold(q.inside) for q in found)
    return Facts(_quoting(found), _stops(found), repeated, dialogue=_dialogue(found))


def _dialogue(found: list[Quoted]) -> bool:
    begin = sum(not q.left.strip() for q in found if q.where == "body")
    return begin >= FEWEST and begin > SPOKEN * len(found)


def _quoting(found: list[Quoted]) -> Kind | None:
    scores = {}
    for kind in {q.kind for q in found if q.level == 0}:
        own = [q.inside for q in found if q.kind == kind and q.level == 0]
        words = sum(len(WORD.findall(text)) for text in own) / len(own)
        sentences = sum(bool(_SENTENCE.search(text)) for text in own) / len(own)
        scores[kind] = words + 5 * sentences
    if len(scores) < 2 or len(found) < FEWEST:
        return None
    (first, high), (_, low) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    other = sum(q.kind != first for q in found if q.level == 0)
    return first if high >= max(LIKE_SPEECH, RATIO * low) and other >= CONTRAST * len(found) else None


def _stops(found: list[Quoted]) -> str:
    """american: commas and full stops inside; logical: outside; mixed."""
    inside = sum(q.inside.rstrip().endswith((",", ".")) for q in found)
    outside = sum(q.right.startswith((",", ".")) for q in found)
    if inside + outside == 0:
        return "logical"
    share = inside / (inside + outside)
    return "american" if share > 0.7 else "logical" if share < 0.3 else "mixed"
