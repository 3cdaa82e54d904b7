"""What stands behind the text of a work: a document in, its bibliography and the contents with all of it out; pure.

The order is notes, bibliography, index (New Hart's Rules 1.4; Chicago Manual of Style, 17th edition, 1.4): so the
bibliography with which a work ends is no part of its text. One that calls a note is, for notes follow what calls them.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pressbuild.document import Block, Blocks, Div, Document, Heading, NoteRef, Opening, Paragraph, Text
from pressbuild.edition.contents import Entry, has_words
from pressbuild.tree import plain, walk
from pressbuild.words import Words

TOP = 2  # the level of the headings of back matter, as of parts and of an essay's sections


def raised(document: Document, title: str) -> tuple[Document, Blocks]:
    """A document, and the blocks of the bibliography with which it ends, its head first: what holds one and less
    about it, or is called `title`. Behind the parts of a book it belongs to none of them."""
    start = _last_head(document.blocks)
    found = document.blocks[start:]
    if start in (None, 0) or not _is_bibliography(found, title):
        return document, ()
    lifted = tuple(_lifted(found))
    return replace(document, blocks=document.blocks[:start] + lifted), lifted


def completed(
    contents: tuple[Entry, ...], bibliography: Blocks, words: Words, *, notes: bool, index: bool
) -> tuple[Entry, ...]:
    """The contents of a work with the lines for its back matter, where it has notes at its end and an index."""
    behind = sum(isinstance(block, Heading | Opening) for block in bibliography)
    text = contents[: len(contents) - behind]
    own = [_entry("notes", words.notes)] if notes else []
    last = [_entry("index", words.index)] if index else []
    return (*text, *own, *contents[len(text) :], *last)


def _entry(anchor: str, title: str) -> Entry:
    return Entry(TOP, anchor, (Text(title),), "back")


def _last_head(blocks: Blocks) -> int | None:
    """Where the last chapter of a work begins, or the last section of an essay."""
    openings = [index for index, block in enumerate(blocks) if isinstance(block, Opening)]
    heads = [index for index, block in enumerate(blocks) if isinstance(block, Heading) and has_words(block)]
    top = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    heads = openings or [index for index in heads if getattr(blocks[index], "level", 0) == top]
    return heads[-1] if heads else None


def _is_bibliography(blocks: Blocks, title: str) -> bool:
    """Whether a chapter or section is a bibliography, and needs no more than its title at its head."""
    first, *rest = blocks
    heading = first.heading if isinstance(first, Opening) else first
    if not rest or not isinstance(heading, Heading) or any(isinstance(node, NoteRef) for node in walk(blocks)):
        return False
    if isinstance(first, Opening) and (first.kind == "part" or _has_more(first)):
        return False
    listed = [block for block in rest if isinstance(block, Div) and block.role == "bibliography"]
    said = [block for block in rest if isinstance(block, Paragraph | Div) and block not in listed]
    mostly = len(plain(listed)) > len(plain(said)) and all(isinstance(b, Heading | Paragraph | Div) for b in rest)
    return mostly or plain(heading.children).strip().casefold() == title.casefold()


def _has_more(opening: Opening) -> bool:
    return any((opening.kicker, opening.subtitle, opening.authors, opening.standfirst, opening.credits, opening.lang))


def _lifted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with headings as many levels higher as the first one stands too low."""
    down = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Opening):
            down = block.heading.level - TOP
            yield replace(block, heading=replace(block.heading, level=TOP))
        elif isinstance(block, Heading):
            down = block.level - TOP if number == 0 else down
            yield replace(block, level=block.level - down)
        else:
            yield block
