"""Note marks recovered from figures: what is found, what is refused, what is reported."""

import re

import pytest

from pressbuild.importers.flattened.blocks import blocks
from pressbuild.importers.flattened.lines import text_lines
from pressbuild.importers.flattened.links import addresses
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.figures import Seen
from pressbuild.importers.marks.markchain import best_chain
from pressbuild.importers.marks.markcontext import Candidate
from pressbuild.importers.marks.notelist import note_lists
from pressbuild.importers.marks.notemarks import Recovery
from pressbuild.importers.marks.recovering import recover
from pressbuild.importers.marks.unlisted import without_list
from pressbuild.importers.source import Source
from tests.importers.books import SUPERIORS
from tests.importers.desk import proved

NOTES = "\n\n\n1. The first note.\n\n2. 1980 edition, p. 4.\n\n3. See above.\n"


def recovered(text: str) -> Recovery:
    parts = blocks(text, list(text_lines(text)))
    return recover(Seen(text, addresses(text)), parts, note_lists(text, parts, 1))


def found(text: str) -> list[tuple[int, str]]:
    """The marks with the ten characters before them."""
    return [(mark.number, text[max(0, mark.offset - 10) : mark.offset]) for mark in recovered(text).marks]


@pytest.mark.parametrize(
    "sentence",
    [
        "The baker sang.{} The miller slept.",
        "The baker sang.{}\n\nThe miller slept.",
        "Who sang?{} The miller slept.",
        "The baker,{} who sang, slept.",
        "He said ‘so’.{} The miller slept.",
        "He called it “song”{} and slept.",
        "The list goes on (bakers, millers, etc{}); and so on.",
        "And so they sang, bakers and millers ...{}\n\nThey slept.",
        "The song (Where is the flour?{}) is old. They slept.",
        "The miller{} slept.",
        "She came to Bakewell{} in spring.",
        "The baker sang.[{}] The miller slept.",
        "The baker sang [{}]. The miller slept.",
        "The baker sang.({}) The miller slept.",
        "The baker sang.^{} The miller slept.",
        "The baker sang.{}The miller slept.",
        "The baker sang.{}I slept.",
        "The baker sang,{}and the miller slept.",
        "The baker sang{}The miller slept.",
        "The baker sang.[{}]the miller slept.",
        "The baker sang.[^{}] The miller slept.",
        "The baker sang.^[{}] The miller slept.",
        "The baker sang.^({}) The miller slept.",
        "The baker sang.{{{}}} The miller slept.",
        "The baker sang.<{}> The miller slept.",
        "The baker sang.[fn{}] The miller slept.",
        "The baker sang [Note {}]. The miller slept.",
    ],
)
def test_mark_is_found(sentence: str) -> None:
    text = "One begins.1 Then one goes on.\n\n" + sentence.format(2) + "\n\nAnd one ends.3" + NOTES
    marks = recovered(text).marks
    assert [mark.number for mark in marks] == [1, 2, 3]
    assert text[marks[1].offset] == "2"
    before = sentence.format(2).partition("2")[0]
    assert marks[1].start == text.index(before) + len(re.sub(r"[\[(^{<]+(?:Note |fn)?$", "", before))


@pytest.mark.parametrize(
    "together",
    [
        "sang.2,3 The",
        "sang.2, 3 The",
        "sang2,3.",
        "sang2, 3.",
        "sang.2;3 The",
        "sang.2 3 The",
        "sang.[2,3] The",
        "sang [2, 3].",
        "sang.[2][3] The",
        "sang.(2,3) The",
        "sang.^2,3 The",
        "sang.²,³ The",
        "sang.²³ The",
        "sang.² ³ The",
        "sang.23 The",
        "sang.[2-3] The",
    ],
)
def test_marks_that_stand_together(together: str) -> None:
    own = "¹⁴" if "²" in together else "14"
    text = f"One begins.{own[0]} The baker {together} miller slept, and one ends.{own[1]}" + NOTES + "\n4. So.\n"
    marks = recovered(text).marks
    assert [mark.number for mark in marks] == [1, 2, 3, 4]
    assert text[marks[1].end : marks[2].start].strip() == ""


@pytest.mark.parametrize("span", [".[2-4] ", ".2–4 ", " [2–4]. ", ".²⁻⁴ ", ".²–⁴ "])
def test_range_of_marks(span: str) -> None:
    own = "¹⁵" if "²" in span else "15"
    text = f"One begins.{own[0]} The baker sang{span}The miller slept, and so one ends.{own[1]}" + NOTES
    recovery = recovered(f"{text}\n4. So.\n\n5. And so.\n")
    assert [mark.number for mark in recovery.marks] == [1, 2, 3, 4, 5]
    assert not recovery.missing


@pytest.mark.parametrize("trap", ["in war2, 3 men fell", "2,3 of them", "12,345 loaves", "at 2, 3 and 4", "pp. 2-3"])
def test_figures_that_stand_together(trap: str) -> None:
    text = f"One begins.1 It was {trap} there, and so it goes on. Then one ends.4" + NOTES + "\n4. So.\n"
    numbers = [mark.number for mark in recovered(text).marks]
    assert numbers in ([1, 4], [1, 2, 4] if "war2" in trap else [1, 4])


