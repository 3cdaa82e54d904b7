"""Flattened text to a manuscript: a `.txt` source in, Markdown with front matter, notes and a report out.

The steps: columns and mending; what carried the text, its furniture, contents and the feet of its pages; blocks; lists
of notes and the marks of their notes; the front page; headings; links and dashes; then the blocks are set as Markdown
in their order. `collation` proves the words.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.importers.account.findings import findings
from pressbuild.importers.account.places import Places
from pressbuild.importers.account.report import Omission, Reading, report
from pressbuild.importers.flattened.bibliography import bibliographies, no_entries
from pressbuild.importers.flattened.blocks import parted
from pressbuild.importers.flattened.carriers import with_fields
from pressbuild.importers.flattened.contents import key
from pressbuild.importers.flattened.divided import (
    bare,
    headings_between,
    is_break,
    lost_headings,
    no_headings,
    no_items,
    no_verse,
    usual_gap,
    without_lists,
)
from pressbuild.importers.flattened.emphasis import emphasis, plain_in, unpaired
from pressbuild.importers.flattened.encodings import decoded
from pressbuild.importers.flattened.front import front_page
from pressbuild.importers.flattened.headings import QUOTED
from pressbuild.importers.flattened.linenumbers import LINE_NUMBER
from pressbuild.importers.flattened.lines import SENTENCE_END, Block, Shape
from pressbuild.importers.flattened.links import Address, addresses
from pressbuild.importers.flattened.listing import lists
from pressbuild.importers.flattened.omissions import DERIVED, heads_of_notes, omissions, typed
from pressbuild.importers.flattened.setting import Change, Setter, link_change, mark_change, sign_of
from pressbuild.importers.flattened.strokes import dashes, ellipses
from pressbuild.importers.flattened.unpaged import unpaged
from pressbuild.importers.flattened.verse import poems
from pressbuild.importers.marks.amidnotes import amid, around, called_elsewhere, carried, in_one_line, own_block
from pressbuild.importers.marks.notemarks import Recovery
from pressbuild.importers.marks.notes import around_lists, every_note, heads_of_lists
from pressbuild.importers.marks.unlisted import without_list
from pressbuild.importers.markup import clean, yaml_quoted, yaml_value
from pressbuild.importers.source import WORDLESS, Imported, Part, Source
from pressbuild.importers.works.works import SURE, works
from pressbuild.tongue import tongue

STANZA, VERSE_END = "::: verse\n", "\n:::"
COMMON_IN = 1_000_000  # so much of a text tells which words it has in small letters
QUOTE_INDENT = 2
LONGEST_EPIGRAPH = 300


def import_plain(source: Source) -> Imported:
    """The manuscript of a flattened text. Raises `PressError` (`empty`, `usage`, `not-text`)."""
    coded = decoded(source.data, source.name) if source.data else None
    reading = read(replace(source, text=coded.text) if coded else source)
    markdown = _markdown(reading)
    said = (*(coded.findings if coded else ()), *findings(reading))
    spans = tuple(typed(reading))
    wordless = [(span.start, span.end) for span in spans if span.kind in WORDLESS]
    places = Places(reading.text, wordless, list(_carried(reading)), markdown, reading.lineation)
    witness = Part(reading.text.encode("utf-8", "surrogatepass"), "flattened", typed=spans)
    return Imported(markdown, report(reading, said), said, witness=(witness,), places=places)


def read(source: Source) -> Reading:
    """Everything that the text says by its shape."""
    laid = unpaged(source)
    text, parts = laid.text, laid.blocks
    usual, links = usual_gap(text, parts), addresses(text)
    own = front_page(text, parts, _checked(source, parts), lambda word: _is_common(text, word))
    front, said = with_fields(laid.mended.text, own, laid.carrier)
    if front.cut is not None:
        parts = parted(parts, front.blocks - 1, front.cut)
    recovery = every_note(text, parts, front, usual, links, amid=True)
    usual = usual_gap(text, without_lists(laid.blocks, parts, recovery))  # notes may stand closer, or further apart
    parts = in_one_line(parts, recovery)
    listed = lists(text, parts, set(no_items(text, parts, front, recovery)))
    inside = {item.block for items in listed for item in items} | set(no_headings(parts, laid.kept, laid.apart))
    titles = frozenset(key(title) for title, _ in laid.gone.titles) if laid.gone else frozenset()
    left = [Omission(laid.gone.start, laid.gone.end, "the table of contents")] if laid.gone else []
    left += [Omission(*one.span, LINE_NUMBER) for one in laid.numbered]
    left += [Omission(start, end, why) for start, end, why in (*(laid.carrier.gone if laid.carrier else ()), *said)]
    stressed = emphasis(text, parts, _taken(links, recovery), [(body.start, body.end) for body in amid(recovery)])
    signs = [sign for pair in stressed for sign in (pair.opening, pair.closing)]
    words = bare(text, sorted([(mark.start, mark.end) for mark in recovery.marks] + signs))
    every = [head for head in headings_between(parts, front, recovery, words, titles) if head.first not in inside]
    heads = tuple(no_entries(text, parts, every))
    settled = no_verse(parts, front, recovery, heads, listed)
    return Reading(
        source=source,
        mended=laid.mended,
        lineation=laid.lineation,
        blocks=parts,
        front=front,
        recovery=recovery,
        headings=heads,
        listed=listed,
        lost=tuple(lost_headings(text, parts, front, recovery, heads, usual)),
        links=links,
        dashes=dashes(text),
        ellipses=ellipses(text),
        contents=laid.contents,
        emphasis=plain_in(stressed, [(parts[head.last].start, parts[head.last].end) for head in heads]),
        lone=tuple(unpaired(text, stressed, _taken(links, recovery))),
        carrier=laid.carrier,
        gutters=laid.columns.gutters,
        omissions=(*left, *omissions(text, parts, front, recovery, laid.printed)),
        works=works(text, [(b.text_start, b.end) for b in recovery.bodies], _taken(links, recovery)),
        kept_heads=tuple((line.start, line.end) for line in laid.kept),
        poems=tuple(poems(parts, settled)),
        bibliographies=tuple(bibliographies(text, parts, heads, settled)),
        begun=laid.begun,
        cut=laid.cut,
        runs_on=laid.runs_on,
        apart=laid.apart,
        over=laid.over,
        unbroken=laid.unbroken,
        called=laid.called,
        tied=laid.tied,
        unglued=laid.unglued,
        feeds=laid.feeds,
        tongue=tongue(text),
        unlisted=without_list(text, links, recovery),
    )


def _taken(links: Sequence[Address], recovery: Recovery) -> list[tuple[int, int]]:
    """The spans of links, notes' marks and labels."""
    whole = {body.start for body in amid(recovery)}
    marks = [(mark.start, mark.end) for mark in recovery.marks if mark.start not in whole]
    labels = [(body.start, body.text_start) for body in recovery.bodies]
    return [(link.start, link.end) for link in links] + marks + labels


