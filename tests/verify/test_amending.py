"""Declared replacements in the source that the proof reads."""

from pressbuild.diagnostics import Place
from pressbuild.verify import amended, source_words

SOURCE = "The ‘natives’ of the place,\nsaid the ‘old\nhands’ of it.\n"


def place(line: int, column: int) -> Place:
    return Place("essay.md", line, column)


def test_words_between_marks_become_others() -> None:
    replaced = [(place(1, 5), place(1, 13), "islanders"), (place(2, 10), place(3, 6), "crew")]
    assert amended(SOURCE, replaced) == "The ‘islanders’ of the place,\nsaid the ‘crew’ of it.\n"


def test_nothing_declared_changes_nothing() -> None:
    assert amended(SOURCE, []) == SOURCE


def test_new_words_are_no_markup() -> None:
    source = amended(SOURCE, [(place(1, 5), place(1, 13), "a *b* [^1] <c>")])
    assert source_words(source).body[:5] == ("The", "a", "b", "1", "c")
