"""What an editor answers: the counts, the findings and the account are those of the text that is written."""

import pytest

from pressbuild.collation.changes import changes
from pressbuild.importers.account.account import account, left_out
from pressbuild.importers.account.answers import Answers
from pressbuild.importers.account.doubts import HEADINGS, MARKS, Doubt, doubts
from pressbuild.importers.account.written import held
from pressbuild.importers.source import Imported
from pressbuild.intake import proved
from tests.importers.desk import imported

MILLS = """On mills

The wheels of Thornby were of oak, and stood below the weir for two hundred years.1 The weir fell.

Agents of MI5.2 The clerk wrote their names into a ledger that nobody has read since, and died.

Oats came by barge, and were weighed upon the quay before any miller was let near them.3 So it went.

The lock was mended

The quay has gone, and the ledgers lie in a cellar of the town hall, below the stairs.4 Nobody asks.

Notes

1. See the roll of the mills.
2. See the clerk.
3. See the book of the quay.
4. See the hall's own list.
"""


def asked(result: Imported, kind: str) -> Doubt:
    return next(doubt for doubt in doubts(result) if doubt.kind == kind)


def test_a_mark_that_is_taken_back_is_no_mark_and_its_note_is_an_orphan() -> None:
    result = imported(MILLS, "mills.txt")
    answers = Answers(result)
    answers.reject(asked(result, MARKS))
    settled = answers.imported()
    assert "Agents of MI5.2 The clerk" in settled.wanted
    assert [note["number"] for note in settled.report["notes"]] == [1, 3, 4]
    messages = {finding.message: finding.code for finding in settled.findings}
    assert messages["note 2 has no mark in the text: you have left “2” as it is"] == "note-orphan"
    assert not [message for message in messages if "is taken for the mark" in message]
    assert "“2” is taken" not in str(settled.report["diagnostics"])
    assert held(settled.wanted) == {"called": 3, "notes": 4, "headings": 1}


def test_a_mark_that_is_agreed_to_is_no_doubt_any_more() -> None:
    result = imported(MILLS, "mills.txt")
    answers = Answers(result)
    answers.accept(asked(result, MARKS))
    settled = answers.imported()
    assert settled.wanted == result.markdown
    assert not [finding for finding in settled.findings if "is taken for the mark" in finding.message]
    assert "is taken for" not in account(proved(settled), "mills.txt", "mills.md")


def test_a_mark_that_is_written_away_leaves_an_orphan() -> None:
    result = imported(MILLS, "mills.txt")
    answers, doubt = Answers(result), asked(result, MARKS)
    answers.write(doubt.row, answers.lines[doubt.row].replace("MI5.[^2]", "the crown."), doubt)
    settled = answers.imported()
    assert "note 2 has no mark in the text: you have taken it out" in {finding.message for finding in settled.findings}
    assert not [finding for finding in settled.findings if "is taken for the mark" in finding.message]


def test_a_heading_that_is_none_is_not_counted() -> None:
    result = imported(MILLS, "mills.txt")
    answers = Answers(result)
    answers.reject(asked(result, HEADINGS))
    settled = answers.imported()
    assert settled.report["headings"] == []
    assert held(settled.wanted)["headings"] == 0
    assert "is a heading" in str([finding.message for finding in result.findings])
    assert "is a heading" not in str([finding.message for finding in settled.findings])


def test_of_two_headings_of_the_same_words_one_is_taken_back() -> None:
    result = imported(
        MILLS.replace("\n\nNotes\n", "\n\nThe lock was mended\n\nNobody has asked for years.\n\nNotes\n"), "mills.txt"
    )
    answers = Answers(result)
    answers.reject(asked(result, HEADINGS))
    said = [finding.message for finding in answers.imported().findings if "is a heading" in finding.message]
    assert said == ["“The lock was mended” is a heading"]


def test_a_title_that_was_written_anew_is_not_said_to_be_the_old_one() -> None:
    result = imported(MILLS, "mills.txt")
    answers = Answers(result)
    title = next(doubt for doubt in doubts(result) if doubt.message == "the title is “On mills”")
    answers.write(title.row, "title: Of mills", title)
    assert "On mills" not in {finding.message for finding in answers.imported().findings}
    assert "the title is" not in str(answers.imported().report["diagnostics"])


def test_what_was_left_out_and_is_wanted_is_left_out_no_more() -> None:
    result = imported(MILLS, "mills.txt")
    answers = Answers(result)
    doubt = next(doubt for doubt in doubts(result) if doubt.message.startswith("left out, "))
    answers.reject(doubt)
    settled = answers.imported()
    assert len(settled.report["words"]["left_out"]) == len(result.report["words"]["left_out"]) - 1
    assert "\n\nNotes\n\n" in settled.wanted


def test_a_mark_that_belongs_in_one_line_belongs_between_words_of_it() -> None:
    text = (
        "On mills\n\nThe weir fell.1 The wheel stopped. The miller wept.3\n\nNotes\n\n1. Roll.\n2. Clerk.\n3. Quay.\n"
    )
    messages = {finding.message for finding in imported(text, "mills.txt").findings}
    where = "it belongs in line 3, between “The weir fell.” and “stopped. The miller wept.”"
    assert f"note 2 has no mark in the text; {where}" in messages


def test_a_word_that_a_line_s_end_parted_is_named_whole() -> None:
    lines = "The bakers of the town were up before it was light, and they were look-\ning, they said, for flour.\n"
    messages = {finding.message for finding in imported(f"On bread\n\n{lines}", "bread.txt").findings}
    assert "words that a line's end had parted were put together once, first “looking”" in messages


def test_what_was_left_out_is_named_by_its_kind() -> None:
    assert left_out(imported(MILLS, "mills.txt")) == "editions head their notes themselves (1 word)"


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        ("The oats came late.", "behind “The oats came”, “late” was put in"),
        ("The came.", "behind “The”, “oats” was taken out"),
        ("The rye came.", "behind “The”, “oats” became “rye”"),
        ("Old oats came.", "at the beginning, “The” became “Old”"),
    ],
)
def test_a_difference_is_told_by_the_words_that_differ(edited: str, said: str) -> None:
    assert list(changes("The oats came.\n", edited)) == [f"in the text, {said}"]


PAGE = """<head><title>Bread</title></head><article><h1>Bread</h1><p>The oven was warm, and the bakers were up before it
was light.1 So.</p><p>It rose in 1914,2 and then fell, as their fathers had told them that it would.</p><p>Nobody in the
street slept at all.3 So.</p><h2>Notes</h2><p>1. See Miller.</p><p>2. See Crumb.</p><p>3. Ibid.</p></article>"""


def test_a_doubtful_mark_of_a_page_is_asked_about_once() -> None:
    result = imported(PAGE, "bread.html")
    about = [doubt for doubt in doubts(result) if "is taken for the mark of note 2" in doubt.message]
    assert len(about) == 1
    assert about[0].kind == MARKS
    answers = Answers(result)
    answers.accept(about[0])
    settled = answers.imported()
    assert "is taken for the mark" not in "".join(finding.message for finding in settled.findings)
    assert "is taken for the mark" not in str(settled.report["diagnostics"])
