"""Where the folders that ship with the program are: a name in, a `Path` out; and from which folders a house is made.

In an installed package they stand beside the modules, in a checkout at the top of the repository.
"""

import tomllib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent


def shipped(name: str) -> Path:
    """The shipped folder `styles` or `specimen`."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else CHECKOUT / {"specimen": "manuscript"}.get(name, name)


STYLES = shipped("styles")
FONTS = STYLES / "fonts"
TEMPLATES = PACKAGE / "templates"
# What each code means: beside the modules in an installed package, in a checkout with the other documentation.
DIAGNOSTICS = CHECKOUT / "docs" / "diagnostics.md" if STYLES.parent == CHECKOUT else PACKAGE / "diagnostics.md"


@cache
def coverage() -> frozenset[int]:
    """The code points that one of the bundled fonts has."""
    return _points("coverage.txt")


@cache
def rarer() -> frozenset[int]:
    """Those of them that the fonts for the screen have in files of their own."""
    return _points("rarer.txt")


def _points(name: str) -> frozenset[int]:
    return frozenset(point for first, last in ranges(name) for point in range(int(first, 16), int(last, 16) + 1))


def ranges(name: str) -> list[list[str]]:
    """The ranges of code points that a list beside the fonts has: first and last, in hexadecimal figures."""
    return [line.split("-") for line in (FONTS / name).read_text(encoding="ascii").split()]


def lineage(name: str, press: Path) -> tuple[Path, ...]:
    """The folders of a house: its own, then that of the house which it extends, and so on. A press's own folder wins
    over a shipped one of its name, which it may extend; a chain that leads round or nowhere ends there."""
    folders: list[Path] = []
    while name:
        homes = [home / name for home in (press / "styles", STYLES) if (home / name / "style.toml").is_file()]
        folder = next((home for home in homes if home not in folders), None)
        if folder is None:
            break
        folders.append(folder)
        name = extended(folder)
    return tuple(folders)


def extended(folder: Path) -> str:
    """The name of the house that a house's folder extends, if any."""
    try:
        style = tomllib.loads((folder / "style.toml").read_text(encoding="utf-8")).get("style", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""  # who reads the house says what is wrong
    parent = style.get("extends", "") if isinstance(style, dict) else ""
    return parent if isinstance(parent, str) else ""
