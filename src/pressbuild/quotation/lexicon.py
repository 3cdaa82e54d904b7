"""The term sheet applied: a recognised `Document` and a `TermSheet` in, the document with its signed entries' decisions
out. Pure.

Source: DOMAIN.md §1.3. Most specific first: what the author says in braces, an entry's `except`, the entry, the rules.
Only a signed entry holds: a draft is the program's own guess and must change nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Decision, Document, Inline, Inlines, Policy, Quote, Role, Text
from pressbuild.quotation.folding import fold
from pressbuild.quotation.laying import Laid, Range, lay
from pressbuild.quotation.occurrences import Finder
from pressbuild.quotation.passages import passages
from pressbuild.termsheet import Term, TermSheet
from pressbuild.tree import everything, inner, plain, rewrite_inlines, walk, with_inner

CODE = "LEXICON"
REPLACED, MARKED = "replaced", "bare use"  # what the evidence of a decision says
STOPS = ",.;:!?… "
MARKS = str.maketrans("", "", "‘’“”„‚«»‹›'\"")


class Lexicon(Struct, frozen=True):
    """A sheet's signed entries by the terms that they are about: folded, or the very words."""

    folded: dict[str, Term]
    exact: dict[str, Term]

    def entry(self, words: str) -> Term | None:
        """The entry of some words, without their marks."""
        return self.exact.get(words.strip(STOPS)) or self.folded.get(fold(words))


def lexicon(sheet: TermSheet, *, drafts: bool = False) -> Lexicon:
    """The entries that hold; with `drafts` also those that nobody signed."""
    entries = [term for term in sheet.terms if term.signed or drafts]
    return Lexicon(
        {fold(form): term for term in entries if term.case == "smart" for form in term.match},
        {form.strip(STOPS): term for term in entries if term.case == "exact" for form in term.match},
    )


def apply(document: Document, sheet: TermSheet) -> Document:
    """The document with the decisions of the sheet: role and policy of the quotations that it names, other words where
    it replaces them, and quotations for bare uses where it marks those."""
    entries = lexicon(sheet)
    if not entries.folded and not entries.exact:
        return document
    whole = [_Passage(lay(passage), entries).applied(passage.runs) for passage in passages(document)]
    runs = chain.from_iterable(whole)
    return rewrite_inlines(document, lambda _: next(runs))


class _Passage:
    """A passage under the sheet: what becomes of its quotations and texts, by the identity of the nodes."""

    def __init__(self, laid: Laid, entries: Lexicon) -> None:
        self.laid, self.entries = laid, entries
        self.quotes = {id(quote): term for quote, term in self.decided()}
        self.bare: defaultdict[int, list[tuple[Range, Term]]] = defaultdict(list)
        for text, within, term in self.unmarked():
            self.bare[id(text)].append((within, term))

    def decided(self) -> Iterator[tuple[Quote, Term]]:
        for quote, within in self.laid.quotes:
            whole = all(quote.written) and quote.role != "keep" and quote.decision.code not in (CODE, "OVERRIDE")
            term = self.entries.entry(plain(quote.children)) if whole else None
            if term is not None and self.holds(term, within):
                yield quote, term

    def unmarked(self) -> Iterator[tuple[Text, Range, Term]]:
        """The bare uses that an entry marks, each with the text that holds it whole."""
        wanted = {key: term for key, term in self.entries.folded.items() if term.bare == "mark"}
        wanted |= {fold(form): term for form, term in self.entries.exact.items() if term.bare == "mark"}
        reached = 0
        for key, within in Finder(wanted).occurrences(self.laid.unmarked) if wanted else ():
            start, end = within
            term = self.entries.entry(self.laid.text[start:end])
            text = next((t for t, (first, last) in self.laid.texts if first <= start and end <= last), None)
            if text is not None and term is wanted[key] and start >= reached and self.holds(term, within):
                reached = end
                yield text, within, term

    def holds(self, term: Term, within: Range) -> bool:
        """Whether an entry holds for a use here: `where`, and none of its exceptions."""
        if term.where and self.laid.where not in term.where:
            return False
        return not any(_near(self.laid.text, within, words.near) for words in term.exceptions)

    def applied(self, runs: tuple[Inlines, ...]) -> Iterator[Inlines]:
        for run in runs:
            yield self.run(run) if self.quotes or self.bare else run

    def run(self, inlines: Inlines) -> Inlines:
        return tuple(piece for node in inlines for piece in self.node(node))

    def node(self, node: Inline) -> Inlines:
        if isinstance(node, Text):
            return tuple(self.text(node)) if id(node) in self.bare else (node,)
        inside = with_inner(node, self.run(inner(node))) if inner(node) else node
        term = self.quotes.get(id(node))
        return (_signed(inside, term) if term and isinstance(inside, Quote) else inside,)

    def text(self, text: Text) -> Iterator[Inline]:
        """A text with its bare uses as quotations without written marks."""
        offset = next(first for node, (first, _) in self.laid.texts if node is text)
        done = 0
        for (start, end), term in self.bare[id(text)]:
            if start - offset > done:
                yield _part(text, done, start - offset)
            words = _part(text, start - offset, end - offset)
            decision = Decision(CODE, 1.0, MARKED, signed=True)
            role, policy, scope = term.role or "scare", kept_policy(term), term.scope or ""
            yield Quote(role, ("", ""), (words,), decision, None, policy, scope, place=words.place)
            done = end - offset
        if done < len(text.value):
            yield _part(text, done, len(text.value))


