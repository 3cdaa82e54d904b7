"""Printed pages as pdftotext gives them: a seed and a `Press` in, the text of a book's pages with its true notes out.

The generator sets invented words in lines of its own measure, breaks them into pages, and puts each note at the foot of
the page that calls it, in smaller type and so in longer lines. What parts text, notes, heads and folios is the press's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

PARTS = (
    "ba bel cam cru dan del dor en fal far gan gor han il jor kel lam lor mar mel nor ol pan per ral sor tam ul".split()
)
SMALL = "the of and to in that it was by for with as on not but from which were had be at or their".split()
DECOYS = "in 1848|of 12 shillings|for 3 and 4 of them|the 48th Foot|at 8.15|No. 7 of that year|vol. 2, p. 31".split("|")
CALL = "\x01"
RAISED = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True, slots=True)
class Press:
    """How pages are made. `fed`: a form feed ends each; `folio` stands at the `head` or the `foot`, or nowhere,
    and is `first` on the first; `head` is the running head; `gap`: a blank line stands above notes, and `rule` is what
    else does; `parted`: blank lines part paragraphs, `indent` spaces begin them; `anew`: each page
    numbers its notes from 1; `hyphen` is what breaks words; `carried`: a long note goes
    on at the foot of the next page. `raw`: head and folio stand at the end of each page without a blank line, as
    `pdftotext -raw` has them, in one line where they are `beside` each other; left pages have the head `left`. `raised`
    calls stand on lines of their own: `above` their lines, there in the `column` behind their words, or `amid` their
    lines, which go on below."""

    fed: bool = True
    folio: str = "foot"
    head: str = ""
    gap: bool = False
    rule: str = ""
    label: str = "{} "
    call: str = "{}"
    parted: bool = False
    indent: int = 0
    anew: bool = False
    hyphen: str = "-"
    carried: bool = False
    raw: bool = False
    beside: bool = False
    left: str = ""
    raised: str = ""
    centred: bool = False
    measure: int = 62
    small: int = 78
    lines: int = 36
    pages: int = 12
    first: int = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """A text, its notes in their order, and the words before their calls."""

    text: str
    notes: tuple[str, ...]
    calls: tuple[str, ...]
    paragraphs: tuple[str, ...]


class _Author:
    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.used = 0

    def word(self) -> str:
        if self.chance.random() < 0.4:
            return self.chance.choice(SMALL)
        return "".join(self.chance.choice(PARTS) for _ in range(self.chance.choice((1, 2, 2, 3, 4))))

    def sentence(self, low: int = 6, high: int = 22) -> str:
        words = [self.word() for _ in range(self.chance.randint(low, high))]
        if self.chance.random() < 0.2:
            words.insert(len(words) // 2, self.chance.choice(DECOYS))
        shown = " ".join(words)
        return shown[0].upper() + shown[1:] + "."

    def paragraph(self, calls: float) -> str:
        sentences = [self.sentence() for _ in range(self.chance.randint(2, 7))]
        return " ".join(s + CALL if self.chance.random() < calls else s for s in sentences)

    def note(self, long: float) -> str:
        self.used += 1
        name = self.word().capitalize()
        page = self.chance.randint(2, 400)
        first = self.chance.choice(
            (
                f"{name}, The {self.word().capitalize()} of {self.used}, p. {page}.",
                f"See {name} {self.used}, vol. {self.chance.randint(1, 9)}, pp. {page}–{page + 9}.",
                f"{self.chance.randint(2, 31)} March 19{self.used % 90 + 10}; so {name} {self.used}.",
                f"“{self.sentence(3, 9)}” {name} {self.used}.",
            )
        )
        return " ".join([first, *(self.sentence() for _ in range(3))]) if self.chance.random() < long else first


def printed(seed: int, press: Press) -> Printed:
    """A book of one chapter or several."""
    author = _Author(seed)
    shown: list[str] = []
    notes: list[str] = []
    calls: list[str] = []
    paragraphs: list[str] = []
    lines = _lines(author, press, paragraphs)
    waiting = next(lines)
    carried: list[str] = []
    for page in range(1, press.pages + 1):
        text: list[str] = []
        foot, numbers = list(carried), 0 if press.anew else len(notes)
        carried = []
        while True:
            own = [author.note(0.6 if press.carried else 0.15) for _ in range(waiting.count(CALL))]
            set_notes = [_labelled(press, numbers + n, note) for n, note in enumerate(own, 1)]
            needed = [line for note in set_notes for line in note]
            if len(text) + len(foot) + len(needed) + 1 > press.lines and len(text) > 6:
                break
            if press.carried and needed and len(needed) > 2 and len(text) > press.lines * 2 // 3:
                carried, needed = needed[-1:], needed[:-1]
            foot += needed
            for note in own:
                numbers += 1
                before, _, after = waiting.partition(CALL)
                calls.append(before.split()[-1])
                call = f"\x02{numbers}\x03" if press.raised else press.call.format(numbers)
                waiting = before + call + after
                notes.append(note)
            text.append(waiting)
            waiting = next(lines)
            if carried:
                break
        shown.append(_page(press, page, text, foot))
    if carried:
        shown[-1] = shown[-1].replace(foot[-1], f"{foot[-1]}\n{carried[0]}", 1)
    return Printed(("\f" if press.fed else "").join(shown), tuple(notes), tuple(calls), tuple(paragraphs))


def _lines(author: _Author, press: Press, paragraphs: list[str]) -> Iterator[str]:
    while True:
        paragraph = author.paragraph(0.12)
        paragraphs.append(paragraph)
        yield from _set(" " * press.indent + paragraph, press.measure, press.hyphen)
        if press.parted:
            yield ""


def _labelled(press: Press, number: int, note: str) -> list[str]:
    """A note in its lines, below its label or behind it."""
    label = press.label.format(number)
    above = [label.rstrip()] if label.endswith("\n") else []
    return above + _set(note if above else label + note, press.small, "")


def _set(text: str, measure: int, hyphen: str) -> list[str]:
    """Text in lines of a measure, long words broken where there is a hyphen."""
    lines, line = [], " " * (len(text) - len(text.lstrip()))
    for word in text.split():
        room = measure - len(line) - 1
        if not line.strip() or len(word) <= room:
            line = f"{line} {word}" if line.strip() else line + word
        elif hyphen and word.isalpha() and word.islower() and len(word) >= 8 and room > 4:
            cut = min(room - 1, len(word) - 3)
            lines.append(f"{line} {word[:cut]}{hyphen}")
            line = word[cut:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _raised(line: str, how: str) -> list[str]:
    """A line with its calls, which stand between signs of their own, on others."""
    found = list(RAISED.finditer(line))
    if not found:
        return [line]
    if how == "amid":
        return [part.strip() for part in RAISED.split(line) if part.strip()]
    figures, bare = "", ""
    for call in found:
        bare += line[len(bare) + sum(len(one[0]) for one in found[: found.index(call)]) : call.start()]
        figures += call[1] if how == "above" and not figures else call[1].rjust(len(bare) - len(figures) + len(call[1]))
    return [" ".join(figures.split()) if how == "above" else figures, RAISED.sub("", line)]


def _page(press: Press, page: int, text: list[str], foot: list[str]) -> str:
    while text and not text[-1]:
        text.pop()
    text = [part for line in text for part in _raised(line, press.raised)]
    number = str(press.first + page - 1)
    folio = number.center(press.measure).rstrip() if press.centred else number
    if press.raw:
        own = press.left if press.left and page % 2 else press.head
        ends = [f"{folio} {own}" if page % 2 else f"{own} {folio}"] if press.beside else [own, folio]
        return "\n".join([*text, *foot, *(ends if page > 1 else ())]) + "\n"
    head = [
        f"{folio}    {press.head}"
        if press.head and press.folio == "head"
        else folio
        if press.folio == "head"
        else press.head
    ]
    head = [*filter(None, head)]
    notes = [*([""] if foot and press.gap else []), *([press.rule] if foot and press.rule else []), *foot]
    below = ["", folio, ""] if press.folio == "foot" else [""] if not press.fed else []
    gap = [""] if head and press.folio == "head" else []
    return "\n".join([*head, *gap, *text, *notes, *below]) + "\n"
