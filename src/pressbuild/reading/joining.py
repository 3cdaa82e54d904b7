"""Texts that pandoc gives word by word, joined: inlines in, inlines out; pure."""

from collections.abc import Iterable

from pressbuild.diagnostics import Place
from pressbuild.document import Inline, Inlines, Text


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
