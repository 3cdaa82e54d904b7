"""Empty lines within a paragraph, `<br><br>`: each part is a paragraph of its own, lines that only break stay lines."""

import pytest

from pressbuild.document import BlockQuote, Emph, LineBreak, List, Paragraph, Text
from pressbuild.importers.documents.emptylines import parted
from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

BREAK = LineBreak()


def paragraph(*nodes: str | LineBreak | Emph) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


def test_a_paragraph_for_each_part() -> None:
    blocks = (paragraph("Bread rose.", BREAK, " ", BREAK, BREAK, "It fell,", BREAK, "too."), paragraph("So."))
    assert parted(blocks) == (paragraph("Bread rose."), paragraph("It fell,", BREAK, "too."), paragraph("So."))


def test_emphasis_over_an_empty_line_is_two() -> None:
    blocks = (paragraph("Bread ", Emph((Text("rose."), BREAK, BREAK, Text("It"))), " fell."),)
    assert parted(blocks) == (paragraph("Bread ", Emph((Text("rose."),))), paragraph(Emph((Text("It"),)), " fell."))


def test_quotations_and_items_hold_their_parts() -> None:
    broken = paragraph("Bread rose.", BREAK, BREAK, "It fell.")
    parts = paragraph("Bread rose."), paragraph("It fell.")
    assert parted((BlockQuote((broken,)), List(((broken,),)))) == (BlockQuote(parts), List((parts,)))


@pytest.mark.parametrize(
    "block",
    [
        paragraph("Bread rose.", BREAK, "It fell."),
        paragraph("Bread", BREAK, "and", BREAK, "salt"),
        paragraph("Bread ", Emph((Text("rose"), BREAK, Text("and"), BREAK, Text("fell.")))),
    ],
)
def test_lines_alone_stay(block: Paragraph) -> None:
    assert parted((block,)) == (block,)


def test_a_post_of_an_older_blog() -> None:
    post = "<div>Bread rose.<br /><br />It <i>fell</i>.<br />\n<br />And so on,<br />and on.<br /><br /></div>"
    for result in (imported(post, "post.html"), read({"a.xhtml": post})):
        assert body(result) == "Bread rose.\n\nIt *fell*.\n\nAnd so on,\\\nand on.\n"
        proved(result)
