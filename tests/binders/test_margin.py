"""Notes in the margin: where the text is long enough, cut where one is too long, over the page where out of sight."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.binders.test_web import now, reading
from tests.desk import call, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SENTENCE = "The ferryman counted the coins of the crossing and wrote them into a book that nobody read. "
IN_MARGIN = b'media="screen and (min-width: 75rem)"'


def essay(folder: Path, *notes: int, paragraphs: int = 12) -> Path:
    """The page of an essay whose third paragraph calls notes of so many sentences."""
    calls = " ".join(f"{SENTENCE.strip()}[^{n}]" for n in range(1, len(notes) + 1))
    body = [SENTENCE * 8] * 2 + [calls] + [SENTENCE * 8] * (paragraphs - 3)
    bodies = [f"[^{n}]: {SENTENCE * length}" for n, length in enumerate(notes, start=1)]
    write(folder, "---\ntitle: A crossing\nlang: en\n---\n" + "\n\n".join([*body, *bodies]) + "\n")
    done = call(folder, "html", "--quiet")
    assert done.status == 0, done.err
    return folder / "dist/essay/essay.html"


@pytest.mark.parametrize(
    ("notes", "in_margin"), [((1,), True), ((4, 4, 4, 4), True), ((30,) * 9, False), ((90,), True)]
)
def test_notes_longer_than_the_text_stay_at_its_end(tmp_path: Path, notes: tuple[int, ...], in_margin: bool) -> None:
    assert (IN_MARGIN in essay(tmp_path, *notes).read_bytes()) == in_margin


@pytest.mark.browser
def test_a_long_note_is_cut_and_opens_whole(chromium: "Browser", tmp_path: Path) -> None:
    with reading(chromium, essay(tmp_path, 1, 40, 1), 1400) as shown:
        height = "number => document.getElementById(`note-${number}`).getBoundingClientRect().height"
        assert shown.evaluate(height, 2) < 700
        shown.click("#ref-2")
        assert now(shown).opened == "note-2"
        shown.keyboard.press("Escape")
        assert now(shown).opened == ""


@pytest.mark.browser
def test_a_note_out_of_sight_opens_over_the_page(chromium: "Browser", tmp_path: Path) -> None:
    with reading(chromium, essay(tmp_path, *(6,) * 9, paragraphs=30), 1400) as shown:
        shown.locator("#ref-7").scroll_into_view_if_needed()
        top = "number => Math.round(document.getElementById(`note-${number}`).getBoundingClientRect().top)"
        place, below = now(shown).place, shown.evaluate(top, 9)
        shown.click("#ref-7")
        assert (now(shown).opened, now(shown).place) == ("note-7", place)
        assert abs(shown.evaluate(top, 9) - below) < 2  # those below keep their places
        shown.keyboard.press("Escape")
        assert (now(shown).opened, now(shown).place) == ("", place)
        assert abs(shown.evaluate(top, 9) - below) < 2
