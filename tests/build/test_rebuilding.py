"""A build again: the same bytes everywhere, nothing done where nothing has changed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressbuild.build import Order, build, inputs
from pressbuild.diagnostics import PressError
from tests.build.desk import HTML, OWN, TEXT, contents, furnish, rewrite
from tests.desk import PNG, write

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
