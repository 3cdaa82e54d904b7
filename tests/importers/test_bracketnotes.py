"""Notes in brackets and lettered notes: what is tied to its call, what is reported, what stays text."""

from string import ascii_uppercase

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

HEAD = "Bread in the north\n\nBy Jane Doe\n\n"
PLAIN = "The bakers of the town met early in the year and spoke of nothing else for a week."
LONG = f"{PLAIN} {PLAIN} {PLAIN}"


def imported(text: str) -> Imported:
    return import_plain(Source("case.txt", HEAD + text + "\n", "0"))


def said(result: Imported) -> list[tuple[str, str]]:
    return [(f.code, f.message) for f in result.findings if str(f.severity) != "note"]


CALLS = ["[{}]", "{{{}}}", " [{}]"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("labels", ["123", "ABC", "*†‡", "111", "***", "AAA"])
@pytest.mark.parametrize("kind", ["Footnote ", "Note ", "footnote "])
def test_note_below_its_paragraph(call: str, labels: str, kind: str) -> None:
    parts = [f"{name} rose{call.format(label)} early. {PLAIN}" for name, label in zip("XYZ", labels, strict=True)]
    notes = [f"[{kind}{label}: The note of {name}.]" for name, label in zip("XYZ", labels, strict=True)]
    result = imported("\n\n".join(f"{part}\n\n{note}" for part, note in zip(parts, notes, strict=True)))
    for number, name in enumerate("XYZ", start=1):
        assert f"{name} rose[^{number}] early." in result.markdown
        assert f"[^{number}]: The note of {name}.\n" in result.markdown
    proved(result)
    assert said(result) == []


@pytest.mark.parametrize("labels", ["123", "ABC", "112"])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_notes_at_the_end(labels: str, between: str) -> None:
    text = "\n\n".join(f"{name} rose.[{label}] {PLAIN}" for name, label in zip("XYZ", labels, strict=True))
    notes = between.join(f"[Footnote {label}: The note of {n}.]" for n, label in zip("XYZ", labels, strict=True))
    result = imported(f"{text}\n\nFOOTNOTES:\n\n{notes}")
    assert "FOOTNOTES" not in result.markdown
    for number, name in enumerate("XYZ", start=1):
        assert f"{name} rose.[^{number}] " in result.markdown
        assert f"[^{number}]: The note of {name}.\n" in result.markdown
    proved(result)


def test_note_of_several_paragraphs_with_brackets_in_it() -> None:
    result = imported(f"X rose.[1] {PLAIN}\n\n[Footnote 1: {PLAIN}\n\nOf rye [and salt].]\n\nThen {PLAIN}")
    assert f"[^1]: {PLAIN}\n\n    Of rye \\[and salt].\n\nThen" in result.markdown
    proved(result)


def test_excerpt_keeps_its_numbers() -> None:
    result = imported(f"X rose.[17] {PLAIN}\n\n[Footnote 17: One.]\n\nY rose.[19] {PLAIN}\n\n[Footnote 19: Two.]")
    assert [note["number"] for note in result.report["notes"]] == [17, 19]


def test_calls_without_brackets() -> None:
    result = imported(f"X rose.1 {PLAIN}\n\n[Footnote 1: One.]\n\nY rose.* {PLAIN}\n\n[Footnote *: Two.]")
    assert "X rose.[^1]" in result.markdown
    assert "Y rose.[^2]" in result.markdown


def test_footnote_without_a_label_belongs_to_the_symbol_above_it() -> None:
    result = imported(f"X rose.* {PLAIN}\n\n[Footnote: One.]\n\nY rose. {PLAIN}\n\n[Footnote: Two.]")
    assert "X rose.[^1]" in result.markdown
    assert [code for code, _ in said(result)] == ["note-orphan"]
    assert result.report["missing"][0]["number"] == 2


def test_paragraph_goes_on_behind_a_note() -> None:
    result = imported(f"{PLAIN} The millers[1] of the valley were\n\n[Footnote 1: Of the hill.]\n\nglad of it. {PLAIN}")
    assert "The millers[^1] of the valley were glad of it." in result.markdown


@pytest.mark.parametrize("labels", ["ABC", "AAA", "XYZ"])
def test_lettered_notes(labels: str) -> None:
    parts = [f"{n} rose.[{label}] {PLAIN}\n\n[{label}] The note {n}." for n, label in zip("PQR", labels, strict=True)]
    result = imported("\n\n".join(parts))
    assert [note["printed"] for note in result.report["notes"]] == list(labels)
    assert said(result) == []


def test_lost_call_is_reported_with_its_interval() -> None:
    text = "\n\n".join(
        f"{name} rose.{call} {PLAIN}\n\n[Footnote {n}: The note.]"
        for n, (name, call) in enumerate((("X", "[1]"), ("Y", ""), ("Z", "[3]")), start=1)
    )
    result = imported(text)
    assert [note["number"] for note in result.report["notes"]] == [1, 3]
    (missing,) = result.report["missing"]
    whole = HEAD + text
    assert missing["number"] == 2
    assert whole.index("[1]") < missing["after"] <= whole.index("Y rose") < missing["before"] <= whole.index("[3]")


def test_second_call_of_a_note_is_reported() -> None:
    result = imported(f"X rose.[1] {PLAIN}\n\n[Footnote 1: One.]\n\nY rose.[2] So[2] {PLAIN}\n\n[Footnote 2: Two.]")
    assert len(result.report["notes"]) == 2
    assert any("its note has another call" in message for _, message in said(result))


@pytest.mark.parametrize("note", ["[Footnote 1: Early.]", " [Footnote: Early.]", "[Endnote *: Early.]"])
@pytest.mark.parametrize("behind", [" So", ", so", "\n\nSo"])
def test_note_within_a_paragraph_is_called_where_it_stands(note: str, behind: str) -> None:
    result = imported(f"{PLAIN} X rose{note}{behind} it went. {PLAIN}")
    assert f"{PLAIN} X rose[^1]{behind} it went." in result.markdown.replace("\n\n[^1]: Early.", "")
    assert "\n[^1]: Early.\n" in result.markdown
    proved(result)
    assert said(result) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X rose[1] and slept. [Footnote 1: Early.] So", "X rose[^1] and slept. So"),
        ("X rose* [Footnote: Early.] and slept", "X rose[^1] and slept"),
        ("A star* is here. X rose [Footnote: Early.] and slept", "A star\\* is here. X rose[^1] and slept"),
    ],
)
def test_note_within_a_paragraph_that_has_a_call(text: str, expected: str) -> None:
    result = imported(f"{text} {PLAIN}\n\n{PLAIN}")
    assert expected in result.markdown
    assert "[^1]: Early." in result.markdown
    proved(result)


