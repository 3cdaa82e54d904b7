"""Ibid. and op. cit. written out: a document in, the same with the works named that its notes only point at. Pure.

A pop-up shows one note alone, so “ibid.” in it means nothing (Standard Ebooks' manual resolves it for this reason). It
is written out only where there is one work that it can mean: the note before, or the author's latest, names one work in
one sentence. Elsewhere the author that stands before “op. cit.” is given the title of their one work (`shorttitles`).
What is not sure stays, with the finding `note-ibid`. `renamed` declares each change to the proof.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import Document, Emph, Inline, Inlines, Note, Paragraph, Text
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.transforms.edits import Change
from pressbuild.transforms.shorttitles import FORENAMES, short_title
from pressbuild.transforms.worknames import BACK, LEAD, VOLUME, Work, is_spoken_of, work_of
from pressbuild.tree import inner, plain

# An author behind whose name a title may stand: Ames, op. cit.; Ames (op. cit., p. 3).
AUTHOR_OF = lazily(rf"(?:{FORENAMES})?(?<![\w’])(?P<name>[A-ZÀ-Ý][\w’-]+)(?:,\s+|,?\s+\(|,?\s+in\s+)$")
WHERE = lazily(r"\s?,?\s*(?:(?:at\s+)?(?:pp?|S|chs?|chaps?|n|fols?|cols?|Kap)\b\.?\s*[\divxlc]|§|\d)")  # in a work
NAMED = lazily(r"(?P<name>[A-Z][\w’-]+)(?:,\s*|\s+)$")


class _Named(Struct, frozen=True):
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
        for old, new in zip(typed, named, strict=False):
            if place := old.text.place:
                words = old.text.value[old.start : old.end]
                yield Change(place.right(old.start), place.right(old.end), words, new.words)


def _resolved(notes: tuple[Note, ...]) -> Iterator[tuple[Note, tuple[_Named, ...]]]:
    """The notes in order, each after those before it are written out, so that a chain leads to its beginning."""
    done: list[Note] = []
    for note in notes:
        new, named = _written_out(note, done)
        new, changes = (new, (named,)) if named else _titled(note, done)
        done.append(new)
        yield new, changes


def _written_out(note: Note, before: list[Note]) -> tuple[Note, _Named | None]:
    first = note.children[0] if note.children else None
    if not isinstance(first, Paragraph) or len(BACK.findall(plain(note.children))) != 1:
        return note, None
    for index, node in enumerate(first.children):
        text = _text_of(node)
        match = BACK.search(text.value) if text else None
        if text and match and text.place is None:
            return note, None  # a citation style's own words, which stand nowhere that a change could be declared for
        if text and match:
            at = len(plain(first.children[:index]))
            if is_spoken_of(plain(first.children), at + match.start(), at + match.end()):
                return note, None
            named = _named(first.children, index, text, match, before)
            if named is None:
                return note, None
            nodes, change = named
            return replace(note, children=(replace(first, children=nodes), *note.children[1:])), change
    return note, None


def _titled(note: Note, before: list[Note]) -> tuple[Note, tuple[_Named, ...]]:
    """The note with titles in the place of each “op. cit.” behind a name."""
    first = note.children[0] if note.children else None
    if not isinstance(first, Paragraph):
        return note, ()
    nodes, changes = first.children, list[_Named]()
    for index in reversed(range(len(nodes))):
        text = _text_of(nodes[index])
        for match in reversed([*BACK.finditer(text.value)] if text and text.place else []):
            if put := _short(nodes, index, match, before):
                nodes, change = put
                changes.insert(0, change)
    return (
        (replace(note, children=(replace(first, children=nodes), *note.children[1:])), tuple(changes))
        if changes
        else (note, ())
    )


def _short(nodes: Inlines, index: int, match: re.Match[str], before: list[Note]) -> tuple[Inlines, _Named] | None:
    """The run with an author’s title in the place of an “op. cit.”; None where it is not sure which that is. What means
    the same place too needs one of its own behind it."""
    text = _text_of(nodes[index])
    assert text is not None
    left, right = text.value[: match.start()], text.value[match.end() :]
    author = AUTHOR_OF.search(plain(nodes[:index]) + left)
    behind = right + plain(nodes[index + 1 :])
    if author is None or match["same"] or is_spoken_of(plain(nodes), *_span(nodes, index, match)):
        return None
    if isinstance(nodes[index], Emph) and (left or right.strip(" .,")):
        return None
    if not match[0].lower().startswith(("op", "art")) and not WHERE.match(behind):
        return None
    title = None if VOLUME.search(behind) else short_title(author["name"], author["first"] or "", before)
    if title is None:
        return None
    gap = "," if WHERE.match(behind) and behind[:1] == " " else ""
    stop = "." if not behind.strip() and match[0].endswith(".") else ""
    after = Text(stop + gap)
    place = text.place.right(match.end()) if text.place else None
    parts = (replace(text, value=left), title, after, replace(text, value=right, place=place))
    kept = tuple(part for part in parts if not isinstance(part, Text) or part.value)
    named = _Named(text, match.start(), match.end(), plain([title]) + after.value)
    return (*nodes[:index], *kept, *nodes[index + 1 :]), named


def _span(nodes: Inlines, index: int, match: re.Match[str]) -> tuple[int, int]:
    """From where to where a match in a node stands in the words of all."""
    at = len(plain(nodes[:index]))
    return at + match.start(), at + match.end()


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
        work = work_of(before[-1]) if before and LEAD.fullmatch(left) else None
    else:
        author = NAMED.search(text.value[:start])
        if author is None or isinstance(nodes[index], Emph):
            return None
        start = author.start()
        if not LEAD.fullmatch(left[: len(left) - (match.start() - start)]):
            return None
        work = _of_author(author["name"], before)
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


def _of_another_volume(work: Work, match: re.Match[str], behind: str) -> bool:
    """Whether a work is known by its volume, and the reference back may mean another one."""
    if not VOLUME.search(plain(work.name)):
        return False
    return VOLUME.search(behind) is not None or match[0].lower().startswith("op")


def _of_author(author: str, before: list[Note]) -> Work | None:
    """The latest work of an author; None where a note that names the author says more, or two works are theirs."""
    name = re.compile(rf"(?<!\w){re.escape(author)}(?!\w)")
    works = [work_of(note) for note in reversed(before) if name.search(plain(note.children))]
    sure = [work for work in works if work and name.search(work.authors)]
    if not sure or works[0] is not sure[0] or any(work.titles != sure[0].titles for work in sure):
        return None
    return sure[0]


def _put(
    nodes: Inlines, index: int, text: Text, span: tuple[int, int], work: Work, *, same_place: bool
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
