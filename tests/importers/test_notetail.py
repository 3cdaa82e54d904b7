"""What follows the last note is text, whether or not a note has several paragraphs; and what may be is said."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

TEXT = "\n\n".join(
    f"The miller came to the river for the {n}th time and said that he would wait.{n}" for n in range(4, 8)
)
TEXT = (
    TEXT.replace("wait.4", "wait.1").replace("wait.5", "wait.2").replace("wait.6", "wait.3").replace("wait.7", "wait.4")
)
NOTES = "Notes\n\n1. Miller, p. 12.\n\n{}2. Baker, p. 14.\n\n3. Miller, p. 15.\n\n4. Baker, p. 19."
TWO_PARAGRAPHS = "He says more of it there.\n\n"
TAILS = (
    "Index\n\nbread, 12, 14–19\n\nmillers, 3, 7",
    "INDEX\nbread, 12, 14–19\nmillers, 3, 7",
    "* * *\n\nA. Baker lives in the valley.",
    "THE END",
    "The End.",
    "FINIS.",
    "Ende",
    "THE END.\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE MILL BOOK ***\n\nThe old editions will be renamed.",
    "*** END OF THE PROJECT GUTENBERG EBOOK THE MILL BOOK ***",
    "About the author\n\nA. Baker lives in the valley.",
    "© 1998 A. Baker. All rights reserved.",
    "Copyright 1998 by A. Baker.",
    "ISBN 0 00 000000 0",
    "First published in the valley in 1998.",
    "Source: The Mill Review, spring 1998.",
    "Bibliography\nBaker, A., Flour, 1998.",
    "Appendix\n\nThe prices of flour were as they had been.",
    "Appendix 1\n\nThe prices of flour were as they had been.\n\n1. The mill: 12 pounds.\n\n2. The river: 14 pounds.",
    "Glossary\n\nMill. Where flour is made.",
    "Afterword\n\nThe mill has burnt down since.",
    "Acknowledgements\n\nThe millers were kind.",
    "Share this:\nBy mail\n\nRelated\n\n3 comments",
)  # fmt: skip


def read(notes: str, tail: str) -> Imported:
    return import_plain(Source("mill.txt", f"The Mill Book\n\n{TEXT}\n\n{notes}\n\n{tail}\n", "0"))


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("further", ["", TWO_PARAGRAPHS])
def test_what_follows_is_no_part_of_the_last_note(further: str, tail: str) -> None:
    made = read(NOTES.format(further), tail)
    assert [int(mark["number"]) for mark in made.report["notes"]] == [1, 2, 3, 4]
    assert len(made.report["bodies"]) == 4
    last = made.report["bodies"][-1]
    assert last["end"] - last["start"] == len("4. Baker, p. 19.")
    proved(made)
    said = ("the notes and", "Project Gutenberg’s licence")
    assert any(words in finding.message for finding in made.findings for words in said)


@pytest.mark.parametrize(
    "tail", ["He says more of it there.", "He says more of it.\n\nAnd more.", "the end of the mill is told there."]
)
def test_a_further_paragraph_is_part_of_the_last_note_where_notes_have_several(tail: str) -> None:
    made = read(NOTES.format(TWO_PARAGRAPHS + "And more.\n\n"), tail)
    last = made.report["bodies"][-1]
    assert last["end"] - last["start"] == len(f"4. Baker, p. 19.\n\n{tail}")
    assert not any("far longer" in finding.message for finding in made.findings)


def test_a_last_note_far_longer_than_its_peers_is_said() -> None:
    story = "\n\n".join(["The baker lived by the river and had three mills, of which one stood still."] * 4)
    made = read(NOTES.format(TWO_PARAGRAPHS), story)
    (said,) = [finding for finding in made.findings if "far longer" in finding.message]
    assert said.place is not None
    assert said.message.startswith("note 4 is far longer than the others; “The baker lived")


def test_a_note_within_the_list_far_longer_than_its_peers_is_said() -> None:
    story = "\n\n".join(["The baker lived by the river and had three mills, of which one stood still."] * 7)
    made = read(NOTES.format(f"{story}\n\n"), "")
    (said,) = [finding for finding in made.findings if "far longer" in finding.message]
    assert said.message.endswith("may begin what is no note")
    assert said.place is not None
    assert not any("far longer" in finding.message for finding in read(NOTES.format(TWO_PARAGRAPHS), "").findings)
