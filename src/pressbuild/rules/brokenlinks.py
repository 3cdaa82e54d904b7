"""Links that are none, or that nobody can follow: `Copy` in, findings out. Pure.

pandoc prints as letters what it cannot read as a link, and takes for one what has no words or no address.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Image, Link
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy, Passage
from pressbuild.tree import everything, plain, walk

ADDRESS = r"(?:https?:|www\b|mailto:|#\w|\ufffc)"
SPACED = lazily(rf"\[(?!sic\b)[^\[\]\n]+\]\s*\((?=\s*{ADDRESS})")
TURNED = lazily(rf"\([^()\n]+\)\[(?=\s*{ADDRESS})")
OF_A_WIKI = lazily(r"\[\[[^\[\]|\n]+\|[^\[\]\n]+\]\]")
BY_LABEL = lazily(
    r"(?<![\w)\]])\[(?!sic\b|laugh|applau)(?P<words>[^\[\]\n]*[^\W\d_][^\[\]\n]*)\]\[(?!sic\b|laugh|applau)(?P<label>[^\[\]\n]*)\](?!\[)"
)
NO_HOST = lazily(r"(?P<scheme>https?):/{0,2}(?P<rest>[^/]*.*)", re.IGNORECASE)
HINT = "write [text](address), with no space between the brackets and none in the address"


def link_broken(copy: Copy) -> Iterator[Diagnostic]:
    """What was to be a link and is none, and a link without words or address."""
    for passage in copy.passages:
        if "[" in passage.text:
            yield from _typed(copy, passage)
    for node in walk(everything(copy.read)):
        if isinstance(node, Link):
            yield from _hollow(node)


def _typed(copy: Copy, passage: Passage) -> Iterator[Diagnostic]:
    """Brackets that were to make a link: spaced, turned round, a wiki's, with a label that names no address."""
    for pattern in (SPACED, TURNED, OF_A_WIKI):
        for match in pattern.finditer(passage.text):
            yield found("link-broken", "this was to be a link and is none", passage.at(match.start()), HINT)
    for match in BY_LABEL.finditer(passage.text):
        place = passage.at(match.start())
        if copy.holds(place, match[0]):
            label = match["label"] or match["words"]
            hint = f"write [words](address), or below the text a line [{label}]: https://…"
            yield found("link-broken", f"no line gives the address of “{label}”", place, hint)


def _hollow(link: Link) -> Iterator[Diagnostic]:
    if not plain(link.children).strip() and not any(isinstance(node, Image) for node in walk(link.children)):
        message, hint = (
            "this link has no words, and no reader sees it",
            "write them between its brackets: [words](address)",
        )
        yield found("link-broken", message, link.place, hint)
    address = NO_HOST.fullmatch(link.target)
    if address and not re.match(r"https?://[^/]", link.target, re.IGNORECASE):
        meant = f"{address['scheme']}://{address['rest'].lstrip('/')}"
        hint = f"did you mean {meant}?" if "." in meant else "write the address whole"
        yield found("link-broken", f"“{link.target}” is no whole address", link.place, hint)
    elif link.target == "#" or (link.target.lower().startswith("mailto:") and "@" not in unquote(link.target)):
        yield found("link-broken", f"“{link.target}” leads nowhere", link.place, "write the address whole")
