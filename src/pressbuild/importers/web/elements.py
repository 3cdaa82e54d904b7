"""The elements of web pages and EPUBs: their names and their texts. Pure."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.notewords import ANY

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BRACKETS = "[](){}. :\u00a0\n\t\r"
BLOCKS = frozenset("p li dd dt div aside td th section blockquote".split())
STOPS = frozenset("body html main article section ol ul dl table tbody".split())
HEADS = frozenset("h1 h2 h3 h4 h5 h6".split())
INLINE = frozenset("a sup sub span b i em strong small font cite".split())

NEAR = 45  # characters that say where something stands

WHO = r"(?:author|editor|publisher|translator)"
NOTES = re.compile(
    rf"\W*(({WHO}['’]?s?['’]? )?(foot|end)?notes?( and references| (by|of|from) the {WHO}s?)?|{ANY})\W*",
    re.IGNORECASE,
)


def tag(element: "Element") -> str:
    """An element's name without its namespace; empty for a comment."""
    name: object = element.tag  # a function for a comment, whatever its type says
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def text_of(element: "Element") -> str:
    return "".join(shown_text(element, set()))


def shown_text(element: "Element", gone: "set[Element]") -> Iterator[str]:
    """The texts of an element in order, without elements that are gone and comments."""
    if element in gone or not tag(element):
        return
    yield element.text or ""
    for child in element:
        yield from shown_text(child, gone)
        yield child.tail or ""


def text_before(part: "Element", outer: "Element") -> str | None:
    """The text within an element that stands before a part of it; None where it is no part of it."""
    words = []
    element = part
    while element is not outer:
        parent = element.getparent()
        if parent is None:
            return None
        before = []
        for sibling in parent:
            if sibling is element:
                break
            before.append(text_of(sibling) + (sibling.tail or ""))
        words.append((parent.text or "") + "".join(before))
        element = parent
    return "".join(reversed(words))


def whole_mark(a: "Element") -> "Element":
    """A mark's link with the elements around it that hold nothing else."""
    element = a
    while (parent := element.getparent()) is not None and tag(parent) in INLINE:
        if text_of(parent).strip(BRACKETS) != text_of(a).strip(BRACKETS):
            break
        element = parent
    return element


def near(mark: "Element") -> str:
    """The words before a mark, whole ones."""
    block = next((outer for outer in mark.iterancestors() if tag(outer) not in INLINE), mark)
    before = " ".join((text_before(mark, block) or "").split())
    return before if len(before) <= NEAR else before[-NEAR:].partition(" ")[2] or before[-NEAR:]


def letters(text: str) -> str:
    """The letters and figures of a text, small: what is left when two are compared."""
    return re.sub(r"[\W_]+", "", text).casefold()


def removed(element: "Element") -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
    element.tail = None
