"""The house's marks: a recognised document in, each quotation with the marks and letters of its role out.

A role's first use and its later ones may be set differently; what the term sheet says of a term (`Quote.policy`) comes
before the house. What is left of straight marks in the text becomes an apostrophe or the mark that it was read as;
primes stay. No word changes; a house may set one before the mark (`prefixes`).
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import (
    Attributes,
    Document,
    Emph,
    Inline,
    Inlines,
    NoteRef,
    Quote,
    SmallCaps,
    Span,
    Text,
)
from pressbuild.house import House, MarksName, Treatment
from pressbuild.house.schema import ZoneMarks
from pressbuild.quotation.folding import fold
from pressbuild.quotation.marks import OPENED_LOW, OPENS
from pressbuild.transforms.gaps import ungapped
from pressbuild.transforms.lonemarks import LOW, STRAIGHT, curled, lone_marks
from pressbuild.transforms.prefixes import prefixed
from pressbuild.transforms.safety import NO_MARKS, certain, destructive
from pressbuild.transforms.uses import Use, uses
from pressbuild.transforms.zones import Zone
from pressbuild.tree import inner, plain, rewrite_inlines, with_inner

WORD_AS_WORD = frozenset({"META_NOUN", "MEANS_AFTER"})  # never a later use: bare, “the singular feminism” says nothing
ANNOUNCED = "announced"  # the class of words whose marks a screen reader is told of
NOWHERE = Place("", 0, 0)
CLOSED_BY_NINES = frozenset({"hu", "nl", "pl", "ro"})  # „so”; German, Czech and others: „so“
BLANKS = " \u00a0\u202f\u2009\u200a"
OTHER: dict[MarksName, MarksName] = {
    "double": "single", "single": "double", "guillemets": "angles", "angles": "guillemets", "low": "low_single",
    "low_single": "low", "chevrons": "chevrons_single", "chevrons_single": "chevrons",
}  # fmt: skip


def quotes(document: Document, house: House) -> Document:
    """The document with the glyphs of its quotations set, and its apostrophes; with findings where a sentence speaks
    of its own marks (`style-self-reference`), and on what is left to an editor (`style-unsigned`)."""
    lone = lone_marks(house, document.front.lang)
    document = rewrite_inlines(document, lambda inlines: curled(ungapped(inlines), lone))
    setters = [_Setter(house, run.zone, run.lang, iter(own)) for run, own in uses(document, house)]
    following = iter(setters)
    done = rewrite_inlines(document, lambda inlines: next(following).set_all(inlines, ()))
    done = prefixed(done) if any(each.prefixed for each in setters) else done
    said = set(document.findings)
    findings = [finding for each in setters for finding in each.findings]
    findings += _left(quote for each in setters for quote in each.kept)
    return done.with_findings(*(finding for finding in findings if finding not in said))


class _Setter:
    """Sets one run: the house, where the run stands, its language, and what is known of each of its quotations."""

    def __init__(self, house: House, zone: Zone, lang: str, known: Iterator[Use]) -> None:
        self.house = house
        self.zone = zone
        self.lang = lang.partition("-")[0].lower()
        self.known = known
        self.findings: list[Diagnostic] = []
        self.kept: list[Quote] = []
        self.prefixed = False

    def set_all(self, inlines: Inlines, around: tuple[MarksName, ...]) -> Inlines:
        """Every quotation set; `around` names the marks of the quotations that hold this one, outermost first."""
        return tuple(
            self.quote(node, around, _beside(inlines, index))
            if isinstance(node, Quote)
            else with_inner(node, self.set_all(inner(node), around))
            if inner(node)
            else node
            for index, node in enumerate(inlines)
        )

    def quote(self, quote: Quote, around: tuple[MarksName, ...], beside: bool) -> Quote:
        if quote.role == "keep":
            return replace(quote, glyphs=quote.written)
        use = next(self.known)
        treatment = self.safe(quote, self.treatment(quote, use), use, beside)
        pair, name = self.pair(quote, treatment, around)
        children = self.set_all(quote.children, around if name is None else (*around, name))
        if pair != quote.written and quote.written[0] in {"«", "‹", "»", "›"}:
            children = _trimmed(children)  # their spaces come with the house's marks
        if self.house.nesting.merge_closers and name is not None:
            children = _merged(children, pair[1])
        opening, closing = _standing(pair, quote, use, self.house)
        prefix = "" if around or self.zone == "headings" or use.continued else treatment.prefix
        self.prefixed = self.prefixed or prefix != ""
        return replace(
            quote,
            glyphs=(prefix + opening, closing),
            children=_lettered(children, quote, treatment),
            attributes=self.announced(quote, treatment, pair),
        )

    def treatment(self, quote: Quote, use: Use) -> Treatment:
        """What the author, the term sheet and then the house want of a quotation."""
        if quote.attributes.style == "none" or quote.policy == "keep":  # this one is to be left alone
            return Treatment(bare="none")
        if quote.policy == "never":
            return NO_MARKS
        style = self.house.treatment(quote.role)
        if quote.policy == "always":
            return style
        if self.zone_wants("none") and quote.role != "quotation":
            return Treatment(set="none", bare="none", type=style.type)
        if quote.policy == "first":
            return NO_MARKS if use.later else style
        if quote.decision.code == "SO_CALLED" and (so_called := self.house.role.scare.so_called) is not None:
            return so_called
        if quote.decision.code in WORD_AS_WORD or style.later is None:
            return style
        return style.later if use.later else style

    def safe(self, quote: Quote, wanted: Treatment, use: Use, beside: bool) -> Treatment:
        """The treatment, or one that leaves the marks where it would take them away and something speaks against it."""
        if quote.policy == "never" or not destructive(quote, wanted):
            return wanted
        safety = self.house.safety
        if not certain(quote, use, safety.min_confidence_destructive):
            self.kept.append(quote)
            return self.harmless(quote, wanted)
        if quote.written == ("", ""):
            return wanted  # words that never had marks lose none
        if use.spoken_of and safety.protect_self_reference:
            self.findings.append(_spoken_of(quote))
            return self.harmless(quote, wanted)
        return self.harmless(quote, wanted) if beside and safety.protect_adjacent else wanted

    def harmless(self, quote: Quote, wanted: Treatment) -> Treatment:
        """The marks of the role's first use, or those for what is uncertain where that has none; no letters."""
        if wanted.set == "none":
            first = self.house.treatment(quote.role).set
            return Treatment(set=self.house.safety.uncertain if first == "none" else first, bare="none")
        return Treatment(set=wanted.set, bare=wanted.bare)

    def pair(
        self, quote: Quote, treatment: Treatment, around: tuple[MarksName, ...]
    ) -> tuple[tuple[str, str], MarksName | None]:
        """The marks and their name. Those of a kind that the house has no pair for stay as they were written; straight
        ones, which have no form of their own, get that of the text's language."""
        bare = quote.written == ("", "")
        if bare and not quote.decision.signed:
            return ("", ""), None  # the middle of a quotation over several lines of verse
        wanted = treatment.bare if bare and treatment.set == "written" else treatment.set
        if wanted == "none":
            return ("", ""), None
        if wanted == "written":
            kind = _written_kind(quote)
            if kind is None:
                return _curled_behind_low(quote.written, self.lang), None
            wanted = kind
        order = self.house.nesting.order
        deep = wanted == "nesting"
        name: MarksName = order[len(around) % len(order)] if wanted == "nesting" else wanted
        if not around and self.zone_wants("single"):
            name = "single"
        if around and around[-1] == name and not (deep and len(order) > 1 and order[0] == order[1]):
            name = next((other for other in order if other != name), OTHER[name])
        formless = treatment.set == "written" and (quote.written[0] or quote.written[1]) in STRAIGHT
        low = LOW.get(name, name) if formless and self.lang in OPENED_LOW else name
        return self.house.marks.pair(low), name

    def zone_wants(self, marks: ZoneMarks) -> bool:
        """Whether this zone wants other marks than the text."""
        zones = self.house.zones
        wanted = {"headings": zones.headings, "standfirst": zones.standfirst}
        wanted |= {"captions": zones.captions, "notes": zones.notes}
        return wanted.get(self.zone) == marks

    def announced(self, quote: Quote, treatment: Treatment, pair: tuple[str, str]) -> Attributes:
        """The attributes with the class that has the renderer announce words without marks; not in headings, whose
        words go into contents and metadata."""
        classes = tuple(name for name in quote.attributes.classes if name != ANNOUNCED)
        if treatment.aria and not treatment.prefix and pair == ("", "") and self.zone != "headings":
            classes = (*classes, ANNOUNCED)
        return replace(quote.attributes, classes=classes)


