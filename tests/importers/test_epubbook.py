"""EPUBs made by hand as Calibre, Sigil, InDesign and Project Gutenberg make them: notes in another file, the spine's
order, covers, contents, pictures; and those that mean harm."""

import io
import zipfile

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.importers import Imported
from tests.desk import PNG
from tests.importers.desk import body, imported, proved, zipped

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
REFINED = '<meta refines="#s" property="title-type">subtitle</meta>'
NOTES = "[^1]: See Miller.\n\n[^2]: And *Baker*, p. 4.\n"
TEXT = "Bread rose.[^1] It fell,[^2] too.\n\n"


def page(content: str, head: str = "") -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>\n{DOCTYPE}<html xmlns="http://www.w3.org/1999/xhtml"
        xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title>{head}</head><body>{content}</body></html>"""


def book(pages: dict[str, str], guide: str = "", manifest: str = "", metadata: str = "", **more: bytes | str) -> bytes:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(pages))
    package = f"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bread</dc:title><dc:creator>Ann Ames</dc:creator>
        <dc:language>en-GB</dc:language><dc:date>2001-02-03</dc:date><meta name="cover" content="pic"/>
        {metadata}</metadata>
        <manifest>{items}{manifest}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"""
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OEBPS/content.opf": package}
    members |= {f"OEBPS/{name}": page(content) for name, content in pages.items()}
    return zipped(members | {f"OEBPS/{name.replace('__', '.')}": data for name, data in more.items()})


def read(
    pages: dict[str, str], guide: str = "", manifest: str = "", metadata: str = "", **more: bytes | str
) -> Imported:
    return imported(book(pages, guide, manifest, metadata, **more), "bread.epub")


@pytest.mark.parametrize(
    ("poem", "wanted"),
    [
        ('<p class="line">The oats</p><p class="line">are ground.</p>', "The oats\nare ground."),
        (
            '<p class="l">The oats</p><p class="l">are ground.</p><p class="l">&#160;</p><p class="l">So</p>',
            "The oats\nare ground.\n\nSo",
        ),
        ("<p>The oats<br/>are ground.</p><p>So it is.</p>", "The oats\nare ground.\n\nSo it is."),
        (
            "<div class='stanza'><p>Oats</p><p>are ground.</p></div><div class='stanza'><p>So</p><p>it was</p></div>",
            "Oats\nare ground.\n\nSo\nit was",
        ),
    ],
)
def test_lines_of_verse_that_are_paragraphs(poem: str, wanted: str) -> None:
    result = read({"a.xhtml": f'<p>Bread rose.</p><div class="poem">{poem}</div><p>It fell.</p>'})
    proved(result)
    assert f"::: verse\n{wanted}\n:::\n\nIt fell." in result.markdown


def test_people_by_their_roles_and_the_isbn() -> None:
    people = """<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl">Bo Bell</dc:creator>
        <dc:contributor id="c1">Cy Cole</dc:contributor><meta refines="#c1" property="role">edt</meta>
        <dc:contributor>Dee Day</dc:contributor><dc:identifier>urn:uuid:1</dc:identifier>
        <dc:identifier>urn:isbn:9780306406157</dc:identifier>"""
    head = read({"a.xhtml": "<p>Bread rose.</p>"}, metadata=people).markdown.split("---")[1]
    lines = {"author: Ann Ames", "translator: Bo Bell", "editor: Cy Cole", "isbn: '9780306406157'"}
    assert lines <= set(head.split("\n"))
    assert "Dee" not in head


MAKERS = {
    "Calibre": {
        "text.html": """<p class="calibre1">Bread&nbsp;rose.<sup class="calibre3"><a id="r1"
            href="notes.html#n1">1</a></sup>
            It fell,<sup><a id="r2" href="notes.html#n2">2</a></sup> too.</p>""",
        "notes.html": """<h2>Notes</h2><p class="calibre1"><a id="n1" href="text.html#r1">1</a> See Miller.</p>
            <p class="calibre1"><a id="n2" href="text.html#r2">2</a> And <i>Baker</i>, p. 4.</p>""",
    },
    "Sigil": {
        "Text/text.xhtml": """<p>Bread rose.<a class="noteref" href="../Text/notes.xhtml#fn1" id="ref1">[1]</a> It
            fell,<a
            class="noteref" href="../Text/notes.xhtml#fn2" id="ref2">[2]</a> too.</p>""",
        "Text/notes.xhtml": """<div class="footnote" id="fn1"><p><a href="../Text/text.xhtml#ref1">[1]</a> See
            Miller.</p>
            </div><div class="footnote" id="fn2"><p><a href="../Text/text.xhtml#ref2">[2]</a> And <em>Baker</em>,
            p. 4.</p>
            </div>""",
    },
    "InDesign": {
        "a.xhtml": """<p class="Body">Bread rose.<span id="footnote-002-backlink" class="char-super"><a
            class="_idFootnoteLink _idGenColorInherit" href="a.xhtml#footnote-002">1</a></span> It fell,<span
            id="footnote-001-backlink"><a class="_idFootnoteLink" href="a.xhtml#footnote-001">2</a></span> too.</p>
            <hr class="HorizontalRule-1"/><div class="_idFootnotes"><div id="footnote-002" class="_idFootnote"><p
            class="Notes"><a class="_idFootnoteAnchor" href="a.xhtml#footnote-002-backlink">1</a>\tSee Miller.</p></div>
            <div id="footnote-001" class="_idFootnote"><p class="Notes"><a class="_idFootnoteAnchor"
            href="a.xhtml#footnote-001-backlink">2</a>\tAnd <em>Baker</em>, p. 4.</p></div></div>""",
    },
    "EPUB 3": {
        "a.xhtml": """<section epub:type="chapter"><p>Bread rose.<a epub:type="noteref" href="n.xhtml#e1">1</a> It
            fell,<a
            epub:type="noteref" href="n.xhtml#e2">2</a> too.</p></section>""",
        "n.xhtml": """<section epub:type="endnotes"><h2>Endnotes</h2><ol><li id="e1" epub:type="endnote"><p>See
            Miller. <a
            href="a.xhtml#x" role="doc-backlink">↩</a></p></li><li id="e2"><p>And <em>Baker</em>, p. 4.</p></li></ol>
            </section>""",
    },
}


