"""The words of a Word file's XML: its `Part` in, its texts gathered; pure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pressbuild.collation.markup import numbered, parsed
from pressbuild.collation.texts import Texts
from pressbuild.importers.source import Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Adobe's Symbol font has Greek letters where others have Latin ones (Unicode's mapping ADOBE/symbol.txt), in a file of
# Word's by themselves or in the private use area. The table is the proof's own: a slip in the importer's is seen.
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ"
SYMBOLS = {0xF000 + ord(latin): greek for latin, greek in zip(LATIN, GREEK, strict=True)}


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
    if tag == f"{W}t":
        said = element.text or ""
        into.append(said.translate(SYMBOLS) if not said.isascii() and _is_symbol(element) else said)
    elif tag == f"{W}sym":
        into.append(_sign(element))
    elif tag == f"{M}t":
        into.append(element.text or "")
    elif tag in (f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"):
        into.append(" ")
    elif tag == f"{W}ddList":
        into.append(_chosen(element))
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


def _chosen(choices: "Element") -> str:
    """The entry of a form's list that Word shows, where the field's own text has none (ECMA-376, 17.16.9)."""
    entries = [str(entry.get(f"{W}val") or "") for entry in choices.findall(f"{W}listEntry")]
    places = [child.get(f"{W}val") for name in ("result", "default") for child in choices.findall(f"{W}{name}")]
    place = str(places[0] if places else "0")
    paragraph = next(choices.iterancestors(f"{W}p"), None)
    shown = False
    behind = separated = False
    for element in paragraph.iter(f"{W}ddList", f"{W}fldChar", f"{W}t") if paragraph is not None else ():
        kind = element.get(f"{W}fldCharType")
        behind = behind or element is choices
        if behind and kind == "end":
            break
        separated = separated or (behind and kind == "separate")
        shown = shown or (separated and element.tag == f"{W}t" and bool((element.text or "").strip()))
    return entries[int(place)] if not shown and place.isdigit() and int(place) < len(entries) else ""


def _sign(sign: "Element") -> str:
    """The letter of a sign of the font Symbol; other fonts' signs, and numbers that are none, have none."""
    try:
        code = int(sign.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return SYMBOLS.get(0xF000 + code % 256, "") if sign.get(f"{W}font") == "Symbol" else ""


def _is_symbol(text: "Element") -> bool:
    """Is a run of text set in the font Symbol?"""
    run = text.getparent()
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    return fonts is not None and "Symbol" in (fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi"))
