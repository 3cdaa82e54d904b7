"""The changes that make a document an edition's: `PIPELINE`, in order, each `(Document, House) -> Document`.

Notes come first, for their order is the reading order of what the author wrote. Then the words that a house declares to
be its own, while every text still has its place in the source, and the works that “ibid.” points at. Stops move after
the marks are known, references after the stops that they stand beside, and gaps between marks come when no stop can
part them any more; then the typography of spaces. Addresses become links last of the inlines, so that nothing else
touches them. Every transform is pure and idempotent, and but for those declared ones none changes a word.
"""

from collections.abc import Callable

from pressbuild.document import Document
from pressbuild.house import House
from pressbuild.quotation import replacements
from pressbuild.transforms.edits import Change
from pressbuild.transforms.gaps import gaps
from pressbuild.transforms.headings import headings
from pressbuild.transforms.ibid import ibid, renamed
from pressbuild.transforms.links import links
from pressbuild.transforms.notes import notes
from pressbuild.transforms.prefixes import prefixes
from pressbuild.transforms.quotes import quotes
from pressbuild.transforms.references import references
from pressbuild.transforms.stops import stops
from pressbuild.transforms.touching import touching
from pressbuild.transforms.typography import typography
from pressbuild.transforms.wording import changed, wording

Transform = Callable[[Document, House], Document]

PIPELINE: tuple[Transform, ...] = (
    notes,
    wording,
    ibid,
    quotes,
    stops,
    references,
    touching,
    gaps,
    typography,
    links,
    headings,
)


def declared(document: Document, done: Document, house: House) -> tuple[Change, ...]:
    """The words that stand in the place of the author's, those of the term sheet in a recognised document and those
    that a house has changed or set on the way from it to `done`."""
    sheet = (Change(opening.right(1), closing, "", words) for opening, closing, words in replacements(document))
    ordered = notes(document, house)
    back = renamed(ordered, wording(ordered, house), house)
    return (*sheet, *changed(document, house), *back, *prefixes(done))


def apply(document: Document, house: House) -> Document:
    """A recognised document as the house sets it."""
    for transform in PIPELINE:
        document = transform(document, house)
    return document
