"""Texts that pandoc gives word by word, joined: inlines in, inlines out; pure."""

from collections.abc import Iterable

from pressbuild.document import Inline, Inlines, Text


def join_texts(inlines: Iterable[Inline]) -> Inlines:
    """Adjacent texts made one where the second stands in the source right behind the first, or both have one place
    (all of raw HTML has that of its block) or none."""
    joined: list[Inline] = []
    for node in inlines:
        last = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(last, Text) and _touch(last, node):
            joined[-1] = Text(last.value + node.value, place=last.place)
        else:
            joined.append(node)
    return tuple(joined)


def _touch(left: Text, right: Text) -> bool:
    if left.place is None or right.place is None:
        return left.place is right.place
    return right.place in (left.place, left.place.right(len(left.value)))
