"""What there is to say of a work's terms: a recognised `Document` and its `TermSheet` in, diagnostics out. Pure."""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, found
from pressbuild.document import Document, Quote
from pressbuild.quotation.concordance import Term, Use, concordance
from pressbuild.quotation.lexicon import Lexicon, lexicon, not_replaced
from pressbuild.termsheet import TermSheet
from pressbuild.tree import everything, plain, walk

SHOWN = 5  # lines that a message names
SIGN = "write `signed = true` into the entry once it is right"


def remarks(document: Document, sheet: TermSheet) -> tuple[Diagnostic, ...]:
    """The findings `quote-drift`, `term-unsigned`, `term-unused` and `term-not-replaced`."""
    terms = concordance(document, sheet)
    signed = lexicon(sheet)
    drifts = (_drift(term, slips) for term in terms if (slips := term.slips))
    return (*drifts, *_unsigned(sheet), *_unused(document, sheet, signed), *_not_replaced(document, signed))


def _drift(term: Term, slips: tuple[Use, ...]) -> Diagnostic:
    """A term that stands in marks here and without them there, and of which nobody has said that it may."""
    places = [use.place for use in slips if use.place]
    elsewhere = len({place.file for place in places}) > 1  # in several chapters of a book
    lines = list(dict.fromkeys(f"{p.file}:{p.line}" if elsewhere else f"{p.line}" for p in places))
    where = ("" if elsewhere else "line ") + ", ".join(lines[:SHOWN]) + (" …" if len(lines) > SHOWN else "")
    message = f"“{term.term}” is quoted {_times(len(term.quoted))} and bare {_times(len(slips))}: {where}"
    hint = "mark it, or sign its entry in the term sheet: `pressbuild terms MANUSCRIPT --write`"
    return found("quote-drift", message, slips[0].place, hint)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _unsigned(sheet: TermSheet) -> Iterator[Diagnostic]:
    """Entries that say something and do not hold yet, one by one; drafts that nobody has looked at, all in one."""
    drafts = []
    for entry, place in zip(sheet.terms, sheet.placed(), strict=True):
        if entry.signed:
            continue
        if entry.is_draft:
            drafts.append(place)
            continue
        yield found("term-unsigned", f"the entry of “{entry.match[0]}” has no effect: it is not signed", place, SIGN)
    if drafts:
        count = f"{len(drafts)} entries are drafts" if len(drafts) > 1 else "one entry is a draft"
        message = f"{count} that nobody has signed; the rules decide as if there were none"
        yield found("term-unsigned", message, drafts[0], SIGN)


def _unused(document: Document, sheet: TermSheet, signed: Lexicon) -> Iterator[Diagnostic]:
    """Signed entries about which there is nothing in the text."""
    quotes = [node for node in walk(everything(document)) if isinstance(node, Quote)]
    words = {plain(quote.children) for quote in quotes}
    used = {id(signed.entry(each)) for each in words}
    for entry, place in zip(sheet.terms, sheet.placed(), strict=True):
        if entry.signed and id(entry) not in used and entry.replace not in words:
            message = f"“{entry.match[0]}” stands nowhere in the text in marks"
            yield found("term-unused", message, place, "take the entry out, or mend its `match`")


def _not_replaced(document: Document, signed: Lexicon) -> Iterator[Diagnostic]:
    """Words that were to be replaced and hold more than words."""
    for quote in not_replaced(document, signed):
        message = f"“{plain(quote.children)}” is not replaced: there is a note or markup in it"
        yield found("term-not-replaced", message, quote.place, "change the words in the manuscript")
