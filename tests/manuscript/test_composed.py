"""Texts whose letters are decomposed: read as others are, and what is said of them has its place in the file."""

import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbuild.diagnostics import Diagnostic, Fix, Place
from pressbuild.manuscript.composed import as_typed, composed, typed_place
from tests.desk import PNG, call, write

HEAD = "---\ntitle: Le cidre\nlang: en\nhouse: deutsch\n---\n"
TEXT = f"""{HEAD}The café was small , and the mañana *ça ira* “cheap” .[^é] She said,“no”.

# Élan , “vital”

The very same  Noël and the 한글 , then  Ünter.

[^é]: The père had it ,too; see ( école ).
"""
FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")

letters = st.text(alphabet="ae ́̂̈̃, ñợ한가가각\u212b\ufb2bּׁ“”", max_size=30)


def decomposed(text: str) -> str:
    return normalize("NFD", text)


def said(folder: Path, text: str) -> list[dict[str, object]]:
    write(folder, text)
    found: list[dict[str, object]] = json.loads(call(folder, "check", "--format", "json").out)
    return found


def test_findings_are_those_of_whole_letters_at_the_places_of_the_file(tmp_path: Path) -> None:
    whole, parted = said(tmp_path, TEXT), said(tmp_path, decomposed(TEXT))
    assert [each["code"] for each in whole] == [each["code"] for each in parted]
    assert len(whole) > 5
    for one, other in zip(whole, parted, strict=True):
        before = TEXT.split("\n")[int(str(one["line"])) - 1][: int(str(one["column"])) - 1]
        assert (other["line"], other["column"]) == (one["line"], len(decomposed(before)) + 1)


def test_fixes_leave_what_they_do_not_mend_as_it_was_typed(tmp_path: Path) -> None:
    write(tmp_path, TEXT, "manuscript/whole.md")
    write(tmp_path, decomposed(TEXT), "manuscript/parted.md")
    call(tmp_path, "check", "--fix", "manuscript/whole.md", "manuscript/parted.md")
    whole, parted = ((tmp_path / f"manuscript/{name}.md").read_text(encoding="utf-8") for name in ("whole", "parted"))
    assert whole != TEXT
    assert parted == decomposed(whole)


def test_editions_and_ledgers_of_both_are_one(tmp_path: Path) -> None:
    text = TEXT.replace("The père", "Ames, *Pommes*, p. 4.\n\n[^b]: Ibid., p. 6. A “cidre” in 1890–91. The père")
    text = text.replace("Noël", "Noël[^b]")
    pages = []
    for form in FORMS:
        write(tmp_path, normalize(form, text))
        done = call(tmp_path, "html", "--force")
        assert done.status == 0, done.err
        pages.append((tmp_path / "dist/essay/essay.html").read_bytes())
    assert pages[0] == pages[1]
    entries = json.loads(call(tmp_path, "quotes", "manuscript/essay.md", "--format", "json").out)
    assert entries[0]["text"] == "cheap"
    line = normalize("NFD", text).split("\n")[entries[0]["line"] - 1]
    assert line[entries[0]["column"] - 1 : entries[0]["end_column"]] == "“cheap”"


def test_terms_stand_where_their_file_has_them(tmp_path: Path) -> None:
    write(tmp_path, decomposed(f"{HEAD}Été: the ‘free market’ and the ‘free market’ again.\n"))
    (term,) = json.loads(call(tmp_path, "terms", "manuscript/essay.md", "--format", "json").out)
    assert term["first"]["column"] == len(decomposed("Été: the ")) + 1
    call(tmp_path, "terms", "--write", "manuscript/essay.md")
    sheet = (tmp_path / "manuscript/essay.terms.toml").read_text(encoding="utf-8")
    assert f'first = "6:{len(decomposed("Été: the ")) + 1}"' in sheet


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_found_by_either_spelling_of_its_name(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    write(tmp_path, PNG, f"manuscript/{normalize(form, 'été')}.png")
    assert "image-missing" not in [each["code"] for each in said(tmp_path, f"{HEAD}![Sun.](été.png)\n")]


@given(letters)
def test_each_place_of_the_whole_text_is_one_of_the_file(text: str) -> None:
    whole, typed = composed(text)
    assert whole == normalize("NFC", text)
    columns = [typed_place(Place("a.md", 1, index + 1), typed).column for index in range(len(whole) + 1)]
    assert columns == sorted(columns)
    assert columns[-1] == len(text) + 1 if whole else columns == [1]
    begun = [index for index, sign in enumerate(whole) if sign.isascii()]
    assert [normalize("NFC", text[: columns[index] - 1]) for index in begun] == [whole[:index] for index in begun]


@given(letters, st.data())
def test_a_fix_gives_what_it_gives_in_the_whole_text(text: str, data: st.DataObject) -> None:
    whole, typed = composed(text)
    edges = [0, *(index for index, sign in enumerate(whole) if sign.isascii()), len(whole)]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    fix = Fix(Place("a.md", 1, start + 1), whole[start:end], f" {whole[start:end]}!")
    [mended] = as_typed(Diagnostic("space-inside", "", fix.place, "", fixes=(fix,)), {"a.md": typed}).fixes
    at = mended.place.column - 1
    assert text.startswith(mended.old, at)
    after = text[:at] + mended.new + text[at + len(mended.old) :]
    assert normalize("NFC", after) == normalize("NFC", whole[:start] + fix.new + whole[end:])
