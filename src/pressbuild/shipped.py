"""Where the folders that ship with the program are: a name in, a `Path` out.

In an installed package they stand beside the modules, in a checkout at the top of the repository.
"""

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
