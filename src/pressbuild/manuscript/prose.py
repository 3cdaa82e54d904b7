"""The prose of a manuscript's source: text in, its lines outside comments and fenced code out; pure.

Rules, exceptions, citations and notes' labels are looked for where these lines are, and know by the same patterns what
is code, what a note's definition and what a block of its own. It is no reader of Markdown: pandoc is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

DEFINITION = re.compile(r"(?:\s*(?:>|[-+*:]\s|\d{1,9}[.)]\s))*\s{0,3}\[\^([^\]\s]+)\]:")
REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s]{1,999})\](?!:)")  # a longer label is none (CommonMark 4.7)
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
CODE_OVER_LINES = re.compile(CODE.pattern, re.DOTALL)
NEW_BLOCK = re.compile(r" {0,3}(#{1,6}\s|>|:::|[-+*]\s|\d{1,9}[.)]\s|(\*\s*){3,}$|(-\s*){3,}$|(_\s*){3,}$)")
FENCE = re.compile(r"(\s*)(`{3,}(?=[^`]*$)|~{3,})(.*)")
WRAPPER = re.compile(r"(?:\s*(?:>|[-+*:]\s|\d{1,9}[.)]\s|\[\^[^\]\s]+\]:))+")
NOT_NEWLINE = re.compile(r"[^\n]")
TEXT = re.compile(r"\n|\S")
BEGUN = "\u2060"  # a word joiner: no space and no letter
EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def fold(label: str) -> str:
    """A note's label as it is compared: case does not tell labels apart (commonmark-hs)."""
    return label.casefold()


def blanked(match: re.Match[str]) -> str:
    """What was matched as spaces, so that columns and lines stay."""
    return NOT_NEWLINE.sub(" ", match[0])


def prose(source: str, body_line: int) -> Iterator[tuple[int, str]]:
    """The numbered lines of the body, which begins at `body_line` (from 1), outside fenced code; comments are blanked,
    so that columns stay, but for `BEGUN` at the beginning of a line with text."""
    fence, wrapped = "", False
    for number, line in enumerate(_without_comments(source).split("\n"), start=1):
        if number < body_line:
            continue
        wrapper = WRAPPER.match(line)
        if line.strip() and not line.startswith((" ", "\t")):
            wrapped = wrapper is not None
        mark = FENCE.match(line, wrapper.end() if wrapper else 0)
        if fence:
            if mark and mark[2].startswith(fence) and not mark[3].strip():
                fence = ""
            continue
        if mark and (wrapped or len(mark[1]) < 4):
            fence = mark[2]
        if not mark or DEFINITION.match(line):
            yield number, line


def with_code_blanked(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Numbered lines of prose, each with itself without code, which may go on over the lines of a paragraph."""
    paragraph: list[tuple[int, str]] = []
    for number, line in lines:
        if paragraph and not _goes_on(paragraph[-1], number, line):
            yield from _code_blanked(paragraph)
            paragraph = []
        paragraph.append((number, line))
    yield from _code_blanked(paragraph)


def _goes_on(above: tuple[int, str], number: int, line: str) -> bool:
    """Does a line go on with the paragraph of the one above it?"""
    if number != above[0] + 1 or not line.strip("> \t") or not above[1].strip("> \t") or DEFINITION.match(line):
        return False
    return NEW_BLOCK.match(line) is None or (line.lstrip().startswith(">") and above[1].lstrip().startswith(">"))


def _code_blanked(paragraph: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    if any("`" in line for _, line in paragraph):
        bare = CODE_OVER_LINES.sub(blanked, "\n".join(line for _, line in paragraph)).split("\n")
    else:
        bare = [line for _, line in paragraph]
    return ((number, line, without) for (number, line), without in zip(paragraph, bare, strict=True))


def _without_comments(source: str) -> str:
    """The source with comments blanked, so that columns stay. A line that begins with one begins with `BEGUN` where
    text follows: it is not set in, and goes on with nothing."""
    parts, begun, done = [], [], 0
    for start, end in comments(source):
        parts += [source[done:start], NOT_NEWLINE.sub(" ", source[start:end])]
        begin = max(start, source.rfind("\n", start, end) + 1)
        begun += [begin] if begin == 0 or source[begin - 1] == "\n" else []
        done = end
    blank, parts, done = "".join((*parts, source[done:])), [], 0
    for begin in begun:
        if (text := TEXT.search(blank, begin)) and text[0] != "\n":
            parts += [blank[done:begin], BEGUN]
            done = begin + 1
    return "".join((*parts, blank[done:]))


def comments(source: str) -> Iterator[tuple[int, int]]:
    """Where comments stand: one that begins a line may hold empty lines (CommonMark 4.6, 2), one within a line not.

    What was found further on is kept, so that a text full of beginnings is read once.
    """
    start, end, empty = source.find("<!--"), 0, -1
    while start >= 0 and (end := end if end >= start + 4 else source.find("-->", start + 4)) >= 0:
        if empty < start + 4:
            gap = EMPTY_LINE.search(source, start + 4)
            empty = gap.start() if gap else len(source)
        whole = end < empty or _begins_line(source, start)
        if whole:
            yield start, end + 3
        start = source.find("<!--", end + 3 if whole else start + 4)


def _begins_line(source: str, place: int) -> bool:
    lead = source[max(0, place - 4) : place].rstrip(" ")
    indent = min(place, 4) - len(lead)
    return indent < 4 and (lead.endswith("\n") or indent == place)
