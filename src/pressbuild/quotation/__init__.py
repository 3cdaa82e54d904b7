"""Quotations: a `Document` in, the same words with each quotation a `Quote` node out.

`recognise` pairs the marks of every block (`pairing`), asks what each quotation is for (`roles`), keeps what an author
said in braces (`overrides`) and what an editor signed in the term sheet (`lexicon`), and says where it is in doubt. No
mark is ever lost: one without a partner stays a character of its `Text`. A run of inlines that holds a `Quote` was
recognised before and stays as it is, so `recognise` is idempotent. `ledger` lists what was found, `concordance` the
terms, `remarks` what there is to say of them.
"""

from pressbuild.document import Document, Inlines
from pressbuild.quotation.concordance import concordance
from pressbuild.quotation.doubts import doubts
from pressbuild.quotation.ledger import Entry, ledger
from pressbuild.quotation.lexicon import apply, replacements
from pressbuild.quotation.passages import passages
from pressbuild.quotation.recognition import judgements, read, rewritten
from pressbuild.quotation.remarks import remarks
from pressbuild.termsheet import NONE, TermSheet
from pressbuild.tree import rewrite_inlines

__all__ = ["Entry", "concordance", "ledger", "recognise", "remarks", "replacements"]


def recognise(document: Document, sheet: TermSheet = NONE) -> Document:
    """The document with its quotations as nodes, in front texts, body and notes, the term sheet's signed entries
    obeyed, and with findings on what is doubtful (`quote-unclosed`, `quote-orphan-close`, `quote-ambiguous`)."""
    found = passages(document)
    readings = read(found)
    judged = judgements(readings)
    runs: list[Inlines] = []
    for passage, reading in zip(found, readings, strict=True):
        runs.extend(passage.runs if reading is None else rewritten(reading, judged))
    following = iter(runs)
    recognised = apply(rewrite_inlines(document, lambda _: next(following)), sheet)
    said = set(document.findings)
    return recognised.with_findings(*(doubt for doubt in doubts(readings) if doubt not in said))
