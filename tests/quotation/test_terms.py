"""The term sheet obeyed, and what is said of terms: tests/cases/terms, and what holds for any document and sheet.

A case is a term sheet, a line of hyphens, and a text, one paragraph a line. What comes out is the text with each
quotation as [role policy code: words in their marks], then the findings.
"""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pressbuild.diagnostics import Place
from pressbuild.document import Document, Inlines, NoteRef, Paragraph, Quote, Text
from pressbuild.quotation import recognise, remarks
from pressbuild.quotation.concordance import concordance
from pressbuild.quotation.terms import is_term, numbered, without_ids
from pressbuild.termsheet import NONE, Term, TermSheet, parse
from pressbuild.tree import everything, plain, walk
from tests.golden import run_cases
from tests.quotation.plain_document import document
from tests.strategies import documents


def obeyed(text: str) -> str:
    sheet, _, words = text.partition("-----\n")
    terms = parse(sheet, "text.terms.toml")
    recognised = recognise(document(words.strip("\n")), terms)
    notes = [f"[^{note.label}]: {shape(block.children)}" for note in recognised.notes for block in note.children
             if isinstance(block, Paragraph)]  # fmt: skip
    lines = [shape(block.children) for block in recognised.blocks if isinstance(block, Paragraph)]
    return "\n".join([*lines, *notes, *map(str, remarks(recognised, terms))])


def shape(inlines: Inlines) -> str:
    return "".join(_shape(node) for node in inlines)


def _shape(node: object) -> str:
    match node:
        case Text(value=value):
            return value
        case NoteRef(label=label):
            return f"[^{label}]"
        case Quote(written=(opening, closing), children=inner):
            return f"[{node.role} {node.policy} {node.decision.code}: {opening}{shape(inner)}{closing}]"
        case _:
            return "?"


test_terms = run_cases("terms", obeyed)

FORMS = st.sampled_from(["workers", "the boys", "which is", "Marx", "rock", "n", "said No"])
TERMS = st.builds(
    lambda form, policy, bare, role: Term(match=(form,), policy=policy, bare=bare, role=role, signed=True),
    FORMS,
    st.sampled_from(["house", "always", "never", "first", "keep"]),
    st.sampled_from(["leave", "mark"]),
    st.sampled_from([None, "scare", "term", "quotation"]),
)
SHEETS = st.lists(TERMS, max_size=4, unique_by=lambda term: term.match).map(lambda terms: TermSheet("", tuple(terms)))


@given(documents(), SHEETS)
def test_a_sheet_changes_no_word_and_no_mark(any_document: Document, sheet: TermSheet) -> None:
    plainly = recognise(any_document)
    assert plain(everything(recognise(any_document, sheet))) == plain(everything(plainly))


@given(documents(), SHEETS)
def test_obeying_twice_changes_nothing_more(any_document: Document, sheet: TermSheet) -> None:
    once = recognise(any_document, sheet)
    assert recognise(once, sheet) == once


@given(documents(), SHEETS)
def test_a_draft_changes_nothing(any_document: Document, sheet: TermSheet) -> None:
    drafts = replace(sheet, terms=tuple(replace(term, signed=False) for term in sheet.terms))
    assert recognise(any_document, drafts) == recognise(any_document, NONE)


@given(documents())
def test_every_use_of_a_term_has_an_id_of_its_own(any_document: Document) -> None:
    whole = numbered(recognise(any_document))
    ids = [node.attributes.id for node in walk(everything(whole)) if isinstance(node, Quote) and is_term(node)]
    ours = [identity for identity in ids if identity.startswith("term-")]
    assert all(ids)
    assert len(set(ours)) == len(ours)
    quoted = [use.anchor for term in concordance(whole) for use in term.quoted]
    assert set(quoted) <= set(ids)


def test_a_second_showing_has_no_ids() -> None:
    whole = numbered(recognise(document("The ‘fresh’ fish.")))
    (block,) = whole.blocks
    assert isinstance(block, Paragraph)
    assert "term-1-1" in str(block.children)
    assert "term-1-1" not in str(without_ids(block.children))


def test_places_of_both_kinds_of_uses() -> None:
    whole = recognise(document("The ‘fresh fish’ of the town.\nTown: Fresh fish’s price."))
    (term,) = concordance(whole)
    assert [(use.place, use.text) for use in term.quoted] == [(Place("text", 1, 5), "fresh fish")]
    assert [(use.place, use.text) for use in term.bare] == [(Place("text", 2, 7), "Fresh fish")]
