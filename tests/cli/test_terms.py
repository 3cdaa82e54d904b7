"""`pressbuild terms`: the concordance in four formats, and the term sheet written."""

import csv
import io
import json
from pathlib import Path

import pytest

from pressbuild.intake import take_in
from pressbuild.manuscript import read_manuscript
from pressbuild.quotation import concordance, recognise
from pressbuild.reading import read
from tests.desk import call, write

TEXT = """---
title: T
---
The ‘tall ship’ and the ‘Tall ships’ of *old*. No tall ship’s boy, ‘=1+1’.
"""


@pytest.fixture
def press(tmp_path: Path) -> Path:
    write(tmp_path, TEXT)
    return tmp_path


def test_json(press: Path) -> None:
    done = call(press, "terms", "manuscript/essay.md", "--format", "json")
    first, second = json.loads(done.out)
    assert {"term", "role", "policy", "quoted", "bare", "first", "signed"} <= first.keys()
    assert (first["term"], first["role"], first["policy"], first["signed"]) == ("tall ship", "scare", "house", False)
    assert [(use["line"], use["column"], use["text"]) for use in first["quoted"]] == [
        (4, 5, "tall ship"),
        (4, 25, "Tall ships"),
    ]
    assert [(use["line"], use["column"], use["text"]) for use in first["bare"]] == [(4, 51, "tall ship")]
    assert first["first"] == {"line": 4, "column": 5, "text": "tall ship"}
    assert second["term"] == "=1+1"


def test_the_table_says_how_much_there_is(press: Path) -> None:
    lines = call(press, "terms", "manuscript/essay.md").out.splitlines()
    assert lines[0] == "tall ship  (scare; quoted 2, bare 1, drifts)"
    assert lines[-1].startswith(
        "2 terms, in marks 3 times, 1 of them more than once; 1 stands bare too, 1 time; 1 drifts"
    )


ENTRY = '[[term]]\nmatch = ["widget"]\nrole = "term"\npolicy = "always"\nsigned = true\n'
WIDGETS = "# A ‘widget’ apart\n\nThe ‘widget’ here, a widget there. Their ‘widget’ is a widget.\n"


@pytest.mark.parametrize("limit", ["", 'except = [{near = "Their widget"}]', 'where = ["body"]', 'where = ["notes"]'])
def test_what_an_entry_leaves_out_is_signed_all_the_same(limit: str, tmp_path: Path) -> None:
    write(tmp_path, f"---\ntitle: T\n---\n{WIDGETS}")
    write(tmp_path, f"{ENTRY}{limit}\n", "manuscript/essay.terms.toml")
    (term,) = json.loads(call(tmp_path, "terms", "manuscript/essay.md", "--format", "json").out)
    assert (term["role"], term["policy"], term["code"], term["signed"]) == ("term", "always", "LEXICON", True)
    assert (len(term["quoted"]), len(term["bare"]), term["drifts"]) == (3, 2, False)
    assert "(term, always, signed; quoted 3, bare 2)" in call(tmp_path, "terms", "manuscript/essay.md").out
    assert "quote-drift" not in call(tmp_path, "check").out


def test_check_and_concordance_agree_on_what_drifts(tmp_path: Path) -> None:
    """What is said in braces says nothing of the bare uses; the words that replace others are the entry's."""
    write(tmp_path, "---\ntitle: T\n---\nA [‘tall ship’]{.term} and a tall ship. An ‘old tub’ is an odd boat.\n")
    entry = '[[term]]\nmatch = ["old tub"]\npolicy = "replace"\nreplace = "odd boat"\nsigned = true\n'
    write(tmp_path, entry, "manuscript/essay.terms.toml")
    braced, replaced = json.loads(call(tmp_path, "terms", "manuscript/essay.md", "--format", "json").out)
    assert (braced["term"], braced["signed"], braced["drifts"]) == ("tall ship", True, True)
    assert (replaced["term"], replaced["signed"], replaced["drifts"]) == ("odd boat", True, False)
    assert call(tmp_path, "check").out.count("quote-drift") == 1


