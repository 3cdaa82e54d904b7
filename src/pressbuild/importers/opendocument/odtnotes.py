"""Lists, tables and headings in the notes of an .odt: its elements in, moved; pandoc's tree in, whole notes out. Pure.

pandoc reads no more of a note than its paragraphs. So what else is in one is moved to the end of the text before it is
read, behind a paragraph with a stand-in, and comes back to the stand-in that was left in its place.
"""

from typing import TYPE_CHECKING, Any

from pressbuild.importers.documents.standins import STAND_IN, stand_in
from pressbuild.importers.opendocument.odtmarkup import OFFICE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KIND = "block"
WORDLESS = (f"{TEXT}soft-page-break", f"{TEXT}change", f"{TEXT}bookmark")


def move_out(root: "Element") -> None:
    """Moves all but the paragraphs of notes to the end of the text, each behind a paragraph with its number."""
    text = next(root.iter(f"{OFFICE}text"), root)
    bodies = list(text.iter(f"{TEXT}note-body"))
    inside = [block for body in bodies for block in body if block.tag not in (f"{TEXT}p", *WORDLESS)]
    for number, block in enumerate(inside, start=1):
        block.addprevious(_marked(block, number))
        block.tail = None
        text.extend((_marked(block, number), block))


def _marked(block: "Element", number: int) -> "Element":
    paragraph = block.makeelement(f"{TEXT}p", {f"{TEXT}style-name": "Standard"})
    paragraph.text = stand_in(KIND, str(number))
    return paragraph


def brought_back(tree: dict[str, Any]) -> dict[str, Any]:
    """The tree that pandoc has read, with what was moved in its place."""
    marks = [index for index, block in enumerate(tree["blocks"]) if _number(block)]
    if not marks:
        return tree
    blocks = tree["blocks"]
    moved = {
        _number(blocks[mark]): blocks[mark + 1 : end]
        for mark, end in zip(marks, (*marks[1:], len(blocks)), strict=True)
    }
    return tree | {"blocks": _whole(blocks[: marks[0]], moved)}


def _whole(node: Any, moved: dict[str, list[Any]]) -> Any:
    if isinstance(node, dict):
        return {key: _whole(value, moved) for key, value in node.items()}
    if isinstance(node, list):
        return [one for inside in node for one in (moved.get(_number(inside)) or [_whole(inside, moved)])]
    return node


def _number(block: Any) -> str:
    """The number that a paragraph stands in for; empty for any other block."""
    if not isinstance(block, dict) or block.get("t") not in ("Para", "Plain"):
        return ""
    words = [inline["c"] for inline in block["c"] if inline["t"] == "Str"]
    mark = STAND_IN.fullmatch(words[0]) if len(words) == len(block["c"]) == 1 else None
    return mark[2] if mark and mark[1] == KIND else ""
