"""The title page of a saved web page: its article and what its head says in, the front matter out. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pressbuild.document import Front, Text
from pressbuild.importers.dates import iso_date
from pressbuild.importers.documents.documents import names
from pressbuild.importers.documents.lifting import stand_in
from pressbuild.importers.web.article import said
from pressbuild.importers.web.elements import HEADS, tag, text_of
from pressbuild.importers.web.hypertext import Pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BYLINE = re.compile(r"(^|[\s_-])(byline|author|post-author|entry-author|p-author)($|[\s_-])", re.IGNORECASE)
SUBTITLE = re.compile(
    r"(^|[\s_-])(subtitle|sub-?title|sub-?head(ing)?|dek|deck|standfirst|lede|excerpt|summary)($|[\s_-])", re.IGNORECASE
)
READING_TIME = re.compile(r"\d+ min(ute)?s?( read)?", re.IGNORECASE)
MONTH = re.compile(r"\d{4}-\d\d")
POSTED = re.compile(r"(?P<date>.+?)[\s,|·•]+(?P<who>by\s.+)", re.IGNORECASE)
BEFORE_DATE = re.compile(r"[\s,|·•–—-]*(?:\bon)?[\s,|·•–—-]*$", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def title_page(pages: Pages, root: "Element", chosen: "Element", carried: Mapping[str, str]) -> Front:
    """The front matter: the article's first heading, what stands below it, what the head of the page says, and before
    that what `carried` the page says, Project Gutenberg's head."""
    page = {**said(root), **carried}
    head = _title(pages, root, chosen, page)
    if head is not None and chosen in head.iterancestors():
        pages.role(head, "title")
        _stand(head, "title")
        page.pop("title", None)
        _below_title(pages, head, page)
    elif head is not None:
        page["title"] = " ".join(text_of(head).split())
        _not_left(pages, [head, *_beside_title(head, page)])
    date = page.get("date", "")[:10]
    address = page.get("url", "")
    return Front(
        title=(Text(page["title"]),) if page.get("title") else (),
        subtitle=(Text(page["subtitle"]),) if page.get("subtitle") else (),
        authors=names(page.get("author", "")),
        translators=names(page.get("translator", "")),
        editors=names(page.get("editor", "")),
        date=date if MONTH.fullmatch(date) else iso_date(date) or "",
        lang=page["lang"] if LANGUAGE.fullmatch(page.get("lang", "")) else "en",
        publisher=page.get("publisher", ""),
        url=address if re.fullmatch(r"https?://\S+", address) else "",
    )


def _title(pages: Pages, root: "Element", chosen: "Element", page: dict[str, str]) -> "Element | None":
    """The element that holds the title: in the article, or above it where the page's own title begins with it."""
    styled = next((e for e in chosen.iter() if tag(e) == "p" and "title" in str(e.get("class") or "").split()), None)
    if styled is not None and text_of(styled).strip() and not _text_above(pages, styled, chosen):
        return styled
    head = next((e for e in chosen.iter() if tag(e) in HEADS and e not in pages.removed), None)
    named = head is not None and _same(text_of(head), page.get("title", ""))
    if head is not None and (named or (tag(head) == "h1" and not _text_above(pages, head, chosen))):
        return None if any(tag(outer) in ("blockquote", "td", "li") for outer in head.iterancestors()) else head
    within, title = set(chosen.iter()), page.get("title", "")
    heads = [e for e in root.iter() if tag(e) == "h1" and e not in within and (not title or _same(text_of(e), title))]
    return heads[0] if len(heads) == 1 else None


def _beside_title(head: "Element", page: dict[str, str]) -> "Iterator[Element]":
    """A subtitle and a byline below a title that stands above the article: they are left out there."""
    for element in [e for e in head.itersiblings() if tag(e)][:4]:
        named, words = _named(element), " ".join(text_of(element).split())
        if SUBTITLE.search(named) and words and len(words) < 400:
            page.setdefault("subtitle", words)
            yield element
        elif BYLINE.search(named) and words and len(words) < 120:
            _take_byline(page, words)
            yield element


def _not_left(pages: Pages, written: "list[Element]") -> None:
    """Says of what was left out round a title that it is written in the front matter, where it holds nothing else."""
    outer = next((e for e in written[0].iterancestors() if e in pages.removed), written[0])
    if _letters(text_of(outer)) == "".join(_letters(text_of(part)) for part in written):
        text = " ".join(text_of(outer).split())
        why = "written as title" if len(written) == 1 else "written as title, subtitle or author"
        pages.left[:] = [replace(left, why=why) if left.text == text else left for left in pages.left]


def _take_byline(page: dict[str, str], words: str) -> None:
    """What a byline says goes before nothing that the head of the page has said."""
    who, date = who_and_when(words)
    page["author"] = page.get("author") or who
    page["date"] = page.get("date") or date


def who_and_when(words: str) -> tuple[str, str]:
    """A byline's names, and the date behind or before them, as in `By Jane Doe on May 1, 2004`; empty where none is."""
    posted = POSTED.fullmatch(words)
    if posted and (date := iso_date(posted["date"])):
        return posted["who"], date
    for space in (found.end() for found in re.finditer(r"^|\s+", words)):
        if date := iso_date(words[space:]):
            return BEFORE_DATE.sub("", words[:space], count=1), date
    return words, ""


def _named(element: "Element") -> str:
    return " ".join(str(element.get(key) or "") for key in ("class", "id", "rel"))


def _text_above(pages: Pages, head: "Element", chosen: "Element") -> bool:
    """Does running text stand above a heading?"""
    for element in chosen.iter():
        if element is head:
            return False
        if (
            tag(element) == "p"
            and text_of(element).strip()
            and not any(outer in pages.removed for outer in element.iterancestors())
        ):
            return True
    return False


def _same(one: str, other: str) -> bool:
    return bool(_letters(one)) and _letters(other).startswith(_letters(one))


def _below_title(pages: Pages, head: "Element", page: dict[str, str]) -> None:
    """A subtitle and a byline right below the title."""
    following = [e for e in head.itersiblings() if tag(e)][:4]
    for element in following:
        named, words = _named(element), text_of(element).strip()
        if not words or element in pages.removed:
            continue
        if SUBTITLE.search(named) and len(words) < 400 and tag(element) in (*HEADS, "p", "div"):
            pages.role(element, "subtitle")
            _stand(element, "subtitle")
        elif BYLINE.search(named) and len(words) < 120:
            pages.leave(element, "written as author")
            _take_byline(page, " ".join(words.split()))
        elif not _leave_remarks(pages, element, page):
            break


def _leave_remarks(pages: Pages, element: "Element", page: dict[str, str]) -> bool:
    """Leaves out the author's name alone and how long the text takes to read. Was there nothing else?"""
    if tag(element) not in ("p", "div", "span"):
        return False
    parts = [e for e in element.iter() if tag(e) and not len(e) and text_of(e).strip() and e not in pages.removed]
    author = _letters(page.get("author", ""))
    whys = {}
    for part in parts:
        words = " ".join(text_of(part).split())
        if READING_TIME.fullmatch(words):
            whys[part] = "it says how long the text is"
        elif author and _letters(words) == author:
            whys[part] = "written as author"
        else:
            return False
    for part, why in whys.items():
        pages.leave(part, why)
    return True


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _stand(element: "Element", kind: str) -> None:
    """A paragraph that says at its head what it is."""
    element.tag = "p"
    element.text = stand_in("style", kind) + (element.text or "")
