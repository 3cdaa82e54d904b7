"""The house's marks: a recognised document in, each quotation with the marks and letters of its role out.

What is left of straight marks in the text becomes an apostrophe or the mark that it was read as; primes stay. Marks
that touch get the house's gap between them (a hair space in Tschichold's Penguin rules). Words never change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pressbuild.document import PLAIN, Document, Emph, Inline, Inlines, Quote, SmallCaps, Span, Text
from pressbuild.house import House, Treatment
from pressbuild.quotation.flat import cut, flatten
from pressbuild.quotation.marks import OPENS, Reading, find_marks
from pressbuild.quotation.passages import Passage, passages
from pressbuild.tree import FRONT_TEXTS, inner, map_text, marks, rewrite_inlines, with_inner

Zone = Literal["text", "headings", "standfirst"]
Set = Literal["double", "single"]

OTHER: dict[Set, Set] = {"double": "single", "single": "double"}
# DOMAIN.md §2.3, design rule: marks are taken away and letters changed only for reasons that deserve it. “Held at a
# distance, for nothing else was seen” is none, however often it is right.
DESERVING = frozenset(
    [
        "OVERRIDE",
        "LEXICON",
        "SO_CALLED",
        "META_NOUN",
        "NAMING_VERB",
        "NOTE_AUTHOR_TITLE",
        "TITLE_SOURCE_DATE",
        "TITLE_NOUN_VERB",
    ]
)
SURE = 0.9


def quotes(document: Document, house: House) -> Document:
    """The document with the glyphs of its quotations set, and its apostrophes."""
    setters = iter([_Setter(house, zone) for zone in _zones(document)])
    return rewrite_inlines(document, lambda inlines: next(setters).run(inlines))


def _zones(document: Document) -> Iterator[Zone]:
    """The zone of every run, in the order of `rewrite_inlines`."""
    for index, passage in enumerate(passages(document)):
        for _ in passage.runs:
            yield _zone(index, passage)


def _zone(index: int, passage: Passage) -> Zone:
    if index < len(FRONT_TEXTS):
        return "standfirst" if FRONT_TEXTS[index] == "standfirst" else "headings"
    return "headings" if passage.where == "heading" else "text"


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets one run: the house, and where the run stands."""

    house: House
    zone: Zone

    def run(self, inlines: Inlines) -> Inlines:
        return _gapped(self.set_all(_curled(inlines, self.house), ()), self.house.marks.adjacent_gap)

    def set_all(self, inlines: Inlines, around: tuple[Set, ...]) -> Inlines:
        """Every quotation set; `around` names the marks of the quotations that hold this one, outermost first."""
        return tuple(
            self.quote(node, around)
            if isinstance(node, Quote)
            else with_inner(node, self.set_all(inner(node), around))
            if inner(node)
            else node
            for node in inlines
        )

    def quote(self, quote: Quote, around: tuple[Set, ...]) -> Quote:
        if quote.role == "keep":
            return replace(quote, glyphs=quote.written)
        plain = quote.attributes.style == "none"  # the author wants this one left alone
        treatment = Treatment(bare="none") if plain else self.house.treatment(quote.role)
        name = self.set_of(quote, treatment, around)
        inside = around if name is None else (*around, name)
        children = _lettered(self.set_all(quote.children, inside), quote, treatment)
        return replace(quote, glyphs=self.glyphs(quote, name, treatment), children=children)

    def set_of(self, quote: Quote, treatment: Treatment, around: tuple[Set, ...]) -> Set | None:
        """The name of the pair of marks; None for no marks, and for foreign ones that stay as they were written."""
        bare = quote.written == ("", "")
        if bare and not quote.decision.signed:
            return None  # the middle of a quotation over several lines of verse
        wanted = treatment.bare if bare and treatment.set == "written" else treatment.set
        if wanted == "written" or (wanted == "none" and not bare and not _sure(quote)):
            return _written_set(quote)
        if wanted == "none":
            return None
        if wanted == "nesting":
            order = self.house.nesting.order
            name: Set = order[len(around) % len(order)]
        else:
            name = wanted
        return self.in_zone(name, around)

    def in_zone(self, name: Set, around: tuple[Set, ...]) -> Set:
        """Headings and standfirsts may want single marks; no marks stand inside the same ones."""
        zones = self.house.zones
        zone = {"headings": zones.headings, "standfirst": zones.standfirst, "text": "roles"}[self.zone]
        if zone == "single" and not around:
            name = "single"
        return OTHER[name] if around and around[-1] == name else name

    def glyphs(self, quote: Quote, name: Set | None, treatment: Treatment) -> tuple[str, str]:
        """The marks themselves. Of a quotation that goes on in the next block only the opening one is set."""
        if name is None:
            kept = treatment.set == "written" or not _sure(quote)  # marks of a kind that the house does not have
            return quote.written if kept else ("", "")
        opening, closing = self.house.marks.double if name == "double" else self.house.marks.single
        if quote.written == ("", ""):
            return opening, closing
        return opening if quote.written[0] else "", closing if quote.written[1] else ""


