"""The lines that name who made a work or a chapter: its front matter or opening in, inlines out; pure.

A name is plain, and the notes that it calls stand behind it.
"""

from pressbuild.document import Front, Inline, Inlines, Opening, Text
from pressbuild.words import Words

CALLED = "\0"  # stands for a name's calls while names are joined; no source holds it (XML 1.0, 2.2)


def authors_line(of: Front | Opening, words: Words) -> Inlines:
    """The authors as one line; empty for a work without."""
    return _line(of, "author", of.authors, "{names}", words)


def helper_lines(of: Front | Opening, words: Words) -> tuple[Inlines, ...]:
    """A line for the translators and one for the editors, where there are any."""
    editors = of.editors if isinstance(of, Front) else ()
    parties = (("translator", of.translators, words.translated), ("editor", editors, words.edited))
    return tuple(_line(of, role, names, line, words) for role, names, line in parties if names)


def _line(of: Front | Opening, role: str, names: tuple[str, ...], line: str, words: Words) -> Inlines:
    calls = {credit.number: credit.calls for credit in of.credits if credit.role == role}
    marked = tuple(f"{name}{CALLED}" if number in calls else name for number, name in enumerate(names))
    said, *behind = line.format(names=words.joined(marked)).split(CALLED)
    inlines: list[Inline] = [Text(said)] if said else []
    for number, text in zip(sorted(calls), behind, strict=True):
        inlines += [*calls[number], *([Text(text)] if text else [])]
    return tuple(inlines)
