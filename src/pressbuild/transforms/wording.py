"""The words that a house declares to be its own: a document in, the same with its figures, abbreviations, dates and
heads as the house writes them out. Pure.

Source: DOMAIN.md §1.3, `[numerals] [abbr] [dates] [heading]`. These are the only tables that change words, and no house
that ships says anything in them. `changed` says of each change where it stands in the source, so that the proof of
an edition reads it in the place of the author's words and still sees every other one that is lost.
"""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from msgspec.structs import replace

from pressbuild.document import Document, Inlines, Paragraph
from pressbuild.house import House
from pressbuild.house.schema import Abbreviations, Dates, HeadingStyle, Numerals
from pressbuild.transforms.abbreviations import abbreviations, dates
from pressbuild.transforms.casing import common_words, sentence_case, title_case
from pressbuild.transforms.edits import Change, Edit, Rule, changes, edited
from pressbuild.transforms.numerals import numerals
from pressbuild.transforms.zones import Run, runs
from pressbuild.tree import plain, rewrite_inlines, walk

NO_CAPITALS = frozenset({"de", "lb"})  # languages whose nouns have capitals: what is a name cannot be told


def wording(document: Document, house: House) -> Document:
    """The document with the house's words where it has any."""
    if not _speaks(house):
        return document
    rules = _Rules(document, house)
    following = iter(runs(document))
    return rewrite_inlines(document, lambda inlines: _edited(inlines, rules.of(next(following))))


def changed(document: Document, house: House) -> tuple[Change, ...]:
    """Every change of words that `wording` makes in a document, by its place in the source."""
    if not _speaks(house):
        return ()
    rules = _Rules(document, house)
    made = (changes(run.inlines, rule) for run in runs(document) for rule in [rules.of(run)] if rule)
    return tuple(chain.from_iterable(made))


def _speaks(house: House) -> bool:
    tables = (house.numerals, house.abbr, house.dates, house.heading)
    return tables != (Numerals(style=house.numerals.style), Abbreviations(), Dates(), HeadingStyle())


def _edited(inlines: Inlines, rule: Rule | None) -> Inlines:
    return edited(inlines, rule) if rule else inlines


def _english(run: Run) -> bool:
    return run.lang.partition("-")[0] == "en"


class _Rules:
    """The rules of a house for each run of one document."""

    def __init__(self, document: Document, house: House) -> None:
        self.house = house
        self.common = frozenset[str]()
        if house.heading.case == "sentence":
            texts = (plain(node.children) for node in walk(document.blocks) if isinstance(node, Paragraph))
            self.common = common_words("\n".join(texts))

    def of(self, run: Run) -> Rule | None:
        """The rule of a run; none for somebody else's words and for what the front matter says."""
        if run.quoted or run.front:
            return None
        return partial(self.edits, run)

    def edits(self, run: Run, text: str) -> Iterator[Edit]:
        capitals = run.opens and self.house.heading.case == "title" and _english(run)
        for edit in self.said(text, run.lang):
            yield replace(edit, words=edit.words[:1].upper() + edit.words[1:]) if capitals else edit
        if run.opens:
            yield from self.cased(text, run)

    def said(self, text: str, lang: str) -> Iterator[Edit]:
        yield from numerals(text, self.house.numerals, lang)
        yield from abbreviations(text, self.house.abbr)
        yield from dates(text, self.house.dates, lang)

    def cased(self, text: str, run: Run) -> Iterator[Edit]:
        whole = plain(run.inlines)
        first, last = whole.startswith(text), whole.endswith(text)
        if self.house.heading.case == "title" and _english(run):
            yield from title_case(text, first=first, last=last)
        elif self.house.heading.case == "sentence" and run.lang.partition("-")[0] not in NO_CAPITALS:
            yield from sentence_case(text, self.common, first=first)
