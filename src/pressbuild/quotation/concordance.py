"""The concordance: a recognised `Document` and its `TermSheet` in, every term with its quoted and its bare uses out, in
context. Pure.

A bare use is the term's words without marks: not inside a quotation, for there they are another term's or another
person's, and not in an address. Words count as the term if they fold alike (`folding`) and white space alone parts
them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Document, Policy, Quote, Role
from pressbuild.quotation.drift import with_slips
from pressbuild.quotation.laying import Laid, Range, lay
from pressbuild.quotation.lexicon import CODE, REPLACED, Lexicon, kept_policy, lexicon
from pressbuild.quotation.occurrences import Finder
from pressbuild.quotation.passages import Where, in_reading_order
from pressbuild.quotation.terms import is_term, key_of
from pressbuild.termsheet import NONE, TermSheet

AROUND = 60  # characters of context on either side


class Use(Struct, frozen=True):
    """One use of a term: where it stands, the words as they are there, and what stands on either side. `anchor` is
    the id of a quoted one in the editions, where `terms.numbered` gave it one. `aside` says that something else than
    marks sets it apart: italics, a link, a paragraph of its own, a longer term or another's quotation round it. `lang`
    is the language of the text round it."""

    place: Place | None
    text: str
    where: Where
    left: str
    right: str
    anchor: str = ""
    aside: bool = False
    lang: str = ""


class Term(Struct, frozen=True):
    """A term of the work: its key, how it is commonly written, the role and policy that its signed entry gives it, else
    those of its first use, the code of the reason for them, and its uses in reading order. `signed` says whether a
    person signed it, in an entry of the sheet (`entered`), whatever uses that leaves out, or in braces at every use.
    `slips` are the bare uses that may want marks (`drift`)."""

    key: str
    term: str
    role: Role
    policy: Policy
    code: str
    quoted: tuple[Use, ...]
    bare: tuple[Use, ...]
    signed: bool
    entered: bool
    slips: tuple[Use, ...] = ()

    @property
    def drifts(self) -> bool:
        """Whether it stands in marks in one place and without them in another."""
        return bool(self.slips)


def concordance(document: Document, sheet: TermSheet = NONE) -> tuple[Term, ...]:
    """Every term of a recognised document, in the order of first quoted uses."""
    laid = [lay(passage) for passage in in_reading_order(document)]
    quoted: defaultdict[str, list[tuple[Quote, Use]]] = defaultdict(list)
    for passage in laid:
        for quote, within in passage.quotes:
            if is_term(quote):
                quoted[key_of(quote)].append((quote, _use(passage, within, quote)))
    quoted.pop("", None)
    bare = _bare_uses(laid, frozenset(quoted))
    entries = lexicon(sheet)
    terms = [_term(key, found, bare.get(key, ()), entries) for key, found in quoted.items()]
    return with_slips(terms)


def _bare_uses(laid: Iterable[Laid], keys: frozenset[str]) -> dict[str, list[Use]]:
    finder = Finder(keys)
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    for passage in laid:
        longest = 0  # where the furthest term so far ends, which may hold a shorter one
        for key, within in sorted(finder.occurrences(passage.unmarked), key=lambda found: (found[1][0], -found[1][1])):
            uses[key].append(_use(passage, within, aside=within[1] <= longest))
            longest = max(longest, within[1])
    return uses


def _use(passage: Laid, within: Range, quote: Quote | None = None, *, aside: bool = False) -> Use:
    start, end = within
    place = passage.place(start) if quote is None else quote.place
    left, right = passage.text[max(0, start - AROUND) : start], passage.text[end : end + AROUND].rstrip("\n")
    anchor = quote.attributes.id if quote else ""
    aside = aside or passage.sets_apart(within)
    return Use(place, passage.text[start:end], passage.where, left, right, anchor, aside, passage.lang)


def _term(key: str, found: list[tuple[Quote, Use]], bare: Iterable[Use], entries: Lexicon) -> Term:
    first, _ = found[0]
    decisions = [quote.decision for quote, _ in found]
    uses = tuple(use for _, use in found)
    term = Term(
        key,
        _common(uses),
        first.role,
        first.policy,
        first.decision.code,
        uses,
        tuple(bare),
        signed=all(each.signed for each in decisions),
        entered=any((each.code, each.evidence) == (CODE, REPLACED) for each in decisions),  # the entry's own words
    )
    entry = entries.entry(term.term)
    if entry is None:
        return term
    return replace(term, role=entry.role or term.role, policy=kept_policy(entry), code=CODE, signed=True, entered=True)


def _common(uses: Iterable[Use]) -> str:
    """The form that is used most; of two, the one without a sentence's capital, then the earlier one."""
    forms = Counter(use.text.rstrip(",.;:") for use in uses)
    return max(forms, key=lambda form: (forms[form], form[:1].islower()))
