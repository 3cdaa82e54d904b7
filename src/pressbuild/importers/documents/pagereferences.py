"""The numbers of pages that a text names (“see page 12”): what fields show in, what is to be said out. Pure."""

from collections.abc import Sequence

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.markup import short

SHOWN = 3
HINT = "name the section or the note instead, or link to it: [the part below](#its-id)"


def of_pages(named: Sequence[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """The finding that these figures, each with the words among which it stands, are the pages of the file: an edition
    has its own, so they say something false there. None where there are none."""
    shown = [f"“{figure.strip()}” in “{short(near.strip())}”" for figure, near in named if figure.strip()]
    if not shown:
        return ()
    count = "a page’s number is" if len(shown) == 1 else f"{len(shown)} pages’ numbers are"
    further = " …" if len(shown) > SHOWN else ""
    message = f"{count} kept as text, {', '.join(shown[:SHOWN])}{further}: editions have pages of their own"
    return (Diagnostic("assumed", message, None, HINT, WARNING),)
