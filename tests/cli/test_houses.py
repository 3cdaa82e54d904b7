"""`houses` and `house`: the list, a house shown, one made and used, the schema; and docs/houses.md, which they make."""

import json
import tomllib
from pathlib import Path

import pytest

from pressbuild.cli.housebook import first_sentence, page, specimen
from pressbuild.diagnostics import PressError
from pressbuild.house import House, copy_house, house_css, houses, read_house
from pressbuild.house.schema import Treatment
from pressbuild.settings.tables import keys
from pressbuild.shipped import STYLES
from tests.conftest import ROOT
from tests.desk import call, write

EIGHT = "as-written chicago deutsch economist francais newspaper-uk oxford quiet".split()


def test_eight_houses_are_listed_with_their_manuals(tmp_path: Path) -> None:
    done = call(tmp_path, "houses")
    assert [line.split()[0] for line in done.out.splitlines()] == EIGHT
    assert "The Chicago Manual of Style" in done.out


@pytest.mark.parametrize("name", EIGHT)
def test_a_house_is_shown_with_the_specimen(name: str, tmp_path: Path) -> None:
    house = read_house(name, tmp_path)
    done = call(tmp_path, "house", name)
    assert done.status == 0
    assert done.out.rstrip().endswith(specimen(house))
    assert house.style.manual in done.out


def test_the_specimens_differ(tmp_path: Path) -> None:
    assert len({specimen(read_house(name, tmp_path)) for name in EIGHT}) == len(EIGHT) - 1  # see below
    assert specimen(read_house("as-written", tmp_path)) == specimen(read_house("newspaper-uk", tmp_path))


def test_a_new_house_can_be_used_and_is_not_overwritten(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: A net\n---\n[‘x’]{.scare}\n", "manuscript/net.md")
    done = call(tmp_path, "house", "--new", "mine", "--from", "chicago")
    assert done.out == "styles/mine is yours to change\n"
    made = read_house("mine", tmp_path)
    assert (made.style.id, made.style.name, made.stops.placement) == ("mine", "mine", "american")
    assert house_css("mine", tmp_path) == house_css("chicago", tmp_path)
    assert "mine" in call(tmp_path, "houses").out
    assert "“x”" in call(tmp_path, "show", "manuscript/net.md", "--stage", "xhtml", "--house", "mine").out
    again = call(tmp_path, "house", "--new", "mine")
    assert again.status == 1
    assert "exists: styles/mine is there already" in again.err


STYLE = 'lang = "en-GB"  # theirs\nmanual = """\nid = "not this"\n"""\n'


@pytest.mark.parametrize(
    "written",
    [
        f"[style]\nid=\"own\"\nname  = 'Own'  # ours\n{STYLE}",
        f'[ style ]\n  id ="own"\n  "name"= "Own"  # ours\n{STYLE}',
    ],
)
def test_a_copy_has_its_own_name_however_the_first_was_written(tmp_path: Path, written: str) -> None:
    write(tmp_path, "", "pressbuild.toml")
    own = write(tmp_path, f'# A house\n{written}\n[stops]\nplacement="american"\n', "styles/own/style.toml")
    assert call(tmp_path, "house", "--new", "two", "--from", "own").status == 0
    first, second = own.read_text(encoding="utf-8"), (tmp_path / "styles/two/style.toml").read_text(encoding="utf-8")
    house = read_house("two", tmp_path)
    assert (house.style.id, house.style.name, house.stops.placement) == ("two", "two", "american")
    assert second == first.replace('"own"', '"two"').replace("'Own'", '"two"').replace('"Own"', '"two"')


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["house"], 2, "which house?"),
        (["house", "--new", "../up"], 2, "is no name for a house"),
        (["house", "--new", "mine", "--from", "chicag"], 1, "did you mean “chicago”?"),
        (["house", "oxfort"], 1, "did you mean “oxford”?"),
    ],
)
def test_mistakes_are_sentences(tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    write(tmp_path, "", "pressbuild.toml")
    done = call(tmp_path, *arguments)
    assert (done.status, said in done.err) == (status, True)


def test_a_house_that_cannot_be_written(tmp_path: Path) -> None:
    write(tmp_path, "no folder", "styles")
    with pytest.raises(PressError, match="not-writable"):
        copy_house("mine", "oxford", tmp_path)


def test_the_schema_knows_every_key_that_the_shipped_houses_use(tmp_path: Path) -> None:
    schema = json.loads(call(tmp_path, "house", "--schema").out)
    assert schema["$schema"].endswith("2020-12/schema")
    for file in STYLES.glob("*/style.toml"):
        for table, values in tomllib.loads(file.read_text(encoding="utf-8")).items():
            definition = schema["properties"][table].get("$ref", "").rpartition("/")[2]
            assert values.keys() <= schema["$defs"][definition]["properties"].keys()


def test_every_key_is_described() -> None:
    for table in (Treatment, *(key.kind for key in keys(House).values())):
        for name, key in keys(table).items():
            assert key.description or (key.table and key.table.__doc__), name


def test_the_page_of_houses_is_up_to_date(tmp_path: Path) -> None:
    shipped = {name: read_house(name, tmp_path) for name in sorted(houses(tmp_path))}
    assert (ROOT / "docs" / "houses.md").read_text(encoding="utf-8") == page(shipped), "run `python docs/houses.py`"


def test_the_first_sentence_of_a_manual() -> None:
    assert first_sentence("Hart's Rules (Oxford): single marks.") == "Hart's Rules"
    assert first_sentence("Our own.") == "Our own"


WORDS_OF_ITS_OWN = """
[role.scare]
prefix = "so-called "

[numerals]
century = "words"
page_range = "full"

[dates]
order = "mdy"

[heading]
case = "title"
"""
NETS = """---
title: Nets in the 19th century
---

# of old nets

In the 19th century, on 16 March
1871, [‘modern’]{.scare} nets tore.[^1] [‘Old’]{.scare} nets tore too.

> In the 19th century, of 16 March 1871.

[^1]: *The net*, pp. 12-8, 115-16.
"""


def test_a_house_with_words_of_its_own_is_proved_in_every_edition(tmp_path: Path) -> None:
    write(tmp_path, NETS, "manuscript/net.md")
    call(tmp_path, "house", "--new", "wordy", "--from", "as-written")
    style = tmp_path / "styles" / "wordy" / "style.toml"
    style.write_text(style.read_text(encoding="utf-8") + WORDS_OF_ITS_OWN, encoding="utf-8")
    done = call(tmp_path, "all", "--house", "wordy")
    assert (done.status, done.err) == (0, "")
    page = (tmp_path / "dist" / "net" / "net.html").read_text(encoding="utf-8")
    for words in ("Of Old Nets", "nineteenth century, on March 16, 1871, ", "so-called ‘", "So-called ‘", "115–116"):
        assert words in page
    assert "In the 19th century, of 16 March 1871." in page
