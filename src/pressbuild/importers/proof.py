"""The proof of an import: the source's words against the manuscript's, in order.

The manuscript is read back by a path of its own, from its Markdown, so that a word lost in writing it is seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pressbuild.importers.markup import clean

WORD = re.compile(r"[^\W_]+")
FENCE = re.compile(r"^(?: {4})?:::.*$", re.MULTILINE)
DEFINITION = re.compile(r"^\[\^\d+\]:", re.MULTILINE)
REFERENCE = re.compile(r"(?<!\\)\[\^\d+\]")
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>]*>|[^\s()<>]*)\)")
SPAN = re.compile(r"(?<!\\)\{\.book\}")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ESCAPE = re.compile(r"\\([^\w\s])")
KEY = re.compile(r"^(\w+): (.*)$")
DERIVED = frozenset(("author", "translator", "editor", "date"))


@dataclass(frozen=True, slots=True)
class Proof:
    """How many words went in and came out, and the first that differ with the source's offset; `offset` is None where
    none does."""

    words_in: int
    words_out: int
    offset: int | None = None
    expected: str = ""
    got: str = ""


def prove(
    text: str,
    left_out: Sequence[tuple[int, int]],
    markdown: str,
    carried: Sequence[tuple[int, int, int]] = (),
) -> Proof:
    """The proof that `markdown` holds the words of `text` but for the spans `left_out`; a span `carried` to a place
    before it (start, end, to) is read there, for a paragraph goes on behind the notes of its page."""
    kept = _carried(_blanked(text, left_out), carried)
    came = WORD.findall(_plain(markdown))
    went = WORD.findall(clean(kept))
    if went == came:
        return Proof(len(went), len(came))
    index = next((i for i, (a, b) in enumerate(zip(went, came, strict=False)) if a != b), min(len(went), len(came)))
    expected, got = (" ".join(words[index : index + 4]) for words in (went, came))
    return Proof(len(went), len(came), _offset(kept, index), expected, got)


def words_written(markdown: str) -> int:
    """How many words a manuscript has, without its comments."""
    return len(WORD.findall(_plain(COMMENT.sub("", markdown))))


def notes_written(markdown: str) -> int:
    return len(DEFINITION.findall(COMMENT.sub("", markdown)))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
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
