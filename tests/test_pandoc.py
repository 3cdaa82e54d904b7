"""pandoc at work: what is left when nobody waits for it, when it comes to no end, when there is no room for it."""

import gc
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressbuild import pandoc
from pressbuild.diagnostics import MachineLacks, PressError
from tests.desk import write

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture(autouse=True)
def running(monkeypatch: pytest.MonkeyPatch) -> set["subprocess.Popen[bytes]"]:
    """What is at work: of other tests nothing."""
    own = set["subprocess.Popen[bytes]"]()
    monkeypatch.setattr(pandoc, "_running", own)
    return own


def test_a_command_nobody_waits_for_is_ended(running: set["subprocess.Popen[bytes]"]) -> None:
    end = pandoc._begun(SLEEP, b"", "x.md")
    (process,) = running
    del end
    gc.collect()
    assert process.poll() == -signal.SIGKILL
    assert not running


def test_what_has_ended_is_at_work_no_longer(running: set["subprocess.Popen[bytes]"]) -> None:
    reading = pandoc.send_all([("Text.", "x.md")])[0]
    assert len(running) == 1
    assert reading()[0]["blocks"]
    assert not running


def test_a_command_that_comes_to_no_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, running: set["subprocess.Popen[bytes]"]
) -> None:
    monkeypatch.setattr(pandoc, "LONGEST", 0.2)
    end = pandoc._begun(SLEEP, b"", "x.md")
    (process,) = running
    for _ in range(2):
        with pytest.raises(PressError, match=r"no end with x\.md"):
            end()
    assert process.wait(5) == -signal.SIGKILL


def test_what_is_still_read_is_ended_with_the_program(running: set["subprocess.Popen[bytes]"]) -> None:
    ends = [pandoc._begun(SLEEP, b"", "x.md") for _ in range(3)]
    processes = list(running)
    pandoc.dismiss()
    assert [process.wait(5) for process in processes] == [-signal.SIGKILL] * len(ends)


def test_no_room_for_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pandoc, "TemporaryFile", full)
    with pytest.raises(MachineLacks, match="No space left"):
        pandoc.send_all([("Text.", "x.md")])


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_stopped_program_leaves_no_pandoc(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: T\n---\n" + "Beer was small.\n\n" * 100_000)
    command = [sys.executable, "-m", "pressbuild", "check", "manuscript/essay.md"]
    program = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 30
    while not (mine := _pandocs(program.pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    program.terminate()
    assert program.wait(30) == 128 + signal.SIGTERM
    assert mine
    while (left := [pid for pid in mine if _is_at_work(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert left == []


def _pandocs(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    numbers = map(int, children.read_text().split()) if children.exists() else ()
    return [n for n in numbers if b"pandoc" in Path(f"/proc/{n}/cmdline").read_bytes().split(b"\0")[0]]


def _is_at_work(number: int) -> bool:
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
