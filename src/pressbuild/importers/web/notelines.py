"""Notes that are lines of one paragraph: the elements that links lead to in, divisions for these lines out. Pure.

`<p><a name="f1">1.</a> Smith.<br><a name="f2">2.</a> Jones.</p>` holds two notes. Each is put into a division of its
own, from its anchor up to the next; behind the last one an empty line ends it.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import HEADS, INLINE, tag, text_of
from pressbuild.importers.web.linklabels import printed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HOLDERS = frozenset("p div td th li dd blockquote center body section article main".split())
LARGE = (
    HOLDERS
    | HEADS
    | frozenset("ul ol dl table section article aside body html figure pre main nav header footer form".split())
)


def noted_lines(labels: "Mapping[Element, str]") -> "list[Element]":
    """The divisions that are made of lines, by the elements at which they begin and the labels of these."""
    holders: dict[Element, list[tuple[Element, str]]] = {}
    for target, label in labels.items():
        if (found := _line(target, labels)) is not None:
            holders.setdefault(found[0], []).append((found[1], label))
    made: list[Element] = []
    for holder, lines in holders.items():
        firsts = [first for first, label in lines if _begins(first, label)]
        if firsts and (len(firsts) > 1 or _written_before(firsts[0]).strip()):
            made += _divided(holder, list(dict.fromkeys(firsts)))
    return made


def _line(target: "Element", labels: "Mapping[Element, str]") -> "tuple[Element, Element] | None":
    """The element whose lines may be notes, and the child of it at which the line of a target begins."""
    child = target
    while (parent := child.getparent()) is not None and tag(child) in INLINE | {"br"}:
        several = sum(inside in labels for inside in parent.iter()) > 1
        if tag(parent) in HOLDERS or (several and tag(parent) in INLINE):
            return parent, child
        child = parent
    return None


def _begins(first: "Element", label: str) -> bool:
    """Does a line begin here, or a label in the middle of one?"""
    before = first.getprevious()
    breaks = (
        before is not None and tag(before) in LARGE | {"br", "hr"} and not (before.tail or "").strip(" \t\r\n\u00a0[(")
    )
    words = "".join([text_of(first), *_behind(first)])
    return breaks or not _written_before(first).strip(" \t\r\n\u00a0[(") or printed(label, words) is not None


def _written_before(first: "Element") -> str:
    parent = first.getparent()
    texts = [parent.text or ""] if parent is not None else []
    texts += [text_of(before) + (before.tail or "") for before in first.itersiblings(preceding=True)]
    return "".join(texts)


def _behind(first: "Element") -> Iterator[str]:
    yield first.tail or ""
    for sibling in first.itersiblings():
        yield text_of(sibling) + (sibling.tail or "")


def _divided(holder: "Element", firsts: "list[Element]") -> "Iterator[Element]":
    """Puts each line into a division, which takes the place of its elements."""
    for number, first in enumerate(firsts):
        following = firsts[number + 1] if number + 1 < len(firsts) else _end(first)
        if any(tag(e) in LARGE for e in _up_to(first, following)):
            continue  # no line
        division = holder.makeelement("div", {})
        first.addprevious(division)  # the text before it stays where it is
        division.extend(list(_up_to(first, following)))
        _trim(division)
        yield division


def _up_to(first: "Element", following: "Element | None") -> "Iterator[Element]":
    yield first
    for sibling in first.itersiblings():
        if sibling is following:
            break
        yield sibling


def _end(first: "Element") -> "Element | None":
    """What ends the last note of a paragraph: an empty line, where words follow it, or a block."""
    breaks = [first, *first.itersiblings()]
    for one, other in pairwise(breaks):
        if tag(other) in LARGE | {"hr"}:
            return other
        if tag(one) == tag(other) == "br" and not (one.tail or "").strip() and "".join(_behind(other)).strip():
            return one
    return None


def _trim(division: "Element") -> None:
    """Takes the line breaks off a line's end."""
    while len(division) and tag(division[-1]) == "br" and not (division[-1].tail or "").strip():
        division.remove(division[-1])
