"""Notes of web pages and old EPUBs: elements in, which links are marks and which elements notes out. Pure.

A mark is a link with a label of a few characters, raised or in brackets or named as what it is, to an element further
on that begins with the same label, leads back, or is named a note. Known are the shapes of pandoc, Word, LibreOffice,
Google Docs, InDesign, Calibre, Sigil, Project Gutenberg, Wikipedia, WordPress and Substack; none is looked for by name
alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = re.compile(
    r"(?:(?:note|n|nb|fn|notes)\s)?\d{1,4}[a-z]?|[a-z]{1,2}|[ivxlcdm]{1,7}|[*†‡§¶#]{1,4}|[¹²³⁰⁴-⁹]{1,4}", re.IGNORECASE
)
BRACKETS = "[](){}. :\u00a0\n\t\r"
CALLS = re.compile(
    r"note-?_?(ref|call|anchor|link|mark|number)|fn-?_?ref|ftn-?_?ref|ftnt_ref|noteref|footnote|endnote|cite_ref"
    r"|reference|sd(foot|end)noteanc|_ftnref|_ednref",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(foot|end|rear)?note(?!s)|^(ftn|fn|edn|en)\d|^_?ftnt?\d|sd(foot|end)note\d|cite_note", re.IGNORECASE
)
BACK = re.compile(r"back-?_?(link|ref)?|(foot|end)note-?back|to-top|reversefootnote|return", re.IGNORECASE)
BESIDE = re.compile(
    r"(foot|end|side|margin)-?notes?(-footnote)?(__|--|-)(note|content|text|body)$|^(side|margin)-?note$", re.IGNORECASE
)
ARROWS = re.compile(
    r"[\s↩↑⏎←⬆⤴^\ufe0e\ufe0f«‹\[\]()]*|(jump )?(back|return|up)( to (text|content|top))?\.?|zurück|retour",
    re.IGNORECASE,
)
BLOCKS = frozenset("p li dd dt div aside td th section blockquote".split())
STOPS = frozenset("body html main article section ol ul dl table tbody".split())
HEADS = frozenset("h1 h2 h3 h4 h5 h6".split())
INLINE = frozenset("a sup sub span b i em strong small font cite".split())
ROLE, TYPE = "role", "{http://www.idpf.org/2007/ops}type"
LEADING_LABEL = r"\s*[\[(]?\s*{}\s*[\])]?\s*[.:)]?"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a source: its name within it, and its root."""

    name: str
    root: "Element"


