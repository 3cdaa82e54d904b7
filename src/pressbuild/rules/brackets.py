"""Brackets without their partners: `Copy` in, findings out. Pure.

A pair may open in one paragraph and close in a later one, so brackets are matched over a whole stream: the body, or one
note. The labels of enumerations, `a)` and `iv)`, have no partner, nor have
intervals, smiling faces and brackets that are spoken of.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage

PAIRS = {")": "(", "]": "[", "}": "{"}
BRACKET = lazily(r"[()\[\]{}]")
LABEL = lazily(r"(?:^|[\s:;,.–—(‘“'\"«„])(?:\d{1,3}|[^\W\d_]|[ivxlIVXL]{1,5})\.?$")
FACE = lazily(r"(?:^|[\s.…!?])(?:[:;=]-?|8-)$")
LEFT_FACE = lazily(r"[:;=]-?(?![\w )\]-])|[:;=]-[^\s\w)]")  # one that looks the other way: (;
CLOSE_FACE = lazily(r"\w[:;]-?$")  # one that stands right behind a word, where no bracket is open
# A bracket that is spoken of: in marks or brackets of its own, or a key of a keyboard.
QUOTED = lazily(
    r"(?<![\w.,;:!?…’”'\"])[‘“'\"`](?P<in_marks>[()\[\]{}])[’”'\"](?!\w)|\((?P<round>[(\[{}\]])\)|\[(?P<square>[(){}])\]"
    r"|\b(?:Ctrl|Control|Alt|Shift|Cmd|Command|Strg|Umschalt|Maj|Mayús)[ \u00a0]?\+[ \u00a0]?(?P<key>[()\[\]{}])"
)
# A formula's interval: [0, 1), (a, b], and as the French write it ]0 ; 1[.
_END = r"[ \u00a0\u202f]?[-−+±]?(?:\d[\d.,]*[^\W\d_]?|∞|[^\W\d_](?:_?\w)?)(?:[-−+*/^](?:\d+|[^\W\d_]))?[ \u00a0\u202f]?"
INTERVAL = lazily(rf"(?<![\w.,;)\]])[(\[\]]{_END}[,;]{_END}[)\[\]](?!\w)")
MANY = 30  # slips up to which each is named
FAR = 3  # passages over which an opened bracket may be closed


class _Bracket(Struct, frozen=True):
    sign: str
    passage: Passage
    offset: int
    number: int


def bracket_unmatched(copy: Copy) -> Iterator[Diagnostic]:
    """A bracket that nothing closes or opens, or that another kind closes. Of very many one finding speaks: they have
    come from another program, or with a text that is none."""
    slips = [*_unmatched(copy)]
    if len(slips) <= MANY:
        yield from slips
        return
    message = f"{len(slips)} brackets have no partner; of the first: {slips[0].message}"
    yield found("bracket-unmatched", message, slips[0].place, "look what they come from, and search for it")


def _unmatched(copy: Copy) -> Iterator[Diagnostic]:
    prose = (p for p in copy.passages if p.kind not in ("verse", "front"))
    for _, stream in groupby(prose, key=lambda passage: passage.note):
        opened: list[_Bracket] = []
        for bracket in _brackets(stream):
            if bracket.sign in PAIRS.values():
                opened.append(bracket)
            elif opened and bracket.number - opened[-1].number <= FAR and _closes(bracket, opened[-1]):
                opened.pop()
            elif opened and opened[-1].passage is bracket.passage:
                last = opened.pop()
                yield _finding(bracket, f"“{bracket.sign}” closes what “{last.sign}” has opened")
            elif not _stands_alone(bracket):
                yield _finding(bracket, f"nothing opens what “{bracket.sign}” closes")
        yield from (_finding(each, f"nothing closes “{each.sign}”") for each in opened)


def _brackets(stream: Iterator[Passage]) -> Iterator[_Bracket]:
    for number, passage in enumerate(stream):
        hidden = {match.start(match.lastgroup or 0) for match in QUOTED.finditer(passage.text)}
        hidden |= interval_brackets(passage.text)
        for match in BRACKET.finditer(passage.text):
            face = match[0] in "()" and FACE.search(passage.before(match.start()))
            left = match[0] == "(" and LEFT_FACE.match(passage.text, match.end())
            if match.start() not in hidden and not face and not left:
                yield _Bracket(match[0], passage, match.start(), number)


def interval_brackets(text: str) -> set[int]:
    """Where the brackets of intervals stand that are no pair, open or half open."""
    ends = ((match.start(), match.end() - 1) for match in INTERVAL.finditer(text))
    return {offset for pair in ends if text[pair[0]] + text[pair[1]] not in ("()", "[]") for offset in pair}


def _closes(bracket: _Bracket, opened: _Bracket) -> bool:
    """Whether a bracket closes another; so it may with figures between, [0–1)."""
    if PAIRS[bracket.sign] == opened.sign:
        return True
    if opened.passage is not bracket.passage:
        return False
    return re.fullmatch(r"[\d., ;–-]+", bracket.passage.text[opened.offset + 1 : bracket.offset]) is not None


def _stands_alone(bracket: _Bracket) -> bool:
    before = bracket.passage.before(bracket.offset)
    return bracket.sign == ")" and (LABEL.search(before) or CLOSE_FACE.search(before)) is not None


def _finding(bracket: _Bracket, message: str) -> Diagnostic:
    place = bracket.passage.at(bracket.offset)
    of_a_link = bracket.sign in "](" and "](" in bracket.passage.text[max(0, bracket.offset - 1) : bracket.offset + 2]
    hint = "write its partner, or take it out" + ("; a link is [words](address)" if of_a_link else "")
    return found("bracket-unmatched", message, place, hint)
