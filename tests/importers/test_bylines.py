"""What stands between the title of a saved page and its text: subtitle, byline, day and the time that it takes."""

import pytest

from pressbuild.importers import Imported
from tests.importers.desk import body, imported, proved

LONG = "The oven was warm, and the bakers of the street were up before it was light, as their fathers had been. " * 3
LINE = LONG.strip()
META = '<meta property="og:title" content="Bread and water"><meta name="author" content="Ada Quill">'
SUBSTACK = f"""<html lang="en"><head><title>Bread and water - by Ada Quill - The Oven</title>{{meta}}</head><body>
<div class="topbar"><a href="/">The Oven</a></div><div class="single-post"><article class="newsletter-post post">
<div role="region" class="post-header"><h1 dir="auto" class="post-title published title-X7">Bread and water</h1>
<h3 dir="auto" class="subtitle subtitle-HE">What it is</h3><div class="pencraft"><div class="byline-wrapper-Qr"><div
class="profile-img"><a href="/@ada"><img src="ada.png" alt="Ada Quill's avatar"></a></div><div class="pencraft"><div
class="meta-Eg"><a href="/@ada">Ada Quill</a></div><div class="meta-Eg">May 01, 2024</div></div></div><div
class="post-ufi"><a role="button"><div class="label">12</div></a><button>Share</button></div></div></div><div
class="available-content"><div dir="auto" class="body markup"><p>{LONG}</p><p>{LONG}</p></div></div></article></div>
</body></html>"""
MEDIUM = f"""<html lang="en"><head><title>Bread and water. What it is | by Ada Quill | Medium</title>{{meta}}</head>
<body><a href="/m/signin">Sign in</a><article><section><div><div><div><h1 class="pw-post-title ht"
data-testid="storyTitle">Bread and water</h1></div><div><h2 class="pw-subtitle-paragraph iw">What it is</h2><div><div
class="speechify-ignore ab"><a href="/@ada"><img alt="Ada Quill" src="a.png" data-testid="authorPhoto"></a><div><span
class="be"><a data-testid="authorName" href="/@ada">Ada Quill</a></span><span aria-hidden="true"><span>·</span></span>
<p class="be"><button>Follow</button></p></div><div><span class="be"><div class="ab"><span
data-testid="storyReadTime">5 min read</span><div aria-hidden="true"><span>·</span></div><span
data-testid="storyPublishDate">May 1, 2024</span></div></span></div></div><div><button>Listen</button></div></div></div>
<p class="pw-post-body-paragraph">{LONG}</p><p class="pw-post-body-paragraph">{LONG}</p></div></div></section>
</article></body></html>"""
WORD = f"""<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<title>Untitled</title></head><body lang=EN-GB><div class=WordSection1>{{title}}<p class=MsoSubtitle>What it is</p><p
class=MsoNormal>by Ada Quill</p><p class=MsoTocHeading>Contents</p><p class=MsoToc1>Of yeast 1</p><h1>Of yeast</h1><p
class=MsoNormal>{LONG}</p><p class=MsoQuote>{LONG}</p><h2>More</h2><p class=MsoNormal>{LONG}</p></div></body></html>"""
HEAD = "---\ntitle: Bread and water\nsubtitle: What it is\nauthor: Ada Quill\n"


def read(page: str) -> Imported:
    result = imported(page, "bread.html")
    proved(result)
    return result


@pytest.mark.parametrize("meta", ["", META])
@pytest.mark.parametrize("page", [SUBSTACK, MEDIUM])
def test_title_byline_and_day_are_front_matter_once(page: str, meta: str) -> None:
    result = read(page.format(meta=meta))
    assert result.markdown == f"{HEAD}date: 2024-05-01\n---\n\n{LINE}\n\n{LINE}\n"
    assert not [finding.message for finding in result.findings if "ada.png" in finding.message]


@pytest.mark.parametrize(
    "title",
    [
        "<p class=MsoTitle>Bread and water</p>",
        "<p class=MsoTitleCxSpFirst>Bread</p><p class=MsoTitleCxSpLast>and water</p>",
    ],
)
def test_styles_of_a_page_that_word_has_saved(title: str) -> None:
    result = read(WORD.format(title=title))
    assert result.markdown == f"{HEAD}---\n\n## Of yeast\n\n{LINE}\n\n> {LINE}\n\n### More\n\n{LINE}\n"
    left = [part["text"] for part in result.report["words"]["left_out"] if "contents" in part["why"]]
    assert left == ["Contents", "Of yeast 1"]


@pytest.mark.parametrize(
    ("between", "front", "text"),
    [
        ("<p>By the river stood a mill that nobody had seen at work.</p>", "", "By the river stood a mill that nobody"),
        ("<p>A remark of the house.</p><p>by Ada Quill</p>", "", "A remark of the house.\n\nby Ada Quill"),
        ("<p>12</p>", "", "12"),
        ("<div><p>by Ada Quill</p><p>May 2024</p></div>", "author: Ada Quill\ndate: 2024-05\n", ""),
        ("<div class=byline>By <a>Ada Quill</a> and <a>Bo Crumb</a> on <time>2 May 2024</time></div>", "", ""),
        ("<p>May 2024</p><p>by the miller and his man</p>", "date: 2024-05\n", "by the miller and his man"),
    ],
)
def test_the_first_piece_that_is_not_known_begins_the_text(between: str, front: str, text: str) -> None:
    page = f"<head><title>Bread</title></head><article><h1>Bread</h1>{between}<p>{LONG}</p></article>"
    result = read(page)
    if "Bo Crumb" in between:
        front = "author: [Ada Quill, Bo Crumb]\ndate: 2024-05-02\n"
    assert f"---\ntitle: Bread\n{front}---\n" in result.markdown.replace("'", "").replace('"', "")
    assert body(result).startswith(text or LINE)


