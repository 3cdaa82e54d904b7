"""`pressbuild` and `python -m pressbuild`: the program. Ctrl-C and SIGTERM end it at once, with a sentence.

All that a build makes is in memory until it is written, so there is nothing to tidy up, and no library can swallow the
interrupt or die of it; while files are written `build` holds the signals back.
"""

import os
import signal
from types import FrameType

SENTENCE = b"\nstopped; the former editions are as they were\n"
STANDARD_ERROR = 2


def main() -> None:
    """The program, from before its first import on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    from pressbuild.cli import main as run

    run()


def _leave(number: int, frame: FrameType | None) -> None:
    """Ends the process with the status that a shell gives for a signal."""
    del frame
    os.write(STANDARD_ERROR, SENTENCE)
    os._exit(128 + number)


if __name__ == "__main__":
    main()