@dataclass(slots=True)
class Note:
    """A note: its label as printed, the elements that call it, those that hold it, and what within these is no word of
    it (label, ways back). `prefix` is a label that stands at its beginning as plain text."""

    label: str
    calls: "list[Element]" = field(default_factory=list)
    body: "list[Element]" = field(default_factory=list)
    cut: "list[Element]" = field(default_factory=list)
    prefix: str = ""


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
        found: dict[Element, Note] = {}
        targets = {target for a, target in self.links if self._may_call(a, target)}
        for a, target in self.links:
            if target not in targets or not self._may_call(a, target):
                continue
            note = found.get(target) or self._note(a, target, targets)
            if note is not None and not any(a in set(part.iter()) for part in note.body):
                found[target] = note
                note.calls.append(whole_mark(a))
        kept = [note for note in found.values() if note.calls]
        kept += self._beside(kept)
        self._further_paragraphs(kept)
        called = {call for note in kept for call in note.calls}
        for note in kept:
            note.cut += self._ways_back(note, called)
            note.prefix = self._printed_label(note)
        return kept

    def _beside(self, linked: list[Note]) -> list[Note]:
        """Notes that stand right behind their marks in the text, where a page shows them when asked or at the side."""
        held = {inside for note in linked for part in (*note.body, *note.calls) for inside in part.iter()}
        found: list[Note] = []
        for element in self.order:
            if tag(element) not in ("span", "small") or not _is_named(element, BESIDE) or element in held:
                continue
            before = [e for e in element.itersiblings(preceding=True) if tag(e) and tag(e) != "input"]
            mark = before[0] if before and tag(before[0]) in ("sup", "label", "a", "span") else None
            label = text_of(mark).strip(BRACKETS) if mark is not None else ""
            if (
                mark is not None
                and mark not in held
                and (LABEL.fullmatch(label) or (not label and tag(mark) == "label"))
            ):
                found.append(Note(label or str(len(found) + 1), [mark], [element]))
        return found

    def _may_call(self, a: "Element", target: "Element") -> bool:
        """A mark by its looks, with what it leads to further on."""
        words = text_of(a).strip(BRACKETS)
        explicit = _says(a, "noteref") or _says(a.getparent(), "noteref")
        if _says(a, "backlink") or not words or len(words) > (24 if explicit else 10):
            return False
        if not explicit and not LABEL.fullmatch(words):
            return False
        if self.order[target] <= self.order[a] and not explicit:
            return False
        return explicit or _is_raised(a) or _is_bracketed(a) or _is_named(a, CALLS)

    # -- what a mark leads to

    def _note(self, a: "Element", target: "Element", targets: "set[Element]") -> Note | None:
        holder = self._holder(target, targets)
        label = text_of(a).strip(BRACKETS)
        if holder is None or a in set(holder.iter()) or tag(holder) in HEADS or tag(holder) in ("body", "html"):
            return None
        if any(tag(inside) in HEADS for inside in holder.iter()) or not text_of(holder).strip():
            return None
        explicit = _says(a, "noteref") or _says(holder, "note") or _says(target, "note")
        begins = re.match(LEADING_LABEL.format(re.escape(label)), text_of(holder), re.IGNORECASE) is not None
        numbered = tag(holder) == "li" and _ordinal(holder) == label
        named = _is_named(holder, NAMED) or _is_named(target, NAMED)
        if not (explicit or begins or numbered or named or self._leads_back(holder, a)):
            return None
        return Note(label, body=[holder])

    def _holder(self, target: "Element", targets: "set[Element]") -> "Element | None":
        """The element that holds the whole note that begins at a target."""
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
            kin = tag(parent) in ("li", "aside", "dd") or _is_named(parent, NAMED)
            if not (alone and kin and _is_first(block)):
                break
            block = parent
        return block

    def _leads_back(self, holder: "Element", a: "Element") -> bool:
        inside = set(holder.iter())
        near = {a, *a.iter(), *list(a.iterancestors())[:3]}
        return any(link in inside and target in near for link, target in self.links) or any(
            link in inside and _text_between(target, a)
            for link, target in self.links
            if self.order[target] < self.order[a]
        )

    def _further_paragraphs(self, notes: list[Note]) -> None:
        """Paragraphs between two notes belong to the first, and behind the last those that are dressed like it."""
        holders = {note.body[0] for note in notes}
        for note in notes:
            holder = note.body[0]
            if tag(holder) not in ("p", "div"):
                continue
            gathered: list[Element] = []
            for sibling in holder.itersiblings():
                if not tag(sibling):
                    continue
                if sibling in holders:
                    note.body += gathered
                    break
                if tag(sibling) not in ("p", "blockquote", "ul", "ol", "pre", "div", "table") or _has_own_sense(
                    sibling, holders
                ):
                    note.body += _alike(holder, gathered)
                    break
                gathered.append(sibling)
            else:
                note.body += _alike(holder, gathered)

    # -- what is no word of a note

    def _ways_back(self, note: Note, called: "set[Element]") -> "list[Element]":
        """Links back to the marks, with what stands round them and holds no word of its own."""
        inside = {element for part in note.body for element in part.iter()}
        first = self.order[min(note.body, key=self.order.__getitem__)]
        cut = []
        for link in inside:
            if tag(link) != "a" or whole_mark(link) in called:
                continue
            target = self.target(link)
            words = text_of(link).strip()
            short = words.strip(BRACKETS) == note.label or ARROWS.fullmatch(words) or len(words) <= 3
            earlier = target is not None and self.order[target] < first
            if (earlier and short) or _says(link, "backlink") or (_is_named(link, BACK) and ARROWS.fullmatch(words)):
                cut.append(_shell(link, note.body))
        cut += [part for part in inside if tag(part) in ("sup", "span", "b", "strong") and self._is_label(part, note)]
        return [part for part in dict.fromkeys(cut) if not any(outer in cut for outer in part.iterancestors())]

    def _is_label(self, part: "Element", note: Note) -> bool:
        """Is an element the note's printed label, at its very beginning?"""
        if text_of(part).strip(BRACKETS) != note.label or part in note.body:
            return False
        before = text_before(part, note.body[0])
        return before is not None and not before.strip(BRACKETS)

    def _printed_label(self, note: Note) -> str:
        """A label at the note's beginning that is plain text."""
        gone = {inside for part in note.cut for inside in part.iter()}
        words = "".join(shown_text(note.body[0], gone))
        if tag(note.body[0]) == "li" and not note.label.strip("0123456789"):
            return ""  # a list numbers its items itself: a figure here is the note's own
        found = re.match(LEADING_LABEL.format(re.escape(note.label)) + r"(?=\W|$)", words, re.IGNORECASE)
        return found[0].strip() if found and found[0].strip() else ""


