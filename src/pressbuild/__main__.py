"""`pressbuild` and `python -m pressbuild`: the program. Ctrl-C and SIGTERM end it at once, with a sentence.

All that a build makes is in memory until it is written, so there is nothing to tidy up but pandoc and the fonts that
WeasyPrint wants as files, and no library can swallow the interrupt or die of it; while files are written `build` holds
the signals back. A program whose work is done ends at once too: taking Python's own things down would take a fiftieth
of a second, in which a signal could still kill it.
"""

import gc
import os
import signal
import sys
from types import FrameType

from pressbuild import stopped

STANDARD_ERROR = 2


def main() -> None:
    """The program, from before its first import on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    gc.set_threshold(100_000, 50, 100)  # a book's tree is no garbage: looking for some in it costs a tenth of the time
    _call_early()
    from pressbuild.cli import main as run

    status = 0
    try:
        run()
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        status = end.code or 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    _tidy()  # pandoc before the workers, to whom its pages are carried
    if "pressbuild.workers" in sys.modules:
        sys.modules["pressbuild.workers"].dismiss_idle()
    os._exit(status)  # the streams were flushed by `run`, where that can fail with a sentence


def _call_early() -> None:
    """Has another process import what a command needs last, while this one reads the command line."""
    match sys.argv[1:2]:
        case ["all" | "epub" | "pdf" | "pamphlet"]:
            from pressbuild.binding import warm as prepare
        case ["check"]:
            from pressbuild.proofreading import get_ready as prepare
        case _:
            return
    from pressbuild.workers import call_early

    call_early(prepare)


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends the process with the status that a shell gives for a signal."""
    del frame
    os.write(STANDARD_ERROR, stopped("".join(sys.argv[1:2])).encode())
    _tidy()
    os._exit(128 + number)


def _tidy() -> None:
    """Takes away the program's scratch folders and ends every pandoc that is still at work: it reads from files, and
    would not notice that nobody waits."""
    if "pressbuild.workers" in sys.modules:
        sys.modules["pressbuild.workers"].tidy()
    if "pressbuild.pandoc" in sys.modules:
        sys.modules["pressbuild.pandoc"].dismiss()


if __name__ == "__main__":
    main()
