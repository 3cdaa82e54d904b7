"""Notes that symbols label: what is tied to its mark, what stays text, what is reported."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.symbols import signs, symbol_at
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

HEAD = "Bread in the north\n\nBy Jane Doe\n\n"
PLAIN = "The bakers of the town met early in the year and spoke of nothing else for a week."


def imported(text: str) -> Imported:
    return import_plain(Source("case.txt", HEAD + text + "\n", "0"))


def tied(text: str) -> list[tuple[int, str, str]]:
    """Each note's number, the twelve characters before its mark, and how its text begins."""
    report = imported(text).report
    whole = HEAD + text
    marks = {mark["number"]: mark["offset"] for mark in report["notes"]}
    return [
        (b["number"], whole[marks[b["number"]] - 12 : marks[b["number"]]], whole[b["text_start"] : b["text_start"] + 5])
        for b in report["bodies"]
        if b["number"] in marks
    ]


@pytest.mark.parametrize("symbol", ["*", "†", "‡", "§", "‖", "¶", "**", "††", "***"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The baker sang.{} The miller slept.",
        "The baker,{} who sang, slept.",
        "The baker{} sang. The miller slept.",
        "He said ‘so’.{} The miller slept.",
        "The list goes on (bakers, millers{}); and so on.",
        "That was in 1871,{} as they say.",
        "That was in 1871{} or so.",
        "The baker sang.[{}] The miller slept.",
        "The baker sang.{}",
        "The baker—so they say{}—sang.",
        "The baker sang.{}The miller slept.",
    ],
)
def test_mark_is_tied_to_its_note(symbol: str, sentence: str) -> None:
    text = f"{sentence.format(symbol)}\n\n{symbol} Aloud.\n\n{PLAIN}"
    result = imported(text)
    assert len(result.report["notes"]) == 1
    assert result.report["notes"][0]["printed"] == symbol
    assert (HEAD + text)[result.report["notes"][0]["offset"] :].startswith(symbol)
    assert (
        f"{sentence.format('[^1]').replace('[[^1]]', '[^1]').replace('[^1]The', '[^1] The')}\n\n[^1]: Aloud."
        in result.markdown
    )
    proved(result)


def test_note_that_begins_with_a_section_of_law() -> None:
    assert symbol_at("† § 12 of it", 0, 12) == ("†", 2)
    assert symbol_at("§ 12 of it", 0, 10, "‡") == ("§", 2)


@pytest.mark.parametrize("label", ["* ", "*", "[*] ", "(*) ", "*) ", "*\t", "*\u00a0"])
def test_labels(label: str) -> None:
    assert symbol_at(f"{label}Aloud.", 0, len(label) + 6) == ("*", len(label))


@pytest.mark.parametrize(
    "line",
    [
        "* * *",
        "***",
        "*so* it was",
        "**So** it was",
        "§ 12 of the law",
        "§12",
        "¶ 3",
        "¶ iv. Of bread",
        "*1843",
        "*",
        "* ",
    ],
)
def test_no_label(line: str) -> None:
    assert symbol_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    "words",
    [
        "a *so* called loaf",
        "a **so** called loaf",
        "the *goed of grammar",
        "5 * 3 makes 15",
        "5*3 makes 15",
        "he said d*mn",
        "the Count of B*** came",
        "born *1843, and †1901 gone",
        "a film (***) for bakers",
        "a film *** for bakers",
        "§ 12 and §12 of it",
        "¶ 3 says so",
        "a 5* inn",
        "0.35* in the table",
        "*Bread rises slowly. Salt is dear.* So it goes",
        "what *Capt. Baker said* of it",
        "Lord B* and vitamin B† came",
        "a*b and a.*b",
        "* * *",
    ],
)
def test_no_mark(words: str) -> None:
    assert list(signs(words, 0, len(words))) == []


@pytest.mark.parametrize(
    ("words", "symbol", "score"),
    [
        ("the form *goed is rare there. It stands nowhere.* So it goes", "*", 1.0),
        ("rose by 8.2‡ in all", "‡", 0.5),
        ("rose by 8.2%† in all", "†", 0.5),
        ("the time of Charles I† and his bakers", "†", 0.5),
        ("those that they spoke of (a†) and more", "†", 0.5),
    ],
)
def test_mark_in_an_unusual_place(words: str, symbol: str, score: float) -> None:
    assert [(sign.symbol, sign.score) for sign in signs(words, 0, len(words))] == [(symbol, score)]