@pytest.mark.parametrize("trap", ["B2B trade", "a Web2Print shop", "2nd", "the 2in pipe", "at 2pm", "MP2s"])
def test_figure_within_a_word_is_no_mark(trap: str) -> None:
    text = f"One begins.1 It was {trap}, they said. Then one goes on.2 And one ends.3" + NOTES
    assert found(text)[1][1].endswith(" goes on.")


@pytest.mark.parametrize(
    ("lost", "set_right"),
    [
        ("sang.2The", "sang.[^2] The"),
        ("sang.[2]The", "sang.[^2] The"),
        ("sang.[2]the", "sang.[^2] the"),
        ("sang.2“The", "sang.[^2] “The"),
        ("sang.2 The", "sang.[^2] The"),
    ],
)
def test_space_that_is_lost_behind_a_mark_is_put_back(lost: str, set_right: str) -> None:
    text = f"Bread\n\nOne begins.1 The baker {lost} miller slept on.\n\nAnd one ends.3" + NOTES
    result = import_plain(Source("case.txt", text, "0"))
    assert set_right in result.markdown
    proved(result)
    said = [finding.message for finding in result.findings if "space lost" in finding.message]
    assert said == ([] if " The" in lost else ["a space lost behind a note's mark was put back once"])


@pytest.mark.parametrize("pair", [("({})", "{}"), ("{}", "({})"), ("[{}]", "{}"), ("^{}", "({})")])
@pytest.mark.parametrize("turned", [False, True])
def test_of_a_mark_and_its_repetition_the_one_in_the_form_of_the_others(pair: tuple[str, str], turned: bool) -> None:
    own, other = pair
    true, false = f"One begins for reasons{own.format(1)} of its own.", f"What it is stands here.{other.format(1)}"
    paragraphs = [false, true] if turned else [true, false]
    text = "\n\n".join((*paragraphs, f"Two rose{own.format(2)} early.", f"One ends{own.format(3)} late.")) + NOTES
    first, *_ = recovered(text).marks
    assert text[first.offset - 10 : first.offset].strip("([^").endswith("reasons")
    assert not any("as likely" in evidence for evidence in first.evidence)


def test_superior_figures_of_three_places_are_no_words() -> None:
    text = "".join(f"A baker sang of salt and rye.{str(n).translate(SUPERIORS)}\n\n" for n in range(1, 112))
    notes = "".join(f"{n}. See p. {n}.\n" for n in range(1, 112))
    assert proved(import_plain(Source("x.txt", f"Of salt\n\n{text}Notes\n\n{notes}", "0"))).notes_in == 111


def test_superior_figures_are_marks() -> None:
    text = "One begins.¹ A field of 5 m² lay there.² It ends.³" + NOTES
    assert found(text) == [(1, "ne begins."), (2, "lay there."), (3, " It ends.")] or [n for n, _ in found(text)] == [
        1,
        2,
        3,
    ]
    assert "²" not in text[recovered(text).marks[1].end :]


@pytest.mark.parametrize(
    "trap",
    [
        *(
            "in 1974-2",
            "(1972)",
            "No2 of the year",
            "pp2-9",
            "MI2 and G2",
            "B2 vitamins",
            "3.2%",
            "£10.2 or so",
            "article 50.2",
        ),
        *(
            "the 1972 fair",
            "http://x.org/a.2",
            "vol.2 of it",
            "the 2nd, the 2d",
            "2/3 of it",
            "§2 of it",
            "Rom. 3:2",
            "’2 it was",
        ),
        *("(Gazette, Aug. 2, 1911)", "on 2 August", "(Gazette, Sept.2, 1911)", "in Bath. 2 May was wet"),
        *("for bread. 2. Salt", "for “bread.”  2. Salt", "for bread?\n2. Salt"),
    ],
)
def test_trap_is_no_mark(trap: str) -> None:
    text = f"One begins.1 It was {trap}, they said. Then one goes on.2 And one ends.3" + NOTES
    assert [number for number, _ in found(text)] == [1, 2, 3]
    assert found(text)[1][1].endswith(" goes on.")


@pytest.mark.parametrize(
    "trap",
    [
        "in 1974-2",
        "(1972)",
        "No2 of the year",
        "pp2-9",
        "MI2 and G2",
        "3.2%",
        "in 1912",
        "page 312",
        "the 2nd",
        "§2 of",
        "(Gazette, Aug. 2, 1911)",
        "(Gazette, Sept.2, 1911)",
        "in Bath. 2 May was wet",
        *("for bread. 2. Salt", "for “bread.”  2. Salt", "for bread?\n2. Salt"),
    ],
)
def test_trap_stays_one_where_the_mark_is_lost(trap: str) -> None:
    text = f"One begins.1 It was {trap}, they said. Then one goes on. And one ends.3" + NOTES
    recovery = recovered(text)
    assert [mark.number for mark in recovery.marks] == [1, 3]
    (missing,) = recovery.missing
    assert (missing.number, text[missing.after - 1], text[missing.before]) == (2, "1", "3")


