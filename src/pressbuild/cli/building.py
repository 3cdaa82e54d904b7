"""The commands that build: `all`, `html`, `epub`, `pdf`, `pamphlet`."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressbuild.cli.printing import ProgressLine, as_table, complain, exit_status, print_json, printable
from pressbuild.diagnostics import Diagnostic, PressError, Severity, found, permissible
from pressbuild.press import BOOK, REPORT, is_hidden, is_manuscript, is_report, press_folder, shown, title_file

if TYPE_CHECKING:  # a command that builds nothing need not wait for what builds
    from pressbuild.build import Order, Result
    from pressbuild.build.receipt import Artefact

OFTEN = 3  # warnings of one kind that are still printed one by one
NAMES = {"html": "web page", "epub": "EPUB", "pdf": "PDF", "pamphlet": "pamphlet"}

Manuscripts = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[MANUSCRIPT]...", help="Manuscripts, or sources to import first; default: all of manuscript/."
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR", help="Stands in for dist/.")]
House = Annotated[
    str, typer.Option("--house", envvar="PRESSBUILD_HOUSE", metavar="NAME", help="The house style; see styles/.")
]
Jobs = Annotated[
    int, typer.Option("--jobs", min=0, help="How many titles at once; 0: as many as this machine has cores.")
]
Force = Annotated[bool, typer.Option("--force", help="Build anew, changed or not.")]
Strict = Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")]
Allow = Annotated[
    list[str] | None, typer.Option("--allow", metavar="CODE", help="Make an error a warning (repeatable).")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Json = Annotated[bool, typer.Option("--json", help="Print what was built as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("all")(build_editions)
    for edition, name in NAMES.items():
        app.command(edition, help=f"Build the {name} alone; options as for `all`.")(_command(edition))


def build_editions(
    manuscripts: Manuscripts = None,
    output: Output = None,
    house: House = "",
    edition: Annotated[
        list[str] | None, typer.Option("--edition", metavar="NAME", help="html, epub, pdf or pamphlet (repeatable).")
    ] = None,
    jobs: Jobs = 0,
    force: Force = False,
    strict: Strict = False,
    allow: Allow = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Build every edition of every title: web page, EPUB, PDF and pamphlet, into dist/.

    A source that is no manuscript yet (essay.txt) is imported first. Nothing in dist/ changes unless every edition of
    a title could be made and holds every word and note of its manuscript.
    """
    unknown = [name for name in edition or () if name not in NAMES]
    if unknown:
        raise typer.BadParameter(f"there is no edition “{unknown[0]}”; there are {', '.join(NAMES)}")
    from pressbuild.build import Order

    order = Order(tuple(edition or ()), house, output, force, strict, permitted(allow))
    _run(manuscripts or [], order, jobs, quiet=quiet, as_json=json)


def _command(edition: str) -> Callable[..., None]:
    """The command of one edition: `all` with the edition given."""

    def command(
        manuscripts: Manuscripts = None,
        output: Output = None,
        house: House = "",
        jobs: Jobs = 0,
        force: Force = False,
        strict: Strict = False,
        allow: Allow = None,
        quiet: Quiet = False,
        json: Json = False,
    ) -> None:
        from pressbuild.build import Order

        order = Order((edition,), house, output, force, strict, permitted(allow))
        _run(manuscripts or [], order, jobs, quiet=quiet, as_json=json)

    return command


def _run(given: Sequence[Path], order: "Order", jobs: int, *, quiet: bool, as_json: bool) -> None:
    """Builds, prints a title as soon as it is done, and ends with the worst status of any."""
    from pressbuild.build import build_all

    progress = ProgressLine(quiet or as_json)
    paths = [_manuscript(path, quiet=quiet or as_json) for path in given or titles()]
    receipts, status = [], 0
    outcomes = build_all(paths, order, jobs or os.cpu_count() or 1, progress)
    for path, outcome in zip(paths, outcomes, strict=True):
        progress.clear()
        if isinstance(outcome, PressError):
            status = max(status, exit_status(outcome))
            print(f"{printable(shown(path))}: nothing was built", file=sys.stderr)
            complain(outcome.diagnostics)
            continue
        receipts.append(outcome.receipt.as_json())
        if not quiet:
            _warn([d for d in outcome.findings if d.severity is not Severity.NOTE])
        if not quiet and not as_json:
            print(_account(outcome))
    if as_json:
        print_json(receipts)
    raise typer.Exit(status)


