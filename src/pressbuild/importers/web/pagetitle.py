"""The title page of a saved web page: its article and what its head says in, the front matter out. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pressbuild.diagnostics import found
from pressbuild.directions import is_tag
from pressbuild.document import Front, Text
from pressbuild.importers.dates import iso_date
from pressbuild.importers.documents.documents import names
from pressbuild.importers.documents.standins import stand_in
from pressbuild.importers.names import byline
from pressbuild.importers.placeholders import is_placeholder
from pressbuild.importers.web.article import said
from pressbuild.importers.web.bylines import Known, above_title, below_title, who_and_when
from pressbuild.importers.web.elements import HEADS, letters, tag, text_of
from pressbuild.importers.web.hypertext import Pages

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TITLED = frozenset(("title", "MsoTitle", "MsoTitleCxSpFirst"))  # as Google Docs and Word name it
OTHERS = ("blockquote", "td", "li")  # whose headings are no title
REST_OF_TITLE = frozenset(("MsoTitleCxSpMiddle", "MsoTitleCxSpLast"))
NAMED_TITLE = re.compile(
    r"(^|[\s_-])(post|entry|article|story|text|essay|doc(ument)?)[_-]?title($|[\s_-])|(^|\s)(headline|p-name)($|\s)",
    re.IGNORECASE,
)
# “Bread and water - by Ada Quill - The Oven”, as Substack and Medium call their pages
CREDITED = re.compile(r"(?P<title>.+?)\s+[|–—·-]\s+(?P<who>by\s+[^|–—·]+?)\s+[|–—·-]\s+\S.*")
PARTED = re.compile(r"\s*[|–—:·•»/]\s*|\s+-\s+")
LEFT = {"length": "it says how long the text is", "count": "it counts readers"}
MONTH = re.compile(r"\d{4}(-\d\d)?")


def title_page(pages: Pages, root: "Element", chosen: "Element", carried: Mapping[str, str]) -> Front:
    """The front matter: the article's first heading, what stands below it, what the head of the page says, and before
    that what `carried` the page says, Project Gutenberg's head."""
    page = {key: words for key, words in said(root).items() if not is_placeholder(words)}
    page = _credited({**page, **carried})
    head = _title(pages, root, chosen, page)
    if head is not None and chosen in head.iterancestors():
        _above_title(pages, head, chosen, page)
        pages.role(head, "title")
        stand(head, "title")
        head = _rest_of_title(pages, head)
        page.pop("title", None)
        _below_title(pages, head, chosen, page)
    elif head is not None:
        page["title"] = " ".join(text_of(head).split())
        above = _above_own_title(head, chosen, page)
        _not_left(pages, [*above, head, *_beside_title(root, head, chosen, page)])
    date = page.get("date", "")[:10]
    address = page.get("url", "")
    return Front(
        title=(Text(page["title"]),) if page.get("title") else (),
        subtitle=(Text(page["subtitle"]),) if page.get("subtitle") else (),
        authors=names(page.get("author", "")),
        translators=names(page.get("translator", "")),
        editors=names(page.get("editor", "")),
        date=date if MONTH.fullmatch(date) else iso_date(date) or "",
        lang=page["lang"] if is_tag(page.get("lang", "")) else "en",
        publisher=page.get("publisher", ""),
        url=address if re.fullmatch(r"https?://\S+", address) else "",
    )


def _credited(page: dict[str, str]) -> dict[str, str]:
    """What a page says, its author told from its title where that names one between the work and the site."""
    credited = CREDITED.fullmatch(page.get("title", ""))
    by = byline(credited["who"]) if credited else None
    return {"author": " and ".join(by.names), **page, "title": credited["title"]} if credited and by else page


def _title(pages: Pages, root: "Element", chosen: "Element", page: dict[str, str]) -> "Element | None":
    """The element that holds the title: in the article, or above it where the page's own title begins with it."""
    title = page.get("title", "")
    styled = next((e for e in chosen.iter() if tag(e) == "p" and TITLED & {*str(e.get("class") or "").split()}), None)
    if styled is not None and text_of(styled).strip() and not _text_above(pages, styled, chosen):
        work = _below_author(styled, title)
        if work is not None:
            page.setdefault("author", " ".join(text_of(styled).split()))
        return styled if work is None else work
    if (head := _called_title(root, title)) is not None:
        return head
    inside = [e for e in chosen.iter() if tag(e) in HEADS and e not in pages.removed]
    above = (e for e in inside if _same(text_of(e), title) and not _text_above(pages, e, chosen))
    head = next(above, inside[0] if inside else None)
    named = head is not None and _same(text_of(head), title)
    if head is not None and (named or (tag(head) == "h1" and not _text_above(pages, head, chosen))):
        return None if any(tag(outer) in OTHERS for outer in head.iterancestors()) else head
    within = set(chosen.iter())
    outside = [e for e in root.iter() if tag(e) == "h1" and e not in within and letters(text_of(e))]
    heads = [e for e in outside if not title or _same(text_of(e), title)]
    if len(heads) != 1 and not any(tag(e) == "h1" for e in inside):
        heads = [e for e in outside if _own_article(e, chosen) is not None]
    return heads[0] if len(heads) == 1 else None


def _own_article(head: "Element", chosen: "Element") -> "Element | None":
    """The `article` that holds both a heading and the text."""
    around = set(chosen.iterancestors())
    return next((outer for outer in head.iterancestors() if tag(outer) == "article" and outer in around), None)


