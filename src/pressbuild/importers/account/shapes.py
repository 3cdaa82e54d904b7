"""What an import has to say of a text's shapes: what was found in, diagnostics of its front page, contents, headings,
pictures, running heads, verse and bibliographies out."""

import re
from collections.abc import Iterator, Sequence

from pressbuild.diagnostics import NOTE, WARNING, Diagnostic, Place, found
from pressbuild.importers.account.report import Reading
from pressbuild.importers.flattened.divisions import heading_lines
from pressbuild.importers.flattened.drawntables import drawn_rows
from pressbuild.importers.flattened.lines import Shape
from pressbuild.importers.flattened.pagenumbers import NUMBER
from pressbuild.importers.flattened.verse import may_be_prose

KEPT_SHOWN = 4
COUNTED = {2: "two", 3: "three", 4: "four", 5: "five"}
PICTURE = re.compile(
    r"\[(?:illustration|picture|image|figure|photo(?:graph)?|map|plate)s?\b\s*[\d.]*\s*[:.\]]", re.IGNORECASE
)
OR_TITLE = "where it is the title, write it behind the number in the heading"


def shapes(reading: Reading) -> Iterator[Diagnostic]:
    yield from _front(reading)
    yield from _carrier(reading)
    yield from _gutters(reading)
    yield from _contents(reading)
    yield from _structure(reading)
    yield from _pictures(reading)
    yield from _kept_heads(reading)
    yield from _drawn(reading)
    yield from _verse(reading)
    yield from _bibliographies(reading)


def _front(reading: Reading) -> Iterator[Diagnostic]:
    front = reading.front
    if front.first("title") is None:
        hint = "--title-line N names the line that holds it"
        yield found("assumed", "no title was found; the text begins in line 1", reading.place(0), hint)
    for line in front.lines:
        text = reading.shown(line.start, line.end)
        message = f"the {line.role} is “{text}”"
        hint = ""
        if line.role == "caption":
            message = f"“{text}” has no role and is kept as the caption"
        if line.role in ("title", "caption"):
            hint = "--title-line N names another line as the title"
        if line.value and line.role != "standfirst":
            message = f"the {line.role} is {', '.join(line.value)}"
        yield found("assumed", message, reading.place(line.start), hint)
        if line.value and line.role == "standfirst" and front.first("author") is None:
            yield found("assumed", f"the author is {', '.join(line.value)}", reading.place(line.start))


def _carrier(reading: Reading) -> Iterator[Diagnostic]:
    """What carried the text, and what a sender wrote above a message that he forwards."""
    carrier = reading.carrier
    if carrier is None:
        return
    if carrier.above:
        place = reading.place(reading.blocks[0].start)
        line = reading.lineation.at(carrier.hidden[0][0])[0]
        message = f"an e-mail that was forwarded begins in line {line}; what its sender wrote above it was kept"
        yield Diagnostic("assumed", message, place, "delete it where it is no part of the text", WARNING)
    for kind in dict.fromkeys(why for _, _, why in carrier.gone):
        start, end = next((start, end) for start, end, why in carrier.gone if why == kind)
        yield found("assumed", f"left out, {kind}: “{reading.shown(start, end)}”", reading.place(start))


def _gutters(reading: Reading) -> Iterator[Diagnostic]:
    """The lines that stand in columns, or seem to, a kind at a time."""
    for sure, columns in sorted({(gutter.sure, gutter.columns) for gutter in reading.gutters}, reverse=True):
        alike = [gutter for gutter in reading.gutters if (gutter.sure, gutter.columns) == (sure, columns)]
        spans = ", ".join(f"{gutter.first} to {gutter.last}" for gutter in alike[:KEPT_SHOWN])
        spans += " and further on" if len(alike) > KEPT_SHOWN else ""
        place = Place(reading.source.name, alike[0].first, 1)
        count = COUNTED.get(columns, str(columns))
        how = "the left one was read before the right one" if columns == min(COUNTED) else "read from left to right"
        message = f"lines {spans} stand in {count} columns: {how}"
        hint = "look whether the text goes on as it should where a column ends"
        if not sure:
            message = f"lines {spans} seem to stand in {count} columns; they were read line by line"
            hint = "where they do, copy one column after the other, or use `pdftotext` without -layout"
        yield Diagnostic("assumed", message, place, hint, WARNING)


