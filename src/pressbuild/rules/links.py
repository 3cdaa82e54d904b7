"""Links that lead where nobody meant them to: `Copy` in, findings out. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Link
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.tree import everything, plain, walk

HOST = lazily(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]\S*)?", re.IGNORECASE)
# An address without its beginning: a name, an ending that is no word of a text, and a path.
BARE = lazily(
    r"(?<![\w@/.\ufffc:-])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|info|edu|gov|eu|io|de|fr|nl|(?:co|org|ac|gov)\.uk)/[\w%~-][^\s)>\]]*"
)
VAGUE = frozenset("here|click here|this|this link|link|more|read more|read on|this page|this site".split("|"))
FOLLOWS = lazily(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|mkt_tok|oly_enc_id|vero_id|_hsenc")
DETOURS = frozenset(
    """t.co bit.ly lnkd.in l.facebook.com lm.facebook.com l.instagram.com out.reddit.com tinyurl.com ow.ly buff.ly
    dlvr.it goo.gl""".split()
)


def _links(copy: Copy) -> Iterator[Link]:
    for node in walk(everything(copy.read)):
        if isinstance(node, Link) and node.target.startswith(("http:", "https:")):
            yield node


def link_stop(copy: Copy) -> Iterator[Diagnostic]:
    """An address that has swallowed the stop or bracket behind it."""
    for link in _links(copy):
        last = link.target[-1]
        if last in ",;:’”'\"" or _bracket(link.target) or (last == "." and "/wiki/" not in link.target):
            message = f"this address ends in “{last}”, which belongs to the sentence"
            yield found("link-stop", message, link.place, "set the stop behind the link")


def _bracket(address: str) -> bool:
    return address.endswith(")") and address.count(")") > address.count("(")


def link_unlike(copy: Copy) -> Iterator[Diagnostic]:
    """A link whose text is one site's address and whose target is another's."""
    for link in _links(copy):
        shown = HOST.fullmatch(plain(link.children).strip())
        target = urlsplit(link.target).hostname or ""
        if shown and target and _site(shown[1]) != _site(target) and ("/" in shown[0] or shown[0].startswith("www")):
            message = f"this link shows {shown[1]} and leads to {target}"
            yield found("link-unlike", message, link.place, "mend the one that is wrong")


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")


def link_vague(copy: Copy) -> Iterator[Diagnostic]:
    """A link whose words say nothing where they stand alone, as in a screen reader's list or on paper."""
    for link in _links(copy):
        words = plain(link.children).strip(" .…→»").casefold()
        if words in VAGUE:
            hint = "let the link's words say what it leads to"
            yield found("link-vague", f"“{words}” does not say where the link leads", link.place, hint)


def link_bare(copy: Copy) -> Iterator[Diagnostic]:
    """An address without its beginning, which no edition makes a link."""
    linked = [link.place for link in _links(copy) if link.place]
    for passage in copy.passages:
        if "/" not in passage.text:
            continue
        inside = {
            leaf.start for leaf in passage.flat.leaves if any(_is_link(passage.flat.elements[e]) for e in leaf.path)
        }
        for match in BARE.finditer(passage.text):
            place = passage.at(match.start())
            if place not in linked and not any(match.start() <= start < match.end() for start in inside):
                address = match[0].rstrip(".,;:!?)’”'\"")
                yield found("link-bare", f"“{address}” is an address and no link", place, f"write <https://{address}>")


def _is_link(node: object) -> bool:
    return isinstance(node, Link)


def privacy_tracking(copy: Copy) -> Iterator[Diagnostic]:
    """A link that tells a third party who follows it."""
    for link in _links(copy):
        parts = urlsplit(link.target)
        if (parts.hostname or "").lower() in DETOURS:
            message = f"this link goes by way of {parts.hostname}, which notes who follows it"
            yield found("privacy-tracking", message, link.place, "link to the page itself")
        elif marked := [key for key, _ in parse_qsl(parts.query, keep_blank_values=True) if FOLLOWS.fullmatch(key)]:
            message = f"“{marked[0]}” in this address says where its reader came from"
            yield found("privacy-tracking", message, link.place, "cut it off: the page is the same without")
