"""Notes whose words stand in an attribute of their mark: a page's elements in, such notes and others out. Pure.

A page shows them when the mark is touched: Bootstrap's popovers, tooltips, `title`, a theme's own `data-footnote`. It
is surely a note where a figure or a sign carries it that stands as marks do, and the words stand nowhere in the text:
where they do, a list has them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pressbuild.diagnostics import WARNING, Diagnostic, found
from pressbuild.importers.marks.laid import EXPONENT
from pressbuild.importers.markup import short
from pressbuild.importers.web.baremarks import is_glued, words_before
from pressbuild.importers.web.elements import BRACKETS, HEADS, letters, near, shown_text, tag, text_of, whole_mark
from pressbuild.importers.web.markings import is_raised
from pressbuild.importers.web.notes import Note

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMED = re.compile(r"data-(?:bs-)?(?:(?:foot|end|side)-?note|note|fn)s?(?:-?(?:text|content|body))?", re.IGNORECASE)
SHOWN = re.compile(
    r"title|data-(?:bs-)?(?:content|title|original-title|tooltip|tip)|data-tippy-content|data-tooltip-content",
    re.IGNORECASE,
)
LABEL = re.compile(r"\d{1,4}[a-z*]?|\*\d{1,4}|[*†‡§‖¶#]{1,4}|[¹²³⁰⁴-⁹]{1,4}", re.IGNORECASE)
SIGN = re.compile(r"[*†‡§‖¶]{1,4}|[¹²³⁰⁴-⁹]{1,4}")
MARKS = frozenset("sup a abbr span button label small".split())
POINTS = re.compile(  # what a title says of a note that stands elsewhere
    r"\W*(?:(?:go|jump|skip|link|scroll|back|return|see|view|read|show|open|click)\b.{0,20})?\b(?:foot|end|side)?-?note"
    r"(?: ref(?:erence)?)?\W*\d*\W*",
    re.IGNORECASE,
)
FEWEST = 3  # letters of a note
MUCH = 20  # letters of a `title` that says more than “Note 1”
BEGINNING = 30  # letters by which words are found again
MARKUP = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)


def attributed(linked: "Sequence[Note]", order: "Mapping[Element, int]") -> "list[Note]":
    """The notes that stand in attributes of their marks, each with a body of its own that is in no page."""
    held = {inside for note in linked for part in (*note.body, *note.calls) for inside in part.iter()}
    text = ""
    notes: dict[tuple[str, str], Note] = {}
    for element in order:
        if element in held or tag(element) not in MARKS or not (name := _attribute(element)):
            continue
        words, label = str(element.get(name)), text_of(element).strip(BRACKETS)
        mark = whole_mark(element)
        if not _is_mark(element, name, label) or _in_heading(element) or mark in held or _points(words, label):
            continue
        text = text or _page_letters(order)
        if letters(words)[:BEGINNING] in text:
            continue
        label = label or str(len(notes) + 1)
        note = notes.setdefault((label, words), Note(label, body=[_body(element, words)], attribute=name))
        note.calls.append(mark)
        held.update(mark.iter())
    return list(notes.values())


def _attribute(element: "Element") -> str:
    """The name of the attribute that holds a note's words, those first that are named after notes."""
    names = [str(name) for name in element.attrib if len(letters(str(element.get(name)))) >= FEWEST]
    return next((name for kind in (NAMED, SHOWN) for name in names if kind.fullmatch(name)), "")


def _is_mark(element: "Element", name: str, label: str) -> bool:
    """Does an element stand as a mark does: a figure or a sign, raised and no exponent, in square brackets, or glued to
    its word where more than a `title` speaks for it; or nothing, where the attribute is named after notes and a style
    sheet counts them?"""
    if not label:
        return NAMED.fullmatch(name) is not None
    before = words_before(element)
    if LABEL.fullmatch(label) is None or EXPONENT.search(before[-8:]):
        return False
    bracketed = text_of(element).strip().startswith("[") or before.rstrip().endswith("[")
    glued = is_glued(element) and name.lower() != "title"
    return bracketed or is_raised(element) or glued or SIGN.fullmatch(label) is not None


def _in_heading(element: "Element") -> bool:
    return any(tag(outer) in HEADS for outer in element.iterancestors())


def _body(element: "Element", words: str) -> "Element":
    """A division with the words of an attribute, which may be markup."""
    from lxml import etree, html

    if MARKUP.search(words):
        body: Element = html.fragment_fromstring(words, create_parent="div")
        etree.strip_elements(body, "script", "style", with_tail=False)
        for link in [inside for inside in body.iter() if tag(inside) == "a" and "://" not in str(inside.get("href"))]:
            link.tag = "span"
        return body
    body = element.makeelement("div", {})
    body.text = words
    return body


def attribute_findings(notes: "Sequence[Note]", order: "Mapping[Element, int]") -> Iterator[Diagnostic]:
    """What was taken from attributes, and what may be a note there and is none."""
    taken = [note for note in notes if note.attribute]
    if taken:
        names = ", ".join(dict.fromkeys(f"`{note.attribute}`" for note in taken))
        several = f"{len(taken)} notes stand in {names} of their marks and are notes"
        message = f"a note stands in {names} of its mark and is a note" if len(taken) == 1 else several
        yield found(
            "assumed", f"{message} now, the first “{short(text_of(taken[0].body[0]))}”", None, "check the first"
        )
    marks = {inside for note in notes for call in note.calls for inside in call.iter()}
    text = ""
    for element in (element for element in order if element not in marks):
        name = _attribute(element) if element.attrib else ""
        if name and _may_be_note(element, name):
            text = text or _page_letters(order)
            if letters(str(element.get(name)))[:BEGINNING] in text:
                continue  # a list has it
            shown = short(text_of(element).strip())
            message = f"“{near(element)}”: the note of “{shown}” stands in its `{name}` and is not taken"
            hint = f"write it as a note: “{short(str(element.get(name)))}”"
            yield Diagnostic("note-missing", message, None, hint, WARNING)


def _may_be_note(element: "Element", name: str) -> bool:
    """Is an attribute named after notes, or does it say much beside a figure or of a popover? A link's or a picture's
    title is a remark, an abbreviation's says what it stands for."""
    words, label = str(element.get(name)), text_of(element).strip(BRACKETS)
    if _points(words, label) or not label or tag(element) in ("img", "html", "body", "input"):
        return False
    if NAMED.fullmatch(name) or (tag(element) in MARKS and _is_mark(element, name, label)):
        return True
    if name == "title":
        return len(words) >= MUCH and tag(element) in MARKS and len(label) <= 4 and is_raised(element)
    return len(words) >= MUCH and tag(element) in MARKS and "content" in name


def _points(words: str, label: str) -> bool:
    """Do words only say that a note of this label stands elsewhere: “Go to note 2”, “Fußnote 2”?"""
    named = label and re.fullmatch(rf"\W*\w*\W*{re.escape(label)}\W*", words)
    return bool(POINTS.fullmatch(words) or named)


def _page_letters(order: "Mapping[Element, int]") -> str:
    """The letters of all pages: each one's root stands for it."""
    roots = (element for element in order if element.getparent() is None)
    return "".join(letters("".join(shown_text(root, set()))) for root in roots)