@pytest.mark.parametrize(
    "figure",
    [
        "in 1968",
        "cost 100,000,000",
        "in 1650–51,",
        "in 1650–51",
        "cost £850",
        "in 1877.",
        "in A.D. 918.",
        "cost 26100",
        "by J. A.",
    ],
)
def test_mark_run_together_with_a_figure_fills_a_gap(figure: str) -> None:
    text = f"One begins.1 It was {figure}2 and so on. Then one goes on. And one ends.3" + NOTES
    assert [number for number, _ in found(text)] == [1, 2, 3]


def test_year_at_the_start_of_a_note_is_no_label() -> None:
    recovery = recovered("One begins.1 It goes on.2 It ends.3" + NOTES)
    assert [(body.number, body.text_start > body.start) for body in recovery.bodies] == [
        (1, True),
        (2, True),
        (3, True),
    ]


def test_second_mark_of_a_number_is_a_repetition() -> None:
    text = "One begins.1 It goes on.2 It stays.2 It ends.3" + NOTES
    recovery = recovered(text)
    assert [mark.number for mark in recovery.marks] == [1, 2, 3]
    assert [(text[c.digit - 5 : c.digit], c.number) for c in recovery.repeated] == [("tays.", 2)]
    assert recovery.marks[1].confidence < 0.8


def test_swapped_marks_are_missed_and_refused() -> None:
    recovery = recovered("One begins.1 It goes on.3 It stays.2 It ends, and all is well.\n\nSo it is." + NOTES)
    assert len(recovery.marks) == 2
    assert len(recovery.missing) == 1
    assert [refused.why for refused in recovery.rejected] == ["out of order"]


def test_mark_above_the_number_of_notes_is_refused() -> None:
    recovery = recovered("One begins.1 It goes on.2 It ends.3 Or does it.4 It does." + NOTES)
    assert [(r.candidate.number, r.why) for r in recovery.rejected] == [(4, "above the number of notes, 3")]


def test_notes_below_each_chapter_begin_anew() -> None:
    chapter = (
        "{}\n\nThe baker sang.1 He slept.2 The end is near, and there is more of it to tell.\n\n"
        "Notes\n\n1. Sung.\n\n2. Slept.\n\n"
    )
    text = chapter.format("CHAPTER I") + chapter.format("CHAPTER II")
    recovery = recovered(text)
    assert [(mark.number, mark.printed) for mark in recovery.marks] == [(1, 1), (2, 2), (3, 1), (4, 2)]
    assert [body.number for body in recovery.bodies] == [1, 2, 3, 4]


def test_one_list_whose_numbers_begin_anew() -> None:
    lists = "\n\n\n1. a\n\n2. b\n\n3. c\n\n1. d\n\n2. e"
    text = "A baker sang.1 He slept.2 He rose.3\n\nA miller sang.1 He slept.2" + lists
    recovery = recovered(text)
    assert [(mark.number, mark.printed) for mark in recovery.marks] == [(1, 1), (2, 2), (3, 3), (4, 1), (5, 2)]


def test_list_inside_a_note_is_part_of_it() -> None:
    notes = "\n\n\n1. There are three:\n\n1. flour\n\n2. water\n\n3. salt\n\n2. Slept.\n\n3. Rose."
    recovery = recovered("A baker sang.1 He slept.2 He rose.3" + notes)
    assert [body.number for body in recovery.bodies] == [1, 2, 3]


@pytest.mark.parametrize(
    ("note", "last"), [(1, "3. rye;"), (2, "3. rye;"), (3, "3. rye;"), (1, "3. rye."), (3, "3. rye.")]
)
def test_list_inside_the_last_note_of_a_chapter_is_part_of_it(note: int, last: str) -> None:
    """The next chapter has as many notes as the list has items."""
    text = "".join(f"So one sang of it.{n} " for n in range(1, note + 1)) + "\n\n"
    text += "So it went.1 And so it was.2 All slept then.3\n\nNotes\n\n"
    first = "".join(f"{n}. See the song.\n\n" for n in range(1, note)) + f"{note}. They sang of these:\n\n"
    notes = f"{first}1. bread;\n\n2. salt;\n\n{last}\n\n1. Of going.\n\n2. Of being.\n\n3. Of sleep.\n"
    bodies = recovered(text + notes).bodies
    assert [body.printed for body in bodies] == [*range(1, note + 1), 1, 2, 3]
    assert (text + notes)[bodies[note - 1].start : bodies[note - 1].end].endswith(last)


def test_list_inside_a_note_goes_on_to_the_note_that_is_due() -> None:
    text = "One sang.1 One slept.2 One woke.3 One went.4\n\nNotes\n\n"
    notes = "1. Song.\n\n2. Sleep.\n\n3. They had:\n\n1. bread;\n\n2. salt;\n\n3. rye;\n\n4. Of going.\n"
    assert [body.number for body in recovered(text + notes).bodies] == [1, 2, 3, 4]
    assert not recovered(text + notes).missing


