"""Stand-ins: what is written into a foreign text before pandoc reads it, for what its tree has no place for. Pure.

They come out of the lifted inlines again (`put_back`) as a note's reference or a style of the line.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pressbuild.document import Attributes, Inline, Inlines, NoteRef, Span, Text
from pressbuild.importers.documents.styles import Look

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEFT, RIGHT = "\ue0f0", "\ue0f1"  # of the private use area, so that no text has them (see `without_stand_ins`)
STAND_IN = re.compile(f"{LEFT}(\\w+):([^{RIGHT}]*){RIGHT}")


def stand_in(kind: str, value: str) -> str:
    """What stands in a text for something that pandoc's tree has no place for."""
    return f"{LEFT}{kind}:{value}{RIGHT}"


def without_stand_ins(text: str) -> str:
    """A foreign text in which nothing can be taken for a stand-in."""
    return text.replace(LEFT, "").replace(RIGHT, "")


def cleaned(root: "Element") -> None:
    """Foreign markup in which nothing can be taken for a stand-in."""
    for element in root.iter():
        if element.text and LEFT in element.text:
            element.text = without_stand_ins(element.text)
        if element.tail and LEFT in element.tail:
            element.tail = without_stand_ins(element.tail)


def put_back(nodes: Inlines, look: Callable[[str], Look]) -> Inlines:
    """Inlines in whose texts what stood in for something is that again; `look` tells what a style means."""
    if not any(isinstance(node, Text) and LEFT in node.value for node in nodes):
        return nodes
    whole: list[Inline] = []
    stack = [whole]
    for node in nodes:
        if not isinstance(node, Text):
            stack[-1].append(node)
            continue
        place = 0
        for mark in STAND_IN.finditer(node.value):
            stack[-1].append(Text(node.value[place : mark.start()]))
            _put(mark[1], mark[2], stack, look)
            place = mark.end()
        stack[-1].append(Text(node.value[place:]))
    while len(stack) > 1:
        inside = stack.pop()
        stack[-1].extend(inside)
    return tuple(node for node in whole if not (isinstance(node, Text) and not node.value))


def _put(kind: str, value: str, stack: list[list[Inline]], look: Callable[[str], Look]) -> None:
    match kind:
        case "note":
            stack[-1].append(NoteRef(value))
        case "style":
            stack[-1].append(Span("style", (), Attributes(cite=value)))
        case "open":
            stack.append([])
        case "close" if len(stack) > 1:
            inside = tuple(stack.pop())
            stack[-1].extend(look(value).inline(inside))
        case _:
            pass
