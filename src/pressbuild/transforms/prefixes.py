"""Words that a house sets before a quotation, such as “so-called”: a document in, the same with each where it belongs.

A prefix stands before the opening mark, as part of what the house sets there (`Quote.glyphs`). It goes where the author
has said it already, and takes a capital where it opens a sentence. Pure. `prefixes` lists those that were set, for the
proof of an edition.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from pressbuild.document import Document, Inline, Inlines, Quote
from pressbuild.patterns import lazily
from pressbuild.transforms.edits import Change, opens_sentence
from pressbuild.tree import everything, inner, plain, rewrite_inlines, walk, with_inner

WORDS = lazily(r"^.*[^\W_][ \u00a0]*")  # no mark has a letter in it


def prefixed(document: Document) -> Document:
    """The document with its prefixes settled."""
    return rewrite_inlines(document, lambda inlines: _settled(inlines, []))


def prefixes(document: Document) -> Iterator[Change]:
    """The prefixes of a document that its house has set: where they stand in the source, and their words."""
    for node in walk(everything(document)):
        if isinstance(node, Quote) and node.place and (words := _prefix(node)):
            first = node.written[0] or plain(node.children)[:1]
            yield Change(node.place, node.place.right(len(first)), first, words + first)


def _prefix(quote: Quote) -> str:
    found = WORDS.match(quote.glyphs[0]) if quote.glyphs else None
    return found[0] if found else ""


def _settled(inlines: Inlines, said: list[str]) -> Inlines:
    """The run with its prefixes settled; `said` gathers what stands before each node."""
    return tuple(_node(node, said) for node in inlines)


def _node(node: Inline, said: list[str]) -> Inline:
    if isinstance(node, Quote) and node.glyphs is not None:
        prefix = _prefix(node)
        own = _fitting(prefix, "".join(said)) if prefix else ""
        opening = own + node.glyphs[0][len(prefix) :]
        said.append(opening)
        children = _settled(node.children, said)
        said.append(node.glyphs[1])
        return replace(node, glyphs=(opening, node.glyphs[1]), children=children)
    if not inner(node):
        said.append(plain([node]))
        return node
    return with_inner(node, _settled(inner(node), said))


def _fitting(prefix: str, before: str) -> str:
    """A prefix as it stands behind some words: not twice, and with a capital where it opens the sentence."""
    if before.rstrip().lower().endswith(prefix.strip().lower()):
        return ""
    return prefix[0].upper() + prefix[1:] if opens_sentence(before, len(before)) else prefix
