"""The commands that look: `quotes`, `show`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressbuild.cli.printing import as_csv, as_table, complain, print_json, tree_as_json
from pressbuild.diagnostics import Place, Severity

if TYPE_CHECKING:
    from pressbuild.edition import Edition
    from pressbuild.manuscript import Manuscript as Source
    from pressbuild.quotation import Entry

House = Annotated[
    str, typer.Option("--house", envvar="PRESSBUILD_HOUSE", metavar="NAME", help="The house style; see styles/.")
]
Manuscript = Annotated[Path, typer.Argument(help="A manuscript.")]


class Ledger(StrEnum):
    TABLE, JSON, CSV = "table", "json", "csv"


class Stage(StrEnum):
    SOURCE, DOCUMENT, EDITION, XHTML = "source", "document", "edition", "xhtml"


def register(app: typer.Typer) -> None:
    app.command("quotes")(quotes)
    app.command("show")(show)


def quotes(
    manuscript: Manuscript,
    form: Annotated[Ledger, typer.Option("--format", help="How the ledger is printed.")] = Ledger.TABLE,
) -> None:
    """Print every quotation with its role, the reason for it and how sure it is: the ledger of the marks."""
    from pressbuild.citations import read_title
    from pressbuild.quotation import ledger, recognise
    from pressbuild.reading import read
    from pressbuild.termsheet import read_terms

    source = read_title(manuscript)
    document = recognise(read(source), read_terms(source))
    entries = [_entry(entry, source) for entry in ledger(document)]
    match form:
        case Ledger.JSON:
            print_json(entries)
        case Ledger.CSV:
            print(as_csv([list(entries[0]), *(list(entry.values()) for entry in entries)] if entries else []), end="")
        case Ledger.TABLE:
            print(as_table(_rows(entries)))


def _entry(entry: "Entry", source: "Source") -> dict[str, Any]:
    """An entry of the ledger as it is printed; in a book it says in which file it stands."""
    from msgspec.structs import asdict

    values = asdict(entry)
    file = values.pop("file")
    for line, column in (("line", "column"), ("end_line", "end_column")):
        values[column] = source.typed_place(Place(file, values[line], values[column])).column
    return {"file": file, **values} if source.book else values


def _rows(entries: list[dict[str, Any]]) -> list[list[str]]:
    """The ledger's table with its head; with a column for what is cited where anything is."""
    cites = any(entry["cite"] for entry in entries)
    head = ["place", "role", "sure", "reason", "words", *(["cite"] if cites else [])]
    rows = [
        [
            ":".join(str(entry[key]) for key in ("file", "line", "column") if key in entry),
            entry["role"],
            f"{entry['confidence']:.2f}",
            entry["code"],
            _cut(entry["text"]),
            *([_cut(entry["cite"])] if cites else []),
        ]
        for entry in entries
    ]
    return [head, *rows]


def _cut(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def show(
    manuscript: Manuscript,
    stage: Annotated[Stage, typer.Option("--stage", help="Which stage to print.")] = Stage.DOCUMENT,
    house: House = "",
) -> None:
    """Print a manuscript at one stage of its way: source, document (as read), edition (as the house sets it), xhtml."""
    from pressbuild.build import Order, prepare_title
    from pressbuild.citations import read_title
    from pressbuild.quotation import recognise
    from pressbuild.reading import read
    from pressbuild.termsheet import read_terms

    source = read_title(manuscript)
    if stage is Stage.SOURCE:
        print("".join(file.source for file in source.files), end="")
        return
    if stage is Stage.DOCUMENT:
        document = recognise(read(source), read_terms(source))
        print_json(tree_as_json(document))
        complain(d for d in document.findings if d.severity is Severity.ERROR)
        return
    edition = prepare_title(manuscript, Order(house=house, lenient=True)).edition
    if stage is Stage.EDITION:
        print_json(tree_as_json(edition.document))
    else:
        print(_markup(edition))


def _markup(edition: "Edition") -> str:
    """The rendering that the media share, with links inside one file."""
    from lxml import etree

    from pressbuild.xhtml import Renderer
    from pressbuild.xhtml.bibliography import bibliography
    from pressbuild.xhtml.medium import Medium

    renderer = Renderer(edition, Medium(href=lambda anchor: f"#{anchor}", src=lambda asset: asset.name))
    elements = renderer.text(edition.text)
    if not edition.at_chapters:
        elements.append(renderer.endnotes.section(edition.groups))
    elements += bibliography(renderer)
    return "\n".join(etree.tostring(element, encoding="unicode") for element in elements)