def _beside(inlines: Inlines, index: int) -> bool:
    """Whether another marked phrase stands right beside this one, with nothing but a space between. A stop parts them,
    inside the mark or outside."""
    quote = inlines[index]
    before, behind = _next_marked(inlines[:index][::-1]), _next_marked(inlines[index + 1 :])
    return (before is not None and not _stopped(before)) or (behind is not None and not _stopped(quote))


def _next_marked(inlines: Inlines) -> Quote | None:
    for node in inlines[:2]:
        if isinstance(node, Quote):
            return node if node.written != ("", "") and node.role != "keep" else None
        if not isinstance(node, Text) or node.value.strip(BLANKS):
            return None
    return None


def _stopped(node: Inline) -> bool:
    return plain(inner(node)).endswith((",", ".", ";", ":", "?", "!"))


def _spoken_of(quote: Quote) -> Diagnostic:
    message = "the sentence speaks of its own marks or letters, so the house leaves them here"
    hint = 'to have it the house\'s way all the same, sign the term in the term sheet with policy = "never"'
    return found("style-self-reference", message, quote.place, hint)


def _left(kept: Iterable[Quote]) -> Iterator[Diagnostic]:
    """What the house would set otherwise if a person had signed it: the list for review, a finding for each term."""
    uses: dict[tuple[str, str], list[Quote]] = {}
    for quote in kept:
        uses.setdefault((quote.role, fold(plain(quote.children))), []).append(quote)
    for (role, _), quotes in sorted(uses.items(), key=lambda use: use[1][0].place or NOWHERE):
        times = f" in {len(quotes)} places" if len(quotes) > 1 else ""
        message = f"“{plain(quotes[0].children)}” keeps its marks{times}: its role ({role}) is not certain"
        yield found("style-unsigned", message, quotes[0].place, "sign it in the term sheet, or give its role in braces")


