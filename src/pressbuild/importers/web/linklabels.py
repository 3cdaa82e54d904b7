"""Labels at the beginning of linked notes: a mark's label and a note's words in, the printed label out. Pure.

A letter is a label where something parts it from the words: `a.`, `[a]`, `a)`. “A loaf” and “I came” begin no note of
that label with one. A bare figure is a label where most notes beside it have one.
"""

import re
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import BRACKETS, shown_text, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pressbuild.importers.web.notes import Note

BRACKETED = r"\s*[\[(]\s*{}\s*[\])]\s*[.:]?"
DELIMITED = r"\s*{}\s*[.:)\]](?!\w)"
BARE = r"\s*{}(?![.,:\u2013-]?\d|\w)"
FIGURE = re.compile(r"\D*\d+\D?")


def printed(label: str, words: str) -> re.Match[str] | None:
    """The label that words begin with, told from them by its brackets or its stop; a sign or a figure also alone."""
    letters = not re.search(r"\d", label)
    forms = [BRACKETED, DELIMITED]
    if not letters:
        forms.append(r"\s*{}[.)\]](?=[^\W\d])")  # `1.Smith`
    if not letters or not re.search(r"\w", label):
        forms.append(BARE if not letters else r"\s*{}")
    pattern = "|".join(form.format(re.escape(label)) for form in forms)
    return re.match(pattern, words, 0 if letters else re.IGNORECASE)


def printed_label(note: "Note") -> str:
    """A label at a note's beginning that is plain text."""
    gone = {inside for part in note.cut for inside in part.iter()}
    words = "".join(shown_text(note.body[0], gone))
    if tag(note.body[0]) == "li" and not note.label.strip("0123456789"):
        return ""  # a list numbers its items itself: a figure here is the note's own
    if any(_is_label(note, part) for part in note.cut):
        return ""
    found = printed(note.label, words)
    return found[0].strip() if found else ""


def ordinal(item: "Element") -> str:
    """The number that a list gives an item."""
    parent = item.getparent()
    if parent is None or tag(parent) != "ol":
        return ""
    start = str(parent.get("start") or "1")
    items = [child for child in parent if tag(child) == "li"]
    if item not in items:
        return ""
    return str(item.get("value") or (int(start) if start.isdigit() else 1) + items.index(item))


def without_doubtful(notes: "list[Note]") -> None:
    """Takes bare figures for a note's words where most notes have no label: “1 Corinthians 3”."""
    figures = [note for note in notes if FIGURE.fullmatch(note.label)]
    bare = [note for note in figures if note.prefix and note.prefix == note.label]
    unlabelled = [note for note in figures if not note.prefix and not any(_is_label(note, part) for part in note.cut)]
    if len(unlabelled) >= len(bare):
        for note in bare:
            note.prefix = ""


def _is_label(note: "Note", part: object) -> bool:
    return text_of(part).strip(BRACKETS) == note.label  # type: ignore[arg-type]  # an element, as `cut` says
