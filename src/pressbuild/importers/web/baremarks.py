"""Marks that nothing raises or brackets: a link and what it leads to in, whether it calls a note out. Pure.

Old e-books set a mark in `<small>`, in a span that their stylesheet raises, or as it is. A figure or a sign behind
words is a mark where the note that it leads to begins with it or is an item of that number, and leads back to it; or
where it is glued to the words before it, and the note stands in a list of notes.
"""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import BLOCKS, BRACKETS, tag, text_before, text_of
from pressbuild.importers.web.linkbodies import below_heading
from pressbuild.importers.web.linklabels import ordinal, printed
from pressbuild.importers.web.waysback import is_arrow

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FIGURE = re.compile(r"\d{1,4}|[*†‡§‖¶#]{1,4}|[¹²³⁰⁴-⁹]{1,4}")
GLUED = re.compile(r"[^\W\d_]$|[.,;:!?’”»)\]…'\"]$")


def calls_barely(a: "Element", target: "Element", holder: "Element", back: "Sequence[Element]") -> bool:
    """Is a link a mark by what it leads to? `back` are the links of the note that lead back to it."""
    label = text_of(a).strip(BRACKETS)
    if not FIGURE.fullmatch(label) or not re.search(r"\w", words_before(a)):
        return False
    known = begins_with(label, target) or ordinal(holder) == label
    known = known or any(text_of(link).strip(BRACKETS) == label or is_arrow(link) for link in back)
    return known and _has_words(holder, label) and bool(back or (is_glued(a) and _is_listed(holder)))


def begins_with(label: str, target: "Element") -> bool:
    """Do the words at and behind an element begin with a label?"""
    behind = [target.tail or "", *(text_of(sibling) + (sibling.tail or "") for sibling in target.itersiblings())]
    own = text_of(target)
    within = tag(target) in BLOCKS
    return own.strip(BRACKETS) == label or printed(label, own if within else own + "".join(behind)) is not None


def is_glued(a: "Element") -> bool:
    """Does a link stand right behind a letter or a stop?"""
    return GLUED.search(words_before(a)) is not None


def words_before(a: "Element") -> str:
    """What stands before a link in its block."""
    block = next((outer for outer in a.iterancestors() if tag(outer) in BLOCKS), None)
    return "" if block is None else text_before(a, block) or ""


def _is_listed(holder: "Element") -> bool:
    """Does a note stand in a list of notes: it, or its list, below their heading?"""
    return any(below_heading(outer) for outer in (holder, *holder.iterancestors()))


def _has_words(holder: "Element", label: str) -> bool:
    return bool(re.search(r"\w", text_of(holder).strip(BRACKETS).removeprefix(label)))


def called_again(a: "Element", label: str, bodies: "Collection[Element]") -> bool:
    """Is a link to a note that is known for one a further mark of it, no cross-reference? `bodies` hold it."""
    return (
        text_of(a).strip(BRACKETS) == label
        and FIGURE.fullmatch(label) is not None
        and is_glued(a)
        and not any(outer in bodies for outer in a.iterancestors())
    )
