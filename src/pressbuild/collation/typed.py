"""Notes that are typed into a text: its words and the spans of their letters in, text and notes apart out. Pure."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from pressbuild.importers.source import Typed


class Parted(Struct, frozen=True):
    """The words of the text that is left, those of each note by its label, the labels of the calls in order, and the
    words of the title, where it was typed."""

    body: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)


def parted(words: Sequence[str], typed: Sequence[Typed]) -> Parted:
    """Words with what is typed into them taken out."""
    found = Parted(calls=[span.label for span in typed if span.kind == "call"])
    found.notes.update({span.label: [] for span in typed if span.kind == "note"})
    for span, piece in _pieces(words, typed):
        if span is None:
            found.body.append(piece)
        elif span.kind == "note":
            found.notes[span.label].append(piece)
        elif span.kind == "title":
            found.title.append(piece)
    return found


def _pieces(words: Sequence[str], typed: Sequence[Typed]) -> Iterator[tuple[Typed | None, str]]:
    """The words, each cut where a span begins or ends, with the span that holds it."""
    spans = [span for span in sorted(typed, key=lambda span: (span.start, span.end)) if span.start < span.end]
    place = index = 0
    for word in words:
        begin, end = place, place + len(word)
        while begin < end:
            while index < len(spans) and spans[index].end <= begin:
                index += 1
            span = spans[index] if index < len(spans) else None
            inside = span is not None and span.start <= begin
            stop = min(end, (span.end if inside else span.start) if span is not None else end)
            yield span if inside else None, word[begin - place : stop - place]
            begin = stop
        place = end
