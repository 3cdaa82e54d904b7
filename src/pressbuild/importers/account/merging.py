"""A source imported again over a manuscript that was edited: three texts in, one out, and what cannot be decided. Pure.

`base` is what the former import wrote, `mine` what the editor made of it, `theirs` what the source gives now. Blocks
are followed from one state to the other by their likeness, and sentences within a block that both have changed: diff3
by lines takes two changes that touch for one conflict, and paragraphs touch. Where both say something else, the
editor's words stay, and the source's stand below them in a comment, which is in no edition.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice

from msgspec import Struct

from pressbuild.conflicts import GONE, front_remark, remark

LABEL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
DEFINITION = re.compile(r"\[\^([^\]\s]+)\]:[ ]?")
SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[”’\"')\]*]*(?:\[\^[^\]\s]+\])*\s*|\n)|[^.!?…\n]+")
WORD = re.compile(r"\w+")
GAP = re.compile(r"\n[ \t]*\n\s*")
ALIKE = 0.5  # so many of their words do two states of one block share
MOSTLY = 0.8  # so many of a block's words are in the one that it was cut from
AROUND = 3  # shared words that are quoted before those that differ
LONGEST = 14  # words that are quoted of either side
LARGEST = 250_000  # pairs of blocks that are compared one with another


class Conflict(Struct, frozen=True):
    """Words that both have changed: the line of the merged text behind which they stand, the editor's, and the source's
    (empty: it has taken them out). `deleted`: the editor has, the line is that of the comment, and `mine` is what both
    had."""

    line: int
    mine: str
    theirs: str
    deleted: bool = False

    @property
    def differing(self) -> tuple[str, str]:
        """The words of either in which they differ, with a few before them that they share."""
        mine, theirs = self.mine.split(), self.theirs.split()
        shared = _shared(mine, theirs)
        behind = _shared(mine[shared:][::-1], theirs[shared:][::-1])
        return _stretch(mine, shared, behind), _stretch(theirs, shared, behind)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two rows of them have in common at their beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _stretch(words: Sequence[str], shared: int, behind: int) -> str:
    """The words of one side between those that both have before and behind."""
    first, last = max(0, shared - AROUND), len(words) - behind
    shown = words[first : min(last, first + LONGEST)]
    cut = "…" if len(shown) < last - first or behind else ""
    return " ".join([*(["…"] if first else []), *shown, *([cut] if cut else [])])


class Merged(Struct, frozen=True):
    """The merged text; how many of the source's changes are in it; what could not be decided; and the labels that its
    notes have by those of the source."""

    text: str
    taken: int
    conflicts: tuple[Conflict, ...]
    labels: Mapping[str, str]


class _Unit(Struct, frozen=True):
    """A unit of the merge: its text, whether the source has changed it, and the source's words where they are not in
    it (empty: they are), with the former ones."""

    text: str
    taken: bool = False
    against: str = ""
    former: str = ""


def merge(base: str, mine: str, theirs: str) -> Merged:
    """The editor's text with the source's changes in it. Notes of the source keep the labels that they had."""
    labels = _labels(base, mine, theirs)
    theirs = relabelled(theirs, labels)
    (base_head, base_body), (my_head, my_body), (their_head, their_body) = map(_parted, (base, mine, theirs))
    written: list[str] = []
    conflicts: list[Conflict] = []
    taken = 0
    for unit in _merged(base_head, my_head, their_head, whole=True):
        written.append(unit.text)
        taken += unit.taken
        if unit.against:
            conflicts.append(_conflict(len(written), unit))
            written.append(front_remark("" if unit.against == GONE else unit.against))
    lines = len(written)
    parts = ["\n".join(line for line in written if line)] if written else []
    for unit in _merged(base_body, my_body, their_body):
        taken += unit.taken
        if unit.text:
            parts.append(unit.text)
        if unit.against:
            lines = sum(part.count("\n") + 2 for part in parts) + (-1 if unit.text else 1)
            conflicts.append(_conflict(max(1, lines), unit))
            parts.append(remark("" if unit.against == GONE else unit.against))
    parts += _still_called(parts, my_body)
    return Merged("\n\n".join(parts) + "\n", taken, tuple(conflicts), labels)


def _conflict(line: int, unit: _Unit) -> Conflict:
    return Conflict(line, unit.text or unit.former, "" if unit.against == GONE else unit.against, not unit.text)


def _still_called(parts: Sequence[str], mine: Sequence[str]) -> Iterator[str]:
    """The editor's notes that the source has no longer, and that a paragraph of the editor's still calls."""
    text = [part for part in parts if not part.startswith("<!--")]
    defined = {start[1] for part in text if (start := DEFINITION.match(part))}
    called = {label for part in text for label in LABEL.findall(part)} - defined
    return (block for block in mine if (start := DEFINITION.match(block)) and start[1] in called)


def _parted(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text's front matter, and its blocks: what blank lines part."""
    text = text.replace("\r\n", "\n").strip("\n")
    head: list[str] = []
    if text.startswith("---\n") and (end := text.find("\n---\n", 3)) > 0:
        head, text = text[: end + 4].split("\n"), text[end + 5 :].strip("\n")
    return head, [block for block in GAP.split(text) if block.strip()]


