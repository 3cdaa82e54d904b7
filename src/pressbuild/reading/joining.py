"""Texts that pandoc gives word by word, joined: its inlines or ours in, longer ones out; pure."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from msgspec import Struct

from pressbuild.diagnostics import Place
from pressbuild.document import Inline, Inlines, Text

WORDS = ("Str", "Space")
ON_A_LINE = re.compile(r"(\d+):(\d+)-\1:(\d+)")


class Words(Struct, frozen=True):
    """Words that stand behind each other on a line of what pandoc read, spaces among them, from a column on."""

    text: str
    line: int
    column: int


def gathered(nodes: Iterable[Any], apart: Container[int]) -> Iterator[Any]:
    """The inlines of pandoc with words and spaces as `Words`: a text has thousands of them. Only what was read as it
    stands there is gathered, no entity and no escape, and nothing on the lines that are to stay `apart`."""
    words: list[str] = []
    line = start = end = 0
    for node in nodes:
        word = _word(node)
        if words and (word is None or word[1] != line or word[2] != end):
            yield Words("".join(words), line, start)
            words = []
        if word is None or word[1] in apart:
            yield node
            continue
        text, line, column = word
        start, end = start if words else column, column + len(text)
        words.append(text)
    if words:
        yield Words("".join(words), line, start)


def _word(node: Any) -> tuple[str, int, int] | None:
    """A word or a space in its position wrapper with its line and column, where it is as long as what it was read
    from."""
    if node["t"] != "Span":
        return None
    (_, _, pairs), content = node["c"]
    if len(content) != 1 or len(pairs) != 2 or pairs[0][0] != "wrapper" or pairs[1][0] != "data-pos":
        return None
    kind = content[0]["t"]
    position = ON_A_LINE.fullmatch(pairs[1][1])
    if kind not in WORDS or position is None:
        return None
    text = " " if kind == "Space" else content[0]["c"]
    if not text.isprintable():
        return None
    line, start, end = map(int, position.groups())
    return (text, line, start) if end - start == len(text) else None


def join_texts(inlines: Iterable[Inline]) -> Inlines:
    """Adjacent texts made one where the second stands in the source right behind the first, or both have one place
    (all of raw HTML has that of its block) or none."""
    joined: list[Inline] = []
    words: list[str] = []
    first, length = Text(""), 0
    for node in inlines:
        if isinstance(node, Text) and words and _touch(first.place, length, node.place):
            words.append(node.value)
            length += len(node.value)
            continue
        if words:
            joined.append(_one(first, words))
        if isinstance(node, Text):
            first, words, length = node, [node.value], len(node.value)
        else:
            words = []
            joined.append(node)
    if words:
        joined.append(_one(first, words))
    return tuple(joined)


def _one(first: Text, words: list[str]) -> Text:
    return first if len(words) == 1 else Text("".join(words), place=first.place)


def _touch(left: Place | None, length: int, right: Place | None) -> bool:
    """Whether a text at one place stands right behind a text of this length at another, or at the same place."""
    if left is None or right is None:
        return left is right
    return left.line == right.line and left.file == right.file and right.column - left.column in (0, length)
