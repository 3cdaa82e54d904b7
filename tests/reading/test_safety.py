"""What a manuscript may not do: script, foreign schemes, attributes and ids that are none of its business."""

import re
from pathlib import Path

import pytest

import pressbuild
from pressbuild.binders import cover, pdf
from pressbuild.document import CodeBlock, Emph, Link, Span, Text
from pressbuild.reading.attributes import CLASSES, GENERATED, RESERVED, anchor
from pressbuild.tree import everything, plain, walk
from tests.desk import blocks, codes, document, inlines


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x></SCRIPT>",
        "<iframe src='https://e.org'></iframe>",
        "<object data=x></object>",
        "<embed src=x>",
        "<svg><script>1</script></svg>",
        "<math><mi>x</mi></math>",
        "<style>p { color: red }</style>",
        "<link rel=stylesheet href=x>",
        "<meta http-equiv=refresh content=0>",
        "<base href=x>",
        "<form><input></form>",
        "<img src=x onerror=alert(1)>",
        "<video src=x></video>",
        '<div onclick="x()">a</div>',
        '<p style="position:fixed">a</p>',
        '<div><a href="javascript:alert(1)">a</a></div>',
        '<div><a href="java&#10;script:alert(1)">a</a></div>',
        '<div><a href="data:text/html,x">a</a></div>',
        "<div><p>a</div>",
        "<div>",
        "</div>",
        "<table><tr><td>a</table>",
        "<div><script>alert(1)</script></div>",
        "<?php x ?>",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
        "<noscript><p>a</p></noscript>",
        "<template><p>a</p></template>",
        "<details><summary>a</summary>b</details>",
        "<x-custom>a</x-custom>",
        "<div><!-- <script> --><script>1</script></div>",
        '<h2 aria-label="x">a</h2>',
    ],
)
def test_raw_blocks_that_are_refused(html: str) -> None:
    found = codes(f"before\n\n{html}\n\nafter\n")
    assert found
    assert set(found) <= {"raw-html-unsafe", "link-unsafe"}
    assert "alert" not in plain(blocks(f"{html}\n"))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<span onclick=x>a</span>",
        '<b style="x">a</b>',
        "<img src=x onerror=alert(1)>",
        "<b>never closed",
        "closed</b> never opened",
        "<b><i>crossed</b></i>",
        "<a href='https://e.org'>a</a>",
        "<b/>",
        "<?x?>",
        "<![CDATA[x]]>",
    ],
)
def test_raw_inlines_that_are_refused(html: str) -> None:
    assert set(codes(f"before {html} after\n")) == {"raw-html-unsafe"}


@pytest.mark.parametrize("raw", ["`<script>`{=html}", "```{=html}\n<script>1</script>\n```", "`<b onclick=x>`{=html}"])
def test_raw_attributes_are_no_way_round(raw: str) -> None:
    assert codes(f"before\n\n{raw}\n") == ["raw-html-unsafe"]


@pytest.mark.parametrize("raw", ["`\\x`{=latex}", "```{=openxml}\n<w:p/>\n```"])
def test_raw_text_for_another_program(raw: str) -> None:
    assert codes(f"before\n\n{raw}\n") == ["raw-format"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div>one *two*</div>", "one *two*"),
        ("<div><p>one <em>two</em></p></div>", "one two"),
        ("<ul><li>one</li><li>two</li></ul>", "onetwo"),
        ("<dl><dt>one</dt><dd>two</dd></dl>", "onetwo"),
        ("<blockquote><p>one<br>two</p></blockquote>", "one two"),
        ('<div lang="fr"><p>one &amp; two</p></div>', "one & two"),
        ('<p><a href="https://e.org">one</a></p>', "one"),
        ("<pre><code>one\n  two</code></pre>", "one\n  two"),
    ],
)
def test_raw_blocks_that_are_allowed(html: str, words: str) -> None:
    work = document(html)
    assert codes(html) == []
    assert plain(work.blocks) == words


@pytest.mark.parametrize("element", "abbr cite del ins kbd mark s samp small u var em i strong b sub sup".split())
def test_raw_inlines_that_are_allowed(element: str) -> None:
    text = f"one <{element}>two *three*</{element}> four"
    assert codes(text) == []
    assert plain(blocks(text)) == "one two three four"
    inside = inlines(text)[1]
    assert Emph((Text("three"),)) in getattr(inside, "children", ())


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "<java\tscript:alert(1)>",
        "< javascript:alert(1)>",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "ftp://e.org",
        "other.html",
        "/etc/passwd",
        "//e.org/x",
        "",
    ],
)
def test_links_that_are_refused(target: str) -> None:
    text = f"x [a *b*]({target})"
    found = codes(text)
    assert "link-unsafe" in found
    assert set(found) <= {"link-unsafe", "not-text"}
    assert plain(blocks(text)) == "x a b"
    assert not [node for node in walk(blocks(text)) if isinstance(node, Link)]


@pytest.mark.parametrize(
    "target", ["http://e.org", "https://e.org/a?b=c&d#e", "mailto:a@e.org", "HTTPS://E.ORG", "#here"]
)
def test_links_that_are_allowed(target: str) -> None:
    assert codes(f"[x]({target}) [y]{{#here}}") == []


def test_autolinks_are_links_too() -> None:
    assert codes("<javascript:alert(1)> <https://e.org>") == ["link-unsafe"]