def test_symbols_begin_anew_on_every_page() -> None:
    text = (
        f"One rose.* Two fell.† {PLAIN}\n\n* A note.\n\n† B note.\n\n{PLAIN} Three sang,* and so on.\n\n* C note.\n\n"
        f"Four spoke.* Five wept.†\n\n* D note.\n† E note.\n\n{PLAIN}"
    )
    assert [(number, note) for number, _, note in tied(text)] == [
        (1, "A not"),
        (2, "B not"),
        (3, "C not"),
        (4, "D not"),
        (5, "E not"),
    ]
    assert [before.split()[-1] for _, before, _ in tied(text)] == ["rose.", "fell.", "sang,", "spoke.", "wept."]


def test_notes_of_several_pages_at_the_end_of_a_chapter() -> None:
    text = f"One rose.* Two fell.† {PLAIN}\n\nThree sang.* Four wept.†\n\nNotes\n\n* A.\n\n† B.\n\n* C.\n\n† D."
    assert [before.split()[-1] for _, before, _ in tied(text)] == ["rose.", "fell.", "sang.", "wept."]
    assert "Notes" not in imported(text).markdown


def test_a_paragraph_goes_on_over_its_page_and_its_notes() -> None:
    text = f"{PLAIN} The millers* of the valley were glad of\n\n-----\n* Not of the hills.\n\nthe price. {PLAIN}"
    markdown = imported(text).markdown
    assert "The millers[^1] of the valley were glad of the price." in markdown
    assert "[^1]: Not of the hills." in markdown


def test_short_line_that_notes_cut_off_is_no_heading() -> None:
    text = f"{PLAIN}\n\nThe millers* were glad of\n\n* Not of the hills.\n\nthe price. {PLAIN}"
    assert "The millers[^1] were glad of the price." in imported(text).markdown


def test_notes_with_figures_keep_their_numbers() -> None:
    text = f"One.1 Two.* {PLAIN}\n\n* Ed.\n\nThree.2 {PLAIN} Four.†\n\n† Ed. again.\n\nNotes\n\n1. First.\n\n2. Second."
    result = imported(text)
    assert [(note["number"], note["printed"]) for note in result.report["notes"]] == [
        (1, 1),
        (3, "*"),
        (2, 2),
        (4, "†"),
    ]
    assert sorted(body["number"] for body in result.report["bodies"]) == [1, 2, 3, 4]
    assert not [finding for finding in result.findings if str(finding.severity) != "note"]


def test_symbols_among_the_notes_with_figures() -> None:
    text = f"One.1 Two.* Three.2 {PLAIN}\n\nNotes\n\n1. First.\n\n* Star.\n\n2. Second."
    result = imported(text)
    assert "[^1]: First.\n\n[^3]: Star.\n\n[^2]: Second." in result.markdown
    proved(result)


def test_note_on_the_title() -> None:
    text = f"Bread in the north*\n\nBy Jane Doe\n\n{PLAIN}\n\n* Read to the guild in May.\n"
    result = import_plain(Source("case.txt", text, "0"))
    assert "title: Bread in the north[^1]\n" in result.markdown


def test_lost_mark_is_reported_with_the_place_to_look_in() -> None:
    text = f"One rose.* {PLAIN}\n\n* A note.\n\nTwo fell. {PLAIN}\n\n* B note.\n\nThree sang.* {PLAIN}\n\n* C note."
    result = imported(text)
    assert [note["number"] for note in result.report["notes"]] == [1, 3]
    (missing,) = result.report["missing"]
    whole = HEAD + text
    assert missing["number"] == 2
    assert whole.index("A note") < missing["after"] < whole.index("Two") < missing["before"] <= whole.index("* B")
    assert "note 2 (“*”) has no mark in the text; it belongs between lines 7 and 11" in {
        finding.message for finding in result.findings
    }


def test_mark_whose_note_is_lost_is_reported() -> None:
    text = f"One rose.* {PLAIN}\n\n* A note.\n\nTwo fell.† {PLAIN}"
    result = imported(text)
    assert [entry["text"] for entry in result.report["rejected"]] == ["†"]
    assert [f.code for f in result.findings if str(f.severity) == "warning"] == ["note-missing"]
    assert "Two fell.†" in result.markdown


