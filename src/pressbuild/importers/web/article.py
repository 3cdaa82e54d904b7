"""The article of a saved web page: its elements in, the article and what is left out of it and why, out. Pure.

By rule, and nothing silently: the page's own word for it (`article`, `main`, `role="main"`, `itemprop="articleBody"`,
the usual class names), the smallest that holds most of the page's running text; within it, menus, buttons, sharing and
the like go, unless they hold much of the text. Every element that is left out is listed with its words.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.documents.styles import look
from pressbuild.importers.web.elements import BLOCKS, HEADS, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SHARE = 0.6  # of the page's running text, which an article holds at the least
LEAST = 200  # letters: so much is left of a page whose readers' part is left out
MUCH = 0.25  # of the article's text: so much is never left out by its name alone
BODIES = re.compile(
    r"(^|[\s_-])(article|post|entry|story|content|page|main|body|mw-content)[_-]?(body|content|text|inner|main)?($|\s)"
    r"|mw-parser-output|available-content|prose|instapaper_body|markup",
    re.IGNORECASE,
)
NEVER_SHOWN = frozenset(
    """script style noscript template link meta head iframe object embed video audio canvas button form input select
    textarea dialog svg map title""".split()
)
SENTENCES = 120  # letters of a paragraph that is no caption of a button
LINKED = 0.25  # of a text's letters
MENUS = frozenset(("nav", "aside", "footer"))
ROLES = frozenset("navigation banner search complementary contentinfo dialog menu toolbar button alert form".split())
NAMED = re.compile(
    r"(^|[\s_-])(share|sharing|sharedaddy|social|related|recommend(ed|ations)?|newsletter|subscribe|subscription|signup"
    r"|comments?(-area|-list|-section|s)?|respond|cookie|consent|advert(isement)?|ads?|promo|sponsor(ed)?|breadcrumbs?"
    r"|sidebar|impressum|widget|toc|table-of-contents|menu|navbox|navigation|pagination|pager|skip-link|editsection|mw-editsection"
    r"|printfooter|catlinks|jump-links?|toolbar|paywall|modal|popup|author-bio|tags?|tag-list|post-meta|entry-meta"
    r"|metadata|updat|last-(updated|modified)|hatnote|noprint|print-only|screen-reader-text|sr-only|visually-hidden|wp-caption-dd|jp-relatedposts)"
    r"($|[\s_-])",
    re.IGNORECASE,
)
FOOTER = re.compile(r"((page|site|post|entry|article)[-_])?footer", re.IGNORECASE)
READERS = re.compile(  # what readers wrote below an article, however much it is
    r"(^|\s)(comments?([_-](area|list|section|wrapper|container|thread))?|commentlist|disqus_thread|respond)($|\s)",
    re.IGNORECASE,
)
NOTES = re.compile(r"(^|[\s_-])((foot|end)?notes?|references|reflist|citations)($|[\s_-])", re.IGNORECASE)
FIRST_NOTE = re.compile(r"\s*((foot|end)?notes|references)?\W*1\b", re.IGNORECASE)
SENTENCE = re.compile(r"""\S+(\s+\S+){4,}[.!?…]["'’”»)]*""")
ASKING = re.compile(  # what a page asks of its readers
    r"(please )?(share|follow|subscribe|sign|join|like|tweet|click|tap|read|see|support|donate|give|get|download|print"
    r"|comment|leave|log|add|tell|enter|email|e-mail|your|you|we|our|this (article|post|page|site|website|story)"
    r"|\d+|all rights|copyright|©)\b",
    re.IGNORECASE,
)
OF_PROSE = re.compile(r"social|share|sharing|related|comments?|respond|tags?|metadata|toc", re.IGNORECASE)
PARTS = frozenset("p div section ul ol table form button input".split())
SET_APART = frozenset("epigraph dedication verse quote".split())
PARAGRAPHS = ("p", "blockquote", "li", "pre", "dd")


