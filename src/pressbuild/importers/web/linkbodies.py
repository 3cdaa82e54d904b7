"""Paragraphs of linked notes: notes with the element at which each begins in, those with all they hold out. Pure."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import BRACKETS, HEADS, NOTES, tag, text_before, text_of
from pressbuild.importers.web.uncalled import Uncalled, apart

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note

FOLLOW = frozenset("p blockquote ul ol pre div table".split())
OF_NOTES = re.compile(r"(foot|end)-?_?note|fn", re.IGNORECASE)
LABELLED = re.compile(r"\s*(?:[\[(]\s*\d{1,4}\s*[\])]|\d{1,4}\s*[.)\]:]|[*†‡§‖¶]|[¹²³⁰⁴-⁹])")


def further_paragraphs(
    notes: "list[Note]", order: "Mapping[Element, int]", heads: "Collection[Element]" = ()
) -> "list[Uncalled]":
    """Gives notes the paragraphs behind their first. Those between two notes belong to the first, unless a mark in them
    shows that they are text below the notes of a page; behind the last one of a run only those do that are dressed as
    notes and as no text, where notes of several paragraphs are usual, or that end what stands below the notes' own
    heading. `heads` of chapters among them are none. The notes among them that nothing calls."""
    holders = {note.body[0]: note.label for note in notes}
    uncalled: list[Uncalled] = []
    calls = {inside for note in notes for call in note.calls for inside in call.iter()}
    ends: list[tuple[Note, list[Element]]] = []
    for note in notes:
        if tag(note.body[0]) in ("p", "div"):
            found, behind = _following(note.body[0], holders, heads)
            closed = behind is not None
            label = holders[behind] if behind is not None and behind.getprevious() not in heads else ""
            gathered, others = apart(note, found, label, closed=closed)
            uncalled += others
            if closed and not any(inside in calls for part in gathered for inside in part.iter()):
                note.body += gathered
            else:
                ends.append((note, gathered))
    usual = any(len(note.body) > 1 for note in notes)
    text = _text_classes(order, holders)
    for note, gathered in ends:
        name = str(note.body[0].get("class") or "")
        if name and name not in text and (usual or OF_NOTES.search(name)):
            note.body += _alike(note.body[0], gathered)
        elif below_heading(note.body[0]) and not any(inside in calls for part in gathered for inside in part.iter()):
            note.further = _unlabelled(note.body[0], gathered if usual else gathered[:1])
            note.body += note.further
    return uncalled


def holds_one_note(division: "Element", targets: "Collection[Element]") -> bool:
    """Does a division hold one note, as the divisions beside it do, or the last one below a rule (Google Docs)?"""
    if tag(division) != "div":
        return False
    before, behind = division.getprevious(), division.getnext()
    last = behind is None and before is not None and tag(before) == "hr"
    return last or any(_begins_one(beside, targets) for beside in (before, behind) if beside is not None)


def _begins_one(division: "Element", targets: "Collection[Element]") -> bool:
    held = [inside for inside in division.iter() if inside in targets] if tag(division) == "div" else []
    return len(held) == 1 and not (text_before(held[0], division) or "").strip(BRACKETS)


def below_heading(holder: "Element") -> bool:
    """Does a note stand below a heading “Notes”, and below no other of its level?"""
    level = "h7"
    for element in holder.itersiblings(preceding=True):
        if tag(element) in HEADS and tag(element) < level:
            level = tag(element)
            if NOTES.fullmatch(text_of(element)):
                return True
    return False


def _unlabelled(holder: "Element", gathered: "list[Element]") -> "list[Element]":
    """Paragraphs up to one that is dressed otherwise than the note or begins as one does, which nothing calls."""
    own = str(holder.get("class") or "")
    others = (
        number
        for number, part in enumerate(gathered)
        if str(part.get("class") or "") != own or LABELLED.match(text_of(part))
    )
    return gathered[: next(others, len(gathered))]


def _following(
    holder: "Element", holders: "Collection[Element]", heads: "Collection[Element]"
) -> "tuple[list[Element], Element | None]":
    """What stands behind a note, and the next note that ends it."""
    gathered: list[Element] = []
    for sibling in holder.itersiblings():
        if sibling in holders:
            return gathered, sibling
        if sibling in heads:
            continue
        if tag(sibling) and (tag(sibling) not in FOLLOW or _has_own_sense(sibling, holders)):
            break
        if tag(sibling):
            gathered.append(sibling)
    return gathered, None


def _text_classes(order: "Mapping[Element, int]", holders: "Collection[Element]") -> set[str]:
    """How paragraphs are dressed that stand before all notes."""
    first = min((order[holder] for holder in holders), default=0)
    return {str(e.get("class") or "") for e, place in order.items() if place < first and tag(e) in ("p", "div")}


def _has_own_sense(element: "Element", holders: "Collection[Element]") -> bool:
    return any(inside in holders or tag(inside) in HEADS for inside in element.iter())


def _alike(holder: "Element", gathered: "list[Element]") -> "list[Element]":
    alike: list[Element] = []
    for element in gathered:
        if tag(element) != tag(holder) or not holder.get("class") or element.get("class") != holder.get("class"):
            break
        alike.append(element)
    return alike
