"""Words in other languages than the text's: a `Document` in, the same with the spans of these alone out. Pure.

Word says of each run of words which language it is spelt in, that of the text too, and of many runs a wrong one. A span
stays where its language is another than that of the words around it, by its first subtag, and where its words may be in
it; its tag is written as BCP 47 has it (RFC 5646, 2.1.1): `fr-CA`, `zh-Hans`.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from pressbuild.document import PLAIN, Attributes, Document, Inline, Inlines, Span
from pressbuild.tongue import tongue
from pressbuild.tree import inner, plain, rewrite_inlines, with_inner

SCRIPT, REGION = 4, 2  # letters of a subtag


def in_other_languages(document: Document) -> Document:
    """The document, its spans of words with languages only where these are others than the words' around them."""
    return rewrite_inlines(document, partial(_said, around=document.front.lang))


def canonical(tag: str) -> str:
    """A language's tag as it is written: `EN-gb` as `en-GB`."""
    first, *others = tag.split("-")
    return "-".join((first.lower(), *map(_subtag, others)))


def _subtag(subtag: str) -> str:
    if len(subtag) == SCRIPT and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == REGION else subtag.lower()


def _said(nodes: Inlines, around: str) -> Inlines:
    return tuple(_joined(part for node in nodes for part in _node(node, around)))


def _node(node: Inline, around: str) -> Inlines:
    if not (isinstance(node, Span) and (lang := node.attributes.lang)):
        return (with_inner(node, _said(inner(node), around)),)
    if not _same(lang, around) and not tongue(plain(node.children)).denies(lang):
        other = replace(node.attributes, lang=canonical(lang))
        return (replace(node, children=_said(node.children, lang), attributes=other),)
    bare = replace(node, children=_said(node.children, around), attributes=replace(node.attributes, lang=""))
    return (bare,) if bare.role or bare.attributes != PLAIN else bare.children


def _same(tag: str, other: str) -> bool:
    return tag.partition("-")[0].lower() == other.partition("-")[0].lower()


def _joined(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Spans of one language that touch as one."""
    for attributes, group in groupby(nodes, key=_of_a_language):
        found = tuple(group)
        if attributes and len(found) > 1:
            yield with_inner(found[0], tuple(child for node in found for child in inner(node)))
        else:
            yield from found


def _of_a_language(node: Inline) -> Attributes | None:
    """What a span says that has a language, and no role or place; None of other nodes."""
    if isinstance(node, Span) and node.attributes.lang and not (node.role or node.attributes.id):
        return node.attributes
    return None
