"""Where a note's mark stands beside stops, dashes and closing marks: a document in, the same with its references moved.

English and German houses set it behind the stop, save a dash (Chicago 14.26; Hart's Rules); French ones before the
stop and before the closing mark of the quotation that it ends (Imprimerie nationale; Office québécois, BDL). Order and
number of the references never change.
"""

import re

from msgspec.structs import replace

from pressbuild.document import Document, Inline, Inlines, NoteRef, Quote, Text
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.flat import is_closed
from pressbuild.transforms.abbreviations import ABBREVIATED
from pressbuild.tree import inner, marks, rewrite_inlines, with_inner

_STOP_BEHIND = lazily(r"[\u00a0\u202f]?(?P<stop>[.,;:?!])(?![\w.,;:?!…])")
_STOP_BEFORE = lazily(r"(?:^|(?<=[^\s.,;:?!…—–\u00a0\u202f]))[\u00a0\u202f]?(?P<stop>[.,;:?!])$")
_DASH_BEFORE = lazily(r"(?<=[^\s—–-])(?:[ \u00a0](?:– ?|-{1,3} )|—|-{2,3})$")


def references(document: Document, house: House) -> Document:
    """The document with its note references where the house wants them."""
    if house.notes.position == house.notes.close_quote == "as-written":
        return document
    return rewrite_inlines(document, lambda inlines: _placed(inlines, house))


def _placed(inlines: Inlines, house: House) -> Inlines:
    """A run with its references placed: those that come out of a quotation before they are set beside a stop, those
    that go in afterwards."""
    if house.notes.close_quote == "before":
        nodes = _beside_stops(inlines, house)
        return _descended(_brought_in(nodes), house)
    return _beside_stops(_taken_out(_descended(inlines, house), house), house)


def _descended(inlines: Inlines, house: House) -> Inlines:
    return tuple(
        with_inner(node, _placed(inner(node), house)) if inner(node) and not is_closed(node) else node
        for node in inlines
    )


def _beside_stops(inlines: Inlines, house: House) -> Inlines:
    if house.notes.position == "as-written":
        return inlines
    nodes = list(inlines)
    for start, end in reversed(_groups(inlines)):
        if dash := _end_of(nodes, start, _DASH_BEFORE):
            _behind(nodes, start, end, dash[0], dash.start())
        elif house.notes.position == "after-stop":
            _behind_stop(nodes, start, end)
        elif (stop := _end_of(nodes, start, _STOP_BEFORE)) and not ABBREVIATED.search(stop.string):
            _behind(nodes, start, end, stop["stop"], stop.start())
    return tuple(node for node in nodes if not isinstance(node, Text) or node.value)


def _groups(inlines: Inlines) -> list[tuple[int, int]]:
    """The stretches of references that stand together: first index, index behind the last."""
    groups: list[tuple[int, int]] = []
    for index, node in enumerate(inlines):
        if not isinstance(node, NoteRef):
            continue
        if groups and groups[-1][1] == index:
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
    return groups


def _end_of(nodes: list[Inline], start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What a pattern finds at the end of the text before some references; a stop alone there is an element's."""
    before = nodes[start - 1] if start else None
    found = pattern.search(before.value) if isinstance(before, Text) else None
    return found if found and (found.start() > 0 or start > 1) else None


def _behind(nodes: list[Inline], start: int, end: int, moved: str, at: int) -> None:
    """Takes what stands from `at` in the text before some references and sets it behind them."""
    before = nodes[start - 1]
    assert isinstance(before, Text)
    text = Text(moved, place=before.place and before.place.right(len(before.value) - len(moved)))
    nodes[start - 1 : end] = [replace(before, value=before.value[:at]), *nodes[start:end], text]


def _behind_stop(nodes: list[Inline], start: int, end: int) -> None:
    """A stop that follows some references goes before them."""
    after = nodes[end] if end < len(nodes) else None
    found = _STOP_BEHIND.match(after.value) if isinstance(after, Text) and start else None
    if found is None:
        return
    assert isinstance(after, Text)
    before = nodes[start - 1]
    if isinstance(before, Text) and before.value.endswith(found["stop"]):
        return
    stop = Text(found["stop"], place=after.place and after.place.right(found.start("stop")))
    rest = replace(after, value=after.value[found.end() :], place=after.place and after.place.right(found.end()))
    nodes[start : end + 1] = [stop, *nodes[start:end], rest]


def _taken_out(inlines: Inlines, house: House) -> Inlines:
    """A run with the references at the end of a quotation set behind its closing mark."""
    if house.notes.close_quote != "after":
        return inlines
    nodes: list[Inline] = []
    for node in inlines:
        if not isinstance(node, Quote) or node.role == "keep":
            nodes.append(node)
            continue
        last = len(node.children)
        while last > 1 and isinstance(node.children[last - 1], NoteRef):
            last -= 1
        nodes += [replace(node, children=node.children[:last]), *node.children[last:]]
    return tuple(nodes)


def _brought_in(inlines: Inlines) -> Inlines:
    """A run with the references right behind a quotation set before its closing mark."""
    nodes: list[Inline] = []
    for node in inlines:
        last = nodes[-1] if nodes else None
        if isinstance(node, NoteRef) and isinstance(last, Quote) and _has_closing(last) and last.children:
            nodes[-1] = replace(last, children=(*last.children, node))
        else:
            nodes.append(node)
    return tuple(nodes)


def _has_closing(quote: Quote) -> bool:
    return quote.role != "keep" and marks(quote)[1] != ""
