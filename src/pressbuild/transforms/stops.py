"""Commas and full stops beside closing marks: a document in, the same with its stops where the house wants them out.

Logical placement (Hart's Rules; DOMAIN.md §1.1): a stop that belongs to the sentence stands outside the marks. A stop
inside stays where it belongs to what is quoted: at a title's end, after a full sentence or one that stands alone, after
an abbreviation; in a text that puts every stop inside, the position says nothing, so there the words decide. American
placement (Chicago): both go inside the mark and before the note reference, which is a node and so is never mistaken for
digits; a comma goes in behind an abbreviation's stop, a second full stop does not. Only `,` and `.` ever move. On a
text whose full sentences keep their stop and whose fragments do not, each undoes the other.
"""

import re

from msgspec.structs import replace

from pressbuild.document import (
    Code,
    Document,
    Emph,
    Image,
    Inline,
    Inlines,
    Link,
    Math,
    NoteRef,
    Quote,
    Role,
    SmallCaps,
    Span,
    Strong,
    Text,
)
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.facts import Quoted, gather
from pressbuild.quotation.ledger import ledger
from pressbuild.transforms.abbreviations import ABBREVIATED
from pressbuild.tree import inner, marks, plain, rewrite_inlines, walk, with_inner

# What a stop may leave, by role. No title ends with a comma; a full stop may be the title's own.
LEAVES: dict[Role, str] = {
    "scare": ",.",
    "term": ",.",
    "nickname": ",.",
    "foreign": ",.",
    "title.article": ",",
    "title.book": ",",
    "title.headline": ",",
}
# The same in a text that puts every stop inside.
LEAVES_AMERICAN: dict[Role, str] = dict.fromkeys((*LEAVES, "quotation"), ",.")
GOES_ON = frozenset({"SAY_SPLIT", "SENTENCE_INSIDE"})  # a quotation that is part of a whole sentence of somebody's
_SENTENCE = lazily(r"^[A-Z0-9][^\s]*(?:\s+\S+){3,}\.$")
_BEGINS_SMALL = lazily(r"[^\w]*[^\W\d_]", re.UNICODE)
_ENDED = lazily(r"[.?!…][)\]”’\"'»“‘›‹«]*\s+$")
_NEW = lazily(r"\s*$|\s+[^\w\s,;:–—-]*(?P<first>[^\W_])")
NEAR = 100  # letters, and nodes, beyond which nothing says whether a sentence ends
_STOPS = tuple(",.;:?!…")
_MOVABLE = lazily(r"[,.](?![\w.…])")


def stops(document: Document, house: House) -> Document:
    """The document with its stops placed as the house wants them."""
    match house.stops.placement:
        case "as-written":
            return document
        case "american":
            return rewrite_inlines(document, lambda inlines: _american(inlines, house.stops.never_into))
        case "logical":
            leaves = _leaves(document, house)
            return rewrite_inlines(document, lambda inlines: _logical(inlines, leaves, "", "")) if leaves else document


# --- american ------------------------------------------------------------------------------------------------------


def _american(inlines: Inlines, never: tuple[Role, ...]) -> Inlines:
    """A run with the stops brought in, from the outermost quotation inwards."""
    nodes = list(inlines)
    for index, node in enumerate(nodes):
        if (at := _stop_behind(nodes, index)) is None:
            continue
        text = nodes[at]
        assert isinstance(text, Text)
        taken = _taken(node, Text(text.value[0], place=text.place), never)
        if taken is not None:
            nodes[index] = taken
            nodes[at] = replace(text, value=text.value[1:], place=text.place and text.place.right(1))
    kept = (node for node in nodes if not isinstance(node, Text) or node.value)
    return tuple(with_inner(node, _american(inner(node), never)) if inner(node) else node for node in kept)


def _taken(node: Inline, stop: Text, never: tuple[Role, ...]) -> Inline | None:
    """A quotation, or letters with a quotation at their end, with a stop in it; None where it takes none."""
    if isinstance(node, Quote):
        takes = _takes(node, stop.value, never)
        return replace(node, children=_with_stop(node.children, stop)) if takes else None
    if not isinstance(node, Emph | Strong | SmallCaps | Span):
        return None
    last = _last_word(node.children)
    within = _taken(node.children[last], stop, never) if last >= 0 else None
    return with_inner(node, (*node.children[:last], within, *node.children[last + 1 :])) if within else None


