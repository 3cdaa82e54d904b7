"""Taking a source in: what is overwritten, and what never is."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.desk import call, write

TEXT = "A title for the tests\n\nOne paragraph that is long enough to be one, and ends in a mark.1\n\n\n\n1. A note.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "essay.txt", "--force"],
        ["--report", "essay.txt", "--force"],
        ["-o", "link.md", "--force"],
        ["-o", "one.md", "--report", "one.md"],
    ],
)
def test_source_is_never_overwritten(source: Path, options: list[str]) -> None:
    (source.parent / "link.md").symlink_to(source)
    done = call(source.parent, "import", "essay.txt", *options)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert source.read_text(encoding="utf-8") == TEXT
    assert not (source.parent / "one.md").exists()


def test_report_that_is_there_stays(source: Path) -> None:
    report = source.parent / "kept.json"
    report.write_text("mine", encoding="utf-8")
    done = call(source.parent, "import", "essay.txt", "--report", "kept.json")
    assert (done.status, report.read_text(encoding="utf-8")) == (1, "mine")
    assert "exists" in done.err
    assert call(source.parent, "import", "essay.txt", "--report", "kept.json", "--force").status == 0
    assert report.read_text(encoding="utf-8").startswith("{")


def test_link_is_followed_and_stays(source: Path) -> None:
    real = source.parent / "real.md"
    real.write_text("old", encoding="utf-8")
    link = source.parent / "link.md"
    link.symlink_to(real)
    assert call(source.parent, "import", "essay.txt", "-o", "link.md", "--force").status == 0
    assert link.is_symlink()
    assert "A title for the tests" in real.read_text(encoding="utf-8")


def program(*arguments: str | Path, folder: Path, **options: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "pressbuild", *map(str, arguments)]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True, **options)  # type: ignore[call-overload, no-any-return]


def test_report_goes_down_a_pipe(source: Path) -> None:
    started = program(
        "import", "essay.txt", "-o", "x.md", "--report", "/dev/stdout", folder=source.parent, stdout=subprocess.PIPE
    )
    out, _ = started.communicate(timeout=60)
    assert started.returncode == 0
    assert out.startswith(b"{")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full on this machine")
def test_full_standard_output_is_a_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        started = program("--help", folder=tmp_path, stdout=full)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 1
    assert b"No space left" in said
    assert b"Traceback" not in said


def await_handlers(process: int) -> None:
    """Waits until Python has started the program: before that nothing of ours can catch a signal. SIGTERM is caught by
    the program alone (proc_pid_status(5), SigCgt)."""
    status = Path(f"/proc/{process}/status")
    for _ in range(1000):
        caught = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt:"))
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.01)
    pytest.fail("the program never began to catch signals")


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc to see the program's signals in")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("whole_group", [False, True])
@pytest.mark.parametrize("moment", [0, 0.1, 0.5, 0.9, 1.3])
def test_signal_ends_a_build_with_a_sentence(
    tmp_path: Path, number: signal.Signals, whole_group: bool, moment: float
) -> None:
    write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.[^1]\n\n[^1]: A note.\n")
    started = program("all", "--force", folder=tmp_path, stdout=subprocess.PIPE)
    await_handlers(started.pid)
    try:
        started.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        (os.killpg if whole_group else os.kill)(started.pid, number)
    _, said = started.communicate(timeout=20)
    assert started.returncode in {0, 128 + number}
    assert b"Traceback" not in said
    assert not list(tmp_path.glob("dist/*/.building-*"))
