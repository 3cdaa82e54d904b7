"""The command line: arguments in, calls of the stages, printed results and an exit status out. No logic of its own.

Exit status: 0 done; 1 the manuscript or an edition has errors; 2 bad usage; 3 something this machine lacks.
"""

import errno
import os
import select
import sys
from pathlib import Path

from pressbuild import stopped
from pressbuild.diagnostics import PressError, found

MACHINE_LACKS = 3
STOPPED = 130  # 128 and the number of the signal, as a shell says it


def main() -> None:
    """The program. A user's mistake is a sentence; anything else is a bug and keeps its traceback."""
    _open_streams()
    try:
        try:
            _somewhere()
            _run(sys.argv[1:])
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    except PressError as error:
        from pressbuild.cli.printing import complain, exit_status

        complain(error.diagnostics)
        sys.exit(exit_status(error))
    except (KeyboardInterrupt, SystemExit) as end:
        interrupted = isinstance(end, KeyboardInterrupt) or end.code == STOPPED  # Typer makes the one the other
        if not interrupted and _nobody_reads():
            sys.exit(0)
        if not interrupted:
            raise
        print(stopped("".join(sys.argv[1:2])), end="", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.exit(0)
    except MemoryError:
        print("this machine has too little memory for it", file=sys.stderr)
        sys.exit(MACHINE_LACKS)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO}:
            raise
        print(f"what there is to say cannot be written: {error.strerror}", file=sys.stderr)
        os._exit(1)  # an ordinary exit would try to write it once more


def _run(arguments: list[str]) -> None:
    """The command. One that an editor gives on each save is read without Typer, whose imports and descriptions take
    longer than the quotations of an essay."""
    if arguments[:1] == ["check"]:
        from pressbuild.cli.saving import plain, proofread

        if asked := plain(arguments[1:]):
            sys.exit(proofread(*asked))
    from pressbuild.cli.program import app

    app("".join(arguments[:1]))()


def _open_streams() -> None:
    """Has all that is said go somewhere: a stream that the caller has closed swallows it, and one that knows few
    letters shows the others as question marks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as it runs
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure") and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="replace")


def _somewhere() -> None:
    """Raises `PressError` where the current folder is gone."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise PressError(found("usage", "the current folder is no longer there", hint="go to another: cd")) from None


def _nobody_reads() -> bool:
    """Whether standard output is a pipe that its reader has closed, as `head` does, which is no error of anybody."""
    if not hasattr(select, "poll"):
        return False
    watch = select.poll()
    try:
        watch.register(sys.__stdout__.fileno() if sys.__stdout__ else 1, 0)
        return any(event & select.POLLERR for _, event in watch.poll(0))
    except (OSError, ValueError):
        return False