def _sure(quote: Quote) -> bool:
    decision = quote.decision
    return decision.signed or (decision.code in DESERVING and decision.confidence >= SURE)


def _written_set(quote: Quote) -> Set | None:
    """The house's pair of the kind that the author wrote; None where the house has no such pair."""
    kind = OPENS.get(quote.written[0]) or {"’": "single", "'": "single", "”": "double", '"': "double"}.get(
        quote.written[1]
    )
    if kind == "single":
        return "single"
    return "double" if kind == "double" else None


def _lettered(children: Inlines, quote: Quote, treatment: Treatment) -> Inlines:
    """The letters of a role. A treatment by marks as written leaves them, unless there are no marks; letters are
    changed, as marks are taken away, only where the role is certain."""
    if not _sure(quote) or (treatment.set == "written" and quote.written != ("", "")):
        return children
    if len(children) == 1 and isinstance(children[0], Emph | SmallCaps | Span):
        return children
    match treatment.type:
        case "italic":
            return (Emph(children, place=quote.place),)
        case "small-caps":
            return (SmallCaps(children, place=quote.place),)
        case "sans":
            return (Span("sans", children, place=quote.place),)
        case "roman":
            return children


# --- apostrophes ---------------------------------------------------------------------------------------------------


def _curled(inlines: Inlines, house: House) -> Inlines:
    """The run with its straight marks outside quotations made the house's, and the spans of `[x]{.apos}` dissolved."""
    flat = flatten(_without_apos(inlines, house.marks.apostrophe))
    changes = {
        mark.offset: new
        for mark in find_marks(flat.text)
        if (new := _curl(mark.glyph, mark.alone(), house)) != mark.glyph
    }
    if not changes:
        return cut(flat, ())
    leaves = [
        replace(leaf, node=replace(leaf.node, value=_changed(leaf.node.value, leaf.start, changes)))
        if isinstance(leaf.node, Text)
        else leaf
        for leaf in flat.leaves
    ]
    return cut(replace(flat, leaves=tuple(leaves)), ())


def _curl(glyph: str, reading: Reading, house: House) -> str:
    """What a mark without a partner becomes."""
    if reading == "apostrophe" and glyph in "'’":
        return house.marks.apostrophe
    pair = {"'": house.marks.single, '"': house.marks.double}.get(glyph)
    if pair is None or reading == "prime":
        return glyph
    return pair[0] if reading == "lone-open" else pair[1]


def _changed(value: str, start: int, changes: dict[int, str]) -> str:
    return "".join(changes.get(start + index, character) for index, character in enumerate(value))


def _without_apos(inlines: Inlines, apostrophe: str) -> Inlines:
    """`[x]{.apos}` says that its marks are apostrophes; once they are, the span says nothing."""
    nodes: list[Inline] = []
    for node in inlines:
        if isinstance(node, Span) and node.role == "apos":
            inside = _without_apos(node.children, apostrophe)
            inside = map_text(inside, lambda text: replace(text, value=text.value.replace("'", apostrophe)))
            rest = replace(node.attributes, classes=tuple(c for c in node.attributes.classes if c != "apos"))
            nodes.extend(inside if rest == PLAIN else (replace(node, role="", attributes=rest, children=inside),))
        elif isinstance(node, Quote) and node.role == "keep":
            nodes.append(node)
        else:
            nodes.append(with_inner(node, _without_apos(inner(node), apostrophe)) if inner(node) else node)
    return tuple(nodes)


# --- gaps ----------------------------------------------------------------------------------------------------------


def _gapped(inlines: Inlines, gap: str) -> Inlines:
    """The run with a gap between marks that touch: “‘, ’”, and ’‘ side by side."""
    if not gap:
        return inlines
    nodes: list[Inline] = []
    for node in inlines:
        inside = with_inner(node, _gapped(inner(node), gap)) if inner(node) else node
        if isinstance(inside, Quote) and inside.role != "keep":
            inside = replace(inside, children=_padded(inside, gap))
        if nodes and _last_mark(nodes[-1]) and _first_mark(inside):
            nodes.append(Text(gap))
        nodes.append(inside)
    return tuple(nodes)


def _padded(quote: Quote, gap: str) -> Inlines:
    """The inside of a quotation with a gap where a mark inside touches its own."""
    opening, closing = marks(quote)
    children = quote.children
    if opening and children and _first_mark(children[0]):
        children = (Text(gap), *children)
    if closing and children and _last_mark(children[-1]):
        children = (*children, Text(gap))
    return children


def _first_mark(node: Inline) -> bool:
    """Whether a node shows a quotation mark or an apostrophe first."""
    if isinstance(node, Quote) and marks(node)[0]:
        return True
    if isinstance(node, Text):
        return node.value.startswith(("’", "‘", "“"))
    return bool(inner(node)) and _first_mark(inner(node)[0])


def _last_mark(node: Inline) -> bool:
    if isinstance(node, Quote) and marks(node)[1]:
        return True
    if isinstance(node, Text):
        return node.value.endswith(("’", "”"))
    return bool(inner(node)) and _last_mark(inner(node)[-1])
