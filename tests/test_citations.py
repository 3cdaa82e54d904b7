"""Citations: found in the source, written out by citeproc, and then notes and words like any other."""

import json
from pathlib import Path

import pytest

from pressbuild.citations import read_title
from pressbuild.citations.spotting import citations
from pressbuild.diagnostics import PressError
from pressbuild.document import Document, Note, NoteRef, Text
from pressbuild.faircopy.layout import edited
from pressbuild.reading import read
from pressbuild.tree import everything, plain, walk
from tests.desk import call, write
from tests.test_books import BOOKS

WORKS = """@book{ames, author = {Ames, Ann}, title = {Small beer}, year = 1640, publisher = {Tub}}
@book{barr, author = {Barr, Bob}, title = {Large beer}, year = 1650, publisher = {Vat}}
"""
STYLE = (BOOKS / "cited/manuscript/salt/notes.csl").read_text(encoding="utf-8")
HEAD = "---\ntitle: T\nlang: en-GB\nbibliography: works.bib\n{}---\n"


def found(text: str) -> list[str]:
    return [citation.text for citation in citations(text, 1)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A [@ames] b.", ["[@ames]"]),
        ("A [see @ames, p. 3; also @barr].", ["[see @ames, p. 3; also @barr]"]),
        ("As @ames [p. 4] has it, and @barr.", ["@ames [p. 4]", "@barr"]),
        ("Without an author [-@ames].", ["[-@ames]"]),
        ("A key with stops [@a.b:c_d-1].", ["[@a.b:c_d-1]"]),
        ("In braces @{https://x.invalid/a}.", ["@{https://x.invalid/a}"]),
        ("Over two [see\n@ames, p. 3] lines.", ["[see @ames, p. 3]"]),
        ("> Quoted [see\n> @ames].", ["[see @ames]"]),
        ("A link [to @ames](https://x.invalid) has one in it.", ["@ames"]),
        ("Mail ann@press.invalid, <bob@press.invalid>, https://x.invalid/@ames.", []),
        ("Code `@ames`, escaped \\@ames, <!-- @ames --> nothing.", []),
        ("```\n@ames\n```\n", []),
        ("An at sign @ alone, [a bracket], [^1].", []),
        ("Beer,[^2][@ames, p. 3] [sic][@barr], [1640][@ames].", ["[@ames, p. 3]", "[@barr]", "[@ames]"]),
        ("Beer[@ames][^2], [@ames][@barr]!", ["[@ames]", "[@ames]", "[@barr]"]),
        ("[A weir](#weir)[@ames], [a pan]{.scare}[@barr], beer![@ames]", ["[@ames]", "[@barr]", "[@ames]"]),
        ("[@ames](the second), [@barr]{see}: [@ames]: so.", ["[@ames]", "[@barr]", "[@ames]"]),
        ("[@ames, a [sic] pan] and [see [the] @barr]", ["[@ames, a [sic] pan]", "[see [the] @barr]"]),
        ("@ames[p. 3][^2], @ames\n[p. 4][@barr], @ames [^2]", ["@ames[p. 3]", "@ames [p. 4]", "[@barr]", "@ames"]),
        ("As @ames [p. 3; @barr, p. 4]: so.", ["@ames [p. 3; @barr, p. 4]"]),
        ("In a suffix [@ames, the `pan`].", ["[@ames, the `pan`]"]),
        # What links and spans are made of is none; a key in their text is one by itself.
        (
            "[@ames](#weir), [see @ames](<a b> 'x'), [@barr]{.scare}, ![@ames](weir.png)",
            ["@ames", "@ames", "@barr", "@ames"],
        ),
        ("[@ames][weir], @ames [p. 3](#weir) @ames [p. 4][weir]\n\n[weir]: https://x.invalid\n", ["@ames"] * 3),
        ("[Ask][@hand], or [@hand], or @ames [@hand].\n\n[@hand]: https://x.invalid/@hand\n", ["@ames"]),
    ],
)
def test_what_is_a_citation(text: str, said: list[str]) -> None:
    assert found(text) == said


def document(press: Path, text: str, head: str = "", **files: str) -> Document:
    for name, content in {"works.bib": WORKS, **files}.items():
        write(press, content, f"manuscript/{name}")
    return read(read_title(write(press, HEAD.format(head) + text)))


def body(work: Document) -> str:
    return "\n".join(plain([block]) for block in work.blocks)


def note(work: Document, number: int) -> Note:
    return work.notes[number - 1]


