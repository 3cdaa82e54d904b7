"""A program that ends, done or stopped by a signal: with a sentence, and nothing of it stays behind."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.desk import program, write


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def press(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n", f"manuscript/{name}.md")
    return tmp_path


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
    tmp_path: Path, scratch: Path, number: signal.Signals, whole_group: bool, moment: float
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
    assert_ends(started.pid)
    assert not list(scratch.iterdir())


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc to see processes in")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_outlives_the_program(press: Path, scratch: Path, jobs: str) -> None:
    for pause in (0, 0, 0.01, 0.05, 0.3, 0.6):
        started = program("all", "--force", "--jobs", jobs, folder=press, stdout=subprocess.PIPE)
        await_handlers(started.pid)
        time.sleep(pause)
        started.terminate()
        started.communicate(timeout=20)  # ends when nobody holds its pipes
        assert_ends(started.pid)
        assert not list(scratch.iterdir())


def test_a_program_that_is_done_leaves_no_scratch_folder(press: Path, scratch: Path) -> None:
    for arguments in (("all",), ("all",), ("check",), ("all", "--force", "--jobs", "2")):
        started = program(*arguments, folder=press, stdout=subprocess.PIPE)
        _, said = started.communicate(timeout=60)
        assert started.returncode == 0, said
        assert_ends(started.pid)
        assert not list(scratch.iterdir()), arguments


def assert_ends(leader: int) -> None:
    """That every process of a group ends; the kernel does it in its own time."""
    for _ in range(500):
        if not group(leader):
            return
        time.sleep(0.01)
    assert not group(leader)


def group(leader: int) -> list[str]:
    """The processes of a group that still run; those that have ended and wait for their parent do not."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,pid=,comm="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    running = [row for row in rows if row[0] == str(leader) and not row[1].startswith("Z")]
    return [" ".join(row) for row in running if "pandoc" not in row]