def _last_word(inlines: Inlines) -> int:
    """The index of the last node that is no note reference; -1 where there is none."""
    last = len(inlines) - 1
    while last >= 0 and isinstance(inlines[last], NoteRef):
        last -= 1
    return last


def _stop_behind(nodes: list[Inline], index: int) -> int | None:
    """Where the stop is that follows a node, note references passed over; None where there is none that may move."""
    for at in range(index + 1, len(nodes)):
        node = nodes[at]
        if isinstance(node, Text):
            return at if _MOVABLE.match(node.value) else None
        if not isinstance(node, NoteRef):
            return None
    return None


def _takes(quote: Quote, stop: str, never: tuple[Role, ...]) -> bool:
    """Whether a stop may go into a quotation: there is a closing mark, no stop of its own (a comma may stand behind an
    abbreviation's), and no link, code or nickname's possessive at its end."""
    if not marks(quote)[1] or quote.role == "keep" or quote.role in never or quote.attributes.style == "none":
        return False
    text = plain(quote.children)
    possessive = quote.role == "nickname" and text.endswith(("’s", "'s"))
    ended = text.endswith((*_STOPS, "—", "–")) and not (stop == "," and ABBREVIATED.search(text))
    return bool(text) and not possessive and not ended and _open_ended(quote.children)


def _open_ended(children: Inlines) -> bool:
    """Whether the last thing in a quotation is words, and no link, code, formula or something kept verbatim."""
    words = [node for node in children if not isinstance(node, NoteRef)]
    if not words or isinstance(words[-1], Code | Math | Image | Link):
        return False
    last = words[-1]
    if isinstance(last, Quote):
        return last.role != "keep" and last.attributes.style != "none" and _open_ended(last.children)
    return isinstance(last, Text) or (not isinstance(last, Span) and _open_ended(inner(last)))


def _with_stop(children: Inlines, stop: Text) -> Inlines:
    """The inside of a quotation with a stop at its end, before the note references there."""
    last = len(children)
    while last and isinstance(children[last - 1], NoteRef):
        last -= 1
    end = children[last - 1]
    if isinstance(end, Text):
        return (*children[: last - 1], replace(end, value=end.value + stop.value), *children[last:])
    return (*children[:last], stop, *children[last:])


# --- logical -------------------------------------------------------------------------------------------------------


def _leaves(document: Document, house: House) -> dict[Role, str]:
    """The stops that come out, by role. A house that sets marks as they were written only mends slips: it leaves an
    author who puts every stop inside alone."""
    telling = (e for e in ledger(document) if e.text and e.mark != "none" and not e.text.endswith(("?", "!", "…")))
    own = gather(Quoted("single", e.left, e.text, e.right, e.where) for e in telling).stops
    table = LEAVES_AMERICAN if own == "american" else LEAVES
    return {role: table[role] for role in table if own == "logical" or house.treatment(role).set != "written"}


def _logical(inlines: Inlines, leaves: dict[Role, str], before: str, behind: str) -> Inlines:
    """A run with the stops brought out, from the inmost quotation outwards; what stands before and behind it."""
    nodes: list[Inline] = []
    for index, node in enumerate(inlines):
        if not any(isinstance(each, Quote) for each in walk((node,))):
            nodes.append(node)
            continue
        left, right = _left(inlines, index, before), _right(inlines, index, behind)
        inside = with_inner(node, _logical(inner(node), leaves, left, right))
        stays = not isinstance(inside, Quote) or not _gives(inside, leaves) or _stop_follows(inlines[index + 1 :])
        if stays or _takes_up(inlines[:index]):
            nodes.append(inside)
            continue
        assert isinstance(inside, Quote)
        may_leave = leaves[inside.role].replace(".", "") if _alone(left, right) else leaves[inside.role]
        kept, moved = _parted(inside.children, may_leave)
        nodes.append(replace(inside, children=kept) if moved else inside)
        nodes.extend(moved)
    return tuple(nodes)


