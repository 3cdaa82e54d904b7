"""Ibid. and op. cit. written out: a document in, the same with the works named that its notes only point at. Pure.

A pop-up shows one note alone, so “ibid.” in it means nothing (Standard Ebooks' manual resolves it for this reason). It
is written out only where there is one work that it can mean: the note before, or the author's latest, names one work in
one sentence. What is not sure stays, with the finding `note-ibid`. `renamed` declares each change to the proof.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressbuild.document import Document, Emph, Inline, Inlines, Note, Paragraph, Quote, SmallCaps, Text
from pressbuild.house import House
from pressbuild.transforms.edits import Change
from pressbuild.tree import inner, plain, with_inner

# Latin, as English and French have it, and German: ebd., a. a. O.
BACK = re.compile(
    r"(?<![\w’])(?:(?P<same>[Ii]bid(?:em)?|IBID|[Ee]bd|[Ee]bda|[Ee]benda)\b\.?"
    r"|(?P<cited>(?:[Oo]p|[Ll]oc|[Aa]rt)\.?\s?cit|[Aa]\.\s?[Aa]\.\s?O|[Aa]aO)\b\.?)"
)
# The same author once more: Id., Idem; German Ders., Dies. A comma or a title must follow, for “dies” is a word too.
PERSON = re.compile(r"(?<![\w’])(?:[Ii]d\.|[Ii]dem|[Ee]adem|[Dd]ers\.|[Dd]ies\.)(?=,? \S)")
LEAD = re.compile(
    r"\W*(?:(?:See also|See|Cf\. aussi|Cf|Compare|In|Vgl|Siehe auch|Siehe|S\. a|Voir aussi|Voir|Cfr|Vedi|Véase|Zie)\b"
    r"\.?,?\s*)?",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?P<name>[A-Z][\w’-]+)(?:,\s*|\s+)$")
# Where in a work, or in one of its volumes: pages, chapters, sections, or a number alone.
LOCATOR = re.compile(
    r",?\s*(?:\b(?:at\s+)?(?:pp?|chs?|chaps?|nos?|paras?|sects?|n|S|Kap|Nr)\b\.?|§+)\s*[\divxlc][\w\s,.–-]*$",
    re.IGNORECASE,
)
VOLUME = re.compile(r"\b(?:vols?|bk|Bd|t)\b\.?\s*[\divxlc]", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\bed)(?<!\beds)(?<!\btr)(?<!\btrans)(?<!\bBd)(?<!\bHg)(?<!\bHrsg)(?<!\bNr)(?<!\bKap)(?<!\bv)"
    r"[.?!][)”’“»]*\s+[A-ZÀ-Ý]|;"
)
# What a note says of its quotation alone.
REMARK = re.compile(
    r"\([^()]*\b(?:emphasis|italics|my|translat\w+|stress|hervorh\w*|kursiv|übers\w*|soulign\w+|traduction|trad)\b[^()]*\)",
    re.IGNORECASE,
)
HARMLESS = (Text, Emph, SmallCaps, Quote)


@dataclass(frozen=True, slots=True)
class _Work:
    """A work as a note names it, and where in it."""

    name: Inlines
    locator: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A reference back that is written out: the text it stands in, from where to where, and the words instead."""

    text: Text
    start: int
    end: int
    words: str


def ibid(document: Document, house: House) -> Document:
    """The document with its references back written out, where the house wants that."""
    if not house.notes.resolve_ibid:
        return document
    return replace(document, notes=tuple(note for note, _ in _resolved(document.notes)))


def renamed(document: Document, worded: Document, house: House) -> Iterator[Change]:
    """What `ibid` changes: the places of a document as it was read, the words of the same with the house's own."""
    if not house.notes.resolve_ibid:
        return
    for (_, typed), (_, named) in zip(_resolved(document.notes), _resolved(worded.notes), strict=True):
        if typed and named and typed.text.place:
            place = typed.text.place
            old = typed.text.value[typed.start : typed.end]
            yield Change(place.right(typed.start), place.right(typed.end), old, named.words)


def _resolved(notes: tuple[Note, ...]) -> Iterator[tuple[Note, _Named | None]]:
    """The notes in order, each after those before it are written out, so that a chain leads to its beginning."""
    done: list[Note] = []
    for note in notes:
        new, named = _written_out(note, done)
        done.append(new)
        yield new, named


def _written_out(note: Note, before: list[Note]) -> tuple[Note, _Named | None]:
    first = note.children[0] if note.children else None
    if not isinstance(first, Paragraph) or len(BACK.findall(plain(note.children))) != 1:
        return note, None
    for index, node in enumerate(first.children):
        text = _text_of(node)
        match = BACK.search(text.value) if text else None
        if text and match:
            named = _named(first.children, index, text, match, before)
            if named is None:
                return note, None
            nodes, change = named
            return replace(note, children=(replace(first, children=nodes), *note.children[1:])), change
    return note, None


