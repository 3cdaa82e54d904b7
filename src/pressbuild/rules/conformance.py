"""What the house sets otherwise than it was typed: `Copy` in, notes out, one for each kind. Pure.

The rules are the house's own, `transforms.typography`; spaces are not spoken of, for nobody sees which of them break.
"""

from collections.abc import Iterator

from pressbuild.diagnostics import Diagnostic, Place, found
from pressbuild.document import Document, Inlines, NoteRef, Quote
from pressbuild.patterns import lazily
from pressbuild.rules.copy import Copy
from pressbuild.transforms.references import references
from pressbuild.transforms.stops import stops
from pressbuild.transforms.typography import matches, rules_of
from pressbuild.transforms.wording import changed
from pressbuild.transforms.zones import reading_order, runs
from pressbuild.tree import everything, inner, marks, plain, walk

WORDS = "its own way with figures, dates, abbreviations and heads"
SPACES = lazily("[ \u00a0\u202f\u2009\u200a]+")


def house_sets(copy: Copy) -> Iterator[Diagnostic]:
    """Dashes, points, ranges, words and the places of stops that the editions will have and the manuscript has not."""
    first: dict[tuple[str, str, str], Place | None] = {}
    times: dict[tuple[str, str, str], int] = {}
    for place, kind in _changes(copy):
        first.setdefault(kind, place)
        times[kind] = times.get(kind, 0) + 1
    for reason, place in _moved(copy):
        kind = (reason, "", "")
        first.setdefault(kind, place)
        times[kind] = times.get(kind, 0) + 1
    for change in changed(copy.marked, copy.house):
        kind = (WORDS, change.old.strip(), change.words.strip())
        first.setdefault(kind, change.start)
        times[kind] = times.get(kind, 0) + 1
    for kind, place in first.items():
        _, old, new = kind
        often = "once" if times[kind] == 1 else f"{times[kind]} times"
        what = f"sets “{new}” for “{old}”, {often}: {kind[0]}" if old else f"{kind[0]}, {often}"
        yield found("house-sets", f"the house {what}", place, "the editions will have it so; nothing need be done")


def _moved(copy: Copy) -> Iterator[tuple[str, Place | None]]:
    """The stops and the notes' marks that the house sets elsewhere."""
    stopped = stops(copy.marked, copy.house)
    if stopped is not copy.marked:
        for quote, new in zip(_quotes(copy.marked), _quotes(stopped), strict=True):
            if plain(quote.children) != plain(new.children):
                yield "moves a comma or full stop over a closing mark", quote.end or quote.place
    called = references(stopped, copy.house)
    if called is stopped:
        return
    for reference, new_reference in zip(_marks(stopped), _marks(called), strict=True):
        if reference[1] != new_reference[1]:
            yield "moves a note’s mark over a stop, dash or closing mark", reference[0].place


def _quotes(document: Document) -> list[Quote]:
    return [node for node in walk(everything(document)) if isinstance(node, Quote)]


def _marks(document: Document) -> list[tuple[NoteRef, int]]:
    """Every note's mark with the number of characters of its run that stand before it."""
    return [each for run in runs(document) for each in _marks_in(run.inlines, 0)]


def _marks_in(inlines: Inlines, before: int) -> Iterator[tuple[NoteRef, int]]:
    for node in inlines:
        if isinstance(node, NoteRef):
            yield node, before
            continue
        opening = marks(node)[0] if isinstance(node, Quote) else ""
        yield from _marks_in(inner(node), before + len(opening))
        before += len(plain([node]))


def _changes(copy: Copy) -> Iterator[tuple[Place | None, tuple[str, str, str]]]:
    """The signs that the house sets otherwise, in the order in which they are read."""
    found_runs, rules = runs(copy.marked), rules_of(copy.language)
    for index in reading_order(found_runs):
        for text, offset, rule, match in matches(found_runs[index].inlines, rules=rules):
            old, new = match[0], rule.change(match, house=copy.house)
            if SPACES.sub("", old) != SPACES.sub("", new):
                at = offset + len(old) - len(old.lstrip())
                yield text.place and text.place.right(at), (rule.reason, *_signs(old, new))


def _signs(old: str, new: str) -> tuple[str, str]:
    """What is changed, without figures and words that stay, and with the spaces that part it from them."""
    old, new = SPACES.sub(" ", old), SPACES.sub(" ", new)
    start = _alike(old, new)
    old, new = old[start:], new[start:]
    end = _alike(old[::-1], new[::-1])
    old, new = old[: len(old) - end], new[: len(new) - end]
    spaced = old[:1] == " " or old[-1:] == " " or " " not in (new[:1], new[-1:])
    return (old.strip(), new.strip()) if old.strip() != new.strip() and spaced else (old, new)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike, save a space right before they part."""
    unlike = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    length = next(unlike, min(len(one), len(other)))
    return length - one[:length].endswith(" ")
