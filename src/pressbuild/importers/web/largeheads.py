"""Headings that pages set by size alone: their roots and style sheet in, the remarks on what became a heading out.

LibreOffice's EPUBs have no headings, and pages of the 1990s none but large type. A short paragraph is one where pages
have no others, all its words are larger than most of the text, or bold where others are larger, and text stands below
it. The larger, the higher it is; the largest, if it is the first line and no other is as large, is the title.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.importers.markup import short
from pressbuild.importers.web.elements import BLOCKS, HEADS, tag, text_of
from pressbuild.importers.web.stylesheets import StyleSheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HELD = frozenset("td th li dd dt blockquote aside table nav footer form figcaption".split())  # that hold no heading
LARGER = 1.1  # times the usual size
LONGEST = 80
ENDS = (".", ",", ";", ":", "!", "?", "…", "”", "’")
MOST = 0.2  # the share of all letters
LEVELS = 6
PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
ROOT = 16.0  # pixels of a page's usual type
NAMED = {"x-small": 10.0, "small": 13.0, "medium": ROOT, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
STEPS = {"smaller": 1 / 1.2, "larger": 1.2}
FONT = {"1": 10.0, "2": 13.0, "3": ROOT, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}  # `<font size="5">`
LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|pc|in|cm|mm|em|rem|%)")
BOLD = re.compile(r"bold|[6-9]00")


class _Type(Struct, frozen=True, order=True):
    """How words are set: their size in pixels, and whether they are bold."""

    size: float
    bold: bool


class _Line(Struct, frozen=True):
    """A paragraph, its words, and the smallest type in it."""

    element: "Element"
    words: str
    type: _Type


def large_heads(roots: "Sequence[Element]", sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Makes headings of the paragraphs that are set as such, and says of each that it is one."""
    if any(tag(element) in HEADS and text_of(element).strip() for root in roots for element in root.iter()):
        return
    letters: Counter[_Type] = Counter()
    lines = [line for root in roots for line in _lines(root, sheet, letters)]
    if not letters:
        return
    usual = letters.most_common(1)[0][0]
    heads = [line for line in lines[:-1] if _is_head(line, usual)]
    length = sum(len(head.words) for head in heads)
    if not any(_is_larger(head, usual) for head in heads) or length > MOST * letters.total():
        return
    ranks = sorted({head.type for head in heads}, reverse=True)
    titled = heads[0] is lines[0] and [head.type for head in heads].count(ranks[0]) == 1
    for head in heads:
        head.element.tag = f"h{min(LEVELS, ranks.index(head.type) + (1 if titled else 2))}"
        why = "larger than the text" if _is_larger(head, usual) else "bold"
        yield found("assumed", f"“{short(head.words)}” is a heading: it is {why}")


def _is_larger(line: _Line, usual: _Type) -> bool:
    return line.type.size >= LARGER * usual.size


def _is_head(line: _Line, usual: _Type) -> bool:
    set_off = _is_larger(line, usual) or (line.type.bold > usual.bold and line.type.size >= usual.size)
    shown = 0 < len(line.words) <= LONGEST and any(map(str.isalpha, line.words))
    within = any(tag(outer) in HELD for outer in (line.element, *line.element.iterancestors()))
    return set_off and shown and not line.words.endswith(ENDS) and not within


def _lines(root: "Element", sheet: StyleSheet, letters: "Counter[_Type]") -> "Iterator[_Line]":
    """The paragraphs of a page in their order; `letters` counts how many letters of all are set in each type."""
    set_in: dict[Element, _Type] = {}
    for element in root.iter():
        if not tag(element):
            continue
        outer = element.getparent()
        above = set_in.get(outer, _Type(ROOT, bold=False)) if outer is not None else _Type(ROOT, bold=False)
        set_in[element] = _type(element, above, sheet)
    for element in root.iter():
        name = tag(element)
        if name not in BLOCKS | {"center"} or any(tag(e) in BLOCKS for e in element.iterdescendants()):
            continue
        types = Counter[_Type]()
        for part in element.iter():
            own = set_in.get(part)
            if own and part.text and tag(part) not in ("sup", "sub"):
                types[own] += len(part.text.strip())
            if part is not element and part.tail and (outer := part.getparent()) is not None:
                types[set_in[outer]] += len(part.tail.strip())
        types = +types
        if types:
            letters.update(types)
            smallest = _Type(min(each.size for each in types), all(each.bold for each in types))
            yield _Line(element, " ".join(text_of(element).split()), smallest)


def _type(element: "Element", above: _Type, sheet: StyleSheet) -> _Type:
    declared = sheet.declared(element)
    size, name = above.size, tag(element)
    if name == "font":
        size = FONT.get(str(element.get("size") or ""), size)
    size *= STEPS["larger"] if name == "big" else STEPS["smaller"] if name == "small" else 1
    weight = declared.get("font-weight", "bold" if name in ("b", "strong", "th") else "")
    bold = above.bold if weight in ("", "inherit") else BOLD.match(weight) is not None
    return _Type(round(_size(declared.get("font-size", ""), size, above.size), 2), bold)


def _size(value: str, own: float, above: float) -> float:
    """What a size comes to in pixels; `own` where none is given."""
    if value in STEPS:
        return above * STEPS[value]
    if (found := LENGTH.fullmatch(value)) is None:
        return NAMED.get(value, own)
    number, unit = float(found[1]), found[2]
    if unit == "rem":
        return number * ROOT
    return number * above / (100 if unit == "%" else 1) if unit in ("em", "%") else number * PIXELS[unit]
