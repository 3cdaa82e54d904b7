"""Changes of words within a run: inlines and a rule in, the run with the rule's changes out. Pure.

A rule looks at a stretch of text that no element interrupts, a text on several lines of the source among them. Nobody
else's words are touched: quotations, titles, links, code and what is kept verbatim are passed by.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Inline, Inlines, Link, Quote, Text
from pressbuild.patterns import lazily
from pressbuild.quotation.flat import is_closed
from pressbuild.quotation.lexicon import REPLACED
from pressbuild.tree import inner, with_inner

OWN = frozenset({"scare", "term", "nickname"})  # quotations that are the author's own words
_SENTENCE_ENDS = lazily(r"(?:^|[.?!…][)\]”’\"'»“‘]*\s+)[(\[“‘\"'«„‚]*$")


class Edit(Struct, frozen=True):
    """From `start` to `end` of a text other words stand."""

    start: int
    end: int
    words: str


class Change(NamedTuple):
    """An edit in the source: where it begins, the place right behind its end, what stands between (empty where that is
    not known) and what shall stand there."""

    start: Place
    end: Place
    old: str
    words: str


Rule = Callable[[str], Iterable[Edit]]


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence begins here."""
    return _SENTENCE_ENDS.search(text[:at]) is not None


def edited(inlines: Inlines, rule: Rule) -> Inlines:
    """The run with a rule's changes. A place goes on to be its text's beginning, and may be a few letters off behind a
    change: it serves messages alone from here on."""
    nodes: list[Inline] = []
    for texts, node in _stretches(inlines):
        if node is not None:
            nodes.append(with_inner(node, edited(inner(node), rule)) if _is_open(node) else node)
        else:
            nodes.extend(_changed(texts, _edits(texts, rule)))
    return tuple(nodes)


def changes(inlines: Inlines, rule: Rule) -> Iterator[Change]:
    """What `edited` changes, by its places in the source."""
    for texts, node in _stretches(inlines):
        text = "".join(each.value for each in texts)
        if node is not None:
            yield from changes(inner(node), rule) if _is_open(node) else ()
            continue
        for edit in _edits(texts, rule):
            start, end = _place(texts, edit.start), _behind(texts, edit.end)
            if start is not None and end is not None:
                yield Change(start, end, text[edit.start : edit.end], edit.words)


def _stretches(inlines: Inlines) -> Iterator[tuple[tuple[Text, ...], Inline | None]]:
    """The run as stretches of texts, each with None, and other nodes, each with no texts."""
    for is_text, nodes in groupby(inlines, lambda node: isinstance(node, Text)):
        if is_text:
            yield tuple(node for node in nodes if isinstance(node, Text)), None
        else:
            yield from (((), node) for node in nodes)


def _is_open(node: Inline) -> bool:
    """Whether the words inside are the author's own."""
    if is_closed(node) or isinstance(node, Link):
        return False
    if isinstance(node, Quote) and (node.role not in OWN or node.decision.evidence == REPLACED):
        return False
    return bool(inner(node))


def _edits(texts: tuple[Text, ...], rule: Rule) -> list[Edit]:
    """The edits that change something, can be declared, and do not meet; of two that meet the first one."""
    text = "".join(node.value for node in texts)
    kept: list[Edit] = []
    for edit in sorted(rule(text), key=lambda each: (each.start, each.end)):
        declared = _place(texts, edit.start) is not None and _behind(texts, edit.end) is not None
        free = not kept or kept[-1].end <= edit.start
        if declared and free and text[edit.start : edit.end] != edit.words:
            kept.append(edit)
    return kept


def _changed(texts: tuple[Text, ...], edits: list[Edit]) -> Iterator[Text]:
    offset = 0
    for node in texts:
        end = offset + len(node.value)
        value = _within(node.value, offset, [edit for edit in edits if edit.start < end and offset < edit.end])
        if value:
            yield node if value == node.value else replace(node, value=value)
        offset = end


def _within(value: str, offset: int, edits: list[Edit]) -> str:
    """A text under the edits that meet it; the words go to the text in which an edit begins."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts.append(value[done : max(edit.start - offset, 0)])
        parts.append(edit.words if edit.start >= offset else "")
        done = min(edit.end - offset, len(value))
    return "".join([*parts, value[done:]])


def _place(texts: tuple[Text, ...], at: int) -> Place | None:
    for node in texts:
        if at < len(node.value):
            return node.place.right(at) if node.place else None
        at -= len(node.value)
    return None


def _behind(texts: tuple[Text, ...], at: int) -> Place | None:
    """The place right behind the character before `at`."""
    last = _place(texts, at - 1) if at else None
    return last.right(1) if last else None
