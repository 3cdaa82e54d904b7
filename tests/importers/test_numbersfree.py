"""Lists amid a work that are not read as notes, where numbers begin anew with each: their notes have numbers all the
same, and those of the others stay what they are."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

GUILDS = {
    "Bakers": "miller smith clerk porter sifter".split(),
    "Weavers": "dyer fuller carder spinner".split(),
    "Coopers": "joiner turner sawyer cleaver".split(),
    "Masons": "carter quarrier tiler".split(),
}
SAID = "They met early in the year and spoke of nothing else but the price of barley, which had risen again."


def chapter(number: int, guild: str, mark: str = ".{} They", label: str = "{}. ") -> str:
    """A chapter whose notes stand close below it, without a heading."""
    names = GUILDS[guild]
    text = "\n\n".join(f"{SAID} So said the {name}{mark.format(n)} did. {SAID}" for n, name in enumerate(names, 1))
    notes = "\n".join(f"{label.format(n)}The {name} said so twice." for n, name in enumerate(names, 1))
    return f"Chapter {number}\n\n{guild}\n\n{text}\n\n{notes}"


def read(*loose: int, label: str = "{}. ") -> Imported:
    """The work; in the chapters `loose` the marks stand behind spaces within their sentences."""
    chapters = (
        chapter(n, guild, " {} and they" if n in loose else ".{} They", label) for n, guild in enumerate(GUILDS, 1)
    )
    result = import_plain(Source("guilds.txt", "\n\n".join(("Of guilds", "By Anna Baker", *chapters)) + "\n", "0"))
    proved(result)
    return result


def marks(result: Imported) -> list[int]:
    return [note["number"] for note in result.report["notes"]]


@pytest.mark.parametrize("label", ["{}. ", "[{}] "])
@pytest.mark.parametrize(
    ("loose", "lost"),
    [(1, [1, 2, 3, 4, 5]), (2, [6, 7, 8, 9]), (3, [10, 11, 12, 13]), (4, [14, 15, 16])],
    ids=["first", "second", "third", "last"],
)
def test_numbers_are_left_free_for_a_list_that_is_not_read(loose: int, lost: list[int], label: str) -> None:
    whole, result = read(label=label), read(loose, label=label)
    assert marks(whole) == list(range(1, 17))
    assert len(result.report["unread"]) == 1
    assert marks(result) == [number for number in range(1, 17) if number not in lost]
    assert [gap["number"] for gap in result.report["missing"]] == lost
    source = result.witness[0].data.decode()
    for gap, name in zip(result.report["missing"], list(GUILDS.values())[loose - 1], strict=True):
        assert f"So said the {name} " in source[gap["after"] : gap["before"]]


def test_a_list_of_things_amid_a_chapter_gets_no_numbers() -> None:
    chapters = [chapter(n, guild) for n, guild in enumerate(GUILDS, 1)]
    things = "1. Rye.\n2. Oats.\n\n"
    text = "\n\n".join(("Of guilds", "By Anna Baker", chapters[0], chapters[1].replace(SAID, f"{SAID}\n\n{things}", 1)))
    result = import_plain(Source("guilds.txt", "\n\n".join((text, *chapters[2:])) + "\n", "0"))
    assert marks(result) == list(range(1, 17))
    assert result.report["missing"] == []


def test_a_list_of_things_that_has_the_marks_of_its_chapter_above_it_gets_no_numbers() -> None:
    """The marks are those of the chapter's notes; nothing is left for the list."""
    chapters = [chapter(n, guild) for n, guild in enumerate(GUILDS, 1)]
    third = f"{SAID} So said the tiler"
    chapters[3] = chapters[3].replace(third, f"1. Rye.\n2. Oats.\n\n{third}")
    result = import_plain(Source("guilds.txt", "\n\n".join(("Of guilds", "By Anna Baker", *chapters)) + "\n", "0"))
    assert marks(result) == list(range(1, 17))
    assert result.report["missing"] == []


def test_lists_gathered_at_the_end_leave_a_list_in_the_text_alone() -> None:
    chapters = [chapter(n, guild).rsplit("\n\n", 1) for n, guild in enumerate(GUILDS, 1)]
    demands = "\n\n1. Rye for all.\n\n2. Oats for horses."
    text = "\n\n".join(f"{text}{demands if n == 2 else ''}" for n, (text, _) in enumerate(chapters, 1))
    notes = "\n\n".join(notes for _, notes in chapters)
    result = import_plain(Source("guilds.txt", f"Of guilds\n\nBy Anna Baker\n\n{text}\n\nNotes\n\n{notes}\n", "0"))
    assert marks(result) == list(range(1, 17))
    assert (result.report["unread"], result.report["missing"]) == ([], [])
