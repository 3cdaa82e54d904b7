"""The proof of an import: the source's words against the manuscript's, in order.

The manuscript is read back by a path of its own, from its Markdown, so that a word lost in writing it is seen.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pressbuild.importers.flattened.lines import INVISIBLE
from pressbuild.importers.markup import clean

WORD = re.compile(r"[^\W_]+")
PARTED = re.compile(rf"[^\W_]+(?:[{INVISIBLE}]+[^\W_]+)*")  # what does not show parts no word
TARGET = re.compile(r"(?<!\\)\]\((?:<[^<>]*>|[^\s()<>]*)\)")
FENCE = re.compile(r"^(?: {4})?:::.*$", re.MULTILINE)
DEFINITION = re.compile(r"^\[\^\d+\]:", re.MULTILINE)
REFERENCE = re.compile(r"(?<!\\)\[\^\d+\]")
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>]*>|[^\s()<>]*)\)")
SPAN = re.compile(r"(?<!\\)\{\.book\}")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ESCAPE = re.compile(r"\\([^\w\s])")
KEY = re.compile(r"^(\w+): (.*)$")
HEADLINE = re.compile(r"^(?:(\w+): )?(.*)$", re.MULTILINE)
COMPARED = 200  # words from the first that differs, in which the difference is told
AROUND = 3
QUOTED = 8
DERIVED = frozenset(("author", "translator", "editor", "date"))


@dataclass(frozen=True, slots=True)
class Proof:
    """How many words went in and came out, and the first that differ with the source's offset and what stands before
    them; `offset` is None where none does."""

    words_in: int
    words_out: int
    offset: int | None = None
    expected: str = ""
    got: str = ""
    behind: str = ""

    @property
    def difference(self) -> str:
        """The first difference as a clause of a sentence."""
        behind = f"behind “{self.behind}”" if self.behind else "at the beginning"
        if not self.expected:
            return f"{behind}, “{self.got}” was put in"
        if not self.got:
            return f"{behind}, “{self.expected}” was taken out"
        return f"{behind}, “{self.expected}” became “{self.got}”"


def prove(
    text: str,
    left_out: Sequence[tuple[int, int]],
    markdown: str,
    carried: Sequence[tuple[int, int, int]] = (),
) -> Proof:
    """The proof that `markdown` holds the words of `text` but for the spans `left_out`; a span `carried` to a place
    before it (start, end, to) is read there, for a paragraph goes on behind the notes of its page."""
    kept = _carried(blanked(text, left_out), carried)
    came = WORD.findall(_plain(markdown))
    went = WORD.findall(clean(kept))
    proof = _compared(went, came)
    return proof if proof.offset is None else replace(proof, offset=_offset(kept, proof.offset))


def changed(proved: str, edited: str) -> Proof:
    """The proof that an edited manuscript has the words of one that was proved; `offset` counts the proved one's."""
    return _compared(*(WORD.findall(_plain(COMMENT.sub("", text))) for text in (proved, edited)))


def _compared(went: Sequence[str], came: Sequence[str]) -> Proof:
    """The first difference of two rows of words: `offset` counts the words before it."""
    if went == came:
        return Proof(len(went), len(came))
    index = next((i for i, (a, b) in enumerate(zip(went, came, strict=False)) if a != b), min(len(went), len(came)))
    here, there = went[index : index + COMPARED], came[index : index + COMPARED]
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    _, a, b, c, d = next(step for step in matcher.get_opcodes() if step[0] != "equal")
    before = [*went[max(0, index - AROUND) : index], *here[:a]][-AROUND:]
    expected, got, behind = (_first(words) for words in (here[a:b], there[c:d], before))
    return Proof(len(went), len(came), index, expected, got, behind)


def _first(words: Sequence[str]) -> str:
    return " ".join(words[:QUOTED]) + (" …" if len(words) > QUOTED else "")


def words_in_order(kept: str, carried: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The spans of a source's words in the manuscript's order."""
    moved = {start: (end, to) for start, end, to in carried}
    spans = [word.span() for word in PARTED.finditer(kept)]
    if not moved:
        return spans
    starts = sorted(moved)
    places = [_moved_to(span[0], starts, moved) for span in spans]
    return [span for _, span in sorted(zip(places, spans, strict=True))]


def _moved_to(offset: int, starts: Sequence[int], moved: Mapping[int, tuple[int, int]]) -> tuple[int, int, int]:
    """The place of a word among all: where its span is carried to, behind what stands there."""
    index = bisect_right(starts, offset) - 1
    if index >= 0 and offset < moved[starts[index]][0]:
        return moved[starts[index]][1], 0, offset
    return offset, 1, offset


def words_placed(markdown: str) -> list[tuple[int, int]]:
    """The spans of a manuscript's words, as the proof reads them."""
    head = markdown.index("\n---\n", 3) + 5 if markdown.startswith("---\n") else 0
    text = HEADLINE.sub(_value_only, markdown[:head]) + FENCE.sub(_blank, markdown[head:])
    for markup in (DEFINITION, REFERENCE, TARGET, SPAN):
        text = markup.sub(_blank, text)
    return [word.span() for word in WORD.finditer(text)]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _value_only(found: re.Match[str]) -> str:
    """A line of front matter without its key; blank where its value was derived from others."""
    value = "" if found[1] is None or found[1] in DERIVED else found[2]
    return value.rjust(len(found[0]))


def words_written(markdown: str) -> int:
    """How many words a manuscript has, without its comments."""
    return len(WORD.findall(_plain(COMMENT.sub("", markdown))))


def notes_written(markdown: str) -> int:
    return len(DEFINITION.findall(COMMENT.sub("", markdown)))


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with spans blanked, so that offsets stay."""
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [text[place : max(place, start)], " " * (end - max(place, start))]
        place = max(place, end)
    return "".join([*parts, text[place:]])


def _carried(text: str, carried: Sequence[tuple[int, int, int]]) -> str:
    parts, place = [], 0
    moves = sorted(
        [(to, 1, start, end) for start, end, to in carried] + [(start, 0, end, 0) for start, end, _ in carried]
    )
    for at, arrives, first, second in moves:
        parts.append(text[place : max(place, at)])
        parts.append(f" {text[first:second]} " if arrives else " ")
        place = max(place, at) if arrives else first
    return "".join([*parts, text[place:]])


def _offset(text: str, index: int) -> int:
    """Roughly where word `index` stands: invisible characters inside words may part them here."""
    found = [word.start() for word in WORD.finditer(text)]
    return found[min(index, len(found) - 1)] if found else 0


def _plain(markdown: str) -> str:
    """The words of a manuscript that an importer wrote: its own Markdown, not any."""
    head, body = _parted(markdown)
    body = FENCE.sub("", body)
    body = SPAN.sub("", REFERENCE.sub(" ", DEFINITION.sub(" ", body)))
    return head + ESCAPE.sub(r"\1", LINK.sub(r"\1", body))


def _parted(markdown: str) -> tuple[str, str]:
    """The words of the front matter, less what was derived from others, and the body."""
    if not markdown.startswith("---\n"):
        return "", markdown
    head, body = markdown[4:].split("\n---\n", 1)
    values = [found for line in head.split("\n") if (found := KEY.match(line)) and found[1] not in DERIVED]
    texts = (_unquoted(found[2]) for found in values)
    return "".join(
        ESCAPE.sub(r"\1", SPAN.sub("", REFERENCE.sub(" ", LINK.sub(r"\1", text)))) + "\n" for text in texts
    ), body


def _unquoted(value: str) -> str:
    return value[1:-1].replace("''", "'") if value.startswith("'") else value