def test_no_cell_is_a_formula(press: Path) -> None:
    rows = list(csv.reader(io.StringIO(call(press, "terms", "manuscript/essay.md", "--format", "csv").out)))
    assert len(rows) == 5
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_is_escaped(press: Path) -> None:
    write(press, TEXT.replace("tall ship’ and", "tall\\_ship’ and"))
    assert "**tall\\_ship**" in call(press, "terms", "manuscript/essay.md", "--format", "markdown").out


def test_pages_and_links_of_built_editions(press: Path) -> None:
    def uses() -> list[dict[str, object]]:
        listed = json.loads(call(press, "terms", "manuscript/essay.md", "--format", "json").out)
        return [use for term in listed for use in term["quoted"]]

    assert not any("page" in use or "link" in use for use in uses())
    assert call(press, "all").status == 0
    assert [(use["page"], use["link"]) for use in uses()][:2] == [
        (3, "dist/essay/essay.html#term-1-1"),
        (3, "dist/essay/essay.html#term-1-2"),
    ]
    write(press, TEXT + "\nMore.\n")
    assert not any("page" in use for use in uses())


def test_a_signed_entry_is_obeyed_and_builds_anew(press: Path) -> None:
    assert call(press, "html").status == 0
    assert "nothing has changed" in call(press, "html").out
    sheet = write(press, "", "manuscript/essay.terms.toml")
    assert "2 entries drafted" in call(press, "terms", "manuscript/essay.md", "--write").out
    text = sheet.read_text(encoding="utf-8").replace(
        'policy = "house"\nsigned = false', 'policy = "never"\nsigned = true', 1
    )
    write(press, text, "manuscript/essay.terms.toml")
    done = call(press, "html")
    assert "nothing has changed" not in done.out
    page = (press / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "‘" not in page[page.index("<main") : page.index("=1+1")].removesuffix("‘")
    (first, *_) = json.loads(call(press, "terms", "manuscript/essay.md", "--format", "json").out)
    assert (first["policy"], first["signed"]) == ("never", True)


def test_words_that_a_signed_entry_replaces_are_proved(press: Path) -> None:
    entry = '[[term]]\nmatch = ["tall ship"]\npolicy = "replace"\nreplace = "big boats"\nsigned = true\n'
    write(press, entry, "manuscript/essay.terms.toml")
    done = call(press, "all")
    assert done.status == 0, done.err
    page = (press / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "big boats" in page
    assert "Tall ships" not in page


def test_a_sheet_that_is_not_valid_stops_with_a_sentence(press: Path) -> None:
    write(press, '[[term]]\nmatsch = "a"\n', "manuscript/essay.terms.toml")
    for command in ("check", "html", "terms", "quotes"):
        done = call(press, command, "manuscript/essay.md")
        assert done.status == 1
        assert "terms-invalid: there is no key “term.matsch”" in done.out + done.err
        assert "did you mean “match”?" in done.out + done.err


def test_schema_and_usage(press: Path) -> None:
    assert json.loads(call(press, "terms", "--schema").out)["title"] == "the term sheet of a manuscript of pressbuild"
    assert call(press, "terms").status == 2


def test_the_essay(shared: Path, tmp_path: Path) -> None:
    """78 terms folded, 128 marks, and every bare use of its gold; “lefts” is one too many for an editor's eye."""
    source = shared / "essay" / "essay.txt"
    gold = json.loads((shared / "essay" / "gold.json").read_text(encoding="utf-8"))
    manuscript = read_manuscript(write(tmp_path, take_in(source).markdown))
    terms = concordance(recognise(read(manuscript)))
    assert len(terms) == 78
    assert sum(len(term.quoted) for term in terms) == 128
    caption = source.read_text(encoding="utf-8").index("\n")  # which no edition prints
    wanted = [use["text"] for use in gold["unquoted_uses"] if use["start"] > caption]
    got = [use.text for term in terms for use in term.bare]
    assert len({term.key for term in terms if term.bare}) == 19
    extra = [text for text in got if text == "lefts"]
    assert sorted(text for text in got if text != "lefts") == sorted(wanted)
    assert len(extra) == 4
