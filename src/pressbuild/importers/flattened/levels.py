"""The levels of headings: kinds and words of a text's headings in, Markdown's levels out. Pure.

Parts stand above chapters, chapters above sections. Sections are as deep as the form of their number says: `1`, `1.1`,
`1.1.1`, or `I.`, `A.`, `1.` in the order in which the text brings them. One without a number is below the numbered one
above it where such stand between numbered ones; else it is one of them. No level is left out.
"""

from collections.abc import Iterator, Sequence

from pressbuild.importers.flattened.divisions import PREFIX

TOP, LOWEST = 2, 6  # the title is level 1


def levels(kinds: Sequence[str], words: Sequence[str]) -> list[int]:
    """The level of each heading, by its kind (`part`, `chapter`, `named`, `section`) and its words."""
    part, chapter = int("part" in kinds), int("chapter" in kinds)
    bases = {"part": TOP, "chapter": TOP + part, "named": TOP, "section": TOP + part + chapter}
    depths = _depths(kinds, words)
    return list(without_gaps([bases[kind] + depth for kind, depth in zip(kinds, depths, strict=True)]))


def without_gaps(given: Sequence[int], top: int = TOP) -> Iterator[int]:
    """Levels without holes: each is one below the nearest above that is higher, the highest are `top`."""
    above: list[int] = []
    for level in given:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield min(top + len(above) - 1, LOWEST)


def _depths(kinds: Sequence[str], words: Sequence[str]) -> list[int]:
    """How far below the first of its chapter's sections each section stands; 0 for what is none."""
    found = [PREFIX.match(line) if kind == "section" else None for kind, line in zip(kinds, words, strict=True)]
    order: dict[str, int] = {}
    depths: list[int] = []
    numbered = [index for index, number in enumerate(found) if number]
    amid = range(numbered[0], numbered[-1]) if numbered else range(0)
    between = any(kinds[index] == "section" and not found[index] for index in amid)
    above = -1
    for kind, number in zip(kinds, found, strict=True):
        if kind != "section":
            above = -1
            depths.append(0)
        elif number is None:
            depths.append(above + 1 if between else 0)
        else:
            form = str(number.lastgroup)
            above = order.setdefault(form, len(order)) + str(number[form]).count(".")
            depths.append(above)
    return depths
