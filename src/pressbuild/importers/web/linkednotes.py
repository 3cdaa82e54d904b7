"""Notes of web pages and old EPUBs: elements in, which links are marks and which elements notes out. Pure.

A mark is a link with a label of a few characters, raised or in brackets or named as what it is, to an element further
on that begins with the same label, leads back, or is named a note; a bare one needs more (`baremarks`). Known are the
shapes of pandoc, Word, LibreOffice, Google Docs, InDesign, Calibre, Sigil, Project Gutenberg, Wikipedia, WordPress and
Substack; none is looked for by name alone.
"""

import re
from collections.abc import Iterator, Sequence
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pressbuild.importers.web.attributenotes import attributed
from pressbuild.importers.web.baremarks import called_again, calls_barely
from pressbuild.importers.web.besidenotes import POPOVER, beside, popovers, titled
from pressbuild.importers.web.elements import BLOCKS, BRACKETS, HEADS, STOPS, tag, text_before, text_of, whole_mark
from pressbuild.importers.web.linkbodies import further_paragraphs, holds_one_note
from pressbuild.importers.web.linklabels import ordinal, printed, printed_label, without_doubtful
from pressbuild.importers.web.markings import CALLS, NAMED, is_bracketed, is_named, is_raised, says
from pressbuild.importers.web.noteheads import NoteHeads, note_heads
from pressbuild.importers.web.notelines import noted_lines
from pressbuild.importers.web.notes import Leaf, Note
from pressbuild.importers.web.uncalled import beside_called, label_block
from pressbuild.importers.web.waysback import is_arrow, says_backlink, ways_back

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = re.compile(
    r"(?:(?:note|n|nb|fn|notes)\s)?\d{1,4}(?:[a-z]|\*|:\d{1,2})?|\*\d{1,4}|[a-z]{1,2}|[ivxlcdm]{1,7}|[*†‡§‖¶#]{1,4}|[¹²³⁰⁴-⁹]{1,4}",
    re.IGNORECASE,
)


