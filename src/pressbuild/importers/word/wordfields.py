"""What Word's fields show: a part's root in, the text of form fields written into it, instructions left out (ECMA-376,
17.16).

A list to choose from and a box to tick show what stands in their data and in no text. What a field within another's
instruction shows (`IF PAGE = 7 …`) is no text of the page.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbuild.importers.word.wordmarkup import W, field_result, run

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TICKED, EMPTY = "☒", "☐"
NO = ("0", "false", "off")


def form_fields(root: "Element") -> None:
    """Writes behind the beginning of a form's field what it shows, where no text says so."""
    for data in list(root.iter(f"{W}ffData")):
        begin = data.getparent()
        holder = begin.getparent() if begin is not None else None
        if holder is None or holder.tag != f"{W}r":
            continue
        words = _chosen(data) or _ticked(data)
        if words and not _is_shown(holder):
            holder.addprevious(run(words))


def _chosen(data: "Element") -> str:
    """The entry of a list that is chosen: by its place, the first where none is."""
    choices = data.find(f"{W}ddList")
    if choices is None:
        return ""
    entries = [str(entry.get(f"{W}val") or "") for entry in choices.iter(f"{W}listEntry")]
    said = next((choices.find(f"{W}{name}") for name in ("result", "default") if _has(choices, name)), None)
    place = str(said.get(f"{W}val") or "0") if said is not None else "0"
    return entries[int(place)] if place.isdigit() and int(place) < len(entries) else ""


def _has(element: "Element", name: str) -> bool:
    return element.find(f"{W}{name}") is not None


def _ticked(data: "Element") -> str:
    box = data.find(f"{W}checkBox")
    if box is None:
        return ""
    said = box.find(f"{W}checked") if _has(box, "checked") else box.find(f"{W}default")
    return TICKED if said is not None and str(said.get(f"{W}val") or "1") not in NO else EMPTY


def _is_shown(begin: "Element") -> bool:
    """Has a field a text for its result?"""
    instruction = next((e for r in begin.itersiblings(f"{W}r") for e in r.iter(f"{W}instrText")), None)
    return instruction is not None and any((text.text or "").strip() for text in field_result(instruction))


def within_instructions(root: "Element") -> "Iterator[Element]":
    """The texts that stand in the instruction of a field, as a field's within it do."""
    states: list[bool] = []  # of the fields that are open: does the instruction go on?
    for element in root.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}t":
            if any(states):
                yield element
        elif kind == "begin":
            states.append(True)
        elif states and kind == "separate":
            states[-1] = False
        elif states and kind == "end":
            states.pop()
