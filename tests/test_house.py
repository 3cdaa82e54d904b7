"""Houses: those that ship, a press's own, and what a style.toml may not be."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from pressbuild.build.inputs import inputs_of
from pressbuild.diagnostics import PressError
from pressbuild.document import Role
from pressbuild.house import House, Style, house_css, houses, read_house
from pressbuild.shipped import STYLES
from tests.desk import inside, write

OWN = """[style]
id = "own"
name = "Our own"
lang = "en"
manual = "none"
"""


def refusal(press: Path, toml: str | bytes) -> tuple[str, str, str, str]:
    with inside(press):
        write(press, toml, "styles/own/style.toml")
        with pytest.raises(PressError) as caught:
            read_house("own", press)
    [finding] = caught.value.diagnostics
    return finding.code, finding.message, finding.hint, str(finding.place)


@pytest.mark.parametrize("name", sorted(houses(Path("nowhere"))))
def test_a_house_that_ships(name: str, tmp_path: Path) -> None:
    house = read_house(name, tmp_path)
    assert house.style.id == name
    assert house.style.manual
    house_css(name, tmp_path)


def test_these_houses_ship(tmp_path: Path) -> None:
    assert {"as-written", "newspaper-uk"} <= set(houses(tmp_path))


def test_a_house_of_the_press(tmp_path: Path) -> None:
    write(tmp_path, OWN, "styles/own/style.toml")
    write(tmp_path, "p { color: navy }", "styles/own/web.css")
    write(tmp_path, "no house", "styles/fonts/readme.txt")
    assert "own" in houses(tmp_path)
    assert "fonts" not in houses(tmp_path)
    assert read_house("own", tmp_path) == House(style=Style(id="own", name="Our own", lang="en", manual="none"))
    assert house_css("own", tmp_path) == {"web": "p { color: navy }"}


def test_the_figures_of_a_house(tmp_path: Path) -> None:
    write(tmp_path, f'{OWN}[numerals]\nstyle = "lining"\n', "styles/own/style.toml")
    write(tmp_path, "p { color: navy }", "styles/own/web.css")
    figures = "html, body { font-variant-numeric: lining-nums }\n"
    assert house_css("own", tmp_path) == {"web": figures + "p { color: navy }", "epub": figures, "print": figures}


def test_it_wins_over_one_that_ships(tmp_path: Path) -> None:
    write(tmp_path, OWN.replace('"own"', '"as-written"'), "styles/as-written/style.toml")
    assert read_house("as-written", tmp_path).style.name == "Our own"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("as-writen", "did you mean “as-written”?"),
        ("xyzzy", "the houses are as-written, "),
        ("../styles/as-written", ""),
    ],
)
def test_an_unknown_house(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(PressError) as caught:
        read_house(name, tmp_path)
    [finding] = caught.value.diagnostics
    assert (finding.code, finding.message) == ("house-unknown", f"there is no house “{name}”")
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("toml", "message", "hint", "place"),
    [
        (OWN + "[stopps]\n", "there is no key “stopps”", "did you mean “stops”?", "6:1"),
        (OWN + '\n[role.scare]\nsett = "single"\n', "there is no key “role.scare.sett”", "did you mean “set”?", "8:1"),
        (
            OWN + '\n[role.scare]\nset = "triple"\n',
            "role.scare.set: there is no “triple”",
            "it may be double, single",
            "8:1",
        ),
        (OWN + '\n[marks]\ndouble = ["a"]\n', "marks.double: a value is missing", "", "8:1"),
        (OWN.replace('id = "own"', ""), "“style.id” is missing", "the folder's name", "1:1"),
        (OWN + 'at = "end"\n', "there is no key “style.at”", "“at” stands in [notes]", "6:1"),
        (OWN + 'notes.at = "end"\n', "there is no key “style.notes”", "“notes” stands above all tables", "6:1"),
        (OWN + 'x = "end"\n', "there is no key “style.x”", "the keys are id, name, lang", "6:1"),
        (OWN + '[check]\ndoubled-wrd = "off"\n', "there is no such code; did you mean “doubled-word”?", "", "7:1"),
        (OWN + '[check]\nnote-missing = "off"\n', "check.note-missing: this is always an error", "", "7:1"),
        (OWN + "[check]\nlongest_note = -1\n", "-1 is too small", "it is greater than 0", "7:1"),
        (OWN + "[role]\nscare = { later = { sett = 1 } }\n", "“role.scare.later.sett”", "did you mean “set”?", "7:21"),
        (OWN + "x =\n", "the file is not TOML: Invalid value", "", "6:4"),
        (b"\xff\xfe", "styles/own/style.toml is in UTF-16", "save it as UTF-8", "1:1"),
        (b"# caf\xe9\n", "byte 6 (0xe9) is not UTF-8", "iconv", "1:6"),
    ],
)
def test_an_invalid_house(tmp_path: Path, toml: str | bytes, message: str, hint: str, place: str) -> None:
    code, said, hinted, where = refusal(tmp_path, toml)
    assert code == "house-invalid"
    assert message in said
    assert hint in hinted
    assert where == f"styles/own/style.toml:{place}"


def test_a_house_stays_in_the_press_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, OWN, "style.toml")
    write(tmp_path / "press", OWN, "styles/real/style.toml")
    (tmp_path / "press" / "styles" / "own").symlink_to(outside)
    with pytest.raises(PressError, match="outside-press"):
        read_house("own", tmp_path / "press")
    (tmp_path / "press" / "styles" / "real" / "web.css").symlink_to(outside / "style.toml")
    with pytest.raises(PressError, match="outside-press"):
        house_css("real", tmp_path / "press")


@pytest.mark.parametrize(
    "role",
    ["scare", "term", "nickname", "quotation", "title.article", "title.book", "title.headline", "foreign", "keep"],
)
def test_every_role_has_a_treatment(role: Role) -> None:
    for name in houses(STYLES.parent):
        assert read_house(name, STYLES.parent).treatment(role).set


def test_a_house_may_extend_another(tmp_path: Path) -> None:
    write(tmp_path, f'{OWN}extends = "oxford"\n[role.term]\ntype = "sans"\n', "styles/own/style.toml")
    write(tmp_path, "p { color: navy }", "styles/own/print.css")
    own, oxford = read_house("own", tmp_path), read_house("oxford", tmp_path)
    assert (own.style.id, own.role.scare, own.stops) == ("own", oxford.role.scare, oxford.stops)
    assert own.role.term == replace(oxford.role.term, type="sans")
    css, base = house_css("own", tmp_path), house_css("oxford", tmp_path)
    assert css == base | {"print": base["print"] + "p { color: navy }"}
    assert {"styles/own/style.toml", "styles/oxford/style.toml"} <= set(inputs_of(tmp_path / "a.md", "own", ()))


def test_a_press_may_extend_the_shipped_house_of_its_name(tmp_path: Path) -> None:
    text = OWN.replace('id = "own"', 'id = "oxford"')
    write(tmp_path, "", "manuscript/a.md")
    write(tmp_path, f'{text}extends = "oxford"\n[dash]\nopen = true\n', "styles/oxford/style.toml")
    house = read_house("oxford", tmp_path)
    assert (house.style.name, house.dash.open, house.dash.parenthetical) == ("Our own", True, "—")
    names = set(inputs_of(tmp_path / "manuscript" / "a.md", "oxford", ()))
    assert {"styles/oxford/style.toml", "styles/shipped/oxford/style.toml"} <= names


@pytest.mark.parametrize("parent", ["oxfrod", "own"])
def test_a_house_that_extends_nothing_or_itself(tmp_path: Path, parent: str) -> None:
    code, message, _, place = refusal(tmp_path, f'{OWN}extends = "{parent}"\n')
    assert (code, place) == ("house-invalid", "styles/own/style.toml:6:1")
    assert message == f"there is no house “{parent}” to extend, or it extends this one"


def test_a_fault_is_said_of_the_file_that_has_it(tmp_path: Path) -> None:
    write(tmp_path, OWN.replace("own", "base") + "[dash]\nopn = true\n", "styles/base/style.toml")
    code, message, hint, place = refusal(tmp_path, f'{OWN}extends = "base"\n')
    assert (code, message) == ("house-invalid", "there is no key “dash.opn”")
    assert (hint, place) == ("did you mean “open”?", "styles/base/style.toml:7:1")
