"""A press's house style: the name of a house in, a `House` out. The only module that knows style.toml.

A house is a folder `styles/NAME/` with a `style.toml` and, for each edition that should look otherwise than the base
design, `web.css`, `epub.css` or `print.css`. A press folder's own house wins over a shipped one of the same name.
Unknown keys are refused, with the nearest name.
"""

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pressbuild.diagnostics import Diagnostic, Place, PressError, found
from pressbuild.document import Role
from pressbuild.press import read_text, shown, toml_error, toml_place
from pressbuild.shipped import STYLES

DEFAULT = "as-written"
MEDIA = ("web", "epub", "print")


class Table(BaseModel):
    """A table of style.toml; frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Style(Table):
    id: str
    name: str
    lang: str = Field(description="the language whose readers the house has in mind, BCP 47")
    manual: str = Field(description="the manual that the house follows, and where it departs from it")
    version: int = 1


class Marks(Table):
    """Pairs of opening and closing marks, and the apostrophe."""

    double: tuple[str, str] = ("“", "”")
    single: tuple[str, str] = ("‘", "’")
    apostrophe: str = "’"
    adjacent_gap: Annotated[str, Field(description="between two marks that touch: a hair space")] = "\u200a"


class Nesting(Table):
    order: tuple[Literal["double", "single"], ...] = ("double", "single")


class Treatment(Table):
    """How a role is set. `set`: a pair of `[marks]`, `nesting` (by depth), `written` (the kind that the author wrote,
    and `bare` where an override in the manuscript gives a role to words without marks) or `none`. `type`: the
    letters; a `written` treatment changes them only where the author wrote no marks."""

    set: Literal["double", "single", "nesting", "written", "none"] = "written"
    bare: Literal["double", "single", "nesting", "none"] = "single"
    type: Literal["roman", "italic", "small-caps", "sans"] = "roman"


WORK = Treatment(bare="none", type="italic")


class Titles(Table):
    article: Treatment = Treatment()
    book: Treatment = WORK
    headline: Treatment = Treatment()


class Roles(Table):
    scare: Treatment = Treatment()
    term: Treatment = Treatment()
    nickname: Treatment = Treatment()
    quotation: Treatment = Treatment(bare="double")
    title: Titles = Titles()
    foreign: Treatment = WORK


class Zones(Table):
    """Where other marks are set than in the text: `roles` (as in the text) or `single`."""

    headings: Literal["roles", "single"] = "roles"
    standfirst: Literal["roles", "single"] = "roles"


class Stops(Table):
    """Where a comma or full stop beside a closing mark stands: `logical` outside unless it belongs to the words,
    `as-written`. Question and exclamation marks, colons and semicolons never move."""

    placement: Literal["logical", "as-written"] = "as-written"


class Dash(Table):
    parenthetical: str = "–"
    open: Annotated[
        bool, Field(description="spaces round the parenthetical dash; the first of them does not break")
    ] = True
    range: Annotated[str, Field(description="between the figures of a range; as-written leaves it alone with “-”")] = (
        "–"
    )


class Points(Table):
    glyph: str = "…"
    before: Annotated[str, Field(description="what stands before a spaced ellipsis")] = "\u00a0"


class Notes(Table):
    """`start`: the endnotes begin on a page of their own or run on below the text."""

    start: Literal["page", "run-on"] = "page"


class House(Table):
    """A house style, whole. Source of the parameters: the manual named in `style.manual`."""

    style: Style
    marks: Marks = Marks()
    nesting: Nesting = Nesting()
    role: Roles = Roles()
    zones: Zones = Zones()
    stops: Stops = Stops()
    dash: Dash = Dash()
    ellipsis: Points = Points()
    notes: Notes = Notes()

    def treatment(self, role: Role) -> Treatment:
        """How this house sets a role; `keep` is always as written."""
        if role == "keep":
            return Treatment()
        table: Any = self.role
        for part in role.split("."):
            table = getattr(table, part)
        assert isinstance(table, Treatment)
        return table


def houses(press: Path) -> dict[str, Path]:
    """The houses that a press folder can use, by name; its own win over the shipped ones."""
    folders: dict[str, Path] = {}
    for styles in (STYLES, press / "styles"):
        if styles.is_dir():
            folders |= {f.name: f for f in sorted(styles.iterdir()) if (f / "style.toml").is_file()}
    return folders


def read_house(name: str, press: Path, place: Place | None = None) -> House:
    """The house of this name, which stands at `place`. Raises `PressError` (`house-unknown`, `house-invalid`)."""
    known = houses(press)
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"the houses are {', '.join(sorted(known))}"
        raise PressError(found("house-unknown", f"there is no house “{name}”", place, hint))
    file = known[name] / "style.toml"
    text = _text(file, press)
    try:
        return House(**tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise toml_error("house-invalid", error, _shown(file)) from None
    except ValidationError as error:
        raise PressError(*(_invalid(file, text, dict(e)) for e in error.errors())) from None


def house_css(name: str, press: Path) -> dict[str, str]:
    """What a house adds to the base design: the text of its `web.css`, `epub.css`, `print.css`, by medium."""
    files = {medium: houses(press)[name] / f"{medium}.css" for medium in MEDIA}
    return {medium: _text(file, press) for medium, file in files.items() if file.is_file()}


def _text(file: Path, press: Path) -> str:
    """A house's file, which lies in the press folder or among those that ship, after symbolic links."""
    if not any(file.resolve().is_relative_to(folder.resolve()) for folder in (press, STYLES)):
        raise PressError(found("outside-press", f"{_shown(file)} lies outside the press folder"))
    try:
        return read_text(file)
    except PressError as error:
        raise PressError(*(found("house-invalid", d.message, d.place, d.hint) for d in error.diagnostics)) from None


def _invalid(file: Path, text: str, error: dict[str, Any]) -> Diagnostic:
    """One complaint of pydantic's as a diagnostic of ours, with the nearest key where one was misspelt."""
    keys = [str(part) for part in error["loc"]]
    where = ".".join(keys)
    place = toml_place(text, _shown(file), [key for key in keys if not key.isdigit()])
    if error["type"] == "extra_forbidden":
        near = get_close_matches(keys[-1], _keys(House, keys[:-1]), n=1)
        hint = f"did you mean “{near[0]}”?" if near else ""
        return found("house-invalid", f"there is no key “{where}”", place, hint)
    return found("house-invalid", f"{where}: {error['msg']}", place)


def _keys(table: type[BaseModel], path: list[str]) -> list[str]:
    for part in path:
        field = table.model_fields.get(part)
        if field is None or not isinstance(field.annotation, type) or not issubclass(field.annotation, BaseModel):
            return []
        table = field.annotation
    return list(table.model_fields)


def _shown(file: Path) -> str:
    """A press's own file by its path, a shipped one without that of this machine."""
    return f"styles/{file.parent.name}/{file.name}" if file.is_relative_to(STYLES) else shown(file)
