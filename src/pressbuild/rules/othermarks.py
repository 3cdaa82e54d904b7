"""Quotations in marks of another system than the text's own: `Copy` in, findings with their fixes out. Pure.

»So« among „so“, and «so» among “so”, have come with a copied passage. A system that a text uses rarely is no slip where
it has a job of its own: quotations within others, titles, words of another language. So only quotations that stand in
no other are compared, of a role that the text's usual marks have too; and marks that the language of the text does not
know must hold words that the text has elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from pressbuild.diagnostics import Diagnostic, Fix, found, shortened
from pressbuild.document import BlockQuote, Div, Emph, Figure, Link, Node, Quote, Span, Strong, Verse
from pressbuild.patterns import lazily
from pressbuild.quotation.marks import OPENED_LOW
from pressbuild.rules.copy import MANNER, Copy
from pressbuild.tongue import TELLING
from pressbuild.transforms.ownmarks import speaks_of_marks
from pressbuild.tree import children, everything, plain, walk

# Pairs of marks, by the system that they are of. Single ones are a role's or stand within others, in every system.
SYSTEMS = {
    ("“", "”"): "“”", ("„", "“"): "„“", ("„", "”"): "„“", ("»", "«"): "»«", ("«", "»"): "«»",
}  # fmt: skip
# What a language has of its own, and of the author's choice.
OF_LANGUAGE = dict.fromkeys(OPENED_LOW, frozenset({"„“", "»«"}))
# Where « » and “ ” stand side by side, irony has the one and speech the other.
TWO_JOBS = frozenset({"“”", "«»"})
OF_TWO_JOBS = frozenset("ca el es eu fr gl hy it no nb nn pt ro ru uk be".split())
RARE, FEWEST = 3, 3  # times that the usual marks are as frequent as the others, and how often they stand
WORD = lazily(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
OF_MARKS = lazily(r"\b(?:curly|straight|opening|closing|such|these|those) marks?\b|\bmarks (?:are|stand|were)\b")
SHOWN = 40  # characters of a quotation that a message repeats


def of_another_system(copy: Copy) -> Iterator[Diagnostic]:
    """Quotations in marks that the text uses rarely and for nothing else. Of many one finding speaks."""
    quotes = [quote for quote in _outermost(everything(copy.marked)) if quote.written in SYSTEMS]
    counts = Counter(map(_system, quotes))
    if len(counts) < 2:
        return
    [(usual, often)] = counts.most_common(1)
    own = [quote for quote in quotes if _system(quote) == usual]
    rare = {system for system, times in counts.items() if often >= FEWEST and times * RARE <= often}
    roles = {quote.role for quote in own}
    others = [each for each in quotes if _system(each) in rare and each.role in roles and _is_slip(copy, each, usual)]
    [(pair, _)] = Counter(each.written for each in own).most_common(1)
    line = f" (first in line {at.line})" if (at := own[0].place) else ""
    like = f"{often} quotations are like {_shown(own[0])}{line}"
    if len(others) > MANNER:
        fixes = tuple(fix for each in others for fix in _fixes(copy, each, pair))
        message = f"{len(others)} quotations stand in other marks than the text’s own, as {_shown(others[0])}; {like}"
        yield found("marks-mixed", message, others[0].place, "write them alike", fixes)
        return
    for each in others:
        message = f"{_shown(each)} stands in other marks than the text’s own: {like}"
        hint = f"write {pair[0]}…{pair[1]}; of words of another language say which it is: [words]{{lang=fr}}"
        yield found("marks-mixed", message, each.place, hint, _fixes(copy, each, pair))


def _system(quote: Quote) -> str:
    return SYSTEMS[quote.written]


def _shown(quote: Quote) -> str:
    opening, closing = quote.written
    return f"{opening}{shortened(plain(quote.children), SHOWN)}{closing}"


def _outermost(nodes: Iterable[Node]) -> Iterator[Quote]:
    """The quotations of an author's own sentences that stand in no other."""
    for node in nodes:
        match node:
            case Quote():
                if node.role != "keep" and not node.attributes.lang:
                    yield node
            case BlockQuote() | Verse() | Emph() | Strong() | Link() | Figure():
                continue
            case Div() | Span() if node.attributes.lang or node.role in ("epigraph", "keep"):
                continue
            case _:
                yield from _outermost(children(node))


def _is_slip(copy: Copy, quote: Quote, usual: str) -> bool:
    """Whether nothing but a slip explains the marks of a quotation in a text of other ones."""
    if {_system(quote), usual} == TWO_JOBS and copy.language in OF_TWO_JOBS:
        return False
    around = _paragraph(copy, quote)
    if speaks_of_marks(around) or OF_MARKS.search(around):
        return False
    at_home = OF_LANGUAGE.get(copy.language, frozenset())
    return _system(quote) in at_home or _is_at_home(copy, quote)


def _paragraph(copy: Copy, quote: Quote) -> str:
    """The lines round a quotation up to empty ones."""
    line = quote.place.line - 1 if quote.place else 0
    above = takewhile(str.strip, reversed(copy.lines[:line]))
    return "\n".join((*above, *takewhile(str.strip, copy.lines[line:])))


def _is_at_home(copy: Copy, quote: Quote) -> bool:
    """Whether the words of a quotation are those of the text's language: small words of it, or words that the text has
    elsewhere."""
    words = [word.casefold() for word in WORD.findall(plain(quote.children))]
    if set(words) & TELLING.get(copy.language, frozenset()):
        return True
    text = Counter(word.casefold() for passage in copy.passages for word in WORD.findall(passage.text))
    within = Counter(words)
    return bool(words) and all(text[word] > within[word] for word in words)


def _fixes(copy: Copy, quote: Quote, pair: tuple[str, str]) -> tuple[Fix, ...]:
    """The text's own marks in the place of others, where none stand within them; « » may want spaces, which nobody
    counts here."""
    if "«»" in (_system(quote), SYSTEMS[pair]) or any(isinstance(node, Quote) for node in walk(quote.children)):
        return ()
    pairs = zip((quote.place, quote.end), quote.written, pair, strict=True)
    fixes = [copy.fix(place, old, new) for place, old, new in pairs if old != new]
    return tuple(fix for found_there in fixes for fix in found_there) if all(fixes) else ()
