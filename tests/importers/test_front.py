"""The front page: shapes of first lines, and the roles that they get."""

import pytest

from pressbuild.diagnostics import PressError
from pressbuild.importers.dates import iso_date
from pressbuild.importers.flattened.plain import import_plain
from pressbuild.importers.names import author_inside, byline, lone_name
from pressbuild.importers.source import Source

TEXT = (
    "The bakers of the town met early in the year, for the price of flour had risen again. They spoke of nothing else."
    " Nobody slept, and the movements of the mill were heard all night; autonomous they were not.\n\nThey met again.\n"
)
LONG_SENTENCE = "The millers kept their own books and would not show them to the clerk of the town, who asked (n. 1)"
MILLERS = ("Millers of the north: wheat in origin", "Mill debate: A product of flour")


def roles(head: str, title_line: int | None = None) -> list[tuple[str, str]]:
    report = import_plain(Source("x.txt", f"{head}\n\n{TEXT}", "0", title_line)).report
    return [(line["role"], line["text"]) for line in report["front"]]


def front(head: str, title_line: int | None = None) -> str:
    return import_plain(Source("x.txt", f"{head}\n\n{TEXT}", "0", title_line)).markdown.split("---\n")[1]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Flour and its friends", ["title"]),
        ("Flour and its friends\n\nBy Jane Doe", ["title", "author"]),
        ("Flour and its friends\nBy Jane Doe", ["title", "author"]),
        ("Flour and its friends\n\nHow the mill was won\n\nJane Doe", ["title", "subtitle", "author"]),
        ("Flour and its friends\n\nJane Doe\n\n14 March 2013", ["title", "author", "date"]),
        ("Flour and its friends\n\nMarch 2013\n\nJane Doe and John Roe", ["title", "date", "author"]),
        ("OPINION\n\nFlour and its friends\n\nBy Jane Doe", ["kicker", "title", "author"]),
        (f"Flour and its friends\n\nJane Doe\n\nThe mill\n\n{LONG_SENTENCE}", ["title", "author"]),
        (
            f"A mill by the road\n\nJohn Roe\n\nFlour and its friends\n\n{LONG_SENTENCE}\n\nBy Jane Doe",
            ["caption", "caption", "title", "standfirst", "author"],
        ),
        (
            "Flour debate: A product of the mill\n\nJane Doe looks at the price of bread",
            ["kicker", "title", "standfirst"],
        ),
        (
            "\n\n".join((*MILLERS, "From grain to bread - Jane Doe examines how the ‘white loaf’ was made")),
            ["caption", "kicker", "title", "standfirst"],
        ),
        ("THE MILLER’S SUPPER\nA play in one act\nBy Jane Doe", ["title", "subtitle", "author"]),
        ("DES MÜLLERS MAHL\n\nEin kleines Lustspiel\n\nVon Jane Doe", ["title", "subtitle", "author"]),
        ("THE LONG READ\nA party of bakers\nBy Jane Doe", ["kicker", "title", "author"]),
        ("Flour and its friends\n\nPreface", ["title"]),
        ("Flour and its friends\n\nAutonomous movements", ["title"]),
        ("Flour and its friends\n\nTranslated by John Roe", ["title", "translator"]),
        ("Flour: a history\n\nBy Jane Doe", ["title", "author"]),
        (
            "Flour\n\nHow one mill fed a whole town in the year of the long strike.\n\nJane Doe",
            ["title", "standfirst", "author"],
        ),
        ("", []),
        ("Dear friends of flour,", []),
        ("Dear John,\n\nThree things:\n\n- bread\n- salt", []),
        ("Lieber Johann,\n\nhier ist er:\n\n* Brot\n* Salz", []),
        ("Flour and its friends\n\n- bread\n- salt", ["title"]),
        ("- Flour and its friends -\n\nBy Jane Doe", ["title", "author"]),
        ("Hello, miller!\n\nBy Jane Doe", ["title", "author"]),
    ],
)
def test_roles(head: str, expected: list[str]) -> None:
    assert [role for role, _ in roles(head)] == expected


