"""The command of the term sheet and the concordance: `terms`."""

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer
from msgspec import Struct

from pressbuild.cli.printing import as_csv, as_table, print_json
from pressbuild.diagnostics import Place
from pressbuild.press import shown

if TYPE_CHECKING:
    from pressbuild.quotation.concordance import Term, Use
    from pressbuild.quotation.drafting import Draft

_NOWHERE = Place("", 0, 0)
SIDE = 28  # characters of context on either side in a table
COLUMNS = ["term", "role", "policy", "signed", "kind", "line", "column", "page", "link", "left", "text", "right"]


class Form(StrEnum):
    TABLE, JSON, CSV, MARKDOWN = "table", "json", "csv", "markdown"


class Built(Struct, frozen=True):
    """Where the uses of terms stand in the editions: the page of the printed one by anchor, and the web page's
    address; nothing where the editions are not those of the manuscript as it is. `typed` says where in a file a place
    is; of a book it matters in which file a use stands."""

    pages: dict[str, int]
    web: str
    typed: Callable[[Place], Place]
    of_book: bool = False

    def page(self, use: "Use") -> int | None:
        return self.pages.get(use.anchor)

    def place(self, use: "Use") -> dict[str, Any]:
        """Where a use stands: its file in a book, line and column."""
        place = self.typed(use.place) if use.place else _NOWHERE
        file = {"file": place.file} if self.of_book else {}
        return {**file, "line": place.line, "column": place.column}

    def where(self, use: "Use") -> str:
        return ":".join(map(str, self.place(use).values()))

    def link(self, use: "Use") -> str:
        return f"{quote(self.web)}#{use.anchor}" if self.web and use.anchor else ""


def register(app: typer.Typer) -> None:
    app.command("terms")(terms)


def terms(
    manuscript: Annotated[Path | None, typer.Argument(help="A manuscript.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How the concordance is printed.")] = Form.TABLE,
    write: Annotated[bool, typer.Option("--write", help="Draft the term sheet, or bring it up to date.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the term sheet's JSON schema.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Where the editions are, instead of dist/.")
    ] = None,
) -> None:
    """Print every scare-quoted term with its uses, quoted and bare, in their context: the concordance.

    Where the editions are built, each use has its page in print and a link into the web page. With --write, the term
    sheet ESSAY.terms.toml is drafted beside the manuscript; what a person signed or changed in it stays.
    """
    if schema:
        from pressbuild.termsheet import schema as shape

        print_json(shape())
        return
    if manuscript is None:
        raise typer.BadParameter("name a manuscript", param_hint="'MANUSCRIPT'")
    if write:
        _write(manuscript)
        return
    found, built = _concordance(manuscript, output)
    if text := FORMATS[form](found, built):
        sys.stdout.write(text)


def _concordance(path: Path, output: Path | None) -> tuple[tuple["Term", ...], Built]:
    from pressbuild.build import Order, built, file_name
    from pressbuild.citations import read_title
    from pressbuild.quotation import concordance, recognise
    from pressbuild.quotation.terms import numbered
    from pressbuild.reading import read
    from pressbuild.termsheet import read_terms

    manuscript = read_title(path)
    of_book = manuscript.book is not None
    sheet = read_terms(manuscript)
    found = concordance(numbered(recognise(read(manuscript), sheet)), sheet)
    place = manuscript.typed_place
    if (editions := built(path, Order(output=output))) is None:
        return found, Built({}, "", place, of_book)
    folder, receipt = editions
    page = folder / file_name(receipt.slug, "html")
    linked = page.is_file() and sum(artefact.edition == "html" for artefact in receipt.artefacts) == 1
    return found, Built(receipt.anchors, shown(page) if linked else "", place, of_book)


# --- formats -------------------------------------------------------------------------------------------------------


def _as_json(found: tuple["Term", ...], built: Built) -> str:
    import json

    return json.dumps([_term(term, built) for term in found], ensure_ascii=False, indent=2) + "\n"


def _term(term: "Term", built: Built) -> dict[str, Any]:
    return {
        "term": term.term,
        "role": term.role,
        "policy": term.policy,
        "quoted": [_use(use, built) for use in term.quoted],
        "bare": [_use(use, built) for use in term.bare],
        "first": _place(term.quoted[0], built),
        "signed": term.signed,
        "code": term.code,
        "drifts": term.drifts,
    }


def _place(use: "Use", built: Built) -> dict[str, Any]:
    return {**built.place(use), "text": use.text}


def _use(use: "Use", built: Built) -> dict[str, Any]:
    where = {"page": built.page(use), "link": built.link(use)}
    known = {key: value for key, value in where.items() if value}
    return {**_place(use, built), "where": use.where, "left": use.left, "right": use.right, **known}


def _as_csv(found: tuple["Term", ...], built: Built) -> str:
    place = COLUMNS.index("line")
    columns = [*COLUMNS[:place], *(["file"] if built.of_book else []), *COLUMNS[place:]]
    return as_csv([columns, *(row for term in found for row in _rows(term, built))])


