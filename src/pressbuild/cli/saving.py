"""`check` as an editor asks for it on each save: files, `--format`, `--house` and `--strict` in, findings printed.

Nothing here imports Typer; every other command line is read by it (`checking`).
"""

import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from pressbuild.diagnostics import Diagnostic, PressError, errors
from pressbuild.proofreading import Reader, all_findings


class Report(StrEnum):
    TEXT, JSON, SARIF, GITHUB = "text", "json", "sarif", "github"


def plain(arguments: Sequence[str]) -> tuple[list[Path], Report, Reader] | None:
    """What a command line asks for that names files and says little else; None for every other, and where variables
    of the environment say something too."""
    paths: list[Path] = []
    said = {"--format": "text", "--house": ""}
    strict = False
    words = iter(arguments)
    for word in words:
        option, is_joined, value = word.partition("=")
        if word == "--strict":
            strict = True
        elif option in said:
            said[option] = value if is_joined else next(words, "-")
            if said[option].startswith("-"):
                return None
        elif not word or word.startswith("-"):
            return None
        else:
            paths.append(Path(word))
    if not paths or said["--format"] not in set(Report) or any(name.startswith("PRESSBUILD_") for name in os.environ):
        return None
    return paths, Report(said["--format"]), Reader(said["--house"], strict=strict)


def proofread(paths: Iterable[Path], form: Report, reader: Reader, refused: Iterable[Diagnostic] = ()) -> int:
    """Prints what there is to say of titles, after what was `refused` before; the program's exit status."""
    said = list(refused)
    for outcome in all_findings(paths, reader):
        said += outcome.diagnostics if isinstance(outcome, PressError) else outcome
    from pressbuild.cli.printing import diagnostics_as

    if text := diagnostics_as(form, said):
        print(text)
    elif form is Report.TEXT:
        print("nothing found", file=sys.stderr)
    return 1 if errors(said) else 0
