"""Saved pages of what people publish with: the title, the byline, notes in their own shapes, what is no article."""

import pytest

from tests.importers.desk import body, imported, proved

LONG = "The oven was warm, and the bakers of the street were up before it was light, as their fathers had been. " * 3
LINE = LONG.strip()
SEE = "[^1]: See Miller.\n"
PAGES = {
    "Google Docs": (
        f"""<html><head><style>.c2{{font-style:italic}}</style></head><body class="doc-content"><p
        class="c4 title"><span>
        Bread</span></p><p class="subtitle"><span>What it is</span></p><p><span>{LONG}It </span><span
        style="font-weight:700">rose</span><span class="c2"> high</span>.<sup><a href="#ftnt1"
        id="ftnt_ref1">[1]</a></sup>
        <sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><hr><div><p><a href="#ftnt_ref1"
        id="ftnt1">[1]</a><span>
        See Miller.</span></p></div><div><p><a href="#cmnt_ref1"
        id="cmnt1">[a]</a><span>Is this so?</span></p></div></body>
        </html>""",
        "title: Bread\nsubtitle: What it is\n",
        f"{LONG}It **rose** *high*.[^1]\n\n{SEE}",
        [],
    ),
    "Wikipedia": (
        f"""<head><title>Bread - Wikipedia</title></head><main><h1>Bread</h1><div class="mw-parser-output"><div
        class="hatnote">See also.
        </div><p>{LONG}<sup id="cite_ref-a"><a href="#cite_note-a">[note 1]</a></sup></p><h2>Notes</h2><ol
        class="references"><li id="cite_note-a"><span class="mw-cite-backlink">^ <a
        href="#cite_ref-a"><sup><i>a</i></sup>
        </a></span> See Miller.</li></ol><div class="navbox">Breads</div></div></main>""",
        "title: Bread\n",
        f"{LONG}[^1]\n\n{SEE}",
        ["Bread", "Breads", "Notes", "See also."],
    ),
    "WordPress with notes beside": (
        f"""<head><title>Bread | A blog</title></head><div id="cookie-bar">Cookies?</div><div
        id="content"><article class="post"><h1>Bread
        </h1><div class="entry-meta">2 May</div><div class="entry-content"><p>{LONG}It rose.<sup
        class="modern-footnotes-footnote"><a role="button">1</a></sup><span
        class="modern-footnotes-footnote__note">See
        Miller.</span> Again.</p></div></article><div id="comments"
        class="comments-area"><p>{LONG}{LONG}</p></div></div>""",
        "title: Bread\n",
        f"{LONG}It rose.[^1] Again.\n\n{SEE}",
        ["2 May", "Bread", "Cookies?", f"{LONG}{LINE}"],
    ),
    "WordPress's own notes": (
        f"""<head><title>Bread</title></head><body><main><h1>Bread</h1><p>{LONG}It rose.<sup class="fn"><a
        id="a1-link" href="#a1">1</a>
        </sup></p><ol class="wp-block-footnotes"><li id="a1">See Miller. <a
        href="#a1-link">↩︎</a></li></ol></main></body>""",
        "title: Bread\n",
        f"{LONG}It rose.[^1]\n\n{SEE}",
        [],
    ),
    "Substack": (
        f"""<head><title>Bread - by Ada Quill</title></head><article class="post"><h1>Bread</h1><h3
        class="subtitle">What it is</h3><div
        class="byline">Ada Quill</div><div class="available-content"><p>{LONG}It rose.<a class="footnote-anchor"
        data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1">1</a></p><div
        class="subscription-widget">Subscribe</div><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1"
        class="footnote-number">1</a><div class="footnote-content"><p>See Miller.</p></div></div></div></article>""",
        "title: Bread\nsubtitle: What it is\nauthor: Ada Quill\n",
        f"{LONG}It rose.[^1]\n\n{SEE}",
        ["Ada Quill", "Bread", "Subscribe", "What it is"],
    ),
    "Medium": (
        f"""<head><title>Bread. What it is | by Ada Quill</title><meta name="author"
        content="Ada Quill"></head><div><a
        href="/in">Sign in</a></div><article><h1>Bread</h1><div><div>Ada Quill</div><button>Follow</button>
        <div>5 min read</div></div><p>{LONG}It rose.[1]</p><p>{LONG}</p><p>[1] See Miller.</p></article>
        <div>Recommended</div>""",
        "title: Bread\nauthor: Ada Quill\n",
        f"{LONG}It rose.[^1]\n\n{LINE}\n\n{SEE}",
        ["5 min read", "Ada Quill", "Follow", "Recommended", "Sign in"],
    ),
    "Tufte's notes at the side": (
        f"""<head><title>Bread</title></head><article><h1>Bread</h1><p>{LONG}It rose.<label for="s1"
        class="margin-toggle
        sidenote-number"></label><input type="checkbox" id="s1" class="margin-toggle"><span
        class="sidenote">See Miller.
        </span> Again.</p></article>""",
        "title: Bread\n",
        f"{LONG}It rose.[^1] Again.\n\n{SEE}",
        [],
    ),
}


@pytest.mark.parametrize("maker", PAGES)
def test_pages_of_many_makers(maker: str) -> None:
    page, front, text, left = PAGES[maker]
    result = imported(page, "bread.html")
    assert result.markdown.startswith(f"---\n{front}")
    assert body(result) == text
    words = result.report["words"]["left_out"]
    assert sorted(" ".join(piece["text"].split()) for piece in words) == sorted(map(str.strip, left))
    proved(result)


def test_comments_of_a_google_document_are_said() -> None:
    said = [finding.message for finding in imported(PAGES["Google Docs"][0], "bread.html").findings]
    assert any(message.endswith("”: “Is this so?”") for message in said)


def test_what_readers_wrote_is_no_article_however_long() -> None:
    readers = f'<div class="comments"><p>{LONG}</p><p>{LONG}{LONG}</p></div>'
    result = imported(
        f"<head><title>Bread</title></head><div class='content'><p>{LONG}</p>{readers}</div>", "bread.html"
    )
    assert body(result) == f"{LINE}\n"
    proved(result)
