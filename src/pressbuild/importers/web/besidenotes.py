"""Notes of web pages that stand right behind their marks: elements in, the notes out, and where they stand again. Pure.

A page shows them at the side, or when a mark is touched. Some have the same notes in a list at the end too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pressbuild.importers.web.elements import BRACKETS, INLINE, letters, tag, text_of, whole_mark
from pressbuild.importers.web.notes import Note

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = re.compile(r"\d{1,4}[a-z]?|[a-z]{1,2}|[ivxlcdm]{1,7}|[*†‡§‖¶#]{1,4}|[¹²³⁰⁴-⁹]{1,4}", re.IGNORECASE)
BESIDE = re.compile(
    r"(foot|end|side|margin)-?notes?(-footnote)?(__|--|-|_)(note|content|text|body|tooltip)$|^(side|margin)-?note$",
    re.IGNORECASE,
)
POPOVER = "popovertarget"
LISTED = frozenset("li tr dd".split())
FEWEST_LETTERS = 3  # of a note


def beside(linked: "Sequence[Note]", order: "Mapping[Element, int]") -> "list[Note]":
    """Notes that stand right behind their marks in the text: named so, or begun with the mark's label once more."""
    held = {inside for note in linked for part in (*note.body, *note.calls) for inside in part.iter()}
    found: list[Note] = []
    for element in order:
        if tag(element) not in ("span", "small") or element in held:
            continue
        before = [e for e in element.itersiblings(preceding=True) if tag(e) and tag(e) != "input"]
        mark = before[0] if before and tag(before[0]) in ("sup", "label", "a", "span") else None
        if mark is None or mark in held:
            continue
        label = text_of(mark).strip(BRACKETS)
        again = _labels(element, label) if tag(mark) == "sup" and not (mark.tail or "").strip() else []
        if again or (_is_named(element) and (LABEL.fullmatch(label) or (not label and tag(mark) == "label"))):
            found.append(Note(label or str(len(found) + 1), [mark], [element], cut=again))
            held.update(element.iter())
    return found


def _labels(element: "Element", label: str) -> "list[Element]":
    """The elements at the beginning of an element that have the label of the mark before it, and nothing else, where
    words follow."""
    labels: list[Element] = []
    if not LABEL.fullmatch(label):
        return []
    for inside in element.iter():
        if not tag(inside) or (len(inside) and not labels):
            if (inside.text or "").strip():
                return []
            continue
        if text_of(inside).strip(BRACKETS) != label:
            break
        labels.append(inside)
        if (inside.tail or "").strip():
            break
    return labels if len(text_of(element)) - sum(map(len, map(text_of, labels))) >= FEWEST_LETTERS else []


def _is_named(element: "Element") -> bool:
    return any(BESIDE.search(name) for key in ("id", "class") for name in str(element.get(key) or "").split())


def titled(linked: "Sequence[Note]", order: "Mapping[Element, int]") -> "list[Note]":
    """Notes whose words a mark has in its `title`, and an item of a list has in the text: the list is where they stand,
    and no link leads there."""
    held = {inside for note in linked for part in (*note.body, *note.calls) for inside in part.iter()}
    items: dict[str, Element] = {}
    for item in order:
        if tag(item) in LISTED and item not in held:
            items.setdefault(letters(text_of(item)), item)
    found: dict[Element, Note] = {}
    for element in order:
        words, label = letters(str(element.get("title") or "")), text_of(element).strip(BRACKETS)
        mark = whole_mark(element)
        if tag(element) not in ("sup", "a", "abbr") or len(words) < FEWEST_LETTERS or not LABEL.fullmatch(label):
            continue
        body = items.get(letters(label) + words, items.get(words))
        if body is not None and mark not in held and body not in element.iterancestors():
            found.setdefault(body, Note(label, body=[body])).calls.append(mark)
            held.update(mark.iter())
    return list(found.values())


def popovers(
    linked: "Sequence[Note]", order: "Mapping[Element, int]", opened: "Callable[[Element], Element | None]"
) -> "list[Note]":
    """Notes that open over the page when a button is pressed (HTML, 6.12) or touched (ARIA's tooltips): the button is
    the mark."""
    held = {inside for note in linked for part in (*note.body, *note.calls) for inside in part.iter()}
    found: dict[Element, Note] = {}
    for button in order:
        body = opened(button)
        label = text_of(button).strip(BRACKETS)
        opens = body is not None and (body.get("popover") is not None or body.get("role") == "tooltip")
        if body is None or not opens or body in held or not LABEL.fullmatch(label):
            continue
        if text_of(body).strip() and button not in set(body.iter()):
            found.setdefault(body, Note(label, body=[body])).calls.append(whole_mark(button))
    return list(found.values())


def listed_again(notes: "Sequence[Note]", elements: "Sequence[Element]") -> "Iterator[Element]":
    """The lists that have the words of such notes a second time, each item a note, all of them in their order."""
    within = [note for note in notes if tag(note.body[0]) in INLINE]
    words = [letters(text_of(note.body[0])).removeprefix(letters(note.label)) for note in within]
    if not words:
        return
    held = {inside for note in within for inside in note.body[0].iter()}
    for element in elements:
        if tag(element) not in ("ol", "ul", "table", "dl") or element in held:
            continue
        items = [letters(text_of(item)) for item in element.iter() if tag(item) in LISTED]
        pairs = zip(items, words, strict=False)
        if len(items) == len(words) and all(item.endswith(word) and len(item) - len(word) < 4 for item, word in pairs):
            yield element
