"""Page shells and base stylesheets: a template's name and values in, text out. Jinja2 with autoescape on.

A shell marks with `<slot name="…"/>` where `grafting` puts elements.
"""

from functools import cache
from typing import TYPE_CHECKING

from pressbuild.shipped import TEMPLATES

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # the typesetter's process fills no template

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(name: str, **values: object) -> str:
    """A template filled with values; every value is escaped."""
    return _environment().get_template(name).render(**values)


@cache
def stylesheet(name: str) -> str:
    """The text of a stylesheet, drawing or script in this folder."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