def test_numbered_demands_are_no_notes() -> None:
    text = "The bakers met in 1901 and asked for four things, as bakers do.\n\n1. Bread.\n\n2. Salt.\n\n3. Rest."
    assert recovered(text) == Recovery()


def test_notes_without_marks_are_notes_where_a_heading_says_so() -> None:
    recovery = recovered("The bakers met.\n\nNotes\n\n1. In May.\n\n2. In June.")
    assert [missing.number for missing in recovery.missing] == [1, 2]


@pytest.mark.parametrize(
    "label",
    [
        "{}.",
        "{})",
        "[{}]",
        "[{}].",
        "({}).",
        "{{{}}}.",
        "{}",
        "({})",
        "[^{}]:",
        "Note {}:",
        "Footnote {}.",
        "{{{}}}",
        "<{}>",
        "{} –",
        "{}.-",
        "Fn {}.",
    ],
)
def test_labels(label: str) -> None:
    notes = "\n\n".join(f"{label.format(n)} Note {n}." for n in (1, 2, 3))
    recovery = recovered(f"A baker sang.1 He slept.2 He rose.3\n\nNotes\n\n{notes}")
    assert [(body.number, body.text_start - body.start) for body in recovery.bodies] == [
        (n, len(label.format(n)) + 1) for n in (1, 2, 3)
    ]


def test_notes_on_lines_without_blank_ones_between() -> None:
    recovery = recovered("A baker sang.1 He slept.2 He rose.3\n\nNotes\n1. Sung.\n2. Slept.\n3. Rose.\n")
    assert [body.number for body in recovery.bodies] == [1, 2, 3]


def test_marks_after_a_space_are_found_where_all_stand_so() -> None:
    text = "A baker sang. 1 He slept. 2 He rose. 3 He sang in 2 towns." + NOTES
    assert [number for number, _ in found(text)] == [1, 2, 3]


BEFORE = ("strikers", "millers", "loaves", "ovens")


def spaced(pattern: str, words: tuple[str, ...] = BEFORE) -> str:
    """A text whose marks stand as `pattern` says, {} for a word and then the mark."""
    text = "\n\n".join(
        f"They spoke of the old {pattern.format(word, n)} so they went home, as they always did."
        for n, word in enumerate(words, start=1)
    )
    return f"Of bread\n\n{text}" + NOTES + "\n4. So it is.\n"


@pytest.mark.parametrize("mark", ["{}", "[{}]", "({})", "^{}"])
@pytest.mark.parametrize("place", ["{} {}. So", "{} {} . So", "{} {}, and", "{} {} , and", "{} {}; but"])
def test_marks_behind_a_space(place: str, mark: str) -> None:
    result = import_plain(Source("case.txt", spaced(place.replace("{} {}", "{} " + mark)), "0"))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4]
    for number, word in enumerate(BEFORE, start=1):
        assert f"{word}[^{number}]{place[5:].replace(' ,', ',').replace(' .', '.').rstrip()}" in result.markdown
    proved(result)
    assert "a space before a note's mark was left out 4 times, first here" in {f.message for f in result.findings}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("{} {}. So", ("lot",) * 4),
        ("{} {}. So", ("of", "in", "to", "at")),
        ("{} {}, and", ("chapter", "page", "verse", "line")),
        ("{} ({}) men and", BEFORE),
        ("{}. ({}) Men and", BEFORE),
        ("{} {} men and", BEFORE),
    ],
)
def test_numbers_behind_a_space_are_no_marks(place: str, words: tuple[str, ...]) -> None:
    result = import_plain(Source("case.txt", spaced(place, words), "0"))
    assert result.report["notes"] == []
    assert "[^" not in result.markdown


ROUND = "({}) Of the {}."


@pytest.mark.parametrize(
    ("places", "heading"),
    [
        (("an oven of 1650 (1). So", "“Who pays?” (2) asked he. So", "the miller (3). So", "the clerk (4), and"), ""),
        (("the baker (1). So", "the miller (2), and", "one man. (3) He", "one girl. (4) She"), ""),
        (("one dog. (1) It", "one cat. (2) It", "one man. (3) He", "one girl. (4) She"), "Notes\n\n"),
        (
            ("« Qui paie ? » (1) dit-il. Il", "le four (2). Il", "le code1 (3). Il", "le sel (4) et le pain. Il"),
            "Notes\n\n",
        ),
    ],
)
def test_marks_in_the_round_brackets_of_their_labels_behind_spaces(places: tuple[str, ...], heading: str) -> None:
    notes = "\n".join(ROUND.format(n, place.split()[1]) for n, place in enumerate(places, start=1))
    text = "\n\n".join(f"They spoke of {place} went home, as always." for place in places)
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n{heading}{notes}\n", "0"))
    assert [note["number"] for note in result.report["notes"]] == [1, 2, 3, 4]
    proved(result)


