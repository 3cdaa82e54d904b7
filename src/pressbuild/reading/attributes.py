"""Attributes that an author may write in braces: pandoc's `[id, classes, pairs]` in, `Attributes` out; pure.

pandoc lets any attribute through (`[x]{onclick=…}`); the allow-list is ours (CONTRACT.md, "Manuscript syntax").
"""

import re
from typing import Any

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.directions import is_tag
from pressbuild.document import Attributes

ALLOWED = ("lang", "dir", "cite", "width", "alt", "caption", "first")
OURS = ("wrapper", "data-pos", "startFrom")
RESERVED = frozenset({"visually-hidden", "noteref", "backlink", "notes", "unreferred-label", "contents-link"})
GENERATED = re.compile(
    r"""(author|colophon|contents|cover|file|index|item|kicker|landmarks|nav|note|notes|page|pages|part|ref|section|standfirst
    |subtitle|term|text|title|toc|work)(-.*)?
    |back-(author|cover|title)|blurb|imprint|(opening|closing)-mark|sunk-.*""",
    re.VERBOSE,
)
CLASSES = frozenset(  # what the program's own elements carry and its stylesheets set
    """address airy at-page author back before between-noterefs bottom brevier broken calling chapter chapter-end
    chapters colophon contents contents-heading cover crowded dense device-close device-open device-pair endless
    facts file footnote footnote-number front full helper identity index indexed kicker letter-end level-2 level-3
    level-4 level-5 level-6 line locator long made medium middle minion missing-picture next notes-heading
    of-chapter opens-notes own-page part press price run-on scrolling section-1 section-2 section-3 section-4
    section-5 short skip small standfirst subtitle svg text title title-page together turned unbroken unreferred way
    with-notes without-notes work works""".split()
)
WIDTH = ("%", "mm", "cm", "em")


def allowed(attributes: list[Any], place: Place | None) -> tuple[Attributes, dict[str, str], tuple[Diagnostic, ...]]:
    """The attributes of an element, all its pairs by name, and a diagnostic for each that is refused."""
    identifier, classes, pairs = attributes
    named = {key: value for key, value in pairs if key not in OURS}
    findings = [_refused(key, place) for key in named if key not in ALLOWED and key != "style"]
    findings += [_refused(f".{name}", place) for name in classes if name in RESERVED]
    if named.get("style", "none") != "none":
        findings.append(_refused(f'style="{named["style"]}"', place))
    if "width" in named and not _is_width(named["width"]):
        findings.append(_refused(f'width="{named["width"]}"', place))
    if named.get("lang") and not is_tag(named["lang"]):
        findings.append(_refused(f'lang="{named["lang"]}"', place))
    if named.get("dir", "ltr") not in ("ltr", "rtl", "auto"):
        findings.append(_refused(f'dir="{named["dir"]}"', place))
    kept = {key: named.get(key, "") for key in ("lang", "dir", "cite", "width", "caption", "first", "style")}
    return (
        Attributes(anchor(identifier), tuple(map(_classed, (c for c in classes if c not in RESERVED))), **kept),
        named,
        tuple(findings),
    )


def anchor(identifier: str) -> str:
    """An author's id as it stands in every edition: its own, unless it could meet one that the program generates."""
    return f"author-{identifier}" if GENERATED.fullmatch(identifier) else identifier


def _classed(name: str) -> str:
    """An author's class as it stands in every edition: its own, unless the program sets elements of its own by it."""
    return f"author-{name}" if name in CLASSES else name


def _is_width(value: str) -> bool:
    for unit in WIDTH:
        number = value.removesuffix(unit)
        if number != value and number.replace(".", "", 1).isdigit():
            return True
    return False


def _refused(what: str, place: Place | None) -> Diagnostic:
    hint = "an element may carry an id, classes and lang, dir, cite, width (50%, 30mm), alt, caption, first, style=none"
    return found("attribute-refused", f"the attribute {what} is not allowed in a manuscript", place, hint)