def _above_own_title(head: "Element", chosen: "Element", page: dict[str, str]) -> "list[Element]":
    """Names and days above a title in the head of its own article, where they are left out."""
    own = _own_article(head, chosen)
    known = [] if own is None else list(above_title(head, own, page.get("author", ""), {chosen}))
    for each in known:
        _take(page, each)
    return [each.element for each in known]


def _below_author(styled: "Element", title: str) -> "Element | None":
    """The heading right below what is set as a title, where the page's own title has the two as author and work:
    `Ada Quill: On Rye (1911)`, as archives have it."""
    below = next(iter(styled.itersiblings()), None)
    if below is None or tag(below) not in HEADS:
        return None
    author, *work = map(letters, PARTED.split(title))
    words = letters(text_of(below))
    is_work = words and "".join(work).startswith(words)
    return below if is_work and letters(text_of(styled)) == author else None


def _called_title(root: "Element", title: str) -> "Element | None":
    """The only heading of a page that it calls a work's title (a blog's own name may stand above it), and that its own
    title holds."""
    called = [
        e
        for e in root.iter()
        if tag(e) in HEADS and any(NAMED_TITLE.search(str(e.get(key) or "")) for key in ("class", "id", "itemprop"))
    ]
    words = letters(text_of(called[0])) if len(called) == 1 else ""
    if not words or words not in _parts(title) or any(tag(outer) in OTHERS for outer in called[0].iterancestors()):
        return None
    return called[0]


def _parts(title: str) -> set[str]:
    """The letters of what a page's title may join to the name of its site: `The Oven: Bread`, `Bread | The Oven`."""
    pieces = [letters(piece) for piece in PARTED.split(title)]
    return {"".join(pieces[first:end]) for first in range(len(pieces)) for end in range(first + 1, len(pieces) + 1)}


def _above_title(pages: Pages, head: "Element", chosen: "Element", page: dict[str, str]) -> None:
    """Names and days above the title go into the front matter."""
    for known in list(above_title(head, chosen, page.get("author", ""), pages.removed)):
        _take(page, known)
        pages.leave(known.element, f"written as {known.kind}")


def _rest_of_title(pages: Pages, head: "Element") -> "Element":
    """The last of the paragraphs that a title in Word goes on in."""
    for element in head.itersiblings():
        if not REST_OF_TITLE & {*str(element.get("class") or "").split()}:
            break
        pages.role(element, "title")
        stand(element, "title")
        head = element
    return head


def _beside_title(root: "Element", head: "Element", chosen: "Element", page: dict[str, str]) -> "Iterator[Element]":
    """A subtitle and a byline below a title that stands above the article: they are left out there."""
    for known in below_title(head, root, page.get("author", ""), {chosen}):
        if known.kind == "subtitle":
            page.setdefault("subtitle", known.words)
        else:
            _take(page, known)
        if known.kind not in LEFT:
            yield known.element


def _not_left(pages: Pages, written: "list[Element]") -> None:
    """Says of what was left out round a title that it is written in the front matter, where it holds nothing else."""
    outer = next((e for e in written[0].iterancestors() if e in pages.removed), written[0])
    if letters(text_of(outer)) == "".join(letters(text_of(part)) for part in written):
        text = " ".join(text_of(outer).split())
        why = "written as title" if len(written) == 1 else "written as title, subtitle or author"
        pages.left[:] = [replace(left, why=why) if left.text == text else left for left in pages.left]


def _take(page: dict[str, str], known: Known) -> None:
    """What a byline and a day say goes before nothing that the head of the page has said."""
    who, date = who_and_when(known.words) if known.kind == "author" else ("", "")
    page["author"] = page.get("author") or who
    day = iso_date(known.words) or (known.words if known.kind == "date" else "")
    page["date"] = page.get("date") or date or day


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
    return bool(letters(one)) and letters(other).startswith(letters(one))


def _below_title(pages: Pages, head: "Element", chosen: "Element", page: dict[str, str]) -> None:
    """What is known of what stands below the title."""
    passed: set[Element] = set()
    for known in list(below_title(head, chosen, page.get("author", ""), pages.removed)):
        passed |= {element for element in known.element.iter() if tag(element)}
        if known.kind == "subtitle":
            pages.role(known.element, "subtitle")
            stand(known.element, "subtitle")
        elif letters(known.words):
            _take(page, known)
            pages.leave(known.element, LEFT.get(known.kind, f"written as {known.kind}"))
        else:  # a dot between two of them
            pages.role(known.element, "left")
            pages.removed.add(known.element)
    _leave_portraits(pages, head, chosen, passed, page.get("author", ""))


def _leave_portraits(pages: Pages, head: "Element", chosen: "Element", passed: "set[Element]", author: str) -> None:
    """Leaves out the picture of the author beside a byline."""
    below = list(chosen.iter())
    last = max((place for place, element in enumerate(below) if element in passed), default=0)
    for image in (e for e in below[below.index(head) : last] if tag(e) == "img" and letters(author)):
        if letters(author) in letters(str(image.get("alt") or "")):
            pages.leave(image, "it shows the author")
            message = f"the picture of {author} beside the byline is left out"
            pages.findings.append(found("assumed", message, None, "put it in yourself where an edition should have it"))


def stand(element: "Element", kind: str) -> None:
    """A paragraph that says at its head what it is."""
    element.tag = "p"
    element.text = stand_in("style", kind) + (element.text or "")
