"""References that touch: a document in, the same with each reference knowing whether another follows right behind it.

Notes 3 and 4 are not note 34, whatever element, space or mark that the house took away stands between them. So whole
runs are looked at, at any depth, and once: an edition sets its comma where a reference is `joined`.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from pressbuild.document import Code, Document, Image, Inline, Inlines, LineBreak, Math, NoteRef, Quote, Text
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.tree import inner, marks, rewrite_inlines, with_inner

TOGETHER = lazily(r"n(b*)(?=n)")


def touching(document: Document, house: House) -> Document:
    """The document with its references joined that touch, after the house has set marks and stops."""
    del house
    return rewrite_inlines(document, joined)


def joined(run: Inlines) -> Inlines:
    """A whole run without the blanks between two references, the first of which is joined to the second."""
    kinds = "".join(_kinds(run))
    joints, gaps = set[int](), set[int]()
    for together in TOGETHER.finditer(kinds):
        joints.add(together.start())
        gaps.update(range(*together.span(1)))
    return _set(run, iter(range(len(kinds))), joints, gaps) if "n" in kinds else run


def _kinds(run: Inlines) -> Iterator[str]:
    """A letter for all that a run says, in order: a reference, a blank, or anything else."""
    for node in run:
        if isinstance(node, NoteRef):
            yield "n"
        elif isinstance(node, Text):
            yield "x" if node.value.strip() else "b"
        elif isinstance(node, Quote):
            opening, closing = marks(node)
            yield "x" if opening else "b"
            yield from _kinds(node.children)
            yield "x" if closing else "b"
        elif inner(node):
            yield from _kinds(inner(node))
        else:
            yield "x" if isinstance(node, Code | Image | LineBreak | Math) else "b"  # an element with nothing in it


def _set(run: Inlines, places: Iterator[int], joints: set[int], gaps: set[int]) -> Inlines:
    """The run, followed through the same places as its kinds."""
    nodes: list[Inline] = []
    for node in run:
        if isinstance(node, Quote):
            next(places)
            nodes.append(with_inner(node, _set(node.children, places, joints, gaps)))
            next(places)
        elif inner(node):
            nodes.append(with_inner(node, _set(inner(node), places, joints, gaps)))
        elif (place := next(places)) in gaps and isinstance(node, Text):
            continue
        elif isinstance(node, NoteRef) and node.joined != (place in joints):
            nodes.append(replace(node, joined=place in joints))
        else:
            nodes.append(node)
    return tuple(nodes)
