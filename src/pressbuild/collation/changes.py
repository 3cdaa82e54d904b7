"""What an editor has changed: two manuscripts in, a clause for each of their texts that differs out. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pressbuild.collation.readers import manuscript_texts
from pressbuild.collation.texts import side_by_side

COMPARED = 200  # words from the first that differs, in which the difference is told
AROUND = 3
QUOTED = 8


def changes(proved: str, edited: str) -> Iterator[str]:
    """Where the words of an edited manuscript differ first from those of the one that was proved, text by text."""
    for where, went, came in side_by_side(manuscript_texts(proved), manuscript_texts(edited)):
        if went != came:
            yield f"in {where}, {difference(went, came)}"


def difference(went: Sequence[str], came: Sequence[str]) -> str:
    """The first difference of two rows of words, which are not the same, as a clause of a sentence."""
    index = next((i for i, (a, b) in enumerate(zip(went, came, strict=False)) if a != b), min(len(went), len(came)))
    here, there = went[index : index + COMPARED], came[index : index + COMPARED]
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    _, a, b, c, d = next(step for step in matcher.get_opcodes() if step[0] != "equal")
    before = [*went[max(0, index - AROUND) : index], *here[:a]][-AROUND:]
    behind = f"behind “{_first(before)}”" if before else "at the beginning"
    if a == b:
        return f"{behind}, “{_first(there[c:d])}” was put in"
    if c == d:
        return f"{behind}, “{_first(here[a:b])}” was taken out"
    return f"{behind}, “{_first(here[a:b])}” became “{_first(there[c:d])}”"


def _first(words: Sequence[str]) -> str:
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")
