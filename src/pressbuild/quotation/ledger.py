"""The ledger of quotations: a recognised `Document` in, one `Entry` for each quotation out, in reading order.

The fields are those of `pressbuild quotes --format json` (CONTRACT.md).
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.document import Document, Inlines, Quote, Role
from pressbuild.quotation.marks import OPENS
from pressbuild.quotation.passages import Passage, Where, in_reading_order
from pressbuild.tree import inner, plain

AROUND = 80  # CONTRACT.md: at least 60 characters of either side where the block has them


class Entry(Struct, frozen=True):
    """One quotation: where its marks stand, what stands between and around them (plain text without note references),
    what it is for, and why, and the source that the author names in braces (`cite`). `mark` is `none` where an
    override gives a role to words without marks."""

    line: int
    column: int
    end_line: int
    end_column: int
    mark: str
    text: str
    where: Where
    role: Role
    code: str
    confidence: float
    signed: bool
    left: str
    right: str
    evidence: str = ""
    cite: str = ""
    file: str = ""


def ledger(document: Document) -> tuple[Entry, ...]:
    """Every quotation of a recognised document: front texts, body, then the notes."""
    entries: list[Entry] = []
    for passage in in_reading_order(document):
        entries.extend(_entries(passage))
    return tuple(entries)


class _Span(Struct):
    """A quotation's place in the plain text of its passage, its marks included."""

    quote: Quote
    start: int
    end: int = 0


def _entries(passage: Passage) -> Iterator[Entry]:
    parts: list[str] = []
    spans: list[_Span] = []
    offset = 0
    for run in passage.runs:
        offset = _lay(run, offset, parts, spans)
        parts.append(" ")
        offset += 1
    text = "".join(parts)[:-1]
    for span in _joined(spans):
        yield _entry(span, text, passage.where)


def _lay(inlines: Inlines, offset: int, parts: list[str], spans: list[_Span]) -> int:
    for node in inlines:
        if isinstance(node, Quote):
            span = _Span(node, offset)
            spans.append(span)
            opening, closing = node.written
            parts.append(opening)
            offset = _lay(node.children, offset + len(opening), parts, spans)
            parts.append(closing)
            offset += len(closing)
            span.end = offset
        elif inner(node):
            offset = _lay(inner(node), offset, parts, spans)
        else:
            shown = plain([node])
            parts.append(shown)
            offset += len(shown)
    return offset


def _joined(spans: list[_Span]) -> list[_Span]:
    """A quotation over several lines of verse is one: the pieces without an opening mark go to the one that has it."""
    whole: list[_Span] = []
    for span in spans:
        opening, closing = span.quote.written
        if opening or span.quote.decision.signed:
            whole.append(span)
            continue
        first = next((w for w in reversed(whole) if w.quote.written[0] and not w.quote.written[1]), None)
        if first is not None:
            first.quote = replace(first.quote, written=(first.quote.written[0], closing), end=span.quote.end)
            first.end = span.end
    return whole


def _entry(span: _Span, text: str, where: Where) -> Entry:
    quote = span.quote
    opening, closing = quote.written
    start, end = quote.place, quote.end or quote.place
    return Entry(
        line=start.line if start else 0,
        column=start.column if start else 0,
        end_line=end.line if end else 0,
        end_column=end.column if end else 0,
        mark=OPENS.get(opening, "none"),
        text=text[span.start + len(opening) : span.end - len(closing)],
        where=where,
        role=quote.role,
        code=quote.decision.code,
        confidence=quote.decision.confidence,
        signed=quote.decision.signed,
        left=text[max(0, span.start - AROUND) : span.start],
        right=text[span.end : span.end + AROUND],
        evidence=quote.decision.evidence,
        cite=quote.attributes.cite,
        file=start.file if start else "",
    )
