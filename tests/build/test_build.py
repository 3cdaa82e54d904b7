"""A build: what is in dist/, of one title and of several."""

import hashlib
import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from pressbuild.build import Order, build, build_all
from pressbuild.build.receipt import read_receipt
from pressbuild.diagnostics import PressError, errors
from tests.build.desk import FILES, HTML, TEXT, contents, folders, furnish
from tests.desk import PNG, Done, call, inside, write

# --- what is built ---------------------------------------------------------------------------------------------------


def test_everything_is_there(whole: Path) -> None:
    assert sorted(contents(whole / "dist" / "essay")) == FILES
    assert folders(whole / "dist") == ["essay"]


def test_the_receipt(whole: Path) -> None:
    folder = whole / "dist" / "essay"
    receipt = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    assert receipt["sha256"] == hashlib.sha256((whole / "manuscript/essay.md").read_bytes()).hexdigest()
    assert receipt["house"] == "own"
    assert {"pressbuild", "pandoc", "weasyprint", "pango", "harfbuzz", "fonts"} <= set(receipt["versions"])
    assert set(receipt["inputs"]) == {
        "manuscript/essay.md",
        "manuscript/dot.png",
        "pressbuild.toml",
        "styles/own/style.toml",
    }
    assert [a["edition"] for a in receipt["artefacts"]] == ["html", "epub", "pdf", "pamphlet"]
    for artefact in receipt["artefacts"]:
        data = (folder / artefact["file"]).read_bytes()
        assert artefact["sha256"] == hashlib.sha256(data).hexdigest()
        assert artefact["bytes"] == len(data)
        assert bool(artefact["pages"]) is artefact["file"].endswith(".pdf")
    assert str(whole) not in (folder / "build.json").read_text(encoding="utf-8")


def test_warnings_of_every_stage_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "---\ntitle: T\ncsl: x\n---\na [b](#nowhere) ![](dot.png)\n")
    write(tmp_path, PNG, "manuscript/dot.png")
    result = build(path, HTML)
    codes = {finding.code for finding in result.findings}
    assert {"front-unused", "link-dangling", "image-alt-missing"} <= codes
    again = build(path, HTML)
    assert again.unchanged
    assert again.findings == result.findings


def test_what_is_said_stands_in_the_order_of_its_lines(tmp_path: Path) -> None:
    text = "---\ntitle: Rope\n---\nA ‘rope on the quay, and נ.\n\nSee [it](#nowhere). ‘Hemp, too.\n"
    result = build(write(tmp_path, text), HTML)
    assert [(each.code, each.place.line) for each in result.findings if each.place] == [
        ("quote-unclosed", 4),
        ("link-dangling", 6),
        ("quote-unclosed", 6),
    ]


def test_the_house_by_name_then_front_matter_then_press(tmp_path: Path) -> None:
    path = furnish(tmp_path)
    assert build(path, Order(("html",), house="newspaper-uk")).receipt.house == "newspaper-uk"
    assert build(path, HTML).receipt.house == "own"
    write(tmp_path, TEXT.replace("house: own\n", ""))
    assert build(path, HTML).receipt.house == "as-written"
    write(tmp_path, 'house = "newspaper-uk"\n', "pressbuild.toml")
    assert build(path, HTML).receipt.house == "newspaper-uk"


def test_the_editions_that_the_press_wants(tmp_path: Path) -> None:
    path = furnish(tmp_path)
    write(tmp_path, 'editions = ["html"]\n', "pressbuild.toml")
    build(path, Order())
    assert sorted(contents(tmp_path / "dist/essay")) == ["build.json", "essay.html"]


def test_another_output_folder(tmp_path: Path) -> None:
    result = build(furnish(tmp_path), Order(("html",), output=tmp_path / "out"))
    assert result.folder == tmp_path / "out" / "essay"
    assert not (tmp_path / "dist").exists()


def test_strict(tmp_path: Path) -> None:
    path = write(tmp_path, "---\ntitle: T\ncsl: x\n---\nText.\n")
    with pytest.raises(PressError, match="front-unused"):
        build(path, Order(("html",), strict=True))
    build(path, Order(("html",), strict=True, allow=frozenset({"front-unused"})))


