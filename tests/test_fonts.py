"""The bundled fonts: what a book needs is in each of them, and print and web hold the same."""

from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from pressbuild.shipped import rarer
from tests.conftest import ROOT

FONTS = ROOT / "styles" / "fonts"
FACES = sorted(FONTS.glob("*.ttf"))
SERIF = [face for face in FACES if face.name.startswith("EBGaramond")]

MARKS = "‘’“”‚„‹›«»'\"-‐‑–—…•·†‡§¶′″×−←↑→&@*/\\()[]{}"
SPACES = "\u0020\u00a0\u202f"
BOOK_SPACES = "\u2002\u2003\u2007\u2009\u200a\u200b\u2060"
FIGURES = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹½¼¾€£"
LATIN = "".join(map(chr, range(0xC0, 0x17F))).replace("ŉ", "")  # deprecated in Unicode
LATIN_OF_MONO = LATIN.replace("Ĳ", "").replace("ĳ", "")
RARER = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠỆỘỸđĐơưƠƯǎǐǒǔǚǧʾʿḇ"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯіїєґўІЇЄҐЎђјљњћџ"
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωΑΩάέήίόύώἀἁἄἅῶῷ"
FEATURES = {"smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "sups", "liga", "frac", "locl"}


def opened(path: Path) -> Any:
    return TTFont(path, lazy=True)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_face_has_the_characters(face: Path) -> None:
    wanted = MARKS + SPACES + FIGURES + (LATIN_OF_MONO if "Mono" in face.name else LATIN)
    wanted += BOOK_SPACES + GREEK if face in SERIF else ""
    wanted += CYRILLIC + (RARER if face in SERIF else RARER.replace("ḇ", "")) if "Mono" not in face.name else ""
    with opened(face) as font:
        known = font.getBestCmap()
    assert not [f"U+{ord(character):04X}" for character in wanted if ord(character) not in known]


@pytest.mark.parametrize("face", SERIF, ids=lambda face: face.stem)
def test_text_face_has_the_features(face: Path) -> None:
    with opened(face) as font:
        assert {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord} >= FEATURES


def points(file: Path) -> set[int]:
    with opened(file) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.stem)
def test_print_and_screen_hold_the_same(face: Path) -> None:
    files = [face.with_suffix(".woff2"), face.with_name(f"{face.stem}-Rarer.woff2")]
    usual, *rare = [points(file) for file in files if file.is_file()]
    assert len(rare) == ("Mono" not in face.name)
    assert usual.union(*rare) == points(face)
    assert usual.isdisjoint(set().union(*rare))


def test_the_list_of_rarer_letters_is_what_their_files_have() -> None:
    assert rarer() == {point for file in FONTS.glob("*-Rarer.woff2") for point in points(file)}
    assert rarer().isdisjoint(map(ord, LATIN + GREEK + MARKS + FIGURES + BOOK_SPACES))


def test_the_licence_names_every_family() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    for face in FACES:
        with opened(face) as font:
            copyright_line = font["name"].getDebugName(0)
        assert copyright_line.split(" (")[0] in licence