def test_of_two_marks_that_would_do_as_well_none_is_taken_and_both_are_said_to_be_doubtful() -> None:
    text = f"One rose.* {PLAIN} Two fell.* {PLAIN}\n\n* A note."
    result = imported(text)
    assert result.report["notes"] == []
    (gap,) = result.report["missing"]
    assert (HEAD + text)[gap["after"] : gap["before"]].count("*") == 2
    assert "[^1]: A note." in result.markdown
    said = [finding.message for finding in result.findings if str(finding.severity) == "warning"]
    assert sum("it is not certain to which of the notes" in message for message in said) == 2
    proved(result)


def test_notes_beside_one_of_two_marks_have_theirs() -> None:
    text = f"One rose.* {PLAIN} Two fell.* {PLAIN} Three sang.† {PLAIN}\n\n* A note.\n\n† Another."
    result = imported(text)
    assert [(note["number"], note["printed"]) for note in result.report["notes"]] == [(2, "†")]
    (gap,) = result.report["missing"]
    assert (HEAD + text)[gap["after"] : gap["before"]].count("*") == 2


def test_bullets_below_a_note_whose_mark_stands_again_are_none_of_its_paragraphs() -> None:
    """The sign in the text above the bullets calls the next note."""
    bullets = "\n\n".join(f"* Of {what}." for what in ("bread", "salt", "rest"))
    text = f"One rose.* {PLAIN} So it did.*\n\n* A note.\n\n{PLAIN} See page 71* there.\n\n{bullets}"
    result = imported(f"{text}\n\n{PLAIN} Two fell.† {PLAIN}\n\n* Another.\n\n† A third.")
    assert [body["printed"] for body in result.report["bodies"]] == ["*", "*", "†"]
    assert [(note["number"], note["printed"]) for note in result.report["notes"]] == [(2, "*"), (3, "†")]
    assert [gap["number"] for gap in result.report["missing"]] == [1]


STAYS = {
    "bullets": f"{PLAIN}\n\n* Bread.\n\n* Salt.\n\n* Rest.\n\n{PLAIN}",
    "bullets on lines": f"{PLAIN}\n\n* Bread.\n* Salt.\n* Rest.\n\n{PLAIN}",
    "bullets and one sign": f"The loaf* was old. {PLAIN}\n\n* Bread.\n\n* Salt.\n\n* Rest.\n\n{PLAIN}",
    "bullets far apart": f"The loaf* was old.\n\n* Bread.\n\n{PLAIN}\n\n* Salt.\n\n{PLAIN}\n\n* Rest.\n\n{PLAIN}",
    "a sign with a meaning": f"Rye,* spelt,* oats* and barley* are sold out. {PLAIN}\n\n* Sold out.",
    "grammar": f"The form *goed is not found. {PLAIN}\n\n* Nor is comed.\n\n{PLAIN}",
    "births": f"Ann Baker\n\n* 1843 in Bath\n\n† 1901 in Bristol\n\n{PLAIN}",
    "law": f"So the law has it.\n\n§ 1 Bread is free.\n\n§ 2 Salt is not.\n\n{PLAIN}",
    "breaks": f"{PLAIN}\n\n* * *\n\n{PLAIN}\n\n***\n\n{PLAIN}",
    "emphasis": f"A *loaf* is a **loaf**.\n\n*Loaf* is the word.\n\n**So it is.** {PLAIN}",
    "a line without a mark": f"{PLAIN}\n\n* The bakers’ guild.\n\n{PLAIN}",
    "a mark without a note": f"The loaf.* {PLAIN}\n\n{PLAIN}",
}


@pytest.mark.parametrize("name", STAYS)
def test_no_notes(name: str) -> None:
    result = imported(STAYS[name])
    assert "[^" not in result.markdown
    assert not result.report["notes"]
    proved(result)
    assert not [finding for finding in result.findings if str(finding.severity) != "note"]


def test_what_is_left_is_in_the_report() -> None:
    assert [entry["text"] for entry in imported(STAYS["a sign with a meaning"]).report["rejected"]] == ["*"] * 5
    assert [entry["text"] for entry in imported(STAYS["a line without a mark"]).report["rejected"]] == ["*"]
    assert [entry["text"] for entry in imported(STAYS["a mark without a note"]).report["rejected"]] == ["*"]


def test_no_note_within_a_note() -> None:
    text = f"One rose.1 {PLAIN}\n\nNotes\n\n1. First.* And more.\n\n* Star."
    result = imported(text)
    assert "First.\\* And more." in result.markdown
    proved(result)


