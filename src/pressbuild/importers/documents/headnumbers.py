"""The numbers of headings that a word processor counts and no text has: what it counts in, what is said out. Pure."""

from collections.abc import Iterable

from pressbuild.diagnostics import WARNING, Diagnostic
from pressbuild.importers.markup import short

SHOWN = 3
ROMAN = tuple(
    zip("M CM D CD C XC L XL X IX V IV I".split(), (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), strict=True)
)


def unnumbered(heads: Iterable[tuple[str, str]]) -> tuple[Diagnostic, ...]:
    """The finding that these headings, each with the number printed before it, have none in the manuscript; none where
    there are none."""
    named = [f"“{number} {short(text.strip())}”" for number, text in heads if text.strip()]
    if not named:
        return ()
    count = "a heading" if len(named) == 1 else f"{len(named)} headings"
    further = " …" if len(named) > SHOWN else ""
    message = f"the file numbers {count}, {', '.join(named[:SHOWN])}{further}: the manuscript has no such numbers"
    hint = "write them into the headings where the text speaks of them (“see 1.2”)"
    return (Diagnostic("assumed", message, None, hint, WARNING),)


def written(number: int, form: str) -> str:
    """A number in the form of `1`, `a`, `A`, `i` or `I`; behind z come aa, bb …"""
    if form in ("I", "i"):
        roman = ""
        for letters, value in ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "I" else roman.lower()
    if form in ("A", "a") and number > 0:
        letter = chr(ord(form) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    return str(number)
