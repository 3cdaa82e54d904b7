"""The command that looks at the machine: `doctor`."""

import shutil
import sys
from collections.abc import Callable

import typer
from msgspec import Struct

from pressbuild.diagnostics import PressError


class Need(Struct, frozen=True):
    """Something that the program needs: its name, what for, how to see whether it is there (a version or an error),
    what mends it, and whether the program does without."""

    name: str
    purpose: str
    ask: Callable[[], str]
    mend: str
    optional: bool = False


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor() -> None:
    """Say what this machine has and lacks, and the one command that mends it."""
    missing = []
    for need in _needs():
        try:
            print(f"  ok       {need.name}: {need.ask()}")
        except (PressError, OSError, ImportError, LookupError) as error:
            kind = "optional" if need.optional else "missing"
            reason = str(error).partition("\n")[0]
            print(f"  {kind:<8} {need.name}, for {need.purpose}: {reason}")
            missing.append(need)
    if missing:
        print("\nTo mend it:", *sorted({need.mend for need in missing}), sep="\n  ")
    if any(not need.optional for need in missing):
        raise typer.Exit(3)


def _needs() -> tuple[Need, ...]:
    pango = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    return (
        Need("Python", "everything", lambda: sys.version.split()[0], ""),
        Need("pandoc", "reading manuscripts", _pandoc, "pip install pypandoc_binary"),
        Need("Pango and HarfBuzz", "the PDF, the pamphlet and the cover", _pango, pango),
        Need("HarfBuzz-Subset", "small PDFs, quickly made", _subset, pango, optional=True),
        Need("the houses and fonts", "every edition", _shipped, "pip install --force-reinstall pressbuild"),
        Need("Java", "checking EPUBs with EPUBCheck", _java, "apt-get install -y default-jre-headless", optional=True),
    )


def _pandoc() -> str:
    from pressbuild.pandoc import version

    return version()


def _pango() -> str:
    from pressbuild.binders.typesetter import warm
    from pressbuild.build.inputs import versions

    warm()
    return f"Pango {versions()['pango']}, HarfBuzz {versions()['harfbuzz']}"


def _subset() -> str:
    import ctypes

    ctypes.CDLL("libharfbuzz-subset.so.0")
    return "found"


def _shipped() -> str:
    from pathlib import Path

    from pressbuild.house import houses
    from pressbuild.shipped import FONTS

    names = sorted(houses(Path()))
    if not names or not any(FONTS.glob("*.ttf")):
        raise LookupError("the shipped folders are not there")
    return ", ".join(names)


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise LookupError("there is no java on the path")
    return java
