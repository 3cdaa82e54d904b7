"""Declared replacements in the source that the proof reads."""

from pressbuild.diagnostics import Place
from pressbuild.verify import amended, source_words

SOURCE = "The ‘natives’ of the place,\nsaid the ‘old\nhands’ of it.\n"


def place(line: int, column: int) -> Place:
    return Place("essay.md", line, column)


def test_words_between_marks_become_others() -> None:
    replaced = [(place(1, 6), place(1, 13), "natives", "islanders"), (place(2, 11), place(3, 6), "", "crew")]
    assert amended(SOURCE, replaced) == "The ‘islanders’ of the place,\nsaid the ‘crew’ of it.\n"


def test_nothing_declared_changes_nothing() -> None:
    assert amended(SOURCE, []) == SOURCE


def test_new_words_are_no_markup() -> None:
    source = amended(SOURCE, [(place(1, 6), place(1, 13), "", "a *b* [^1] <c>")])
    assert source_words(source).body[:5] == ("The", "a", "b", "1", "c")


def test_words_of_raw_html_stand_somewhere_behind_their_place() -> None:
    """All texts of a block of raw HTML have the place of the block."""
    source = "<p>In 1890 and <b>1890</b></p>\n"
    changes = [(place(1, 1 + at), place(1, 5 + at), "1890", "then") for at in (3, 12)]
    assert amended(source, changes) == "<p>In then and <b>then</b></p>\n"
