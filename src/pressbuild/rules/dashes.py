"""Dashes that stand close to a word on one side alone: `Copy` in, findings out. Pure.

Houses set a dash between spaces or without any (Chicago 6.85, New Hart's Rules 4.11), and none on one side.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.patterns import lazily
from pressbuild.rules.copy import MANNER, Copy
from pressbuild.rules.prosewords import BEGIN

# An insertion –so– is set thus in Spanish and its neighbours, and speech may begin so.
RAYA = frozenset({"ast", "ca", "es", "eu", "gl", "pt", "ro"})
WAITING = "and|or|to|but|und|oder|bis|et|ou|e|o|en|of"  # behind the first part of a compound
ONE_SIDED = lazily(
    r"(?<=[^\W_]|[,;:)]) (?P<close>[–—])(?=[^\W\d_]{2})"
    rf"|(?<![^\W_])[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]+(?P<far>[–—]) (?!(?:{WAITING})\b)(?=[a-zß-öø-ÿ])"
)

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
            sign = "close" if match["close"] else "far"
            slips.append(
                (
                    f"a space stands {'before' if match['close'] else 'behind'} the dash alone",
                    passage.at(match.start(sign)),
                )
            )
    slips += _hyphens(copy)
    hint = "set it on both sides, or on neither"
    if len(slips) <= MANNER:
        for message, place in slips:
            yield found("dash-one-sided", message, place, hint)
    else:
        yield found("dash-one-sided", f"{len(slips)} dashes have a space on one side alone", slips[0][1], hint)


def _hyphens(copy: Copy) -> Iterator[tuple[str, Place | None]]:
    """Hyphens that stand for dashes, on either side of words of a sentence."""
    for passage in copy.passages:
        for match in HYPHENS.finditer(passage.text) if " -" in passage.text and "- " in passage.text else ():
            if match["first"] in BEGIN:
                message = "hyphens stand for dashes round an insertion, each with a space on one side alone"
                yield message, passage.at(match.end() - 1)
