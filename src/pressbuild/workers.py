"""Processes that work beside the program: functions and their arguments in, results to come out.

A worker does one piece of work after the other and is told beforehand what to get ready for. Several titles are built
side by side in a pool of processes.
"""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from pressbuild.diagnostics import PressError, found

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

PARENT_DEATH_SIGNAL = 1  # linux/prctl.h
SIGNALS = (signal.SIGINT, signal.SIGTERM)
MEMORY = "perhaps the machine has too little memory: build titles one by one, with --jobs 1"


class Worker:
    """A worker with a queue before it: a process where one can be forked in safety, else a thread, which is slower.
    The queue, itself a thread, comes with the first piece of work, so that a worker can be called early and the program
    still forks others."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self.queue = ThreadPoolExecutor(1)
        self.process = _Process(prepare) if _may_fork() else None
        if self.process is None:
            self.queue.submit(prepare)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "Future[Any]":
        """Hand in a piece of work."""
        if self.process:
            return self.queue.submit(self.process.call, function, arguments)
        return self.queue.submit(function, *arguments)

    def dismiss(self) -> None:
        """Send the worker home, whatever it is at."""
        if self.process:
            self.process.end()
        self.queue.shutdown(cancel_futures=True)


class _Process:
    """A process at the other end of a line. It has the program's memory as it was and little to import."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self.line, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(self.line, other, os.getpid(), prepare), daemon=True)
        with _signals_held():  # until the process has handlers of its own, a signal would be the program's
            self.process.start()
        other.close()

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """What a function returns there, or raises."""
        try:
            self.line.send((function, arguments))
            done, answer = self.line.recv()
        except (EOFError, ConnectionError):
            message = "a process of this program has ended before its work was done"
            raise PressError(found("edition-broken", message, hint=MEMORY)) from None
        if not done:
            raise answer
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.join()


def _serve(others: "Connection", line: "Connection", parent: int, prepare: Callable[[], object]) -> None:
    others.close()  # else the line would never end
    leave_with_parent(parent)
    with suppress(Exception):  # what is missing on this machine is said when work is handed in
        prepare()
    while True:
        try:
            function, arguments = line.recv()
        except EOFError:
            return
        try:
            answer = True, function(*arguments)
        except Exception as error:  # noqa: BLE001 - it is raised again where the work was handed in
            answer = False, error
        line.send(answer)


def pool(count: int) -> Executor:
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
        signal.signal(number, lambda caught, _: os._exit(128 + caught))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


@contextmanager
def _signals_held() -> Iterator[None]:
    former = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
