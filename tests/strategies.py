"""Hypothesis strategies that build any valid Document: whatever the reader could give, and more.

Texts are made of words, stops and marks of every kind, so that most of them are no sensible English: a transform must
keep every word and mark all the same. Places are left out; `tests.quotation.plain_document` gives documents with them.
"""

from hypothesis import strategies as st

from pressbuild.document import (
    Attributes,
    Block,
    BlockQuote,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Div,
    Document,
    Emph,
    Figure,
    Front,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Math,
    Note,
    NoteRef,
    Paragraph,
    SmallCaps,
    Span,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
    Verse,
)

WORDS = (
    "the",
    "workers",
    "boys",
    "’tis",
    "90s",
    "rock",
    "n",
    "said",
    "Marx",
    "which",
    "is",
    "In",
    "No",
    "7",
    "1974",
    "79",
    "J.",
)
GLUE = (
    " ",
    " ",
    " ",
    "-",
    " - ",
    " – ",
    "--",
    "---",
    "...",
    " ... ",
    ", ",
    ". ",
    "? ",
    ": ",
    "; ",
    "/",
    " (",
    ") ",
    "—",
    "\u00a0",
)
MARKS = ("'", '"', "‘", "’", "“", "”", "«", "»", "„", "‚")
ROLES = ("", "scare", "term", "nickname", "quote", "article", "book", "headline", "foreign", "keep", "apos")

pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(GLUE), st.sampled_from(MARKS))
values = st.lists(pieces, min_size=1, max_size=7).map("".join)
texts = values.map(Text)
labels = st.sampled_from(("1", "2", "a"))
attributes = st.builds(Attributes, id=st.sampled_from(("", "here")), lang=st.sampled_from(("", "fr")))

leaves: st.SearchStrategy[Inline] = st.one_of(
    texts,
    texts,
    texts,
    st.builds(NoteRef, labels),
    st.builds(Code, st.just("it's 'code' -- ...")),
    st.builds(Math, st.just("f''(x)")),
    st.builds(LineBreak),
    st.builds(Image, st.just("a.png"), st.just("a 'picture'")),
    st.just(Link("https://example.org/it's", (Text("https://example.org/it's"),))),
)


def _around(inside: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    run = st.lists(inside, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Emph, run),
        st.builds(Strong, run),
        st.builds(SmallCaps, run),
        st.builds(Sub, run),
        st.builds(Sup, run),
        st.builds(Link, st.just("#there"), run, attributes=attributes),
        st.builds(Span, st.sampled_from(ROLES), run, attributes),
    )


inlines: st.SearchStrategy[Inlines] = st.lists(st.recursive(leaves, _around, max_leaves=5), min_size=1, max_size=4).map(
    tuple
)

plain_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Paragraph, inlines),
    st.builds(Paragraph, inlines),
    st.builds(Heading, st.integers(1, 6), inlines, attributes),
    st.builds(Verse, st.lists(st.lists(inlines, min_size=1, max_size=3).map(tuple), min_size=1, max_size=2).map(tuple)),
    st.builds(Figure, st.just(Image("a.png", "a")), inlines),
    st.builds(Break),
    st.builds(CodeBlock, values),
)


def _blocks_around(inside: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some: st.SearchStrategy[Blocks] = st.lists(inside, min_size=1, max_size=2).map(tuple)
    cells = st.builds(Cell, some)
    rows = st.lists(st.lists(cells, min_size=2, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.builds(BlockQuote, some),
        st.builds(Div, st.sampled_from(("", "epigraph", "dedication")), some),
        st.builds(List, st.lists(some, min_size=1, max_size=2).map(tuple)),
        st.builds(Definitions, st.lists(st.tuples(inlines, st.tuples(some)), min_size=1, max_size=2).map(tuple)),
        st.builds(Table, inlines, rows),
    )


blocks: st.SearchStrategy[Block] = st.recursive(plain_blocks, _blocks_around, max_leaves=4)

fronts = st.builds(Front, title=inlines, standfirst=texts.map(lambda text: (text,)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of some blocks, with a note for each of the labels."""
    body = draw(st.lists(blocks, min_size=1, max_size=3).map(tuple))
    notes = tuple(Note(label, (draw(plain_blocks),)) for label in ("1", "2", "a"))
    return Document(draw(fronts), body, notes)