def test_notes_within_paragraphs_lists_and_headings_keep_every_word_in_order() -> None:
    long = "[Footnote: Of the valley, who had come down * with all that they had – see http://a.example/b [1] and 3.]"
    text = (
        f"{PLAIN} The millers, {long} slept. {PLAIN}\n\nThe mill [Footnote: Of Jane.]\n\n{PLAIN} {PLAIN}\n\n"
        f"- rye [Footnote: Of the hill.]\n- oats\n\n{PLAIN} The bakers [1] of\n\n[Footnote 1: On bread.]\n\n"
        f"town [Footnote: Of all.] rose. {PLAIN}"
    )
    result = imported(text)
    assert not [f for f in result.findings if f.code == "fidelity"]
    assert len(result.report["notes"]) == len(result.report["bodies"]) == 5
    assert "- rye[^3]\n- oats\n\n[^3]: Of the hill." in result.markdown
    assert "## The mill[^2]" in result.markdown
    assert "The bakers[^4] of town[^5] rose." in result.markdown


def test_note_within_a_paragraph_in_broken_lines() -> None:
    text = (
        "The bakers of the town met early in the year and spoke of nothing else for\n"
        "weeks, and the millers,[Footnote: Of the valley, who had come down with all\n"
        "that they had, * and so on, as far as\n"
        "we know.] who had come in the snow, did not speak at all. In the end the clerks\n"
        "wrote to the county, and it wrote back that bread was dearer in the spring."
    )
    result = imported(f"{text}\n\n{text.replace('[Footnote: Of', ' of').replace('.]', '')}")
    assert "the millers,[^1] who had come in the snow, did" in result.markdown
    assert "[^1]: Of the valley, who had come down with all that they had, \\* and so on, as far as we know.\n" in (
        result.markdown
    )
    proved(result)


