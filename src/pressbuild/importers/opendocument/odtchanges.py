"""Changes that were tracked in a LibreOffice text: its root in, the text with all of them accepted out. Pure.

By the rule for Word's files: what was inserted stays, what was deleted goes, be it a word, a note or a paragraph's end.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, field

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.markup import short
from pressbuild.importers.opendocument.odtmarkup import DC, TEXT, removed, text_of
from pressbuild.importers.source import LeftOut

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")


class Accepted(Struct):
    """What accepting the changes of a text has to say, and what it left out."""

    findings: list[Diagnostic] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    def say(self, message: str) -> None:
        self.findings.append(Diagnostic("assumed", message, None, "", WARNING))


def accept(root: "Element") -> Accepted:
    """Accepts all changes, and takes the record of them out of the text."""
    accepted = Accepted()
    for changes in list(root.iter(f"{TEXT}tracked-changes")):
        for region in changes:
            who = region.findtext(f".//{DC}creator") or "somebody"
            name = str(region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id"))
            deletion = region.find(f"{TEXT}deletion")
            if deletion is not None:
                _gone(accepted, deletion, who)
                if len(list(deletion.iterchildren(*PARAGRAPHS))) > 1:
                    _joined(accepted, root, name, who)
            elif region.find(f"{TEXT}insertion") is not None and (words := "".join(_inserted(root, name)).strip()):
                accepted.say(f"inserted by {who} and kept: “{short(words)}”")
        removed(changes)
    return accepted


def _gone(accepted: Accepted, deletion: "Element", who: str) -> None:
    """Lists what a deletion holds: its words, and its notes."""
    notes = list(deletion.iter(f"{TEXT}note"))
    inside = {paragraph for note in notes for paragraph in note.iter(*PARAGRAPHS)}
    words = " ".join(text_of(p) for p in deletion.iter(*PARAGRAPHS) if p not in inside).strip()
    if words:
        accepted.say(f"deleted by {who} and left out: “{short(words)}”")
        accepted.left.append(LeftOut(f"it was deleted by {who}", words, said=True))
    for note in notes:
        text = " ".join(" ".join(text_of(paragraph) for paragraph in note.iter(*PARAGRAPHS)).split())
        why = f"it is a note whose mark {who} deleted"
        message = f"left out, {why}: “{short(text)}”"
        hint = "put it in yourself, if it is wanted"
        accepted.findings.append(Diagnostic("note-orphan", message, None, hint, WARNING))
        accepted.left.append(LeftOut(why, text, said=True))


def _joined(accepted: Accepted, root: "Element", name: str, who: str) -> None:
    """Puts a space where a paragraph's end was deleted between two words."""
    for change in root.iter(f"{TEXT}change"):
        paragraph = next(change.iterancestors(*PARAGRAPHS), None)
        if change.get(f"{TEXT}change-id") != name or paragraph is None:
            continue
        before = _before(change, paragraph)
        after = change.tail or ""
        if before.strip() and after.strip() and not (before[-1].isspace() or after[0].isspace()):
            change.tail = f" {after}"
        if before.strip():
            accepted.say(f"{who} deleted the end of a paragraph, which goes on now: “{short(before)}”")


def _before(change: "Element", paragraph: "Element") -> str:
    """The words of a paragraph before a change in it."""
    words = paragraph.text or ""
    for element in paragraph.iterdescendants():
        if element is change:
            break
        if next(element.iterancestors(f"{TEXT}note"), None) is None:
            words += (element.text or "") + ("" if change in set(element.iter()) else element.tail or "")
    return words


def _inserted(root: "Element", name: str) -> Iterator[str]:
    """The words between the marks of an insertion, in one paragraph or several."""
    inside = False
    for event, element in _walk(root):
        if event == "start" and element.get(f"{TEXT}change-id") == name:
            if element.tag == f"{TEXT}change-end":
                return
            inside = inside or element.tag == f"{TEXT}change-start"
        elif event == "start" and inside:
            yield " " if element.tag in PARAGRAPHS else ""
            yield element.text or ""
        if event == "end" and inside:
            yield element.tail or ""


def _walk(root: "Element") -> "Iterator[tuple[str, Element]]":
    from lxml import etree

    yield from etree.iterwalk(root, events=("start", "end"))