def _rows(term: "Term", built: Built) -> Iterator[list[object]]:
    """A row a use."""
    head = [term.term, term.role, term.policy, "yes" if term.signed else "no"]
    for kind, uses in (("quoted", term.quoted), ("bare", term.bare)):
        for use in uses:
            place = [*built.place(use).values(), built.page(use) or "", built.link(use)]
            yield [*head, kind, *place, _flat(use.left), use.text, _flat(use.right)]


def _as_table(found: tuple["Term", ...], built: Built) -> str:
    """Each term with its uses below it, the words in the middle of their lines."""
    blocks = [
        f"{term.term}  {_account(term)}\n{as_table([_line(use, built) for use in _uses(term)], '  ')}\n"
        for term in found
    ]
    return "\n".join([*blocks, f"{_summary(found)}\n"])


def _uses(term: "Term") -> list["Use"]:
    return sorted((*term.quoted, *term.bare), key=lambda use: use.place or _NOWHERE)


def _line(use: "Use", built: Built) -> list[str]:
    left, right = _flat(use.left)[-SIDE:], _flat(use.right)[:SIDE]
    page = built.page(use)
    where = [built.where(use), f"p. {page}" if page else "", "" if use.anchor else "bare"]
    return [*where, f"{left:>{SIDE}}{use.text}{right}"]


def _account(term: "Term") -> str:
    """What there is to say of a term in a line."""
    counts = f"quoted {len(term.quoted)}" + (f", bare {len(term.bare)}" if term.bare else "")
    policy = "" if term.policy == "house" else f", {term.policy}"
    drift = ", drifts" if term.drifts else ""
    return f"({term.role}{policy}{', signed' if term.signed else ''}; {counts}{drift})"


def _summary(found: tuple["Term", ...]) -> str:
    quoted, bare = sum(len(term.quoted) for term in found), sum(len(term.bare) for term in found)
    twice = sum(len(term.quoted) > 1 for term in found)
    loose = sum(bool(term.bare) for term in found)
    drifting = sum(term.drifts for term in found)
    return (
        f"{_counted(len(found), 'term')}, in marks {_counted(quoted, 'time')}, {twice} of them more than once; "
        f"{loose} {_verb(loose, 'stand')} bare too, {_counted(bare, 'time')}; {drifting} {_verb(drifting, 'drift')}"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _as_markdown(found: tuple["Term", ...], built: Built) -> str:
    """A list for an editor's desk: a term, below it its uses."""
    parts = []
    for term in found:
        parts.append(f"**{_literal(term.term)}** {_account(term)}\n\n")
        parts += [f"{_item(use, built)}\n" for use in _uses(term)]
        parts.append("\n")
    return "".join([*parts, f"{_summary(found)}\n"])


def _item(use: "Use", built: Built) -> str:
    left, right = _literal(_flat(use.left)[-SIDE:]), _literal(_flat(use.right)[:SIDE])
    page, link = built.page(use), built.link(use)
    where = built.where(use) + (f", p. {page}" if page else "")
    shown_where = f"[{where}]({link})" if link else where
    return f"* {shown_where}{'' if use.anchor else ' (bare)'}: {left}**{_literal(use.text)}**{right}"


def _literal(text: str) -> str:
    """Words that Markdown leaves alone."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#&" else sign for sign in text)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


FORMATS: dict[Form, Callable[[tuple["Term", ...], Built], str]] = {
    Form.TABLE: _as_table,
    Form.JSON: _as_json,
    Form.CSV: _as_csv,
    Form.MARKDOWN: _as_markdown,
}


# --- the sheet -----------------------------------------------------------------------------------------------------


def _write(path: Path) -> None:
    from pressbuild.citations import read_title
    from pressbuild.intake import replace_file
    from pressbuild.press import read_text
    from pressbuild.quotation import recognise
    from pressbuild.quotation.drafting import draft
    from pressbuild.reading import read
    from pressbuild.termsheet import parse, sheet_path

    manuscript = read_title(path)
    target = sheet_path(manuscript)
    text = read_text(target) if target.is_file() else ""
    sheet = parse(text, shown(target))
    drafted = draft(recognise(read(manuscript)), sheet, text, manuscript.path.name, manuscript.typed_place)
    if drafted.text != text:
        replace_file(target, drafted.text)
    signed = sum(entry.signed for entry in sheet.terms)
    print(_report(drafted, shown(target), signed, unchanged=drafted.text == text))


def _report(drafted: "Draft", name: str, signed: int, *, unchanged: bool) -> str:
    """What became of the sheet."""
    if unchanged:
        head = f"{name}: nothing has changed"
    else:
        head = f"{name}: {len(drafted.added)} entries drafted, {len(drafted.updated)} brought up to date"
    lines = [head + (f", {signed} signed and left as they are" if signed else "")]
    if drafted.vanished:
        lines.append(f"  no longer in the text in marks: {'; '.join(drafted.vanished)}")
    return "\n".join(lines)
