"""Workers: results and errors come back in order, a worker that dies is a sentence, one that is dismissed is gone."""

import os
import threading
import time
from pathlib import Path

import pytest

from pressbuild import workers
from pressbuild.diagnostics import PressError, found
from pressbuild.workers import Worker


def double(number: int) -> int:
    return 2 * number


def complain() -> None:
    raise PressError(found("usage", "this is what went wrong"))


def die() -> None:
    os._exit(3)


def nothing() -> None:
    """What a worker has to prepare who knows all."""


def fail() -> None:
    raise RuntimeError("no Pango here")


def note(path: Path) -> None:
    time.sleep(5)
    path.touch()


def test_work_is_done_in_order() -> None:
    worker = Worker(nothing)
    results = [worker.submit(double, number) for number in range(5)]
    assert [result.result() for result in results] == [0, 2, 4, 6, 8]
    worker.dismiss()


def test_work_is_done_elsewhere() -> None:
    if threading.active_count() > 1:
        pytest.skip("another test has left a thread: no process is forked")
    worker = Worker(nothing)
    assert worker.submit(os.getpid).result() != os.getpid()
    worker.dismiss()


def test_errors_come_back_and_the_worker_goes_on() -> None:
    worker = Worker(fail)
    with pytest.raises(PressError, match="this is what went wrong"):
        worker.submit(complain).result()
    assert worker.submit(double, 4).result() == 8
    worker.dismiss()


def test_a_worker_who_dies_is_a_sentence() -> None:
    if threading.active_count() > 1:
        pytest.skip("another test has left a thread: no process is forked")
    worker = Worker(nothing)
    with pytest.raises(PressError, match="has ended before its work was done"):
        worker.submit(die).result()
    worker.dismiss()


def test_a_worker_is_dismissed_in_the_middle_of_his_work(tmp_path: Path) -> None:
    if threading.active_count() > 1:
        pytest.skip("another test has left a thread: no process is forked")
    worker = Worker(nothing)
    worker.submit(note, tmp_path / "done")
    begin = time.monotonic()
    worker.dismiss()
    assert time.monotonic() - begin < 5
    assert not (tmp_path / "done").exists()


def test_where_no_process_may_be_forked_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_may_fork", lambda: False)
    worker = Worker(nothing)
    assert worker.submit(os.getpid).result() == os.getpid()
    worker.dismiss()