@pytest.mark.parametrize("maker", MAKERS)
def test_notes_of_many_makers(maker: str) -> None:
    result = read(MAKERS[maker])
    assert body(result) == TEXT + NOTES
    collation = proved(result)
    assert (collation.notes_in, collation.notes_out) == (2, 2)


def test_metadata_title_and_order_of_the_spine() -> None:
    result = read({"z.xhtml": "<h1>Bread</h1><p>First.</p>", "a.xhtml": "<h2>Two</h2><p>Second.</p>"})
    assert result.markdown == (
        "---\ntitle: Bread\nauthor: Ann Ames\ndate: 2001-02-03\nlang: en-GB\n---\n\nFirst.\n\n## Two\n\nSecond.\n"
    )
    proved(result)


def test_cover_and_contents_are_left_out_and_listed() -> None:
    pages = {
        "cover.xhtml": '<div epub:type="cover"><img src="c.png" alt="Cover"/></div>',
        "toc.xhtml": "<h2>Contents</h2><p><a href='a.xhtml'>One</a></p>",
        "a.xhtml": "<p>The text.</p>",
    }
    guide = '<reference type="toc" title="Contents" href="toc.xhtml"/>'
    item = '<item id="pic" href="c.png" media-type="image/png"/>'
    result = read(pages, guide, item, c__png=PNG)
    assert body(result) == "The text.\n"
    assert "cover: images/bread-c-" in result.markdown
    assert [left["why"] for left in result.report["words"]["left_out"]] == [
        "editions make their contents themselves"
    ] * 2
    proved(result)


def test_a_title_page_is_the_front_matter_s() -> None:
    title = '<section epub:type="titlepage"><h1>Bread</h1><p>Ann Ames</p></section>'
    result = read({"t.xhtml": title, "a.xhtml": "<h1>One</h1><p>The text.</p>"})
    assert body(result) == "## One\n\nThe text.\n"
    assert [left["text"] for left in result.report["words"]["left_out"]] == ["Bread", "Ann Ames"]
    proved(result)


def test_italics_of_a_stylesheet() -> None:
    item = '<item id="css" href="s.css" media-type="text/css"/>'
    css = ".c1 { font-style: italic } span.c2, .c3 { font-variant: small-caps }"
    pages = {"a.xhtml": '<p>A <span class="c1">slow</span> <span class="c2">loaf</span>.</p>'}
    assert body(read(pages, "", item, s__css=css)) == "A *slow* [loaf]{.smallcaps}.\n"


def test_empty_anchors_swallow_nothing() -> None:
    result = read({"a.xhtml": '<p><a id="page1"/>One.</p><p>Two <a id="page2"/>three.</p>'})
    assert body(result) == "One.\n\nTwo three.\n"
    proved(result)


def test_a_page_that_is_no_xml_is_read_as_browsers_do() -> None:
    result = read({"a.html": "<p>One<br>two & three<p>Four"})
    assert body(result) == "One\\\ntwo & three\n\nFour\n"
    proved(result)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped({"mimetype": "application/epub+zip"}), "no package document"),
        (book({}), "no page in its spine"),
        (
            book({"a.xhtml": ""}, a__xhtml='<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>'),
            "declares entities of its own",
        ),
        (
            zipped({"META-INF/container.xml": CONTAINER, "META-INF/encryption.xml": "<EncryptedData/>"}),
            "it is encrypted",
        ),
        (book({"a.xhtml": "<p>x</p>"}, b__xhtml=bytes(30_000_000)), "would unpack to"),
    ],
)
def test_what_cannot_be_a_book_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(PressError, match=why):
        imported(data, "bread.epub")


