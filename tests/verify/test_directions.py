"""Lines with words from right to left: every order that a PDF may have is read as the source has it, damage is seen."""

from pathlib import Path

import pytest

from pressbuild.verify.directions import as_read
from pressbuild.verify.pages import Piece
from pressbuild.verify.source import words
from tests.desk import call, write

SAID = "The word for a lamp is נר ישן בן 40 שנה (1901) אולי, and for a yard it is החצר הגדולה."


def read(lines: list[str], said: str = SAID) -> str:
    pieces = as_read([Piece(line, ("Part", "P")) for line in lines], words(said))
    return "".join(word for piece in pieces for word in words(piece.text))


@pytest.mark.parametrize(
    "lines",
    [
        [SAID],
        ["The word for a lamp is אולי (1901) שנה 40 בן ישן נר", ", and for a yard it is הגדולה החצר."],
        ["The word for a lamp is )1901( שנה 40 בן ישן נר", "אולי, and for a yard it is החצר", "הגדולה."],
        ["is lamp a for word The נר ישן בן 40 שנה (1901) אולי", "and for a yard it is הגדולה החצר"],
    ],
)
def test_the_order_of_the_source_is_found(lines: list[str]) -> None:
    assert read(lines) == "".join(words(SAID))


@pytest.mark.parametrize(
    "line",
    [
        SAID.replace("ישן ", ""),
        SAID.replace("נר ישן", "ישן נר"),
        SAID.replace("40", "41"),
        SAID.replace("word for", "for word"),
    ],
)
def test_a_word_that_is_lost_or_swapped_is_seen(line: str) -> None:
    assert read([line]) != "".join(words(SAID))


def test_a_latin_name_in_a_line_from_right_to_left() -> None:
    said = "הזקן קרא Small Boats 1901 וישב בחצר"
    assert read(["וישב בחצר Small Boats 1901 הזקן קרא"], said) != "".join(words(said))
    assert read(["בחצר וישב Small Boats 1901 קרא הזקן"], said) == "".join(words(said))
    assert read(["הזקן קרא 1901 Boats Small וישב בחצר"], said) == "".join(words(said))


def test_lines_without_such_words_stay() -> None:
    pieces = [Piece("word The", ("Part", "P"))]
    assert as_read(pieces, ("The", "word")) == pieces


def test_printed_editions_with_words_from_right_to_left(tmp_path: Path) -> None:
    text = f"""---
title: Lamps
lang: en
---
{SAID} It was dark.[^1]

A [בית ישן, Ann Ames 1901 ועוד]{{lang=he dir=rtl}} and مصباح الشارع في الليل stood there.

::: {{lang=he dir=rtl}}
הזקן קרא *Small Boats* בקול רם, ואז בא הנער (עם 25 ספרים) וישב על הספסל עד הבוקר בחצר הגדולה.[^2]
:::

[^1]: It says נר ישן מאוד.
[^2]: החצר הגדולה.
"""
    write(tmp_path, text)
    done = call(tmp_path, "pdf", "--quiet")
    assert (done.status, done.err) == (0, "")
