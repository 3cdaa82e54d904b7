"""Dashes that stand close to a word on one side alone: `Copy` in, findings out. Pure.

Houses set a dash between spaces or without any (Chicago 6.85, New Hart's Rules 4.11), and none on one side.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import MANNER, Copy
from pressbuild.rules.prosewords import BEGIN
from pressbuild.transforms.typography import RAYA, rules_of

WAITING = "and|or|to|but|und|oder|bis|et|ou|e|o|en|of"  # behind the first part of a compound
ONE_SIDED = lazily(
    r"(?<=[^\W_]|[,;:)]) (?P<close>[–—])(?=[^\W\d_]{2})"
    rf"|(?<![^\W_])[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]+(?P<far>[–—]) (?!(?:{WAITING})\b)(?=[a-zß-öø-ÿ])"
)

# A typewriter's dash that no house is sure of. Behind a word that names options, and before one that no words of a
# sentence follow, it may begin an option of a program: run with --quiet.
LEFT = lazily(
    r"(?:(?<=\d)|(?<=[^\W_]{2})|(?<=[,;:)\]’”]))(?P<far>--)(?=\s+[^\W_])"
    r"|(?<=[\w,;:.?!…)\]’”]\s)(?<!\b(?:with|from|pass|uses|call|flag)\s)(?<!\b(?:add|and|the|use|run|set|try)\s)"
    r"(?<!\b(?:option|switch)\s)(?<!\b(?:by|or|of|as|is)\s)"
    r"(?P<close>--)(?=[\d“‘«\"]|[^\W\d_]{2,}(?:,?\s[^\W\d_]+){2})"
)
TYPED = "; write – or —, for nothing makes a dash of these hyphens; an option of a program is code: `--quiet`"

CALL = lazily(r" \[\^[^\]\s]+\]$")
# A typewriter's hyphens round an insertion: the boat -a small one- sank. No option -v, no pre- and post-war.
HYPHENS = lazily(r"(?<=[^\W_]) -(?=(?P<first>[a-z]+) [^-–—.;:!?()]{0,60}?[a-z]{3,}- [a-z]{2})")


def dash_one_sided(copy: Copy) -> Iterator[Diagnostic]:
    """A dash with a space on one side. Names that are cut short (D— in Kent), speech that breaks off, and compounds
    that wait for their second part (pre– and post-war) are left alone; many such dashes are one finding."""
    slips: list[tuple[str, Place | None]] = []
    for passage in copy.passages:
        if passage.kind == "verse" or ("–" not in passage.text and "—" not in passage.text):
            continue
        for match in ONE_SIDED.finditer(passage.text):
            if (passage.language(match.start()) or copy.language) in RAYA:
                continue
            sign, where = ("close", "before") if match["close"] else ("far", "behind")
            place = passage.at(match.start(sign))
            if not (match["close"] and _behind_call(copy, place)):
                slips.append((f"a space stands {where} the dash alone", place))
    slips += _hyphens(copy)
    typed = [*_typed(copy)]
    hint = "set it on both sides, or on neither" + (TYPED if typed and not slips else "")
    slips += typed
    if len(slips) <= MANNER:
        for message, place in slips:
            yield found("dash-one-sided", message, place, hint)
    else:
        yield found("dash-one-sided", f"{len(slips)} dashes have a space on one side alone", slips[0][1], hint)


def _behind_call(copy: Copy, place: Place | None) -> bool:
    """Whether a note’s call stands right before a dash: of the space before the call `note-spaced` speaks."""
    return place is not None and CALL.search(copy.lines[place.line - 1][: place.column - 1]) is not None


def _typed(copy: Copy) -> Iterator[tuple[str, Place | None]]:
    """A typewriter's dashes that no house makes dashes of."""
    rules = [rule for rule in rules_of(copy.language) if rule.signs in (("-",), ("--",))]
    for passage in copy.passages:
        if "--" not in passage.text or not LEFT.search(passage.text):
            continue
        set_anew = [match.span() for rule in rules for match in rule.pattern.finditer(passage.text)]
        for match in LEFT.finditer(passage.text):
            at = match.start("close" if match["close"] else "far")
            if not passage.kept(at) and not any(start <= at < end for start, end in set_anew):
                where = "before" if match["close"] else "behind"
                yield f"a space stands {where} the dash alone, and -- is printed as it is", passage.at(at)


def _hyphens(copy: Copy) -> Iterator[tuple[str, Place | None]]:
    """Hyphens that stand for dashes, on either side of words of a sentence."""
    for passage in copy.passages:
        for match in HYPHENS.finditer(passage.text) if " -" in passage.text and "- " in passage.text else ():
            if match["first"] in BEGIN:
                message = "hyphens stand for dashes round an insertion, each with a space on one side alone"
                yield message, passage.at(match.end() - 1)
