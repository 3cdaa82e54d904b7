"""Taking a source in: what is overwritten, and what never is."""

import os
import shlex
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


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no /proc to see processes in")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_outlives_the_program(tmp_path: Path, jobs: str) -> None:
    for name in ("one", "two"):
        write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n", f"manuscript/{name}.md")
    for pause in (0, 0, 0.01, 0.05, 0.3, 0.6):
        started = program("all", "--force", "--jobs", jobs, folder=tmp_path, stdout=subprocess.PIPE)
        await_handlers(started.pid)
        time.sleep(pause)
        started.terminate()
        started.communicate(timeout=20)  # ends when nobody holds its pipes
        for _ in range(500):  # the kernel ends them, in its own time
            if not group(started.pid):
                break
            time.sleep(0.01)
        assert not group(started.pid)


def group(leader: int) -> list[str]:
    """The processes of a group that still run; those that have ended and wait for their parent do not."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,pid=,comm="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 3) for line in listed.splitlines()]
    running = [row for row in rows if row[0] == str(leader) and not row[1].startswith("Z")]
    return [" ".join(row) for row in running if "pandoc" not in row]


@pytest.mark.parametrize("name", ["..md", "...md", "a" * 240 + ".md", "two\nlines.md", b"caf\xe9.md"])
def test_names_that_no_edition_can_have(tmp_path: Path, name: str | bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text("---\ntitle: T\n---\n\nA paragraph.\n", encoding="utf-8")
    done = call(tmp_path, "html", path)
    assert (done.status, "rename it" in done.err) == (1, True)
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_no_manuscript(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    done = call(tmp_path, "html", "pipe.md")
    assert (done.status, "is no file" in done.err) == (1, True)


@pytest.mark.parametrize("streams", [{"stdout": None}, {"stderr": None}])
def test_closed_streams_swallow_what_is_said(tmp_path: Path, streams: dict[str, None]) -> None:
    write(tmp_path, "---\ntitle: T\n---\n\nA paragraph.\n", "manuscript/one.md")
    shut = "".join(f" {number}>&-" for name, number in (("stdout", 1), ("stderr", 2)) if name in streams)
    command = f"{shlex.quote(sys.executable)} -m pressbuild html{shut}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m pressbuild houses"
    done = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_stream_of_few_letters_shows_the_others_as_question_marks(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: Ä “title”\n---\n\nA paragraph.\n", "manuscript/one.md")
    command = [sys.executable, "-m", "pressbuild", "html"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout[:11]) == (0, b"? ?title? ?")


def test_where_the_folder_is_gone_there_is_a_sentence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {shlex.quote(str(gone))}; {shlex.quote(sys.executable)} -m pressbuild all"
    done = subprocess.run(["sh", "-c", command], cwd=gone, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"the current folder is no longer there" in done.stderr
