"""A title that was refused for its front matter, read nevertheless: why it was refused in, all there is to say out.

What cannot be used of the front matter is struck out, line by line, so that every other line keeps its number, and the
title is read again: who has mistyped a date is told of the text below it too. Nothing is mended in such a title, for
what was struck out might decide what is right. Reads manuscripts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from pressbuild.diagnostics import Diagnostic, PressError, in_order
from pressbuild.manuscript.yamlhead import KEY, compose
from pressbuild.press import decode, is_book, read_bytes, shown
from pressbuild.tongue import tongue

PASSES = 9  # one fault may hide the next
CHAPTERS = (".md", ".markdown")
RULE, END = "---", ("---", "...")
# What is said of a front matter, and the keys of what stands in another file.
REFUSALS: dict[str, tuple[str, ...]] = {
    "front-invalid": (),
    "house-unknown": ("house",),
    "house-invalid": ("house",),
    "bibliography-invalid": ("bibliography", "csl"),
    "terms-invalid": ("terms",),
    "not-found": (),
    "outside-press": (),
}
# What would be said of a title only because a line was struck out.
CONSEQUENCES = {
    "title": ("front-missing-key",),
    "lang": ("language-unlike",),
    "bibliography": ("citation-missing", "front-unused"),
    "csl": (),
}
OF_EVERY_KEY = ("metadata-store", "metadata-print")
UNREAD = "the text itself was not read: mend this, and check again"


def struck_out(title: Path, refused: PressError, former: Mapping[Path, bytes]) -> dict[Path, bytes] | None:
    """The files of a title without the lines for which it was refused, `former` being what was struck out before;
    None where that cannot be told."""
    if not any(each.code in REFUSALS for each in refused.diagnostics):
        return None
    instead = dict(former)
    for name in {each.place.file for each in refused.diagnostics if each.place} | {shown(title)}:
        file = title if name == shown(title) else _chapter(title, name)
        if file is None or is_book(file):
            continue
        source = _read(instead.get(file) or read_bytes(file), name)
        after = _without(source, [each for each in refused.diagnostics if each.code in REFUSALS], name)
        if after != source:
            instead[file] = after.encode()
    return instead if instead != former else None


def _chapter(title: Path, name: str) -> Path | None:
    """The file of a book’s chapter as its book has it, by how messages call it; None for any other file."""
    if not is_book(title) or Path(name).suffix not in CHAPTERS:
        return None
    try:
        return title.parent / Path(name).resolve().relative_to(title.parent.resolve())
    except ValueError:
        return None


def _without(source: str, refused: Iterable[Diagnostic], name: str) -> str:
    """A source without the lines of its front matter that are to blame for what was refused."""
    lines = source.split("\n")
    for each in refused:
        lines = _ended(_bounded(lines))
        here = each.place.line if each.place and each.place.file == name else 0
        chunks = [*_chunks(lines)]
        faulty = [span for span in chunks if not _holds(lines, span)] if here else []
        named = [span for span in chunks if _key(lines, span) in REFUSALS[each.code]] if not here else []
        for first, last in faulty or named or [span for span in chunks if span[0] <= here <= span[1]]:
            lines = _struck(lines, first, last, here if not faulty else 0)
    return "\n".join(lines)


def _bounded(lines: Sequence[str]) -> list[str]:
    """The lines with a front matter that begins in the first of them and has an end."""
    lines = [*lines]
    opening = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[opening].rstrip() != RULE:
        return lines
    if opening:
        lines[0], lines[opening] = RULE, "#"
        lines[1:opening] = ["#"] * (opening - 1)
    index = 1
    while index < len(lines) and not lines[index].strip():  # below the `---` that begins it
        lines[index], index = "#", index + 1
    if not any(line.rstrip() in END for line in lines[1:]):
        gap = next((index for index, line in enumerate(lines) if index and not line.strip()), 0)
        lines[gap] = RULE
    return lines


def _ended(lines: list[str]) -> list[str]:
    """The lines with an end where the text begins, if none stands there and a later section break was taken for one:
    at an empty line with something below it that is no key."""
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() in END), 0)
    gaps = [index for index in range(2, end) if not lines[index - 1].strip() and lines[index].strip()]
    first = next((index for index in gaps if not KEY.match(lines[index]) and lines[index][0] not in " \t#-"), 0)
    return [*lines[: first - 1], RULE, *lines[first:]] if first and lines[0].rstrip() == RULE else lines


def _chunks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and last line of each key’s value, by number."""
    if lines[0].rstrip() != RULE:
        return
    end = next((number for number, line in enumerate(lines[1:], start=2) if line.rstrip() in END), 0)
    said = [number for number in range(2, end) if lines[number - 1].strip() and not lines[number - 1].startswith("#")]
    begins = [n for n in said if n == said[0] or not lines[n - 1].startswith((" ", "\t", "- "))]
    yield from zip(begins, [*(number - 1 for number in begins[1:]), end - 1], strict=False)


def _key(lines: Sequence[str], span: tuple[int, int]) -> str:
    return lines[span[0] - 1].partition(":")[0].strip()


def _holds(lines: Sequence[str], span: tuple[int, int]) -> bool:
    """Whether the lines of one value are YAML by themselves."""
    try:
        return bool(compose("\n".join(lines[span[0] - 1 : span[1]]), "")[0])
    except PressError:
        return False


def _struck(lines: list[str], first: int, last: int, here: int) -> list[str]:
    """The lines with a value struck out, or of a list the one item that stands on the line that is meant. Where the
    language is struck out, the one that the text is in stands for it."""
    if here > first and lines[here - 1].lstrip().startswith("- "):
        first = last = here
    others = [*lines[: first - 1], *lines[last:]]
    twice = any(line.startswith("lang:") for line in others)
    told = tongue("\n".join(others)).language if _key(lines, (first, last)) == "lang" and not twice else ""
    kept = f"lang: {told}" if told else "#"
    return [*lines[: first - 1], kept, *["#"] * (last - first), *lines[last:]]


def besides(
    refused: Sequence[Diagnostic], said: Iterable[Diagnostic], instead: Mapping[Path, bytes]
) -> tuple[Diagnostic, ...]:
    """What was refused, and what is said of the title as it was read `instead` but is no consequence of that."""
    struck = {key for file, data in instead.items() for key in _keys_struck(file, data)}
    follows = {code for key in struck for code in CONSEQUENCES.get(key, ())} | {*OF_EVERY_KEY}
    own = [finding for finding in said if finding.code not in follows]
    again = {(finding.code, finding.place) for finding in own}
    first = [finding for finding in refused if (finding.code, finding.place) not in again]
    return in_order([*first, *own], list(dict.fromkeys(each.place.file for each in own if each.place)))


def _keys_struck(file: Path, data: bytes) -> Iterator[str]:
    """The keys of a front matter that were struck out of it."""
    before, after = (_read(each, shown(file)).split("\n") for each in (read_bytes(file), data))
    return (line.partition(":")[0].strip() for line, kept in zip(before, after, strict=True) if line != kept)


def _read(data: bytes, name: str) -> str:
    return decode(data, name).replace("\r\n", "\n").replace("\r", "\n")


def unread(refused: Iterable[Diagnostic]) -> PressError:
    """Why a title cannot be read, and that all else is yet to be looked at."""
    faults = [*in_order(refused)]
    if faults[-1].code in REFUSALS and faults[-1].place:
        last = faults.pop()
        faults.append(replace(last, hint=f"{last.hint}; {UNREAD}" if last.hint else UNREAD))
    return PressError(*faults)
