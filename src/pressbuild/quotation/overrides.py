"""What an author said in braces: a run of inlines in, its `[x]{.scare}` spans as signed quotations out.

Source: DOMAIN.md §2.4. The marks that stand right inside the braces are the quotation's own; marks right round them
are given to it when the run is cut (`flat.cut`). `[x]{.keep}` is kept verbatim; `[x]{.apos}` stays a span, and its
marks are never looked at.
"""

from msgspec.structs import replace

from pressbuild.document import Decision, Inline, Inlines, Quote, Role, Span
from pressbuild.quotation.flat import Cut, cut, flatten, is_closed, place_at
from pressbuild.quotation.marks import find_marks
from pressbuild.quotation.pairing import pair
from pressbuild.tree import inner, with_inner

ROLES: dict[str, Role] = {
    "scare": "scare",
    "term": "term",
    "nickname": "nickname",
    "quote": "quotation",
    "article": "title.article",
    "book": "title.book",
    "headline": "title.headline",
    "foreign": "foreign",
    "keep": "keep",
}
SIGNED = Decision("OVERRIDE", 1.0, signed=True)


def signed(inlines: Inlines) -> Inlines:
    """The run with every override as a signed `Quote`, at any depth."""
    return tuple(_signed(node) for node in inlines)


def _signed(node: Inline) -> Inline:
    if is_closed(node):
        return node
    if isinstance(node, Span) and node.role in ROLES:
        return _quote(node, ROLES[node.role])
    return with_inner(node, signed(inner(node))) if inner(node) else node


def _quote(span: Span, role: Role) -> Quote:
    flat = flatten(span.children if role == "keep" else signed(span.children))
    last = len(flat.text) - 1
    if _is_one_pair(flat.text):
        own = cut(flat, (Cut(0, last, role, SIGNED),))
        if len(own) == 1 and isinstance(own[0], Quote):
            return replace(own[0], attributes=span.attributes)
    start = place_at(flat, 0) or span.place
    end = place_at(flat, last) or start
    return Quote(role, ("", ""), cut(flat, ()), SIGNED, attributes=span.attributes, place=start, end=end)


def _is_one_pair(text: str) -> bool:
    """Whether the first and the last character are the marks of one quotation."""
    marks = find_marks(text)
    if len(marks) < 2 or marks[0].offset != 0 or marks[-1].offset != len(text) - 1:
        return False
    return any(each.opening == 0 and each.closing == len(marks) - 1 for each in pair(marks).pairs)
