"""The numbers that LibreOffice sets before headings: a text and its styles in, what it prints there out, and headings
out of lists (OpenDocument 1.3, 5.3 and 16.30). Pure.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from pressbuild.importers.archive import Archive
from pressbuild.importers.documents.headnumbers import whole, written
from pressbuild.importers.opendocument.odtmarkup import STYLE, TEXT, opened

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

OUTLINE = "outline"  # what counts headings that stand in no list
ITEMS = (f"{TEXT}list-item", f"{TEXT}list-header")


class _Level(Struct, frozen=True):
    """How a level is numbered: the form of its number, what stands around it, how many levels are shown, and where it
    begins."""

    form: str
    before: str
    behind: str
    shown: int
    start: int


def printed_numbers(archive: Archive, root: "Element") -> "Iterator[tuple[Element, str]]":
    """The headings that have a number, each with it."""
    roots = [root] + ([archive.xml("styles.xml")] if "styles.xml" in archive else [])
    styles = {
        str(style.get(f"{STYLE}name")) if style.tag == f"{TEXT}list-style" else OUTLINE: _levels(style)
        for one in reversed(roots)
        for style in one.iter(f"{TEXT}outline-style", f"{TEXT}list-style")
    }
    counts: dict[str, dict[int, int]] = {}
    for head in root.iter(f"{TEXT}h"):
        named, level = _place(head)
        levels = styles.get(named, {})
        if head.get(f"{TEXT}is-list-header") == "true" or level not in levels:
            continue
        count = counts.setdefault(named, {})
        count[level] = count.get(level, levels[level].start - 1) + 1
        for lower in [one for one in count if one > level]:
            del count[lower]
        if levels[level].form:
            yield head, _text(levels, level, count)


def _levels(style: "Element") -> dict[int, _Level]:
    return {
        whole(level.get(f"{TEXT}level"), 1): _Level(
            str(level.get(f"{STYLE}num-format") or ""),
            str(level.get(f"{STYLE}num-prefix") or ""),
            str(level.get(f"{STYLE}num-suffix") or ""),
            whole(level.get(f"{TEXT}display-levels"), 1),
            whole(level.get(f"{TEXT}start-value"), 1),
        )
        for level in style
        if level.get(f"{TEXT}level")
    }


def _place(head: "Element") -> tuple[str, int]:
    """What numbers a heading, and at which level: the lists that it stands in, or the outline."""
    lists = list(head.iterancestors(f"{TEXT}list"))
    named = next((str(one.get(f"{TEXT}style-name")) for one in lists if one.get(f"{TEXT}style-name")), "")
    return (named, len(lists)) if lists else (OUTLINE, whole(head.get(f"{TEXT}outline-level"), 1))


def _text(levels: Mapping[int, _Level], level: int, count: Mapping[int, int]) -> str:
    said = levels[level]
    shown = range(max(1, level - said.shown + 1), level + 1)
    parts = [written(count.get(n, levels[n].start), levels[n].form) for n in shown if n in levels and levels[n].form]
    return f"{said.before}{'.'.join(parts)}{said.behind}".strip()


def out_of_lists(root: "Element") -> None:
    """Headings that are numbered as items of a list stand in the text: an item that holds one is none."""
    for listed in reversed(list(root.iter(f"{TEXT}list"))):
        items = [item for item in listed if item.tag in ITEMS]
        if any(child.tag == f"{TEXT}h" for item in items for child in item):
            opened(listed, [child for item in items for child in item])
