"""Notes as XHTML elements: an edition's labels and notes in, references, the endnotes and links back out. Pure.

Markup is that of EPUB Accessibility and DPUB-ARIA 1.1 (`doc-noteref`, `doc-backlink`, `doc-endnotes`; the items are
plain `li`, since `doc-endnote` is deprecated).
"""

from collections.abc import Callable, Iterable
from string import ascii_lowercase

from lxml import etree

from pressbuild.document import Blocks, Inlines, Note
from pressbuild.edition import Edition
from pressbuild.edition.contents import Entry
from pressbuild.edition.notes import Group
from pressbuild.templates.grafting import write
from pressbuild.xhtml.medium import Element, Medium


class Endnotes:
    """The notes of one edition in one medium. A reference takes its note's next id: `ref-4`, `ref-4-2`. `fill` and
    `title` render a note's blocks and a division's title into an element, and return it. The figures of a reference
    beside a word from right to left would stand before it (UAX 9, W1 to N1): an element that says its direction is
    isolated (HTML, Rendering, Bidirectional text), in EPUB too, whose stylesheets may not say it (EPUB 3.3, 6.3.1)."""

    def __init__(
        self,
        edition: Edition,
        medium: Medium,
        fill: Callable[[Element, Blocks], Element],
        title: Callable[[Element, Inlines], Element],
    ) -> None:
        self.edition = edition
        self.medium = medium
        self.fill = fill
        self.title = title
        self.seen: dict[str, int] = {}
        self.isolated = False  # whether references must not be drawn into words that run from right to left

    def reference(self, label: str) -> Element:
        """A reference to a note; where its note is missing and the editor allowed that, the label as it was written."""
        number = self.edition.numbers.get(label)
        if number is None:
            missing = etree.Element("span", {"class": "noteref"})
            missing.text = f"[^{label}]"
            return missing
        self.seen[label] = self.seen.get(label, 0) + 1
        link = etree.Element("a", {"id": reference_id(number, self.seen[label])})
        link.set("href", self.medium.href(note_id(number)))
        link.set("class", "noteref")
        link.set("role", "doc-noteref")
        self.medium.typed(link, "noteref")
        if self.isolated:
            link.set("dir", "ltr")
        link.text = str(self.edition.shown[label])
        return link

    def section(self, groups: Iterable[Group]) -> Element:
        """The endnotes: a section with its heading and a list for each group, under the group's title where it has one;
        each note with its links back."""
        section = self.headed("", 2)
        for group in groups:
            if group.title:
                self.medium.spoken(self.title(etree.SubElement(section, "h3"), group.title), group.lang)
            section.append(self.listed(group))
        return section

    def of_chapter(self, group: Group, chapter: Entry) -> Element:
        """The endnotes of a chapter, for its end: named after it too, since there are several such sections."""
        section = self.headed(f"-{group.chapter}", chapter.level + 1)
        section.set("class", "notes chapter-end")
        section.set("aria-labelledby", f"{section[0].get('id')} {chapter.anchor}")
        section.append(self.listed(group))
        return section

    def headed(self, suffix: str, level: int) -> Element:
        """A section of endnotes with nothing in it but its heading; the suffix of its ids tells several apart."""
        section = etree.Element("section", {"id": f"notes{suffix}", "class": "notes", "role": "doc-endnotes"})
        section.set("aria-labelledby", f"notes-heading{suffix}")
        self.medium.typed(section, "endnotes")
        heading = etree.SubElement(section, f"h{level}", {"id": f"notes-heading{suffix}", "class": "notes-heading"})
        heading.text = self.edition.words.notes
        return section

    def listed(self, group: Group) -> Element:
        """The notes of a group as a list, in its language."""
        items = etree.Element("ol")
        self.medium.spoken(items, group.lang)
        first = self.edition.shown[group.notes[0].label]
        if first > 1:
            items.set("start", str(first))
        items.extend(self.note(note) for note in group.notes)
        for link in items.iter("a") if group.lang else ():
            if link.get("role") == "doc-backlink":  # what it is called is the book's
                self.medium.spoken(link, self.edition.lang)
        return items

    def note(self, note: Note) -> Element:
        """An item of the endnotes; its links back stand in its last paragraph, or in one of their own."""
        number = str(self.edition.shown[note.label])  # said by each: readers show one note alone, outside its list
        item = etree.Element("li", {"id": note_id(self.edition.numbers[note.label]), "value": number})
        self.medium.typed(item, "endnote")
        self.fill(item, note.children)
        last = item[-1] if len(item) and item[-1].tag == "p" else etree.SubElement(item, "p")
        if not note.referred:
            item.set("class", "unreferred")
            write(last, " ")
            etree.SubElement(last, "span", {"class": "unreferred-label"}).text = f"({self.edition.words.unreferred})"
        places = self.edition.references.get(note.label, 0)
        lettered = places > 1 and self.medium.lettered
        if lettered:
            write(last, "\u00a0" if len(last) or last.text else "")
            etree.SubElement(last, "span", {"class": "back", "aria-hidden": "true"}).text = self.medium.back
        for place in range(1, places + 1):
            beside = "\u00a0" if place == 1 else " "  # the first is never alone on a line
            write(last, beside if len(last) or last.text else "")
            last.append(self.backlink(note, place, _letter(place) if lettered else ""))
        return item

    def backlink(self, note: Note, place: int, letter: str = "") -> Element:
        """The link back to a note's n-th reference, which has a letter where there are several."""
        number = self.edition.numbers[note.label]
        link = etree.Element("a", {"href": self.medium.href(reference_id(number, place))})
        link.set("class", "backlink")
        link.set("role", "doc-backlink")
        self.medium.typed(link, "backlink")
        label = self.edition.back_to(note.label, place)
        link.set("aria-label", f"{label} ({letter})" if letter else label)  # as seen, so heard: WCAG 2.2, 2.5.3
        link.text = letter or self.medium.back
        return link


def note_id(number: int) -> str:
    """The anchor of a note."""
    return f"note-{number}"


def reference_id(number: int, place: int) -> str:
    """The anchor of the n-th reference (from 1) to a note."""
    return f"ref-{number}" if place == 1 else f"ref-{number}-{place}"


def _letter(place: int) -> str:
    """The letter of the n-th reference to a note: a … z, and then figures."""
    return ascii_lowercase[place - 1] if place <= len(ascii_lowercase) else str(place)
