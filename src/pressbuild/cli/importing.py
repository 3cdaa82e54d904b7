"""The command that imports: `import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressbuild.cli.printing import complain, printable
from pressbuild.diagnostics import Severity
from pressbuild.press import shown

if TYPE_CHECKING:
    from pressbuild.importers import Imported


def register(app: typer.Typer) -> None:
    app.command("import")(import_source)


def import_source(
    source: Annotated[Path, typer.Argument(help="The text that you have.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.md", help="Default: manuscript/NAME.md.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.json", help="Also write what was found and assumed.")
    ] = None,
    title_line: Annotated[
        int | None, typer.Option("--title-line", min=1, help="The line that holds the title.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a manuscript that is there already.")] = False,
) -> None:
    """Make a manuscript of a flattened text: find title, headings and notes, tie note marks to their notes.

    What had to be assumed is printed; read it, then read the manuscript.
    """
    from pressbuild.intake import default_target, take_in, write

    target = output or default_target(source)
    imported = take_in(source, title_line)
    write(imported, source, target, report, force=force)
    complain(d for d in imported.findings if d.severity is not Severity.NOTE)
    print(summary(imported, source, target))
    sys.stdout.flush()


def summary(imported: "Imported", source: Path, target: Path) -> str:
    """What an import found and assumed, for the editor."""
    report = imported.report
    found = f"{len(report['notes'])} notes called, {len(report['bodies'])} written, {len(report['headings'])} headings"
    lines = [f"imported {shown(source)} as {shown(target)}: {found}"]
    lines += [f"  assumed: {d.message}" for d in imported.findings if d.severity is Severity.NOTE]
    return printable("\n".join(lines))