def _left(inlines: Inlines, index: int, before: str) -> str:
    """What stands near before a node: a text full of quotations is not read anew for each."""
    parts: list[str] = []
    near = 0
    for at in range(index - 1, max(-1, index - 1 - NEAR), -1):
        parts.append(plain(inlines[at : at + 1]))
        near += len(parts[-1])
        if near >= NEAR:
            return "".join(reversed(parts))
    return before + "".join(reversed(parts))


def _right(inlines: Inlines, index: int, behind: str) -> str:
    """What stands near behind a node."""
    parts: list[str] = []
    near = 0
    for at in range(index + 1, min(len(inlines), index + 1 + NEAR)):
        parts.append(plain(inlines[at : at + 1]))
        near += len(parts[-1])
        if near >= NEAR:
            return "".join(parts)
    return "".join(parts) + behind


def _alone(before: str, behind: str) -> bool:
    """Whether a quotation is a sentence in its own right, so that its full stop is its own (Hart's Rules): a sentence
    ends before it, and nothing or a new sentence is behind it."""
    new = _NEW.match(behind)
    opens = not before.strip() or (_ENDED.search(before) is not None and not ABBREVIATED.search(before.rstrip()))
    return opens and new is not None and not (new["first"] or "").islower()


def _gives(quote: Quote, leaves: dict[Role, str]) -> bool:
    """Whether a stop may come out of a quotation. Somebody's words keep theirs where they are a whole sentence or part
    of one: they begin with a capital, or the speaker's name stood between."""
    if quote.role not in leaves or quote.attributes.style == "none":
        return False
    return quote.role != "quotation" or (quote.decision.code not in GOES_ON and _begins_small(plain(quote.children)))


def _takes_up(before: Inlines) -> bool:
    """Whether what stands before is a speech broken off at a comma and its speaker: “Nets,” she said, “are …”"""
    if len(before) < 2 or not isinstance(before[-1], Text) or not isinstance(before[-2], Quote):
        return False
    speaker = before[-1].value
    broken_off = before[-2].role == "quotation" and plain(before[-2].children).endswith(",")
    return broken_off and speaker.endswith(", ") and not any(stop in speaker for stop in ".?!;")


def _begins_small(text: str) -> bool:
    first = _BEGINS_SMALL.match(text)
    return first is not None and first[0][-1].islower()


def _stop_follows(inlines: Inlines) -> bool:
    """Whether the next character, note references passed over, is a stop already."""
    for node in inlines:
        if isinstance(node, Text) and node.value:
            return node.value.startswith(_STOPS)
        if not isinstance(node, NoteRef):
            return False
    return False


def _parted(children: Inlines, may_leave: str) -> tuple[Inlines, Inlines]:
    """What stays inside a quotation, and the stop that comes out, with the note references that stood behind it."""
    last = len(children)
    while last and isinstance(children[last - 1], NoteRef):
        last -= 1
    if not last:
        return children, ()
    end = children[last - 1]
    if isinstance(end, Text) and len(end.value) == 1 and end.value in may_leave and last > 1:
        lone = plain(children[: last - 1])  # a stop behind an element: *nets*.
        stays = not lone or lone.endswith(_STOPS) or _own(lone + end.value)
        return (children, ()) if stays else (children[: last - 1], (end, *children[last:]))
    before, stop = _cut_off(end, may_leave)
    if stop is None:
        return children, ()
    return (*children[: last - 1], before), (stop, *children[last:])


def _cut_off(node: Inline, may_leave: str) -> tuple[Inline, Text | None]:
    """A node without the stop at its end, and the stop."""
    if not isinstance(node, Text):
        inside = inner(node)
        if not inside or isinstance(node, Quote):
            return node, None
        before, stop = _cut_off(inside[-1], may_leave)
        return (with_inner(node, (*inside[:-1], before)), stop) if stop else (node, None)
    value = node.value
    if len(value) < 2 or value[-1] not in may_leave or _own(value):
        return node, None
    if value[-2] in _STOPS and not (value[-1] == "," and ABBREVIATED.search(value[:-1])):
        return node, None
    place = node.place and node.place.right(len(value) - 1)
    return replace(node, value=value[:-1]), Text(value[-1], place=place)


def _own(value: str) -> bool:
    """Whether a full stop belongs to the words: a sentence's or an abbreviation's."""
    return value.endswith(".") and bool(ABBREVIATED.search(value) or _SENTENCE.match(value))
