"""The command that imports: `import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from pressbuild.cli.printing import complain, printable
from pressbuild.diagnostics import WARNING, Diagnostic, PressError, Severity, errors, found
from pressbuild.press import shown

if TYPE_CHECKING:
    from pressbuild.importers import Imported

SHOWN = 12  # assumptions that are printed; the account beside the manuscript has them all


def register(app: typer.Typer) -> None:
    app.command("import")(import_source)


def import_source(
    source: Annotated[Path, typer.Argument(help="The text that you have: .txt .md .docx .odt .html .epub.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.md", help="Default: manuscript/NAME.md.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.json", help="Also write what was found and assumed.")
    ] = None,
    title_line: Annotated[
        int | None, typer.Option("--title-line", min=1, help="The line of a plain text that holds the title.")
    ] = None,
    interactive: Annotated[
        bool, typer.Option("--interactive", "-i", help="Walk through what is doubtful: accept, reject, edit.")
    ] = False,
    merge: Annotated[
        bool, typer.Option("--merge", help="Bring the source's changes into a manuscript that you have edited.")
    ] = False,
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="Write the manuscript though words of the source are not in it.")
    ] = False,
    works: Annotated[bool, typer.Option("--works", help="Mark the likely titles of books as titles.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a manuscript that is there already.")] = False,
) -> None:
    """Make a manuscript of a text, a Word or LibreOffice file, a saved web page or an EPUB.

    Words and notes of both are compared before it is written. What had to be assumed is printed and stands in
    NAME.import.md beside the manuscript; read it, then read the manuscript.
    """
    from pressbuild.intake import Consent, default_target, refuse, take_in, write

    if force and merge:
        raise typer.BadParameter("--force writes the manuscript anew, --merge keeps what you changed: choose one")
    if interactive and not (sys.stdin and sys.stdin.isatty()):
        hint = "import without it, read NAME.import.md, and change the manuscript in an editor"
        raise PressError(
            found("usage", "--interactive asks questions, and there is no terminal to answer in", hint=hint)
        )
    target, consent = output or default_target(source), Consent(force, merge, accept_loss)
    imported = take_in(source, title_line, works=works)
    refuse(imported, source, target, report, consent)  # before anything is asked
    if interactive:
        from pressbuild.cli.walking import walk

        imported = walk(imported)
    imported, conflicts = write(imported, source, target, report, consent)
    complain(_taken(d) for d in imported.findings if d.severity is not Severity.NOTE)
    complain(conflicts)
    print(summary(imported, source, target))
    sys.stdout.flush()
    if errors(conflicts):
        raise typer.Exit(1)


def _taken(finding: Diagnostic) -> Diagnostic:
    """A loss that is left when all is written was taken with --accept-loss, and no error any more."""
    return replace(finding, severity=WARNING) if finding.severity is Severity.ERROR else finding


def _many(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def summary(imported: "Imported", source: Path, target: Path) -> str:
    """What an import found and assumed, for the editor."""
    from pressbuild.importers.account.account import counts, left_out

    report = imported.report
    lists = {"called": report["notes"], "notes": report["bodies"], "headings": report["headings"]}
    held = report.get("written") or {key: len(listed) for key, listed in lists.items()}
    called, headings = _many(held["called"], "note"), _many(held["headings"], "heading")
    counted = f"{called} called, {held['notes']} written, {headings}"
    lines = [f"imported {shown(source)} as {shown(target)}: {counted}", f"  {counts(imported)}"]
    if gone := left_out(imported):
        lines.append(f"  left out: {gone}")
    if imported.pictures:
        many = "s" if len(imported.pictures) > 1 else ""
        lines.append(f"  {len(imported.pictures)} picture{many} in {shown(target.parent / 'images')}")
    notes = [d.message for d in imported.findings if d.severity is Severity.NOTE]
    lines += [f"  assumed: {message}" for message in notes[:SHOWN]]
    if len(notes) > SHOWN:
        lines.append(
            f"  and {len(notes) - SHOWN} more assumptions: {shown(target.with_name(target.stem + '.import.md'))}"
        )
    return printable("\n".join(lines))