def _checked(source: Source, parts: Sequence[Block]) -> int | None:
    """The line that is said to hold the title. Raises `PressError` where the text has no such line."""
    line = source.title_line
    numbers = {part.number for block in parts for part in block.lines} if line is not None else set()
    if line is not None and line not in numbers:
        message = f"line {line} cannot hold the title: it is empty or not there"
        raise PressError(found("usage", message, Place(source.name, line, 1), "--title-line counts from 1"))
    return line


def _is_common(text: str, word: str) -> bool:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])").search(text, 0, COMMON_IN) is not None


# --- the manuscript ------------------------------------------------------------------------------------------------


def _markdown(reading: Reading) -> str:
    setter = Setter(reading.text, list(_changes(reading)))
    body = _together(_set_blocks(reading, setter))
    return f"{_front_matter(reading, setter)}{body}\n"


def _changes(reading: Reading) -> Iterator[Change]:
    yield from (mark_change(reading.text, mark) for mark in reading.recovery.marks)
    yield from map(link_change, reading.links)
    yield from (Change(start, end, "") for start, end in reading.recovery.closings)
    yield from (Change(start, end, "") for start, end in called_elsewhere(reading.text, reading.recovery))
    for pair in reading.emphasis:
        yield Change(*pair.opening, pair.sign)
        yield Change(*pair.closing, pair.sign)
    if reading.source.works:
        begins = [pair.opening[0] for pair in reading.emphasis]
        for work in reading.works:
            stressed = bisect_left(begins, work.end) - 1
            if work.confidence < SURE or (stressed >= 0 and reading.emphasis[stressed].closing[1] > work.start):
                continue
            yield Change(work.start, work.start, "[")
            yield Change(work.end, work.end, "]{.book}")
    ends = [link.end for link in reading.links]
    for strokes, glyph in ((reading.dashes, "–"), (reading.ellipses, "…")):
        for start, end in strokes:
            index = bisect_left(ends, end)
            if index == len(ends) or reading.links[index].start > start:
                yield Change(start, end, glyph)