def _part(text: Text, start: int, end: int) -> Text:
    return Text(text.value[start:end], place=text.place and text.place.right(start))


def _signed(quote: Quote, term: Term) -> Quote:
    role: Role = term.role or quote.role
    if term.policy == "replace" and _is_plain(quote):
        words = Text(term.replace, place=quote.children[0].place)
        decision = Decision(CODE, 1.0, REPLACED, signed=True)
        return replace(quote, role=role, children=(words,), decision=decision, policy="never")
    decision = Decision(CODE, 1.0, quote.decision.code, signed=True)
    return replace(quote, role=role, decision=decision, policy=kept_policy(term), scope=term.scope or "")


def kept_policy(term: Term) -> Policy:
    """What the houses are told; words that could not be replaced stay as the author wrote them."""
    return "keep" if term.policy == "replace" else term.policy


def _is_plain(quote: Quote) -> bool:
    """Whether nothing but words stands in the marks: a note or emphasis would be lost with the words."""
    return bool(quote.children) and all(isinstance(node, Text) for node in quote.children)


def _near(text: str, within: Range, words: str) -> bool:
    """Whether a use lies within these words or touches them; marks and the width of spaces do not count."""
    start, end = within
    before, use, after = (_bare(part) for part in (text[:start], text[start:end], text[end:]))
    whole, wanted = before + use + after, _bare(words).strip()
    at = whole.find(wanted) if wanted else -1
    while at >= 0:
        if at <= len(before) + len(use) + 1 and at + len(wanted) >= len(before) - 1:
            return True
        at = whole.find(wanted, at + 1)
    return False


def _bare(text: str) -> str:
    return text.translate(MARKS).replace("\n", " ").replace("\u00a0", " ")


def not_replaced(document: Document, entries: Lexicon) -> Iterator[Quote]:
    """The quotations that an entry would replace if nothing but words stood in them."""
    for node in walk(everything(document)):
        if isinstance(node, Quote) and node.decision.code == CODE and node.decision.evidence != REPLACED:
            term = entries.entry(plain(node.children))
            if term is not None and term.policy == "replace":
                yield node


def replacements(document: Document) -> Iterator[tuple[Place, Place, str]]:
    """What the sheet has replaced: where the marks of a quotation stand, and the words that are between them now."""
    for node in walk(everything(document)):
        if not isinstance(node, Quote) or (node.decision.code, node.decision.evidence) != (CODE, REPLACED):
            continue
        if node.place and node.end:
            yield node.place, node.end, plain(node.children)