# --- elements ------------------------------------------------------------------------------------------------------


def tag(element: "Element") -> str:
    """An element's name without its namespace; empty for a comment."""
    name: object = element.tag  # a function for a comment, whatever its type says
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def text_of(element: "Element") -> str:
    return "".join(shown_text(element, set()))


def shown_text(element: "Element", gone: "set[Element]") -> Iterator[str]:
    """The texts of an element in order, without elements that are gone and comments."""
    if element in gone or not tag(element):
        return
    yield element.text or ""
    for child in element:
        yield from shown_text(child, gone)
        yield child.tail or ""


def text_before(part: "Element", outer: "Element") -> str | None:
    """The text within an element that stands before a part of it; None where it is no part of it."""
    words = []
    element = part
    while element is not outer:
        parent = element.getparent()
        if parent is None:
            return None
        before = []
        for sibling in parent:
            if sibling is element:
                break
            before.append(text_of(sibling) + (sibling.tail or ""))
        words.append((parent.text or "") + "".join(before))
        element = parent
    return "".join(reversed(words))


def whole_mark(a: "Element") -> "Element":
    """A mark's link with the elements around it that hold nothing else."""
    element = a
    while (parent := element.getparent()) is not None and tag(parent) in INLINE:
        if text_of(parent).strip(BRACKETS) != text_of(a).strip(BRACKETS):
            break
        element = parent
    return element


def _shell(link: "Element", body: "list[Element]") -> "Element":
    """A way back with what is round it and holds no letter: `^ <sup>a</sup>` in a span of its own."""
    element = link
    while (parent := element.getparent()) is not None and parent not in body and tag(parent) in INLINE | {"p"}:
        if re.search(r"\w", text_of(parent).replace(text_of(element), "", 1)):
            break
        element = parent
    return element


def _text_between(target: "Element", a: "Element") -> bool:
    """Is an empty anchor the mark's own, right before it?"""
    following = target.getnext()
    near = {a, *list(a.iterancestors())[:2]}
    return following in near and not (target.tail or "").strip() and not text_of(target).strip()


def _says(element: "Element | None", what: str) -> bool:
    """Does an element say by DPUB-ARIA or EPUB's types that it is a noteref, a backlink, a note?"""
    if element is None:
        return False
    said = f"{element.get(ROLE) or ''} {element.get(TYPE) or ''} {element.get('epub:type') or ''}".split()
    kinds = {
        "noteref": ("doc-noteref", "noteref"),
        "backlink": ("doc-backlink", "backlink", "referrer"),
        "note": ("doc-endnote", "doc-footnote", "endnote", "footnote", "rearnote", "note"),
    }
    return any(kind in said for kind in kinds[what])


def _is_named(element: "Element", pattern: re.Pattern[str]) -> bool:
    own = [str(element.get(key) or "") for key in ("id", "name", "class", "data-component-name")]
    return any(pattern.search(name) for value in own for name in value.split())


def _is_raised(a: "Element") -> bool:
    if tag(whole_mark(a)) == "sup" or any(tag(outer) == "sup" for outer in list(a.iterancestors())[:4]):
        return True
    return (
        any(tag(inside) == "sup" for inside in a) or "super" in str(a.get("style") or "") or a.get("data-raised") == "1"
    )


def _is_bracketed(a: "Element") -> bool:
    words = text_of(a).strip()
    if words[:1] in ("[", "(") or words in ("*", "†", "‡"):
        return True
    before = (text_before(a, parent) or "") if (parent := a.getparent()) is not None else ""
    return before.rstrip()[-1:] in ("[", "(") and (a.tail or "").lstrip()[:1] in ("]", ")")


def _ordinal(item: "Element") -> str:
    parent = item.getparent()
    if parent is None or tag(parent) != "ol":
        return ""
    start = str(parent.get("start") or "1")
    items = [child for child in parent if tag(child) == "li"]
    return str(item.get("value") or (int(start) if start.isdigit() else 1) + items.index(item))


def _is_first(block: "Element") -> bool:
    """Does nothing but white space stand before a block in its parent?"""
    parent = block.getparent()
    return parent is not None and not (text_before(block, parent) or "").strip()


def _has_own_sense(element: "Element", holders: "set[Element]") -> bool:
    return any(inside in holders or tag(inside) in HEADS for inside in element.iter())


def _alike(holder: "Element", gathered: "list[Element]") -> "list[Element]":
    alike: list[Element] = []
    for element in gathered:
        if tag(element) != tag(holder) or not holder.get("class") or element.get("class") != holder.get("class"):
            break
        alike.append(element)
    return alike
