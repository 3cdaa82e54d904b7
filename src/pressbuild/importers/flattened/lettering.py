"""Items by letter or Roman number, `a)` `(b)` `[c]` `iii.`: a line in, its form and place in the order out. Pure.

A manuscript has no such lists, for `c. 1900` and `A. Smith` would be items of them (`pandoc.MARKDOWN`): they are lines
that keep their letters.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pressbuild.importers import romans
from pressbuild.importers.flattened.lines import Line

LETTERED = re.compile(
    r"(?P<open>[(\[]?)(?P<label>[a-z]|[A-Z]|[ivxl]{1,6}|[IVXL]{1,6})(?P<close>[.)\]])[ \t\u00a0]+(?=(?P<next>\S\S?))"
)
INITIAL = re.compile(r"[^\W\d_]\.")
DRESSES = frozenset((".", ")", "()", "[]"))
FEWEST_INITIALS = 3  # `A.` and `B.` may be the initials of two persons


class Letter(Struct, frozen=True):
    """A label: its form (`(a)`, `i.`) and its number in the order."""

    form: str
    number: int


def letters_at(text: str, start: int, end: int) -> Iterator[Letter]:
    """What the letter at the start of a line may be: a letter's place in the alphabet, a Roman number."""
    found = LETTERED.match(text, start, end)
    if found is None or found["open"] + found["close"] not in DRESSES:
        return
    label, dress = found["label"], f"{found['open']}%s{found['close']}"
    if label.isupper() and found["close"] == "." and INITIAL.match(found["next"]):
        return
    if len(label) == 1:
        yield Letter(dress % ("A" if label.isupper() else "a"), ord(label.lower()) - ord("a") + 1)
    if set(label.lower()) <= romans.VALUES.keys():
        yield Letter(dress % ("I" if label.isupper() else "i"), romans.value(label))


def follows(above: Letter | None, letters: Sequence[Letter]) -> Letter | None:
    """The reading by which a label comes right behind another, or is the first of a list where there is none."""
    if above is None:
        return next((letter for letter in reversed(letters) if letter.number == 1), None)
    return next((one for one in letters if one.form == above.form and one.number == above.number + 1), None)


def letter_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines of a run that begin with a) b) c) or i. ii. iii., where there are two and more; of capitals with stops,
    which may be initials, three."""
    cuts: list[int] = []
    last: Letter | None = None
    for index, line in enumerate(lines):
        letters = list(letters_at(text, line.start, line.end))
        if letters and (letter := follows(last, letters)):
            cuts.append(index)
            last = letter
    few = FEWEST_INITIALS if last and last.form == "A." else 2
    return cuts if len(cuts) >= few else _bare_cuts(text, lines)


def _bare_cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """The lines that begin with i, ii, iii … and nothing but a space behind: notes of a text, not items of a list."""
    cuts: list[int] = []
    for index, line in enumerate(lines):
        if text.startswith(f"{romans.FIRST[len(cuts)]} ", line.start, line.end):
            cuts.append(index)
            if len(cuts) == len(romans.FIRST):
                break
    return cuts if len(cuts) > 1 else []