def _warn(findings: Sequence[Diagnostic], where: str = "`pressbuild check` lists them") -> None:
    """Warnings on standard error; of a kind that comes often, the first one and how many there are."""
    for code, count in Counter(finding.code for finding in findings).items():
        alike = [finding for finding in findings if finding.code == code]
        complain(alike if count <= OFTEN else alike[:1])
        if count > OFTEN:
            from pressbuild.proofreading import IN_EDITIONS

            listed = "" if code in IN_EDITIONS else f": {where}"
            print(f"    and {count - 1} more of this kind{listed}", file=sys.stderr)


def permitted(codes: Sequence[str] | None) -> frozenset[str]:
    """The codes of `--allow`, where there are such codes and they may be allowed."""
    for code in codes or ():
        if refused := permissible(code):
            raise typer.BadParameter(refused, param_hint="'--allow'")
    return frozenset(codes or ())


def titles() -> list[Path]:
    """Every manuscript of the press folder that the current folder belongs to."""
    folder = press_folder(Path.cwd() / "manuscript.md") / "manuscript"
    essays = [path for path in folder.glob("*.md") if not is_report(path) and not is_hidden(path)]
    paths = sorted([*essays, *(path for path in folder.glob(f"*/{BOOK}") if not is_hidden(path.parent))])
    if not paths:
        message = f"there is no manuscript in {shown(folder)}"
        raise PressError(found("not-found", message, hint="name one, or import a text: pressbuild all essay.txt"))
    return paths


def _manuscript(path: Path, *, quiet: bool) -> Path:
    """The manuscript to build: the file itself, the book in a folder, or what its import has written."""
    path = title_file(path)
    if is_manuscript(path) or path.is_dir():
        return path
    from pressbuild.intake import default_target, readable, take_in, write

    readable(path)
    target = default_target(path)
    if target.exists():
        if not quiet:
            name = printable(shown(target))
            print(f"{name} is there already: building from it (`pressbuild import --merge` brings in what is new)")
        return target
    from pressbuild.cli.importing import summary

    imported = take_in(path)
    write(imported, path, target, None)
    if not quiet:
        account = printable(shown(target.with_name(f"{target.stem}{REPORT}")))
        _warn([d for d in imported.findings if d.severity is not Severity.NOTE], f"{account} lists them")
        print(summary(imported, path, target))
    return target


def _account(result: "Result") -> str:
    """What was built: files, pages, sheets, which edge to flip, what was assumed."""
    receipt = result.receipt
    head = f"{receipt.title} · house {receipt.house}" + (" · nothing has changed" if result.unchanged else "")
    files = Counter(artefact.edition for artefact in receipt.artefacts)
    first = {artefact.edition: artefact for artefact in reversed(receipt.artefacts)}
    rows = [
        [NAMES[a.edition], shown(result.folder / a.file), _size(a.bytes), _pages(a, files[a.edition], receipt.sheets)]
        for a in reversed(first.values())
    ]
    lines = [head, as_table(rows, "  ")]
    if receipt.sheets and any(a.edition == "pamphlet" for a in receipt.artefacts):
        lines.append(f"  Print the pamphlet on both sides, flipped on the short edge; {_fastening(receipt.sheets)}.")
    left = [d for d in result.findings if d.code == "style-unsigned"]
    lines += [f"  assumed: {d.message}" for d in result.findings if d.severity is Severity.NOTE and d not in left]
    if left:
        lines.append(f"  {len(left)} terms keep their marks until somebody signs them: pressbuild check lists them.")
    lines += [f"  {name} is of an earlier state of the manuscript" for name in receipt.stale]
    return printable("\n".join(lines))


def _fastening(sheets: int) -> str:
    """What is done with the printed sheets."""
    from pressbuild.binders.pamphlet import gatherings

    parts = gatherings(sheets)
    if len(parts) == 1:
        return "fold; staple twice in the fold"
    sizes = " or ".join(map(str, sorted(set(parts))))
    return f"fold it in {len(parts)} gatherings of {sizes} sheets each and sew them: it is too thick for a staple"


def _pages(artefact: "Artefact", files: int, sheets: int | None) -> str:
    """How much there is of an edition: sheets, pages, or how many files stand beside the first."""
    if artefact.edition == "pamphlet" and sheets:
        return f"{sheets} sheet{'s' if sheets > 1 else ''} of A4"
    if files > 1:
        return f"and {files - 1} page{'s' if files > 2 else ''} beside it"
    return f"{artefact.pages} pages, A5" if artefact.pages else ""


def _size(length: int) -> str:
    return f"{length / 1000:,.0f} kB"
