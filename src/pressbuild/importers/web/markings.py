"""How marks and notes are dressed: an element in, whether it is raised, bracketed, named or said to be one. Pure."""

import re
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import tag, text_before, text_of, whole_mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CALLS = re.compile(
    r"note-?_?(ref|call|anchor|link|mark|number)|fn-?_?ref|ftn-?_?ref|ftnt_ref|noteref|footnote|endnote|cite_ref"
    r"|reference|sd(foot|end)noteanc|_ftnref|_ednref",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(foot|end|rear)?note(?!s)|^(ftn|fn|edn|en)\d|^fn[-_.:]?[a-z]{1,2}$|^_?ftnt?\d|sd(foot|end)note\d|cite_note",
    re.IGNORECASE,
)
ROLE, TYPE = "role", "{http://www.idpf.org/2007/ops}type"


def says(element: "Element | None", what: str) -> bool:
    """Does an element say by DPUB-ARIA or EPUB's types that it is a noteref, a note?"""
    if element is None:
        return False
    said = f"{element.get(ROLE) or ''} {element.get(TYPE) or ''} {element.get('epub:type') or ''}".split()
    kinds = {
        "noteref": ("doc-noteref", "noteref"),
        "note": ("doc-endnote", "doc-footnote", "endnote", "footnote", "rearnote", "note"),
    }
    return any(kind in said for kind in kinds[what])


def is_named(element: "Element", pattern: re.Pattern[str]) -> bool:
    own = [str(element.get(key) or "") for key in ("id", "name", "class", "data-component-name")]
    return any(pattern.search(name) for value in own for name in value.split())


def is_raised(a: "Element") -> bool:
    if tag(whole_mark(a)) == "sup" or any(tag(outer) == "sup" for outer in list(a.iterancestors())[:4]):
        return True
    return (
        any(tag(inside) == "sup" for inside in a) or "super" in str(a.get("style") or "") or a.get("data-raised") == "1"
    )


def is_bracketed(a: "Element") -> bool:
    words = text_of(a).strip()
    if words[:1] in ("[", "(") or words in ("*", "†", "‡"):
        return True
    before = (text_before(a, parent) or "") if (parent := a.getparent()) is not None else ""
    return before.rstrip()[-1:] in ("[", "(") and (a.tail or "").lstrip()[:1] in ("]", ")")
