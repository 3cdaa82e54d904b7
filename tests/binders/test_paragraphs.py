"""Justified paragraphs on pages: every word there, every line full, spaces even, whatever stands in the paragraph."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pressbuild.binders import typesetter
from pressbuild.binders.totalfit import SHRINK
from pressbuild.binders.typesetter import Matter

SHEET = """@page { size: 120mm 90mm; margin: 8mm } body { margin: 0 }
p { margin: 0; font: 11pt/14pt "EB Garamond"; text-indent: 1em; text-align: justify }
p { hyphens: auto; hyphenate-limit-chars: 6 3 3; widows: 2; orphans: 2 }
.nowrap { white-space: nowrap } .block { display: inline-block } .rtl { direction: rtl }"""
WORDS = """boat mast the of a rope and harbour, sailmaker lighthouse in tide; ‘mooring’ to windward, anchorage storm
fisherman’s net quay navigation astern herring is bollard shore-leave by lantern compass""".split()


def said(seed: int, count: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(count)) + "."


def laid(body: str, folder: Path, extra: str = "") -> list[list[Any]]:
    """The lines of each paragraph of a page's body."""
    root = etree.fromstring(f"<html lang='en'><body>{body}</body></html>")
    matter = Matter(root, [SHEET + extra], {}, {})
    document = typesetter._render(typesetter._weasyprint(), matter, None, typesetter._shelf_maker()(folder))
    pages = [page._page_box for page in document.pages]
    return [list(box.children) for page in pages for box in page.descendants() if _is_paragraph(box)]


def _is_paragraph(box: Any) -> bool:
    return getattr(box, "element_tag", "") == "p" and type(box).__name__ == "BlockBox"


def text(line: Any) -> str:
    return "".join(_runs(line))


def _runs(line: Any) -> Iterator[str]:
    return (box.text for box in line.descendants() if hasattr(box, "text"))


def joined(paragraphs: list[list[Any]]) -> str:
    """The letters of all lines, without the hyphens of ours."""
    lines = [text(line) for lines in paragraphs for line in lines]
    return letters("".join(line.removesuffix("\u2010") for line in lines))


def letters(words: str) -> str:
    return "".join(words.split())


def spaces(line: Any) -> list[float]:
    """By how many pixels the spaces of a line are wider than the fount has them."""
    return [box.justification_spacing for box in line.descendants() if hasattr(box, "text") and " " in box.text]


@pytest.mark.parametrize("seed", range(6))
def test_lines_are_full_and_their_spaces_even(seed: int, tmp_path: Path) -> None:
    paragraphs = laid(f"<p>{said(seed)}</p>", tmp_path)
    assert joined(paragraphs) == letters(said(seed))
    lines = [line for lines in paragraphs for line in lines][:-1]
    [edge] = {round(line.position_x + line.width, 2) for line in lines}
    assert edge == pytest.approx((120 - 8) * 96 / 25.4, abs=0.1)
    wider = [max(spaces(line)) for line in lines]
    assert max(wider) < 0.3 * 11 * 96 / 72  # a third of an em and the space itself
    assert min(wider) > -SHRINK * 0.3 * 11 * 96 / 72


@pytest.mark.parametrize(
    "within",
    [
        "<em>{}</em>",
        "<a>{}</a><em> {} </em>",
        "(<em>{}</em>)—{}/{}",
        '<span class="nowrap">{}</span> {}',
        "{}\u00a0{}",
        '<span class="block">{}</span> {}',
        "{}<br/>{}",
        "Ein <span lang='de'>Donaudampfschifffahrtsgesellschaftskapitän {}</span>",
    ],
)
def test_whatever_stands_in_it_no_word_is_lost(within: str, tmp_path: Path) -> None:
    part = within.format("rope and tar", "the tide", "ebb")
    body = f"<p>{said(1, 30)} {part} {said(2, 25)} {part} {said(3, 40)}</p>"
    paragraphs = laid(body, tmp_path)
    wanted = "".join(map(str, etree.fromstring(body.replace("<br/>", " ")).itertext()))
    assert joined(paragraphs) == letters(wanted)
    assert all(line.width <= (120 - 16) * 96 / 25.4 + 0.1 for lines in paragraphs for line in lines)


def test_from_right_to_left(tmp_path: Path) -> None:
    words = " ".join(random.Random(7).choice(["שלום", "ים", "חוף", "ספינה", "abc"]) for _ in range(150))
    paragraphs = laid(f"<p class='rtl' lang='he'>{words}</p>", tmp_path)
    assert joined(paragraphs) == letters(words)
    assert all(line.width <= (120 - 16) * 96 / 25.4 + 0.1 for lines in paragraphs for line in lines)


@pytest.mark.parametrize("seed", range(8))
def test_a_paragraph_that_goes_on_over_pages_keeps_the_rules_at_their_ends(seed: int, tmp_path: Path) -> None:
    pages = laid(f"<p>{said(seed, 600)}</p>", tmp_path)
    assert len(pages) > 2
    assert joined(pages) == letters(said(seed, 600))
    for lines in pages[:-1]:
        assert not text(lines[-1]).endswith("\u2010")
        assert max(spaces(lines[-1])) < 0.4 * 11 * 96 / 72
    assert len(pages[-1]) >= 2


def test_ragged_lines_are_filled(tmp_path: Path) -> None:
    [ragged] = laid(f"<p>{said(1, 40)}</p>", tmp_path, "p { text-align: left }")
    assert all(space == 0 for line in ragged for space in spaces(line))


def test_narrow_lines_hold_every_word(tmp_path: Path) -> None:
    narrow = laid(f"<p>{said(1, 20)}</p>", tmp_path, "@page { size: 30mm 90mm }")
    assert joined(narrow) == letters(said(1, 20))
