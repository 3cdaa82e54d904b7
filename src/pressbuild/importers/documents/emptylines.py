"""Paragraphs that only empty lines part: a foreign file's blocks in, the same with a paragraph for each out. Pure.

Older blogs, and those who break lines in a word processor, write a whole text as one paragraph, with two line breaks
where another begins. Line breaks alone stay.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pressbuild.document import Block, BlockQuote, Blocks, Div, Inline, Inlines, LineBreak, List, Paragraph, Text
from pressbuild.tree import inner, with_inner


def parted(blocks: Blocks) -> Blocks:
    """Blocks, each paragraph cut at its empty lines, in quotations and lists, too."""
    return tuple(part for block in blocks for part in _parted(block))


def _parted(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph(children=children) if len(runs := _paragraphs(children)) > 1:
            yield from (replace(block, children=run, tight=False) for run in runs)
        case BlockQuote(children=children) | Div(children=children):
            yield replace(block, children=parted(children))
        case List(items=items):
            yield replace(block, items=tuple(map(parted, items)))
        case _:
            yield block


def _paragraphs(nodes: Inlines) -> list[Inlines]:
    """The runs between empty lines, without the breaks at their ends."""
    if sum(_breaks(nodes)) < 2:
        return [nodes]
    runs: list[list[Inline]] = [[]]
    for node, end in _marked(tuple(_opened(nodes))):
        if end:
            runs.append([])
        else:
            runs[-1].append(node)
    return [trimmed for run in runs if (trimmed := _trimmed(run))]


def _breaks(nodes: Inlines) -> Iterator[int]:
    for node in nodes:
        yield isinstance(node, LineBreak)
        yield from _breaks(inner(node))


def _opened(nodes: Inlines) -> Iterator[Inline]:
    """Inlines in which no break stands within another but single ones: emphasis over an empty line is two."""
    for node in nodes:
        within = tuple(_opened(inner(node)))
        if any(end for _, end in _marked(within)):
            part: list[Inline] = []
            for inside, end in _marked(within):
                if end:
                    yield from [with_inner(node, _trimmed(part))] if _trimmed(part) else []
                    yield from (LineBreak(), LineBreak())
                    part = []
                else:
                    part.append(inside)
            yield from [with_inner(node, _trimmed(part))] if _trimmed(part) else []
        else:
            yield with_inner(node, within) if within else node


def _marked(nodes: Inlines) -> Iterator[tuple[Inline, bool]]:
    """Each inline, with whether it ends a run: the second of two breaks with nothing between them."""
    broken = False
    for node in nodes:
        if isinstance(node, LineBreak):
            yield node, broken
            broken = True
        else:
            broken = broken and isinstance(node, Text) and not node.value.strip()
            yield node, False


def _trimmed(run: Sequence[Inline]) -> Inlines:
    """A run without the breaks and white space at its ends."""
    first, last = 0, len(run)
    while first < last and _is_empty(run[first]):
        first += 1
    while last > first and _is_empty(run[last - 1]):
        last -= 1
    kept = list(run[first:last])
    if kept and isinstance(start := kept[0], Text):
        kept[0] = Text(start.value.lstrip())
    if kept and isinstance(end := kept[-1], Text):
        kept[-1] = Text(end.value.rstrip())
    return tuple(kept)


def _is_empty(node: Inline) -> bool:
    return isinstance(node, LineBreak) or (isinstance(node, Text) and not node.value.strip())
