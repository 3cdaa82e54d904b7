"""Linked and typed notes in one page, marks in titles, and what is said of lists and lines that are no notes."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved

LONG = "The oven was warm, and the bakers were up before it was light, as their fathers had been. "
LINKED = '<sup><a href="#fn{0}" id="r{0}">{0}</a></sup>'
LIST = '<ol><li id="fn1">First. <a href="#r1">↩</a></li><li id="fn2">Second. <a href="#r2">↩</a></li></ol>'


def page(*content: str, title: str = "Loaf") -> Imported:
    return imported(f"<html><body><h1>{title}</h1>{''.join(content)}</body></html>", "loaf.html")


def paragraphs(*endings: str) -> str:
    return "".join(f"<p>{LONG}{ending}</p>" for ending in endings)


def messages(result: Imported) -> list[str]:
    return [finding.message for finding in result.findings]


TYPED = {
    "a star": (("It fell.*",), "<p>* See Miller.</p>", "[^3]: See Miller.\n"),
    "figures": (
        ("It fell.[1]", "It rose.[2]"),
        "<p>[1] See Miller.</p><p>[2] Salt.</p>",
        "[^3]: See Miller.\n\n[^4]: Salt.\n",
    ),
}


@pytest.mark.parametrize("kind", TYPED)
def test_typed_notes_beside_linked_ones_are_notes(kind: str) -> None:
    endings, below, notes = TYPED[kind]
    linked = (f"Bread rose.{LINKED.format(1)}", f"It was dear.{LINKED.format(2)}")
    result = page(paragraphs(*linked, *endings), paragraphs("So it was."), below, LIST)
    assert body(result).endswith(f"[^1]: First.\n\n[^2]: Second.\n\n{notes}")
    collation = proved(result)
    assert collation.notes_in == collation.notes_out == 2 + len(endings)
    assert [note["number"] for note in result.report["notes"]] == list(range(1, 3 + len(endings)))
    assert any(message.startswith("some notes have no links") for message in messages(result))


def test_typed_notes_that_are_not_sure_beside_linked_ones_stay_and_are_said() -> None:
    linked = (f"Bread rose.{LINKED.format(1)}", f"It was dear.{LINKED.format(2)}")
    text = paragraphs(*linked, "It fell.[1]", "It was so.")
    result = page(text, "<h2>Notes</h2><p>[1] See Miller.</p><p>[2] Salt.</p><p>[3] Flour.</p>", LIST)
    assert body(result).endswith("[^1]: First.\n\n[^2]: Second.\n")
    assert any("may be typed at the end of the text" in message for message in messages(result))
    proved(result)


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "*", "[1]", "†"])
def test_a_mark_in_the_title_is_said(mark: str) -> None:
    shown = mark.replace("<sup>", "").replace("</sup>", "")
    result = page(paragraphs("So.", "Thus."), title=f"Loaf{mark}")
    assert f"the title ends in “{shown}”, which may be the mark of a note" in messages(result)


@pytest.mark.parametrize("title", ["Loaf", "Bread in 1968", "Bread 3", "Apollo 11"])
def test_a_figure_in_the_title_is_no_mark(title: str) -> None:
    assert not any("may be the mark" in message for message in messages(page(paragraphs("So.", "Thus."), title=title)))


def test_a_list_that_looks_like_notes_is_said() -> None:
    items = "".join(f"<p>{n}. See Miller, <i>Of bread</i>, p. {n}4.</p>" for n in range(1, 5))
    result = page(paragraphs("So.", "Thus.", "And so."), items)
    assert any(message.startswith("the list 1 to 4 stands where notes do; ") for message in messages(result))
    hint = next(finding.hint for finding in result.findings if "stands where notes do" in finding.message)
    assert hint.startswith("it begins “1. See Miller, Of bread, p. 14.”; ")


def test_what_stands_below_the_notes_is_said() -> None:
    notes = "<p>[1] See Miller.</p><p>[2] Salt.</p><p>[3] Flour.</p>"
    text = paragraphs("It rose.[1]", "It fell.[2]", "It was dear.[3]")
    result = page(text, "<h2>Notes</h2>", notes, "<h2>The author</h2><p>She bakes.</p>")
    assert "“The author” and what follows it stand below the notes and are text" in messages(result)
    proved(result)
