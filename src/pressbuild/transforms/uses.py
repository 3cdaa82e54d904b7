"""What a house must know of each quotation beside its role: a document in, a `Use` for every quotation out.

First and later uses are counted in reading order (DOMAIN.md §1.3, `[first_use]`); a sentence that speaks of its own
marks, or of those in the sentence beside, is noticed (§1.4), for without them it would say nothing.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct, field

from pressbuild.document import Document, Inlines, Quote
from pressbuild.house import House
from pressbuild.patterns import lazily
from pressbuild.quotation.folding import POSSESSIVE, WORD, singular, small
from pressbuild.transforms.ownmarks import holds_off, speaks_of_marks
from pressbuild.transforms.zones import Run, reading_order, runs
from pressbuild.tree import inner, plain

_SENTENCE_END = lazily(r"[.?!…][)\]”’\"'»“‘]*\s+(?=[^\sa-z])")


class Use(Struct, frozen=True):
    """One quotation's use. `later`: the same words stood before; `repeated`: they stand more than once in the same
    marks; `spoken_of`: its sentence speaks of marks, or one beside it that has no marks or the same words in them;
    `continued`: it goes on from the paragraph before."""

    later: bool
    repeated: bool
    spoken_of: bool
    continued: bool


class _Found(Struct, frozen=True):
    quote: Quote
    key: tuple[str, str]
    spoken_of: bool


def uses(document: Document, house: House) -> tuple[tuple[Run, tuple[Use, ...]], ...]:
    """Every run in the order of `rewrite_inlines` with a `Use` for each quotation in it, outer before inner; what is
    kept verbatim is no use."""
    laid = runs(document)
    found = [tuple(_found(run.inlines, house)) for run in laid]
    times = Counter((each.key, each.quote.written) for row in found for each in row)
    made: dict[int, tuple[Use, ...]] = {}
    seen = _Seen()
    before: tuple[_Found, ...] = ()
    zone = ""
    for index in reading_order(laid):
        run = laid[index]
        if run.opens or (run.zone == "notes") != (zone == "notes"):
            seen.section.clear()
        zone = run.zone
        made[index] = tuple(
            Use(
                _later(each, run, seen, house),
                times[each.key, each.quote.written] > 1,
                each.spoken_of,
                position == 0 and _goes_on(before, run, each),
            )
            for position, each in enumerate(found[index])
        )
        before = found[index]
    return tuple((run, made[index]) for index, run in enumerate(laid))


class _Seen(Struct):
    """The words that stood before, in the work and in the section."""

    work: set[tuple[str, str]] = field(default_factory=set)
    section: set[tuple[str, str]] = field(default_factory=set)


def _later(each: _Found, run: Run, seen: _Seen, house: House) -> bool:
    """Whether this is no first use; counts it where it counts. An author may say `first=no` or `first=yes`, an entry of
    the term sheet where first uses are counted anew."""
    said = each.quote.attributes.first
    middle_of_verse = each.quote.written == ("", "") and not each.quote.decision.signed
    if said == "no" or run.zone not in house.first_use.zones or middle_of_verse:
        return said == "no"
    scope = each.quote.scope or house.first_use.scope
    known = each.key in (seen.section if scope == "section" else seen.work)
    seen.work.add(each.key)
    seen.section.add(each.key)
    return known and said != "yes"


def _goes_on(before: tuple[_Found, ...], run: Run, first: _Found) -> bool:
    """Whether a quotation that was not closed in the block before goes on with the first node of this one."""
    opened = bool(before) and before[-1].quote.written[0] != "" and before[-1].quote.written[1] == ""
    return opened and run.inlines[0] is first.quote and before[-1].quote.written[0] == first.quote.written[0]


def _found(inlines: Inlines, house: House) -> Iterator[_Found]:
    parts: list[str] = []
    spans: list[tuple[Quote, int, int]] = []
    _lay(inlines, 0, parts, spans)
    if not spans:
        return
    text = "".join(parts)
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentences = [text[start:end] for start, end in pairwise(ends)]
    held: list[set[str]] = [set() for _ in sentences]
    found: list[tuple[Quote, str, range]] = []
    for quote, start, end in spans:
        last = max(len(sentences) - 1, 0)
        within = range(min(bisect_right(ends, start) - 1, last), min(max(bisect_left(ends, end), 1), last + 1))
        words = key(plain(quote.children), house)
        found.append((quote, words, within))
        for sentence in within:
            held[sentence].add(words)
    for quote, words, within in found:
        beside = (within.start - 1, within.stop) if within else ()
        near = [n for n in beside if 0 <= n < len(sentences) and (not held[n] or words in held[n])]
        spoken_of = any(speaks_of_marks(sentences[n]) for n in (*within, *near))
        yield _Found(quote, (quote.role, words), spoken_of or any(holds_off(sentences[n]) for n in within))


def _lay(inlines: Inlines, offset: int, parts: list[str], spans: list[tuple[Quote, int, int]]) -> int:
    """The text of a run with the author's marks, and where its quotations stand in it."""
    for node in inlines:
        if isinstance(node, Quote) and node.role != "keep":
            slot = len(spans)
            spans.append((node, offset, offset))
            parts.append(node.written[0])
            end = _lay(node.children, offset + len(node.written[0]), parts, spans)
            parts.append(node.written[1])
            end += len(node.written[1])
            spans[slot] = (node, offset, end)
            offset = end
        elif inner(node) and not isinstance(node, Quote):
            offset = _lay(inner(node), offset, parts, spans)
        else:
            parts.append(plain([node]))
            offset += len(parts[-1])
    return offset


def key(text: str, house: House) -> str:
    """A term as `[first_use] fold` has it: which differences of form make no other word."""
    fold = house.first_use.fold
    text = text.replace("'", "’").strip().rstrip(",.;:!?… ")
    words = WORD.findall(POSSESSIVE.sub("", text) if "possessive" in fold else text)
    if words and "case" in fold:
        words[0] = small(words[0])
    if words and "plural" in fold:
        words[-1] = singular(words[-1])
    return " ".join(words) or text