class Finder:
    """Finds the notes of some pages, in the order of their first marks."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
        self.order: dict[Element, int] = {}
        self.places: dict[tuple[str, str], Element] = {}
        self.home: dict[Element, str] = {}
        for leaf in leaves:
            for element in leaf.root.iter():
                if not tag(element):
                    continue
                self.order[element] = len(self.order)
                self.home[element] = leaf.name
                for key in ("id", "name"):
                    if name := element.get(key):
                        self.places.setdefault((leaf.name, str(name)), element)
        self.links = [(a, target) for a in self.order if tag(a) == "a" and (target := self.target(a)) is not None]
        self.heads = NoteHeads()
        self.leading: dict[Element, list[Element]] = {}
        for a, target in self.links:
            self.leading.setdefault(target, []).append(a)

    def target(self, link: "Element") -> "Element | None":
        """The element that a link leads to, where it is one of these pages'. A saved page's own address may stand
        before the `#`."""
        address, hash_, place = str(link.get("href") or "").partition("#")
        if not hash_ or not place:
            return None
        home = self.home[link]
        if address and "://" not in address:
            home = normpath(join(dirname(home), unquote(address)))
        found = self.places.get((home, place))
        return found if found is not None else self.places.get((home, unquote(place)))

    def notes(self) -> list[Note]:
        marks = [(a, target) for a, target in self.links if self._may_call(a, target)]
        labels = {target: text_of(a).strip(BRACKETS) for a, target in marks}
        for line in noted_lines(labels):
            self.order[line], self.home[line] = self.order[line[0]], self.home[line[0]]
        found = self._called(marks, set(labels), set())
        known = {note.body[0] for note in found.values()}
        found |= self._called([mark for mark in marks if mark[1] not in found], set(labels), known)
        called = {call for note in found.values() for call in note.calls}
        for a, target in self.links:
            if (note := found.get(target)) and whole_mark(a) not in called and called_again(a, note.label, note.body):
                note.calls.append(whole_mark(a))
        kept = sorted(found.values(), key=lambda note: self.order[note.calls[0]])
        kept += beside(kept, self.order)
        kept += popovers(kept, self.order, self._opened)
        kept += titled(kept, self.order)
        for note in (shown := attributed(kept, self.order)):
            place = self.order[note.calls[0]]
            self.order |= dict.fromkeys(note.body[0].iter(), place)
        kept += shown
        self.heads = note_heads(kept, self.order)
        uncalled = [*further_paragraphs(kept, self.order, self.heads.sure), *beside_called(kept)]
        kept += [Note(one.label, body=one.body, cut=one.cut) for one in uncalled]
        called = {call for note in kept for call in note.calls}
        called |= {whole_mark(a) for a, target in self.links if target in found and not _is_own(a, found[target])}
        for note in kept:
            if note.attribute:
                note.prefix = printed_label(note)
                continue
            note.cut += [part for part in label_block(note.body[0], note.label) if part not in note.cut]
            note.cut += ways_back(note, called, self.order, self.target)
            if not note.calls:  # where its way back led is lost, too
                note.cut += [a for part in note.body for a in part.iter() if is_arrow(a) and a not in note.cut]
            note.prefix = printed_label(note)
        without_doubtful(kept)
        return kept

    def _opened(self, button: "Element") -> "Element | None":
        """What a button opens, or what describes it when it is touched (`role="tooltip"`)."""
        home = self.home[button]
        opened = self.places.get((home, str(button.get(POPOVER) or "")))
        described = self.places.get((home, str(button.get("aria-describedby") or "")))
        return described if described is not None and described.get("role") == "tooltip" else opened

    def _called(
        self, marks: "Sequence[tuple[Element, Element]]", targets: "set[Element]", known: "set[Element]"
    ) -> "dict[Element, Note]":
        """The notes that marks call, by what these lead to. One that stands beside a `known` one needs no other sign
        of being a note."""
        found: dict[Element, Note] = {}
        for a, target in marks:
            note = found.get(target) or self._note(a, target, targets, known)
            if note is not None and not any(part in (a, *a.iterancestors()) for part in note.body):
                found[target] = note
                note.calls.append(whole_mark(a))
        return found

    def leading_nowhere(self, notes: "Sequence[Note]") -> "Iterator[Element]":
        """Links that look like marks and lead to what could not be told for a note."""
        held = {inside for note in notes for part in (*note.calls, *note.body, *note.cut) for inside in part.iter()}
        for a, target in self.links:
            if self._may_call(a, target) and a not in held and not any(tag(e) in HEADS for e in _around(target)):
                yield a

    def _may_call(self, a: "Element", target: "Element") -> bool:
        """A mark by its looks, with what it leads to further on."""
        words = text_of(a).strip(BRACKETS)
        explicit = says(a, "noteref") or says(a.getparent(), "noteref")
        leads_back = says_backlink(a) and self.order[target] <= self.order[a]  # a call may say it too (Org mode)
        if leads_back or not words or len(words) > (24 if explicit else 10):
            return False
        if not explicit and not LABEL.fullmatch(words):
            return False
        if self.order[target] <= self.order[a] and not explicit:
            return False
        return explicit or is_raised(a) or is_bracketed(a) or is_named(a, CALLS) or self._is_bare_mark(a, target)

    def _is_bare_mark(self, a: "Element", target: "Element") -> bool:
        holder = self._holder(target, {target})
        if holder is None or holder in a.iterancestors():
            return False
        near = (a, *a.iter(), *list(a.iterancestors())[:3])
        back = [
            link for place in near for link in self.leading.get(place, ()) if holder in (link, *link.iterancestors())
        ]
        return calls_barely(a, target, holder, back)

    # -- what a mark leads to

    def _note(self, a: "Element", target: "Element", targets: "set[Element]", known: "set[Element]") -> Note | None:
        label = text_of(a).strip(BRACKETS)
        head = next((e for e in (target, *target.iterancestors()) if tag(e) in HEADS), None)
        if head is not None and text_of(head).strip(BRACKETS) == label:  # a number as a heading, its note below
            below = head.getnext()
            return Note(label, body=[below], cut=[head]) if below is not None and tag(below) in ("p", "div") else None
        holder = self._holder(target, targets)
        if (
            holder is None
            or holder in (a, *a.iterancestors())
            or tag(holder) in HEADS
            or tag(holder) in ("body", "html")
        ):
            return None
        heads = [inside for inside in holder.iter() if tag(inside) in HEADS]
        if heads != label_block(holder, label)[: len(heads)] or not text_of(holder).strip():
            return None
        explicit = says(a, "noteref") or says(holder, "note") or says(target, "note")
        term = _term(target, holder)
        begins = printed(label, text_of(holder)) is not None or text_of(target).strip(BRACKETS) == label
        begins = begins or (term is not None and text_of(term).strip(BRACKETS) == label)
        numbered = tag(holder) == "li" and ordinal(holder) == label
        named = is_named(holder, NAMED) or is_named(target, NAMED)
        name = str(target.get("id") or target.get("name") or "")
        named = named or (
            is_raised(a)
            and re.fullmatch(r"[a-z]*[-_.:]?", name.removesuffix(label), re.IGNORECASE) is not None
            and name.endswith(label)
        )
        beside = is_raised(a) and not known.isdisjoint((holder.getprevious(), holder.getnext()))
        if not (explicit or begins or numbered or named or beside or self._leads_back((holder, target), a)):
            return None
        return Note(label, body=[holder], cut=[term] if term is not None and tag(holder) == "dd" else [])

    def _holder(self, target: "Element", targets: "set[Element]") -> "Element | None":
        """The element that holds the whole note that begins at a target."""
        if tag(target) == "table":  # a table of one row is one note (docutils before 0.18)
            return target if sum(tag(inside) == "tr" for inside in target.iter()) == 1 else None
        if tag(target) == "dl":  # a list of one term, too (Calibre's from Word)
            inside = [child for child in target if tag(child)]
            return inside[1] if [tag(child) for child in inside] == ["dt", "dd"] else None
        block: Element | None = target
        while block is not None and tag(block) not in BLOCKS:
            block = block.getparent()
        if block is None:
            return None
        if tag(block) in ("td", "th"):
            return block.getparent()
        if tag(block) == "dt":
            following = block.getnext()
            return following if following is not None and tag(following) == "dd" else None
        while (parent := block.getparent()) is not None and tag(parent) not in STOPS:
            alone = not any(inside in targets and inside is not target for inside in parent.iter())
            kin = tag(parent) in ("li", "aside", "dd") or is_named(parent, NAMED) or holds_one_note(parent, targets)
            if not (alone and kin and _is_first(block)):
                break
            block = parent
        return block

    def _leads_back(self, holders: "tuple[Element, ...]", a: "Element") -> bool:
        inside = {element for holder in holders for element in holder.iter()}
        near = {a, *a.iter(), *list(a.iterancestors())[:3]}
        return any(link in inside and target in near for link, target in self.links) or any(
            link in inside and _text_between(target, a)
            for link, target in self.links
            if self.order[target] < self.order[a]
        )


# --- elements ------------------------------------------------------------------------------------------------------


def _term(target: "Element", holder: "Element") -> "Element | None":
    """The term that a note in a list of terms explains: where a target leads to, or what stands before the note."""
    term = next((outer for outer in (target, *target.iterancestors()) if tag(outer) == "dt"), None)
    return holder.getprevious() if term is None and tag(holder) == "dd" and tag(target) == "dl" else term


def _text_between(target: "Element", a: "Element") -> bool:
    """Is an empty anchor the mark's own, right before it?"""
    following = target.getnext()
    near = {a, *list(a.iterancestors())[:2]}
    return following in near and not (target.tail or "").strip() and not text_of(target).strip()


def _is_own(a: "Element", note: Note) -> bool:
    """Does a link stand in the note to which it leads?"""
    return any(outer in note.body for outer in a.iterancestors())


def _around(target: "Element") -> "Iterator[Element]":
    """A target with what holds it, what it holds, and what stands right behind it where it is empty."""
    yield from target.iter()
    yield from target.iterancestors()
    if not text_of(target).strip() and (following := target.getnext()) is not None:
        yield following


def _is_first(block: "Element") -> bool:
    """Does nothing but white space stand before a block in its parent?"""
    parent = block.getparent()
    return parent is not None and not (text_before(block, parent) or "").strip()
