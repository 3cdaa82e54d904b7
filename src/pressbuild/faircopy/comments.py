"""Comments at the beginning of a line with text behind them: a page in, the same with stand-ins for them out; pure.

For CommonMark (4.6, 2) such a comment makes a block of HTML of its whole line, so that the text behind it is no
Markdown and has no places. An author who explains an exception there means a paragraph, heading or item like any other.
A tag that no author types, of the comment's length, is HTML within a line and keeps each column of the text, and the
signs of a heading, quotation or item stand before it; the reading drops it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pressbuild.conflicts import is_remark
from pressbuild.manuscript.prose import DEFINITION, NOT_NEWLINE, WRAPPER, comments, prose, with_code_blanked

STAND_IN = re.compile(r"<c-+(?:\s+c-*)*>")
HIDDEN = "\ufdd1"  # a noncharacter (Unicode 16, 23.7), for each character of a comment while code is looked for
SIGN = re.compile(r"(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")  # what begins a block (CommonMark 4.2, 5.1, 5.2)
MARKED = re.compile(rf"{WRAPPER.pattern} {{0,4}}")
# A line that begins a block of HTML, which goes on as far as the next empty line (CommonMark 4.6, 1 and 3 to 7).
BLOCK = re.compile(
    rf"""(?:{WRAPPER.pattern})?\s*(?:</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details
    |dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu
    |nav|ol|p|pre|script|search|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)
    |<\?|<!(?!--)|</?[a-z][\w-]*(?:\s[^<>]*)?/?>\s*$)""",
    re.IGNORECASE | re.VERBOSE,
)
DEEP = 4  # spaces from which a line goes on with its paragraph or is code
SHORTEST = 4  # characters of a stand-in on a line of its own
FARTHEST = 200  # lines up to which the item or note is looked for that a line belongs to


def without_blocks(page: str, body_line: int) -> str:
    """The page, whose body begins at a line (from 1), with no comment that takes the text behind it out of Markdown.
    Nothing but comments changes, and all else keeps its line and column."""
    if "<!--" not in page:
        return page
    spans = [*comments(page)]
    ends = dict(spans)
    lines = _prose(page, spans, body_line)
    parts, done, number, counted = [], 0, 1, 0
    for start, end in spans:
        number += page.count("\n", counted, start)
        counted = start
        lead = page[page.rfind("\n", 0, start) + 1 : start]
        shown = start >= done and lines.get(number, "")[len(lead) :].startswith(HIDDEN)
        text = _text_behind(page, end, ends) if shown and _begins(lead, number, lines) else 0
        if text and not is_remark(page[start:end]):
            sign = SIGN.match(page, text)
            parts += [page[done:start], _stand_in(page[start:text], lead, sign[0] if sign else "")]
            done = sign.end() if sign else text
    return "".join((*parts, page[done:]))


def _prose(page: str, spans: Sequence[tuple[int, int]], body_line: int) -> Mapping[int, str]:
    """The lines of prose by number, code blanked and comments hidden, but for blocks of HTML."""
    parts, done = [], 0
    for start, end in spans:
        parts += [page[done:start], NOT_NEWLINE.sub(HIDDEN, page[start:end])]
        done = end
    lines: dict[int, str] = {}
    above, block = 0, False
    for number, _, bare in with_code_blanked(prose("".join((*parts, page[done:])), body_line)):
        block = number == above + 1 and bool(bare.strip("> \t")) and (block or BLOCK.match(bare) is not None)
        above = number
        if not block:
            lines[number] = bare
    return lines


def _begins(lead: str, number: int, lines: Mapping[int, str]) -> bool:
    """Does a block begin behind this beginning of a line?"""
    if lead.strip():
        return MARKED.fullmatch(lead) is not None
    depth = len(lead)
    if "\t" in lead or depth < DEEP:
        return depth < DEEP and "\t" not in lead
    for above in range(number - 1, max(0, number - FARTHEST), -1):
        line = lines.get(above, "")
        if line.strip() and len(line) - len(line.lstrip(" ")) < depth:
            begun = WRAPPER.match(line)
            inner = DEEP if DEFINITION.match(line) else begun.end() if begun else depth - DEEP
            return 0 <= depth - inner < DEEP
    return False


def _text_behind(page: str, end: int, ends: Mapping[int, int]) -> int:
    """Where the text begins that follows a comment, and the comments behind it, on the line where they end; 0 where
    none does."""
    while True:
        while page[end : end + 1] in (" ", "\t"):
            end += 1
        if end not in ends:
            return 0 if page[end : end + 1] in ("", "\n") else end
        end = ends[end]


def _stand_in(comment: str, lead: str, sign: str) -> str:
    """A tag for comments behind the beginning of their line, as long, behind the sign of the block that follows; of
    one with empty lines, or lines before such a sign, only the last line is a tag. The comments as they are where
    neither can be."""
    first, *others = comment.split("\n")
    if not others:
        return sign + _tag(len(first))
    if not sign and all(line.strip("> \t") for line in others):
        return "\n".join((f"<{_name(len(first) - 1)}", *_attributes(others, "> \t" if ">" in lead else " \t")))
    last = others[-1].removeprefix(lead)
    if lead.strip() or len(last) < SHORTEST:
        return comment + sign
    return "\n" * len(others) + (lead if last != others[-1] else "") + sign + _tag(len(last))


def _attributes(lines: Sequence[str], margin: str) -> Iterator[str]:
    """Lines of a tag, the last with its end; what stands before them in a quotation or item stays."""
    for number, line in enumerate(lines, start=1):
        body = line.lstrip(margin)
        named = _name(len(body)) if number < len(lines) else f"{_name(len(body) - 1)}>"
        yield line[: len(line) - len(body)] + named


def _tag(length: int) -> str:
    return f"<{_name(length - 2)}>"


def _name(length: int) -> str:
    return f"c{'-' * (length - 1)}"
