"""A build: all or nothing in dist/, the same bytes everywhere, nothing done where nothing has changed."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from pressbuild.build import Order, build, build_all, inputs
from pressbuild.build.receipt import read_receipt
from pressbuild.diagnostics import PressError
from tests.desk import PNG, Done, call, inside, write

TEXT = """---
title: ‘Small’ beer
author: Ann Ames
house: own
---
# One

Words with a ‘mark’ and a note.[^1]

![A dot](dot.png)

[^1]: The note.
"""
OWN = '[style]\nid = "own"\nname = "Own"\nlang = "en"\nmanual = "none"\n'
FILES = ["build.json", "essay-pamphlet.pdf", "essay.epub", "essay.html", "essay.pdf"]
HTML = Order(editions=("html",))


def furnish(folder: Path) -> Path:
    """A press folder with one manuscript, whose path is returned."""
    write(folder, PNG, "manuscript/dot.png")
    write(folder, OWN, "styles/own/style.toml")
    write(folder, 'publisher = "A press"\n', "pressbuild.toml")
    return write(folder, TEXT)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def folders(folder: Path) -> list[str]:
    return [str(p.relative_to(folder)) for p in sorted(folder.rglob("*")) if p.is_dir()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A press whose essay is built whole; nobody may change it."""
    press = tmp_path_factory.mktemp("whole")
    build(furnish(press), Order())
    return press


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A press whose web page is built."""
    build(furnish(tmp_path), HTML)
    return tmp_path


def rewrite(press: Path) -> Path:
    path = press / "manuscript" / "essay.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Words", "Other words"), encoding="utf-8")
    return path


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


# --- the same bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["html", "epub", "pdf", "pamphlet"])
def test_an_edition_alone_is_the_same(whole: Path, tmp_path: Path, edition: str) -> None:
    build(furnish(tmp_path), Order((edition,)))
    alone = contents(tmp_path / "dist/essay")
    assert len(alone) == 2
    [name] = set(alone) - {"build.json"}
    assert alone[name] == (whole / "dist/essay" / name).read_bytes()


def test_another_folder_time_zone_and_second(whole: Path, tmp_path: Path) -> None:
    press = tmp_path / "Another place" / "é"
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "LANG": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    time.sleep(max(0.0, 2 - time.time() % 2))  # zip entries count in twos
    subprocess.run(
        [sys.executable, "-m", "pressbuild", "all", "--quiet", furnish(press)], check=True, env=environment, cwd="/"
    )
    here, there = contents(whole / "dist/essay"), contents(press / "dist/essay")
    receipts = [json.loads(files.pop("build.json")) for files in (here, there)]
    assert here == there
    for receipt in receipts:
        del receipt["fingerprint"], receipt["versions"]  # they change when somebody edits the program meanwhile
    assert receipts[0] == receipts[1]


def test_source_date_epoch(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert build(press / "manuscript/essay.md", HTML).receipt.date == "2001-09-09"
    for wrong in ("soon", "99999999999999999", "²"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(PressError, match="SOURCE_DATE_EPOCH"):
            build(press / "manuscript/essay.md", HTML)


# --- nothing to do ---------------------------------------------------------------------------------------------------


def test_a_second_build_does_nothing(press: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in press.rglob("*")}
    assert build(press / "manuscript/essay.md", HTML).unchanged
    assert {p: p.stat().st_mtime_ns for p in press.rglob("*")} == before


def test_force(press: Path) -> None:
    assert not build(press / "manuscript/essay.md", Order(("html",), force=True)).unchanged


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("manuscript/essay.md", TEXT.replace("Words", "Other words").encode()),
        ("manuscript/dot.png", PNG + b"\0"),
        ("styles/own/style.toml", OWN.encode() + b"# more\n"),
        ("styles/own/web.css", b"p { color: navy }"),
        ("pressbuild.toml", b'publisher = "Another"\n'),
        ("dist/essay/essay.html", b"touched"),
        ("dist/essay/build.json", b"{}"),
        ("dist/essay/build.json", b"no JSON"),
    ],
)
def test_a_change_is_noticed(press: Path, name: str, data: bytes) -> None:
    write(press, data, name)
    assert not build(press / "manuscript/essay.md", HTML).unchanged
    assert build(press / "manuscript/essay.md", HTML).unchanged


@pytest.mark.parametrize("name", ["dist/essay/essay.html", "dist/essay/build.json", "pressbuild.toml"])
def test_a_loss_is_noticed(press: Path, name: str) -> None:
    (press / name).unlink()
    assert not build(press / "manuscript/essay.md", HTML).unchanged


@pytest.mark.parametrize(
    "order",
    [
        Order(("html",), house="newspaper-uk"),
        Order(("html",), allow=frozenset({"note-orphan"})),
        Order(("html",), strict=True),
        Order(("epub",)),
    ],
)
def test_another_order_is_noticed(press: Path, order: Order) -> None:
    assert not build(press / "manuscript/essay.md", order).unchanged
    assert build(press / "manuscript/essay.md", order).unchanged


def test_the_house_of_another_order_does_not_stay(press: Path) -> None:
    path = press / "manuscript/essay.md"
    build(path, Order(("html",), house="newspaper-uk"))
    assert build(path, HTML).receipt.house == "own"


def test_another_program_is_noticed(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    former = inputs.versions()
    monkeypatch.setattr(inputs, "versions", lambda: former | {"program": "another"})
    assert not build(press / "manuscript/essay.md", HTML).unchanged


def test_another_day_is_noticed(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert not build(press / "manuscript/essay.md", HTML).unchanged


def test_a_manuscript_saved_during_the_build_is_built_anew(press: Path) -> None:
    path = rewrite(press)

    def save(stage: str) -> None:
        if stage == "binding":
            write(press, TEXT.replace("Words", "Late words"))

    build(path, HTML, save)
    assert not build(path, HTML).unchanged
    assert "Late words" in (press / "dist/essay/essay.html").read_text(encoding="utf-8")


def test_stale_editions_are_told_until_they_are_built(press: Path) -> None:
    path = press / "manuscript/essay.md"
    assert [a.edition for a in build(path, Order(("epub",))).receipt.artefacts] == ["html", "epub"]
    rewrite(press)
    first = build(path, Order(("epub",))).receipt
    assert ([a.edition for a in first.artefacts], first.stale) == (["epub"], ("essay.html",))
    again = build(path, Order(("epub",), force=True)).receipt
    assert again.stale == ("essay.html",)
    assert build(path, HTML).receipt.stale == ()


# --- all or nothing --------------------------------------------------------------------------------------------------


@pytest.fixture
def unharmed(press: Path) -> Iterator[Path]:
    """A press with a changed manuscript, whose dist/ must be byte for byte as it was."""
    rewrite(press)
    before, dirs = contents(press / "dist"), folders(press / "dist")
    yield press
    assert contents(press / "dist") == before
    assert folders(press / "dist") == dirs


@pytest.mark.parametrize(
    "text", ["a[^9]\n", "\xff", "", "[a](javascript:x)\n", "![a](../../x.png)\n", "---\nhouse: x\n---\na\n"]
)
def test_an_error_leaves_what_was(unharmed: Path, text: str) -> None:
    with pytest.raises(PressError):
        build(write(unharmed, text.encode("latin-1")), HTML)


def test_ctrl_c_leaves_what_was(unharmed: Path) -> None:
    stages: list[str] = []
    build(unharmed / "manuscript/essay.md", Order(("html",), output=unharmed / "other"), stages.append)
    assert len(stages) > 2
    for stage in stages:

        def stop(now: str, stage: str = stage) -> None:
            if now == stage:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build(unharmed / "manuscript/essay.md", HTML, stop)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_full_disk_leaves_what_was(unharmed: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    written = 0
    real = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        nonlocal written
        written += 1
        if written == nth:
            real(path, data[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PressError, match=r"not-writable: .*No space left on device"):
        build(unharmed / "manuscript/essay.md", HTML)


@pytest.mark.parametrize("nth", [1, 2])
def test_a_swap_that_fails_is_taken_back(unharmed: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    moved = 0
    real = Path.replace

    def stuck(path: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved == nth:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", stuck)
    with pytest.raises(PressError, match="not-writable"):
        build(unharmed / "manuscript/essay.md", HTML)


def test_ctrl_c_while_files_are_swapped_waits(press: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def pressed(path: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", pressed)
    with pytest.raises(KeyboardInterrupt):
        build(rewrite(press), HTML)
    monkeypatch.undo()
    assert "Other words" in (press / "dist/essay/essay.html").read_text(encoding="utf-8")
    assert build(press / "manuscript/essay.md", HTML).unchanged
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = furnish(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(PressError, match="not-writable"):
        build(path, HTML)
    assert not (tmp_path / "dist").exists()


def test_dist_that_is_a_file(tmp_path: Path) -> None:
    path = furnish(tmp_path)
    write(tmp_path, "a file", "dist")
    with pytest.raises(PressError, match="not-writable"):
        build(path, HTML)
    assert (tmp_path / "dist").read_text(encoding="utf-8") == "a file"


def test_an_artefact_s_name_that_is_a_folder(unharmed: Path) -> None:
    (unharmed / "dist/essay/essay.epub").mkdir()
    with pytest.raises(PressError, match="not-writable"):
        build(unharmed / "manuscript/essay.md", Order(("html", "epub")))
    (unharmed / "dist/essay/essay.epub").rmdir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_dist_that_may_not_be_written(unharmed: Path) -> None:
    folder = unharmed / "dist/essay"
    folder.chmod(0o555)
    try:
        with pytest.raises(PressError, match="not-writable"):
            build(unharmed / "manuscript/essay.md", HTML)
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root may mount a small disk")
def test_a_disk_that_is_really_full(press: Path) -> None:
    disk = press / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine mounts no disk")
    try:
        order = Order(("html",), output=disk)
        path = press / "manuscript/essay.md"
        build(path, order)
        write(disk, bytes(2**20 - sum(map(len, contents(disk).values())) - 2**15), "filler")
        before = contents(disk)
        with pytest.raises(PressError, match=r"not-writable: .*No space left on device"):
            build(rewrite(press), order)
        assert contents(disk) == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_strangers_in_the_folder_stay(press: Path) -> None:
    write(press, "mine", "dist/essay/notes.txt")
    write(press, "mine", "dist/essay/essay.mobi")
    build(rewrite(press), HTML)
    assert sorted(contents(press / "dist/essay")) == ["build.json", "essay.html", "essay.mobi", "notes.txt"]


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
    assert second.diagnostics[0].code == "note-missing"
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