def test_as_many_notes_as_marks_are_tied_however_many() -> None:
    notes = "\n\n".join(f"{symbol} Loaf {symbol}" for symbol in ["*", "†"] * 1500)
    result = imported("\n\n".join(["The loaf* was old, and the rye† too."] * 1500) + "\n\nNotes\n\n" + notes)
    assert len(result.report["notes"]) == 3000


def test_many_lines_that_are_no_notes_take_no_time() -> None:
    bullets = "\n\n".join(f"* Loaf {number}" for number in range(3000))
    result = imported("\n\n".join(["The loaf* was old."] * 3001) + "\n\n" + bullets)
    assert not result.report["notes"]
    proved(result)


@pytest.mark.parametrize("symbol", ["*", "†", "**"])
def test_note_right_below_broken_lines(symbol: str) -> None:
    text = (
        f"One rose early in the town of the bakers and went to the\nmill for flour,{symbol} and so it was that all of"
        f" them\nmet in the square and spoke of bread for the whole week.\n{symbol} Jane Baker, On Bread.\n\n"
        "Two fell late in the town of the bakers and went to the\nmill for flour, and so it was that all of them met in"
        " a\nsquare and spoke of bread and salt for the whole week."
    )
    result = imported(text)
    assert "flour,[^1] and so" in result.markdown
    assert "[^1]: Jane Baker, On Bread.\n" in result.markdown
    proved(result)


def test_stars_under_a_heading_one_of_whose_marks_is_lost_are_notes_without_marks() -> None:
    text = f"One rose.* {PLAIN}\n\nTwo fell. {PLAIN}\n\nThree sang.* {PLAIN}\n\nNotes\n\n* A.\n\n* B.\n\n* C."
    result = imported(text)
    assert [body["number"] for body in result.report["bodies"]] == [1, 2, 3]
    assert [gap["number"] for gap in result.report["missing"]] == [1, 2, 3]
    assert "One rose.\\*" in result.markdown
    said = [f.message for f in result.findings if str(f.severity) == "warning"]
    assert sum("it is not certain to which of the notes" in message for message in said) == 2


@pytest.mark.parametrize("labels", [("*", "*"), ("[*]", "[*]"), ("*", "†"), ("†", "†"), ("[a]", "[a]")])
@pytest.mark.parametrize("head", ["Notes", "NOTES", "Footnotes"])
def test_a_head_of_notes_at_each_chapters_end_goes(head: str, labels: tuple[str, str]) -> None:
    chapters = (
        f"{title}\n\nThe baker sang.{label} {PLAIN} The miller slept.{more}\n\n{head}\n\n{label} Ledger, f. {page}."
        + (f"\n\n{more} Ledger, f. 40." if more else "")
        for (title, page), label in zip((("The mill", 3), ("The weir", 5)), labels, strict=True)
        for more in ("[b]" if label == "[a]" else "",)
    )
    result = imported("\n\n".join(chapters))
    proved(result)
    assert [heading["text"] for heading in result.report["headings"]] == ["The mill", "The weir"]
    assert result.markdown.count("]: Ledger, f. 3.\n") == result.markdown.count("]: Ledger, f. 5.\n") == 1
    assert head not in result.markdown


def test_bullets_under_notes_stay_bullets() -> None:
    result = imported(f"{PLAIN}\n\nNotes\n\n* Buy bread.\n\n* Buy salt.\n\n* Rest.")
    assert not result.report["bodies"]


def test_sum_broken_over_two_lines_of_a_note_is_no_note() -> None:
    prose = (
        "The bakers of the town met early in the year and spoke of nothing else for\n"
        "weeks,* and the millers, who had come down from the valleys in the snow, did\n"
        "not speak at all.† In the end the clerks wrote to the county, and it wrote\n"
        "back. Nothing came of it, though the bread was dearer in the spring by half."
    )
    notes = (
        "* The millers of the northern valleys are counted in the annex, which has 5\n"
        "* 4 of them in a table.\n\n"
        "† The bakers of the town are not counted anywhere, as far as we know it."
    )
    report = imported(f"{prose}\n\n{notes}").report
    assert [body["printed"] for body in report["bodies"]] == ["*", "†"]
    assert [mark["printed"] for mark in report["notes"]] == ["*", "†"]