@pytest.mark.parametrize("text", ["X rose [Footnote 1: never closed.", "[Footnote: Early.] X rose."])
def test_note_within_a_paragraph_that_cannot_be_called_is_reported(text: str) -> None:
    result = imported(f"{text} {PLAIN}")
    assert "[^" not in result.markdown
    assert any("may belong to a note and was left as it is" in finding.message for finding in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        f"{PLAIN}\n\n[Illustration: A loaf.]\n\n{PLAIN}",
        f"{PLAIN}\n\n[A] loaf is a loaf. {PLAIN}",
        f"He said that [S]he rose. {PLAIN}\n\n[S] {PLAIN}",
        f"{PLAIN}\n\n[Note that {PLAIN}\n\n{PLAIN}",
        f"{PLAIN}\n\n[Footnote 1: never closed. {PLAIN}\n\n{PLAIN}",
    ],
)
def test_no_notes(text: str) -> None:
    result = imported(text)
    assert "[^" not in result.markdown
    assert not result.report["notes"]
    proved(result)


def test_many_notes_take_little_time() -> None:
    result = imported("\n\n".join(f"X rose.[{n}] {PLAIN}\n\n[Footnote {n}: Note {n}.]" for n in range(1, 1200)))
    assert len(result.report["notes"]) == 1199
    assert said(result) == []


GLOSSARY = [
    f"2. [UK] Any item of rope.\n\n{PLAIN}\n\n[UK] Unspecified stuff.",
    f"{PLAIN}\n\n- [A] Any item of rope. {PLAIN}\n\n[A] Unspecified stuff.",
    f"The men met in spring [MI] and in summer. {PLAIN}\n\n[MI] Unspecified stuff. {PLAIN}",
    f"The men met in spring [A] and in summer. {PLAIN}\n\n[A] Unspecified stuff. {PLAIN}",
    f"He knot[K] it and tied[T] it. {PLAIN}\n\n[K] A knot. {PLAIN}\n\n[T] A tie. {PLAIN}",
    f"He said it[AA] and did[BB] it.\n\n[AA] A knot. {PLAIN}\n\n[BB] A tie. {PLAIN}",
]


@pytest.mark.parametrize("text", GLOSSARY)
def test_capitals_in_brackets_are_no_notes_for_being_there_twice(text: str) -> None:
    result = imported(text)
    assert not result.report["notes"]
    assert not result.report["bodies"]
    proved(result)


def test_a_single_note_is_labelled_a_where_its_call_is_glued() -> None:
    result = imported(f"X rose.[A] {PLAIN}\n\n[A] The note.\n\n{PLAIN}")
    assert [note["printed"] for note in result.report["notes"]] == ["A"]
    assert said(result) == []


def test_letters_go_on_with_double_ones() -> None:
    labels = [*ascii_uppercase, "AA", "BB"]
    result = imported("\n\n".join(f"X rose.[{label}] {PLAIN}\n\n[{label}] Of {label}." for label in labels))
    assert [note["printed"] for note in result.report["notes"]] == labels
    assert said(result) == []


def test_capitals_that_are_in_no_row_beside_others_stay_and_are_said() -> None:
    parts = [f"X rose.[{label}] {PLAIN}\n\n[{label}] Of {label}." for label in ("A", "B", "UK", "C")]
    result = imported("\n\n".join(parts))
    assert [note["printed"] for note in result.report["notes"]] == ["A", "B", "C"]
    (message,) = [message for _, message in said(result)]
    assert message == "“[UK” may belong to a note and was left as it is: its letters are in no row of such labels"
