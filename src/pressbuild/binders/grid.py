"""Brings figures, tables and code to a whole number of lines, so that the text below stands on the grid again.

Their height is known only once they are laid out. So they are laid out by themselves, on one endless roll, and what
they lack to the next line is added above and below. The pages come from the typesetter, which alone knows WeasyPrint.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from math import ceil
from typing import Any

from lxml import etree

LINE = 14 * 96 / 72  # a line of the base design's text, in CSS pixels; a house may set its own
UNEVEN = ("figure", "table", "pre")
ROLL = (
    "@page { size: 148mm 20000mm; margin: 19mm 25mm 28mm 19mm }"
    " main * { break-before: auto !important; break-after: auto !important; page: auto !important }"
)
TALLEST = 33 * LINE  # what is taller than a page breaks, and its height says nothing


class Roll:
    """An endless page with nothing in its text but the elements of a page that are asked for; `lay_out` lays out a
    tree. Called, it gives the box of the text and those of the elements."""

    def __init__(self, root: etree._Element, lay_out: Callable[[etree._Element], Sequence[Any]]) -> None:
        self.root, self.lay_out = root, lay_out

    def __call__(self, elements: Sequence[etree._Element]) -> tuple[Any, Sequence[Any]]:
        (page,) = self.lay_out(_page(self.root, elements))
        boxes = page._page_box.descendants()  # noqa: SLF001 - pages show their boxes nowhere else
        text = next(box for box in boxes if getattr(box, "element_tag", "") == "main")
        return text, text.children


def settle(root: etree._Element, roll: Roll) -> None:
    """Give every figure, table and block of code of a page's text the margins that fill its last line."""
    uneven = [element for element in root.iterfind("body/main/*") if element.tag in UNEVEN]
    if not uneven:
        return
    text, boxes = roll(uneven)
    line = _line(text)
    for element, height in zip(uneven, _heights(boxes), strict=True):
        if height < TALLEST:
            above, below = white(height, line)
            margins = f"margin-top: {above:.3f}px; margin-bottom: {below:.3f}px"
            element.set("style", f"{margins}; {element.get('style', '')}".rstrip("; "))


def white(height: float, line: float = LINE) -> tuple[float, float]:
    """The white above and below what is `height` pixels high: together with it whole lines, a little more below."""
    lacking = ceil(height / line - 0.01) * line - height
    both = lacking + (line if lacking > line / 2 else 2 * line)
    return both * 0.45, both * 0.55


def _page(root: etree._Element, elements: Sequence[etree._Element]) -> etree._Element:
    """A page with nothing in its text but some elements; the anchors in them stay with the real ones."""
    page = etree.Element("html", {str(key): str(value) for key, value in root.attrib.items()})
    text = etree.SubElement(etree.SubElement(page, "body"), "main", {"class": "text"})
    for element in elements:
        copy = deepcopy(element)
        copy.tail = None
        text.append(copy)
    return page


def _line(text: Any) -> float:
    """A line of the text, in CSS pixels: a house may have another than the base design."""
    height = text.style["line_height"]
    return float(height.value) if getattr(height, "unit", None) == "px" else LINE


def _heights(boxes: Sequence[Any]) -> Iterator[float]:
    """The border heights of boxes, in CSS pixels."""
    return (box.border_height() if not box.is_table_wrapper else box.height for box in boxes)