def test_a_picture_of_another_folder_is_none() -> None:
    result = read({"a.xhtml": '<p>Text.</p><p><img src="../../../../etc/passwd" alt="x"/></p>'})
    assert result.pictures == ()
    assert [finding.code for finding in result.findings if finding.code == "image-missing"] == ["image-missing"]


def test_a_page_that_the_spine_names_and_the_file_lacks_is_an_error() -> None:
    whole = zipfile.ZipFile(io.BytesIO(book({"a.xhtml": "<p>Bread rose.</p>", "b.xhtml": "<p>It fell.</p>"})))
    torn = zipped({name: whole.read(name) for name in whole.namelist() if not name.endswith("b.xhtml")})
    result = imported(torn, "bread.epub")
    lost = [finding for finding in result.findings if finding.code == "fidelity"]
    assert [f.message.partition(",")[0] for f in lost] == ["the spine names “OEBPS/b.xhtml”"]
    assert body(result) == "Bread rose.\n"


def test_pages_beside_the_spine_give_their_notes_and_are_listed() -> None:
    items = '<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/>'
    text = """<p>Bread rose.<sup><a id="r1" href="z.xhtml#n1">1</a></sup></p>"""
    beside = """<p>Never bound in.</p><p id="n1"><a href="a.xhtml#r1">1</a> See Miller.</p>"""
    result = read({"a.xhtml": text}, "", items, z__xhtml=page(beside))
    assert body(result) == "Bread rose.[^1]\n\n[^1]: See Miller.\n"
    left = [(part["text"], part["why"]) for part in result.report["words"]["left_out"]]
    assert left == [("Never bound in.", "its page is not in the spine (3 words)")]
    proved(result)


def said(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings]


def left(result: Imported) -> list[str]:
    return [str(part["text"]) for part in result.report["words"]["left_out"]]


def titled(page: str, metadata: str = "") -> Imported:
    whole = f'<section epub:type="titlepage">{page}</section>'
    return read({"t.xhtml": whole, "a.xhtml": "<h1>Flour</h1><p>It rose.</p>"}, metadata=metadata)


def test_what_a_title_page_has_beyond_the_package_becomes_front_matter() -> None:
    page = """<p class="kicker">Food</p><h1 class="title">Bread</h1><p class="subtitle">A history of crumbs</p>
        <p class="standfirst">What the <em>miller</em> kept</p><p class="author">Ann Ames</p>
        <p>Translated by Bob Barr</p><p class="date">3 February 2001</p><p class="publisher">The Oven Press</p>
        <p class="copyright">All rights with the bakers</p><img src="oven.png" alt=""/>"""
    result = titled(page)
    wanted = """---
title: Bread
subtitle: A history of crumbs
kicker: Food
standfirst: What the *miller* kept
author: Ann Ames
translator: Bob Barr
date: 2001-02-03
lang: en-GB
publisher: The Oven Press
rights: All rights with the bakers
---

## Flour

It rose.
"""
    assert result.markdown == wanted
    assert "the title page is left out, and the front matter says what it says" in said(result)
    proved(result)


@pytest.mark.parametrize(
    ("page", "metadata", "subtitle"),
    [
        ("<h1>Bread</h1><h2>A history</h2><p>Ann Ames</p>", "", "A history"),
        ("<h1>Bread</h1><h2>Ann Ames</h2><h2>A history</h2>", "", ""),
        ('<p class="half-title">Bread</p>', '<dc:title id="s">A history</dc:title>' + REFINED, "A history"),
    ],
)
def test_a_subtitle_is_told_by_its_place_or_by_the_package(page: str, metadata: str, subtitle: str) -> None:
    result = titled(page, metadata)
    assert (f"\nsubtitle: {subtitle}\n" in result.markdown) == bool(subtitle)
    assert "Ann Ames" not in body(result)
    proved(result)


def test_a_title_that_the_package_has_with_its_subtitle_is_parted() -> None:
    page = '<section epub:type="titlepage"><h1>Bread</h1><p>A history</p></section>'
    given = zipfile.ZipFile(io.BytesIO(book({"t.xhtml": page, "a.xhtml": "<p>It rose.</p>"})))
    longer = {
        name: given.read(name).replace(b"<dc:title>Bread<", b"<dc:title>Bread: a history<") for name in given.namelist()
    }
    result = imported(zipped(longer), "bread.epub")
    assert result.markdown.startswith("---\ntitle: Bread\nsubtitle: A history\nauthor: Ann Ames\n")
    proved(result)


def test_what_of_a_title_page_has_no_place_is_said() -> None:
    result = titled("<h1>Bread</h1><p>Ann Ames</p><p>With eleven woodcuts</p>")
    assert "the title page has “With eleven woodcuts”, which is not in the front matter" in said(result)
    assert "With eleven woodcuts" in left(result)
    proved(result)
