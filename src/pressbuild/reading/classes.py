"""Classes that an author gives to words in braces: a span's names in, diagnostics on those that miss a role out; pure.

A press has classes of its own, for its houses' stylesheets, and they are nobody's business. One that all but spells a
role, though, was meant as one, and would be lost in silence.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Attributes, Text

ROLES = ("scare", "term", "nickname", "quote", "article", "book", "headline", "foreign", "keep", "apos")
NAMES = (*ROLES, "smallcaps")
LONG = {  # what a role is called elsewhere: in the ledger, the term sheet, the houses, other programs
    "quotation": "quote",
    "scarequote": "scare",
    "scare-quote": "scare",
    "scare-quotes": "scare",
    "apostrophe": "apos",
    "small-caps": "smallcaps",
}
DIVISIONS = ("verse", "epigraph", "dedication", "table", "bibliography")
CALLED = {  # what a division is called elsewhere
    "poem": "verse",
    "poetry": "verse",
    "verses": "verse",
    "stanza": "verse",
    "motto": "epigraph",
    "works-cited": "bibliography",
    "references": "bibliography",
}
NEAR = 0.8  # one letter of five is wrong, or two have changed places
DOTTED = re.compile(r"\]\{\s*\.([\w-]+(?:\.[\w-]+)+)\s*\}")  # which pandoc takes for text


def missed(classes: Sequence[str], place: Place | None) -> Iterator[Diagnostic]:
    """Classes of a span that were meant for a role."""
    for name in classes:
        if name not in NAMES and (near := nearest(name)):
            yield found("class-unknown", f"the class .{name} gives no role", place, f"did you mean “.{near}”?")


def missed_divisions(classes: Sequence[str], place: Place | None) -> Iterator[Diagnostic]:
    """Classes of a division that were meant for one of those that the editions know."""
    if not {*classes} & {*DIVISIONS}:
        for name in classes:
            if near := nearest_division(name):
                message = f"the division “{name}” is none that the editions know: its lines run together"
                yield found("class-unknown", message, place, f"did you mean “::: {near}”?")


def nearest_division(name: str) -> str:
    """The division that a class is called elsewhere or all but spells; empty where it is near to none."""
    small = name.lower()
    if small in DIVISIONS or small in CALLED:
        return CALLED.get(small, small)
    return next(iter(get_close_matches(small, DIVISIONS, n=1, cutoff=NEAR)), "")


def dotted(text: Text) -> Iterator[Diagnostic]:
    """Braces such as `{.title.book}`, which stand in the text as they were typed."""
    for match in DOTTED.finditer(text.value) if "]{" in text.value else ():
        names = match[1].split(".")
        if near := next(filter(None, map(nearest, reversed(names))), ""):
            place = text.place.right(match.start() + 1) if text.place else None
            message = f"the braces {match[0][1:]} stand in the text as they were typed"
            yield found("class-unknown", message, place, f"did you mean “{{.{near}}}”?")


def idle(role: str, attributes: Attributes, place: Place | None) -> Iterator[Diagnostic]:
    """What only a quotation may say, said of words without a role."""
    if role in ("", "apos"):
        for said in (
            f"first={attributes.first}" if attributes.first else "",
            "style=none" if attributes.style == "none" else "",
        ):
            if said:
                hint = "give the words a role as well, `{.scare " + said + "}`"
                yield found("attribute-unused", f"{said} has no effect on words without a role", place, hint)


def nearest(name: str) -> str:
    """The role that a class is, is called elsewhere or all but spells; empty where it is near to none."""
    small = name.lower()
    if small in NAMES or small in LONG:
        return LONG.get(small, small)
    turned = (role for role in NAMES if sorted(role) == sorted(small))
    return next(iter((*get_close_matches(small, NAMES, n=1, cutoff=NEAR), *turned)), "")