def article(body: "Element", taken: "set[Element]") -> "Element":
    """The element that holds the article: of those that call themselves so, the smallest with most of the page's
    running text, else the body. `taken` are the notes, which may stand anywhere."""
    taken = taken | _readers(body, taken)
    whole = _running(body, taken)
    best, least = body, len(text_of(body))
    for element in body.iter():
        if not _calls_itself(element):
            continue
        size = len(text_of(element))
        if _running(element, taken) >= SHARE * whole and size < least:
            best, least = element, size
    while (parent := best.getparent()) is not None and best is not body and _has_loose_text(parent):
        best = parent
    return best


def _calls_itself(element: "Element") -> bool:
    if tag(element) in ("article", "main"):
        return True
    if element.get("role") in ("main", "article") or element.get("itemprop") == "articleBody":
        return True
    if tag(element) not in ("div", "section", "td"):
        return False
    return any(BODIES.search(str(element.get(key) or "")) for key in ("id", "class"))


def _running(element: "Element", taken: "set[Element]") -> int:
    """How many letters stand in paragraphs that are no notes and no menus."""
    return sum(len(words) for words in _paragraphs(element, taken))


def _paragraphs(element: "Element", taken: "set[Element]") -> Iterator[str]:
    for child in element:
        name = tag(child)
        if (
            not name
            or child in taken
            or name in NEVER_SHOWN
            or name in MENUS
            or _is_hidden(child)
            or _is_readers(child)
        ):
            continue
        if name in PARAGRAPHS or (name == "div" and (child.text or "").strip()):
            yield text_of(child).strip()
        else:
            yield from _paragraphs(child, taken)


def _has_loose_text(parent: "Element") -> bool:
    """Does text stand right in an element, outside its children? It could not be named as left out."""
    return bool((parent.text or "").strip() or any((child.tail or "").strip() for child in parent))


def outside(body: "Element", chosen: "Element") -> "Iterator[Element]":
    """The largest elements that lie outside the article."""
    path = {chosen, *chosen.iterancestors()}
    for element in body.iter():
        if element in path and element is not chosen:
            yield from (child for child in element if tag(child) and child not in path)


def chrome(chosen: "Element", taken: "set[Element]", calls: "set[Element]") -> "Iterator[tuple[Element, str]]":
    """What within the article is none of it, and why; the largest elements."""
    whole = max(1, len(text_of(chosen)))
    kept = taken | {outer for element in (*taken, *calls) for outer in element.iterancestors()}
    readers = _readers(chosen, taken)
    stack = list(reversed(chosen))
    while stack:
        element = stack.pop()
        if not tag(element) or element in taken or element in calls:
            continue
        why = "readers wrote it" if element in readers else "" if holds_notes(element) else _why(element, whole)
        if why and element not in kept:
            yield element, why
        else:
            stack.extend(reversed(element))


def _why(element: "Element", whole: int) -> str:
    """Why an element is no part of the article; empty where it is one."""
    name = tag(element)
    if name in NEVER_SHOWN:
        return "it is no text"
    if _is_hidden(element):
        return "it is hidden in the page"
    if len(text_of(element)) > MUCH * whole:
        return ""
    if (name in MENUS and not _is_quoted(element) and not is_set_apart(element)) or element.get("role") in ROLES:
        return "it is a menu or stands beside the text"
    if name in BLOCKS | {"span", "ul", "ol", "header", "a", "table"}:
        for key in ("class", "id"):
            value = str(element.get(key) or "")
            found = NAMED.search(value)
            if any(map(FOOTER.fullmatch, value.split())) and not _is_quoted(element):
                return "it is named a footer"
            whole = any(map(NAMED.fullmatch, value.split()))
            if found and not (_is_sentence(element, found[2]) if whole else _is_prose(element)):
                return f"it is named “{found[2]}”"
    return ""


def _is_quoted(element: "Element") -> bool:
    """Does an element stand in a quotation? Its footer says whose words they are."""
    return any(tag(outer) == "blockquote" for outer in element.iterancestors())