def test_author_and_date(tmp_path: Path) -> None:
    work = document(tmp_path, "A beer [@ames, p. 3].\n\n## On\n\nAs @barr has it.\n")
    assert body(work).split("\n") == [
        "A beer (Ames 1640, 3).",
        "On",
        "As Barr (1650) has it.",
        "Bibliography",
        "Ames, Ann. 1640. Small Beer. Tub.Barr, Bob. 1650. Large Beer. Vat.",
    ]
    assert work.notes == ()
    assert work.findings == ()


def test_notes(tmp_path: Path) -> None:
    text = "A beer [@ames, p. 3], a [@barr] second.[^1] As @ames [p. 5] has it.\n\n[^1]: Own; and [@barr, p. 2]; so.\n"
    work = document(tmp_path, text, "csl: notes.csl\n", **{"notes.csl": STYLE})
    assert body(work).split("\n")[0] == "A beer, a second. As Ames has it."
    assert [plain(note.children) for note in work.notes] == [
        "A. Ames, Small beer (1640), p. 3.",
        "B. Barr, Large beer (1650).",
        "Own; and Barr, p. 2; so.",
        "P. 5.",
    ]
    calls = [node for node in walk(work.blocks) if isinstance(node, NoteRef)]
    assert len({call.label for call in calls}) == 4
    assert work.findings == ()


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Beer was small [@ames1640, p. 3].", [16]),
        ("Beer was small [see @ames; @sloe].", [16]),
        ("Beer was small, as @ames1640 [p. 3] has it.", [20]),
        ("Beer was small,[^2][@barr1650, p. 13] and cheap.\n\n[^2]: So.", [20]),
        ("Beer [1640][@barr1650], and so @barr [@ames].", [12, 32]),
        ("Write to ann@example.org, @ames or [ask @ames](https://example.org).", []),
        ("Write to [@ames](https://example.org), [@barr]{.scare}, [her][@her].\n\n[@her]: https://example.org", []),
        ("Beer was small \\@ames1640, `[@ames]`.", []),
    ],
)
def test_a_citation_needs_a_bibliography(tmp_path: Path, text: str, columns: list[int]) -> None:
    findings = read_title(write(tmp_path, f"---\ntitle: T\n---\n{text}\n")).findings
    assert [(f.code, f.place and (f.place.line, f.place.column)) for f in findings] == [
        ("citation-missing", (4, column)) for column in columns
    ]


@pytest.mark.parametrize(
    ("text", "noted", "said"),
    [
        ("Small,[^2][@ames] so.", "Small,[^2][^citation-1] so.", "Small,[^2] (Ames 1640) so."),
        ("Small[^2][@ames].", "Small[^2][^citation-1].", "Small[^2] (Ames 1640)."),
        ("Small[@ames][^2].", "Small[^citation-1][^2].", "Small (Ames 1640)[^2]."),
        ("Small[@ames] [@barr], so.", "Small,[^citation-1][^citation-2] so.", "Small (Ames 1640) (Barr 1650), so."),
        ("*Small*[@ames](p. 3)", "*Small*[^citation-1](p. 3)", "*Small*(Ames 1640)(p. 3)"),
        ("[sic][@ames] he", "[sic][^citation-1] he", "[sic] (Ames 1640) he"),
    ],
)
def test_citations_that_touch(tmp_path: Path, text: str, noted: str, said: str) -> None:
    own = "\n\n[^2]: Own.\n" if "[^2]" in text else "\n"
    write(tmp_path, WORKS, "manuscript/works.bib")
    write(tmp_path, STYLE, "manuscript/notes.csl")
    for head, expected in (("csl: notes.csl\n", noted), ("", said)):
        manuscript = read_title(write(tmp_path, HEAD.format(head) + text + own))
        assert edited(manuscript.source, manuscript.written).split("\n")[5 + bool(head)] == expected
        assert read(manuscript).findings == ()


def test_places_stay(tmp_path: Path) -> None:
    work = document(tmp_path, "A [@ames]\nb [see\n@barr, p. 3] c ‘d’ [@ames] e [f]{#x} g.\n")
    places = {
        node.value.strip(): str(node.place) for node in walk(work.blocks) if isinstance(node, Text) and node.place
    }
    assert places["f"].endswith("essay.md:8:31")
    assert places["A"].endswith("essay.md:6:1")
    assert not [
        place for place in places.values() if not place.rpartition("essay.md:")[2].startswith(("6:", "7:", "8:"))
    ]


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, WORKS, "manuscript/works.bib")
    text = HEAD.format("") + "> A [see\n> @ames] b.\n\nc\n"
    manuscript = read_title(write(tmp_path, text))
    lines = edited(manuscript.source, manuscript.written).split("\n")
    assert lines[5:9] == ["> A (see Ames 1640)", ">  b.", "", "c"]


