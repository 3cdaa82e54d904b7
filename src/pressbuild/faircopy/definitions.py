"""The addresses of links that are defined on lines of their own: numbered lines of prose in, findings out; pure.

`[1]: words` is such a definition for Markdown, and is in no edition where nothing refers to it: so whoever meant a
note, and forgot the caret, would lose it without a word (CommonMark 4.7).
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pressbuild.diagnostics import ERROR, Diagnostic, Place, found, shortened

LABEL = r"\[(?!\^)(?P<label>(?:\\.|[^\[\]\\])+)\]"
DEFINED = re.compile(
    rf"(?: {{0,3}}>)* {{0,3}}{LABEL}:\s*(?P<target><[^<>]*>|\S+)"
    r"\s*(?P<title>\"[^\"]*\"|'[^']*'|\([^()]*\))?\s*(?:\{[^{}]*\})?\s*$"
)
ADDRESS = re.compile(r"^<?(?:[a-z][a-z+.-]*:|#|\.)|[/@]|\w\.\w", re.IGNORECASE)
REMARK = ("#", "<>")  # [//]: # (a remark), which some write where HTML would have a comment
NOTE = re.compile(r"[\w*†‡]{1,4}")  # what people number or mark notes by
LONGEST_QUOTED = 40


def unused_definitions(lines: Iterable[tuple[int, str]], name: str) -> Iterator[Diagnostic]:
    """A finding for each definition, on a line of prose without its code, that nothing refers to: an error where it
    holds no address, for then its words are lost."""
    defined: list[tuple[int, re.Match[str]]] = []
    text: list[str] = []
    free = True
    for number, line in lines:
        match = DEFINED.match(line) if free and "]:" in line else None
        if match:
            defined.append((number, match))
        else:
            text.append(line)
        free = match is not None or not line.strip("> \t") or line.lstrip().startswith("#")
    called = {_folded(match["label"]) for match in re.finditer(LABEL, "\n".join(text))} if defined else frozenset()
    for number, match in defined:
        if _folded(match["label"]) not in called and match["target"] not in REMARK:
            yield _finding(match, Place(name, number, match.start("label")))


def _folded(label: str) -> str:
    """A label as it is compared (CommonMark 6.3): case and the number of spaces tell none apart."""
    return " ".join(label.split()).casefold()


def _finding(match: re.Match[str], place: Place) -> Diagnostic:
    label, said = match["label"], shortened(match[0].strip("> \t"), LONGEST_QUOTED)
    if ADDRESS.search(match["target"]):
        message = f"the address of [{label}] is defined here, and no link uses it"
        return found("link-unused", message, place, f"write [words][{label}] where the link belongs, or take it out")
    message = f"“{said}” defines a link that nothing uses, and is in no edition"
    caret = NOTE.fullmatch(label) is not None
    hint = (
        f"a note begins with [^{label}]: …, and is called by [^{label}]" if caret else "write \\[ where text is meant"
    )
    return replace(found("link-unused", message, place, hint), severity=ERROR)
