"""Workers: results and errors come back in order, a worker that dies is a sentence, one that is dismissed is gone."""

import os
import signal
import subprocess
import sys

import pytest

from pressbuild import workers
from pressbuild.diagnostics import PressError, found
from pressbuild.workers import Worker, beside


def double(number: int) -> int:
    return 2 * number


def complain() -> None:
    raise PressError(found("usage", "this is what went wrong"))


def nothing() -> None:
    """What a worker has to prepare who knows all."""


def fail() -> None:
    raise RuntimeError("no Pango here")


def test_work_is_done_in_order() -> None:
    worker = Worker(nothing)
    results = [worker.submit(double, number) for number in range(5)]
    assert [result.result() for result in results] == [0, 2, 4, 6, 8]
    worker.dismiss()


def test_errors_come_back_and_the_worker_goes_on() -> None:
    worker = Worker(fail)
    with pytest.raises(PressError, match="this is what went wrong"):
        worker.submit(complain).result()
    assert worker.submit(double, 4).result() == 8
    worker.dismiss()


ELSEWHERE = """
import os
from pressbuild.workers import Worker
worker = Worker(int)
print(worker.submit(os.getpid).result() != os.getpid())
worker.dismiss()
"""
DYING = """
import os
from pressbuild.diagnostics import PressError
from pressbuild.workers import Worker
worker = Worker(int)
try:
    worker.submit(os._exit, 3).result()
except PressError as error:
    print(error)
worker.dismiss()
"""
BESIDE = """
import os
from pressbuild.workers import beside
memory = [os.getpid()]
result = beside(lambda: (os.getpid(), memory))
memory.append(0)
process, seen = result()
print(process != os.getpid() and seen == [os.getpid()])
"""
DYING_BESIDE = """
import os
from pressbuild.diagnostics import PressError
from pressbuild.workers import beside
try:
    beside(lambda: os._exit(3))()
except PressError as error:
    print(error)
"""
DISMISSED = """
import time
from pressbuild.workers import Worker
worker = Worker(int)
working = worker.submit(time.sleep, 60)
worker.dismiss()
print("home")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")
@pytest.mark.parametrize(
    ("program", "says"),
    [
        (ELSEWHERE, "True"),
        (DYING, "has ended before its work was done"),
        (BESIDE, "True"),
        (DYING_BESIDE, "has ended before"),
        (DISMISSED, "home"),
    ],
)
def test_a_worker_is_a_process_where_the_program_has_one_thread(program: str, says: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    assert says in done.stdout
    assert done.stderr == ""


def test_what_goes_wrong_beside_is_raised() -> None:
    with pytest.raises(PressError, match="this is what went wrong"):
        beside(complain)()


def test_where_no_process_may_be_forked_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_may_fork", lambda: False)
    worker = Worker(nothing)
    assert worker.submit(os.getpid).result() == os.getpid()
    assert beside(os.getpid)() == os.getpid()
    worker.dismiss()


def deafen() -> None:
    """A worker that hears of no end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


DEAF = """
from tests.test_workers import deafen, double
from pressbuild.workers import Worker
worker = Worker(deafen)
assert worker.submit(double, 4).result() == 8
worker.dismiss()
print("gone")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="workers are threads here")
def test_a_worker_that_hears_nothing_is_gone_all_the_same() -> None:
    done = subprocess.run([sys.executable, "-c", DEAF], capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout == "gone\n"