def _front_matter(reading: Reading, setter: Setter) -> str:
    """The front page as YAML, a line a key, in the order of the text."""
    values: dict[str, str] = {}
    for line in reading.front.lines:
        text = _front_value(reading, setter, line.role, line.start, line.end, line.value)
        values[line.role] = f"{values[line.role]} / {text}" if line.role in values else text
    standfirst = reading.front.first("standfirst")
    if standfirst and standfirst.value and "author" not in values:
        values["author"] = _listed(standfirst.value)
    if reading.tongue.denies("en"):
        values["lang"] = reading.tongue.language
    rows = (f"{key}: {value if key in DERIVED else yaml_value(value)}\n" for key, value in values.items())
    return f"---\n{''.join(rows)}---\n\n" if values else ""


def _front_value(
    reading: Reading, setter: Setter, role: str, start: int, end: int, value: tuple[str, ...] | None
) -> str:
    if value is not None and role != "standfirst":
        return _listed(value) if role in DERIVED else "".join(value)
    if role == "caption":
        return " ".join(clean(reading.text[start:end]).split())
    return " ".join(setter.inline(start, end).split())


def _listed(names: Sequence[str]) -> str:
    """One name as a value, several as a list."""
    if len(names) == 1:
        return yaml_value(names[0])
    return "[" + ", ".join(yaml_quoted(name) for name in names) + "]"


def _set_blocks(reading: Reading, setter: Setter) -> Iterator[str]:
    """The blocks behind the front page as Markdown."""
    heads = {head.first: head for head in reading.headings}
    bodies = {body.first: body for body in reading.recovery.bodies if not body.amid}
    within = groupby(amid(reading.recovery), key=lambda body: body.first)
    notes = {index: list(found) for index, found in within}
    named = heads_of_lists(reading.recovery) | set(heads_of_notes(reading.text, reading.blocks, reading.recovery))
    lost, further_on = set(reading.lost), _goes_on(reading)
    listed, beside = {items[0].block: items for items in reading.listed}, dict[int, str]()
    usual_indent = Counter(block.indent for block in reading.blocks).most_common(1)[0][0]
    epigraph, goes_on = _epigraph(reading), set(further_on.values())
    margins = {
        index: min(block.indent for block in reading.blocks[first:end])
        for first, end in reading.poems
        for index in range(first, end)
    }
    index = reading.front.blocks
    opened, closed = (
        (set(ends) for ends in zip(*reading.bibliographies, strict=True)) if reading.bibliographies else ((), ())
    )
    entries = {index for first, end in reading.bibliographies for index in range(first, end)}
    while index < len(reading.blocks):
        block, begun = reading.blocks[index], index
        if index in opened:
            yield "::: bibliography"
        if index in lost:
            yield "***"
        if head := heads.get(index):
            yield setter.heading(reading.blocks[head.first : head.last + 1], head.level)
            index = head.last
        elif body := bodies.get(index):
            yield setter.note(body.number, reading.blocks[body.first : body.last + 1], body.text_start)
            index = body.last
        elif items := listed.get(index):
            sign = sign_of(items[0], beside.get(index - 1, ""))
            yield setter.items(reading.blocks[index : index + len(items)], items, sign)
            index += len(items) - 1
            beside[index] = sign
        elif index in named or index in goes_on:
            beside[index] = beside.get(index - 1, "")
        elif is_break(reading.text, block):
            yield "***"
        else:
            quote = index not in entries and (block.quoted or _is_quotation(block, usual_indent))
            paragraph = setter.block(block, quote=quote, margin=margins.get(index))
            further = index
            while (further := further_on.get(further, -1)) >= 0:
                paragraph = f"{paragraph} {setter.run_on(reading.blocks[further])}"
            yield f"::: epigraph\n{paragraph}\n:::" if index == epigraph else paragraph
        for body in (body for above in range(begun, index + 1) for body in notes.get(above, ())):
            yield setter.note(body.number, [own_block(reading.blocks[body.first], body)], body.text_start)
        index += 1
        if index in closed:
            yield ":::"