def test_strict_asks_what_check_asks(tmp_path: Path) -> None:
    path = write(tmp_path, "---\ntitle: T\n---\nOne of the the many.\n")
    build(path, Order(("html",)))
    with pytest.raises(PressError, match="doubled-word"):
        build(path, Order(("html",), strict=True))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a[^9]\n", "note-missing"),
        ("a\n\n[^1]: x\n", "note-orphan"),
        ("a[^1]\n\n[^1]: x\n[^1]: y\n", "note-duplicate"),
        ("a[^1] b[^2]\n\n[^1]: x[^2]\n[^2]: y\n", "note-nested"),
        ("a[^1]\n\n[^1]: x[^1]\n", "note-nested"),
        ("![words](gone.png)\n", "image-missing"),
        ("a ![words](gone.png) b\n", "image-missing"),
        ("---\ntitle: T\ncover: gone.png\n---\nText.\n", "image-missing"),
        ("[a]{onclick=x}\n", "attribute-refused"),
        ("---\ntitle: T\n---\n", "empty"),
    ],
)
def test_what_a_person_allows_is_built(tmp_path: Path, text: str, code: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(PressError, match=code):
        build(path, Order())
    assert not (tmp_path / "dist").exists()
    editions = () if code in ("image-missing", "note-missing") else ("html",)
    result = build(path, Order(editions, allow=frozenset({code})))
    assert code in {finding.code for finding in result.findings}
    write(tmp_path, f"---\ntitle: T\nallow: {code}\n---\n" + text.rpartition("---\n")[2])
    build(path, HTML)


def test_an_orphan_is_printed_and_marked(tmp_path: Path) -> None:
    build(write(tmp_path, "a\n\n[^1]: Left over.\n"), Order(("html",), allow=frozenset({"note-orphan"})))
    page = (tmp_path / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert "Left over." in page
    assert 'class="unreferred"' in page


IDS = re.compile(rb'\bid="([^"]+)"')


def ids(folder: Path) -> set[str]:
    """Every id of the web page and the EPUB."""
    found = set(IDS.findall((folder / "essay.html").read_bytes()))
    with ZipFile(folder / "essay.epub") as book:
        for name in book.namelist():
            if name.endswith(".xhtml"):
                found |= set(IDS.findall(book.read(name)))
    return {identifier.decode() for identifier in found}


def test_ids_of_authors_meet_none_of_the_program_s(whole: Path, tmp_path: Path) -> None:
    taken = sorted(
        ids(whole / "dist/essay") | {"back-cover", "blurb", "imprint", "opening-mark", "sunk-text", "work-title"}
    )
    assert len(taken) > 10
    spans = "\n".join(f"[x]{{#{name}}} [y](#{name})" for name in taken)
    result = build(
        write(tmp_path, f"---\ntitle: T\ntoc: yes\n---\n# One\n\n{spans}[^1]\n\n# Two\n\n[^1]: N\n"), Order()
    )
    assert not [finding for finding in result.findings if finding.code in ("edition-notes", "link-dangling")]


# --- several titles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_several_titles(tmp_path: Path, jobs: int) -> None:
    furnish(tmp_path)
    names = ["b", "a", "c"]
    paths = [write(tmp_path, TEXT.replace("One", name), f"manuscript/{name}.md") for name in names]
    write(tmp_path, "a[^9]\n", "manuscript/a.md")
    with inside(tmp_path):
        first, second, third = build_all(paths, HTML, jobs)
    assert isinstance(second, PressError)
    assert [each.code for each in errors(second.diagnostics)] == ["note-missing"]
    assert [r.folder.name for r in (first, third) if not isinstance(r, PressError)] == ["b", "c"]
    assert folders(tmp_path / "dist") == ["b", "c"]


def test_two_titles_for_one_folder(tmp_path: Path) -> None:
    paths = [write(tmp_path, "Text.\n", f"manuscript/{name}/essay.md") for name in "ab"]
    with pytest.raises(PressError, match="would be built into one folder"):
        list(build_all(paths, HTML, 1))
    assert not (tmp_path / "dist").exists()


def test_a_name_with_spaces_and_letters(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.replace("house: own\n", ""), "manuscript/Größe & #1 100%.md")
    write(tmp_path, PNG, "manuscript/dot.png")
    assert call(tmp_path, "all", path) == Done(
        0, call(tmp_path, "all", path).out.replace(" · nothing has changed", ""), ""
    )
    assert (tmp_path / "dist/Größe & #1 100%/Größe & #1 100%-pamphlet.pdf").is_file()


@pytest.mark.parametrize("text", ["> " * 45 + "deep", "- " * 45 + "deep", "[*" * 45 + "deep" + "*]{.a}" * 45])
def test_what_is_nested_deeply_is_built(tmp_path: Path, text: str) -> None:
    build(write(tmp_path, f"---\ntitle: T\n---\n{text}\n"), Order())


@pytest.mark.parametrize("text", ["> " * 130 + "deep", "- " * 130 + "deep", "[*" * 180 + "deep" + "*]{.a}" * 180])
def test_what_is_nested_too_deeply_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PressError, match="nested too deeply"):
        build(write(tmp_path, f"---\ntitle: T\n---\n{text}\n"), Order())


@pytest.mark.parametrize(
    "forged",
    [{"house": 5}, {"inputs": {"a\0b": "x"}}, {"stale": ["../../secret"]}, {"anchors": {"x": "y"}}, {"offered": [1]}],
)
def test_a_forged_receipt_is_none(tmp_path: Path, forged: dict[str, object]) -> None:
    path = write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n")
    folder = build(path, Order(("html",))).folder
    receipt = folder / "build.json"
    receipt.write_text(json.dumps({**json.loads(receipt.read_text(encoding="utf-8")), **forged}), encoding="utf-8")
    assert read_receipt(folder) is None
    assert not build(path, Order(("html",))).unchanged


def test_a_disk_without_second_names_is_built_on_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    path = write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n")
    first = build(path, Order(("html",)))
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path.write_text(path.read_text(encoding="utf-8") + "\nAnother.\n", encoding="utf-8")
    second = build(path, Order(("html",)))
    assert first.receipt.artefacts[0].sha256 != second.receipt.artefacts[0].sha256
    assert sorted(file.name for file in second.folder.iterdir()) == ["build.json", "essay.html"]
