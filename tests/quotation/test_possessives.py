"""Plural possessives among quotations: paragraphs of invented sentences, each quotation with its bounds."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pressbuild.quotation.marks import find_marks
from pressbuild.quotation.pairing import pair

OWNERS = ("rowers", "bakers", "pilots", "brothers", "ladies", "tenants", "masters", "coopers")
THINGS = ("strike", "council", "ladder", "toll", "kettle", "rights", "zone", "guild", "losses")
KINDS = ("old", "new", "so-called", "free", "idle")
DID = ("met", "failed", "left", "stayed", "grew", "rose")

# A sentence in pieces: those at odd places are quotations. o an owner, t a thing, d a verb, q words of a quotation.
SENTENCES: tuple[tuple[str, ...], ...] = (
    ("The ", "q", " d. "),
    ("The o’ ", "q", " d. "),
    ("The ", "q", " d and the o’ ", "q", " d. "),
    ("The o’ t d. ",),
    ("The o’ ", "q", " and the ", "q", " d. "),
    ("In the ", "q", " the o d. "),
    ("They called it ", "q", ", and the o’ ", "q", " d. "),
    ("Of the o’ ", "q", " nobody spoke; the ", "q", " d. "),
    ("They said ", "the o’ t d", ". "),
    ("She wrote: ", "The o d. The o’ t d.", " "),
    ("The ", "o’ t", " d. "),
    ("", "The o d. I saw the o’ t,", " she said. "),
    ("The ", "q", " of the o d, as the o’ t d. "),
    ("It’s the o’ t; the ", "q", " isn’t. "),
    ("The ", "we don’t know", " d. "),
    ("The o’ ", "don’t", " and o’ t d. "),
    ("The o’ ", "’68 t", " d. "),
)
QUOTED = ("o", "k o", "t", "k t")

Piece = tuple[str, bool]  # words, whether they are a quotation


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[Piece, ...]:
    """The pieces of some sentences, without their marks."""
    return tuple(
        (_filled(draw, draw(st.sampled_from(QUOTED)) if form == "q" else form), number % 2 == 1)
        for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
        for number, form in enumerate(sentence)
    )


def _filled(draw: st.DrawFn, form: str) -> str:
    """A form with words for its letters."""
    words = {"o": OWNERS, "t": THINGS, "k": KINDS, "d": DID}
    return re.sub(r"\b[otkd]\b", lambda letter: draw(st.sampled_from(words[letter[0]])), form)


def marked(pieces: Sequence[Piece], marks: tuple[str, str]) -> tuple[str, list[str]]:
    """A paragraph with an opening and a closing mark around its quotations, and these."""
    opening, closing = marks
    words = [(text.replace("’", closing), quoted) for text, quoted in pieces]
    text = "".join(f"{opening}{text}{closing}" if quoted else text for text, quoted in words)
    return text.strip(), [text for text, quoted in words if quoted]


@given(paragraphs(), st.sampled_from((("‘", "’"), ("'", "'"))))
def test_a_possessive_ends_no_quotation_but_the_nearest(pieces: Sequence[Piece], marks: tuple[str, str]) -> None:
    text, quotations = marked(pieces, marks)
    found = find_marks(text, "en")
    pairs = pair(found).pairs
    bounds = [(found[p.opening].offset, found[p.closing].offset) for p in pairs if p.closing is not None]
    assert [text[start + 1 : end] for start, end in bounds] == quotations
