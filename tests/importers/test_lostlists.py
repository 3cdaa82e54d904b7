"""Chapters whose whole list of notes is lost, where numbers begin anew with each: their marks, and all that follow."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.marks.lostlists import AS_LIKELY, LOST
from pressbuild.importers.source import Imported, Source
from tests.importers.desk import proved

GUILDS = {
    "Bakers": "miller smith clerk".split(),
    "Weavers": ["dyer"],
    "Coopers": "joiner turner".split(),
    "Chandlers": ["tallower"],
    "Masons": "carter quarrier".split(),
}
COUNT = sum(map(len, GUILDS.values()))
SAID = "They met early in the year and spoke of nothing else but the price of barley, which had risen again."


def text_of(number: int, guild: str, again: str = "", head: str = "Chapter {n}\n\n{title}") -> str:
    said = "\n\n".join(f"{SAID} So said the {name}.{n} {SAID}" for n, name in enumerate(GUILDS[guild], 1))
    return f"{head.format(n=number, title=guild)}\n\n{said}{again}"


def notes_of(guild: str) -> str:
    return "\n\n".join(f"{n}. Of the {name}, p. 4." for n, name in enumerate(GUILDS[guild], 1))


def read(parts: list[str]) -> Imported:
    result = import_plain(Source("guilds.txt", "\n\n".join(("Of guilds", "By Anna Baker", *parts)) + "\n", "0"))
    proved(result)
    return result


def at_ends(*lost: str, heading: str = "Notes\n\n", head: str = "Chapter {n}\n\n{title}") -> Imported:
    """Notes at their chapters' ends, the lists of the guilds `lost` left out."""
    parts = []
    for number, guild in enumerate(GUILDS, 1):
        parts += [text_of(number, guild, head=head), *([] if guild in lost else [f"{heading}{notes_of(guild)}"])]
    return read(parts)


def gathered(*lost: str, heads: bool) -> Imported:
    parts = [*(text_of(number, guild) for number, guild in enumerate(GUILDS, 1)), "Notes"]
    for number, guild in enumerate(GUILDS, 1):
        parts += [] if guild in lost else [*([f"Chapter {number}"] if heads else []), notes_of(guild)]
    return read(parts)


def marks(result: Imported) -> list[int]:
    return [note["number"] for note in result.report["notes"]]


def unsure(result: Imported) -> list[int]:
    return [note["number"] for note in result.report["notes"] if AS_LIKELY in note["evidence"]]


def lost(result: Imported) -> list[int]:
    assert result.report["missing"] == []
    bodies = {body["number"] for body in result.report["bodies"]}
    without = [note["number"] for note in result.report["notes"] if note["evidence"][-1] == LOST]
    assert without == [number for number in range(1, COUNT + 1) if number not in bodies]
    said = [finding.message for finding in result.findings if "which the list of notes lacks" in finding.message]
    assert said == [f"the text refers to note {number}, which the list of notes lacks" for number in without]
    return without


LOST_LISTS = pytest.mark.parametrize(
    ("guilds", "numbers"),
    [
        (["Weavers"], [4]),
        (["Bakers"], [1, 2, 3]),
        (["Weavers", "Chandlers"], [4, 7]),
        (["Masons"], [8, 9]),
        (["Chandlers", "Masons"], [7, 8, 9]),
    ],
)


@pytest.mark.parametrize("heading", ["Notes\n\n", ""], ids=["named", "bare"])
@LOST_LISTS
def test_marks_of_a_chapter_whose_list_is_lost(guilds: list[str], numbers: list[int], heading: str) -> None:
    result = at_ends(*guilds, heading=heading)
    assert marks(result) == list(range(1, COUNT + 1))
    assert lost(result) == numbers


@LOST_LISTS
def test_chapters_whose_heads_look_like_labels(guilds: list[str], numbers: list[int]) -> None:
    """`3. Coopers` goes on with the numbers of the notes above it, where these lack the list of a chapter."""
    result = at_ends(*guilds, head="{n}. {title}")
    assert marks(result) == list(range(1, COUNT + 1))
    assert lost(result) == numbers
    assert "## 3. Coopers" in result.markdown