@pytest.mark.parametrize("words", ["law years route house", "days channel total first", "price week March side"])
def test_marks_in_round_brackets_behind_words_that_count_without_them(words: str) -> None:
    """`law 2` is the second law, `law (2)` no law at all."""
    places = [f"the old {word} ({n}). So" for n, word in enumerate(words.split(), start=1)]
    test_marks_in_the_round_brackets_of_their_labels_behind_spaces(tuple(places), "")


def test_chapters_whose_marks_in_round_brackets_stand_behind_one_word() -> None:
    """Under labels in round brackets that word counts nothing, though it stands before most of them."""
    names = iter("baker miller clerk dyer smith reeve".split())
    parts = []
    for head in ("Bread", "Salt", "Rye"):
        said = [f"So the {next(names)} said ({n}). He went home, as always." for n in (1, 2)]
        parts += [head, *said, "(1) Baker, On bread, p. 4.", "(2) Of the men."]
    result = import_plain(Source("case.txt", "\n\n".join(("Of bread", *parts)) + "\n", "0"))
    assert [note["printed"] for note in result.report["notes"]] == [1, 2] * 3
    assert result.report["missing"] == []


def test_items_within_a_sentence_are_no_marks_of_a_list_with_such_labels() -> None:
    text = "They asked for (1) bread, for (2) salt and for (3) rye, as they always had."
    notes = "\n".join(ROUND.format(n, "men") for n in (1, 2, 3))
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n\n{notes}\n", "0"))
    assert result.report["notes"] == []


LOOSE_FIGURES = [
    "One rose. 1 Two fell. 2 It was bitter. 3 people died that day. Three slept. {} And so it was.",
    "One rose. 1 Two fell. 2 It was bitter. 3 people died. It was over in 1920. {} They slept.",
    "One rose. 1 Two fell. 2 It weighed 3.5 kg. {} The fare was dear. In 1912 3 more rose.",
    "One rose. 1 Two fell. 2 It weighed 5 lb. 3 oz and no more. Three slept. {} And so it was.",
]


@pytest.mark.parametrize("text", LOOSE_FIGURES)
def test_figure_behind_a_stop_is_a_mark_before_a_capital_rather_than_before_a_small_letter(text: str) -> None:
    whole = text.format("3") + NOTES
    assert [mark.number for mark in recovered(whole).marks] == [1, 2, 3]
    assert recovered(whole).marks[2].offset == text.index("{}")


def test_figure_behind_a_stop_that_opens_a_date_is_no_lost_mark() -> None:
    text = "One begins.1 It was dear in 1920. 2 May was wet. Then one goes on. And one ends.3" + NOTES
    assert [mark.number for mark in recovered(text).marks] == [1, 3]


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        (
            "A garden is a bed¹ of salt.² Of 10³ m² and x³ he said: the bed is dug³ each spring.",
            ("bed", "salt.", "dug"),
        ),
        (
            "The bed^1 is of salt.^2 Its 10 m^2 and x^3 are 10^3 no more. So he left.^3 He slept.",
            ("bed", "salt.", "left."),
        ),
        ("It was dug in 1650^1. The bed^2 is of 10^3 loaves. So he left.^3 He slept.", ("1650", "bed", "left.")),
    ],
)
def test_exponents_are_no_marks_where_a_mark_follows(sentence: str, marked: tuple[str, ...]) -> None:
    recovery = recovered(sentence + NOTES)
    assert [mark.number for mark in recovery.marks] == [1, 2, 3]
    for mark, word in zip(recovery.marks, marked, strict=True):
        assert (sentence + NOTES)[: mark.start].endswith(word)
    assert not recovery.repeated


def test_exponent_that_no_other_mark_rivals_is_the_mark() -> None:
    assert [number for number, _ in found("A baker sang.¹ It cost 45² and no more. He rose.³" + NOTES)] == [1, 2, 3]


def test_marks_behind_verses_are_found() -> None:
    text = "It stands in Ruth 2:14.1 Boaz says so in 2:16.2 She gleaned, as in 2:17.3 He let her." + NOTES
    assert [mark.number for mark in recovered(text.replace("\n\n\n", "\n\n")).marks] == [1, 2, 3]


@pytest.mark.parametrize("trap", ["ran it in 3:28.2 or so", "read 3:28 and 2.2 more", "had 2.2 loaves"])
def test_decimals_are_no_marks_where_the_mark_follows(trap: str) -> None:
    text = f"One begins.1 He {trap}, they said. Then one goes on.2 And one ends.3" + NOTES
    assert [number for number, _ in found(text)] == [1, 2, 3]
    assert found(text)[1][1].endswith(" goes on.")


def test_marks_without_a_list_are_reported() -> None:
    text = "One begins.1 It goes on.2 It stays.3 In 1974 it ended."
    assert [c.number for c in without_list(text, ())] == [1, 2, 3]
    assert without_list("It cost 3.2 in 1974. So they say.1", ()) == ()


def test_list_that_has_lost_its_first_note() -> None:
    recovery = recovered("One begins.1 It goes on.2 It ends.3\n\n\n2. Two.\n\n3. Three.")
    assert [mark.number for mark in recovery.marks] == [1, 2, 3]
    assert [body.number for body in recovery.bodies] == [2, 3]


