"""Words gathered before the tree is decoded: the document is what it would be word by word."""

import json
from collections.abc import Container
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbuild import reading
from pressbuild.citations import read_title
from pressbuild.document import Document
from pressbuild.pandoc import send_all
from pressbuild.reading.joining import gathered

WRITTEN = (
    "Rain fell on the harbour, and the ferry left late.",
    'A *stone* in the **river**; see note[^1] and [a link](https://example.org "a title").\n\n[^1]: Here it is.',
    "Ten\u00a0miles, co\u00adoperate, caf\u00e9 \u2013 \u201cquoted\u201d and 'plain' \"plain\".",
    "An entity &amp; another &copy; between words, an escape \\* and \\\\ a backslash.",
    "One line\nand the next,  two spaces\\\nand a break.",
    "> A quotation [that is a span]{.term} of words\n\n- one item\n- another one\n\nword{.x} ![a picture](a.png)",
    "| a head | another |\n|---|---|\n| a cell of words | `code it is` |\n",
    'A word that ends in {\n\n{"t":"Span","c":[["",[],[["wrapper","1"],["data-pos","1:1-1:2"]]],[{"t":"Space"}]]}',
)
SCRAPS = [
    "ab",
    "c",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\\*",
    "&amp;",
    "&#8203;",
    "*",
    "_",
    '"',
    "’",
    "\u00a0",
    "\t",
    "[^1]",
    "\u200b",
    "{",
    "}",
]


def _word_by_word(path: Path) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "gathered", lambda tree, _: tree)
        return reading.read(read_title(path))


def _assert_alike(path: Path, text: str) -> None:
    path.write_text(f"---\ntitle: A *title* of words\n---\n{text}\n", encoding="utf-8")
    assert reading.read(read_title(path)) == _word_by_word(path)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_document_is_the_same_word_by_word(tmp_path: Path, text: str) -> None:
    _assert_alike(tmp_path / "harbour.md", text)


@settings(max_examples=25)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))
def test_a_document_of_scraps_is_the_same_word_by_word(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _assert_alike(tmp_path_factory.mktemp("scraps") / "scraps.md", f"Words before {text} words behind")


def _written(text: str) -> bytes:
    tree, _ = send_all([(text, "harbour.md")])[0]()
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("untouched", "nodes"),
    [((), [{"t": "Words", "c": ["Rain fell", 1, 1]}]), ((1,), [])],
)
def test_words_of_a_line_are_one_node_but_where_they_stay_untouched(
    untouched: Container[int], nodes: list[object]
) -> None:
    blocks = json.loads(gathered(_written("Rain fell"), untouched))["blocks"]
    assert [node for node in blocks[0]["c"][1][0]["c"] if node["t"] == "Words"] == nodes
