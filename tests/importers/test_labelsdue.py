"""Labels that go on below a further paragraph of a note: the notes they begin are read, what only looks so is not."""

from itertools import groupby

import pytest

from pressbuild.importers.flattened.labelsdue import cut_at_labels
from pressbuild.importers.flattened.lines import Block, text_lines
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

PROSE = "The bakers of the town met early in the year and spoke of nothing else. "
CALLS = "\n\n".join(
    f"{PROSE}So said the {name}.{n} {PROSE}" for n, name in enumerate("miller smith clerk cook".split(), 1)
)
WAYS_BACK = ("", " → 6", " ↩", " ↩ 6, 7")


@pytest.mark.parametrize("back", WAYS_BACK)
@pytest.mark.parametrize("dress", ["{}.", "[{}]", "({})", "{})"])
def test_labels_below_a_further_paragraph_begin_notes(dress: str, back: str) -> None:
    one, two, three, four = (dress.format(n) for n in range(1, 5))
    notes = (
        f"{one} J. Baker, Of bread, which tells of the oven and its heat at some length.{back}\n"
        f"{two} J. Baker, Of salt.\n\nShe gives the price of it as an early case, and does not\ncall it the first."
        f"{back}\n{three} J. Baker, Of rye, in which the oven is described once more and in\nother words.{back}\n"
        f"{four} J. Baker, Of bran."
    )
    result = import_plain(Source("case.txt", f"Of bread\n\n{CALLS}\n\nNotes\n{notes}\n", "0"))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4]
    assert not result.report["missing"]
    proved(result)
    for number, what in ((3, "rye"), (4, "bran")):
        assert f"[^{number}]: J. Baker, Of {what}" in result.markdown


def runs_of(text: str) -> list[Block]:
    """The runs of lines between blank ones."""
    lines = groupby(text_lines(text), key=lambda line: line is not None)
    return [Block(tuple(filter(None, run)), 1) for shown, run in lines if shown]


LISTED = "1. Of bread.\n2. Of salt.\n\n"


@pytest.mark.parametrize(
    "run",
    [
        "It was read on page\n3. The rest is lost.",  # within a sentence
        "It was read.\n4. The rest is lost.",  # not the next
        "It was read.\n3) The rest is lost.",  # another form
        "It was read.\n3 men came.",  # no form of its own
        "3. Of rye.\nIt was read.\n4. The rest is lost.",  # begins with a label itself
    ],
)
def test_what_only_looks_like_the_next_label_cuts_no_run(run: str) -> None:
    text = LISTED + run
    runs = [block.lines for block in cut_at_labels(text, runs_of(text))]
    assert runs == [block.lines for block in runs_of(text)]


def test_run_is_cut_before_the_label_that_is_due() -> None:
    text = f"{LISTED}It was read.\n3. Of rye.\n4. Of bran."
    below = list(cut_at_labels(text, runs_of(text)))[-1]
    assert text[below.start : below.end] == "3. Of rye.\n4. Of bran."


def test_list_that_ended_long_above_has_no_label_due() -> None:
    text = LISTED + "It rained.\n\n" * 6 + "It was read.\n3. Of rye."
    assert [b.lines for b in cut_at_labels(text, runs_of(text))] == [b.lines for b in runs_of(text)]


@pytest.mark.parametrize("further", ["It lies in the town hall.", "It lies in the town hall,\nbelow the stairs."])
def test_raised_label_below_a_further_paragraph_begins_a_note(further: str) -> None:
    said = zip("miller smith clerk cook".split(), "¹²³⁴", strict=True)
    calls = "\n\n".join(f"{PROSE}So said the {name}.{mark} {PROSE}" for name, mark in said)
    notes = f"¹ J. Baker, Of bread.\n² J. Baker, Of salt.\n\n{further}\n³ J. Baker, Of rye.\n⁴ J. Baker, Of bran."
    result = import_plain(Source("case.txt", f"Of bread\n\n{calls}\n\nNotes\n\n{notes}\n", "0"))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4]
    assert not result.report["missing"]
    proved(result)
    assert "[^3]: J. Baker, Of rye." in result.markdown
