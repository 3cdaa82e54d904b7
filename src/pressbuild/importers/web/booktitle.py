"""The title page of an EPUB: its page and what the package says in, the whole front matter out; the page is left out.

A package names title, authors and date, seldom a subtitle. What the page has beyond it is told by the names of its
elements, by its words, or by standing right below the title as a heading. What cannot be told is said.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.document import Front, Text
from pressbuild.importers.dates import iso_date
from pressbuild.importers.documents.documents import names
from pressbuild.importers.markup import short
from pressbuild.importers.names import byline
from pressbuild.importers.web.bylines import BYLINE, DATED, pieces_of
from pressbuild.importers.web.elements import HEADS, letters, tag, text_of
from pressbuild.importers.web.hypertext import Pages
from pressbuild.importers.web.markings import TYPE
from pressbuild.importers.web.pagetitle import stand
from pressbuild.tree import plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WHY = "it is the title page: see the front matter"
HINT = "where readers need it, write it at the top: subtitle, standfirst, publisher, rights …"
NAMED = tuple(
    (key, re.compile(rf"(^|[\s_-])({pattern})($|[\s_-])", re.IGNORECASE))
    for key, pattern in (
        ("subtitle", "sub-?title|doc-subtitle"),
        ("standfirst", "standfirst|dek|deck|lede|summary|abstract"),
        ("kicker", "kicker|overline"),
        ("rights", "rights|copyright(-page)?"),
        ("publisher", "publisher|press"),
    )
)
TEXTS = ("subtitle", "standfirst", "kicker")
LINKING = frozenset("a an and at by edited for from in of on published the to translated with written".split())
WORD = re.compile(r"\w+")
PICTURES = frozenset(("img", "svg", "image", "hr"))


def with_title_page(pages: Pages, body: "Element", front: Front) -> Front:
    """The front matter with what a title page adds to it; each part of the page is left out."""
    above = ""
    parts = list(pieces_of(body, pages.removed))
    split = _parted(front, parts)
    front = split or front
    for part in parts:
        words = " ".join(text_of(part).split())
        key = "" if split and words == plain(split.subtitle) else _key(part, words, above)
        more = _added(front, key, words)
        if key in TEXTS and more is not None:
            pages.role(part, key)
            stand(part, key)
        elif more is not None or _is_said(words, front):
            pages.leave(part, WHY, said=True)
        else:
            pages.leave(part, "it stands on the title page", said=True)
            message = f"the title page has “{short(words)}”, which is not in the front matter"
            pages.findings.append(Diagnostic("assumed", message, None, HINT, WARNING))
        front = more or front
        above = "title" if tag(part) in HEADS and letters(words) == letters(plain(front.title)) else ""
    for element in (e for e in body.iter() if tag(e) in PICTURES and e not in pages.removed):
        pages.leave(element, WHY)
    if parts:
        pages.findings.append(found("assumed", "the title page is left out, and the front matter says what it says"))
    return front


def _parted(front: Front, parts: "list[Element]") -> Front | None:
    """The front matter with title and subtitle by themselves, where the package has both as one title."""
    said = [" ".join(text_of(part).split()) for part in parts]
    whole = letters(plain(front.title))
    for title, subtitle in pairwise(said):
        if not front.subtitle and letters(title) and letters(subtitle) and letters(title + subtitle) == whole:
            return replace(front, title=(Text(title),), subtitle=(Text(subtitle),))
    return None


def _key(part: "Element", words: str, above: str) -> str:
    """The key of the front matter that a part of a title page is; empty where it says nothing of it."""
    named = " ".join(_names(part))
    if key := next((key for key, pattern in NAMED if pattern.search(named)), ""):
        return key
    if credit := byline(words):
        return f"{credit.role}s"
    if role := next((role for role in ("translator", "editor") if re.search(rf"\b{role}\b", named, re.IGNORECASE)), ""):
        return f"{role}s"
    if BYLINE.search(named):
        return "authors"
    if DATED.search(named) or iso_date(words):
        return "date"
    return "subtitle" if above == "title" and tag(part) in HEADS else ""


def _names(part: "Element") -> Iterator[str]:
    """What a part and the boxes round it call themselves, the page's own body aside."""
    for element in (part, *part.iterancestors()):
        if tag(element) == "body":
            return
        yield from (str(element.get(key) or "") for key in ("class", "id", "role", TYPE))


def _added(front: Front, key: str, words: str) -> Front | None:
    """The front matter with a text under a key; None where it has another there, or the text is none for it."""
    if not key or getattr(front, key):
        return None
    match key:
        case "date":
            date = iso_date(words) or (words if re.fullmatch(r"\d{4}", words) else "")
            return replace(front, date=date) if date else None
        case "authors" | "translators" | "editors":
            credit = byline(words)
            return replace(front, **{key: credit.names if credit else names(words)})
        case "rights" | "publisher":
            return replace(front, **{key: words})
        case _:
            return replace(front, **{key: (Text(words),)})


def _is_said(words: str, front: Front) -> bool:
    """Does the front matter have all words of a part, but for those that link names?"""
    texts = (front.title, front.subtitle, front.kicker, front.standfirst)
    people = (*front.authors, *front.translators, *front.editors)
    values = (*map(plain, texts), *people, front.date, front.publisher, front.rights, front.isbn, *front.subjects)
    known = {word.casefold() for value in values for word in WORD.findall(value)}
    same_day = iso_date(words) == front.date and bool(front.date)
    return same_day or all(word.casefold() in known | LINKING for word in WORD.findall(words))