def _goes_on(reading: Reading) -> dict[int, int]:
    """The paragraphs that notes at the foot of a page cut in two, from the block of the one part to the other's."""
    found: dict[int, int] = {}
    heads = {index for head in reading.headings for index in range(head.first, head.last + 1)}
    heads |= {item.block for items in reading.listed for item in items}
    for above, below in around_lists(reading.recovery):
        if above < reading.front.blocks or below >= len(reading.blocks) or {above, below} & heads:
            continue
        parts = reading.blocks[above], reading.blocks[below]
        text = reading.text
        prose = all(part.shape is Shape.PROSE for part in parts)
        ended = SENTENCE_END.search(text, parts[0].start, parts[0].end) or not text[parts[1].start].islower()
        ended = ended and parts[1].start not in reading.runs_on
        if prose and not ended:
            found[above] = below
    return found


def _carried(reading: Reading) -> Iterator[tuple[int, int, int]]:
    """The second parts of such paragraphs, and notes amid paragraphs, with the place that they are carried to."""
    if reading.carrier:
        yield from reading.carrier.carried()
    together = {item.block: items[-1].block for items in reading.listed for item in items}
    together |= {index: head.last for head in reading.headings for index in range(head.first, head.last + 1)}
    yield from carried(reading.blocks, reading.recovery, together)
    ends, within = dict[int, int](), amid(reading.recovery)
    for above, below in _goes_on(reading).items():
        ends[below] = to = ends.get(above, reading.blocks[above].end)
        yield from around(reading.blocks[below].start, reading.blocks[below].end, to, within)


def _together(pieces: Iterator[str]) -> str:
    """The pieces as one text; quotations that follow one another are one, and so are stanzas."""
    whole: list[str] = []
    for piece in pieces:
        before = whole[-1] if whole else ""
        if before.startswith(STANZA) and piece.startswith(STANZA):
            whole[-1] = f"{before.removesuffix(VERSE_END)}\n\n{piece.removeprefix(STANZA)}"
        elif before.startswith("> ") and piece.startswith("> "):
            whole[-1] = f"{before}\n>\n{piece}"
        else:
            whole.append(piece)
    return "\n\n".join(whole)


def _epigraph(reading: Reading) -> int | None:
    """The first block behind the front page, where it is one quotation."""
    index = reading.front.blocks
    if not 0 < index < len(reading.blocks):
        return None
    block = reading.blocks[index]
    quoted = block.length <= LONGEST_EPIGRAPH and QUOTED.fullmatch(reading.text, block.start, block.end)
    return index if quoted and block.shape is Shape.PROSE else None


def _is_quotation(block: Block, usual: int) -> bool:
    """Are all lines of a block indented? One indented line is a paragraph's first."""
    return block.indent >= usual + QUOTE_INDENT and (len(block.lines) > 1 or block.shape is Shape.LINES)
