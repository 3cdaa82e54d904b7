"""The program as Typer has it: each command with its arguments, options and help."""

from importlib import import_module
from typing import Annotated

import typer

from pressbuild import __version__

# The modules of this package by the commands that they have, in the order of the help.
GROUPS = {
    "building": ("all", "html", "epub", "pdf", "pamphlet"),
    "importing": ("import",),
    "checking": ("check",),
    "inspecting": ("quotes", "show"),
    "terms": ("terms",),
    "houses": ("houses", "house"),
    "doctor": ("doctor",),
}


def _version(asked: bool) -> None:
    if asked:
        print(f"pressbuild {__version__}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Turns an essay into a web page, an EPUB, a PDF to read and a pamphlet to print, fold and staple."""
    del version


def app(asked: str) -> typer.Typer:
    """The program: with a command's own group where it is known which is asked for, since to import all and describe
    them to Typer takes as long as to find the quotations of an essay; else with every command, for the help."""
    program = typer.Typer(
        name="pressbuild",
        epilog="Start with: pressbuild all essay.txt",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PRESSBUILD"},
    )
    program.callback()(_program)
    for group in [group for group, commands in GROUPS.items() if asked in commands] or GROUPS:
        import_module(f"pressbuild.cli.{group}").register(program)
    return program
