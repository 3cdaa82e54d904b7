"""What Google Docs makes of links and lists when it saves a page: its elements in, plain links and lists out. Pure.

A link leads by way of google.com/url; a list within a list is a list beside it, whose class (`lst-kix_x-1`) has its
level.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from pressbuild.importers.web.elements import tag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

REDIRECT = re.compile(r"https?://(www\.)?google\.[a-z.]+/url\?", re.IGNORECASE)
LEVEL = re.compile(r"(?:^|\s)lst-(kix_\w+)-(\d)(?:\s|$)")


def plain_links(root: "Element") -> None:
    """Links that lead where they say, and not by way of Google."""
    for link in root.iter("a"):
        address = str(link.get("href") or "")
        if REDIRECT.match(address):
            asked = parse_qs(urlsplit(address).query)
            if to := (asked.get("q") or asked.get("url") or [""])[0]:
                link.set("href", to)


def nested_lists(root: "Element") -> None:
    """Lists within the items before them, by the levels that their classes have."""
    for listed in [element for element in root.iter() if tag(element) in ("ul", "ol")]:
        before = listed.getprevious()
        name, level = _level(listed)
        if not name or before is None or (before.tail or "").strip() or _level(before)[0] != name:
            continue
        outer, depth = before, _level(before)[1]
        while depth < level and (inner := _last_list(outer)) is not None:
            outer, depth = inner, depth + 1
        if depth == level and tag(outer) == tag(listed) and "start" not in str(listed.get("class")).split():
            outer.extend(list(listed))
            before.tail = listed.tail
            _drop(listed)
        elif depth < level and len(outer):
            before.tail, listed.tail = listed.tail, None
            outer[-1].append(listed)


def _level(element: "Element") -> tuple[str, int]:
    found = LEVEL.search(str(element.get("class") or ""))
    return (found[1], int(found[2])) if found else ("", 0)


def _last_list(listed: "Element") -> "Element | None":
    """The list at the end of a list's last item."""
    last = listed[-1] if len(listed) else None
    return last[-1] if last is not None and len(last) and tag(last[-1]) in ("ul", "ol") else None


def _drop(element: "Element") -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
