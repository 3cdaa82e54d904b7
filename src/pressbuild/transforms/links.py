"""Bare addresses made links: `www.example.org/x.` in, a link without the full stop out. Link text is never changed."""

from collections.abc import Iterator

from pressbuild.diagnostics import Place
from pressbuild.document import Document, Inline, Inlines, Link, Text
from pressbuild.house import House
from pressbuild.tree import inner, rewrite_inlines, with_inner

SIGNS = ("://", "www.")
MARKS = "’”»›"  # a closing mark belongs to the sentence


def links(document: Document, house: House) -> Document:
    """The document with every bare address of the web, outside links, made a link."""
    return rewrite_inlines(document, _linked)


def _linked(inlines: Inlines) -> Inlines:
    return tuple(part for node in inlines for part in _parts(node))


def _parts(node: Inline) -> Iterator[Inline]:
    if isinstance(node, Text):
        yield from _split(node) if any(sign in node.value for sign in SIGNS) else (node,)
    elif isinstance(node, Link):
        yield node
    else:
        yield with_inner(node, _linked(inner(node))) if inner(node) else node


def _split(text: Text) -> Iterator[Inline]:
    """A text cut at its addresses. linkify-it-py leaves trailing stops and unbalanced brackets outside."""
    from linkify_it import LinkifyIt

    linkifier = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": False})
    end = 0
    for match in linkifier.match(text.value) or ():
        if not match.raw.lower().startswith(("http://", "https://", "www.")):
            continue  # a bare name such as “example.org” may be a name and no address
        marks = len(match.raw) - len(match.raw.rstrip(MARKS))
        yield from _text(text, end, match.index)
        end = match.last_index - marks
        url = match.url[: len(match.url) - marks]
        yield Link(url, (_slice(text, match.index, end),), place=_at(text, match.index))
    yield from _text(text, end, len(text.value))


def _text(text: Text, start: int, end: int) -> Iterator[Text]:
    if start < end:
        yield _slice(text, start, end)


def _slice(text: Text, start: int, end: int) -> Text:
    return Text(text.value[start:end], place=_at(text, start))


def _at(text: Text, index: int) -> Place | None:
    return text.place.right(index) if text.place else None
