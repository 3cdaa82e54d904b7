"""Preformatted lines of a page: a poem's become verse, others code, and both is said."""

import pytest

from pressbuild.importers import Imported
from pressbuild.importers.documents.preformatted import verse_in
from tests.importers.desk import body, imported, proved

LONG = "Bread rose in the oven of the mill before it was light, and the bakers of the street were up to see it. "
POEM = "The oats are ground,\n  the bread is round,\nand none is found."


def read(pre: str, attributes: str = "") -> Imported:
    return imported(f"<body><p>{LONG}</p><pre{attributes}>{pre}</pre><p>{LONG}</p></body>", "essay.html")


def said(result: Imported) -> list[str]:
    return [str(finding.message) for finding in result.findings if "preformatted" in str(finding.message)]


def test_a_poem_is_verse_with_its_indents() -> None:
    result = read(f"{POEM}\n\nSo they say.")
    poem = "::: verse\nThe oats are ground,\n\u2003the bread is round,\nand none is found.\n\nSo they say.\n:::\n"
    assert poem in body(result)
    words = "The oats are ground, the bread is round, and none is found."
    assert said(result) == [f"preformatted lines are set as verse: “{words} So they …”"]
    proved(result)


@pytest.mark.parametrize(
    "text",
    [
        "rise(bread);\nfall(bread);\nend();",
        "oats   4\nrye    5\nwheat  6",
        "The oats are ground.\nThe bread is round.",
        f"{LONG}\n{LONG}\n{LONG}",
        "mill = 1\nbread = 2\noven = 3",
        "1801 214 301\n1802 198 300\n1803 200 299",
    ],
)
def test_what_is_no_poem_is_code(text: str) -> None:
    assert verse_in(text) == ()


def test_code_is_said_and_what_calls_itself_code_is_not() -> None:
    assert said(read("oats   4\nrye    5\nwheat  6")) == [
        "preformatted lines are set as code, as they stand: “oats 4 rye 5 wheat 6”"
    ]
    assert said(read(POEM, ' class="python"')) == []
    assert "```\nThe oats" in body(read(POEM, ' class="python"'))
