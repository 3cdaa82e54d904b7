"""The words of a Word file's XML: its `Part` in, its texts gathered; pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pressbuild.collation.markup import numbered, parsed
from pressbuild.collation.texts import Texts
from pressbuild.importers.source import Part
from pressbuild.importers.word.wordsigns import shown_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read_word(part: Part, texts: Texts) -> None:
    """Gathers the words of a Word file and of its notes."""
    root = parsed(part)
    notes = {kind: _by_id(notes) for kind, notes in part.notes.items()}
    _walk_word(root, part.roles, numbered(root), texts, texts.pieces, notes)


def _by_id(part: Part) -> "dict[str, Element]":
    return {str(note.get(f"{W}id")): note for note in parsed(part)}


def _walk_word(
    element: "Element",
    roles: Mapping[int, str],
    numbers: "Mapping[Element, int]",
    texts: Texts,
    into: list[str],
    notes: "Mapping[str, dict[str, Element]]",
) -> None:
    """Gathers the words of an element. A text box's come behind the paragraph that it is fixed to."""
    role = roles.get(numbers.get(element, -1), "")
    if role in ("left", "mark"):
        return
    if role.startswith("call "):
        texts.call(role.removeprefix("call "))
        return
    if role:
        into = texts.heads.setdefault(role, [])
    boxes: list[Element] = []
    stack = list(reversed(element))
    _shown_word(element, into, texts, notes)
    while stack:
        child = stack.pop()
        if numbers.get(child) in roles or child.tag == f"{W}p":
            _walk_word(child, roles, numbers, texts, into, notes)
        elif child.tag in (f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}instrText", f"{W}rt"):
            continue
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        else:
            _shown_word(child, into, texts, notes)
            stack.extend(reversed(child))
    frame = element.find(f"{W}pPr/{W}framePr")
    if element.tag == f"{W}p" and (frame is None or frame.get(f"{W}dropCap") in (None, "none")):
        into.append("\n")  # a dropped capital belongs to the next paragraph
    for box in boxes:
        _walk_word(box, roles, numbers, texts, into, notes)


def _shown_word(element: "Element", into: list[str], texts: Texts, notes: "Mapping[str, dict[str, Element]]") -> None:
    tag = str(element.tag)
    if tag in (f"{W}t", f"{W}sym"):
        into.append(shown_text(element))
    elif tag == f"{M}t":
        into.append(element.text or "")
    elif tag in (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"):
        into.append(" ")
    elif tag == f"{W}noBreakHyphen":
        into.append("\u2011")
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        kind, identifier = tag.removeprefix(W), str(element.get(f"{W}id"))
        note = notes.get(kind, {}).get(identifier)
        if note is not None:  # a mark without a note calls nothing
            label = str(len(texts.order) + 1)
            texts.call(label)
            body: list[str] = texts.bodies.setdefault(label, [])
            _walk_word(note, {}, {}, texts, body, notes)