def _text_of(node: Inline) -> Text | None:
    """The text of a node that is one, or that sets one apart: *Ibid.*"""
    if isinstance(node, Text):
        return node
    inside = inner(node) if isinstance(node, Emph) else ()
    return inside[0] if len(inside) == 1 and isinstance(inside[0], Text) else None


def _named(
    nodes: Inlines, index: int, text: Text, match: re.Match[str], before: list[Note]
) -> tuple[Inlines, _Named] | None:
    """The run with the work named in the place of the reference back; None where it is not sure which work that is."""
    left = plain(nodes[:index]) + text.value[: match.start()]
    start = match.start()
    if match["same"] or LEAD.fullmatch(left):
        work = _work(before[-1]) if before and LEAD.fullmatch(left) else None
    else:
        author = NAMED.search(text.value[:start])
        if author is None or isinstance(nodes[index], Emph):
            return None
        start = author.start()
        if not LEAD.fullmatch(left[: len(left) - (match.start() - start)]):
            return None
        work = next((_work(note) for note in reversed(before) if _names(author["name"], note)), None)
    if work is None or _of_another_volume(work, match, text.value[match.end() :] + plain(nodes[index + 1 :])):
        return None
    return _put(
        nodes,
        index,
        text,
        (start, match.end()),
        work,
        same_place=not match["cited"] or match[0].lower().startswith(("loc", "a")),
    )


def _of_another_volume(work: _Work, match: re.Match[str], behind: str) -> bool:
    """Whether a work is known by its volume, and the reference back may mean another one."""
    if not VOLUME.search(plain(work.name)):
        return False
    return VOLUME.search(behind) is not None or match[0].lower().startswith("op")


def _names(author: str, note: Note) -> bool:
    return re.search(rf"(?<!\w){re.escape(author)}(?!\w)", plain(note.children)) is not None


def _put(
    nodes: Inlines, index: int, text: Text, span: tuple[int, int], work: _Work, *, same_place: bool
) -> tuple[Inlines, _Named]:
    start, end = span
    behind = text.value[end:] + plain(nodes[index + 1 :])
    alone = not behind.strip(" .")
    tail = work.locator if alone and same_place else ""
    stop = "." if alone and "." not in behind and text.value[end - 1] == "." else ""
    gap = "," if behind[:1] == " " and behind.strip()[:1].isalnum() else ""
    after = Text(tail + stop + gap)
    left, right = text.value[:start], text.value[end:]
    place = text.place.right(end) if text.place else None
    parts = (replace(text, value=left), *work.name, after, replace(text, value=right, place=place))
    words = plain(work.name) + after.value
    kept = tuple(part for part in parts if not isinstance(part, Text) or part.value)
    return (*nodes[:index], *kept, *nodes[index + 1 :]), _Named(text, start, end, words)


# --- the work that a note names -------------------------------------------------------------------------------------


def _work(note: Note) -> _Work | None:
    """The work that a note names in its one sentence; None where it says more, or holds what stands once alone."""
    if len(note.children) != 1 or not isinstance(paragraph := note.children[0], Paragraph):
        return None
    nodes = paragraph.children
    text = plain(nodes)
    lead = LEAD.match(text)
    start = lead.end() if lead else 0
    more = BACK.search(text) or PERSON.match(text, start) or REMARK.search(text) or SENTENCE.search(text, start)
    if more or not all(map(_is_harmless, nodes)):
        return None
    locator = LOCATOR.search(text.rstrip(" ."))
    end = locator.start() if locator else len(text.rstrip(" ."))
    name = _unplaced(_slice(nodes, start, end))
    return _Work(name, locator[0] if locator else "") if len(plain(name).split()) > 1 else None


def _is_harmless(node: Inline) -> bool:
    return isinstance(node, HARMLESS) and all(map(_is_harmless, inner(node)))


def _slice(nodes: Inlines, start: int, end: int) -> Inlines:
    """A run from one character of its text to another; an element that is cut goes whole."""
    kept: list[Inline] = []
    offset = 0
    for node in nodes:
        length = len(plain([node]))
        from_, to = max(start - offset, 0), min(end - offset, length)
        if from_ < to:
            kept.append(replace(node, value=node.value[from_:to]) if isinstance(node, Text) else node)
        offset += length
    return tuple(kept)


def _unplaced(nodes: Inlines) -> Inlines:
    """The same without places: a copy stands nowhere in the source."""
    return tuple(
        replace(with_inner(node, _unplaced(inner(node))) if inner(node) else node, place=None) for node in nodes
    )
