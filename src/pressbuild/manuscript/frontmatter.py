"""What a front matter and pressbuild.toml may say: plain values in, `FrontMatter` and `PressDefaults` out. Reads
pressbuild.toml.
"""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Struct

from pressbuild.diagnostics import Diagnostic, Place, PressError, found, permissible
from pressbuild.directions import is_tag
from pressbuild.manuscript import Typescript
from pressbuild.press import read_text, shown, toml_error
from pressbuild.settings.complaints import Complaint, Faulty, settled
from pressbuild.settings.tables import Table
from pressbuild.settings.tomlkeys import key_place

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
YES_OR_NO = dict.fromkeys("true yes on y t 1".split(), True) | dict.fromkeys("false no off n f 0".split(), False)
OUT = "take the line out"
PLACES = ("end", "chapter", "foot")  # where notes stand
Edition = Literal["html", "epub", "pdf", "pamphlet"]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _dated(value: Any) -> Any:
    """A date as the specifications of EPUB and Atom want it: a year, a year and month, or a day (ISO 8601)."""
    import datetime

    rest = {4: "-01-01", 7: "-01", 10: ""}.get(len(value)) if isinstance(value, str) and DATE.fullmatch(value) else None
    try:
        if rest is not None:
            datetime.date.fromisoformat(value + rest)
            return value
    except ValueError:
        raise ValueError(_no_such(value)) from None
    asked = "a date is a year, a year and month, or a day: 2026, 2026-11, 2026-11-24"
    raise ValueError(asked if isinstance(value, str) else f'write it in quotation marks: date = "{value}"')


def _no_such(date: str) -> str:
    """What is wrong with a date of the right form that no calendar has."""
    import calendar

    year, month = int(date[:4]), int(date[5:7] or "1")
    if not 1 <= month <= 12 or not year:
        return f"there is no such month as {date[:7]}: a year has the months 01 to 12"
    longest = calendar.monthrange(year, month)[1]
    return f"there is no such day as {date}: {calendar.month_name[month]} {year} has {longest} days, 01 to {longest}"


def is_isbn(text: str) -> bool:
    """Whether a text has the digits of an ISBN, ten or thirteen, with the right check digit (ISO 2108)."""
    digits = [10 if c in "xX" else int(c) for c in text if c.isdecimal() or c in "xX"]
    weights = {10: range(10, 0, -1), 13: (1, 3) * 6 + (1,)}.get(len(digits))
    modulus = 11 if len(digits) == 10 else 10
    return weights is not None and sum(d * w for d, w in zip(digits, weights, strict=True)) % modulus == 0


def _isbn(value: Any) -> Any:
    if not is_isbn(str(value)):
        raise ValueError("this is no ISBN: its check digit does not fit")
    return value


def _language(value: Any) -> Any:
    if not is_tag(str(value)):
        raise ValueError("a language is a short tag: en, en-GB, de")
    return value


def _address(value: Any) -> Any:
    if not re.fullmatch(r"https?://\S+", str(value)):
        raise ValueError("an address begins with http:// or https://")
    return value


def _code(value: Any) -> Any:
    """The code of a diagnostic that a person may allow, with its reason: `note-order because …`."""
    code, _, rest = str(value).partition(" ")
    if refused := permissible(code):
        raise ValueError(refused)
    if rest.strip() and not re.match(r"because\s+\S", rest.strip()):
        raise ValueError(f"behind “{code}” comes its reason: {code} because …")
    return value


def _yes(value: Any) -> Any:
    """YAML has its own words for true and false, and is read as texts alone."""
    return YES_OR_NO.get(value.lower(), value) if isinstance(value, str) else value


def _one_place(value: Any) -> Any:
    """Where notes stand, which is one place, and how they are numbered."""
    value = _listed(value)
    places = [place for place in PLACES if place in value] if isinstance(value, list) else []
    if len(places) > 1:
        raise ValueError(f"{' and '.join(places)} contradict each other: notes stand in one place, so keep one")
    return value


Names = Annotated[tuple[str, ...], _listed]
Settings = TypeVar("Settings", bound=Struct)