def test_a_lost_list_that_was_longer_than_all_others() -> None:
    """Its marks are looked for as far as they climb."""
    names = "joiner turner sawyer cleaver hooper stavemaker wedger bunger tapper ladler carver driver".split()
    parts = []
    for number, guild in enumerate(GUILDS, 1):
        said = "\n\n".join(f"{SAID} So said the {name}.{n} {SAID}" for n, name in enumerate(names, 1))
        long = guild == "Coopers"
        parts += [f"Chapter {number}\n\n{guild}\n\n{said}" if long else text_of(number, guild)]
        parts += [] if long else [f"Notes\n\n{notes_of(guild)}"]
    result = read(parts)
    assert marks(result) == list(range(1, COUNT - 2 + len(names) + 1))
    bodies = {body["number"] for body in result.report["bodies"]}
    assert [number for number in marks(result) if number not in bodies] == list(range(5, 5 + len(names)))


@pytest.mark.parametrize("guild", ["Bakers", "Weavers", "Chandlers", "Masons"])
def test_lists_gathered_at_the_end_below_the_heads_of_their_chapters(guild: str) -> None:
    result = gathered(guild, heads=True)
    first = sum(len(names) for name, names in GUILDS.items() if list(GUILDS).index(name) < list(GUILDS).index(guild))
    assert marks(result) == list(range(1, COUNT + 1))
    assert lost(result) == list(range(first + 1, first + 1 + len(GUILDS[guild])))
    assert unsure(result) == []


def test_lists_without_heads_are_told_by_their_lengths() -> None:
    result = gathered("Bakers", heads=False)
    assert (marks(result), lost(result), unsure(result)) == (list(range(1, COUNT + 1)), [1, 2, 3], [])


def test_a_list_that_fits_two_chapters_is_doubtful() -> None:
    """The list of one note may be the weavers’ or the chandlers’, that of two the coopers’ or the masons’."""
    result = gathered("Weavers", "Coopers", heads=False)
    assert marks(result) == list(range(1, COUNT + 1))
    assert unsure(result) == [4, 5, 6]
    assert all(note["confidence"] < 0.8 for note in result.report["notes"] if note["number"] in unsure(result))


def test_a_first_note_that_is_lost_below_a_chapters_head() -> None:
    parts = [*(text_of(number, guild) for number, guild in enumerate(GUILDS, 1)), "Notes"]
    for number, guild in enumerate(GUILDS, 1):
        parts += [f"Chapter {number}", notes_of(guild).removeprefix("1. Of the joiner, p. 4.\n\n")]
    result = read(parts)
    assert marks(result) == list(range(1, COUNT + 1))
    assert [body["number"] for body in result.report["bodies"]] == [1, 2, 3, 4, 6, 7, 8, 9]


def test_a_mark_that_stands_twice_in_a_chapter_is_none_of_the_next() -> None:
    """Each list has all its marks; which of two is the first of the second list says the head between them."""
    texts = [text_of(number, guild, " So it was.1" if number == 1 else "") for number, guild in enumerate(GUILDS, 1)]
    result = read([*texts, "Notes", *map(notes_of, GUILDS)])
    assert marks(result) == list(range(1, COUNT + 1))
    source = result.witness[0].data.decode()
    assert result.report["notes"][3]["offset"] == source.index("So said the dyer.1") + len("So said the dyer.")
    assert unsure(result) == []


def test_a_note_that_a_later_chapter_calls_again_has_lost_no_list() -> None:
    """The list of a part stands behind two chapters; its numbers go on from the one to the other."""
    parts = [
        text_of(1, "Bakers"),
        f"Notes\n\n{notes_of('Bakers')}",
        text_of(2, "Coopers"),
        text_of(3, "Masons").replace("carter.1", "carter.3").replace("quarrier.2", "quarrier.4 So it was.1"),
        "Notes\n\n1. Of rye.\n\n2. Of oats.\n\n3. Of bran.\n\n4. Of malt.",
    ]
    result = read(parts)
    assert marks(result) == [1, 2, 3, 4, 5, 6, 7]
    assert not any(LOST in note["evidence"] for note in result.report["notes"])


def test_what_follows_the_last_notes_is_no_chapter() -> None:
    parts = []
    for number, guild in enumerate(GUILDS, 1):
        parts += [text_of(number, guild), f"Notes\n\n{notes_of(guild)}"]
    result = read([*parts, "Index", f"{SAID} Barley.1 {SAID}"])
    assert marks(result) == list(range(1, COUNT + 1))