def test_other_forms_of_bibliographies(tmp_path: Path) -> None:
    files = {
        "a.json": '[{"id": "ames", "type": "book", "title": "Small beer", "author": [{"family": "Ames"}]}]',
        "b.yaml": "references:\n- id: barr\n  type: book\n  title: Large beer\n",
        "c.ris": "TY  - BOOK\nID  - crane\nTI  - No beer\nER  - \n",
    }
    for name, content in files.items():
        write(tmp_path, content, f"manuscript/{name}")
    head = "---\ntitle: T\nbibliography: [a.json, b.yaml, c.ris]\n---\n"
    work = read(read_title(write(tmp_path, f"{head}[@ames] [@barr] [@crane]\n")))
    assert work.findings == ()
    assert body(work).startswith("(Ames, n.d.) (Large Beer, n.d.) (No Beer, n.d.)")


@pytest.mark.parametrize(
    ("head", "files", "code"),
    [
        ("csl: gone.csl\n", {}, "not-found"),
        ("csl: ../../x.csl\n", {}, "outside-press"),
        (
            "csl: x.csl\n",
            {"x.csl": '<!DOCTYPE style [<!ENTITY a "b">]><style><citation/></style>'},
            "bibliography-invalid",
        ),
        ("csl: x.csl\n", {"x.csl": "<citation"}, "bibliography-invalid"),
        ("", {"works.bib": "@book{ames, title = {Small"}, "not-readable"),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, head: str, files: dict[str, str], code: str) -> None:
    with pytest.raises(PressError) as raised:
        document(tmp_path, "[@ames]\n", head, **files)
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == [code]


@pytest.mark.parametrize(
    ("works", "place"),
    [
        ("@book{ames,\n  title = {Small}\n}\n@book{barr,\n  title {Large}\n}\n", (5, 9)),
        ("@book{ames,\n  title = {Small\n\n", (2, 1)),
    ],
)
def test_a_fault_of_a_bibliography_has_its_line(tmp_path: Path, works: str, place: tuple[int, int]) -> None:
    with pytest.raises(PressError) as raised:
        document(tmp_path, "[@ames]\n", "", **{"works.bib": works})
    (fault,) = raised.value.diagnostics
    assert fault.place is not None
    assert (fault.place.line, fault.place.column) == place
    assert "\n" not in fault.message


@pytest.mark.parametrize(
    ("style", "hint"),
    [("<style>", "take a whole one"), ('<link rel="independent-parent"/>', "take the style that it depends on")],
)
def test_a_style_that_is_none_is_told_from_one_that_depends(tmp_path: Path, style: str, hint: str) -> None:
    with pytest.raises(PressError) as raised:
        document(tmp_path, "[@ames]\n", "csl: x.csl\n", **{"x.csl": style})
    assert raised.value.diagnostics[0].hint.startswith(hint)


def test_the_texts_at_the_top_cite_nothing(tmp_path: Path) -> None:
    write(tmp_path, WORKS, "manuscript/works.bib")
    head = HEAD.format("standfirst: As [@ames] has it, or a@ames.example.\n")
    [finding] = [one for one in read_title(write(tmp_path, head + "Beer.\n")).findings if one.code == "front-invalid"]
    assert "standfirst" in finding.message
    assert "[@ames]" in finding.message
    head = HEAD.format("standfirst: As a note has it.[^1]\n")
    work = read(read_title(write(tmp_path, f"{head}Beer.\n\n[^1]: See [@ames].\n")))
    assert "Ames" in plain(work.notes[0].children)


def test_a_bibliography_decides_the_editions(tmp_path: Path) -> None:
    write(tmp_path, WORKS, "manuscript/works.bib")
    write(tmp_path, HEAD.format("") + "Beer [@ames].\n")
    assert call(tmp_path, "html", "--quiet").status == 0
    assert "nothing has changed" in call(tmp_path, "html").out
    write(tmp_path, WORKS.replace("1640", "1641"), "manuscript/works.bib")
    assert "nothing has changed" not in call(tmp_path, "html").out
    assert "Ames 1641" in (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")


def test_words_of_a_bibliography_without_citations(tmp_path: Path) -> None:
    work = document(tmp_path, "No citation.\n")
    assert body(work) == "No citation."
    assert everything(work)


@pytest.mark.parametrize("name", ["as-written", "oxford", "chicago", "francais"])
def test_every_edition_in_some_houses(name: str, tmp_path: Path) -> None:
    write(tmp_path, WORKS, "manuscript/works.bib")
    write(tmp_path, STYLE, "manuscript/notes.csl")
    text = "A ‘small’ beer [@ames, p. 3], and *another* [@barr].[^1]\n\n[^1]: Own [@ames].\n"
    write(tmp_path, HEAD.format("csl: notes.csl\n") + text)
    done = call(tmp_path, "all", "--quiet", "--house", name)
    assert (done.status, done.err) == (0, "")


IBID = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>i</title><id>i</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="." delimiter="; "><choose><if position="ibid"><text value="Ibid."/>
<text variable="locator" prefix=", "/></if><else><names variable="author"><name/></names>
<text variable="title" prefix=", " font-style="italic"/><text variable="locator" prefix=", p. "/></else></choose>
</layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>
"""


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "So says @ames [p. 3] in her book, and others [@barr] too.",
            "So says {A}, p. 3 in her book, and others ({B}) too.",
        ),
        ("So it is (see [@ames, p. 3]).", "So it is (see {A}, p. 3)."),
        ("See [@ames, p. 3]; and [@barr].", "See {A}, p. 3; and {B}."),
        ("Vgl. [@ames, p. 3] und [@barr]", "Vgl. {A}, p. 3 und {B}."),
        ("[@ames, p. 3]", "{A}, p. 3."),
        ("[@ames, p. 3], says Sloe.", "{A}, p. 3, says Sloe."),
        ("[@ames] is full of it.", "{A} is full of it."),
        ("[@ames] “Full of it.” So [@barr]!", "{A}. “Full of it.” So ({B})!"),
        ("It is so. [@ames] Sloe thinks not. [@barr]", "It is so. {A}. Sloe thinks not. {B}."),
        ("So it is,[@ames] a [sic][@barr] beer.", "So it is, {A} a [sic] ({B}) beer."),
        ("So it is—[@ames]—or\n    was [@barr].", "So it is—{A}—or was ({B})."),
        ("It is so.\n\n    [@ames]. And [@barr]\n    was not.", "It is so.{A}. And {B} was not."),
    ],
)
def test_a_citation_in_a_sentence_of_a_note(tmp_path: Path, note: str, said: str) -> None:
    work = document(tmp_path, f"Beer.[^1]\n\n[^1]: {note}\n\nAle.\n", "csl: notes.csl\n", **{"notes.csl": STYLE})
    first, second = "A. Ames, Small beer (1640)", "B. Barr, Large beer (1650)"
    assert plain(work.notes[0].children).replace("\n", " ") == said.format(A=first, B=second)
    assert work.findings == ()


def test_a_citation_in_a_note_of_a_style_without_notes_is_set_as_in_the_text(tmp_path: Path) -> None:
    work = document(tmp_path, "Beer.[^1]\n\n[^1]: So @ames [p. 3], and (see [@barr]) [@ames].\n")
    assert plain(work.notes[0].children) == "So Ames (1640, 3), and (see (Barr 1650)) (Ames 1640)."


OWN = "[^1]: Sloe, *The weir* (Hull, 1660), p. 7.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A [@ames, p. 3]. B [@ames, p. 4].\n", ["Ann Ames, Small beer, p. 3.", "Ibid., 4."]),
        (
            f"A [@ames, p. 3]. O.[^1] B [@ames, p. 4]. C [@ames, p. 5].\n\n{OWN}",
            ["Ann Ames, Small beer, p. 3.", OWN[6:-1].replace("*", ""), "Ann Ames, Small beer, p. 4.", "Ibid., 5."],
        ),
        (
            "A [@ames]. O.[^1] B [@ames, 6].\n\n[^1]: [@ames, p. 5]\n",
            ["Ann Ames, Small beer.", "Ibid., 5.", "Ibid., 6."],
        ),
        (
            "A [@ames]. O.[^1] B [@ames].\n\n[^1]: So [@ames], and Sloe.\n",
            ["Ann Ames, Small beer.", "So (Ibid.), and Sloe.", "Ann Ames, Small beer."],
        ),
    ],
)
def test_ibid_stands_right_behind_the_work_that_it_means(tmp_path: Path, text: str, said: list[str]) -> None:
    work = document(tmp_path, text, "csl: ibid.csl\n", **{"ibid.csl": IBID})
    assert [plain(note.children) for note in work.notes] == said
    assert [plain([block]) for block in work.blocks][-1].strip() == "Small beer"
    assert work.findings == ()


@pytest.mark.parametrize("heading", ["# Two", "Two\n==="])
def test_a_section_with_its_own_numbers_begins_without_ibid(tmp_path: Path, heading: str) -> None:
    text = f"# One\n\nA [@ames, p. 3].\n\n## Within\n\nB [@ames, p. 4].\n\n{heading}\n\nC [@ames, p. 5].\n"
    files = {"ibid.csl": IBID}
    through = document(tmp_path, text, "csl: ibid.csl\n", **files)
    assert [plain(note.children) for note in through.notes] == ["Ann Ames, Small beer, p. 3.", "Ibid., 4.", "Ibid., 5."]
    anew = document(tmp_path, text, "csl: ibid.csl\nnotes: by-section\n", **files)
    assert plain(anew.notes[1].children) == "Ibid., 4."
    assert plain(anew.notes[2].children) == "Ann Ames, Small beer, p. 5."


def test_a_chapter_begins_without_ibid(tmp_path: Path) -> None:
    for name, content in {"works.bib": WORKS, "ibid.csl": IBID}.items():
        write(tmp_path, content, f"manuscript/b/{name}")
    for name in ("one", "two"):
        write(tmp_path, "# C\n\nA [@ames, p. 3]. B [@ames, p. 4].\n", f"manuscript/b/{name}.md")
    head = 'title = "T"\nlang = "en"\nbibliography = "works.bib"\ncsl = "ibid.csl"\nchapters = ["one.md", "two.md"]\n'
    work = read(read_title(write(tmp_path, head, "manuscript/b/book.toml")))
    assert [plain(note.children) for note in work.notes] == ["Ann Ames, Small beer, p. 3.", "Ibid., 4."] * 2


def test_ibid_of_a_style_has_a_place_and_builds_where_the_house_writes_ibid_out(tmp_path: Path) -> None:
    write(tmp_path, WORKS, "manuscript/works.bib")
    write(tmp_path, IBID, "manuscript/ibid.csl")
    ours = '[style]\nid = "ours"\nname = "Ours"\nlang = "en"\nmanual = "none"\nextends = "oxford"\n'
    write(tmp_path, f"{ours}\n[notes]\nresolve_ibid = true\n", "styles/ours/style.toml")
    text = "A ferry [@ames, p. 3]. At s@ale.org [@ames, p. 4], so.[^1] It went [@ames, p. 6].\n\n[^1]: [@ames, p. 5]\n"
    write(tmp_path, HEAD.format("csl: ibid.csl\n") + text)
    said = call(tmp_path, "check", "--format", "json").out
    columns = [(each["line"], each["column"]) for each in json.loads(said) if each["code"] == "note-ibid"]
    assert columns == [(7, 37), (7, 68), (9, 1)]
    assert "\\u0000" not in said
    done = call(tmp_path, "html", "--quiet", "--house", "ours")
    assert (done.status, done.err) == (0, "")


BY_NAME = IBID.replace('<text variable="title" prefix=", " font-style="italic"/>', "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A ferry, [@sloe] then. A barge [@sloe, chapter 3]; it [@barr] went.[^1]\n\n[^1]: Tub.\n",
            [(7, 10, "“Sloe.”", "1 more of its notes"), (9, 1, "“Tub.”", "")],
        ),
        ("A barge [@barr] went.\n", [(7, 9, "“Barr.”", "")]),
        ("A barge [@barr, in its second chapter] went.\n", []),
    ],
)
def test_notes_that_a_style_makes_too_short_are_said_once_at_the_citation(
    tmp_path: Path, text: str, said: list[tuple[int, int, str, str]]
) -> None:
    works = "@book{sloe, author = {Sloe}, title = {Ale}}\n@book{barr, author = {Barr}, title = {Ale}}\n"
    write(tmp_path, works, "manuscript/works.bib")
    write(tmp_path, BY_NAME, "manuscript/name.csl")
    write(tmp_path, HEAD.format("csl: name.csl\n") + text)
    findings = json.loads(call(tmp_path, "check", "--format", "json").out)
    short = [each for each in findings if each["code"] == "note-too-short"]
    assert [(each["line"], each["column"]) for each in short] == [(line, column) for line, column, _, _ in said]
    for each, (_, _, words, more) in zip(short, said, strict=True):
        assert words in each["message"]
        assert ("so it is with" in each["message"]) == bool(more)
        assert more in each["message"]
        assert ("a style that says more" in each["hint"]) == (words != "“Tub.”")