class FrontMatter(Table, frozen=True, kw_only=True):
    """The keys of the front matter, CONTRACT.md's list."""

    title: str = ""
    subtitle: str = ""
    kicker: str = ""
    standfirst: str = ""
    author: Names = ()
    translator: Names = ()
    editor: Names = ()
    date: Annotated[str, _dated] = ""
    lang: Annotated[str, _language] = "en"
    publisher: str = ""
    rights: str = ""
    licence: str = ""
    isbn: Annotated[str, _isbn] = ""
    identifier: str = ""
    description: str = ""
    subjects: Names = ()
    series: str = ""
    url: Annotated[str, _address] = ""
    house: str = ""
    terms: str = ""
    editions: Annotated[tuple[Edition, ...], _listed] = ()
    cover: str = ""
    caption: str = ""
    contributors: Names = ()
    imprint: str = ""
    price: str = ""
    printing: str = ""
    index: Literal["", "terms"] = ""
    allow: Annotated[tuple[Annotated[str, _code], ...], _listed] = ()
    notes: Annotated[tuple[Literal["", "end", "chapter", "foot", "by-section"], ...], _one_place] = ()
    toc: Annotated[bool | None, _yes] = None
    bibliography: Names = ()
    csl: str = ""


UNUSED = ("printing",)


class PressDefaults(Table, frozen=True, kw_only=True):
    """The keys of pressbuild.toml: what holds for every title of the press that does not say otherwise."""

    publisher: str = ""
    house: str = ""
    editions: tuple[Edition, ...] = ()


def read_front(typescript: Typescript) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """What a typescript's front matter says, and what of it has no effect. Raises `PressError` with a finding for each
    key that is not valid."""
    name, values = typescript.name, typescript.values

    def placed(complaint: Complaint) -> Place:
        key, *items = complaint.path
        value = values.get(str(key))
        if value is None:
            return Place(name, 1, 1)
        if items and isinstance(number := items[0], int):
            return _item(typescript, str(key), number)
        return Place(name, value.line, 1 if complaint.unknown else value.column)

    front, findings = validated(typescript.loaded, FrontMatter, placed)
    findings += tuple(
        found("front-unused", f"“{key}” has no effect in this version", Place(name, values[key].line, 1), OUT)
        for key in UNUSED
        if key in values
    )
    if front.csl and not front.bibliography:
        message = "“csl” has no effect without a bibliography"
        hint = "name the works’ file: `bibliography: works.bib`"
        findings += (found("front-unused", message, Place(name, values["csl"].line, 1), hint),)
    if "chapter" in front.notes:
        message = "“notes: chapter” has no effect: an essay has no chapters, and its notes stand at its end"
        findings += (found("front-unused", message, Place(name, values["notes"].line, 1), OUT),)
    if front.caption:
        message = f"the line “{front.caption}” is kept as `caption` and printed in no edition"
        hint = 'give it to a picture in the text: ![what it shows](file){caption="…"}'
        findings += (found("assumed", message, Place(name, values["caption"].line, values["caption"].column), hint),)
    return front, findings


def _item(typescript: Typescript, key: str, number: int) -> Place:
    """Where the n-th value of a list stands, found by the first words of those before it and its own."""
    value = typescript.values[key]
    at = sum(len(line) + 1 for line in typescript.source.split("\n")[: value.line - 1]) + value.column - 1
    said = typescript.loaded[key]
    for item in said[: number + 1] if isinstance(said, list) else []:
        word = item.partition(" ")[0]
        at = max(typescript.source.find(word, at), at)
    return Place.at(typescript.source, typescript.name, at)


def read_defaults(press: Path) -> PressDefaults:
    """pressbuild.toml of a press folder, or nothing set."""
    file = press / "pressbuild.toml"
    if not file.is_file():
        return PressDefaults()
    text = read_text(file)
    try:
        return settled(tomllib.loads(text), PressDefaults)
    except tomllib.TOMLDecodeError as error:
        raise toml_error("front-invalid", error, shown(file)) from None
    except Faulty as error:
        said = (complaint_found(c, key_place(text, shown(file), c.path)) for c in error.complaints)
        raise PressError(*said) from None


def validated(
    loaded: dict[str, Any], table: type[Settings], placed: Callable[[Complaint], Place]
) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """What was loaded, as its table has it, and a finding for each key that there is not, which a person may allow;
    `placed` gives a complaint's place. Raises `PressError` with all findings where a value is not valid."""
    known = {key: value for key, value in loaded.items() if value != ""}
    try:
        return settled(known, table), ()
    except Faulty as error:
        complaints = error.complaints
    said = [complaint_found(each, placed(each)) for each in complaints]
    said.sort(key=lambda finding: finding.place or Place("", 0, 0))
    if not all(each.unknown and len(each.path) == 1 for each in complaints):
        raise PressError(*said)
    strangers = {each.path[0] for each in complaints}
    return settled({key: value for key, value in known.items() if key not in strangers}, table), tuple(said)


def complaint_found(complaint: Complaint, place: Place) -> Diagnostic:
    """The finding for a complaint about a value."""
    code = "front-unknown-key" if complaint.unknown else "front-invalid"
    return found(code, complaint.message, place, complaint.hint)
