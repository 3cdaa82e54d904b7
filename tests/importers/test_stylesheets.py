"""Style sheets: which declarations hold for an element."""

import pytest
from lxml import html

from pressbuild.importers.web.stylesheets import StyleSheet

PAGE = """<div class="a b" id="top"><p class="note first">It <span class="x">fell</span>.</p>
<blockquote><p>So.</p></blockquote></div>"""


def style(css: str, element: str = "span", page: str = PAGE) -> str:
    root = html.fromstring(page)
    return StyleSheet(css).declared(next(root.iter(element))).get("font-style", "")


@pytest.mark.parametrize(
    "selector",
    [
        ".x", "span", "span.x", "*", "p .x", "p.note .x", ".a.b span", "div.a p span.x", ".a > .note > .x", "#top .x",
        "div#top span", "h1, .x", ".first.note span", "  .x  ", "div .x",
    ],
)  # fmt: skip
def test_selectors_that_name_the_element(selector: str) -> None:
    assert style(f"{selector} {{ font-style: italic }}") == "italic"


@pytest.mark.parametrize(
    "selector",
    [
        ".y", "p", ".x.y", "em .x", ".x p", ".a > .x", "blockquote .x", "#other .x", ".x:hover", ".x[title]", "p + .x",
        ".x::first-letter", "p ~ .x", "",
    ],
)  # fmt: skip
def test_selectors_that_do_not(selector: str) -> None:
    assert style(f"{selector} {{ font-style: italic }}") == ""


@pytest.mark.parametrize(
    "css",
    [
        ".x { font-style: normal } .x { font-style: italic }",
        ".x { font-style: italic } span { font-style: normal }",
        "p .x { font-style: italic } .x { font-style: normal }",
        "#top span { font-style: italic } .a p.note span.x { font-style: normal }",
        ".x { FONT-STYLE: Italic !important }",
        "/* .x { font-style: normal } */ .x { color: red; font-style: italic; }",
    ],
)
def test_what_is_told_most_narrowly_holds_and_of_that_the_last(css: str) -> None:
    assert style(css) == "italic"


def test_an_element_s_own_style_holds() -> None:
    page = '<p class="x" style="font-style: italic">It fell.</p>'
    assert style(".x { font-style: normal }", "p", page) == "italic"
    assert style("", "p", page) == "italic"
