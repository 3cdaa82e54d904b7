"""A passage laid flat with its marks: a `Passage` in, a `Laid` out (one string, where its pieces stand). Pure.

`flat` lays a passage before its quotations are known, to pair marks; here they are known, and what is looked for is
words: those in marks, and those without.
"""

from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct, field

from pressbuild.diagnostics import Place
from pressbuild.document import Code, Emph, Inline, Inlines, Link, Math, Quote, Strong, Text
from pressbuild.quotation.flat import is_address
from pressbuild.quotation.marks import OPAQUE, addresses_in
from pressbuild.quotation.passages import Passage, Where
from pressbuild.tree import inner, plain

Range = tuple[int, int]
MARGIN = 40  # characters beside words that are all that there is: a number, marks, stops


class Laid(Struct, frozen=True):
    """A passage as one string with the author's marks; `unmarked` is the same with all that stands in marks and all
    that is no word of the text hidden. `texts` and `quotes` have their ranges in it, a quotation's without its
    marks. `apart` are those of italics, links and quotations in quotations, each with the furthest end so far."""

    text: str
    unmarked: str
    where: Where
    texts: tuple[tuple[Text, Range], ...]
    quotes: tuple[tuple[Quote, Range], ...]
    apart: tuple[Range, ...] = ()
    lang: str = ""

    def sets_apart(self, within: Range) -> bool:
        """Whether words stand in italics, in a link or in a quotation round them, or are all that there is."""
        start, end = within
        index = bisect_right(self.apart, start, key=lambda found: found[0])
        if index and self.apart[index - 1][1] >= end:
            return True
        rest = self.text[:start] + self.text[end:] if len(self.text) < end - start + MARGIN else "more"
        return not any(map(str.isalnum, rest))

    def place(self, offset: int) -> Place | None:
        """Where a character stands in the source."""
        index = bisect_right(self.texts, offset, key=lambda found: found[1][0]) - 1
        if index < 0:
            return None
        text, (start, _) = self.texts[index]
        return text.place.right(offset - start) if text.place else None


def lay(passage: Passage) -> Laid:
    """A passage of a recognised document; its runs are set apart by line feeds."""
    layer = _Layer()
    for run in passage.runs:
        layer.lay(run)
        layer.write("\n")
    text, unmarked = "".join(layer.parts), "".join(layer.unmarked)
    for start, end in addresses_in(text):
        unmarked = unmarked[:start] + OPAQUE * (end - start) + unmarked[end:]
    quotes = tuple(sorted(layer.quotes, key=lambda found: found[1][0]))
    return Laid(text, unmarked, passage.where, tuple(layer.texts), quotes, _furthest(layer.apart), passage.lang)


def _furthest(ranges: list[Range]) -> tuple[Range, ...]:
    ranges.sort()
    ends = accumulate((end for _, end in ranges), max)
    return tuple((start, end) for (start, _), end in zip(ranges, ends, strict=True))


class _Layer(Struct):
    """Lays a passage: `depth` counts the quotations that are open."""

    parts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    texts: list[tuple[Text, Range]] = field(default_factory=list)
    quotes: list[tuple[Quote, Range]] = field(default_factory=list)
    apart: list[Range] = field(default_factory=list)
    length: int = 0
    depth: int = 0

    def write(self, text: str, hidden: bool = False) -> None:
        self.parts.append(text)
        self.unmarked.append(OPAQUE * len(text) if hidden or self.depth else text)
        self.length += len(text)

    def lay(self, inlines: Inlines) -> None:
        for node in inlines:
            self.node(node)

    def node(self, node: Inline) -> None:
        match node:
            case Text(value=value):
                self.texts.append((node, (self.length, self.length + len(value))))
                self.write(value)
            case Quote():
                self.quote(node)
            case Code() | Math():
                self.write(node.value, hidden=True)
            case Link() if is_address(node):
                self.write(plain([node]), hidden=True)
            case Emph() | Strong() | Link():
                start = self.length
                self.lay(inner(node))
                self.apart.append((start, self.length))
            case _ if inner(node):
                self.lay(inner(node))
            case _:
                self.write(plain([node]))

    def quote(self, quote: Quote) -> None:
        opening, closing = quote.written
        self.depth += 1
        self.write(opening)
        start = self.length
        self.lay(quote.children)
        self.quotes.append((quote, (start, self.length)))
        if self.depth > 1:
            self.apart.append((start, self.length))
        self.write(closing)
        self.depth -= 1
