"""The term sheet: a manuscript in, a `TermSheet` out. The only module that knows the shape of ESSAY.terms.toml.

A copy-editor's style sheet that is data: an entry a term, each with what an editor has decided and signed. It lies
beside the manuscript, or where the front matter's `terms` says, inside the press folder. Unknown keys are refused, with
the nearest name.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.manuscript import Manuscript
from pressbuild.manuscript.composed import composed
from pressbuild.press import inside, read_text, sheet_beside, shown, toml_error
from pressbuild.settings import tables
from pressbuild.settings.complaints import Faulty, settled
from pressbuild.settings.tables import Table, says
from pressbuild.settings.tomlkeys import key_place

TermRole = Literal["scare", "term", "nickname", "quotation", "title.article", "title.book", "title.headline", "foreign"]
Where = Literal["front", "body", "notes", "heading"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Except(Table, frozen=True, kw_only=True):
    """A place where the entry does not hold: a use that stands within or right beside these words."""

    near: Annotated[str, Meta(min_length=1), says("words of the same block that hold the use or touch it")]


class Seen(Table, frozen=True, kw_only=True):
    """What the program saw when it wrote the entry; it reads `role` again to tell an editor's choice from its own."""

    quoted: int
    bare: int = 0
    first: str = ""
    role: TermRole = "scare"
    code: str = ""


class Term(Table, frozen=True, kw_only=True):
    """An entry. It holds where it is signed; until then it is a draft."""

    match: Annotated[
        tuple[Annotated[str, Meta(min_length=1)], ...],
        _listed,
        Meta(min_length=1),
        says("the term's forms, without marks; plural and possessive need no form"),
    ]
    case: Annotated[
        Literal["smart", "exact"],
        says("smart: a sentence's capital, plural and possessive fold; exact: the very words"),
    ] = "smart"
    role: Annotated[TermRole | None, says("what the term is; without it, what the rules say")] = None
    policy: Annotated[
        Literal["house", "always", "never", "first", "keep", "replace"],
        says("house: as the house has it; keep: the author's own marks; replace: other words"),
    ] = "house"
    replace: Annotated[str, says("the words that stand instead, without marks")] = ""
    bare: Annotated[Literal["leave", "mark"], says("mark: a use without marks is marked as the others are")] = "leave"
    scope: Annotated[
        Literal["work", "section"] | None,
        says("where first uses are counted anew: with the work or with each section; without it, the house's"),
    ] = None
    where: Annotated[tuple[Where, ...], _listed, says("where it holds; without it, everywhere")] = ()
    exceptions: tuple[Except, ...] = field(default=(), name="except")
    note: Annotated[str, says("for those who come after")] = ""
    signed: bool = False
    seen: Seen | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it says nothing but what the program wrote."""
        silent = Term(match=self.match, role=self.role, seen=self.seen, case=self.case)
        return self.seen is not None and self.role in (None, self.seen.role) and self == silent

    def __post_init__(self) -> None:
        if (self.policy == "replace") != bool(self.replace):
            raise ValueError('policy = "replace" and the words of `replace` go together')


class Sheet(Table, frozen=True, kw_only=True):
    """The whole file."""

    term: tuple[Term, ...] = ()


class TermSheet(Struct, frozen=True):
    """A term sheet as read: how messages call the file, its entries, and the place of each."""

    name: str = ""
    terms: tuple[Term, ...] = ()
    places: tuple[Place, ...] = ()

    def placed(self) -> tuple[Place | None, ...]:
        """The place of each entry; a sheet that was not read from a file has none."""
        return self.places if len(self.places) == len(self.terms) else (None,) * len(self.terms)


NONE = TermSheet()


def sheet_path(manuscript: Manuscript) -> Path:
    """Where a manuscript's term sheet lies or would lie. Raises `PressError` (`outside-press`)."""
    named, own = manuscript.front.terms, sheet_beside(manuscript.path)
    if not named and not own.is_symlink():
        return own
    return inside(manuscript.press, own.parent, named or own.name, manuscript.place("terms"))


def read_terms(manuscript: Manuscript) -> TermSheet:
    """The term sheet of a manuscript; an empty one where there is none. Raises `PressError` (`not-found` for one that
    the front matter names, `terms-invalid`)."""
    path = sheet_path(manuscript)
    if path.is_file():
        return parse(read_text(path), shown(path))
    if manuscript.front.terms:
        message, hint = f"there is no term sheet {shown(path)}", "`pressbuild terms --write` drafts it"
        raise PressError(found("not-found", message, manuscript.place("terms"), hint))
    return NONE


def parse(text: str, name: str) -> TermSheet:
    """The term sheet of a file's text, its letters composed as a manuscript's are. Raises `PressError`
    (`terms-invalid`)."""
    try:
        sheet = settled(tomllib.loads(composed(text)[0]), Sheet)
    except tomllib.TOMLDecodeError as error:
        raise toml_error("terms-invalid", error, name) from None
    except Faulty as error:
        said = (found("terms-invalid", c.message, key_place(text, name, c.path), c.hint) for c in error.complaints)
        raise PressError(*said) from None
    places = tuple(key_place(text, name, ("term", number)) for number in range(len(sheet.term)))
    whole = TermSheet(name, sheet.term, places)
    _refuse_twins(whole)
    return whole


def schema() -> dict[str, Any]:
    """The JSON schema of a term sheet, for editors."""
    return tables.schema(Sheet, "the term sheet of a manuscript of pressbuild")


# --- complaints ----------------------------------------------------------------------------------------------------


def _refuse_twins(sheet: TermSheet) -> None:
    """One form has one entry."""
    owners: dict[tuple[str, str], int] = {}
    placed = sheet.placed()
    for index, term in enumerate(sheet.terms):
        for form in term.match:
            first = owners.setdefault((term.case, form), index)
            if first != index:
                earlier = placed[first]
                where = f" in line {earlier.line}" if earlier else ""
                raise PressError(
                    found(
                        "terms-invalid", f"“{form}” has an entry{where} already", placed[index], "keep one of the two"
                    )
                )
