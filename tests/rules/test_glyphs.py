"""What the fonts of the printed editions lack: by script, with places, an error where it is most of a text."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pressbuild.rules.glyphs import uncovered
from pressbuild.shipped import FONTS, coverage
from tests.desk import call, document, write


def test_the_list_is_what_the_fonts_have() -> None:
    had = set[int]()
    for face in sorted(FONTS.glob("*.ttf")):
        with TTFont(face, lazy=True) as font:
            had |= set(font.getBestCmap())
    assert coverage() == had


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The word is נר ישן, said\nthe old. ლუდი was beer, and נר it was.\n",
            [("Hebrew", 1, 13), ("Georgian", 2, 10)],
        ),
        ("One.[^1]\n\n[^1]: It was `燈` there.\n", [("CJK", 3, 14)]),
        ("A lamp 🪔 of old.\n", [("signs", 1, 8)]),
        ("Ἀρχή and “Łódź”, Пиво and Việt Trì, ʿArab and Lǐ, g̃uarani.\n", []),
    ],
)
def test_a_finding_for_each_script(text: str, said: list[tuple[str, int, int]]) -> None:
    findings = list(uncovered(document(text)))
    assert [
        (script in f.message, f.place and (f.place.line, f.place.column), str(f.severity))
        for f, (script, *_) in zip(findings, said, strict=True)
    ] == [(True, (line, column), "warning") for _, line, column in said]


ZH = "---\ntitle: A lamp\nlang: zh\n{}---\n眾裡尋他千百度。[^1]驀然回首。\n\n[^1]: 這是第一個註釋。\n"


def test_a_text_of_boxes_is_not_printed(tmp_path: Path) -> None:
    write(tmp_path, ZH.format(""))
    done = call(tmp_path, "pdf")
    assert done.status == 1
    assert "error: font-missing-glyph: the fonts of the printed editions lack CJK letters: “眾” (U+773E)" in done.err
    assert "essay.md:5:1" in done.err
    assert call(tmp_path, "check").status == 1
    assert call(tmp_path, "html", "--quiet").status == 0
    assert call(tmp_path, "pdf", "--quiet", "--allow", "font-missing-glyph").status == 0


def test_editions_for_screens_alone_need_no_fonts(tmp_path: Path) -> None:
    write(tmp_path, ZH.format("editions: [html, epub]\n"))
    assert "font-missing-glyph" not in call(tmp_path, "check").out


def test_a_house_with_a_font_of_its_own_is_not_judged(tmp_path: Path) -> None:
    style = '[style]\nid = "ours"\nname = "Ours"\nlang = "en"\nmanual = "Our own."\n'
    write(tmp_path, style, "styles/ours/style.toml")
    write(tmp_path, '@font-face { font-family: "Ours"; src: local("Ours") }\n', "styles/ours/print.css")
    write(tmp_path, ZH.format("house: ours\n"))
    assert "font-missing-glyph" not in call(tmp_path, "check").out
