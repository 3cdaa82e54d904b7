"""The commands about houses: `houses`, `house`."""

from pathlib import Path
from typing import Annotated

import typer

from pressbuild.cli.printing import as_table
from pressbuild.diagnostics import PressError, found
from pressbuild.press import press_folder, shown


def register(app: typer.Typer) -> None:
    app.command("houses")(houses)
    app.command("house")(house)


def houses() -> None:
    """List the houses that this press can use: those that ship and its own, each with the manual that it follows."""
    from pressbuild.cli.housebook import first_sentence
    from pressbuild.house import houses as known
    from pressbuild.house import read_house

    press = _press()
    found_houses = {name: read_house(name, press) for name in sorted(known(press))}
    rows = [[name, one.style.lang, first_sentence(one.style.manual)] for name, one in found_houses.items()]
    print(as_table(rows))


def house(
    name: Annotated[str, typer.Argument(help="A house to show.")] = "",
    new: Annotated[str, typer.Option("--new", metavar="NAME", help="Make a house of the press's own.")] = "",
    start: Annotated[str, typer.Option("--from", metavar="NAME", help="The house that a new one starts from.")] = "",
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of style.toml.")] = False,
) -> None:
    """Show a house: what it says and a specimen paragraph set in it; or make one, or print the schema for editors."""
    from pressbuild.cli import housebook
    from pressbuild.house import DEFAULT, copy_house, house_says, read_house

    if schema:
        print(housebook.schema())
    elif new:
        print(f"{shown(copy_house(new, start or DEFAULT, _press()))} is yours to change")
    elif name:
        press = _press()
        one = read_house(name, press)
        print(f"{one.style.name}: {housebook.parameters(house_says(name, press))}\n\n{housebook.specimen(one)}")
    else:
        raise PressError(found("usage", "which house?", hint="pressbuild houses lists them"))


def _press() -> Path:
    return press_folder(Path.cwd() / "any")
