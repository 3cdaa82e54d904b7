"""Lists in flattened text: by bullet, figure, letter and Roman number, and lists within lists."""

import pytest

from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.source import Source
from tests.importers.desk import proved

LEAD = "The Winter Committee\n\nThey asked for three things, and got none of them that year.\n\n"
TAIL = "\n\nThat was all that they asked for, and it was not much to ask for."


def between(text: str) -> str:
    """What a list becomes between two paragraphs; no word may be lost."""
    imported = import_plain(Source("x.txt", f"{LEAD}{text}{TAIL}\n", "0"))
    proved(imported)
    return imported.markdown.split("\n\n", 2)[2].removesuffix("\n").removesuffix(TAIL.strip()).strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) bread;\nb) coal;\nc) rest.", "a\\) bread;\\\nb\\) coal;\\\nc\\) rest."),
        (
            "a. bread\nb. coal\nc. rest\nd. a bath",
            "a\\. bread\\\nb\\. coal\\\nc\\. rest\\\nd\\. a bath",
        ),
        (
            "(i) bread\n(ii) coal\n(iii) rest",
            "\\(i) bread\\\n\\(ii) coal\\\n\\(iii) rest",
        ),
        ("(1) bread\n(2) coal\n(3) rest", "1. bread\n2. coal\n3. rest"),
        ("o bread\no coal", "- bread\n- coal"),
        ("▪ bread\n▪ coal", "- bread\n- coal"),
        ("– bread\n– coal", "- bread\n- coal"),
        (
            "1. Come early.\n   a. before the bell\n   b. before dawn\n2. Stay late.",
            "1. Come early.\\\n   a\\. before the bell\\\n   b\\. before dawn\n2. Stay late.",
        ),
        ("• coal\n  – of the north\n  – of the west\n• wood", "- coal\n  - of the north\n  - of the west\n- wood"),
        ("- coal\n  - of the north\n  - of the west\n- wood", "- coal\n  - of the north\n  - of the west\n- wood"),
        ("- coal\n  1. of the north\n  2. of the west\n- wood", "- coal\n  1. of the north\n  2. of the west\n- wood"),
    ],
)
def test_lists(text: str, expected: str) -> None:
    assert between(text) == expected


def test_lists_below_one_another_stay_apart() -> None:
    """Markdown goes on with the list above where the sign is the same: 1, 2, 3, 4."""
    lists = ["1. coal\n2. wood", "1. north\n2. south", "1. bread\n2. salt"]
    assert between("\n\n".join(lists)) == "\n\n".join([lists[0], lists[1].replace(".", ")"), lists[2]])
    assert between("1) coal\n2) wood\n\na) north\nb) south\n\n1) bread\n2) salt").endswith("1. bread\n2. salt")
    assert between("- coal\n- wood\n\n• north\n• south") == "- coal\n- wood\n\n* north\n* south"


def test_lists_at_the_beginning_of_a_text_stay_apart() -> None:
    text = "1) coal\n2) wood\n\n\n1) bread\n2) salt\n"
    assert import_plain(Source("x.txt", text, "0")).markdown == "1. coal\n2. wood\n\n1) bread\n2) salt\n"


@pytest.mark.parametrize(
    "text",
    [
        "o the winds that blow\nand the ships that go\no the sea so slow\nand the night so low",
        "The man was called\nI. Thorn\nV. Rose\nX. Nail\nof the street",
    ],
)
def test_verse_is_no_list(text: str) -> None:
    assert between(text).startswith("::: verse")


def test_persons_are_no_list() -> None:
    assert between("A. B. Miller, weaver\nC. D. Smith, spinner") == "A. B. Miller, weaver\\\nC. D. Smith, spinner"
    assert between("A. Miller spoke.\n\nB. Carter spoke.") == "A. Miller spoke.\n\nB. Carter spoke."


def test_talk_behind_dashes_is_no_list() -> None:
    assert between("– Who is there?\n– A friend.") == "– Who is there?\n\n– A friend."


def test_items_that_stand_close_make_no_gap_of_other_paragraphs() -> None:
    text = "\n\n".join(f"They asked again.\n\na) bread\nb) coal\nc) rest\nd) a bath of {n} rooms" for n in "123")
    assert "***" not in between(text)
