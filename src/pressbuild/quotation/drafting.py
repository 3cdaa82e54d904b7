"""Drafts of a term sheet: a work's terms and the sheet's text in, the sheet's new text out. Pure.

The first draft has an entry for every term. Later ones add what is new and bring up to date what the program itself
wrote; what a person signed or changed, every comment and the order of entries stay. Nothing is ever deleted: what is no
longer in the text is reported, and whoever signed it takes it out.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import tomlkit
from msgspec import Struct
from msgspec.structs import replace
from tomlkit.items import AoT, InlineTable

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.document import Document, Quote
from pressbuild.quotation.concordance import Term, concordance
from pressbuild.quotation.lexicon import Lexicon, lexicon
from pressbuild.termsheet import TermSheet
from pressbuild.tree import everything, plain, walk

HEAD = """\
The terms of {name}, drafted by `pressbuild terms --write`; docs/terms.md explains the keys.
An entry holds once it says `signed = true`. `seen` is the program's own and is brought up to date
until then: how often the term is quoted and bare, its first place, its role and the reason for it."""


class Draft(Struct, frozen=True):
    """A sheet's new text, and the terms that came into it, that were brought up to date, and that the text no longer
    holds in marks."""

    text: str
    added: tuple[str, ...]
    updated: tuple[str, ...]
    vanished: tuple[str, ...]


def draft(
    document: Document, sheet: TermSheet, text: str, name: str, typed: Callable[[Place], Place] = replace
) -> Draft:
    """The draft for a manuscript of this name, by what the rules alone recognised in it. `text` is that of the sheet
    so far, empty where there is none; `typed` says where in a file a place is. Raises `PressError` for a sheet to
    which nothing can be added."""
    terms = [_placed(term, typed) for term in concordance(document)]
    whole = tomlkit.parse(text) if text.strip() else _headed(name)
    entries: Any = whole.get("term", [])
    if sheet.terms and not isinstance(entries, AoT):
        hint = "write each entry as a table of its own: [[term]]"
        raise PressError(found("terms-invalid", "the entries stand in one array", hint=hint))
    known = lexicon(sheet, drafts=True)
    owned = _owned(terms, known)
    updated = tuple(_updated(entries, sheet, owned))
    here = {id(known.entry(words)) for words in _quoted(document)}
    new = [term for term in terms if known.entry(term.term) is None]
    made = tomlkit.dumps(whole)
    return Draft(
        "\n".join([made.rstrip("\n") + "\n", *(tomlkit.dumps(_entry(term)) for term in new)]) if new else made,
        tuple(term.term for term in new),
        updated,
        tuple(entry.match[0] for entry in sheet.terms if id(entry) not in here),
    )


def _placed(term: Term, typed: Callable[[Place], Place]) -> Term:
    uses = (replace(use, place=typed(use.place)) if use.place else use for use in term.quoted)
    return replace(term, quoted=tuple(uses))


def _quoted(document: Document) -> Iterator[str]:
    return (plain(node.children) for node in walk(everything(document)) if isinstance(node, Quote))


def _headed(name: str) -> tomlkit.TOMLDocument:
    whole = tomlkit.document()
    for line in HEAD.format(name=name).split("\n"):
        whole.add(tomlkit.comment(line))
    return whole


def _owned(terms: Iterable[Term], known: Lexicon) -> dict[int, list[Term]]:
    """The terms that each entry is about, by the entry's identity."""
    owned: dict[int, list[Term]] = {}
    for term in terms:
        entry = known.entry(term.term)
        if entry is not None:
            owned.setdefault(id(entry), []).append(term)
    return owned


def _updated(entries: Iterable[Any], sheet: TermSheet, owned: dict[int, list[Term]]) -> Iterator[str]:
    """Brings up to date what the program itself wrote, in entries that nobody has signed; yields those that changed.
    A role that is not the one that the program saw is a person's."""
    for table, entry in zip(entries, sheet.terms, strict=True):
        if entry.signed or entry.seen is None:
            continue
        terms = owned.get(id(entry), [])
        values: dict[str, Any] = {"seen": _seen(terms) if terms else {**table["seen"].unwrap(), "quoted": 0}}
        if terms and entry.role == entry.seen.role:
            values["role"] = terms[0].role
        changed = {key: value for key, value in values.items() if table[key].unwrap() != value}
        for key, value in changed.items():
            table[key] = _inline(value) if key == "seen" else value
        if changed:
            yield entry.match[0]


def _entry(term: Term) -> tomlkit.TOMLDocument:
    """A document of one entry."""
    table = tomlkit.table()
    values = {"match": [term.term], "role": term.role, "policy": "house", "signed": False}
    for key, value in values.items():
        table[key] = value
    table["seen"] = _inline(_seen([term]))
    entries = tomlkit.aot()
    entries.append(table)
    whole = tomlkit.document()
    whole["term"] = entries
    return whole


def _seen(terms: list[Term]) -> dict[str, Any]:
    """What the program saw of the terms that one entry is about."""
    first, place = terms[0], terms[0].quoted[0].place
    quoted, bare = sum(len(term.quoted) for term in terms), sum(len(term.bare) for term in terms)
    where = {"first": f"{place.line}:{place.column}"} if place else {}
    return {"quoted": quoted, "bare": bare, **where, "role": first.role, "code": first.code}


def _inline(values: dict[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table