def test_a_paragraph_that_is_all_of_the_text_is_no_standfirst() -> None:
    words = "The bakers met (Doe 1987, 12) and 3 millers spoke of the price of flour and of nothing else.i So it was.ii"
    made = import_plain(Source("x.txt", f"The mill\n\n{words}\n\ni Doe.\nii Ibid.\n", "0"))
    assert [line["role"] for line in made.report["front"]] == ["title"]
    assert "nothing else.[^1] So it was.[^2]\n\n[^1]: Doe." in made.markdown


def test_kicker_title_and_author_are_parted() -> None:
    head = "Mill debate: A product of flour\n\nFrom grain to bread - Jane Doe examines the ‘white loaf’"
    assert front(head) == (
        "kicker: Mill debate\ntitle: A product of flour\n"
        "standfirst: From grain to bread – Jane Doe examines the ‘white loaf’\nauthor: Jane Doe\n"
    )


def test_title_line_overrules() -> None:
    head = "Flour and its friends\n\nHow the mill was won\n\nBy Jane Doe"
    assert roles(head, 3) == [
        ("caption", "Flour and its friends"),
        ("title", "How the mill was won"),
        ("author", "By Jane Doe"),
    ]


def test_title_line_must_hold_words() -> None:
    with pytest.raises(PressError, match="line 2 cannot hold the title"):
        roles("Flour and its friends", 2)


def test_several_captions_are_one_value() -> None:
    assert front("Left picture\n\nRight picture\n\nFlour and its friends", 5) == (
        "caption: Left picture / Right picture\ntitle: Flour and its friends\n"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Flour: a history", "'Flour: a history'"),
        ("The baker's loaf", "The baker's loaf"),
        ("‘Flour’ and friends", "'‘Flour’ and friends'"),
        ("'Flour' and friends", "'''Flour'' and friends'"),
        ("Number #1 loaf", "'Number #1 loaf'"),
        ("1917", "1917"),
        ("Yes", "'Yes'"),
        ("Bread * and * salt", "Bread \\* and \\* salt"),
    ],
)
def test_values_are_safe_yaml(title: str, written: str) -> None:
    assert front(title) == f"title: {written}\n"


def test_mark_in_the_title_is_a_reference() -> None:
    text = f"Flour and its friends1\n\n{TEXT}\nThey slept.2\n\n\n1. Read in May.\n\n2. Soundly."
    assert "title: Flour and its friends[^1]\n" in import_plain(Source("x.txt", text, "0")).markdown


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("14 March 2013", "2013-03-14"),
        ("Thursday, March 14, 2013", "2013-03-14"),
        ("March 14th 2013", "2013-03-14"),
        ("2013-03-14", "2013-03-14"),
        ("Sept 2013", "2013-09"),
        ("Published on 14 March 2013", "2013-03-14"),
        ("14/03/2013", None),
        ("31 February 2013", None),
        ("In March 2013", None),
        ("March of the millers 2013", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    assert iso_date(line) == date


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("From grain to bread - Jane Doe examines the loaf", ("Jane Doe",)),
        ("Is bread dear? asks Jane van der Doe", ("Jane van der Doe",)),
        ("The Bread Party faces a crisis, writes John P. Roe", ("John P. Roe",)),
        ("The Labour Party faces a crisis", ()),
        ("Why John Roe’s loaf is dear", ()),
    ],
)
def test_author_inside_a_standfirst(line: str, names: tuple[str, ...]) -> None:
    assert author_inside(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Words: Jane Doe", ("Jane Doe",)),
        ("By the river", None),
        ("Text and context", None),
    ],
)
def test_bylines(line: str, names: tuple[str, ...] | None) -> None:
    credit = byline(line)
    assert (credit.names if credit else None) == names


def test_lone_name_is_none_where_its_words_are_common() -> None:
    assert lone_name("Autonomous Movements", {"autonomous", "movements"}.__contains__) is None
    assert lone_name("Mark Doe", {"mark"}.__contains__) is not None
