"""Restyling: a text set in one house, read anew, set in another and then in the first again is the first text.

What is promised, and what is not. A house that sets marks for a role can be read back from its plain text; one that
takes marks away or sets letters cannot, for they are gone from the text. So:

* by plain text, for the houses that set one kind of marks for every role, on consistent texts: full sentences keep
  their stop inside and fragments do not, dashes and points are spaced, note marks stand behind the stops. Not from
  `newspaper-uk` or `as-written` and back: with them the kind of mark is the role, and the second house has overwritten
  it; they serve as the second.
* by the manuscript, for all eight: what has lost its marks stands there as an override, `[x]{.scare}`, which keeps the
  role. The tree itself keeps role and author's marks under every house (`test_houses`).
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.document import Document, Emph, Front, Inline, Inlines, Note, Paragraph, Quote, Span, Text
from pressbuild.house import houses
from pressbuild.quotation import recognise
from pressbuild.transforms import apply
from pressbuild.tree import inner, marks
from tests.quotation.plain_document import document
from tests.transforms.setting import house_of, written

MARKED = ("deutsch", "economist", "francais")
ALL = tuple(name for name in sorted(houses(Path("nowhere"))) if name != "as-written")

# Sentences whose quotations are told by what stands round them, whatever the marks.
SENTENCES = (
    "“The nets are old,” said Hollis.",
    "Hollis said: “We mended the nets all winter.”[^1]",
    "“We mended nets,” said Hollis, “and nobody thanked us.”",
    "Hollis said: “The so-called ‘free’ lunch was not free.”",
    "It was the so-called ‘free’ lunch, and nobody paid.[^1]",
    "There was a so-called ‘free’ lunch.",
    "It is called the ‘mending clause’,[^1] and rightly.",
    "The word ‘bait’ is old; who wrote it?",
    "It is in her essay ‘On mending nets’.[^1]",
    "He read the article ‘What is to be done?’, and left.",
    "It was, as she put it, “a hole with edges”, and no more.",
    "The nets~– and they were old~– tore in the years 1974–79.",
    "The nets~… tore; the holes stayed: nobody came!",
    "“Is it torn?” asked Hollis.",
    "Hollis nodded. “Never.” The nets stayed.",
)

texts = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3
).map(lambda paragraphs: "\n\n".join(paragraphs).replace("~", "\u00a0"))


def set_in(name: str, text: str) -> str:
    """A plain text set in a house, as plain text with its note marks."""
    done = apply(recognise(document(text + "\n\n[^1]: A note.")), house_of(name))
    return "\n\n".join(written(block.children) for block in done.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("first", MARKED)
@given(text=texts)
def test_there_and_back_by_plain_text(first: str, text: str) -> None:
    once = set_in(first, text)
    for second in sorted({*MARKED, "newspaper-uk", "as-written"} - {first}):
        assert set_in(first, set_in(second, once)) == once, second


# --- by the manuscript ---------------------------------------------------------------------------------------------

ROLE_NAMES = {"title.article": "article", "title.book": "book", "title.headline": "headline", "quotation": "quote"}


def as_manuscript(done: Document) -> Document:
    """A document as a house set it, written out to be read anew: every quotation an override with its marks in it, the
    house's own letters left out."""
    blocks = tuple(Paragraph(_runs(block.children)) for block in done.blocks if isinstance(block, Paragraph))
    return Document(Front(), blocks, (Note("1", (Paragraph((Text("A note."),)),)),))


def _runs(inlines: Inlines) -> Inlines:
    return _joined(node for each in inlines for node in _run(each))


def _run(node: Inline) -> Inlines:
    match node:
        case Quote(role=role, children=children):
            opening, closing = marks(node)
            bare = _bare(children) if (opening, closing) == ("", "") else children
            return (Span(ROLE_NAMES.get(role, role), _joined((Text(opening), *_runs(bare), Text(closing)))),)
        case _:
            return (node,)


def _bare(children: Inlines) -> Inlines:
    """The words of a quotation without the letters that the house gave them."""
    (only,) = children if len(children) == 1 else (None,)
    return inner(only) if isinstance(only, Emph | Span) else children


def _joined(nodes: Iterable[Inline]) -> Inlines:
    """Runs of text as one `Text` each, as a reader gives them."""
    joined: list[Inline] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(last, Text):
            joined[-1] = Text(last.value + node.value)
        elif not (isinstance(node, Text) and not node.value):
            joined.append(node)
    return tuple(joined)


def shown(done: Document) -> list[str]:
    return [written(block.children) for block in done.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("first", ALL)
@given(text=texts)
def test_there_and_back_by_the_manuscript(first: str, text: str) -> None:
    signed = as_manuscript(recognise(document(text)))
    once = apply(recognise(signed), house_of(first))
    again = recognise(as_manuscript(once))
    for second in sorted({*ALL} - {first}):
        there = apply(again, house_of(second))
        back = apply(recognise(as_manuscript(there)), house_of(first))
        assert shown(back) == shown(once), second
