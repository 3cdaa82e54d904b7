"""Raw HTML in a manuscript: an allow-list of harmless elements becomes nodes, everything else is refused.

An inline tag comes from pandoc on its own (`<sub>`, text, `</sub>`); tags are paired here and become the node that
Markdown would have made. A block of HTML is checked against the allow-list with nh3 and read again by pandoc's HTML
reader, so that no markup of the author's reaches an edition as it was typed.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Attributes, Emph, Inline, Inlines, LineBreak, Span, Strong, Sub, Sup
from pressbuild.pandoc import read_html

COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\s*(/?)>")
NODES: dict[str, Callable[..., Inline]] = {
    "em": Emph,
    "i": Emph,
    "strong": Strong,
    "b": Strong,
    "sub": Sub,
    "sup": Sup,
}
SPANS = frozenset({"abbr", "cite", "del", "ins", "kbd", "mark", "s", "samp", "small", "u", "var"})
BLOCKS = frozenset(
    """p br hr blockquote ul ol li dl dt dd table caption thead tbody tfoot tr th td h2 h3 h4 h5 h6 div pre code
    a""".split()
)
VOID = ("br", "hr")
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
OPENING = "<"
HINT = "write it in Markdown; docs/manuscript.md has the few elements of HTML that are allowed"


def is_comment(text: str) -> bool:
    """Comments are the author's own and go into no edition."""
    return COMMENT.fullmatch(text) is not None


def tag_role(text: str, place: Place | None) -> Inline:
    """A tag on its own, as a span that stands for it until `without_tags` has paired it."""
    return Span(OPENING + text, (), place=place)


def without_tags(inlines: list[Inline], findings: list[Diagnostic]) -> Inlines:
    """A run of inlines with its raw tags paired into nodes; what is not allowed or not paired is refused."""
    stack: list[tuple[str, Inline | None, list[Inline]]] = [("", None, [])]
    for node in inlines:
        if not (isinstance(node, Span) and node.role.startswith(OPENING)):
            stack[-1][2].append(node)
            continue
        tag = TAG.fullmatch(node.role[1:])
        name = tag[2].lower() if tag else ""
        if tag and name == "br":
            stack[-1][2].append(LineBreak(place=node.place))
        elif tag and not tag[1] and (name in NODES or name in SPANS):
            stack.append((name, node, []))
        elif tag and tag[1] and stack[-1][0] == name:
            _, opened, inner = stack.pop()
            stack[-1][2].append(_element(name, tuple(inner), opened.place if opened else None))
        else:
            findings.append(_refused(node.role[1:], node.place))
    while len(stack) > 1:
        name, opened, inner = stack.pop()
        findings.append(_refused(f"<{name}>", opened.place if opened else None))
        stack[-1][2].extend(inner)
    return tuple(stack[0][2])


def _element(name: str, inner: Inlines, place: Place | None) -> Inline:
    if name in NODES:
        return NODES[name](inner, place=place)
    return Span(name, inner, Attributes(), place=place)


def html_blocks(text: str, name: str, place: Place | None) -> tuple[list[Any], tuple[Diagnostic, ...]]:
    """A block of HTML as pandoc's blocks; none, and a diagnostic, where it is not wholly on the allow-list."""
    import nh3

    tags = set(BLOCKS | SPANS | NODES.keys())
    schemes = {"http", "https", "mailto"}
    cleaned = nh3.clean(
        text, tags=tags, attributes=ATTRIBUTES, url_schemes=schemes, link_rel=None, strip_comments=False
    )
    if not text.strip() or not _balanced(text) or _bare(cleaned) != _bare(text):
        return [], (_refused(text.strip().split("\n", 1)[0][:60], place),)
    tree, findings = read_html(text, name)
    return list(tree["blocks"]), findings


class _Balance(HTMLParser):
    """Whether every element is closed where it ought to be: `<div>` alone opens what another block would close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sound = True

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sound = self.sound and bool(self.open) and self.open.pop() == tag

    def handle_pi(self, _data: str) -> None:
        self.sound = False

    def handle_decl(self, _decl: str) -> None:
        self.sound = False

    def unknown_decl(self, _data: str) -> None:
        self.sound = False

    def handle_startendtag(self, tag: str, _attributes: object) -> None:
        self.sound = self.sound and tag in VOID


def _balanced(text: str) -> bool:
    balance = _Balance()
    balance.feed(text)
    balance.close()
    return balance.sound and not balance.open


def _bare(text: str) -> str:
    """Markup without what a parser may rightly change: white space, case, quotes, entities, optional tags."""
    from lxml import etree, html

    root = html.fragment_fromstring(text, create_parent="div")
    etree.strip_tags(root, "tbody")  # HTML 13.1.2.4: its tags may be left out, and a parser puts them in
    return re.sub(rb"\s+", b" ", etree.tostring(root, method="c14n")).decode()


def _refused(what: str, place: Place | None) -> Diagnostic:
    return found("raw-html-unsafe", f"the HTML “{what}” is not allowed in a manuscript", place, HINT)
