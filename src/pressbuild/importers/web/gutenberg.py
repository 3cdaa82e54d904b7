"""Project Gutenberg's head and licence in its pages and EPUBs: bodies in, what the head says of the work out, both left
out. Pure.

They end and begin with the same lines as in its plain texts (`*** START OF …`), so their labels are read as those are.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.flattened.carriers import ENDS, GUTENBERG, LICENCE, STARS, carrier
from pressbuild.importers.flattened.lines import text_lines
from pressbuild.importers.web.elements import removed, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.hypertext import Pages

LINED = frozenset("p div pre section h1 h2 h3 h4 blockquote li td header footer".split())


def leave_gutenberg(pages: "Pages", bodies: "list[Element]") -> dict[str, str]:
    """Leaves out Project Gutenberg's head and licence; title, author, translator and editor, as the head names them."""
    said: dict[str, str] = {}
    for number, body in enumerate(bodies):
        if (start := _line(body, STARS)) is not None:
            head = [*_before(body, start), start]
            words = "\n".join(line for element in head for line in _lines(element))
            said = _fields(words) or said
            _leave(pages, head, GUTENBERG)
        end = _line(body, ENDS)
        if end is not None:
            _leave(pages, [end, *_behind(body, end)], LICENCE)
            for further in bodies[number + 1 :]:
                _leave(pages, [child for child in further if tag(child)], LICENCE)
            break
    return said


def _leave(pages: "Pages", elements: "list[Element]", why: str) -> None:
    for element in elements:
        pages.leave(element, why)
        removed(element)


def _line(body: "Element", pattern: re.Pattern[str]) -> "Element | None":
    """The smallest block that holds a line."""
    for element in body.iter():
        smallest = tag(element) in LINED and not any(tag(inside) in LINED for inside in list(element.iter())[1:])
        if smallest and any(pattern.fullmatch(line.strip()) for line in _lines(element)):
            return element
    return None


def _before(body: "Element", element: "Element") -> "Iterator[Element]":
    """The largest elements of a body before one."""
    path = [outer for outer in element.iterancestors() if body in (outer, *outer.iterancestors())]
    for outer in reversed([element, *path[:-1]]):
        yield from reversed([e for e in outer.itersiblings(preceding=True) if tag(e)])


def _behind(body: "Element", element: "Element") -> "Iterator[Element]":
    """The largest elements of a body behind one."""
    path = [outer for outer in element.iterancestors() if body in (outer, *outer.iterancestors())]
    for outer in [element, *path[:-1]]:
        yield from [e for e in outer.itersiblings() if tag(e)]


def _lines(element: "Element") -> Iterator[str]:
    """The lines of an element, each block a line of its own."""
    inner = [child for child in element if tag(child) in LINED]
    if not inner:
        yield from text_of(element).splitlines() if tag(element) == "pre" else [" ".join(text_of(element).split())]
    else:
        for child in inner:
            yield from _lines(child)


def _fields(words: str) -> dict[str, str]:
    found = carrier(words, list(text_lines(words)))
    return {
        field.role: ", ".join(field.value) if field.value else " ".join(words[field.start : field.end].split())
        for field in (found.fields if found else ())
    }
