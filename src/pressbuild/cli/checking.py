"""`check`: the press's proof-reader. Manuscripts in, findings on standard output or fixes in the manuscripts out."""

import sys
from collections.abc import Iterator
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pressbuild.cli.building import permitted, titles
from pressbuild.cli.printing import complain, printable
from pressbuild.cli.saving import Report, proofread
from pressbuild.diagnostics import Diagnostic, MachineLacks, PressError
from pressbuild.press import shown
from pressbuild.proofreading import Reader


class Aim(StrEnum):
    STORE, PRINT = "store", "print"


def register(app: typer.Typer) -> None:
    app.command("check")(check)


def check(
    manuscripts: Annotated[list[Path] | None, typer.Argument(help="Default: all of manuscript/.")] = None,
    form: Annotated[Report, typer.Option("--format", help="How findings are printed.")] = Report.TEXT,
    house: Annotated[
        str, typer.Option("--house", envvar="PRESSBUILD_HOUSE", metavar="NAME", help="The house style; see styles/.")
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")] = False,
    allowed: Annotated[
        list[str] | None, typer.Option("--allow", metavar="CODE", help="Make an error a warning.")
    ] = None,
    aims: Annotated[
        list[Aim] | None, typer.Option("--for", help="Ask for the metadata of a shop or of print too (repeatable).")
    ] = None,
    vale: Annotated[bool, typer.Option("--vale", help="Let Vale read too, by the press's own .vale.ini.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe changes in the manuscripts.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change; change nothing.")] = False,
) -> None:
    """Read a manuscript as its proof-reader: every finding with its place, the line and a hint; nothing is built."""
    reader = Reader(house, permitted(allowed), strict, frozenset(map(str, aims or ())), vale)
    paths = manuscripts or titles()
    if diff:
        raise typer.Exit(_show(paths, reader))
    raise typer.Exit(proofread(paths, form, reader, _mend(paths, reader) if fix else ()))


def _show(paths: list[Path], reader: Reader) -> int:
    """Prints the changes as a unified diff, which `patch` can make too; 1 where a manuscript cannot be read or a fix
    was refused."""
    from pressbuild.proofreading.mending import mended

    status = changed = 0
    for path in paths:
        try:
            for each in mended(path, reader):
                name = shown(each.path)
                lines = unified_diff(each.before.splitlines(), each.after.splitlines(), name, name, lineterm="")
                if text := "\n".join(lines):
                    print(printable(text))
                    changed += 1
                complain(each.refused)
                status = 1 if each.refused else status
        except MachineLacks:
            raise
        except PressError as error:
            complain(error.diagnostics)
            status = 1
    if not changed and not status:
        print("nothing to mend", file=sys.stderr)
    return status


def _mend(paths: list[Path], reader: Reader) -> Iterator[Diagnostic]:
    """Makes the changes and says where the former manuscript is; gives the fixes that were refused. What cannot be read
    is reported with the findings."""
    from pressbuild.proofreading.mending import mended, write_mended

    for path in paths:
        try:
            texts = mended(path, reader)
        except MachineLacks:
            raise
        except PressError:
            continue
        for each in texts:
            yield from each.refused
            if each.before != each.after:
                undo = write_mended(each.path, each.before, each.after)
                print(f"mended {printable(shown(each.path))}; as it was: {printable(shown(undo))}", file=sys.stderr)
