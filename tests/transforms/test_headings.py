"""Headings begin at level 2 and close up; each of the body has an anchor."""

from hypothesis import given

from pressbuild.document import Document, Front, Heading
from pressbuild.transforms.headings import headings
from pressbuild.tree import everything, plain, walk
from tests.desk import document
from tests.strategies import documents
from tests.transforms.setting import house_of

HOUSE = house_of("as-written")


def outline(markdown: str) -> list[tuple[int, str, str]]:
    settled = headings(document(markdown), HOUSE)
    return [(h.level, h.attributes.id, plain(h.children)) for h in walk(settled.blocks) if isinstance(h, Heading)]


def test_levels_close_up() -> None:
    assert outline("### a\n\n##### b\n\n# c\n") == [(3, "section-1", "a"), (4, "section-2", "b"), (2, "section-3", "c")]


def test_an_author_s_id_stays() -> None:
    assert outline("# a {#here}\n\n# b {#section-9}\n\n# c\n") == [
        (2, "here", "a"),
        (2, "author-section-9", "b"),
        (2, "section-3", "c"),
    ]


def test_six_levels_are_five() -> None:
    assert [level for level, _, _ in outline("".join(f"{'#' * n} h\n\n" for n in range(1, 7)))] == [2, 3, 4, 5, 6, 6]


def test_headings_in_quotations_lists_and_tables_settle_too() -> None:
    text = "# a\n\n> ## b\n\n- ### c\n\nt\n\n:   #### d\n\n<table><tr><td><h5>e</h5></td></tr></table>\n"
    assert [(level, words) for level, _, words in outline(text)] == [(2, "a"), (3, "b"), (4, "c"), (5, "d"), (6, "e")]


def test_without_headings_nothing_changes() -> None:
    work = Document(Front(), document("a\n\n> b\n").blocks)
    assert headings(work, HOUSE) == work


def test_a_heading_in_which_nothing_stands_is_none() -> None:
    assert outline("# A\n\n#\n\n# [^n]\n\n[^n]: x") == [(2, "section-1", "A"), (2, "section-2", "")]


@given(source=documents())
def test_idempotent(source: Document) -> None:
    once = headings(source, HOUSE)
    assert headings(once, HOUSE) == once


@given(source=documents())
def test_only_levels_and_anchors_change(source: Document) -> None:
    settled = headings(source, HOUSE)
    assert plain(everything(settled)) == plain(everything(source))
    assert settled.notes == source.notes
    levels = {node.level for node in walk(settled.blocks) if isinstance(node, Heading)}
    assert levels == set(range(2, 2 + len(levels)))
