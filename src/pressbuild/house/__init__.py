"""A press's house style: the name of a house in, a `House` out. The only module that knows style.toml.

A house is a folder `styles/NAME/` with a `style.toml` and, for each edition that should look otherwise than the base
design, `web.css`, `epub.css` or `print.css`. A press folder's own house wins over a shipped one of the same name.
Unknown keys are refused, with the nearest name. What a house may say is in `schema`.
"""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pressbuild.diagnostics import Place, PressError, found
from pressbuild.house.schema import (
    Dash,
    House,
    Marks,
    MarksName,
    Notes,
    Points,
    RoleStyle,
    Safety,
    Scare,
    Spaces,
    Stops,
    Style,
    Treatment,
)
from pressbuild.press import read_text, shown, toml_error
from pressbuild.settings.complaints import Faulty, settled
from pressbuild.settings.tomlkeys import key_place
from pressbuild.shipped import STYLES, lineage

DEFAULT = "as-written"
MEDIA = ("web", "epub", "print")
OWN = ("id", "name", "extends")  # of its style, what no house takes from another

__all__ = [
    "DEFAULT",
    "MEDIA",
    "Dash",
    "House",
    "Marks",
    "MarksName",
    "Notes",
    "Points",
    "RoleStyle",
    "Safety",
    "Scare",
    "Spaces",
    "Stops",
    "Style",
    "Treatment",
    "copy_house",
    "house_css",
    "house_says",
    "houses",
    "read_house",
]


def houses(press: Path) -> dict[str, Path]:
    """The houses that a press folder can use, by name; its own win over the shipped ones."""
    folders: dict[str, Path] = {}
    for styles in (STYLES, press / "styles"):
        if styles.is_dir():
            folders |= {f.name: f for f in sorted(styles.iterdir()) if (f / "style.toml").is_file()}
    return folders


def read_house(name: str, press: Path, place: Place | None = None) -> House:
    """The house of this name, which stands at `place`. Raises `PressError` (`house-unknown`, `house-invalid`)."""
    return _read(name, press, place)[0]


def house_says(name: str, press: Path) -> dict[str, Any]:
    """The tables of a house as its style.toml and those that it extends have them, without defaults. Raises as
    `read_house`."""
    return _read(name, press, None)[1]


def _read(name: str, press: Path, place: Place | None) -> tuple[House, dict[str, Any]]:
    known = houses(press)
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"the houses are {', '.join(sorted(known))}"
        raise PressError(found("house-unknown", f"there is no house “{name}”", place, hint))
    folders = lineage(name, press)
    said: dict[str, Any] = {}
    for folder in reversed(folders):
        file = folder / "style.toml"
        text = _text(file, press)
        try:
            said = _over(said, tomllib.loads(text))
            house = settled(said, House)
        except tomllib.TOMLDecodeError as error:
            raise toml_error("house-invalid", error, _shown(file)) from None
        except Faulty as error:
            faults = ((c, key_place(text, _shown(file), c.path)) for c in error.complaints)
            raise PressError(*(found("house-invalid", c.message, at, c.hint) for c, at in faults)) from None
        if house.style.extends and folder == folders[-1]:
            place = key_place(text, _shown(file), ("style", "extends"))
            message = f"there is no house “{house.style.extends}” to extend, or it extends this one"
            raise PressError(found("house-invalid", message, place))
        if folder != folders[0]:
            said["style"] = {key: value for key, value in said["style"].items() if key not in OWN}
    return house, said


def house_css(name: str, press: Path) -> dict[str, str]:
    """What a house adds to the base design: its figures, and the text of its `web.css`, `epub.css`, `print.css`, by
    medium."""
    style = read_house(name, press).numerals.style
    figures = f"html, body {{ font-variant-numeric: {style}-nums }}\n" if style else ""
    texts = dict.fromkeys(MEDIA, figures)
    for folder in reversed(lineage(name, press)):
        files = {medium: folder / f"{medium}.css" for medium in MEDIA}
        texts |= {medium: texts[medium] + _text(file, press) for medium, file in files.items() if file.is_file()}
    return {medium: text for medium, text in texts.items() if text}


def _over(tables: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A house's tables with another's laid over them, key by key."""
    both = dict(tables)
    for key, value in own.items():
        below = both.get(key)
        both[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return both


def copy_house(name: str, start: str, press: Path) -> Path:
    """Copies a house's folder to the press's `styles/NAME/` under its new name, and gives that folder. Raises
    `PressError` (`usage`, `house-unknown`, `exists`, `not-writable`)."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise PressError(found("usage", f"“{name}” is no name for a house", hint="small letters, figures and hyphens"))
    read_house(start, press)
    folder = press / "styles" / name
    if folder.exists():
        raise PressError(found("exists", f"{shown(folder)} is there already"))
    files = {path.name: path for path in houses(press)[start].iterdir() if path.suffix in {".toml", ".css"}}
    texts = {file: _text(path, press) for file, path in files.items()}
    texts["style.toml"] = _renamed(texts["style.toml"], name)
    try:
        folder.mkdir(parents=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise PressError(found("not-writable", f"{shown(folder)} cannot be written: {error.strerror}")) from None
    return folder


def _renamed(text: str, name: str) -> str:
    """A style.toml under another name, its comments and layout as they were."""
    import tomlkit

    tables: Any = tomlkit.parse(text)
    for key in ("id", "name"):
        tables["style"][key] = name
    return tomlkit.dumps(tables)


def _text(file: Path, press: Path) -> str:
    """A house's file, which lies in the press folder or among those that ship, after symbolic links."""
    if not any(file.resolve().is_relative_to(folder.resolve()) for folder in (press, STYLES)):
        raise PressError(found("outside-press", f"{_shown(file)} lies outside the press folder"))
    try:
        return read_text(file)
    except PressError as error:
        raise PressError(*(found("house-invalid", d.message, d.place, d.hint) for d in error.diagnostics)) from None


def _shown(file: Path) -> str:
    """A press's own file by its path, a shipped one without that of this machine."""
    return f"styles/{file.parent.name}/{file.name}" if file.is_relative_to(STYLES) else shown(file)
