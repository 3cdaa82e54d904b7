"""Where the citations stand for which a style has written notes: `Copy` and a note's number in, a place out. Pure."""

from pressbuild.citations.spotting import citations
from pressbuild.diagnostics import Place
from pressbuild.document import NoteRef
from pressbuild.rules.copy import Copy


def cited_at(copy: Copy, number: int) -> Place | None:
    """Where the citation stands for which a style has written a note: behind the words before the note's call."""
    label = copy.read.notes[number - 1].label
    for passage in copy.passages:
        leaves = passage.flat.leaves
        for index, leaf in enumerate(leaves):
            if isinstance(leaf.node, NoteRef) and leaf.node.label == label:
                placed = (each.node.place.right(each.length) for each in reversed(leaves[:index]) if each.node.place)
                return _citation(copy, next(placed, passage.place))
    return None


def _citation(copy: Copy, place: Place | None) -> Place | None:
    """Where the first citation behind a place begins."""
    if place is None:
        return place
    starts = (Place.at(copy.source, copy.name, each.start) for each in citations(copy.source, copy.body_line))
    return min((start for start in starts if start >= place), default=place)
