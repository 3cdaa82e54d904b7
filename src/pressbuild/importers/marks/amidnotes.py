"""Notes that stand within a paragraph, `rose [Footnote: Early.] and`: a recovery and its blocks in, what the manuscript
has for them out.

Such a note is set below the block that it stands in; where it stood is its reference, or nothing where a mark calls it.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from pressbuild.importers.flattened.lines import Block, Line
from pressbuild.importers.marks.notemarks import Body, Recovery

SPACES = " \t\u00a0\u202f\n\r"


def amid(recovery: Recovery) -> list[Body]:
    """The notes that stand within paragraphs, in order of place."""
    return [body for body in recovery.bodies if body.amid]


def in_one_line(parts: Sequence[Block], recovery: Recovery) -> tuple[Block, ...]:
    """The blocks, with the lines that such a note goes over as one line."""
    whole = list(parts)
    for body in amid(recovery):
        block = whole[body.first]
        lines: list[Line] = []
        for line in block.lines:
            over = lines and body.start < lines[-1].end and line.start < _end(recovery, body)
            lines[-1:] = [lines[-1]._replace(end=line.end)] if over else [*lines[-1:], line]
        whole[body.first] = replace(block, lines=tuple(lines))
    return tuple(whole)


def own_block(block: Block, body: Body) -> Block:
    """The lines of such a note alone. `block` has it in one line, whose breaks are spaces to a manuscript."""
    line = next(line for line in block.lines if line.start <= body.start < line.end)
    return replace(block, lines=(line._replace(start=body.text_start, end=body.end),))


def called_elsewhere(text: str, recovery: Recovery) -> Iterator[tuple[int, int]]:
    """The spans of such notes that a mark calls, with the spaces before: nothing stands for them in the paragraph."""
    here = {mark.start for mark in recovery.marks}
    for body in amid(recovery):
        if body.start not in here:
            start = body.start
            while text[start - 1] in SPACES:
                start -= 1
            yield start, _end(recovery, body)


def carried(parts: Sequence[Block], recovery: Recovery, together: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """The words of such notes, with the place behind their block that they are carried to: `together` has the last of
    those that are set together, a list's or a heading's, by each of them."""
    for body in amid(recovery):
        yield body.text_start, body.end, parts[together.get(body.first, body.first)].end + 1


def around(start: int, end: int, to: int, notes: Sequence[Body]) -> Iterator[tuple[int, int, int]]:
    """A span that is carried to a place, less the words of such `notes` in it."""
    for body in notes:
        if start <= body.text_start < end:
            yield start, body.text_start, to
            start = body.end
    yield start, end, to


def _end(recovery: Recovery, body: Body) -> int:
    return next(end for start, end in recovery.closings if start == body.end)
