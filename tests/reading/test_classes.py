"""Classes that were meant for a role, and a press's own, of which nothing is said."""

import pytest

from pressbuild.reading.classes import LONG, NAMES, ROLES, nearest
from pressbuild.transforms.quotes import ANNOUNCED
from tests.desk import codes, document


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("scrae", "scare"),
        ("scar", "scare"),
        ("scares", "scare"),
        ("SCARE", "scare"),
        ("scare-quotes", "scare"),
        ("qoute", "quote"),
        ("quotes", "quote"),
        ("quotation", "quote"),
        ("boko", "book"),
        ("Book", "book"),
        ("artcile", "article"),
        ("nick-name", "nickname"),
        ("foriegn", "foreign"),
        ("headlin", "headline"),
        ("kepe", "keep"),
        ("aposs", "apos"),
        ("small-caps", "smallcaps"),
    ],
)
def test_the_role_that_was_meant(name: str, role: str) -> None:
    assert nearest(name) == role
    assert codes(f"One [word]{{.{name}}} here.\n") == ["class-unknown"]


OWN = "ship-name drop-cap title note lead red c1 pull-quote x index verse word list mark".split()


@pytest.mark.parametrize("name", [*OWN, *NAMES, ANNOUNCED])
def test_of_these_nothing_is_said(name: str) -> None:
    assert codes(f"One [word]{{.{name}}} here.\n") == []


def test_every_long_name_leads_to_a_role() -> None:
    assert set(LONG.values()) <= set(NAMES)
    assert not set(LONG) & set(NAMES)


@pytest.mark.parametrize("text", ["[a]{.title.book}", "[a]{.term.scrae}", "*[a]{ .scare.mine }*"])
def test_braces_that_stand_in_the_text(text: str) -> None:
    assert codes(f"One {text} here.\n") == ["class-unknown"]


@pytest.mark.parametrize("text", ["`[a]{.title.book}`", "[a]{.mine.own}", "{.title.book}", "[a]{#title.book}"])
def test_braces_of_another_kind(text: str) -> None:
    assert codes(f"One {text} here.\n") == []


def test_the_place_is_that_of_the_braces() -> None:
    (finding,) = (
        each for each in document("Some *[words]{.title.book}* here.\n").findings if each.code == "class-unknown"
    )
    assert finding.place
    assert (finding.place.line, finding.place.column) == (1, 14)


@pytest.mark.parametrize("said", ["first=no", "first=yes", "style=none"])
@pytest.mark.parametrize("role", ["", ".apos ", ".mine ", ".smallcaps "])
def test_what_only_a_quotation_may_say(role: str, said: str) -> None:
    assert codes(f"One [word]{{{role}{said}}} here.\n") == ["attribute-unused"]


@pytest.mark.parametrize("role", sorted({*ROLES} - {"apos"}))
def test_a_quotation_may_say_it(role: str) -> None:
    assert codes(f"One [word]{{.{role} first=no}} and [word]{{.{role} style=none}}.\n") == []


def test_a_mistake_is_said_once() -> None:
    assert codes("One [word]{.scrae first=no style=none}.\n") == ["class-unknown"]
    assert codes('One [word]{style="color: red"}.\n') == ["attribute-refused"]
