"""Numbered heads of chapters are no notes, where prose or the notes of their chapter stand below them."""

import pytest

from pressbuild.importers.flattened.blocks import blocks
from pressbuild.importers.flattened.lines import text_lines
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.notelabels import Label, label_runs
from pressbuild.importers.marks.notelist import note_lists
from pressbuild.importers.source import Source

PROSE = (
    "The millers{} came down to the river in the spring and asked the bakers what the flour was to be sold for. "
    "Nobody answered them.{} In the evening they went home again by the long road, and the mill stood still all night."
)
TITLES = ("Flour", "Salt", "Of the mill", "Bread")


def chapters(head: str, marks: list[tuple[int, int]]) -> list[str]:
    return [
        f"{head.format(n=n, t=title)}\n\n{PROSE.format(a, b)}\n\n{PROSE.format('', '')}"
        for n, (title, (a, b)) in enumerate(zip(TITLES, marks, strict=True), start=1)
    ]


def notes(pair: tuple[int, int]) -> str:
    return "\n\n".join(f"{n}. Miller, p. {n + 10}." for n in pair)


ANEW = [(1, 2)] * 4
THROUGH = [(1, 2), (3, 4), (5, 6), (7, 8)]
HEADS = ("{n}. {t}", "{n}", "{n}.", "{n} {t}")
OTHER_HEADS = ("Chapter {n}", "Chapter {n}: {t}", "CHAPTER {n}\n\n{t}", "{t}")


def read(text: str) -> tuple[list[int], list[str], str]:
    made = import_plain(Source("mill.txt", f"The Mill Book\n\n{text}\n", "0"))
    numbers = [int(mark["number"]) for mark in made.report["notes"]]
    warned = [finding.message for finding in made.findings if finding.severity.value != "note"]
    return numbers, warned, made.markdown


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("marks", [ANEW, THROUGH])
def test_heads_above_chapters_whose_notes_follow(head: str, marks: list[tuple[int, int]]) -> None:
    whole = [f"{text}\n\nNotes\n\n{notes(pair)}" for text, pair in zip(chapters(head, marks), marks, strict=True)]
    numbers, warned, _ = read("\n\n".join(whole))
    assert (numbers, warned) == (list(range(1, 9)), [])


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("short", [0, 1, 2])
def test_a_chapter_of_one_short_sentence_breaks_no_run_of_heads(head: str, short: int) -> None:
    """Its sentence is shorter than what chapters have, and it has no notes."""
    whole = [f"{text}\n\nNotes\n\n{notes(pair)}" for text, pair in zip(chapters(head, ANEW), ANEW, strict=True)]
    whole[short] = (
        f"{head.format(n=short + 1, t=TITLES[short])}\n\nThe millers of that town were not asked in the year."
    )
    numbers, warned, markdown = read("\n\n".join(whole))
    assert (numbers, warned) == (list(range(1, 7)), [])
    assert "[^7]" not in markdown


@pytest.mark.parametrize("head", HEADS + OTHER_HEADS)
@pytest.mark.parametrize("marks", [ANEW, THROUGH])
@pytest.mark.parametrize("named", ["Notes\n\n", "NOTES\n\n\n"])
def test_heads_that_the_notes_at_the_end_repeat(head: str, marks: list[tuple[int, int]], named: str) -> None:
    lists = (f"{head.format(n=n, t=TITLES[n - 1])}\n\n{notes(pair)}" for n, pair in enumerate(marks, start=1))
    numbers, warned, markdown = read("\n\n".join([*chapters(head, marks), named + "\n\n".join(lists)]))
    assert (numbers, warned) == (list(range(1, 9)), [])
    last = markdown.index("[^1]: ")
    assert not any(title in markdown[last:] for title in TITLES)  # a chapter's head among the notes is none of them


@pytest.mark.parametrize("head", ["Chapter {n}", "Chapter {n}\n\n{t}", "{n}. {t}"])
def test_further_paragraphs_of_a_chapters_last_note_part_no_lists(head: str) -> None:
    further = "The miller says so.\n\nThe baker says nothing of it."
    last = [
        f"{head.format(n=n, t=title)}\n\n{notes(pair)}\n\n{further}"
        for n, (title, pair) in enumerate(zip(TITLES, ANEW, strict=True), start=1)
    ]
    demands = "\n\n".join(f"{n}. We want {what} for all." for n, what in enumerate(("bread", "salt", "rest"), start=1))
    text = f"\n\n{demands}\n\n".join(chapters(head, ANEW))
    numbers, *_ = read(f"{text}\n\nNotes\n\n" + "\n\n".join(last))
    assert numbers == list(range(1, 9))


@pytest.mark.parametrize("lists", [1, 6])
def test_notes_below_a_heading_go_on_over_the_lists_of_their_chapter(lists: int) -> None:
    """Notes 1 to 5 below block 9; a chapter's head, 15; lists in its text; notes 6 and 7 below another heading."""
    blocks = [*range(10, 15), *(20 + 10 * n + item for n in range(lists) for item in range(3)), 91, 92]
    numbers = [*range(1, 6), *[1, 2, 3] * lists, 6, 7]
    labels = [Label(number, block, 0, 0, "n.") for number, block in zip(numbers, blocks, strict=True)]
    (run,) = label_runs(labels, lambda block: block in (10, 91), [9, 15, 90])
    assert [label.number for label in run.labels] == [1, 2, 3, 4, 5, 6, 7]