def _contents(reading: Reading) -> Iterator[Diagnostic]:
    """The table of contents, and the titles in it that no line of the text has."""
    listing = reading.contents
    if listing is None:
        return
    if not listing.sure:
        message = f"“{reading.shown(listing.start, listing.end)}” may begin a table of contents; it was kept"
        hint = "delete it if it is one: editions make their own"
        yield Diagnostic("assumed", message, reading.place(listing.start), hint, WARNING)
        return
    count = len(listing.titles)
    message = f"a table of contents with {count} titles was left out; editions make their own"
    yield found("assumed", message, reading.place(listing.start))
    for title, offset in listing.lost:
        message = f"the table of contents names “{' '.join(title.split())}”, and no line of the text has that title"
        hint = "a heading may have been lost, or be written otherwise"
        yield Diagnostic("assumed", message, reading.place(offset), hint, WARNING)


def _structure(reading: Reading) -> Iterator[Diagnostic]:
    for heading in reading.headings:
        block = reading.blocks[heading.first]
        text = reading.shown(block.start, heading_lines(reading.text, reading.blocks[heading.last])[-1].end)
        yield found("assumed", f"“{text}” is a heading", reading.place(block.start))
        if heading.perhaps:
            below = reading.blocks[heading.last + 1]
            words = reading.shown(below.start, below.end)
            message = f"“{words}” stands below “{text}” and is kept as the first paragraph"
            yield Diagnostic("assumed", message, reading.place(below.start), OR_TITLE, WARNING)
    for index in reading.lost:
        start = reading.blocks[index].start
        message = "the gap above is wider than between paragraphs: a section break stands for it"
        yield found("assumed", message, reading.place(start), "a heading may have been lost here")


def _pictures(reading: Reading) -> Iterator[Diagnostic]:
    """The lines that stand for pictures."""
    for block in reading.blocks:
        if PICTURE.match(reading.text, block.start, block.end):
            message = f"“{reading.shown(block.start, block.end)}” stands for a picture and was kept as text"
            hint = "put its file into images/ and write ![its words](images/…)"
            yield Diagnostic("assumed", message, reading.place(block.start), hint, WARNING)


def _kept_heads(reading: Reading) -> Iterator[Diagnostic]:
    """Lines at the edges of pages that come back, too seldom or too often within the text to be taken out."""
    places: dict[str, list[int]] = {}
    for start, end in reading.kept_heads:
        places.setdefault(reading.shown(start, end), []).append(start)
    numbers = [start for start, end in reading.kept_heads if NUMBER.fullmatch(reading.text, start, end)]
    if numbers:
        lines = _lines_of(reading, numbers)
        message = f"figures that go up by one stand alone in line {lines} and may be pages’ numbers; they were kept"
        yield Diagnostic("assumed", message, reading.place(numbers[0]), "delete them where they are", WARNING)
    for words, starts in places.items():
        if starts[0] in numbers:
            continue
        lines = _lines_of(reading, starts)
        message = f"“{words}” stands at the edges of pages in line {lines} and may be a running head; it was kept"
        yield Diagnostic("assumed", message, reading.place(starts[0]), "delete it where it is one", WARNING)


def _lines_of(reading: Reading, starts: Sequence[int]) -> str:
    """The first of the lines of some places, for a message."""
    lines = ", ".join(str(reading.lineation.at(start)[0]) for start in starts[:KEPT_SHOWN])
    return lines + (" and further on" if len(starts) > KEPT_SHOWN else "")


def _drawn(reading: Reading) -> Iterator[Diagnostic]:
    """The tables whose strokes went."""
    for block in reading.blocks:
        if block.shape is Shape.TABLE and drawn_rows(reading.text, block.lines):
            first, last = (reading.lineation.at(line.start)[0] for line in (block.lines[0], block.lines[-1]))
            message = f"lines {first} to {last} are a drawn table, and are set as one without its strokes"
            yield found("assumed", message, reading.place(block.start), "look at cells of several lines")


def _verse(reading: Reading) -> Iterator[Diagnostic]:
    """The stretches whose line breaks stay, stanzas that follow one another as one."""
    for begin, end in reading.poems:
        blocks = reading.blocks[begin:end]
        first, last = (reading.lineation.at(offset)[0] for offset in (blocks[0].start, blocks[-1].lines[-1].start))
        message, hint = f"lines {first} to {last} are set as verse", "where they are prose, join them"
        doubtful = any(may_be_prose(reading.text, block.lines) for block in blocks)
        severity = WARNING if doubtful else NOTE
        yield Diagnostic("assumed", message, reading.place(blocks[0].start), hint, severity)


def _bibliographies(reading: Reading) -> Iterator[Diagnostic]:
    """How many entries each bibliography has, which a reader can count in the source."""
    for first, end in reading.bibliographies:
        head, blocks = reading.blocks[first - 1], reading.blocks
        message = f"the bibliography below “{reading.shown(head.start, head.end)}” has {end - first} entries"
        hint = "where two were run together, part them with a blank line"
        yield found("assumed", message, reading.place(blocks[first].start), hint)
