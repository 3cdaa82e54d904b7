"""Processes that work beside the program: functions and their arguments in, results to come out.

A worker does one piece of work after the other and is told beforehand what to get ready for. Several titles are built
side by side in a pool of processes. However a process ends, its scratch folders go with it; only a SIGKILL from outside
leaves them.
"""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from pressbuild.diagnostics import PressError, found

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future, ThreadPoolExecutor

PARENT_DEATH_SIGNAL = 1  # linux/prctl.h
Result = TypeVar("Result")
SIGNALS = (signal.SIGINT, signal.SIGTERM)
MEMORY = "perhaps the machine has too little memory: build titles one by one, with --jobs 1"


class Worker:
    """A worker with a queue before it: a process where one can be forked in safety, else a thread, which is slower.
    The queue, itself a thread, comes with the first piece of work, so that a worker can be called early and the program
    still forks others."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self.queue: ThreadPoolExecutor | None = None
        self.process = _Process(prepare) if _may_fork() else None
        if self.process is None:
            self.submit(prepare)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        """Hand in a piece of work."""
        if self.queue is None:
            from concurrent.futures import ThreadPoolExecutor

            self.queue = ThreadPoolExecutor(1)
        if self.process:
            return self.queue.submit(self.process.call, function, arguments)
        return self.queue.submit(function, *arguments)

    def dismiss(self) -> None:
        """Send the worker home, whatever it is at."""
        if self.process:
            self.process.end()
        if self.queue:
            self.queue.shutdown(cancel_futures=True)


class _Process:
    """A process at the other end of two pipes. It has the program's memory as it was and little to import."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        tasks, task = os.pipe()
        answers, answer = os.pipe()

        def life() -> None:
            os.close(task)  # else the pipe would never end
            _serve(tasks, answer, prepare)

        self.process = _forked(life)
        os.close(tasks)
        os.close(answer)
        self.tasks = os.fdopen(task, "wb")
        self.answers = os.fdopen(answers, "rb")

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """What a function returns there, or raises."""
        task = pickle.dumps((function, arguments))
        try:
            self.tasks.write(task)
            self.tasks.flush()
        except OSError:
            raise _ended() from None
        return _received(self.answers)

    def end(self) -> None:
        _end(self.process)
        for pipe in (self.tasks, self.answers):
            with suppress(OSError):
                pipe.close()


def _end(process: int) -> None:
    """Ends a process of this one, which may tidy up. Python may miss a signal that comes right before it waits for a
    pipe: a process that is still there after a second is killed."""
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(process, signal.SIGTERM)
        until = time.monotonic() + 1
        while not os.waitpid(process, os.WNOHANG)[0]:
            if time.monotonic() > until:
                os.kill(process, signal.SIGKILL)
            time.sleep(0.001)


def _serve(tasks: int, answers: int, prepare: Callable[[], object]) -> None:
    with suppress(Exception):  # what is missing on this machine is said when work is handed in
        prepare()
    with os.fdopen(tasks, "rb") as given, os.fdopen(answers, "wb") as answered:
        while True:
            function, arguments = pickle.load(given)  # noqa: S301 - from this program
            _answer(answered, function, *arguments)


def beside(function: Callable[[], Result]) -> Callable[[], Result]:
    """Has a copy of this process, with all that it has in memory, work something out; what comes back gives it or
    raises it. Where none can be forked in safety, it is worked out when it is asked for."""
    if not _may_fork():
        return function
    answers, answer = os.pipe()

    def life() -> None:
        with os.fdopen(answer, "wb") as answered:
            _answer(answered, function)

    process = _forked(life)
    os.close(answer)

    def result() -> Result:
        with os.fdopen(answers, "rb") as received:
            try:
                return cast("Result", _received(received))
            finally:
                os.waitpid(process, 0)

    return result


def _forked(life: Callable[[], None]) -> int:
    """The number of a new process that ends with a function, however that ends."""
    parent = os.getpid()
    with _signals_held():  # until the process has handlers of its own, a signal would be the program's
        process = os.fork()
        if not process:
            try:
                leave_with_parent(parent)
                life()
            finally:
                os._exit(0)
    return process


def _answer(answered: BinaryIO, function: Callable[..., Any], *arguments: Any) -> None:
    try:
        answer = True, function(*arguments)
    except Exception as error:  # noqa: BLE001 - it is raised again where the work was handed in
        answer = False, error
    pickle.dump(answer, answered)
    answered.flush()


def _received(answers: BinaryIO) -> Any:
    try:
        done, answer = pickle.load(answers)  # noqa: S301 - from this program
    except (EOFError, OSError, pickle.UnpicklingError):
        raise _ended() from None
    if not done:
        raise answer
    return answer


def _ended() -> PressError:
    message = "a process of this program has ended before its work was done"
    return PressError(found("edition-broken", message, hint=MEMORY))


_idle: dict[
    tuple[int, Callable[[], object]], Worker
] = {}  # by the process that called them: a forked one calls its own


def call_early(prepare: Callable[[], object]) -> Worker:
    """Has a worker get ready before it is known what for."""
    worker = _idle[os.getpid(), prepare] = Worker(prepare)
    return worker


def call(prepare: Callable[[], object]) -> Worker:
    """The worker who was called early for this, or another."""
    return _idle.pop((os.getpid(), prepare), None) or Worker(prepare)


def dismiss_idle() -> None:
    """Sends those home who were called early and for nothing."""
    for key in [key for key in _idle if key[0] == os.getpid()]:
        _idle.pop(key).dismiss()


def pool(count: int) -> "Executor":
    """Workers that leave with the program, forked where that is safe."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _may_fork() else "spawn")
    return ProcessPoolExecutor(count, context, initializer=leave_with_parent, initargs=(os.getpid(),))


def _may_fork() -> bool:
    """A fork is safe from a program of one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def leave_with_parent(parent: int) -> None:
    """Makes a worker leave without a word: on Ctrl-C, which reaches every process of a terminal, and on Linux when the
    process that made it has ended, however that came (prctl(2), PR_SET_PDEATHSIG), and be it already."""
    for number in SIGNALS:
        signal.signal(number, _leave)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _leave(number: int, frame: object) -> None:
    del frame
    tidy()
    os._exit(128 + number)


_scratch: set[tuple[int, Path]] = set()  # by the process that made them: a forked one has its own


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder for files that a library must find by name. It is gone afterwards."""
    with _signals_held():  # between its making and its entry here it would be nobody's
        owned = os.getpid(), Path(mkdtemp(prefix="pressbuild-"))
        _scratch.add(owned)
    try:
        yield owned[1]
    finally:
        rmtree(owned[1], ignore_errors=True)
        _scratch.discard(owned)


def tidy() -> None:
    """Takes away the scratch folders of a process that ends at once."""
    for process, folder in tuple(_scratch):
        if process == os.getpid():
            rmtree(folder, ignore_errors=True)


@contextmanager
def _signals_held() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