def _merged(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, whole: bool = False) -> Iterator[_Unit]:
    """Units in the editor's order with the source's changes; `whole` where a unit is not parted further."""
    to_mine, my_new = _followed(base, mine)
    to_theirs, their_new = _followed(base, theirs)
    changed: set[str] = set()
    if not whole:
        changed = _move(base, (to_mine, my_new), (to_theirs, their_new))
        _move(base, (to_theirs, their_new), (to_mine, my_new))
    against = {} if whole else _recut(base, to_mine, to_theirs, their_new)
    for number in range(-1, len(base)):
        if number in against:
            yield _Unit(to_mine.get(number, ""), against=against[number], former=base[number])
        elif number >= 0:
            yield _one(base[number], to_mine.get(number), to_theirs.get(number), whole=whole)
        ours = my_new.get(number, [])
        yield from (_Unit(text, taken=text in changed) for text in ours)
        yield from (_Unit(text, taken=True) for text in their_new.get(number, []) if text not in ours)


def _move(
    base: Sequence[str],
    here: tuple[dict[int, str], dict[int, list[str]]],
    other: tuple[dict[int, str], dict[int, list[str]]],
) -> set[str]:
    """Blocks that the one side has moved and the other changed: what has become of both stands where the one has it,
    unless they have changed the same words. Returns the blocks with the other's change in them."""
    became, new = here
    others, _ = other
    changed: set[str] = set()
    for number, block in enumerate(base):
        if number in became or others.get(number, block) == block:
            continue
        for texts in new.values():
            for index, text in enumerate(texts):
                unit = _one(block, text, others[number], whole=False) if _is_within(block, text) else None
                if unit and not unit.against:
                    texts[index] = unit.text
                    changed |= {unit.text} if unit.taken else set()
                    del others[number]
                    break
            if number not in others:
                break
    return changed


def _recut(
    base: Sequence[str], to_mine: dict[int, str], to_theirs: dict[int, str], their_new: dict[int, list[str]]
) -> dict[int, str]:
    """Blocks that the source has parted or joined and the editor changed, with the source's words: to bring in a part
    of them would double what the editor's block has. Takes them out of what is new and what became of the blocks."""
    against: dict[int, str] = {}
    for number, block in enumerate(base):
        if to_mine.get(number) in (block, to_theirs.get(number)):
            continue
        parts = []
        for place in (number - 1, number):
            new = their_new.get(place, [])
            pieces = [text for text in new if _is_within(text, block)]
            their_new[place] = [text for text in new if text not in pieces]
            parts.append(pieces)
        if any(parts):
            became = [to_theirs[number]] if number in to_theirs else []
            against[number] = "\n\n".join([*parts[0], *became, *parts[1]])
    for number, theirs in list(to_theirs.items()):
        others = [n for n in (number - 1, number + 1) if 0 <= n < len(base) and n not in to_theirs]
        joined = [n for n in others if to_mine.get(n) != base[n] and _is_within(base[n], theirs)]
        if theirs not in (base[number], to_mine.get(number)) and joined:  # both stay as the editor has them
            to_theirs |= {n: base[n] for n in (number, *joined)}
            against[max(number, *joined)] = theirs
    return against


def _is_within(part: str, whole: str) -> bool:
    """Are nearly all words of a block another's?"""
    words = set(WORD.findall(part.casefold()))
    return len(words & set(WORD.findall(whole.casefold()))) >= MOSTLY * len(words) > 0


