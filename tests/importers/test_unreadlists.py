"""The list that ends a text, close to it: whose notes few marks call, what is said of it, and what follows it."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source

PROSE = "The bakers of the town met early in the year and spoke of nothing else for a week. " * 3
NAMES = "miller smith clerk porter groom sailor".split()


def essay(calls: str, notes: str, between: str = "\n\n") -> Imported:
    """An essay of six paragraphs, each with the mark that `calls` keeps of it."""
    text = "\n\n".join(
        f"{PROSE}So said the {name}.{n if str(n) in calls else ''} {PROSE}" for n, name in enumerate(NAMES, start=1)
    )
    return import_plain(Source("case.txt", f"Of bread\n\n{text}{between}{notes}\n", "0"))


def listed(count: int = 6, between: str = "\n\n") -> str:
    return between.join(f"{n}. Jane Baker, On the {name}." for n, name in enumerate(NAMES[:count], start=1))


def called(result: Imported) -> list[int]:
    return [mark["number"] for mark in result.report["notes"]]


@pytest.mark.parametrize("calls", ["26", "246", "13", "5 6"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_list_that_ends_a_text_is_its_notes_where_two_are_called(calls: str, between: str) -> None:
    result = essay(calls, listed(between=between))
    kept = [int(n) for n in calls if n != " "]
    assert called(result) == kept
    assert [int(gap["number"]) for gap in result.report["missing"]] == [n for n in range(1, 7) if n not in kept]


@pytest.mark.parametrize("calls", ["", "4"])
def test_list_that_ends_a_text_is_a_list_where_fewer_are_called(calls: str) -> None:
    assert called(essay(calls, listed())) == []


def test_list_with_fewer_items_than_the_text_has_marks_is_a_list() -> None:
    assert called(essay("256", listed(count=3))) == []


TAILS = [
    "Jane Doe bakes in York.",
    "Jane Doe",
    "Related articles\n\nThe oven\n\nShare this",
    "Bibliography\n\nBaker, J., Of bread, 1990.\n\nMiller, K., Of salt, 1991.",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("above", ["\n\n", "\n\n\n\n", "\n\nNotes\n\n"])
def test_what_follows_the_notes_is_text_and_said(tail: str, between: str, above: str) -> None:
    result = essay("123456", f"{listed(between=between)}\n\n{tail}", above)
    assert called(result) == [1, 2, 3, 4, 5, 6]
    heading, _, entries = tail.partition("Bibliography\n\n")
    shown = f"## Bibliography\n\n::: bibliography\n\n{entries}\n\n:::" if entries else heading
    assert result.markdown.endswith(f"[^6]: Jane Baker, On the sailor.\n\n{shown}\n")
    said = [finding.message for finding in result.findings if "the notes and" in finding.message]
    assert len(said) == 1
    assert said[0].startswith("lines " if "\n" in tail else "line ")


def test_signature_of_a_mail_follows_the_notes() -> None:
    result = essay("123456", f"{listed(between=chr(10))}\n\n-- \nJane Doe\nYork")
    assert called(result) == [1, 2, 3, 4, 5, 6]
    assert "[^6]: Jane Baker, On the sailor.\n\n" in result.markdown


@pytest.mark.parametrize("more", ["and of rye, p. 4.", "https://example.org/rye", "   Of rye too, and of bran."])
def test_last_note_goes_on(more: str) -> None:
    result = essay("123456", f"{listed()}\n\n{more}", "\n\nNotes\n\n")
    assert f"[^6]: Jane Baker, On the sailor.\n\n    {more.strip()[:4]}" in result.markdown.replace("<", "")


def test_last_note_has_paragraphs_where_others_have() -> None:
    notes = listed().replace("clerk.", "clerk.\n\nOf rye too.")
    result = essay("123456", f"{notes}\n\nOf bran too.", "\n\nNotes\n\n")
    assert result.markdown.endswith("[^6]: Jane Baker, On the sailor.\n\n    Of bran too.\n")


def test_text_right_below_notes_of_a_section_is_text() -> None:
    parts = (
        f"{PROSE}The oven glowed.1 {PROSE}It rose.2 {PROSE}\n1. Of heat.\n2. Of yeast.",
        f"{PROSE}The crust broke.3 {PROSE}\n3. Of crust.",
    )
    result = import_plain(Source("case.txt", "Of bread\n\n" + "\n".join(parts) + "\n", "0"))
    assert called(result) == [1, 2, 3]
    assert "[^2]: Of yeast.\n\nThe bakers" in result.markdown


def unread(result: Imported) -> list[tuple[str, str]]:
    lists = [(one["first"], one["last"]) for one in result.report["unread"]]
    assert len(lists) == sum("stands where notes do" in finding.message for finding in result.findings)
    return lists


def test_list_with_one_mark_is_said_to_look_like_notes() -> None:
    result = essay("4", listed())
    assert unread(result) == [("1", "6")]
    assert result.report["unread"][0]["why"] == "of its 6 notes the text has only marks for 1 (4)"
    assert not any("has no list of notes" in finding.message for finding in result.findings)


def test_marks_that_go_on_behind_the_list_are_said() -> None:
    assert essay("2456", listed(count=3)).report["unread"][0]["why"] == "the marks of the text go on to 6"


@pytest.mark.parametrize(
    "item", ["See Baker, On bread.", "Ibid.", "Miller, p. 43.", "J. Baker, On bread (York 1931).", "www.example.org"]
)
def test_list_that_cites_and_has_no_marks_is_said(item: str) -> None:
    assert unread(essay("", "\n".join(f"{n}. {item}" for n in range(1, 5)))) == [("1", "4")]


def test_list_whose_marks_may_be_decimals_is_said() -> None:
    text = "The men met in room 1.1 They met again in room 2.2 Number 3.3 was the last."
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n1. Flour.\n2. Water.\n3. Salt.\n", "0"))
    assert unread(result) == [("1", "3")]
    why = "figures behind a figure and a stop may be its marks (1, 2), or decimals"
    assert result.report["unread"][0]["why"] == why


def test_list_of_things_below_decimals_is_no_news() -> None:
    text = "It takes 1.1 pounds of flour and 2.2 of salt, 3.3 in all. It rose by 7.4 inches."
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n1. Flour.\n2. Water.\n3. Salt.\n", "0"))
    assert unread(result) == []


CHAPTER = f"Chapter 4\n\n{PROSE}The oven glowed.1 {PROSE}It rose.2 {PROSE}\n\n\n\n1. Of heat.\n\n2. Of yeast.\n\n"
LAST = f"Chapter 9\n\n{PROSE}So says paragraph 531 of it. {PROSE}\n\n\n\n"


def test_last_note_whose_mark_is_lost_is_one_where_all_others_are_set_off_as_it_is() -> None:
    text = f"Of bread\n\n{CHAPTER * 3}{LAST}1. Of rye.\n"
    report = import_plain(Source("case.txt", text, "0")).report
    assert [body["printed"] for body in report["bodies"]] == [1, 2, 1, 2, 1, 2, 1]
    assert [gap["number"] for gap in report["missing"]] == [7]


def test_last_list_whose_marks_are_lost_is_said() -> None:
    oats = "1. Rye.\n\n2. Bran.\n\n3. Oats.\n"
    result = import_plain(Source("case.txt", f"Of bread\n\n{CHAPTER * 3}{LAST}{oats}", "0"))
    assert called(result) == [1, 2, 3, 4, 5, 6]
    assert unread(result) == [("1", "3")]


def test_notes_of_a_chapter_that_those_of_the_next_have_taken_the_marks_of_are_said() -> None:
    half = CHAPTER.replace("2. Of yeast.", "2. Of yeast.\n\n3. Of salt.")
    result = import_plain(Source("case.txt", f"Of bread\n\n{half * 4}{LAST}1. Of rye.\n\n2. Of bran.\n", "0"))
    assert len(called(result)) == 8
    assert ("1", "3") in unread(result)


def test_list_of_things_without_marks_is_no_news() -> None:
    assert unread(essay("", "1. Flour.\n2. Water.\n3. Salt.")) == []


@pytest.mark.parametrize("shape", [".{} ", ",[{}] ", ".({}) "])
@pytest.mark.parametrize("names", [("i", "ii", "iii", "iv", "v"), ("a", "b", "c", "d", "e")])
def test_lists_labelled_with_letters_few_of_which_are_called_are_said(shape: str, names: tuple[str, ...]) -> None:
    label = shape[1:].strip() if shape[1] != "{" else "{}."
    text = " ".join(f"{PROSE}So said the baker{shape.format(name)}" for name in names[::3])
    notes = "\n".join(f"{label.format(name)} Of bread, part {name}." for name in names)
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}{PROSE}\n\n{notes}\n", "0"))
    assert unread(result) == [(names[0], names[-1])]


def test_lists_labelled_with_letters_that_nothing_calls_are_no_news() -> None:
    text = f"{PROSE}There were (a) bakers, i.e. men, and (b) millers, p.a. or p.m. {PROSE}"
    notes = "(a) Of bread.\n(b) Of flour.\n(c) Of salt."
    assert unread(import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n{notes}\n", "0"))) == []


def test_notes_without_numbers_are_said() -> None:
    text = f"{PROSE}It rose.[1][2] {PROSE}It fell.[3] {PROSE}"
    notes = "References\n^ Baker, Jane (1990). Bread.\n^ Miller, Kim (2001). Salt.\n^ a b Smith, Jo (2002). Rye."
    assert unread(import_plain(Source("case.txt", f"Of bread\n\n{text}\n\n{notes}\n", "0"))) == [("^", "^")]


def missing(result: Imported) -> list[int]:
    """The numbers that the report says are missing, each in an interval that ends behind its beginning."""
    assert all(gap["after"] < gap["before"] for gap in result.report["missing"])
    return [gap["number"] for gap in result.report["missing"]]


def test_notes_of_a_list_that_is_not_read_are_missing() -> None:
    result = essay("4", listed())
    assert unread(result) == [("1", "6")]
    assert missing(result) == [1, 2, 3, 4, 5, 6]


def test_marks_without_a_list_are_missing_with_their_places() -> None:
    text = "\n\n".join(f"{PROSE}So said the baker.{n} {PROSE}" for n in range(1, 13) if n != 5)
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n", "0"))
    assert missing(result) == list(range(1, 13))
    source = result.witness[0].data.decode()
    gap = result.report["missing"][2]
    assert source[gap["after"] : gap["before"]] == "3"
    lost = result.report["missing"][4]
    assert source[lost["after"] - 1] + source[lost["before"]] == "46"
    assert any("note marks 1 to 12" in finding.message for finding in result.findings)


def test_marks_above_the_number_of_notes_are_missing() -> None:
    text = "\n\n".join(f"{PROSE}So said the {name}.[{n}] {PROSE}" for n, name in enumerate(NAMES, start=1))
    notes = "\n\n".join(f"[{n}] Jane Baker, On the {name}." for n, name in enumerate(NAMES[:4], start=1))
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert called(result) == [1, 2, 3, 4]
    assert missing(result) == [5, 6]


def test_a_number_that_lost_a_digit_in_text_and_list_is_missing_between_its_neighbours() -> None:
    text = "\n\n".join(f"{PROSE}So said the baker.{'l5' if n == 15 else n} {PROSE}" for n in range(1, 20))
    notes = "\n\n".join(f"{'l5' if n == 15 else n}. Jane Baker, Bread, p. {n}." for n in range(1, 20))
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert missing(result) == [15]
    (gap,) = result.report["missing"]
    assert result.witness[0].data.decode()[gap["after"] : gap["before"]].count("l5") == 1


def test_numbers_of_other_notes_are_not_missing() -> None:
    """Both chapters number their notes anew; the first has lost its last note."""
    chapters = [
        f"Chapter {n}\n\n{PROSE}The oven glowed.[1] {PROSE}It rose.[2] {PROSE}{more}\n\nNotes\n\n[1] Heat.\n\n[2] Rye."
        for n, more in ((1, "So it went.[3]"), (2, ""))
    ]
    result = import_plain(Source("case.txt", "Of bread\n\n" + "\n\n".join(chapters) + "\n", "0"))
    assert called(result) == [1, 2, 3, 4, 5]
    assert missing(result) == []


def test_the_notes_of_a_last_list_that_begins_anew_have_the_numbers_that_follow() -> None:
    chapters = [
        f"Chapter {n}\n\n{PROSE}The oven glowed.1 {PROSE}It rose.2 {PROSE}\n\nNotes\n\n1. Heat.\n\n2. Rye and salt."
        for n in (1, 2)
    ]
    chapters.append(f"Chapter 3\n\n{PROSE}It cost 2.1 and more, 3.2 then.\n\n1. Bread\n2. Ale\n3. Rye\n4. Salt")
    result = import_plain(Source("case.txt", "Of bread\n\n" + "\n\n".join(chapters) + "\n", "0"))
    assert (called(result), unread(result)) == ([1, 2, 3, 4], [("1", "4")])
    assert missing(result) == [5, 6, 7, 8]
    assert result.report["missing"][0]["after"] == result.report["notes"][-1]["offset"] + 1


def test_signed_marks_without_a_list_may_be_lost_here_and_there() -> None:
    text = "\n\n".join(f"{PROSE}So said the baker.[{n}] {PROSE}" for n in (1, 2, 4, 5, 7, 8))
    assert missing(import_plain(Source("case.txt", f"Of bread\n\n{text}\n", "0"))) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_list_below_a_heading_is_not_given_up_for_its_first_notes() -> None:
    """Their numbers stand alone above the notes, and few marks are told from other figures."""
    text = "\n\n".join(
        f"{PROSE}In the year of {n} loaves, {n} of them rose. {n}The rest fell. {PROSE}" for n in range(1, 13)
    )
    notes = "\n\n".join(f"{n}\nJane Baker, Bread, p. {n}." for n in range(1, 31))
    result = import_plain(Source("case.txt", f"Of bread\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert len(result.report["bodies"]) == 30
    assert {*called(result), *missing(result)} == {*range(1, 31)}


@pytest.mark.parametrize(
    ("label", "lost"),
    [*((label, n) for label in ("{}.\t", "[{}]\t", "{})\t") for n in (0, 3)), ("{}\t", 0), ("^{}\t", 0)],
)
def test_notes_whose_labels_have_tabs_are_no_table(label: str, lost: int) -> None:
    notes = "\n".join(f"{label.format(n)}Jane Baker, {name}." for n, name in enumerate(NAMES, start=1) if n != lost)
    assert called(essay("123456", notes)) == [1, 2, 3, 4, 5, 6]


def test_numbered_rows_without_sentences_are_a_table() -> None:
    rows = "\n".join(f"{n}\t{name}" for n, name in enumerate(NAMES, start=1))
    result = essay("", rows)
    assert called(result) == []
    assert "|   6 | sailor |" in result.markdown


def test_a_single_note_right_below_its_heading() -> None:
    result = import_plain(Source("case.txt", f"Of bread\n\n{PROSE}It rose.1 {PROSE}\n\nNotes\n1. Of yeast.\n", "0"))
    assert called(result) == [1]
    assert result.markdown.endswith("\n[^1]: Of yeast.\n")


def test_items_in_round_brackets_within_a_sentence_are_no_marks_of_notes_of_a_chapter() -> None:
    items = "There were (1) flour, (2) salt, (3) water, (4) yeast, (5) rye, (6) bran, (7) oats, and all of it was sold."
    chapters = [
        f"{n}. The mill\n\n{PROSE}It rose.1 {PROSE}It fell.2 {PROSE}\n\n{items if n == 2 else PROSE}\n\n¹ Heat.\n² Rye."
        for n in (1, 2, 3)
    ]
    result = import_plain(Source("case.txt", "Of bread\n\n" + "\n\n".join(chapters) + "\n", "0"))
    assert "(1) flour, (2) salt, (3) water" in result.markdown