def test_text_without_a_blank_line() -> None:
    long = "The bakers of the town met early in the year, for the price of flour had risen again, and spoke of nothing"
    recovery = recovered(f"{long} else.1\n{long} more.2\nSo it was.3\n1. One.\n2. Two.\n3. Three.")
    assert [mark.number for mark in recovery.marks] == [1, 2, 3]


SENTENCES = ["The baker sang of salt.{}", "The miller slept on flour.{}", "The guild met for bread.{}", "So it rose.{}"]
LISTS = {
    "a gap": ((1, 2, 4), [("note-missing", "the list of notes goes on with 4; note 3 is missing there")]),
    "a wide gap": ((1, 2, 9), [("note-missing", "the list of notes goes on with 9; notes 3 to 8 are missing there")]),
    "disorder": ((1, 3, 2, 4), [("note-order", "note 2 stands behind note 3 in the list of notes")]),
    "an excerpt": ((17, 18, 19), []),
    "an excerpt with a gap": (
        (17, 18, 20),
        [("note-missing", "the list of notes goes on with 20; note 19 is missing there")],
    ),
}


@pytest.mark.parametrize("above", ["\n\nNotes\n\n", "\n\n\n", "\n\nNotes\n"])
@pytest.mark.parametrize("name", LISTS)
def test_list_with_its_numbers_amiss(name: str, above: str) -> None:
    numbers, said = LISTS[name]
    text = "\n\n".join(SENTENCES[i].format(n) for i, n in enumerate(sorted(numbers)))
    between = "\n" if above.endswith("s\n") else "\n\n"
    notes = between.join(f"{n}. The loaf of {1900 + n}." for n in numbers)
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}{above}{notes}\n", "0"))
    assert [mark["number"] for mark in result.report["notes"]] == sorted(numbers)
    assert [body["number"] for body in result.report["bodies"]] == list(numbers)
    assert [(f.code, f.message) for f in result.findings if str(f.severity) != "note"] == said


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_repeated_number_in_a_list(between: str) -> None:
    text = "\n\n".join(SENTENCES[i].format(i + 1) for i in range(3))
    notes = between.join(f"{n}. The loaf of {1900 + i}." for i, n in enumerate((1, 2, 2, 3)))
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3]
    assert "[^2]: The loaf of 1901.\n\n    2\\. The loaf of 1902." in result.markdown
    assert [f.code for f in result.findings if str(f.severity) != "note"] == ["note-duplicate"]


@pytest.mark.parametrize(
    "lists",
    [
        ((1, 2), (1, 2, 2, 4, 5, 6), (1, 2, 3)),  # the third note has the number of the second
        ((1, 2, 3, 4), (1, 2, 3, 3, 5, 6), (1, 2)),  # 5 would go on with the list above
        ((1, 2), (1, 2, 3, 4), (1, 2, 2, 2, 5, 6)),
    ],
)
def test_slips_in_the_numbers_of_lists_that_stand_together(lists: tuple[tuple[int, ...], ...]) -> None:
    """Nothing parts the lists; a note with the number of the one above takes no list apart."""
    text = "\n\n".join(
        f"Chapter {n}\n\n" + " ".join(f"The bakers sang of barley.{m}" for m in range(1, listed[-1] + 1))
        for n, listed in enumerate(lists, 1)
    )
    notes = "\n\n".join(f"{n}. The loaf of {1900 + n}." for listed in lists for n in listed)
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    count = sum(listed[-1] for listed in lists)
    assert [mark["number"] for mark in result.report["notes"]] == list(range(1, count + 1))
    slips = sum(len(listed) - len(set(listed)) for listed in lists)
    assert [finding.code for finding in result.findings].count("note-duplicate") == slips


@pytest.mark.parametrize("between", ["", " "])
def test_marks_and_labels_with_slashes(between: str) -> None:
    """As typewriters had them; a sum, a fraction and a date are none."""
    text = (
        f"The bakers paid 2/6 for a stone of rye.{between}1/ On 1/2/1903 it rose by 3/4 to 10/- and then{between}2/, "
        f"as they said.{between}3/ It came to 12/."
    )
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n1/ The loaf.\n\n2/ The crumb.\n\n3/ Salt.\n", "0"))
    assert (
        "rye.[^1] On 1/2/1903 it rose by 3/4 to 10/- and then[^2], as they said.[^3] It came to 12/." in result.markdown
    )
    assert "[^1]: The loaf.\n\n[^2]: The crumb." in result.markdown
    proved(result)


def test_the_last_number_of_a_list_within_a_note_is_no_slip() -> None:
    """Note 2 holds three items, and note 3 follows."""
    text = " ".join(f"The bakers sang of barley.{n}" for n in range(1, 5))
    items = "1. Rye.\n\n2. Oats.\n\n3. Bran."
    notes = f"1. The loaf.\n\n2. Grain was of three kinds:\n\n{items}\n\n3. The crumb.\n\n4. The crust."
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert [mark["number"] for mark in result.report["notes"]] == [1, 2, 3, 4]
    assert "[^3]: The crumb." in result.markdown


