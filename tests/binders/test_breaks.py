"""Divisions of words that are against the rules are seen, and words that are kept whole offer none."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec import Struct, field

from pressbuild.binders import typesetter
from pressbuild.binders.breaks import Dictionaries, Rungs, names, offences
from pressbuild.binders.typesetter import Matter


class Run(Struct):
    """A line's text as layout leaves it."""

    text: str
    style: dict[str, str] = field(default_factory=lambda: {"hyphenate_character": "\u2010"})


class Line(Struct):
    children: list[Run]

    def descendants(self) -> list[Any]:
        return [self, *self.children]


def lines(*texts: str) -> list[Line]:
    return [Line([Run(text)]) for text in texts]


@pytest.mark.parametrize(
    ("paragraphs", "ends", "seen"),
    [
        ([["a line", "another"]], False, set()),
        ([["a compos\u2010", "itor at work"]], False, set()),
        ([["a com\u2010", "pound re\u2010", "lation and its con\u2010", "text"]], False, {"con"}),
        ([["a line that ends in com\u2010", "plaint."]], False, {"com"}),
        ([["a line that ends in com\u2010", "plaint, a"]], False, set()),
        ([["the page ends in ‘com\u2010"]], False, {"com"}),
        ([["the text ends in com\u2010"]], True, set()),
        ([["an author’s own hard-", "working hyphen-"]], False, set()),
        ([["one stub com\u2010", "plaint."], ["and a sec\u2010", "ond."], ["end"]], False, {"com", "sec"}),
    ],
)
def test_offences(paragraphs: list[list[str]], ends: bool, seen: set[str]) -> None:
    assert offences([lines(*texts) for texts in paragraphs], ends=ends) == seen


def test_names_are_told_by_their_capitals() -> None:
    said = (
        "However, the reader met Hamlet and Hamlet met the Queen. The queen spoke; Nonetheless was a name, nonetheless."
    )
    assert names(said) == {"Hamlet"}


class Dictionary:
    def iterate(self, word: str) -> Any:
        return iter([(word[:3], word[3:])])


def test_words_that_are_kept_whole() -> None:
    dictionaries = Dictionaries(frozenset({"Hamlet"}))
    dictionaries["en", 3, 3, 6] = Dictionary()
    dictionaries["de_DE", 3, 3, 6] = Dictionary()
    dictionaries.whole.add("com")
    english, german = dictionaries["en", 3, 3, 6], dictionaries["de_DE", 3, 3, 6]
    assert [list(english.iterate(word)) for word in ("Hamlet", "complaint", "reader")] == [[], [], [("rea", "der")]]
    assert list(german.iterate("Hamlet")) == [("Ham", "let")]


def test_rungs_are_counted_where_a_paragraph_goes_on() -> None:
    rungs, paragraph, other = Rungs(), object(), object()
    rungs.note(paragraph, {0: {12: None}}, 2)
    assert rungs.before(paragraph, {0: {12: None}}) == 2
    assert rungs.before(paragraph, {0: {30: None}}) == 0
    assert rungs.before(other, {0: {12: None}}) == 0
    assert rungs.before(paragraph, None) == 0


NARROW = """@page { size: 62mm 90mm; margin: 6mm } p { margin: 0; font: 10pt/14pt "EB Garamond"; text-align: justify;
hyphens: auto; hyphenate-limit-chars: 5 2 2; widows: 2; orphans: 2 }"""
WORDS = """composition hyphenation typesetter punctuation paragraph the of and a in quotation extraordinary reading
correspondence marks margin publication considerable printers establishment""".split()


@pytest.fixture
def remade(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that a layout makes, by their index; a page that is made twice stands twice."""
    weasyprint = typesetter._weasyprint()
    made: list[int] = []
    make = weasyprint.layout.page.make_page

    def make_page(context: Any, root: Any, kind: Any, resume_at: Any, number: int, state: Any) -> Any:
        made.append(number)
        return make(context, root, kind, resume_at, number, state)

    monkeypatch.setattr(weasyprint.layout.page, "make_page", make_page)
    return made


def paragraphs(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(12):
        yield " ".join(chance.choice(WORDS) for _ in range(chance.randint(8, 60))) + "."


@pytest.mark.parametrize("seed", range(4))
def test_narrow_lines_keep_the_rules_and_few_pages_are_made_twice(seed: int, remade: list[int], tmp_path: Path) -> None:
    text = "".join(f"<p>{words}</p>" for words in paragraphs(seed))
    matter = Matter(etree.fromstring(f"<html lang='en'><body>{text}</body></html>"), [NARROW], {}, {})
    document = typesetter._render(typesetter._weasyprint(), matter, None, typesetter._shelf_maker()(tmp_path))
    pages = [page._page_box for page in document.pages]
    hyphens = 0
    for page in pages:
        blocks = [[line_text(line) for line in block] for block in lines_of(page)]
        hyphens += sum(text.endswith("\u2010") for block in blocks for text in block)
        for block in blocks:
            rungs = "".join("-" if text.endswith("\u2010") else " " for text in block)
            assert "---" not in rungs
            assert len(block) < 2 or " " in block[-1].strip() or not block[-2].endswith("\u2010")
        if page is not pages[-1]:
            assert not blocks[-1][-1].endswith("\u2010")
    assert hyphens > 10
    assert len(remade) <= 1.25 * len(pages)


def lines_of(page: Any) -> Iterator[list[Any]]:
    for box in page.descendants():
        if getattr(box, "element_tag", "") == "p" and type(box).__name__ == "BlockBox":
            yield list(box.children)


def line_text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if hasattr(box, "text"))
