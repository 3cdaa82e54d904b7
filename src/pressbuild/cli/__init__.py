"""The command line: arguments in, calls of the stages, printed results and an exit status out. No logic of its own.

Exit status: 0 done; 1 the manuscript or an edition has errors; 2 bad usage; 3 something this machine lacks.
"""

import errno
import os
import sys

import typer

from pressbuild.cli import building, doctor, houses, importing, inspecting, terms
from pressbuild.cli.printing import complain, exit_status
from pressbuild.diagnostics import PressError

STOPPED = 130  # 128 and the number of the signal, as a shell says it

app = typer.Typer(
    name="pressbuild",
    help="Turns an essay into a web page, an EPUB, a PDF to read and a pamphlet to print, fold and staple.",
    epilog="Start with: pressbuild all essay.txt",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PRESSBUILD"},
)
for group in (building, importing, inspecting, terms, houses, doctor):
    group.register(app)


def main() -> None:
    """The program. A user's mistake is a sentence; anything else is a bug and keeps its traceback."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except PressError as error:
        complain(error.diagnostics)
        sys.exit(exit_status(error))
    except (KeyboardInterrupt, SystemExit) as end:
        stopped = isinstance(end, KeyboardInterrupt) or end.code == STOPPED  # Typer makes the one the other
        if not stopped:
            raise
        print("\nstopped; no edition is half written", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EIO}:
            raise
        print(f"what there is to say cannot be written: {error.strerror}", file=sys.stderr)
        os._exit(1)  # an ordinary exit would try to write it once more