def test_notes_are_no_heads_because_text_follows_them() -> None:
    """Each page ends with one note, without a final stop."""
    pages = [f"{PROSE.format(n, '')}\n\n{n} Miller, a book of bread" for n in range(1, 6)]
    numbers, _, _ = read("\n\n".join(pages))
    assert numbers == [1, 2, 3, 4, 5]


def test_a_list_within_a_note_does_not_make_the_note_a_head() -> None:
    text = "\n\n".join(PROSE.format(n, n + 1) for n in (1, 3, 5))
    below = [f"{n}. Miller, p. {n}." for n in (1, 2)]
    below += ["3. There are three:", "1. flour;", "2. salt;", "3. water.", "4. Miller, p. 4.", "5. There are two:"]
    below += ["1. bread;", "2. cake.", "6. Miller, p. 6."]
    numbers, _, _ = read(text + "\n\nNotes\n\n" + "\n\n".join(below))
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_marks_whose_notes_are_not_recognised_are_said_in_one_sentence() -> None:
    """A reading that has a few of a work's marks and refuses most of them, which follow one another, is none; below
    “Notes” it may be what is left of a list."""
    text = "\n\n".join(PROSE.format(n, n + 1) for n in range(1, 30, 2))
    for heading, notes_found in (("", 0), ("Notes\n\n", 4)):
        below = "\n\n".join(f"{n}. {title}" for n, title in enumerate(TITLES, start=1))
        made = import_plain(Source("mill.txt", f"The Mill Book\n\n{text}\n\n\n\n{heading}{below}\n", "0"))
        assert len(made.report["bodies"]) == notes_found
        (said,) = [finding for finding in made.findings if finding.code == "note-over-n"]
        assert said.message.startswith("the text has ")
        assert said.message.endswith(f"{notes_found or 'no'} notes: a list of notes was probably not recognised")


@pytest.mark.parametrize("heading", ["Notes", "Anmerkungen", "NOTES AND REFERENCES"])
def test_a_chapter_and_its_notes_are_no_part_of_a_note_of_the_chapter_before(heading: str) -> None:
    """The list of the first chapter ends with the number that the second one lacks."""
    own = ([1, 2, 3, 4], [1, 2, 3, 5, 6], [1, 2, 4, 5, 6, 7])
    text = "\n\n".join(
        f"{title}\n\n{PROSE}\n\n{heading}\n\n" + "\n\n".join(f"[{n}] Miller, p. {n + 10}." for n in numbers)
        for title, numbers in zip(TITLES, own, strict=False)
    )
    lists = note_lists(text, blocks(text, list(text_lines(text))), 1)
    assert [[label.number for label in listed.labels] for listed in lists] == [*own]


@pytest.mark.parametrize("head", HEADS + OTHER_HEADS)
def test_chapters_whose_marks_are_lost_are_no_part_of_notes_that_are_numbered_through(head: str) -> None:
    whole = [
        f"{text}\n\nNotes\n\n{notes(pair)}"
        for text, pair in zip(chapters(head, [("", "")] * 4), THROUGH, strict=True)  # type: ignore[list-item]
    ]
    made = import_plain(Source("mill.txt", "The Mill Book\n\n" + "\n\n".join(whole) + "\n", "0"))
    assert max((body["end"] - body["text_start"] for body in made.report["bodies"]), default=0) < 20
    numbers = [int(gap["number"]) for gap in made.report["missing"]]
    assert numbers == list(range(1, 9)) or made.report["unread"]


@pytest.mark.parametrize("first", [1, 2, 5])
@pytest.mark.parametrize("head", ["Chapter {n}", "CHAPTER {n}\n\n{t}", "{t}\n\nChapter {n}"])
@pytest.mark.parametrize("marks", [ANEW, THROUGH])
def test_numbered_paragraphs_of_chapters_with_notes(marks: list[tuple[int, int]], head: str, first: int) -> None:
    """The paragraphs are numbered through, and may go on just where a chapter's notes end."""
    number = first - 1
    parts = []
    for n, (text, pair) in enumerate(zip(chapters(head, marks), marks, strict=True), start=1):
        top = head.format(n=n, t=TITLES[n - 1])
        paragraphs = [part for part in text.removeprefix(top).split("\n\n") if part]
        numbered = [f"{number + i}. {part}" for i, part in enumerate(paragraphs, start=1)]
        number += len(paragraphs)
        parts.append("\n\n".join((top, *numbered, "Notes", notes(pair))))
    numbers, _, markdown = read("\n\n".join(parts))
    assert numbers == list(range(1, 9))
    assert markdown.count(f"[^8]: Miller, p. {marks[-1][1] + 10}.\n") == 1