def test_a_link_to_no_place_is_found_where_it_stands() -> None:
    [finding] = [d for d in document("a\n\nb [c](#nowhere)\n").findings if d.code == "link-dangling"]
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 3)


@pytest.mark.parametrize(
    "attribute",
    [
        'onclick="x()"',
        'style="color: red"',
        "data-x=1",
        'title="x"',
        "role=button",
        "tabindex=1",
        'srcdoc="x"',
        'width="100vw"',
        'width="calc(1px)"',
        "dir=up",
        'lang="not a tag"',
        ".visually-hidden",
        ".noteref",
    ],
)
@pytest.mark.parametrize(
    "text", ["[x]{{{}}}", "::: {{{}}}\nx\n:::", "# x {{{}}}", "`x`{{{}}}", "![x](a.png){{{}}}", "``` {{{}}}\nx\n```"]
)
def test_attributes_that_are_refused(text: str, attribute: str) -> None:
    assert codes(text.format(attribute)) == ["attribute-refused"]


@pytest.mark.parametrize(
    "attribute",
    [
        "#i",
        ".c",
        "lang=fr",
        "dir=rtl",
        'cite="https://e.org"',
        "width=50%",
        "width=30.5mm",
        'alt="x"',
        'caption="x"',
        "first=x",
        "style=none",
    ],
)
def test_attributes_that_are_allowed(attribute: str) -> None:
    assert codes(f"[x]{{.term {attribute}}}") == []


@pytest.mark.parametrize(
    "identifier",
    """note-1 ref-1 ref-1-2 section-1 notes notes-heading contents page-3 cover title text toc work-title
    author-x""".split(),
)
def test_ids_of_authors_never_meet_generated_ones(identifier: str) -> None:
    work = document(f"[x]{{#{identifier}}} [y](#{identifier})\n")
    nodes = list(walk(everything(work)))
    [span] = [node for node in nodes if isinstance(node, Span)]
    [link] = [node for node in nodes if isinstance(node, Link)]
    assert span.attributes.id == f"author-{identifier}"
    assert link.target == f"#author-{identifier}"
    assert not [d for d in work.findings if d.code == "link-dangling"]


@pytest.mark.parametrize("identifier", ["figure-1", "whiskey", "notebook", "Note", "größe"])
def test_other_ids_stay(identifier: str) -> None:
    assert anchor(identifier) == identifier


SOURCE = Path(pressbuild.__file__).parent
TEMPLATES = SOURCE / "templates"
PROGRAM = [*(SOURCE / "xhtml").rglob("*.py"), *(SOURCE / "binders").glob("*.py")]
OFFERED = {
    "align-center",
    "align-right",
    "announced",
    "bibliography",
    "book",
    "math",
    "nickname",
    "sans",
    "scare",
    "smallcaps",
    "term",
    "verse",
}


def in_templates(pattern: str, *kinds: str) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*") if path.suffix in kinds]
    return {
        name
        for text in texts
        for found in re.findall(pattern, re.sub(r"{[{%].*?[%}]}", "", text))
        for name in found.split()
    }


def in_program(attribute: str) -> set[str]:
    """The ids or classes that the program's Python writes, without those that are put together."""
    pattern = rf'"{attribute}"(?:: |, )f?"([\w -]+)'
    return {
        name
        for path in PROGRAM
        for found in re.findall(pattern, path.read_text(encoding="utf-8"))
        for name in found.split()
    }


def test_every_id_of_the_program_is_its_own() -> None:
    selected = in_templates(r"(?m)^[^{]*#([a-z][\w-]*)[^{};]*\{", ".css")
    names = in_templates(r'(?<![\w-])id="([\w-]+)"', ".html", ".xhtml") | in_program("id") | selected
    assert {"title-page", "back-cover", "cover-open", "blurb", "sunk-text", "notes-heading", "contents-list"} <= names
    assert [name for name in sorted(names) if anchor(name) == name] == []


def test_every_class_of_the_program_is_its_own() -> None:
    selected = in_templates(r"(?<=[^\w{;:/])\.([a-z][\w-]*)(?=[^{};()]*\{)", ".css")
    names = in_templates(r'class="([\w -]+)"', ".html", ".xhtml") | in_program("class") | selected
    names |= {size.name for size in (*pdf.TITLE_SIZES, *pdf.DENSITIES, *cover.SIZES)}
    assert {"short", "dense", "bottom", "file", "line", "letter-end", "missing-picture", "kicker"} <= names
    taken = {name for name in names if not name.endswith("-")} - OFFERED - RESERVED
    assert sorted(taken - CLASSES) == []


def test_classes_of_authors_never_meet_the_program_s() -> None:
    [span] = [node for node in walk(everything(document("[x]{.short .bottom .mine}\n"))) if isinstance(node, Span)]
    assert span.attributes.classes == ("author-short", "author-bottom", "mine")


def test_the_language_of_code_is_no_class() -> None:
    [code] = [node for node in walk(everything(document("```text\nx\n```\n"))) if isinstance(node, CodeBlock)]
    assert code.language == "text"


def test_no_two_ids_become_one() -> None:
    names = ["note-1", "author-note-1", "author-author-note-1", "x"]
    assert len({anchor(name) for name in names}) == len(names)
    assert all(GENERATED.fullmatch(anchor(name)) is None or anchor(name).startswith("author-") for name in names)


def test_an_id_twice() -> None:
    assert codes("[x]{#i} [y]{#i}") == ["id-duplicate"]
    assert codes("![x [y]{#j}](a.png){#i}") == []
