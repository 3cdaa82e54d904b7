"""A saved page's article among its menus: what is kept, what is left out, and that nothing goes unsaid."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved

LONG = "The loaf rose in the night, and nobody saw it, for everybody slept as bakers sleep, with one eye open."


def page(content: str, head: str = "", language: str = "en-GB") -> Imported:
    return imported(
        f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{content}</body></html>', "b.html"
    )


def left(result: Imported) -> dict[str, str]:
    return {part["text"]: part["why"] for part in result.report["words"]["left_out"]}


def test_menus_scripts_and_buttons_are_left_out_and_listed() -> None:
    result = page(
        f"""<header><a href="/">The Oven</a></header><nav><a href="/a">Archive</a></nav><script>var x = "loud"</script>
        <main><article><h1>Bread</h1><p>{LONG}</p><div class="share-buttons"><a href="x">Tweet</a></div><p>{LONG}</p>
        <aside>Buy a mug</aside><p style="display:none">Hidden words</p></article>
        <div class="comments"><p>First!</p></div></main><footer>All rights</footer>"""
    )
    assert body(result) == f"{LONG}\n\n{LONG}\n"
    assert left(result) == {
        "The Oven": "it stands outside the article",
        "Archive": "it stands outside the article",
        "First!": "it stands outside the article",
        "All rights": "it stands outside the article",
        "Tweet": "it is named “share”",
        "Buy a mug": "it is a menu or stands beside the text",
        "Hidden words": "it is hidden in the page",
    }
    proved(result)


def test_what_holds_much_of_the_text_stays_whatever_its_name() -> None:
    result = page(f'<div class="content"><div class="comments"><p>{LONG}</p><p>{LONG}</p></div><p>Short.</p></div>')
    assert body(result) == f"{LONG}\n\n{LONG}\n\nShort.\n"
    proved(result)


def test_a_quotations_footer_says_whose_words_they_are() -> None:
    result = page(f"<article><p>{LONG}</p><blockquote><p>It rose.</p><footer>— Ann</footer></blockquote></article>")
    assert body(result) == f"{LONG}\n\n> It rose.\n>\n> — Ann\n"
    proved(result)


def test_a_paragraph_named_a_footer_is_left_out_and_a_quotations_stays() -> None:
    quoted = '<blockquote><p>Bread is dear.</p><p class="blockquote-footer">Ann Ames</p></blockquote>'
    foot = '<p class="footer"><a href="/">Archive</a></p><p class="updat">Last updated on 3 May 2009</p>'
    result = page(f"<p>{LONG}</p>{quoted}{foot}")
    assert left(result) == {"Archive": "it is named a footer", "Last updated on 3 May 2009": "it is named “updat”"}
    assert "Ann Ames" in body(result)
    proved(result)


def test_notes_that_call_themselves_footers_stay() -> None:
    """As Wikidot does."""
    notes = "".join(f'<div class="footnote-footer" id="footnote-{n}">{n}. See Miller {n}.</div>' for n in (1, 2))
    result = page(f'<p>{LONG}<sup class="footnoteref">1</sup> {LONG}<sup>2</sup></p>{notes}')
    assert body(result).endswith("[^1]: See Miller 1.\n\n[^2]: See Miller 2.\n")
    proved(result)


@pytest.mark.parametrize("name", ["social-history", "comment-on-ann", "related-work"])
def test_a_name_that_holds_a_menus_name_says_nothing_of_prose(name: str) -> None:
    prose = f"{LONG} So did the rolls."
    result = page(f'<article><p>{LONG}</p><p>{LONG}</p><div class="{name}"><p>{prose}</p></div><p>{LONG}</p></article>')
    assert prose in body(result)
    links = "".join(f'<a href="/{n}">{LONG}</a>' for n in range(2))
    menu = page(f"<article>{f'<p>{LONG}</p>' * 9}<div class='{name}'><p>{links}</p></div></article>")
    assert list(left(menu).values()) == [f"it is named “{name.split('-', maxsplit=1)[0]}”"]


def test_notes_outside_the_article_come_along() -> None:
    result = page(
        f"""<article><p>{LONG}<a href="#n1" id="r1"><sup>1</sup></a></p></article><div id="sidebar"><p>Adverts</p></div>
        <div class="footnotes"><h2>Notes</h2><p id="n1"><a href="#r1">1</a> See Miller.</p></div>"""
    )
    assert body(result) == f"{LONG}[^1]\n\n[^1]: See Miller.\n"
    assert left(result)["Adverts"] == "it stands outside the article"
    assert left(result)["Notes"] == "it stands outside the article"
    proved(result)


def test_what_the_page_says_of_itself() -> None:
    head = """<title>Bread | The Oven</title><meta property="og:title" content="Bread"><meta name="author"
            content="Ann Ames">
        <meta property="article:published_time" content="2026-11-24T10:00:00Z"><meta property="og:site_name"
        content="The Oven"><link rel="canonical" href="https://example.org/bread">"""
    content = f'<h1>Bread</h1><p class="subtitle">What rose</p><div class="byline">By Ann Ames</div><p>{LONG}</p>'
    result = page(content, head)
    assert result.markdown == (
        "---\ntitle: Bread\nsubtitle: What rose\nauthor: Ann Ames\ndate: 2026-11-24\nlang: en-GB\npublisher: The Oven\n"
        f"url: 'https://example.org/bread'\n---\n\n{LONG}\n"
    )
    assert left(result) == {"By Ann Ames": "written as author"}
    proved(result)


BYLINES = {
    "By <a href='#'>Ann Ames</a> on June 3, 2019": ("Ann Ames", "2019-06-03"),
    "By Ann Ames and Bo Barr | 3 June 2019": ("['Ann Ames', 'Bo Barr']", "2019-06-03"),
    "Posted on June 3, 2019 by Ann Ames": ("Ann Ames", "2019-06-03"),
    "Ann Ames, 2019-06-03": ("Ann Ames", "2019-06-03"),
    "By Ann Ames · June 2019": ("Ann Ames", "2019-06"),
    "June 3, 2019": ("", "2019-06-03"),
    "By Ann Aaron": ("Ann Aaron", ""),
    "By Ann Ames on Tuesday": ("Ann Ames on Tuesday", ""),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_names_the_author_and_the_day(byline: str) -> None:
    author, date = BYLINES[byline]
    result = page(f'<h1>Bread</h1><p class="byline">{byline}</p><p>{LONG}</p>')
    front = "title: Bread\n" + (f"author: {author}\n" if author else "") + (f"date: {date}\n" if date else "")
    assert result.markdown == f"---\n{front}lang: en-GB\n---\n\n{LONG}\n"
    proved(result)


def test_what_the_head_says_goes_before_a_byline() -> None:
    head = '<meta name="author" content="Ann Ames"><meta property="article:published_time" content="2019-06-03">'
    result = page(f'<h1>Bread</h1><p class="byline">By the editors on June 9, 2019</p><p>{LONG}</p>', head)
    assert "author: Ann Ames\ndate: 2019-06-03\n" in result.markdown


@pytest.mark.parametrize(("more", "why"), [("", "written as"), ("<p>A free page</p>", "it stands outside the article")])
def test_what_stands_above_the_article_and_is_front_matter_is_not_gone(more: str, why: str) -> None:
    head = f'<header><h1>Bread</h1><p class="byline">By Ann Ames on June 3, 2019</p>{more}</header>'
    result = page(f'<article>{head}<div class="entry-content"><p>{LONG}</p><p>{LONG}</p></div></article>')
    assert result.markdown.startswith("---\ntitle: Bread\nauthor: Ann Ames\ndate: 2019-06-03\n")
    assert [left["why"].startswith(why) for left in result.report["words"]["left_out"]] == [True]
    proved(result)


def test_links_that_are_no_notes_stay_links() -> None:
    result = page(
        f"""<p>See <a href="#part2">2</a> and <a href="https://e.org">1</a>. {LONG}</p><p id="part2">Part two has
            its own
        say. <a href="#top">up</a></p>"""
    )
    assert "[^" not in result.markdown
    assert "[2](#part2)" in result.markdown
    assert "[]{#part2}Part two" in result.markdown
    proved(result)


def test_a_note_called_twice_and_one_called_within_another() -> None:
    result = page(
        f"""<p>{LONG}<sup><a href="#n1" id="a">1</a></sup> Again.<sup><a href="#n1">1</a></sup></p>
        <p id="n1"><a href="#a">1</a>. See Miller.<sup><a href="#n2" id="b">2</a></sup></p>
        <p id="n2"><a href="#b">2</a>. Inner.</p>"""
    )
    assert body(result) == f"{LONG}[^1][^2] Again.[^1]\n\n[^1]: See Miller.\n\n[^2]: Inner.\n"
    assert [finding.code for finding in result.findings].count("note-nested") == 1
    proved(result)


@pytest.mark.parametrize(
    ("data", "taken"),
    [
        ("<p>na\u00efve “q”</p>".encode("windows-1252"), "Windows-1252"),
        ('<meta charset="koi8-r"><p>\u0445\u043b\u0435\u0431</p>'.encode("koi8-r"), "koi8-r"),
        ("<p>na\u00efve</p>".encode("utf-16"), "UTF-16"),
    ],
)
def test_encodings(data: bytes, taken: str) -> None:
    result = imported(data, "b.html")
    assert "\ufffd" not in result.markdown
    assert any(taken in finding.message for finding in result.findings)
    assert any(word in result.markdown for word in ("naïve", "хлеб"))
    proved(result)


def test_attributes_outside_the_allow_list_are_dropped_and_counted() -> None:
    result = page(f'<p onclick="x()">{LONG} <span style="color:red" class="big" lang="fr">un mot</span></p>')
    assert "[un mot]{lang=fr}" in result.markdown
    assert "onclick" not in result.markdown
    said = [finding.message for finding in result.findings if finding.message.endswith("is not in the manuscript")]
    assert said == ["“un mot” has a look of its own (colour, size, type or place), which is not in the manuscript"]


def test_what_several_passages_lose_is_said_by_their_first_words() -> None:
    words = " ".join(f'<span style="color: red">word {n}</span>' for n in range(3))
    result = page(f'<div class="all"><p>{LONG * 40} {words}</p><p class="x">{LONG} <span class="y">so</span></p></div>')
    said = [finding.message for finding in result.findings if finding.message.endswith("is not in the manuscript")]
    assert len(said) == 1
    assert said[0].startswith("3 passages, first “word 0”, have a look of its own")


def test_the_paragraphs_of_a_passage_are_quoted_apart() -> None:
    result = page(f'<p>{LONG}</p><div style="color: red"><h2>Salt</h2><p>It <i>was</i> dear.</p><p>So.</p></div>')
    said = [finding.message for finding in result.findings if finding.message.endswith("is not in the manuscript")]
    assert [message.partition("”")[0] for message in said] == ["“Salt It was dear. So."]


def test_links_that_could_do_harm_become_words() -> None:
    result = page(f'<p>{LONG} <a href="javascript:alert(1)">press</a> <a href="/local">here</a></p>')
    assert body(result) == f"{LONG} press here\n"


def messages(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings]


@pytest.mark.parametrize("name", ["social", "share", "related", "comments", "tag"])
def test_a_sentence_stays_whatever_word_its_class_is(name: str) -> None:
    words = "The baker’s share was a loaf a day."
    result = page(f'<article><h1>Bread</h1><p>{LONG}</p><p class="{name}">{words}</p><p>{LONG}</p></article>')
    assert body(result) == f"{LONG}\n\n{words}\n\n{LONG}\n"
    assert f"“{words}” stays, a sentence of its own, though the page names it “{name}”" in messages(result)
    proved(result)


@pytest.mark.parametrize(
    "element",
    [
        '<p class="share">Share this loaf with all your friends.</p>',
        '<p class="social">We are on <a href="x">all of the networks</a> today.</p>',
        '<p class="newsletter">The letter of the bakers comes each week.</p>',
        '<div class="related"><p>Water is what bread is made with.</p></div>',
        '<p class="tags">bread, water, salt</p>',
        '<div class="related-posts"><h3>Water</h3><p>Water is what bread is made with.</p></div>',
    ],
)
def test_what_a_page_asks_of_its_readers_goes(element: str) -> None:
    result = page(f"<article><h1>Bread</h1><p>{LONG}</p>{element}<p>{LONG}</p></article>")
    assert body(result) == f"{LONG}\n\n{LONG}\n"
    proved(result)


@pytest.mark.parametrize(
    "element",
    [
        '<div class="related-note">The price of salt is another matter.</div>',
        '<section class="comments-on-salt"><p>The price of salt is another matter.</p></section>',
    ],
)
def test_a_part_of_a_name_says_nothing_of_a_sentence(element: str) -> None:
    result = page(f"<article><h1>Bread</h1><p>{LONG}</p>{element}<p>{LONG}</p></article>")
    assert body(result) == f"{LONG}\n\nThe price of salt is another matter.\n\n{LONG}\n"
    proved(result)


def test_an_epigraph_that_stands_beside_the_text_is_one() -> None:
    aside = '<aside class="epigraph"><p>All roads are salt.</p><p>— A carrier</p></aside>'
    result = page(f"<article><h1>Bread</h1>{aside}<p>{LONG}</p><p>{LONG}</p><p>{LONG}</p></article>")
    assert body(result).startswith("::: epigraph\nAll roads are salt.\n\n— A carrier\n:::\n\n")
    proved(result)