def test_marks_of_notes_that_an_excerpt_lacks() -> None:
    text = "A baker sang.1 A miller slept.2 They rose.17 They fell.18 So it went.19\n\nNotes\n\n17. a\n\n18. b\n\n19. c"
    recovery = recovered(text)
    assert [mark.number for mark in recovery.marks] == [17, 18, 19]
    assert [(r.candidate.number, r.why) for r in recovery.rejected] == [
        (1, "the list of notes begins with 17"),
        (2, "the list of notes begins with 17"),
    ]


def test_chronology_is_no_list_of_notes() -> None:
    years = "\n\n".join(f"{year}. The loaf was dear." for year in (1841, 1842, 1843))
    assert recovered(f"The bakers met in May. They spoke of bread.\n\nNotes\n\n{years}").bodies == ()


NO_FIGURES = str.maketrans("", "", "123")
PAGE = "One rose early.1 {p}\n\nAnd one fell late.2 {p}\n\n1. Jane Baker, On bread.\n\n2. Jane Miller, On salt.\n\n"
PROSE = "The bakers of the town met early in the year and spoke of nothing else for a week."
DEMANDS = "\n\n".join(f"{n}. We want {w} for all." for n, w in enumerate(("bread", "salt", "rest", "peace"), start=1))


def test_list_in_the_text_right_above_the_notes_of_its_page() -> None:
    page = PAGE.format(p=PROSE)
    text = f"{page}{page}{page.replace('1. Jane', DEMANDS + chr(10) * 2 + '1. Jane')}{page}{PROSE}"
    report = import_plain(Source("case.txt", f"Of bread\n\n{text}", "0")).report
    assert [(mark["number"], mark["printed"]) for mark in report["notes"]] == [(n, 2 - n % 2) for n in range(1, 9)]
    assert len(report["bodies"]) == 8
    assert not report["repeated"]


def test_note_of_a_page_whose_mark_is_lost_is_no_text() -> None:
    page = PAGE.format(p=PROSE)
    lost = f"{PROSE}\n\n1. Jane Smith, On rye.\n\n"
    report = import_plain(Source("case.txt", f"Of bread\n\n{page * 3}{lost}{page * 3}{PROSE}", "0")).report
    assert len(report["bodies"]) == 13
    assert [gap["number"] for gap in report["missing"]] == [7]


def test_list_in_the_text_with_as_many_items_as_the_page_has_notes() -> None:
    page = PAGE.format(p=PROSE)
    demands = DEMANDS.rpartition("\n\n3. ")[0]
    torn = f"One rose early.1 {PROSE}\n\nAnd one fell late.2 {PROSE}\n\n{demands}\n\nThe sum was 4,000.3 {PROSE}\n\n"
    torn += "1. Jane Baker, On bread.\n\n2. Jane Miller, On salt.\n\n3. Jane Smith, On rye.\n\n"
    report = import_plain(Source("case.txt", f"Of bread\n\n{page}{page}{torn}{page}{PROSE}", "0")).report
    assert [mark["printed"] for mark in report["notes"]] == [1, 2, 1, 2, 1, 2, 3, 1, 2]
    assert len(report["bodies"]) == 9


def test_two_readings_of_one_figure_are_never_in_one_chain() -> None:
    whole, first = Candidate(2, 10, 12, 10, 3.0, ()), Candidate(3, 10, 11, 10, 3.0, ())
    below = Candidate(4, 20, 21, 20, 3.0, ())
    chosen = [link.candidate for link in best_chain([whole, first, below], 1, 4)]
    assert len(chosen) == 2
    assert chosen[-1] == below


def test_notes_of_two_pages_the_second_without_its_mark() -> None:
    page = PAGE.format(p=PROSE)
    one = f"One rose early.1 {PROSE}\n\n1. Jane Smith, On rye.\n\n"
    lost = f"{PROSE}\n\n1. Jane Brown, On oats.\n\n"
    report = import_plain(Source("case.txt", f"Of bread\n\n{page * 3}{one}{lost}{page * 3}{PROSE}", "0")).report
    assert len(report["bodies"]) == 14
    assert [gap["number"] for gap in report["missing"]] == [8]


def test_line_within_a_note_that_begins_with_a_figure_is_no_label() -> None:
    """The measure broke the lines; what follows goes on with its sentence."""
    notes = (
        "1. The millers of the northern valleys are counted by the parish on page\n"
        "2. Their bread is weighed in the annex, where the loaves are given too.\n"
        "2. The bakers of the town are not counted anywhere, as far as we know it.\n"
        "3. What the clerks of the county thought of it all is nowhere said by him."
    )
    prose = (
        "The bakers of the town met early in the year and spoke of nothing else for\n"
        "weeks,1 and the millers, who had come down from the valleys in the snow, did\n"
        "not speak at all.2 In the end the clerks wrote to the county, and it wrote\n"
        "back.3 Nothing came of it, though the bread was dearer in the spring by half."
    )
    report = import_plain(
        Source("case.txt", f"Of bread\n\n{prose}\n\n{prose.translate(NO_FIGURES)}\n\n{notes}\n", "0")
    ).report
    assert [body["number"] for body in report["bodies"]] == [1, 2, 3]
    assert report["bodies"][1]["start"] > report["bodies"][0]["text_start"] + 100


