"""Texts of pages that have lost their form feeds: what the notes at the feet of pages show."""

from textwrap import wrap

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

SAID = (
    "the ferry at Orsby ran until the ice came down the river in the second week of December and the ropes froze",
    "nobody has counted the carts that went over, though the toll keeper’s daughter wrote down every one of them",
    "when the bridge was built the ferryman sold his boat to a miller, who kept hens in it for eleven years or so",
    "the valley had two schools then and one teacher, who walked from one to the other at noon in all weathers",
)
PAGES, CALLED = 6, ",{}"


def read(text: str) -> Imported:
    return import_plain(Source("essay.txt", text, "0", None, text.encode(), "essay"))


def paged(between: str, label: str = "{} ", number: str = "", head: str = "") -> str:
    """Pages of eleven lines, each of which ends within a sentence above its notes."""
    words = " ".join(f"So {SAID[n % 4]}{CALLED.format(n + 1)} and {SAID[(n + 1) % 4]}." for n in range(PAGES * 3))
    lines, pages, note = wrap(words, 66, break_on_hyphens=False), [], 0
    for page in range(PAGES):
        shown = lines[page * 11 : page * 11 + 11]
        notes = []
        while f",{note + 1} " in " ".join(shown) + " ":
            note += 1
            notes.append(f"{label.format(note)}Toll book, f. {note}.")
        foot = [number.format(page + 4)] if number else []
        pages.append("\n".join([*([head] if head else []), *shown, *notes, *foot]))
    return "On ferries\n\n" + between.join(pages) + "\n"


@pytest.mark.parametrize("label", ["{} ", "{}. ", "[{}] "])
@pytest.mark.parametrize("edge", [{}, {"number": "{}"}, {"number": "\n{}\n"}, {"head": "ON FERRIES"}])
def test_notes_at_feet_show_where_pages_end(label: str, edge: dict[str, str]) -> None:
    without = read(paged("\n", label, **edge))
    assert without.report["notes"]
    assert len(without.report["notes"]) == len(without.report["bodies"])
    assert without.report["missing"] == []
    assert without.markdown == read(paged("\n\f", label, **edge)).markdown
    assert [note["number"] for note in without.report["notes"]] == list(range(1, len(without.report["notes"]) + 1))
    assert any("pages begin at lines" in finding.message for finding in without.findings)
    proved(without)


def test_pages_with_form_feeds_are_taken_as_they_are() -> None:
    result = read(paged("\n\f"))
    assert not any("pages begin at lines" in finding.message for finding in result.findings)


def test_lists_of_the_text_end_no_page() -> None:
    items = "\n".join(f"{n}. The keeper of gate {n}" for n in (1, 2, 3))
    text = "\n\n".join(f"So {said}, and these had a say:\n{items}\nand nobody else." for said in SAID)
    result = read(text)
    assert not any("pages begin at lines" in finding.message for finding in result.findings)
    proved(result)


@pytest.mark.parametrize("end", [".", ", and"])
def test_where_nothing_shows_the_pages_form_feeds_are_asked_for(end: str) -> None:
    page = f"So {SAID[0]},{{0}} and {SAID[1]}{end}"
    below = wrap(f"Orsby and {SAID[2]}.", 60)
    said = ["\n".join([*wrap(page.format(n), 60), f"{n} Toll book, f. {n}{end}", *below]) for n in range(1, 9)]
    result = read("\n".join(said))
    assert result.report["notes"] == []
    (finding,) = (finding for finding in result.findings if "-nopgbrk" in (finding.hint or ""))
    assert finding.message == (
        "8 numbers from 1 to 8 begin lines below their marks (lines 5, 13, 21, 29 and further on)"
        " and were not read as those of notes"
    )
    proved(result)


def test_numbers_of_chapters_below_lists_of_notes_are_none_of_pages() -> None:
    chapters = []
    for number, said in enumerate(SAID, 1):
        first = number * 2 - 1
        text = f"So {said}.{first}\n\nBut {said}, it is said.{first + 1}"
        steps = "in these steps:\n\n1. The rope is wet;\n\n2. The rope is dry;" if number == 1 else "f. 3."
        notes = f"{first}. Toll book, {steps}\n\n{first + 1}. Toll book, f. 4."
        chapters.append(f"{number}\n\n{text}\n\nNotes\n\n{notes}")
    result = read("\n\n".join(("On ferries", *chapters)) + "\n")
    assert not any("pages begin at lines" in finding.message for finding in result.findings)
    assert [note["number"] for note in result.report["notes"]] == list(range(1, 9))
    assert [body["number"] for body in result.report["bodies"]] == list(range(1, 9))
    proved(result)