def is_set_apart(element: "Element") -> bool:
    """Is an `aside` what its class says, an epigraph, a dedication or a quotation?"""
    names = str(element.get("class") or "").split()
    return tag(element) == "aside" and any(look(name).block in SET_APART for name in names)


def _is_sentence(element: "Element", named: str) -> bool:
    """Is a paragraph one of the author's, whose class is a word of his own (`social`, `share`): a sentence without
    links, and nothing that a page asks of its readers?"""
    text = " ".join(text_of(element).split())
    plain = tag(element) == "p" and not any(tag(inside) in ("a", "button", "input") for inside in element.iter())
    return plain and OF_PROSE.fullmatch(named) is not None and bool(SENTENCE.fullmatch(text)) and not ASKING.match(text)


def kept(chosen: "Element") -> "Iterator[tuple[str, str]]":
    """The paragraphs that are text though they are named as what is left out, each with its name."""
    for element in chosen.iter("p"):
        for value in (str(element.get(key) or "") for key in ("class", "id")):
            found = NAMED.search(value)
            if found and any(map(NAMED.fullmatch, value.split())) and _is_sentence(element, found[2]):
                yield text_of(element), found[2]


def _is_prose(element: "Element") -> bool:
    """Are there sentences in an element, and few links? Of a name such as `social-history` a part says nothing."""
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    sentences = max((len(text_of(part)) for part in element.iter("p")), default=0)
    alone = [
        part for part in element.iter("p", "div", "section") if not any(tag(e) in PARTS for e in part.iterdescendants())
    ]
    lone = len(alone) == 1 and not linked and not any(tag(e) in HEADS for e in element.iter())
    text = " ".join(text_of(element).split())
    if lone and SENTENCE.fullmatch(text) and not ASKING.match(text):
        return True
    return sentences >= SENTENCES and linked <= LINKED * len(text_of(element))


def _readers(outer: "Element", taken: "set[Element]") -> "set[Element]":
    """What readers wrote below an article; where hardly anything is left without it, it is the article."""
    found = {e for e in outer.iter() if tag(e) in ("div", "section", "aside", "ol", "ul") and _is_readers(e)}
    return found if found and _running(outer, taken | found) >= LEAST else set()


def _is_readers(element: "Element") -> bool:
    return any(READERS.search(str(element.get(key) or "")) for key in ("id", "class"))


def holds_notes(element: "Element") -> bool:
    """Does an element call itself notes, and begin with the first or hold a numbered list of them?"""
    if not any(NOTES.search(str(element.get(key) or "")) for key in ("id", "class")) or _is_hidden(element):
        return False
    return FIRST_NOTE.match(text_of(element)) is not None or any(tag(inside) == "ol" for inside in element.iter())


def _is_hidden(element: "Element") -> bool:
    style = re.sub(r"\s", "", str(element.get("style") or "")).lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


# --- what a page says of itself ------------------------------------------------------------------------------------


def said(root: "Element") -> dict[str, str]:
    """What the head of a page says: title, author, date, language, address, site."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and meta.get("content"):
            metas.setdefault(key, " ".join(str(meta.get("content")).split()))
    title = next((text_of(t) for t in root.iter("title")), "")
    canonical = next((str(link.get("href")) for link in root.iter("link") if link.get("rel") == "canonical"), "")
    first = {
        "title": metas.get("og:title") or metas.get("dc.title") or metas.get("citation_title") or title,
        "author": metas.get("author")
        or metas.get("dc.creator")
        or metas.get("citation_author")
        or metas.get("article:author")
        or "",
        "date": metas.get("article:published_time") or metas.get("date") or metas.get("dc.date") or "",
        "url": canonical or metas.get("og:url") or "",
        "publisher": metas.get("og:site_name") or "",
        "lang": str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
    }
    return {
        key: " ".join(value.split())
        for key, value in first.items()
        if value and not (key == "author" and "://" in value)
    }
