"""Ways back from linked notes to their marks: notes and links in, the elements that hold no word of a note out. Pure.

A note may have a way back for each of its marks, `^ a b c` or `(1, 2)`: what stands round them and between them goes
with them, where it is no word of the note's.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pressbuild.importers.marks.notelabels import ARROWS
from pressbuild.importers.web.elements import BRACKETS, INLINE, shown_text, tag, text_before, text_of, whole_mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note

BACK = re.compile(r"back-?_?(link|ref)?|(foot|end)note-?back|to-top|reversefootnote|return", re.IGNORECASE)
WAY_BACK = re.compile(
    rf"[\s{re.escape(ARROWS)}«‹\[\]()]*|\W*(jump |go )?(back|return|up)"
    r"( to( the)?( main)? (text|content|top|article|essay|page))?\W*|\W*(zurück|retour)\W*",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(?:\W|\b(?:a|and|e|ed|en|et|i|ja|och|og|oraz|os|und|y)\b)*", re.IGNORECASE)
SHELLS = INLINE | {"p"}


def ways_back(
    note: "Note",
    called: "Collection[Element]",
    order: "Mapping[Element, int]",
    target: "Callable[[Element], Element | None]",
) -> "list[Element]":
    """What of a note leads back to its marks or is its printed label; `called` are the marks of all notes."""
    inside = {element for part in note.body for element in part.iter()}
    first = order[min(note.body, key=order.__getitem__)]
    links = [
        link
        for link in sorted(inside, key=lambda element: order.get(element, 0))
        if tag(link) == "a" and whole_mark(link) not in called and _leads_back(note, link, target(link), order, first)
    ]
    cut = [_shell(link, links, note.body) for link in links]
    labels = (part for part in inside if tag(part) in ("sup", "span", "b", "strong"))
    cut += [part for part in labels if is_label(part, note)]
    return [part for part in dict.fromkeys(cut) if not any(outer in cut for outer in part.iterancestors())]


def _leads_back(
    note: "Note", link: "Element", target: "Element | None", order: "Mapping[Element, int]", first: int
) -> bool:
    words = text_of(link).strip()
    short = words.strip(BRACKETS) == note.label or WAY_BACK.fullmatch(words) or len(words) <= 3
    earlier = target is not None and order[target] < first
    named = any(BACK.search(name) for key in ("id", "name", "class") for name in str(link.get(key) or "").split())
    nowhere = target is None and str(link.get("href") or "").startswith("#") and bool(words)
    return bool((earlier and short) or says_backlink(link) or ((named or nowhere) and WAY_BACK.fullmatch(words)))


def is_arrow(link: "Element") -> bool:
    """Is an element a link that only says that it leads back?"""
    words = text_of(link).strip() if tag(link) == "a" else ""
    return bool(words) and WAY_BACK.fullmatch(words) is not None


def says_backlink(link: "Element") -> bool:
    """Does a link say by DPUB-ARIA or EPUB's types that it leads back?"""
    keys = ("role", "{http://www.idpf.org/2007/ops}type", "epub:type")
    said = " ".join(str(link.get(key) or "") for key in keys).split()
    return any(kind in said for kind in ("doc-backlink", "backlink", "referrer"))


def is_label(part: "Element", note: "Note") -> bool:
    """Is an element the note's printed label, at its very beginning?"""
    if text_of(part).strip(BRACKETS) != note.label or part in note.body:
        return False
    before = text_before(part, note.body[0])
    return before is not None and not before.strip(BRACKETS)


def _shell(link: "Element", links: "Sequence[Element]", body: "Sequence[Element]") -> "Element":
    """A way back with what is round it and holds no word: `^ <sup>a</sup>` in a span, with those beside it."""
    element = link
    gone = set(links)
    while (parent := element.getparent()) is not None and parent not in body and tag(parent) in SHELLS:
        between = BETWEEN if sum(inside in gone for inside in parent.iter()) > 1 else re.compile(r"\W*")
        if not between.fullmatch("".join(shown_text(parent, gone))):
            break
        element = parent
    return element