def _standing(pair: tuple[str, str], quote: Quote, use: Use, house: House) -> tuple[str, str]:
    """Which marks of a pair stand. Of a quotation that goes on in the next block only the opening one is set."""
    if quote.written == ("", ""):
        return pair
    reopened = use.continued and house.nesting.paragraph == "none"
    return pair[0] if quote.written[0] and not reopened else "", pair[1] if quote.written[1] else ""


def _curled_behind_low(pair: tuple[str, str], lang: str) -> tuple[str, str]:
    """A pair of marks; a straight one that closes „ or ‚ has the form that a text's language gives it."""
    form = 1 if lang in CLOSED_BY_NINES else 0
    return pair[0], {("„", '"'): "“”", ("‚", "'"): "‘’"}.get(pair, 2 * pair[1])[form] if pair[1] else ""


def _written_kind(quote: Quote) -> MarksName | None:
    """The house's pair of the kind that the author wrote; None where the house has no such pair."""
    kind = OPENS.get(quote.written[0]) or {"’": "single", "'": "single", "”": "double", '"': "double"}.get(
        quote.written[1]
    )
    if kind == "single":
        return "single"
    return "double" if kind == "double" else None


def _trimmed(children: Inlines) -> Inlines:
    """The inside of guillemets without the spaces that belong to them."""
    if children and isinstance(first := children[0], Text):
        kept = first.value.lstrip(BLANKS)
        place = first.place and first.place.right(len(first.value) - len(kept))
        children = (*((replace(first, value=kept, place=place),) if kept else ()), *children[1:])
    if children and isinstance(last := children[-1], Text):
        kept = last.value.rstrip(BLANKS)
        children = (*children[:-1], *((replace(last, value=kept),) if kept else ()))
    return children


def _merged(children: Inlines, closing: str) -> Inlines:
    """The inside of a quotation; one that ends with it in the same marks leaves the closing mark to it."""
    last = children[-1] if children else None
    if isinstance(last, Quote) and last.role != "keep" and last.glyphs is not None and last.glyphs[1] == closing:
        return (*children[:-1], replace(last, glyphs=(last.glyphs[0], "")))
    return children


def _lettered(children: Inlines, quote: Quote, treatment: Treatment) -> Inlines:
    """The letters of a role. A treatment by marks as written leaves them, unless there are no marks."""
    if treatment.set == "written" and quote.written != ("", ""):
        return children
    last = len(children)
    while last and isinstance(children[last - 1], NoteRef):
        last -= 1  # a note's mark is no word of the role
    words, references = children[:last], children[last:]
    if len(words) == 1 and isinstance(words[0], Emph | SmallCaps | Span):
        return children
    match treatment.type:
        case "italic":
            return (Emph(words, place=quote.place), *references)
        case "small-caps":
            return (SmallCaps(words, place=quote.place), *references)
        case "sans":
            return (Span("sans", words, place=quote.place), *references)
        case "roman":
            return children
