"""Notes at the end that no blank lines part are numbered anew below the heads of their chapters, close above them."""

from textwrap import fill

import pytest

from pressbuild.importers.flattened.labelcuts import label_cuts, within_sentences
from pressbuild.importers.flattened.lines import Line, text_lines
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

PROSE = (
    "The bakers of the old town met early in the year and spoke of the oven, the mill and the long road.{} Nobody in "
    "the lower town answered them.{} In the evening they went home again, and the mill stood still all night."
)
TITLES = ("Flour and Salt", "The Slow Oven", "Of the mill", "Bread for the Army")
NOTES = (
    "J. Baker, The bread of the poor and of the rich, in its two editions (Flourham, 1871), p. {}.",
    "See the account book of the lower mill for the year, which names them all; Baker, The bread of the poor, p. {}.",
    "Ibid., p. {}.",
)
HEADS = ("{t}", "{r}. {t}", "{n}. {t}", "Chapter {n}", "CHAPTER {n}: {t}", "Chapter {n}\n{t}")


def wrapped(paragraph: str) -> str:
    return fill(paragraph, 70, break_on_hyphens=False)


def head_of(form: str, n: int) -> str:
    return form.format(n=n, r=("I", "II", "III", "IV")[n - 1], t=TITLES[n - 1])


def book(form: str, label: str, mark: str, counts: tuple[int, ...], notes: tuple[str, ...] = NOTES) -> str:
    """A chapter for each number of `counts`, which is how many notes it has; all notes stand at the end."""
    chapters = []
    listed = ["Notes\n"]
    for n, count in enumerate(counts, start=1):
        marks = [mark.format(number) for number in range(1, count + 1)]
        paragraphs = [PROSE.format(*[*marks[i : i + 2], ""][:2]) for i in range(0, count, 2)]
        chapters += [head_of(form, n).replace("\n", "\n\n"), *map(wrapped, [*paragraphs, PROSE.format("", "")])]
        listed.append(head_of(form, n))
        bodies = (notes[number % len(notes)].format(40 * n + number) for number in range(count))
        listed += [wrapped(label.format(number) + body) for number, body in enumerate(bodies, start=1)]
    return "Of Bread\n\n" + "\n\n".join(chapters) + "\n\n" + "\n".join(listed) + "\n"


@pytest.mark.parametrize("form", HEADS)
@pytest.mark.parametrize(("label", "mark"), [("{}. ", "{}"), ("{} ", "{}"), ("[{}] ", "[{}]"), ("({}) ", " ({})")])
def test_notes_numbered_anew_below_the_heads_of_their_chapters(form: str, label: str, mark: str) -> None:
    counts = (4, 6, 3, 5)
    made = import_plain(Source("bread.txt", book(form, label, mark, counts), "0"))
    printed = [entry["printed"] for entry in made.report["notes"]]
    assert [entry["number"] for entry in made.report["notes"]] == list(range(1, sum(counts) + 1))
    assert printed == [number for count in counts for number in range(1, count + 1)]
    assert not made.report["missing"]
    proved(made)
    below = made.markdown[made.markdown.index("[^1]: ") :]
    assert not any(title in below for title in TITLES)
    for first, chapter in ((1, 1), (5, 2), (11, 3), (14, 4)):
        assert f"[^{first}]: J. Baker, The bread of the poor and of the rich" in below
        assert f"p. {40 * chapter}." in below[below.index(f"[^{first}]: ") :].split("\n")[0]


@pytest.mark.parametrize("form", HEADS[:2])
def test_a_chapter_with_one_note_has_its_own(form: str) -> None:
    made = import_plain(Source("bread.txt", book(form, "{}. ", "{}", (4, 1, 3)), "0"))
    assert [entry["printed"] for entry in made.report["notes"]] == [1, 2, 3, 4, 1, 1, 2, 3]
    assert "[^5]: J. Baker" in made.markdown


def cut(text: str) -> list[str]:
    """The lines of a run at which it is cut."""
    lines: list[Line] = [line for line in text_lines(text) if line]
    cuts = label_cuts(text, lines, within_sentences(text, lines, 40))
    return [text[lines[index].start : lines[index].end] for index in cuts]


def test_heads_of_two_lines_are_whole() -> None:
    text = "1. Of rye.\n2. Of salt.\nChapter 2\nThe Oven\n1. Of bran."
    assert cut(text) == ["1. Of rye.", "2. Of salt.", "Chapter 2", "1. Of bran."]


@pytest.mark.parametrize(
    "inner",
    [
        "what was sold\n1. Of bran.",  # begins small
        "The price of bran was never told:\n1. Of bran.",  # a sentence that goes on
        "The price of bran was never told.\n1. Of bran.",  # a sentence
    ],
)
def test_what_no_head_stands_above_begins_no_chapter(inner: str) -> None:
    assert cut(f"1. Of rye.\n2. Of salt.\n{inner}\n3. Of oats.") == ["1. Of rye.", "2. Of salt.", "3. Of oats."]


def test_a_page_behind_its_abbreviation_is_no_label() -> None:
    text = "1. The bread of the poor and the rich, p.\n5. 2. Of salt.\n2. Of rye and of salt and of the mill, p.\n7."
    assert cut(text) == ["1. The bread of the poor and the rich, p.", "2. Of rye and of salt and of the mill, p."]