def test_figure_of_a_sum_is_no_lost_mark_where_many_are_lost() -> None:
    """Of ten marks five are lost: that a sum ends with the number of one of them says nothing."""
    kept = "".join(
        f"The loaf of street {name} was good.{n} " for n, name in ((1, "A"), (3, "C"), (4, "D"), (6, "F"), (10, "K"))
    )
    text = kept.replace("The loaf of street K", "There were 28,007 loaves and more. The loaf of street K")
    notes = "\n\n".join(f"{n}. The loaf of {1900 + n}." for n in range(1, 11))
    recovery = recovered(f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n")
    assert [mark.number for mark in recovery.marks] == [1, 3, 4, 6, 10]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("One.1 {p} Two.2 {p}{n}{x}One.1 {p} Two.2 {p} Nine.9 {p}{n}", [0]),
        ("One.1 {p} Two.2 {p}{n}{x}One.1 {p} Two.2 {p} Three.1 {p} Four.7 {p}{n}", [3, 0]),
        ("Two.2 {p} One.1 {p} Two.2 {p} Nine.9 {p}{n}", [2, 9]),
    ],
)
def test_number_that_a_hint_offers_is_that_of_the_whole_work(text: str, hints: list[int]) -> None:
    notes = "\n\nNotes\n\n1. Of bread.\n\n2. Of salt.\n\n"
    whole = "Of bread\n\nChapter 1\n\n" + text.format(p=PROSE, n=notes, x="Chapter 2\n\n")
    result = import_plain(Source("case.txt", whole, "0"))
    said = [f for f in result.findings if f.code in ("note-order", "note-over-n", "note-repeated")]
    assert [int(f.hint.partition("[^")[2].partition("]")[0] or 0) for f in said] == hints


@pytest.mark.parametrize("behind", [" 5. So it went.", " 5 ", " 5, and"])
def test_one_mark_behind_a_space_among_marks_that_are_glued(behind: str) -> None:
    kept = [f"The {name} rose.{n} {PROSE}" for n, name in ((1, "baker"), (2, "miller"), (3, "smith"), (4, "clerk"))]
    text = " ".join([*kept, f"The porter woke{behind}{PROSE} The groom fell.6 {PROSE}"])
    notes = "\n\n".join(f"{n}. The loaf of {1900 + n}." for n in range(1, 7))
    recovery = recovered(f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n")
    assert [mark.number for mark in recovery.marks] == ([1, 2, 3, 4, 6] if behind == " 5 " else [1, 2, 3, 4, 5, 6])


def test_list_at_the_end_that_no_mark_calls_is_said() -> None:
    listed = "\n\n".join(f"{n}. Jane Baker, On {what}." for n, what in enumerate(("bread", "salt", "rye"), start=1))
    result = import_plain(Source("case.txt", f"Of bread\n\n{PROSE}\n\n{PROSE}\n\n\n\n{listed}\n", "0"))
    assert "1. Jane Baker, On bread." in result.markdown
    assert [f.message for f in result.findings if "stands where notes do" in f.message] == [
        "the list 1 to 3 stands where notes do; the text has no marks for it, and it stays a list"
    ]


def test_figure_that_may_be_the_mark_of_two_notes_is_none() -> None:
    """The second chapter has one note, the third two, and a mark of a note 1 is lost."""
    text = (
        f"Of bread\n\nChapter 1\n\nOne rose early.1 {PROSE} Two.2 {PROSE} Three.3 {PROSE}\n\nChapter 2\n\n{PROSE}\n\n"
        f"Chapter 3\n\nSo it went.1 {PROSE} And.2 {PROSE} And.3 {PROSE}"
    )
    notes = "\n\n".join(f"{n}. The loaf of {1900 + i}." for i, n in enumerate((1, 2, 3, 1, 1, 2, 3)))
    report = import_plain(Source("case.txt", f"{text}\n\nNotes\n\n{notes}\n", "0")).report
    assert [mark["number"] for mark in report["notes"]] == [1, 2, 3, 6, 7]
    assert [gap["number"] for gap in report["missing"]] == [4, 5]


def test_what_two_searches_found_is_one_in_order_of_place() -> None:
    first, second = (
        recovered(f"A wheel turned.1 So it went.2 And on.3{NOTES}"),
        Recovery(repeated=(), closings=((3, 4),)),
    )
    behind = Recovery(marks=first.marks[:1], bodies=first.bodies[:1], missing=first.missing)
    rest = Recovery(marks=first.marks[1:], bodies=first.bodies[1:], lists=first.lists, rejected=first.rejected)
    joined = Recovery.together((rest, second, behind))
    assert joined.marks == first.marks
    assert joined.bodies == first.bodies
    assert (joined.lists, joined.closings) == (first.lists, ((3, 4),))
