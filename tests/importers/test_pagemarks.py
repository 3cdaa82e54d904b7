"""What sites and printed books put into a page: permalinks, pages' numbers, Project Gutenberg's head and licence."""

import pytest

from tests.importers.desk import body, imported, proved
from tests.importers.test_epubbook import read

MARK, NOTE = '<a href="#f1" id="r1"><sup>1</sup></a>', '<p id="f1"><a href="#r1">1</a> See Miller.</p>'


@pytest.mark.parametrize(
    "head",
    [
        '<h2 id="two">Two<a class="headerlink" href="#two" title="Link to this heading">¶</a></h2>',
        '<section id="two"><h2>Two<a href="#two">#</a></h2></section>',
        '<h2 id="two"><a href="#two" aria-label="Permalink"></a>Two</h2>',
        '<h2><a id="two" href="#two">§</a> Two</h2>',
    ],
)
def test_a_headings_link_to_itself_goes(head: str) -> None:
    result = imported(f"<title>T</title><p>Bread rose.</p>{head}<p>It fell.</p>", "essay.html")
    assert body(result) == "Bread rose.\n\n## Two\n\nIt fell.\n"
    proved(result)
    shows = ">" + "¶</a>" in head or "#</a>" in head or "§</a>" in head
    said = [finding for finding in result.findings if "link to itself" in finding.message]
    assert len(said) == shows


def test_other_links_of_headings_stay() -> None:
    page = '<title>T</title><p>Bread rose.</p><h2 id="a">One <a href="#b">#</a></h2><p>It fell.</p><p id="b">So.</p>'
    assert "#](#b)" in body(imported(page, "essay.html"))


BREAKS = (
    '<span epub:type="pagebreak" id="p12" title="12">12</span>',
    '<span role="doc-pagebreak" aria-label="12">12</span>',
    '<a id="page12">12</a>',
    '<span class="pagenum"><a id="Page_12">[Pg 12]</a></span>',
    '<a class="pageno" href="#toc">{12}</a>',
    '<span id="pg_xii">xii</span>',
)


@pytest.mark.parametrize("number", BREAKS)
def test_the_numbers_of_printed_pages_go(number: str) -> None:
    content = f"<p>Bread rose in the gov{number}ernment.{MARK}</p><p>{number}</p><p>{number}It fell.</p>{NOTE}"
    as_page = imported(f"<title>T</title>{content}", "essay.html")
    as_book = read({"a.xhtml": content.replace("name=", "id=")})
    for result in (as_page, as_book):
        assert body(result) == "Bread rose in the government.[^1]\n\nIt fell.\n\n[^1]: See Miller.\n"
        proved(result)
        assert [left["why"] for left in result.report["words"]["left_out"]] == ["a page's number"] * 3
        assert any(finding.message.startswith("3 numbers of pages were left out") for finding in result.findings)


NUMBERED = (
    '<p><span class="paranumber">{}</span>{}</p>',
    '<p><a class="no_para" id="p{0}" href="#p{0}">{0}</a>{1}</p>',
    '<div><p class="para-number">[{}]</p><p>{}</p></div>',
    '<p><span class="text"><b class="paragraph-number">{}.</b> {}</span></p>',
)


@pytest.mark.parametrize("paragraph", NUMBERED)
def test_the_numbers_of_paragraphs_go(paragraph: str) -> None:
    content = paragraph.format(1, f"Bread rose.{MARK}") + paragraph.format(2, "It fell.") + NOTE
    for result in (imported(f"<title>T</title>{content}", "essay.html"), read({"a.xhtml": content})):
        assert body(result) == "Bread rose.[^1]\n\nIt fell.\n\n[^1]: See Miller.\n"
        proved(result)
        assert [left["why"] for left in result.report["words"]["left_out"]] == ["a paragraph's number"] * 2
        assert any(f.message == "2 numbers of paragraphs were left out, the first 1" for f in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        'Bread rose <span class="paranumber">12</span> times.',
        '<span class="number">12</span> loaves.',
        '<span class="paranumber">XII loaves</span> and 12.',
    ],
)
def test_figures_that_are_no_paragraphs_numbers_stay(text: str) -> None:
    result = imported(f"<title>T</title><p>{text}</p>", "essay.html")
    assert "12" in body(result)
    proved(result)


@pytest.mark.parametrize("text", ['<span id="n12">12</span>', '<b id="page">12</b>', "<span>12</span>", "<p>12</p>"])
def test_other_figures_stay(text: str) -> None:
    result = imported(f"<title>T</title><p>Bread rose {text} times.</p>", "essay.html")
    assert "12" in body(result)
    proved(result)


NEW = (
    """<section class="pg-boilerplate"><h2>The Project Gutenberg eBook of <span>Small Beer</span></h2>
    <div>For anyone.</div><div><p><strong>Title</strong>: Small Beer</p>
    <div><p><strong>Author</strong>: Ann Brewer</p><p><strong>Translator</strong>: John Cooper</p></div>
    <p><strong>Language</strong>: English</p></div>
    <div><span>*** START OF THE PROJECT GUTENBERG EBOOK SMALL BEER ***</span></div></section>""",
    """<section><div><span>*** END OF THE PROJECT GUTENBERG EBOOK SMALL BEER ***</span></div>
    <div>Old editions go.</div></section>""",
)
OLD = (
    """<pre>
The Project Gutenberg EBook of Small Beer, by Ann Brewer

Title: Small Beer

Author: Ann Brewer

Translator: John Cooper

*** START OF THIS PROJECT GUTENBERG EBOOK SMALL BEER ***
</pre>""",
    """<pre>
End of the Project Gutenberg EBook of Small Beer, by Ann Brewer
</pre><p>Old editions go.</p>""",
)


@pytest.mark.parametrize(("head", "licence"), [NEW, OLD])
def test_project_gutenbergs_head_and_licence_go(head: str, licence: str) -> None:
    page = f"""<html><head><title>The Project Gutenberg eBook of Small Beer, by Ann Brewer</title></head><body>{head}
        <h1>Small Beer</h1><p>Bread rose.{MARK}</p><h2>Notes</h2>{NOTE}{licence}</body></html>"""
    result = imported(page, "beer.html")
    assert result.markdown == (
        "---\ntitle: Small Beer\nauthor: Ann Brewer\ntranslator: John Cooper\n---\n\n"
        "Bread rose.[^1]\n\n[^1]: See Miller.\n"
    )
    proved(result)
    why = {left["why"] for left in result.report["words"]["left_out"]}
    assert {"Project Gutenberg’s head", "Project Gutenberg’s licence"} <= why


def test_project_gutenbergs_books_too() -> None:
    pages = {"a.xhtml": f"{NEW[0]}<p>Bread rose.</p>", "b.xhtml": f"<p>It fell.</p>{NEW[1]}", "c.xhtml": "<p>More.</p>"}
    result = read(pages)
    assert body(result) == "Bread rose.\n\nIt fell.\n"
    assert "translator: John Cooper\n" in result.markdown  # the package names none
    proved(result)


def test_a_text_about_project_gutenberg_stays() -> None:
    page = "<title>T</title><p>Bread rose.</p><p>The end of the Project was near, and Gutenberg knew it.</p>"
    assert body(imported(page, "essay.html")).endswith("knew it.\n")
