"""A build that fails: dist/ is all of a title or as it was."""

import errno
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbuild.build import Order, build
from pressbuild.diagnostics import PressError
from tests.build.desk import HTML, contents, folders, furnish, rewrite
from tests.desk import write


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