def test_a_picture_that_shows_something_else_stays() -> None:
    page = MEDIUM.format(meta="").replace('alt="Ada Quill"', 'alt="An oven"')
    said = [finding.message for finding in read(page).findings]
    assert any("“An oven”" in message for message in said)
    assert "the picture of Ada Quill beside the byline is left out" not in said


BARE_MEDIUM = f"""<html lang="en"><head><title>Bread and water | by Ada Quill | Medium</title></head><body><article>
<section><div><h1>Bread and water</h1><h2 class="pw-subtitle-paragraph">What it is</h2><div><div><span><a
href="/@ada">Ada Quill</a></span><span>·</span><button>Follow</button></div><div><span>5 min read</span><span>·</span>
<span>May 1, 2024</span></div></div><div><div>1.2K</div><div>2</div></div><p>{LONG}</p><p>{LONG}</p></div></section>
</article></body></html>"""
LIBRARY = f"""<html lang="en"><head><title>Bread and water | The Library</title></head><body><div id="preamble">
<h2 class="lib-text-author">Ada Quill</h2><h1 class="lib-text-title">Bread and water</h1>
<h2 class="lib-text-subtitle">What it is</h2><h3 class="lib-text-date">1911</h3></div>
<div id="thework"><p>{LONG}</p><p>{LONG}</p></div><div id="impressum"><div>Ada Quill</div><div>1911</div></div>
</body></html>"""


def test_counts_of_readers_go_and_an_author_whom_the_pages_title_names_is_known() -> None:
    result = read(BARE_MEDIUM)
    assert result.markdown == f"{HEAD}date: 2024-05-01\n---\n\n{LINE}\n\n{LINE}\n"
    left = {part["text"]: part["why"] for part in result.report["words"]["left_out"]}
    assert left["1.2K"] == left["2"] == "it counts readers"
    assert left["5 min read"] == "it says how long the text is"


def test_what_stands_above_a_title_and_says_what_it_is() -> None:
    result = read(LIBRARY)
    assert result.markdown == f"{HEAD}date: 1911\n---\n\n{LINE}\n\n{LINE}\n"
    left = {part["text"]: part["why"] for part in result.report["words"]["left_out"]}
    assert left["Ada Quill"] == "written as author"
    assert left["1911"] == "written as date"
    assert any(why == "it is named “impressum”" for why in left.values())


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h1>The Oven</h1><div class=post><h3 class='post-title entry-title'>Bread</h3>{}</div>", "Bread"),
        ("<h1>The Oven</h1><div class=post><h2>A loaf</h2>{}</div>", "The Oven"),
        ("<h1>The Oven</h1><h3 class=post-title>Bread</h3>{}<h3 class=post-title>Salt</h3>", "The Oven"),
        ("<h1>The Oven</h1><h3 class=post-title>Salt</h3>{}", "The Oven"),
        ("<h1>The Oven</h1>{}<h3 class=post-title>Rea</h3>", "The Oven"),
        ("<article><h2>News</h2><h1>The Oven</h1>{}</article>", "The Oven"),
    ],
)
def test_a_works_title_below_the_name_of_its_site(head: str, title: str) -> None:
    page = head.format(f"<div class='entry-content'><p>{LONG}</p><p>{LONG}</p></div>")
    result = read(f"<head><title>The Oven: Bread</title></head><body>{page}</body>")
    assert result.markdown.startswith(f"---\ntitle: {title}\n---\n")


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Bread - by Ada Quill - The Oven", "author: Ada Quill\n"),
        ("Bread | by Ada Quill and Bo Crumb | Medium", "author: ['Ada Quill', 'Bo Crumb']\n"),
        ("Bread - by hand - The Oven", ""),
        ("Bread - by Ada Quill", ""),
    ],
)
def test_an_author_in_a_pages_title(said: str, author: str) -> None:
    front = read(f"<head><title>{said}</title></head><h1>Bread</h1><p>{LONG}</p>").markdown.split("---\n")[1]
    assert front == f"title: Bread\n{author}"


def test_an_archives_title_is_the_author_and_the_heading_below_it_the_work() -> None:
    page = "<html lang=en><head><title>Ada Quill: On Rye (1911)</title></head><body>{}</body></html>"
    above = "<p class=title>Ada Quill</p><h3>On Rye</h3>"
    result = read(page.format(f"{above}<p>{LONG}</p><h4>Of ovens</h4><p>{LONG}</p>"))
    assert result.markdown == f"---\ntitle: On Rye\nauthor: Ada Quill\n---\n\n{LINE}\n\n## Of ovens\n\n{LINE}\n"
    other = read(page.format(f"<p class=title>Ada Quill</p><h3>Of ovens</h3><p>{LONG}</p>"))
    assert other.markdown.startswith("---\ntitle: Ada Quill\n---\n\n## Of ovens\n")


def test_a_by_that_a_box_parts_from_the_name_is_none_of_it() -> None:
    result = read(f'<article><h1>Bread</h1><p class="byline">By<a href="/a">Ann Ames</a></p><p>{LONG}</p></article>')
    assert "\nauthor: Ann Ames\n" in result.markdown
    proved(result)


def test_a_title_and_its_author_in_the_head_of_the_article_itself() -> None:
    head = '<header><h3 class="article-author">Ann Ames</h3><h1 class="article-title">BREAD</h1></header>'
    text = f'<div class="article-body"><h2>Flour</h2><p>{LONG}</p><p>{LONG}</p></div>'
    result = read(f"<head><title>Ames, On bread, No. 12</title></head><article>{head}{text}</article>")
    assert result.markdown.startswith("---\ntitle: BREAD\nauthor: Ann Ames\n---\n\n## Flour\n")
    proved(result)
