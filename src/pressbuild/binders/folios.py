"""Fills in the page numbers that only a layout knows: pages and the page of each id in, their boxes changed.

An element with `data-page="ID"` holds noughts for the number of the page on which ID stands; of those with the same
`data-once` the first for each page is kept, and none for the page of the id that `data-elsewhere` has. On pages that a
section with `data-pages` and `data-single` has for itself the running heads say, in these words, to which pages the
notes there belong: those of their first calls, by which notes stand in order. On a page that a section with
`data-head` has for itself they say that.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEADS = ("author", "head")  # the named strings of which running heads are made (CSS Generated Content, 1.2)
FROM_RIGHT = {"@top-right": 1.0, "@bottom-right": 1.0, "@top-center": 0.5, "@bottom-center": 0.5}


def fill(weasyprint: Any, pages: Sequence[Any], anchors: Mapping[str, int]) -> None:
    """Write the numbers into the pages of a layout; the library that made them measures what is written."""
    for page in pages:
        boxes = list(page._page_box.descendants(placeholders=True))  # noqa: SLF001 - pages show their boxes nowhere else
        for box in boxes:
            target = _attribute(box, "data-page")
            if target and hasattr(box, "text") and target in anchors:
                _number(box, anchors[target])
        if sum(_thin(line, anchors) for line in _lines_of_links(boxes)):
            _find_links_again(weasyprint, page)
        _head(weasyprint, page, boxes, anchors)


def _attribute(box: Any, name: str) -> str:
    element = getattr(box, "element", None)
    return "" if element is None else str(element.get(name, ""))


def _number(box: Any, number: int) -> None:
    """Write a number over noughts; those on the right stay flush right."""
    words = box.text.rstrip("0")
    text = f"{words}{number}"
    if not words:
        box.position_x += box.width * (1 - len(text) / len(box.text))
    box.text = box.pango_layout.text = text


# --- several links to one page


def _lines_of_links(boxes: Sequence[Any]) -> Iterator[Any]:
    for box in boxes:
        if type(box).__name__ == "LineBox" and any(_attribute(child, "data-once") for child in box.children):
            yield box


def _thin(line: Any, anchors: Mapping[str, int]) -> float:
    """Take away a line's links to a page that one of the same kind before them leads to, or to their own; how much
    shorter it gets."""
    seen = {key for child in line.children for box in _with_descendants(child) if (key := _here(box, anchors))}
    kept: list[Any] = []
    moved = 0.0
    for child in line.children:
        child.translate(-moved, 0)
        links = {key for box in _with_descendants(child) if (key := _key(box, anchors))}
        if links and links <= seen and _attribute(child, "data-once"):
            blank = kept.pop().width if kept and not getattr(kept[-1], "text", "x").strip() else 0.0
            moved += child.margin_width() + blank
        else:
            kept.append(child)
        seen |= links
    line.children = kept
    return moved


def _with_descendants(box: Any) -> Iterator[Any]:
    yield box
    if hasattr(box, "descendants"):
        yield from box.descendants()


def _key(box: Any, anchors: Mapping[str, int]) -> tuple[str, int] | None:
    once, target = _attribute(box, "data-once"), _attribute(box, "data-page")
    return (once, anchors[target]) if once and target in anchors else None


def _here(box: Any, anchors: Mapping[str, int]) -> tuple[str, int] | None:
    """The key of a link that would lead to the page on which it stands."""
    home = _attribute(box, "data-elsewhere")
    return (_attribute(box, "data-once"), anchors[home]) if home in anchors else None


def _find_links_again(weasyprint: Any, page: Any) -> None:
    """The page's links where its boxes stand now."""
    page.links = []
    weasyprint.anchors.gather_anchors(page._page_box, {}, page.links, [], {None: []})  # noqa: SLF001


# --- the running heads of notes


def _head(weasyprint: Any, page: Any, boxes: Sequence[Any], anchors: Mapping[str, int]) -> None:
    """Say in the running head to which pages the notes of a page belong. Where they begin below the text it stays the
    text's."""
    section = next((box.element for box in boxes if _attribute(box, "data-pages")), None)
    if section is None:
        _say(weasyprint, page, next((head for box in boxes if (head := _attribute(box, "data-head"))), ""))
        return
    if _begins_below_text(page, section[0]):
        return
    notes = {id(box.element): box.element for box in boxes if getattr(box, "element_tag", "") == "li"}
    links = (next((link for link in note.iter("a") if link.get("data-once")), None) for note in notes.values())
    targets = (link.get("data-page", "") for link in links if link is not None)
    numbers = sorted({anchors[target] for target in targets if target in anchors})
    if not numbers:
        return
    first, last = numbers[0], numbers[-1]
    words = section.get("data-single").format(page=first) if first == last else section.get("data-pages")
    _say(weasyprint, page, words.format(first=first, last=last))


def _say(weasyprint: Any, page: Any, text: str) -> None:
    """Have the running heads of a page say something else, if anything."""
    for corner in page._page_box.children if text else ():  # noqa: SLF001
        for box in corner.descendants() if _is_head(corner) else ():
            if hasattr(box, "text"):
                _rewrite(weasyprint.text.line_break, box, text, FROM_RIGHT.get(corner.at_keyword, 0.0))


def _begins_below_text(page: Any, heading: Any) -> bool:
    """Whether notes that set no running head of their own have their heading below some text: that one's goes on."""
    boxes = list(page._page_box.children[0].descendants(placeholders=True))  # noqa: SLF001
    begun = [box for box in boxes if getattr(box, "element", None) is heading and getattr(box, "string_set", 0) == []]
    return any(hasattr(box, "text") and box.position_y < begun[0].position_y for box in boxes) if begun else False


def _is_head(corner: Any) -> bool:
    """Whether a box in the margin holds one of the running heads and nothing else."""
    content: Any = corner.style["content"] if getattr(corner, "at_keyword", "") else ()
    return len(content) == 1 and content[0][0] == "string()" and content[0][1][0] in HEADS


def _rewrite(lines: Any, box: Any, text: str, from_right: float) -> None:
    """Give a box another text; it grows to the left by a part of what it grows."""
    box.text = text
    box.pango_layout = lines.Layout(box.style)
    box.pango_layout.set_text(text)
    width, _ = lines.line_size(box.pango_layout.get_first_line()[0], box.style)
    box.pango_layout.deactivate()
    box.position_x -= (width - box.width) * from_right
    box.width = width
