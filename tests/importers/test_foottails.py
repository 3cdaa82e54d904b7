"""Notes that go on at the foot of the next page: joined where that can be known, and said where it cannot."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved
from tests.importers.printed import Press, printed
from tests.importers.test_printed import letters, read

JOINED, CUT = "goes on at the foot of the next page", "ends amid a sentence"
PRESSES = {
    "rule": Press(carried=True, rule="__________"),
    "rule-and-gap": Press(carried=True, rule="-----", gap=True, label="{}. "),
    "gap": Press(carried=True, gap=True, folio=""),
    "longer-lines": Press(carried=True, measure=54, small=80),
    "indented": Press(carried=True, gap=True, indent=2),
}


def said(result: Imported, words: str) -> list[str]:
    return [finding.message for finding in result.findings if words in finding.message]


@pytest.mark.parametrize("name", PRESSES)
def test_the_end_of_a_note_is_joined_to_it_or_said(name: str) -> None:
    times = 0
    for seed in (2, 3, 5, 8, 9):
        made = printed(seed, PRESSES[name])
        result, notes, _ = read(made)
        whole = [letters(note) for note in made.notes]
        cut = [note for note in notes.values() if note not in whole and not note[-1].isdigit()]
        assert len(cut) <= len(said(result, CUT))
        times += len(said(result, JOINED))
    assert times >= 2


def page(text: str, *foot: str) -> str:
    return f"{text}\n\n" + "\n".join(foot) + "\n\f" if foot else f"{text}\n\f"


MILL = (
    "The {n} miller of the valley looked for the water{mark}\nand found that the river had gone lower than in any\nyear"
)
WORDS = ("first", "second", "third", "fourth", "fifth")


def valley(tail: str, *, end: str = "when the", further: str = "") -> str:
    """Pages of which the third ends amid a note, and the fourth has the `tail` below a blank line."""
    pages = [
        page(MILL.format(n=word, mark=n) + " that he knew, and so the", f"{n} Miller, The Valley, p. {n}0.")
        for n, word in enumerate(WORDS, 1)
    ]
    pages[2] = pages[2].replace("p. 30.", f"p. 30, where he tells of the {end}")
    label = "4 Miller"
    pages[3] = (
        pages[3].replace(label, f"{tail}\n{label}")
        if not further
        else pages[3].replace(pages[3][pages[3].index(label) :], f"{tail}\n\f")
    )
    return "Of the Valley\n\n" + "".join(pages)


def test_a_tail_below_a_blank_line_is_joined() -> None:
    result = import_plain(Source("x.txt", valley("water went away for good."), "0"))
    assert "tells of the when the water went away for good.\n" in result.markdown
    assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3, 4, 5]
    (joined,) = [finding for finding in result.findings if JOINED in finding.message]
    assert joined.place is not None
    assert valley("water went away for good.").split("\n")[joined.place.line - 1] == "water went away for good."
    assert said(result, CUT) == []
    proved(result)


def test_a_word_parted_between_two_feet_is_put_together() -> None:
    result = import_plain(Source("x.txt", valley("ernment of the valley began.", end="gov-"), "0"))
    assert "tells of the government of the valley began.\n" in result.markdown
    proved(result)


@pytest.mark.parametrize(
    ("tail", "end"),
    [
        ("Water went away for good.", "day."),  # the note is ended, and this is a paragraph
        ("12 sacks were carried away.", "when"),  # a label
    ],
)
def test_what_may_be_text_stays(tail: str, end: str) -> None:
    result = import_plain(Source("x.txt", valley(tail, end=end), "0"))
    assert said(result, JOINED) == []
    proved(result)


def test_a_text_with_blank_lines_between_paragraphs_keeps_its_last_one() -> None:
    """A quotation's sentence goes on below a blank line in a small letter, and the note before is open."""
    text = valley("and went on with the work, which took a year.").replace(
        "year that he knew, and so the\n\nand went", "year, as he said to them all:\n\nand went"
    )
    parted = text.replace("\nand found", "\n\nAnd he found")
    result = import_plain(Source("x.txt", parted, "0"))
    assert said(result, JOINED) == []
    assert len(said(result, CUT)) == 1
    proved(result)


def test_a_short_first_line_below_a_blank_one_is_a_notes_too() -> None:
    """The notes' lines are longer than the text's, but for the first one here."""
    small = "who was the miller of the valley then, and who had the whole of its water for his own mill"
    tail = f"he had said to them all of the water,\n{small}\nfor good."
    text = (
        valley(tail)
        .replace("p. 10.", f"p. 10, and there of him\n{small}.")
        .replace("p. 20.", f"p. 20, of him\n{small}.")
    )
    more = (
        page(
            MILL.format(n=word, mark=n) + " that he knew.",
            f"{n} Miller, The Valley, p. {n}0, and there of him",
            f"{small}.",
        )
        for n, word in enumerate((*WORDS, *WORDS, *WORDS), 6)
    )
    result = import_plain(Source("x.txt", text + "".join(more), "0"))
    assert f"tells of the when the he had said to them all of the water, {small} for good.\n" in result.markdown
    proved(result)