def _one(base: str, mine: str | None, theirs: str | None, *, whole: bool) -> _Unit:
    """One unit of three states; None is a state in which it is gone."""
    if theirs in (base, mine):
        return _Unit(mine or "")
    if mine == base:
        return _Unit(theirs or "", taken=True)
    if mine is not None and theirs is not None and not whole:
        parts = list(_merged(*(SENTENCE.findall(state) for state in (base, mine, theirs)), whole=True))
        if not any(part.against for part in parts):
            return _Unit("".join(part.text for part in parts), taken=True)
    return _Unit(mine or "", against=theirs if theirs is not None else GONE, former=base)


def _followed(base: Sequence[str], other: Sequence[str]) -> tuple[dict[int, str], dict[int, list[str]]]:
    """What became of each unit, and the new units behind each (-1: before all)."""
    became: dict[int, str] = {}
    new: dict[int, list[str]] = {}
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            became |= dict(zip(range(a, b), other[c:d], strict=True))
            continue
        pairs = dict(_pairs(base[a:b], other[c:d]))
        last = a - 1
        for index in range(c, d):
            if (former := pairs.get(index - c)) is not None:
                last = a + former
                became[last] = other[index]
            else:
                new.setdefault(last, []).append(other[index])
    return became, new


def _pairs(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Which of some new units (first) is a later state of which former one (second): the pairs in order that are most
    alike in all."""
    if len(base) * len(other) > LARGEST:
        return [(n, n) for n in range(min(len(base), len(other)))]
    words = [[set(WORD.findall(unit.casefold())) for unit in units] for units in (base, other)]
    best = [[0.0] * (len(other) + 1) for _ in range(len(base) + 1)]
    likeness = [[_alike(one, two) for two in words[1]] for one in words[0]]
    for i in range(len(base) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    pairs, i, j = [], 0, 0
    while i < len(base) and j < len(other):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((j, i))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(one: set[str], other: set[str]) -> float:
    """How much of their words two units share; 0 where they are not one unit in two states."""
    shared = len(one & other) / max(1, min(len(one), len(other)))
    return shared if shared >= ALIKE else 0.0


# --- labels of notes -----------------------------------------------------------------------------------------------


def relabelled(text: str, labels: Mapping[str, str]) -> str:
    """A text with other labels on its notes."""
    return LABEL.sub(lambda found: f"[^{labels.get(found[1], found[1])}]", text)


def _labels(base: str, mine: str, theirs: str) -> dict[str, str]:
    """For the notes of the source's new text the labels of the former import, where it had them; new notes get labels
    that neither text has."""
    former, now = _notes(base), _notes(theirs)
    became = _followed_notes([text for _, text in former], [text for _, text in now])
    names = {now[index][0]: former[number][0] for number, index in became.items()}
    taken = set(LABEL.findall(base)) | set(LABEL.findall(mine))
    highest = max((int(label) for label in taken if label.isdigit()), default=0)
    fresh = [label for label, _ in now if label not in names]
    # A call whose note the source lacks must not call another that keeps its label.
    fresh += [a for a in dict.fromkeys(LABEL.findall(theirs)) if a not in {*names, *fresh} and a in names.values()]
    return names | {
        label: str(number) for label, number in zip(fresh, islice(range(highest + 1, 10**9), len(fresh)), strict=True)
    }


def _followed_notes(former: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Which note of now is a later state of which former one."""
    once = {text for text, count in Counter(former).items() if count == 1}
    once &= {text for text, count in Counter(now).items() if count == 1}
    places = {text: index for index, text in enumerate(former) if text in once}
    became = {places[text]: index for index, text in enumerate(now) if text in once}
    moved = set(became.values())
    rest, left = ([n for n in range(len(all_)) if n not in out] for all_, out in ((former, became), (now, moved)))
    became |= {rest[a]: left[b] for a, b in _in_order([former[n] for n in rest], [now[n] for n in left]).items()}
    return became


def _in_order(former: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """The same for notes that come in one order in both."""
    became: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, former, now, autojunk=False).get_opcodes():
        if kind == "equal":
            became |= dict(zip(range(a, b), range(c, d), strict=True))
        else:
            became |= {a + old: c + new for new, old in _pairs(former[a:b], now[c:d])}
    return became


def _notes(text: str) -> list[tuple[str, str]]:
    """Label and text of each note; its further paragraphs are blocks of their own."""
    found = [(DEFINITION.match(block), block) for block in _parted(text)[1]]
    return [(start[1], LABEL.sub("", block[start.end() :])) for start, block in found if start]
