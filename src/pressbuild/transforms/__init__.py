"""The changes that make a document an edition's: `PIPELINE`, in order, each `(Document, House) -> Document`.

Notes come first, for their order is the reading order of what the author wrote. Stops move after the marks are known,
references after the stops that they stand beside, and gaps between marks come when no stop can part them any more; then
the typography of spaces. Addresses become links last of the inlines, so that nothing else touches them. Every transform
is pure and idempotent, and none changes a word.
"""

from collections.abc import Callable

from pressbuild.document import Document
from pressbuild.house import House
from pressbuild.transforms.gaps import gaps
from pressbuild.transforms.headings import headings
from pressbuild.transforms.links import links
from pressbuild.transforms.notes import notes
from pressbuild.transforms.quotes import quotes
from pressbuild.transforms.references import references
from pressbuild.transforms.stops import stops
from pressbuild.transforms.typography import typography

Transform = Callable[[Document, House], Document]

PIPELINE: tuple[Transform, ...] = (notes, quotes, stops, references, gaps, typography, links, headings)


def apply(document: Document, house: House) -> Document:
    """A recognised document as the house sets it."""
    for transform in PIPELINE:
        document = transform(document, house)
    return document
