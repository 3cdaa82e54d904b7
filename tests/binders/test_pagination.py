"""The pages of terms, counted by letters: the same as an anchor on each of them would give."""

from pathlib import Path

import pytest
from lxml import etree

from pressbuild.binders import pagination, pdf, typesetter
from pressbuild.build import Order, prepare_title
from tests.conftest import ROOT
from tests.desk import inside, write

LONG = "---\ntitle: T\n---\n" + "\n\n".join(
    f"{'Some words of no account stand here. ' * 30}The ‘term number {name}’ *and a ‘second, {name}’* end."
    for name in "abcdefghijkl"
)
NESTED = """---
title: T
---
* A ‘first’ item

  with a ‘second’ paragraph
* > A ‘third’

| a ‘fourth’ | b |
|---|---|
| c | a ‘fifth’ |
"""


@pytest.mark.slow
@pytest.mark.parametrize("text", [LONG, NESTED, next((ROOT / "manuscript").glob("*.md")).read_text(encoding="utf-8")])
def test_the_same_pages_as_by_anchors(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(lenient=True)
    with inside(tmp_path):
        edition = prepare_title(write(tmp_path, text), order).edition
    counted = typesetter.typeset(pdf.matter(edition)).anchors
    monkeypatch.setattr(pagination, "remember", lambda _: None)
    anchored = typesetter.typeset(pdf.matter(edition)).anchors
    assert {k: v for k, v in counted.items() if k.startswith("term-")} == {
        k: v for k, v in anchored.items() if k.startswith("term-")
    }
    assert any(name.startswith("term-") for name in counted)


def test_words_that_are_not_printed_do_not_count() -> None:
    root = etree.fromstring(
        "<html><p>ab <span class='visually-hidden'>cde</span>f <span class='scare' id='term-1-1'>‘g’</span></p></html>"
    )
    pagination.remember(root)
    assert root[0].get("data-terms") == "term-1-1:3"
    assert root.xpath("//@id") == []
